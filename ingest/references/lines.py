"""The lines of a list as they were pasted, cut where several items stand on one, with what each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.noise import is_only_links, page, tail
from ingest.references.glued import cut_points
from ingest.references.labels import Label, bullet_end, label_at, loose_label_at

_LINE = re.compile(r"[^\r\n\f\v\u2028\u2029\x85]*(?:\r\n|[\r\n\f\v\u2028\u2029\x85]|$)")
_LETTER = re.compile(r"[*#_\s]{0,6}[^\W\d_][*#_\s]{0,4}")
_UNSEEN = "\ufeff\u200b\u2060"
_LEADING = re.compile(r"[\[(]?(\d{1,4})[\])]?[.)]?\s?[^\s\d]")
_ENDS = re.compile(r"[.\])\d”\"!?]$|[Ss]cholar$")
# Backwards search for link words is bounded: longer lines hold more than link words.
_LONGEST_LINKS = 300


@dataclass(frozen=True)
class Line:
    """A line (or a piece of one) without white space around.

    gap: blank lines before it; indent: columns before it; label: what it begins with; loose: it may begin with a number
    that only its neighbours can confirm; links: it holds link words and nothing else; linked: it ends in link words;
    fresh: a heading stands above it.
    """

    start: int
    end: int
    gap: int
    indent: int
    label: Label | None
    loose: Label | None
    links: bool
    linked: bool
    fresh: bool = False


@dataclass(frozen=True)
class Aside:
    """A line that is no part of an item. what: "heading", "button" or "furniture"."""

    start: int
    end: int
    what: str


def physical(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of text[start:end], their ends included."""
    for match in _LINE.finditer(text, start, end):
        if match.end() > match.start():
            yield match.span()


def strip(text: str, low: int, high: int) -> tuple[int, int]:
    """Bounds without white space around."""
    while low < high and (text[low].isspace() or text[low] in _UNSEEN):
        low += 1
    while high > low and (text[high - 1].isspace() or text[high - 1] in _UNSEEN):
        high -= 1
    return low, high


def read(text: str, start: int, end: int) -> tuple[list[Line], list[Aside]]:
    """The lines that may be of items, and those that are headings, buttons, running heads or pages' numbers."""
    rough: list[tuple[int, int, int, int]] = []
    gap = 0
    for line_start, line_end in physical(text, start, end):
        low, high = strip(text, line_start, line_end)
        if low == high:
            gap += 1
            continue
        indent = sum(4 if c == "\t" else c not in _UNSEEN for c in text[line_start:low])
        rough.append((low, high, gap, indent))
        gap = 0
    asides = _asides(text, rough)
    lines: list[Line] = []
    for i, (low, high, blank, indent) in enumerate(rough):
        if i in asides:
            continue
        following = _leading(text, rough[i + 1][0]) if i + 1 < len(rough) and high - low > 60 else None
        for n, (a, b) in enumerate(pairwise([low, *cut_points(text, low, high, following), high])):
            first, last = strip(text, a, b)
            if last > first:
                fresh = n == 0 and asides.get(i - 1) == "heading"
                lines.append(_line(text, first, last, 0 if n else blank, indent, fresh))
    return lines, [Aside(rough[i][0], rough[i][1], what) for i, what in sorted(asides.items())]


def _leading(text: str, at: int) -> int | None:
    """The number with which a line begins."""
    found = _LEADING.match(text, at, at + 8)
    return int(found[1]) if found else None


def _line(text: str, first: int, last: int, gap: int, indent: int, fresh: bool) -> Line:
    links = last - first < _LONGEST_LINKS and is_only_links(text[first:last])
    if links:
        return Line(first, last, gap, indent, None, None, True, True, fresh)
    at = bullet_end(text, first, last)
    label = label_at(text, at, last)
    loose = None if label else loose_label_at(text, at, last)
    return Line(first, last, gap, indent, label, loose, False, tail(text, first, last) < last, fresh)


def _asides(text: str, rough: list[tuple[int, int, int, int]]) -> dict[int, str]:
    """Indices of lines that are no part of any item, and what they are."""
    short = [text[low : min(high, low + 200)] if high - low <= 160 else "" for low, high, _, _ in rough]
    out: dict[int, str] = {}
    for i, line in enumerate(short):
        if line and page.heads_part(line) and _is_heading(short, rough, i):
            out[i] = "heading"
        elif line and page.is_button(line):
            out[i] = "button"
    letters = [i for i, line in enumerate(short) if line and _LETTER.fullmatch(line)]
    if len(letters) > 2 and letters[0] < 2 and _in_order([short[i].strip("*#_ ").casefold() for i in letters]):
        out |= dict.fromkeys(letters, "heading")
    heads = page.running(["" if is_only_links(x) else x for x in short])
    for i in heads:
        out.setdefault(i, "furniture")
    return out


def _is_heading(short: list[str], rough: list[tuple[int, int, int, int]], i: int) -> bool:
    """At the top, below a blank line, or, by a name that no wrapped line bears, below a finished item."""
    if i == 0 or rough[i][2] or rough[0][2] or (i == 1 and page.heads_list(short[0])):
        return True
    return page.heads_list(short[i]) is False and (not short[i - 1] or _ENDS.search(short[i - 1][-8:]) is not None)


def _in_order(letters: list[str]) -> bool:
    return all(a < b for a, b in pairwise(letters))
