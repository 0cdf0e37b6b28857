"""The store's lock among processes: who may hold it beside whom, and what is said when it is held."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import portalocker
import pytest

from kb.errors import StoreBusy, StoreError
from kb.lock import HOLDERS, take

ROOT = Path(__file__).resolve().parents[2]
HOLDER = """
import sys
from pathlib import Path
from kb.lock import take
held = take(Path(sys.argv[1]), exclusive=sys.argv[2] == "alone")
print("held", flush=True)
sys.stdin.readline()
held.release()
print("released", flush=True)
sys.stdin.readline()
"""


class Other:
    """Another process that holds the lock until it is told to let go."""

    def __init__(self, folder: Path, how: str) -> None:
        command = [sys.executable, "-c", HOLDER, str(folder), how]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        assert self.read() == "held"

    def read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def let_go(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        assert self.read() == "released"

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture(params=["shared", "alone"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Other, bool]]:
    holder = Other(tmp_path, request.param)
    yield holder, request.param == "alone"
    holder.kill()


def test_readers_share_and_a_writer_is_alone(other: tuple[Other, bool], tmp_path: Path) -> None:
    _, alone = other
    if alone:
        with pytest.raises(StoreBusy):
            take(tmp_path, exclusive=False, patience=0.1)
    else:
        take(tmp_path, exclusive=False, patience=0).release()
    with pytest.raises(StoreBusy):
        take(tmp_path, exclusive=True, patience=0.1)


def test_the_holder_is_named(other: tuple[Other, bool], tmp_path: Path) -> None:
    holder, _ = other
    with pytest.raises(StoreBusy) as caught:
        take(tmp_path, exclusive=True, patience=0)
    said = caught.value.message
    assert f"process {holder.process.pid} (-c {tmp_path}"[:60] in said
    assert time.strftime("since %Y-%m-%d ") in said
    assert caught.value.hint


def test_a_holder_that_ends_in_time_is_waited_for(other: tuple[Other, bool], tmp_path: Path) -> None:
    holder, _ = other
    assert holder.process.stdin is not None
    begin = time.monotonic()
    holder.process.stdin.write("\n")
    holder.process.stdin.flush()
    take(tmp_path, exclusive=True, patience=5).release()
    assert time.monotonic() - begin < 4


def test_a_killed_holder_holds_nothing_and_is_not_named(other: tuple[Other, bool], tmp_path: Path) -> None:
    holder, _ = other
    holder.kill()
    assert len(list((tmp_path / HOLDERS).iterdir())) == 1
    reader = take(tmp_path, exclusive=False, patience=0)
    with pytest.raises(StoreBusy) as caught:
        take(tmp_path, exclusive=True, patience=0)
    assert f"process {os.getpid()} " in caught.value.message
    assert str(holder.process.pid) not in caught.value.message
    reader.release()
    take(tmp_path, exclusive=True, patience=0).release()
    assert list((tmp_path / HOLDERS).iterdir()) == []


def test_releasing_twice_is_no_matter(tmp_path: Path) -> None:
    held = take(tmp_path, exclusive=True)
    held.release()
    again = take(tmp_path, exclusive=True, patience=0)
    held.release()
    with pytest.raises(StoreBusy):
        take(tmp_path, exclusive=False, patience=0)
    again.release()


def test_a_disk_without_locks_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise portalocker.LockException("No locks available")

    monkeypatch.setattr(portalocker, "lock", refuse)
    with pytest.raises(StoreError, match="gives no locks"):
        take(tmp_path, exclusive=True)


@pytest.mark.parametrize("words", [["add", "a b/c:d.txt"], ["add", "x" * 300], ["Ünïcode", "%2f", ".."], []])
def test_any_command_line_can_be_a_note(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/some/where/kb.exe", *words])
    held = take(tmp_path, exclusive=True)
    with pytest.raises(StoreBusy) as caught:
        take(tmp_path, exclusive=False, patience=0)
    assert " ".join(["kb", *words])[:60] in caught.value.message
    held.release()
