"""Paragraphs -> canonical text: lines joined, broken words made whole, with raised characters and places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bib.model import Place
from ingest.readers.pdf import links
from ingest.readers.pdf.links import Mark
from ingest.readers.pdf.model import Line, Link, Page, Paragraph
from ingest.structure import Raised

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+){0,4}")
_TAIL = re.compile(r"([^\W\d_]+)[-‐]$")
_HEAD = re.compile(r"[^\W\d_]+")
_PAIRING = frozenset("and or to und oder bis et ou y o".split(" "))  # "short- and long-term"


def words_of(lines: Sequence[Line]) -> Counter[str]:
    """How often each word stands whole within a line; hyphenated ones as such."""
    count: Counter[str] = Counter()
    for line in lines:
        text = line.text
        if line.words[-1].broken or text.endswith(("-", "‐")):
            text = text.rpartition(" ")[0]
        count.update(_WORD.findall(text.casefold().replace("‐", "-")))
    return count


def seam(before: str, after: str, known: Counter[str]) -> tuple[int, str]:
    """How two lines meet: how many characters the first loses at its end, and what stands between.

    A hyphen at the end is the layout's if the whole word stands elsewhere in the file, or if its halves are no words
    of the file; it is the word's own if the hyphenated word stands elsewhere, or before a capital or a digit.
    """
    if not before or not after:
        return 0, ""
    if before[-1] in "–—/" and len(before) > 1 and not before[-2].isspace() and not after[0].isspace():
        return 0, "" if before[-1] != "—" or before[-2].isalnum() else " "
    if before[-1] not in "-‐":
        return 0, " "
    tail, head = _TAIL.search(before[-60:]), _HEAD.match(after[:60])
    if before[-2:-1].isspace() or len(before) == 1:
        return 0, " "
    if tail is None or head is None:
        return 0, ""
    a, b = tail[1].casefold(), head[0].casefold()
    if b in _PAIRING and a + b not in known:
        return 0, " "
    whole, parted = known[a + b], known[f"{a}-{b}"]
    if head[0][0].isupper() and not before[-3:-1].isupper():
        return 0, ""
    if whole or parted:
        return (1, "") if whole >= parted else (0, "")
    halves = known[a] and known[b] and len(a) > 2 and len(b) > 2
    return (0, "") if halves or (len(a) == 1) else (1, "")


@dataclass
class Writer:
    """The text as it grows. known: see `words_of`; aims: each page's links to items of the list; linked: where such
    links stand in the text."""

    pages: dict[int, Page]
    known: Counter[str]
    aims: dict[int, list[Link]] = field(default_factory=dict)
    linked: list[Mark] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    size: int = 0
    places: list[Place] = field(default_factory=list)
    raised: list[Raised] = field(default_factory=list)

    def paragraph(self, paragraph: Paragraph) -> tuple[int, int]:
        """Write one; where it begins and ends."""
        if self.size:
            self._put("\n\n")
        start, before = self.size, ""
        for line in paragraph.lines:
            text, marks, starts = _flat(line)
            if before:
                cut, between = seam(before, text, self.known)
                self._cut(cut)
                self._put(between)
            at = self.size
            self._put(text)
            self.raised += [Raised(at + a, at + b, "raised" if h > 0 else "lowered") for a, b, h in marks]
            aims = self.aims.get(line.page)
            if aims:
                self.linked += [(at + a, at + b, link) for a, b, link in links.marks(line, aims, starts)]
            page = self.pages.get(line.page)
            if self.size > at:
                label = page.label if page else str(line.page + 1)
                self.places.append(Place(at, self.size, label, None if page and page.sideways else line.box))
            before = text
        return start, self.size

    def _put(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.size += len(text)

    def _cut(self, count: int) -> None:
        """Take a hyphen off the end again."""
        if count and self.parts:
            self.parts[-1] = self.parts[-1][:-count]
            self.size -= count
            last = self.places[-1]
            self.places[-1] = Place(last.start, min(last.end, self.size), last.page, last.box)

    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)


def _flat(line: Line) -> tuple[str, list[tuple[int, int, int]], list[int]]:
    """A line's text, which of its characters are raised (1) or lowered (-1), and where its words begin."""
    parts: list[str] = []
    starts: list[int] = []
    marks: list[tuple[int, int, int]] = []
    size = 0
    for i, word in enumerate(line.words):
        piece = word.text
        starts.append(size)
        if word.height:
            if marks and marks[-1][1] == size and marks[-1][2] == word.height:
                marks[-1] = (marks[-1][0], size + len(piece), word.height)
            else:
                marks.append((size, size + len(piece), word.height))
        parts.append(piece)
        size += len(piece)
        if word.space and i + 1 < len(line.words):
            parts.append(" ")
            size += 1
    return "".join(parts), marks, starts
