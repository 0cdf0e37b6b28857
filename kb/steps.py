"""Steps: which command of which person changed which decisions, so that it can be told (`kb log`) and taken back
(`kb undo`).

A step is a decision of a kind of its own from which nothing follows: it is no part of a digest. It travels as the
others do. Every command that writes a person's word gives a `Said` to the method of `kb.library` that writes it; there
is nothing else to do for a new one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cypher import load
from kb import ids
from kb.deciding import ON_PAIRS, STEP
from kb.fact_rows import decision_props, tied
from kb.facts import Row
from kb.store import Store

_MOST_WORDS = 200  # of one word of a command that is kept for people; the whole stands in what it made

_MOST_ARGS = 6  # words at either end of a long command


@dataclass(frozen=True)
class Said:
    """What a person typed. verb: "merge", "finding add" …; args: what stood behind it; reason: why, or ""."""

    verb: str
    args: tuple[str, ...] = ()
    reason: str = ""

    @property
    def words(self) -> str:
        """The command for people, in one line, as one would type it without `kb`."""
        args = self.args
        if len(args) > 2 * _MOST_ARGS:
            args = (*args[:_MOST_ARGS], f"… ({len(args) - 2 * _MOST_ARGS} more) …", *args[-_MOST_ARGS:])
        return " ".join((self.verb, *map(_quoted, args)))


def _quoted(word: str) -> str:
    line = " ".join(word.split())
    line = line if len(line) <= _MOST_WORDS else f"{line[: _MOST_WORDS - 1]}…"
    return f'"{line}"' if " " in line or not line else line


@dataclass(frozen=True)
class Changed:
    """A decision that a step wrote. before, after: its properties, before = None for a new one."""

    id: str
    before: Row | None
    after: Row


@dataclass(frozen=True)
class Step:
    """One command as it was done. on: ids of the records and sources that it is about; sources: ids of those it made;
    undone: when it was taken back, or None; row: as the store gives it; the rest as in `Said`."""

    id: str
    verb: str
    words: str
    by: str
    at: str
    reason: str
    undone: str | None
    on: tuple[str, ...]
    changed: tuple[Changed, ...]
    sources: tuple[str, ...]
    row: Row

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Step:
        """As `read/steps` and `read/dump_decisions` give it."""
        told = json.loads(row["value"])
        return cls(
            id=row["id"],
            verb=told["verb"],
            words=told["words"],
            by=row["by"],
            at=row["at"],
            reason=row["reason"] or "",
            undone=row["undone"],
            on=tuple(told["on"]),
            changed=tuple(Changed(c["id"], c["before"], c["after"]) for c in told["changed"]),
            sources=tuple(told["sources"]),
            row=dict(row),
        )


def step_row(
    store: Store, written: Iterable[Row], said: Said, by: str, at: str, sources: Sequence[str] = ()
) -> Row | None:
    """The decision that tells of a command; None if it wrote none. written: the decisions as they will be, a row for
    each thing that one is on; sources: ids of those that the command makes."""
    after = {row["id"]: row for row in written}
    if not after:
        return None
    there = {row["id"]: row for row in store.rows(load("read/decisions_by_id"), ids=sorted(after))}
    on = sorted({name for row in after.values() for name in concerned(row)})
    told = {
        "verb": said.verb,
        "words": said.words,
        "on": on,
        "changed": [
            {"id": name, "before": state_of(there.get(name)), "after": state_of(after[name])} for name in sorted(after)
        ],
        "sources": sorted(sources),
    }
    value = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    name = ids.make("d", STEP, by, at, value)
    row = {"id": name, "kind": STEP, "value": value, "reason": said.reason, "by": by, "at": at, "undone": None}
    return tied(row, on[0], "Source" if on[0].startswith("s") else "Record")


def state_of(row: Row | None) -> Row | None:
    """A decision's properties as a step keeps them."""
    return None if row is None else decision_props(row)


def concerned(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The records and sources that a decision is about."""
    if row["kind"] in ON_PAIRS:
        return tuple(row["value"].split(" "))
    value = row["value"] if row["kind"] == "list-of" else None
    return tuple(name for name in (row["target"], value) if name)


def steps_of(store: Store) -> list[Step]:
    """Every step, the earliest first."""
    return [Step.of(row) for row in store.rows(load("read/steps"))]


def withdrawn(decisions: Iterable[Mapping[str, Any]]) -> set[str]:
    """The sources that were made by steps that were taken back since."""
    undone = (row for row in decisions if row["kind"] == STEP and row["undone"] is not None)
    return {source for row in undone for source in Step.of(row).sources}
