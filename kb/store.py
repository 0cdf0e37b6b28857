"""The store boundary: what the rest of `kb` may ask of a graph engine, and how one is opened.

Nothing of a driver crosses this line. `kb.engines.*` implement `Store`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Protocol

from cypher import Query

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

    def close(self) -> None:
        """Close; safe to call twice."""

    def __enter__(self) -> Store: ...

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None: ...
