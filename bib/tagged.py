"""Lines of a tag and a value, which RIS and PubMed's format share: where each field stands, and its value in one piece.

Texts are those of `bib.values.lines`: every line ends with LF, and offsets are the source's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from bib.mapped import Mapped
from bib.model import Problem, Source, Span

# A line that says nothing: rules, the number that Ovid and rispy set before an entry.
_RULE = " \t\ufeff\x1a*-=_#"
_NUMBER = re.compile(r"(?:\d{1,7}\.)?")
_LINE = re.compile(r"[^\r\n]{0,200}")  # as much of a line as a Problem shows


class Field(NamedTuple):
    """tag: in capitals; at: offset of its line; start, end: the value with all lines up to the next field."""

    tag: str
    at: int
    start: int
    end: int


@dataclass
class Strays:
    """Lines that belong to no field: how many, and where the first stands. inside: within an entry."""

    inside: list[int] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)

    def problems(self, source: Source) -> Iterator[Problem]:
        """One for each kind, however many lines there are."""
        for places, level, where, hint in (
            (self.inside, "warning", "within entries", "join them to the line above if they belong to it"),
            (self.outside, "info", "between entries", ""),
        ):
            if places:
                count = f"{len(places)} lines belong" if len(places) > 1 else "a line belongs"
                message = f"{count} to no field ({where}): left out, first {_shown(source, places[0])!r}"
                yield Problem("warning" if level == "warning" else "info", message, hint, line_at(source, places[0]))


def _shown(source: Source, at: int) -> str:
    return line_at(source, at).text[:40]


def line_at(source: Source, at: int) -> Span:
    """The line that begins at an offset, as far as a Problem shows it."""
    found = _LINE.match(source.text, at)
    return Span(source, at, found.end() if found else at)


def fields(text: str, pattern: re.Pattern[str], tag_of: Callable[[re.Match[str]], str | None]) -> Iterator[Field]:
    """The fields of a text. pattern: matches a line's tag up to the value; tag_of: the tag, or None where a line only
    looks like one."""
    tag, at, start = "", 0, 0
    for found in pattern.finditer(text):
        name = tag_of(found)
        if name is None:
            continue
        yield Field(tag, at, start, found.start())
        tag, at, start = name, found.start(), found.end()
    yield Field(tag, at, start, len(text))


def value(text: str, start: int, end: int, belongs: Callable[[str, bool], bool], strays: list[int]) -> Mapped | None:
    """The value at `text[start:end]` with its further lines, joined by a blank, or by a blank line where one stands.

    belongs: does a line (as it stands, and whether a blank line is above it) go on with the value; strays gets the
    offsets of those that do not. None when nothing is in it.
    """
    first = text.find("\n", start, end)
    if first < 0:
        held = text[start:end].strip()
        return Mapped(held, text.find(held, start)) if held else None
    parts, breaks, length = [], [], 0
    gap: int | None = None  # where the last line taken ended
    blank = False
    for at, line in numbered(text, start, end):
        held = line.strip()
        if not held:
            blank = blank or at > start
        elif at > start and not belongs(line, blank):
            strays.append(at)
        else:
            if gap is not None:
                join = "\n\n" if blank else " "
                breaks.append((length, gap))
                parts.append(join)
                length += len(join)
            begin = at + line.index(held)
            breaks.append((length, begin))
            parts.append(held)
            length += len(held)
            gap, blank = begin + len(held), False
    return Mapped("".join(parts), breaks[0][1], tuple(breaks[1:])) if parts else None


def counted(source: Source, text: str, start: int, end: int, strays: Strays) -> None:
    """Take note of the lines of a text outside entries."""
    if text[start:end].strip():
        strays.outside += [at for at, line in numbered(text, start, end) if not _NUMBER.fullmatch(line.strip(_RULE))]


def numbered(text: str, start: int, end: int) -> Iterable[tuple[int, str]]:
    """(offset, line) of the lines from `start` to `end`."""
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        yield at, text[at:stop]
        at = stop + 1


def trimmed(text: str, start: int, end: int) -> int:
    """`end` without the white space before it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
