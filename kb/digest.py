"""One number for a whole graph: equal digests mean equal graphs.

Left out is what may differ between two honest ways to the same graph: times, the paths where files lay,
citekeys, which are given once, in the order papers come (DESIGN 4), decisions that were taken back, and the steps that
tell by which command something was decided.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from cypher import load
from kb.deciding import STEP
from kb.store import Store

_LEFT_OUT = frozenset({"at", "addedAt", "toldAt", "changed", "path", "citekey", "citekeyBase"})


def lines(store: Store) -> Iterator[str]:
    """Every node and relationship as one canonical JSON line, sorted."""
    decisions = store.rows(load("read/dump_decisions"))
    without = {row["id"] for row in decisions if row["undone"] is not None or row["kind"] == STEP}
    nodes = (["node", r["label"], r["id"], _kept(r["props"])] for r in store.rows(load("read/all_nodes")))
    edges = (["edge", r["type"], r["start"], r["end"], _kept(r["props"])] for r in store.rows(load("read/all_edges")))
    yield from sorted(_line(x) for x in nodes if x[2] not in without)
    yield from sorted(_line(x) for x in edges if x[2] not in without)


def digest(store: Store) -> str:
    """Hex SHA-256 over `lines`."""
    found = hashlib.sha256()
    for line in lines(store):
        found.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return found.hexdigest()


def _kept(props: Mapping[str, Any]) -> dict[str, Any]:
    """Properties that count; an absent one and an empty list are the same."""
    return {k: v for k, v in props.items() if k not in _LEFT_OUT and v is not None and v != []}


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
