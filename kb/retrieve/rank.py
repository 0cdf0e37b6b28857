"""Ranking: how well a finding covers the parts of a claim, the outcome first.

score = half the finding's own share (coverage of the claim's parts and BM25 of its words, raised by signs of a result)
and half its paper's (BM25 of title, abstract and keywords). Every sum runs in the order of the claim's words, so that
the order in which findings were added changes no digit. What was measured for each weight: docs/decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from kb.concepts import Concepts
from kb.model import Reading
from kb.parts import units_of
from kb.retrieve.index import ABOUTS, FINDINGS, SideIndex
from kb.retrieve.query import Unit, parts_of
from kb.retrieve.signs import MOST, TITLE
from kb.retrieve.space import MEAN_ABOUT, SHORTEST_ABOUT, Match, Space

# What each part of a claim weighs, times the rarity of its words.
PART_WEIGHTS = {"outcome": 1.5, "subject": 0.6, "relation": 0.5, "population": 0.5, "comparator": 0.3}
COVERAGE = 0.4  # of the finding's own share; the rest is BM25
SIGNS = 1.2  # a finding with every sign of a result is worth 1 + SIGNS times one without
PAPER = 0.5  # share of what its paper is about in a finding's score
PAPER_OF_TITLE = 0.25  # of that share, what a title keeps: its paper is about what it says itself, which counts once
PAPER_OF_PAPERS = 0.7  # the same, where papers are ranked
SECOND = 0.3  # share of the second-best finding, where papers are ranked: two sentences are more than one
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
        self._findings = Space(partial(index.postings, space=FINDINGS), view.alive, view.lengths, view.mean_length)
        abouts = [max(length, SHORTEST_ABOUT) for length in view.about_lengths]
        self._abouts = Space(partial(index.postings, space=ABOUTS), view.abouts_alive, abouts, MEAN_ABOUT)

    def scores(self) -> dict[int, tuple[float, float]]:
        """Own share and paper's share, each 0 to 1, of every finding that shares a word with the claim, by number."""
        paper, view = self._paper(), self.view
        worth = [(1 + SIGNS * signs / MOST) / (1 + SIGNS) for signs in range(MOST + 1)]
        worth.append(worth[0])  # a title
        return {
            number: (own * worth[view.signs[number]], paper.get(view.abouts[number], 0.0))
            for number, own in self._own().items()
        }

    def _own(self) -> dict[int, float]:
        """Coverage of the claim's parts and BM25 of a finding's words, 0 to 1; both weighted by part."""
        weighted = list(self._weighted())
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
        """BM25 of what papers are about over all words of the claim, 0 to 1."""
        matches = [self._abouts.match(unit) for _, unit in self._units()]
        whole = sum(match.idf for match in matches)
        total: dict[int, float] = {}
        for match in matches:
            share = match.idf / whole
            for number, frequency in match.found.items():
                total[number] = total.get(number, 0.0) + share * self._abouts.saturation(number, frequency)
        return total

    def _weighted(self) -> Iterator[tuple[float, Match]]:
        for weight, unit in self._units():
            yield weight, self._findings.match(unit)

    def _units(self) -> list[tuple[float, Unit]]:
        """Each word of the claim with the weight of its part; a word of two parts counts in the heavier one."""
        heaviest: dict[Unit, float] = {}
        for part in self._parts:
            for unit in part.units:
                heaviest[unit] = max(heaviest.get(unit, 0.0), PART_WEIGHTS[part.name])
        return [(weight, unit) for unit, weight in heaviest.items()]

    def ranked(self) -> list[tuple[int, float]]:
        """Numbers and rounded scores, best first, equal ones by the finding's id."""
        ids, signs = self.view.ids, self.view.signs
        kept = (PAPER, PAPER * PAPER_OF_TITLE)
        mixed = [
            (n, round((1 - PAPER) * own + kept[signs[n] == TITLE] * paper, DIGITS))
            for n, (own, paper) in self.scores().items()
        ]
        return sorted(mixed, key=lambda pair: (-pair[1], ids[pair[0]]))

    def ranked_papers(self) -> list[tuple[int, float]]:
        """Numbers of papers and rounded scores: their two best findings, and what they are about."""
        shares: dict[int, list[tuple[float, float]]] = {}
        for number, share in self.scores().items():
            shares.setdefault(self.view.papers[number], []).append(share)
        return [(paper, round(_of_paper(found), DIGITS)) for paper, found in shares.items()]

    def holding(self, part: str) -> set[int]:
        """Numbers of findings that hold any word or concept of a part."""
        units = (unit for p in self._parts if p.name == part for unit in p.units)
        return {number for unit in units for number in self._findings.match(unit).found}

    def told_of(self, part: str) -> set[int]:
        """Numbers of findings whose paper is about any word or concept of a part."""
        units = (unit for p in self._parts if p.name == part for unit in p.units)
        abouts = {number for unit in units for number in self._abouts.match(unit).found}
        return {n for n, about in enumerate(self.view.abouts) if about in abouts and self.view.alive[n]}


def rank(index: SideIndex, reading: Reading, concepts: Concepts | None, limit: int | None = None) -> list[Ranked]:
    """Findings by relevance to a claim, best first; `limit` of them, None = all that share anything with it."""

    def ask() -> list[Ranked]:
        ranking = Ranking(index, reading, concepts)
        return [Ranked(ranking.view.ids[n], s) for n, s in ranking.ranked()[:limit]]

    return index.asking(ask)


def candidates(index: SideIndex, reading: Reading, concepts: Concepts) -> list[str]:
    """Sorted ids of all findings that reach the claim's outcome in words, lead-in or section titles.

    No fewer than the gate passes. An outcome that names nothing ("peers struggle", "reduce risk") is covered by every
    finding for the gate; then those that reach the subject, themselves or by what their paper is about.
    """

    def ask() -> list[str]:
        ranking = Ranking(index, reading, concepts)
        if units_of(reading.outcome, concepts):
            numbers: Iterable[int] = ranking.holding("outcome")
        elif units_of(reading.subject, concepts):
            numbers = ranking.holding("subject") | ranking.told_of("subject")
        else:
            numbers = (n for n, living in enumerate(ranking.view.alive) if living)
        return sorted(ranking.view.ids[number] for number in numbers)

    return index.asking(ask)


def rank_papers(
    index: SideIndex, reading: Reading, concepts: Concepts | None, limit: int | None = None
) -> list[Ranked]:
    """Papers by their two best findings and what they are about, best first; `id` is the paper's."""

    def ask() -> list[Ranked]:
        names = index.papers()
        scored = [Ranked(names[n], s) for n, s in Ranking(index, reading, concepts).ranked_papers()]
        return sorted(scored, key=lambda r: (-r.score, r.id))[:limit]

    return index.asking(ask)


def _of_paper(shares: list[tuple[float, float]]) -> float:
    first, second = (*sorted((own for own, _ in shares), reverse=True)[:2], 0.0)[:2]
    about = max(paper for _, paper in shares)
    return (1 - PAPER_OF_PAPERS) * ((1 - SECOND) * first + SECOND * second) + PAPER_OF_PAPERS * about
