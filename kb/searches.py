"""Where a file's records were found: which database was searched, when, and with what query.

A person says it of a whole file (`kb add FILE --database PubMed`), since no export tells all of it. It belongs to the
Source and outlives new versions of the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kb.errors import UsageError

Row = dict[str, Any]

SAID = ("database", "searched", "query")
PROPERTIES = (*SAID, "toldAt")
"""Properties of a Source node; toldAt: when a person told the others (ISO), so that of two stores the later counts."""

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
_EARLIEST = 1900


@dataclass(frozen=True)
class Search:
    """What a person says of the search that gave a file. database: its name; searched: day, month or year of the
    search (ISO); query: as it was typed there. None = nothing is said, "" = what was said is taken back."""

    database: str | None = None
    searched: str | None = None
    query: str | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, name) is not None for name in SAID)

    def props(self, at: str) -> Row:
        """Of the Source node: what is said and nothing else. at: when (ISO)."""
        said = {name: value or None for name in SAID if (value := getattr(self, name)) is not None}
        return said | {"toldAt": at} if said else {}

    def news(self, source: Mapping[str, Any], at: str) -> Row:
        """The same, where it is not what the source says already; else nothing."""
        props = self.props(at)
        return props if any(source.get(name) != props[name] for name in props if name in SAID) else {}


NOTHING_SAID = Search()


def words_of(source: Mapping[str, Any]) -> str:
    """What a source says of its search, for people: "PubMed, 2026-01-05: (peer*) AND …"; "" if nothing."""
    head = ", ".join(source[name] for name in ("database", "searched") if source.get(name))
    return ": ".join(part for part in (head, " ".join((source.get("query") or "").split())) if part)


def date_of(text: str, today: str) -> str:
    """The day, month or year of a search as it was typed, checked. today: ISO date, or more.

    Raises `UsageError` for what is no date in the calendar, and for one that is still to come.
    """
    said = text.strip()
    if not said:
        return ""
    found = _DATE.fullmatch(said)
    hint = "write the day, month or year of the search: 2026-01-05, 2026-01 or 2026"
    if not found:
        raise UsageError(f"{text} is no date", hint)
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        date(year, month, day)
    except ValueError as error:
        raise UsageError(f"{text} is in no calendar", hint) from error
    # Where it is tomorrow already a search may be of tomorrow.
    if year < _EARLIEST or date(year, month, day).toordinal() > date.fromisoformat(today[:10]).toordinal() + 1:
        raise UsageError(f"nobody searched in {text}", hint)
    return said


def said_together(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Row:
    """What counts where two stores hold one source: what was told later, whole."""
    later = max((theirs, ours), key=order)
    return {name: later.get(name) for name in PROPERTIES}


def order(source: Mapping[str, Any]) -> tuple[str, ...]:
    """Of two states of what is said of one source the greater counts."""
    return (source.get("toldAt") or "", *(source.get(name) or "" for name in SAID))
