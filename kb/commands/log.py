"""`kb log` and `kb undo`: who did what and when, and taking one's own last steps back."""

from __future__ import annotations

import click

from kb.commands import verb
from kb.commands.complete import citekeys
from kb.commands.context import Context

_COLUMNS = ("at", "by", "what", "reason", "undone", "id")
_SHORT = ("at", "by", "what", "reason", "undone")


@verb(examples=("kb log", "kb log smith2021", "kb log --by ann --limit 0 --json"))
@click.argument("paper", required=False, metavar="[PAPER]", shell_complete=citekeys)
@click.option("--by", metavar="WHO", help="Only what this person did, or this service (Crossref, PubMed).")
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="Rows to show; 0 = all.")
def log(ctx: Context, paper: str | None, by: str | None, limit: int) -> None:
    """What was done to the library, or to PAPER: when (UTC), by whom, what, and whether it was taken back.

    Told are commands by which a person decided or typed something, files that were added, look-ups, judgements and
    claims.
    """
    from kb.history import history
    from kb.names import paper_named

    with ctx.open_store() as store:
        found = store.snapshot(lambda: history(store, paper_named(store, paper)["id"] if paper else None, by))
    rows = [{name: getattr(entry, name) for name in _COLUMNS} for entry in found[: limit or None]]
    if ctx.format == "table":
        rows = [row | {name: _moment(row[name]) for name in ("at", "undone")} for row in rows]
        ctx.emit(rows, [name for name in _SHORT if name != "reason" or any(row["reason"] for row in rows)],
                 empty="nothing was done yet")  # fmt: skip
    else:
        ctx.emit(rows, _COLUMNS)
    if len(rows) < len(found):
        ctx.say(f"… and {len(found) - len(rows)} before: --limit 0 shows all")


@verb(examples=("kb undo", "kb undo 3", "kb undo --dry-run"))
@click.argument("count", type=click.IntRange(min=1), default=1, metavar="[N]")
@click.option("--dry-run", is_flag=True, help="Tell what would be taken back, write nothing.")
def undo(ctx: Context, count: int, dry_run: bool) -> None:
    """Take back your own last step, or the last N, the last first.

    A step is one command by which you decided or typed something: merge, unmerge, distinct, study, use, add --list-of,
    edit, finding add, lookup --accept. What others said stays. Files that were added or removed are no steps: `kb
    remove` takes a file out, `kb add` brings it back. A step that was taken back stays in `kb log`.
    """
    from kb.errors import KbError
    from kb.undoing import last_of

    rows = []
    with ctx.open_base(write=not dry_run) as base:
        person = ctx.person
        steps = last_of(base.store, person)[:count] if dry_run else []
        while not dry_run and len(steps) < count:
            undone = base.undo()
            if undone is None:
                break
            steps.append(undone.step)
            for line in undone.said:
                ctx.say(f"{undone.step.words}: {line}")
        rows = [{"at": step.at, "what": step.words, "reason": step.reason, "id": step.id} for step in steps]
    if not rows:
        raise KbError(f"there is no step of {person} to take back", "`kb log` tells what was done, and by whom")
    if dry_run:
        ctx.say("nothing was written")
    if len(rows) < count:
        ctx.say(f"{len(rows)} of {count}: there are no more steps of {person}")
    if ctx.format == "table":
        ctx.emit([row | {"at": _moment(row["at"])} for row in rows], ("at", "what"))
    else:
        ctx.emit(rows, ("at", "what", "reason", "id"))


def _moment(at: str | None) -> str | None:
    """A time for people: "2026-01-31 12:00:00"."""
    return at[:19].replace("T", " ") if at else at
