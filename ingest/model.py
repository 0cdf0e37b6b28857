"""What reading gives. All records are frozen and keep the `Span` they came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bib.model import Problem, Reference, Source, Span

FindingKind = Literal["sentence", "quote", "abstract", "title", "caption"]
Origin = Literal["own", "cited", "participant", "author"]


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it.

    title: the heading without its number ("Results"); number: "3.1" or None; level: 1 for a top
    heading; path: titles from the outermost to this one; heading: span of the heading line;
    start, end: the body below it up to the next heading of the same or a higher level.
    """

    title: str
    number: str | None
    level: int
    path: tuple[str, ...]
    heading: Span
    start: int
    end: int


@dataclass(frozen=True)
class Theme:
    """What a paper's results are arranged by.

    name: as printed, without number and without "Theme 1:"; origin: "heading", "announced" (a sentence or
    table lists it) or "keyword";
    path: names from the outermost theme to this one; source: where it is named.
    """

    name: str
    origin: str
    path: tuple[str, ...]
    source: Span


@dataclass(frozen=True)
class Citation:
    """One in-text marker.

    marker: as printed ("[6–9]"); numbers: the printed numbers, ranges expanded, in order, for
    numbered styles; keys: (family, year, letter) for author–year styles; source: the marker's span.
    places: the items of the paper's own list it means, counted from 1, where that is known from the input's own links
        or from the list; () = to be found by numbers and keys.
    """

    marker: str
    numbers: tuple[int, ...]
    keys: tuple[tuple[str, int, str], ...]
    source: Span
    places: tuple[int, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One statement: a sentence, a participant's words, a sentence of an abstract, a title, a caption's result.

    text: verbatim `source.text`. clean: the same for people and for analysis: white space folded, citation markers out.
    kind: see `FindingKind`. section: titles, outer to inner. theme: path of the innermost theme it
    stands under, () if none. speaker: who is quoted, as printed ("Bella", "P12"). lead_in: the
    sentence that introduces a quote. origin: whose finding it is: the study's own result ("own"), another work's
    ("cited"), what a participant said ("participant"), the author's view, aim or method ("author").
    hedge: the hedging word found ("may"), or None. citations: markers within it.
    of: place (from 0) in `Batch.references` of the work whose title or abstract it is; None = the
    document itself. source: where it stands.
    """

    text: str
    clean: str
    kind: FindingKind
    section: tuple[str, ...]
    theme: tuple[str, ...]
    speaker: str | None
    lead_in: str | None
    origin: Origin
    hedge: str | None
    citations: tuple[Citation, ...]
    of: int | None
    source: Span


@dataclass(frozen=True)
class Fact:
    """What a paper states of its own study; for evidence tables.

    name: "design", "country", "setting", "participants", "n", "included studies" or "analysis": terms of the JBI data
    extraction forms and of COREQ, CONSORT and PRISMA, see `ingest.facts`. value: as printed (setting, participants), a
    number in figures (n, included studies), or the term of a table of `ingest.fact_words` for the words printed
    (design, country, analysis). source: the words that state it.
    """

    name: str
    value: str
    source: Span


@dataclass(frozen=True)
class Document:
    """A paper: what its own text says about itself.

    reference: its front matter (title, people, date, container …) as a `Reference` whose source is
    the front matter's span; a paper without a title is named after its file, with a Problem.
    abstract: span of the abstract's text, or None. keywords: as printed.
    sections: in reading order. body: span from after the front matter to before the reference list.
    reference_list: span of its own list, or None when the paste has none.
    quotes: number of participants' quotations (blocks and inline).
    """

    source: Source
    reference: Reference
    abstract: Span | None
    keywords: tuple[str, ...]
    sections: tuple[Section, ...]
    body: Span | None
    reference_list: Span | None
    quotes: int


@dataclass(frozen=True)
class Batch:
    """All that one input gave.

    source: the input. form: what the sniffer took it for ("list", "paper", "page", "csl-json",
    "unknown", or a marked-up form: "jats", "html", "docx", "pdf").
    facts: what the paper states of its own study.
    document: the paper, or None for a bare list or a library. references: items in order; the one at
    place i is number i+1 of its list. findings: ordered by start, then end. themes, problems.
    """

    source: Source
    form: str
    document: Document | None
    references: tuple[Reference, ...]
    findings: tuple[Finding, ...]
    themes: tuple[Theme, ...]
    problems: tuple[Problem, ...]
    facts: tuple[Fact, ...] = ()
