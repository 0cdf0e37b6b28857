"""Which way a sentence says something goes: the cue word that governs a mention, what it is part of, what denies it.

A cue governs to its right ("reduced admissions", "fewer admissions", "reduction in admissions") or to its left
("admissions fell", "were lower"). Which of the two follows from the words around it; the nearest that governs wins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from kb.parts import NEUTRAL, Mention
from kb.stance import negation
from kb.stance.cues import ADVERBS, Marker
from kb.stance.sentence import Sentence
from kb.stance.side import BE, LIKELY, NO_OBJECT, OF, OFTEN, UNTIL, after_be, is_noun, side_of

_INSIDE = frozenset(
    "a an the in of to for on significant significantly risk odds rate rates number numbers likelihood chance "
    "chances with any their its level "
    "levels use this that in_the degree amount at".split()
)
# A bare level ("low", "high") is no comparison: it counts only where nothing is said to change.
_LEVELS = frozenset("low high few little good poor bad minimal widespread frequent rarely seldom".split())
_SCANT = frozenset("little scant negligible minimal".split())
_NEUTRAL_TOO = frozenset(
    "days day nights time burden experience experiences feeling occurrence need needs symptoms signs episodes "
    "problem problems "
    "more less likely people proportion prospects term terms "
    "confidence courage ability strength chance opportunity means tools energy".split()
)
_REACH_RIGHT = 16  # words between a cue and the last member of the list it governs
_REACH_LEFT = 14


@dataclass(frozen=True)
class Direction:
    """What is said of one mention.

    kind: "amount" (sign +1 or -1), "null" (no difference) or "change" (a difference, unsaid which way);
    sign: of the claim's outcome, the words' own sign counted in; start, end: tokens of the deciding words;
    marker: the governing cue, None for a bare "no …"; weak: brought about or linked, not more or less;
    denied: a denial made it null.
    """

    kind: str
    sign: int
    start: int
    end: int
    mention: Mention
    marker: Marker | None = None
    weak: bool = False
    denied: bool = False


def is_governed(sentence: Sentence, mention: Mention) -> bool:
    """Whether any cue speaks of a mention."""
    return of(sentence, mention) is not None


def of(sentence: Sentence, mention: Mention) -> Direction | None:
    """The direction said of a mention, or None."""
    marker = _governing(sentence, mention)
    if marker is None:
        return _bare(sentence, mention) or _telling(sentence, mention)
    right = marker.end <= mention.start
    chain = _chain(sentence, marker) if right else (marker,)
    return _resolve(sentence, mention, chain, right)


def _governing(sentence: Sentence, mention: Mention) -> Marker | None:
    best: tuple[int, int] | None = None
    for place, marker in enumerate(sentence.markers):
        if marker.start < mention.end and mention.start < marker.end:
            continue
        if sentence.clause[marker.start] != sentence.clause[mention.start] or _is_degree(sentence, place):
            continue
        cost = _cost(sentence, marker, mention)
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, place)
    return sentence.markers[best[1]] if best else None


def _is_degree(sentence: Sentence, place: int) -> bool:
    """ "decreased more", "improved less": it says how much the verb before it did."""
    marker = sentence.markers[place]
    before = sentence.markers[place - 1] if place else None
    return (
        before is not None
        and before.end == marker.start
        and before.form == "verb"
        and before.kind in ("amount", "quality")
        and sentence.words[marker.start] in ("more", "less", "most", "least")
        and not is_noun(sentence, before)
        and (marker.end >= len(sentence.words) or sentence.words[marker.end] in NO_OBJECT)
    )


def _cost(sentence: Sentence, marker: Marker, mention: Mention) -> int | None:
    """How far a cue is from the mention it governs; None where it does not govern it."""
    side = side_of(sentence, marker)
    if marker.end <= mention.start:
        distance = mention.start - marker.end
        opens = marker.start == 0 or sentence.clause[marker.start - 1] != sentence.clause[marker.start]
        if opens and sentence.words[marker.start] in _LEVELS and marker.kind != "null":
            return None  # "Low mood made …": what sort of mood, not how it changed
        if side == "left" or distance > _REACH_RIGHT or _cut_off(sentence, marker, mention):
            return None
        return distance + (0 if side == "right" else 2) + _crossed(sentence, marker.end, mention.start)
    distance = marker.start - mention.end
    if side == "right" or distance > _REACH_LEFT:
        return None
    return distance + (0 if side == "left" else 3) + (marker.kind == "link")


def _cut_off(sentence: Sentence, marker: Marker, mention: Mention) -> bool:
    """Something else is governed: "deeper understanding of stigma" says nothing of the amount of stigma."""
    between = sentence.words[marker.end : mention.start]
    if "than" in between:
        likely = between[0] == "likely" and "to" in between[between.index("than") :]  # "more likely than men to"
        return not likely and not (marker.kind == "null" and between[0] == "than")
    if sentence.words[marker.start] in ("easier", "harder", "superior", "inferior", "outperformed", "outperforms"):
        return False
    for i in range(marker.end + 1, mention.start):
        if (
            sentence.words[i] in OF
            and sentence.words[i - 1] not in NEUTRAL
            and sentence.words[i - 1] not in _NEUTRAL_TOO
        ):
            noun = marker.form == "adjective" or any(
                h.end_token == i and h.start_token >= marker.end for h in sentence.hits
            )
            if noun and not (marker.form == "adjective" and i == marker.end):
                return True
    return False


def _crossed(sentence: Sentence, start: int, end: int) -> int:
    """Words that make it unlikely that a cue still governs: another subject with its own verb between the two."""
    return sum(4 for i in range(start, end) if sentence.words[i] in BE) + sum(
        1 for i in range(start, end) if i in sentence.commas
    )


def _chain(sentence: Sentence, marker: Marker) -> tuple[Marker, ...]:
    """The cues a cue is the object of: "prevented an increase", "less improvement", "lead to lower"."""
    chain = [marker]
    for earlier in reversed(sentence.markers):
        first = chain[0]
        if earlier.end > first.start:
            continue
        between = sentence.words[earlier.end : first.start]
        same = sentence.clause[earlier.start] == sentence.clause[first.start]
        if not same or len(between) > 4 or first.start in sentence.commas:
            break
        if (
            not all(w in _INSIDE or w in ADVERBS or w == "effective" for w in between)
            or side_of(sentence, earlier) == "left"
        ):
            break
        chain.insert(0, earlier)
    return tuple(chain)


def _resolve(sentence: Sentence, mention: Mention, chain: tuple[Marker, ...], right: bool) -> Direction | None:
    first, last = chain[0], chain[-1]
    if right and {m.kind for m in chain} <= {"bring", "link"} and sentence.words[mention.start - 1] in ("not", "never"):
        return replace(_none_of_it(mention, first.start), weak=True)
    denier = _denier(sentence, mention, chain, right)
    start = first.start if denier is None or first.start - denier > 8 else min(denier, first.start)
    end = max(last.end, denier + 1 if denier is not None and denier > last.end else 0)
    made = Direction("amount", 1, start, end, mention, last, denied=denier is not None)
    kinds = {m.kind for m in chain}
    if len(chain) > 1 and sentence.words[first.start] in _SCANT and (last.form == "noun" or is_noun(sentence, last)):
        return replace(made, kind="null")  # "little relief from"
    if "null" in kinds:
        return replace(made, kind="change" if denier is not None else "null")
    if denier is not None:
        return replace(made, kind="null", weak=kinds <= {"bring", "link"})
    if kinds <= {"change", "link"} and "change" in kinds:
        return replace(made, kind="change")
    sign = 1
    for marker in chain:
        if marker.kind == "quality":
            sign *= marker.sign * (mention.valence or 1)
        elif marker.kind != "change":
            sign *= marker.sign
    if _levelled(sentence, mention, chain):
        return replace(made, kind="null")
    if not right:
        sign *= _adverb(sentence, last)
    levels = all(sentence.words[m.start] in _LEVELS for m in chain if m.kind in ("amount", "quality"))
    if right and _time_until(sentence, last, mention):
        sign = -sign
    weak = kinds <= {"bring", "link", "change"} or levels
    return replace(
        _enlarged(sentence, made), sign=sign * mention.sign * _magnitude(sentence, mention, chain), weak=weak
    )


def _enlarged(sentence: Sentence, made: Direction) -> Direction:
    """ "more often", "less frequent": the adverb belongs to the cue."""
    end = made.end
    if end < len(sentence.words) and sentence.words[end] in OFTEN | LIKELY:
        return replace(made, end=end + 1)
    return made


def _time_until(sentence: Sentence, marker: Marker, mention: Mention) -> bool:
    """ "longer before they were readmitted", "kept out of hospital": the words hold the turn already."""
    word, between = sentence.words[marker.start], sentence.words[marker.end : mention.start]
    if word in UNTIL:
        return any(w in ("before", "until") for w in between)
    return word in ("keep", "keeps", "kept", "keeping", "held") and sentence.words[mention.start] in ("out", "away")


def _adverb(sentence: Sentence, marker: Marker) -> int:
    """ "broke down less often": the adverb after a verb turns it."""
    if marker.form != "verb":
        return 1
    return next(
        (m.sign for m in sentence.markers if m.start == marker.end and m.kind == "amount" and m.form == "adjective"), 1
    )


def _levelled(sentence: Sentence, mention: Mention, chain: tuple[Marker, ...]) -> bool:
    """ "the fall in agitation was as large in both groups", "the improvement did not differ": no difference after
    all."""
    if chain[-1].form != "noun" and not is_noun(sentence, chain[-1]):
        return False
    for marker in sentence.markers:
        if (
            mention.end <= marker.start <= mention.end + 8
            and sentence.clause[marker.start] == sentence.clause[mention.start]
        ):
            denied = marker.kind == "change" and negation.denier_before(sentence, marker.start, mention.end) is not None
            if denied or (marker.kind == "null" and after_be(sentence, marker)):
                return True
    return False


def _magnitude(sentence: Sentence, mention: Mention, chain: tuple[Marker, ...]) -> int:
    """ "the reduction in admissions was smaller": what follows a noun cue turns it."""
    if chain[-1].form != "noun" and not is_noun(sentence, chain[-1]):
        return 1
    for marker in sentence.markers:
        near = (
            mention.end <= marker.start <= mention.end + 8
            and sentence.clause[marker.start] == sentence.clause[mention.start]
        )
        if near and marker.kind == "amount" and marker.form == "adjective" and after_be(sentence, marker):
            return marker.sign
    return 1


def _denier(sentence: Sentence, mention: Mention, chain: tuple[Marker, ...], right: bool) -> int | None:
    first = chain[0]
    found = _denier_of(sentence, first, mention)
    if found is None and len(chain) > 1:
        found = next(
            (i for a, b in pairwise(chain) for i in range(a.end, b.start) if sentence.words[i] in negation.DENIERS),
            None,
        )
    if found is None and right and chain[-1].kind in ("bring", "link", "change"):
        zero = negation.zero_before(sentence, mention.start)
        found = zero if zero is not None and zero >= chain[-1].end else None
    inside = found is not None and mention.start <= found < mention.end  # "no-shows": a name
    return None if inside else found


def _denier_of(sentence: Sentence, marker: Marker, mention: Mention) -> int | None:
    """What denies a cue; "did not improve A or reduce B" denies both. The mention itself ("fall") is no cue."""
    before = [
        m for m in sentence.markers if m.end <= marker.start and not (m.start < mention.end and mention.start < m.end)
    ]
    stop = before[-1].end if before else 0
    found = negation.denier_before(sentence, marker.start, stop)
    joined = found is None and before and any(w in ("or", "nor") for w in sentence.words[stop : marker.start])
    if joined and sentence.clause[before[-1].start] == sentence.clause[marker.start]:
        return _denier_of(sentence, before[-1], mention)
    return found


def _bare(sentence: Sentence, mention: Mention) -> Direction | None:
    """ "no readmissions", "were not hospitalised": none of it."""
    zero = negation.zero_before(sentence, mention.start)
    if zero is None:
        return None
    after = sentence.words[mention.end : mention.end + 2]
    if after in _NEVER_SO:
        return Direction("amount", mention.sign, zero, mention.end, mention)
    return _none_of_it(mention, zero)


# "I have not slept like this for years": it never was so good.
_NEVER_SO = frozenset((("like", "this"), ("like", "that"), ("so", "well"), ("as", "well"), ("this", "well")))
# Words of the map that say by themselves that there is more of what they name.
_TELLING = frozenset("cheaper save saves saved saving lonelier sadder".split())


def _telling(sentence: Sentence, mention: Mention) -> Direction | None:
    """ "saved money", "was cheaper"."""
    if _TELLING.isdisjoint(sentence.words[mention.start : mention.end]):
        return None
    return Direction("amount", mention.sign, mention.start, mention.end, mention)


def _none_of_it(mention: Mention, start: int) -> Direction:
    return Direction("amount", -mention.sign, start, mention.end, mention)
