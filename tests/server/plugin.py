"""Fixtures with a real Neo4j: `neo4j_server`, `empty_neo4j`, `bare_neo4j`, `own_neo4j`.

The server is started when the first test asks for it, one for the whole run. `KB_TEST_NEO4J=bolt://…` with the usual
NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE has the tests use a server one has; its database must be empty.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from tests.server.jars import ENVIRONMENT, Unavailable
from tests.server.neo4j import USER, Server

OWN = "KB_TEST_NEO4J"
"""Names the server to use instead of one of our own."""

PASSWORD = "for-tests-only"
"""Of the servers that the tests start."""
_BATCH = 20_000
"""Nodes or relationships deleted in one transaction, so that a big graph does not need as big a heap."""


class Database:
    """A database to test with. address: `bolt://…`; username, password, database: its login, None = the server's
    default database; http: where its Browser is, None = not known; server: to kill and pause, None = not ours."""

    def __init__(
        self,
        address: str,
        username: str,
        password: str,
        database: str | None = None,
        *,
        server: Server | None = None,
    ) -> None:
        self.address, self.username, self.password, self.database = address, username, password, database
        self.server = server
        self._driver: Driver | None = None

    @property
    def http(self) -> str | None:
        return self.server.http if self.server else None

    @property
    def login(self) -> Any:
        """The same as `kb.store.Login`."""
        from kb.store import Login

        return Login(self.username, self.password, self.database)

    def driver(self) -> Driver:
        """A driver of one's own, to be closed."""
        return GraphDatabase.driver(self.address, auth=(self.username, self.password), connection_timeout=10.0)

    def query(self, text: str, **params: Any) -> list[dict[str, Any]]:
        """The rows of one statement, in a transaction of its own, past our code. Takes `CALL {} IN TRANSACTIONS`."""
        if self._driver is None:
            self._driver = self.driver()
        with self._driver.session(database=self.database) as session:
            return session.run(text, params).data()

    def close(self) -> None:
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    def empty(self) -> None:
        """Delete all data in batches; constraints and indexes stay."""
        (nodes,) = self.query("MATCH (n) RETURN count(n) AS n")  # both counts are kept by the server
        (edges,) = self.query("MATCH ()-[e]->() RETURN count(e) AS n")
        if nodes["n"] + edges["n"] > _BATCH:
            for pattern in ("()-[x]->()", "(x)"):
                self.query(f"MATCH {pattern} CALL (x) {{ DELETE x }} IN TRANSACTIONS OF {_BATCH} ROWS")
        elif nodes["n"]:
            self.query("MATCH (n) DETACH DELETE n")

    def bare(self) -> None:
        """Delete all data, constraints and indexes."""
        self.empty()
        for row in self.query("SHOW CONSTRAINTS YIELD name"):
            self.query(f"DROP CONSTRAINT {_quoted(row['name'])} IF EXISTS")
        for row in self.query("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"):
            self.query(f"DROP INDEX {_quoted(row['name'])} IF EXISTS")


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The run's one Neo4j, as the last test left it; it asks for a login. Skips where there can be none."""
    own = ENVIRONMENT.get(OWN)
    database = _given(own) if own else _started(tmp_path_factory.mktemp("neo4j"))
    try:
        yield database
        if database.server is None:
            database.empty()
    finally:
        database.close()
        if database.server:
            database.server.stop()
            shutil.rmtree(database.server.home / "data", ignore_errors=True)


@pytest.fixture
def empty_neo4j(neo4j_server: Database) -> Database:
    """The run's Neo4j without data. Constraints and indexes of tests before may be there."""
    neo4j_server.empty()
    return neo4j_server


@pytest.fixture
def bare_neo4j(neo4j_server: Database) -> Database:
    """The run's Neo4j without data, constraints and indexes: as new."""
    neo4j_server.bare()
    return neo4j_server


@pytest.fixture
def own_neo4j(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers of the test's own, to kill, pause and fill: `own_neo4j(password=…, settings={…})`.

    Takes what `Server.start` takes except the home. Each costs 10 s: mark such a test `slow`.
    """
    servers: list[Server] = []

    def start(**options: Any) -> Server:
        try:
            servers.append(Server.start(tmp_path / f"neo4j-{len(servers)}", **options))
        except Unavailable as error:
            pytest.skip(str(error))
        return servers[-1]

    yield start
    for server in servers:
        server.kill()
        shutil.rmtree(server.home / "data", ignore_errors=True)


def _started(home: Path) -> Database:
    try:
        server = Server.start(home, password=PASSWORD)
    except Unavailable as error:
        pytest.skip(f"{error}; or use a server you have: {OWN}=bolt://…")
    return Database(server.bolt, USER, PASSWORD, server=server)


def _given(address: str) -> Database:
    """The person's own server. Tests wipe it, so it is refused unless it is empty."""
    database = Database(
        address,
        ENVIRONMENT.get("NEO4J_USERNAME", USER),
        ENVIRONMENT.get("NEO4J_PASSWORD", ""),
        ENVIRONMENT.get("NEO4J_DATABASE") or None,
    )
    refused = ""
    try:
        (count,) = database.query("MATCH (n) RETURN count(n) AS nodes")
        if count["nodes"]:
            refused = f"holds {count['nodes']} nodes, and the tests delete everything in the database they use: name an empty one"
    except (DriverError, Neo4jError) as error:
        refused = f"cannot be used: {error}"
    if refused:
        database.close()
        pytest.fail(f"{OWN}={address} {refused}", pytrace=False)
    return database
