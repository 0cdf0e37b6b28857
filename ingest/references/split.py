"""A list as it was pasted -> its items, each with where it stands. Nothing is dropped: what is no item is a `Problem`.

Three layouts are told apart: numbered items (which may run over lines, blank lines and link junk), blocks between blank
lines, and one item per line (with wrapped lines and lines of link junk joined to the item they belong to).
Several items on one physical line are cut apart first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bib.model import Problem, Source, Span
from ingest.noise import is_only_links
from ingest.references.fields.letters import YEAR
from ingest.references.glued import cut_points
from ingest.references.labels import Label, bullet_end, label_at
from ingest.references.looks import has_names, looks_like_reference

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_HEADING = re.compile(
    r"(?i)(?:\d{1,2}\.?\s|#{1,4}\s|\*\*)?(?:references?(?: list| cited| and notes)?|bibliograph\w+|"
    r"literature(?: cited)?|works cited|sources|notes|"
    r"literatur(?:verzeichnis)?|références|referencias|bibliografía)(?:\s\(\d+\))?\*{0,2}:?"
)
_GLUED_HEADING = re.compile(r"\s{0,200}(?P<heading>References?|REFERENCES|Bibliography)(?=\[?1[\].)])")
_DATED = re.compile(rf"{YEAR}|[Ii]n press|n\.\s?d\.|[Ff]orthcoming")
_CLOSED = re.compile(r"[.\])\d”\"/!?]$")
_ADDRESS_END = re.compile(r"(?:https?://|www\.|\b10\.\d{4,9}/)\S{3,}$")
_SAME_AUTHOR = re.compile(r"(?:[—–―]{1,3}|-{3,}|_{3,})[.,]?\s")
_CARRIES_ON = re.compile(
    r"^(?:[a-zà-ÿ]{2}|[&(:;,–—-]|\d+\s?[(:–,-]|pp?\.|doi|https?:|Available|Accessed|Retrieved|Epub|PMID|PMC\d)"
)
_OPEN_END = re.compile(r"(?:[,;:&–—‐-]|\b(?:and|of|the|in|for|on|to|with|a|an|by|from|Press|In))$")
_LOOK = 3_000  # characters of an item that are looked at
_MOST_MISSING = 10  # numbers a list may skip and still be one list


@dataclass(frozen=True)
class Item:
    """One item: start and end in the source without white space around; label: printed before it, or None."""

    start: int
    end: int
    label: Label | None


@dataclass(frozen=True)
class Line:
    """A line (or a piece of one) without white space around. gap: blank lines before it; label: what it begins with."""

    start: int
    end: int
    gap: int
    label: Label | None
    links: bool


def split_lines(source: Source, start: int, end: int) -> tuple[Item, ...]:
    """Every line is one item, empty ones too; a line end at the very end opens no further line."""
    items = []
    for low, high in _physical(source.text, start, end):
        low, high = _strip(source.text, low, high)
        label = label_at(source.text, low, high)
        items.append(Item(low, high, label if label and label.form != "alone" else None))
    return tuple(items)


def split_auto(source: Source, start: int, end: int) -> tuple[tuple[Item, ...], tuple[Problem, ...]]:
    """The items of a list in whatever layout it came, and what was odd about it."""
    problems: list[Problem] = []
    if glued := _GLUED_HEADING.match(source.text, start, end):
        problems.append(_stray(source, *glued.span("heading"), "a heading, no reference"))
        start = glued.end()
    lines = _lines(source.text, start, end)
    if not lines:
        return (), tuple(problems)
    groups: list[list[Line]] | None = None
    while (
        lines
        and _HEADING.fullmatch(source.text[lines[0].start : min(lines[0].end, lines[0].start + 60)])
        and lines[0].end - lines[0].start < 60
    ):
        problems.append(_stray(source, lines[0].start, lines[0].end, "a heading, no reference"))
        lines = lines[1:]
    if lines:
        groups = _numbered(source, lines, problems)
        if groups is None:
            groups = list(_unnumbered(source, lines, problems))
    items = [_item(source.text, group) for group in groups or ()]
    return tuple(items), tuple(sorted(problems, key=lambda p: p.source.start if p.source else 0))


def _physical(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text, start, end):
        if match.end() > match.start():
            yield match.span()


def _strip(text: str, low: int, high: int) -> tuple[int, int]:
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return low, high


def _lines(text: str, start: int, end: int) -> list[Line]:
    lines: list[Line] = []
    gap = 0
    for line_start, line_end in _physical(text, start, end):
        low, high = _strip(text, line_start, line_end)
        if low == high:
            gap += 1
            continue
        cuts = [low, *cut_points(text, low, high), high]
        for low_cut, high_cut in pairwise(cuts):
            first, last = _strip(text, low_cut, high_cut)
            links = last - first < 300 and is_only_links(text[first:last])
            label = None if links else label_at(text, bullet_end(text, first, last), last)
            lines.append(Line(first, last, gap, label, links))
            gap = 0
    return lines


def _stray(source: Source, start: int, end: int, what: str) -> Problem:
    return Problem(
        "info",
        f"{what}: left out of the list",
        "if it is part of a reference, join it to that reference's line",
        Span(source, start, end),
    )


def _item(text: str, group: list[Line]) -> Item:
    first = group[0]
    end = group[-1].end
    if first.label and first.label.form == "alone" and len(group) > 1:
        return Item(first.start, end, Label(first.label.text, first.label.number, group[1].start, "alone"))
    label = first.label if first.label and first.label.form != "alone" else None
    start = first.start
    if label is None:
        start = _strip(text, bullet_end(text, start, end), end)[0]
    return Item(start, end, label)


# --- numbered lists


def _numbered(source: Source, lines: list[Line], problems: list[Problem]) -> list[list[Line]] | None:
    """Groups of lines by their numbers; None when the numbers make no list."""
    starts = _sequence(source, lines)
    if not starts or (len(starts) == 1 and (starts[0] > 1 or (len(lines) > 3 and not _single(lines, starts[0])))):
        return None
    if starts[0] > 2 and len(starts) < 3:
        return None
    groups: list[list[Line]] = []
    if starts[0] > 0:
        groups.extend(_unnumbered(source, lines[: starts[0]], problems))
    last: int | None = None
    for begin, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        label = lines[begin].label
        number = label.number if label else 0
        _note_number(source, lines[begin], last, number, problems)
        last = number
        groups.extend(_one_numbered(source, lines[begin:stop], problems))
    return groups


def _single(lines: list[Line], start: int) -> bool:
    return start == 0 and all(line.gap == 0 for line in lines)


def _sequence(source: Source, lines: list[Line]) -> list[int]:
    """Indices of lines whose labels follow on one another: +1, a restart at 1, or a small jump."""
    starts: list[int] = []
    last: Label | None = None
    for index, line in enumerate(lines):
        label = line.label
        if label is None or (label.form == "alone" and not _stands_alone(source, lines, index)):
            continue
        if last is None:
            if label.number > 1999 or (label.number > 1 and not _reference_like(source, lines, index)):
                continue
        elif label.number == last.number + 1 or (label.number == last.number and label.text != last.text):
            pass
        elif (
            label.number == 1
            or last.number < label.number <= last.number + _MOST_MISSING
            or label.number == last.number
        ):
            if label.form != last.form or not _reference_like(source, lines, index):
                continue
        else:
            continue
        starts.append(index)
        last = label
    return starts


def _stands_alone(source: Source, lines: list[Line], index: int) -> bool:
    """A number on its own line is a label when a reference's text follows."""
    if index + 1 >= len(lines):
        return False
    following = lines[index + 1]
    return (
        following.label is None
        and not following.links
        and not _CARRIES_ON.match(source.text[following.start : following.start + 12])
    )


def _reference_like(source: Source, lines: list[Line], index: int) -> bool:
    line = lines[index]
    if line.label and line.label.form == "alone":
        return True
    joined = " ".join(source.text[x.start : min(x.end, x.start + 500)] for x in lines[index : index + 3])
    return looks_like_reference(joined[:1500]) or bool(_DATED.search(joined))


def _note_number(source: Source, line: Line, last: int | None, number: int, problems: list[Problem]) -> None:
    if last is None or number in (last, last + 1):
        return
    where = Span(source, line.start, min(line.end, line.start + 80))
    if number == 1:
        problems.append(
            Problem(
                "warning",
                f"numbering starts again after {last}: two lists in one",
                "keep each list in a file of its own if they belong to different papers",
                where,
            )
        )
    else:
        problems.append(
            Problem(
                "warning",
                f"after number {last} comes {number}",
                "look whether references between them were lost in copying",
                where,
            )
        )


def _one_numbered(source: Source, lines: list[Line], problems: list[Problem]) -> Iterator[list[Line]]:
    """The lines of one number; what stands apart below a finished item is none of it."""
    group = [lines[0]]
    for index, line in enumerate(lines[1:], start=1):
        if (
            line.gap
            and not line.links
            and len(group) > (group[0].label is not None and group[0].label.form == "alone")
            and _finished(source, group)
        ):
            rest = lines[index:]
            yield group
            yield from _unnumbered(source, rest, problems, strict=True)
            return
        group.append(line)
    yield group


def _finished(source: Source, group: list[Line]) -> bool:
    if group[-1].links:
        return True
    start, end = group[0].start, group[-1].end
    return bool(_DATED.search(source.text, start, min(end, start + _LOOK))) and bool(
        _CLOSED.search(source.text[end - 1 : end])
    )


# --- lists without numbers


def _unnumbered(
    source: Source, lines: list[Line], problems: list[Problem], *, strict: bool = False
) -> Iterator[list[Line]]:
    """Groups of lines that are one item each. strict: what does not look like a reference is no item."""
    blocks = _blocks(lines)
    by_block = (
        len(blocks) > 1
        and any(sum(not line.links for line in block) > 1 for block in blocks)
        and not _lines_are_items(source, blocks)
    )
    groups = blocks if by_block else list(_by_line(source, lines))
    for group in groups:
        start, end = group[0].start, group[-1].end
        if all(line.links for line in group):
            problems.append(_stray(source, start, end, "link words without a reference"))
        elif (strict or len(groups) > 1 or not by_block) and not _could_be(source, group, strict):
            problems.append(_stray(source, start, end, "text that is no reference"))
        else:
            yield group


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Runs of lines between blank lines; a block of link junk belongs to the one above."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and (not line.gap or line.links):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _lines_are_items(source: Source, blocks: list[list[Line]]) -> bool:
    """Whether the lines within blocks are items of their own, blank lines being mere decoration."""
    inner = [line for block in blocks for line in block[1:] if not line.links]
    whole = [line for line in inner if looks_like_reference(source.text[line.start : line.end][:1500])]
    return len(whole) * 2 > len(inner)


def _by_line(source: Source, lines: list[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and not _joins(source, group, line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _joins(source: Source, group: list[Line], line: Line) -> bool:
    """Whether a line goes on with the item above it."""
    if line.links:
        return True
    text = source.text
    if group[-1].links or _SAME_AUTHOR.match(text[line.start : line.start + 8]):
        return False
    # The head of the item and its last characters are enough, and keep time linear when many lines join.
    before = text[group[0].start : min(group[-1].end, group[0].start + _LOOK)]
    ending = text[max(group[0].start, group[-1].end - 12) : group[-1].end]
    here = text[line.start : min(line.end, line.start + 600)]
    if _OPEN_END.search(ending) or (
        _CARRIES_ON.match(here) and not bullet_end(text, line.start, line.end) > line.start
    ):
        return True
    dated = bool(_DATED.search(before))
    closed = bool(_CLOSED.search(ending[-1:])) or bool(
        _ADDRESS_END.search(text[max(group[-1].start, group[-1].end - 300) : group[-1].end])
    )
    if looks_like_reference(here) and has_names(here):
        return not dated and not closed and has_names(before)
    if bullet_end(text, line.start, line.end) > line.start or line.gap:
        return False
    if dated and closed:
        return not _DATED.search(here) and len(here) < 200 and here[:1].isupper() and "." in here
    return not (dated and looks_like_reference(here)) or (len(before) < 60 and not closed)


def _could_be(source: Source, group: list[Line], strict: bool) -> bool:
    """Whether a group may be called an item, if only one that is kept raw."""
    text = source.text[group[0].start : min(group[-1].end, group[0].start + 3000)]
    if group[-1].links or looks_like_reference(" ".join(text.split())[:1500]):
        return True
    if strict:
        return False
    return len(text) >= 25 or bool(_DATED.search(text))
