"""Where a document's own reference list stands.

Under a heading of its name, or, where the paste lost the heading, a run of paragraphs that look like
references. What a page prints below the list is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Block
from ingest.noise import is_only_links, page

_LABEL = re.compile(r"[\[(]?\d{1,4}[\])]?[.)]?")
_ONE = re.compile(r"[\[(]?1[\])]?[.)]?\s?\D")
_NUMBERED = re.compile(r"[\[(]?(\d)(?:[\])]\.?|\.)\s?(?=\w).{20}")
_ENOUGH = 1500  # characters of a paragraph that show whether it is a reference
_NEAR = 3  # blocks above a heading that need not be references: another heading, a note
_LONGEST_LINKS = 300
_GLUED = 500  # characters of a block that may hold several items
_LINE = 200  # characters of a line that may be a part of a reference
_ROOM = 6  # lines that look like nothing between two that look like references
_PROSE = 3  # as many lines does a paragraph of prose count for
_LINES_EACH = 5  # of a reference
_SHORTEST_RUN = 3  # references that make a list without a heading


@dataclass(frozen=True)
class Region:
    """Indices of blocks: heading (or None), first item, and one past the last."""

    heading: int | None
    first: int
    end: int


def named(text: str) -> bool:
    """Is this the heading of a reference list?"""
    return page.heads_list(text)


def ends_list(text: str) -> bool:
    """Does a page's own furniture begin here?"""
    return page.ends_list(text)


class _Likely:
    """Which blocks look like references; each is asked at most once, and only when it matters."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.known: dict[int, bool] = {}

    def __call__(self, i: int) -> bool:
        from ingest.references import looks_like_reference

        if not 0 <= i < len(self.blocks):
            return False
        if i not in self.known:
            self.known[i] = looks_like_reference(self.blocks[i].text[:_ENOUGH])
        return self.known[i]

    def links(self, i: int) -> bool:
        """Does this hold the words of a page's links and nothing else?"""
        text = self.blocks[i].text if 0 <= i < len(self.blocks) else ""
        return 0 < len(text) < _LONGEST_LINKS and is_only_links(text)

    def begins(self, first: int) -> bool:
        """Does a list begin here: a reference, or several lines that end in links, or the numbers 1, 2, 3?"""
        return self.any(first, first + 5) or any(self.links(i) for i in range(first, first + 6)) or self.counted(first)

    def counted(self, first: int) -> bool:
        """Are the blocks from here numbered 1, 2, 3, with words after each number?"""
        found = [_NUMBERED.match(block.text) for block in self.blocks[first : first + 3]]
        return [int(m[1]) for m in found if m] == [1, 2, 3]

    def items(self, i: int) -> int:
        """How many items stand in a block that looks like a reference; many may be glued."""
        from ingest.references.glued import cut_points

        block = self.blocks[i]
        return 1 + len(cut_points(block.text, 0, len(block.text))) if len(block.text) > _GLUED else 1

    def any(self, first: int, end: int) -> bool:
        """Does one of these look like a reference?"""
        return any(self(i) for i in range(first, end))


def find(blocks: Sequence[Block]) -> Region | None:
    """The document's list, the last one if there are several headings and text between; None when there is none."""
    likely = _Likely(blocks)
    for i in range(len(blocks) - 1, -1, -1):
        if named(blocks[i].text) and i + 1 < len(blocks) and likely.begins(i + 1):
            first = _with_those_above(blocks, likely, i)
            return Region(first, first + 1, _end(blocks, likely, i + 1))
    return _unnamed(blocks, likely)


def _with_those_above(blocks: Sequence[Block], likely: _Likely, heading: int) -> int:
    """The heading of the first of several lists that follow on one another with no text between."""
    at = heading
    for i in range(heading - 1, -1, -1):
        if len(blocks[i].text) > _ENOUGH or (heading - i > _NEAR and not likely(i) and not likely(i + 1)):
            break
        if page.heads_part(blocks[i].text) and likely.any(i + 1, i + 4):
            between = range(i + 1, at)
            if sum(likely(k) for k in between) * 2 < len(between):
                break
            at = i
    return at


def _end(blocks: Sequence[Block], likely: _Likely, first: int) -> int:
    """One past the last item: the list runs to the end of the text or to the page's furniture."""
    for i in range(first, len(blocks)):
        if ends_list(blocks[i].text) and not likely.any(i, i + 3):
            return i
    return len(blocks)


def _unnamed(blocks: Sequence[Block], likely: _Likely) -> Region | None:
    """The longest run of reference-looking blocks, small gaps (labels, links, lines of one reference) allowed."""
    best: tuple[int, int, int] | None = None
    i = 0
    while i < len(blocks):
        if not likely(i) and not likely.links(i):
            i += 1
            continue
        last, count = _run(blocks, likely, i)
        if count >= _SHORTEST_RUN and (best is None or count > best[2]):
            best = (i, last + 1, count)
        i = max(last + 1, i + 1)
    if best is None:
        return None
    return Region(None, _first(blocks, likely, best[0]), best[1])


def _run(blocks: Sequence[Block], likely: _Likely, first: int) -> tuple[int, int]:
    """The last block of the run that begins here, and how many references stand in it."""
    from ingest.references.looks import is_prose

    last, count, room, others, linked = first, 0, _ROOM, 0, 0
    for j in range(first, len(blocks)):
        text = blocks[j].text
        if likely(j):
            last, count, room = j, count + likely.items(j), _ROOM
            continue
        if ends_list(text):
            break
        if likely.links(j):
            linked += not likely.links(j - 1)
            last, room = j, _ROOM
            continue
        if _LABEL.fullmatch(text):
            continue
        others += 1
        room -= 1 if len(text) < _LINE and not is_prose(text) else _PROSE
        if room < 0 or others > _LINES_EACH * max(count, linked) + _ROOM:
            break
    return last, max(count, linked)


def _first(blocks: Sequence[Block], likely: _Likely, first: int) -> int:
    """With what belongs to the first item above the line that looks like one: its number, its label, its names."""
    from ingest.references.looks import has_names, is_prose
    from ingest.references.unnumbered import NAMED_LABEL

    for i in range(first - 1, max(-1, first - 5), -1):
        text = blocks[i].text
        if len(text) >= _LINE or is_prose(text):
            break
        if _LABEL.fullmatch(text) or NAMED_LABEL.fullmatch(text) or (len(text) == 1 and text.isupper()):
            return i
        if _ONE.match(text) and has_names(text):
            return i
    above = blocks[first - 1] if first else None
    if above is None or len(above.text) >= _LINE or blocks[first].gap > 1 or not likely.links(first + 2):
        return first
    return first - 1 if has_names(above.text) and not is_prose(above.text) else first
