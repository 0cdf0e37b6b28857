"""`kb edit`: a person's word on what a paper's fields are."""

from __future__ import annotations

import click

from kb.commands import verb
from kb.commands.complete import citekeys
from kb.commands.context import Context

_COLUMNS = ("field", "old", "new")


@verb(
    examples=(
        'kb edit smith2021 year=2022 "journal=Journal of Ward Care"',
        'kb edit smith2021 "author=Smith, Jane; Brown, A. B." --dry-run',
    )
)
@click.argument("paper", metavar="PAPER", shell_complete=citekeys)
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE …")
@click.option("--reason", default="", metavar="WORDS", help="Why, in your words; kept with the edit.")
@click.option("--dry-run", is_flag=True, help="Show old and new, write nothing.")
def edit(ctx: Context, paper: str, fields: tuple[str, ...], reason: str, dry_run: bool) -> None:
    """Say what fields of PAPER are, whatever its files say.

    Fields: title, author, editor, date (year), container (journal), volume, issue, pages, publisher, place, doi, pmid,
    pmcid, isbn, url, number, kind, abstract, keyword, language, note, edition, issn, series. Your word counts before
    every file and look-up; of several the last. Nothing is lost: `kb undo` takes it back. The citekey stays. A DOI or
    PMID that another paper has joins the two, as it does everywhere.
    """
    from kb import by_hand
    from kb.library import change_of_typed
    from kb.settle import settle
    from kb.steps import Said

    with ctx.open_base(write=not dry_run) as base:
        person, at = ctx.person, base.library.now()
        about = by_hand.subject(base.store, paper)
        typed, rows = by_hand.edit(about, fields, person, at, reason)
        settled = settle(base.store, change_of_typed(typed.facts, typed.decided))
        said = by_hand.consequences(base.store, typed, settled)
        if not dry_run:
            base.typed(typed.facts, typed.decided, Said("edit", (paper, *fields), reason))
    for line in said:
        ctx.say(line)
    if dry_run:
        ctx.say("nothing was written")
    ctx.emit(rows, _COLUMNS)
