"""The side index's file: how it is made, when it is believed, and how its blobs are written.

Layout (SQLite, rollback journal, every change one transaction):

    meta(key, value)                 "revision" of the store that it mirrors, "analysis" of words it was made with
    post(space, term, block, data)   what holds a term: offsets in the block (uint16), then weights (uint8);
                                     space 0: findings, space 1: texts of what papers are about
    block(block, ids, data)          4,096 findings each: paper and about numbers (uint32), length (uint16), signs
    name(kind, number, text, length) papers' ids, and hashes of about texts with the texts' lengths, by number

Every blob ends with its CRC-32, for SQLite notices a torn page but not a changed byte.
"""

from __future__ import annotations

import sqlite3
import sys
import zlib
from array import array
from pathlib import Path
from typing import Any

from kb import words

FILE_NAME = "side-index.sqlite"
APPLICATION_ID = 0x6B625369  # "kbSi": a file without it was not made here
FORMAT = 3
BUSY_SECONDS = 5.0

_TABLES = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    CREATE TABLE post (space INTEGER, term TEXT, block INTEGER, data BLOB, PRIMARY KEY (space, term, block))
        WITHOUT ROWID;
    CREATE TABLE block (block INTEGER PRIMARY KEY, ids TEXT, data BLOB);
    CREATE TABLE name (kind TEXT, number INTEGER, text TEXT, length INTEGER, PRIMARY KEY (kind, number)) WITHOUT ROWID;
"""  # fmt: skip


class IndexDamaged(Exception):
    """The file is not what was written. `SideIndex.rebuild` throws it away and makes it anew."""


def make(path: Path | None) -> sqlite3.Connection:
    """A new, empty index; in memory if `path` is None."""
    connection = _connect(":memory:" if path is None else str(path))
    connection.executescript(
        f"BEGIN; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {FORMAT}; {_TABLES} COMMIT;"
    )
    return connection


def open_good(path: Path, *, readonly: bool) -> sqlite3.Connection | None:
    """A connection to a file that is what it should be, else None."""
    if not path.is_file():
        return None
    connection = _connect(f"{path.resolve().as_uri()}?mode={'ro' if readonly else 'rw'}", uri=True)
    try:
        if _is_ours(connection, path) and _is_sound(connection):
            return connection
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):  # busy, or no right to write: nothing is known of the content
            connection.close()
            raise
    connection.close()
    return None


def _connect(address: str, *, uri: bool = False) -> sqlite3.Connection:
    return sqlite3.connect(address, timeout=BUSY_SECONDS, isolation_level=None, uri=uri)


def _is_ours(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether format, analysis and size agree; a file cut short has fewer pages than its head says."""

    def value(query: str) -> Any:
        row = connection.execute(query).fetchone()
        return row[0] if row else None

    if value("PRAGMA application_id") != APPLICATION_ID or value("PRAGMA user_version") != FORMAT:
        return False
    whole = value("PRAGMA page_count") * value("PRAGMA page_size") == path.stat().st_size
    return bool(whole and value("SELECT value FROM meta WHERE key = 'analysis'") == words.VERSION)


def _is_sound(connection: sqlite3.Connection) -> bool:
    """SQLite's own check of the file's structure; 20 ms for 50,000 findings."""
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))


def remove(path: Path) -> None:
    """Remove the file and its journal, which would otherwise be played back into the next one."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + "-journal").unlink(missing_ok=True)


def sealed(*arrays: array[int]) -> bytes:
    """Arrays of one length as a blob, little-endian."""
    data = b"".join(_little(values).tobytes() for values in arrays)
    return data + zlib.crc32(data).to_bytes(4, "little")


def unsealed(blob: bytes, typecodes: str) -> list[array[int]]:
    """The arrays of a blob; `typecodes` as in `array`, one letter each."""
    data = memoryview(blob)[:-4]
    arrays = [array(code) for code in typecodes]
    width = sum(values.itemsize for values in arrays)
    if zlib.crc32(data) != int.from_bytes(blob[-4:], "little") or len(data) % width:
        raise IndexDamaged("a record of the side index is not what was written")
    count, at = len(data) // width, 0
    for values in arrays:
        values.frombytes(data[at : at + count * values.itemsize])
        at += count * values.itemsize
    return [_little(values) for values in arrays]


def _little(values: array[int]) -> array[int]:
    if sys.byteorder == "little":
        return values
    swapped = array(values.typecode, values)
    swapped.byteswap()
    return swapped
