"""`--param` of `kb query` and `kb cypher`: texts to the values a query takes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from cypher import Param
from kb.errors import UsageError

Pair = tuple[str, str, bool]  # name, text, whether the text is JSON

HOW = "--param name=text, or --param name:=JSON"


def pairs(given: Iterable[str]) -> list[Pair]:
    """`name=text` and `name:=JSON`, taken apart."""
    found = []
    for item in given:
        name, sign, text = item.partition("=")
        is_json = name.endswith(":")
        name = name.removesuffix(":")
        if not sign or not name.isidentifier():
            raise UsageError(f"`--param {item}` is not understood", HOW)
        found.append((name, text, is_json))
    return found


def untyped(given: Iterable[str]) -> dict[str, Any]:
    """Values for a person's own Cypher: texts as they are, JSON where `:=` says so."""
    return {name: _json(name, text) if is_json else text for name, text, is_json in pairs(given)}


def typed(params: Sequence[Param], given: Iterable[str]) -> dict[str, Any]:
    """Values for a shipped query, by the types it declares; a list may be given as several `--param` of one name."""
    texts: dict[str, list[Pair]] = {}
    for pair in pairs(given):
        texts.setdefault(pair[0], []).append(pair)
    known = {param.name for param in params}
    for name in texts:
        if name not in known:
            raise UsageError(f"this query has no parameter `{name}`", f"it takes: {', '.join(sorted(known)) or 'none'}")
    return {param.name: _value(param, texts.get(param.name, [])) for param in params}


def _value(param: Param, given: Sequence[Pair]) -> Any:
    kind = param.type.removesuffix("?")
    if not given:
        if param.type.endswith("?"):
            return None
        raise UsageError(f"the parameter `{param.name}` is missing ({param.type}: {param.meaning})", HOW)
    if kind.startswith("list") and not given[0][2]:
        inner = kind.removeprefix("list").strip("<>") or "string"
        return [_scalar(param.name, inner, text) for _, text, _ in given]
    if len(given) > 1:
        raise UsageError(f"the parameter `{param.name}` is given {len(given)} times", f"it takes one {kind}")
    _, text, is_json = given[0]
    return _json(param.name, text) if is_json else _scalar(param.name, kind, text)


def _scalar(name: str, kind: str, text: str) -> Any:
    try:
        if kind == "integer":
            return int(text)
        if kind == "float":
            return float(text)
    except ValueError as error:
        raise UsageError(f"the parameter `{name}` must be of type {kind}, not `{text}`", HOW) from error
    if kind == "boolean":
        if text not in ("true", "false"):
            raise UsageError(f"the parameter `{name}` must be true or false, not `{text}`", HOW)
        return text == "true"
    return _json(name, text) if kind in ("map", "list") else text


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise UsageError(f"the parameter `{name}` is not JSON: {error}", HOW) from error
