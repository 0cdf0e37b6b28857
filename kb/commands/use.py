"""`kb use`: which of several full texts answers for its paper."""

from __future__ import annotations

import click

from kb.commands import verb
from kb.commands.context import Context


@verb(examples=("kb use smith.pdf", "kb use smith.pdf --undo"))
@click.argument("source", metavar="SOURCE")
@click.option("--undo", is_flag=True, help="Choose by form again.")
def use(ctx: Context, source: str, undo: bool) -> None:
    """Let the full text SOURCE (file name or id) answer for its paper.

    Of several full texts of one paper only one answers: by itself JATS before HTML, Word, pasted text and PDF. The
    last choice counts; `kb show PAPER` lists the texts.
    """
    from cypher import load
    from kb.names import source_named
    from kb.steps import Said
    from kb.texts import texts_of

    assert ctx.person
    with ctx.open_base(write=True) as base:
        row = source_named(base.store, source)
        base.use(row["id"], undo=undo, said=Said("use", (source, *(["--undo"] if undo else []))))
        records = base.store.rows(load("read/front_matter_of_sources"), ids=[row["id"]])
        paper = next((r["paper"] for r in records), None)
        texts = texts_of(base.store, paper) if paper else []
    ctx.emit(texts, ("source", "name", "form", "reader", "use"))
