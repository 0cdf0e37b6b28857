"""What the reader of a marked-up form (JATS, HTML, Word, PDF) hands on: canonical text, and what its marks say of it.

A reader decides what the marks decide: which characters are text, what each paragraph is, which markers are links to
which items. What only words can tell (statements, quotations within a paragraph, themes, whose finding it is) is the
common part's business (`ingest.structured`, `ingest.assemble`).

Canonical text: paragraphs one after another with a blank line between, white space within one folded to single blanks,
no line end inside one; the page's furniture left out, words that the layout broke joined again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bib.model import Problem, Reference, Source

PartRole = Literal[
    "front",
    "keywords",
    "heading",
    "abstract",
    "paragraph",
    "list-item",
    "quote",
    "attribution",
    "caption",
    "cell",
    "footnote",
    "furniture",
    "reference",
]
Height = Literal["raised", "lowered"]


@dataclass(frozen=True)
class Part:
    """One paragraph of the text with the part it plays.

    role: "front" is front matter (title, names); "heading" also the abstract's and its parts' and the list's own;
        "abstract" a paragraph of the abstract; "quote" a block of a participant's words, "attribution" a paragraph
        that only names who said it; "caption" of a table or figure, "cell" a table's contents; "footnote" a note's
        text; "furniture" what is kept in the text but read by nobody; "reference" an item of the list.
    start, end: code points of the canonical text, without white space around.
    level: of a heading, 1 for a top one (Abstract, Methods); 0 for others. A reader whose headings have no levels
        gives 0, and levels are then found from numbers and names.
    number: of a heading as printed ("3.1"), else None; it is not part of `title`.
    title: of a heading without its number, white space folded; None = the text of the part.
    speaker: of a quotation, as printed without brackets, where the marks name one.
    """

    role: PartRole
    start: int
    end: int
    level: int = 0
    number: str | None = None
    title: str | None = None
    speaker: str | None = None


@dataclass(frozen=True)
class Cite:
    """An in-text marker that is a link to items of the list.

    start, end: the marker with its brackets where these belong to it alone, and without white space around
        ("[6–9]", "12", "Smith et al., 2019"). Links of one marker that the page parts ("6", "–", "9") are given as one.
    targets: places in `Structure.items`, from 0, in the order printed, ranges expanded; may be empty when the
        link leads nowhere, which is then a Problem.
    """

    start: int
    end: int
    targets: tuple[int, ...]


@dataclass(frozen=True)
class Raised:
    """Characters set above or below the line (superscript, subscript): what a flattened text no longer shows."""

    start: int
    end: int
    height: Height = "raised"


@dataclass(frozen=True)
class Item:
    """One item of the reference list. start, end: where it stands in the text. reference: the fields that the input
    itself marks (without `source`, which is filled in), or None when the words have to be read. label: as printed.
    doi, pmid, pmcid: of the work that the item's own links lead to; they fill what its words do not say."""

    start: int
    end: int
    reference: Reference | None = None
    label: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None


@dataclass(frozen=True)
class Structure:
    """A whole input. source: with canonical text and places. form: "jats", "html", "docx", "pdf".

    parts: in order, apart, and every character that is no white space in one of them.
    cites: in order; None when the input does not link its markers, so that they have to be found in the words.
    raised: in order. items: the list; None when the list has to be found and split by its words.
    front: the paper's own fields as marked (title, people, date, container, doi …; without `source`), or None when
        they have to be read from the parts of role "front".
    keywords: as printed. title: start and end of the title in the text, if it is there.
    language: IETF tag of the paper's language if the input says ("en"), else None.
    problems: what was odd, with places in `source`.
    elsewhere: start and end of what is a link or a mark of something else than an item of the list (a note, a table, an
        equation; a work that the list lacks), in order; no citation is read from such words.
    """

    source: Source
    form: str
    parts: tuple[Part, ...]
    cites: tuple[Cite, ...] | None = None
    raised: tuple[Raised, ...] = ()
    items: tuple[Item, ...] | None = None
    front: Reference | None = None
    keywords: tuple[str, ...] = ()
    title: tuple[int, int] | None = None
    language: str | None = None
    problems: tuple[Problem, ...] = ()
    elsewhere: tuple[tuple[int, int], ...] = ()
