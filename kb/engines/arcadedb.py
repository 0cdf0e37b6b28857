"""The embedded engine: ArcadeDB, native build, in a folder of its own. The only file that knows its driver.

What was learnt about it (durability, locks, read-only opening, time-outs) is in
`docs/decisions/0010-embedded-engine.md`; each setting below says which of its traps it answers.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

import cypher
from cypher import Query
from kb.engines import aside, folder
from kb.engines.interrupts import Held
from kb.engines.values import plain
from kb.errors import KbError, QueryError, StoreBusy, StoreDamaged, StoreError, StoreFull, StoreReadOnly
from kb.lock import Lock, take
from kb.store import SCHEMA_VERSION, Row, Step, Store

TIMEOUT = 600_000
"""Milliseconds that any one command may take; nothing of ours comes near."""

# Read when the library is loaded. On Windows console logging can end up in a database file.
os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
os.environ.setdefault("ARCADEDB_NATIVE_ISOLATE_ARGS", f"-Darcadedb.command.timeout={TIMEOUT}")

import arcadedb  # noqa: E402 - after its settings
from arcadedb import ArcadeDBError  # noqa: E402

ENGINE = "arcadedb"
BATCH = 500
"""Rows sent in one call inside a transaction: 100 to 5,000 take the same time, fewer hear Ctrl-C sooner."""
_CHECKED = ("totalErrors", "totalWarnings", "totalCorruptedRecords", "totalConstraintViolations", "invalidLinks")

Backup = Callable[[Store, Path], None]


class ArcadeStore:
    """A `kb.store.Store` in a folder. readonly: opened to read, beside other readers."""

    def __init__(self, address: str, database: Any, lock: Lock | None, readonly: bool, temporary: Path | None) -> None:
        self.address = address
        self.readonly = readonly
        self._database, self._lock, self._temporary = database, lock, temporary

    def rows(self, query: Query, /, **params: Any) -> Iterator[Row]:
        """See `Store.rows`."""
        if query.writes:
            raise TypeError(f"{query.name} writes: use apply")
        if params.keys() != {param.name for param in query.params}:
            raise TypeError(f"{query.name} takes {', '.join(p.name for p in query.params) or 'no parameter'}")
        names = [column.name for column in query.columns]
        return iter([{name: row.get(name) for name in names} for row in self._query(query.text, params)])

    def apply(self, steps: Iterable[Step]) -> None:
        """See `Store.apply`."""
        with _Transaction(self._writable()):
            for query, rows in steps:
                self._send(query, rows)
            self._send(cypher.load("write/meta_changed"), [{"by": 1}])

    def run_readonly(self, text: str, params: Mapping[str, Any], timeout: float) -> list[Row]:
        """See `Store.run_readonly`."""
        database = self._open()
        if self.readonly:
            return aside.run(Path(database.get_database_path()), text, params, timeout)
        with _Timeout(database, timeout):
            return _persons(database, database.query, text, params)

    def run_write(self, text: str, params: Mapping[str, Any], timeout: float) -> list[Row]:
        """See `Store.run_write`."""
        database = self._writable()
        with _Timeout(database, timeout), _Transaction(database):
            found = _persons(database, database.command, text, params)
            self._send(cypher.load("write/meta_changed"), [{"by": 1}])
        return found

    def schema_version(self) -> int:
        """See `Store.schema_version`."""
        return int(self._meta()["schemaVersion"])

    def revision(self) -> int:
        """See `Store.revision`."""
        return int(self._meta()["revision"])

    def check(self) -> tuple[str, ...]:
        """See `Store.check`."""
        report = _call(self._writable().command, "sql", "CHECK DATABASE")[0]
        counts = [f"{name}: {report[name]}" for name in _CHECKED if report.get(name)]
        return (*counts, *sorted(str(text) for text in report.get("warnings", ())))

    def close(self) -> None:
        """See `Store.close`."""
        database, lock, temporary = self._database, self._lock, self._temporary
        self._database = self._lock = self._temporary = None
        try:
            if database is not None:
                _end_transaction(database)
                _call(database.close)
        finally:
            if temporary is not None:
                shutil.rmtree(temporary, ignore_errors=True)
            if lock is not None:
                lock.release()

    def __enter__(self) -> ArcadeStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def _open(self) -> Any:
        if self._database is None:
            raise StoreError(f"the store {self.address} is closed")
        return self._database

    def _writable(self) -> Any:
        if self.readonly:
            raise StoreReadOnly(f"the store {self.address} was opened to read")
        return self._open()

    def _query(self, text: str, params: Mapping[str, Any]) -> list[Row]:
        return list(_call(self._open().query, "opencypher", text, dict(params)))

    def _send(self, query: Query, rows: Sequence[Mapping[str, Any]]) -> None:
        if not query.writes:
            raise TypeError(f"{query.name} does not write: use rows")
        needed, left = set(query.keys), iter(rows)
        while batch := [dict(row) for row in islice(left, BATCH)]:
            for row in batch:
                if not needed <= row.keys():
                    raise TypeError(f"{query.name} reads row.{sorted(needed - row.keys())[0]}, which a row lacks")
            _call(self._open().command, "opencypher", query.text, {"rows": batch})

    def _meta(self) -> Row:
        found = list(self.rows(cypher.load("read/meta")))
        if len(found) != 1:
            raise StoreDamaged(f"the store {self.address} has lost its Meta node", "put it back from a backup")
        return found[0]


class _Transaction:
    """All that happens inside is kept together when it ends well, else nothing of it."""

    def __init__(self, database: Any) -> None:
        self._database = database

    def __enter__(self) -> None:
        _end_transaction(self._database)
        try:
            _call(self._database.begin)
        except BaseException:
            _end_transaction(self._database)
            raise

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        if kind is not None:
            _end_transaction(self._database)
            return
        try:
            _call(self._database.commit)
        except BaseException:
            _end_transaction(self._database)
            raise


def _end_transaction(database: Any) -> None:
    """Undo what is under way; also what Ctrl-C between two lines of ours may have left."""
    if database.is_transaction_active():
        _call(database.rollback)


class _Timeout:
    """Bounds the commands inside, on a database that is open to write (the setting is one of the database)."""

    def __init__(self, database: Any, seconds: float) -> None:
        self._database, self._milliseconds = database, max(1, round(seconds * 1000))

    def __enter__(self) -> None:
        self._set(self._milliseconds)

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self._set(TIMEOUT)

    def _set(self, milliseconds: int) -> None:
        _call(self._database.command, "sql", f"ALTER DATABASE `arcadedb.command.timeout` {milliseconds}")


def read_once(path: Path, text: str, params: Mapping[str, Any]) -> list[Row]:
    """The rows of one reading query, on a database that nobody writes meanwhile."""
    database = _open_database(path, readonly=True)
    try:
        return _persons(database, database.query, text, params)
    finally:
        _call(database.close)


def open_folder(path: Path, address: str, *, create: bool, readonly: bool, backup: Backup | None) -> ArcadeStore:
    """Open the store in a folder, making it first where there is none and `create` allows it."""
    if not folder.is_store(path):
        if not create:
            raise folder.missing(path)
        folder.make(path, _build)
    stamp = folder.read_stamp(path, SCHEMA_VERSION, ENGINE)
    if stamp.engineVersion != arcadedb.__version__ and folder.writable(path):
        _meet_other_version(path, address, backup)
    if not readonly:
        return _open_to_write(path, address)
    return _open_to_read(path, address)


def open_memory(address: str) -> ArcadeStore:
    """A store in a temporary folder that goes when it is closed."""
    temporary = Path(tempfile.mkdtemp(prefix="kb-"))
    try:
        for name, content in _blank().items():
            (temporary / name).write_bytes(content)
        database = _call(arcadedb.open_database, str(temporary))
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return ArcadeStore(address, database, None, False, temporary)


@cache
def _blank() -> dict[str, bytes]:
    """The files of an empty database: written anew they make a store ten times sooner than its statements."""
    with tempfile.TemporaryDirectory(prefix="kb-") as name:
        _build(Path(name) / folder.DATABASE)
        return {file.name: file.read_bytes() for file in (Path(name) / folder.DATABASE).iterdir()}


def _build(database_path: Path) -> folder.Stamp:
    """Make an empty database with schema and Meta node; returns its stamp."""
    database = _call(arcadedb.create_database, str(database_path))
    try:
        database.set_wal_flush("yes_full")
        with _Transaction(database):  # one by one each statement would wait for the disk: 1.5 s instead of 0.2
            for language, statement in cypher.schema(ENGINE):
                _call(database.command, "opencypher" if language == "cypher" else language, statement)
        with _Transaction(database):
            rows = [{"schemaVersion": SCHEMA_VERSION}]
            _call(database.command, "opencypher", cypher.load("write/meta_make").text, {"rows": rows})
    finally:
        _call(database.close)
    return folder.new_stamp(SCHEMA_VERSION, ENGINE, arcadedb.__version__)


def _open_to_write(path: Path, address: str) -> ArcadeStore:
    lock = take(path, exclusive=True)
    try:
        return ArcadeStore(address, _open_database(path / folder.DATABASE, readonly=False), lock, False, None)
    except BaseException:
        lock.release()
        raise


def _open_to_read(path: Path, address: str) -> ArcadeStore:
    """Open beside other readers. What a killed writer left is put in order first, alone."""
    while True:
        lock = take(path, exclusive=False)
        try:
            return ArcadeStore(address, _open_database(path / folder.DATABASE, readonly=True), lock, True, None)
        except _NeedsRecovery:
            lock.release()
            try:
                _open_to_write(path, address).close()
            except (StoreReadOnly, StoreFull):
                return _open_copy(path, address)
        except BaseException:
            lock.release()
            raise


def _open_copy(path: Path, address: str) -> ArcadeStore:
    """Read a copy: for a store that a killed writer left unfinished where nothing can be written."""
    temporary = Path(tempfile.mkdtemp(prefix="kb-"))
    lock = take(path, exclusive=False)
    try:
        try:
            folder.copy_files(path / folder.DATABASE, temporary / folder.DATABASE)
        except OSError as error:
            raise folder.full_or_refused(temporary, error) from error
        finally:
            lock.release()
        _open_database(temporary / folder.DATABASE, readonly=False).close()
        database = _open_database(temporary / folder.DATABASE, readonly=True)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return ArcadeStore(address, database, None, True, temporary)


def _meet_other_version(path: Path, address: str, backup: Backup | None) -> None:
    """Before another version of the engine touches the files: a copy as they are, then a dump, then the new stamp."""
    lock = take(path, exclusive=True)
    try:
        stamp = folder.read_stamp(path, SCHEMA_VERSION, ENGINE)
        if stamp.engineVersion == arcadedb.__version__:
            return  # another process was quicker
        kept = folder.copy_for_backup(path, stamp)
        store = ArcadeStore(address, _open_database(path / folder.DATABASE, readonly=False), None, False, None)
        try:
            if backup is not None:
                backup(store, kept)
        finally:
            store.close()
        current = folder.new_stamp(SCHEMA_VERSION, ENGINE, arcadedb.__version__)
        folder.write_stamp(path, folder.Stamp(**{**current.__dict__, "made": stamp.made}))
    finally:
        lock.release()


def _open_database(path: Path, *, readonly: bool) -> Any:
    database = _call(arcadedb.open_database, str(path), read_only=readonly)
    if not readonly:
        database.set_wal_flush("yes_full")  # without it a power cut loses acknowledged changes
    return database


def _persons(database: Any, run: Callable[..., Any], text: str, params: Mapping[str, Any]) -> list[Row]:
    """The rows of a person's query, as JSON has them. What fails in it is the query's fault, not the store's."""
    try:
        found = _call(run, "opencypher", text.rstrip().removesuffix(";"), dict(params))
    except _EngineFailed as error:
        raise QueryError(error.message) from error
    edges: frozenset[str] = frozenset()
    if any("@type" in repr(row) for row in found):
        types = _call(database.query, "sql", "SELECT name FROM schema:types WHERE type = 'edge'")
        edges = frozenset(row["name"] for row in types)
    return [{name: plain(value, edges) for name, value in row.items()} for row in found]


def _call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
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


class _NeedsRecovery(StoreError):
    """A killed writer left changes that only a read-write opening puts in order."""


def _fail(error: ArcadeDBError) -> NoReturn:
    chain = [(str(name).rpartition(".")[2], str(text or "")) for name, text in getattr(error, "java_chain", [])]
    chain = chain or [("", str(error))]
    for kind, needle, ours, message, hint in _ERRORS:
        for name, text in chain:
            if (not kind or name == kind) and needle in text:
                raise ours(message.format(text=text or chain[0][1]), hint) from error
    raise _EngineFailed(f"the engine failed: {chain[-1][0]}: {chain[-1][1]}") from error


# One table: the driver's error class (any link of the chain), a part of its text, what it is for us. First match wins.
_ERRORS: tuple[tuple[str, str, type[KbError], str, str], ...] = (
    ("", "No space left", StoreFull, "the disk is full; nothing of the change was kept", "make room and try again"),
    ("", "File too large", StoreFull, "a file may not grow; nothing of the change was kept", "raise the limit"),
    ("", "needs recovery", _NeedsRecovery, "the store needs recovery", "open it in a folder that can be written"),
    ("LockException", "", StoreBusy, "another process has the store open: {text}", "try again when it has ended"),
    ("DatabaseOperationException", "in use", StoreBusy, "the store is open in this process", "close it first"),
    ("DatabaseIsReadOnlyException", "", StoreReadOnly, "the store refuses writing: {text}", ""),
    ("AccessDeniedException", "", StoreReadOnly, "no right to write: {text}", ""),
    ("", "Read-only file system", StoreReadOnly, "the disk refuses writing: {text}", ""),
    ("QueryNotIdempotentException", "", QueryError, "this query would change the store", "--write allows it"),
    ("TimeoutException", "", QueryError, "the query took too long: {text}", "ask for less, or a longer --timeout"),
    ("DuplicatedKeyException", "", QueryError, "an id twice: {text}", ""),
    ("CommandParsingException", "", QueryError, "{text}", ""),
    ("CommandParameterMissingException", "", QueryError, "{text}", "give it with --param NAME=VALUE"),
    ("CommandExecutionException", "", QueryError, "{text}", ""),
    ("DatabaseNotFoundException", "", StoreDamaged, "the engine's files are gone: {text}", "put back a backup"),
)
