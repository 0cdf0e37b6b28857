"""The whole store as JSON lines, and back: the backup that outlives every engine.

A dump holds the facts: sources with their text, records, findings, themes, problems, claims, people's
judgements and decisions, one JSON object a line in a fixed order (docs/dump.md). Papers, citations and
the rules' judgements follow from them and are derived again on loading.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, TextIO

from cypher import load
from kb.concepts import Concepts
from kb.deciding import ON_PAIRS, Decided
from kb.errors import KbError
from kb.fact_rows import (
    KINDS,
    Rows,
    all_rows,
    finding,
    is_current,
    put_decisions,
    put_facts,
    put_judgements,
    record,
)
from kb.facts import Row
from kb.judging import StoredClaim, claim_row, last_words, opposites, rejudge, version
from kb.neighbourhood import Change
from kb.output import whole_file
from kb.settle import Settled, settle
from kb.store import SCHEMA_VERSION, Step, Store

FORMAT = "kb-dump"
VERSION = 1


def lines(store: Store) -> Iterator[str]:
    """Every line of a dump, without line ends."""
    yield _line({"type": FORMAT, "version": VERSION, "schema": store.schema_version()})
    for kind, row in all_rows(store):
        yield _line({"type": kind, **row})


def _line(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def write(store: Store, out: TextIO) -> int:
    """Write a dump of one state of the store; returns how many lines."""
    with TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="\n") as spool:

        def work() -> int:
            spool.seek(0)
            spool.truncate()
            return sum(1 for line in lines(store) if spool.write(line + "\n"))

        count = store.snapshot(work)
        spool.seek(0)
        copyfileobj(spool, out)
    return count


def backup(store: Store, folder: Path) -> None:
    """Write a dump into a folder, whole or not at all; made before another engine version opens a store."""
    with whole_file(folder / "dump.jsonl") as out:
        write(store, out)


class Dump:
    """The lines of a dump by kind, checked. Raises `KbError` naming the line that cannot be read."""

    def __init__(self, text: Iterable[str], name: str) -> None:
        self.name = name
        self.rows: dict[str, list[Row]] = {kind: [] for kind in KINDS}
        self.read = 0
        for number, line in enumerate(text, 1):
            self.read = number
            row = self._object(line, number)
            if number == 1:
                self._check_head(row)
            elif row.get("type") in self.rows:
                self.rows[row.pop("type")].append(row)
            else:
                raise KbError(f"{name}:{number}: no kind of line is called {row.get('type')!r}", _HINT)
        if not self.read:
            raise KbError(f"{name}: an empty file is no dump", _HINT)

    def _object(self, line: str, number: int) -> Row:
        try:
            value = json.loads(line)
        except ValueError as error:
            raise KbError(f"{self.name}:{number}: not a line of JSON: {error}", _HINT) from error
        if not isinstance(value, dict):
            raise KbError(f"{self.name}:{number}: a line of a dump is a JSON object", _HINT)
        return value

    def _check_head(self, row: Row) -> None:
        if row.get("type") != FORMAT:
            raise KbError(f"{self.name}:1: this is no dump of kb", _HINT)
        if row.get("version") != VERSION or row.get("schema") != SCHEMA_VERSION:
            known = f"version {VERSION}, schema {SCHEMA_VERSION}"
            raise KbError(f"{self.name}:1: a dump of another kb; this one reads {known}", "install the newer kb")


_HINT = "nothing was loaded; take another copy of the dump"


def restore(store: Store, dump: Dump, concepts: Concepts, at: str) -> None:
    """Load a dump into an empty store, in one transaction. Raises `KbError` if the store holds anything."""
    if not is_empty(store):
        raise KbError(f"{store.address} is not empty", "load a dump into a new store: --store NEW kb load FILE")
    store.apply(steps(store, dump.rows, concepts, at))


def is_empty(store: Store) -> bool:
    """Whether a store holds nothing that was read or decided."""
    return not any(next(iter(store.rows(load("read/counts")))).values())


def steps(store: Store, rows: Rows, concepts: Concepts, at: str) -> list[Step]:
    """What makes an empty store hold the facts of a dump and all that follows from them."""
    out = Settled()
    put_facts(out, rows)
    put_decisions(out, rows["decision"])
    lists = [d for d in rows["decision"] if d["kind"] == "list-of" and d["undone"] is None]
    said = {d["id"]: Decided.of(d) for d in rows["decision"] if d["kind"] in ON_PAIRS}
    change = Change(
        decided=tuple(said.values()),
        records=tuple(record(row) for row in rows["record"]),
        findings=tuple(finding(row) for row in rows["finding"] if is_current(row) and row["props"].get("record")),
        attach={d["target"]: d["value"] for d in lists},
        chosen={d["target"]: d["at"] for d in rows["decision"] if d["kind"] == "use" and d["undone"] is None},
    )
    out.take(settle(store, change))
    claims = [StoredClaim.of({"id": c["id"], **c["props"]}) for c in rows["claim"]]
    out.add("write/put_claims", [claim_row(claim, version(concepts)) for claim in claims])
    out.add("write/put_opposites", opposites(claims, concepts))
    rejudge(out, store, (), concepts, at, claims, last_words(rows["judgement"]))
    put_judgements(out, rows["judgement"])
    return out.steps
