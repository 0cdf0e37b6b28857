"""`kb papers`: what papers there are."""

from __future__ import annotations

import click

from kb.commands import exit_code as exit_code_option
from kb.commands import verb
from kb.commands.context import NOTHING_FOUND, Context

_COLUMNS = ("citekey", "year", "authors", "title", "container", "status", "doi", "id")
_SHORT = ("citekey", "year", "authors", "title", "status")


@verb(examples=("kb papers", "kb papers peer --status full"))
@click.argument("words", nargs=-1)
@click.option("--status", type=click.Choice(["full", "listed", "stub"]), help="Only papers that are so.")
@exit_code_option
def papers(ctx: Context, words: tuple[str, ...], status: str | None, exit_code: bool) -> None:
    """List the papers; with WORDS only those whose title, authors or citekey hold them all.

    full: its text is here; listed: known from a list or library; stub: known only by its number in a list.
    """
    from cypher import load
    from kb.ids import letters

    wanted = [letters(word) for word in words]
    with ctx.open_store() as store:
        rows = [
            row
            for row in store.rows(load("read/papers"))
            if status in (None, row["status"])
            and all(w in letters(f"{row['title']} {' '.join(row['authors'] or ())} {row['citekey']}") for w in wanted)
        ]
    if ctx.format == "table":
        ctx.emit(({**row, "authors": _short(row["authors"] or ())} for row in rows), _SHORT, empty="no papers")
    else:
        ctx.emit(rows, _COLUMNS)
    if exit_code and not rows:
        ctx.exit(NOTHING_FOUND)


def _short(authors: list[str] | tuple[str, ...]) -> str:
    return f"{authors[0]} et al." if len(authors) > 2 else "; ".join(authors)
