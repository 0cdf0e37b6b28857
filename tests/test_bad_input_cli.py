"""Bad surroundings, through the real command in a process of its own: files that go, folders that refuse, Ctrl-C.

After each of them the store holds a file whole or not at all, the exit code is as designed, and a line says what to do.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "kb" / "data" / "examples"
FILES = [EXAMPLES / name for name in ("page.txt", "paper.txt", "paper-references.txt")]
POSIX = os.name == "posix"

pytestmark = pytest.mark.skipif(
    not POSIX, reason="needs signals, pipes and limits of a POSIX system; run it on Linux or macOS"
)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def command(*args: object) -> list[str]:
    return [sys.executable, "-m", "kb.cli", *map(str, args)]


def kb(*args: object, **how: Any) -> subprocess.CompletedProcess[str]:
    """Run one command line to its end."""
    how = {"cwd": tempfile.gettempdir(), "env": environment(), "timeout": 120, **how}
    return subprocess.run(command(*args), capture_output=True, text=True, check=False, **how)


def said(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that an error leaves; never a traceback, never anything on stdout."""
    assert "Traceback" not in done.stderr, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("kb: ")]
    assert len(lines) == 1, done.stderr
    return lines[0]


def graph(store: Path) -> str:
    """The digest of a store's graph."""
    from kb.digest import digest
    from kb.store import open_store

    with open_store(str(store), readonly=True) as opened:
        return digest(opened)


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def number_of_sources(store: Path) -> int:
    from cypher import load
    from kb.store import open_store

    with open_store(str(store), readonly=True) as opened:
        return sum(1 for row in opened.rows(load("read/all_nodes")) if row["label"] == "Source")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds one small list; tests work on copies."""
    folder = tmp_path_factory.mktemp("made")
    small = folder / "small.txt"
    small.write_text("1. Adeyo, B. (2011). Peer support at sea. Ward and Home, 3, 10–19.\n", encoding="utf-8")
    done = kb("add", small, "--store", folder / "store")
    assert done.returncode == 0, done.stderr
    return folder / "store"


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "store")
    return tmp_path / "store"


# -- files


def test_a_file_that_is_not_there(store: Path, tmp_path: Path) -> None:
    before = graph(store)
    done = kb("add", tmp_path / "gone.txt", "--store", store)
    assert done.returncode == 1
    assert "gone.txt" in said(done)
    assert graph(store) == before


def test_a_missing_file_makes_no_store(tmp_path: Path) -> None:
    done = kb("add", tmp_path / "gone.txt", "--store", tmp_path / "new")
    assert done.returncode == 1
    assert not (tmp_path / "new").exists() or number_of_sources(tmp_path / "new") == 0


def test_a_file_that_vanishes_while_others_are_read(store: Path, tmp_path: Path) -> None:
    """The first input is a pipe that holds the command up; meanwhile the second one is removed."""
    pipe, second = tmp_path / "first.txt", tmp_path / "second.txt"
    os.mkfifo(pipe)
    shutil.copy(EXAMPLES / "page.txt", second)

    def feed() -> None:
        with pipe.open("wb") as out:
            second.unlink()
            out.write((EXAMPLES / "paper-references.txt").read_bytes())

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    done = kb("add", pipe, second, "--store", store)
    feeder.join(10)
    assert done.returncode == 1
    assert "second.txt" in said(done)
    assert number_of_sources(store) in (1, 2)


@pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="needs a file that fails while it is read: Linux's /proc"
)
def test_a_file_that_fails_while_it_is_read(store: Path) -> None:
    before = graph(store)
    done = kb("add", "/proc/self/mem", "--store", store)
    assert done.returncode == 1
    assert "/proc/self/mem" in said(done)
    assert graph(store) == before


def test_a_folder_without_anything_to_read_is_said(store: Path, tmp_path: Path) -> None:
    done = kb("add", tmp_path, "--store", store)
    assert done.returncode == 1
    assert "nothing to read in" in said(done)


def test_a_file_that_holds_nothing_is_said(store: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    done = kb("add", tmp_path / "empty.txt", tmp_path / "picture.txt", "--strict", "--store", store)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "empty" in done.stderr
    assert "picture" in done.stderr


# -- folders


@pytest.mark.parametrize(
    "verb", [("add", EXAMPLES / "page.txt"), ("evidence", "peers reduce hospitalisation"), ("status",)]
)
def test_a_folder_that_is_no_store_stays_untouched(tmp_path: Path, verb: tuple[object, ...]) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "sea.jpg").write_bytes(b"\xff\xd8\xff sea")
    before = everything_in(photos)
    done = kb(*verb, "--store", photos)
    assert done.returncode == 1
    assert "photos" in said(done)
    assert everything_in(photos) == before
    assert list(tmp_path.iterdir()) == [photos]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine", encoding="utf-8")
    done = kb("add", EXAMPLES / "page.txt", "--store", file)
    assert done.returncode == 1
    assert "notes.txt" in said(done)
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_store_of_a_newer_version(store: Path) -> None:
    stamp = store / "kb-store.json"
    values = json.loads(stamp.read_text(encoding="utf-8"))
    values["schema"] += 1
    stamp.write_text(json.dumps(values), encoding="utf-8")
    before = everything_in(store)
    for verb in (("status",), ("add", EXAMPLES / "page.txt"), ("evidence", "peers reduce hospitalisation")):
        done = kb(*verb, "--store", store)
        assert done.returncode == 1, verb
        assert "newer" in said(done)
    assert everything_in(store) == before


@pytest.fixture
def open_to_all(store: Path) -> Iterator[Path]:
    """A copy of the store that every account may read and none may write."""
    base = Path(tempfile.mkdtemp(prefix="kb-readonly-"))
    target = base / "store"
    shutil.copytree(store, target)
    for path in [*target.rglob("*"), target, base]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield target
    for path in [base, target, *target.rglob("*")]:
        path.chmod(0o755)
    shutil.rmtree(base)


def bound() -> dict[str, Any]:
    """How to run so that permissions bind: root gives up its right to pass them by (Linux's capabilities 1 and 2)."""
    if os.getuid():
        return {}
    import ctypes

    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is None:
        pytest.skip("root is bound by no permission here; run it as an ordinary user")

    def drop() -> None:
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            prctl(24, capability)  # PR_CAPBSET_DROP

    return {"preexec_fn": drop}


def test_a_folder_that_may_not_be_written(open_to_all: Path) -> None:
    who = bound()
    before = everything_in(open_to_all)
    done = kb("add", EXAMPLES / "page.txt", "--store", open_to_all, **who)
    assert done.returncode == 1
    assert str(open_to_all) in said(done)
    assert everything_in(open_to_all) == before
    looked = kb("status", "--store", open_to_all, **who)
    assert looked.returncode == 0, looked.stderr
    assert everything_in(open_to_all) == before


def test_no_store_where_none_may_be_made(open_to_all: Path) -> None:
    done = kb("add", EXAMPLES / "page.txt", "--store", open_to_all.parent / "new", **bound())
    assert done.returncode == 1
    assert "new" in said(done)
    assert [p.name for p in open_to_all.parent.iterdir()] == ["store"]


# -- a full disk


def limited(size: int) -> dict[str, Any]:
    """Run so that no file may grow beyond a size: what a full disk looks like without one."""
    import resource

    return {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))}


@pytest.mark.parametrize(
    "size", [pytest.param(20_000, marks=pytest.mark.slow), 100_000, pytest.param(300_000, marks=pytest.mark.slow)]
)
def test_a_disk_that_is_full_keeps_what_was_there(store: Path, tmp_path: Path, size: int) -> None:
    before = graph(store)
    big = tmp_path / "big.txt"
    lines = (
        f"{i}. Adeyo, B. ({1950 + i % 70}). Peer support at sea {i}. Ward and Home, 3, {i}–{i + 9}.\n"
        for i in range(1, 600)
    )
    big.write_text("".join(lines), encoding="utf-8")
    done = kb("add", big, "--store", store, **limited(size))
    assert done.returncode == 1, done.stderr
    assert "full" in said(done) or "may not grow" in said(done)
    assert graph(store) == before
    assert kb("add", EXAMPLES / "paper-references.txt", "--store", store).returncode == 0


@pytest.mark.parametrize("size", [1_000, 20_000, 60_000])
def test_a_disk_that_is_full_in_the_middle_of_a_merge_keeps_both(store: Path, size: int) -> None:
    assert kb("add", EXAMPLES / "paper-references.txt", "--store", store).returncode == 0
    before = graph(store)
    one, two = (row["citekey"] for row in json.loads(kb("papers", "--json", "--store", store).stdout)[:2])
    done = kb("merge", one, two, "--store", store, **limited(size))
    assert done.returncode == 1, done.stderr
    assert "full" in said(done) or "may not grow" in said(done)
    assert graph(store) == before
    assert kb("merge", one, two, "--store", store).returncode == 0
    assert kb("unmerge", one, "--store", store).returncode == 0
    assert graph(store) == before


def test_a_full_disk_leaves_no_half_made_store(tmp_path: Path) -> None:
    done = kb("add", EXAMPLES / "page.txt", "--store", tmp_path / "new", **limited(10_000))
    assert done.returncode == 1
    said(done)
    assert list(tmp_path.iterdir()) == []


# -- Ctrl-C


def interrupted(store: Path, after: float) -> subprocess.CompletedProcess[str]:
    """`kb add` of three files, stopped by Ctrl-C so many seconds after its start."""
    process = subprocess.Popen(
        command("add", *FILES, "--store", store),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


@pytest.fixture(scope="module")
def whole(made: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], float]:
    """The digests before and after each of the files, and how long one command that adds them all takes."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(made, folder / "stages")
    shutil.copytree(made, folder / "once")
    stages = [graph(folder / "stages")]
    for file in FILES:
        assert kb("add", file, "--store", folder / "stages").returncode == 0
        stages.append(graph(folder / "stages"))
    start = time.monotonic()
    assert kb("add", *FILES, "--store", folder / "once").returncode == 0
    took = time.monotonic() - start
    assert graph(folder / "once") == stages[-1]
    return stages, took


def heard(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether the program itself met the signal. Before its first line and after its last one Python ends it alone."""
    if done.returncode == -signal.SIGINT or "Traceback" in done.stderr:
        assert ", in run\n" not in done.stderr, done.stderr
        return False
    assert done.returncode in (0, 130), done.stderr
    if done.returncode == 130:
        assert "stopped" in said(done)
    return True


def stop_at(store: Path, whole: tuple[list[str], float], after: float) -> int:
    stages, _ = whole
    done = interrupted(store, after)
    now = graph(store)
    assert now in (stages if heard(done) else (stages[0], stages[-1]))
    if done.returncode == 0:
        assert now == stages[-1]
    return done.returncode


def moments(count: int, whole: tuple[list[str], float], seed: int) -> list[float]:
    chance = random.Random(seed)
    return [chance.uniform(0.02, whole[1]) for _ in range(count)]


def test_ctrl_c_leaves_each_file_whole_or_out(made: Path, whole: tuple[list[str], float], tmp_path: Path) -> None:
    for n, after in enumerate(moments(3, whole, 7)):
        shutil.copytree(made, tmp_path / f"store{n}")
        stop_at(tmp_path / f"store{n}", whole, after)


@pytest.mark.slow
def test_ctrl_c_at_forty_moments(made: Path, whole: tuple[list[str], float], tmp_path: Path) -> None:
    codes = []
    for n, after in enumerate(moments(40, whole, 11)):
        shutil.copytree(made, tmp_path / f"store{n}")
        codes.append(stop_at(tmp_path / f"store{n}", whole, after))
        shutil.rmtree(tmp_path / f"store{n}")
    assert codes.count(130) >= 10


def test_ctrl_c_while_a_store_is_made(tmp_path: Path, whole: tuple[list[str], float]) -> None:
    for n, after in enumerate(moments(2, whole, 3)):
        place = tmp_path / f"n{n}"
        place.mkdir()
        heard(interrupted(place / "store", after))
        if (place / "store").exists():
            assert number_of_sources(place / "store") <= 3
        assert {p.name for p in place.iterdir()} <= {"store"}
