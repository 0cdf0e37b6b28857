"""Decoded text that knows where its characters stand, and an entry of a library with such texts."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from bib.model import Reference


@dataclass(frozen=True)
class Mapped:
    """A decoded string that knows where its characters stand.

    text: the decoded string: JSON without escapes (a lone surrogate is given as U+FFFD), LaTeX without commands, lines
    of a tagged file joined. start: offset in the source of its first character, e.g. after the quotation mark.
    breaks: (place in `text`, offset in the source) from which offsets run on evenly; none when nothing was decoded.
    """

    text: str
    start: int
    breaks: tuple[tuple[int, int], ...] = ()

    def offset(self, place: int) -> int:
        """Offset in the source of the character at `place` (or of the end, for `len(text)`)."""
        index = bisect.bisect_right(self.breaks, (place, 1 << 62)) - 1
        if index < 0:
            return self.start + place
        at, offset = self.breaks[index]
        return offset + place - at

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The verbatim slice of the source that holds `text[start:end]`."""
        return self.offset(start), self.offset(end)


@dataclass(frozen=True)
class Entry:
    """reference: what the entry says, `source` = the whole entry; title, abstract: the decoded strings with their
    places, or None."""

    reference: Reference
    title: Mapped | None
    abstract: Mapped | None
