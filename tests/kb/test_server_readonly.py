"""A database of a server that is only to be read: it answers, and what would change it is refused and told."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.kb.server_files import CLAIMS, written
from tests.kb.shell import answer, digest, shell_for, told
from tests.server.plugin import PASSWORD, Database

pytestmark = pytest.mark.skipif(os.name == "nt", reason="runs commands as POSIX does: run it on Linux or macOS")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return written(tmp_path / "files", range(2))


def only_to_read(server: Any, settings: dict[str, str]) -> None:
    """Start a server again with settings that forbid writing."""
    server.stop()
    with (server.home / "conf" / "neo4j.conf").open("a", encoding="utf-8") as conf:
        conf.writelines(f"{name}={value}\n" for name, value in settings.items())
    server.restart()


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings", [{"server.databases.default_to_read_only": "true"}, {"server.databases.read_only": "neo4j"}], ids=str
)
def test_a_read_only_database_is_read_and_not_written(
    own_neo4j: Any, tmp_path: Path, files: list[Path], settings: dict[str, str]
) -> None:
    server = own_neo4j(password=PASSWORD)
    database = Database(server.bolt, "neo4j", PASSWORD, server=server)
    shell = shell_for(database, tmp_path)
    assert shell.run("add", *files).code == 0
    before, evidence = digest(shell), answer(shell)
    database.close()
    only_to_read(server, settings)
    (tmp_path / "new.txt").write_text("References\n\n1. Author, N. (2020). A new study of peers. Journal 1.\n", "utf-8")
    changes = (("add", "new.txt"), ("claim", "add", CLAIMS[0]), ("cypher", "CREATE (:Theme {id: 'x'})", "--write"))
    for verb in changes:
        said = told(shell.run(*verb))
        assert said.code == 1, said
        assert "read-only" in said.err
        assert said.seconds < 10
    assert digest(shell) == before
    assert answer(shell) == evidence
    assert shell.run("papers").code == 0
    database.close()


@pytest.mark.slow
def test_an_empty_read_only_database_cannot_become_a_store(own_neo4j: Any, tmp_path: Path, files: list[Path]) -> None:
    server = own_neo4j(password=PASSWORD)  # a new home would not start: its database is made by writing
    only_to_read(server, {"server.databases.default_to_read_only": "true"})
    shell = shell_for(Database(server.bolt, "neo4j", PASSWORD, server=server), tmp_path)
    for verb in (("init",), ("add", files[0])):
        said = told(shell.run(*verb))
        assert said.code == 1, said
        assert "read-only" in said.err
        assert said.seconds < 10
    assert "is empty" in shell.run("papers").err
