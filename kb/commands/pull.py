"""`kb pull`: another store into this one."""

from __future__ import annotations

import click

from kb.commands import verb
from kb.commands.context import Context
from kb.commands.exchange import exchange
from kb.commands.exchange import mirror as mirror_option


@verb(examples=("kb pull bolt://library.example.org:7687", "kb pull ../colleague/kb-store"))
@click.argument("other", metavar="STORE")
@mirror_option
def pull(ctx: Context, other: str, mirror: bool) -> None:
    """Bring what STORE holds into the store here. STORE is a folder or the address of a Neo4j server.

    The two are merged: of the same thing the later version counts, people's judgements and decisions are united, and
    nothing here is deleted. Cut off, or run again, it brings what is still missing.
    """
    exchange(ctx, other, ctx.settings.store, mirror=mirror)
