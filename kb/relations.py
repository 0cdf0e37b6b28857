"""Where the verb phrase of a claim stands and what it says: found by a lexicon of relations and by position.

What stands before it is the subject, what follows the outcome; passives and "lower with" turn that round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kb.stance import cues
from kb.stance.cues import Marker
from kb.words import Token, tokens

_AUXILIARY = frozenset(
    "do does did don't doesn't didn't can cannot can't could couldn't may might will won't would wouldn't shall "
    "must has have had hasn't haven't be been being is "
    "are was were isn't aren't wasn't weren't not never also help helps helped to significantly often rarely seldom "
    "usually generally commonly frequently tend tends seem seems appear appears no fail fails failed".split()
)
_BE = frozenset("is are was were be been being isn't aren't wasn't weren't remain remains".split())
_HAVE = frozenset(
    "have has had show shows report reports make makes made mean means experience get gets play plays played".split()
)
DENIAL = frozenset(
    "not never no cannot don't doesn't didn't can't couldn't won't wouldn't isn't aren't wasn't weren't hasn't "
    "haven't neither nor without fail fails failed".split()
)
RARE = frozenset("rarely seldom hardly never infrequently scarcely".split())
_INSIDE = frozenset("a an the in of to significant significantly risk with likely".split())
COMPARATOR = frozenset("than versus vs".split())
_WITH = frozenset(
    "with after under by through among amongst in where when following from via for at during without".split()
)

_NEED = frozenset("need needs needed require requires required necessary essential vital crucial indispensable".split())
_DEPEND = re.compile(r"\b(?:depends? (?:up)?on|relies on|rely on|benefits? from)\b", re.I)
_BARRIER = re.compile(
    r"\b(?:is|are|was|were|remains?|acts? as|poses?|form)\s+(?:an? |the |no |not an? )?(?:\w+ )?(?:barriers?|"
    r"obstacles?|hindrances?|impediments?|threats?) (?:to|for)\b",
    re.I,
)
_EXISTENCE = frozenset(
    "face faces faced experience experiences experienced encounter encounters encountered suffer suffers feel "
    "feels have "
    "has had report reports reported value values valued want wants prefer prefers accept accepts use uses "
    "perceive lack lacks "
    "exist exists include includes contain contains share shares show shows possess possesses".split()
)
# Everyday verbs of claims that say neither more nor less; each is taken as "this is so".
_PLAIN_VERBS = frozenset(
    "activate bind block carry cause delay depend determine disrupt drive encode exhibit express govern interact "
    "interfere involve know lead live localize make mediate modulate move need occur originate participate play "
    "possess precede prefer protect recognize recruit regulate replace respond secrete spread start stop think "
    "transmit trust understand struggle advocate challenge combat burn navigate disclose engage adhere recover "
    "relapse die attend serve remain become cope trigger confer".split()
)
# "effect of X on Y"
_OF_NOUNS = frozenset("effect effects impact impacts influence influences role".split())
# What brings it about, after "reduction of X" and "fewer X".
SOURCES = frozenset("with by through after following from due".split())


@dataclass(frozen=True)
class Relation:
    """A claim's verb phrase: tokens `start` to `end`, its direction and kind as in `kb.model.Reading`.

    form: "active" (subject, verb, outcome), "turned" (the outcome stands before the verb), "nominal" ("reduction of
    OUTCOME by SUBJECT") or "effect" ("effect of SUBJECT on OUTCOME").
    """

    start: int
    end: int
    direction: int
    kind: str
    form: Literal["active", "turned", "nominal", "effect"] = "active"


def find(text: str, found: Sequence[Token], asked: bool) -> Relation | None:
    """The verb phrase of a claim, None where there is none. `asked`: it was a question whose first word is cut off."""
    words = folded(found)
    markers = cues.find(found, text)
    return (
        _nominal(markers, words)
        or _by_pattern(text, found, words)
        or _by_marker(markers, words)
        or _by_claim_verb(words)
        or _by_verb(words)
        or _by_copula(words)
        or (None if asked else _by_plain_verb(found, words))
        or _bare_nominal(markers, words)
    )


def folded(found: Sequence[Token]) -> list[str]:
    """The words of a text as the tables have them."""
    return [t.text.casefold().replace("’", "'") for t in found]


def _bare_nominal(markers: Sequence[Marker], words: list[str]) -> Relation | None:
    """ "fewer readmissions": a change of which no source is told."""
    if not markers or markers[0].start or markers[0].kind not in ("amount", "quality") or markers[0].end == len(words):
        return None
    end = markers[0].end + (words[markers[0].end] in ("of", "in"))
    return Relation(0, end, markers[0].sign, "direction", "nominal") if end < len(words) else None


def _nominal(markers: Sequence[Marker], words: list[str]) -> Relation | None:
    """Claims that open with the change itself: "reduction of X by Y", "fewer X with Y", "effect of X on Y"."""
    first = 1 if words[0] in ("the", "a", "an") and len(words) > 1 else 0
    marker = next((m for m in markers if m.start == first), None)
    if words[first] in _OF_NOUNS and "on" in words[first:] and words[first + 1 : first + 2] == ["of"]:
        return Relation(first, first + 2, 0, "difference", "effect")
    if (
        marker is None
        or marker.kind not in ("amount", "quality")
        or _BE.intersection(words[marker.end : marker.end + 1])
    ):
        return None
    after = marker.end + (words[marker.end : marker.end + 1] in (["of"], ["in"]))
    has_source = any(w in SOURCES for w in words[after + 1 :])
    if not has_source or any(m.kind in ("link", "bring", "change") and m.start > after for m in markers):
        return None
    return Relation(first, after, marker.sign, "direction", "nominal")


def _by_pattern(text: str, found: Sequence[Token], words: list[str]) -> Relation | None:
    """Needs and barriers, which have words of their own."""
    for i in range(1, len(words)):
        if words[i] in _NEED and not (words[i] == "required" and i + 1 < len(words) and words[i - 1] not in _AUXILIARY):
            passive = words[i - 1] in _BE or (words[i - 1] == "not" and words[i - 2] in _BE)
            end = i + 1 + (passive and words[i + 1 : i + 2] in (["for"], ["by"], ["to"]))
            return Relation(aux_start(words, i), end, 1, "need", "turned" if passive else "active")
    for pattern, kind, direction in ((_DEPEND, "need", 1), (_BARRIER, "barrier", -1)):
        match = pattern.search(text)
        if match and match.start() > 0:
            start = next(i for i, t in enumerate(found) if t.end > match.start())
            end = next((i for i, t in enumerate(found) if t.start >= match.end()), len(found))
            return Relation(aux_start(words, start), end, direction, kind)
    return None


def _by_marker(every: Sequence[Marker], words: list[str]) -> Relation | None:
    """The first change word that can be a verb phrase; those that follow at once ("lead to lower") are part of it."""
    markers = [m for m in every if m.start > 0]
    for place, marker in enumerate(markers):
        start = _opened_by(words, marker)
        if start == 0 or not _is_verb_phrase(marker, words, start) or _is_plural(markers, place, words):
            continue
        chain = _chain(markers, place, words)
        end = _after(words, chain)
        turned = _passive(marker, chain, words, start, end)
        if end < len(words) and turned and words[end] in _WITH:
            end += 1
        return Relation(start, end, _sign(chain), _kind(chain, words, start), "turned" if turned else "active")
    return None


def _is_plural(markers: Sequence[Marker], place: int, words: list[str]) -> bool:
    """ "pay rises reduce turnover": a noun, since a verb without s follows at once."""
    after = markers[place + 1] if place + 1 < len(markers) else None
    return (
        after is not None
        and after.start == markers[place].end
        and after.form == "verb"
        and words[markers[place].start].endswith("s")
        and not words[after.start].endswith(("s", "ed", "ing"))
        and after.end < len(words)
    )


def _opened_by(words: list[str], marker: Marker) -> int:
    """Where the verb phrase of a cue begins: "have a positive effect on" with "have"."""
    start = aux_start(words, marker.start)
    before = start - 1 if words[start - 1] in ("a", "an", "any", "some", "significantly") and start > 1 else start
    noun = marker.form != "verb" or marker.kind in ("change", "null", "link")
    if noun and words[before - 1] in _HAVE and before > 1:
        return aux_start(words, before - 1)
    if before < start and words[before - 1] in _BE:
        return aux_start(words, before)
    return start


_RISK = frozenset("risk risks odds likelihood chance chances probability rate rates number incidence".split())
_PARTICLES = frozenset("of in on to the likely a an common frequent often prevalent".split())


def _after(words: list[str], chain: Sequence[Marker]) -> int:
    """Where the verb phrase ends: after "of", "to be" and the like, and after what only counts ("the risk of")."""
    end = chain[-1].end
    opens = words[end - 1]
    if opens in ("associated", "correlated", "related", "good", "bad") and words[end : end + 1] in (
        ["with"],
        ["to"],
        ["for"],
    ):
        end += 1
    while end < len(words) - 1 and not _turned_by(words, end):
        counted = words[end] in _RISK and words[end + 1] == "of"
        being = words[end] in ("be", "have", "become", "get") and words[end - 1] == "to"
        if words[end] not in _PARTICLES and not counted and not being and words[end] != "risk":
            break
        end += 1
    return end


def _turned_by(words: list[str], i: int) -> bool:
    return words[i] == "in" and i + 1 < len(words) and i > 0 and words[i - 1] in ("lower", "higher", "fewer", "common")


def _is_verb_phrase(marker: Marker, words: list[str], start: int) -> bool:
    """A verb stands as one; an adjective or a noun needs "is", "have" or another verb before it."""
    if marker.form == "verb":
        if words[marker.start].endswith(("tion", "sion", "ment", "ance")) or (
            marker.end == len(words) and marker.start == start
        ):
            return False  # a noun: "DUSP4 downregulation", "DNA damage"
        before = words[start - 1]
        participle = words[marker.start].endswith(("ed", "ing")) and start == marker.start
        return not (participle and before in ("of", "with", "the", "a", "in", "and"))
    if words[marker.start] in ("lower", "lowers", "lowered"):  # "clinics lower blood pressure": a verb after all
        return words[marker.start - 1] not in ("the", "a", "with", "of", "and", "in", "to") or start < marker.start
    lead = words[start : marker.start]
    return any(w in _BE or w in _HAVE or w in DENIAL for w in lead) or words[marker.start - 1] in (
        "make",
        "makes",
        "made",
    )


def aux_start(words: list[str], i: int) -> int:
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
    if len(chain) > 1 and chain[-1].end == len(words):
        chain.pop()  # "raise the risk of falls": the last is what it is all about
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
    denied = any(w in DENIAL for w in words[start : chain[-1].end])
    if any(m.kind == "null" for m in chain):
        return "difference" if denied else "no-change"
    if any(m.kind == "change" for m in chain):
        return "no-change" if denied else "difference"
    if RARE.intersection(words[chain[0].start : chain[0].end]):
        return "existence"
    has_comparator = any(w in COMPARATOR for w in words[chain[-1].end :])
    return "difference" if has_comparator and chain[0].form == "adjective" else "direction"


def _passive(marker: Marker, chain: Sequence[Marker], words: list[str], start: int, end: int) -> bool:
    """The outcome is what stands before: "is reduced by", "is lower with", "falls after"."""
    lead = words[start : marker.start]
    following = words[end] if end < len(words) else ""
    being = any(w in _BE for w in lead)
    if words[marker.end - 1] in ("associated", "correlated", "related"):
        return False
    if marker.kind in ("link", "bring"):
        return being and following == "by" and marker.form == "verb"
    if being and marker.form == "verb":
        return following in _WITH or end >= len(words)
    if being:
        return following in _WITH and not (
            "likely" in words[marker.start : end] and following in ("in", "among", "for")
        )
    return following in _WITH and following not in ("in", "for") and marker.form == "verb" and marker.kind != "null"


# Verbs that say less or more in a claim, where a verb must stand, but are too often nouns in any sentence.
_CLAIM_VERBS = {
    **dict.fromkeys(
        "support supports help helps aid aids assist assists mean means sustain sustains secure secures ensure "
        "ensures".split(),
        1,
    ),
    **dict.fromkeys(
        "limit limits save saves buffer buffers thwart thwarts spare spares constrain constrains deny denies".split(),
        -1,
    ),
}


def _by_claim_verb(words: list[str]) -> Relation | None:
    """ "coaching supports adherence", "peers support recovery": by its s, or after a plural."""
    for i in range(1, len(words) - 1):
        sign = _CLAIM_VERBS.get(words[i])
        agrees = words[i].endswith("s") or words[i - 1].endswith("s") or words[i - 1] in _AUXILIARY
        if sign and agrees and aux_start(words, i) > 0:
            return Relation(aux_start(words, i), i + 1, sign, "direction")
    return None


def _by_verb(words: list[str]) -> Relation | None:
    for i in range(1, len(words)):
        if words[i] in _EXISTENCE and i + 1 < len(words) and words[i - 1] not in ("the", "a", "of", "to"):
            denied = words[i] in ("lack", "lacks")
            return Relation(aux_start(words, i), i + 1, -1 if denied else _frequency(words[:i]), "existence")
    return None


def _by_copula(words: list[str]) -> Relation | None:
    for i in range(1, len(words) - 1):
        if words[i] in _BE or (
            words[i] in ("can", "cannot", "may", "might", "will", "do", "does", "did", "don't", "doesn't", "didn't")
            and i + 1 < len(words)
        ):
            end = i + 1
            while end < len(words) - 1 and words[end] in _AUXILIARY:
                end += 1
            return Relation(i, end, _frequency(words[i:end]), "existence")
    return None


def _by_plain_verb(found: Sequence[Token], words: list[str]) -> Relation | None:
    stems = _plain_stems()
    for i in range(1, len(words) - 1):
        if (
            found[i].terms[0] in stems
            and words[i - 1] not in ("the", "a", "an", "of", "in", "and")
            and not words[i].endswith("ing")
        ):
            return Relation(aux_start(words, i), i + 1, _frequency(words[:i]), "existence")
    return None


@lru_cache(maxsize=1)
def _plain_stems() -> frozenset[str]:
    return frozenset(tokens(verb)[0].terms[0] for verb in _PLAIN_VERBS)


def _frequency(words: Iterable[str]) -> int:
    return -1 if any(w in RARE for w in words) else 1
