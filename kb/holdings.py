"""What a store holds, as a merge needs it, and what becomes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cypher import load
from kb.fact_rows import KINDS, Rows, rows_of_sources
from kb.facts import Row
from kb.judging import StoredClaim, claims_of
from kb.store import Store
from kb.uniting import Merged


class Counts(NamedTuple):
    """What became of the things of one kind that the source store holds.

    new: were not in the target. newer: took the place of an earlier version there. older: left, since the target has a
    later version. there: were in the target already.
    """

    kind: str
    new: int
    newer: int
    older: int
    there: int


class Tally:
    """Counts of what was brought, by kind."""

    def __init__(self) -> None:
        self.new, self.newer, self.older = Counter[str](), Counter[str](), Counter[str]()

    def add(self, other: Tally) -> None:
        self.new += other.new
        self.newer += other.newer
        self.older += other.older

    def take(self, kind: str, merged: Merged) -> None:
        self.new[kind] += merged.new
        self.newer[kind] += merged.newer
        self.older[kind] += merged.older

    def counts(self, totals: Mapping[str, int]) -> tuple[Counts, ...]:
        brought = {kind: self.new[kind] + self.newer[kind] + self.older[kind] for kind in KINDS}
        return tuple(
            Counts(kind, self.new[kind], self.newer[kind], self.older[kind], totals[kind] - brought[kind])
            for kind in KINDS
        )


class Held(NamedTuple):
    """What the source store holds, but for what is read source by source.

    themes: their ids. loose: themes that no finding hangs under, and those above them. totals: how many of each kind.
    """

    sources: tuple[Row, ...]
    themes: tuple[str, ...]
    loose: tuple[Row, ...]
    claims: tuple[StoredClaim, ...]
    decisions: tuple[Row, ...]
    judgements: tuple[Row, ...]
    totals: Mapping[str, int]


class Reading(NamedTuple):
    """One source with all that was read from it. citekeys: of the papers its records belong to, by record."""

    rows: Rows
    citekeys: Mapping[str, str]


def held_by(store: Store) -> Held:
    """All but what is read source by source."""
    themes = list(store.rows(load("read/dump_themes")))
    return Held(
        sources=tuple(sorted(store.rows(load("read/sources")), key=lambda row: (row["addedAt"] or "", row["id"]))),
        themes=tuple(row["id"] for row in themes),
        loose=tuple(_loose(themes, (row["id"] for row in store.rows(load("read/themes_of_findings"))))),
        claims=claims_of(store),
        decisions=tuple(store.rows(load("read/dump_decisions"))),
        judgements=tuple(store.rows(load("read/person_judgements"))),
        totals=totals_of(store),
    )


def totals_of(store: Store) -> dict[str, int]:
    """How many things of each kind a store holds."""
    counted = next(iter(store.rows(load("read/counts"))))
    others = (kind for kind in KINDS if f"{kind}s" not in counted)
    listed = {kind: len({row["id"] for row in store.rows(load(KINDS[kind]))}) for kind in others}
    return {kind: listed[kind] if kind in listed else counted[f"{kind}s"] for kind in KINDS}


def _loose(themes: Sequence[Row], hung_under: Iterable[str]) -> Iterator[Row]:
    """Themes that no finding hangs under, and those above them. The others come with their findings."""
    parent = {row["id"]: row["parent"] for row in themes}
    in_use = _with_parents(hung_under, parent)
    wanted = _with_parents(parent.keys() - in_use, parent)
    return (row for row in themes if row["id"] in wanted)


def _with_parents(names: Iterable[str], parent: Mapping[str, str | None]) -> set[str]:
    out: set[str] = set()
    for name in names:
        at: str | None = name
        while at is not None and at not in out:
            out.add(at)
            at = parent.get(at)
    return out


def readings_of(store: Store, names: Sequence[str]) -> list[Reading]:
    """Sources, each whole."""
    keys = {row["record"]: row["citekey"] for row in store.rows(load("read/citekeys_of_sources"), ids=list(names))}
    return [Reading(rows, keys) for rows in rows_of_sources(store, names).values()]


def all_new(source: Store) -> tuple[Counts, ...]:
    """The counts of a merge into an empty store."""
    return tuple(Counts(kind, total, 0, 0, 0) for kind, total in totals_of(source).items())
