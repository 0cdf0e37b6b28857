"""Reference -> format -> reference: equal on the fields that both sides know, for every format.

What a format does not know is said in its file's docstring; here it is what `known` leaves out.
"""

from __future__ import annotations

import string
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bib import kinds
from bib.formats import FORMATS, Format
from bib.model import Date, Person, Problem, Reference, Source

GOING_BOTH_WAYS = [row for row in FORMATS if row.read and row.write]

# Signs that some format has a use for, and letters of several scripts.
SIGNS = "aZé7Ωж中 -–—'`\"{}\\$%&#_^~@,;:.()[]<>=|/*?!+\u00a0\u2028\ufeff"
WORD = st.text(string.ascii_letters + "éßøŁжΩ中", min_size=1, max_size=8)
ANY = st.text(st.sampled_from(SIGNS) | st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
# An awkward text between two words: no format keeps white space at the ends.
TEXT = st.builds("{} {} {}".format, WORD, ANY, WORD)
TOKEN = st.text(string.ascii_letters + string.digits, min_size=1, max_size=6)
FAMILY = st.builds(
    lambda a, b: a.capitalize() + b, WORD, st.sampled_from(["", "-Ash", "’s", " Ash", " and Ash", " & Ash"])
)
GIVEN = st.sampled_from(["A.", "B. C.", "Anna", "Anna-Lena M", "Čeněk", "A and B"])
PERSON = st.builds(
    Person,
    family=FAMILY,
    given=GIVEN,
    suffix=st.none() | st.sampled_from(["Jr.", "III", "Sr"]),
    non_dropping_particle=st.none() | st.sampled_from(["van", "de la", "von der"]),
) | st.builds(Person, literal=st.builds("The {} {} Group".format, WORD, ANY))
PEOPLE = st.lists(PERSON, max_size=3).map(tuple)
DATE = (
    st.none()
    | st.builds(Date, year=st.integers(1000, 2999))
    | st.builds(Date, year=st.integers(1000, 2999), month=st.integers(1, 12), day=st.none() | st.integers(1, 28))
)
KEYWORD = st.lists(WORD, min_size=1, max_size=4, unique=True).map("; ".join)
OTHER = st.fixed_dictionaries(
    {},
    optional={
        "abstract": TEXT,
        "keyword": KEYWORD,
        "language": TOKEN,
        "edition": TOKEN,
        "ISSN": st.just("1234-567X"),
        "collection-title": TEXT,
        "container-title-short": TEXT,
        "title-short": TEXT,
        "note": TEXT,
    },
).map(lambda found: tuple(found.items()))
REFERENCE = st.builds(
    Reference,
    kind=st.sampled_from(kinds.KINDS),
    title=TEXT,
    people=PEOPLE,
    editors=PEOPLE,
    etal=st.booleans(),
    date=DATE,
    container=st.none() | TEXT,
    volume=st.none() | TOKEN,
    issue=st.none() | TOKEN,
    pages=st.none() | TOKEN | st.builds("{}–{}".format, TOKEN, TOKEN).filter(lambda p: len(set(p.split("–"))) == 2),
    publisher=st.none() | TEXT,
    place=st.none() | TEXT,
    doi=st.none() | st.builds("10.5555/{}".format, st.text("abc019_()<>;.-%&#~", min_size=1).map(lambda t: f"x{t}y")),
    pmid=st.none() | st.integers(1, 10**8).map(str),
    pmcid=st.none() | st.integers(1, 10**7).map("PMC{}".format),
    isbn=st.none() | st.just("9780306406157"),
    url=st.none()
    | st.builds("https://example.org/{}".format, st.text("aZ0_%&?=#~.-;", max_size=9).map(lambda t: f"{t}x")),
    number=st.none() | TOKEN,
    other=OTHER,
)


def folded(text: str | None) -> str | None:
    return " ".join(text.split()) if text else text


def name(person: Person) -> tuple[str | None, ...]:
    if person.literal:
        return (folded(person.literal),)
    family = " ".join(x for x in (person.dropping_particle, person.non_dropping_particle, person.family) if x)
    return folded(family), folded(person.given), person.suffix


def known(reference: Reference, row: Format, kind: str) -> dict[str, object]:
    """What a format knows of a reference, in a form that does not depend on white space or on who has the particle."""
    r = reference
    out: dict[str, object] = {
        field: folded(getattr(r, field))
        for field in ("title", "container", "volume", "issue", "pages", "publisher", "place", "doi", "pmid", "pmcid")
    }
    out |= {"kind": r.kind, "isbn": r.isbn, "url": r.url, "number": r.number, "date": r.date}
    out |= {"people": [name(p) for p in r.people], "editors": [name(p) for p in r.editors], "etal": r.etal}
    out |= {variable: folded(value) for variable, value in r.other}
    if out.get("container") == out.get("container-title-short"):
        out.pop("container-title-short", None)
    for field in UNKNOWN[row.name]:
        out.pop(field, None)
    if row.name == "nbib" and kind not in kinds.PUBMED.values():
        out.pop("kind")  # no publication type of PubMed says it
        out.pop("container", None)
    return out


UNKNOWN: dict[str, tuple[str, ...]] = {
    "csl-json": ("etal",),
    "bibtex": (),
    "ris": ("etal",),
    "nbib": ("etal", "url", "title-short"),
}


def sensible(reference: Reference) -> Reference:
    """Without what cannot be said: a shortened name of no journal, "et al." after nobody, one list of people twice."""
    r = reference
    other = r.other if r.container else tuple(pair for pair in r.other if pair[0] != "container-title-short")
    editors = () if r.editors == r.people else r.editors
    return replace(r, other=other, editors=editors, etal=r.etal and bool(r.people))


def written(reference: Reference, row: Format) -> str:
    assert row.write
    return row.write([("key1", reference)])


def back(text: str, row: Format) -> tuple[list[Reference], tuple[Problem, ...]]:
    assert row.read
    entries, problems = row.read(Source("x", "", "", "text@1", text))
    for entry in entries:
        assert entry.reference.source
        span = entry.reference.source
        assert entry.reference.raw == text[span.start : span.end]
    return [entry.reference for entry in entries], problems


NAMED = Person(family="Ash", given="B. C.", suffix="Jr.")


@pytest.mark.parametrize("row", GOING_BOTH_WAYS, ids=lambda row: row.name)
@settings(max_examples=25)
@given(reference=REFERENCE)
@example(reference=Reference("book", "AB  - a PMID- 1 @book{x,", (NAMED,), (Person(literal="A, B and C"),)))
@example(reference=Reference("chapter", "TY  - JOUR ER  -", container="It's ''so'' -- or --- so?", pages="e12"))
@example(reference=Reference("report", "A {\\'e} $x_2$ $5 and $6", issue="2", number="CR 150", publisher="{} & {"))
@example(reference=Reference("article-newspaper", "Inc.", date=Date(literal="in press"), container="The Day, Old"))
@example(reference=Reference("book", "Two of one name", (NAMED, NAMED), (Person(literal="A"), Person(literal="A"))))
def test_what_both_sides_know_comes_back(row: Format, reference: Reference) -> None:
    check(row, reference)


@pytest.mark.slow
@pytest.mark.parametrize("row", GOING_BOTH_WAYS, ids=lambda row: row.name)
@settings(max_examples=3000)
@given(reference=REFERENCE)
def test_what_both_sides_know_comes_back_of_thousands(row: Format, reference: Reference) -> None:
    check(row, reference)


def check(row: Format, reference: Reference) -> None:
    reference = sensible(reference)
    text = written(reference, row)
    assert written(reference, row) == text
    found, problems = back(text, row)
    assert problems == ()
    assert len(found) == 1
    assert known(found[0], row, reference.kind) == known(reference, row, reference.kind)
    if row.name != "nbib":
        assert found[0].key == "key1"
    # What was read once is written as the same bytes from then on.
    once = written(found[0], row)
    assert written(back(once, row)[0][0], row) == once


@pytest.mark.parametrize("row", GOING_BOTH_WAYS, ids=lambda row: row.name)
@settings(max_examples=5)
@given(references=st.lists(REFERENCE, max_size=4))
def test_many_in_one_file(row: Format, references: list[Reference]) -> None:
    assert row.write
    text = row.write((f"k{n}", r) for n, r in enumerate(references))
    found, problems = back(text, row)
    assert [folded(r.title) for r in found] == [folded(r.title) for r in references]
    assert problems == ()


@pytest.mark.parametrize("row", GOING_BOTH_WAYS, ids=lambda row: row.name)
def test_two_works_with_one_key(row: Format) -> None:
    assert row.write
    text = row.write([("a", Reference(title="One")), ("a", Reference(title="Two")), ("a-2", Reference(title="Three"))])
    found, problems = back(text, row)
    assert [r.title for r in found] == ["One", "Two", "Three"]
    assert problems == ()
