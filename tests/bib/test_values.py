"""Ids, dates and names of the text formats."""

from __future__ import annotations

import pytest

from bib import values
from bib.model import Date, Person


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2011", Date(2011)),
        ("2011///", Date(2011)),
        ("2011/03/05/", Date(2011, 3, 5)),
        ("2011/03//", Date(2011, 3)),
        ("2011/03/05/Epub", Date(2011, 3, 5)),
        ("2011-03-05T10:00:00Z", Date(2011, 3, 5)),
        ("1999-05-07/2000-01-01", Date(1999, 5, 7)),
        ("2011 Mar 5", Date(2011, 3, 5)),
        ("2011 Mar-Apr", Date(2011, 3)),
        ("2011 March 5-7", Date(2011, 3, 5)),
        ("2011 Spring", Date(2011)),
        ("2011/13/40", Date(2011)),
        ("in press", Date(literal="in press")),
        ("5 March 2011", Date(literal="5 March 2011")),
        ("0000", None),
        (" ", None),
    ],
)
def test_dates(text: str, date: Date | None) -> None:
    assert values.date(text) == date


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ash, Beatrice C.", Person(family="Ash", given="Beatrice C.")),
        ("Ash,B", Person(family="Ash", given="B")),
        ("van den Berg, D., Jr.", Person(family="Berg", given="D.", suffix="Jr.", non_dropping_particle="van den")),
        ("Ash, , Jr.", Person(family="Ash", suffix="Jr.")),
        ("Centre for Wood", Person(literal="Centre for Wood")),
        ("Department of Wood, Leeds,", Person(literal="Department of Wood, Leeds")),
        ("A, B, C, D", Person(literal="A, B, C, D")),
        (", B", Person(literal=", B")),
        (",", None),
        ("", None),
    ],
)
def test_people(text: str, person: Person | None) -> None:
    assert values.person(text) == person


@pytest.mark.parametrize(
    ("text", "isbn"),
    [("978-0-306-40615-7", "9780306406157"), ("0-306-40615-x (print)", "030640615X"), ("1234-5678", None), ("", None)],
)
def test_isbn(text: str, isbn: str | None) -> None:
    assert values.isbn(text) == isbn


def test_line_ends_keep_every_place() -> None:
    text = "a\r\nb\rc\nd\r"
    assert values.lines(text) == "a \nb\nc\nd\n"
    assert len(values.lines(text)) == len(text)
