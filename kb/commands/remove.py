"""`kb remove`: take a source out of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kb.commands import verb
from kb.commands.context import Context
from kb.errors import KbError

if TYPE_CHECKING:
    from kb.outcomes import Removal

_COLUMNS = ("source", "name", "state", "records", "papers", "findings", "kept")


@verb(examples=("kb remove old-list.txt --dry-run", "kb remove old-list.txt"))
@click.argument("source", metavar="SOURCE")
@click.option("--dry-run", is_flag=True, help="Tell what would go, write nothing.")
def remove(ctx: Context, source: str, dry_run: bool) -> None:
    """Take SOURCE (a file's name or id) out, with all that was read from it.

    It first tells what goes, and asks. Works that other lists or files name as well stay. Findings that a person judged
    stay with their words, but answer nothing; decisions count again when the same file is added once more.
    """
    from kb.names import source_named

    with ctx.open_base(write=not dry_run) as base:
        row = source_named(base.store, source)
        removal, state = base.library.removal(row["id"]), "would be removed"
        if not dry_run:
            if not ctx.confirm(f"{row['name']}: {_words(removal)} go. Remove it?"):
                raise KbError(f"{row['name']} was left as it is", "--yes answers the question")
            removal, state = base.remove(row["id"]), "removed"
    counts = {"records": removal.records, "papers": removal.papers, "findings": len(removal.findings)}
    row = {"source": row["id"], "name": row["name"], "state": state, **counts, "kept": len(removal.orphaned)}
    ctx.emit([row], _COLUMNS)


def _words(removed: Removal) -> str:
    kept = f" ({len(removed.orphaned)} of them kept, since people judged them)" if removed.orphaned else ""
    papers = f"{removed.papers} papers known from nowhere else"
    return f"{removed.records} records, {papers}, {len(removed.findings)} findings{kept}"
