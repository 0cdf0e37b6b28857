"""Values of a person's query as plain JSON values, the same whichever engine gave them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def plain(value: Any, edges: frozenset[str]) -> Any:
    """A value as JSON has it: nodes {labels, properties}, relationships {type, properties}, without engine's ids."""
    if isinstance(value, Mapping):
        inner = {str(name): plain(value[name], edges) for name in sorted(value) if not str(name).startswith("@")}
        kind = value.get("@type")
        if kind is None:
            return inner
        return {"type": kind, "properties": inner} if kind in edges else {"labels": [kind], "properties": inner}
    if isinstance(value, list | tuple):
        return [plain(item, edges) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(item, edges) for item in value), key=repr)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
