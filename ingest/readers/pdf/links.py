"""Links from markers to items of the list, where the file has them (LaTeX's hyperref, most publishers since 2010)."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.pdf.model import Line, Link, Page, Paragraph, median
from ingest.structure import Cite, Raised

Mark = tuple[int, int, Link]
"""Start and end in a text, and the link that stands there."""

_LEAST = 5  # markers: fewer prove no habit
_SHARE = 0.5  # of the items: links to fewer show that not all markers are links
_MOST_ITEMS, _MOST_MARKS = 3000, 20_000  # bound the time; the longest reviews cite 1,000 works
_SURE = 0.8  # of the links: if fewer lead to an item that fits their words, none is believed
_DASH = re.compile(r"[\])]?\s?[-‐‑–—−]\s?[\[(]?")
_RANGE = re.compile(r"(\d{1,4})\s?[-‐‑–—−]\s?(\d{1,4})")
_NAME = re.compile(r"[^\W\d_]{3,}")
_YEAR = re.compile(r"(?:1[89]|20)\d\d[a-z]?")
_LONGEST_RANGE = 60
_MARKERS = re.compile(
    r"\[\d{1,3}(?:[\s,;–-]{1,3}\d{1,3}){0,30}\]|\([^()]{0,200}?[^\W\d_]{3}[^()]{0,20}?(?:19|20)\d\d[a-z]?\)"
)
_MISSED = 0.03  # of the links
_MISSED_NAMES = 0.15  # "(in May 2010)" looks like one
_BLANKS = re.compile(r"\s*")


def aimed(pages: Sequence[Page], items: Sequence[Paragraph]) -> dict[int, list[Link]]:
    """For each page its links to pages on which items of the list begin, or next to these (Chromium errs by one)."""
    listing = {item.lines[0].page + k for item in items for k in (-1, 0, 1)}
    found = {page.index: [link for link in page.links if link.page in listing] for page in pages}
    return {page: own for page, own in found.items() if own}


class Targets:
    """The items of a list, asked for the one that a link leads to.

    Its words decide (number, or name and year), since the place named may be off by the page's margin (Chromium) or a
    line (LaTeX); how far it is off in this file is learned from links whose words leave no doubt.
    """

    def __init__(self, items: Sequence[Paragraph], labels: Sequence[str | None]) -> None:
        self.texts = [item.text[:300] for item in items]
        self.tops = [(item.lines[0].page, item.lines[0].y - 0.8 * item.lines[0].size) for item in items]
        self.numbers = {label: k for k, label in enumerate(labels) if label is not None}
        self.off: float | None = None

    def learn(self, text: str, found: Sequence[Mark]) -> None:
        """How far places are off."""
        sure = [(k, link) for a, b, link in found if (k := self._only(text[a:b], link)) is not None]
        self.off = median([self.tops[k][1] - link.y for k, link in sure if link.y is not None]) if sure else None

    def _fitting(self, marker: str, link: Link) -> list[int]:
        if marker.isdigit() and marker in self.numbers:
            return [self.numbers[marker]]
        ranged = _RANGE.fullmatch(marker)
        if ranged and ranged[1] in self.numbers:
            return [self.numbers[ranged[1]]]
        names, years = _NAME.findall(marker), _YEAR.findall(marker)
        names = [n for n in names if n[0].isupper()]
        return [
            k
            for k, text in enumerate(self.texts)
            if abs(self.tops[k][0] - link.page) <= 1
            and (names or years)
            and (not names or any(name in text[:80] for name in names))
            and (not years or any(year[:4] in text for year in years))
        ]

    def _only(self, marker: str, link: Link) -> int | None:
        fitting = self._fitting(marker, link)
        return fitting[0] if len(fitting) == 1 else None

    def item(self, marker: str, link: Link) -> int | None:
        """The place of the item in the list."""
        fitting = self._fitting(marker, link)
        if len(fitting) < 2 or link.y is None or self.off is None:
            return fitting[0] if len(fitting) == 1 else None
        at = link.y + self.off
        return min(fitting, key=lambda k: (abs(self.tops[k][1] - at), k))


def marks(line: Line, aims: Sequence[Link], starts: Sequence[int]) -> list[Mark]:
    """Which characters of a line are links. starts: where each of its words begins in the line's text."""
    out: list[Mark] = []
    for link in aims:
        left, top, right, bottom = link.box
        if not top - line.size <= line.y <= bottom + 2 * line.size:
            continue
        for word, at in zip(line.words, starts, strict=True):
            middle = word.y - 0.3 * word.size
            width = word.x1 - word.x0
            if not top - 1 <= middle <= bottom + 1 or word.x1 <= left or word.x0 >= right or width <= 0:
                continue
            count = len(word.text)
            a = max(0, round((left - word.x0) / width * count))
            b = min(count, round((right - word.x0) / width * count))
            snapped = _snapped(word.text, a, b)
            if snapped is not None:
                out.append((at + snapped[0], at + snapped[1], link))
    return sorted(out, key=lambda mark: mark[:2])


def _snapped(text: str, a: int, b: int) -> tuple[int, int] | None:
    """A stretch of a word without marks at its ends, and with whole numbers and names."""
    while a < b and not text[a].isalnum():
        a += 1
    while b > a and not text[b - 1].isalnum():
        b -= 1
    if a >= b:
        return None
    while a > 0 and text[a - 1].isalnum() and text[a - 1].isdigit() == text[a].isdigit():
        a -= 1
    while b < len(text) and text[b].isalnum() and text[b - 1].isdigit() == text[b].isdigit():
        b += 1
    return a, b


def cites(text: str, found: Sequence[Mark], targets: Targets) -> tuple[Cite, ...] | None:
    """The markers; None where links are too few to be all of them, or do not fit the list."""
    parts: list[Mark] = []
    if len(targets.texts) > _MOST_ITEMS:
        return None
    for start, end, link in found[:_MOST_MARKS]:
        if parts and start < parts[-1][1]:
            continue
        same = parts and (parts[-1][2].page, parts[-1][2].y, parts[-1][2].x) == (link.page, link.y, link.x)
        if same and _BLANKS.fullmatch(text, parts[-1][1], start):
            parts[-1] = (parts[-1][0], end, link)
        else:
            parts.append((start, end, link))
    targets.learn(text, parts)
    whole = []
    for start, end, link in parts:
        item = targets.item(text[start:end], link)
        if item is not None:
            whole.append((start, end, _ranged(text[start:end], (item,), targets.numbers)))
    out = _joined(text, whole)
    reached = {item for _, _, items in out for item in items}
    if len(out) < _LEAST or len(reached) < _SHARE * len(targets.texts) or len(whole) < _SURE * len(parts):
        return None
    return tuple(Cite(a, b, items) for a, b, items in out)


def complete(text: str, end: int, found: Sequence[Cite], raised: Sequence[Raised], numbered: bool) -> bool:
    """Do the links cover what looks like markers before the list? Files lose some of them; then words are surer.

    end: where the list begins; numbered: its items have numbers.
    """
    shapes = [(m.start(), m.end()) for m in _MARKERS.finditer(text, 0, end)]
    shapes += [(r.start, r.end) for r in raised if r.end < end and r.height == "raised" and text[r.start].isdigit()]
    at = sorted(cite.start for cite in found)
    missed = sum(bisect.bisect_left(at, b) == bisect.bisect_left(at, a) for a, b in shapes)
    return missed <= (_MISSED if numbered else _MISSED_NAMES) * len(found)


def _ranged(marker: str, items: tuple[int, ...], place: dict[str, int]) -> tuple[int, ...]:
    """A link "6–9" leads to the first of them, and means all."""
    found = _RANGE.fullmatch(marker)
    if found and found[1] in place and found[2] in place:
        first, last = place[found[1]], place[found[2]]
        if first < last < first + _LONGEST_RANGE:
            return tuple(range(first, last + 1))
    return items


def _joined(text: str, whole: list[tuple[int, int, tuple[int, ...]]]) -> list[tuple[int, int, tuple[int, ...]]]:
    """Links "6", "–", "9" put together to one marker."""
    out = whole[:1]
    for _, (start, end, items) in pairwise(whole):
        a, b, before = out[-1]
        ranged = start - b < 6 and _DASH.fullmatch(text, b, start) and len(items) == 1
        if ranged and before[-1] < items[0] < before[-1] + _LONGEST_RANGE and text[start:end].isdigit():
            out[-1] = (a, end, before + tuple(range(before[-1] + 1, items[0] + 1)))
        else:
            out.append((start, end, items))
    return out
