"""The canonical text while it grows: paragraphs with their parts, raised characters and links."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bib.model import Level
from ingest.readers.jats.links import Link, joined
from ingest.structure import Cite, Height, Part, PartRole, Raised

_SPACE = re.compile(r"[^\S ]\s*| \s+")  # white space that is not already one blank
# Soft hyphens, zero-width blanks and joiners, invisible operators of MathML: set for lines, not for reading.
_UNSEEN = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff]")


class Line:
    """One paragraph. size: its length so far."""

    def __init__(self) -> None:
        self.chunks: list[str] = []
        self.size = 0
        self.blank = True
        self.raised: list[tuple[int, int, Height]] = []
        self.links: list[Link] = []
        self.elsewhere: list[tuple[int, int]] = []  # links to something else than the list
        self.italic = 0  # letters set in italics

    def add(self, text: str | None) -> None:
        """Add characters, white space folded."""
        if not text:
            return
        if not text.isascii():
            text = _UNSEEN.sub("", text)
        text = _SPACE.sub(" ", text)
        if self.blank and text[:1] == " ":
            text = text[1:]
        if text:
            self.chunks.append(text)
            self.size += len(text)
            self.blank = text[-1] == " "

    def join(self, other: Line, between: str) -> None:
        """Add another line behind this one."""
        self.chunks.append(between)
        at = self.size = self.size + len(between)
        self.chunks += other.chunks
        self.size += other.size
        self.raised += ((at + a, at + b, height) for a, b, height in other.raised)
        self.links += (Link(at + x.start, at + x.end, x.targets) for x in other.links)
        self.elsewhere += ((at + a, at + b) for a, b in other.elsewhere)
        self.blank = other.blank

    def gap(self) -> None:
        """A blank unless there is one."""
        self.add(" ")

    def text(self) -> str:
        """What stands here, without white space at the end."""
        return "".join(self.chunks).rstrip()

    def last(self) -> str:
        """The last character that is no blank."""
        for chunk in self.chunks[-1:-3:-1]:
            if chunk.strip():
                return chunk.rstrip()[-1:]
        return ""


@dataclass(frozen=True)
class Odd:
    """Something odd at a place: a `Problem` as soon as there is a source."""

    level: Level
    message: str
    hint: str
    start: int
    end: int


class Writer:
    """Puts lines into the text. size: the length so far, blank line after the last paragraph included."""

    def __init__(self) -> None:
        self.chunks: list[str] = []
        self.size = 0
        self.parts: list[Part] = []
        self.raised: list[Raised] = []
        self.cites: list[Cite] = []
        self.elsewhere: list[tuple[int, int]] = []
        self.odd: list[Odd] = []

    def put(
        self,
        line: Line,
        role: PartRole,
        *,
        level: int = 0,
        number: str | None = None,
        title: str | None = None,
        speaker: str | None = None,
        same: bool = False,
    ) -> Part | None:
        """A paragraph, or the first part of one line (same: what follows stands on the same line). Nothing for an
        empty line."""
        text = line.text()
        if not text:
            return None
        start = self.size
        end = start + len(text)
        self.chunks += (text, " " if same else "\n\n")
        self.size = end + (1 if same else 2)
        part = Part(role, start, end, level, number, title, speaker)
        self.parts.append(part)
        self.raised += (Raised(start + a, min(start + b, end), h) for a, b, h in line.raised if start + a < end)
        self.cites += joined(text, line.links, start)
        self.elsewhere += ((start + a, min(start + b, end)) for a, b in line.elsewhere if start + a < end)
        return part

    def say(self, level: Level, message: str, hint: str = "", part: tuple[int, int] | None = None) -> None:
        """Something odd, here or at a part."""
        start, end = part or (self.size, self.size)
        self.odd.append(Odd(level, message, hint, start, end))

    def text(self) -> str:
        """All of it."""
        return "".join(self.chunks).rstrip()
