"""`kb show`: one paper, claim, finding or source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kb.commands import verb
from kb.commands.complete import things
from kb.commands.context import Context
from kb.errors import NotFound

if TYPE_CHECKING:
    from kb.store import Store

_AROUND = 200  # code points of the source shown on either side of a finding


@verb(
    examples=(
        "kb show smith2021",
        'kb show "peers reduce hospitalisation"',
        "kb show paper.txt --json",
        "kb show smith2021 --text",
        "kb show smith2021 --html check.html",
    )
)
@click.argument("name", shell_complete=things)
@click.option("--text", is_flag=True, help="A paper's text with findings and links marked.")
@click.option("--html", metavar="FILE", help="Write a page on which what was recognised in a paper is checked by eye.")
def show(ctx: Context, name: str, text: bool, html: str | None) -> None:
    """Show one thing whole: a paper (citekey, DOI or id), a claim (its words or id), a finding or a source.

    A paper comes with everyone who said something of it, what it cites and who cites it; a finding with
    the text around it. --text and --html show the paper's full text that is in use, or the one whose file is named.
    """
    if text or html:
        _whole(ctx, name, text, html)
        return
    with ctx.open_store() as store:
        found = store.snapshot(
            lambda: _paper(store, name) or _claim(store, name) or _finding(store, name) or _source(store, name)
        )
    if found is None:
        raise NotFound(f"nothing here is called {name}", "`kb papers`, `kb claims` and `kb status` list what there is")
    if ctx.format == "table":
        ctx.write(_text(found))
    elif ctx.format == "csv":
        ctx.emit([found], tuple(found))
    else:
        ctx.emit_object(found)


def _whole(ctx: Context, name: str, text: bool, html: str | None) -> None:
    """A paper's full text with what was recognised in it."""
    from pathlib import Path

    from kb.marked import marked
    from kb.output import whole_file
    from kb.texts import text_named

    with ctx.open_store() as store:
        paper = store.snapshot(lambda: marked(store, *text_named(store, name)))
    if html == "-":
        from kb.show_html import page_of

        ctx.write("".join(page_of(paper)))
    elif html:
        from kb.show_html import page_of

        with whole_file(Path(html)) as out:
            out.writelines(page_of(paper))
        ctx.say(f"written: {html}")
    if text:
        from kb.show_text import text_of

        ctx.page(text_of(paper, ctx.width, ctx.style))


def _paper(store: Store, name: str) -> dict[str, Any] | None:
    from cypher import load
    from kb.lookup.links import links
    from kb.names import papers_named
    from kb.notices import of_papers
    from kb.papers import references_of
    from kb.records import from_fields
    from kb.screened import Screened
    from kb.screening import told
    from kb.searches import words_of
    from kb.texts import texts_of

    papers = papers_named(store, name)
    if len(papers) > 1:
        raise NotFound(f"{name} could be {len(papers)} papers", "name one: " + ", ".join(p["id"] for p in papers))
    if not papers:
        return None
    paper = papers[0]["id"]
    rows = list(store.rows(load("read/records_of_papers"), ids=[paper]))
    printed = _printed(store, [row["id"] for row in rows if row["role"] in ("item", "person")])
    names = sorted({row["source"] for row in rows})
    sources = {row["id"]: row for row in store.rows(load("read/sources_by_id"), values=names)}
    records = [
        {key: row[key] for key in ("by", "role", "position")}
        | {"title": from_fields(row["fields"]).title, "printed": printed.get(row["id"])}
        | {"search": words_of(sources[row["source"]]) or None}
        for row in rows
    ]
    findings = list(store.rows(load("read/findings_of_papers"), ids=[paper]))
    return {
        "paper": papers[0],
        "notices": [notice.words for notice in of_papers(store, [paper]).get(paper, ())],
        "links": links(references_of(store, [paper])[paper]) if rows else {},
        "screened": told(map(Screened.of, store.rows(load("read/screenings_of_papers"), ids=[paper]))),
        "records": records,
        "study": [
            {key: row[key] for key in ("name", "value", "text", "start", "end")}
            for row in store.rows(load("read/facts_of_papers"), ids=[paper])
        ],
        "texts": texts_of(store, paper),
        "findings": len(findings),
        "cites": list(store.rows(load("read/cites_of_paper"), id=paper)),
        "cited_by": list(store.rows(load("read/citing_papers"), id=paper)),
    }


def _printed(store: Store, records: list[str]) -> dict[str, str]:
    """Record id -> the item of a list as it stands in its file, or what a person typed."""
    from cypher import load

    places = list(store.rows(load("read/record_places"), ids=records))
    sources = sorted({place["source"] for place in places})
    texts = {row["id"]: row["text"] for row in store.rows(load("read/source_texts"), ids=sources)}
    return {p["id"]: " ".join(texts[p["source"]][p["start"] : p["end"]].split()) for p in places}


def _claim(store: Store, name: str) -> dict[str, Any] | None:
    from cypher import load
    from kb.claims import claim_id
    from kb.judging import StoredClaim

    row = next(iter(store.rows(load("read/claims_by_id"), ids=sorted({name, claim_id(name)}))), None)
    if row is None:
        return None
    r = StoredClaim.of(row).reading
    read_as: dict[str, Any] = {
        "subject": r.subject,
        "relation": r.relation,
        "outcome": r.outcome,
        "population": r.population,
    }
    read_as |= {"comparator": r.comparator, "negated": r.negated}
    counts = {c["stance"]: c["findings"] for c in store.rows(load("read/claim_counts")) if c["claim"] == row["id"]}
    return {"claim": row, "read_as": read_as, "findings": counts}


def _finding(store: Store, name: str) -> dict[str, Any] | None:
    from cypher import load
    from kb import answering

    row = next(iter(answering.findings(store, [name])), None)
    if row is None:
        return None
    source = next(iter(store.rows(load("read/source_texts"), ids=[row["source"]])))
    before = source["text"][max(0, row["start"] - _AROUND) : row["start"]]
    after = source["text"][row["end"] : row["end"] + _AROUND]
    judgements = list(store.rows(load("read/judgements_of_findings"), ids=[name]))
    cites = list(store.rows(load("read/papers_cited_by_findings"), ids=[name]))
    kept = {k: v for k, v in row.items() if k != "about"}
    return {"finding": kept, "before": before, "after": after, "cites": cites, "judgements": judgements}


def _source(store: Store, name: str) -> dict[str, Any] | None:
    from cypher import load
    from kb.names import source_named

    try:
        row = source_named(store, name)
    except NotFound:
        return None
    records = list(store.rows(load("read/records_of_sources"), ids=[row["id"]]))
    findings = list(store.rows(load("read/findings_of_sources"), ids=[row["id"]]))
    problems = [p for p in store.rows(load("read/problems")) if p["source"] == row["id"]]
    return {"source": row, "records": len(records), "findings": len(findings), "problems": len(problems)}


def _text(value: Any, depth: int = 0) -> str:
    """Nested objects as indented lines; what is empty is left out."""
    lines = []
    pad = "  " * depth
    for key, item in value.items():
        name = key.replace("_", " ")
        if item is None or item in ([], {}, ""):
            continue
        if isinstance(item, bool):
            item = "yes" if item else "no"
        if isinstance(item, dict):
            lines.append(f"{pad}{name}\n{_text(item, depth + 1)}")
        elif isinstance(item, list) and isinstance(item[0], dict):
            rows = "".join(f"{pad}  {_line(row)}\n" for row in item)
            lines.append(f"{pad}{name} ({len(item)})\n{rows}")
        else:
            said = "; ".join(map(str, item)) if isinstance(item, list) else " ".join(str(item).split())
            lines.append(f"{pad}{name}: {said}\n")
    return "".join(lines)


def _line(row: dict[str, Any]) -> str:
    shown = ((k if v is True else v, v) for k, v in row.items() if k != "paper" and v)
    return " | ".join("; ".join(map(str, v)) if isinstance(v, list) else str(said) for said, v in shown)
