"""Names and years that a form does not link, beside those that it does (see `beside`)."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from bib.model import Problem, Reference, Source, Span
from ingest.citations import author_year, named
from ingest.citations.author_year import Unit
from ingest.citations.links import LOOK, Links, Region
from ingest.model import Citation
from ingest.own_list import OwnList

_OLDEST = 1800
_LETTERS = re.compile(r"\s?(?:[,;–&-]|and)\s?(?P<letters>[a-z](?:\s?[,;–&-]\s?[a-z]){0,20})")


class Names:
    """The names and years of a paper with links. regions: its paragraphs, in order."""

    def __init__(
        self, source: Source, references: Sequence[Reference], regions: Sequence[Region], links: Links
    ) -> None:
        self.source, self.text = source, source.text
        self.references, self.regions, self.links = references, regions, links

    @cached_property
    def units(self) -> list[Unit]:
        """Names and years that the list has, or of full shape."""
        own = OwnList(self.references)
        return [u for u in author_year.units(self.text, self.regions, own) if u.places or u.shaped]

    def typed(self) -> tuple[list[Citation], list[Problem]]:
        """In a paper of names and years: the markers that hold no link or more than links, and what stays open."""
        free = [u for u in self.units if not self.links.taken(u.start, u.end)]
        several = [u for u in free if len(u.places) > len(u.keys)]
        kept = [u for u in free if len(u.places) <= len(u.keys) and (u.places or _is_name(u))]
        found = list(self._letters())
        if any(u.places for u in kept):
            found += self._markers(kept)
        return found, [*self._several(several), *(named.unlisted(self.source, kept) if found else ())]

    def beside(self, numbers: Sequence[Citation]) -> Iterator[Citation]:
        """In a numbered paper a name and year is a marker only if exactly one item bears it."""
        spans = sorted((c.source.start, c.source.end) for c in numbers)
        only = [u for u in self.units if len(u.places) == 1 and u.shaped and not self.links.taken(u.start, u.end)]
        for start, end, here in _by_region(self.regions, only):
            for citation in self._apart(start, end, here):
                at = bisect.bisect_right(spans, citation.source.start, key=lambda s: s[1])
                if at == len(spans) or spans[at][0] >= citation.source.end:
                    yield citation

    def _markers(self, kept: Sequence[Unit]) -> Iterator[Citation]:
        """Their markers; a bracket of which only a part is linked is one."""
        every = {start: here for start, _, here in _by_region(self.regions, self.units)}
        for start, end, here in _by_region(self.regions, kept):
            starts = [u.start for u in here]
            held: set[int] = set()
            for bracket in named.apart(self.source, start, end, every[start]):
                a, b = bracket.source.start, bracket.source.end
                linked = self.links.held(a, b) if self.text[a] in "([" else ()
                inner = range(bisect.bisect_left(starts, a), bisect.bisect_left(starts, b))
                if linked and inner:
                    held.update(inner)
                    yield self._joined(a, b, linked, [here[i] for i in inner])
            yield from self._apart(start, end, [u for i, u in enumerate(here) if i not in held])

    def _joined(self, start: int, end: int, linked: Sequence[Citation], units: Sequence[Unit]) -> Citation:
        """Links and words of one bracket."""
        parts = [(c.source.start, c.keys, c.places) for c in linked] + [(u.start, u.keys, u.places) for u in units]
        parts.sort(key=lambda p: p[0])
        keys = dict.fromkeys(key for _, given, _ in parts for key in given)
        places = dict.fromkeys(place for _, _, given in parts for place in given)
        span = Span(self.source, start, end)
        return Citation(span.text, (), tuple(keys), span, tuple(places))

    def _apart(self, start: int, end: int, units: Sequence[Unit]) -> Iterator[Citation]:
        """The markers of one paragraph, but for those that hold a link between their names."""
        for citation in named.apart(self.source, start, end, units):
            if not self.links.taken(citation.source.start, citation.source.end):
                yield citation

    def _letters(self) -> Iterator[Citation]:
        """The second year of "Smith 2005a,b" where the first alone is a link."""
        for unit in self.units:
            inside = self.links.inside(unit.start, unit.end)
            if len(inside) != 1 or not 1 < len(unit.places) <= len(unit.keys):
                continue
            at, led = inside[0].source.end, set(inside[0].places)
            rest = _LETTERS.fullmatch(self.text, at, max(at, unit.end))
            if rest is not None and led < set(unit.places) and not self.links.closed(at, unit.end):
                span = Span(self.source, rest.start("letters"), unit.end)
                yield Citation(span.text, (), (), span, tuple(p for p in unit.places if p not in led))

    def _several(self, units: Sequence[Unit]) -> Iterator[Problem]:
        """Say once which names and years fit several items."""
        if units:
            shown = "; ".join(dict.fromkeys(" ".join(self.text[u.start : u.end].split()) for u in units[:5]))
            span = Span(self.source, units[0].start, units[0].end)
            yield Problem("info", f"fits several items of the list, so it is not linked: {shown}", LOOK, span)


def _by_region(regions: Sequence[Region], units: Sequence[Unit]) -> Iterator[tuple[int, int, list[Unit]]]:
    """The paragraphs that hold some, with these."""
    at = 0
    for start, end in regions:
        here = []
        while at < len(units) and units[at].start < end:
            here.append(units[at])
            at += 1
        if here:
            yield start, end, here


def _is_name(unit: Unit) -> bool:
    """A name and a year of our times, though the list has neither: but "RPMI 1640"."""
    return unit.keys[0][1] >= _OLDEST and unit.names.replace(" ", "").isalpha()
