"""`kb add`: papers, reference lists and library files into the store."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from kb.commands import strict as strict_option
from kb.commands import verb
from kb.commands.complete import citekeys
from kb.commands.context import KEPT_RAW, Context, read_input
from kb.errors import NotFound, StoreUnreachable

if TYPE_CHECKING:
    from kb.commands.adding import Added
    from kb.gathering import Gathered
    from kb.searches import Search

_COLUMNS = ("file", "state", "title", "records", "findings", "gained", "lost", "problems")
_MORE = ("sections", "quotes", "linked", "unlinked", "references")
# What a person sees: in the order of a paper; gained and lost only where there was another version.
_SEEN = ("file", "state", "title", "sections", "findings", "quotes", "linked", "unlinked", "refs", "problems")
_MANY = 10  # files from which on remarks are only counted


@verb(
    examples=(
        "kb add paper.txt library.json",
        "kb add papers/ 'more/**/*.xml'",
        "kb add references.txt --list-of smith2021",
        'kb add pubmed.nbib --database PubMed --searched 2026-01-05 --query "(peer*) AND hospital"',
        "pbpaste | kb add -",
    )
)
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--list-of",
    metavar="PAPER",
    shell_complete=citekeys,
    help="Whose reference list this is: citekey, id, DOI or file name.",
)
@click.option("--replace", metavar="SOURCE", help="Take this as a new version of SOURCE (its name or id).")
@click.option("--database", metavar="NAME", help="Where these records were found: the database that was searched.")
@click.option("--searched", metavar="DATE", help="When it was searched: 2026-01-05, 2026-01 or 2026.")
@click.option("--query", metavar="WORDS", help="What it was asked.")
@click.option("--split", type=click.Choice(["auto", "lines"]), default="auto", show_default=True)
@click.option(
    "--jobs", type=click.IntRange(1, 64), metavar="N", help="Read in N processes; default: one for each core."
)
@click.option("--dry-run", is_flag=True, help="Read and tell, write nothing.")
@strict_option
def add(
    ctx: Context,
    files: tuple[str, ...],
    list_of: str | None,
    replace: str | None,
    split: str,
    jobs: int | None,
    dry_run: bool,
    strict: bool,
    **told: str | None,
) -> None:
    """Add papers, reference lists and library files. `-` is stdin.

    A folder stands for every file below it that can be read; a pattern such as 'papers/**/*.txt' for what fits it.
    Each file goes in whole or not at all. The same bytes again change nothing. For each file `kb` prints what it
    understood: sections, findings, participants' quotes, citations that are linked to items of the list and that are
    not, references, problems.

    --database, --searched and --query stay with each file, for `kb prisma`. Said of a file that is here already they
    are added or corrected; "" takes one back.
    """
    search = _search(**told)
    gathered = _gathered(ctx, files)
    if (replace or list_of) and len(gathered.files) > 1:
        raise click.UsageError("--replace and --list-of are about one file; name one")
    if list_of:
        assert ctx.person
    added = _added(ctx, gathered.files, (list_of, replace, split, dry_run, search), jobs)
    _emit(ctx, added.rows)
    if added.remarks:
        ctx.say(f"… and {added.remarks} more problems: kb problems")
    if added.lost:
        raise added.lost
    if added.failed or gathered.unknown:
        ctx.exit(1)
    if strict and added.raw:
        ctx.exit(KEPT_RAW)


def _search(database: str | None, searched: str | None, query: str | None) -> Search:
    """What is said of where the files' records were found, checked."""
    from kb.library import utc_now
    from kb.searches import Search, date_of

    day = None if searched is None else date_of(searched, utc_now())
    name = None if database is None else " ".join(database.split())
    return Search(name, day, None if query is None else query.strip())


def _gathered(ctx: Context, words: tuple[str, ...]) -> Gathered:
    """The files that the words mean; says what was left out."""
    from kb.gathering import gather

    gathered = gather(words)
    if gathered.said:
        ctx.say(gathered.said)
    for word in gathered.unknown:
        error = NotFound(f"{word}: no file fits", "`kb add FOLDER` takes every file that can be read")
        if not gathered.files:
            raise error
        ctx.error(error)
    if not gathered.files:
        raise NotFound(f"nothing to read in {', '.join(words)}", "name a file to have it read whatever it is called")
    if not any(file == "-" or os.path.isfile(file) for file in gathered.files):
        read_input(gathered.files[0])  # says what is wrong with it, before a store is made for nothing
    return gathered


def _added(
    ctx: Context, files: list[str], asked: tuple[str | None, str | None, str, bool, Search], jobs: int | None
) -> Added:
    from kb.commands.adding import Added, Adding, Wish
    from kb.reading import Readers, jobs_for

    wish = Wish(*asked)
    sizes = [os.path.getsize(file) if os.path.isfile(file) else 0 for file in files]
    added = Added()
    with (
        ctx.open_base(write=not wish.dry_run, create=True, thrown_away=wish.dry_run) as base,
        Readers(
            jobs or jobs_for(sizes), apart=jobs is None and any(f.lower().endswith(".pdf") for f in files)
        ) as readers,
        base.trailing(),
    ):
        adding = Adding(ctx, base, wish, added, few=len(files) <= _MANY)
        try:
            for _ in ctx.progress(adding.run(files, readers), "adding", len(files)):
                pass
        except StoreUnreachable as error:
            added.lost = error
    return added


def _emit(ctx: Context, rows: list[dict[str, Any]]) -> None:
    if ctx.format != "table":
        ctx.emit(rows, (*_COLUMNS, *_MORE))
        return
    rows = [row | {"refs": row.get("references")} for row in rows]  # a shorter head leaves room for titles
    shown = [name for name in _SEEN if name in ("file", "state", "title") or any(r.get(name) is not None for r in rows)]
    shown += [name for name in ("gained", "lost") if any(row.get(name) is not None for row in rows)]
    ctx.emit(rows, shown)
