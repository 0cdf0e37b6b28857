"""RIS: awkward entries, and what rispy reads of ours."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import rispy

from bib import ris
from bib.mapped import Entry
from bib.model import Date, Person, Reference, Source


def read(text: str) -> tuple[tuple[Entry, ...], list[tuple[int, str]]]:
    entries, problems = ris.read(Source("x.ris", "", "", "text@1", text))
    return entries, [(p.source.line if p.source else 0, p.level) for p in problems]


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        ("T2  - Journal J\nJO  - Jn", "container", "Journal J"),
        ("JO  - Journal\nJA  - Jn", "container", "Journal"),
        ("JA  - Jn", "container", "Jn"),
        ("DO  - https://doi.org/10.1234/ABC", "doi", "10.1234/abc"),
        ("M3  - 10.1234/abc", "doi", "10.1234/abc"),
        ("UR  - https://doi.org/10.1234/abc.", "doi", "10.1234/abc"),
        ("UR  - https://example.org/10.1234/abc", "doi", None),
        ("N1  - seen in doi: 10.1234/abc", "doi", "10.1234/abc"),
        ("PY  - 2011\nDA  - 2011/03/05/", "date", Date(2011, 3, 5)),
        ("PY  - 2011\nDA  - MAR 5", "date", Date(2011, 3, 5)),
        ("PY  - 2011\nDA  - 2012/03/05/", "date", Date(2011)),
        ("Y1  - 2011/03//", "date", Date(2011, 3)),
        ("DA  - 2011/03//", "date", Date(2011, 3)),
        ("SP  - 5\nEP  - 9", "pages", "5–9"),
        ("SP  - 5-9\nEP  - 9", "pages", "5-9"),
        ("SP  - e5\nEP  - e5", "pages", "e5"),
        ("AN  - 123\nDB  - PubMed", "pmid", "123"),
        ("AN  - 123\nDB  - Embase", "pmid", None),
        ("U1  - 123[pmid]", "pmid", "123"),
        ("AN  - PMC77", "pmcid", "PMC77"),
        ("M1  - 1008150341", "number", None),
        ("C7  - 104", "number", "104"),
        ("M3  - Article", "kind", "article-journal"),
        ("M3  - Preprint", "kind", "article"),
        ("A1  - Ash, B\nAU  - Ash, B\nAU  - Fir, C", "people", (Person("Ash", "B"), Person("Fir", "C"))),
        ("AU  - Ash, B\nAU  - Ash, B", "people", (Person("Ash", "B"), Person("Ash", "B"))),
        ("A2  - Ash, B\nED  - Fir, C", "editors", (Person("Fir", "C"), Person("Ash", "B"))),
        ("UR  - https://a.org\nUR  - https://b.org", "url", "https://a.org"),
    ],
)
def test_fields(lines: str, field: str, value: object) -> None:
    entries, problems = read(f"TY  - JOUR\nTI  - A\n{lines}\nER  - \n")
    assert getattr(entries[0].reference, field) == value
    assert problems == []


@pytest.mark.parametrize(
    ("kind", "container", "series"),
    [
        ("JOUR", "Host", None),
        ("CHAP", "Host", None),
        ("BOOK", None, "Host"),
        ("RPRT", None, "Host"),
        ("ELEC", "Host", None),
    ],
)
def test_t2_is_a_series_of_books_and_a_host_of_others(kind: str, container: str | None, series: str | None) -> None:
    (entry,) = read(f"TY  - {kind}\nTI  - A\nT2  - Host\nER  - \n")[0]
    assert (entry.reference.container, entry.reference.get("collection-title")) == (container, series)


def test_a_value_goes_on_in_the_next_line() -> None:
    text = "TY  - JOUR\nTI  - One\n   two\nAB  - First line\nsecond - line\n\nNew paragraph\nER  - \n"
    entries, problems = read(text)
    entry = entries[0]
    assert entry.reference.title == "One two"
    assert entry.reference.get("abstract") == "First line second - line\n\nNew paragraph"
    assert entry.abstract
    at = entry.abstract.text.index("second")
    assert text[slice(*entry.abstract.span(at, at + 6))] == "second"
    assert problems == []


def test_what_rispy_reads_of_ours() -> None:
    people = (Person(family="Ash", given="B. C."), Person(literal="Centre for Wood, Leeds"))
    other = (("keyword", "a; b"), ("abstract", "It fell.\n\nIt rose."))
    work = Reference(
        "article-journal", "A title", people, date=Date(2011, 3), doi="10.1234/a", pages="5–9", other=other
    )
    found: list[dict[str, Any]] = rispy.loads(ris.write([("k1", work), ("k2", work)]), newline="\r\n")
    assert [entry["id"] for entry in found] == ["k1", "k2"]
    assert found[0] | {"id": "k1"} == {
        "type_of_reference": "JOUR",
        "id": "k1",
        "authors": ["Ash, B. C.", "Centre for Wood, Leeds,"],
        "title": "A title",
        "year": "2011",
        "date": "2011/03//",
        "start_page": "5",
        "end_page": "9",
        "doi": "10.1234/a",
        "keywords": ["a", "b"],
        "abstract": "It fell. It rose.",
    }


def test_rispy_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, bib.formats; sys.exit(bool({'rispy', 'pylatexenc', 'bibtexparser'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
