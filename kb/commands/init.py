"""`kb init`: make a store."""

from __future__ import annotations

import click

from kb.commands import verb
from kb.commands.context import Context


@verb(examples=("kb init", "kb init ./review"))
@click.argument("folder", required=False, type=click.Path())
def init(ctx: Context, folder: str | None) -> None:
    """Make an empty store in FOLDER, or in `kb-store` here. `kb add` does so by itself where none is."""
    from pathlib import Path

    from kb.dump import backup
    from kb.settings import PROJECT_STORE
    from kb.store import open_store

    given = ctx.settings["store"]
    address = folder or (given.value if not given.origin.startswith("default") else None) or PROJECT_STORE
    there = Path(address).exists() and any(Path(address).iterdir()) if Path(address).is_dir() else False
    with open_store(str(address), create=True, backup=backup):
        pass
    ctx.say(f"{address}: is a store already; nothing changed" if there else f"made a new store: {address}")
