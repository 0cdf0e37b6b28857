"""The driver of the server engine: connections, values, and its errors as ours."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any, LiteralString, NoReturn, TypeVar

import neo4j
from neo4j.exceptions import DriverError, Neo4jError
from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Duration

from kb import __version__
from kb.engines.values import node, path, plain, relationship
from kb.errors import (
    KbError,
    LoginRefused,
    NotFound,
    QueryError,
    StoreBusy,
    StoreError,
    StoreFull,
    StoreReadOnly,
    StoreUnreachable,
    StoreVersion,
    UsageError,
)
from kb.store import Login, Row

T = TypeVar("T")

# The driver also logs what it raises, and Python prints what nobody listens to.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

TIMEOUT = 600.0
"""Seconds that any one transaction may take; nothing of ours comes near."""
CONNECT = 3.0
"""Seconds to wait for a server to take a connection; a name can stand for two addresses, tried one after the other.
Twice that until it has greeted and let us in."""
RETRY = 20.0
"""Seconds in which a transaction that a lost connection or a deadlock ended is tried again."""
_OLDEST = (5, 26)


def connect(address: str, login: Login) -> tuple[neo4j.Driver, str]:
    """A driver that has reached its server, and the name of the database there."""
    auth = (login.username, login.password) if login.password else None
    try:
        driver = neo4j.GraphDatabase.driver(
            address,
            auth=auth,
            connection_timeout=CONNECT,
            connection_acquisition_timeout=CONNECT * 2,
            max_transaction_retry_time=RETRY,
            notifications_min_severity="OFF",
            user_agent=f"kb/{__version__}",
        )
    except (DriverError, ValueError) as error:
        raise UsageError(f"{address} cannot be used: {error}", "bolt://HOST:7687 or neo4j://HOST:7687") from error
    try:
        call(driver.verify_connectivity)
        return driver, _database(driver, login.database)
    except LoginRefused as error:
        driver.close()
        if auth is None:
            raise LoginRefused(f"{address} wants a password", _LOGIN_HINT) from error
        raise
    except ValueError as error:  # a name that nobody has, to 5.28
        driver.close()
        raise StoreUnreachable(f"no server answers: {error}", _WHERE_HINT) from error
    except BaseException:
        driver.close()
        raise


def _database(driver: neo4j.Driver, name: str | None) -> str:
    """The name of the database, asked from the server where nobody gave one; refuses what is no Neo4j."""
    agent = str(call(driver.get_server_info).agent)
    if too_old(agent):
        hint = "update the server; a library in a folder is opened by its path, not through `kb serve`"
        raise StoreVersion(f"the server is {agent}; kb needs Neo4j 5.26 or later", hint)
    with driver.session(database=name) as session:
        summary = call(lambda: session.run("RETURN 1 AS one").consume())  # once: who is not there is to be told soon
    return summary.database or name or ""


def too_old(agent: str) -> bool:
    """Whether a server that calls itself so is older than any that kb was tried with, or no Neo4j but like one: the
    embedded engine, as `kb serve` offers it, takes changes even from a session that reads."""
    found = re.fullmatch(r"Neo4j/(\d+)\.(\d+)[\w.+-]*", agent)
    return found is None or (int(found[1]), int(found[2])) < _OLDEST


def as_text(text: str) -> LiteralString:
    """Our own statements come from files, a person's from that person: neither is put together here."""
    return text


def row_of(record: neo4j.Record) -> Row:
    """A row of a person's query, as JSON has it."""
    return {name: _value(record[name]) for name in record.keys()}  # noqa: SIM118 - a record iterates over values


def _value(value: Any) -> Any:
    """A value as JSON has it, the same as from the embedded engine."""
    if isinstance(value, Node):
        return node(sorted(value.labels), {name: _value(value[name]) for name in sorted(value)})
    if isinstance(value, Relationship):
        return relationship(value.type, {name: _value(value[name]) for name in sorted(value)})
    if isinstance(value, Path):
        forward = [edge.start_node == start for edge, start in zip(value.relationships, value.nodes, strict=False)]
        return path([_value(n) for n in value.nodes], [_value(r) for r in value.relationships], forward)
    if isinstance(value, Duration):  # a tuple too
        return value.iso_format()
    if isinstance(value, Point):  # a tuple too
        return {"crs": _CRS.get(value.srid or 0), "srid": value.srid, **dict(zip("xyz", value, strict=False))}
    if isinstance(value, list | tuple):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return {name: _value(value[name]) for name in sorted(value)}
    return plain(value, frozenset())


_CRS = {4326: "wgs-84", 4979: "wgs-84-3d", 7203: "cartesian", 9157: "cartesian-3d"}


def call(function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Call the driver; errors become ours."""
    try:
        return function(*args, **kwargs)
    except (DriverError, Neo4jError) as error:
        _fail(error)
    except OSError as error:
        raise StoreUnreachable(f"the connection failed: {error}", _WHERE_HINT) from error
    except (UnicodeEncodeError, OverflowError) as error:
        raise QueryError(f"a value that the server cannot take: {error}") from error


class EngineFailed(StoreError):
    """An error of the server that the table below does not know."""


class CommitLost(StoreUnreachable):
    """The connection ended between asking for a commit and its answer: nobody knows whether the change was kept."""


class AlreadyThere(StoreError):
    """A constraint or index that another process has just made; IF NOT EXISTS looks only once."""


def _fail(error: DriverError | Neo4jError) -> NoReturn:
    kind, code = type(error).__name__, str(getattr(error, "code", None) or "")
    said = error.message if isinstance(error, Neo4jError) else None  # what 5.28 has for its own errors says nothing
    text = " ".join(str(said or error).split())
    names = (kind, code, code.rpartition(".")[2])
    searched = "" if code.startswith(_QUOTING) else text
    for known, ours, message, hint in _ERRORS:
        if known in names or (known[-1:] == "." and code.startswith(known)) or known in searched:
            raise ours(message.format(text=text), hint) from error
    raise EngineFailed(f"the server failed: {code or kind}: {text}") from error


_LOGIN_HINT = "set NEO4J_USERNAME and NEO4J_PASSWORD"
_WHERE_HINT = "is it running, is this its Bolt address (port 7687 unless changed), does a firewall stand between?"
_LATER_HINT = "try again; what was acknowledged is kept"
_PLAIN_HINT = "bolt:// or neo4j:// without +s or +ssc, if that is meant"

_QUOTING = ("Neo.ClientError.Statement.", "Neo.ClientError.Schema.", "Neo.ClientError.Procedure.")
"""Codes of errors whose text quotes the query or a value: words in it say nothing of the server."""

# One table: the driver's error class, or the server's code or its last part (ending in a dot: codes that begin so), or
# a part of the text; what it is for us. First match wins.
_ERRORS: tuple[tuple[str, type[KbError], str, str], ...] = (
    ("Neo.ClientError.Security.CredentialsExpired", LoginRefused, "the password must be changed first", "in Browser"),
    ("Neo.ClientError.Security.AuthenticationRateLimit", LoginRefused, "too many wrong passwords", "wait a minute"),
    ("Neo.ClientError.Security.Unauthorized", LoginRefused, "the server refused name or password", _LOGIN_HINT),
    ("Neo.ClientError.Security.Forbidden", StoreReadOnly, "this user may not do that: {text}", _LOGIN_HINT),
    ("Neo.ClientError.Security.", LoginRefused, "the server refused the login: {text}", _LOGIN_HINT),
    ("AuthError", LoginRefused, "the server refused the login: {text}", _LOGIN_HINT),
    ("Neo.ClientError.Database.DatabaseNotFound", NotFound, "no such database: {text}", "see NEO4J_DATABASE"),
    ("ForbiddenOnReadOnlyDatabase", StoreReadOnly, "the database is in read-only mode", "have it opened to write"),
    ("read-only", StoreReadOnly, "the database refuses writing: {text}", "have it opened to write"),
    ("Neo.ClientError.Statement.AccessMode", QueryError, "this query would change the store", "--write allows it"),
    (
        "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
        StoreFull,
        "the server is out of memory: {text}",
        "give it more: dbms.memory.transaction.total.max",
    ),
    ("Neo.TransientError.General.OutOfMemoryError", StoreFull, "the server is out of memory", "give it more"),
    ("No space left", StoreFull, "the server's disk is full; nothing of the change was kept", "make room there"),
    ("TransactionTimedOut", QueryError, "the query took too long", "ask for less, or a longer --timeout"),
    (
        "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
        QueryError,
        "the query took too long",
        "ask for less, or a longer --timeout",
    ),
    ("Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists", AlreadyThere, "{text}", ""),
    ("Neo.ClientError.Schema.ConstraintValidationFailed", QueryError, "an id twice: {text}", ""),
    ("Neo.ClientError.Statement.ParameterMissing", QueryError, "{text}", "give it with --param NAME=VALUE"),
    ("Neo.ClientError.Statement.", QueryError, "{text}", ""),
    ("Neo.TransientError.Transaction.", StoreBusy, "another change came between: {text}", _LATER_HINT),
    ("DatabaseUnavailable", StoreUnreachable, "the database is not in use now: {text}", _LATER_HINT),
    ("IncompleteCommit", CommitLost, "the connection was lost while the change was being kept", _LATER_HINT),
    (
        "certificate",
        StoreUnreachable,
        "no safe connection: {text}",
        "+ssc trusts a certificate the server signed itself",
    ),
    ("looks like HTTP", StoreUnreachable, "that is a port for web browsers", "Bolt has another: 7687 unless changed"),
    (
        "incomplete handshake response",
        StoreUnreachable,
        "no server answers as Neo4j does: it closed the connection",
        "bolt+s:// or bolt+ssc:// if the server encrypts; is this its Bolt address (port 7687 unless changed)?",
    ),
    ("Failed to establish encrypted", StoreUnreachable, "the server does not encrypt connections", _PLAIN_HINT),
    (
        "Unable to retrieve routing",
        StoreUnreachable,
        "no server answers that knows where the database is",
        f"{_WHERE_HINT}; +s and +ssc ask for an encrypted connection; bolt:// asks one server alone",
    ),
    ("ServiceUnavailable", StoreUnreachable, "no server answers: {text}", _WHERE_HINT),
    ("SessionExpired", StoreUnreachable, "the server went away: {text}", _LATER_HINT),
    ("ReadServiceUnavailable", StoreUnreachable, "no server of the cluster reads now: {text}", _LATER_HINT),
    ("WriteServiceUnavailable", StoreUnreachable, "no server of the cluster writes now: {text}", _LATER_HINT),
    ("RoutingServiceUnavailable", StoreUnreachable, "no server answers: {text}", _WHERE_HINT),
    ("ConnectionAcquisitionTimeoutError", StoreUnreachable, "the server did not answer in time", _WHERE_HINT),
    ("UnsupportedServerProduct", StoreVersion, "the server is no Neo4j that kb knows: {text}", "Neo4j 5.26 or later"),
)
