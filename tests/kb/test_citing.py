"""Author–year citations lead to papers: by places that the reading found, or by name and year in a list that comes later."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest

from bib.model import Span
from cypher import load
from ingest.model import Batch, Citation
from kb import concepts
from kb.base import Base
from kb.digest import digest
from kb.facts import facts_of, key_of


def cites(base: Base) -> set[tuple[str, int, str]]:
    """(marker, number, cited title) of every citation drawn from a finding."""
    names = [f["id"] for f in base.store.rows(load("read/reported_findings"))]
    rows = base.store.rows(load("read/papers_cited_by_findings"), ids=names)
    return {(row["marker"], row["number"], row["title"]) for row in rows}


def citing(batch: Batch, *citations: tuple[str, tuple[tuple[str, int, str], ...], tuple[int, ...]]) -> Batch:
    """A paper whose first sentence holds markers: (marker, keys, places)."""
    first, *rest = batch.findings
    made = []
    for marker, keys, places in citations:
        start = batch.source.text.index(marker, first.source.start)
        made.append(Citation(marker, (), keys, Span(batch.source, start, start + len(marker)), places))
    return replace(batch, findings=(replace(first, citations=tuple(made)), *rest))


@pytest.fixture
def world(worlds: Any) -> Any:
    class World:
        adams = worlds.Work("First study of peers in hospital", "Adams", 2010)
        baker = worlds.Work("Second study of peers at home", "Baker", 2011)
        both = worlds.Work("Another study of peers at home", "Baker", 2011)
        mine = worlds.Work("A study of peer workers in wards", "Smith", 2021)

        def paper(self, *own: Any, places: tuple[int, ...] = ()) -> Batch:
            says = [("Peers reduce hospitalisation (Adams, 2010; Baker, 2011)", ()), ("Stigma was common", ())]
            batch = worlds.paper("paper.txt", self.mine, says, own)
            keys = (("Adams", 2010, ""), ("Baker", 2011, ""))
            return citing(batch, ("(Adams, 2010; Baker, 2011)", keys, places))

        def list(self, *works: Any) -> Batch:
            return worlds.list("list.txt", works)  # type: ignore[no-any-return]

    return World()


def opened(store: Any) -> Base:
    return Base(store, concepts.load(), "tester", None)


MARKER = "(Adams, 2010; Baker, 2011)"


@pytest.mark.parametrize("places", [(), (2, 1)], ids=["by name and year", "by places"])
def test_the_papers_own_list(store: Any, world: Any, places: tuple[int, ...]) -> None:
    with opened(store) as base:
        base.add(world.paper(world.baker, world.adams, places=places))
        assert cites(base) == {(MARKER, 2, world.adams.title), (MARKER, 1, world.baker.title)}


def test_without_a_list_nothing_is_invented(store: Any, world: Any) -> None:
    with opened(store) as base:
        base.add(world.paper())
        assert cites(base) == set()
        assert next(iter(store.rows(load("read/counts"))))["stubs"] == 0


def test_a_list_that_comes_later_in_both_orders(anew: Any, world: Any) -> None:
    digests = set()
    for first in ("paper", "list"):
        with opened(anew()) as base:
            if first == "paper":
                base.add(world.paper())
                base.add(world.list(world.adams, world.baker), list_of="paper.txt")
            else:
                base.add(world.list(world.adams, world.baker))
                base.add(world.paper())
                base.attach(next(base.store.rows(load("read/sources_by_name"), values=["list.txt"]))["id"], "smith2021")
            assert cites(base) == {(MARKER, 1, world.adams.title), (MARKER, 2, world.baker.title)}
            digests.add(digest(base.store))
    assert len(digests) == 1


def test_a_name_and_year_that_two_items_fit_lead_to_both(store: Any, world: Any) -> None:
    with opened(store) as base:
        base.add(world.paper(world.baker, world.both))
        assert cites(base) == {(MARKER, 1, world.baker.title), (MARKER, 2, world.both.title)}


def test_places_win_over_printed_labels(store: Any, worlds: Any, world: Any) -> None:
    """A link of the input leads to its item, whatever number is printed."""
    batch = worlds.paper("paper.txt", world.mine, [("Peers reduce hospitalisation", (7,))], [world.adams, world.baker])
    first = batch.findings[0]
    linked = replace(first, citations=(replace(first.citations[0], places=(2,)),))
    with opened(store) as base:
        base.add(replace(batch, findings=(linked,)))
        assert cites(base) == {("[7]", 7, world.baker.title)}


def test_several_sources_as_one_change_give_the_same_graph(anew: Any, world: Any, worlds: Any) -> None:
    other = worlds.paper("other.txt", world.adams, [("Peers help", (1, 9))], [world.baker])
    batches = [world.paper(world.adams, world.baker), world.list(world.both, world.adams), other]
    facts = [facts_of(b, by=b.source.name, at="2026-01-01", path=None) for b in batches]
    digests = set()
    with opened(anew()) as base:
        for batch in batches:
            base.add(batch)
        digests.add(digest(base.store))
    for order in itertools.islice(itertools.permutations(facts), 0, None, 2):
        with opened(anew()) as base:
            assert {one.state for one in base.add_all(order)} == {"added"}
            digests.add(digest(base.store))
            assert {one.state for one in base.add_all(order)} == {"unchanged"}
    assert len(digests) == 1


@pytest.mark.parametrize("key", [("van der Berg", 2010, "a"), ("A|B", 1999, ""), ("", 2000, "")])
def test_a_key_as_text(key: tuple[str, int, str]) -> None:
    assert key_of("|".join(map(str, key))) == key
