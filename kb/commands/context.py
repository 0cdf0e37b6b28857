"""What a command is given: settings, the way to the store, and the two streams.

stdout carries data and nothing else; everything said to a person goes to stderr.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from bib.model import Problem
from kb import output
from kb.errors import EmptyDatabase, KbError, LoginRefused, NotFound, StoreDamaged, StoreError, UsageError
from kb.settings import Settings

if TYPE_CHECKING:
    from kb.base import Base
    from kb.lock import Lock
    from kb.store import Store

T = TypeVar("T")

# Exit codes beyond 0 and those of `kb.errors`.
KEPT_RAW = 3  # with --strict: done, but some input was kept raw
NOTHING_FOUND = 5  # with --exit-code

_COLOUR_OF_LEVEL = {"error": "red", "warning": "yellow", "info": "cyan"}
_MANY = 20  # problems shown before the rest is only counted


@dataclass(frozen=True)
class Context:
    """One call of a command.

    settings: what applies, with origins. format: "table" (for people), "json", "csv" or "nl".
    quiet: no remarks, progress, information or warnings; errors are still said.
    colour: None = as the stream and NO_COLOR, CLICOLOR_FORCE say; False = never. debug: tracebacks. yes: every
    question is answered with yes.
    """

    settings: Settings
    format: str = "table"
    quiet: bool = False
    colour: bool | None = None
    debug: bool = False
    yes: bool = False

    @property
    def person(self) -> str:
        """Who decides here; refuses when nobody is named."""
        if not self.settings.person:
            raise UsageError("nobody is named for this decision", "--as NAME, or set KB_PERSON")
        return self.settings.person

    def open_store(
        self, address: str | None = None, *, write: bool = False, create: bool = False, unfinished: bool = False
    ) -> Store:
        """Open the store that the settings name, or another. Use it in a `with`.

        write: take it for writing. create: make it if it is not there, and say so. unfinished: also one into which a
        copy was cut off, which is refused otherwise, since it holds no more than a part of what it should.
        """
        from kb.dump import backup
        from kb.filling import mark_of
        from kb.store import is_server, open_store

        address = address or self.settings.store
        login = self.settings.login() if is_server(address) else None

        def attempt() -> Store:
            return open_store(
                address, create=create, readonly=not write, backup=backup, login=login, adopt=self.confirm
            )

        try:
            store = attempt()
        except LoginRefused:
            if login is None or login.password or not self._terminal():
                raise
            prompt = f"password of {login.username} at {address}"
            login = replace(login, password=click.prompt(prompt, hide_input=True, err=True))
            store = attempt()
        if not unfinished and mark_of(store) is not None:
            store.close()
            hint = "run the `kb push` or `kb pull` that was cut off again: it completes the copy"
            raise StoreDamaged(f"{address} holds a part of a copy that is not finished", hint)
        if store.new:
            self.say(f"made a new store: {address}")
        return store

    def open_base(
        self, address: str | None = None, *, write: bool = False, create: bool = False, thrown_away: bool = False
    ) -> Base:
        """Open store, side index and concept map together; what is wrong in the user's map is said.

        thrown_away: where no store is, take an empty one in memory instead of making it.
        """
        from kb import concepts
        from kb.base import Base
        from kb.store import is_server, open_store

        map_ = concepts.load(self.settings.concepts)
        self.problems(map_.problems)
        address = address or self.settings.store
        if thrown_away and address != "memory:" and not is_server(address) and not _filled(Path(address)):
            return Base(open_store("memory:", create=True), map_, self.settings.person or "unknown", None)
        try:
            store = self.open_store(address, write=write, create=create and not thrown_away)
        except EmptyDatabase:
            if not thrown_away:
                raise
            return Base(open_store("memory:", create=True), map_, self.settings.person or "unknown", None)
        folder, lock = _index_place(address, store)
        try:
            base = Base(store, map_, self.settings.person or "unknown", folder, lock)
            anew = base.refresh() if write else 0
        except BaseException:
            if lock is not None:
                lock.release()
            store.close()
            raise
        if anew:
            self.say(f"the rules or the concept map have changed: findings for {anew} claims were judged anew")
        return base

    def emit(self, rows: output.Rows, columns: Sequence[str], *, empty: str = "") -> None:
        """Rows to stdout in the asked format; keys and heads are `columns`, in order.

        empty: what is said when there is no row.
        """
        seen = _Counter(rows)
        for piece in output.FORMATS[self.format](seen, columns, self.width):
            self.write(piece)
        if empty and not seen.count:
            self.say(empty)

    @property
    def width(self) -> int | None:
        """Columns to fit into; None for a file or a pipe, unless somebody set COLUMNS."""
        narrow = sys.stdout.isatty() or "COLUMNS" in os.environ
        return shutil.get_terminal_size().columns if narrow else None

    def style(self, text: str, **style: Any) -> str:
        """Text coloured as click says, where stdout may be coloured."""
        colours = self._colours()
        return click.style(text, **style) if (sys.stdout.isatty() if colours is None else colours) else text

    def emit_object(self, value: object) -> None:
        """One JSON value to stdout: on one line with --nl, else indented."""
        self.write(output.json_line(value) if self.format == "nl" else output.json_text(value))

    def write(self, text: str) -> None:
        """Text to stdout exactly as it is."""
        sys.stdout.write(text)

    def page(self, lines: Iterable[str]) -> None:
        """A long text to stdout, through the user's pager where that is a terminal."""
        if sys.stdout.isatty():
            click.echo_via_pager(lines, color=self._colours())
        else:
            for line in lines:
                self.write(line)

    def say(self, message: str) -> None:
        """A remark to stderr."""
        if not self.quiet:
            self._stderr(message)

    def error(self, error: KbError) -> None:
        """One error that does not end the command, as the last one would be said."""
        self._stderr(f"kb: {error.message}" + (f" ({error.hint})" if error.hint else ""))

    def problem(self, problem: Problem) -> None:
        """One problem to stderr: `file:line:column: level: message (hint)`."""
        if not self.quiet or problem.level == "error":
            level = click.style(problem.level, fg=_COLOUR_OF_LEVEL[problem.level])
            self._stderr(
                str(problem).replace(problem.level, level, 1) if problem.source is None else _placed(problem, level)
            )

    def problems(self, problems: Sequence[Problem], *, more: str = "") -> None:
        """Problems to stderr; of many only the first, then how many more. more: where to see them all."""
        shown = problems if not more else problems[:_MANY]
        for problem in shown:
            self.problem(problem)
        if len(shown) < len(problems):
            self.say(f"… and {len(problems) - len(shown)} more: {more}")

    def confirm(self, question: str) -> bool:
        """Ask on a terminal; without one the answer is no. With --yes it is yes, unasked."""
        if self.yes:
            return True
        if not self._terminal():
            return False
        click.echo(f"{question} [y/N] ", nl=False, err=True, color=self._colours())
        return sys.stdin.readline().strip().casefold() in ("y", "yes")

    def progress(self, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        """Pass items on, with a bar on stderr where that is a terminal."""
        if self.quiet or not sys.stderr.isatty():
            yield from items
            return
        with click.progressbar(items, length=total, label=label, file=sys.stderr, color=self._colours()) as bar:
            yield from bar

    def exit(self, code: int) -> NoReturn:
        """End the command with an exit code; 0 too."""
        raise click.exceptions.Exit(code)

    def _terminal(self) -> bool:
        return sys.stdin.isatty() and sys.stderr.isatty()

    def _stderr(self, message: str) -> None:
        click.echo(message, err=True, color=self._colours())

    def _colours(self) -> bool | None:
        """None lets click look whether the stream is a terminal."""
        if self.colour is not None:
            return self.colour
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("CLICOLOR_FORCE", "0") != "0":
            return True
        return None


def read_input(path: str) -> bytes:
    """The bytes of a file as the user named it; "-" is stdin."""
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise NotFound(f"{path}: no such file") from error
    except IsADirectoryError as error:
        raise UsageError(f"{path} is a folder", "name the files in it") from error
    except PermissionError as error:
        # Windows says this of folders too.
        if Path(path).is_dir():
            raise UsageError(f"{path} is a folder", "name the files in it") from error
        raise NotFound(f"{path}: may not be read", "look at the permissions of the file") from error
    except OSError as error:
        raise NotFound(f"{path}: cannot be read: {error.strerror or error}") from error


class _Counter:
    """Counts rows as they pass, so that they need not be held."""

    def __init__(self, rows: output.Rows) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[output.Row]:
        for row in self._rows:
            self.count += 1
            yield row


def _placed(problem: Problem, level: str) -> str:
    where = f"{problem.source}: "
    return where + level + str(problem)[len(where) + len(problem.level) :]


def _index_place(address: str, store: Store) -> tuple[Path | None, Lock | None]:
    """Where the side index of a store lies: in its folder, or for a server's store in the user's cache. There only one
    process may use it, since others change the store meanwhile; a second one has its index in memory."""
    from kb.lock import take
    from kb.settings import cache_folder
    from kb.store import is_server

    if not is_server(address):
        return (None if address == "memory:" else Path(address).expanduser() / "index"), None
    name = store.identity()
    if not name:
        return None, None
    folder = cache_folder() / "index" / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return folder, take(folder, exclusive=True, patience=0.0)
    except (OSError, StoreError):
        return None, None


def _filled(folder: Path) -> bool:
    return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
