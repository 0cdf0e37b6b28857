"""Sentences that do not break within a citation: "product.3 4 A recent analysis" ends after its second number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.model import Citation


def whole(text: str, spans: Iterable[tuple[int, int]], marks: Sequence[Citation], start: int) -> list[tuple[int, int]]:
    """The sentences with every border that falls within a marker moved behind it; one that was nothing else is gone.

    spans: in order, offsets into `text`, which begins at `start` of its source. marks: its citations, in order.
    """
    out: list[tuple[int, int]] = []
    at, moved = 0, 0
    for a, b in spans:
        if a < moved:
            a = moved + len(text[moved:b]) - len(text[moved:b].lstrip())
        if a >= b:
            continue
        while at < len(marks) and marks[at].source.end - start <= b:
            at += 1
        cut = at < len(marks) and marks[at].source.start - start < b
        end = marks[at].source.end - start if cut else b
        moved = end if cut else moved
        out.append((a, end))
    return out
