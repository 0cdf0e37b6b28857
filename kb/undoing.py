"""Taking back what a person did last: decisions are put into the state they had before, what was typed is taken out.

A decision that is put back gets the moment as `changed`. Its own time stays, since of two people's words the later
counts; but to another store the state that was put back is the later one (`kb.uniting`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cypher import load
from kb.deciding import EDIT, Decided
from kb.fact_rows import put_decisions, tied
from kb.facts import Row, storable
from kb.neighbourhood import Change, together
from kb.restating import change_by
from kb.settle import Settled
from kb.steps import Changed, Step, state_of, steps_of
from kb.store import Store

if TYPE_CHECKING:
    from kb.library import Library


@dataclass(frozen=True)
class Undone:
    """A step that was taken back. said: what could not be, for people; settled: what followed; removed: ids of findings
    that answer no more."""

    step: Step
    said: tuple[str, ...]
    settled: Settled
    removed: frozenset[str] = frozenset()


def last_of(store: Store, person: str) -> list[Step]:
    """A person's steps that were not taken back, the last first."""
    return [step for step in reversed(steps_of(store)) if step.by == storable(person) and step.undone is None]


def undo_last(library: Library) -> Undone | None:
    """Take back the last step of the library's person; None if there is none."""
    store = library.store
    steps = steps_of(store)
    own = (one for one in reversed(steps) if one.by == storable(library.person) and one.undone is None)
    step = next(own, None)
    if step is None:
        return None
    at, out = library.now(), Settled()
    put, said = _restored(store, step, [one for one in steps if one.undone is not None], at)
    theirs = store.rows(load("read/decisions")) if any(row["kind"] == "list-of" for row in put) else ()
    changes = [change_by(store, theirs, put) or Change()]
    put_decisions(out, [*put, {**step.row, "undone": at, "target": None, "targetKind": None}])
    here = [row["id"] for row in store.rows(load("read/sources_by_id"), values=list(step.sources))]
    removed: frozenset[str] = frozenset()
    for source in here:
        removal = library.take_out(out, source)
        changes.append(removal.change)
        removed |= removal.findings
    changes.append(_untied(store, out, put, changes, at))
    library.finish(out, together(changes), at)
    return Undone(step, tuple(said), out, removed | out.silent)


def _untied(store: Store, out: Settled, put: Iterable[Row], changes: Iterable[Change], at: str) -> Change:
    """What ties records that go now to a paper is taken back too, where that is another one by now (`kb.retying`)."""
    gone = frozenset().union(*(change.gone_records for change in changes))
    known = {row["id"] for row in put}
    said = [Decided.of(row) for row in store.rows(load("read/linked_records")) if row["decision"] not in known]
    ties = [replace(one, undone=at) for one in said if one.kind == EDIT and not gone.isdisjoint(one.pair)]
    put_decisions(out, (tied({"id": one.id, **one.props}, r, "Record") for one in ties for r in one.pair))
    return Change(decided=tuple(ties), touched=frozenset(record for one in ties for record in one.pair))


def _restored(store: Store, step: Step, undone: Sequence[Step], at: str) -> tuple[list[Row], list[str]]:
    """(rows for `put_decisions`, remarks) that give a step's decisions the state they had before it. What somebody said
    anew since is left alone."""
    now: dict[str, list[Row]] = {}
    for row in store.rows(load("read/decisions_by_id"), ids=[one.id for one in step.changed]):
        now.setdefault(row["id"], []).append(row)
    put: list[Row] = []
    said: list[str] = []
    for one in step.changed:
        rows = now.get(one.id, [])
        if one.after["kind"] == EDIT:  # it may be undone already: what was typed is tied to another record by now
            put += [{**row, "undone": at, "changed": at} for row in rows if row["undone"] is None]
            continue
        if rows and _lasting(state_of(rows[0])) != _lasting(one.after):
            moment = rows[0]["undone"] or rows[0]["at"]
            said.append(f"{rows[0]['by']} has said more of it since ({moment[:10]}, {rows[0]['kind']}); that stays")
            continue
        before = _standing(one, undone)
        state = {**one.after, "undone": at} if before is None else before
        put += [{**row, **state, "changed": at} for row in rows]
    return put, said


def _standing(changed: Changed, undone: Iterable[Step]) -> Row | None:
    """The state before a step, or, if that came of a step that was taken back since, the one before that."""
    made = {(one.id, _key(one.after)): one for step in undone for one in step.changed}
    before, seen = changed.before, set()
    while before is not None and (changed.id, _key(before)) in made and _key(before) not in seen:
        seen.add(_key(before))
        before = made[changed.id, _key(before)].before
    return before


def _lasting(state: Mapping[str, object] | None) -> Row:
    return {name: value for name, value in (state or {}).items() if name != "changed"}


def _key(state: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(f"{name}={value}" for name, value in sorted(_lasting(state).items()))
