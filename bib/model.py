"""The records every room shares. All are frozen; `None` means "the source did not say".

Names of people and of fields follow CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html).
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

_LINE_END = re.compile(r"\r\n|\r|\n")

Level = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Place:
    """Where some characters of a canonical text stand on a page.

    start, end: code points of the text, end excluded; places are in order and do not overlap.
    page: as the input counts or prints its pages ("7", "e12").
    box: (left, top, right, bottom) in points of 1/72 inch from the page's left upper corner, or None.
    """

    start: int
    end: int
    page: str
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Source:
    """One thing read: a file, or what came from stdin.

    name: as the user named it ("list.txt"; "-" for stdin).
    sha256: hex digest of the bytes.
    lineage: sha256 of the first version read of the same path; equal to `sha256` for a first version.
        Ids are made from it, so that they survive a re-import.
    reader: which reader made `text`, with its version, e.g. "text@1".
    text: the canonical text. For text files the decoded bytes without a BOM and nothing else changed
        (CRLF stays); of marked-up files what the reader makes of them. All offsets are code points into it.
    places: where its text stands on pages, one for each line or paragraph; empty for what has no pages.
    """

    name: str
    sha256: str
    lineage: str
    reader: str
    text: str = field(repr=False, compare=False)
    places: tuple[Place, ...] = field(default=(), repr=False, compare=False)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of every line; lines end at LF, CRLF or CR."""
        return (0, *(m.end() for m in _LINE_END.finditer(self.text)))

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset, both counted from 1."""
        line = bisect.bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def place(self, offset: int) -> Place | None:
        """The last place that begins at or before an offset; None for what has no pages."""
        at = bisect.bisect_right(self.places, offset, key=lambda p: p.start)
        return self.places[at - 1] if at else None


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` (code points, end excluded) of a source's canonical text."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The exact slice, verbatim."""
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        """Line of the first character, from 1."""
        return self.source.position(self.start)[0]

    @property
    def page(self) -> str | None:
        """Page of the first character, where the source has pages."""
        place = self.source.place(self.start)
        return place.page if place else None

    def __str__(self) -> str:
        line, column = self.source.position(self.start)
        return f"{self.source.name}:{line}:{column}"


@dataclass(frozen=True)
class Person:
    """A name as CSL has it. Either `literal` (an organisation, or a name kept as printed) or `family`.

    family: family name without particles ("Beethoven"); given: given names or initials as printed
    ("Ludwig", "L. M."); suffix: "Jr.", "III"; dropping_particle: "van" in "Beethoven, L. van";
    non_dropping_particle: "van" in "van Beethoven L."; literal: whole name of an organisation;
    orcid: bare id "0000-0002-1825-0097".
    """

    family: str | None = None
    given: str | None = None
    suffix: str | None = None
    dropping_particle: str | None = None
    non_dropping_particle: str | None = None
    literal: str | None = None
    orcid: str | None = None

    @property
    def name(self) -> str:
        """The name in one line, family first: "van Beethoven, L."; an organisation as it is."""
        if self.literal:
            return self.literal
        family = " ".join(x for x in (self.non_dropping_particle, self.family) if x)
        given = " ".join(x for x in (self.given, self.dropping_particle) if x)
        return ", ".join(x for x in (family, given, self.suffix) if x)


@dataclass(frozen=True)
class Date:
    """When a work appeared. year, month (1-12), day (1-31) as far as stated.

    suffix: the letter of "2006a", which belongs to the list and not to the work; literal: what was
    printed where no year could be read ("in press").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    suffix: str | None = None
    literal: str | None = None


@dataclass(frozen=True)
class Reference:
    """One work as one source describes it. Nothing here is guessed: an absent field is None or empty.

    kind: one of `bib.kinds.KINDS` ("article-journal", "book", …, "document" when unknown).
    title, container (journal, book or site), volume, issue, pages (as printed, "477–490"), publisher,
    place: as printed, after documented normalisation of white space only.
    people: authors in order; editors: in order; etal: the list of authors ended in "et al.".
    date: see `Date`.
    doi: bare and lower-case ("10.1/abc"); pmid: digits; pmcid: "PMC123"; isbn: digits and X; url: as given.
    number: report or article number ("CR 150", "e100153").
    label: the number or letter printed before the item ("6"), without brackets or stop.
    key: the id the input itself gives the work (a CSL id, a BibTeX key), if any.
    other: further (CSL variable, value) pairs in input order: "edition", "abstract", "language", …
    confidence: 0 to 1, how sure the reader is that every field is right; None where that makes no
        sense (a structured entry).
    source: where it stands; `raw` is the exact text.
    """

    kind: str = "document"
    title: str | None = None
    people: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    etal: bool = False
    date: Date | None = None
    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None
    place: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    isbn: str | None = None
    url: str | None = None
    number: str | None = None
    label: str | None = None
    key: str | None = None
    other: tuple[tuple[str, str], ...] = ()
    confidence: float | None = None
    source: Span | None = None

    @property
    def raw(self) -> str:
        """The item exactly as it stands in its source; empty for a record made by hand."""
        return self.source.text if self.source else ""

    @property
    def year(self) -> int | None:
        """The year of `date`."""
        return self.date.year if self.date else None

    def get(self, name: str) -> str | None:
        """The first value of `name` in `other`."""
        return next((v for k, v in self.other if k == name), None)


@dataclass(frozen=True)
class Problem:
    """Bad data, said instead of raised.

    level: "error" (something was kept raw), "warning" (understood, but look), "info".
    message: what was found, one line. hint: how to mend it, one line, or "".
    source: where, or None when it belongs to no place.
    """

    level: Level
    message: str
    hint: str = ""
    source: Span | None = None

    def __str__(self) -> str:
        where = f"{self.source}: " if self.source else ""
        return f"{where}{self.level}: {self.message}" + (f" ({self.hint})" if self.hint else "")
