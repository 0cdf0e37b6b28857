"""`kb dump`: the whole store as JSON lines."""

from __future__ import annotations

import os
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

    with ctx.open_store() as store:
        if output is None or output == "-":
            dumps.write(store, sys.stdout)
            return
        part = Path(f"{output}.part")
        try:
            with part.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as out:
                count = dumps.write(store, out)
            os.replace(part, output)
        finally:
            part.unlink(missing_ok=True)
    ctx.say(f"wrote {count} lines to {output}")
