"""What pages print around the text: running heads and feet, page numbers, line numbers, stamps."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.pdf.model import Line, Page

_EDGE = 5  # rows from the top and the bottom that may be furniture
_MARGIN = 0.14  # of the page's height
_NUMBER = re.compile(
    r"(?:page|p\.)?\s?[-–—]?\s?(?:\d{1,5}|[ivxlc]{1,7}|[eS]\d{1,5})\s?[-–—]?(?:\s?(?:of|/)\s?\d{1,5})?", re.IGNORECASE
)
_STAMP = re.compile(
    r"(?:downloaded (?:from|by|on|at)\b|this (?:content|article) (?:downloaded|is protected|was downloaded)|"
    r"(?:for personal use only|all use subject to|protected by copyright|by guest on|for peer review only)|"
    r"page number not for citation|\(page number not for citation purposes\)|"
    r"author manuscript(?:\s|$)|provided by .{3,60} (?:licen|subscri))",
    re.IGNORECASE,
)


def without(pages: Sequence[Page], pieces: Sequence[list[Line]]) -> list[list[Line]]:
    """The pieces of every page that are text."""
    kept = [_unnumbered(page) for page in pieces]
    rows = [_rows(page) for page in kept]
    seen: Counter[tuple[str, int]] = Counter()
    for page, found in zip(pages, rows, strict=True):
        seen.update({key for row in _outer(found) for key in _keys(row, page)})
    out = []
    for page, found in zip(pages, rows, strict=True):
        drop: set[int] = set()
        for top, side in ((True, found), (False, found[::-1])):
            for row in side[:_EDGE]:
                if (row[0].y < page.height / 2) != top or not _is_furniture(row, page, seen, len(pages)):
                    break
                drop |= {id(piece) for piece in row}
        drop |= {id(p) for row in found for p in row if _STAMP.match(_text(row)) and len(_text(row)) < 300}
        out.append([p for row in found for p in row if id(p) not in drop])
    return [_as_drawn(text, page) for text, page in zip(out, pieces, strict=True)]


def _as_drawn(text: list[Line], page: list[Line]) -> list[Line]:
    wanted = {id(p) for p in text}
    return [p for p in page if id(p) in wanted]


def _rows(pieces: Sequence[Line]) -> list[list[Line]]:
    """Pieces on one height, from top to bottom."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda p: (p.y, p.x0)):
        if rows and abs(piece.y - rows[-1][0].y) < 2.5:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _outer(rows: list[list[Line]]) -> list[list[Line]]:
    return rows if len(rows) <= 2 * _EDGE else rows[:_EDGE] + rows[-_EDGE:]


def _text(row: Sequence[Line]) -> str:
    return " ".join(p.text for p in sorted(row, key=lambda p: p.x0))


def _keys(row: Sequence[Line], page: Page) -> list[tuple[str, int]]:
    """What a row says and where, numbers put aside, so that it is known again on other pages."""
    said = re.sub(r"\b(?:\d+|[ivxl]+)\b", "#", _text(row).casefold())
    return [(said[:200], round(row[0].y / 3) + k) for k in (-1, 0, 1)]


def _is_furniture(row: Sequence[Line], page: Page, seen: Counter[tuple[str, int]], pages: int) -> bool:
    y = row[0].y
    near = y < _MARGIN * page.height or y > (1 - _MARGIN) * page.height
    if not near:
        return False
    text = _text(row)
    said, at = _keys(row, page)[1]
    times = seen[said, at]  # of pages with the same words within 3 points
    if times >= 3 or (times == 2 and (pages <= 5 or len(said) > 3)):
        return len(text) < 300
    far = y < 0.09 * page.height or y > 0.91 * page.height
    return far and _NUMBER.fullmatch(text) is not None


def _unnumbered(pieces: list[Line]) -> list[Line]:
    """Leave out numbers of lines: a column of numbers in the margin, in order, with text beside most of them."""
    numbers: dict[int, list[Line]] = defaultdict(list)
    for piece in pieces:
        if len(piece.words) == 1 and piece.text.isdigit() and len(piece.text) <= 4:
            numbers[round(piece.x1 / 4)].append(piece)
    drop: set[int] = set()
    for x, found in numbers.items():
        found = found + [p for k in (-1, 1) for p in numbers.get(x + k, ())]
        found.sort(key=lambda p: p.y)
        steps = [int(b.text) - int(a.text) for a, b in pairwise(found)]
        regular = Counter(steps).most_common(1)
        if len(found) < 5 or not regular or regular[0][0] not in (1, 5, 10) or regular[0][1] < 0.8 * len(steps):
            continue
        edge = max(p.x1 for p in found)
        others = [p for p in pieces if not p.text.isdigit()]
        least = min(p.x0 for p in found)
        left = sum(p.x1 < least for p in others)
        if others and max(left, sum(p.x0 > edge for p in others)) >= 0.9 * len(others):
            drop |= {id(p) for p in found}
    return [p for p in pieces if id(p) not in drop]
