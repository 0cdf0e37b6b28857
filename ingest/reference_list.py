"""Where a document's own reference list stands.

Under a heading of its name, or, where the paste lost the heading, a run of paragraphs that look like
references. What a page prints below the list is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Block
from ingest.headings import fold

_NAMES = frozenset(
    (
        "references|reference|reference list|list of references|references cited|cited references|"
        "bibliography|selected bibliography|"
        "literature cited|literature|works cited|cited literature|references and notes|notes and references|"
        "sources|citations|"
        "literaturverzeichnis|literatur|références|bibliographie|referencias|bibliografía|bibliografia|"
        "riferimenti bibliografici|"
        "referências|literatuur|referenties|referenser|litteratur|litteraturliste"
    ).split("|")
)
# What publishers' pages print below a list.
_AFTER = re.compile(
    r"(?:copyright information|about this article|about this chapter|about the authors?|"
    r"authors? and affiliations?|author information|"
    r"authors?['’]? affiliations?|affiliations|corresponding author|personali[sz]ed recommendations|"
    r"rights and permissions|"
    r"additional information|electronic supplementary material|supplementary (?:material|information|data|files?)s?|"
    r"supporting information|appendix(?: [a-z0-9])?|appendices|acknowledge?ments?|funding|back to top|"
    r"cite this article|"
    r"cite article|share this article|share article|comments|similar articles|related articles|recommended articles|"
    r"articles from .{1,80}|associated data|footnotes|publisher['’]s note|open access|ethics declarations|"
    r"(?:competing|conflicts? of) interests?|author contributions?|permissions|metrics|view full text|"
    r"download citation|"
    r"© .{1,120}|copyright .{1,120})[:.]?",
    re.IGNORECASE,
)
_NUMBER_PREFIX = re.compile(r"^(?:#{1,6}\s{0,3})?(?:\d{1,2}(?:\.\d{1,2})?[.)]?\s{1,3})?")
_COUNTED = re.compile(r"\s?\(\d{1,4}\)$")
_LABEL = re.compile(r"[\[(]?\d{1,4}[\])]?[.)]?")
_ENOUGH = 1500  # characters of a paragraph that show whether it is a reference
_SHORTEST_RUN = 3  # references that make a list without a heading


@dataclass(frozen=True)
class Region:
    """Indices of blocks: heading (or None), first item, and one past the last."""

    heading: int | None
    first: int
    end: int


def named(text: str) -> bool:
    """Is this the heading of a reference list?"""
    if len(text) > 60:
        return False
    plain = _COUNTED.sub("", _NUMBER_PREFIX.sub("", text.strip()).strip("*_ ").rstrip(":"))
    return fold(plain) in _NAMES


def ends_list(text: str) -> bool:
    """Does a page's own furniture begin here?"""
    return len(text) <= 140 and _AFTER.fullmatch(text.strip("#* ")) is not None


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

    def any(self, first: int, end: int) -> bool:
        """Does one of these look like a reference?"""
        return any(self(i) for i in range(first, end))


def find(blocks: Sequence[Block]) -> Region | None:
    """The document's list, the last one if there are several headings; None when there is none."""
    likely = _Likely(blocks)
    for i in range(len(blocks) - 1, -1, -1):
        if named(blocks[i].text) and i + 1 < len(blocks) and likely.any(i + 1, i + 6):
            return Region(i, i + 1, _end(blocks, likely, i + 1))
    return _unnamed(blocks, likely)


def _end(blocks: Sequence[Block], likely: _Likely, first: int) -> int:
    """One past the last item: the list runs to the end of the text or to the page's furniture."""
    for i in range(first, len(blocks)):
        if ends_list(blocks[i].text) and not likely.any(i, i + 3):
            return i
    return len(blocks)


def _unnamed(blocks: Sequence[Block], likely: _Likely) -> Region | None:
    """The longest run of reference-looking blocks, small gaps (a label, link junk) allowed."""
    best: tuple[int, int, int] | None = None
    i = 0
    while i < len(blocks):
        if not likely(i):
            i += 1
            continue
        last, count, j = i, 0, i
        while j < len(blocks) and j - last <= 2 and not (ends_list(blocks[j].text) and not likely(j)):
            if likely(j):
                last, count = j, count + 1
            elif len(blocks[j].text) > 400:
                break
            j += 1
        if count >= _SHORTEST_RUN and count * 3 > last - i + 1 and (best is None or count > best[2]):
            best = (i, last + 1, count)
        i = max(last + 1, i + 1)
    if best is None:
        return None
    first = best[0] - 1 if best[0] and _LABEL.fullmatch(blocks[best[0] - 1].text) else best[0]
    return Region(None, first, best[1])
