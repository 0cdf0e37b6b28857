"""`kb merge`, `kb unmerge`, `kb distinct`, `kb study`: a person's word on which papers are one work or one study."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from kb.commands import verb
from kb.commands.complete import citekeys
from kb.commands.context import Context

if TYPE_CHECKING:
    from kb.sameness import Plan, Sameness

_COLUMNS = ("paper", "citekey", "title", "year", "records", "findings", "differs")
_REASON = click.option("--reason", default="", metavar="WORDS", help="Why, in your words; kept with the decision.")
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Tell what would come of it, write nothing.")


@verb(
    examples=(
        "kb merge smith2021 smith2021a",
        "kb merge smith2021 smith2021a --dry-run",
        "kb merge --auto 0.97 --dry-run",
    )
)
@click.argument("papers", nargs=-1, metavar="PAPER PAPER …", shell_complete=citekeys)
@click.option(
    "--auto",
    type=click.FloatRange(0.8, 1),
    metavar="SCORE",
    help="Merge all pairs that `kb duplicates` gives so high a score.",
)
@_REASON
@_DRY_RUN
def merge(ctx: Context, papers: tuple[str, ...], auto: float | None, reason: str, dry_run: bool) -> None:
    """Say that two papers or more are one work.

    Their records become one paper: citations, findings and judgements follow. Nothing is lost: `kb unmerge` gives the
    graph that was before. Fields in which the records do not agree are shown.

    With --auto, instead of naming papers: every pair that is that likely one work becomes one, each with its reasons,
    and preprints and their articles become one study. What was taken back before is left alone.
    """
    if (auto is None) == (not papers):
        raise click.UsageError("name two papers or more, or give --auto SCORE (0.97 is almost always right)")
    if auto is None:
        _decide(ctx, lambda sameness: sameness.merge(papers, reason), dry_run, ("merge", *papers), reason)
    else:
        from kb.automatic import automatic

        least, words = auto, ("merge", "--auto", f"{auto:g}")
        _decide(ctx, lambda sameness: automatic(sameness.store, least, sameness.by, sameness.at), dry_run, words)


@verb(examples=("kb unmerge smith2021",))
@click.argument("paper", metavar="PAPER", shell_complete=citekeys)
@_DRY_RUN
def unmerge(ctx: Context, paper: str, dry_run: bool) -> None:
    """Take back what people merged into PAPER.

    Your own words are undone; those of others are kept, and yours, being the last, counts.
    """
    _decide(ctx, lambda sameness: sameness.unmerge(paper), dry_run, ("unmerge", paper))


@verb(examples=("kb distinct smith2021 smith2021a",))
@click.argument("paper", metavar="PAPER", shell_complete=citekeys)
@click.argument("other", metavar="OTHER", shell_complete=citekeys)
@_REASON
@_DRY_RUN
def distinct(ctx: Context, paper: str, other: str, reason: str, dry_run: bool) -> None:
    """Say that PAPER and OTHER are two works, whatever a later list makes of them.

    Two record ids (`kb show PAPER --json`) part one paper whose records were wrongly taken for one work.
    """
    _decide(ctx, lambda sameness: sameness.distinct(paper, other, reason), dry_run, ("distinct", paper, other), reason)


@verb(examples=("kb study smith2021 smith2023", "kb study smith2021 smith2023 --undo"))
@click.argument("papers", nargs=-1, required=True, metavar="PAPER PAPER …", shell_complete=citekeys)
@click.option("--undo", is_flag=True, help="Take your word back.")
@_REASON
@_DRY_RUN
def study(ctx: Context, papers: tuple[str, ...], undo: bool, reason: str, dry_run: bool) -> None:
    """Say that papers report one study: they stay papers, and an answer counts the study once."""
    words = ("study", *papers, *(["--undo"] if undo else []))
    _decide(ctx, lambda sameness: sameness.study(papers, reason, undo), dry_run, words, reason)


def _decide(
    ctx: Context, plan_of: Callable[[Sameness], Plan], dry_run: bool, words: Sequence[str], reason: str = ""
) -> None:
    """words: the command, for the step that tells of it."""
    from kb.sameness import Sameness, outcome
    from kb.steps import Said

    with ctx.open_base(write=not dry_run) as base:
        plan = plan_of(Sameness(base.store, ctx.person, base.library.now()))
        said = Said(words[0], tuple(words[1:]), reason)
        settled = base.library.decide(plan.decided, dry_run=True) if dry_run else base.decide(plan.decided, said=said)
        rows = outcome(settled, plan.decided)
    for line in plan.said:
        ctx.say(line)
    if dry_run:
        ctx.say("nothing was written")
    if ctx.format == "table":
        rows = [row | {"differs": ", ".join(row["differs"])} for row in rows]
    ctx.emit(rows, _COLUMNS)
