"""`kb missing`: works that the library cites and does not have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from bib.formats import FORMATS
from kb.commands import exit_code as exit_code_option
from kb.commands import verb
from kb.commands.context import NOTHING_FOUND, Context
from kb.commands.export import written_to

if TYPE_CHECKING:
    from bib.model import Reference
    from kb.store import Store

_COLUMNS = ("cited", "findings", "citekey", "year", "authors", "title", "container", "doi", "printed", "id")
_SHORT = ("cited", "findings", "citekey", "year", "authors", "title", "doi")
_WRITTEN = [row.name for row in FORMATS if row.write]


@verb(examples=("kb missing", "kb missing --least 3 --json", "kb missing --least 2 --format ris -o fetch.ris"))
@click.option("--least", type=click.IntRange(1), default=1, show_default=True, help="Cited by so many papers at least.")
@click.option("--limit", type=click.IntRange(0), help="So many works, 0 = all; 50 in a table, else all.")
@click.option("--format", "to", type=click.Choice(_WRITTEN), help="As entries for a reference manager.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="File to write entries to; without it stdout.")
@exit_code_option
def missing(ctx: Context, least: int, limit: int | None, to: str | None, output: str | None, exit_code: bool) -> None:
    """Works that papers of the library cite and whose text is not here, most cited first: what to fetch next.

    cited: papers whose reference list names it; findings: sentences that cite it. What is known only by a number is
    left out: nobody could fetch it. A reference that was not understood is given as printed.
    """
    if output is not None and to is None:
        raise click.UsageError(f"-o goes with --format {'|'.join(_WRITTEN)}")
    with ctx.open_store() as store:
        wanted, entries = store.snapshot(lambda: _wanted(store, least, limit, to is not None))
    shown = wanted[: _most(ctx, limit, to) or None]
    if to is not None:
        write = next(row.write for row in FORMATS if row.name == to)
        assert write
        written_to(ctx, write((row["citekey"], entries[row["id"]]) for row in shown), output)
    elif ctx.format == "table":
        _table(ctx, shown, len(wanted))
    else:
        ctx.emit(shown, _COLUMNS)
    if exit_code and not wanted:
        ctx.exit(NOTHING_FOUND)


def _most(ctx: Context, limit: int | None, to: str | None) -> int:
    return limit if limit is not None else 50 if ctx.format == "table" and to is None else 0


def _wanted(
    store: Store, least: int, limit: int | None, whole: bool
) -> tuple[list[dict[str, Any]], dict[str, Reference]]:
    """Rows of what is missing; whole: with their references, what was kept as printed as a note."""
    from cypher import load
    from kb.papers import printed_alone, references_of, with_counts

    rows = with_counts(store, (row for row in store.rows(load("read/papers")) if row["status"] == "listed"))
    printed = printed_alone(store)
    wanted = [{**row, "printed": printed.get(row["id"])} for row in rows if row["cited"] >= least]
    found = references_of(store, (row["id"] for row in wanted[: limit or None])) if whole else {}
    return wanted, {
        paper: replace(r, other=(*r.other, ("note", " ".join(printed[paper].split())))) if paper in printed else r
        for paper, r in found.items()
    }


def _table(ctx: Context, shown: list[dict[str, Any]], found: int) -> None:
    from kb.commands.papers import short_names

    rows = (
        {
            **row,
            "authors": short_names(row["authors"] or ()),
            "title": row["title"] or " ".join((row["printed"] or "").split()),
        }
        for row in shown
    )
    ctx.emit(rows, _SHORT, empty="nothing that is cited is missing")
    if len(shown) < found:
        ctx.say(f"{found - len(shown)} more: kb missing --limit 0")
