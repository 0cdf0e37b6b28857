"""Ranking: how well a finding covers the parts of a claim, the outcome first."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kb.concepts import Concepts
from kb.model import Reading
from kb.retrieve.docs import OWN
from kb.retrieve.index import SideIndex
from kb.retrieve.query import Phrase, Unit, parts_of
from kb.retrieve.signs import MOST

# Weights of the parts of a claim: the outcome over the subject over the rest (`docs/decisions`, retrieval).
PART_WEIGHTS = {"outcome": 1.5, "subject": 1.0, "relation": 0.3, "population": 0.3, "comparator": 0.3}
COVERAGE, BM25 = 0.6, 0.4
K1, B = 1.2, 0.75
SYNONYM = 0.7
SIGNS = 0.05
DIGITS = 6


@dataclass(frozen=True)
class Ranked:
    """A finding and how relevant it is to the claim. score: 0 to 1, rounded to 6 digits."""

    id: str
    score: float


@dataclass(frozen=True)
class _Match:
    """Where one unit of the claim occurs: weight of the occurrences by finding, rarity."""

    found: dict[int, float]
    own: frozenset[int]
    idf: float


class Ranking:
    """One claim against one index; everything is computed when it is made."""

    def __init__(self, index: SideIndex, reading: Reading, concepts: Concepts | None) -> None:
        self._index = index
        self._parts = parts_of(reading, concepts)
        self._columns = index.columns()
        self._living = sum(1 for name in self._columns.ids if name)
        self._matches: dict[Unit, _Match] = {}
        self._posted: dict[str, dict[int, int]] = {}
        for part in self._parts:
            for unit in part.units:
                if unit not in self._matches:
                    self._matches[unit] = self._match(unit)

    def _postings(self, term: str) -> dict[int, int]:
        posted = self._posted.get(term)
        if posted is None:
            ids = self._columns.ids
            numbers, weights = self._index.postings(term)
            posted = {n: w for n, w in zip(numbers, weights, strict=True) if ids[n]}
            self._posted[term] = posted
        return posted

    def _phrase(self, phrase: Phrase) -> dict[int, int]:
        """Findings that hold every term of a phrase, with the least of their weights."""
        terms = sorted({t: self._postings(t) for t in phrase}.values(), key=len)
        first, *others = terms
        found = first
        for posted in others:
            found = {n: min(w, posted[n]) for n, w in found.items() if n in posted}
        return found

    def _match(self, unit: Unit) -> _Match:
        found: dict[int, float] = {}
        for term in unit.terms:
            for number, weight in self._postings(term).items():
                found[number] = max(found.get(number, 0.0), weight / OWN)
        own = frozenset(found)
        for phrase in unit.phrases:
            for number, weight in self._phrase(phrase).items():
                if number not in own:
                    found[number] = max(found.get(number, 0.0), SYNONYM * weight / OWN)
        n, df = self._living, len(found)
        return _Match(found, own, math.log(1 + (n - df + 0.5) / (df + 0.5)))

    def scores(self) -> dict[int, float]:
        """Score of every finding that matches anything, by number."""
        total: dict[int, float] = {}
        weights = [PART_WEIGHTS[p.name] for p in self._parts]
        for part, weight in zip(self._parts, weights, strict=True):
            share = COVERAGE * weight / sum(weights)
            idfs = [self._matches[unit].idf for unit in part.units]
            for unit, idf in zip(part.units, idfs, strict=True):
                match = self._matches[unit]
                for number in match.found:
                    worth = 1.0 if number in match.own else SYNONYM
                    total[number] = total.get(number, 0.0) + share * worth * idf / sum(idfs)
        self._add_bm25(total)
        signs = self._columns.signs
        return {n: (s + SIGNS * signs[n] / MOST) / (1 + SIGNS) for n, s in total.items()}

    def _add_bm25(self, total: dict[int, float]) -> None:
        lengths = self._columns.lengths
        mean = sum(x for x, name in zip(lengths, self._columns.ids, strict=True) if name) / max(self._living, 1)
        best = sum(match.idf for match in self._matches.values()) * (K1 + 1)
        for match in self._matches.values():
            factor = BM25 * match.idf * (K1 + 1) / best
            for number, tf in match.found.items():
                norm = K1 * (1 - B + B * lengths[number] / mean)
                total[number] += factor * tf / (tf + norm)

    def ranked(self) -> list[tuple[int, float]]:
        """Numbers and rounded scores, best first, equal ones by the finding's id."""
        ids = self._columns.ids
        rounded = [(number, round(score, DIGITS)) for number, score in self.scores().items()]
        return sorted(rounded, key=lambda pair: (-pair[1], ids[pair[0]]))

    def outcome(self) -> list[str]:
        """Sorted ids of findings that hold a word or concept of the outcome, or of the whole claim if it has none."""
        parts = [p for p in self._parts if p.name == "outcome"] or list(self._parts)
        numbers = {number for part in parts for unit in part.units for number in self._matches[unit].found}
        return sorted(self._columns.ids[number] for number in numbers)


def rank(index: SideIndex, reading: Reading, concepts: Concepts | None, limit: int | None = None) -> list[Ranked]:
    """Findings by relevance to a claim, best first; `limit` of them, None = all that share anything with it."""
    ranking = Ranking(index, reading, concepts)
    return [Ranked(ranking._columns.ids[n], s) for n, s in ranking.ranked()[:limit]]


def candidates(index: SideIndex, reading: Reading, concepts: Concepts | None) -> list[str]:
    """Ids of all findings that reach the outcome in words, lead-in or section titles: no fewer than the gate passes."""
    return Ranking(index, reading, concepts).outcome()


def rank_papers(
    index: SideIndex, reading: Reading, concepts: Concepts | None, limit: int | None = None
) -> list[Ranked]:
    """Papers by the score of their best finding, best first; `id` is the paper's."""
    ranking = Ranking(index, reading, concepts)
    names = index.papers()
    best: dict[str, float] = {}
    for number, score in ranking.ranked():
        best.setdefault(names[ranking._columns.papers[number]], score)
    return [Ranked(name, score) for name, score in sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]]
