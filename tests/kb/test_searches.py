"""What people say of where a file's records were found: checked, kept with the source, and carried wherever it goes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher import load
from kb import concepts
from kb.base import Base
from kb.digest import digest
from kb.dump import Dump
from kb.dump import lines as dumped
from kb.errors import UsageError
from kb.fact_rows import rows_of_sources
from kb.merging import merge
from kb.searches import NOTHING_SAID, PROPERTIES, Search, date_of, order, said_together, words_of
from kb.store import Store, open_store

TODAY = "2026-06-15T10:00:00+00:00"
PUBMED = Search("PubMed", "2026-01-05", '(peer*) AND "hospital"')


@pytest.mark.parametrize(
    "said",
    ["2026-01-05", "2026-01", "2026", "1999-12-31", " 2025-02-28 ", "2024-02-29", "2026-06-16", ""],
)
def test_dates_that_are_taken(said: str) -> None:
    assert date_of(said, TODAY) == said.strip()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("05.01.2026", "is no date"),
        ("2026-1-5", "is no date"),
        ("26-01-05", "is no date"),
        ("2026-01-05T10:00", "is no date"),
        ("January 2026", "is no date"),
        ("２０２６", "is no date"),
        ("2026-13", "is in no calendar"),
        ("2025-02-29", "is in no calendar"),
        ("2026-00-01", "is in no calendar"),
        ("0000", "is in no calendar"),
        ("2026-06-17", "nobody searched in"),
        ("2062", "nobody searched in"),
        ("1062-01-05", "nobody searched in"),
    ],
)
def test_dates_that_are_refused_with_what_to_write(said: str, why: str) -> None:
    with pytest.raises(UsageError, match=why) as caught:
        date_of(said, TODAY)
    assert "2026-01-05, 2026-01 or 2026" in caught.value.hint


def test_only_what_is_said_is_written() -> None:
    assert not NOTHING_SAID
    assert NOTHING_SAID.props(TODAY) == {}
    assert Search(database="PubMed").props(TODAY) == {"database": "PubMed", "toldAt": TODAY}
    assert Search(query="").props(TODAY) == {"query": None, "toldAt": TODAY}
    here = {"database": "PubMed", "searched": None, "query": "x"}
    assert Search(database="PubMed", query="x").news(here, TODAY) == {}
    assert Search(searched="2026").news(here, TODAY) == {"searched": "2026", "toldAt": TODAY}
    assert words_of({"database": "PubMed", "query": "a\n b"}) == "PubMed: a b"
    assert words_of({}) == ""


_STATES = st.fixed_dictionaries({}, optional={name: st.sampled_from(("a", "b", None)) for name in PROPERTIES})


@given(_STATES, _STATES)
def test_of_two_stores_the_later_word_counts_whichever_is_asked(a: dict[str, Any], b: dict[str, Any]) -> None:
    assert said_together(a, b) == said_together(b, a)
    assert order(said_together(a, b)) == max(order(a), order(b))


def opened() -> Base:
    return Base(open_store("memory:", create=True), concepts.load(), "tester", None)


def source(base: Base) -> dict[str, Any]:
    (row,) = base.store.rows(load("read/sources"))
    return row


def said(base: Base) -> tuple[Any, ...]:
    row = source(base)
    return row["database"], row["searched"], row["query"]


@pytest.fixture
def listed(worlds: Any) -> Any:
    return worlds.list("list.txt", [worlds.Work("A study of peers on wards", "Adams", 2010)])


def tell(base: Base, search: Search, second: int = 0) -> bool:
    base.library.now = lambda: f"2026-01-01T00:00:{second:02}+00:00"
    return base.tell(source(base), search).revision >= 0


def test_a_search_is_said_with_the_file_or_later_and_corrected(base: Base, listed: Any, worlds: Any) -> None:
    base.add(listed, search=PUBMED)
    assert said(base) == ("PubMed", "2026-01-05", '(peer*) AND "hospital"')
    before, revision = digest(base.store), base.store.revision()
    assert not tell(base, PUBMED)
    assert base.store.revision() == revision
    assert tell(base, Search(database="Embase", query=""))
    assert said(base) == ("Embase", "2026-01-05", None)
    assert digest(base.store) != before
    assert tell(base, PUBMED)
    assert digest(base.store) == before
    assert base.index.revision == base.store.revision()


def test_a_new_version_of_a_file_keeps_what_was_said(base: Base, listed: Any, worlds: Any) -> None:
    base.add(listed, search=PUBMED)
    work = worlds.Work("Another study of peers at home", "Baker", 2011)
    base.add(worlds.list("list.txt", [work], lineage=listed.source.lineage))
    assert said(base) == ("PubMed", "2026-01-05", '(peer*) AND "hospital"')
    again = worlds.list("list.txt", [work, work], lineage=listed.source.lineage)
    base.add(again, search=Search(searched="2026-03"))
    assert said(base) == ("PubMed", "2026-03", '(peer*) AND "hospital"')


def test_one_who_was_slower_still_says_it(base: Base, listed: Any) -> None:
    """Another process may have added the same bytes between the look and the write."""
    base.add(listed)
    assert base.add(listed, search=PUBMED).state == "unchanged"
    assert said(base) == ("PubMed", "2026-01-05", '(peer*) AND "hospital"')


def test_a_dump_carries_it_and_an_old_one_lacks_it(store: Store, base: Base, listed: Any) -> None:
    base.add(listed, search=PUBMED)
    lines = list(dumped(store))
    with opened() as other:
        other.restore(Dump(lines, "dump"))
        assert said(other) == said(base)
        assert digest(other.store) == digest(store)
    old = [json.loads(line) for line in lines]
    for row in old:
        if row["type"] == "source":
            row["props"] = {name: value for name, value in row["props"].items() if name not in PROPERTIES}
    with opened() as other:
        other.restore(Dump(map(json.dumps, old), "dump"))
        assert said(other) == (None, None, None)


WHOLE = ("PubMed", "2026-01-05", '(peer*) AND "hospital"')


@pytest.mark.parametrize(
    ("ours", "theirs", "counts", "newer"),
    [
        ([(5, PUBMED)], [], WHOLE, 1),
        ([], [(5, PUBMED)], WHOLE, 0),
        ([(6, Search("Embase"))], [(5, PUBMED)], ("Embase", None, None), 1),
        ([(4, Search("Embase"))], [(5, PUBMED)], WHOLE, 0),
        ([(5, Search("Embase"))], [(5, PUBMED)], WHOLE, 0),
        ([(5, PUBMED)], [(5, Search("Embase"))], WHOLE, 1),
        ([(4, PUBMED), (6, Search(query=""))], [(4, PUBMED)], (*WHOLE[:2], None), 1),
        ([(4, PUBMED), (7, Search("", "", ""))], [(5, PUBMED)], (None, None, None), 1),
        ([(5, PUBMED)], [(5, PUBMED)], WHOLE, 0),
    ],
)
def test_stores_that_are_merged_agree(
    open_empty: Callable[[], Store], listed: Any, ours: Any, theirs: Any, counts: Any, newer: int
) -> None:
    """Each side: what was said there, and at which second."""
    with opened() as a, Base(open_empty(), concepts.load(), "tester", None) as b:
        for base, words in ((a, ours), (b, theirs)):
            base.library.now = lambda: "2026-01-01T00:00:01+00:00"
            base.add(listed)
            for second, search in words:
                assert tell(base, search, second)
        merged = {row.kind: row for row in merge(a.store, b)}
        assert said(b) == counts
        assert merged["source"].newer == newer
        merge(b.store, a)
        assert said(a) == counts
        assert digest(a.store) == digest(b.store)
        assert all((row.new, row.newer) == (0, 0) for row in merge(a.store, b))


def test_a_later_version_brings_its_text_and_leaves_a_later_word(
    open_empty: Callable[[], Store], listed: Any, worlds: Any
) -> None:
    work = worlds.Work("Another study of peers at home", "Baker", 2011)
    newer = worlds.list("list.txt", [work], lineage=listed.source.lineage)
    with opened() as a, Base(open_empty(), concepts.load(), "tester", None) as b:
        for base, batches in ((a, (listed, newer)), (b, (listed,))):
            for second, batch in enumerate(batches, 1):
                base.library.now = lambda second=second: f"2026-01-01T00:00:{second:02}+00:00"  # type: ignore[misc]
                base.add(batch)
        tell(b, PUBMED, 9)
        merge(a.store, b)
        assert said(b) == ("PubMed", "2026-01-05", '(peer*) AND "hospital"')
        (rows,) = rows_of_sources(b.store, [source(b)["id"]]).values()
        assert len(rows["record"]) == 1
        assert source(b)["sha256"] == newer.source.sha256
        merge(b.store, a)
        assert digest(a.store) == digest(b.store)


def test_copies_and_files_for_an_import_hold_it(base: Base, listed: Any, tmp_path: Any) -> None:
    from kb.filling import build
    from kb.graph import graph_of
    from kb.neo4j_files import write

    base.add(listed, search=PUBMED)
    graph = graph_of(base.store)
    build(str(tmp_path / "copy"), graph)
    with open_store(str(tmp_path / "copy"), readonly=True) as copy:
        assert digest(copy) == digest(base.store)
        (row,) = copy.rows(load("read/sources"))
        assert (row["database"], row["searched"]) == ("PubMed", "2026-01-05")
    write(tmp_path / "files", lambda: graph.walk(None))
    header = (tmp_path / "files" / "nodes" / "Source.header.csv").read_text("utf-8")
    assert all(f"{name}:string" in header for name in PROPERTIES)
