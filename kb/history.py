"""What was done to a library: steps, sources, judgements, claims, and decisions that no step tells of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cypher import load
from kb.deciding import EDIT
from kb.facts import HAND, LOOKUP, Row
from kb.steps import concerned, steps_of
from kb.store import Store


@dataclass(frozen=True)
class Entry:
    """One thing that was done. at: when (ISO); by: who, None where nobody is named (a file); what: in words, a step's
    as it was typed; reason: in theirs, or ""; undone: when it was taken back, or None; id: of the step, source,
    decision, judgement or claim; about: ids of the records, sources or findings that it is about."""

    at: str
    by: str | None
    what: str
    id: str
    reason: str = ""
    undone: str | None = None
    about: frozenset[str] = frozenset()


def history(store: Store, paper: str | None = None, by: str | None = None) -> list[Entry]:
    """Everything that was done, the last first. paper: only what is about that paper (its id); by: only what that
    person, or that service, did."""
    found = [*_decided(store), *_sources(store), *_judged(store)]
    if paper is None:
        found += _claims(store)
    else:
        names = _names(store, paper)
        found = [entry for entry in found if not names.isdisjoint(entry.about)]
    kept = (entry for entry in found if by is None or entry.by == by)
    return sorted(kept, key=lambda entry: (entry.at, entry.id), reverse=True)


def _names(store: Store, paper: str) -> set[str]:
    """What stands for a paper: its records, its own texts, its findings; and its files as things that were added."""
    records = list(store.rows(load("read/records_of_papers"), ids=[paper]))
    findings = {row["id"] for row in store.rows(load("read/findings_of_papers"), ids=[paper])}
    texts = {row["source"] for row in records if row["role"] == "self"}
    return {row["id"] for row in records} | texts | findings | {_added(row["source"]) for row in records}


def _added(source: str) -> str:
    """A source as something that was added: a list is that of each of its items, but whose list it is concerns one."""
    return f"added {source}"


def _decided(store: Store) -> Iterator[Entry]:
    steps = steps_of(store)
    for step in steps:
        yield Entry(step.at, step.by, step.words, step.id, step.reason, step.undone, frozenset(step.on))
    told = {one.id for step in steps for one in step.changed}
    # An edit is told by its step, also where it is tied to another record by now (`kb.retying`).
    others = {
        row["id"]: row for row in store.rows(load("read/decisions")) if row["id"] not in told and row["kind"] != EDIT
    }
    called = _called(store, {name for row in others.values() for name in concerned(row)})
    for row in others.values():
        names = concerned(row)
        words = " ".join((row["kind"], *(called.get(name, name) for name in names)))
        yield Entry(row["at"], row["by"], words, row["id"], row["reason"] or "", row["undone"], frozenset(names))


def _called(store: Store, names: Iterable[str]) -> Mapping[str, str]:
    """What people call records and sources: a record by the citekey that was given to it or else to its paper, a source
    by its name."""
    wanted = sorted(names)
    records = list(store.rows(load("read/records_by_id"), ids=wanted))
    papers = store.rows(load("read/papers_by_id"), ids=sorted({row["paper"] for row in records if row["paper"]}))
    citekeys = {row["id"]: row["citekey"] for row in papers}
    sources = {row["id"]: row["name"] for row in store.rows(load("read/sources_by_id"), values=wanted)}
    return sources | {row["id"]: key for row in records if (key := row["citekey"] or citekeys.get(row["paper"]))}


def _sources(store: Store) -> Iterator[Entry]:
    """What was added; what a person typed is told by its step."""
    for row in store.rows(load("read/sources")):
        if row["form"] == HAND:
            continue
        by, what = None, f"add {row['name']}"
        if row["form"] == LOOKUP:  # its name is the service and the work's id
            by, what = row["name"].partition(" ")[0], f"lookup: {row['name']}"
        yield Entry(row["addedAt"] or "", by, what, row["id"], about=frozenset({_added(row["id"])}))


def _judged(store: Store) -> Iterator[Entry]:
    claims: dict[str, Row] = {row["id"]: row for row in store.rows(load("read/claims"))}
    for row in store.rows(load("read/person_judgements")):
        what = f'judge {row["finding"]} {row["stance"]}: "{claims[row["claim"]]["text"]}"'
        yield Entry(row["at"] or "", row["by"], what, row["id"], row["note"] or "", about=frozenset({row["finding"]}))


def _claims(store: Store) -> Iterator[Entry]:
    for row in store.rows(load("read/claims")):
        yield Entry(row["at"] or "", row["by"], f'claim add "{row["text"]}"', row["id"])
