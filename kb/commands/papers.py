"""`kb papers`: what papers there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kb.commands import exit_code as exit_code_option
from kb.commands import verb
from kb.commands.context import NOTHING_FOUND, Context

if TYPE_CHECKING:
    from kb.store import Store

_COLUMNS = ("citekey", "year", "authors", "title", "container", "status", "doi", "id")
_SHORT = ("citekey", "year", "authors", "title", "status")
_CITED = ("cited", "findings")
_SCREENED = ("screened", "stage", "reason")


@verb(examples=("kb papers", "kb papers peer --status full", "kb papers --cited", "kb papers --screened none"))
@click.argument("words", nargs=-1)
@click.option("--status", type=click.Choice(["full", "listed", "stub"]), help="Only papers that are so.")
@click.option("--cited", is_flag=True, help="Most cited first: by papers of the library, and in findings.")
@click.option(
    "--screened",
    type=click.Choice(["include", "exclude", "none", "differ"]),
    help="Only papers that are in, out, not screened, or on which people differ.",
)
@exit_code_option
def papers(
    ctx: Context, words: tuple[str, ...], status: str | None, cited: bool, screened: str | None, exit_code: bool
) -> None:
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
        if screened:
            counted = _screened(store, counted, screened)
    rows = [
        row
        for row in counted
        if status in (None, row["status"])
        and all(w in letters(f"{row['title']} {' '.join(row['authors'] or ())} {row['citekey']}") for w in wanted)
    ]
    more = _CITED if cited else ()
    said = _SCREENED if screened else ()
    if ctx.format == "table":
        shown = ({**row, "authors": short_names(row["authors"] or ())} for row in rows)
        ctx.emit(shown, (*more, *(said if screened != "none" else ()), *_SHORT), empty="no papers")
    else:
        ctx.emit(rows, (*_COLUMNS, *more, *said))
    if exit_code and not rows:
        ctx.exit(NOTHING_FOUND)


def _screened(store: Store, rows: list[dict[str, Any]], wanted: str) -> list[dict[str, Any]]:
    """Papers that stand so, with the word that counts. What is known only by its number nobody can screen."""
    from cypher import load
    from kb.screened import standings
    from kb.screening import standing_row

    stand = standings(store.rows(load("read/screenings")))
    told = [row | standing_row(stand.get(row["id"])) for row in rows if row["status"] != "stub"]
    return [row for row in told if (row["differ"] if wanted == "differ" else (row["screened"] or "none") == wanted)]


def short_names(authors: list[str] | tuple[str, ...]) -> str:
    """The names of a table's cell."""
    return f"{authors[0]} et al." if len(authors) > 2 else "; ".join(authors)
