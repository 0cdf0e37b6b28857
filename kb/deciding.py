"""What people decide about records: that two are one work, that they are distinct, that they report one study, and
that what somebody typed is about a paper.

A decision is one person's word on one pair of records; said anew it is the same decision in another state. It names
the records in its value and so outlives them: a record that comes back is bound by it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kb import ids
from kb.identity import Links

MERGE, DISTINCT, STUDY, EDIT = "merge", "distinct", "study", "edit"
ON_PAIRS = (MERGE, DISTINCT, STUDY, EDIT)
"""Kinds of decisions that name two records."""
STEP = "step"
"""Kind of what only tells which command changed which decisions (`kb.steps`): nothing follows from it."""
Row = dict[str, Any]


@dataclass(frozen=True)
class Decided:
    """One person's word on a pair. id: of the decision; kind: merge, distinct, study, or edit (one of the two is what
    was typed, the other stands for its paper); pair: ids of two records, sorted; by: who; at: when (ISO); reason: in
    their words, or ""; undone: when it was taken back, None while in force."""

    id: str
    kind: str
    pair: tuple[str, str]
    by: str
    at: str
    reason: str = ""
    undone: str | None = None

    @classmethod
    def new(cls, kind: str, a: str, b: str, by: str, at: str, reason: str = "") -> Decided:
        """What a person says now. That two are one work and that they are not is one decision in two states."""
        first, second = sorted((a, b))
        about = kind if kind in (STUDY, EDIT) else "work"
        return cls(ids.make("d", about, first, second, by), kind, (first, second), by, at, reason)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Decided:
        """As `read/decisions` and `read/linked_records` give it."""
        first, _, second = row["value"].partition(" ")
        undone, reason = row.get("undone"), row.get("reason") or ""
        return cls(row.get("id") or row["decision"], row["kind"], (first, second), row["by"], row["at"], reason, undone)

    @property
    def records(self) -> tuple[str, ...]:
        """Those it is on."""
        return self.pair

    @property
    def props(self) -> Row:
        """Of its node."""
        return {
            "kind": self.kind,
            "value": " ".join(self.pair),
            "reason": self.reason,
            "by": self.by,
            "at": self.at,
            "undone": self.undone,
        }


def links_of(decided: Iterable[Decided]) -> Links:
    """What decisions in force say together: where people differ about a pair the last word counts, and of one moment
    the one that keeps apart."""
    last: dict[tuple[str, str], Decided] = {}
    for one in sorted(decided, key=_when):
        if one.undone is None and one.kind in (MERGE, EDIT, DISTINCT):
            last[one.pair] = one
    said = sorted(last.values(), key=_when, reverse=True)
    return Links(
        tuple(one.pair for one in said if one.kind != DISTINCT), tuple(one.pair for one in said if one.kind == DISTINCT)
    )


def _when(one: Decided) -> tuple[str, bool, str]:
    return (one.at, one.kind == DISTINCT, one.id)
