"""The whole graph as rows: every node and relationship of a store in one fixed order, page by page.

What a copy is made from: another store (`kb.filling`), a new folder (`kb.engines.bulk`), files for Neo4j's own
import (`kb.neo4j_files`). The store's own node (Meta) is left out: each store has its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, NamedTuple, TypeVar

from cypher import load
from kb.errors import StoreBusy, StoreError
from kb.store import Store

LABELS: Mapping[str, str] = {
    "Author": "authors",
    "Claim": "claims",
    "Decision": "decisions",
    "Fact": "facts",
    "Finding": "findings",
    "Paper": "papers",
    "Problem": "problems",
    "Record": "records",
    "Source": "sources",
    "Theme": "themes",
    "Venue": "venues",
}
"""Every label of the design but Meta, and what the queries of this file call a list of such nodes."""

EDGES = (
    ("Author", "WROTE", "Paper"),
    ("Claim", "ABOUT", "Theme"),
    ("Claim", "NARROWER", "Claim"),
    ("Claim", "OPPOSITE_OF", "Claim"),
    ("Claim", "VARIANT_OF", "Claim"),
    ("Decision", "ON", "Record"),
    ("Decision", "ON", "Source"),
    ("Fact", "FROM", "Source"),
    ("Finding", "ABOUT", "Theme"),
    ("Finding", "BEARS_ON", "Claim"),
    ("Finding", "CITES", "Paper"),
    ("Finding", "CONTRADICTS", "Claim"),
    ("Finding", "FROM", "Source"),
    ("Finding", "JUDGED", "Claim"),
    ("Finding", "NO_EFFECT", "Claim"),
    ("Finding", "SUPPORTS", "Claim"),
    ("Paper", "CITES", "Paper"),
    ("Paper", "HAS", "Fact"),
    ("Paper", "PUBLISHED_IN", "Venue"),
    ("Paper", "REPORTS", "Finding"),
    ("Paper", "VERSION_OF", "Paper"),
    ("Problem", "FROM", "Source"),
    ("Record", "FROM", "Source"),
    ("Record", "OF", "Paper"),
    ("Theme", "PART_OF", "Theme"),
)
"""Every kind of relationship of the design: label it leaves, its type, label it reaches."""

_LAST = "\U0010ffff"  # no id stands after it
_HEAVY = 8_000_000
"""Characters of text handed over at once."""
_NODES_AT_ONCE, _TEXTS_AT_ONCE, _STARTS_AT_ONCE = 1000, 10, 250
"""Nodes read in one query; of sources, each with a whole text; and nodes whose relationships are read in one query
(a paper can report a thousand findings)."""


class Node(NamedTuple):
    """A node. props: all its properties, `id` among them, none of them None."""

    label: str
    id: str
    props: Mapping[str, Any]


class Edge(NamedTuple):
    """A relationship. start, end: ids of its nodes. Several may tie the same two nodes."""

    start_label: str
    start: str
    type: str
    end_label: str
    end: str
    props: Mapping[str, Any]


class Size(NamedTuple):
    """How much a graph holds."""

    nodes: int
    edges: int


Row = TypeVar("Row", Node, Edge, Node | Edge)
Progress = Callable[[Iterator[Node | Edge], int], Iterable[Node | Edge]]
"""Passes rows on and shows how far it is; the number is how many there will be."""


@dataclass(frozen=True)
class Graph:
    """A graph that can be walked again and again, in the same order each time.

    name: tells this graph in this state from any other; not empty. size: what the walks give. nodes, edges: start a
    walk.
    """

    name: str
    size: Size
    nodes: Callable[[], Iterator[Node]]
    edges: Callable[[], Iterator[Edge]]

    def walk(self, progress: Progress | None = None) -> Iterator[Node | Edge]:
        """All nodes, then all relationships."""
        rows = chain[Node | Edge](self.nodes(), self.edges())
        return iter(progress(rows, sum(self.size))) if progress else rows


def graph_of(store: Store) -> Graph:
    """The graph of a store as it is now."""
    return Graph(f"{store.identity()}@{store.revision()}", size_of(store), lambda: nodes(store), lambda: edges(store))


def size_of(store: Store) -> Size:
    """How much a store holds, whoever put it there."""
    row = next(iter(store.rows(load("read/graph_size"))))
    return Size(int(row["nodes"]), int(row["edges"]))


def parts(rows: Iterable[Row], most: int) -> Iterator[list[Row]]:
    """Rows in lists of `most` at most, fewer where they are heavy: a source can have ten million characters."""
    part: list[Row] = []
    weight = 0
    for row in rows:
        part.append(row)
        weight += sum(len(value) for value in row.props.values() if isinstance(value, str))
        if len(part) >= most or weight >= _HEAVY:
            yield part
            part, weight = [], 0
    if part:
        yield part


def nodes(store: Store) -> Iterator[Node]:
    """Every node, by label and id. Raises `StoreError` at the end if there are others than kb makes, and `StoreBusy`
    if the store was changed meanwhile."""
    revision, count = store.revision(), 0
    for label, page in _pages(store):
        names = iter(page)
        while some := list(islice(names, _TEXTS_AT_ONCE if label == "Source" else _NODES_AT_ONCE)):
            found = {row["id"]: row["props"] for row in store.rows(load("read/graph_nodes"), **_lists(label, some))}
            for name in some:
                if name in found:
                    yield Node(label, name, _kept(found[name]))
                    count += 1
    _check(store, revision, size_of(store).nodes - count, "nodes")


def edges(store: Store) -> Iterator[Edge]:
    """Every relationship, by the label and id of the node that it leaves, its type, and the node that it reaches.
    Raises as `nodes` does."""
    revision, count = store.revision(), 0
    for label, page in _pages(store):
        names = iter(page)
        while some := list(islice(names, _STARTS_AT_ONCE)):
            found = [
                Edge(row["label"], row["id"], row["type"], row["endLabel"], row["end"], _kept(row["props"]))
                for row in store.rows(load("read/graph_edges"), **_lists(label, some))
            ]
            place = {name: number for number, name in enumerate(some)}
            for edge in sorted(found, key=lambda edge: _order(edge, place)):
                if (edge.start_label, edge.type, edge.end_label) in _KNOWN:
                    yield edge
                    count += 1
    _check(store, revision, size_of(store).edges - count, "relationships")


_KNOWN = frozenset(EDGES)


def _order(edge: Edge, place: Mapping[str, int]) -> tuple[int, str, str, str, str]:
    return place[edge.start], edge.type, edge.end_label, str(edge.end), json.dumps(edge.props, sort_keys=True)


def _pages(store: Store) -> Iterator[tuple[str, list[str]]]:
    """The ids of every label, in the engine's own order of texts."""
    for label in LABELS:
        after = ""
        while True:
            starts = {**dict.fromkeys(LABELS.values(), _LAST), LABELS[label]: after}
            found = [row["upto"] for row in store.rows(load("read/graph_page"), **starts) if row["upto"] is not None]
            if not found:
                break
            yield label, [row["id"] for row in store.rows(load("read/graph_ids"), **starts, upto=found[0])]
            after = found[0]


def _lists(label: str, names: list[str]) -> dict[str, list[str]]:
    """The parameters of a query that has a list for each label."""
    return {**{name: [] for name in LABELS.values()}, LABELS[label]: names}


def _kept(props: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in props.items() if value is not None}


def _check(store: Store, revision: int, missed: int, what: str) -> None:
    if store.revision() != revision:
        raise StoreBusy(f"{store.address} was changed while it was read", "try again")
    if missed:
        hint = "take them out with `kb cypher --write`, or merge instead: `kb push`, `kb pull`"
        raise StoreError(f"{store.address} holds {missed} {what} that kb did not make and cannot copy", hint)
