"""What was typed about a paper stays with it when the one record goes that it is tied to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cypher import load
from kb.deciding import EDIT, Decided
from kb.facts import LOOKUP, PERSON, RecordFact, stored_record
from kb.neighbourhood import Change
from kb.store import Store


def retied(store: Store, change: Change, at: str) -> tuple[Decided, ...]:
    """Edits whose paper loses the record that stands for it, tied to another one: one that stays, or one that comes
    and has a key of the paper. Where there is none, the edit waits for its record to come back. at: now."""
    if not change.gone_records:
        return ()
    rows = store.rows(load("read/linked_records"))
    lost: list[tuple[Decided, str, str]] = []
    for one in (Decided.of(row) for row in rows if row["kind"] == EDIT):
        stay, go = sorted(one.pair, key=lambda record: record in change.gone_records)
        if go in change.gone_records and stay not in change.gone_records:
            lost.append((one, go, stay))
    anchors = {r.id: r for r in _records(store, "read/records_by_id", {gone for _, gone, _ in lost})}
    members: dict[str, list[RecordFact]] = {}
    for record in _records(store, "read/records_of_papers", {r.paper for r in anchors.values() if r.paper}):
        members.setdefault(record.paper or "", []).append(record)
    out: list[Decided] = []
    for one, gone, hand in lost:
        anchor = anchors.get(gone)
        if anchor is None or anchor.role == PERSON:
            continue
        heir = _heir(members.get(anchor.paper or "", []), change)
        if heir:
            out += [replace(one, undone=at), Decided.new(EDIT, heir, hand, one.by, one.at, one.reason)]
    return tuple(out)


def _heir(members: Sequence[RecordFact], change: Change) -> str | None:
    """The record that stands for a paper from now on."""
    read = [r for r in members if r.role not in (PERSON, LOOKUP)]
    keys = {key for record in read for key in record.keys.items()}
    stay = [r.id for r in read if r.id not in change.gone_records]
    come = [r.id for r in change.records if r.role not in (PERSON, LOOKUP) and not keys.isdisjoint(r.keys.items())]
    return min(stay, default=None) or min(come, default=None)


def _records(store: Store, query: str, names: set[str]) -> list[RecordFact]:
    return [stored_record(row) for row in store.rows(load(query), ids=sorted(names))] if names else []
