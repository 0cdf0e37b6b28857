"""What was read, as objects for JSON and as text for people. The keys are promised: outside programs use them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bib.model import Problem
from ingest.model import Batch, Finding, Section, Theme
from ingest.own_list import OwnList

FINDING_KEYS = (
    "text",
    "kind",
    "origin",
    "section",
    "speaker",
    "lead_in",
    "citations",
    "citation_keys",
    "start",
    "end",
)
PAPER_KEYS = ("title", "authors", "abstract", "keywords", "sections", "references", "quotes", "themes", "problems")


def own_list(batch: Batch) -> OwnList:
    """The list that the markers of a batch count in: the paper's own, if there is a paper."""
    return OwnList(batch.references if batch.document else ())


def finding_object(finding: Finding, cited: OwnList) -> dict[str, Any]:
    """One finding with `FINDING_KEYS`.

    citations: places in the paper's own list from 1 (printed numbers where there is no list);
    citation_keys: [family, year, letter] of author–year markers; start, end: code points of the canonical text.
    """
    places = (place for citation in finding.citations for place in cited.positions(citation))
    return {
        "text": finding.text,
        "kind": finding.kind,
        "origin": finding.origin,
        "section": list(finding.section),
        "speaker": finding.speaker,
        "lead_in": finding.lead_in,
        "citations": list(dict.fromkeys(places)),
        "citation_keys": [list(key) for citation in finding.citations for key in citation.keys],
        "start": finding.source.start,
        "end": finding.source.end,
    }


def finding_objects(batch: Batch) -> list[dict[str, Any]]:
    """All findings of a batch that are text of a paper or an abstract, in order; titles of listed works and
    captions are not."""
    cited = own_list(batch)
    return [finding_object(finding, cited) for finding in batch.findings if finding.kind not in ("title", "caption")]


def paper_object(batch: Batch) -> dict[str, Any]:
    """What a paper's own text says about it, with `PAPER_KEYS`. Without a paper: nulls, and what the list holds.

    authors: names in one line each, family first; references: how many items its list has; quotes: how many.
    """
    document = batch.document
    abstract = document.abstract.text if document and document.abstract else None
    return {
        "title": document.reference.title if document else None,
        "authors": [person.name for person in document.reference.people] if document else [],
        "abstract": abstract,
        "keywords": list(document.keywords) if document else [],
        "sections": [section_object(s) for s in document.sections] if document else [],
        "references": len(batch.references),
        "quotes": document.quotes if document else 0,
        "themes": [theme_object(theme) for theme in batch.themes],
        "problems": [problem_object(problem) for problem in batch.problems],
    }


def section_object(section: Section) -> dict[str, Any]:
    """A heading; start, end: the text below it."""
    return {
        "title": section.title,
        "number": section.number,
        "level": section.level,
        "path": list(section.path),
        "start": section.start,
        "end": section.end,
    }


def theme_object(theme: Theme) -> dict[str, Any]:
    """A theme and where it is named."""
    return {
        "name": theme.name,
        "path": list(theme.path),
        "origin": theme.origin,
        "start": theme.source.start,
        "end": theme.source.end,
    }


def problem_object(problem: Problem) -> dict[str, Any]:
    """A problem; file, line, column, start, end are null where it belongs to no place."""
    span = problem.source
    line, column = span.source.position(span.start) if span else (None, None)
    return {
        "level": problem.level,
        "message": problem.message,
        "hint": problem.hint,
        "file": span.source.name if span else None,
        "line": line,
        "column": column,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }


def paper_text(batch: Batch) -> str:
    """The same for people: title, names, counts, headings."""
    document = batch.document
    if document is None:
        return f"no paper; {_count(len(batch.references), 'reference')}, {_count(len(batch.findings), 'finding')}\n"
    lines = [document.reference.title or ""]
    lines += _labelled("authors", [person.name for person in document.reference.people])
    lines += _labelled("keywords", document.keywords)
    lines += _labelled("themes", [theme.name for theme in batch.themes])
    lines.append(
        f"holds: {_count(len(batch.findings), 'finding')}, {_count(document.quotes, 'quotation')}, "
        f"{_count(len(batch.references), 'reference')}"
    )
    lines += [f"{'  ' * section.level}{_heading(section)}" for section in document.sections]
    return "\n".join(lines) + "\n"


def _heading(section: Section) -> str:
    return f"{section.number} {section.title}" if section.number else section.title


def _labelled(label: str, values: Sequence[str]) -> list[str]:
    return [f"{label}: {'; '.join(values)}"] if values else []


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
