"""The server the other tests use: what is said where there can be none, and that nothing of it is left."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError

from tests.server import neo4j, plugin
from tests.server.jars import ENVIRONMENT, FOLDER, Unavailable, jars, java
from tests.server.neo4j import KEEPER, Server
from tests.server.plugin import OWN, Database

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).relative_to(ROOT)

posix = pytest.mark.skipif(os.name == "nt", reason="stands in for Java and Maven with shell scripts: run it on POSIX")

JAVA_17 = """echo 'openjdk version "17.0.1" 2021-10-19' >&2"""
FETCHES = (
    """echo fetch >>"$HOME/calls"; for arg; do case $arg in -DoutputDirectory=*) d=${arg#*=};; esac; done; sleep 0.3"""
)


@pytest.fixture
def machine(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """The environment of a machine that has the given programs, name = shell script, and nothing else."""

    def make(**programs: str) -> dict[str, str]:
        for name, script in programs.items():
            file = tmp_path / name
            file.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")
            file.chmod(0o755)
        return {"PATH": str(tmp_path), "HOME": str(tmp_path)}

    return make


def test_without_java_the_reason_and_the_remedy_are_given(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"needs Java: install Java 17 or later .*default-jre-headless"):
        java({"PATH": ""})
    with pytest.raises(Unavailable, match="needs Java"):
        java({"JAVA_HOME": str(tmp_path)})
    with pytest.raises(Unavailable, match="needs Java"):
        jars({"PATH": ""}, tmp_path / "cache")


@posix
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("""echo 'openjdk version "11.0.2" 2019-01-15' >&2""", "11.0.2"),
        ("""echo 'java version "1.8.0_202"' >&2""", "1.8.0_202"),
        ("echo 'Unable to locate a Java Runtime' >&2; exit 1", "Unable to locate"),
    ],
)
def test_a_java_that_is_too_old_or_none_is_told(machine: Callable[..., dict[str, str]], script: str, said: str) -> None:
    with pytest.raises(Unavailable, match=f"needs Java 17, and .*{said}"):
        java(machine(java=script))


def test_a_folder_that_holds_no_server_is_named(tmp_path: Path) -> None:
    (tmp_path / "neo4j-kernel-5.26.30.jar").touch()
    with pytest.raises(
        Unavailable, match=r"is no folder of a Neo4j server's jars, it lacks neo4j-server-\*\.jar"
    ) as said:
        jars({FOLDER: str(tmp_path)})
    assert "kernel" not in str(said.value)
    with pytest.raises(Unavailable, match="is no folder"):
        jars({FOLDER: str(tmp_path / "nowhere")})


@posix
def test_without_maven_the_remedy_is_given(machine: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=f"install it .*apt install maven.*{FOLDER}"):
        jars(machine(java=JAVA_17), tmp_path / "cache")


@posix
def test_what_maven_says_is_passed_on_and_nothing_half_fetched_is_left(
    machine: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    here = machine(java=JAVA_17, mvn=f'{FETCHES}; touch "$d/part.jar"; echo "[ERROR] no route to host"; exit 1')
    with pytest.raises(Unavailable, match="no route to host"):
        jars(here, tmp_path / "cache")
    assert (tmp_path / "calls").read_text().split() == ["fetch"] * 3
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["lock"]


@posix
def test_an_interrupted_download_is_tried_again(machine: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    again = 'if [ $(wc -l <"$HOME/calls") -lt 2 ]; then exit 1; fi; touch "$d/neo4j-server-5.jar"'
    here = machine(java=JAVA_17, mvn=f"{FETCHES}; {again}")
    folder = jars(here, tmp_path / "cache")
    assert (folder / "neo4j-server-5.jar").is_file()
    (folder / "complete").unlink()  # as a copy of the folder that was cut off would be
    (folder / "neo4j-server-5.jar").unlink()
    assert (jars(here, tmp_path / "cache") / "neo4j-server-5.jar").is_file()


@posix
def test_two_processes_at_once_fetch_once(machine: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    here = machine(java=JAVA_17, mvn=f'{FETCHES}; touch "$d/neo4j-server-5.jar"')
    code = "import sys, pathlib, tests.server.jars as j; print(j.jars(eval(sys.argv[1]), pathlib.Path(sys.argv[2])))"
    command = [sys.executable, "-c", code, repr(here), str(tmp_path / "cache")]
    env = ENVIRONMENT | {"PYTHONPATH": str(ROOT)}
    running = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in range(2)]
    said = {process.communicate(timeout=60)[0] for process in running}
    assert len(said) == 1
    assert said.pop().strip()
    assert (tmp_path / "calls").read_text().split() == ["fetch"]


@pytest.mark.parametrize("death", ["kill", "terminate"])
def test_what_is_kept_dies_with_whoever_keeps_it(tmp_path: Path, death: str) -> None:
    sleeper = [sys.executable, "-I", "-S", "-c", "import time; time.sleep(300)"]
    keeper = [sys.executable, str(KEEPER), str(tmp_path / "log"), *sleeper]
    code = f"import subprocess; subprocess.Popen({keeper!r}, stdin=subprocess.PIPE).wait()"
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert owner.stdout
    with owner.stdout:
        pid = int(owner.stdout.readline())
        assert not gone(pid, 0.2)
        getattr(owner, death)()
        owner.wait()
    assert gone(pid, 20)


def gone(pid: int, patience: float) -> bool:
    """Whether a process ends within some seconds."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except OSError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(("no_skip", "outcome"), [("", "1 skipped"), ("1", "1 error")])
def test_without_a_server_its_tests_are_listed_with_the_remedy(tmp_path: Path, no_skip: str, outcome: str) -> None:
    env = {key: value for key, value in ENVIRONMENT.items() if key not in (FOLDER, OWN, "JAVA_HOME")}
    env |= {"PATH": str(tmp_path), "KB_NO_SKIP": no_skip}
    one = f"{HERE.as_posix()}::test_the_server_asks_for_a_login"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", one],
        env=env,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert outcome in done.stdout
    assert "default-jre-headless" in done.stdout
    assert OWN in done.stdout


def test_the_server_asks_for_a_login(neo4j_server: Database) -> None:
    assert neo4j_server.query("RETURN 1 AS one") == [{"one": 1}]
    with (
        GraphDatabase.driver(neo4j_server.address, auth=(neo4j_server.username, "wrong")) as driver,
        pytest.raises(AuthError),
    ):
        driver.verify_connectivity()


def test_emptying_takes_data_and_a_bare_database_has_nothing(
    bare_neo4j: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plugin, "_BATCH", 10)
    bare_neo4j.query("CREATE CONSTRAINT `a ``name` FOR (a:A) REQUIRE a.id IS UNIQUE")
    for many in (1, 40):
        bare_neo4j.query("CREATE (h:Hub) WITH h UNWIND range(1, $many) AS i CREATE (:A {id: i})-[:R]->(h)", many=many)
        bare_neo4j.empty()
        assert bare_neo4j.query("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    assert len(bare_neo4j.query("SHOW CONSTRAINTS")) == 1
    bare_neo4j.bare()
    assert bare_neo4j.query("SHOW CONSTRAINTS") == []
    assert {row["type"] for row in bare_neo4j.query("SHOW INDEXES")} == {"LOOKUP"}


def test_a_database_that_holds_anything_is_not_used(empty_neo4j: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("NEO4J_USERNAME", empty_neo4j.username), ("NEO4J_PASSWORD", empty_neo4j.password)):
        monkeypatch.setitem(ENVIRONMENT, name, value)
    plugin._given(empty_neo4j.address).close()
    empty_neo4j.query("CREATE (:Precious)")
    with pytest.raises(pytest.fail.Exception, match=r"holds 1 nodes.*name an empty one"):
        plugin._given(empty_neo4j.address)
    assert empty_neo4j.query("MATCH (n:Precious) RETURN count(n) AS n") == [{"n": 1}]


def test_a_server_that_is_not_there_is_named() -> None:
    port = neo4j.free_ports()[0]
    with pytest.raises(pytest.fail.Exception, match=f"{OWN}=bolt://127.0.0.1:{port} cannot be used"):
        plugin._given(f"bolt://127.0.0.1:{port}")


@pytest.mark.slow
def test_a_taken_port_is_chosen_anew(own_neo4j: Callable[..., Server], monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        choices = [(taken, neo4j.free_ports()[0]), (neo4j.free_ports()[0], taken), neo4j.free_ports()]
        monkeypatch.setattr(neo4j, "free_ports", lambda: choices.pop(0))
        server = own_neo4j()
    assert choices == []
    assert str(taken) not in server.bolt + server.http


@pytest.mark.slow
def test_what_was_committed_survives_a_kill_and_no_process_is_left(own_neo4j: Callable[..., Server]) -> None:
    server = own_neo4j(password="a-password", settings={"db.tx_state.memory_allocation": "ON_HEAP"})
    address, pids = (server.bolt, server.http), [server.pid]
    with GraphDatabase.driver(server.bolt, auth=("neo4j", "a-password")) as driver:
        driver.execute_query("CREATE (:Kept)")
        server.kill()
        server.restart()
        pids.append(server.pid)
        assert driver.execute_query("MATCH (n:Kept) RETURN count(n) AS n").records[0]["n"] == 1
    server.pause()
    server.stop()
    assert (server.bolt, server.http) == address
    assert not server.alive
    assert server.pid is None
    assert all(pid and gone(pid, 5) for pid in pids)
    assert "5." in server.admin("--version")
    with pytest.raises(RuntimeError, match="neo4j-admin no-such ended with"):
        server.admin("no-such")


@pytest.mark.slow
def test_a_setting_it_does_not_know_is_told_in_its_own_words(own_neo4j: Callable[..., Server]) -> None:
    with pytest.raises(neo4j.StartFailed, match=r"ended while starting(?s:.*)no.such.setting"):
        own_neo4j(settings={"server.no.such.setting": "1"})
