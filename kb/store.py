"""The store boundary: what the rest of `kb` may ask of a graph engine, and how one is opened.

Nothing of a driver crosses this line. `kb.engines.*` implement `Store`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from cypher import Query
from kb.errors import KbError, StoreError

SCHEMA_VERSION = 1

Row = dict[str, Any]
Step = tuple[Query, Sequence[Mapping[str, Any]]]


class Store(Protocol):
    """One open knowledge base. Use it as a context manager.

    address: as the user gave it ("PATH", "memory:", later "bolt://…").
    """

    address: str

    def rows(self, query: Query, /, **params: Any) -> Iterator[Row]:
        """Run a read query; one dict a row, keys = its declared columns in order."""

    def apply(self, steps: Iterable[Step]) -> None:
        """Run write queries, each with its rows as `$rows`, in *one* transaction: all of it or nothing.

        Durable when it returns. Rows may be many: the engine sends them in batches inside the transaction.
        Also adds 1 to the store's revision.
        """

    def run_readonly(self, text: str, params: Mapping[str, Any], timeout: float) -> list[Row]:
        """Run a person's Cypher that must not write; `timeout` in seconds. Raises `QueryError`."""

    def run_write(self, text: str, params: Mapping[str, Any], timeout: float) -> list[Row]:
        """Run a person's Cypher that may write (`kb cypher --write`), in one transaction; adds 1 to the revision."""

    def schema_version(self) -> int:
        """The schema this store was made with."""

    def revision(self) -> int:
        """Number of changes since the store was made; the side index is brought up to date by it."""

    def check(self) -> tuple[str, ...]:
        """What the engine finds wrong with its own files, a line each; for a store that is open to write."""

    def close(self) -> None:
        """Close; safe to call twice."""

    def __enter__(self) -> Store: ...

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None: ...


def open_store(
    address: str,
    *,
    create: bool = False,
    readonly: bool = False,
    backup: Callable[[Store, Path], None] | None = None,
) -> Store:
    """Open the knowledge base at an address: a folder, or "memory:" for one that goes when it is closed.

    create: a folder that is missing or empty becomes a store. readonly: open to read, beside other readers; without
    it the store is held alone until it is closed. backup: writes a dump of a store into a folder; called once before
    another version of the engine takes over a store.

    Raises `NotFound`, `NotAStore`, `StoreVersion`, `StoreBusy`, `StoreReadOnly`, `StoreFull` or `StoreDamaged`.
    """
    server = re.match(r"[A-Za-z][A-Za-z0-9+.]+://", address)
    if server:
        raise KbError(f"{address}: stores at {server[0]} come with a later version", "use a folder, or memory:")
    try:
        from kb.engines import arcadedb
    except ImportError as error:
        raise StoreError(f"the embedded engine is not installed: {error}", "install evidence-kb anew") from error

    if address == "memory:":
        return arcadedb.open_memory(address)
    # absolute: the engine resolves relative paths against the folder in which the process started
    place = Path(address).expanduser().absolute()
    return arcadedb.open_folder(place, address, create=create, readonly=readonly, backup=backup)
