"""Write the pages that are made from the program: commands.md, queries.md and the output in console blocks.

    python docs/generate.py           write them anew
    python docs/generate.py --check   say which are out of date, and exit with 1

A console block of a page in TOURS shows commands after `$ ` and what they really printed, stdout and stderr as a
terminal mixes them. All blocks of a page are run in one empty folder that holds copies of the example files.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

EXAMPLES = ROOT / "kb" / "data" / "examples"
TOURS = ("README.md", "docs/adding.md", "docs/checking.md", "docs/claims-and-evidence.md", "docs/prisma.md")

_WIDTH = 100  # columns of help texts and of the terminal that tours are run on
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)

HEAD = "<!-- Made by `make docs`; do not edit. -->\n\n"


def commands() -> str:
    """docs/commands.md: every verb with its help text."""
    from kb.cli import COMMANDS
    from kb.commands import Root

    root = Root(COMMANDS)
    parts = [HEAD, "# Commands\n\nThe same texts as `kb --help` and `kb VERB --help` print.\n\n"]
    parts.append(_help("kb", root))
    for name, (_, target, _) in COMMANDS.items():
        module, _, attribute = target.partition(":")
        command = getattr(import_module(module), attribute)
        parts.append(f"\n## kb {name}\n\n{_help(f'kb {name}', command)}")
        for inner, nested in sorted(getattr(command, "commands", {}).items()):
            parts.append(f"\n### kb {name} {inner}\n\n{_help(f'kb {name} {inner}', nested)}")
    return "".join(parts)


def _help(path: str, command: Any) -> str:
    import click

    context = click.Context(command, info_name=path, terminal_width=_WIDTH, max_content_width=_WIDTH)
    return f"```text\n{command.get_help(context).rstrip()}\n```\n"


def queries() -> str:
    """docs/queries.md: the reading queries with their signatures, from their headers."""
    import cypher

    parts = [
        HEAD,
        "# Queries\n\n",
        "Each is one file in `cypher/read/`. `kb query NAME --param name=value` runs it, with `--json` as an array\n",
        "of objects; `kb query` lists them. For your own there is `kb cypher`. The words are explained in\n",
        "[the graph](graph.md).\n",
    ]
    for name in cypher.names():
        if name.startswith("read/"):
            query = cypher.load(name)
            parts.append(f"\n## {name.removeprefix('read/')}\n\n{_sentence(query.purpose)}\n")
            parts += _table("parameter", [(f"`{p.name}`", f"{p.type}: {p.meaning}") for p in query.params])
            parts += _table("column", [(f"`{c.name}`", c.meaning) for c in query.columns])
            parts.append(f"\n```cypher\n{query.text}\n```\n")
    return "".join(parts)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _table(head: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    if rows:
        yield f"\n| {head} | meaning |\n|---|---|\n"
        yield from (f"| {name} | {meaning.replace('|', chr(92) + '|')} |\n" for name, meaning in rows)


PAGES: dict[str, Callable[[], str]] = {"docs/commands.md": commands, "docs/queries.md": queries}


def toured(page: str) -> str:
    """A page with what its console blocks print now."""
    with tempfile.TemporaryDirectory(prefix="kb-tour-") as folder:
        place = Path(folder) / "work"
        shutil.copytree(EXAMPLES, place, ignore=shutil.ignore_patterns("README*"))
        shell = _shell(Path(folder))
        return _BLOCK.sub(lambda block: f"```console\n{''.join(_played(block[1], place, shell))}```", page)


def _played(block: str, place: Path, env: dict[str, str]) -> Iterator[str]:
    for line in block.splitlines():
        if line.startswith("$ "):
            done = subprocess.run(
                ["sh", "-c", line[2:]],
                cwd=place,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
            )
            yield f"{line}\n{done.stdout}"


def _shell(folder: Path) -> dict[str, str]:
    """An environment in which `kb` is this checkout's, and nobody's settings are read."""
    script = folder / "bin" / "kb"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kb.cli "$@"\n', "utf-8")
    script.chmod(0o755)
    home = str(folder / "home")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KB_", "XDG_"))}
    return kept | {
        "PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": home,
        "KB_PERSON": "you",
        "COLUMNS": str(_WIDTH),
    }


def outdated() -> Iterator[tuple[str, str]]:
    """(page, its new text) of every page that is not as the program is."""
    for name, make in PAGES.items():
        text = make()
        if not (ROOT / name).exists() or (ROOT / name).read_text("utf-8") != text:
            yield name, text
    for name in TOURS:
        old = (ROOT / name).read_text("utf-8")
        text = toured(old)
        if text != old:
            yield name, text


def main() -> None:
    check = sys.argv[1:] == ["--check"]
    found = list(outdated())
    for name, text in found:
        if not check:
            (ROOT / name).write_text(text, "utf-8")
        print(f"{'out of date' if check else 'written'}: {name}")
    sys.exit(1 if check and found else 0)


if __name__ == "__main__":
    main()
