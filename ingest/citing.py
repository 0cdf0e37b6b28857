"""Who finds the citations of a stretch of text: by its words (`ingest.citations`), or by the links of a form."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from typing import Protocol

from bib.model import Problem, Reference, Source, Span
from ingest import citations
from ingest.citations import listed
from ingest.model import Citation
from ingest.structure import Cite

Found = tuple[tuple[Citation, ...], tuple[Problem, ...]]
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?P<letter>[a-z])?(?!\d)")


class Citing(Protocol):
    """The citations of one paper."""

    def find(self, start: int, end: int) -> Found:
        """Those in source.text[start:end], in order, and the markers that cannot be right."""
        ...


class ByWords:
    """Markers are found in the text, with the paper's own list as witness."""

    def __init__(self, source: Source, references: Sequence[Reference]) -> None:
        self.source = source
        self.own = listed([r.label for r in references])

    def find(self, start: int, end: int) -> Found:
        return citations.find(self.source, start, end, self.own)


class ByLinks:
    """Markers are links of the input, and lead to items of the list. references: the list."""

    def __init__(self, source: Source, cites: Sequence[Cite], references: Sequence[Reference]) -> None:
        self.source, self.cites, self.references = source, cites, references
        labels = [r.label for r in references]
        numbered = [int(x) for x in labels if x is not None and x.isascii() and x.isdigit() and len(x) < 6]
        self.labels = numbered if len(set(numbered)) == len(labels) else list(range(1, len(labels) + 1))

    def find(self, start: int, end: int) -> Found:
        first = bisect.bisect_left(self.cites, start, key=lambda c: c.start)
        last = bisect.bisect_left(self.cites, end, lo=first, key=lambda c: c.start)
        return tuple(self._citation(c) for c in self.cites[first:last] if c.targets), ()

    def _citation(self, cite: Cite) -> Citation:
        span = Span(self.source, cite.start, cite.end)
        places = tuple(target + 1 for target in cite.targets)
        if _YEAR.search(span.text) is None or not any(c.isalpha() for c in span.text):
            return Citation(span.text, tuple(self.labels[target] for target in cite.targets), (), span, places)
        keys = (self._key(self.references[target]) for target in cite.targets)
        return Citation(span.text, (), tuple(key for key in keys if key), span, places)

    def _key(self, reference: Reference) -> tuple[str, int, str] | None:
        """(family, year, letter) of a listed work."""
        if not reference.people or reference.year is None:
            return None
        person = reference.people[0]
        letter = (reference.date.suffix if reference.date else None) or ""
        return person.family or person.literal or "", reference.year, letter
