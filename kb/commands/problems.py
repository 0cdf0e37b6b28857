"""`kb problems`: what was not understood, and how to mend it."""

from __future__ import annotations

import click

from kb.commands import verb
from kb.commands.context import Context

_COLUMNS = ("file", "line", "column", "level", "message", "hint")


@verb(examples=("kb problems", "kb problems list.txt --json"))
@click.argument("source", required=False)
def problems(ctx: Context, source: str | None) -> None:
    """List the problems of everything added, or of one SOURCE (its name or id)."""
    from cypher import load
    from kb.names import source_named

    with ctx.open_store() as store:
        only = source_named(store, source)["id"] if source else None
        rows = [row for row in store.rows(load("read/problems")) if only in (None, row["source"])]
    if ctx.format != "table":
        ctx.emit(rows, _COLUMNS)
        return
    for row in rows:
        where = ":".join(str(row[c]) for c in ("file", "line", "column") if row[c] is not None)
        hint = f" ({row['hint']})" if row["hint"] else ""
        ctx.write(f"{where}: {row['level']}: {row['message']}{hint}\n")
    if not rows:
        ctx.say("no problems")
