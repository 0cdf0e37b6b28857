"""The driver of the embedded engine: its settings, its calls, its transactions, and its errors as ours.

What was learnt about it (durability, locks, read-only opening, time-outs) is in
`docs/decisions/0010-embedded-engine.md`; each setting below says which of its traps it answers.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

from kb.engines.interrupts import Held
from kb.engines.queries import one_statement
from kb.engines.values import path_rids, plain, read_path
from kb.errors import KbError, QueryError, StoreBusy, StoreDamaged, StoreError, StoreFull, StoreReadOnly
from kb.store import Row

TIMEOUT = 600_000
"""Milliseconds that any one command may take; nothing of ours comes near."""

# Read when the library is loaded. On Windows console logging can end up in a database file.
os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
os.environ.setdefault("ARCADEDB_NATIVE_ISOLATE_ARGS", f"-Darcadedb.command.timeout={TIMEOUT}")

import arcadedb  # noqa: E402 - after its settings
from arcadedb import ArcadeDBError  # noqa: E402

VERSION = str(arcadedb.__version__)


class Plain(list[Any]):
    """Rows of nothing but what JSON has. The driver looks into every list and mapping of a parameter for what it must
    mark, but for those of a type of its user's; that took longer than to write the JSON."""


class Transaction:
    """All that happens inside is kept together when it ends well, else nothing of it."""

    def __init__(self, database: Any) -> None:
        self._database = database

    def __enter__(self) -> None:
        end_transaction(self._database)
        try:
            call(self._database.begin)
        except BaseException:
            end_transaction(self._database)
            raise

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        if kind is not None:
            end_transaction(self._database)
            return
        try:
            call(self._database.commit)
        except BaseException:
            end_transaction(self._database)
            raise


def end_transaction(database: Any) -> None:
    """Undo what is under way; also what Ctrl-C between two lines of ours may have left."""
    if database.is_transaction_active():
        call(database.rollback)


class Timeout:
    """Bounds the commands inside, on a database that is open to write (the setting is one of the database)."""

    def __init__(self, database: Any, seconds: float) -> None:
        self._database, self._milliseconds = database, max(1, round(seconds * 1000))

    def __enter__(self) -> None:
        self._set(self._milliseconds)

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self._set(TIMEOUT)

    def _set(self, milliseconds: int) -> None:
        call(self._database.command, "sql", f"ALTER DATABASE `arcadedb.command.timeout` {milliseconds}")


def open_database(path: Path, *, readonly: bool, durable: bool = True) -> Any:
    """Open the engine's files in a folder. durable: a power cut loses no acknowledged change, ten times slower."""
    database = call(arcadedb.open_database, str(path), read_only=readonly)
    if durable and not readonly:
        database.set_wal_flush("yes_full")
    return database


def create_database(path: Path) -> Any:
    """An empty database at a place where nothing is."""
    return call(arcadedb.create_database, str(path))


def persons_rows(database: Any, run: Callable[..., Any], text: str, params: Mapping[str, Any]) -> list[Row]:
    """The rows of a person's query, as JSON has them. What fails in it is the query's fault, not the store's."""
    try:
        found = call(run, "opencypher", one_statement(text), dict(params))
    except _EngineFailed as error:
        raise QueryError(error.message) from error
    if not any("@type" in repr(row) or "(#" in repr(row) for row in found):
        return [{name: plain(value, frozenset()) for name, value in row.items()} for row in found]
    types = call(database.query, "sql", "SELECT name FROM schema:types WHERE type = 'edge'")
    edges = frozenset(row["name"] for row in types)
    rids = sorted({rid for row in found for value in row.values() for rid in path_rids(value)})
    known = {rid: it for rid in rids if (it := _record(database, rid))}
    return [{name: read_path(plain(value, edges), known, edges) for name, value in row.items()} for row in found]


def _record(database: Any, rid: str) -> Any:
    """The node or relationship with the engine's own id, None if there is none."""
    rows = call(database.query, "sql", "SELECT @this.toJSON() AS it FROM :rid", {"rid": rid})
    return rows[0]["it"] if rows else None


def call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call the driver; results are read out, errors become ours, Ctrl-C is heard when it is done."""
    try:
        with Held():
            return _read(function, *args, **kwargs)
    except ArcadeDBError as error:
        _fail(error)
    except OSError as error:  # of all calls only the first loads the library
        raise _unloadable(error) from error


def _read(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    found = function(*args, **kwargs)
    return found.to_list() if hasattr(found, "to_list") else found


def _unloadable(error: OSError) -> StoreError:
    hint = "it has builds for Linux with glibc 2.28, Windows x64 and macOS on Apple silicon"
    return StoreError(f"the embedded engine cannot be loaded on this machine: {error}", hint)


class _EngineFailed(StoreError):
    """An error of the engine that the table below does not know."""


class NeedsRecovery(StoreError):
    """A killed writer left changes that only a read-write opening puts in order."""


def _fail(error: ArcadeDBError) -> NoReturn:
    chain = [(str(name).rpartition(".")[2], str(text or "")) for name, text in getattr(error, "java_chain", [])]
    chain = chain or [("", str(error))]
    for kind, needle, ours, message, hint in _ERRORS:
        for name, text in chain:
            if (not kind or name == kind) and needle in text:
                raise ours(message.format(text=text or chain[0][1]), hint) from error
    raise _EngineFailed(f"the engine failed: {chain[-1][0]}: {chain[-1][1]}") from error


# One table: the driver's error class (any link of the chain), a part of its text, what it is for us. First match wins,
# so those whose text quotes the query or a value come first: words in it say nothing of the store.
_ERRORS: tuple[tuple[str, str, type[KbError], str, str], ...] = (
    ("CommandParsingException", "", QueryError, "{text}", ""),
    ("CommandSemanticException", "", QueryError, "{text}", ""),
    ("CommandParameterMissingException", "", QueryError, "{text}", "give it with --param NAME=VALUE"),
    ("DuplicatedKeyException", "", QueryError, "an id twice: {text}", ""),
    ("", "No space left", StoreFull, "the disk is full; nothing of the change was kept", "make room and try again"),
    ("", "File too large", StoreFull, "a file may not grow; nothing of the change was kept", "raise the limit"),
    ("", "needs recovery", NeedsRecovery, "the store needs recovery", "open it in a folder that can be written"),
    ("LockException", "", StoreBusy, "another process has the store open: {text}", "try again when it has ended"),
    ("DatabaseOperationException", "in use", StoreBusy, "the store is open in this process", "close it first"),
    ("DatabaseIsReadOnlyException", "", StoreReadOnly, "the store refuses writing: {text}", ""),
    ("AccessDeniedException", "", StoreReadOnly, "no right to write: {text}", ""),
    ("", "Read-only file system", StoreReadOnly, "the disk refuses writing: {text}", ""),
    ("QueryNotIdempotentException", "", QueryError, "this query would change the store", "--write allows it"),
    ("TimeoutException", "", QueryError, "the query took too long: {text}", "ask for less, or a longer --timeout"),
    ("CommandExecutionException", "", QueryError, "{text}", ""),
    ("DatabaseNotFoundException", "", StoreDamaged, "the engine's files are gone: {text}", "put back a backup"),
)
