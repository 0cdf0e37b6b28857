"""Findings as an answer needs them: with their paper and the file they stand in.

Papers and sources are fetched once each, never per finding: a source node holds the whole text, and an engine
that reads it again for each of ten thousand findings takes minutes and gigabytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cypher import load
from kb import papers
from kb.store import Store

Row = dict[str, Any]

_PAPER = ("citekey", "title", "year", "authors")


def findings(store: Store, names: Sequence[str]) -> list[Row]:
    """The findings of some ids that a paper reports, by id. Besides the columns of `read/answering_findings`:
    citekey, title, year and authors of the paper, `about` (what it is about), file and sha256 of the source."""
    rows = list(store.rows(load("read/answering_findings"), ids=list(names)))
    reported = sorted({row["paper"] for row in rows})
    known = {row["id"]: row for row in store.rows(load("read/papers_by_id"), ids=reported)}
    about = {p: papers.about(row["title"], row["keywords"] or (), row["abstract"]) for p, row in known.items()}
    read = sorted({row["source"] for row in rows})
    sources = {row["id"]: row for row in store.rows(load("read/sources_by_id"), values=read)}
    return [
        row
        | {name: known[row["paper"]][name] for name in _PAPER}
        | {"about": about[row["paper"]]}
        | {name: sources[row["source"]][key] for name, key in (("file", "name"), ("sha256", "sha256"))}
        for row in rows
    ]
