"""The store boundary: what the rest of `kb` may ask of a graph engine, and how one is opened.

Nothing of a driver crosses this line. `kb.engines.*` implement `Store`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from cypher import Query
from kb.errors import StoreError, UsageError

if TYPE_CHECKING:
    from kb.graph import Edge, Graph, Node

SCHEMA_VERSION = 1

Row = dict[str, Any]
Step = tuple[Query, Sequence[Mapping[str, Any]]]
T = TypeVar("T")

SERVERS = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
"""Schemes of a server's address: +s = encrypted, +ssc = encrypted, with a certificate that the server signed itself;
neo4j = a cluster is asked which of its servers to use."""
_HOST_PORT = re.compile(r"(\[[0-9A-Fa-f:.%]{2,60}\]|[^\s/:\[\]]{1,253})(:(?P<port>[0-9]{1,5}))?/?")


@dataclass(frozen=True)
class Login:
    """Who comes to a server. password: None = none is known. database: None = the server's default."""

    username: str = "neo4j"
    password: str | None = field(default=None, repr=False)
    database: str | None = None


class Store(Protocol):
    """One open knowledge base. Use it as a context manager.

    address: as the user gave it ("PATH", "memory:", "bolt://…"). new: it was made by this opening.
    """

    address: str
    new: bool

    def rows(self, query: Query, /, **params: Any) -> Iterator[Row]:
        """Run a read query; one dict a row, keys = its declared columns in order."""

    def apply(self, steps: Iterable[Step]) -> int:
        """Run write queries, each with its rows as `$rows`, in *one* transaction: all of it or nothing.

        Durable when it returns. Rows may be many: the engine sends them in batches inside the transaction.
        Also adds 1 to the store's revision; returns the new one.
        """

    def transact(self, work: Callable[[], T]) -> T:
        """Run what reads, decides and then applies, at most once and last, as one change: no other writer comes
        between. On a server `work` may run again after a lost connection, so it must change nothing outside.
        """

    def snapshot(self, work: Callable[[], T]) -> T:
        """Run what only reads, so that all it reads is one state of the store; it may run again. Raises `StoreBusy`."""

    def run_readonly(self, text: str, params: Mapping[str, Any], timeout: float) -> list[Row]:
        """Run a person's Cypher that must not write; `timeout` in seconds. Raises `QueryError`."""

    def run_write(self, text: str, params: Mapping[str, Any], timeout: float) -> list[Row]:
        """Run a person's Cypher that may write (`kb cypher --write`), in one transaction; adds 1 to the revision."""

    def schema_version(self) -> int:
        """The schema this store was made with."""

    def revision(self) -> int:
        """Number of changes since the store was made; the side index is brought up to date by it."""

    def identity(self) -> str:
        """Random text that tells this store from any other; "" in one that was made before there was such a text."""

    def check(self) -> tuple[str, ...]:
        """What the engine finds wrong with its own files, a line each; for a store that is open to write."""

    def close(self) -> None:
        """Close; safe to call twice."""

    def __enter__(self) -> Store: ...

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None: ...


def is_server(address: str) -> bool:
    """Whether an address leads to a server."""
    return "://" in address


def holds_store(folder: Path) -> bool:
    """Whether a folder is a knowledge base of ours."""
    from kb.engines.folder import STAMP

    return (folder / STAMP).is_file()


def open_store(
    address: str,
    *,
    create: bool = False,
    readonly: bool = False,
    backup: Callable[[Store, Path], None] | None = None,
    login: Login | None = None,
    adopt: Callable[[str], bool] | None = None,
) -> Store:
    """Open the knowledge base at an address: a folder, "memory:" for one that goes when it is closed, or a database
    of a Neo4j server.

    create: a folder that is missing or empty, or an empty database, becomes a store. readonly: open to read, beside
    other readers; without it a folder is held alone until it is closed. backup: writes a dump of a store into a
    folder; called once before another version of the engine takes over a store. login: for a server. adopt: asked,
    with a sentence, before a store is made in a database that holds something else; without it the answer is no.

    Raises `NotFound`, `NotAStore`, `StoreVersion`, `StoreBusy`, `StoreReadOnly`, `StoreFull`, `StoreDamaged`, and of
    servers `StoreUnreachable`, `LoginRefused` or `UsageError`.
    """
    if is_server(address):
        _check_server(address)
        from kb.engines import neo4j

        return neo4j.open_server(address, login or Login(), create=create, readonly=readonly, adopt=adopt)
    try:
        from kb.engines import arcadedb
    except ImportError as error:
        raise StoreError(f"the embedded engine is not installed: {error}", "install evidence-kb anew") from error

    if address == "memory:":
        return arcadedb.open_memory(address)
    # absolute: the engine resolves relative paths against the folder in which the process started
    place = Path(address).expanduser().absolute()
    return arcadedb.open_folder(place, address, create=create, readonly=readonly, backup=backup)


def build_store(address: str, graph: Graph, rows: Iterable[Node | Edge]) -> None:
    """Make a store in a folder that is missing or empty of a whole graph; rows: a walk through it. All or nothing.

    Raises `UsageError` for what is no folder and `KbError` where there is a store already.
    """
    if is_server(address) or address == "memory:":
        raise UsageError(f"{address} is no folder", "open it and fill it instead")
    from kb.engines import bulk

    bulk.build(Path(address).expanduser().absolute(), graph, rows)


def _check_server(address: str) -> None:
    scheme, rest = address.split("://", 1)
    if scheme.lower() not in SERVERS:
        raise UsageError(f"no store can be at {scheme}://", f"a folder, memory:, or {', '.join(SERVERS)}://HOST:7687")
    if "@" in rest or re.search(r"[?#]", rest):
        hint = "NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE say the rest"
        raise UsageError("a server's address is SCHEME://HOST:PORT and nothing else", hint)
    match = _HOST_PORT.fullmatch(rest)
    if match is None or int(match["port"] or 1) not in range(1, 2**16):
        raise UsageError(f"{address} names no server", f"{scheme}://HOST:7687")
