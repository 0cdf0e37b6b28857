"""Words -> pieces of lines: what is drawn side by side on one base line, superscripts on the line they belong to.

A piece never spans a gap as wide as those between columns; `columns` joins pieces again where no gutter lies between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers.pdf.model import Line, Word, most

GAP = 0.75  # of the font size: a wider gap may be a gutter; blanks of justified text seldom are
_RISE = 0.75  # of the line's size: how far a raised character's base line may lie from the line's
_SMALL = 0.87  # of the line's size: raised characters are smaller
_MOST_OF_ROW = 100  # lines near one height; bounds the time of comparing with them
_BLANK = 0.9  # of the font size: the widest blank of a justified line beside a raised marker; gutters are wider
_TOUCH = 0.12  # of the font size: words nearer than this have no blank between
_FIGURES = re.compile(r"[\d,;.\-‐‑‒–—−]{1,30}")


def pieces(words: Sequence[Word], page: int) -> list[Line]:
    """The pieces of a page, as drawn."""
    out: list[Line] = []
    for word in words:
        if not word.text:
            continue
        here = out[-1] if out else None
        if here is not None and _follows(here, word):
            if word.size > here.size and abs(word.y - here.y) > 0.4:
                here.y, here.size = word.y, word.size  # the line began with a raised character
            elif abs(word.y - here.y) <= 0.4:
                here.size = max(here.size, word.size)
            here.words.append(word)
        else:
            out.append(Line([word], page, word.y, word.size))
    out = _attached(out)
    for line in out:
        settle(line)
    return out


def _follows(line: Line, word: Word) -> bool:
    """Does a word go on a line?"""
    size = max(line.size, word.size)
    gap = word.x0 - line.x1
    if not -0.4 * size <= gap <= GAP * size:
        return False
    off = abs(word.y - line.y)
    if off <= 0.12 * size:
        return True
    small, large = sorted((line.size, word.size))
    return off <= _RISE * large and (small <= _SMALL * large or off <= 0.35 * size) and gap <= 0.5 * size


def _attached(found: list[Line]) -> list[Line]:
    """Put raised and lowered characters that are drawn on their own (as formulas are) on the line they touch."""
    tall = [line for line in found if sum(len(w.text) for w in line.words) > 12]
    if not tall:
        return found
    out: list[Line] = []
    grown: dict[int, Line] = {}
    by_row: dict[int, list[Line]] = {}
    for line in tall:
        row = by_row.setdefault(int(line.y // 10), [])
        if len(row) < _MOST_OF_ROW:
            row.append(line)
    for line in found:
        host = None
        if sum(len(w.text) for w in line.words) <= 12:
            near = (c for k in (-1, 0, 1) for c in by_row.get(int(line.y // 10) + k, ()))
            host = next((c for c in near if c is not line and _touches(c, line)), None)
        if host is None:
            out.append(line)
        else:
            host.words += line.words
            grown[id(host)] = host
    for line in grown.values():
        line.words.sort(key=lambda w: w.x0)
    return out


def _touches(line: Line, small: Line) -> bool:
    off = line.y - small.y
    beside = (_BLANK if off > 0.1 * line.size else 0.3) * line.size
    inside = line.x0 - beside <= small.x0 and small.x1 <= line.x1 + beside
    if not inside and off > 0:  # a marker between two wide blanks of a justified line
        inside = 0 <= line.x0 - small.x1 <= beside or 0 <= small.x0 - line.x1 <= beside
    return inside and small.size <= _SMALL * line.size and abs(off) <= 0.6 * line.size


def settle(line: Line) -> None:
    """Find a line's own base line and size, which of its words are raised, and where blanks are."""
    words = line.words
    if sum(len(w.text) for w in words) < 8:
        line.size = max(w.size for w in words)  # a raised marker and its full stop alone
    else:
        line.size = most((w.size, len(w.text)) for w in words) or line.size
        large = max(w.size for w in words)
        if line.size <= _SMALL * large and all(w.size > _SMALL * large or _FIGURES.fullmatch(w.text) for w in words):
            line.size = large  # the last line of a paragraph, of markers and the commas between them: "8, 9, 10"
    tall = [w for w in words if w.size >= _SMALL * line.size] or words
    line.y = most((w.y, len(w.text)) for w in tall)
    line.gaps = 0
    for i, word in enumerate(words):
        rise = line.y - word.y
        is_small = word.size <= _SMALL * line.size
        word.height = 0
        if abs(rise) > 0.08 * line.size and (is_small or abs(rise) > 0.2 * line.size):
            word.height = 1 if rise > 0 else -1
        if i + 1 < len(words):
            gap = words[i + 1].x0 - word.x1
            word.space = (word.space and gap > -0.1 * line.size) or gap > _blank(word, words[i + 1])
            line.gaps += gap > 1.6 * line.size
        else:
            word.space = False


def _blank(word: Word, after: Word) -> float:
    """The least gap that is a blank although the file has none."""
    size = max(word.size, after.size)
    return (_TOUCH if word.height == after.height and word.y == after.y else 0.2) * size


def joined(parts: Sequence[Line]) -> Line:
    """Pieces of one line put together."""
    words = [w for part in sorted(parts, key=lambda p: p.x0) for w in part.words]
    first = parts[0]
    line = Line(words, first.page, first.y, first.size)
    settle(line)
    return line
