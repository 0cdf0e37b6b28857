"""The whole graph as rows: every node and relationship of a store in one fixed order, page by page.

What a copy is made from: another store (`kb.filling`), a new folder (`kb.engines.bulk`), files for Neo4j's own
import (`kb.neo4j_files`). The store's own node (Meta) is left out: each store has its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
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

_FIRST, _LAST = "\0" * 17, "\U0010ffff" * 17
"""Texts before and after every id, and as long as ids are: Neo4j plans a query anew for parameters of other lengths."""
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
    for label in LABELS:
        for page in _pages(store, label, _TEXTS_AT_ONCE if label == "Source" else _NODES_AT_ONCE):
            rows = list(store.rows(load("read/graph_nodes"), **page))
            for row in sorted(rows, key=itemgetter("id")):
                yield Node(label, row["id"], _kept(row["props"]))
            count += len(rows)
    _check(store, revision, size_of(store).nodes - count, "nodes")


def edges(store: Store) -> Iterator[Edge]:
    """Every relationship, by the label and id of the node that it leaves, its type, and the node that it reaches.
    Raises as `nodes` does."""
    revision, count = store.revision(), 0
    for label in LABELS:
        for page in _pages(store, label, _STARTS_AT_ONCE):
            ids = [row["id"] for row in store.rows(load("read/graph_ids"), **page)]
            rows = store.rows(load("read/graph_edges"), label=label, ids=ids)
            found = [Edge(label, r["start"], r["type"], r["endLabel"], r["end"], _kept(r["props"])) for r in rows]
            for edge in sorted(found, key=_order):
                if (edge.start_label, edge.type, edge.end_label) in _KNOWN:
                    yield edge
                    count += 1
    _check(store, revision, size_of(store).edges - count, "relationships")


_KNOWN = frozenset(EDGES)


def _order(edge: Edge) -> tuple[str, str, str, str, str]:
    return edge.start, edge.type, edge.end_label, str(edge.end), json.dumps(edge.props, sort_keys=True)


def _pages(store: Store, label: str, most: int) -> Iterator[dict[str, str]]:
    """The stretches of ids in which a label's nodes lie, as parameters."""
    after = _FIRST
    while True:
        stretch = {**dict.fromkeys(LABELS.values(), _LAST), LABELS[label]: after}
        ends = [row["upto"] for row in store.rows(load("read/graph_page"), **stretch, most=most)]
        after = next((end for end in ends if end is not None), "")
        if not after:
            break
        yield {**stretch, "upto": after}


def _kept(props: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in props.items() if value is not None}


def _check(store: Store, revision: int, missed: int, what: str) -> None:
    if store.revision() != revision:
        raise StoreBusy(f"{store.address} was changed while it was read", "try again")
    if missed:
        hint = "take them out with `kb cypher --write`, or merge instead: `kb push`, `kb pull`"
        raise StoreError(f"{store.address} holds {missed} {what} that kb did not make and cannot copy", hint)
