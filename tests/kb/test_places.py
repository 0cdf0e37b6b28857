"""Pages of a source: a compact property and back, and from there to findings and answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.model import Place, Span
from cypher import load
from kb import concepts
from kb.base import Base
from kb.digest import digest
from kb.dump import Dump, lines
from kb.places import packed, unpacked
from kb.store import Store

TENTHS = st.integers(-10_000, 10_000).map(lambda n: n / 10)
PLACES = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.integers(0, 500),
        st.sampled_from(("1", "2", "e12", "vii", "")),
        st.none() | st.tuples(TENTHS, TENTHS, TENTHS, TENTHS),
    )
)


@given(PLACES)
def test_places_come_back(rows: list[tuple[int, int, str, Any]]) -> None:
    places, at = [], 0
    for gap, length, page, box in rows:
        places.append(Place(at + gap, at + gap + length, page, box))
        at += gap + length
    assert unpacked(packed(places)) == tuple(places)


def test_what_has_no_pages_has_no_property() -> None:
    assert packed(()) is None
    assert unpacked(None) == ()


def on_pages(batch: Any) -> Any:
    """The same reading with every line on a page of its own."""
    text, at, places = batch.source.text, 0, []
    for n, line in enumerate(text.split("\n"), 1):
        places.append(Place(at, at + len(line), str(n), (72.0, 10.5, 500.0, 22.0)))
        at += len(line) + 1
    source = replace(batch.source, places=tuple(places))

    def moved(span: Span) -> Span:
        return Span(source, span.start, span.end)

    findings = tuple(replace(f, source=moved(f.source)) for f in batch.findings)
    return replace(batch, source=source, findings=findings)


@pytest.fixture
def paged(worlds: Any) -> Any:
    mine = worlds.Work("A study of peer workers in wards", "Smith", 2021)
    return on_pages(worlds.paper("paper.pdf", mine, [("Peers reduce hospitalisation", ()), ("Stigma was common", ())]))


def test_pages_are_stored_answered_and_dumped(store: Store, anew: Any, paged: Any) -> None:
    from kb.answer import evidence_object
    from kb.evidence import ask
    from kb.show_answer import answer_text

    with Base(store, concepts.load(), "tester", None) as base:
        base.add(paged)
        source = next(iter(store.rows(load("read/sources"))))["id"]
        row = next(iter(store.rows(load("read/source_places"), ids=[source])))
        assert unpacked(row["places"]) == paged.source.places
        found = ask(base, "peers reduce hospitalisation")
        assert [evidence_object(one)["page"] for one in found.rows] == ["5"]
        assert "p. 5; paper.pdf:5" in answer_text(found, 100, lambda text, **_: text)
        wanted, dumped = digest(store), Dump(list(lines(store)), "dump")
    with Base(anew(), concepts.load(), "tester", None) as base:
        base.restore(dumped)
        assert digest(base.store) == wanted
