"""`kb papers`: what papers there are."""

from __future__ import annotations

import click

from kb.commands import exit_code as exit_code_option
from kb.commands import verb
from kb.commands.context import NOTHING_FOUND, Context

_COLUMNS = ("citekey", "year", "authors", "title", "container", "status", "doi", "id")
_SHORT = ("citekey", "year", "authors", "title", "status")
_CITED = ("cited", "findings")


@verb(examples=("kb papers", "kb papers peer --status full", "kb papers --cited"))
@click.argument("words", nargs=-1)
@click.option("--status", type=click.Choice(["full", "listed", "stub"]), help="Only papers that are so.")
@click.option("--cited", is_flag=True, help="Most cited first: by papers of the library, and in findings.")
@exit_code_option
def papers(ctx: Context, words: tuple[str, ...], status: str | None, cited: bool, exit_code: bool) -> None:
    """List the papers; with WORDS only those whose title, authors or citekey hold them all.

    full: its text is here; listed: known from a list or library; stub: known only by its number in a list.
    """
    from cypher import load
    from kb.ids import letters
    from kb.papers import with_counts

    wanted = [letters(word) for word in words]
    with ctx.open_store() as store:
        rows = list(store.rows(load("read/papers")))
        counted = with_counts(store, rows) if cited else rows
    rows = [
        row
        for row in counted
        if status in (None, row["status"])
        and all(w in letters(f"{row['title']} {' '.join(row['authors'] or ())} {row['citekey']}") for w in wanted)
    ]
    more = _CITED if cited else ()
    if ctx.format == "table":
        shown = ({**row, "authors": short_names(row["authors"] or ())} for row in rows)
        ctx.emit(shown, (*more, *_SHORT), empty="no papers")
    else:
        ctx.emit(rows, (*_COLUMNS, *more))
    if exit_code and not rows:
        ctx.exit(NOTHING_FOUND)


def short_names(authors: list[str] | tuple[str, ...]) -> str:
    """The names of a table's cell."""
    return f"{authors[0]} et al." if len(authors) > 2 else "; ".join(authors)
