"""The first time in a database: empty, another program's, another version's; and what others have beside a store."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from cypher import load
from kb import concepts
from kb.base import Base
from kb.graph import EDGES, LABELS
from kb.store import SCHEMA_VERSION, open_store
from tests.kb.server_files import CLAIMS, EXAMPLES, written
from tests.kb.shell import Shell, shell_for

pytestmark = pytest.mark.skipif(os.name == "nt", reason="runs commands on terminals of POSIX: run it on Linux or macOS")


def slow(value: Any) -> Any:
    """One more of a kind that the ordinary run has tried in another."""
    return pytest.param(value, marks=pytest.mark.slow)


READING = (
    ("papers",),
    ("evidence", CLAIMS[0]),
    ("claims",),
    ("show", "smith2020"),
    ("status", "--digest"),
    ("dump",),
    ("problems",),
    ("export", "bibtex"),
    ("cypher", "RETURN 1 AS one"),
)
STRANGE = """
CREATE (:Person {id: 'kb', name: 'Ada'})-[:WROTE {role: 'first'}]->(b:Book:Volume {id: 'p1', title: 'Peer support', status: 'full'}),
       (b)-[:CITES {number: 1}]->(b), (b)-[:OF]->(:Shelf {id: 'meta'}), ({nothing: true})-[:FROM]->(b)
"""


@pytest.fixture
def shell(bare_neo4j: Any, tmp_path: Path) -> Shell:
    """A shell on a database as new."""
    return shell_for(bare_neo4j, tmp_path)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return written(tmp_path / "files", [1])


def state(database: Any) -> Any:
    """Everything a person could see of a database: its nodes, relationships, constraints and indexes."""
    return (
        database.query("MATCH (n) RETURN labels(n) AS l, properties(n) AS p ORDER BY l, elementId(n)"),
        database.query("MATCH (a)-[e]->(b) RETURN labels(a) AS a, type(e) AS t, properties(e) AS p, labels(b) AS b ORDER BY t, a, b"),
        database.query("SHOW CONSTRAINTS YIELD name, type, labelsOrTypes ORDER BY name"),
        database.query("SHOW INDEXES YIELD name, type, labelsOrTypes ORDER BY name"),
    )  # fmt: skip


def strangers(database: Any) -> Any:
    """What others have in it, with every tie of it."""
    ours = [*LABELS, "Meta"]
    none = "none(l IN labels(n) WHERE l IN $ours)"
    return (
        database.query(f"MATCH (n) WHERE {none} RETURN labels(n) AS l, properties(n) AS p ORDER BY l, elementId(n)", ours=ours),
        database.query(f"MATCH (n)-[e]-(m) WHERE {none} RETURN labels(n) AS n, type(e) AS t, properties(e) AS p, labels(m) AS m ORDER BY t, n, m", ours=ours),
    )  # fmt: skip


# --- an empty database


@pytest.mark.parametrize("verb", [*READING[:2], *map(slow, READING[2:])], ids=lambda verb: verb[0])
def test_reading_an_empty_database_says_so_and_makes_nothing(
    shell: Shell, bare_neo4j: Any, verb: tuple[str, ...]
) -> None:
    before = state(bare_neo4j)
    said = shell.run(*verb)
    assert (said.code, said.out) == (1, "")
    assert "is empty" in said.err
    assert "`kb init` or `kb add`" in said.err
    assert state(bare_neo4j) == before


@pytest.mark.parametrize("verb", [slow("init"), "add"])
def test_the_first_change_makes_the_store_and_says_so(
    shell: Shell, bare_neo4j: Any, files: list[Path], verb: str
) -> None:
    said = shell.run(verb, *(files if verb == "add" else ()))
    assert said.code == 0
    assert f"made a new store: {bare_neo4j.address}" in said.err
    assert "made a new store" not in shell.run("add", files[0]).err
    (meta,) = bare_neo4j.query("MATCH (m:Meta) RETURN m.id AS id, m.schemaVersion AS schema, m.storeId AS name")
    assert (meta["id"], meta["schema"]) == ("kb", SCHEMA_VERSION)
    assert len(meta["name"]) == 16
    with open_store(bare_neo4j.address, login=bare_neo4j.login) as store:
        assert store.check() == ()


def test_what_would_only_be_tried_makes_nothing(shell: Shell, bare_neo4j: Any, files: list[Path]) -> None:
    before = state(bare_neo4j)
    said = shell.run("add", "--dry-run", "--json", *files)
    assert said.code == 0, said
    assert {row["state"] for row in json.loads(said.out)} == {"would be added"}
    assert state(bare_neo4j) == before


# --- another program's database


@pytest.mark.parametrize(
    "verb", [slow(READING[0]), READING[1], slow(("init",)), ("add", EXAMPLES / "page.txt")], ids=lambda verb: verb[0]
)
def test_another_programs_database_is_left_as_it_is(shell: Shell, bare_neo4j: Any, verb: tuple[str, ...]) -> None:
    bare_neo4j.query("CREATE CONSTRAINT theirs FOR (p:Person) REQUIRE p.name IS UNIQUE")
    bare_neo4j.query(STRANGE)
    before = state(bare_neo4j)
    said = shell.run(*verb)
    assert (said.code, said.out) == (1, "")
    assert "no kb store" in said.err
    assert "--yes" in said.err or verb in READING
    assert state(bare_neo4j) == before


def test_a_terminals_no_is_a_no(shell: Shell, bare_neo4j: Any) -> None:
    bare_neo4j.query(STRANGE)
    before = state(bare_neo4j)
    said = shell.on_terminal("init", answers={"[y/N]": "n\n"})
    assert said.code == 1
    assert "4 nodes of something else" in said.out
    assert state(bare_neo4j) == before


@pytest.mark.parametrize("way", ["terminal", slow("--yes")])
def test_a_yes_puts_a_store_beside(shell: Shell, bare_neo4j: Any, way: str) -> None:
    bare_neo4j.query(STRANGE)
    before = strangers(bare_neo4j)
    said = shell.on_terminal("init", answers={"[y/N]": "y\n"}) if way == "terminal" else shell.run("init", "--yes")
    assert said.code == 0, said
    assert "made a new store" in said.out + said.err
    assert shell.run("add", EXAMPLES / "page.txt").code == 0  # nothing is asked again
    assert strangers(bare_neo4j) == before


@pytest.mark.parametrize("label", [*LABELS, "Meta"])
def test_a_label_of_ours_in_use_is_refused_whatever_is_said(bare_neo4j: Any, label: str) -> None:
    from kb.errors import NotAStore

    bare_neo4j.query(f"CREATE (:Person), (:Extra:{label} {{id: 'theirs'}})")
    before = state(bare_neo4j)
    with pytest.raises(NotAStore, match="labels that kb uses"):
        open_store(bare_neo4j.address, create=True, login=bare_neo4j.login, adopt=lambda _: True)
    assert state(bare_neo4j) == before


def test_a_label_of_ours_in_use_is_refused_with_yes(shell: Shell, bare_neo4j: Any) -> None:
    bare_neo4j.query("CREATE (:Paper {title: 'of another program'})")
    before = state(bare_neo4j)
    said = shell.run("init", "--yes")
    assert said.code == 1
    assert "labels that kb uses" in said.err
    assert "NEO4J_DATABASE" in said.err
    assert state(bare_neo4j) == before


@pytest.mark.parametrize(
    "taken",
    [
        "CREATE INDEX paper_id FOR (n:Shelf) ON (n.place)",
        "CREATE CONSTRAINT finding_id FOR (n:Shelf) REQUIRE n.place IS UNIQUE",
        "CREATE INDEX whatever FOR (n:Paper) ON (n.id)",
    ],
)
def test_a_name_or_place_of_our_schema_in_use_is_told(shell: Shell, bare_neo4j: Any, taken: str) -> None:
    bare_neo4j.query(taken)
    before = state(bare_neo4j)
    said = shell.run("init", "--yes")
    assert said.code == 1
    assert "constraint or index" in said.err
    assert bare_neo4j.query("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    assert [row for row in before[3] if row not in state(bare_neo4j)[3]] == []


# --- another version's store


@pytest.mark.parametrize("version", [SCHEMA_VERSION + 1, slow(SCHEMA_VERSION - 1), slow(99), slow(None)])
@pytest.mark.parametrize(
    "verb", [("papers",), ("add", EXAMPLES / "page.txt"), slow(("init",))], ids=lambda verb: verb[0]
)
def test_a_store_of_another_version_is_untouched(shell: Shell, bare_neo4j: Any, verb: Any, version: int | None) -> None:
    bare_neo4j.query(
        "CREATE (:Meta {id: 'kb', schemaVersion: $version, revision: 3}), (:Paper {id: 'p', whatever: 1})",
        version=version,
    )
    before = state(bare_neo4j)
    said = shell.run(*verb, "--yes")
    assert (said.code, said.out) == (1, "")
    assert f"of schema {version}" in said.err
    assert f"knows schema {SCHEMA_VERSION}" in said.err
    assert ("newer kb" in said.err) == ((version or 0) > SCHEMA_VERSION)
    assert state(bare_neo4j) == before


# --- beside strangers


def full(folder: str, login: Any, files: list[Path]) -> Base:
    """A base with papers, a list, claims, a person's judgement and a decision."""
    import ingest

    base = Base(open_store(folder, create=True, login=login, adopt=lambda _: True), concepts.load(), "tester", None)
    for file in files:
        base.add(ingest.read(file.read_bytes(), file.name))
    base.add(ingest.read((EXAMPLES / "paper-references.txt").read_bytes(), "refs.txt"), list_of="paper.txt")
    for claim in CLAIMS:
        base.add_claim(claim, "tester")
    return base


def replaced(base: Base) -> None:
    """Take one source in anew, shorter: nearly every query that takes something away runs."""
    import ingest

    old = next(row for row in base.store.rows(load("read/sources")) if row["name"] == "page.txt")
    shorter = (EXAMPLES / "page.txt").read_bytes()[:1500]
    base.add(ingest.read(shorter, "page.txt", lineage=old["lineage"]))


MIMICS = """
MATCH (p:Paper) WITH p ORDER BY p.id LIMIT 40
CREATE (:Reader {id: p.id, title: p.title, citekey: p.citekey, status: 'full', name: 'somebody'})-[:LIKES {since: 2020}]->(p)
"""


def test_kb_sees_and_touches_nothing_of_what_others_have_beside(
    bare_neo4j: Any, tmp_path: Path, files: list[Path]
) -> None:
    from kb.digest import digest
    from kb.dump import lines
    from kb.evidence import ask

    bare_neo4j.query(STRANGE)
    for kind, count in (("Person", 3), ("Theme_", 2)):
        bare_neo4j.query(
            f"UNWIND range(1, $count) AS n CREATE (:{kind} {{id: 'x' + n, text: 'peers reduce it'}})", count=count
        )
    with (
        full(str(tmp_path / "alone"), None, files) as alone,
        full(bare_neo4j.address, bare_neo4j.login, files) as beside,
    ):
        bare_neo4j.query(MIMICS)
        before = strangers(bare_neo4j)
        for change in (lambda base: None, replaced):
            for base in (alone, beside):
                change(base)
            assert digest(beside.store) == digest(alone.store)
            told = [[json.loads(line) for line in lines(base.store)] for base in (beside, alone)]
            assert _timeless(told[0]) == _timeless(told[1])
            assert ask(beside, CLAIMS[0], limit=None) == ask(alone, CLAIMS[0], limit=None)
            for name in ("read/counts", "read/papers", "read/problems", "read/graph_size", "read/claim_counts"):
                assert [*beside.store.rows(load(name))] == [*alone.store.rows(load(name))]
        after = strangers(bare_neo4j)
        assert after[0] == before[0]
        gone = [tie for tie in before[1] if tie not in after[1]]
        assert {tie["t"] for tie in gone} <= {"LIKES"}  # what hung on a paper of ours that is no more


def _timeless(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {**row, "props": {k: v for k, v in row.get("props", {}).items() if k not in ("at", "addedAt")}}
        for row in json.loads(
            json.dumps(rows), object_hook=lambda o: {k: v for k, v in o.items() if k not in ("at", "addedAt")}
        )
    ]


@pytest.mark.slow
def test_a_copy_of_a_store_beside_strangers_is_the_store(
    shell: Shell, bare_neo4j: Any, tmp_path: Path, files: list[Path]
) -> None:
    bare_neo4j.query(STRANGE)
    assert shell.run("add", "--yes", *files).code == 0
    before = strangers(bare_neo4j)
    copy = str(tmp_path / "copy")
    assert shell.run("push", copy).code == 0
    digests = [
        json.loads(shell.run("--store", store, "status", "--digest", "--json").out)["digest"]
        for store in (copy, bare_neo4j.address)
    ]
    assert digests[0] == digests[1]
    assert shell.run("pull", copy, "--mirror", "--yes").code == 0
    assert strangers(bare_neo4j) == before


def test_the_kinds_of_strangers_here_are_none_of_ours() -> None:
    """Else the tests above would prove nothing."""
    assert {"Person", "Book", "Volume", "Shelf", "Reader", "Theme_"}.isdisjoint(LABELS)
    assert "LIKES" not in {kind for _, kind, _ in EDGES}
