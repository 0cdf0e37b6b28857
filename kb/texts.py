"""The full texts of a paper, and which of them answers for it."""

from __future__ import annotations

from typing import Any

from cypher import load
from kb.errors import NotFound
from kb.facts import stored_record
from kb.names import papers_named, source_named
from kb.settle import text_in_use
from kb.store import Store

Row = dict[str, Any]


def texts_of(store: Store, paper: str) -> list[Row]:
    """Every full text of a paper, the one in use first: {source, name, form, reader, use}. use: "in use", "chosen"
    (in use because a person said so), or None."""
    records = [stored_record(row) for row in store.rows(load("read/records_of_papers"), ids=[paper])]
    sources = sorted({r.source for r in records if r.role == "self"})
    rows = {row["id"]: row for row in store.rows(load("read/sources_by_id"), values=sources)}
    readers = {name: row["reader"].partition("@")[0] for name, row in rows.items()}
    chosen = {row["source"]: row["at"] for row in store.rows(load("read/chosen_texts"))}
    used = text_in_use(records, readers, chosen)
    out = []
    for name, row in rows.items():
        in_use = used is not None and used.source == name
        use = ("chosen" if name in chosen else "in use") if in_use else None
        out.append({"source": name, **{k: row[k] for k in ("name", "form", "reader")}, "use": use})
    return sorted(out, key=lambda row: (row["use"] is None, row["name"], row["source"]))


def text_named(store: Store, name: str) -> tuple[Row, Row]:
    """(paper, source) of a paper's full text: of a source the text itself, of a paper the one in use."""
    try:
        source: Row | None = source_named(store, name)
    except NotFound:
        source = None
    papers = papers_named(store, name)
    if source is not None:
        own = next(iter(store.rows(load("read/front_matter_of_sources"), ids=[source["id"]])), None)
        if own is None:
            raise NotFound(f"{name} is no paper's text", "`kb show` tells what it is")
        return next(iter(store.rows(load("read/papers_by_id"), ids=[own["paper"]]))), source
    if len(papers) > 1:
        raise NotFound(f"{name} could be {len(papers)} papers", "name one: " + ", ".join(p["id"] for p in papers))
    if not papers:
        raise NotFound(f"no paper is called {name}", "`kb papers` lists them by citekey")
    texts = texts_of(store, papers[0]["id"])
    if not texts:
        raise NotFound(f"the text of {name} is not here, only its entry in lists", "`kb add` its file")
    return papers[0], next(iter(store.rows(load("read/sources_by_id"), values=[texts[0]["source"]])))
