"""What people say of whole papers, as decisions on pairs of their records: merge, distinct, study, and taking it back.

A paper is a group of records that may change; so a word on papers is kept as one on their first records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from bib.model import Reference
from cypher import load
from kb.deciding import DISTINCT, MERGE, STUDY, Decided
from kb.errors import KbError, NotFound
from kb.facts import PERSON
from kb.ids import letters
from kb.names import paper_named
from kb.settle import Settled
from kb.store import Store
from kb.versions import version_pairs

Row = dict[str, Any]
_SHOWN = ("title", "year", "container", "volume", "pages", "doi", "pmid")
"""Fields whose differences within one paper are worth a look."""


@dataclass(frozen=True)
class Party:
    """What a person named: a paper with all its records, or one record of it. label: how to say it; typed: those of
    its records that a person typed."""

    paper: str
    records: tuple[str, ...]
    label: str
    typed: frozenset[str] = frozenset()

    @property
    def first(self) -> str:
        """The record that stands for it: one that was read, since what was typed may be taken back."""
        return min(self.records, key=lambda record: (record in self.typed, record))


@dataclass(frozen=True)
class Plan:
    """What would be written. decided: in order; said: sentences on what else is so, for people."""

    decided: tuple[Decided, ...]
    said: tuple[str, ...] = ()


class Sameness:
    """One person's words on the papers of a store; writes nothing itself. by: who; at: now (ISO)."""

    def __init__(self, store: Store, by: str, at: str) -> None:
        self.store, self.by, self.at = store, by, at

    def merge(self, names: Sequence[str], reason: str = "") -> Plan:
        """That these are one work. Raises `KbError` where they are already, `NotFound` for what is not here."""
        parties = self._parties(names)
        said: list[str] = []
        decided = [self._new(MERGE, a, b, reason) for a, b in pairwise(parties)]
        for old in self._crossing(DISTINCT, parties):
            said.append(f"{old.by} said on {old.at[:10]} that two of these are distinct; the last word counts")
            decided.append(Decided.new(MERGE, *old.pair, self.by, self.at, reason))
        return Plan(_once(decided), tuple(said))

    def distinct(self, a: str, b: str, reason: str = "") -> Plan:
        """That these are two works: two papers stay apart whatever comes, two records of one paper are parted."""
        first, second = self.party(a), self.party(b)
        if first.records == second.records:
            hint = "`kb unmerge` takes back what people merged; two record ids (`kb show`) part one paper"
            raise KbError(f"{a} and {b} are one paper already", hint)
        return Plan((self._new(DISTINCT, first, second, reason),))

    def unmerge(self, name: str) -> Plan:
        """Take back what made one paper of several: one's own words are undone, others' are contradicted."""
        party = self.party(name)
        merges = [one for one in self._in_force(MERGE) if {*one.pair} <= {*self._records(party.paper)}]
        if not merges:
            hint = "its records share an id or title, year and author: kb distinct RECORD RECORD parts them"
            raise KbError(f"nobody merged {party.label}", hint)
        mine = [replace(one, undone=self.at) for one in merges if one.by == self.by]
        theirs = [one for one in merges if one.by != self.by]
        said = tuple(f"{one.by} merged it on {one.at[:10]}: their word is kept, yours counts" for one in theirs)
        return Plan((*mine, *(Decided.new(DISTINCT, *one.pair, self.by, self.at) for one in theirs)), said)

    def study(self, names: Sequence[str], reason: str = "", undo: bool = False) -> Plan:
        """That these papers report one study, which counts once; undo: one's own word on that is taken back."""
        parties = self._parties(names)
        if not undo:
            return Plan(_once([self._new(STUDY, a, b, reason) for a, b in pairwise(parties)]))
        records = {record for party in parties for record in party.records}
        mine = [one for one in self._in_force(STUDY) if one.by == self.by and records >= {*one.pair}]
        if not mine:
            raise KbError("you did not say that these report one study", "`kb show PAPER` tells who did")
        return Plan(tuple(replace(one, undone=self.at) for one in mine))

    def _new(self, kind: str, a: Party, b: Party, reason: str) -> Decided:
        return Decided.new(kind, a.first, b.first, self.by, self.at, reason)

    def _parties(self, names: Sequence[str]) -> list[Party]:
        parties = {party.paper: party for party in map(self.party, names)}
        if len(parties) < 2:
            hint = "name two papers or more; `kb papers` lists them by citekey"
            raise KbError(f"{' and '.join(dict.fromkeys(names))}: that is one paper", hint)
        return list(parties.values())

    def party(self, name: str) -> Party:
        """The paper, or the record, of that name. Raises `NotFound`."""
        record = next(iter(self.store.rows(load("read/records_by_id"), ids=[name])), None)
        if record is not None:
            return Party(record["paper"], (name,), name)
        paper = paper_named(self.store, name)
        rows = list(self.store.rows(load("read/records_of_papers"), ids=[paper["id"]]))
        if not rows:
            raise NotFound(f"{name} is known only by its number in a list", "add the paper or its list first")
        typed = frozenset(row["id"] for row in rows if row["role"] == PERSON)
        return Party(paper["id"], tuple(row["id"] for row in rows), paper["citekey"] or paper["id"], typed)

    def _records(self, paper: str) -> tuple[str, ...]:
        return tuple(row["id"] for row in self.store.rows(load("read/records_of_papers"), ids=[paper]))

    def _in_force(self, kind: str) -> list[Decided]:
        rows = self.store.rows(load("read/linked_records"))
        return [one for one in map(Decided.of, rows) if one.kind == kind]

    def _crossing(self, kind: str, parties: Sequence[Party]) -> list[Decided]:
        """Words that stand between two of the parties."""
        home = {record: n for n, party in enumerate(parties) for record in party.records}
        found = [(one, home.get(one.pair[0]), home.get(one.pair[1])) for one in self._in_force(kind)]
        return [one for one, a, b in found if a is not None and b is not None and a != b]


def _once(decided: Iterable[Decided]) -> tuple[Decided, ...]:
    return tuple({one.id: one for one in decided}.values())


def outcome(settled: Settled, decided: Iterable[Decided]) -> list[Row]:
    """The papers that come of decisions, by id: {paper, citekey, title, year, records, findings, differs}.

    differs: fields in which the records of one paper do not agree, with their values.
    """
    concerned = {record for one in decided for record in one.pair}
    papers = [p for _, p in sorted(settled.papers.items()) if any(r.id in concerned for r in p.records)]
    return [
        {
            "paper": p.id,
            "citekey": p.citekey,
            "title": p.reference.title,
            "year": p.reference.year,
            "records": len(p.records),
            "findings": len(p.findings),
            "differs": differences([r.reference for r in p.records if r.role != PERSON]),
        }
        for p in papers
    ]


def differences(references: Sequence[Reference]) -> dict[str, list[str]]:
    """Field -> its values, where references that are one work do not agree."""
    out: dict[str, list[str]] = {}
    for name in _SHOWN:
        values = {letters(str(value)): str(value) for r in references if (value := getattr(r, name)) is not None}
        if len(values) > 1:
            out[name] = sorted(values.values())
    return out


def studies(store: Store) -> Mapping[str, str]:
    """Paper id -> the study it reports, where several report one: people said so, or one is a preprint of the other.
    It is named after its smallest paper."""
    decided = [Decided.of(row) for row in store.rows(load("read/linked_records"))]
    said = papers_of(store, [one for one in decided if one.kind == STUDY])
    groups: dict[str, set[str]] = {}
    for papers in (*said, *map(frozenset, version_pairs(store))):
        joined = set().union(papers, *(groups.get(paper, ()) for paper in papers))
        groups |= dict.fromkeys(joined, joined)
    return {paper: min(members) for paper, members in groups.items()}


def papers_of(store: Store, decided: Iterable[Decided]) -> list[frozenset[str]]:
    """The papers that each decision's records are of now, one or two; without those whose records are not here."""
    pairs = [one.pair for one in decided]
    records = sorted({record for pair in pairs for record in pair})
    home = {row["id"]: row["paper"] for row in store.rows(load("read/records_by_id"), ids=records)}
    return [frozenset(home[record] for record in pair) for pair in pairs if {*pair} <= home.keys()]
