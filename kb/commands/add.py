"""`kb add`: papers, reference lists and library files into the store."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.commands import strict as strict_option
from kb.commands import verb
from kb.commands.complete import citekeys
from kb.commands.context import KEPT_RAW, Context, read_input
from kb.errors import KbError, StoreUnreachable

if TYPE_CHECKING:
    from kb.base import Base

_COLUMNS = ("file", "state", "title", "records", "findings", "gained", "lost", "problems")


@dataclass(frozen=True)
class _Wish:
    """What the command line asked for: whose list, which source to replace, how to split, whether to only look."""

    list_of: str | None
    replace: str | None
    split: str
    dry_run: bool


@verb(examples=("kb add paper.txt library.json", "kb add references.txt --list-of smith2021", "pbpaste | kb add -"))
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--list-of",
    metavar="PAPER",
    shell_complete=citekeys,
    help="Whose reference list this is: citekey, id, DOI or file name.",
)
@click.option("--replace", metavar="SOURCE", help="Take this as a new version of SOURCE (its name or id).")
@click.option("--split", type=click.Choice(["auto", "lines"]), default="auto", show_default=True)
@click.option("--dry-run", is_flag=True, help="Read and tell, write nothing.")
@strict_option
def add(
    ctx: Context,
    files: tuple[str, ...],
    list_of: str | None,
    replace: str | None,
    split: str,
    dry_run: bool,
    strict: bool,
) -> None:
    """Add papers, reference lists and library files. `-` is stdin.

    Each file goes in whole or not at all. The same bytes again change nothing.
    """
    if (replace or list_of) and len(files) > 1:
        raise click.UsageError("--replace and --list-of are about one file; name one")
    if list_of:
        assert ctx.person
    wish = _Wish(list_of, replace, split, dry_run)
    if not any(file == "-" or (Path(file).exists() and not Path(file).is_dir()) for file in files):
        read_input(files[0])  # says what is wrong with it, before a store is made for nothing
    rows, failed, raw, lost = [], 0, 0, None
    with ctx.open_base(write=not dry_run, create=True, thrown_away=dry_run) as base:
        for file in ctx.progress(files, "adding", len(files)):
            try:
                row, errors = _add(ctx, base, file, wish)
            except KbError as error:
                if len(files) == 1:
                    raise
                if isinstance(error, StoreUnreachable):
                    lost = error
                    break
                ctx.error(error)
                failed += 1
                continue
            failed += row["state"] == "changed"
            raw += errors
            rows.append(row)
    ctx.emit(rows, _COLUMNS)
    if lost:
        raise lost
    if failed:
        ctx.exit(1)
    if strict and raw:
        ctx.exit(KEPT_RAW)


def _add(ctx: Context, base: Base, file: str, wish: _Wish) -> tuple[dict[str, object], int]:
    """Add one file; returns its row and how many parts of it were kept raw."""
    import ingest

    data = read_input(file)
    path = None if file == "-" else str(Path(file).resolve())
    here = base.library.earlier(hashlib.sha256(data).hexdigest(), path, wish.replace)
    if here.state in ("same", "past"):
        return _again(ctx, base, file, wish, here.state, here.row or {}), 0
    lineage = here.row["lineage"] if here.row else None
    batch = ingest.read(data, file, lineage=lineage, split=wish.split)
    errors = sum(p.level == "error" for p in batch.problems)
    ctx.problems(batch.problems, more=f"kb problems {file}")
    row: dict[str, object] = {
        "file": file,
        "title": batch.document.reference.title if batch.document else None,
        "records": len(batch.references) + bool(batch.document),
        "findings": len(batch.findings),
        "problems": len(batch.problems),
    }
    if here.row:
        gained, lost = base.library.difference(batch)
        row |= {"gained": gained, "lost": lost}
        if not (wish.replace or _agreed(ctx, file, gained, lost)):
            ctx.say(f"{file}: another version is in the store; left alone (--replace {here.row['name']} takes it)")
            return row | {"state": "changed"}, errors
    if wish.dry_run:
        if wish.list_of:
            base.library.attachment(
                "", wish.list_of, ["self"] * bool(batch.document) + ["item"] * len(batch.references)
            )
        return row | {"state": "would be replaced" if here.row else "would be added"}, errors
    outcome = base.add(batch, path=path, list_of=wish.list_of)
    return row | {"state": outcome.state}, errors


def _agreed(ctx: Context, file: str, gained: int, lost: int) -> bool:
    return ctx.confirm(f"{file} has changed: {gained} records and findings gained, {lost} lost. Replace it?")


def _again(ctx: Context, base: Base, file: str, wish: _Wish, state: str, row: dict[str, object]) -> dict[str, object]:
    """The same bytes again: nothing but whose list it is can be new."""
    said = "unchanged" if state == "same" else "an earlier version"
    if state == "past":
        ctx.say(f"{file}: the store has moved on from this version of {row['name']}; nothing changed")
    elif wish.list_of and not wish.dry_run:
        base.attach(str(row["id"]), wish.list_of)
        said = "attached"
    return {"file": file, "state": said}
