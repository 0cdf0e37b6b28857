"""Ranking: how well a finding covers the parts of a claim, the outcome first.

score = the finding's own share (coverage of the parts, BM25 of its words) and its paper's share (BM25 of what the paper is
about), raised a little by signs of a result. Every sum is over whole numbers or in the order of the claim's words, so that
the order in which findings were added changes no digit. Weights, and what was measured for them: docs/decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from kb.concepts import Concepts
from kb.model import Reading
from kb.retrieve.index import ABOUTS, FINDINGS, SideIndex
from kb.retrieve.query import Part, Unit, parts_of
from kb.retrieve.signs import MOST
from kb.retrieve.space import Match, Space

# What each part of a claim weighs, times the rarity of its words: the outcome before the subject before the rest.
PART_WEIGHTS = {"outcome": 1.5, "subject": 1.0, "relation": 0.5, "population": 0.5, "comparator": 0.5}
COVERAGE = 0.6  # of the finding's own share; the rest is BM25
PAPER = 0.5  # share of the paper's context in a finding's score
SIGNS = 0.1  # what all signs of a result add
SECOND = 0.3  # share of the second-best finding in a paper's score: one lucky sentence is less than two
DIGITS = 6


@dataclass(frozen=True)
class Ranked:
    """A finding or a paper and how relevant it is to the claim. score: 0 to 1, rounded to 6 digits."""

    id: str
    score: float


class Ranking:
    """One claim against one index."""

    def __init__(self, index: SideIndex, reading: Reading, concepts: Concepts | None) -> None:
        view = self.view = index.view()
        self._parts = parts_of(reading, concepts)
        self._findings = Space(partial(index.postings, space=FINDINGS), view.alive, view.lengths)
        self._abouts = Space(partial(index.postings, space=ABOUTS), view.abouts_alive, view.about_lengths)

    def scores(self) -> dict[int, float]:
        """Score of every finding that shares anything with the claim, by number."""
        own = self._own()
        paper = self._paper()
        abouts, signs = self.view.abouts, self.view.signs
        raised = [SIGNS * n / MOST for n in range(MOST + 1)]
        return {
            number: ((1 - PAPER) * score + PAPER * paper.get(abouts[number], 0.0) + raised[signs[number]]) / (1 + SIGNS)
            for number, score in own.items()
        }

    def _own(self) -> dict[int, float]:
        """The finding's own share, 0 to 1: coverage of the claim's parts and BM25, both weighted by part."""
        weighted = list(self._weighted(self._findings))
        whole = sum(weight * match.idf for weight, match in weighted)
        total: dict[int, float] = {}
        for weight, match in weighted:
            share = weight * match.idf / whole
            cover, count = COVERAGE * share, (1 - COVERAGE) * share
            for number, frequency in match.found.items():
                gained = cover * match.worth(number) + count * self._findings.saturation(number, frequency)
                total[number] = total.get(number, 0.0) + gained
        return total

    def _paper(self) -> dict[int, float]:
        """BM25 of the about texts over all words of the claim, 0 to 1."""
        matches = [self._abouts.match(unit) for unit in self._units()]
        whole = sum(match.idf for match in matches)
        total: dict[int, float] = {}
        for match in matches:
            share = match.idf / whole
            for number, frequency in match.found.items():
                total[number] = total.get(number, 0.0) + share * self._abouts.saturation(number, frequency)
        return total

    def _weighted(self, space: Space) -> Iterator[tuple[float, Match]]:
        """Each word of the claim with the weight of its part; a word of two parts counts in the heavier one."""
        seen: set[Unit] = set()
        for part in sorted(self._parts, key=lambda part: -PART_WEIGHTS[part.name]):
            for unit in part.units:
                if unit not in seen:
                    seen.add(unit)
                    yield PART_WEIGHTS[part.name], space.match(unit)

    def _units(self) -> Iterable[Unit]:
        return dict.fromkeys(unit for part in self._parts for unit in part.units)

    def ranked(self) -> list[tuple[int, float]]:
        """Numbers and rounded scores, best first, equal ones by the finding's id."""
        ids = self.view.ids
        rounded = [(number, round(score, DIGITS)) for number, score in self.scores().items()]
        return sorted(rounded, key=lambda pair: (-pair[1], ids[pair[0]]))

    def reaching(self) -> list[str]:
        """Sorted ids of findings that hold a word or concept of the outcome, or of the whole claim if it has none."""
        parts: Iterable[Part] = [p for p in self._parts if p.name == "outcome"] or self._parts
        numbers = {n for part in parts for unit in part.units for n in self._findings.match(unit).found}
        return sorted(self.view.ids[number] for number in numbers)


def rank(index: SideIndex, reading: Reading, concepts: Concepts | None, limit: int | None = None) -> list[Ranked]:
    """Findings by relevance to a claim, best first; `limit` of them, None = all that share anything with it."""

    def ask() -> list[Ranked]:
        ranking = Ranking(index, reading, concepts)
        return [Ranked(ranking.view.ids[n], s) for n, s in ranking.ranked()[:limit]]

    return index.asking(ask)


def candidates(index: SideIndex, reading: Reading, concepts: Concepts | None) -> list[str]:
    """Ids of all findings that reach the outcome in words, lead-in or section titles: no fewer than the gate passes."""
    return index.asking(lambda: Ranking(index, reading, concepts).reaching())


def rank_papers(
    index: SideIndex, reading: Reading, concepts: Concepts | None, limit: int | None = None
) -> list[Ranked]:
    """Papers by their two best findings, best first; `id` is the paper's."""

    def ask() -> list[Ranked]:
        ranking = Ranking(index, reading, concepts)
        best: dict[int, list[float]] = {}
        for number, score in ranking.ranked():
            best.setdefault(ranking.view.papers[number], []).append(score)
        names = index.papers()
        scored = [Ranked(names[paper], _of_paper(scores)) for paper, scores in best.items()]
        return sorted(scored, key=lambda r: (-r.score, r.id))[:limit]

    return index.asking(ask)


def _of_paper(scores: list[float]) -> float:
    first, second = (*scores[:2], 0.0)[:2]
    return round((1 - SECOND) * first + SECOND * second, DIGITS)
