"""`kb prisma`: the numbers of a review, as PRISMA 2020 asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kb.commands import verb
from kb.commands.context import Context

if TYPE_CHECKING:
    from kb.prisma import Flow

_FEW = 3  # files named before the rest is only counted


@verb(examples=("kb prisma", "kb prisma --diagram", "kb prisma --diagram=mermaid > flow.mmd", "kb prisma --json"))
@click.option(
    "--diagram",
    is_flag=False,
    flag_value="text",
    type=click.Choice(["text", "mermaid"]),
    help="The flow diagram: boxes of text, or --diagram=mermaid.",
)
@click.option("--lists", is_flag=True, help="Count what only reference lists name, also where nobody screened it.")
def prisma(ctx: Context, diagram: str | None, lists: bool) -> None:
    """The numbers of the PRISMA 2020 flow diagram: records found, duplicates, papers screened, excluded and included.

    searches: library files, and lists added with --database. other: reference lists and full texts that no search
    found; what only lists name is counted when somebody screened it (`kb screen`). Papers on which the last word is
    not said are counted as undecided.
    """
    from kb import prisma_shown as shown
    from kb.prisma import Library, flow

    with ctx.open_store() as store:
        found = flow(Library.of(store), lists)
    if diagram:
        ctx.write(shown.mermaid(found) if diagram == "mermaid" else shown.text_diagram(found))
    elif ctx.format == "json":
        ctx.emit_object(shown.as_object(found))
    else:
        rows = shown.rows(found)
        if ctx.format == "table":
            rows = (row | {"step": "" if row["what"] else row["step"]} for row in rows)
        ctx.emit(rows, shown.COLUMNS)
    _remark(ctx, found)


def _remark(ctx: Context, found: Flow) -> None:
    """What a person should know of the numbers."""
    if found.undecided:
        screened = found.searches.unscreened + found.other.unscreened
        waiting = found.searches.waiting + found.other.waiting
        ctx.say(f"undecided: {_papers(screened)} not screened, {_papers(waiting)} here and not assessed by full text")
    if found.differ:
        ctx.say(f"people differ on {_papers(len(found.differ))}; the later word counts (kb papers --screened differ)")
    unnamed = [origin.searches[0]["file"] for origin in found.searches.origins if not origin.told]
    if unnamed:
        names = ", ".join(unnamed[:_FEW]) + (f" and {len(unnamed) - _FEW} more" if len(unnamed) > _FEW else "")
        ctx.say(f"nobody said which database these are from: {names} (kb add FILE --database NAME --searched DATE)")
    if found.left_out["lists"]:
        left = _papers(found.left_out["lists"])
        ctx.say(f"not counted: {left} that only lists name and nobody screened (--lists counts them)")


def _papers(n: int) -> str:
    return "1 paper" if n == 1 else f"{n} papers"
