"""A new embedded store made of a whole graph at once: ten times quicker than by transactions.

The engine's batches are quick because they are not undone when cut off: a kill leaves relationships that only one of
their nodes knows. So they go into a folder beside the store's place, what came out is counted from both ends, and one
rename puts it there. Never into a store that exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, cast

import cypher
from kb.engines import folder
from kb.engines.arcadedb import build_empty
from kb.engines.arcadedb_driver import Transaction, call, open_database
from kb.errors import KbError, StoreDamaged
from kb.graph import Edge, Graph, Node, parts

Rids = dict[tuple[str, str], str]
"""Label and id of a node -> the engine's own id, which lives as long as the building."""

_ROWS = 5000
"""Rows handed over in one call."""
_BATCH = 50_000
"""Relationships that the engine gathers before it writes them: 20,000 to 100,000 take the same time; all of a million
at once take half as long again, and twice the memory."""


def build(path: Path, graph: Graph, rows: Iterable[Node | Edge]) -> None:
    """Make a store in a folder that is missing or empty. rows: a walk through the graph, nodes first.

    It is there whole or not at all. Raises `KbError` where there is a store already.
    """
    taken = KbError(f"there is a store at {path} already", "choose another place")
    if folder.is_store(path):
        raise taken

    def fill(database_path: Path) -> folder.Stamp:
        stamp = build_empty(database_path)
        database = open_database(database_path, readonly=False)
        try:
            _write(database, rows)
            _check(database, graph)
            with Transaction(database):
                changed = cypher.load("write/meta_changed").text
                call(database.command, "opencypher", changed, {"rows": [{"by": 1}]})
        finally:
            call(database.close)
        return stamp

    if not folder.make(path, fill):
        raise taken


def _write(database: Any, rows: Iterable[Node | Edge]) -> None:
    rids: Rids = {}
    for kind, some in groupby(rows, key=type):
        if kind is Node:
            _write_nodes(database, cast(Iterator[Node], some), rids)
        else:
            _write_edges(database, cast(Iterator[Edge], some), rids)


def _write_nodes(database: Any, nodes: Iterator[Node], rids: Rids) -> None:
    with _Batch(database) as batch:
        for part in parts(nodes, _ROWS):
            for label, some in _sorted_out(part, "label"):
                made = call(batch.create_vertices, label, [node.props for node in some])
                rids.update(((label, node.id), rid) for node, rid in zip(some, made, strict=True))


def _write_edges(database: Any, edges: Iterator[Edge], rids: Rids) -> None:
    with _Batch(database) as batch:
        for part in parts(edges, _ROWS):
            for kind, some in _sorted_out(part, "type"):
                starts = [_rid(rids, edge.start_label, edge.start) for edge in some]
                ends = [_rid(rids, edge.end_label, edge.end) for edge in some]
                call(batch.new_edges, starts, kind, ends, [edge.props for edge in some])


def _sorted_out(part: Iterable[Any], by: str) -> Iterable[tuple[str, list[Any]]]:
    found: dict[str, list[Any]] = {}
    for row in part:
        found.setdefault(getattr(row, by), []).append(row)
    return found.items()


def _rid(rids: Rids, label: str, name: str) -> str:
    if (label, name) not in rids:
        raise StoreDamaged(f"a relationship leads to {label} {name}, which is not there", "nothing was made")
    return rids[label, name]


class _Batch:
    """A batch of the engine, kept on the disk when it ends well; else the whole folder is thrown away."""

    def __init__(self, database: Any) -> None:
        self._batch = call(database.graph_batch, wal_flush="yes_full", batch_size=_BATCH)

    def __enter__(self) -> Any:
        return self._batch

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        with suppress(*(() if kind is None else (KbError,))):
            call(self._batch.close)


def _check(database: Any, graph: Graph) -> None:
    """Count what is there, relationships from both ends: what the engine lost on the way would show."""
    labels = call(database.query, "opencypher", cypher.load("read/graph_ends").text, {})
    found = [sum(row[name] for row in labels) for name in ("nodes", "leaving", "arriving")]
    if found != [graph.size.nodes, graph.size.edges, graph.size.edges]:
        raise StoreDamaged(f"the engine made {found} of {list(graph.size)}; nothing was kept", "try again")
