"""`kb serve` and `kb browse` as a person's shell runs them: what they print, how they end, what they refuse."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from neo4j import GraphDatabase

from kb.lock import take
from kb.store import open_store
from tests.kb.browsing.jars import PAGE, make, without
from tests.kb.browsing.running import Running, eventually, running, start

pytestmark = pytest.mark.embedded

SCRIPTS = PAGE[PAGE.index(b"<script") :]
SILENT = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "BROWSER": ""}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library"
    with open_store(str(path), create=True) as store:
        store.run_write("CREATE (:Theme {id: 't1', name: 'Trust'})", {}, 10.0)
    return path


@pytest.fixture
def errors(tmp_path: Path) -> Path:
    """Where a command's stderr is kept, in the folder it runs in."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder / "stderr.txt"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where commands put temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def count(command: Running) -> int:
    said = command.said
    with GraphDatabase.driver(said["bolt"], auth=(said["username"], said["password"])) as driver:
        return int(driver.execute_query("MATCH (n) RETURN count(n) AS n", database_=said["database"]).records[0]["n"])


def ended(words: tuple[str | Path, ...], errors: Path, env: dict[str, str] | None = None) -> tuple[int, str]:
    """A command that does not get as far as staying: its exit code and what it said."""
    process = start(*words, errors=errors, env=env)
    try:
        out, _ = process.communicate(timeout=60)
    finally:
        process.kill()
    assert out == ""
    return process.returncode, errors.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "by"),
    [
        (("serve",), "SIGINT"),
        (("serve",), "SIGTERM"),
        (("serve",), "SIGHUP"),
        (("serve", "--write"), "SIGTERM"),
        (("browse", "--no-open"), "SIGINT"),
        (("browse", "--no-open", "--write"), "SIGTERM"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals: on Windows Ctrl-C alone ends these commands")
def test_it_ends_cleanly(library: Path, errors: Path, temporary: Path, words: tuple[str, ...], by: str) -> None:
    before = sorted(path.name for path in library.iterdir())
    with running(*words, "--store", library, errors=errors) as command:
        assert count(command) == 2
        port = int(command.said["bolt"].rpartition(":")[2])
        code, said = command.end(signal.Signals[by])
    assert code == 0
    assert said.endswith("ended\n")
    assert "Traceback" not in said
    assert list(temporary.iterdir()) == []
    assert sorted(path.name for path in library.iterdir()) == before
    assert list((library / "holders").iterdir()) == []
    assert [path.name for path in errors.parent.iterdir()] == [errors.name]
    with socket.socket() as asked:
        assert asked.connect_ex(("127.0.0.1", port)) != 0
    take(library, exclusive=True, patience=0).release()


def test_a_kill_frees_the_store_and_the_next_one_works(library: Path, errors: Path, temporary: Path) -> None:
    with running("serve", "--write", "--store", library, errors=errors) as command:
        command.process.kill()
        command.process.wait(timeout=30)
    with running("serve", "--store", library, errors=errors) as command:
        assert count(command) == 2
        command.end()
    with open_store(str(library)) as store:
        assert store.check() == ()


def test_what_is_printed_for_people(library: Path, errors: Path) -> None:
    process = start("serve", "--store", library, errors=errors)
    try:
        assert process.stdout
        lines = [process.stdout.readline().split(maxsplit=1) for _ in range(5)]
        assert [name for name, _ in lines] == ["bolt", "username", "password", "database", "snapshot"]
        assert eventually(lambda: "Ctrl-C ends it" in errors.read_text("utf-8"))
    finally:
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=30)
    assert out == ""
    said = errors.read_text("utf-8")
    assert "changes to it are thrown away" in said
    assert lines[2][1].strip() not in said


def test_held_by_another(library: Path, errors: Path) -> None:
    with running("serve", "--write", "--store", library, errors=errors):
        code, said = ended(("serve", "--store", library), errors.with_name("second.txt"))
        assert code == 1
        assert "held by process" in said
        assert "serve --write" in said


@pytest.mark.parametrize("verb", ["serve", "browse"])
def test_what_cannot_be_served(verb: str, tmp_path: Path, errors: Path) -> None:
    code, said = ended((verb, "--store", tmp_path / "missing"), errors)
    assert (code, "there is no store at" in said) == (1, True)
    assert not (tmp_path / "missing").exists()
    code, said = ended((verb, "--store", "memory:"), errors)
    assert (code, "memory: holds nothing" in said) == (2, True)
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange" / "file").touch()
    code, said = ended((verb, "--store", tmp_path / "strange"), errors)
    assert (code, "no kb store" in said) == (1, True)


def test_a_server_is_not_served_again(errors: Path) -> None:
    code, said = ended(("serve", "--store", "bolt://127.0.0.1:7687"), errors)
    assert (code, "is a server already" in said) == (2, True)
    code, said = ended(("browse", "--write", "--store", "bolt://127.0.0.1:7687"), errors)
    assert (code, "--write is for a store in a folder" in said) == (2, True)


@pytest.mark.parametrize("words", [("serve", "--port"), ("browse", "--no-open", "--port"), ("browse", "--bolt-port")])
def test_a_wanted_port_that_is_taken(
    library: Path, errors: Path, temporary: Path, taken: int, words: tuple[str, ...]
) -> None:
    code, said = ended((*words, str(taken), "--store", library), errors)
    assert code == 1
    assert f"port {taken} cannot be used: another program listens there" in said
    assert list(temporary.iterdir()) == []


def test_two_at_once(library: Path, errors: Path) -> None:
    with (
        running("serve", "--store", library, errors=errors) as one,
        running("serve", "--store", library, errors=errors.with_name("second.txt")) as other,
    ):
        assert one.said["bolt"] != other.said["bolt"]
        assert count(one) == count(other) == 2


def test_browser_is_shown_from_the_jar(library: Path, errors: Path, tmp_path: Path) -> None:
    jar = make(tmp_path / "neo4j-browser-5.24.0.jar")
    words = ("browse", "--browser-jar", jar, "--store", library)
    with running(*words, errors=errors, env=SILENT) as command:
        said = command.said
        with urlopen(said["browser"], timeout=10) as page:
            assert page.read().endswith(SCRIPTS)
        for name in ("style", "guide"):
            with urlopen(said[name].partition(" ")[2], timeout=10) as file:
                assert file.read()
        with urlopen(said["favourites"], timeout=10) as file:
            assert file.read(2) == b"PK"
        assert said["browser"].startswith("http://localhost:")
        assert f"dbms=bolt://root@{said['bolt'].removeprefix('bolt://')}&db=kb&" in said["browser"]
        assert said["password"] not in said["browser"]
        _, text = command.end()
    assert "no web browser found here: open the address" in text


@pytest.mark.parametrize("place", ["cache", "maven"])
def test_the_jar_is_found(library: Path, errors: Path, tmp_path: Path, place: str) -> None:
    home = tmp_path / "home"
    env = {"HOME": str(home), "USERPROFILE": str(home), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    maven = home / ".m2/repository/org/neo4j/client/neo4j-browser/5.24.0"
    folder = maven if place == "maven" else tmp_path / "cache/kb/neo4j/5.26.30"
    make(folder / "neo4j-browser-5.24.0.jar")
    make(folder / "neo4j-browser-5.25.0.jar", without("browser/app-1.js"))  # newer, but broken
    with running("browse", "--no-open", "--store", library, errors=errors, env=env) as command:
        with urlopen(command.said["browser"], timeout=10) as page:
            assert page.read().endswith(SCRIPTS)
        _, text = command.end()
    assert "neo4j-browser-5.25.0.jar is not Neo4j Browser: it lacks `browser/app-1.js`" in text


def test_without_a_jar_it_says_how_to_get_one_and_serves_on(library: Path, errors: Path, tmp_path: Path) -> None:
    env = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    with running("browse", "--store", library, errors=errors, env=env) as command:
        assert command.said["browser"] is None
        assert count(command) == 2
        code, text = command.end()
    assert code == 0
    assert "mvn dependency:get -Dartifact=org.neo4j.client:neo4j-browser:5.24.0" in text
    assert "GPLv3" in text
    assert "--browser-jar" in text


@pytest.mark.parametrize("kind", ["another", "text", "missing"])
def test_a_jar_that_is_not_browser(library: Path, errors: Path, temporary: Path, tmp_path: Path, kind: str) -> None:
    jar = tmp_path / "neo4j-browser-5.24.0.jar"
    if kind == "another":
        make(jar, {"META-INF/MANIFEST.MF": b""})
    elif kind == "text":
        jar.write_text("no zip")
    code, said = ended(("browse", "--browser-jar", jar, "--store", library), errors)
    assert code == 1
    assert said.count("\n") == 1
    assert {"another": "it lacks `browser/index.html`", "text": "cannot be read as a jar", "missing": "no such file"}[
        kind
    ] in said
    assert list(temporary.iterdir()) == []


def test_a_server_without_browser(errors: Path, taken: int, tmp_path: Path) -> None:
    env = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    words = ("browse", "--no-open", "--store", "bolt://127.0.0.1:9", "--http")
    code, said = ended((*words, "http://127.0.0.1:9"), errors, env)
    assert code == 4
    assert "no Neo4j Browser answers at http://127.0.0.1:9" in said
    assert "--http URL" in said


@pytest.mark.parametrize("verb", [("serve",), ("browse", "--no-open", "--write")], ids=" ".join)
@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_ctrl_c_while_it_starts_leaves_nothing(
    library: Path, errors: Path, temporary: Path, verb: tuple[str, ...]
) -> None:
    """At any moment from the making of its folder on."""
    for moment in (0.0, 0.02, 0.06, 0.15):
        process = start(*verb, "--store", library, errors=errors)
        assert eventually(lambda: any(temporary.glob("kb-served-*")))
        time.sleep(moment)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        assert process.returncode in (0, 130)
        assert "Traceback" not in errors.read_text("utf-8")
        assert list(temporary.glob("kb-served-*")) == []
    take(library, exclusive=True, patience=0).release()
