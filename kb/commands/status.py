"""`kb status`: which store is used, and what is in it."""

from __future__ import annotations

from typing import Any

import click

from kb.commands import verb
from kb.commands.context import Context

_SOURCES = ("name", "form", "reader", "addedAt", "id")
_SEARCH = ("database", "searched")


@verb(examples=("kb status", "kb status --json", "kb status --digest"))
@click.option("--digest", is_flag=True, help="Also one number for the whole graph: equal graphs, equal digests.")
def status(ctx: Context, digest: bool) -> None:
    """Which store is used and why, and how much of what is in it."""
    from cypher import load
    from kb.digest import digest as digest_of

    chosen = ctx.settings["store"]
    with ctx.open_store() as store:

        def work() -> tuple[dict[str, Any], list[dict[str, Any]]]:
            found = {
                "store": chosen.value,
                "chosen_by": chosen.origin,
                "schema": store.schema_version(),
                "revision": store.revision(),
                **next(iter(store.rows(load("read/counts")))),
            }
            if digest:
                found["digest"] = digest_of(store)
            return found, list(store.rows(load("read/sources")))

        found, sources = store.snapshot(work)
    if ctx.format == "table":
        for name, value in found.items():
            ctx.write(f"{name.replace('_', ' '):<12} {value}\n")
        ctx.write("\n")
        said = [name for name in _SEARCH if any(row[name] for row in sources)]
        ctx.emit(sources, (*_SOURCES, *said), empty="nothing was added yet (`kb add FILE`)")
    elif ctx.format == "csv":
        ctx.emit([found], tuple(found))
    else:
        ctx.emit_object(
            found | {"sources": [{c: row[c] for c in (*_SOURCES, "sha256", *_SEARCH, "query")} for row in sources]}
        )
