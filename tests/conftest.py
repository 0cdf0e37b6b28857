"""Fixtures every test may use, and the account of what was skipped."""

from __future__ import annotations

import io
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from kb.store import Store

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# Engines that every test with a store runs on, unless it is marked `embedded`.
ENGINES = ("arcadedb", "neo4j")

PART = "KB_TEST_PART"
"""Under this variable the name of a part of the tests that are run: see `part_of`."""
_TROUBLE = ("tests/browser/", "tests/server/", "tests/kb/browsing/", "tests/kb/test_server_", "tests/test_notebooks.py")

SLOW = 1800
"""Seconds that a slow test may take on a busy machine."""

pytest_plugins = ("tests.server.plugin",)

_NEO4J = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")

# Under this variable, set where everything must be tested, a skip is a failure.
NO_SKIP = "KB_NO_SKIP"

# One home for each test; made by the test itself if it writes there.
_HOMES = itertools.count()

# Busy machines are slow machines: time is no reason to fail. Where everything must be tested, chance is none either.
settings.register_profile(
    "kb", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get(NO_SKIP))
)
settings.load_profile("kb")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold files and seeds that lies beside the project where it is developed."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the gold files and seeds, others' texts and so not in the repository: put them in {SHARED}")
    return SHARED


def pytest_configure() -> None:
    """A shell has what it runs in the background ignore Ctrl-C, and `nohup` the end of its terminal; processes that the
    tests start would inherit that."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if hasattr(signal, "SIGHUP"):
            signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test with a store or a command line is one test for each engine."""
    if "engine" in metafunc.fixturenames:
        alone = metafunc.definition.get_closest_marker("embedded")
        metafunc.parametrize("engine", ENGINES[:1] if alone else ENGINES, indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of several runs side by side (`tests/parts.py`) each takes its part."""
    part = os.environ.get(PART)
    if part:
        config.hook.pytest_deselected(items=[item for item in items if part_of(item) != part])
        items[:] = [item for item in items if part_of(item) == part]


def part_of(item: pytest.Item) -> str:
    """trouble: servers that fail, and those of `kb serve`, which begin with one port; server: all else that asks for a
    Neo4j; rest: what needs none."""
    if any(place in item.nodeid for place in _TROUBLE):
        return "trouble"
    names = getattr(item, "fixturenames", ())
    engine = item.callspec.params.get("engine") if hasattr(item, "callspec") else None
    asked = engine == "neo4j" or any(name.endswith("_neo4j") or name.startswith("neo4j_") for name in names)
    return "server" if asked else "rest"


def pytest_itemcollected(item: pytest.Item) -> None:
    """Slow tests have time."""
    if item.get_closest_marker("slow") and not item.get_closest_marker("timeout"):
        item.add_marker(pytest.mark.timeout(SLOW))


@pytest.fixture
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The engine of this test. For the server its empty database is what the settings name."""
    name = str(request.param)
    if name == "neo4j":
        database = request.getfixturevalue("empty_neo4j")
        for key, value in {
            "KB_STORE": database.address,
            "NEO4J_USERNAME": database.username,
            "NEO4J_PASSWORD": database.password,
            "NEO4J_DATABASE": database.database or "",
        }.items():
            monkeypatch.setenv(key, value)
    return name


@pytest.fixture
def open_empty(engine: str, request: pytest.FixtureRequest) -> Callable[[], Store]:
    """Opens the test's store: the embedded one anew in memory, the server's one as it is."""
    from kb.store import open_store

    if engine == "arcadedb":
        return lambda: open_store("memory:", create=True)
    database = request.getfixturevalue("empty_neo4j")
    return lambda: open_store(database.address, create=True, login=database.login)


@pytest.fixture
def anew(engine: str, open_empty: Callable[[], Store], request: pytest.FixtureRequest) -> Callable[[], Store]:
    """Opens an empty store each time. On the server that is one database emptied, so what an earlier one held must
    have been looked at before."""
    if engine == "arcadedb":
        return open_empty

    def emptied() -> Store:
        request.getfixturevalue("neo4j_server").empty()
        return open_empty()

    return emptied


@pytest.fixture
def store(open_empty: Callable[[], Store]) -> Iterator[Store]:
    """An open, empty store that is thrown away."""
    with open_empty() as opened:
        yield opened


@dataclass(frozen=True)
class Said:
    """What a command line answered. code: exit code; out, err: stdout and stderr; data: the bytes of stdout."""

    code: int
    out: str
    err: str
    data: bytes

    @property
    def json(self) -> Any:
        """stdout as JSON."""
        return json.loads(self.out)


class Kb:
    """Runs command lines: `kb("papers", "--json")` in this process, `kb.process(…)` as a person's shell would."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, *args: str | Path, stdin: bytes = b"") -> Said:
        from kb.cli import run

        out, err = (io.TextIOWrapper(io.BytesIO(), "ascii") for _ in range(2))
        with self._monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = run([str(arg) for arg in args])
            out.flush()
            err.flush()
        return _said(code, out.buffer.getvalue(), err.buffer.getvalue())

    def process(self, *args: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Said:
        """The same in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "kb.cli", *map(str, args)],
            input=stdin,
            capture_output=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | (env or {}),
            check=False,
            timeout=120,
        )
        return _said(done.returncode, done.stdout, done.stderr)


def _said(code: int, out: bytes, err: bytes) -> Said:
    return Said(code, out.decode("utf-8"), err.decode("utf-8"), out)


@pytest.fixture
def kb(engine: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kb:
    """The command line, called in an empty folder; its store, unless a test names one, is the engine's."""
    monkeypatch.chdir(tmp_path)
    return Kb(monkeypatch)


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test sees the settings, the store or the name of the person who runs it, nor the store of another test."""
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(_HOMES))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("KB_STORE", "KB_CONCEPTS", "NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "COLUMNS", *_NEO4J):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KB_PERSON", "tester")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where nothing may be skipped."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get(NO_SKIP):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be ({NO_SKIP}): {_reason(report)}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List once more what this machine could not run, and the way to get it."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section(f"{len(skipped)} not run here")
        for reason in dict.fromkeys(map(_reason, skipped)):
            terminalreporter.line(reason)
            for report in skipped:
                if _reason(report) == reason:
                    terminalreporter.line(f"    {report.nodeid}")


def _reason(report: pytest.TestReport) -> str:
    if isinstance(report.longrepr, tuple):
        return str(report.longrepr[2]).removeprefix("Skipped: ")
    return str(report.longrepr)
