"""Processes killed at any moment, and many at once: what was acknowledged stays, and nothing is ever half there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cypher.query import parse
from kb.errors import NotFound
from kb.store import open_store

ROOT = Path(__file__).resolve().parents[2]
WRITER = Path(__file__).with_name("engines") / "stepping.py"
NODES, LINKS = 30, 29  # of one step of the writer

STEPS = parse(
    "read/steps",
    "// steps: what there is of each step\n// row step its number\n// row n its nodes\n// row links its links\n"
    "MATCH (p:Paper) RETURN p.step AS step, count(p) AS n, sum(COUNT { (p)-[:CITES]->() }) AS links ORDER BY step",
    "test",
)


def start(store: Path, first: str, count: int, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(store), first, str(count), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def steps_in(path: Path) -> tuple[set[str], int]:
    """The steps that are in a store, each whole, and its revision."""
    with open_store(str(path), readonly=True) as store:
        rows = list(store.rows(STEPS))
        broken = [row for row in rows if (row["n"], row["links"]) != (NODES, LINKS)]
        assert not broken
        return {row["step"] for row in rows}, store.revision()


def check(path: Path) -> None:
    with open_store(str(path)) as store:
        assert store.check() == ()


def killed_rounds(path: Path, rounds: int, stop: signal.Signals, seed: int) -> int:
    """Start a writer, stop it at a random moment, look; returns how many steps were acknowledged in all."""
    moments = random.Random(seed)
    acknowledged: set[str] = set()
    in_work = 0
    for number in range(rounds):
        writer = start(path, f"{number}:0", 100_000)
        if moments.random() < 0.8:  # else perhaps while it starts, makes or opens the store
            said = writer.stdout.readline() if writer.stdout else ""
            acknowledged.add(said.strip())
            in_work += 1
        time.sleep(moments.uniform(0.0, 0.4))
        writer.send_signal(stop)
        out, _ = writer.communicate(timeout=60)
        acknowledged.update(out.split())
        acknowledged.discard("")
        try:
            present, revision = steps_in(path)
        except NotFound:
            assert not acknowledged  # stopped before there was a store, and then there is none at all
            continue
        assert acknowledged <= present, f"lost: {sorted(acknowledged - present)[:5]}"
        assert revision == len(present)
        # At most the step in work when it was stopped is there without having been acknowledged.
        acknowledged |= present
    assert in_work
    return len(acknowledged)


@pytest.mark.parametrize("rounds", [5, pytest.param(100, marks=[pytest.mark.slow, pytest.mark.timeout(1200)])])
def test_kill_9_loses_nothing_acknowledged(tmp_path: Path, rounds: int) -> None:
    path = tmp_path / "store"
    assert killed_rounds(path, rounds, signal.SIGKILL, seed=rounds) > rounds
    check(path)
    left = [name for name in os.listdir(tmp_path) if name != "store" and ".making-" not in name]
    assert not left


@pytest.mark.parametrize("rounds", [3, pytest.param(30, marks=[pytest.mark.slow, pytest.mark.timeout(600)])])
def test_ctrl_c_leaves_whole_steps(tmp_path: Path, rounds: int) -> None:
    path = tmp_path / "store"
    assert killed_rounds(path, rounds, signal.SIGINT, seed=rounds) > rounds
    check(path)


@pytest.mark.parametrize(("writers", "steps"), [(4, 3), pytest.param(12, 10, marks=pytest.mark.slow)])
def test_writers_side_by_side_lose_nothing(tmp_path: Path, writers: int, steps: int) -> None:
    path = tmp_path / "store"
    running = [start(path, f"{name}:0", steps, "--each") for name in range(writers)]
    said = {line for writer in running for line in writer.communicate(timeout=250)[0].split()}
    assert said == {f"{name}:{n}" for name in range(writers) for n in range(steps)}
    present, revision = steps_in(path)
    assert (present, revision) == (said, writers * steps)
    check(path)


def test_a_reader_beside_a_writer_never_sees_half_a_step(tmp_path: Path) -> None:
    path = tmp_path / "store"
    writer = start(path, "w:0", 12, "--each")
    seen = 0
    try:
        while writer.poll() is None:
            try:
                present, revision = steps_in(path)
            except NotFound:
                continue
            assert revision == len(present) >= seen
            seen = len(present)
            time.sleep(0.02)
    finally:
        writer.kill()
        writer.communicate()
    assert steps_in(path)[1] == 12
