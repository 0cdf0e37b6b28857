"""Paragraphs: where they begin and end in a pasted text.

A browser's copy has one paragraph a line; a PDF's or an e-mail's has paragraphs wrapped at some width
with blank lines between. Both may break a citation marker over lines ("[6", ",", "7]").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

# pdftotext ends pages with a form feed; Word and JSON know U+2028 and U+2029.
_LINE = re.compile(r"[^\r\n\f\v\u2028\u2029\x85]+")
_BREAK = re.compile(r"\r\n|[\r\n\f\v\u2028\u2029\x85]")
_OPEN_MARKER = re.compile(r"\[[\d\s,;–—‐-]{0,60}$")
_MARKER_REST = re.compile(r"[\s\d,;–—‐\[\]-]{1,60}\]?|[\s\d,;–—‐-]{0,40}\][.,;:)]?")
_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,4}[.)]?|[•·▪◦‣*–—-]|\[\d{1,3}\]|\(\d{1,3}\)|[a-zA-Z][.)])\s")
_LONGEST_OPEN = 2000  # characters of a quotation whose lines are joined
_WIDEST = 140  # characters; a longer line was not wrapped by hand or by a page


@dataclass(frozen=True)
class Block:
    """One paragraph or line that stands alone.

    start, end: offsets without white space around; gap: line ends between it and the block before
    (1 = next line); indent: white space before it on its line; text: the exact slice.
    """

    start: int
    end: int
    gap: int
    indent: str
    text: str


def blocks(text: str, start: int = 0, end: int | None = None) -> tuple[Block, ...]:
    """The blocks of text[start:end] in order; every character that is no white space is in one of them."""
    lines = _lines(text, start, len(text) if end is None else end)
    width = _wrapped_at(lines)
    heads: list[Block] = []
    ends: list[int] = []
    for line in lines:
        if heads and _continues(heads[-1].start, ends[-1], line, width, text):
            ends[-1] = line.end
        else:
            heads.append(line)
            ends.append(line.end)
    return tuple(
        h if h.end == e else Block(h.start, e, h.gap, h.indent, text[h.start : e])
        for h, e in zip(heads, ends, strict=True)
    )


def _lines(text: str, start: int, end: int) -> list[Block]:
    """The lines that are not blank."""
    out: list[Block] = []
    last = start
    for found in _LINE.finditer(text, start, end):
        line = found[0].strip()
        if not line or line == ">":  # Markdown's blank line within a quotation
            continue
        indent = len(found[0]) - len(found[0].lstrip())
        at = found.start() + indent
        gap = len(_BREAK.findall(text, last, at)) if out else 0
        out.append(Block(at, at + len(line), gap, found[0][:indent], line))
        last = at + len(line)
    return out


def _wrapped_at(lines: list[Block]) -> int | None:
    """The width at which this text was wrapped, or None when a line is a paragraph."""
    inner = [a for a, b in pairwise(lines) if b.gap == 1]
    if len(inner) < 4 or max(len(x.text) for x in inner) > _WIDEST:
        return None
    width = sorted(len(x.text) for x in inner)[len(inner) * 9 // 10]
    full = sum(len(x.text) > width * 0.7 for x in inner)
    unfinished = sum(x.text[-1:] not in ".?!:;" for x in inner)
    return width if width >= 40 and full * 10 > len(inner) * 6 and unfinished * 10 > len(inner) * 4 else None


def _open_quotation(text: str, start: int, end: int) -> bool:
    """Does a block begin with a quotation mark that nothing in it closes?"""
    closing = {"“": "”", "«": "»"}.get(text[start])
    return closing is not None and end - start <= _LONGEST_OPEN and closing not in text[start:end]


def _continues(start: int, end: int, line: Block, width: int | None, text: str) -> bool:
    """Is this line the rest of the block text[start:end] before it?"""
    if line.gap != 1:
        return False
    tail = text[max(start, end - 80) : end]
    if _OPEN_MARKER.search(tail) and (_MARKER_REST.fullmatch(line.text) or "]" in line.text[:40]):
        return True
    if line.text[0].islower() and _open_quotation(text, start, end):
        return True
    if width is None or _LABEL.match(line.text):
        return False
    return len(_LINE.findall(tail)[-1]) > min(width * 0.6, 78)
