"""Pushes killed at any moment and pushes at once: running again gives what an undisturbed one would have."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import ingest
from kb import concepts
from kb.base import Base
from kb.digest import digest
from kb.merging import merge
from kb.store import Login, open_store

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "kb" / "data" / "examples"
CLAIMS = ("peers reduce hospitalisation", "peer support improves recovery")

# Many small transactions, so that a kill falls between two of them.
COMMAND = (
    "import sys, kb.merging, kb.filling; kb.merging.MOST_ROWS = kb.filling._ROWS = 40; "
    "from kb.cli import run; sys.exit(run(sys.argv[1:]))"
)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs signal 9; run it on Linux or macOS")


def listed(number: int) -> bytes:
    """A list of six works; neighbouring lists share three of them."""
    works = range(3 * number, 3 * number + 6)
    lines = (f"{n}. Author{w}, A. (20{w:02}). A study of peer work number {w} on wards. Journal {w}." for n, w in enumerate(works, 1))  # fmt: skip
    return ("References\n\n" + "\n".join(lines) + "\n").encode()


def made(folder: str, sources: Mapping[str, bytes], claims: tuple[str, ...]) -> None:
    with Base(open_store(folder, create=True), concepts.load(), "tester", None) as base:
        for name, data in sources.items():
            base.add(ingest.read(data, name))
        for claim in claims:
            base.add_claim(claim, "tester")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, str, str]:
    """Two stores that share sources, the digest of both together, and that of the first."""
    folder = tmp_path_factory.mktemp("merging")
    examples = {name: (EXAMPLES / name).read_bytes() for name in ("page.txt", "paper.txt", "paper-references.txt")}
    lists = {f"{n}.txt": listed(n) for n in range(10)}
    one, other = str(folder / "one"), str(folder / "other")
    made(one, examples | {name: lists[name] for name in list(lists)[:6]}, CLAIMS[:1])
    made(other, {name: lists[name] for name in list(lists)[4:]} | {"paper.txt": examples["paper.txt"]}, CLAIMS[1:])
    with Base(open_store("memory:", create=True), concepts.load(), "tester", None) as both:
        for store in (one, other):
            with open_store(store, readonly=True) as source:
                merge(source, both)
        with open_store(one, readonly=True) as source:
            return one, other, digest(both.store), digest(source)


def push(origin: str, target: str, env: Mapping[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "--store", origin, "push", target, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
    )


def done(pushing: subprocess.Popen[str]) -> float:
    started = time.monotonic()
    out, err = pushing.communicate(timeout=300)
    assert pushing.returncode == 0, err
    assert out.startswith("[")
    return time.monotonic() - started


def graph(address: str, env: Mapping[str, str]) -> str:
    names = ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")
    login = Login(*(env.get(name) or None for name in names)) if env else None  # type: ignore[arg-type]
    with open_store(address, readonly=True, login=login) as store:
        return digest(store)


@pytest.fixture
def place(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Any, dict[str, str]]:
    """What gives a fresh place for a store on the engine under test, and the login for it."""
    if engine == "arcadedb":
        numbers = iter(range(1000))
        return lambda: str(tmp_path / f"store{next(numbers)}"), {}
    database = request.getfixturevalue("empty_neo4j")

    def emptied() -> str:
        database.empty()
        return str(database.address)

    return emptied, login_of(database)


def login_of(database: Any) -> dict[str, str]:
    return {
        "NEO4J_USERNAME": database.username,
        "NEO4J_PASSWORD": database.password,
        "NEO4J_DATABASE": database.database or "",
    }


@pytest.mark.parametrize("into", ["empty", "other"])
@pytest.mark.parametrize("kills", [1, pytest.param(15, marks=[pytest.mark.slow, pytest.mark.timeout(1800)])])
def test_a_push_killed_at_any_moment_is_completed_by_the_next(
    stores: tuple[str, str, str, str], place: Any, into: str, kills: int
) -> None:
    one, other, both, alone = stores
    fresh, env = place
    wanted = both if into == "other" else alone
    target = fresh()
    if into == "other":
        done(push(other, target, env))
    seconds = done(push(one, target, env))
    assert graph(target, env) == wanted
    moments = random.Random(kills)
    for _ in range(kills):
        target = fresh()
        if into == "other":
            done(push(other, target, env))
        pushing = push(one, target, env)
        time.sleep(moments.uniform(0.3, 1.0) * seconds)
        pushing.send_signal(signal.SIGKILL)
        pushing.communicate()
        done(push(one, target, env))
        assert graph(target, env) == wanted


@pytest.mark.parametrize("empty", [True, False])
def test_two_pushes_at_once_into_one_server_both_complete(
    stores: tuple[str, str, str, str], empty_neo4j: Any, empty: bool
) -> None:
    one, other, both, _ = stores
    target, env = empty_neo4j.address, login_of(empty_neo4j)
    if not empty:
        done(push(one, target, env))
    for pushing in [push(one, target, env), push(other, target, env)]:
        done(pushing)
    assert graph(target, env) == both
    done(push(other, target, env))
    assert graph(target, env) == both


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_server_killed_while_it_is_pushed_into(stores: tuple[str, str, str, str], own_neo4j: Any) -> None:
    one, other, both, _ = stores
    server = own_neo4j(password="for-tests-only")
    env = {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": "for-tests-only"}
    for origin in (other, one):
        pushing = push(origin, server.bolt, env)
        time.sleep(3)
        server.kill()
        _, err = pushing.communicate(timeout=120)
        assert pushing.returncode in (0, 4), err  # it may just have been done
        server.restart()
        done(push(origin, server.bolt, env))
    assert graph(server.bolt, env) == both
