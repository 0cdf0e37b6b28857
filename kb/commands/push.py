"""`kb push`: the store into another one."""

from __future__ import annotations

import click

from kb.commands import verb
from kb.commands.context import Context
from kb.commands.exchange import exchange
from kb.commands.exchange import mirror as mirror_option


@verb(examples=("kb push bolt://library.example.org:7687", "kb push ~/shared/kb-store", "kb push ./copy --mirror"))
@click.argument("other", metavar="STORE")
@mirror_option
def push(ctx: Context, other: str, mirror: bool) -> None:
    """Bring what is here into STORE: a folder or the address of a Neo4j server.

    The two are merged: of the same thing the later version counts, people's judgements and decisions are united, and
    nothing there is deleted. Cut off, or run again, it brings what is still missing.
    """
    exchange(ctx, ctx.settings.store, other, mirror=mirror)
