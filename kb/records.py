"""A `Reference` as the flat JSON text a Record keeps, and back: one place knows that shape.

The text is canonical (sorted keys, no white space, empty fields left out), so equal references give
equal bytes. Where it stands in its source is kept on the edge to the source, not here.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from bib.model import Date, Person, Reference

_PEOPLE = ("people", "editors")
_LEFT_OUT = {"source"}


def _plain(record: Person | Date) -> dict[str, Any]:
    return {f.name: value for f in fields(record) if (value := getattr(record, f.name)) is not None}


def to_fields(reference: Reference) -> str:
    """The reference as canonical JSON text."""
    out: dict[str, Any] = {}
    for f in fields(Reference):
        value = getattr(reference, f.name)
        if f.name in _LEFT_OUT or value is None or value is False or value == ():
            continue
        if f.name in _PEOPLE:
            out[f.name] = [_plain(p) for p in value]
        elif f.name == "date":
            out[f.name] = _plain(value)
        elif f.name == "other":
            out[f.name] = [list(pair) for pair in value]
        else:
            out[f.name] = value
    return json.dumps(out, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_fields(text: str) -> Reference:
    """The reference that `to_fields` wrote; its `source` is None."""
    data = json.loads(text)
    for name in _PEOPLE:
        data[name] = tuple(Person(**p) for p in data.get(name, ()))
    if "date" in data:
        data["date"] = Date(**data["date"])
    data["other"] = tuple((k, v) for k, v in data.get("other", ()))
    return Reference(**data)
