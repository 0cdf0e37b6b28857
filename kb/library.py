"""The one way into a store: add a reading, attach a list, take in a new version. Each in one transaction.

Every change is worked out in memory first (`kb.settle`, `kb.judging`) and applied whole, so a kill at
any moment leaves all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from cypher import load
from ingest.model import Batch
from kb import ids
from kb.concepts import Concepts
from kb.deciding import Decided
from kb.errors import KbError, NotFound
from kb.fact_rows import put_decisions, tied
from kb.facts import PERSON, Facts, Row, facts_of, storable, theme_id
from kb.judging import rejudge
from kb.names import paper_named, source_named
from kb.neighbourhood import Change, together
from kb.outcomes import Earlier, Outcome, Removal, outcome_of
from kb.retying import retied
from kb.screened import Screened
from kb.searches import NOTHING_SAID, PROPERTIES, Search
from kb.settle import Settled, settle
from kb.steps import Said, step_row
from kb.store import Store


def utc_now() -> str:
    """Now, as an ISO 8601 string with milliseconds: of two commands in one second the later is told. A time that an
    earlier version kept, with seconds alone, sorts before all of its second."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Library:
    """A store and the rules of what may come in. person: whose word new facts and decisions are."""

    def __init__(self, store: Store, concepts: Concepts, person: str, now: Callable[[], str] = utc_now) -> None:
        self.store, self.concepts, self.person, self.now = store, concepts, person, now

    def earlier(self, sha256: str, path: str | None, instead: str | None = None) -> Earlier:
        """What is here of these bytes, of this path, or of the source that shall be replaced."""
        same = self._source("read/sources_by_sha256", sha256)
        if same:
            return Earlier("same", same)
        if instead is not None:
            return Earlier("older", source_named(self.store, instead))
        past = self._source("read/sources_by_lineage", sha256)
        if past:
            return Earlier("past", past)
        older = self._source("read/sources_by_path", path) if path else None
        return Earlier("older", older) if older else Earlier("new")

    def _source(self, query: str, value: str) -> Row | None:
        return next(iter(self.store.rows(load(query), values=[value])), None)

    def add(
        self, batch: Batch, *, path: str | None = None, list_of: str | None = None, search: Search = NOTHING_SAID
    ) -> Outcome:
        """Take in a reading. A batch whose lineage is already here is a new version of that source.

        list_of: the paper whose reference list this is: citekey, id, DOI or file name. search: where it was found.
        Raises `NotFound` when that paper is not here, `KbError` when the source has no list.
        """
        facts = facts_of(batch, by=batch.source.name, at=self.now(), path=path, search=search)
        return self.add_all([facts], list_of=list_of)[0]

    def add_all(
        self, given: Sequence[Facts], *, list_of: str | None = None, said: Said | None = None
    ) -> tuple[Outcome, ...]:
        """Take in the facts of several different sources as one change; an outcome for each, in order, all with the
        same `settled`. list_of: as in `add`, of every one; said: by which command that is said, see `decide`."""
        at = self.now()
        out = Settled()
        here = self.store.rows(load("read/sources_by_id"), values=[facts.source["id"] for facts in given])
        there = {row["id"]: row for row in here}
        names = [ids.make("d", kind, facts.source["id"]) for facts in given for kind in ("list-of", "use")]
        known = {row["id"]: row for row in self._decisions(names) if row["undone"] is None}
        outcomes: list[Outcome] = []
        changes: list[Change] = []
        for facts in given:
            old = there.get(facts.source["id"])
            if old and old["sha256"] == facts.source["sha256"] and not list_of:  # another process was quicker
                told = {name: facts.source[name] for name in PROPERTIES if name in facts.source}
                out.add("write/put_sources", [{"id": old["id"], "props": told}] if told else [])
                outcomes.append(Outcome("unchanged", old["id"], None, 0, 0, 0, 0, out, ()))
                continue
            roles = [r.role for r in facts.records]
            attach = self.attachment(facts.source["id"], list_of, roles) if list_of else {}
            change, gained, lost = self.change_of(facts, old, attach)
            self.write_facts(out, facts, change, old)
            self._put(out, self._attached(attach, at), said, at)
            change = change if old else self._as_decided(out, facts.source["id"], change, known)
            changes.append(change)
            outcomes.append(outcome_of(facts, change, old, gained, lost, out))
        if changes or out.steps:
            self.finish(out, together(changes), at)
        return tuple(outcomes)

    def tell(self, source: Mapping[str, Any], search: Search) -> Settled:
        """Say where the records of a source that is here were found, or correct it. What is said already changes
        nothing. source: as `read/sources` gives it."""
        out = Settled()
        news = storable(search.news(source, self.now()))
        if news:
            out.add("write/put_sources", [{"id": source["id"], "props": news}])
            out.revision = self.store.apply(out.steps)
        return out

    def _decisions(self, names: Sequence[str]) -> Iterable[Row]:
        return self.store.rows(load("read/decisions_by_id"), ids=names)

    def _as_decided(self, out: Settled, source: str, change: Change, said: Mapping[str, Row]) -> Change:
        """A source that was here before and was removed is what people said it is. said: decisions in force, by id."""
        listed, used = (said.get(ids.make("d", kind, source)) for kind in ("list-of", "use"))
        put_decisions(out, (tied(row, source, "Source") for row in (listed, used) if row))
        attach: dict[str, str | None] = {source: listed["value"]} if listed else {}
        chosen: dict[str, str | None] = {source: used["at"]} if used else {}
        return replace(change, attach=attach | dict(change.attach), chosen=chosen | dict(change.chosen))

    def removal(self, source: str) -> Removal:
        """What taking a source out would mean; writes nothing."""
        records = frozenset(row["id"] for row in self.store.rows(load("read/records_of_sources"), ids=[source]))
        findings = frozenset(row["id"] for row in self.store.rows(load("read/findings_of_sources"), ids=[source]))
        orphaned = self._judged(findings)
        change = Change(
            gone_records=records,
            gone_findings=findings - orphaned,
            orphaned=orphaned,
            attach={source: None},
            chosen={source: None},
        )
        return Removal(change, sum(members <= records for members in self._papers_of(records).values()))

    def remove(self, source: str) -> tuple[Removal, Settled]:
        """Take a source out with all that was read from it. Findings that a person judged stay as orphans, with their
        words; so do decisions, which count again when the same file comes back."""
        out = Settled()
        removal = self.take_out(out, source)
        self.finish(out, removal.change, self.now())
        return removal, out

    def take_out(self, out: Settled, source: str) -> Removal:
        """The first half of `remove`: what goes; what follows from it is still to be finished."""
        removal = self.removal(source)
        self._clear(out, source, removal.change)
        out.add("write/drop_sources", [{"id": source}])
        return removal

    def _judged(self, findings: Iterable[str]) -> frozenset[str]:
        """Those of some findings that a person judged."""
        rows = self.store.rows(load("read/judgements_of_findings"), ids=sorted(findings))
        return frozenset(row["finding"] for row in rows if row["byKind"] == "person")

    def _papers_of(self, records: Iterable[str]) -> dict[str, set[str]]:
        """The papers of some records, each with all its records but what was typed about it."""
        names = {row["paper"] for row in self.store.rows(load("read/records_by_id"), ids=sorted(records))}
        out: dict[str, set[str]] = {}
        for row in self.store.rows(load("read/records_of_papers"), ids=sorted(filter(None, names))):
            out.setdefault(row["paper"], set()).update([row["id"]] if row["role"] != PERSON else [])
        return out

    def use(self, source: str, *, undo: bool = False, said: Said | None = None) -> Settled:
        """Let a full text answer for its paper, whatever its form; undo: by the order of forms again. said: see
        `decide`.

        Raises `KbError` for a source that is no paper's text.
        """
        at = self.now()
        records = list(self.store.rows(load("read/records_of_sources"), ids=[source]))
        if not any(row["role"] == "self" for row in records):
            raise KbError("this source is no paper's own text", "`kb show PAPER` lists the texts of a paper")
        name = ids.make("d", "use", source)
        before = next(iter(self._decisions([name])), None)
        made = before["at"] if undo and before else at
        out = Settled()
        if undo and not before:
            return out
        self._put(out, [self._on_source("use", source, "", made, at if undo else None)], said, at)
        change = Change(chosen={source: None if undo else at}, touched=frozenset(row["id"] for row in records))
        self.finish(out, change, at)
        return out

    def attach(self, source: str, list_of: str, *, said: Said | None = None) -> Settled:
        """Say whose list a source that is already here is. said: see `decide`."""
        at = self.now()
        items = list(self.store.rows(load("read/records_of_sources"), ids=[source]))
        attach = self.attachment(source, list_of, [row["role"] for row in items])
        change = Change(attach=attach, touched=frozenset(row["id"] for row in items))
        out = Settled()
        self._put(out, self._attached(attach, at), said, at)
        self.finish(out, change, at)
        return out

    def decide(
        self,
        decided: Sequence[Decided | Screened],
        dry_run: bool = False,
        *,
        said: Said | None = None,
        makes: Sequence[str] = (),
    ) -> Settled:
        """Take in what people say of pairs of records, or of screened ones; dry_run: only work out what would come of
        it. Of a screening nothing is derived.

        said: the command by which this person says it, kept as a step; None for what no person said, or what is part of
        another step. makes: ids of sources that the command adds as well.
        """
        out, at = Settled(), self.now()
        self._put(out, _on_records(decided), said, at, makes)
        pairs = tuple(one for one in decided if isinstance(one, Decided))
        change = Change(decided=pairs, touched=frozenset(r for one in pairs for r in one.records))
        if dry_run:
            out.take(settle(self.store, change))
            return out
        self.finish(out, change, at)
        return out

    def typed(self, facts: Facts, decided: Decided, said: Said) -> Settled:
        """Take in what this person typed about a paper. decided: which record of it that is about."""
        out, at = Settled(), self.now()
        change = change_of_typed(facts, decided)
        self.write_facts(out, facts, change, None)
        self._put(out, _on_records([decided]), said, at, [facts.source["id"]])
        self.finish(out, change, at)
        return out

    def finish(self, out: Settled, change: Change, at: str) -> None:
        """Derive, judge and apply: the tail of every change."""
        moved = retied(self.store, change, at)
        put_decisions(out, _on_records(moved))
        out.take(settle(self.store, replace(change, decided=(*change.decided, *moved)) if moved else change))
        rejudge(out, self.store, change.gone_findings | change.orphaned, self.concepts, at)
        out.revision = self.store.apply(out.steps)

    def difference(self, facts: Facts) -> tuple[int, int]:
        """(gained, lost): findings and records that a new version of a source brings and takes away."""
        new = {r.id for r in facts.records} | {f["id"] for f in facts.findings}
        old = self.ids_in(facts.source["id"])
        return len(new - old), len(old - new)

    def ids_in(self, source: str) -> set[str]:
        records = self.store.rows(load("read/records_of_sources"), ids=[source])
        findings = self.store.rows(load("read/findings_of_sources"), ids=[source])
        return {row["id"] for row in records} | {row["id"] for row in findings if row["status"] == "current"}

    def attachment(self, source: str, list_of: str, roles: Sequence[str]) -> dict[str, str]:
        """List source -> what stands for its paper: the source of the paper's text, which outlives new versions
        of it, else the smallest of its records. roles: of the records in the source."""
        if "self" in roles:  # else its numbers would lead from the other paper's sentences into this one's list
            raise KbError(
                "this file is a paper, and a list in it is that paper's own",
                "--list-of is for a list alone: put the list into a file of its own",
            )
        if not roles:
            raise KbError("this source holds no reference list", "--list-of is for lists")
        paper = paper_named(self.store, list_of)
        records = list(self.store.rows(load("read/records_of_papers"), ids=[paper["id"]]))
        texts = sorted(row["source"] for row in records if row["role"] == "self")
        if not records:
            raise NotFound(f"{list_of} is known only by its number in a list", "add the paper or its list first")
        return {source: texts[0] if texts else min(row["id"] for row in records if row["role"] != PERSON)}

    def change_of(self, facts: Facts, old: Row | None, attach: dict[str, str]) -> tuple[Change, int, int]:
        """The change a reading makes, with how many records and findings it brings and takes away."""
        records, findings = {r.id for r in facts.records}, {f["id"] for f in facts.findings}
        here = self.ids_in(facts.source["id"]) if old else set()
        gone = here - records - findings
        gone_findings = frozenset(name for name in gone if name.startswith("f"))
        orphaned = self._judged(gone_findings)
        change = Change(
            records=facts.records,
            findings=facts.findings,
            gone_records=frozenset(gone - gone_findings),
            gone_findings=gone_findings - orphaned,
            orphaned=orphaned,
            attach=attach,
        )
        return change, len((records | findings) - here), len(gone)

    def write_facts(self, out: Settled, facts: Facts, change: Change, old: Row | None) -> None:
        if old:
            self._clear(out, facts.source["id"], change)
        out.add("write/put_sources", [{"id": facts.source["id"], "props": facts.source}])
        out.add("write/put_records", (r.row() for r in facts.records))
        if old or any(self.store.rows(load("read/findings_of_sources"), ids=[facts.source["id"]])):
            out.add("write/put_findings", (_with_props(f) for f in facts.findings))
        else:
            out.add("write/add_findings", facts.findings)
        out.add("write/put_problems", (_with_props(p) for p in facts.problems))
        out.add("write/put_facts", (_with_props(f) for f in facts.study))
        out.add("write/put_themes", facts.themes)
        out.add("write/put_theme_parents", (t for t in facts.themes if t["parent"]))
        out.add(
            "write/put_finding_themes",
            ({"finding": f["id"], "theme": theme_id(f["theme"])} for f in facts.findings if f["theme"]),
        )

    def _clear(self, out: Settled, source: str, change: Change) -> None:
        """Take away what a new version of a source no longer says."""
        old = list(self.store.rows(load("read/findings_of_sources"), ids=[source]))
        out.add_ids("write/drop_records", change.gone_records)
        out.add_ids("write/drop_orphan_reports", change.orphaned)
        out.add_ids("write/orphan_findings", change.orphaned)
        out.add_ids("write/drop_finding_themes", (row["id"] for row in old))
        out.add_ids("write/drop_findings", change.gone_findings)
        out.add("write/drop_problems", [{"id": source}])
        out.add("write/drop_facts", [{"id": source}])
        paths = {tuple(row["theme"][:n]) for row in old for n in range(1, len(row["theme"] or ()) + 1)}
        for depth in sorted({len(path) for path in paths}, reverse=True):
            out.add_ids("write/drop_unused_themes", (theme_id(path) for path in paths if len(path) == depth))

    def _put(self, out: Settled, rows: Iterable[Row], said: Said | None, at: str, makes: Sequence[str] = ()) -> None:
        """Write decisions and, if a person said so, the step that tells of it: the one place where steps are made."""
        written = list(rows)
        step = step_row(self.store, written, said, self.person, at, makes) if said else None
        put_decisions(out, [*written, step] if step else written)

    def _attached(self, attach: dict[str, str], at: str) -> list[Row]:
        return [self._on_source("list-of", source, anchor, at) for source, anchor in attach.items()]

    def _on_source(self, kind: str, source: str, value: str, at: str, undone: str | None = None) -> Row:
        """A decision of this person on a source, as `read/decisions` gives it."""
        name = ids.make("d", kind, source)
        props = {"kind": kind, "value": value, "reason": "", "by": self.person, "at": at, "undone": undone}
        return tied({"id": name, **props}, source, "Source")


def change_of_typed(facts: Facts, decided: Decided) -> Change:
    """The change that what a person types about a paper makes."""
    return Change(records=facts.records, findings=facts.findings, decided=(decided,), touched=frozenset(decided.pair))


def _on_records(decided: Iterable[Decided | Screened]) -> Iterator[Row]:
    """Decisions on records as rows, one for each record."""
    return (tied({"id": one.id, **one.props}, record, "Record") for one in decided for record in one.records)


def _with_props(row: Row) -> Row:
    """A fact as a row of its `write/put_*` query: id and source apart, the rest as properties."""
    props = {name: value for name, value in row.items() if name not in ("id", "source")}
    return {"id": row["id"], "source": row["source"], "props": props}
