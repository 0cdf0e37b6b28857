"""The server engine: Neo4j 5.26 or later, over Bolt; `neo4j_driver.py` talks to its driver.

What was learnt about it, and what had to differ from the embedded engine, is in `docs/decisions/0050-neo4j.md`.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from types import TracebackType
from typing import Any, TypeVar, cast

import neo4j

import cypher
from cypher import Query
from kb.engines.neo4j_driver import TIMEOUT, AlreadyThere, CommitLost, EngineFailed, as_text, call, connect, row_of
from kb.engines.queries import batches, columns, one_statement
from kb.errors import (
    EmptyDatabase,
    KbError,
    NotAStore,
    QueryError,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreReadOnly,
    StoreVersion,
)
from kb.store import SCHEMA_VERSION, Login, Row, Step

T = TypeVar("T")

ENGINE = "neo4j"
BATCH = 2000
"""Rows sent in one call inside a transaction: from 500 on the time is the same."""

Adopt = Callable[[str], bool]


class Neo4jStore:
    """A `kb.store.Store` on a server. readonly: opened to read. new: made by this opening."""

    def __init__(self, address: str, driver: neo4j.Driver, database: str, readonly: bool) -> None:
        self.address, self.readonly, self.new = address, readonly, False
        self.database = database
        self._driver: neo4j.Driver | None = driver
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()  # what one session wrote the next one sees
        self._transaction: neo4j.ManagedTransaction | None = None
        self._applied = False

    def rows(self, query: Query, /, **params: Any) -> Iterator[Row]:
        """See `Store.rows`."""
        return iter(self._read(query, columns(query, params), params))

    def apply(self, steps: Iterable[Step]) -> int:
        """See `Store.apply`."""
        kept = [(query, list(rows)) for query, rows in steps]  # a second try needs them again
        return self.transact(lambda: self._apply(kept))

    def transact(self, work: Callable[[], T]) -> T:
        """See `Store.transact`."""
        if self._transaction is not None:
            return work()
        with self._session(neo4j.WRITE_ACCESS) as session:
            found: T = call(session.execute_write, partial(self._alone, work=work))
            return found

    def snapshot(self, work: Callable[[], T]) -> T:
        """See `Store.snapshot`."""
        if self._transaction is not None:
            return work()
        for _ in range(5):
            before = self.revision()
            failure: Exception | None = None
            try:
                found = work()
            except (LookupError, KbError) as error:  # what a change pulled away under it
                failure = error
            if self.revision() == before:
                if failure is not None:
                    raise failure
                return found
        raise StoreBusy(f"others change {self.address} without a pause", "try again in a while")

    def run_readonly(self, text: str, params: Mapping[str, Any], timeout: float) -> list[Row]:
        """See `Store.run_readonly`. The server itself refuses what would write in a session that reads."""
        with self._session(neo4j.READ_ACCESS) as session:
            query = neo4j.Query(as_text(one_statement(text)), timeout=timeout)
            return _persons(lambda: [row_of(record) for record in session.run(query, dict(params))])

    def run_write(self, text: str, params: Mapping[str, Any], timeout: float) -> list[Row]:
        """See `Store.run_write`."""
        self._check_writable()
        statement = one_statement(text)

        def work() -> list[Row]:
            transaction = session.begin_transaction(timeout=timeout)  # what is not committed ends with the session
            found = [row_of(record) for record in transaction.run(as_text(statement), dict(params))]
            self._send(transaction, cypher.load("write/meta_changed"), [{"by": 1}])
            transaction.commit()
            return found

        with self._session(neo4j.WRITE_ACCESS) as session:
            return _persons(work)

    def schema_version(self) -> int:
        """See `Store.schema_version`."""
        return int(self._meta()["schemaVersion"])

    def revision(self) -> int:
        """See `Store.revision`."""
        return int(self._meta()["revision"])

    def identity(self) -> str:
        """See `Store.identity`."""
        return str(self._meta()["storeId"])

    def check(self) -> tuple[str, ...]:
        """See `Store.check`: what of the schema is missing or not in use."""
        missing = [f"missing: {name}" for name in sorted(_wanted().keys() - self._schema_names())]
        states = self.run_readonly("SHOW INDEXES YIELD name, state WHERE state <> 'ONLINE' RETURN name, state", {}, 30)
        return (*missing, *sorted(f"index {row['name']}: {row['state']}" for row in states))

    def close(self) -> None:
        """See `Store.close`."""
        driver, self._driver = self._driver, None
        if driver is not None:
            driver.close()

    def __enter__(self) -> Neo4jStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def _open(self) -> neo4j.Driver:
        if self._driver is None:
            raise StoreError(f"the store {self.address} is closed")
        return self._driver

    def _check_writable(self) -> None:
        if self.readonly:
            raise StoreReadOnly(f"the store {self.address} was opened to read")

    @contextmanager
    def _session(self, access: str) -> Iterator[neo4j.Session]:
        driver = self._open()
        session = driver.session(database=self.database, default_access_mode=access, bookmark_manager=self._bookmarks)
        try:
            yield session
        except Exception:
            session.close()
            raise
        except BaseException:
            # Ctrl-C. A session would wait for the end of what it has asked for; a lost connection ends that at once.
            self.close()
            raise
        session.close()

    def _read(self, query: Query, names: Sequence[str], params: Mapping[str, Any]) -> list[Row]:
        def work(transaction: neo4j.ManagedTransaction) -> list[Row]:
            records = transaction.run(as_text(query.text), dict(params))
            found[:] = [{name: record[name] for name in names} for record in records]
            return found

        found: list[Row] = []
        if self._transaction is not None:
            return work(self._transaction)  # errors stay the driver's until `transact` has seen whether to try again
        with self._session(neo4j.READ_ACCESS) as session, suppress(CommitLost):  # who reads has nothing to commit
            call(session.execute_read, neo4j.unit_of_work(timeout=TIMEOUT)(work))
        return found

    def _alone(self, transaction: neo4j.ManagedTransaction, work: Callable[[], T]) -> T:
        """The body of one transaction, alone among writers: whoever changes the Meta node first holds it."""
        self._check_writable()
        self._transaction, self._applied = transaction, False
        try:
            self._send(transaction, cypher.load("write/meta_changed"), [{"by": 0}])
            return work()
        finally:
            self._transaction = None

    def _apply(self, steps: Sequence[Step]) -> int:
        transaction = cast(neo4j.ManagedTransaction, self._transaction)
        if self._applied:
            raise TypeError("a transaction applies once")
        self._applied = True
        for query, rows in steps:
            self._send(transaction, query, rows)
        self._send(transaction, cypher.load("write/meta_changed"), [{"by": 1}])
        return self.revision()

    def _send(
        self,
        transaction: neo4j.ManagedTransaction | neo4j.Transaction,
        query: Query,
        rows: Sequence[Mapping[str, Any]],
    ) -> None:
        for batch in batches(query, rows, BATCH):
            # not waited for: the server works while the next batch is packed; what fails fails the transaction
            transaction.run(as_text(query.text), {"rows": batch})

    def _meta(self) -> Row:
        found = list(self.rows(cypher.load("read/meta")))
        if len(found) != 1:
            raise StoreDamaged(f"the store {self.address} has lost its Meta node", "put it back from a dump")
        return found[0]

    def _in_the_way(self) -> str:
        """A constraint or index that is not ours on one of our labels, or that has a name of ours: IF NOT EXISTS would
        take it for ours."""
        text = "SHOW INDEXES YIELD name, labelsOrTypes AS on WHERE on IS NOT NULL RETURN name, on ORDER BY name"
        wanted, labels = _wanted(), set(_wanted().values())
        for row in self.run_readonly(text, {}, 30):
            if row["on"] != [wanted[row["name"]]] if row["name"] in wanted else labels & {*row["on"]}:
                return f"a constraint or index of another program, `{row['name']}`, where kb has its own"
        return ""

    def _schema_names(self) -> set[str]:
        text = "SHOW INDEXES YIELD name RETURN name"  # a constraint has an index of its name
        return {row["name"] for row in self.run_readonly(text, {}, 30)}

    def make(self, *, create: bool, adopt: Adopt | None) -> None:
        """Make sure that the database is a store of this version, making it one where that is wanted."""
        if self._found():
            return
        strangers = next(iter(self.rows(cypher.load("read/strangers"))))
        if self._found():  # what was counted may be what another process has begun here meanwhile
            return
        self._check_free(strangers, create, adopt)
        if not _wanted().keys() <= self._schema_names():
            self._make_schema()
        self.new = self._make_meta()

    def _found(self) -> bool:
        """Whether there is a store of this version; its schema is made whole."""
        meta = list(self.rows(cypher.load("read/meta")))
        if not meta:
            return False
        version = meta[0]["schemaVersion"]
        if version != SCHEMA_VERSION:
            hint = "install a newer kb" if (version or 0) > SCHEMA_VERSION else "`kb dump` with the older kb"
            what = f"{self.address} is a store of schema {version}; this kb knows schema {SCHEMA_VERSION}"
            raise StoreVersion(what, hint)
        if not self.readonly and not _wanted().keys() <= self._schema_names():
            self._make_schema()  # an import of files brings data without it
        return True

    def _check_free(self, strangers: Row, create: bool, adopt: Adopt | None) -> None:
        """Raises `NotAStore` unless a store may be made in this database; strangers: what it holds."""
        where = f"the database {self.database} at {self.address}"
        if not create:
            hint = "`kb init` or `kb add` makes a store there"
            raise NotAStore(f"{where} is no kb store", hint) if strangers["nodes"] else EmptyDatabase(where, hint)
        theirs = "nodes of another program under labels that kb uses" if strangers["ours"] else self._in_the_way()
        if theirs:
            raise NotAStore(f"{where} has {theirs}; it was left as it is", "choose another database: NEO4J_DATABASE")
        question = f"{where} is not empty: {strangers['nodes']} nodes of something else. Put a kb store beside them?"
        if strangers["nodes"] and not (adopt and adopt(question)):
            hint = "--yes puts a store beside what is there; or choose another database: NEO4J_DATABASE"
            raise NotAStore(f"{where} is not empty and no kb store; it was left as it is", hint)

    def _make_schema(self) -> None:
        self._check_writable()
        for _, statement in cypher.schema(ENGINE):
            with self._session(neo4j.WRITE_ACCESS) as session, suppress(AlreadyThere):
                call(session.execute_write, lambda t, text=statement: t.run(as_text(text)).consume())

    def _make_meta(self) -> bool:
        """Whether it was not there: another process may have been quicker."""
        made, identity = cypher.load("write/meta_make"), secrets.token_hex(8)
        rows = [{"schemaVersion": SCHEMA_VERSION, "storeId": identity}]
        with self._session(neo4j.WRITE_ACCESS) as session:
            call(session.execute_write, lambda t: self._send(t, made, rows))
        return self.identity() == identity


def open_server(address: str, login: Login, *, create: bool, readonly: bool, adopt: Adopt | None) -> Neo4jStore:
    """Open the store in a database of a server; see `kb.store.open_store`."""
    driver, database = connect(address, login)
    store = Neo4jStore(address, driver, database, readonly)
    try:
        store.make(create=create, adopt=adopt)
    except BaseException:
        store.close()
        raise
    return store


def _wanted() -> dict[str, str]:
    """Names of the constraints and indexes of our schema, and the label each is on."""
    found = (_SCHEMA.search(statement) for _, statement in cypher.schema(ENGINE))
    return {match["name"]: match["label"] for match in found if match}


_SCHEMA = re.compile(r"(?:CONSTRAINT|INDEX) (?P<name>\w+) .*?FOR \(n:(?P<label>\w+)\)")


def _persons(work: Callable[[], list[Row]]) -> list[Row]:
    """What fails in a person's query is the query's fault, not the store's."""
    try:
        return call(work)
    except EngineFailed as error:
        raise QueryError(error.message) from error
