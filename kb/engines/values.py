"""Values of a person's query as plain JSON values, the same whichever engine gave them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_NODE, _EDGE = r"\(#\d+:\d+\)", r"<?-\[#\d+:\d+\]->?"
_PATH = re.compile(rf"{_NODE}(?:{_EDGE}{_NODE})*")


def node(labels: Sequence[str], properties: Mapping[str, Any]) -> dict[str, Any]:
    """A node, without the engine's own id."""
    return {"labels": list(labels), "properties": dict(properties)}


def relationship(kind: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """A relationship, without the engine's own id."""
    return {"type": kind, "properties": dict(properties)}


def path(nodes: Sequence[Any], relationships: Sequence[Any], forward: Sequence[bool]) -> dict[str, Any]:
    """A path: n nodes, the n - 1 relationships between them, and for each whether it points along the path."""
    return {"nodes": list(nodes), "relationships": list(relationships), "forward": list(forward)}


def plain(value: Any, edges: frozenset[str]) -> Any:
    """A value as JSON has it: nodes {labels, properties}, relationships {type, properties}, without engine's ids."""
    if isinstance(value, Mapping):
        inner = {str(name): plain(value[name], edges) for name in sorted(value) if not str(name).startswith("@")}
        kind = value.get("@type")
        if kind is None:
            return inner
        return relationship(kind, inner) if kind in edges else node([kind], inner)
    if isinstance(value, list | tuple):
        return [plain(item, edges) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(item, edges) for item in value), key=repr)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def path_rids(value: Any) -> list[str]:
    """The record ids in a path as the embedded engine writes it, `(#1:0)-[#5:0]->(#1:1)`; none in anything else."""
    return re.findall(r"#\d+:\d+", value) if isinstance(value, str) and _PATH.fullmatch(value) else []


def read_path(value: Any, known: Mapping[str, Mapping[str, Any]], edges: frozenset[str]) -> Any:
    """Such a path with the records that its ids stand for; a text that only looks like one stays as it is.

    Its arrows always point along the path, so the direction is taken from the relationship's own ends.
    """
    rids = path_rids(value)
    if not rids or any(rid not in known for rid in rids):
        return value
    nodes, between = rids[::2], rids[1::2]
    forward = [known[edge].get("@out") == start for start, edge in zip(nodes, between, strict=False)]
    return path([plain(known[r], edges) for r in nodes], [plain(known[r], edges) for r in between], forward)
