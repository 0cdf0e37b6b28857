"""`kb missing`: works that the library cites and does not have."""

from __future__ import annotations

import click

from kb.commands import exit_code as exit_code_option
from kb.commands import verb
from kb.commands.context import NOTHING_FOUND, Context

_COLUMNS = ("cited", "findings", "citekey", "year", "authors", "title", "container", "doi", "id")
_SHORT = ("cited", "findings", "citekey", "year", "authors", "title", "doi")


@verb(examples=("kb missing", "kb missing --least 3 --json", "kb missing --least 2 | head"))
@click.option("--least", type=click.IntRange(1), default=1, show_default=True, help="Cited by so many papers at least.")
@click.option("--limit", type=click.IntRange(0), default=50, show_default=True, help="So many rows; 0 = all.")
@exit_code_option
def missing(ctx: Context, least: int, limit: int, exit_code: bool) -> None:
    """Works that papers of the library cite and whose text is not here, most cited first: what to fetch next.

    cited: papers whose reference list names it; findings: sentences that cite it. What is known only by a number is
    left out: nobody could fetch it.
    """
    from cypher import load
    from kb.commands.papers import short_names
    from kb.papers import with_counts

    with ctx.open_store() as store:
        rows = with_counts(store, (row for row in store.rows(load("read/papers")) if row["status"] == "listed"))
    wanted = [row for row in rows if row["cited"] >= least]
    shown = wanted[:limit] if limit else wanted
    if ctx.format == "table":
        table = ({**row, "authors": short_names(row["authors"] or ())} for row in shown)
        ctx.emit(table, _SHORT, empty="nothing that is cited is missing")
        if len(shown) < len(wanted):
            ctx.say(f"{len(wanted) - len(shown)} more: kb missing --limit 0")
    else:
        ctx.emit(shown, _COLUMNS)
    if exit_code and not wanted:
        ctx.exit(NOTHING_FOUND)
