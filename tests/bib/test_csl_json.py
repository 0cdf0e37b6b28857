"""CSL-JSON: every shape it comes in, broken files, places of characters, and the way back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib import csl_json, kinds
from bib.model import Date, Person, Reference, Source

ENTRY: dict[str, Any] = {
    "id": "ash2011",
    "type": "article-journal",
    "title": "Peers at the door",
    "author": [{"family": "Ash", "given": "B.", "non-dropping-particle": "van"}, {"literal": "World Wood Group"}],
    "issued": {"date-parts": [[2011, 3, 9]]},
    "container-title": "Journal of Invented Care",
    "volume": "10",
    "DOI": "https://doi.org/10.5555/ABC",
    "abstract": "We asked. It helped.",
    "language": "en",
}


def source(text: str) -> Source:
    return Source("library.json", "0" * 64, "0" * 64, "text@1", text)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([ENTRY]),
        json.dumps(ENTRY),
        json.dumps({"items": [ENTRY]}),
        json.dumps({"name": "x", "items": [ENTRY]}, indent=2),
        "\ufeff " + json.dumps([ENTRY], indent=1),
        "[" + json.dumps(ENTRY) + ",]",
    ],
)
def test_shapes(text: str) -> None:
    (entry,), problems = csl_json.read(source(text))
    found = entry.reference
    assert problems == ()
    assert json.loads(found.raw) == ENTRY
    assert found.key == "ash2011"
    assert found.people == (
        Person(family="Ash", given="B.", non_dropping_particle="van"),
        Person(literal="World Wood Group"),
    )
    assert found.date == Date(2011, 3, 9)
    assert (found.doi, found.container, found.volume) == ("10.5555/abc", "Journal of Invented Care", "10")
    assert found.other == (("abstract", ENTRY["abstract"]), ("language", "en"))


def test_json_lines() -> None:
    text = "\n".join(json.dumps({**ENTRY, "id": n}) for n in range(3)) + "\n"
    entries, problems = csl_json.read(source(text))
    assert [e.reference.key for e in entries] == ["0", "1", "2"]
    assert problems == ()


@pytest.mark.parametrize("text", ["[]", "", "  ", "\ufeff[ ]\n", '{"items": []}'])
def test_empty(text: str) -> None:
    assert csl_json.read(source(text)) == ((), ())


def test_a_file_cut_short_keeps_what_came() -> None:
    text = json.dumps([ENTRY, {**ENTRY, "id": "second"}])
    cut = text[: text.rindex('"container-title"') + 24]
    entries, problems = csl_json.read(source(cut))
    assert [e.reference.key for e in entries] == ["ash2011", "second"]
    assert entries[1].reference.title == "Peers at the door"
    assert [p.level for p in problems] == ["error"]
    assert problems[0].source is not None


def test_a_broken_entry_does_not_take_the_others_along() -> None:
    text = '[{"id": "a", "title": "A"}, {"id": "b", "title": oops, "type": "book"},\n {"id": "c", "title": "C"}]'
    entries, problems = csl_json.read(source(text))
    assert [(e.reference.key, e.reference.title) for e in entries] == [("a", "A"), ("b", None), ("c", "C")]
    assert len(problems) == 1
    assert str(problems[0]).startswith("library.json:1:50: error: broken JSON")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[1, "two", null, {"id": "a", "title": "A"}]', 3),
        ('[[[{"id": "a", "title": "A"}]]]', 1),
        ("[" * 100_000, 1),
        ('{"a":' * 100_000, 1),
        ('[{"id": "a", "n": ' + "9" * 5_000 + "}]", 1),
        ("{", 1),
        ('["', 1),
        ("[{}]", 0),
        ("[{,}]", 1),
        ('[{"id" "a"}]', 1),
        ('[{"id": "a" "title": "A"}]', 1),
        ('{"title": "A"} trailing words', 1),
    ],
)
def test_nonsense_is_said_and_never_raised(text: str, said: int) -> None:
    _, problems = csl_json.read(source(text))
    assert len(problems) == said
    assert all(p.source is not None for p in problems)


@pytest.mark.parametrize(
    ("value", "date", "said"),
    [
        ({"date-parts": [["2011", "3"]]}, Date(2011, 3), 0),
        ({"date-parts": [[2011], [2012]]}, Date(2011), 0),
        ({"date-parts": [[2011, 13]]}, Date(2011), 1),
        ({"date-parts": [[2011, 3, 40]]}, Date(2011, 3), 0),
        ({"date-parts": [2011, 3]}, Date(2011, 3), 1),
        ({"date-parts": [[]]}, None, 0),
        ({"date-parts": [[None]]}, None, 0),
        ({"date-parts": [["soon"]]}, None, 1),
        ({"raw": "2011-03"}, Date(2011, 3), 0),
        ({"literal": "in press"}, Date(literal="in press"), 0),
        ("2011-03-09", Date(2011, 3, 9), 0),
        ("Spring 2011", Date(literal="Spring 2011"), 0),
        (2011, Date(2011), 0),
        (True, None, 1),
        ({"season": 1}, None, 1),
        ([], None, 1),
    ],
)
def test_dates(value: object, date: Date | None, said: int) -> None:
    (entry,), problems = csl_json.read(source(json.dumps([{"id": "a", "title": "A", "issued": value}])))
    assert entry.reference.date == date
    assert len(problems) == said


@pytest.mark.parametrize(
    ("name", "value", "field", "expected", "said"),
    [
        ("volume", 12, "volume", "12", 0),
        ("page", 1.5, "pages", "1.5", 0),
        ("title", ["A title"], "title", "A title", 0),
        ("title", ["One", "Two"], "title", "One", 1),
        ("title", {"a": 1}, "title", None, 1),
        ("publisher", True, "publisher", None, 1),
        ("publisher", None, "publisher", None, 0),
        ("publisher", "", "publisher", None, 0),
        ("author", "Ash, B.", "people", (Person(literal="Ash, B."),), 2),
        ("author", [{"name": "World Wood Group"}], "people", (Person(literal="World Wood Group"),), 0),
        ("author", [{"given": "Plato"}], "people", (Person(literal="Plato"),), 0),
        (
            "author",
            [{}, 3, {"family": "Ash", "ORCID": "https://orcid.org/0000-0002-1825-0097"}],
            "people",
            (Person(family="Ash", orcid="0000-0002-1825-0097"),),
            2,
        ),
        ("author", 3, "people", (), 1),
        ("type", "book", "kind", "book", 0),
        ("type", "article-preprint", "kind", "article", 0),
        ("type", "hologram", "kind", "document", 1),
        ("type", 3, "kind", "document", 1),
        ("DOI", "doi:10.5555/X", "doi", "10.5555/x", 0),
        ("title", "half \ud800 pair", "title", "half \ufffd pair", 0),
    ],
)
def test_values_of_the_wrong_type(name: str, value: object, field: str, expected: object, said: int) -> None:
    (entry,), problems = csl_json.read(source(json.dumps([{"id": "a", name: value}])))
    assert getattr(entry.reference, field) == expected
    assert len(problems) == said


@given(st.text(max_size=80), st.booleans())
def test_every_character_knows_its_place(text: str, ascii_only: bool) -> None:
    """The slice of the file for any part of a string decodes to that part."""
    raw = json.dumps([{"id": "a", "title": "T", "abstract": "<" + text + ">"}], ensure_ascii=ascii_only)
    (entry,), _ = csl_json.read(source(raw))
    held = entry.abstract
    assert held is not None
    assert held.text == "<" + text + ">"
    for start in range(len(held.text)):
        low, high = held.span(start, start + 1)
        assert json.loads(f'"{raw[low:high]}"', strict=False) == held.text[start]
    low, high = held.span(0, len(held.text))
    assert raw[low - 1] == raw[high] == '"'


def test_no_escapes_no_map() -> None:
    (entry,), _ = csl_json.read(source(json.dumps([ENTRY])))
    assert entry.abstract is not None
    assert entry.abstract.breaks == ()


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).map(str.strip).filter(bool)
MAYBE = st.none() | WORDS
PEOPLE = st.lists(
    st.builds(Person, family=WORDS, given=MAYBE, suffix=MAYBE, non_dropping_particle=MAYBE, dropping_particle=MAYBE)
    | st.builds(Person, literal=WORDS),
    max_size=3,
).map(tuple)
DATES = (
    st.none()
    | st.builds(
        Date, year=st.integers(1, 2100), month=st.none() | st.integers(1, 12), suffix=st.none() | st.sampled_from("ab")
    )
    | st.builds(Date, literal=WORDS.filter(lambda s: not s[0].isdigit()))
)
REFERENCES = st.builds(
    Reference,
    kind=st.sampled_from(kinds.KINDS),
    title=MAYBE,
    people=PEOPLE,
    editors=PEOPLE,
    date=DATES,
    container=MAYBE,
    volume=MAYBE,
    issue=MAYBE,
    pages=MAYBE,
    publisher=MAYBE,
    place=MAYBE,
    doi=st.none() | st.just("10.5555/x(1)"),
    pmid=MAYBE,
    pmcid=MAYBE,
    isbn=MAYBE,
    url=MAYBE,
    number=MAYBE,
    label=MAYBE,
    other=st.lists(
        st.tuples(st.sampled_from(["abstract", "note", "genre", "edition", "x-own"]), WORDS),
        max_size=3,
        unique_by=lambda kv: kv[0],
    ).map(tuple),
)


@given(st.lists(REFERENCES, max_size=4))
def test_round_trip(references: list[Reference]) -> None:
    entries, problems = csl_json.read(source(csl_json.write(references)))
    assert problems == ()
    back = [entry.reference for entry in entries]
    assert [r.key for r in back] == [str(n) for n in range(1, len(back) + 1)]
    for was, now in zip(references, back, strict=True):
        for name in (
            "kind",
            "title",
            "people",
            "editors",
            "date",
            "container",
            "volume",
            "issue",
            "pages",
            "publisher",
            "place",
            "doi",
            "pmid",
            "pmcid",
            "isbn",
            "url",
            "number",
            "label",
            "other",
        ):
            assert getattr(now, name) == getattr(was, name), name


@given(
    st.binary(max_size=200).map(lambda b: b.decode("utf-8", "replace"))
    | st.text(alphabet='{}[]":,\\ae1u\n', max_size=120)
)
def test_no_text_raises(text: str) -> None:
    entries, _ = csl_json.read(source(text))
    for entry in entries:
        assert entry.reference.source is not None
        assert entry.reference.raw


def test_the_object_of_a_list_item() -> None:
    raw = source("6. Ash B. Peers. 2011.")
    from bib.model import Span

    found = Reference(
        "book",
        "Peers",
        (Person(family="Ash", given="B"),),
        date=Date(2011, suffix="a"),
        label="6",
        source=Span(raw, 0, len(raw.text)),
    )
    assert csl_json.to_object(found, "1") == {
        "id": "1",
        "type": "book",
        "author": [{"family": "Ash", "given": "B"}],
        "issued": {"date-parts": [[2011]]},
        "year-suffix": "a",
        "title": "Peers",
        "citation-number": "6",
        "note": "6. Ash B. Peers. 2011.",
    }


def test_an_unread_item_is_a_document_with_a_note() -> None:
    from bib.model import Span

    raw = source("???")
    assert csl_json.to_object(Reference(source=Span(raw, 0, 3)), "7") == {"id": "7", "type": "document", "note": "???"}


def test_structured_variables_come_back_as_they_were() -> None:
    entry = {
        **ENTRY,
        "DOI": "10.5555/abc",
        "accessed": {"date-parts": [[2020, 1]]},
        "translator": [{"family": "Elm"}],
        "note": "[1]",
    }
    entries, _ = csl_json.read(source(json.dumps([entry])))
    assert json.loads(csl_json.write([e.reference for e in entries])) == [entry]
