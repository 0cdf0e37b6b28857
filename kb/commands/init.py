"""`kb init`: make a store."""

from __future__ import annotations

import click

from kb.commands import verb
from kb.commands.context import Context


@verb(examples=("kb init", "kb init ./review"))
@click.argument("folder", required=False, type=click.Path())
def init(ctx: Context, folder: str | None) -> None:
    """Make an empty store in FOLDER (or a server's database), or in `kb-store` here.

    `kb add` does so by itself where none is.
    """
    from kb.settings import PROJECT_STORE

    given = ctx.settings["store"]
    address = folder or (given.value if not given.origin.startswith("default") else None) or PROJECT_STORE
    with ctx.open_store(str(address), write=True, create=True) as store:
        if not store.new:
            ctx.say(f"{address}: is a store already; nothing changed")
