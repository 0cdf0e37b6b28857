"""The embedded engine over Bolt, inside this process: a store in a folder that Neo4j's drivers and Browser can open.

Served is a copy, so that the store stays free and cannot be changed: the engine's Bolt writes whatever it is told
to, even inside a transaction that was opened to read. Or the store itself, held alone as long as it is served.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import cypher
from kb.engines import folder
from kb.engines.arcadedb_driver import Transaction, call
from kb.errors import StoreBusy, StoreError
from kb.lock import Lock, take

import arcadedb  # isort: skip # after its settings, which its driver's file makes

HOST = "127.0.0.1"
USER = "root"
"""The one user that the engine's server makes by itself."""
COPY_NAME = "kb"
"""Name of the database that is a copy. A store that is served itself is called as its folder is."""

_PREFIX = "kb-served-"
_STALE = 3600.0
"""Seconds after which a folder whose process is gone is taken away by the next one."""


@dataclass(frozen=True)
class Served:
    """A store that answers over Bolt. port: of Bolt, on 127.0.0.1; live: the store itself, not a copy;
    at: when it was copied or opened. The password is made for this once."""

    port: int
    database: str
    live: bool
    at: datetime
    username: str = USER
    password: str = field(default="", repr=False)

    @property
    def bolt(self) -> str:
        """The address for drivers and Browser."""
        return f"bolt://{HOST}:{self.port}"


class PortTaken(StoreError):
    """Another program listens at the port."""


@contextmanager
def copied(path: Path, port: int) -> Iterator[Served]:
    """Serve a copy of the store in a folder, in a temporary folder that goes afterwards."""
    with _temporary() as root:
        databases = root / "databases"
        databases.mkdir()
        at = _copy(path, databases / COPY_NAME)
        with _serving(root, databases, COPY_NAME, port) as (password, _):
            yield Served(port, COPY_NAME, False, at, password=password)


@contextmanager
def live(path: Path, port: int) -> Iterator[Served]:
    """Serve the store in a folder itself, held alone until the end; what is written over Bolt is kept.

    Its revision is raised first: the side index, which nobody can use meanwhile, is looked through again afterwards.
    """
    lock = take(path, exclusive=True)
    try:
        with _temporary() as root, _serving(root, path, folder.DATABASE, port) as (password, database):
            _raise_revision(database)
            yield Served(port, folder.DATABASE, True, _now(), password=password)
    finally:
        with suppress(OSError):
            (path / ".instance.id").unlink()  # the server's own note beside what it serves
        lock.release()


def _copy(path: Path, target: Path) -> datetime:
    lock = take(path, exclusive=False)
    try:
        at = _now()
        folder.copy_files(path / folder.DATABASE, target)
    except OSError as error:
        raise folder.full_or_refused(target, error) from error
    finally:
        lock.release()
    return at


def _now() -> datetime:
    return datetime.now().astimezone()


@contextmanager
def _serving(root: Path, databases: Path, name: str, port: int) -> Iterator[tuple[str, Any]]:
    """A running server with one database: (the password, the database)."""
    password = secrets.token_hex(10)
    config = {
        "host": HOST,
        "http_port": 0,  # it cannot be left out: any free one, guarded by the same password
        "mode": "production",
        "server_databaseDirectory": str(databases),
        "server_databaseLoadAtStartup": False,  # what else lies in a store's folder is no database
        "bolt_host": HOST,
        "bolt_port": port,
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
    }
    server = arcadedb.create_server(str(root), root_password=password, config=config)
    try:
        _start(server, port)
        database = call(server.get_database, name)
        database.set_wal_flush("yes_full")
        yield password, database
    finally:
        call(server.stop)


def _start(server: Any, port: int) -> None:
    try:
        call(server.start)
    except StoreError as error:
        if "Unable to listen for BOLT" not in error.message:
            raise
        raise PortTaken(f"port {port} of this machine is taken", "choose another, or leave it to kb") from error


def _raise_revision(database: Any) -> None:
    with Transaction(database):
        call(database.command, "opencypher", cypher.load("write/meta_changed").text, {"rows": [{"by": 1}]})


@contextmanager
def _temporary() -> Iterator[Path]:
    """A folder that goes at the end; and the end of those whose process was killed."""
    place = Path(tempfile.gettempdir())
    _clear_stale(place)
    try:
        root = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
    except OSError as error:
        raise folder.full_or_refused(place, error) from error
    lock: Lock | None = None
    try:
        lock = take(root, exclusive=True)
        yield root
    finally:
        if lock is not None:
            lock.release()
        shutil.rmtree(root, ignore_errors=True)


def _clear_stale(place: Path) -> None:
    """Take away folders that a killed process left. Its lock, which the system freed, tells that it is gone."""
    for left in place.glob(f"{_PREFIX}*"):
        with suppress(OSError, StoreError):  # others' folders may not be looked into
            if time.time() - left.stat().st_mtime > _STALE:
                try:
                    take(left, exclusive=True, patience=0).release()
                except StoreBusy:
                    continue
                shutil.rmtree(left, ignore_errors=True)
