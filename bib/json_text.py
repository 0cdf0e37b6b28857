"""JSON with its places: objects whose members know where in the text they stand, and what broken JSON still says.

The standard decoder does the work, value by value; this file adds offsets and mends nothing: what cannot be decoded is
reported with its place, and reading goes on with the next object.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bib.mapped import Mapped

_DECODER = json.JSONDecoder(strict=False)
_SPACE = re.compile(r"[\s\ufeff]*")
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_NEXT_OBJECT = re.compile(r"\}[\s,]*(?=\{)")


@dataclass(frozen=True)
class Member:
    """A member of an object. value: decoded; start, end: the value's place in the source, quotation marks included."""

    name: str
    value: object
    start: int
    end: int


@dataclass(frozen=True)
class Node:
    """An object of the source. error: what broke it, with its offset, or None; its members up to there are kept."""

    start: int
    end: int
    members: tuple[Member, ...]
    error: tuple[int, str] | None

    def get(self, name: str) -> Member | None:
        """The last member of that name, as JSON readers take it."""
        return next((m for m in reversed(self.members) if m.name == name), None)


def skip(text: str, position: int) -> int:
    """Offset after white space."""
    match = _SPACE.match(text, position)
    return match.end() if match else position


def decode(text: str, position: int) -> tuple[object, int]:
    """The value at `position` and the offset after it; `ValueError` when there is none."""
    try:
        value, end = _DECODER.raw_decode(text, position)
    except RecursionError:
        raise ValueError("brackets nested too deeply") from None
    return value, end


def mapped(text: str, start: int, end: int, value: str) -> Mapped:
    """The string `value` that stands at `text[start:end]`, quotation marks included."""
    clean = _SURROGATE.sub("\ufffd", value)
    if "\\" not in text[start:end]:
        return Mapped(clean, start + 1)
    breaks = []
    shift = start + 1  # offset in the source minus place in the decoded string
    for match in _ESCAPE.finditer(text, start + 1, end - 1):
        place = match.start() - shift
        length = match.end() - match.start()
        shift += length - 1
        breaks.append((place + 1, match.end()))
    return Mapped(clean, start + 1, tuple(breaks))


def node(text: str, start: int) -> Node:
    """The object whose brace stands at `start`."""
    members: list[Member] = []
    position = skip(text, start + 1)
    while True:
        if text.startswith("}", position):
            return Node(start, position + 1, tuple(members), None)
        try:
            name, after = decode(text, position)
            if not isinstance(name, str):
                raise ValueError("a name was expected")
            colon = skip(text, after)
            if not text.startswith(":", colon):
                raise ValueError("a colon was expected")
            begin = skip(text, colon + 1)
            value, end = decode(text, begin)
        except ValueError as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            place = error.pos if isinstance(error, json.JSONDecodeError) else position
            return Node(start, _recovered(text, place), tuple(members), (place, reason))
        members.append(Member(name, value, begin, end))
        position = skip(text, end)
        if text.startswith(",", position):
            position = skip(text, position + 1)
        elif not text.startswith("}", position):
            return Node(
                start, _recovered(text, position), tuple(members), (position, "a comma or a closing brace was expected")
            )


def _recovered(text: str, position: int) -> int:
    """Where a broken object is taken to end: before the next object that follows a closing brace, else at the end."""
    match = _NEXT_OBJECT.search(text, position)
    return match.start() + 1 if match else len(text.rstrip())


def nodes(text: str, position: int, end: int) -> Iterator[Node | tuple[int, int]]:
    """The objects from `position` on, parted by commas and white space; (start, end) of what is none."""
    while True:
        position = skip(text, position)
        while text.startswith(",", position):
            position = skip(text, position + 1)
        if position >= end or text.startswith("]", position):
            return
        if text.startswith("{", position):
            found = node(text, position)
            yield found
            position = found.end
            continue
        try:
            after = decode(text, position)[1]
        except ValueError:
            brace = text.find("{", position + 1)
            after = brace if 0 <= brace < end else end
        yield position, after
        position = after
