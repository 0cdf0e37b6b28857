"""Items of the list: the fields that marks give, and the words where they give none."""

from __future__ import annotations

from typing import Any

import pytest

from bib.model import Date, Person, Reference
from ingest.readers import jats
from ingest.structure import Item


def item(ref: str) -> tuple[Item, str]:
    data = f'<article article-type="x"><body><p>a</p></body><back><ref-list>{ref}</ref-list></back></article>'
    found = jats.read(data.encode(), "a.nxml")
    assert found.items
    assert len(found.items) == 1
    return found.items[0], found.source.text[found.items[0].start : found.items[0].end]


def fields(reference: Reference | None) -> dict[str, Any] | None:
    return {k: v for k, v in vars(reference).items() if v} if reference else None


HALL = Person(family="Hall", given="J")
NAME = "<name><surname>Hall</surname><given-names>J</given-names></name>"


@pytest.mark.parametrize(
    ("citation", "expected", "printed"),
    [
        pytest.param(
            f'<element-citation publication-type="journal"><person-group person-group-type="author">{NAME}</person-group><article-title>On peers.</article-title><source>J Care</source><year>2019b</year><month>3</month><volume>4</volume><issue>2</issue><supplement>Suppl 1</supplement><elocation-id>e7</elocation-id><pub-id pub-id-type="pmcid">PMC12</pub-id></element-citation>',
            {"kind": "article-journal", "title": "On peers", "people": (HALL,), "container": "J Care", "date": Date(2019, 3, None, "b"), "volume": "4", "issue": "2 Suppl 1", "number": "e7", "pmcid": "PMC12"},
            "Hall J. On peers. J Care. Suppl 1. 2019b Mar;4(2):e7. PMC: PMC12.",
            id="journal",
        ),
        pytest.param(
            f'<citation citation-type="book"><person-group person-group-type="author">{NAME}</person-group><person-group person-group-type="editor"><name><surname>Ito</surname><given-names>M</given-names></name></person-group><article-title>Desks</article-title><source>Rooms</source><year>2001</year><publisher-name>Press</publisher-name></citation>',
            {"kind": "chapter", "title": "Desks", "people": (HALL,), "editors": (Person(family="Ito", given="M"),), "container": "Rooms", "date": Date(2001), "publisher": "Press"},
            "Hall J. Desks. Ito M, editors. Rooms. Press. 2001.",
            id="chapter of NLM 2",
        ),
        pytest.param(
            f'<mixed-citation publication-type="journal">{NAME}{NAME} (<year>2019</year>) <article-title>On peers</article-title>. <source>J Care</source>, <volume>4</volume>: <fpage>1</fpage>–<lpage>9</lpage>. <ext-link ext-link-type="doi" href="https://doi.org/10.9999/AB">link</ext-link></mixed-citation>',
            {"kind": "article-journal", "title": "On peers", "people": (HALL, HALL), "container": "J Care", "date": Date(2019), "volume": "4", "pages": "1–9", "doi": "10.9999/ab"},
            "Hall J, Hall J (2019) On peers. J Care, 4: 1–9. link",
            id="names that lost their comma",
        ),
        pytest.param("<mixed-citation>Hall J. On peers. J Care. 2019;4:1–9.</mixed-citation>", None, "Hall J. On peers. J Care. 2019;4:1–9.", id="words only"),
        pytest.param(f"<mixed-citation>{NAME}. On peers. <italic>J Care</italic>. <year>2019</year>.</mixed-citation>", None, "Hall J. On peers. J Care. 2019.", id="names and year are not enough"),
        pytest.param("<note><p>Hall J. On peers. J Care. 2019.</p></note>", None, "Hall J. On peers. J Care. 2019.", id="a note"),
        pytest.param(
            '<element-citation publication-type="web"><collab>WHO</collab><source>Care at home</source><year>in press</year><ext-link href="https://who.example/a">https://who.example/a</ext-link><date-in-citation>2 May 2020</date-in-citation></element-citation>',
            {"kind": "webpage", "title": "Care at home", "people": (Person(literal="WHO"),), "date": Date(literal="in press"), "url": "https://who.example/a", "other": (("accessed", "2 May 2020"),)},
            "WHO. Care at home. https://who.example/a. 2 May 2020. in press.",
            id="page",
        ),
        pytest.param(
            f'<element-citation publication-type="other">{NAME}<etal/><article-title>On peers?</article-title><source>J Care</source><year>2019</year><issue>4</issue><fpage>1</fpage><lpage>1</lpage></element-citation>',
            {"kind": "article-journal", "title": "On peers?", "people": (HALL,), "etal": True, "container": "J Care", "date": Date(2019), "issue": "4", "pages": "1"},
            "Hall J, et al. On peers? J Care. 2019(4):1.",
            id="a journal by its marks",
        ),
    ],
)  # fmt: skip
def test_fields(citation: str, expected: dict[str, Any] | None, printed: str) -> None:
    found, text = item(f"<ref>{citation}</ref>")
    assert fields(found.reference) == expected
    assert text == printed


@pytest.mark.parametrize(("label", "expected"), [("[6]", "6"), ("6.", "6"), ("(6)", "6"), ("S1", "S1"), ("", None)])
def test_labels(label: str, expected: str | None) -> None:
    found, _ = item(f"<ref><label>{label}</label><mixed-citation>Hall J. On peers. 2019.</mixed-citation></ref>")
    assert found.label == expected


@pytest.mark.parametrize(
    ("month", "day", "expected"),
    [
        ("3", "07", (3, 7)),
        ("Sept", "9", (9, 9)),
        ("1¹", "2", (None, None)),
        ("13", "2", (None, None)),
        ("2", "3²", (2, None)),
    ],
)
def test_months_and_days(month: str, day: str, expected: tuple[int | None, int | None]) -> None:
    fields = f"<source>J Care</source><year>2019</year><month>{month}</month><day>{day}</day>"
    found, _ = item(f"<ref><element-citation>{fields}</element-citation></ref>")
    assert found.reference
    assert found.reference.date
    assert (found.reference.date.month, found.reference.date.day) == expected


def test_an_empty_item_keeps_its_place() -> None:
    found, text = item("<ref/>")
    assert text == ""
    assert found.reference == Reference()
