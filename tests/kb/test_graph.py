"""The whole graph as rows, and copies made of it: exactly what the source is, whatever comes in between."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import cypher
from cypher.query import parse
from kb import filling
from kb import graph as graphs
from kb.digest import digest
from kb.errors import KbError, NotAStore, NotFound, StoreBusy, StoreDamaged, StoreError, UsageError
from kb.filling import Mark, build, empty, fill, mark_of
from kb.graph import EDGES, LABELS, Edge, Graph, Node, Size, edges, graph_of, nodes, parts, size_of
from kb.store import Store, open_store
from tests.kb.graphs import awkward, graph, plain

ROOT = Path(__file__).resolve().parents[2]
BUILDER = Path(__file__).with_name("building.py")

STRANGER = parse(
    "write/stranger",
    "// stranger: not ours\n// param rows list<map> none\nUNWIND $rows AS row CREATE (:Finding {x: 1})",
    "test",
)


BESIDE = parse(
    "write/beside",
    "// beside: others' nodes\n// param rows list<map> none\n"
    "UNWIND $rows AS row CREATE (:Wine {id: 'x'})-[:GOES_WITH]->(:Cheese {id: 'x'})",
    "test",
)


def told(rows: Iterable[Node | Edge]) -> list[str]:
    """Rows so that 1, 1.0 and True differ, properties in one order."""
    return sorted(repr((*row[:-1], sorted(row.props.items()))) for row in rows)


def same(store: Store, wanted: Graph) -> None:
    assert told(nodes(store)) == told(wanted.nodes())
    assert told(edges(store)) == told(wanted.edges())


def test_the_tables_are_the_schema() -> None:
    statements = "\n".join(statement for _, statement in cypher.schema("arcadedb"))
    assert set(LABELS) == set(re.findall(r"FOR \(\w+:(\w+)\) REQUIRE", statements)) - {"Meta"}
    assert {kind for _, kind, _ in EDGES} == set(re.findall(r"EDGE TYPE `(\w+)`", statements))


def test_the_filling_queries_have_the_tables() -> None:
    text = cypher.load("write/fill_nodes").text
    assert dict(re.findall(r"UNWIND row\.(\w+) AS props CREATE \(n:(\w+)\)", text)) == {v: k for k, v in LABELS.items()}
    text = cypher.load("write/fill_edges").text
    found = re.findall(r"row\.(\w+) AS r MATCH \(a:(\w+) .*? MATCH \(b:(\w+) .*? CREATE \(a\)-\[e:(\w+)\]", text)
    assert {(name, (a, kind, b)) for name, a, b, kind in found} == {("_".join(e).lower(), e) for e in EDGES}


def test_a_copy_is_what_its_source_is(store: Store) -> None:
    wanted = awkward()
    fill(store, wanted)
    same(store, wanted)
    assert [node.id for node in nodes(store)] == [node.id for node in wanted.nodes()]
    assert [edge[:5] for edge in edges(store)] == [edge[:5] for edge in wanted.edges()]
    assert mark_of(store) is None
    with open_store("memory:", create=True) as other:
        fill(other, graph_of(store))
        assert digest(other) == digest(store)


def test_a_copy_goes_into_nothing_that_holds_something(store: Store) -> None:
    fill(store, plain(2))
    with pytest.raises(KbError, match="not empty"):
        fill(store, plain(3))
    same(store, plain(2))


@pytest.mark.parametrize("after", [0, 1, 7, 33, 34, 50, 100])
def test_a_copy_that_was_cut_off_is_completed(store: Store, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    monkeypatch.setattr(filling, "_ROWS", 7)
    wanted = awkward()

    def cut(rows: Iterator[Node | Edge], total: int) -> Iterator[Node | Edge]:
        assert total == sum(wanted.size)
        for number, row in enumerate(rows):
            if number == after:
                raise KeyboardInterrupt
            yield row

    with pytest.raises(KeyboardInterrupt):
        fill(store, wanted, cut)
    assert mark_of(store) == Mark("awkward", after // 7 * 7)
    fill(store, wanted)
    same(store, wanted)
    assert mark_of(store) is None


@pytest.mark.parametrize("lost", [1, 2, 5, 7])
def test_what_was_kept_though_nobody_heard_comes_in_once(
    store: Store, monkeypatch: pytest.MonkeyPatch, lost: int
) -> None:
    monkeypatch.setattr(filling, "_ROWS", 20)
    transact, count, inside = store.transact, 0, False

    def deaf(work: Callable[[], Any]) -> Any:
        nonlocal count, inside
        if inside:  # the server's engine asks itself
            return transact(work)
        count, inside = count + 1, True
        found = transact(work)
        again = transact(work) if count == lost else found
        inside = False
        return again

    monkeypatch.setattr(store, "transact", deaf)
    fill(store, awkward())
    same(store, awkward())
    assert count > lost


def test_two_copies_of_one_graph_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_ROWS", 10)

    def both(rows: Iterator[Node | Edge], total: int) -> Iterator[Node | Edge]:
        for number, row in enumerate(rows):
            if number == 25:
                fill(store, awkward())
            yield row

    fill(store, awkward(), both)
    same(store, awkward())


def test_the_rest_of_another_copy_is_taken_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_ROWS", 5)

    def cut(rows: Iterator[Node | Edge], total: int) -> Iterator[Node | Edge]:
        yield from (row for row, _ in zip(rows, range(8), strict=False))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill(store, plain(20), cut)
    fill(store, awkward())
    same(store, awkward())


def test_another_copy_that_comes_between_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_ROWS", 5)

    def between(rows: Iterator[Node | Edge], total: int) -> Iterator[Node | Edge]:
        for number, row in enumerate(rows):
            if number == 8:
                with pytest.raises(KeyboardInterrupt):
                    fill(store, awkward(), cut)
            yield row

    def cut(rows: Iterator[Node | Edge], total: int) -> Iterator[Node | Edge]:
        raise KeyboardInterrupt
        yield from rows

    with pytest.raises(StoreBusy):
        fill(store, plain(20), between)
    fill(store, plain(20))
    same(store, plain(20))


def test_emptying_is_marked_until_something_comes_in(store: Store) -> None:
    fill(store, awkward())
    empty(store)
    assert size_of(store) == (0, 0)
    assert mark_of(store) == Mark("", 0)
    fill(store, plain(3))
    same(store, plain(3))


def test_relationships_that_lead_nowhere_do_not_pass(store: Store) -> None:
    paper = Node("Paper", "a", {"id": "a"})
    broken = graph([paper], [Edge("Paper", "a", "CITES", "Paper", "missing", {})])
    for _ in range(2):
        with pytest.raises(StoreDamaged):
            fill(store, broken)
    fill(store, plain(3))
    same(store, plain(3))


def test_what_kb_did_not_make_is_not_passed_over(store: Store) -> None:
    fill(store, plain(3))
    store.apply([(STRANGER, [{}])])
    with pytest.raises(StoreError, match="holds 1 nodes that kb did not make"):
        list(nodes(store))


def test_what_others_have_beside_is_left_alone(store: Store) -> None:
    store.apply([(BESIDE, [{}])])
    fill(store, plain(3))
    same(store, plain(3))
    empty(store)
    assert size_of(store) == (0, 0)
    fill(store, awkward())
    same(store, awkward())
    assert store.run_readonly("MATCH (a:Wine)-[:GOES_WITH]->(b:Cheese) RETURN b.id AS b", {}, 10) == [{"b": "x"}]


def test_a_change_during_a_walk_is_told(store: Store) -> None:
    fill(store, plain(3))
    for walk in (nodes, edges):
        rows = walk(store)
        next(rows)
        store.apply([(cypher.load("write/put_venues"), [{"id": walk.__name__}])])
        with pytest.raises(StoreBusy):
            list(rows)


@pytest.mark.embedded
def test_many_pages(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(str(tmp_path / "store"), plain(41_000))
    with open_store(str(tmp_path / "store"), readonly=True) as built:
        ids = [node.id for node in nodes(built)]
    assert ids == [node.id for node in plain(41_000).nodes()]


def test_heavy_rows_go_in_small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs, "_HEAVY", 10)
    rows = [Node("Source", str(n), {"text": "x" * n}) for n in range(12)]
    sizes = [len(part) for part in parts(rows, 4)]
    assert sizes == [4, 3, 2, 2, 1]


# A new folder, at once


def test_a_built_store_is_what_its_source_is(tmp_path: Path) -> None:
    path = tmp_path / "new" / "store"
    build(str(path), awkward())
    with open_store(str(path)) as store:
        same(store, awkward())
        assert store.check() == ()
        assert (mark_of(store), store.revision()) == (None, 1)
        assert store.identity()
        with open_store("memory:", create=True) as other:
            fill(other, awkward())
            assert digest(store) == digest(other)
        store.apply([(cypher.load("write/put_papers"), [{"id": "papers----------1", "props": {"title": "known"}}])])
        assert size_of(store).nodes == awkward().size.nodes  # found by its id, as in any store
    assert os.listdir(tmp_path / "new") == ["store"]


def test_nothing_is_built_over_something(tmp_path: Path) -> None:
    build(str(tmp_path / "store"), plain(2))
    for wrong, place in ((KbError, tmp_path / "store"), (NotAStore, tmp_path), (UsageError, "memory:")):
        with pytest.raises(wrong):
            build(str(place), plain(3))
    with open_store(str(tmp_path / "store"), readonly=True) as store:
        same(store, plain(2))


def _sizes_lie(wanted: Graph) -> Graph:
    return Graph("lies", Size(wanted.size.nodes, wanted.size.edges + 1), wanted.nodes, wanted.edges)


def _leads_nowhere(wanted: Graph) -> Graph:
    return graph(list(wanted.nodes()), [*wanted.edges(), Edge("Paper", "p0000000", "CITES", "Venue", "none", {})])


def _twice(wanted: Graph) -> Graph:
    found = list(wanted.nodes())
    return graph([*found, found[0]], list(wanted.edges()))


def _breaks_off(wanted: Graph) -> Graph:
    def broken() -> Iterator[Edge]:
        yield from wanted.edges()
        raise KeyboardInterrupt

    return Graph("breaks", wanted.size, wanted.nodes, broken)


@pytest.mark.parametrize("wrong", [_sizes_lie, _leads_nowhere, _twice, _breaks_off])
def test_nothing_half_built_is_left(tmp_path: Path, wrong: Callable[[Graph], Graph]) -> None:
    with pytest.raises((StoreError, KbError, KeyboardInterrupt)):
        build(str(tmp_path / "store"), wrong(plain(50)))
    assert os.listdir(tmp_path) == []
    build(str(tmp_path / "store"), plain(50))


@pytest.mark.parametrize(
    ("rounds", "papers"), [(2, 500), pytest.param(10, 6000, marks=[pytest.mark.slow, pytest.mark.timeout(900)])]
)
def test_kill_9_leaves_nothing_half_built(tmp_path: Path, rounds: int, papers: int) -> None:
    whole = _seconds(tmp_path / "first", papers)
    moments = random.Random(papers)
    for number in range(rounds):
        path = tmp_path / f"store-{number}"
        builder = _builder(path, papers)
        assert builder.stdout
        assert builder.stdout.readline() == "begun\n"
        time.sleep(moments.uniform(0, whole))
        builder.kill()
        said, _ = builder.communicate()
        try:
            with open_store(str(path)) as store:
                same(store, plain(papers))
                assert store.check() == ()
        except NotFound:
            assert "built" not in said
            build(str(path), plain(papers))  # what the killed one left is in nobody's way


def _builder(path: Path, papers: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(BUILDER), str(path), str(papers)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def _seconds(path: Path, papers: int) -> float:
    """How long building takes here and now, from `begun` on."""
    builder = _builder(path, papers)
    assert builder.stdout
    builder.stdout.readline()
    begun = time.perf_counter()
    assert builder.communicate()[0] == "built\n"
    return time.perf_counter() - begun
