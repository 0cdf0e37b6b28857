"""Nodes, relationships and paths of a query's answer as one line of text, much as Cypher writes patterns.

    (:Paper smith2021 "Peers on the ward")-[:REPORTS]->(:Finding "Fewer people were …")-[:SUPPORTS]->(:Claim "peers …")

A node shows its label, the name it goes by, and the first words of its text; `kb cypher --json` has all properties.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_NAMES = ("citekey", "family", "name")
_WORDS = ("title", "clean", "text", "value", "message")
_SHOWN = ("number", "marker", "position", "stance", "confidence", "by")
_MOST = 60  # code points of a text that are shown


def drawn(value: Any) -> Any:
    """A value of a row for people to read: graph values as text, anything else as it is; lists item by item."""
    if isinstance(value, list):
        return [drawn(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    keys = set(value)
    if keys == {"labels", "properties"}:
        return _node(value)
    if keys == {"type", "properties"}:
        return f"-{_relationship(value)}-"
    if keys == {"nodes", "relationships", "forward"}:
        return _path(value)
    return {name: drawn(item) for name, item in value.items()}


def _path(value: Mapping[str, Any]) -> str:
    text = _node(value["nodes"][0])
    for node, edge, forward in zip(value["nodes"][1:], value["relationships"], value["forward"], strict=True):
        start, end = ("-", "->") if forward else ("<-", "-")
        text += f"{start}{_relationship(edge)}{end}{_node(node)}"
    return text


def _node(value: Mapping[str, Any]) -> str:
    held = value["properties"]
    pieces = ["".join(f":{label}" for label in value["labels"])]
    pieces += [str(held[name]) for name in _NAMES if held.get(name)][:1]
    pieces += [_quoted(str(held[name])) for name in _WORDS if held.get(name)][:1]
    if len(pieces) == 1 and held.get("id"):
        pieces.append(str(held["id"]))
    return f"({' '.join(filter(None, pieces))})"


def _relationship(value: Mapping[str, Any]) -> str:
    held = value["properties"]
    shown = ", ".join(f"{name}: {json.dumps(held[name], ensure_ascii=False)}" for name in _SHOWN if name in held)
    return f"[:{value['type']}{f' {{{shown}}}' if shown else ''}]"


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return json.dumps(words if len(words) <= _MOST else words[: _MOST - 1].rstrip() + "…", ensure_ascii=False)
