"""Connections lost, servers that pause, answer late or die, and people who press Ctrl-C: a file is in
whole or not at all, what was acknowledged stays, and the same command run again gives what an undisturbed one would."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.kb.proxy import COMMIT, Proxy, proxy
from tests.kb.server_files import CLAIMS, written
from tests.kb.shell import Shell, answer, digest, finished, shell_for, told
from tests.server.plugin import PASSWORD, Database

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs signals of POSIX: run it on Linux or macOS")

_OF_ANY: dict[Path, list[str]] = {}  # reckoned once for the files of a folder
SLOWED = """
import time
from kb.engines import neo4j
send = neo4j.Neo4jStore._send
def slowly(*args):
    send(*args)
    time.sleep(0.25)
neo4j.Neo4jStore._send = slowly
"""
"""Makes each step of a transaction so slow that a test can strike in the middle of it."""


@pytest.fixture
def shell(empty_neo4j: Any, tmp_path: Path) -> Shell:
    return shell_for(empty_neo4j, tmp_path)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return written(tmp_path / "files", range(2))


@pytest.fixture
def between(empty_neo4j: Any) -> Iterator[Proxy]:
    with proxy(int(empty_neo4j.address.rpartition(":")[2])) as made:
        yield made


def undisturbed(folder: Path, files: list[Path]) -> list[str]:
    """The digests of a store after 0, 1, 2 … of the files."""
    alone = Shell(folder, {"KB_STORE": str(folder / "alone")})
    alone.run("init", folder / "alone")
    found = [digest(alone)]
    for file in files:
        assert alone.run("add", file).code == 0
        found.append(digest(alone))
    return found


def digests_of_any(folder: Path, files: list[Path]) -> list[str]:
    """The digests of stores that hold some of the files, whichever; last of the one with all. A file's name, with its
    folder, is a part of the graph."""
    if folder not in _OF_ANY:
        found = _OF_ANY[folder] = []
        for count in range(len(files) + 1):
            for some in combinations(files, count):
                alone = Shell(folder, {"KB_STORE": str(folder / f"some-{len(found)}")})
                assert alone.run("init", folder / f"some-{len(found)}").code == 0
                assert not some or alone.run("add", *some).code == 0
                found.append(digest(alone))
    return _OF_ANY[folder]


def check_index(shell: Shell) -> None:
    """The index in this shell's cache gives the answers that one made anew gives."""
    assert answer(shell) == answer(shell.with_(XDG_CACHE_HOME=str(shell.folder / "fresh-cache")))


def open_transactions(database: Any) -> list[str]:
    """The texts that transactions of others are at."""
    rows = database.query("SHOW TRANSACTIONS YIELD currentQuery, status RETURN currentQuery AS text")
    return [row["text"] for row in rows if "SHOW TRANSACTIONS" not in (row["text"] or "")]


def soon_none_open(database: Any, seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while open_transactions(database):
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def wait_until_busy(database: Any, seconds: float = 30.0) -> None:
    """Until somebody writes."""
    end = time.monotonic() + seconds
    while not any("$rows" in (text or "") for text in open_transactions(database)) and time.monotonic() < end:
        time.sleep(0.05)


# --- connections that are lost

WRITES = b"UNWIND $rows AS row"


@pytest.mark.parametrize(
    "moment", ["before commit", *(pytest.param(m, marks=pytest.mark.slow) for m in ("first write", "a later write"))]
)
def test_a_connection_lost_in_a_transaction_is_made_again(
    shell: Shell, between: Proxy, files: list[Path], moment: str
) -> None:
    assert shell.run("init").code == 0
    writes = 0

    def watch(data: bytes) -> str:
        nonlocal writes
        writes += WRITES in data
        if between.cuts or not writes:
            return ""
        if moment == "before commit":
            return "before" if COMMIT in data else ""
        return "before" if WRITES in data and writes > (3 if moment == "a later write" else 0) else ""

    between.watch = watch
    said = told(shell.with_(KB_STORE=between.address).run("add", *files[:2]))
    assert between.cuts == 1
    if moment == "before commit":  # nobody knows then whether the server had it, so that person is told
        assert said.code == 4, said
        assert "try again" in said.err
        said = shell.run("add", *files[:2])
    assert said.code == 0, said
    assert digest(shell) == undisturbed(shell.folder, files[:2])[-1]
    check_index(shell)


def test_a_commit_whose_answer_is_lost_is_told_and_repeated(shell: Shell, between: Proxy, files: list[Path]) -> None:
    assert shell.run("init").code == 0
    writing = False

    def watch(data: bytes) -> str:
        nonlocal writing
        writing = writing or WRITES in data
        return "after" if writing and COMMIT in data and not between.cuts else ""

    between.watch = watch
    said = told(shell.with_(KB_STORE=between.address).run("add", files[0]))
    assert between.cuts == 1
    assert said.code == 4, said
    assert "lost while the change was being kept" in said.err
    again = shell.run("add", files[0], "--json")
    assert [row["state"] for row in json.loads(again.out)] == ["unchanged"]
    assert digest(shell) == undisturbed(shell.folder, files[:1])[-1]
    check_index(shell)


def test_a_read_whose_commit_is_lost_is_an_answer(shell: Shell, between: Proxy, files: list[Path]) -> None:
    assert shell.run("add", files[0]).code == 0
    between.watch = lambda data: "after" if COMMIT in data and between.cuts < 3 else ""
    said = shell.with_(KB_STORE=between.address).run("evidence", CLAIMS[0], "--json", "--limit", "0")
    assert between.cuts == 3
    assert (said.code, said.out) == (0, answer(shell)), said.err


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_connections_lost_at_random_moments(shell: Shell, between: Proxy, files: list[Path], seed: int) -> None:
    assert shell.run("init").code == 0
    adding = shell.with_(KB_STORE=between.address).start("add", *files)
    moments = random.Random(seed)
    while adding.poll() is None:
        time.sleep(moments.uniform(0.2, 2.5))
        between.cut()
    told(finished(adding))
    states = digests_of_any(shell.folder, files)
    assert digest(shell) in states  # which files were given up is chance; each is in whole or not at all
    again = shell.run("add", *files)
    assert again.code == 0, again
    assert digest(shell) == states[-1]
    check_index(shell)


@pytest.mark.slow
def test_a_server_that_goes_away_for_good_ends_the_command(shell: Shell, between: Proxy, files: list[Path]) -> None:
    """Not each file after the other waits for it again."""
    assert shell.run("init").code == 0
    count = 0

    def watch(data: bytes) -> str:
        nonlocal count
        count += WRITES in data
        return "before" if count > 4 else ""

    between.watch = watch
    said = told(shell.with_(KB_STORE=between.address).run("add", *files))
    assert said.code == 4, said
    assert said.seconds < 60
    assert len([line for line in said.err.splitlines() if line.startswith("kb: ")]) == 1, said.err


def test_a_server_that_pauses_is_waited_for(shell: Shell, empty_neo4j: Any, files: list[Path]) -> None:
    if empty_neo4j.server is None:
        pytest.skip("a server that is not the tests' own is not paused: leave out KB_TEST_NEO4J")
    assert shell.run("init").code == 0
    adding = shell.slowed(SLOWED).start("add", *files[:2])
    wait_until_busy(empty_neo4j)
    empty_neo4j.server.pause()
    try:
        time.sleep(6)
        assert adding.poll() is None
    finally:
        empty_neo4j.server.resume()
    said = told(finished(adding))
    assert said.code == 0, said
    assert digest(shell) == undisturbed(shell.folder, files[:2])[-1]


def test_a_server_that_answers_late_is_waited_for(shell: Shell, between: Proxy, files: list[Path]) -> None:
    """Half a second for every answer, as over a bad line: slower, and the same."""
    assert shell.run("init").code == 0
    between.late = 0.5
    far = shell.with_(KB_STORE=between.address)
    said = told(far.run("add", files[0]))
    assert said.code == 0, said
    assert answer(far) == answer(shell)
    late = far.run("cypher", ENDLESS, "--timeout", "1")
    assert (late.code, "too long" in late.err) == (1, True), late
    between.late = 0.0
    assert digest(shell) == undisturbed(shell.folder, files[:1])[-1]


# --- Ctrl-C

ENDLESS = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a + b < 0 RETURN count(*) AS n"


@pytest.mark.parametrize("write", [False, True])
def test_ctrl_c_ends_a_query_and_its_transaction(shell: Shell, empty_neo4j: Any, write: bool) -> None:
    assert shell.run("init").code == 0
    asking = shell.start("cypher", ENDLESS, "--timeout", "100", *(["--write"] if write else []))
    end = time.monotonic() + 30
    while ENDLESS not in open_transactions(empty_neo4j) and time.monotonic() < end:
        time.sleep(0.1)
    asking.send_signal(signal.SIGINT)
    said = finished(asking)
    assert (said.code, said.out) == (130, ""), said
    assert "stopped" in said.err
    assert len(said.err.strip().splitlines()) == 1, said.err
    assert said.seconds < 2.5
    assert soon_none_open(empty_neo4j)


@pytest.mark.parametrize("after", [0.5, 1.5])
@pytest.mark.slow
def test_ctrl_c_while_adding_keeps_whole_files(shell: Shell, empty_neo4j: Any, files: list[Path], after: float) -> None:
    assert shell.run("init").code == 0
    adding = shell.slowed(SLOWED).start("add", *files)
    wait_until_busy(empty_neo4j)
    time.sleep(after)
    adding.send_signal(signal.SIGINT)
    said = finished(adding)
    assert (said.code, said.out) == (130, ""), said
    assert "stopped" in said.err
    assert said.seconds < 2.5
    assert soon_none_open(empty_neo4j)
    states = undisturbed(shell.folder, files)
    assert digest(shell) in states[:-1]
    assert shell.run("add", *files).code == 0
    assert digest(shell) == states[-1]
    check_index(shell)


def test_ctrl_c_while_another_process_holds_the_store(shell: Shell, empty_neo4j: Any, files: list[Path]) -> None:
    assert shell.run("init").code == 0
    with empty_neo4j.driver() as driver, driver.session() as session, session.begin_transaction() as held:
        held.run("MATCH (m:Meta) SET m.revision = m.revision").consume()
        waiting = shell.start("add", files[0])
        end = time.monotonic() + 30
        while len(open_transactions(empty_neo4j)) < 2 and time.monotonic() < end:
            time.sleep(0.1)
        time.sleep(0.3)
        waiting.send_signal(signal.SIGINT)
        said = finished(waiting)
        held.rollback()
    assert (said.code, said.out) == (130, ""), said
    assert said.seconds < 2.5
    assert soon_none_open(empty_neo4j)


# --- kill -9


def rounds_of_kills(
    shell: Shell,
    files: list[Path],
    moments: random.Random,
    strike: Callable[[subprocess.Popen[str]], None],
    rounds: int,
) -> None:
    """Add the files, one file first, striking each time; in the end an undisturbed run completes it."""
    states = undisturbed(shell.folder, files)
    acknowledged = 0
    for _ in range(rounds):
        adding = shell.start("add", *files)
        time.sleep(moments.uniform(1.0, 4.0))
        strike(adding)
        told(finished(adding))
        found = digest(shell)
        assert found in states, "a file is half there, or one after it came before it"
        assert states.index(found) >= acknowledged, "what was there is gone"
        acknowledged = states.index(found)
        check_index(shell)
        if acknowledged == len(files):
            shell.run("cypher", "MATCH (n) WHERE NOT n:Meta DETACH DELETE n", "--write")
            acknowledged = 0
    assert shell.run("add", *files).code == 0
    assert digest(shell) == states[-1]
    check_index(shell)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_client_is_killed_at_any_moment(shell: Shell, empty_neo4j: Any, files: list[Path]) -> None:
    assert shell.run("init").code == 0

    def strike(adding: subprocess.Popen[str]) -> None:
        adding.kill()
        assert soon_none_open(empty_neo4j, 20)

    rounds_of_kills(shell, files, random.Random(7), strike, rounds=12)


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_the_server_is_killed_at_any_moment(own_neo4j: Any, tmp_path: Path, files: list[Path]) -> None:
    server = own_neo4j(password=PASSWORD)
    shell = shell_for(Database(server.bolt, "neo4j", PASSWORD, server=server), tmp_path)
    assert shell.run("init").code == 0

    def strike(adding: subprocess.Popen[str]) -> None:
        server.kill()
        adding.wait(120)  # it has given up, or was done
        server.restart()

    rounds_of_kills(shell, files, random.Random(9), strike, rounds=10)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_server_that_comes_back_soon_is_waited_for(own_neo4j: Any, tmp_path: Path, files: list[Path]) -> None:
    server = own_neo4j(password=PASSWORD)
    shell = shell_for(Database(server.bolt, "neo4j", PASSWORD, server=server), tmp_path)
    assert shell.run("init").code == 0
    adding = shell.slowed(SLOWED).start("add", *files)
    time.sleep(3)
    server.kill()
    threading.Thread(target=server.restart).start()
    said = told(finished(adding))
    if said.code:  # the connection broke at the very moment of a commit
        assert said.code == 4, said
        assert shell.run("add", *files).code == 0
    assert digest(shell) == undisturbed(shell.folder, files)[-1]
