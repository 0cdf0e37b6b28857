"""`kb finding`: what a paper says, typed by a person who has it before them."""

from __future__ import annotations

from typing import Any

import click

from kb.commands import group
from kb.commands.complete import citekeys
from kb.commands.context import Context, read_input

_COLUMNS = ("id", "citekey", "kind", "origin", "page", "text")


@group(examples=('kb finding add smith2021 "Peers reduced readmission." --page 7',))
def finding() -> None:
    """Type in what a paper says."""


@finding.command(
    "add",
    examples=(
        'kb finding add smith2021 "Peers reduced readmission." --page 7',
        'kb finding add smith2021 "She had been there." --speaker Bella --page 12',
        "pbpaste | kb finding add smith2021 - --page 7",
    ),
)
@click.argument("paper", metavar="PAPER", shell_complete=citekeys)
@click.argument("text", metavar="TEXT")
@click.option("--page", metavar="N", help="The page it stands on, as printed.")
@click.option(
    "--origin",
    type=click.Choice(["own", "cited", "participant", "author"]),
    help="Whose finding it is; own unless said, with --speaker participant.",
)
@click.option("--speaker", metavar="NAME", help="Who is quoted: it is a participant's words then.")
@click.option("--section", metavar="TITLE", help="The heading it stands under.")
@click.option("--reason", default="", metavar="WORDS", help="Why, in your words; kept with it.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, write nothing.")
def add(ctx: Context, paper: str, text: str, reason: str, dry_run: bool, **told: Any) -> None:
    """Type in a sentence of PAPER, as from one that may not be copied; `-` is stdin.

    It answers claims like any other, with your name and the page as its place. PAPER stays what it was: listed if its
    text is not here. `kb undo` takes it back.
    """
    from kb import by_hand
    from kb.errors import KbError
    from kb.steps import Said

    if text == "-":
        text = read_input("-").decode("utf-8", "replace")
    told = {name: " ".join(value.split()) or None if value else None for name, value in told.items()}
    with ctx.open_base(write=not dry_run) as base:
        person, at = ctx.person, base.library.now()
        about = by_hand.subject(base.store, paper)
        typed = by_hand.finding(about, text, person, at, **told, reason=reason)
        before = by_hand.typed_before(base.store, about, text)
        if before:
            raise KbError(f"these words are here already: {before}", "`kb undo` takes your last step back")
        args = [word for name, value in told.items() if value for word in (f"--{name}", value)]
        if not dry_run:
            base.typed(typed.facts, typed.decided, Said("finding add", (paper, text, *args), reason))
    if dry_run:
        ctx.say("nothing was written")
    (row,) = typed.facts.findings
    ctx.emit([{**row, "citekey": about.paper["citekey"]}], _COLUMNS)
