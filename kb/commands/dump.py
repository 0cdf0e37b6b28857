"""`kb dump`: the whole store as JSON lines."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kb.commands import verb
from kb.commands.context import Context


@verb(examples=("kb dump -o backup.jsonl", "kb dump | gzip > backup.jsonl.gz"))
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="File to write; without it stdout.")
def dump(ctx: Context, output: str | None) -> None:
    """Write everything that was read and decided as JSON lines; `kb load` makes the same store of them."""
    from kb import dump as dumps
    from kb.output import whole_file

    with ctx.open_store() as store:
        if output is None or output == "-":
            dumps.write(store, sys.stdout)
            return
        with whole_file(Path(output)) as out:
            count = dumps.write(store, out)
    ctx.say(f"wrote {count} lines to {output}")
