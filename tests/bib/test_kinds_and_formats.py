"""The two tables of the room."""

from __future__ import annotations

import pytest

from bib import kinds
from bib.formats import FORMATS, format_named
from bib.model import Reference, Source


def test_names_are_unique_and_known() -> None:
    assert len(set(kinds.KINDS)) == len(kinds.KINDS)
    assert all(kinds.from_csl(name) == name for name in kinds.KINDS)


@pytest.mark.parametrize(
    ("csl", "ours"), [("article-preprint", "article"), ("post-weblog", "webpage"), ("hologram", None), ("", None)]
)
def test_names_of_others(csl: str, ours: str | None) -> None:
    assert kinds.from_csl(csl) == ours


def test_an_unknown_kind_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        kinds.kind("hologram")


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_every_format_goes_some_way(row: object) -> None:
    from bib.formats import Format

    assert isinstance(row, Format)
    assert format_named(row.name) is row
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in row.suffixes)
    assert row.read or row.write
    if row.read and row.write:
        text = row.write([("a", Reference("book", "A"))])
        assert row.looks_like(text)
        assert [other.name for other in FORMATS if other.looks_like(text)] == [row.name]
        entries, problems = row.read(Source("x", "", "", "text@1", text))
        assert [(e.reference.kind, e.reference.title) for e in entries] == [("book", "A")]
        assert problems == ()


def test_an_unknown_format() -> None:
    assert format_named("stone") is None
