"""Facts as the rows of a dump: what leaves a store whole, whether for a file or for another store.

A row is what the `read/dump_*` query of its kind returns. Here rows become facts again, and steps that write them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from cypher import load
from kb.facts import FINDING_PROPERTIES, Facts, RecordFact, Row, storable, stored_record, theme_id, themes_on
from kb.screened import SCREEN, record_of
from kb.settle import Settled
from kb.store import Store

# Kind of row -> the query that gives every one, in the order of a dump. "problem" and "fact" have all as
# properties.
KINDS = {
    "source": "read/dump_sources",
    "record": "read/dump_records",
    "finding": "read/dump_findings",
    "theme": "read/dump_themes",
    "problem": "read/dump_problems",
    "fact": "read/dump_facts",
    "claim": "read/dump_claims",
    "judgement": "read/person_judgements",
    "decision": "read/dump_decisions",
}
# The same for what comes from some sources.
_OF_SOURCES = {
    "source": "read/dump_sources_by_id",
    "record": "read/dump_records_of_sources",
    "finding": "read/dump_findings_of_sources",
    "problem": "read/dump_problems_of_sources",
    "fact": "read/dump_facts_of_sources",
}

_OF_DECISION = ("kind", "value", "reason", "by", "at", "undone")

Rows = Mapping[str, list[Row]]


def all_rows(store: Store) -> Iterator[tuple[str, Row]]:
    """Every fact of a store with its kind, in the order of a dump."""
    for kind, query in KINDS.items():
        for row in store.rows(load(query)):
            yield kind, row


def rows_of_sources(store: Store, sources: Iterable[str]) -> dict[str, dict[str, list[Row]]]:
    """Source id -> the rows of that source and of what was read from it, by kind."""
    names = sorted(sources)
    out: dict[str, dict[str, list[Row]]] = {name: {kind: [] for kind in _OF_SOURCES} for name in names}
    for kind, query in _OF_SOURCES.items():
        for row in store.rows(load(query), ids=names):
            out[row["id"] if kind == "source" else row["source"]][kind].append(row)
    return {name: rows for name, rows in out.items() if rows["source"]}


def facts_of_rows(rows: Rows) -> Facts:
    """The facts of one source, as if it had just been read: without the citekeys that its papers were given, and
    without orphaned findings, which are no part of its text."""
    findings = tuple(finding(row) for row in rows["finding"] if is_current(row))
    return Facts(
        source=dict(rows["source"][0]["props"]),
        records=tuple(replace(record(row), citekey=None) for row in rows["record"]),
        findings=findings,
        problems=tuple(dict(row["props"]) for row in rows["problem"]),
        study=tuple(dict(row["props"]) for row in rows["fact"]),
        themes=themes_on((f["theme"], "heading") for f in findings if f["theme"]),
    )


def record(row: Row) -> RecordFact:
    """A record of a dump is a stored one that belongs to no paper yet; null properties are not in a dump."""
    nothing = {"position": None, "citekey": None}
    stored = stored_record({**nothing, **row["props"], "id": row["id"], "source": row["source"], "paper": None})
    return replace(stored, start=row["start"], end=row["end"])


def finding(row: Row) -> Row:
    """A finding with every property, also those that are null."""
    return {name: row["props"].get(name) for name in FINDING_PROPERTIES} | {"source": row["source"]}


def is_current(row: Row) -> bool:
    """Whether a finding's text still stands in its source."""
    return bool(row["props"]["status"] == "current")


def put_facts(out: Settled, rows: Rows) -> None:
    """Write sources, records, findings, problems, study facts and themes as they are."""
    out.add("write/put_sources", rows["source"])
    out.add("write/put_records", rows["record"])
    out.add("write/put_findings", rows["finding"])
    out.add("write/put_problems", rows["problem"])
    out.add("write/put_facts", rows["fact"])
    put_themes(out, rows["theme"])
    themed = [row["props"] for row in rows["finding"] if row["props"].get("theme") and is_current(row)]
    out.add("write/put_finding_themes", ({"finding": f["id"], "theme": theme_id(f["theme"])} for f in themed))


def put_themes(out: Settled, themes: list[Row]) -> None:
    """Write themes, each under its parent."""
    out.add("write/put_themes", themes)
    out.add("write/put_theme_parents", (t for t in themes if t["parent"]))


def tied(decision: Row, target: str, kind: str) -> Row:
    """A decision with what it is on: the id of a Source or a Record."""
    return {**decision, "target": target, "targetKind": kind}


def decision_props(row: Mapping[str, Any]) -> Row:
    """Properties of a decision's node, null ones too. changed: see `kb.undoing`; older dumps do not have it."""
    return {**{name: storable(row[name]) for name in _OF_DECISION}, "changed": row.get("changed")}


def put_decisions(out: Settled, rows: Iterable[Row]) -> None:
    """Write decisions, tied to what they are on: a row for each tie."""
    given = list(rows)
    decisions = {d["id"]: d for d in given}.values()
    out.add("write/put_decisions", ({"id": d["id"], "props": decision_props(d)} for d in decisions))
    on = {kind: [d for d in given if d["targetKind"] == kind] for kind in ("Source", "Record")}
    out.add("write/put_decision_sources", ({"decision": d["id"], "source": d["target"]} for d in on["Source"]))
    ties = {(d["id"], d["target"]) for d in on["Record"]}
    # A screening may come from a store that has lost its record, into one that has it.
    ties |= {(d["id"], record_of(d["value"])) for d in decisions if d["kind"] == SCREEN}
    out.add("write/put_decision_records", ({"decision": d, "record": record} for d, record in sorted(ties)))


def put_judgements(out: Settled, rows: Iterable[Row]) -> None:
    """Write judgements of people."""
    names = ("stance", "reason", "cue", "cueStart", "cueEnd", "confidence", "by", "byKind", "version", "at", "note")
    given = (
        {"finding": j["finding"], "claim": j["claim"], "id": j["id"], "props": {n: j[n] for n in names}} for j in rows
    )
    out.add("write/put_judgements", given)
