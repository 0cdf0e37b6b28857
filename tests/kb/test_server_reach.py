"""A server that cannot be reached or refuses the login: what is said, with which exit code, how soon; and the password,
which is shown nowhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.kb.proxy import mute, proxy
from tests.kb.shell import Said, Shell, shell_for
from tests.server.neo4j import free_ports

SECRET = "Sésame-ouvre-toi-7" if os.name != "nt" else "sesame-7"
SOON = 10.0
"""Seconds in which a server that cannot be reached is to be told."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="runs commands on terminals of POSIX: run it on Linux or macOS")


@pytest.fixture
def alone(tmp_path: Path) -> Shell:
    """A shell that names no server."""
    return Shell(tmp_path, {"NEO4J_PASSWORD": SECRET})


@pytest.fixture
def shell(empty_neo4j: Any, tmp_path: Path) -> Shell:
    return shell_for(empty_neo4j, tmp_path)


def refused(said: Said, *words: str, code: int = 4, secret: str = SECRET) -> None:
    """It failed with one line for a person that holds these words, soon, and without the password."""
    assert said.code == code, said
    assert said.out == ""
    assert len(said.err.splitlines()) == 1, said.err
    assert said.err.startswith("kb: ")
    for word in words:
        assert word in said.err, said.err
    assert secret not in said.err
    assert said.seconds < SOON


def slow(value: str) -> Any:
    """One more of a kind that the ordinary run has tried in another."""
    return pytest.param(value, marks=pytest.mark.slow)


NOWHERE = ("no server answers", "is it running", "firewall")
VERBS = (("evidence", "peers reduce stigma"), ("init",), ("dump",))


@pytest.mark.parametrize("host", ["bolt://localhost", "neo4j://127.0.0.1", slow("bolt://[::1]"), slow("neo4j://[::1]")])
def test_nobody_listens(alone: Shell, host: str) -> None:
    port, _ = free_ports()
    refused(alone.run("--store", f"{host}:{port}", "papers"), *NOWHERE)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_every_verb_says_so(alone: Shell, verb: tuple[str, ...], tmp_path: Path) -> None:
    port, _ = free_ports()
    refused(alone.with_(KB_STORE=f"bolt://127.0.0.1:{port}").run(*verb), *NOWHERE)
    assert [path.name for path in tmp_path.iterdir()] == []


def test_adding_says_so_once(alone: Shell, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.txt", "b.txt")]
    for file in files:
        file.write_text("1. Author, A. (2020). A study.\n", "utf-8")
    port, _ = free_ports()
    refused(alone.with_(KB_STORE=f"bolt://127.0.0.1:{port}").run("add", *files), *NOWHERE)


@pytest.mark.parametrize("scheme", ["bolt", slow("neo4j")])
def test_a_name_that_nobody_has(alone: Shell, scheme: str) -> None:
    # "invalid" is promised never to be a name of a host (RFC 6761), and resolvers need ask nobody.
    refused(alone.run("--store", f"{scheme}://no-such-host.invalid:7687", "papers"), "no-such-host.invalid")


@pytest.mark.parametrize("scheme", ["bolt", slow("neo4j"), slow("bolt+ssc"), slow("neo4j+s")])
def test_a_server_that_never_says_a_word(alone: Shell, scheme: str) -> None:
    with mute() as port:
        refused(alone.run("--store", f"{scheme}://127.0.0.1:{port}", "papers"), "server")


def test_the_port_of_browser_instead_of_bolts(shell: Shell, empty_neo4j: Any) -> None:
    if empty_neo4j.http is None:
        pytest.skip("the server's HTTP port is not known: leave out KB_TEST_NEO4J")
    address = empty_neo4j.http.replace("http://", "bolt://")
    refused(shell.with_(KB_STORE=address).run("papers"), "web browsers", "7687", secret=empty_neo4j.password)


@pytest.mark.parametrize("scheme", ["bolt+s", slow("bolt+ssc"), "neo4j+s", slow("neo4j+ssc")])
def test_encryption_asked_of_a_server_without(shell: Shell, empty_neo4j: Any, scheme: str) -> None:
    address = empty_neo4j.address.replace("bolt", scheme, 1)
    refused(shell.with_(KB_STORE=address).run("papers"), "encrypt", secret=empty_neo4j.password)


@pytest.mark.parametrize("address", ["bolt://", "bolt://h:port", "neo4j://h:99999", "http://h:7687"])
def test_what_is_no_address_is_a_mistake_in_the_command(alone: Shell, address: str) -> None:
    refused(alone.run("--store", address, "papers"), address.split("://", 1)[0], code=2)


def test_a_password_in_an_address_is_refused_and_not_repeated(alone: Shell) -> None:
    refused(alone.run("--store", f"bolt://neo4j:{SECRET}@127.0.0.1:7687", "papers"), "NEO4J_PASSWORD", code=2)


# --- the login


@pytest.mark.parametrize("scheme", ["bolt", slow("neo4j")])
def test_a_wrong_password(shell: Shell, empty_neo4j: Any, scheme: str) -> None:
    name = "nobody"  # three wrong passwords of somebody who is there lock that person out for a while
    wrong = shell.with_(
        KB_STORE=empty_neo4j.address.replace("bolt", scheme, 1), NEO4J_USERNAME=name, NEO4J_PASSWORD=SECRET
    )
    refused(wrong.run("papers"), "name or password", "NEO4J_USERNAME", "NEO4J_PASSWORD")
    with_traceback = wrong.run("papers", "--debug")
    assert "Traceback" in with_traceback.err
    assert SECRET not in with_traceback.err
    doctor = wrong.run("doctor")
    assert "refused name or password" in doctor.out
    assert SECRET not in doctor.out + doctor.err


def test_no_password_where_nobody_can_be_asked(shell: Shell) -> None:
    refused(shell.with_(NEO4J_PASSWORD=None).run("papers"), "wants a password", "NEO4J_PASSWORD")


def test_the_password_is_asked_hidden_on_a_terminal(shell: Shell, empty_neo4j: Any) -> None:
    asked = shell.with_(NEO4J_PASSWORD=None)
    said = asked.on_terminal("init", answers={"password of neo4j": f"{empty_neo4j.password}\n"})
    assert said.code == 0, said
    assert "password of neo4j at bolt://" in said.out
    assert "made a new store" in said.out
    assert empty_neo4j.password not in said.out


def test_a_wrong_answer_is_refused_and_shown_nowhere(shell: Shell) -> None:
    asked = shell.with_(NEO4J_PASSWORD=None)
    said = asked.on_terminal("papers", "--debug", answers={"password of neo4j": f"{SECRET}\n"})
    assert said.code == 4, said
    assert "refused name or password" in said.out
    assert "Traceback" in said.out
    assert SECRET not in said.out


def test_ctrl_c_instead_of_a_password(shell: Shell) -> None:
    said = shell.with_(NEO4J_PASSWORD=None).on_terminal("papers", answers={"password of neo4j": "\x03"})
    assert (said.code, "stopped" in said.out) == (130, True)


def test_a_password_that_must_be_changed_first(empty_neo4j: Any, tmp_path: Path) -> None:
    name = "newcomer"
    empty_neo4j.query(f"CREATE USER {name} SET PASSWORD $password CHANGE REQUIRED", password=SECRET)
    try:
        newcomer = shell_for(empty_neo4j, tmp_path).with_(NEO4J_USERNAME=name, NEO4J_PASSWORD=SECRET)
        refused(newcomer.run("papers"), "must be changed", "Browser")
    finally:
        empty_neo4j.query(f"DROP USER {name}")


def test_a_database_the_server_does_not_have(shell: Shell, empty_neo4j: Any) -> None:
    said = shell.with_(NEO4J_DATABASE="no-such").run("papers")
    refused(said, "no such database", "no-such", "NEO4J_DATABASE", code=1, secret=empty_neo4j.password)


def test_a_server_that_goes_away_after_the_greeting(shell: Shell, empty_neo4j: Any) -> None:
    shell.run("init")
    with proxy(int(empty_neo4j.address.rpartition(":")[2])) as between:
        between.watch = lambda data: "before" if b"RETURN 1 AS one" in data else ""
        said = shell.with_(KB_STORE=between.address).run("papers")
        assert between.cuts
    assert said.code == 4
    assert "Traceback" not in said.err


# --- where the settings come from


@pytest.fixture
def elsewhere() -> str:
    port, _ = free_ports()
    return f"bolt://127.0.0.1:{port}"


def test_kb_store_comes_before_neo4j_uri(shell: Shell, empty_neo4j: Any, elsewhere: str, tmp_path: Path) -> None:
    by_uri = shell.with_(KB_STORE=None, NEO4J_URI=empty_neo4j.address)
    assert by_uri.run("init").code == 0
    assert "environment NEO4J_URI" in by_uri.run("status").out
    assert "environment KB_STORE" in shell.with_(NEO4J_URI=elsewhere).run("status").out
    assert shell.with_(KB_STORE=elsewhere, NEO4J_URI=empty_neo4j.address).run("status").code == 4
    (tmp_path / "kb.toml").write_text(f'store = "{elsewhere}"\n', "utf-8")
    assert "environment NEO4J_URI" in by_uri.run("status").out
    assert by_uri.run("--store", elsewhere, "status").code == 4


def test_a_project_names_its_server_but_never_the_password(shell: Shell, empty_neo4j: Any, tmp_path: Path) -> None:
    project = tmp_path / "kb.toml"
    project.write_text(f'store = "{empty_neo4j.address}"\nusername = "{empty_neo4j.username}"\n', "utf-8")
    plain = shell.with_(KB_STORE=None, NEO4J_USERNAME=None)
    assert plain.run("init").code == 0
    assert str(project) in plain.run("status").out
    with project.open("a", encoding="utf-8") as file:
        file.write(f'password = "{SECRET}"\n')
    told = plain.run("status")
    assert told.code == 0
    assert "`password` is not read from a file" in told.err
    assert SECRET not in told.err + told.out
    without = plain.with_(NEO4J_PASSWORD=None).run("status")
    assert without.code == 4
    assert SECRET not in without.err
