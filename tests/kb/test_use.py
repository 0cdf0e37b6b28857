"""Two full texts of one paper: one answers, by its form or because a person said so, in any order of adding."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest

from cypher import load
from kb import concepts
from kb.base import Base
from kb.digest import digest
from kb.dump import Dump, lines
from kb.errors import KbError
from kb.store import Store
from kb.texts import text_named, texts_of


def opened(store: Store) -> Base:
    return Base(store, concepts.load(), "tester", None)


def answering(base: Base) -> set[str]:
    """What the paper says: in the store, and in the side index."""
    said = {f["clean"] for f in base.store.rows(load("read/reported_findings"))}
    ids = {f["id"] for f in base.store.rows(load("read/reported_findings"))}
    assert {name for name, alive in zip(base.index.view().ids, base.index.view().alive, strict=True) if alive} == ids
    return said


@pytest.fixture
def texts(worlds: Any) -> dict[str, Any]:
    """The same paper as PDF, as JATS and as pasted text."""
    mine = worlds.Work("A study of peer workers in wards", "Smith", 2021, "10.5555/mine")
    out = {}
    for form in ("pdf", "jats", "text"):
        batch = worlds.paper(f"paper.{form}", mine, [(f"Peers reduce hospitalisation, says the {form}", ())])
        out[form] = replace(batch, source=replace(batch.source, reader=f"{form}@1"))
    return out


def source(base: Base, name: str) -> str:
    return str(next(iter(base.store.rows(load("read/sources_by_name"), values=[name])))["id"])


def test_the_order_of_forms_in_any_order_of_adding(anew: Any, texts: Any) -> None:
    digests = set()
    for order in itertools.permutations(texts):
        with opened(anew()) as base:
            for form in order:
                base.add(texts[form])
            assert answering(base) == {"Peers reduce hospitalisation, says the jats."}
            digests.add(digest(base.store))
    assert len(digests) == 1


def test_a_persons_choice_counts_and_is_undone(store: Store, texts: Any) -> None:
    with opened(store) as base:
        base.add_claim("peers reduce hospitalisation", "tester")
        for form in ("jats", "pdf", "text"):
            base.add(texts[form])
        before = digest(store)
        base.use(source(base, "paper.pdf"))
        assert answering(base) == {"Peers reduce hospitalisation, says the pdf."}
        paper, row = text_named(store, "smith2021")
        assert row["name"] == "paper.pdf"
        assert [(t["name"], t["use"]) for t in texts_of(store, paper["id"])] == [
            ("paper.pdf", "chosen"),
            ("paper.jats", None),
            ("paper.text", None),
        ]
        base.library.now = lambda: "2999-01-01T00:00:00+00:00"
        base.use(source(base, "paper.text"))
        assert answering(base) == {"Peers reduce hospitalisation, says the text."}
        for name in ("paper.text", "paper.pdf"):
            base.use(source(base, name), undo=True)
        assert answering(base) == {"Peers reduce hospitalisation, says the jats."}
        assert digest(store) == before  # taken back exactly
        assert [row["undone"] is not None for row in store.rows(load("read/decisions"))] == [True, True]
        counted = {c["stance"]: c["findings"] for c in store.rows(load("read/claim_counts"))}
        assert sum(counted.values()) == 1


def test_a_choice_survives_what_is_added_later_and_a_dump(store: Store, anew: Any, texts: Any) -> None:
    with opened(store) as base:
        base.add(texts["pdf"])
        base.use(source(base, "paper.pdf"))
        base.add(texts["jats"])
        assert answering(base) == {"Peers reduce hospitalisation, says the pdf."}
        wanted, dumped = digest(store), Dump(list(lines(store)), "dump")
    with opened(anew()) as base:
        base.restore(dumped)
        assert digest(base.store) == wanted
        assert answering(base) == {"Peers reduce hospitalisation, says the pdf."}


def test_a_choice_comes_with_a_merge(store: Store, texts: Any) -> None:
    from kb.merging import merge
    from kb.store import open_store

    with opened(open_store("memory:", create=True)) as other:
        for form in ("jats", "pdf"):
            other.add(texts[form])
        other.use(source(other, "paper.pdf"))
        with opened(store) as base:
            base.add(texts["jats"])
            merge(other.store, base)
            assert answering(base) == {"Peers reduce hospitalisation, says the pdf."}
            assert digest(store) == digest(other.store)


def test_a_text_that_is_not_in_use_leaves_no_stub_behind(store: Store, worlds: Any) -> None:
    listed = worlds.Work("First study of peers in hospital", "Adams", 2010)
    mine = worlds.Work("A study of peer workers in wards", "Smith", 2021, "10.5555/mine")
    papers = [worlds.paper(f"mine.{n}", mine, [(f"Peers reduce hospitalisation, says {n}", (1,))]) for n in range(2)]
    with opened(store) as base:
        base.add(papers[0])
        base.add(worlds.list("list.txt", [listed]), list_of="smith2021")
        wanted = digest(store)
        base.remove(base.add(papers[1]).source)
        assert digest(store) == wanted
        base.remove(source(base, "list.txt"))
        base.add(papers[1])
        assert sum(row["status"] == "stub" for row in store.rows(load("read/papers"))) == 2
        base.remove(base.add(papers[1]).source)
        base.add(worlds.list("list.txt", [listed]))
        assert digest(store) == wanted


def test_only_a_papers_text_can_be_chosen(store: Store, worlds: Any) -> None:
    with opened(store) as base:
        base.add(worlds.list("list.txt", [worlds.Work("First study of peers in hospital", "Adams", 2010)]))
        with pytest.raises(KbError, match="no paper's own text"):
            base.use(source(base, "list.txt"))
