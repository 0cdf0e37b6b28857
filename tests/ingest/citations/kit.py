"""A paper in two strings: what it says, and its list."""

from __future__ import annotations

from collections.abc import Sequence

from bib.model import Date, Person, Problem, Reference, Source, Span
from ingest.citations.style import Marked, read
from ingest.structure import Raised

LIST = (
    ("Smith, Park, Lee", "2019"),
    ("Jones, Lee", "2020a"),
    ("Jones, Lee", "2020b"),
    ("Jones", "2018"),
    ("=World Health Organization", "2019"),
    ("van der Berg", "2014"),
    ("Müller-Lüdenscheidt, Ito", "2015"),
    ("O'Neill, Park, Kim", "2016"),
    ("Núñez", "2017"),
    ("=American Psychiatric Association", "2013"),
    ("Smith, Brown", "2017"),
    ("Smith", "2017"),
    ("Twin, Able", "2011"),
    ("Twin, Able", "2011"),
)


def listed(items: Sequence[tuple[str, str]] = LIST) -> list[Reference]:
    """References of "First, Second" and "2020a"; "=" before an organisation."""
    return [_reference(people, year) for people, year in items]


def _reference(people: str, year: str) -> Reference:
    date = Date(int(year[:4]), suffix=year[4:] or None)
    if people.startswith("="):
        return Reference(people=(Person(literal=people[1:]),), date=date)
    return Reference(people=tuple(Person(family=name) for name in people.split(", ")), date=date)


def numbered(count: int) -> list[Reference]:
    """A list of numbered items that say nothing."""
    return [Reference(label=str(n)) for n in range(1, count + 1)]


def marked(text: str, references: Sequence[Reference], raised: Sequence[Raised] = ()) -> Marked:
    """Read every paragraph of a text; markers must be verbatim, in order and apart."""
    source = Source("x", "", "", "", text)
    regions = []
    at = 0
    for paragraph in text.split("\n\n"):
        regions.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    found = read(source, references, regions, raised)
    last = 0
    for citation in found.citations:
        assert citation.source.text == citation.marker
        assert citation.source.start >= last
        last = citation.source.end
    assert all(0 < place <= len(references) for c in found.citations for place in c.places)
    return found


def cited(text: str, references: Sequence[Reference]) -> list[tuple[str, tuple[int, ...]]]:
    """Marker and places (numbers, where there is no list)."""
    return [(c.marker, c.places or c.numbers) for c in marked(text, references).citations]


def said(problems: Sequence[Problem]) -> str:
    """All that was said, in one string."""
    return " | ".join(p.message for p in problems)


__all__ = ["LIST", "Raised", "Span", "cited", "listed", "marked", "numbered", "said"]
