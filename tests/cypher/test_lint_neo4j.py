"""The query files read by the linter of Neo4j's own editors, as Neo4j 5 would read them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / ".ci" / "lint-cypher"

# What the embedded engine lets through and Neo4j 5 does not; each must be found, else the lint proves nothing.
FAULTS = {
    "exists_of_property": "MATCH (n:Paper) WHERE exists(n.doi) RETURN n.id AS id",
    "with_unaliased": "MATCH (n:Paper) WITH n.id RETURN 1 AS x",
    "create_then_match": "CREATE (a:Paper {id: 'x'}) MATCH (b:Paper) RETURN b.id AS id",
    "declared_twice": "MATCH (a:Paper) UNWIND [1] AS a RETURN a AS a",
    "delete_property": "MATCH (n:Paper) DELETE n.p",
    "misspelt_label": "MATCH (n:Papr) RETURN n.id AS id",
    "misspelt_type": "MATCH (n:Paper)-[:CITEZ]->(m) RETURN m.id AS id",
    "unknown_function": "MATCH (n:Paper) RETURN foo(n.id) AS id",
    "unknown_parameter": "MATCH (n:Paper {id: $x}) RETURN n.id AS id",
}


@pytest.fixture(scope="module")
def lint() -> list[str]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node 20 or later (https://nodejs.org), then `npm ci` in .ci/lint-cypher")
    if not (FOLDER / "node_modules").is_dir():
        pytest.skip("needs the linter: run `npm ci` in .ci/lint-cypher")
    return [node, "lint.mjs"]


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False, timeout=120)


def test_every_query_file_is_neo4j_5(lint: list[str]) -> None:
    done = run(lint)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_lint_finds_what_the_embedded_engine_lets_through(lint: list[str], tmp_path: Path) -> None:
    for name, text in FAULTS.items():
        (tmp_path / f"{name}.cypher").write_text(f"// {name}: a fault\n{text}\n", "utf-8")
    done = run([*lint, str(tmp_path)])
    missed = [name for name in FAULTS if f"{name}.cypher:2:" not in done.stdout]
    assert (done.returncode, missed) == (1, [])
