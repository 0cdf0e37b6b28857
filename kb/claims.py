"""What a claim's words say: subject, relation, outcome, population, comparator and direction, by rules alone.

The verb phrase is found by a lexicon of relations (`kb.stance.cues`) and by position, not by a tagger: what stands before
it is the subject, what follows the outcome; passives and "lower with" turn that round. A claim without a verb phrase is a
topic. `docs/decisions` says how a denied claim ("do not reduce") is treated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kb import ids
from kb.concepts import Concepts
from kb.model import Reading
from kb.stance import cues
from kb.stance.cues import Marker
from kb.words import Token, tokens

_AUXILIARY = frozenset(
    "do does did don't doesn't didn't can cannot can't could couldn't may might will won't would wouldn't shall must has have had hasn't haven't be been being is "
    "are was were isn't aren't wasn't weren't not never also help helps helped to significantly often rarely seldom "
    "usually generally commonly frequently tend tends seem seems appear appears no".split()
)
_BE = frozenset("is are was were be been being isn't aren't wasn't weren't remain remains".split())
_HAVE = frozenset("have has had show shows report reports".split())
_DENIAL = frozenset(
    "not never no cannot don't doesn't didn't can't couldn't won't wouldn't isn't aren't wasn't weren't hasn't haven't neither nor without".split()
)
_RARE = frozenset("rarely seldom hardly never infrequently scarcely".split())
_ASK = re.compile(r"^(?:do|does|did|can|could|will|would|may|might|is|are|was|were|has|have|should)\s+(?=\S)", re.I)
_LEAD = re.compile(
    r"^(?:there is (?:some |good |strong )?evidence that|evidence (?:shows|suggests) that|we (?:found|claim) that|it is (?:said|known|claimed) that|"
    r"the claim that|claim:|how (?:well )?(?:do|does|can)|to what extent (?:do|does|can)|what is|what are|whether)\s+",
    re.I,
)

_INSIDE = frozenset("a an the in of to significant significantly risk with likely".split())
# Words that open what is no longer the outcome.
_COMPARATOR = frozenset("than versus vs".split())
_COMPARED = frozenset("compared relative".split())
_POPULATION = frozenset("in among amongst within across for at during".split())
_WITH = frozenset(
    "with after under by through among amongst in where when following from via for at during without".split()
)

_NEED = frozenset("need needs needed require requires required necessary essential vital crucial indispensable".split())
_DEPEND = re.compile(r"\b(?:depends? (?:up)?on|relies on|rely on|benefits? from)\b", re.I)
_BARRIER = re.compile(
    r"\b(?:is|are|was|were|remains?|acts? as|poses?|form)\s+(?:an? |the |no |not an? )?(?:\w+ )?(?:barriers?|obstacles?|hindrances?|impediments?|threats?) (?:to|for)\b",
    re.I,
)
_EXISTENCE = frozenset(
    "face faces faced experience experiences experienced encounter encounters encountered suffer suffers feel feels have "
    "has had report reports reported value values valued want wants prefer prefers accept accepts use uses perceive lack lacks "
    "exist exists include includes contain contains share shares show shows possess possesses".split()
)
# Everyday verbs of claims that say neither more nor less; each is taken as "this is so".
_PLAIN_VERBS = frozenset(
    "activate bind block carry cause cluster control delay depend determine disrupt drive encode exhibit express form function "
    "govern interact interfere involve know lead live localize make mediate modulate move need occur originate "
    "participate play possess precede prefer protect recognize recruit regulate release replace respond secrete signal "
    "spread start stop support target think transmit trust understand work struggle advocate challenge combat share burn leave navigate "
    "disclose engage adhere recover relapse die attend return act serve remain become cope trigger confer".split()
)
# "protects PEOPLE against OUTCOME", "keeps PEOPLE out of OUTCOME"
_SPARE = re.compile(
    r"\b(protect(?:s|ed)?|prevent(?:s|ed)?|keep(?:s)?|kept|stop(?:s|ped)?|deter(?:s|red)?|discourage[sd]?)\s+([\w’' -]{2,60}?)\s+"
    r"(?:against|from|out of)\s+(.{2,})",
    re.I,
)
_BETWEEN = re.compile(r"^(.*?)\s*\bbetween\s+(.+?)\s+(?:and|or)\s+(.+)$", re.I)
_OF_NOUNS = frozenset("effect effects impact impacts influence influences role".split())


@dataclass(frozen=True)
class _Split:
    """Places of a claim's parts as token ranges; `turned`: the outcome stands before the verb."""

    start: int
    end: int
    direction: int
    kind: str
    turned: bool = False


def claim_id(text: str) -> str:
    """The id of a claim: a hash of its folded text without the final stop, so that the same words are one claim."""
    return ids.make("c", ids.fold(text).rstrip(" .?!"))


@lru_cache(maxsize=1024)
def read_claim(text: str) -> Reading:
    """What a claim says. Never raises; a text without a relation is a topic, all of it in `outcome`."""
    plain, asked = _plain(text)
    found = tokens(plain)
    if not found:
        return Reading("", "", "", "", "", 0, "topic", False)
    spared = _SPARE.search(plain)
    if spared and spared.start() > 0:
        return _spared(plain, found, spared)
    split = _nominal(plain, found) or _verbal(plain, found, asked)
    if split is None:
        outcome, population, comparator = _tail(plain, found, 0, len(found))
        return Reading("", "", outcome, population, comparator, 0, "topic", False)
    return _between(_reading(plain, found, split))


def _spared(text: str, found: Sequence[Token], match: re.Match[str]) -> Reading:
    """ "X protects PEOPLE against Y": less of Y."""
    words = _words(found)
    verb = next(i for i, t in enumerate(found) if t.end > match.start())
    start = _aux_start(words, verb)
    outcome, _, comparator = _tail(match[3], tokens(match[3]), 0, len(tokens(match[3])))
    relation = text[found[start].start : match.end(1)]
    negated = any(w in _DENIAL for w in words[start:verb])
    return Reading(_slice(text, found, 0, start), relation, outcome, match[2], comparator, -1, "direction", negated)


def _between(reading: Reading) -> Reading:
    """ "no difference in OUTCOME between A and B": A is the subject, B what it is compared with."""
    match = _BETWEEN.match(reading.outcome)
    if not match or reading.kind not in ("no-change", "difference"):
        return reading
    subject = reading.subject if reading.subject.casefold() != "there" else ""
    return replace(reading, subject=match[2], outcome=match[1] or subject, comparator=match[3])


def _plain(text: str) -> tuple[str, bool]:
    """The claim on one line, without final marks and without what introduces it; and whether it was asked."""
    plain = " ".join(text.split()).strip(" .?!\"'“”‘’")
    lead = _LEAD.match(plain)
    plain = plain[lead.end() :] if lead else plain
    ask = _ASK.match(plain)
    return (plain[ask.end() :], True) if ask and ("?" in text or ask.end() > 0) else (plain, False)


def _words(found: Sequence[Token]) -> list[str]:
    return [t.text.casefold().replace("’", "'") for t in found]


def _nominal(text: str, found: Sequence[Token]) -> _Split | None:
    """Claims that open with the change itself: "reduction of X by Y", "fewer X with Y", "effect of X on Y"."""
    words = _words(found)
    first = 1 if words[0] in ("the", "a", "an") and len(words) > 1 else 0
    marker = next((m for m in cues.find(found) if m.start == first), None)
    if words[first] in _OF_NOUNS and "on" in words[first:] and words[first + 1 : first + 2] == ["of"]:
        return _Split(first, first + 2, 0, "difference")
    if (
        marker is None
        or marker.kind not in ("amount", "quality")
        or _BE.intersection(words[marker.end : marker.end + 1])
    ):
        return None
    after = marker.end + (words[marker.end : marker.end + 1] in (["of"], ["in"]))
    has_source = any(w in ("with", "by", "through", "after", "following", "from", "due") for w in words[after + 1 :])
    if not has_source or any(m.kind in ("link", "bring", "change") and m.start > after for m in cues.find(found)):
        return None
    return _Split(first, after, marker.sign, "direction", turned=True)


def _verbal(text: str, found: Sequence[Token], asked: bool) -> _Split | None:
    words = _words(found)
    return (
        _by_pattern(text, found, words)
        or _by_marker(found, words)
        or _by_verb(words, _EXISTENCE, asked)
        or _by_copula(words)
        or (None if asked else _by_plain_verb(found, words))
    )


def _by_pattern(text: str, found: Sequence[Token], words: list[str]) -> _Split | None:
    """Needs and barriers, which have words of their own."""
    for i in range(1, len(words)):
        if words[i] in _NEED and not (words[i] == "required" and i + 1 < len(words) and words[i - 1] not in _AUXILIARY):
            passive = words[i - 1] in _BE or (words[i - 1] == "not" and words[i - 2] in _BE)
            end = i + 1 + (passive and words[i + 1 : i + 2] in (["for"], ["by"], ["to"]))
            return _Split(_aux_start(words, i), end, 1, "need", turned=passive)
    for pattern, kind, direction in ((_DEPEND, "need", 1), (_BARRIER, "barrier", -1)):
        match = pattern.search(text)
        if match and match.start() > 0:
            start = next(i for i, t in enumerate(found) if t.end > match.start())
            end = next((i for i, t in enumerate(found) if t.start >= match.end()), len(found))
            return _Split(_aux_start(words, start), end, direction, kind)
    return None


def _by_marker(found: Sequence[Token], words: list[str]) -> _Split | None:
    """The first change word that can be a verb phrase; those that follow at once ("lead to lower") are part of it."""
    markers = [m for m in cues.find(found) if m.start > 0]
    for place, marker in enumerate(markers):
        start = _aux_start(words, marker.start)
        if start == 0 or not _is_verb_phrase(marker, words, start):
            continue
        chain = _chain(markers, place, words)
        end = chain[-1].end
        while (
            end < len(words)
            and words[end] in ("of", "in", "on", "to", "the", "likely", "risk", "a", "an")
            and not _turned_by(words, end)
        ):
            end += 1
        turned = _passive(marker, chain, words, start, end)
        if end < len(words) and turned and words[end] in _WITH:
            end += 1
        return _Split(start, end, _sign(chain), _kind(chain, words, start), turned)
    return None


def _turned_by(words: list[str], i: int) -> bool:
    return words[i] == "in" and i + 1 < len(words) and i > 0 and words[i - 1] in ("lower", "higher", "fewer", "common")


def _is_verb_phrase(marker: Marker, words: list[str], start: int) -> bool:
    """A verb stands as one; an adjective or a noun needs "is", "have" or another verb before it."""
    if marker.form == "verb":
        before = words[start - 1]
        participle = words[marker.start].endswith(("ed", "ing")) and start == marker.start
        return not (participle and before in ("of", "with", "the", "a", "in", "and"))
    lead = words[start : marker.start]
    return any(w in _BE or w in _HAVE or w in _DENIAL for w in lead) or words[marker.start - 1] in (
        "make",
        "makes",
        "made",
    )


def _aux_start(words: list[str], i: int) -> int:
    while i > 0 and words[i - 1] in _AUXILIARY:
        i -= 1
    return i


def _chain(markers: list[Marker], place: int, words: list[str]) -> list[Marker]:
    chain = [markers[place]]
    for marker in markers[place + 1 :]:
        between = words[chain[-1].end : marker.start]
        loose = any(w not in _INSIDE for w in between) or len(between) > 3
        noun = marker.form != "adjective" and not words[marker.start].endswith("ed")  # "reduces falls": an outcome
        if loose or (chain[-1].kind in ("amount", "quality") and not between and noun):
            break
        chain.append(marker)
    return chain


def _sign(chain: Iterable[Marker]) -> int:
    """The product of the amounts and qualities in a chain; one who only brings about or goes along adds nothing."""
    sign = 1
    for marker in chain:
        if marker.kind in ("change", "null"):
            return 0
        sign *= marker.sign
    return sign


def _kind(chain: Sequence[Marker], words: list[str], start: int) -> str:
    denied = any(w in _DENIAL for w in words[start : chain[-1].end])
    if any(m.kind == "null" for m in chain):
        return "difference" if denied else "no-change"
    if any(m.kind == "change" for m in chain):
        return "no-change" if denied else "difference"
    if _RARE.intersection(words[chain[0].start : chain[0].end]):
        return "existence"
    has_comparator = any(w in _COMPARATOR for w in words[chain[-1].end :])
    return "difference" if has_comparator and chain[0].form == "adjective" else "direction"


def _passive(marker: Marker, chain: Sequence[Marker], words: list[str], start: int, end: int) -> bool:
    """The outcome is what stands before: "is reduced by", "is lower with", "falls after"."""
    lead = words[start : marker.start]
    following = words[end] if end < len(words) else ""
    being = any(w in _BE for w in lead)
    if marker.kind in ("link", "bring"):
        return being and following == "by" and marker.form == "verb"
    if being and marker.form == "verb":
        return following in _WITH or end >= len(words)
    if being:
        return following in _WITH and "likely" not in words[marker.start : end]
    return following in _WITH and following not in ("in", "for") and marker.form == "verb" and marker.kind != "null"


def _by_verb(words: list[str], verbs: frozenset[str], asked: bool) -> _Split | None:
    for i in range(1, len(words)):
        if words[i] in verbs and i + 1 < len(words) and words[i - 1] not in ("the", "a", "of", "to"):
            denied = words[i] in ("lack", "lacks")
            return _Split(_aux_start(words, i), i + 1, -1 if denied else _frequency(words[:i]), "existence")
    return None


def _by_copula(words: list[str]) -> _Split | None:
    for i in range(1, len(words) - 1):
        if words[i] in _BE or (
            words[i] in ("can", "cannot", "may", "might", "will", "do", "does", "did", "don't", "doesn't", "didn't")
            and i + 1 < len(words)
        ):
            end = i + 1
            while end < len(words) - 1 and words[end] in _AUXILIARY:
                end += 1
            return _Split(i, end, _frequency(words[i:end]), "existence")
    return None


def _by_plain_verb(found: Sequence[Token], words: list[str]) -> _Split | None:
    stems = _plain_stems()
    for i in range(1, len(words) - 1):
        if (
            found[i].terms[0] in stems
            and words[i - 1] not in ("the", "a", "an", "of", "in", "and")
            and not words[i].endswith("ing")
        ):
            return _Split(_aux_start(words, i), i + 1, _frequency(words[:i]), "existence")
    return None


@lru_cache(maxsize=1)
def _plain_stems() -> frozenset[str]:
    return frozenset(tokens(verb)[0].terms[0] for verb in _PLAIN_VERBS)


def _frequency(words: Iterable[str]) -> int:
    return -1 if any(w in _RARE for w in words) else 1


def _reading(text: str, found: Sequence[Token], split: _Split) -> Reading:
    """Cut the parts out of the text as they stand."""
    words = _words(found)
    relation = _slice(text, found, split.start, split.end)
    negated = sum(w in _DENIAL and w not in _RARE for w in words[split.start : split.end]) % 2 == 1
    if split.kind == "no-change":
        negated = False
    front = (0, split.start)
    outcome, population, comparator = _tail(text, found, split.end, len(found))
    subject = _slice(text, found, *front)
    if split.turned and split.start == 0 or (split.turned and not subject) or words[split.start] in _OF_NOUNS:
        subject, outcome, population = _swapped(text, found, split)
    elif split.turned:
        subject, outcome = _slice(text, found, split.end, len(found)), subject
        subject, population, comparator = _head(subject)
    elif not outcome and population:
        outcome, population = population, ""
    subject, comparator = _compared_first(subject, comparator)
    return Reading(subject, relation, outcome, population, comparator, split.direction, split.kind, negated)


def _swapped(text: str, found: Sequence[Token], split: _Split) -> tuple[str, str, str]:
    """(subject, outcome, population) of "reduction of OUTCOME by SUBJECT" and "effect of SUBJECT on OUTCOME"."""
    words = _words(found)
    if words[split.start] in _OF_NOUNS:
        at = len(words) - 1 - words[::-1].index("on")
        outcome, population, _ = _tail(text, found, at + 1, len(found))
        return _slice(text, found, split.end, at), outcome, population
    at = next(
        i
        for i in range(split.end + 1, len(words))
        if words[i] in ("with", "by", "through", "after", "following", "from", "due")
    )
    skip = at + 1 + (words[at + 1 : at + 2] == ["to"])
    subject, population, _ = _tail(text, found, skip, len(found))
    return subject, _slice(text, found, split.end, at), population


def _head(words: str) -> tuple[str, str, str]:
    return _tail(words, tokens(words), 0, len(tokens(words)))


def _compared_first(subject: str, comparator: str) -> tuple[str, str]:
    """ "Compared with usual care, peers" as a subject."""
    match = re.match(r"(?:compared (?:with|to)|relative to|unlike)\s+([^,]+),\s*(.+)", subject, re.I)
    return (match[2], comparator or match[1]) if match else (subject, comparator)


def _tail(text: str, found: Sequence[Token], start: int, end: int) -> tuple[str, str, str]:
    """(outcome, population, comparator) of what follows a verb."""
    words = _words(found)
    comparator = ""
    for i in range(start, end):
        compared = (
            words[i] in _COMPARED or words[i : i + 2] == ["rather", "than"] or words[i : i + 2] == ["more", "than"]
        )
        if words[i] in _COMPARATOR or compared:
            at = i + 1 + (compared and words[i + 1 : i + 2] in (["with"], ["to"], ["than"]))
            comparator = _slice(text, found, at, end)
            end = i
            break
    while end > start and words[end - 1] in ("more", "less", "often", "frequently", "much", "as"):
        end -= 1
    for i in range(start + 1, end):
        if words[i] in _POPULATION and i + 1 < end:
            return _slice(text, found, start, i), _slice(text, found, i + 1, end), comparator
    return _slice(text, found, start, end), "", comparator


def _slice(text: str, found: Sequence[Token], start: int, end: int) -> str:
    return text[found[start].start : found[end - 1].end] if start < end else ""


def is_opposite(a: Reading, b: Reading, concepts: Concepts) -> bool:
    """The two say contrary directions of the same outcome for the same subject, so that supports and contradicts change
    places. A denial ("do not reduce") or a claim of no change is no opposite in this sense: see `docs/decisions`."""
    if a.negated or b.negated or not a.direction or not b.direction:
        return False
    same = _same(a.subject, b.subject, concepts) == 1 and a.population.casefold() == b.population.casefold()
    outcome = _same(a.outcome, b.outcome, concepts)
    return bool(same and outcome and a.direction * b.direction * outcome < 0)


def _same(a: str, b: str, concepts: Concepts) -> int:
    """+1 the words mean the same, -1 the contrary, 0 something else."""
    first, second = tokens(a), tokens(b)
    if [t.terms[0] for t in first] == [t.terms[0] for t in second]:
        return 1
    of_a, of_b = concepts.of(first), concepts.of(second)
    if len(of_a) != 1 or len(of_b) != 1:
        return 0
    reached = dict((r.concept_id, r.sign) for r in concepts.reach(of_a[0].concept_id))
    if of_b[0].concept_id == of_a[0].concept_id or concepts.by_id[of_a[0].concept_id].opposite == of_b[0].concept_id:
        return reached.get(of_b[0].concept_id, 0) * of_a[0].sign * of_b[0].sign
    return 0


_TURN = (
    ("reduces", "increases"), ("reduce", "increase"), ("reduced", "increased"), ("lowers", "raises"),
    ("improves", "worsens"), ("improve", "worsen"), ("improved", "worsened"), ("lower", "higher"), ("lower", "raise"), ("fewer", "more"), ("less", "more"),
    ("better", "worse"), ("promotes", "hinders"), ("promote", "hinder"), ("often", "rarely"), ("decreases", "increases"),
    ("decrease", "increase"), ("facilitate", "hinder"), ("facilitates", "hinders"), ("prevents", "causes"), ("prevent", "cause"),
)  # fmt: skip


def opposite_text(text: str) -> str | None:
    """The claim worded the other way round ("peers increase hospitalisation"), or None where its verb has no plain contrary."""
    reading = read_claim(text)
    if not reading.direction or reading.negated:
        return None
    for a, b in (*_TURN, *((b, a) for a, b in _TURN)):
        turned = re.sub(rf"\b{a}\b", b, reading.relation, count=1)
        if turned != reading.relation:
            candidate = text.replace(reading.relation, turned, 1)
            if read_claim(candidate) == replace(reading, relation=turned, direction=-reading.direction):
                return candidate
    return None
