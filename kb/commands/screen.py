"""`kb screen`: which papers belong in the review."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from kb.commands import verb
from kb.commands.complete import citekeys
from kb.commands.context import Context

if TYPE_CHECKING:
    from kb.steps import Said

_VERDICTS = ("include", "exclude")
_COLUMNS = ("citekey", "screened", "stage", "reason", "differ", "title", "year", "id")
_SHORT = ("citekey", "screened", "stage", "reason", "year", "title")


def _offered(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    verdicts = [CompletionItem(word) for word in _VERDICTS if incomplete and word.startswith(incomplete)]
    return [*verdicts, *citekeys(ctx, param, incomplete)]


@verb(
    examples=(
        "kb screen smith2021 jones2019 include",
        'kb screen smith2021 exclude --stage full-text --reason "wrong population"',
        "kb screen - exclude < off-topic.txt",
        "kb screen smith2021 --undo",
    )
)
@click.argument("words", nargs=-1, required=True, metavar="PAPER… include|exclude", shell_complete=_offered)
@click.option(
    "--stage",
    type=click.Choice(["title", "full-text"]),
    help="By title and abstract (default), or by the full text.",
)
@click.option("--reason", default="", metavar="WORDS", help="Why; an exclusion at full text needs it.")
@click.option("--undo", is_flag=True, help="Take your word back, at --stage or at both.")
@click.option("--dry-run", is_flag=True, help="Tell what would be written, write nothing.")
def screen(ctx: Context, words: tuple[str, ...], stage: str | None, reason: str, undo: bool, dry_run: bool) -> None:
    """Say that papers are in the review or out of it, by title and abstract or by full text.

    PAPER is a citekey, DOI or id; `-` reads them from stdin, one a line. Your word on a paper at a stage is one
    decision: said anew it is replaced. Where people differ both words are kept, and the later one counts.
    """
    from kb.screening import Screening, outcome

    names, verdict = _parted(words, undo)
    with ctx.open_base(write=not dry_run) as base:
        screening = Screening(base.store, ctx.person, base.library.now())
        plan = screening.undo(names, stage) if undo else screening.say(names, verdict, stage or "title", reason)
        if not dry_run:
            base.decide(plan.decided, said=_said(names, verdict, stage, reason, undo))
        rows = outcome(base.store, plan.papers, plan.decided)
    for said in plan.said:
        ctx.say(said)
    if dry_run:
        ctx.say("nothing was written")
    ctx.emit(rows, _SHORT if ctx.format == "table" else _COLUMNS)


def _said(names: list[str], verdict: str, stage: str | None, reason: str, undo: bool) -> Said:
    """The command, for the step that tells of it."""
    from kb.steps import Said

    at = ("--stage", stage) if stage else ()
    return Said("screen", (*names, "--undo" if undo else verdict, *at), reason)


def _parted(words: tuple[str, ...], undo: bool) -> tuple[list[str], str]:
    """The papers and the verdict that some words name. Raises click's error for what is neither."""
    verdict = "" if undo else words[-1]
    papers = list(words if undo else words[:-1])
    if undo and papers[-1] in _VERDICTS:
        raise click.UsageError("--undo takes back whatever you said; name the papers alone")
    if not undo and (verdict not in _VERDICTS or not papers):
        raise click.UsageError("say which papers and what: kb screen PAPER… include, or exclude")
    if "-" in papers:
        lines = [line.strip() for line in sys.stdin.read().splitlines()]
        papers = [word for word in papers if word != "-"] + [line for line in lines if line]
        if not papers:
            raise click.UsageError("stdin names no paper; write their citekeys, one a line")
    return papers, verdict
