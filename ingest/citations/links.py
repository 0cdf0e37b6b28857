"""The links of a paper, asked what they take up of its text."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from ingest.model import Citation

Region = tuple[int, int]
LOOK = "look at them; a field or a link of their own would tell"
"""What to do with markers that stay open beside links."""


class Links:
    """cited: markers with the items that they lead to, in order and apart; closed: links to something else."""

    def __init__(self, cited: Sequence[Citation], closed: Sequence[Region]) -> None:
        self.cited = cited
        self.spans = [(c.source.start, c.source.end) for c in cited]
        self._closed = _apart(closed)

    def inside(self, start: int, end: int) -> Sequence[Citation]:
        """The linked markers that share a character with text[start:end]."""
        first = bisect.bisect_right(self.spans, start, key=lambda s: s[1])
        last = bisect.bisect_left(self.spans, end, lo=first, key=lambda s: s[0])
        return self.cited[first:last]

    def closed(self, start: int, end: int) -> bool:
        """Does a link to something else stand here?"""
        at = bisect.bisect_right(self._closed, start, key=lambda s: s[1])
        return at < len(self._closed) and self._closed[at][0] < end

    def taken(self, start: int, end: int) -> bool:
        """Does a link of any kind stand here?"""
        return bool(self.inside(start, end)) or self.closed(start, end)

    def held(self, start: int, end: int) -> Sequence[Citation]:
        """The linked markers in text[start:end], if none runs over its ends and no other link stands there."""
        inside = self.inside(start, end)
        over = inside and (inside[0].source.start < start or inside[-1].source.end > end)
        return () if over or self.closed(start, end) else inside

    def merged(self, found: Sequence[Citation]) -> tuple[Citation, ...]:
        """All in order: those found, and the linked ones that none of these holds."""
        spans = sorted((c.source.start, c.source.end) for c in found)
        kept = []
        for citation in self.cited:
            at = bisect.bisect_right(spans, (citation.source.start, 1 << 60)) - 1
            if at < 0 or spans[at][1] <= citation.source.start:
                kept.append(citation)
        return tuple(sorted([*kept, *found], key=lambda c: c.source.start))


def _apart(spans: Sequence[Region]) -> list[Region]:
    """In order, those that overlap as one."""
    out: list[Region] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out
