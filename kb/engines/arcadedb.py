"""The embedded engine: ArcadeDB, native build, in a folder of its own; `arcadedb_driver.py` talks to its driver."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import cypher
from cypher import Query
from kb.engines import aside, folder
from kb.engines.arcadedb_driver import (
    VERSION,
    NeedsRecovery,
    Plain,
    Timeout,
    Transaction,
    call,
    create_database,
    end_transaction,
    open_database,
    persons_rows,
)
from kb.engines.queries import batches, columns
from kb.errors import StoreDamaged, StoreError, StoreFull, StoreReadOnly
from kb.lock import Lock, take
from kb.store import SCHEMA_VERSION, Row, Step, Store

ENGINE = "arcadedb"
BATCH = 500
"""Rows sent in one call inside a transaction: 100 to 5,000 take the same time, fewer hear Ctrl-C sooner."""
_CHECKED = ("totalErrors", "totalWarnings", "totalCorruptedRecords", "totalConstraintViolations", "invalidLinks")

Backup = Callable[[Store, Path], None]
T = TypeVar("T")


class ArcadeStore:
    """A `kb.store.Store` in a folder. readonly: opened to read, beside other readers. new: made by this opening."""

    def __init__(self, address: str, database: Any, lock: Lock | None, readonly: bool, temporary: Path | None) -> None:
        self.address, self.readonly, self.new = address, readonly, False
        self._database, self._lock, self._temporary = database, lock, temporary
        self._transacting = self._applied = False

    def rows(self, query: Query, /, **params: Any) -> Iterator[Row]:
        """See `Store.rows`."""
        names = columns(query, params)
        return iter([{name: row.get(name) for name in names} for row in self._query(query.text, params)])

    def apply(self, steps: Iterable[Step]) -> int:
        """See `Store.apply`."""
        if self._transacting and self._applied:
            raise TypeError("a transaction applies once")
        with Transaction(self._writable()):
            for query, rows in steps:
                self._send(query, rows)
            self._send(cypher.load("write/meta_changed"), [{"by": 1}])
        self._applied = True
        return self.revision()

    def transact(self, work: Callable[[], T]) -> T:
        """See `Store.transact`. The store's lock keeps others out, so what `work` reads needs no transaction."""
        if self._transacting:
            return work()
        self._writable()
        self._transacting, self._applied = True, False
        try:
            return work()
        finally:
            self._transacting = False

    def snapshot(self, work: Callable[[], T]) -> T:
        """See `Store.snapshot`. The store's lock keeps writers out while it is open."""
        return work()

    def run_readonly(self, text: str, params: Mapping[str, Any], timeout: float) -> list[Row]:
        """See `Store.run_readonly`."""
        database = self._open()
        if self.readonly:
            return aside.run(Path(database.get_database_path()), text, params, timeout)
        with Timeout(database, timeout):
            return persons_rows(database, database.query, text, params)

    def run_write(self, text: str, params: Mapping[str, Any], timeout: float) -> list[Row]:
        """See `Store.run_write`."""
        database = self._writable()
        with Timeout(database, timeout), Transaction(database):
            found = persons_rows(database, database.command, text, params)
            self._send(cypher.load("write/meta_changed"), [{"by": 1}])
        return found

    def schema_version(self) -> int:
        """See `Store.schema_version`."""
        return int(self._meta()["schemaVersion"])

    def revision(self) -> int:
        """See `Store.revision`."""
        return int(self._meta()["revision"])

    def identity(self) -> str:
        """See `Store.identity`."""
        return str(self._meta()["storeId"] or "")

    def check(self) -> tuple[str, ...]:
        """See `Store.check`."""
        report = call(self._writable().command, "sql", "CHECK DATABASE")[0]
        counts = [f"{name}: {report[name]}" for name in _CHECKED if report.get(name)]
        return (*counts, *sorted(str(text) for text in report.get("warnings", ())))

    def close(self) -> None:
        """See `Store.close`."""
        database, lock, temporary = self._database, self._lock, self._temporary
        self._database = self._lock = self._temporary = None
        try:
            if database is not None:
                end_transaction(database)
                call(database.close)
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
        return list(call(self._open().query, "opencypher", text, dict(params)))

    def _send(self, query: Query, rows: Sequence[Mapping[str, Any]]) -> None:
        for batch in batches(query, rows, BATCH):
            call(self._open().command, "opencypher", query.text, {"rows": Plain(batch)})

    def _meta(self) -> Row:
        found = list(self.rows(cypher.load("read/meta")))
        if len(found) != 1:
            raise StoreDamaged(f"the store {self.address} has lost its Meta node", "put it back from a backup")
        return found[0]


def read_once(path: Path, text: str, params: Mapping[str, Any]) -> list[Row]:
    """The rows of one reading query, on a database that nobody writes meanwhile."""
    database = open_database(path, readonly=True)
    try:
        return persons_rows(database, database.query, text, params)
    finally:
        call(database.close)


def open_folder(path: Path, address: str, *, create: bool, readonly: bool, backup: Backup | None) -> ArcadeStore:
    """Open the store in a folder, making it first where there is none and `create` allows it."""
    new = not folder.is_store(path)
    if new:
        if not create:
            raise folder.missing(path)
        folder.make(path, build_empty)
    stamp = folder.read_stamp(path, SCHEMA_VERSION, ENGINE)
    if stamp.engineVersion != VERSION and folder.writable(path):
        _meet_other_version(path, address, backup)
    store = _open_to_read(path, address) if readonly else _open_to_write(path, address)
    store.new = new
    return store


def open_memory(address: str) -> ArcadeStore:
    """A store in a temporary folder that goes when it is closed."""
    temporary = Path(tempfile.mkdtemp(prefix="kb-"))
    try:
        for name, content in _blank().items():
            (temporary / name).write_bytes(content)
        database = open_database(temporary, readonly=False, durable=False)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return ArcadeStore(address, database, None, False, temporary)


@cache
def _blank() -> dict[str, bytes]:
    """The files of an empty database: written anew they make a store ten times sooner than its statements."""
    with tempfile.TemporaryDirectory(prefix="kb-") as name:
        build_empty(Path(name) / folder.DATABASE)
        return {file.name: file.read_bytes() for file in (Path(name) / folder.DATABASE).iterdir()}


def build_empty(database_path: Path) -> folder.Stamp:
    """Make an empty database with schema and Meta node; returns its stamp."""
    database = create_database(database_path)
    try:
        database.set_wal_flush("yes_full")
        with Transaction(database):  # one by one each statement would wait for the disk: 1.5 s instead of 0.2
            for language, statement in cypher.schema(ENGINE):
                call(database.command, "opencypher" if language == "cypher" else language, statement)
        with Transaction(database):
            rows = [{"schemaVersion": SCHEMA_VERSION, "storeId": secrets.token_hex(8)}]
            call(database.command, "opencypher", cypher.load("write/meta_make").text, {"rows": rows})
    finally:
        call(database.close)
    return folder.new_stamp(SCHEMA_VERSION, ENGINE, VERSION)


def _open_to_write(path: Path, address: str) -> ArcadeStore:
    lock = take(path, exclusive=True)
    try:
        return ArcadeStore(address, open_database(path / folder.DATABASE, readonly=False), lock, False, None)
    except BaseException:
        lock.release()
        raise


def _open_to_read(path: Path, address: str) -> ArcadeStore:
    """Open beside other readers. What a killed writer left is put in order first, alone."""
    while True:
        lock = take(path, exclusive=False)
        try:
            return ArcadeStore(address, open_database(path / folder.DATABASE, readonly=True), lock, True, None)
        except NeedsRecovery:
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
        open_database(temporary / folder.DATABASE, readonly=False).close()
        database = open_database(temporary / folder.DATABASE, readonly=True)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return ArcadeStore(address, database, None, True, temporary)


def _meet_other_version(path: Path, address: str, backup: Backup | None) -> None:
    """Before another version of the engine touches the files: a copy as they are, then a dump, then the new stamp."""
    lock = take(path, exclusive=True)
    try:
        stamp = folder.read_stamp(path, SCHEMA_VERSION, ENGINE)
        if stamp.engineVersion == VERSION:
            return  # another process was quicker
        kept = folder.copy_for_backup(path, stamp)
        store = ArcadeStore(address, open_database(path / folder.DATABASE, readonly=False), None, False, None)
        try:
            if backup is not None:
                backup(store, kept)
        finally:
            store.close()
        current = folder.new_stamp(SCHEMA_VERSION, ENGINE, VERSION)
        folder.write_stamp(path, folder.Stamp(**{**current.__dict__, "made": stamp.made}))
    finally:
        lock.release()
