"""`kb evidence`: which evidence supports this claim?"""

from __future__ import annotations

import click

from kb.commands import exit_code as exit_code_option
from kb.commands import verb
from kb.commands.complete import claims
from kb.commands.context import NOTHING_FOUND, Context
from kb.errors import UsageError

_COLUMNS = ("rank", "stance", "origin", "kind", "text", "reason", "citekey", "file", "line")


@verb(examples=('kb evidence "peers reduce hospitalisation"', 'kb evidence "peers reduce stigma" --json --limit 0'))
@click.argument("claim", shell_complete=claims)
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="Rows to show; 0 = all.")
@click.option("--related", is_flag=True, help="Also show what ranks high below the gate; it is not counted.")
@exit_code_option
def evidence(ctx: Context, claim: str, limit: int, related: bool, exit_code: bool) -> None:
    """What the library says of CLAIM: rows with stance, reason and where each stands, and what they come to.

    Any words will do; nothing is written.
    """
    from kb.answer import answer_object, evidence_object
    from kb.evidence import ask
    from kb.show_answer import answer_text

    if not claim.strip():
        raise UsageError("a claim needs words", 'kb evidence "peers reduce hospitalisation"')
    with ctx.open_base() as base:
        answer = ask(base, " ".join(claim.split()), limit=limit or None, related=10 if related else 0)
    if ctx.format == "table":
        ctx.write(answer_text(answer, ctx.width or 100, ctx.style))
    elif ctx.format == "json":
        ctx.emit_object(answer_object(answer))
    elif ctx.format == "nl":
        objects = [evidence_object(row) for row in answer.rows]
        ctx.emit(objects, tuple(objects[0]) if objects else ())
    else:
        ctx.emit(({c: getattr(row, c) for c in _COLUMNS} for row in answer.rows), _COLUMNS)
    if exit_code and not answer.total:
        ctx.exit(NOTHING_FOUND)
