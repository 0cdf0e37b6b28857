"""What the steps of the PDF reader hand on: words, lines, paragraphs. Lengths in points, y downwards from the top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ingest.structure import PartRole


@dataclass(frozen=True, slots=True)
class Font:
    """name: without the subset's prefix; bold, italic: by its weight, its flags or its name."""

    name: str
    bold: bool
    italic: bool


@dataclass(slots=True)
class Word:
    """Characters without white space between, on one base line and in one font.

    x0, x1: left and right; y: base line; size: of the font as drawn; space: white space follows in the file;
    last: the file's next character begins a new line; broken: its last character is a hyphen at a line's end;
    unmapped: the file does not say which characters its first glyph stands for; height: 1 raised, -1 lowered, 0 on the
    line.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: Font
    space: bool = False
    last: bool = False
    broken: bool = False
    unmapped: bool = False
    height: int = 0


@dataclass(slots=True)
class Link:
    """A link within the file: its box, and the page (from 0) and y that it leads to, None where not said."""

    box: tuple[float, float, float, float]
    page: int
    y: float | None
    x: float | None = None


@dataclass(slots=True)
class Page:
    """index: from 0; label: as the file or the count from 1 names it; words: as drawn; sideways: its words run up
    or down, and it is read as if it were turned; text: has it any words; images: how many pictures a page without words
    shows."""

    index: int
    label: str
    width: float
    height: float
    words: list[Word]
    sideways: bool = False
    text: bool = False
    images: int = 0
    links: list[Link] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """Words side by side on one base line, within one column.

    page: index; column: number of the column in reading order over the whole input; left, right: the column's edges;
    gaps: how many wide gaps are between its words, as in a table's row.
    """

    words: list[Word]
    page: int
    y: float
    size: float
    column: int = 0
    left: float = 0.0
    right: float = 0.0
    gaps: int = 0

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1

    @property
    def text(self) -> str:
        """Its words with blanks between."""
        return "".join(w.text + " " * w.space for w in self.words).rstrip()

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom: by the font's usual ascent and descent."""
        return (
            round(self.x0, 1),
            round(self.y - 0.8 * self.size, 1),
            round(self.x1, 1),
            round(self.y + 0.2 * self.size, 1),
        )

    def share(self, bold: bool = False, italic: bool = False) -> float:
        """Share of its letters in bold or italic."""
        total = sum(len(w.text) for w in self.words)
        said = sum(len(w.text) for w in self.words if (bold and w.font.bold) or (italic and w.font.italic))
        return said / total if total else 0.0


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. role: a `PartRole`, "" while unknown; level: of a heading."""

    lines: list[Line]
    role: PartRole | Literal[""] = ""
    level: int = 0

    @property
    def text(self) -> str:
        """Its lines with blanks between; for judging only, see `text.py` for the text that is kept."""
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """Of most of its characters."""
        return most((w.size, len(w.text)) for line in self.lines for w in line.words if not w.height)

    def share(self, bold: bool = False, italic: bool = False) -> float:
        """Share of its letters in bold or italic."""
        letters = [sum(len(w.text) for w in line.words) for line in self.lines]
        said = sum(n * line.share(bold, italic) for n, line in zip(letters, self.lines, strict=True))
        return said / max(sum(letters), 1)


def most(weighed: Iterable[tuple[float, float]]) -> float:
    """The value with the most weight, to a tenth of a point; the smallest of equal ones; 0 for none."""
    count: dict[float, float] = {}
    for value, weight in weighed:
        key = round(value, 1)
        count[key] = count.get(key, 0) + weight
    return min(count, key=lambda v: (-count[v], v)) if count else 0.0


def median(values: Sequence[float]) -> float:
    """The middle value; 0 for none."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
