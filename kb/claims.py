"""What a claim's words say: subject, relation, outcome, population, comparator and direction, by rules alone.

`kb.relations` finds the verb phrase. A claim without one is a topic. How a denied claim ("do not reduce") is treated:
`docs/decisions/stance-rules.md`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kb import ids, relations, wordings
from kb.concepts import Concepts
from kb.model import Reading
from kb.relations import COMPARATOR, DENIAL, RARE, SOURCES, Relation, aux_start, folded
from kb.words import Token, tokens

_ASK = re.compile(r"^(?:do|does|did|can|could|will|would|may|might|is|are|was|were|has|have|should)\s+(?=\S)", re.I)
_LEAD = re.compile(
    r"^(?:there is (?:some |good |strong )?evidence that|evidence (?:shows|suggests) that|we (?:found|"
    r"claim) that|it is (?:said|known|claimed) that|"
    r"(?:it is )?(?:true|clear) that|many (?:people )?(?:say|think|believe) that|"
    r"the claim that|claim:|how (?:well )?(?:do|does|can)|to what extent (?:do|does|can)|what is|what are|whether)\s+",
    re.I,
)
# What comes after is said not to be so.
_DENIED = re.compile(
    r"^(?:there is (?:no|little) (?:good |clear |convincing |strong )?evidence that|it is (?:a myth|false|untrue|wrong|"
    r"not true|not the case|not clear) that|no evidence (?:shows|suggests|exists) that)\s+",
    re.I,
)
# "helps PEOPLE to DO": with what follows "to" as the outcome, or as the relation where it is one.
_HELP = re.compile(
    r"(?P<subject>.+?)\s+(?P<relation>(?:(?:can|may|might|could|will|do|does|did|not|cannot)\s+){0,2}(?:help|enable|allow|"
    r"encourage|prompt|persuade|motivate|empower|lead|get|prepare)(?:s|d|ed)?)\s+(?P<people>[\w’'-]+(?:\s[\w’'-]+){0,4}?)"
    r"\s+to\s+(?P<doing>.+)",
    re.I,
)

# Words that open what is no longer the outcome.
_COMPARED = frozenset("compared relative".split())
_POPULATION = frozenset("in among amongst within across for at during".split())
# "protects PEOPLE against OUTCOME", "keeps PEOPLE out of OUTCOME"
_SPARE = re.compile(
    r"\b(protect(?:s|ed)?|prevent(?:s|ed)?|keep(?:s)?|kept|stop(?:s|ped)?|deter(?:s|red)?|"
    r"discourage[sd]?)\s+([\w’' -]{2,60}?)\s+"
    r"(?:against|from|out of)\s+(.{2,})",
    re.I,
)
_BETWEEN = re.compile(r"^(.*?)\s*\bbetween\s+(.+?)\s+(?:and|or)\s+(.+)$", re.I)


def claim_id(text: str) -> str:
    """The id of a claim: a hash of its folded text without the final stop, so that the same words are one claim."""
    return ids.make("c", ids.fold(text).rstrip(" .?!"))


@lru_cache(maxsize=1024)
def read_claim(text: str) -> Reading:
    """What a claim says. Never raises; a text without a relation is a topic, all of it in `outcome`."""
    plain, asked = _plain(text)
    denied = _DENIED.match(plain)
    if denied:
        inner = read_claim(plain[denied.end() :])
        return replace(inner, negated=not inner.negated) if inner.kind not in ("topic", "no-change") else inner
    found = tokens(plain)
    if not found:
        return Reading("", "", "", "", "", 0, "topic", False)
    worded = wordings.read(plain) or _helped(plain)
    if worded:
        return worded
    spared = _SPARE.search(plain)
    if spared and spared.start() > 0:
        return _spared(plain, found, spared)
    split = relations.find(plain, found, asked)
    if split is None:
        outcome, population, comparator = _tail(plain, found, 0, len(found))
        return Reading("", "", outcome, population, comparator, 0, "topic", False)
    return _between(_reading(plain, found, split))


def _helped(plain: str) -> Reading | None:
    """ "coaching helps smokers to cut down on drinking": the people stand between the verb and what they come to do."""
    match = _HELP.fullmatch(plain)
    if not match:
        return None
    doing = match["doing"]
    negated = any(w in DENIAL for w in match["relation"].casefold().split())
    within = relations.find(f"they {doing}", tokens(f"they {doing}"), False)
    if within and within.kind == "direction" and within.form == "active" and within.start == 1:
        words = tokens(doing)
        first = words[within.end - 2].end
        relation = plain[match.start("relation") : match.start("doing") + first]
        outcome, _, comparator = _tail(doing, words, within.end - 1, len(words))
        return Reading(
            match["subject"], relation, outcome, match["people"], comparator, within.direction, "direction", negated
        )
    outcome, _, comparator = _tail(doing, tokens(doing), 0, len(tokens(doing)))
    return Reading(match["subject"], match["relation"], outcome, match["people"], comparator, 1, "direction", negated)


def _spared(text: str, found: Sequence[Token], match: re.Match[str]) -> Reading:
    """ "X protects PEOPLE against Y": less of Y."""
    words = folded(found)
    verb = next(i for i, t in enumerate(found) if t.end > match.start())
    start = aux_start(words, verb)
    outcome, _, comparator = _tail(match[3], tokens(match[3]), 0, len(tokens(match[3])))
    relation = text[found[start].start : match.end(1)]
    negated = any(w in DENIAL for w in words[start:verb])
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


def _reading(text: str, found: Sequence[Token], split: Relation) -> Reading:
    """Cut the parts out of the text as they stand."""
    words = folded(found)
    relation = _slice(text, found, split.start, split.end)
    rare = RARE if split.kind == "existence" else frozenset[str]()  # "rarely absent" is a claim of its own, no denial
    negated = sum(w in DENIAL and w not in rare for w in words[split.start : split.end]) % 2 == 1
    if split.kind == "no-change":
        negated = False
    outcome, population, comparator = _tail(text, found, split.end, len(found))
    subject = _slice(text, found, 0, split.start)
    if split.form in ("nominal", "effect"):
        subject, outcome, population = _swapped(text, found, split)
    elif split.form == "turned":
        outcome = subject
        subject, population, comparator = _tail(text, found, split.end, len(found))
    elif not outcome and population:
        outcome, population = population, ""
    subject, comparator = _compared_first(subject, comparator)
    return Reading(subject, relation, outcome, population, comparator, split.direction, split.kind, negated)


def _swapped(text: str, found: Sequence[Token], split: Relation) -> tuple[str, str, str]:
    """(subject, outcome, population) of "reduction of OUTCOME by SUBJECT" and "effect of SUBJECT on OUTCOME"."""
    words = folded(found)
    if split.form == "effect":
        at = len(words) - 1 - words[::-1].index("on")
        outcome, population, _ = _tail(text, found, at + 1, len(found))
        return _slice(text, found, split.end, at), outcome, population
    at = next((i for i in range(split.end + 1, len(words)) if words[i] in SOURCES), len(words))
    skip = at + 1 + (words[at + 1 : at + 2] == ["to"])
    subject, population, _ = _tail(text, found, skip, len(found))
    return subject, _slice(text, found, split.end, at), population


def _compared_first(subject: str, comparator: str) -> tuple[str, str]:
    """ "Compared with usual care, peers" as a subject."""
    match = re.match(r"(?:compared (?:with|to)|relative to|unlike)\s+([^,]+),\s*(.+)", subject, re.I)
    return (match[2], comparator or match[1]) if match else (subject, comparator)


def _tail(text: str, found: Sequence[Token], start: int, end: int) -> tuple[str, str, str]:
    """(outcome, population, comparator) of what follows a verb."""
    words = folded(found)
    comparator = ""
    for i in range(start, end):
        compared = (
            words[i] in _COMPARED or words[i : i + 2] == ["rather", "than"] or words[i : i + 2] == ["more", "than"]
        )
        if words[i] in COMPARATOR or compared:
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
    reached = {r.concept_id: r.sign for r in concepts.reach(of_a[0].concept_id)}
    if of_b[0].concept_id == of_a[0].concept_id or concepts.by_id[of_a[0].concept_id].opposite == of_b[0].concept_id:
        return reached.get(of_b[0].concept_id, 0) * of_a[0].sign * of_b[0].sign
    return 0


# Plain contraries, in the order in which they are tried.
_CONTRARIES = (
    "reduces increases, reduce increase, reduced increased, lowers raises, improves worsens, improve worsen, "
    "improved worsened, lower higher, lower raise, fewer more, less more, better worse, promotes hinders, "
    "promote hinder, often rarely, decreases increases, decrease increase, facilitate hinder, facilitates hinders, "
    "prevents causes, prevent cause"
)
_TURN = tuple((a, b) for a, b in (pair.split() for pair in _CONTRARIES.split(", ")))


def opposite_text(text: str) -> str | None:
    """The claim worded the other way round ("peers increase hospitalisation"), None where its verb has no contrary."""
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
