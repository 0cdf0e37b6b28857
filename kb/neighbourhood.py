"""The part of the graph that one change can touch: fetched once, then looked at in memory.

A change is facts that come and facts that go. Records that share a key, directly or through others,
must be looked at together; so must every reference list one of them stands in.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cypher import load
from kb.deciding import EDIT, Decided, links_of
from kb.facts import PERSON, RecordFact, Row, stored_record
from kb.identity import KINDS, Keys
from kb.screened import record_of
from kb.store import Store

_KEY_QUERIES = {kind: f"read/records_by_{kind}" for kind in KINDS}


@dataclass(frozen=True)
class Change:
    """What comes and what goes.

    records, findings: facts that come (or come again with other offsets). gone_records, gone_findings:
    ids that go. orphaned: findings whose text goes but that people judged. attach: list source id ->
    what stands for the paper (a source id, or a record id), newly said by a person; None = nobody's list any more.
    touched: records whose paper must be looked at anew though they do not change.
    citekeys: record id -> the citekey its paper had elsewhere; a paper without one takes it over where it is free.
    chosen: source id of a full text -> when a person chose it to answer for its paper; None = no more.
    decided: what people say now, or take back, of pairs of records.
    """

    records: tuple[RecordFact, ...] = ()
    findings: tuple[Row, ...] = ()
    gone_records: frozenset[str] = frozenset()
    gone_findings: frozenset[str] = frozenset()
    orphaned: frozenset[str] = frozenset()
    attach: Mapping[str, str | None] = field(default_factory=dict)
    touched: frozenset[str] = frozenset()
    citekeys: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str | None] = field(default_factory=dict)
    decided: tuple[Decided, ...] = ()


def together(changes: Iterable[Change]) -> Change:
    """Several changes, of different sources, as one."""
    every = list(changes)
    return Change(
        records=tuple(record for change in every for record in change.records),
        findings=tuple(finding for change in every for finding in change.findings),
        gone_records=frozenset().union(*(change.gone_records for change in every)),
        gone_findings=frozenset().union(*(change.gone_findings for change in every)),
        orphaned=frozenset().union(*(change.orphaned for change in every)),
        attach={source: anchor for change in every for source, anchor in change.attach.items()},
        touched=frozenset().union(*(change.touched for change in every)),
        citekeys={record: key for change in every for record, key in change.citekeys.items()},
        chosen={source: at for change in every for source, at in change.chosen.items()},
        decided=tuple(one for change in every for one in change.decided),
    )


class View:
    """The store with a change laid over it, as far as anyone has looked.

    Reads go to the store once; what the change brings or takes away wins. attached: list source id -> what stands for
    its paper; was_attached: the same before the change. chosen: source id -> when a person chose it among full texts.
    said: what people say of pairs of records, the change included; links: what comes of that.
    gone: rows of the records that go. stored_findings: ids of those seen that the store holds already.
    """

    def __init__(self, store: Store, change: Change) -> None:
        self.store = store
        self.change = change
        self.fresh = {r.id: r for r in change.records}
        self.was_attached = {row["source"]: row["record"] for row in store.rows(load("read/attached_lists"))}
        now = self.was_attached | dict(change.attach)
        self.attached = {source: anchor for source, anchor in now.items() if anchor is not None}
        before = {row["source"]: row["at"] for row in store.rows(load("read/chosen_texts"))}
        self.chosen = {source: at for source, at in (before | dict(change.chosen)).items() if at is not None}
        said = {one.id: one for one in map(Decided.of, store.rows(load("read/linked_records")))}
        said |= {one.id: one for one in change.decided}
        self.said = [said[name] for name in sorted(said) if said[name].undone is None]
        self.links = links_of(self.said)
        self._partners: dict[str, list[str]] = {}
        for a, b in self.links.same:
            self._partners.setdefault(a, []).append(b)
            self._partners.setdefault(b, []).append(a)
        self.gone = list(store.rows(load("read/records_by_id"), ids=sorted(change.gone_records)))
        self._fresh_of_source: dict[str, list[RecordFact]] = {}
        for record in change.records:
            self._fresh_of_source.setdefault(record.source, []).append(record)
        self._fresh_findings: dict[str, list[Row]] = {}
        for finding in change.findings:
            self._fresh_findings.setdefault(finding["record"], []).append(finding)
        self._sources: dict[str, tuple[RecordFact, ...]] = {}
        self.stored_findings: set[str] = set()

    def _laid_over(self, rows: Iterable[Mapping[str, Any]]) -> list[RecordFact]:
        """Stored records, the gone left out and the renewed replaced (they keep paper and citekey)."""
        out = []
        for row in rows:
            if row["id"] in self.change.gone_records:
                continue
            stored = stored_record(row)
            new = self.fresh.get(stored.id)
            out.append(_renewed(new, stored) if new else stored)
        return out

    def closure(self) -> dict[str, RecordFact]:
        """Every record that may belong with one of the change's, through any chain of shared keys."""
        found: dict[str, RecordFact] = {}
        known: set[tuple[str, str]] = set()
        wave: list[RecordFact] = self.records([*self.fresh, *sorted(self.change.touched)])
        stored = {r.id for r in wave}
        wave += [r for r in self.change.records if r.id not in stored]
        wave += self._said_with(self.change.gone_records, {r.id for r in wave})
        keys = {k for row in self.gone for k in stored_record(row).keys.items()}
        while wave or keys:
            for record in wave:
                found[record.id] = record
                keys |= set(record.keys.items())
            keys -= known
            known |= keys
            near = [*self.by_keys(keys), *self._said_with((r.id for r in wave), found)]
            wave = [r for r in {r.id: r for r in near}.values() if r.id not in found]
            keys = set()
        return found

    def keys_in_force(self, closure: Mapping[str, RecordFact]) -> dict[str, Keys]:
        """Record id -> what it is found by. Of an id that a person typed for one paper more than once the last counts,
        so that mending a slip parts what the slip joined."""
        typed: dict[str, list[RecordFact]] = {}
        for one in self.said:
            if one.kind == EDIT and {*one.pair} <= closure.keys():
                hand, anchor = sorted(one.pair, key=lambda r: closure[r].role != PERSON)
                typed.setdefault(anchor, []).append(closure[hand])
        out = {r: f.keys for r, f in closure.items()}
        for records in typed.values():
            known: set[str] = set()
            for record in sorted(records, key=lambda r: (r.at, r.id), reverse=True):
                out[record.id] = replace(record.keys, **dict.fromkeys(known))
                known |= {kind for kind, _ in record.keys.items()}
        return out

    def _said_with(self, records: Iterable[str], known: Container[str]) -> list[RecordFact]:
        """Records that people said are one work with some others."""
        names = {partner for record in records for partner in self._partners.get(record, ()) if partner not in known}
        if not names:
            return []
        stored = {r.id: r for r in self.records(names)}
        return [*stored.values(), *(self.fresh[name] for name in sorted(names & self.fresh.keys() - stored.keys()))]

    def ties(self) -> list[Row]:
        """Rows that tie decisions to the records that the change brings: some may have been away."""
        rows = [(one.id, record) for one in self.said for record in one.pair if record in self.fresh]
        if self.fresh:
            loose = self.store.rows(load("read/loose_screenings"))
            rows += [(row["decision"], name) for row in loose if (name := record_of(row["value"])) in self.fresh]
        return [{"decision": decision, "record": record} for decision, record in rows]

    def by_keys(self, keys: set[tuple[str, str]]) -> list[RecordFact]:
        """Stored records that have one of some keys: (kind, value)."""
        out: dict[str, RecordFact] = {}
        for kind, query in _KEY_QUERIES.items():
            values = sorted(value for k, value in keys if k == kind)
            if values:
                out |= {r.id: r for r in self._laid_over(self.store.rows(load(query), values=values))}
        return list(out.values())

    def records(self, names: Iterable[str]) -> list[RecordFact]:
        """Stored records by id, the change laid over them."""
        return self._laid_over(self.store.rows(load("read/records_by_id"), ids=sorted(set(names))))

    def of_papers(self, papers: Iterable[str]) -> list[RecordFact]:
        """All records of some stored papers."""
        return self._laid_over(self.store.rows(load("read/records_of_papers"), ids=sorted(set(papers))))

    def of_sources(self, sources: Iterable[str]) -> dict[str, tuple[RecordFact, ...]]:
        """All records of each source, front matter first, then by position."""
        missing = sorted(set(sources) - self._sources.keys())
        if missing:
            by_source: dict[str, dict[str, RecordFact]] = {s: {} for s in missing}
            for record in self._laid_over(self.store.rows(load("read/records_of_sources"), ids=missing)):
                by_source[record.source][record.id] = record
            for source in missing:
                for record in self._fresh_of_source.get(source, ()):
                    by_source[source].setdefault(record.id, record)
                ordered = sorted(by_source[source].values(), key=lambda r: (r.position or 0, r.id))
                self._sources[source] = tuple(ordered)
        return {source: self._sources[source] for source in sources}

    def front_matter_of(self, sources: Iterable[str]) -> list[RecordFact]:
        """The front matter of the papers among some sources; a library's many entries are not fetched."""
        names = sorted(set(sources))
        found = {r.id: r for r in self._laid_over(self.store.rows(load("read/front_matter_of_sources"), ids=names))}
        for name in names:
            for record in self._fresh_of_source.get(name, ()):
                if record.role == "self":
                    found.setdefault(record.id, record)
        return [found[name] for name in sorted(found)]

    def findings_of(self, records: Iterable[str]) -> list[Row]:
        """All current findings reported through some records, the change laid over them."""
        names = sorted(set(records))
        left_out = self.change.gone_findings | self.change.orphaned
        out: dict[str, Row] = {}
        for row in self.store.rows(load("read/findings_of_records"), ids=names):
            self.stored_findings.add(row["id"])
            if row["id"] not in left_out and row["status"] == "current":
                out[row["id"]] = row
        for name in names:
            out |= {f["id"]: f for f in self._fresh_findings.get(name, ())}
        return [out[name] for name in sorted(out)]


def _renewed(new: RecordFact, stored: RecordFact) -> RecordFact:
    return replace(new, paper=stored.paper, citekey=stored.citekey)
