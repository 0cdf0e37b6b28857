"""Sections as a tree, from headings that may or may not say their level."""

from __future__ import annotations

from collections.abc import Sequence

from bib.model import Source, Span
from ingest.headings import BACK, MAIN, fold
from ingest.model import Section
from ingest.pieces import Piece

# Names that stand alone at the top in some papers and inside a part in others.
_EITHER = frozenset(
    (
        "limitations|implications|objectives|objective|aims|aim|aims and objectives|theory|"
        "theoretical framework|literature review|"
        "ethics|ethics statement|ethics approval|ethical approval|consent|registration|trial registration|"
        "strengths and limitations"
    ).split("|")
)

_TEXT = ("paragraph", "list-item", "quote", "caption")


def sections(
    source: Source, pieces: Sequence[Piece], end: int, exact: bool = False
) -> tuple[tuple[Section, ...], tuple[tuple[str, ...], ...]]:
    """The sections in reading order, and for every piece the path of titles it stands under.

    end: offset where the text ends (its reference list or the end of the source). exact: the headings' levels
    come from the input's own markup and are believed.
    """
    found = [i for i, p in enumerate(pieces) if p.role == "heading"]
    levels = [h.level for i in found if (h := pieces[i].heading)] if exact else _levels(pieces, found)
    paths: list[tuple[str, ...]] = []
    path: list[tuple[int, str]] = []
    out: list[Section] = []
    rank = dict(zip(found, levels, strict=True))
    for i, piece in enumerate(pieces):
        if piece.heading is not None:
            path = [x for x in path if x[0] < rank[i]]
            path.append((rank[i], piece.heading.title))
            titles = tuple(t for _, t in path)
            span = Span(source, piece.block.start, piece.block.end)
            out.append(Section(piece.heading.title, piece.heading.number, rank[i], titles, span, piece.block.end, end))
        elif exact and piece.role in _TEXT and path and path[0][1] == "Abstract":
            path = []  # a text without a heading after the abstract is not part of it
        paths.append(tuple(t for _, t in path))
    return _closed(out), tuple(paths)


def _closed(open_ended: list[Section]) -> tuple[Section, ...]:
    """End every section where the next of its own or a higher level begins."""
    out: list[Section] = []
    stack: list[int] = []
    ends = [s.end for s in open_ended]
    for i, section in enumerate(open_ended):
        while stack and open_ended[stack[-1]].level >= section.level:
            ends[stack.pop()] = section.heading.start
        stack.append(i)
    for section, end in zip(open_ended, ends, strict=True):
        out.append(
            Section(
                section.title,
                section.number,
                section.level,
                section.path,
                section.heading,
                section.start,
                max(end, section.start),
            )
        )
    return tuple(out)


def _levels(pieces: Sequence[Piece], found: Sequence[int]) -> list[int]:
    """A level for every heading: by number, by name, else by what stands around it."""
    out: list[int] = []
    shallowest = min((_hashes(pieces[i]) for i in found if _hashes(pieces[i])), default=1)
    firm = 0  # level of the last heading that says its own
    for k, i in enumerate(found):
        heading = pieces[i].heading
        assert heading is not None
        level = _own_level(pieces, i, firm, shallowest)
        if level is not None:
            firm = level
        elif heading.theme:
            level = max(heading.level, firm + heading.level - 1)
        else:
            follows = k > 0 and found[k - 1] == i - 1
            leads = k + 1 < len(found) and found[k + 1] == i + 1 and _own_level(pieces, i + 1, firm, shallowest) is None
            last = out[-1] if out else 0
            level = last + 1 if follows else firm + 1 if leads else max(last, firm + 1)
        out.append(min(level, 8))
    return out


def _hashes(piece: Piece) -> int:
    """How many signs a Markdown heading has; 0 for others."""
    text = piece.block.text
    return len(text) - len(text.lstrip("#"))


def _own_level(pieces: Sequence[Piece], i: int, firm: int, shallowest: int) -> int | None:
    """The level a heading says itself; None when it says none. shallowest: signs of the top Markdown headings."""
    heading = pieces[i].heading
    assert heading is not None
    name = fold(heading.title)
    if _hashes(pieces[i]):
        return _hashes(pieces[i]) - shallowest + 1
    if heading.number is not None:
        return heading.level
    if name in _EITHER:
        return None if firm else 1
    if name in MAIN or name in BACK:
        return 1
    return 1 if heading.level == 1 and heading.sure else None
