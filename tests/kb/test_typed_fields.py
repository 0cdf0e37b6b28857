"""FIELD=VALUE as people type it: what is kept of it, and what is refused with which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.model import Date, Person, Reference
from kb.errors import UsageError
from kb.typed_fields import FIELDS, parsed, shown


def one(word: str) -> Reference:
    return parsed([word])[0]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("title=A  new\ttitle ", Reference(title="A new title")),
        ("title=x=y", Reference(title="x=y")),
        ("TITLE=Wards", Reference(title="Wards")),
        ("year=2021", Reference(date=Date(2021))),
        ("Year= 2021 ", Reference(date=Date(2021))),
        ("date=2021-03-05", Reference(date=Date(2021, 3, 5))),
        ("issued=2021/03", Reference(date=Date(2021, 3))),
        ("date=2021 Mar 5", Reference(date=Date(2021, 3, 5))),
        ("date=2020-02-29", Reference(date=Date(2020, 2, 29))),
        ("journal=J Ward", Reference(container="J Ward")),
        ("container-title=J Ward", Reference(container="J Ward")),
        ("container_title=J Ward", Reference(container="J Ward")),
        ("page=11–19", Reference(pages="11–19")),
        ("city=Leeds", Reference(place="Leeds")),
        ("doi=https://doi.org/10.5555/ABC", Reference(doi="10.5555/abc")),
        ("doi=doi: 10.5555/a(b)", Reference(doi="10.5555/a(b)")),
        ("pmid=PMID: 29490704", Reference(pmid="29490704")),
        ("pmcid=pmc 123", Reference(pmcid="PMC123")),
        ("isbn=978-0-306-40615-7", Reference(isbn="9780306406157")),
        ("isbn=0-8044-2957-X", Reference(isbn="080442957X")),
        ("url=https://example.org/a?b=c", Reference(url="https://example.org/a?b=c")),
        ("issn=1234567x", Reference(other=(("ISSN", "1234-567x"),))),
        ("kind=book", Reference(kind="book", other=(("type", "book"),))),
        ("type=Journal article", Reference(kind="article-journal", other=(("type", "article-journal"),))),
        ("kind=document", Reference(kind="document", other=(("type", "document"),))),
        ("abstract=One.\n\nTwo  three.", Reference(other=(("abstract", "One.\n\nTwo three."),))),
        ("authors=Smith, Jane; van den Berg, A. B.; World Health Organization",
         Reference(people=(Person("Smith", "Jane"), Person("Berg", "A. B.", non_dropping_particle="van den"),
                           Person(literal="World Health Organization")))),
        ("author=Smith, J., Jr.", Reference(people=(Person("Smith", "J.", "Jr."),))),
        ("author=Smith, J; et al.", Reference(people=(Person("Smith", "J"),), etal=True)),
        ("author=Department of Health and Social Care",
         Reference(people=(Person(literal="Department of Health and Social Care"),))),
    ],
)  # fmt: skip
def test_what_is_kept(word: str, expected: Reference) -> None:
    assert one(word) == expected


@pytest.mark.parametrize(
    ("word", "says", "hint"),
    [
        ("year=20x1", "no year", "2021"),
        ("year=21", "no year", "2021"),
        ("year=0", "no year", "2021"),
        ("year=9999", "no year", "2021"),
        ("year=in press", "no year", "2021"),
        ("date=2021-13", "no such day", "2021-03"),
        ("date=2021-02-30", "no such day", "2021-03"),
        ("doi=11.5555/a", "no DOI", "10.1234"),
        ("doi=10.5555/", "no DOI", "10.1234"),
        ("doi=10.5555/a b", "no DOI", "10.1234"),
        ("doi=10.5555/" + "d" * 3000, "no DOI", "10.1234"),
        ("pmid=PMC12", "no PMID", "figures"),
        ("pmid=٣٤٥", "no PMID", "figures"),
        ("pmid=12345678901", "no PMID", "figures"),
        ("pmcid=123", "no PMCID", "PMC1234567"),
        ("isbn=9780306406158", "no ISBN", "checks"),
        ("isbn=123", "no ISBN", "checks"),
        ("url=example.org", "no address", "https://"),
        ("url=https://a b", "no address", "https://"),
        ("issn=12", "no ISSN", "1234-567X"),
        ("kind=boook", "no kind of work", "book"),
        ("kind=qqq", "no kind of work", "article-journal"),
        ("author=Smith J, Jones K", "cannot tell the names", 'parted by ";"'),
        ("author=Smith, Jane, Brown, Bob", "cannot tell the names", 'parted by ";"'),
        ("author=Smith, J. and Jones, K.", "cannot tell the names", 'parted by ";"'),
        ("author=;", "cannot tell the names", 'parted by ";"'),
        ("author=et al.", "cannot tell the names", 'parted by ";"'),
        ("title=", "title= is empty", "kb undo"),
        ("title=  \n", "title= is empty", "kb undo"),
        ("title", "title has no value", "title=VALUE"),
        ("titel=Wards", "no field is called 'titel'", "nearest: title"),
        ("colour=red", "no field is called 'colour'", "title, author"),
        ("=x", "no field is called ''", "title, author"),
        ("A new title", "is no FIELD=VALUE", "year=2021"),
        ("", "is no FIELD=VALUE", "year=2021"),
        ("citekey=x", "given once and kept", "cites"),
    ],
)
def test_what_is_refused(word: str, says: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        one(word)
    assert says in refused.value.message
    assert hint in refused.value.hint


def test_a_field_is_said_once() -> None:
    for words in (["title=a", "title=b"], ["year=2020", "date=2021"], ["journal=a", "container=b"]):
        with pytest.raises(UsageError, match="given twice"):
            parsed(words)


def test_every_name_means_one_field() -> None:
    names = [name for field in FIELDS for name in (field.name, *field.also)]
    assert len(names) == len(set(names))
    assert all(name == name.casefold() for name in names)


@given(st.sampled_from(FIELDS), st.text(max_size=80))
def test_any_text_is_kept_or_refused_with_a_hint(field: object, text: str) -> None:
    name = field.name  # type: ignore[attr-defined]
    try:
        reference, fields = parsed([f"{name}={text}"])
        kept = [f.name for f in fields] == [name] and shown(reference, fields[0])
    except UsageError as refused:
        kept = refused.hint
    assert kept
