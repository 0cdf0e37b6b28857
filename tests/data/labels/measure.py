"""How a reading is held against a label; the rules are told in README.md beside this file. Load by path."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from bib.model import Person, Reference

# The fields that make an item "wholly right", beside authors and editors.
FIELDS = ("title", "container", "year", "volume", "issue", "pages", "doi", "publisher")


def labels(name: str) -> list[dict[str, Any]]:
    """The objects of a .jsonl file of this folder."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def fold(value: str | None) -> str:
    """What two values are compared by: no white space, one kind of dash and apostrophe, no last full stop."""
    text = unicodedata.normalize("NFKC", value or "")
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text).replace("’", "'").replace("‘", "'")
    return re.sub(r"\s", "", text).removesuffix(".")


def wrong_fields(label: dict[str, Any], reference: Reference) -> list[str]:
    """Names of the fields in which a reading differs from its label, each with what was read."""
    wrong = []
    for role, people in (("authors", reference.people), ("editors", reference.editors)):
        want = [(fold(a), fold(b)) for a, b in label.get(role, [])]
        if [_name(p) for p in people] != want:
            wrong.append(f"{role}: {[p.name for p in people]}")
    for field in FIELDS:
        read = _value(reference, field)
        want_text = fold(label.get(field))
        if field == "doi":
            read, want_text = (read or "").lower(), want_text.lower()
        if fold(read) != want_text and not (field == "pages" and _is_number(label, read)):
            wrong.append(f"{field}: {read!r}")
    return wrong


def _is_number(label: dict[str, Any], read: str | None) -> bool:
    """An article number may be given as pages."""
    return "pages" not in label and bool(read) and fold(read) == fold(label.get("number"))


def _value(reference: Reference, field: str) -> str | None:
    if field == "year":
        return str(reference.year) if reference.year else None
    value: str | None = getattr(reference, field)
    return value


def _name(person: Person) -> tuple[str, str]:
    if person.literal:
        return fold(person.literal), ""
    family = (person.non_dropping_particle or "") + (person.family or "")
    given = (person.given or "") + (person.dropping_particle or "") + (person.suffix or "")
    return fold(family), fold(given)
