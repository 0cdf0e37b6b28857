"""Files read in several processes: in order, each failing alone, none left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kb.reading import Failed, Readers, Reading, Task, jobs_for, read_safely

ROOT = Path(__file__).resolve().parents[2]
TEXT = (
    "A study of peers\n\nAnn Author\n\nAbstract\n\nPeers reduced readmissions number {n}.\n\nResults\n\nThey did [1].\n"
)

# A reader that dies, hangs or fails at a word in its text: it is put in front of the real one in every new process.
BAD = """
import os, time
import ingest.door
real = ingest.door.read_bytes
def bad(data, name, **more):
    if b"DIE" in data: os._exit(9)
    if b"KILL" in data: os.kill(os.getpid(), 9)
    if b"HANG" in data: time.sleep(600)
    if b"FAIL" in data: raise ZeroDivisionError("a mistake")
    if b"MEMORY" in data: raise MemoryError
    return real(data, name, **more)
ingest.door.read_bytes = bad
"""


def task(n: int, more: str = "") -> Task:
    return Task(f"{n}.txt", (TEXT.format(n=n) + more).encode(), None, None, "auto", "2026-01-01T00:00:00+00:00")


def tasks(words: dict[int, str], count: int) -> Iterator[tuple[int, Task]]:
    yield from ((n, task(n, words.get(n, ""))) for n in range(count))


@pytest.fixture
def bad_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(BAD, "utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")


def test_two_processes_give_what_one_gives_in_order() -> None:
    with Readers(1) as alone, Readers(2) as crew:
        one, two = list(alone.read(tasks({}, 5))), list(crew.read(tasks({}, 5)))
    assert one == two
    assert [n for n, _ in two] == list(range(5))


@pytest.mark.usefixtures("bad_reader")
def test_one_process_apart_dies_alone_too() -> None:
    with Readers(1, apart=True) as one:
        found = dict(one.read(tasks({1: "DIE"}, 3)))
    assert [isinstance(found[n], Failed) for n in range(3)] == [False, True, False]


@pytest.mark.usefixtures("bad_reader")
def test_one_that_dies_fails_alone() -> None:
    words = {1: "DIE", 2: "KILL", 4: "FAIL", 5: "MEMORY"}
    with Readers(2) as crew:
        found = dict(crew.read(tasks(words, 8)))
    assert [n for n, one in found.items() if isinstance(one, Reading)] == [0, 3, 6, 7]
    said = {n: one.message for n, one in found.items() if isinstance(one, Failed)}
    assert "1.txt: its reader died (exit code 9)" in said[1]
    assert "memory" in said[2] or os.name == "nt"
    assert "ZeroDivisionError: a mistake" in said[4]
    assert "not enough memory" in said[5]


@pytest.mark.usefixtures("bad_reader")
def test_one_that_takes_too_long_is_given_up() -> None:
    with Readers(2, patience=20.0) as crew:
        found = dict(crew.read(tasks({0: "HANG"}, 3)))
    assert isinstance(found[0], Failed)
    assert "not read within 20 seconds" in found[0].message
    assert isinstance(found[1], Reading)
    assert isinstance(found[2], Reading)


def test_a_thing_without_a_task_keeps_its_place() -> None:
    given: list[tuple[str, Task | None]] = [("a", None), ("b", task(1)), ("c", None)]
    with Readers(2) as crew:
        assert [(name, found is None) for name, found in crew.read(given)] == [("a", True), ("b", False), ("c", True)]


def test_a_mistake_in_a_reader_is_an_error_of_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RecursionError

    monkeypatch.setattr("ingest.read", broken)
    found = read_safely(task(1))
    assert isinstance(found, Failed)
    assert found.message == "1.txt: reading it failed: RecursionError"


@pytest.mark.parametrize(
    ("sizes", "several"), [([], False), ([10**9], False), ([1000] * 5, False), ([10**6] * 5, True), ([1000] * 50, True)]
)
def test_few_and_small_files_are_read_by_one_process(
    sizes: list[int], several: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.reading.cores", lambda: 4)
    assert jobs_for(sizes) == (4 if several else 1)


@pytest.mark.skipif(os.name != "posix", reason="needs signals to a group of processes: run it on Linux or macOS")
@pytest.mark.usefixtures("bad_reader")
def test_ctrl_c_leaves_no_process(tmp_path: Path) -> None:
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text(TEXT.format(n=n) + ("HANG" if n > 1 else ""), "utf-8")
    words = [sys.executable, "-m", "kb.cli", "--store", str(tmp_path / "store"), "add", "--jobs", "2", str(tmp_path)]
    child = subprocess.Popen(words, cwd=tmp_path, start_new_session=True, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while len(_group(child.pid)) < 3 and time.monotonic() < until:  # itself and two that read
        time.sleep(0.1)
    time.sleep(2)
    os.killpg(child.pid, signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "stopped" in said
    assert "Traceback" not in said
    until = time.monotonic() + 10
    while _group(child.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _group(child.pid)


def _group(leader: int) -> list[str]:
    """Processes of a session that still run."""
    done = subprocess.run(["ps", "-o", "pid=,stat=", "-s", str(leader)], capture_output=True, text=True, check=False)
    return [line for line in done.stdout.splitlines() if line.split()[1][0] != "Z"]
