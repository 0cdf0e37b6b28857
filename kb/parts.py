"""A claim's part ("the outcome") as things to be found in a text: concepts of the map, and words it does not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kb.concepts import Concepts, Hit
from kb.words import STOP_WORDS, Token, tokens

# What a part may open with without being what it is about: "rates of", "the risk of".
NEUTRAL = frozenset(
    "rate rates level levels number numbers risk risks frequency incidence prevalence score scores amount "
    "degree odds likelihood chance "
    "probability proportion percentage share extent severity duration sense use feelings measure measures "
    "outcome outcomes value values".split()
)
# What any programme is called; such a word alone names nothing ("nurse-led clinics", "a support programme").
GENERIC = frozenset(
    "led based run delivered related group groups programme programmes program programs intervention "
    "interventions type kind form unit units".split()
)
_OPENS_RANGE = frozenset("of in for towards toward with to from among at on by about".split())


@dataclass(frozen=True)
class Unit:
    """One thing to be found.

    terms: analysed forms of a word the map does not know, else ();
    reach: (concept id, sign) of all that speaks of it;
    direct: the ids among them that are the thing itself or a kind of it;
    valence: +1 more of it is good, -1 bad, 0 unknown;
    head: it is what the part is about, not what it is of or for.
    """

    terms: tuple[str, ...]
    reach: tuple[tuple[str, int], ...]
    direct: frozenset[str]
    valence: int
    head: bool


class Mention(NamedTuple):
    """Where a text speaks of a unit: tokens `start` to `end`.

    sign: -1 where the words mean less of it; valence: +1 more of what the words say is good, -1 bad, 0 unknown;
    unit: place of the unit in its part; linked: only by a signed link of the map ("fear" for stigma).
    """

    start: int
    end: int
    sign: int
    valence: int
    unit: int
    linked: bool


@lru_cache(maxsize=256)
def units_of(words: str, concepts: Concepts) -> tuple[Unit, ...]:
    """The units of one part of a claim, in order."""
    found = tokens(words)
    hits = concepts.of(found)
    hits = tuple(
        h for h in hits if found[h.start_token].text.casefold() not in NEUTRAL or h.end_token - h.start_token > 1
    )
    covered = {i for h in hits for i in range(h.start_token, h.end_token)}
    segment = _segments(found, covered)
    made: list[tuple[int, Unit]] = [(h.start_token, _concept_unit(h, concepts)) for h in hits]
    for i, token in enumerate(found):
        word = token.text.casefold()
        if i not in covered and word not in STOP_WORDS and word not in NEUTRAL:
            made.append((i, Unit(token.terms, (), frozenset(), 0, True)))
    made.sort(key=lambda pair: pair[0])
    telling = [pair for pair in made if found[pair[0]].text.casefold() not in GENERIC]
    made = telling or made
    first = segment[made[0][0]] if made else 0
    return tuple(u if segment[i] == first else Unit(u.terms, u.reach, u.direct, u.valence, False) for i, u in made)


def _segments(found: Sequence[Token], covered: set[int]) -> list[int]:
    """Which stretch between prepositions each word stands in; one inside a phrase of the map parts nothing."""
    number, out = 0, []
    for i, token in enumerate(found):
        number += i not in covered and token.text.casefold() in _OPENS_RANGE
        out.append(number)
    return out


def _concept_unit(hit: Hit, concepts: Concepts) -> Unit:
    reached = concepts.reach(hit.concept_id)
    direct = frozenset(r.concept_id for r in reached if _is_kind_of(r.concept_id, hit.concept_id, concepts))
    reach = tuple((r.concept_id, r.sign * hit.sign) for r in reached)
    return Unit((), reach, direct, concepts.valence(hit.concept_id) * hit.sign, True)


def _is_kind_of(concept_id: str, other: str, concepts: Concepts) -> bool:
    seen: set[str] = set()
    at: str | None = concept_id
    while at and at not in seen:
        if at == other:
            return True
        seen.add(at)
        concept = concepts.get(at)
        at = concept.broader if concept else None
    return False


def mentions(
    units: tuple[Unit, ...], found: Sequence[Token], hits: Sequence[Hit], concepts: Concepts
) -> tuple[Mention, ...]:
    """Where a text speaks of any of the units, in order."""
    out: list[Mention] = []
    for place, unit in enumerate(units):
        if unit.terms:
            wanted = set(unit.terms)
            out.extend(
                Mention(i, i + 1, 1, 0, place, False) for i, t in enumerate(found) if not wanted.isdisjoint(t.terms)
            )
            continue
        signs = dict(unit.reach)
        for hit in hits:
            sign = signs.get(hit.concept_id)
            if sign is not None:
                valence = concepts.valence(hit.concept_id) * hit.sign
                linked = hit.concept_id not in unit.direct
                out.append(Mention(hit.start_token, hit.end_token, sign * hit.sign, valence, place, linked))
    out.sort()
    return tuple(out)
