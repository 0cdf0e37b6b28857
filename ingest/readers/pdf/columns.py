"""Pieces of lines -> lines in reading order: where a page has columns, what spans them, and which line follows which.

A gutter is found where many pieces begin at one place and hardly any runs over it: the page is then read in bands,
each bounded by what spans the columns, left column before right. The same is asked again of each column, so that
three columns, or a table of two in one column, are found too (Nagy & Seth 1984, X-Y cuts; but with lines for boxes,
and cuts that a few lines may cross).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from ingest.readers.pdf import lines
from ingest.readers.pdf.model import Line, median

_LEAST = 5  # pieces on each side of a gutter
_DEPTH = 3
_MOST_OF_ROW = 100  # pieces of one line; bounds the time of comparing them
_NARROW = 85  # points; the columns of a page in three have 120 to 170
_OVER = (0.5, 0.12, 0.12)  # share of lines that may run over a gutter of the page, and of a column


def ordered(pages: Sequence[list[Line]]) -> list[Line]:
    """The lines of all pages in reading order, each with its column's number and edges.

    Pages of one file have their gutter at one place: a page where too little speaks for it is read with that.
    """
    gutters = [_gutter(page, 0) for page in pages]
    known = Counter(round(g / 3) for g in gutters if g is not None)
    usual = [g for g in gutters if g is not None and known[round(g / 3)] == max(known.values())]
    out: list[Line] = []
    for page, gutter in zip(pages, gutters, strict=True):
        if usual and (gutter is None or abs(gutter - usual[0]) > 12) and _beside(page, usual[0]):
            gutter = usual[0]
        out += _page(page, gutter, out[-1].column + 1 if out else 0)
    return out


def _beside(pieces: Sequence[Line], gutter: float) -> bool:
    """Are there lines on both sides of a gutter that is known from other pages?"""
    low, high = _window(pieces, gutter)
    before = [p for p in pieces if _side(p, gutter) == -1]
    after = [p for p in pieces if _side(p, gutter) == 1]
    return min(_heights(before, low, high), _heights(after, low, high)) >= 2


def _page(pieces: Sequence[Line], gutter: float | None, first: int) -> list[Line]:
    """The lines of one page, its columns numbered from `first`."""
    out: list[Line] = []
    column = first
    for group in _split(list(pieces), 0, gutter):
        merged = _rows(group)
        left, right = _edges(merged)
        for line in merged:
            line.column, line.left, line.right = column, left, right
        out += merged
        column += 1
    return out


def _split(pieces: list[Line], depth: int, gutter: float | None) -> list[list[Line]]:
    """Groups of pieces, each one column of a band, in reading order."""
    if gutter is None:
        return [pieces] if pieces else []
    bands: list[list[Line]] = []
    kinds: list[int] = []
    for piece, side in _sided(pieces, gutter):
        if side == 0:
            if not kinds or kinds[-1] != 0:
                bands.append([])
                kinds.append(0)
            bands[-1].append(piece)
        else:
            if not kinds or kinds[-1] == 0:
                bands.append([])
                kinds.append(1)
            bands[-1].append(piece)
    out: list[list[Line]] = []
    for band, kind in zip(bands, kinds, strict=True):
        if kind == 0:
            out.append(band)
            continue
        for side in (-1, 1):
            inner = [p for p in band if _side(p, gutter) == side or (side == -1 and _side(p, gutter) == 0)]
            within = _gutter(inner, depth + 1) if depth + 1 < _DEPTH else None
            out += _split(inner, depth + 1, within)
    return [group for group in out if group]


def _side(piece: Line, gutter: float) -> int:
    """-1 left of it, 1 right, 0 over it."""
    if piece.x1 <= gutter + 1:
        return -1
    return 1 if piece.x0 >= gutter - 1 else 0


def _sided(pieces: list[Line], gutter: float) -> list[tuple[Line, int]]:
    """The pieces from top to bottom, with their sides. One that only juts out of its column is no bound of a band; a
    short piece below, beside and above pieces over the gutter goes with them."""
    rows = sorted(pieces, key=lambda p: (round(p.y), p.x0))
    sides = [_side(p, gutter) for p in rows]
    jut = 0.12 * (max(p.x1 for p in rows) - min(p.x0 for p in rows))
    for i, piece in enumerate(rows):
        if sides[i] == 0 and piece.x1 < gutter + jut and piece.x0 < gutter - 4 * jut / 2:
            near = [k for k in (i - 2, i - 1, i + 1, i + 2) if 0 <= k < len(rows)]
            if near and all(sides[k] != 0 for k in near):
                sides[i] = -1
    for i, piece in enumerate(rows):  # the last, short line of a paragraph over both columns
        if sides[i] == -1 and i and sides[i - 1] == 0 and piece.y - rows[i - 1].y < 1.8 * piece.size:
            alone = i + 1 == len(rows) or rows[i + 1].y - piece.y > 0.5 * piece.size
            beside = any(
                sides[k] == 1 and abs(rows[k].y - piece.y) < 0.9 * piece.size
                for k in range(i + 1, min(i + 3, len(rows)))
            )
            if alone and not beside and abs(piece.size - rows[i - 1].size) < 0.3:
                sides[i] = 0
    return list(zip(rows, sides, strict=True))


def _gutter(pieces: Sequence[Line], depth: int) -> float | None:
    """The left edge of a right column, or None for one column."""
    if len(pieces) < 2 * _LEAST:
        return None
    left, right = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    width = right - left
    begins: dict[int, int] = {}
    for piece in pieces:
        if left + 0.2 * width < piece.x0 < right - 0.1 * width:
            begins[round(piece.x0 / 2)] = begins.get(round(piece.x0 / 2), 0) + 1
    best: tuple[float, float] | None = None
    for place in sorted(begins, key=lambda b: -begins[b])[:8]:
        if begins[place] + begins.get(place - 1, 0) + begins.get(place + 1, 0) < _LEAST - 1:
            break
        x = min(p.x0 for p in pieces if abs(p.x0 / 2 - place) <= 1)
        score = _score(pieces, x, _OVER[depth])
        if score is not None and (best is None or score > best[0]):
            best = score, x
    return best[1] - 0.5 if best else None


def _score(pieces: Sequence[Line], x: float, most: float) -> float | None:
    """How much speaks for a gutter left of x: the shorter side's lines, less those that run over."""
    before = [p for p in pieces if p.x1 <= x + 0.5]
    after = [p for p in pieces if p.x0 >= x - 0.5]
    over = len(pieces) - len(before) - len(after)
    if len(before) < _LEAST or len(after) < _LEAST:
        return None
    low, high = _window(pieces, x)
    inside = sum(1 for p in pieces if low <= p.y <= high and p.x1 > x + 0.5 and p.x0 < x - 0.5)
    beside = min(_heights(before, low, high), _heights(after, low, high))
    if beside < _LEAST or inside > most * beside:
        return None
    tails = sorted(x - p.x1 for p in before if low <= p.y <= high)
    if tails[len(tails) // 20] < 0.35 * median([p.size for p in before]):
        return None
    if not (_wide(before) and _wide(after)):
        return None
    aligned = sum(abs(p.x0 - x) < 2 for p in after)
    return beside - 2 * inside - 0.1 * over + 0.3 * aligned


def _wide(side: Sequence[Line]) -> bool:
    """Are many lines of one side long and alike, as those of prose are and the cells of a table are not?"""
    widths = sorted(p.x1 - p.x0 for p in side)
    full = widths[-max(1, len(widths) // 20)]
    return full > _NARROW and sum(w > 0.6 * full for w in widths) >= max(3, len(side) // 4)


def _window(pieces: Sequence[Line], x: float) -> tuple[float, float]:
    """From where to where on the page most speaks for a gutter left of x: lines beside it without lines over it."""
    best, total, begun = (0.0, 0.0, -1.0), 0.0, None
    seen: set[tuple[int, bool]] = set()
    for piece in sorted(pieces, key=lambda p: p.y):
        if piece.x1 > x + 0.5 and piece.x0 < x - 0.5:
            total -= 2
        else:
            key = round(piece.y / 4), piece.x0 < x
            total += 0.5 if key not in seen else 0
            seen.add(key)
        if total <= 0:
            total, begun = 0.0, None
            continue
        begun = piece.y if begun is None else begun
        if total > best[0]:
            best = total, begun, piece.y
    return best[1] - 2, best[2] + 2


def _heights(pieces: Sequence[Line], low: float, high: float) -> int:
    """On how many heights between two there are pieces."""
    return len({round(p.y / 4) for p in pieces if low <= p.y <= high})


def _rows(group: list[Line]) -> list[Line]:
    """Pieces of one column joined to lines, from top to bottom."""
    rows: list[list[Line]] = []
    for piece in sorted(group, key=lambda p: (p.y, p.x0)):
        row = rows[-1] if rows else None
        if row is not None and abs(piece.y - row[0].y) < 0.35 * max(piece.size, row[0].size) and _apart(row, piece):
            row.append(piece)
        else:
            rows.append([piece])
    return [lines.joined(row) if len(row) > 1 else row[0] for row in rows]


def _apart(row: Sequence[Line], piece: Line) -> bool:
    return len(row) < _MOST_OF_ROW and all(
        piece.x0 >= p.x1 - 0.4 * p.size or piece.x1 <= p.x0 + 0.4 * p.size for p in row
    )


def _edges(rows: Sequence[Line]) -> tuple[float, float]:
    """Where a column's lines begin and end: the edge that many share, or the outermost."""
    starts = sorted(r.x0 for r in rows)
    ends = sorted(r.x1 for r in rows)
    few = max(1, len(rows) // 10)
    left = next((x for x in starts if bisect_left(starts, x + 1.5) - bisect_left(starts, x - 1.5) >= few), starts[0])
    return left, ends[-few] if len(ends) > 3 else ends[-1]
