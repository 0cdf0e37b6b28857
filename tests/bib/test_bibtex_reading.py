"""BibTeX: awkward fields, names and blocks; files and whole broken libraries are in tests/ingest/test_library_files.py."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bib import bibtex, bibtex_reading
from bib.mapped import Entry
from bib.model import Date, Person, Reference, Source


def read(text: str) -> tuple[tuple[Entry, ...], list[tuple[int, str]]]:
    entries, problems = bibtex_reading.read(Source("x.bib", "", "", "text@1", text))
    return entries, [(p.source.line if p.source else 0, p.level) for p in problems]


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        ("year = 2011, month = mar", "date", Date(2011, 3)),
        ("year = {2011}, month = {March}", "date", Date(2011, 3)),
        ("year = {2011}, month = 3", "date", Date(2011, 3)),
        ("year = {2011}, month = {3}, day = {5}", "date", Date(2011, 3, 5)),
        ('year = 2011, month = mar # "~5"', "date", Date(2011, 3, 5)),
        ("year = {2011}, month = {}", "date", Date(2011)),
        ("date = {2011-03-05}", "date", Date(2011, 3, 5)),
        ("year = {in press}", "date", Date(literal="in press")),
        ("journal = {Journal {of} Wards}", "container", "Journal of Wards"),
        ("journaltitle = {Wards}", "container", "Wards"),
        ("number = {2}", "issue", "2"),
        ("eid = {e104}", "number", "e104"),
        ("pages = {5--9}", "pages", "5–9"),
        ("doi = {https://doi.org/10.1234/ABC}", "doi", "10.1234/abc"),
        (r"doi = {10.1234/a{\_}b}", "doi", "10.1234/a_b"),
        ("url = {http://x.org/~a--b}", "url", "http://x.org/~a--b"),
        (r"howpublished = {\url{http://x.org}}", "url", "http://x.org"),
        ("howpublished = {By hand}", "container", "By hand"),
        ("eprint = {123}, eprinttype = {pubmed}", "pmid", "123"),
        ("entrysubtype = {newspaper}", "kind", "article-newspaper"),
        ("author = {Ash, B. and others}", "etal", True),
        ("author = {Ash, B. and Fir, C. et al.}", "etal", False),
        ("AUTHOR = {Ash, B.}", "people", (Person("Ash", "B."),)),
        ("author = {Ash, B. AND Fir, C.}", "people", (Person("Ash", "B."), Person("Fir", "C."))),
        ("author = {Beatrice C. Ash}", "people", (Person("Ash", "Beatrice C."),)),
        ("author = {Ludwig van Beethoven}", "people", (Person("Beethoven", "Ludwig", non_dropping_particle="van"),)),
        ("author = {Ash, Jr., B.}", "people", (Person("Ash", "B.", "Jr."),)),
        ("author = {{Barnes and Noble}}", "people", (Person(literal="Barnes and Noble"),)),
        (
            "author = {{Barnes and Noble} and Ash, B.}",
            "people",
            (Person(literal="Barnes and Noble"), Person("Ash", "B.")),
        ),
        (r"author = {M{\"u}ller, J{\"o}rg}", "people", (Person("Müller", "Jörg"),)),
        ("author = {Plato}", "people", (Person("Plato"),)),
        ("author = {}", "people", ()),
        ("author = { and }", "people", ()),
    ],
)
def test_fields(lines: str, field: str, value: object) -> None:
    entries, problems = read(f"@article{{k, title = {{A}}, {lines}}}\n")
    assert getattr(entries[0].reference, field) == value
    assert problems == []


@pytest.mark.parametrize(
    ("text", "titles", "problems"),
    [
        ("@article{a, title={A}}@article{b, title={B}}", ["A", "B"], []),
        ("@article(a, title={A)})", ["A)"], []),
        ("@article{,\n title={A}}", ["A"], []),
        ("@article{a}", [None], []),
        ("@article{a, title=}", [None], []),
        ("@ARTICLE {a ,\n TITLE\n = {A} ,\n }", ["A"], []),
        ("@article{a, title={A}, title={B}}", ["A"], [(1, "warning")]),
        ("@article{a, title={A}}\n@article{a, title={B}}", ["A", "B"], [(2, "warning")]),
        ("@article{a, title={A}\n year=2000}", ["A"], [(2, "warning")]),
        ("@article{a, title={A} {B}}", ["A"], [(1, "warning")]),
        ("@article{a, title=undefined}", ["undefined"], [(1, "warning")]),
        ("@string{x = {A}}\n@string{y = x # { B}}\n@article{a, title = y # { C}}", ["A B C"], []),
        ("@article{a, title={A\n@article{b, title={B}}", ["B"], [(1, "error")]),
        ("@article{a, title={A", [], [(1, "error")]),
        ('@article{a, title="A {"} B"}', ['A " B'], []),
        ('@article{a, title="A" B"}\n@article{b, title={B}}', ["B"], [(1, "error")]),
        ('@comment{a, {title} = {A}}\n@preamble{"x"}\nprose @ home\n@article{b, title={B}}', ["B"], []),
        ("@article{a, title={mail me@home.org}}", ["mail me@home.org"], []),
        ("title = {A}\n@article{b, title={B}}", ["B"], [(1, "warning")]),
    ],
)
def test_blocks(text: str, titles: list[str | None], problems: list[tuple[int, str]]) -> None:
    entries, said = read(text)
    assert [e.reference.title for e in entries] == titles
    assert said == problems


def test_broken_blocks_are_not_printed() -> None:
    code = "from bib import bibtex_reading as b, model; b.read(model.Source('', '', '', '', '@article{a, title={A'))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert (done.stdout, done.stderr) == (b"", b"")


@pytest.mark.parametrize(
    "person",
    [
        Person("van Berg", "A."),
        Person("Von Trees"),
        Person("van trees"),
        Person("Ash, Fir", "A, B"),
        Person("Ash", None, "Jr."),
        Person("Ash and Sons", "A and B"),
        Person("Ash", "A.", non_dropping_particle="de la"),
        Person("Ash", None, non_dropping_particle="de la"),
        Person("And", "AND"),
        Person("Ash{", "}A"),
        Person(literal="Barnes and Noble, Inc."),
    ],
)
def test_names_that_bibtex_would_take_apart(person: Person) -> None:
    text = bibtex.write([("k", Reference(title="T", people=(person, Person("Next", "A."))))])
    (entry,), problems = read(text)
    assert entry.reference.people == (person, Person("Next", "A."))
    assert problems == []
