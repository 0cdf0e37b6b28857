"""Bring what one store holds into another: `kb push` and `kb pull`. Facts are united by id, the rest is derived anew.

Nothing on the target is deleted but what a later version of the same thing replaces; which is later is told by
`kb.uniting`. Sources come in batches, each one transaction that looks at the target first: a merge that was cut off
leaves a whole store, and the next one brings what is missing. Reasons: `docs/decisions/0060-merging.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from cypher import load
from kb import answering
from kb.base import Base
from kb.fact_rows import (
    Rows,
    facts_of_rows,
    is_current,
    put_decisions,
    put_judgements,
    put_themes,
    rows_of_sources,
)
from kb.facts import HAND, Row, themes_on
from kb.holdings import Counts, Reading, Tally, held_by, readings_of
from kb.judging import StoredClaim, claim_row, claims_of, judge, last_words
from kb.library import utc_now
from kb.neighbourhood import Change, together
from kb.restating import change_by
from kb.searches import order as search_order
from kb.searches import said_together
from kb.settle import Settled
from kb.steps import withdrawn
from kb.store import Store
from kb.uniting import (
    lasting,
    merged_decisions,
    merged_judgements,
    orphan,
    says_the_same,
    source_order,
    united_claim,
)

MOST_ROWS = 4000
"""Records, findings and problems in one transaction; a source is never parted, so one alone can bring more."""
_AT_ONCE = 200  # decisions, judgements or claims in one transaction

Progress = Callable[[Sequence[Row], str], Iterable[Row]]
"""Passes sources on and shows how far it is; the text says what is being done."""


def merge(source: Store, target: Base, progress: Progress = lambda rows, what: rows) -> tuple[Counts, ...]:
    """Bring everything into the target that it lacks or has in an earlier version; says what became of each kind."""
    return _Merge(source, target).run(progress)


class _Merge:
    def __init__(self, source: Store, target: Base) -> None:
        self.source, self.target, self.store = source, target, target.store
        self.at = utc_now()
        self.tally = Tally()

    def run(self, progress: Progress) -> tuple[Counts, ...]:
        held = self.source.snapshot(lambda: held_by(self.source))
        there = {row["id"]: row for row in self.store.rows(load("read/sources"))}
        gone = withdrawn([*held.decisions, *self.store.rows(load("read/dump_decisions"))])
        wanted = [
            s
            for s in held.sources
            if not (s["form"] == HAND and s["id"] in gone) and (s["id"] not in there or _differs(s, there[s["id"]]))
        ]
        for batch in self._batches(progress(wanted, "merging")):
            self._do(partial(self._sources, batch))
        self._do(partial(self._themes, held.loose))
        for decisions in _parts(held.decisions, "id"):
            self._do(partial(self._decisions, decisions))
        for source in sorted(name for name, row in there.items() if row["form"] == HAND and name in gone):
            self._do(partial(self._withdraw, source))
        for claims in _parts([{"claim": claim} for claim in held.claims], "claim"):
            self._do(partial(self._claims, [row["claim"] for row in claims]))
        self.target.refresh()
        for judgements in _parts(held.judgements, "finding"):
            self._do(partial(self._judgements, judgements))
        self.tally.older["theme"] = len(held.themes) - len(self._known_themes(held.themes))
        return self.tally.counts(held.totals)

    def _do(self, work: Callable[[], _Done]) -> None:
        """One transaction; the side index follows."""
        done = self.store.transact(work)
        self.target.follow(done.settled, done.removed)
        self.tally.add(done.tally)

    def _batches(self, sources: Iterable[Row]) -> Iterator[list[Reading]]:
        """Sources read whole, as many together as make a transaction."""
        batch: list[Reading] = []
        size = 0
        for row in sources:
            for reading in self.source.snapshot(partial(readings_of, self.source, [row["id"]])):
                count = sum(map(len, reading.rows.values()))
                if batch and size + count > MOST_ROWS:
                    yield batch
                    batch, size = [], 0
                batch.append(reading)
                size += count
        if batch:
            yield batch

    def _sources(self, batch: Sequence[Reading]) -> _Done:
        """Sources that are new or of a later version, each as `Library.add` would take it in."""
        done, library = _Done(), self.target.library
        names = [_source_of(reading.rows)["id"] for reading in batch]
        here = {row["id"]: row for row in self.store.rows(load("read/sources_by_id"), values=names)}
        theirs = rows_of_sources(self.store, here)
        changes = []
        for reading in batch:
            row = _source_of(reading.rows)
            old = here.get(row["id"])
            if old:
                row |= _told(done, row, old)
            if old and says_the_same(reading.rows, theirs[row["id"]]):
                if source_order(row) > source_order(old):  # the same was read again later
                    _put_source(done.settled, row, old)
                continue
            later = old is None or source_order(row) > source_order(old)
            self._count(done.tally, reading.rows, theirs.get(row["id"]), later)
            if not later:
                continue
            facts = facts_of_rows(reading.rows)
            facts.source.update(row, path=(old or row).get("path") or row.get("path"))
            change, _, _ = library.change_of(facts, old, {})
            library.write_facts(done.settled, facts, change, old)
            changes.append((change, reading.citekeys))
        self._finish(done, changes)
        return done

    def _finish(self, done: _Done, changes: Sequence[tuple[Change, Mapping[str, str]]]) -> None:
        if changes:
            change = together(replace(change, citekeys=keys) for change, keys in changes)
            self.target.library.finish(done.settled, change, self.at)
            done.removed |= change.gone_findings | change.orphaned | done.settled.silent
        elif done.settled.steps:
            done.settled.revision = self.store.apply(done.settled.steps)

    def _count(self, tally: Tally, ours: Rows, theirs: Rows | None, later: bool) -> None:
        """What a source that is not in the target as it is here brings, or would bring if it were not too old."""
        for kind, rows in ours.items():
            names = {row["id"] for row in rows if kind != "finding" or is_current(row)}
            known = {row["id"] for row in theirs[kind]} if theirs else set()
            if not later:
                tally.older[kind] += len(names) if kind == "source" else len(names - known)
                continue
            tally.new[kind] += len(names - known)
            tally.newer[kind] += len(names & known)
        if later:
            paths = [row["props"]["theme"] for row in ours["finding"] if is_current(row) and row["props"].get("theme")]
            themes = {row["id"] for row in themes_on((path, "heading") for path in paths)}
            tally.new["theme"] += len(themes) - len(self._known_themes(themes))

    def _known_themes(self, names: Iterable[str]) -> set[str]:
        return {row["id"] for row in self.store.rows(load("read/themes_by_id"), ids=sorted(names))}

    def _themes(self, loose: Sequence[Row]) -> _Done:
        done = _Done()
        known = self._known_themes(row["id"] for row in loose)
        missing = [row for row in loose if row["id"] not in known]
        put_themes(done.settled, missing)
        done.tally.new["theme"] += len(missing)
        self._finish(done, ())
        return done

    def _decisions(self, ours: Sequence[Row]) -> _Done:
        """Decisions, and the lists that belong to another paper now, or to none."""
        done = _Done()
        if any(row["kind"] == "list-of" for row in ours):  # what else is said of a list counts, too
            theirs = list(self.store.rows(load("read/dump_decisions")))
        else:
            theirs = list(self.store.rows(load("read/decisions_by_id"), ids=sorted({row["id"] for row in ours})))
        merged = merged_decisions(ours, theirs)
        put_decisions(done.settled, merged.put)
        done.tally.take("decision", merged)
        change = change_by(self.store, theirs, merged.put)
        self._finish(done, [(change, {})] if change else ())
        return done

    def _withdraw(self, source: str) -> _Done:
        """What a person typed and has taken back, in either store, goes here too."""
        done = _Done()
        removal = self.target.library.take_out(done.settled, source)
        done.removed |= removal.findings
        self._finish(done, [(removal.change, {})])
        return done

    def _claims(self, ours: Sequence[StoredClaim]) -> _Done:
        """Claims without what they were judged by: `Base.refresh` then judges them."""
        done = _Done()
        rows = self.store.rows(load("read/claims_by_id"), ids=[claim.id for claim in ours])
        theirs = {row["id"]: StoredClaim.of(row) for row in rows}
        put = []
        for claim in ours:
            old = theirs.get(claim.id)
            united = united_claim(claim, old) if old else claim
            done.tally.new["claim"] += old is None
            if old is None or _said(united) != _said(old):
                put.append(claim_row(united, None))
                done.tally.newer["claim"] += old is not None
        done.settled.add("write/put_claims", put)
        self._finish(done, ())
        return done

    def _judgements(self, ours: Sequence[Row]) -> _Done:
        """Judgements of people; a finding whose text is in no current version comes as an orphan, with its words."""
        done = _Done()
        names = sorted({row["finding"] for row in ours})
        rows = list(self.store.rows(load("read/judgements_of_findings"), ids=names))
        people = [row for row in rows if row["byKind"] == "person"]
        merged = merged_judgements(ours, people)
        done.settled.add("write/put_findings", self._orphans(names))
        done.settled.add("write/drop_judgements", merged.drop)
        put_judgements(done.settled, merged.put)
        done.tally.take("judgement", merged)
        gone = {_place(row) for row in [*merged.drop, *merged.put]}
        self._draw(done.settled, [*(row for row in people if _place(row) not in gone), *merged.put], merged.put)
        self._finish(done, ())
        return done

    def _orphans(self, names: Sequence[str]) -> list[Row]:
        """Rows for `write/put_findings`: those of some judged findings that no current version has."""
        theirs = {row["id"]: row for row in self.store.rows(load("read/dump_findings_by_id"), ids=names)}
        lost = [name for name in names if name not in theirs or not is_current(theirs[name])]
        ours = self.source.snapshot(lambda: list(self.source.rows(load("read/dump_findings_by_id"), ids=lost)))
        out = []
        for row in ours:
            old = theirs.get(row["id"])
            kept = orphan([row, old] if old else [row])
            if old is None or lasting(kept["props"]) != lasting(old["props"]):
                out.append(kept)
        return out

    def _draw(self, out: Settled, people: Iterable[Row], put: Iterable[Row]) -> None:
        """Draw anew the stances of findings that people judged, after their last words."""
        reported = answering.findings(self.store, sorted({row["finding"] for row in put}))
        out.add_ids("write/clear_rule_judgements", (row["id"] for row in reported))
        out.add_ids("write/clear_stance_edges", (row["id"] for row in reported))
        claims = [claim for claim in claims_of(self.store) if claim.status != "rejected"]
        concepts = self.target.concepts
        judge(out, claims, [(row, row["about"]) for row in reported], concepts, self.at, last_words(people))


class _Done:
    """What one transaction did. removed: findings that answer no more."""

    def __init__(self) -> None:
        self.settled, self.tally = Settled(), Tally()
        self.removed: set[str] = set()


def _source_of(rows: Rows) -> Row:
    """A source's properties, null ones too."""
    nothing: Row = dict.fromkeys(("name", "path", "sha256", "lineage", "reader", "addedAt"))
    return {**nothing, **rows["source"][0]["props"]}


def _differs(row: Row, old: Row) -> bool:
    """Whether a source is here in another version, or something was said of its search later."""
    return source_order(row) != source_order(old) or search_order(row) > search_order(old)


def _told(done: _Done, row: Row, old: Row) -> Row:
    """What people say of a source's search, in both stores together; it is brought where it was said later."""
    said = said_together(row, old)
    if search_order(said) > search_order(old):
        done.settled.add("write/put_sources", [{"id": row["id"], "props": said}])
        done.tally.newer["source"] += source_order(row) == source_order(old)
    return said


def _put_source(out: Settled, row: Row, old: Mapping[str, Any]) -> None:
    out.add("write/put_sources", [{"id": row["id"], "props": {**row, "path": old["path"] or row["path"]}}])


def _place(judgement: Row) -> tuple[str, str, str]:
    return (judgement["finding"], judgement["claim"], judgement["id"])


def _said(claim: StoredClaim) -> tuple[str, str, str, str]:
    return (claim.text, claim.status, claim.by, claim.at)


def _parts(rows: Iterable[Row], key: str) -> Iterator[list[Row]]:
    """Rows in parts of bounded size; those that agree in a key stay together."""
    part: list[Row] = []
    for row in rows:
        if len(part) >= _AT_ONCE and row[key] != part[-1][key]:
            yield part
            part = []
        part.append(row)
    if part:
        yield part
