"""Where a text stands on pages, as one compact property of a Source node, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from bib.model import Place

_TENTH = 10  # boxes are kept in tenths of a point: no reader and no eye is surer than that


def packed(places: Sequence[Place]) -> str | None:
    """Places as JSON text: `[[page, [gap, length, left, top, right, bottom], …], …]`; None for what has no pages.

    gap: code points since the end of the place before; box in tenths of a point, left out where there is none.
    """
    if not places:
        return None
    out: list[list[object]] = []
    last = 0
    for page, group in groupby(places, key=lambda p: p.page):
        rows: list[object] = [page]
        for place in group:
            rows.append([place.start - last, place.end - place.start, *(round(x * _TENTH) for x in place.box or ())])
            last = place.end
        out.append(rows)
    return json.dumps(out, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str | None) -> tuple[Place, ...]:
    """The places of a Source node's property."""
    out: list[Place] = []
    last = 0
    for page, *rows in json.loads(text) if text else ():
        for gap, length, *box in rows:
            start, last = last + gap, last + gap + length
            left, top, right, bottom = (x / _TENTH for x in box) if box else (0.0, 0.0, 0.0, 0.0)
            out.append(Place(start, last, page, (left, top, right, bottom) if box else None))
    return tuple(out)
