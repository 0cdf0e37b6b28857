"""`kb claim`: write claims down."""

from __future__ import annotations

import click

from kb.commands import group
from kb.commands.context import Context


@group(examples=('kb claim add "peers reduce hospitalisation"',))
def claim() -> None:
    """Write claims down and look after them."""


@claim.command("add", examples=('kb claim add "peers reduce hospitalisation"',))
@click.argument("text")
def add(ctx: Context, text: str) -> None:
    """Write the claim TEXT down; from now on everything added is held against it."""
    from kb.errors import UsageError

    if not text.strip():
        raise UsageError("a claim needs words", 'kb claim add "peers reduce hospitalisation"')
    with ctx.open_base(write=True, create=True) as base:
        known = base.claim(text)
        written = known or base.add_claim(" ".join(text.split()), ctx.person)
    r = written.reading
    said = "is there already" if known else "written down"
    ctx.say(f"{said}; read as: {r.subject or '?'} → {r.relation or '?'} → {r.outcome or '?'}")
    row = {"id": written.id, "text": written.text, "status": written.status}
    ctx.emit([row], tuple(row))
