"""Opening a store: what is made, what is refused and left alone, and what happens where nothing can be written."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cypher.query import parse
from kb.engines import folder
from kb.errors import (
    KbError,
    NotAStore,
    NotFound,
    StoreBusy,
    StoreDamaged,
    StoreFull,
    StoreReadOnly,
    StoreVersion,
)
from kb.store import SCHEMA_VERSION, Store, open_store

ROOT = Path(__file__).resolve().parents[2]
PUT = parse(
    "write/put",
    "// put: themes\n// param rows list<map> themes\n"
    "UNWIND $rows AS row MERGE (t:Theme {id: row.id}) SET t.name = row.name",
    "test",
)
GET = parse("read/get", "// get: themes\n// row id id\nMATCH (t:Theme) RETURN t.id AS id ORDER BY id", "test")


def put(store: Store, *ids: str) -> None:
    store.apply([(PUT, [{"id": i, "name": i} for i in ids])])


def themes(path: Path) -> list[str]:
    with open_store(str(path), readonly=True) as store:
        return [row["id"] for row in store.rows(GET)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed store that holds one theme."""
    place = tmp_path / "store"
    with open_store(str(place), create=True) as store:
        put(store, "a")
    return place


def tree(path: Path) -> dict[str, bytes | None]:
    return {str(p.relative_to(path)): p.read_bytes() if p.is_file() else None for p in sorted(path.rglob("*"))}


@pytest.mark.parametrize("before", ["missing", "empty", "parents missing"])
def test_a_missing_or_empty_folder_becomes_a_store(tmp_path: Path, before: str) -> None:
    place = tmp_path / "x" / "y" / "store [1]" if before == "parents missing" else tmp_path / "store"
    if before == "empty":
        place.mkdir()
    with open_store(str(place), create=True) as store:
        assert (store.schema_version(), store.revision()) == (SCHEMA_VERSION, 0)
    stamp = json.loads((place / "kb-store.json").read_text("utf-8"))
    assert (stamp["format"], stamp["schema"], stamp["engine"]) == (1, SCHEMA_VERSION, "arcadedb")
    assert [p.name for p in place.parent.iterdir()] == [place.name]


@pytest.mark.parametrize("readonly", [True, False])
@pytest.mark.parametrize("empty", [True, False])
def test_without_create_nothing_is_made(tmp_path: Path, readonly: bool, empty: bool) -> None:
    place = tmp_path / "store"
    if empty:
        place.mkdir()
    with pytest.raises(NotFound, match="no store"):
        open_store(str(place), readonly=readonly)
    assert place.exists() == empty
    assert not empty or not list(place.iterdir())


@pytest.mark.parametrize("what", ["letter.txt", ".hidden", "db"])
def test_a_folder_with_other_things_is_left_alone(tmp_path: Path, what: str) -> None:
    place = tmp_path / "papers"
    place.mkdir()
    (place / what).write_text("mine", "utf-8")
    before = tree(tmp_path)
    for create in (True, False):
        with pytest.raises(NotAStore):
            open_store(str(place), create=create)
    assert tree(tmp_path) == before


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("mine", "utf-8")
    with pytest.raises(NotAStore, match="is a file"):
        open_store(str(tmp_path / "x.txt"), create=True)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"format": 2}, StoreVersion),
        ({"format": 7, "colour": "blue"}, StoreVersion),
        ({"schema": SCHEMA_VERSION + 1}, StoreVersion),
        ({"engine": "other"}, StoreVersion),
        ({"colour": "blue"}, StoreDamaged),
        ({"format": "one"}, StoreDamaged),
    ],
)
def test_a_store_of_another_kb_is_left_alone(path: Path, change: dict[str, Any], error: type[KbError]) -> None:
    stamp = path / "kb-store.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text("utf-8")), **change}), "utf-8")
    before = tree(path)
    with pytest.raises(error) as caught:
        open_store(str(path), create=True)
    assert caught.value.hint
    assert tree(path) == before


@pytest.mark.parametrize("text", ["", "[]", "{}", "not json", '{"format": 1'])
def test_a_broken_stamp_is_damage(path: Path, text: str) -> None:
    (path / "kb-store.json").write_text(text, "utf-8")
    with pytest.raises(StoreDamaged, match=r"kb-store\.json"):
        open_store(str(path))


def test_lost_database_files_are_damage(path: Path) -> None:
    shutil.rmtree(path / "db")
    with pytest.raises(StoreDamaged):
        open_store(str(path))


def test_a_memory_store_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with open_store("memory:") as store:
        put(store, "a")
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())


def test_readers_share_a_writer_waits(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.lock.take.__kwdefaults__", {"patience": 0.1})
    with open_store(str(path), readonly=True) as store:
        assert as_nobody(path, "read", privileged=True) == "revision 1"
        assert list(store.rows(GET)) == [{"id": "a"}]
        with pytest.raises(StoreBusy, match=f"process {os.getpid()}"):
            open_store(str(path))
    with open_store(str(path)), pytest.raises(StoreBusy, match="cannot be read now"):
        open_store(str(path), readonly=True)


def test_a_reader_refuses_to_write(path: Path) -> None:
    with open_store(str(path), readonly=True) as store:
        with pytest.raises(StoreReadOnly):
            put(store, "b")
        with pytest.raises(StoreReadOnly):
            store.run_write("CREATE (t:Theme {id: 'b'})", {}, 5)
    assert themes(path) == ["a"]


def test_closing_twice_and_using_a_closed_store(path: Path) -> None:
    store = open_store(str(path))
    store.close()
    store.close()
    with pytest.raises(KbError, match="closed"):
        store.revision()


# --- another version of the engine


def as_of_version(path: Path, version: str) -> None:
    stamp = path / "kb-store.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text("utf-8")), "engineVersion": version}), "utf-8")


@pytest.mark.parametrize("readonly", [True, False])
def test_another_engine_version_meets_a_backup_first(path: Path, readonly: bool) -> None:
    made = json.loads((path / "kb-store.json").read_text("utf-8"))["made"]
    as_of_version(path, "1.0")
    database = tree(path / "db")
    dumped: list[tuple[list[Any], Path]] = []

    def backup(store: Store, kept: Path) -> None:
        dumped.append((list(store.rows(GET)), kept))
        (kept / "dump.jsonl").write_text("{}\n", "utf-8")

    open_store(str(path), readonly=readonly, backup=backup).close()
    open_store(str(path), readonly=readonly, backup=backup).close()
    (kept,) = (path / "backups").iterdir()
    assert dumped == [([{"id": "a"}], kept)]
    assert tree(kept / "db") == database
    assert json.loads((kept / "kb-store.json").read_text("utf-8"))["engineVersion"] == "1.0"
    stamp = json.loads((path / "kb-store.json").read_text("utf-8"))
    assert (stamp["engineVersion"] != "1.0", stamp["made"]) == (True, made)
    assert themes(path) == ["a"]


def test_a_backup_that_fails_leaves_the_store_waiting_for_one(path: Path) -> None:
    as_of_version(path, "1.0")

    def backup(store: Store, kept: Path) -> None:
        raise StoreFull("no room for a dump")

    for _ in range(2):
        with pytest.raises(StoreFull):
            open_store(str(path), backup=backup)
    assert json.loads((path / "kb-store.json").read_text("utf-8"))["engineVersion"] == "1.0"
    open_store(str(path)).close()
    assert themes(path) == ["a"]


# --- places that refuse writing

AS_NOBODY = """
import os, sys
import cypher
from kb.errors import KbError
from kb.store import open_store
[cypher.load(name) for name in cypher.names()]
open_store("memory:").close()  # everything is loaded while this process may still read it
if os.geteuid() == 0 and sys.argv[3] == "False":
    os.setgid(65534)
    os.setuid(65534)
try:
    with open_store(sys.argv[1], readonly=sys.argv[2] == "read", create=True) as store:
        print("revision", store.revision())
except KbError as error:
    print(type(error).__name__)
    print(error, file=sys.stderr)
"""


def as_nobody(path: Path, how: str, privileged: bool = False) -> str:
    """Open a store in another process, without a superuser's rights unless said otherwise."""
    command = [sys.executable, "-c", AS_NOBODY, str(path), how, str(privileged)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=60)
    print(done.stderr)
    return done.stdout.strip()


@pytest.fixture
def nowhere() -> Iterator[Path]:
    """A folder that an unprivileged process can reach (pytest's own are for one user), holding a store with a theme."""
    if os.name == "nt":
        pytest.skip("needs POSIX permissions: run it on Linux or macOS")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        with open_store(str(place / "store"), create=True) as store:
            put(store, "a")
        yield place
        for left in [place, *place.rglob("*")]:
            left.chmod(0o755)


def refuse_writing(path: Path) -> None:
    for place in [path, *path.rglob("*")]:
        place.chmod(0o555 if place.is_dir() else 0o444)


def test_a_read_only_folder_is_read_and_not_written(nowhere: Path) -> None:
    path = nowhere / "store"
    refuse_writing(path)
    before = tree(path)
    assert as_nobody(path, "read") == "revision 1"
    assert as_nobody(path, "write") == "StoreReadOnly"
    assert tree(path) == before


def test_a_read_only_folder_after_a_kill_is_read_from_a_copy(nowhere: Path) -> None:
    path = nowhere / "killed"
    writer = Path(__file__).with_name("engines") / "stepping.py"
    command = [sys.executable, str(writer), str(path), "w:0", "100000"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert running.stdout is not None
    said = running.stdout.readline()
    running.kill()
    said += running.communicate()[0]
    refuse_writing(path)
    before = tree(path)
    revision = int(as_nobody(path, "read").removeprefix("revision "))
    assert len(said.split()) <= revision <= len(said.split()) + 1
    assert tree(path) == before


def test_a_place_that_refuses_a_store(nowhere: Path) -> None:
    nowhere.chmod(0o555)
    assert as_nobody(nowhere / "another", "write") == "StoreReadOnly"
    nowhere.chmod(0o755)
    assert [place.name for place in nowhere.iterdir()] == ["store"]


def test_a_folder_that_cannot_be_looked_into(nowhere: Path) -> None:
    (nowhere / "store").chmod(0o000)
    assert as_nobody(nowhere / "store", "read") == "NotAStore"


# --- a full disk

FILLING = """
import resource, sys
from cypher.query import parse
from kb.errors import KbError
from kb.store import open_store
put = parse("write/put", "// put: x\\n// param rows list x\\nUNWIND $rows AS row MERGE (t:Theme {id: row.id}) "
            "SET t.name = row.name, t.step = row.step", "x")
where, limit = sys.argv[1], int(sys.argv[2])
try:
    if limit < 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (-limit, -limit))
    with open_store(where, create=True) as store:
        if limit > 0:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        for n in range(100):
            store.apply([(put, [{"id": f"{n}-{i}", "name": "x" * 1000, "step": n} for i in range(300)])])
            print(n, flush=True)
except KbError as error:
    print(type(error).__name__)
"""
STEPS = parse(
    "read/steps",
    "// steps: x\n// row step s\n// row n count\nMATCH (t:Theme) RETURN t.step AS step, count(t) AS n ORDER BY step",
    "test",
)


def fill(path: Path, limit: int) -> list[str]:
    """Apply steps until no file may grow beyond `limit` bytes (negative: from the very beginning)."""
    if os.name == "nt":
        pytest.skip("needs limits on file size: run it on Linux or macOS")
    command = [sys.executable, "-c", FILLING, str(path), str(limit)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)
    return done.stdout.split() or [done.stderr]


def whole_steps(path: Path, readonly: bool) -> list[str]:
    with open_store(str(path), readonly=readonly) as store:
        rows = list(store.rows(STEPS))
        assert all(row["n"] == 300 for row in rows)
        assert store.revision() == len(rows)
        return [str(row["step"]) for row in rows]


def test_a_full_disk_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "store"
    *done, last = fill(path, 2_000_000)
    assert (last, done) == ("StoreFull", [str(n) for n in range(len(done))])
    assert len(done) >= 2
    assert whole_steps(path, readonly=True) == whole_steps(path, readonly=False) == done
    with open_store(str(path)) as store:
        assert store.check() == ()
        put(store, "after")


def test_a_full_disk_makes_no_half_store(tmp_path: Path) -> None:
    assert fill(tmp_path / "store", -100_000) == ["StoreFull"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "error"), [(errno.ENOSPC, StoreFull), (errno.EACCES, StoreReadOnly), (errno.EROFS, StoreReadOnly)]
)
def test_what_a_refused_write_means(number: int, error: type[KbError]) -> None:
    assert type(folder.full_or_refused(Path("x"), OSError(number, "no"))) is error


def test_what_a_killed_maker_left_goes_after_an_hour(tmp_path: Path) -> None:
    for name, hours in (("old", 2), ("new", 0)):
        left = tmp_path / f".store.making-{name}"
        left.mkdir()
        then = left.stat().st_mtime - hours * 3600
        os.utime(left, (then, then))
    open_store(str(tmp_path / "store"), create=True).close()
    assert sorted(p.name for p in tmp_path.iterdir()) == [".store.making-new", "store"]
