"""A whole graph into an empty store, by ordinary transactions: as it is, on any engine.

A copy that is cut off is completed by the next one. Its store's own node bears a mark meanwhile (`filling`, `filled`),
written in the transactions that bring the rows, so that each row comes in once, whatever happens on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from cypher import load
from kb.errors import KbError, StoreBusy, StoreDamaged
from kb.graph import EDGES, LABELS, Edge, Graph, Node, Progress, parts, size_of
from kb.store import Row, Step, Store, build_store

_ROWS, _CHUNK = 10_000, 2000
"""Rows in a transaction, and in one call inside it."""
_AT_ONCE = 2000  # nodes that write/empty_some takes away


class Mark(NamedTuple):
    """What a store's own node says of a copy under way. filling: the graph's name, "" while the store is emptied;
    filled: how many of its rows are here, nodes first."""

    filling: str
    filled: int


def mark_of(store: Store) -> Mark | None:
    """The mark of a copy that is not complete, None on a store that is whole."""
    row = next(iter(store.rows(load("read/filling"))), None)
    return None if row is None or row["filling"] is None else Mark(row["filling"], int(row["filled"]))


def build(address: str, graph: Graph, progress: Progress | None = None) -> None:
    """Make a new store of a graph in a folder that is missing or empty: at once, whole or not at all."""
    build_store(address, graph, graph.walk(progress))


def fill(store: Store, graph: Graph, progress: Progress | None = None) -> None:
    """Copy a graph into an empty store, or complete a copy that was cut off.

    What is left of a copy of another graph, or of the same one in another state, is taken out first. Several at once
    may copy the same graph. Raises `KbError` if the store holds anything else.
    """
    mark = mark_of(store)
    if mark is None and any(size_of(store)):
        raise KbError(f"{store.address} is not empty", "a copy goes into an empty store; `kb push` merges")
    if mark is None or mark.filling != graph.name:
        if mark is not None:
            empty(store)
        _begin(store, mark is None, graph.name)
        mark = mark_of(store) or Mark(graph.name, 0)
    position = mark.filled
    for batch in parts(islice(graph.walk(progress), position, None), _ROWS):
        _put(store, graph.name, position, batch)
        position += len(batch)
    _end(store, graph)


def empty(store: Store) -> None:
    """Take everything out of a store but its own node, and mark it as being filled: `fill` completes it."""
    _mark(store, "", 0)
    while left := size_of(store).nodes:
        for _ in range(0, left, _AT_ONCE):
            store.apply([(load("write/empty_some"), [{}])])


def _begin(store: Store, new: bool, name: str) -> None:
    def work() -> None:
        mark = mark_of(store)
        if mark == Mark(name, mark.filled if mark else 0):
            return  # another process began the same copy
        if (mark is None) != new or (mark and mark.filling) or any(size_of(store)):
            raise StoreBusy(f"others write into {store.address}", "try again")
        store.apply([_step("write/fill_mark", {"filling": name, "filled": 0})])

    store.transact(work)


def _put(store: Store, name: str, position: int, batch: Sequence[Node | Edge]) -> None:
    """Write rows that stand at a position of the walk, but for those that are here already: a lost connection can hide
    that a transaction was kept, and others may copy the same graph."""

    def work() -> None:
        mark = mark_of(store)
        if mark is None:
            return  # another process completed the same copy
        if mark.filling != name or mark.filled < position:
            raise StoreBusy(f"another copy goes into {store.address}", "try again")
        left = batch[mark.filled - position :]
        if left:
            filled = position + len(batch)
            store.apply([*_steps(left), _step("write/fill_mark", {"filling": name, "filled": filled})])

    store.transact(work)


def _end(store: Store, graph: Graph) -> None:
    """Take the mark away, if all is here: what no node was found for was not drawn, and must not pass unseen."""

    def work() -> bool:
        if mark_of(store) is None:
            return True
        whole = size_of(store) == graph.size
        # What came out wrong is taken out by the next copy.
        store.apply([_step("write/fill_mark", {"filling": None if whole else "", "filled": None if whole else 0})])
        return whole

    if not store.transact(work):
        raise StoreDamaged(f"the copy into {store.address} is not what its source is", "try again")


def _mark(store: Store, name: str, filled: int) -> None:
    store.apply([_step("write/fill_mark", {"filling": name, "filled": filled})])


def _steps(batch: Sequence[Node | Edge]) -> Iterator[Step]:
    """The steps that write some rows."""
    for start in range(0, len(batch), _CHUNK):
        yield from _chunk(batch[start : start + _CHUNK])


def _chunk(rows: Iterable[Node | Edge]) -> Iterator[Step]:
    """One call's rows: a list for each label or kind of relationship."""
    nodes: dict[str, list[Any]] = {name: [] for name in LABELS.values()}
    edges: dict[str, list[Any]] = {"_".join(kind).lower(): [] for kind in EDGES}
    for row in rows:
        if isinstance(row, Node):
            nodes[LABELS[row.label]].append(row.props)
        else:
            kind = f"{row.start_label}_{row.type}_{row.end_label}".lower()
            edges[kind].append([row.start, row.end, row.props])  # a list is sent quicker than a map
    if any(nodes.values()):
        yield _step("write/fill_nodes", nodes)
    if any(edges.values()):
        yield _step("write/fill_edges", edges)


def _step(query: str, row: Row) -> Step:
    return load(query), [row]
