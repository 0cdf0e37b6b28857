"""Who finds the citations of a stretch of text: by its words (`ingest.citations`), or by links and words."""

from __future__ import annotations

import bisect
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Protocol

from bib.model import Problem, Reference, Source, Span
from ingest.citations import beside, style
from ingest.citations.numbers import numbers_of
from ingest.citations.style import Marked
from ingest.model import Citation
from ingest.structure import Cite, Raised

Found = tuple[tuple[Citation, ...], tuple[Problem, ...]]
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?P<letter>[a-z])?(?!\d)")
_BLANK = re.compile(r"(?:\r\n|\r|\n)[ \t]{0,200}(?:\r\n|\r|\n)")


class Citing(Protocol):
    """The citations of one paper."""

    def find(self, start: int, end: int) -> Found:
        """Those in source.text[start:end], in order, and the markers that cannot be right."""
        ...


class _Marked(ABC):
    """Markers of a whole paper, found when the first is asked for. where: start and end of its paragraphs, in order."""

    where: Sequence[tuple[int, int]]

    @abstractmethod
    def _mark(self) -> Marked:
        """All of them, found."""

    @cached_property
    def marked(self) -> Marked:
        """All of them."""
        return self._mark()

    def find(self, start: int, end: int) -> Found:
        """See `Citing`."""
        citations = self.marked.citations
        first = bisect.bisect_left(citations, start, key=lambda c: c.source.start)
        last = bisect.bisect_left(citations, end, lo=first, key=lambda c: c.source.start)
        return citations[first:last], self._problems.get((start, end), ())

    @cached_property
    def _problems(self) -> Mapping[tuple[int, int], tuple[Problem, ...]]:
        """What is to be said of each paragraph."""
        starts = [a for a, _ in self.where]
        out: dict[tuple[int, int], tuple[Problem, ...]] = {}
        for problem in self.marked.problems:
            at = bisect.bisect_right(starts, problem.source.start) - 1 if problem.source else 0
            region = self.where[max(at, 0)]
            out[region] = (*out.get(region, ()), problem)
        return out


class ByWords(_Marked):
    """Markers are found in the words of the whole paper, with its own list as witness.

    references: the list; raised: which characters are set above the line, where the form of the input shows it;
    where: start and end of the paragraphs that may cite, in order; None = all but the list, by its blank lines.
    """

    def __init__(
        self,
        source: Source,
        references: Sequence[Reference],
        raised: Sequence[Raised] = (),
        where: Sequence[tuple[int, int]] | None = None,
    ) -> None:
        self.source, self.references, self.raised = source, references, raised
        self.where = _outside(source, references) if where is None else where

    def _mark(self) -> Marked:
        """See `ingest.citations.style`."""
        return style.read(self.source, self.references, self.where, self.raised)


def _outside(source: Source, references: Sequence[Reference]) -> list[tuple[int, int]]:
    """The paragraphs of a text without its list."""
    spans = [r.source for r in references if r.source is not None and r.source.source is source]
    first = min((s.start for s in spans), default=len(source.text))
    last = max((s.end for s in spans), default=len(source.text))
    out = []
    for a, b in ((0, first), (last, len(source.text))):
        at = a
        for blank in _BLANK.finditer(source.text, a, b):
            out.append((at, blank.start()))
            at = blank.end()
        out.append((at, b))
    return [(a, b) for a, b in out if b > a]


class ByLinks(_Marked):
    """Markers are links of the input and lead to items of the list; what it does not link, its words say.

    cites: in order; a marker that leads nowhere cites nothing. references, raised, where: as for `ByWords`.
    elsewhere: as in `Structure`.
    """

    def __init__(
        self,
        source: Source,
        cites: Sequence[Cite],
        references: Sequence[Reference],
        raised: Sequence[Raised] = (),
        where: Sequence[tuple[int, int]] = (),
        elsewhere: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.source, self.cites, self.references = source, cites, references
        self.raised, self.where, self.elsewhere = raised, where, elsewhere
        self.labels = numbers_of([r.label for r in references])

    def _mark(self) -> Marked:
        """See `ingest.citations.beside`."""
        linked = [self._citation(c) for c in self.cites if c.targets]
        closed = [*self.elsewhere, *((c.start, c.end) for c in self.cites if not c.targets)]
        return beside.Beside(self.source, self.references, self.where, self.raised, linked, closed).read()

    def _citation(self, cite: Cite) -> Citation:
        span = Span(self.source, cite.start, cite.end)
        places = tuple(target + 1 for target in cite.targets)
        if not self._names_year(span.text):
            return Citation(span.text, tuple(self.labels[target] for target in cite.targets), (), span, places)
        keys = (self._key(self.references[target]) for target in cite.targets)
        return Citation(span.text, (), tuple(key for key in keys if key), span, places)

    def _names_year(self, marker: str) -> bool:
        """Is this "Li et al., 2019" or "(2019)", and no number of a list as long as that?"""
        found = _YEAR.search(marker)
        if found is None:
            return False
        return any(c.isalpha() for c in marker) or int(found[0][:4]) > max(self.labels, default=0)

    def _key(self, reference: Reference) -> tuple[str, int, str] | None:
        """(family, year, letter) of a listed work."""
        if not reference.people or reference.year is None:
            return None
        person = reference.people[0]
        letter = (reference.date.suffix if reference.date else None) or ""
        return person.family or person.literal or "", reference.year, letter
