"""One kind of text in the index (findings, or what papers are about): where a claim's words occur, and how rare."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kb.retrieve.docs import OWN
from kb.retrieve.query import Phrase, Unit

K1, B = 1.2, 0.75  # BM25 (Robertson and Zaragoza 2009)
# What papers are about is measured against an abstract, not against the mean of the library: in a list of bare titles
# every abstract would be a giant. No text counts as shorter than half an abstract, so a title gains little by that.
MEAN_ABOUT = 150 * OWN  # content words of a title with an abstract (mean of 5,183 of them: 153)
SHORTEST_ABOUT = MEAN_ABOUT // 2
SYNONYM = 0.7  # what another phrase of the concept is worth beside the claim's own word


@dataclass(frozen=True)
class Match:
    """Where one word of the claim occurs.

    found: occurrences by number, those of other phrases of its concept at `SYNONYM`; own: numbers that hold the word
    itself; idf: rarity among the living.
    """

    found: dict[int, float]
    own: frozenset[int]
    idf: float

    def worth(self, number: int) -> float:
        """1 where the word itself stands, `SYNONYM` where another phrase stands for it."""
        return 1.0 if number in self.own else SYNONYM


class Space:
    """Texts of one kind, for the time of one question.

    postings: what holds a term; alive: 1 for each living text, by number; lengths: quarters of a word; mean: theirs.
    """

    def __init__(
        self,
        postings: Callable[[str], tuple[array[int], array[int]]],
        alive: bytearray,
        lengths: Sequence[int],
        mean: float,
    ) -> None:
        self._postings_of = postings
        self._alive = alive
        self._lengths = lengths
        self._count = sum(alive)
        self._mean = mean
        self._posted: dict[str, dict[int, int]] = {}
        self._matched: dict[Unit, Match] = {}

    def match(self, unit: Unit) -> Match:
        """Where a word of the claim occurs, in its own form or another phrase of its concept."""
        known = self._matched.get(unit)
        if known is None:
            known = self._matched[unit] = self._match(unit)
        return known

    def saturation(self, number: int, frequency: float) -> float:
        """BM25's share of a word that occurs `frequency` times, 0 to 1."""
        return frequency / (frequency + K1 * (1 - B + B * self._lengths[number] / self._mean))

    def _match(self, unit: Unit) -> Match:
        found: dict[int, float] = {}
        for term in unit.terms:
            for number, weight in self._postings(term).items():
                found[number] = max(found.get(number, 0.0), weight / OWN)
        own = frozenset(found)
        for phrase in unit.phrases:
            for number, weight in self._phrase(phrase).items():
                if number not in own:
                    found[number] = max(found.get(number, 0.0), SYNONYM * weight / OWN)
        held = len(found)
        return Match(found, own, math.log(1 + (self._count - held + 0.5) / (held + 0.5)))

    def _phrase(self, phrase: Phrase) -> dict[int, int]:
        """What holds every term of a phrase, with the least of their weights."""
        rarest, *others = sorted((self._postings(term) for term in dict.fromkeys(phrase)), key=len)
        for posted in others:
            rarest = {n: min(weight, posted[n]) for n, weight in rarest.items() if n in posted}
        return rarest

    def _postings(self, term: str) -> dict[int, int]:
        posted = self._posted.get(term)
        if posted is None:
            numbers, weights = self._postings_of(term)
            alive = self._alive
            posted = {n: weight for n, weight in zip(numbers, weights, strict=True) if alive[n]}
            self._posted[term] = posted
        return posted
