"""`kb demo`: the real commands on a temporary store, over example files that come with kb."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from kb.commands import verb
from kb.commands.context import Context

CLAIMS = ("peers reduce hospitalisation", "peer support reduces stigma", "peer workers need supervision")

# The commands of the tour, in order; every one is run exactly as it is printed.
TOUR = (
    ("add", "page.txt", "paper.txt"),
    ("add", "paper-references.txt", "--list-of", "paper.txt"),
    ("papers", "--status", "full"),
    ("claim", "add", CLAIMS[0]),
    *(("evidence", claim, "--limit", "6") for claim in CLAIMS),
    ("export", "reading-list", "--claim", CLAIMS[0], "-o", "reading-list.md"),
    ("status",),
)


@verb(examples=("kb demo", "kb demo --keep ./demo"))
@click.option("--keep", type=click.Path(file_okay=False), help="Work in this new folder and leave everything there.")
def demo(ctx: Context, keep: str | None) -> None:
    """See it work: every command is printed, run on a temporary store, and can be typed by you.

    The example files were written for kb: the works, people and journals in them do not exist.
    """
    with _folder(keep) as folder:
        shutil.copytree(Path(__file__).parent.parent / "data" / "examples", folder, dirs_exist_ok=True)
        failed = _tour(ctx, folder)
    if failed:
        ctx.exit(failed)
    if keep:
        click.echo(f"\nEverything is in {keep}: go there and ask on.")
    else:
        click.echo("\nThe store was temporary. `kb demo --keep ./demo` leaves it to you; README.md tells how to go on.")


def _tour(ctx: Context, folder: Path) -> int:
    """Run every command of the tour in its folder; returns the first exit code that is not 0."""
    import subprocess
    import sys

    environment = {**os.environ, "KB_STORE": "kb-store", "KB_PERSON": ctx.settings.person or "demo"}
    for words in TOUR:
        click.echo(ctx.style(f"\n$ kb {' '.join(map(_quoted, words))}", bold=True))
        sys.stdout.flush()
        command = [sys.executable, "-P", "-m", "kb.cli", *words]  # -P: nothing in the folder may pose as a package
        code = subprocess.run(command, cwd=folder, env=environment, check=False).returncode
        if code:
            return code
    return 0


def _quoted(word: str) -> str:
    """A word as it can be typed in every shell."""
    return f'"{word}"' if " " in word else word


@contextlib.contextmanager
def _folder(keep: str | None) -> Iterator[Path]:
    from kb.errors import UsageError

    if keep is None:
        with tempfile.TemporaryDirectory(prefix="kb-demo-") as name:
            yield Path(name)
        return
    folder = Path(keep)
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{keep} is not empty", "name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    yield folder
