"""The citation style of a paper, decided once from all its markers with its list as witness, and its markers.

Each style reads the whole paper and says which items of the list it would cite; the one that accounts for most of the
list is the paper's (docs/decisions/citation-style.md). Markers of another style are read beside it only where they
show what they are: names and a year that one item of the list bears.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bib.model import Problem, Reference, Source, Span
from ingest.citations import author_year, bracketed, named, order, parenthesised, raised, superscript
from ingest.citations.author_year import Unit
from ingest.citations.numbers import listed
from ingest.citations.order import Candidate
from ingest.model import Citation
from ingest.own_list import OwnList
from ingest.structure import Raised

Style = Literal["bracketed", "author-year", "parenthesised", "superscript", "none"]
_SURE = 0.5  # of the list cited in brackets: nothing else is asked
_NEARLY = 0.85  # of the list cited by raised figures: no others are asked
_ENOUGH = 0.3  # of the list
_SPACED = 0.4  # of the list, where the figures stand apart from the words
_FEW = 3  # works cited by a paper that is believed to cite at all, without a list
_ABSTRACT = 5000  # characters; a page that shows no more than its abstract need not cite
_ALONE = 5  # the same, for numbers that nothing else marks as citations
_OPEN = 0.5  # a margin below this is no decision: not cited, and said
_LEFT = 1.6  # the same for figures on a word that were left out: said
_TOLD = 5
Region = tuple[int, int]


@dataclass(frozen=True)
class Marked:
    """The markers of a paper. style: how it cites; citations: in order and apart; problems: markers that cannot be
    right, and what stayed ambiguous, each with its place."""

    style: Style
    citations: tuple[Citation, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Try:
    """What one style would make of the paper. cited: different works."""

    citations: list[Citation]
    problems: list[Problem]
    cited: int


def read(
    source: Source, references: Sequence[Reference], regions: Sequence[Region], hints: Sequence[Raised] = ()
) -> Marked:
    """Find all markers of a paper.

    regions: start and end of its paragraphs, in order. hints: which characters are raised where the form of the input
    shows it; () = nothing is known of it.
    """
    return _Paper(source, references, regions, hints).read()


class _Paper:
    """One paper, asked for each style at most once."""

    def __init__(
        self, source: Source, references: Sequence[Reference], regions: Sequence[Region], hints: Sequence[Raised]
    ) -> None:
        self.source, self.regions, self.hints = source, regions, hints
        self.own = listed([r.label for r in references])
        self.by_name = OwnList(references)
        self.size = len(references)

    def read(self) -> Marked:
        """Decide, and give the markers."""
        brackets = self.bracketed
        if self.size and brackets.cited >= _SURE * self.size and brackets.cited >= self.named.cited:
            return self._beside("bracketed", brackets)
        tries: list[tuple[Style, _Try]] = [
            ("bracketed", brackets),
            ("author-year", self.named),
            ("superscript", self.superscript),
            ("parenthesised", self.parenthesised),
        ]
        style, best = max(tries, key=lambda t: t[1].cited)
        if best.cited >= self._least(style):
            return self._beside(style, best)
        if brackets.citations:
            return self._beside("bracketed", brackets)
        return Marked("none", (), (*brackets.problems, *self._nothing()))

    def _least(self, style: Style) -> float:
        if style == "bracketed":
            return 1
        if style == "author-year":
            return 1 if self.size else _FEW  # a name and year of the list is no chance
        return max(1.0, _ENOUGH * self.size) if self.size else _FEW

    @cached_property
    def bracketed(self) -> _Try:
        """Numbers in square brackets."""
        found: list[Citation] = []
        problems: list[Problem] = []
        for start, end in self.regions:
            here, wrong = bracketed.find(self.source, start, end, self.own)
            found += here
            problems += wrong
        return _Try(found, problems, len({n for c in found for n in c.numbers}))

    @cached_property
    def units(self) -> list[Unit]:
        """Names and years."""
        return author_year.units(self.source.text, self.regions, self.by_name)

    @cached_property
    def named(self) -> _Try:
        """Names and years: those that the list has, and those of full shape."""
        kept = [u for u in self.units if u.places or u.shaped]
        out: list[Citation] = []
        for start, end, here in self._by_region(kept):
            out += named.citations(self.source, start, end, here)
        if self.size:
            cited = len({place for unit in kept for place in unit.places})
            return _Try(out, named.unlisted(self.source, kept), cited)
        return _Try(out, [], len({key for unit in kept for key in unit.keys}))

    def _by_region(self, units: Sequence[Unit]) -> list[tuple[int, int, list[Unit]]]:
        out = []
        at = 0
        for start, end in self.regions:
            here = []
            while at < len(units) and units[at].start < end:
                here.append(units[at])
                at += 1
            if here:
                out.append((start, end, here))
        return out

    @cached_property
    def superscript(self) -> _Try:
        """Raised figures, or figures on words. Some pages raise only exponents, or only some of their markers: where
        the raised ones leave much of the list uncited, figures on words are asked too."""
        text = self.source.text
        sure = raised.throughout(text, self.regions, self.hints, self.own) if self.hints else []
        shown = self._ordered(sure)
        if sure and (not self.size or shown.cited >= _NEARLY * self.size):
            return shown
        flat = superscript.candidates(text, self.regions, self.own, False)
        glued = self._ordered(beside(sure, flat) if sure else flat)
        if sure:
            more = 1.3 if shown.cited < _SURE * self.size else 1.1
            return glued if glued.cited > shown.cited * more else shown
        if not self.size or glued.cited >= _SURE * self.size:
            return glued
        apart = self._ordered(superscript.candidates(text, self.regions, self.own, True))
        return apart if apart.cited >= _SPACED * self.size and apart.cited > glued.cited * 1.3 else glued

    @cached_property
    def parenthesised(self) -> _Try:
        """Numbers in round brackets."""
        return self._ordered(parenthesised.candidates(self.source.text, self.regions, self.own))

    def _ordered(self, candidates: list[Candidate]) -> _Try:
        """Decide candidates by their order; without a list only a run from 1 upwards is believed."""
        firsts = [c.readings[0].numbers[0] for c in candidates if c.readings[0].weight >= 1.5]
        ordered = order.is_ordered(firsts) or not self.size
        out: list[Citation] = []
        unsure: list[Region] = []
        for candidate, chosen in zip(candidates, order.choose(candidates, ordered), strict=True):
            open_ = chosen.margin < (_OPEN if chosen.reading or candidate.spaced else _LEFT)
            if open_:
                unsure.append((candidate.start, candidate.readings[0].end))
            if chosen.reading is not None and not open_:
                span = Span(self.source, candidate.start, chosen.reading.end)
                out.append(Citation(span.text, chosen.reading.numbers, (), span))
        cited = {n for c in out for n in c.numbers}
        if not self.size:
            ends = {c.numbers[0] for c in out} | {c.numbers[-1] for c in out}
            if len(ends) < _ALONE or len(cited) < 0.6 * max(ends) or len(cited) > 4 * len(ends):
                return _Try([], [], 0)
            cited = ends
        hint = "look at them, or add the paper's JATS or HTML, where markers are links"
        return _Try(out, undecided(self.source, unsure, hint), len(cited))

    def _nothing(self) -> list[Problem]:
        """A list of which nothing is cited: the markers were lost or are of a kind not known."""
        if self.size < _FEW or sum(b - a for a, b in self.regions) < _ABSTRACT:
            return []
        message = f"no in-text citations recognised, though the list has {self.size} items"
        hint = "the markers may have been lost in copying; add the paper's JATS, HTML or PDF instead"
        return [Problem("warning", message, hint, Span(self.source, *self.regions[0]))]

    def _beside(self, style: Style, chosen: _Try) -> Marked:
        """The markers of the style, with the names of other markers beside them."""
        found = list(chosen.citations)
        if style != "author-year":
            found = self._with_names(found)
        placed = tuple(self._placed(c) for c in found)
        return Marked(style, placed, tuple(chosen.problems))

    def _with_names(self, found: list[Citation]) -> list[Citation]:
        """In a numbered paper a name and year is a marker only if exactly one item bears it."""
        sure = [u for u in self.units if len(u.places) == 1 and u.shaped]
        out: list[Citation] = []
        for start, end, here in self._by_region(sure):
            out += named.citations(self.source, start, end, here)
        taken = [(c.source.start, c.source.end) for c in found]
        for citation in out:
            at = bisect.bisect_right(taken, (citation.source.start, 1 << 60))
            if (at == 0 or taken[at - 1][1] <= citation.source.start) and (
                at == len(taken) or taken[at][0] >= citation.source.end
            ):
                found.append(citation)
        return sorted(found, key=lambda c: c.source.start)

    def _placed(self, citation: Citation) -> Citation:
        if citation.places or not self.size or not citation.numbers:
            return citation
        places = (self.by_name.numbered(n) for n in citation.numbers)
        return Citation(
            citation.marker, citation.numbers, citation.keys, citation.source, tuple(p for p in places if p is not None)
        )


def undecided(source: Source, found: Sequence[Region], hint: str) -> list[Problem]:
    """Say once what may be a citation or a number. found: where each stands."""
    if not found:
        return []
    shown = "; ".join(f"“{' '.join(source.text[max(0, a - 12) : b].split())}”" for a, b in found[:_TOLD])
    more = f" and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
    return [Problem("info", f"may be a citation or a number: {shown}{more}", hint, Span(source, *found[0]))]


def beside(sure: Sequence[Candidate], flat: Sequence[Candidate]) -> list[Candidate]:
    """Raised candidates, and those others that do not overlap with one, in order."""
    taken = [(c.start, c.readings[0].end) for c in sure]
    out = list(sure)
    for candidate in flat:
        at = bisect.bisect_right(taken, (candidate.start, 1 << 60))
        end = max(r.end for r in candidate.readings)
        before = at and taken[at - 1][1] > candidate.start
        if not before and not (at < len(taken) and taken[at][0] < end):
            out.append(candidate)
    return sorted(out, key=lambda c: c.start)
