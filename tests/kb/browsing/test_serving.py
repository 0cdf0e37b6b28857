"""A store over Bolt: a copy that changes nothing, the store itself held alone, ports, and what is left afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import AuthError

from kb.browsing.serving import BOLT, Served, choose, served
from kb.errors import KbError, StoreBusy
from kb.lock import take
from kb.store import open_store

ROOT = Path(__file__).resolve().parents[3]
COUNT = "MATCH (n) RETURN count(n) AS n"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A store with one node beside its Meta node."""
    path = tmp_path / "library"
    with open_store(str(path), create=True) as store:
        store.run_write("CREATE (:Theme {id: 't1', name: 'Trust'})", {}, 10.0)
    return path


def driver(at: Served, password: str | None = None) -> Driver:
    return GraphDatabase.driver(at.bolt, auth=(at.username, password or at.password))


def rows(at: Served, text: str, **params: object) -> list[dict[str, object]]:
    with driver(at) as opened:
        found = opened.execute_query(text, params, database_=at.database)  # type: ignore[arg-type]
        return [record.data() for record in found.records]


def themes(path: Path) -> list[object]:
    with open_store(str(path), readonly=True) as store:
        found = store.run_readonly("MATCH (t:Theme) RETURN t.name AS name ORDER BY name", {}, 10.0)
        return [row["name"] for row in found]


def test_a_copy_is_served_and_the_store_stays_as_it_is(library: Path, temporary: Path) -> None:
    with open_store(str(library)) as store:
        revision = store.revision()
    with served(library, write=False, port=None) as at:
        assert (at.database, at.live) == ("kb", False)
        assert rows(at, COUNT) == [{"n": 2}]
        assert at.password not in repr(at)
        with open_store(str(library)) as store:  # free meanwhile, for writing too
            store.run_write("CREATE (:Theme {id: 't2', name: 'Later'})", {}, 10.0)
        rows(at, "CREATE (:Theme {id: 't3', name: 'Thrown away'})")
        assert rows(at, COUNT) == [{"n": 3}]
    assert themes(library) == ["Later", "Trust"]
    with open_store(str(library)) as store:
        assert store.revision() == revision + 1
    assert list(temporary.iterdir()) == []


def test_a_wrong_password_is_refused(library: Path) -> None:
    with (
        served(library, write=False, port=None) as at,
        driver(at, "wrong password") as opened,
        pytest.raises(AuthError),
    ):
        opened.verify_connectivity()


def test_every_serving_has_a_password_of_its_own(library: Path) -> None:
    with served(library, write=False, port=None) as one, served(library, write=False, port=None) as other:
        assert one.password != other.password
        assert one.port != other.port
        assert rows(other, COUNT) == rows(one, COUNT) == [{"n": 2}]


def test_the_store_itself_is_held_alone_and_keeps_what_is_written(library: Path, temporary: Path) -> None:
    before = sorted(path.name for path in library.iterdir())
    with open_store(str(library)) as store:
        revision = store.revision()
    with served(library, write=True, port=None) as at:
        assert at.live
        rows(at, "CREATE (:Theme {id: $id, name: $name})", id="t2", name="`'\"); MATCH (n) DETACH DELETE n //")
        with pytest.raises(StoreBusy):
            take(library, exclusive=False, patience=0)
    assert themes(library) == ["Trust", "`'\"); MATCH (n) DETACH DELETE n //"]
    with open_store(str(library)) as store:
        assert store.revision() > revision  # so the side index is looked through again
        assert store.check() == ()
    assert sorted(path.name for path in library.iterdir()) == before
    assert list(temporary.iterdir()) == []


def test_a_held_store_is_not_served(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.engines.serving.take", lambda path, exclusive: take(path, exclusive=exclusive, patience=0))
    with open_store(str(library)), pytest.raises(StoreBusy), served(library, write=False, port=None):
        pass
    with (
        open_store(str(library), readonly=True),
        pytest.raises(StoreBusy, match="cannot be changed now"),
        served(library, write=True, port=None),
    ):
        pass


def test_what_a_killed_writer_left_is_put_in_order_in_the_copy(library: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, str(ROOT / "tests/kb/engines/stepping.py"), str(library), "k:0", "1000000"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert writer.stdout
    last = ""
    for _ in range(20):
        last = writer.stdout.readline().strip()
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    with served(library, write=False, port=None) as at:
        found = rows(at, "MATCH (p:Paper) RETURN DISTINCT p.step AS step")
        assert {row["step"] for row in found} >= {f"k:{n}" for n in range(int(last.partition(":")[2]) + 1)}


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which somebody listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_that_is_taken(taken: int, library: Path) -> None:
    assert choose(None, taken) != taken
    with pytest.raises(KbError, match=f"port {taken} cannot be used: another program listens there"):
        choose(taken, BOLT)
    with pytest.raises(KbError, match=str(taken)), served(library, write=False, port=taken):
        pass


def test_a_port_taken_in_the_last_moment(taken: int, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Free when it was looked at, taken when the server wants it: another one is tried; a wanted one is said."""
    ports = iter([taken, taken])
    monkeypatch.setattr("kb.browsing.serving.choose", lambda port, usual: next(ports, 0) or choose(None, usual))
    with served(library, write=False, port=None) as at:
        assert at.port != taken
        assert rows(at, COUNT) == [{"n": 2}]
    ports = iter([taken])
    with pytest.raises(KbError, match="is taken"), served(library, write=False, port=taken):
        pass


def test_folders_of_killed_processes_are_cleared(library: Path, temporary: Path) -> None:
    old = time.time() - 7200
    for name in ("kb-served-gone", "kb-served-alive", "kb-served-new", "kb-served.txt", "other"):
        (temporary / name).mkdir()
        (temporary / name / "big").touch()
    alive = take(temporary / "kb-served-alive", exclusive=True)
    for name in ("kb-served-gone", "kb-served-alive", "other"):
        os.utime(temporary / name, (old, old))
    try:
        with served(library, write=False, port=None):
            pass
    finally:
        alive.release()
    assert sorted(path.name for path in temporary.iterdir()) == [
        "kb-served-alive",
        "kb-served-new",
        "kb-served.txt",
        "other",
    ]


def test_a_store_without_files_leaves_nothing(library: Path, temporary: Path) -> None:
    shutil.rmtree(library / "db")
    with pytest.raises(KbError), served(library, write=False, port=None):
        pass
    assert list(temporary.iterdir()) == []
    take(library, exclusive=True, patience=0).release()
