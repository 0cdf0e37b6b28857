"""`kb load`: a store from a dump."""

from __future__ import annotations

import click

from kb.commands import verb
from kb.commands.context import Context, read_input


@verb(examples=("kb load backup.jsonl --store ./restored", "gunzip -c backup.jsonl.gz | kb load - --store ./restored"))
@click.argument("file", default="-")
def load(ctx: Context, file: str) -> None:
    """Make the store again from the dump FILE; the store must be new or empty. `-` is stdin.

    All of the dump goes in, or nothing.
    """
    from kb import dump as dumps
    from kb.errors import KbError

    try:
        text = read_input(file).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise KbError(f"{file}: not UTF-8, so no dump of kb", "unpack it first if it is compressed") from error
    dump = dumps.Dump(text.removesuffix("\n").split("\n") if text else (), file)
    with ctx.open_base(write=True, create=True) as base:
        base.restore(dump)
    ctx.say(f"loaded {sum(map(len, dump.rows.values()))} facts from {file}")
