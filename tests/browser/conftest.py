"""Neo4j Browser on a library of the example files, on both engines; and the folder its pictures go to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase
from playwright.sync_api import Request

from tests.browser.page import Browser, chromium, window
from tests.kb.browsing.running import environment, running
from tests.server.jars import Unavailable, jars

EXAMPLES = Path(__file__).resolve().parents[2] / "kb" / "data" / "examples"
CLAIMS = ("peers reduce hospitalisation", "peer support reduces stigma", "peer workers need supervision")
ENGINES = ("arcadedb", "neo4j")

PICTURES = "KB_SCREENSHOTS"
"""Names the folder that pictures are kept in; without it the run's own temporary one."""
_KEPT: list[Path] = []


@dataclass
class Session:
    """Browser connected to a library that `kb browse` shows. filled: what its form held before anybody typed;
    failed: addresses elsewhere that the page asked for, with why they were not got."""

    engine: str
    browser: Browser
    said: Mapping[str, Any]
    driver: Driver
    pictures: Path
    filled: Mapping[str, str] = field(default_factory=dict)
    failed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def database(self) -> str | None:
        name = self.said["database"]
        return str(name) if name else None

    def picture(self, name: str) -> None:
        self.browser.picture(self.pictures / f"{self.engine}-{name}.png")


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = os.environ.get(PICTURES)
    folder = Path(named) if named else tmp_path_factory.mktemp("pictures")
    _KEPT.append(folder)
    return folder


@pytest.fixture(scope="module", params=ENGINES)
def session(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, pictures: Path
) -> Iterator[Session]:
    """One for all tests of a file and an engine: they use it in their order."""
    chromium()
    folder = tmp_path_factory.mktemp(f"browse-{request.param}")
    env = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder), "KB_PERSON": "tester"}
    make = _embedded if request.param == "arcadedb" else _neo4j
    words, password = make(request.getfixturevalue, folder, env)
    _fill(folder, env)
    with running("browse", "--no-open", *words, errors=folder / "stderr.txt", env=env) as command, window() as page:
        said = command.said
        login = (said["username"], said.get("password") or password)
        with GraphDatabase.driver(said["bolt"], auth=login) as driver:
            found = Session(str(request.param), Browser(page), said, driver, pictures)
            page.on("requestfailed", lambda asked: _note(found, asked))
            page.goto(said["browser"])
            found.filled = found.browser.filled()
            found.browser.connect(login[1])
            yield found


def browser_jar() -> Path:
    """Browser's jar, the one of the server's tests."""
    try:
        found = sorted(jars().glob("neo4j-browser-*.jar"))
    except Unavailable as error:
        pytest.skip(f"needs Neo4j Browser's jar: {error}")
    if not found:
        pytest.skip("needs Neo4j Browser's jar, which is not among the server's jars in the folder that is named")
    return found[-1]


def _embedded(fixture: Callable[[str], Any], folder: Path, env: dict[str, str]) -> tuple[tuple[str, ...], str]:
    """A store in a folder, shown with the jar that the server's tests have."""
    env["KB_STORE"] = str(folder / "library")
    return ("--browser-jar", str(browser_jar())), ""


def _neo4j(fixture: Callable[[str], Any], folder: Path, env: dict[str, str]) -> tuple[tuple[str, ...], str]:
    """A server's database, shown with the server's own Browser."""
    database = fixture("neo4j_server")
    database.empty()
    if database.http is None:
        pytest.skip("needs a server of the tests' own: where the pages of the one that is named are is not known")
    env |= {"KB_STORE": database.address, "NEO4J_USERNAME": database.username, "NEO4J_PASSWORD": database.password}
    env["NEO4J_DATABASE"] = database.database or ""
    return ("--http", database.http), database.password


def _fill(folder: Path, env: Mapping[str, str]) -> None:
    """The example files and three claims, as a person adds them."""
    for file in EXAMPLES.glob("*.txt"):
        shutil.copy(file, folder)
    commands = [("add", "page.txt", "paper.txt"), ("add", "paper-references.txt", "--list-of", "paper.txt")]
    for words in [*commands, *(("claim", "add", claim) for claim in CLAIMS)]:
        subprocess.run(
            [sys.executable, "-m", "kb.cli", *words, "--quiet"],
            cwd=folder,
            env=environment(env),
            check=True,
            stdout=subprocess.DEVNULL,
        )


def _note(session: Session, asked: Request) -> None:
    if not asked.url.startswith(("http://localhost:", "http://127.0.0.1:")):
        session.failed.append((asked.url, asked.failure or ""))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say where the pictures are."""
    for folder in _KEPT:
        terminalreporter.line(f"pictures of Browser: {folder}")
