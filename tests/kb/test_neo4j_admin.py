"""The files for Neo4j's own import: what stands in them, and what the real tool makes of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb import neo4j_files
from kb.digest import digest
from kb.errors import KbError, StoreError
from kb.filling import build
from kb.graph import Edge, Node, edges, nodes
from kb.neo4j_files import write
from kb.store import Login, open_store
from tests.conftest import Kb
from tests.kb.graphs import awkward, graph, plain
from tests.server.neo4j import Server, Unavailable


def papers(*props: dict[str, Any]) -> Callable[[], list[Node | Edge]]:
    return lambda: [Node("Paper", f"p{n}", {"id": f"p{n}", **some}) for n, some in enumerate(props)]


def lines(folder: Path, name: str = "Paper") -> list[str]:
    place = folder / "nodes" / name
    header = place.with_name(f"{name}.header.csv").read_text("utf-8")
    with place.with_name(f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [header.rstrip("\n"), *file.read().split("\n")[:-1]]


def test_columns_come_as_they_are_found(tmp_path: Path) -> None:
    rows = papers({"title": "A"}, {"year": 2001, "title": ""}, {"half": 0.5, "no": False, "texts": ["a", "b"]}, {})
    written = write(tmp_path / "out", rows)
    assert lines(tmp_path / "out") == [
        "id:ID(Paper),:LABEL,title:string,year:long,half:double,no:boolean,texts:string[]",
        '"p0",Paper,"A"',
        '"p1",Paper,"",2001',
        '"p2",Paper,,,0.5,false,"a\x1fb"',
        '"p3",Paper',
    ]
    assert (written.nodes, written.edges, written.lost) == (4, 0, 0)


def test_one_name_with_values_of_two_kinds_makes_two_files(tmp_path: Path) -> None:
    write(tmp_path / "out", papers({"x": 1, "y": "a"}, {"x": 1.0}, {"x": 2}, {"x": "1"}, {"y": "b"}, {"x": [1]}))
    assert lines(tmp_path / "out") == [
        "id:ID(Paper),:LABEL,x:long,y:string",
        '"p0",Paper,1,"a"',
        '"p2",Paper,2',
        '"p4",Paper,,"b"',
    ]
    assert lines(tmp_path / "out", "Paper.2") == ["id:ID(Paper),:LABEL,x:double", '"p1",Paper,1.0']
    assert lines(tmp_path / "out", "Paper.3") == ["id:ID(Paper),:LABEL,x:string", '"p3",Paper,"1"']
    assert lines(tmp_path / "out", "Paper.4") == ["id:ID(Paper),:LABEL,x:long[]", '"p5",Paper,"1"']
    assert "nodes/Paper.4.header.csv,nodes/Paper.4.csv" in (tmp_path / "out" / "import.args").read_text()


def test_relationships_name_the_labels_of_their_ends(tmp_path: Path) -> None:
    rows = [
        *papers({})(),
        Edge("Paper", "p0", "CITES", "Paper", "p0", {"number": 1}),
        Edge("Paper", "p0", "HAS", "Fact", "f", {}),
    ]
    write(tmp_path / "out", lambda: rows)
    place = tmp_path / "out" / "relationships"
    assert (place / "Paper-CITES-Paper.header.csv").read_text() == ":START_ID(Paper),:END_ID(Paper),:TYPE,number:long\n"
    assert (place / "Paper-CITES-Paper.csv").read_text() == '"p0","p0",CITES,1\n'
    assert (place / "Paper-HAS-Fact.header.csv").read_text() == ":START_ID(Paper),:END_ID(Fact),:TYPE\n"


def test_items_are_parted_by_a_letter_that_stands_in_none(tmp_path: Path) -> None:
    write(tmp_path / "out", papers({"texts": ["a\x1fb", "c"]}, {"texts": ["\x1e\x1c"]}))
    assert lines(tmp_path / "out")[1:] == ['"p0",Paper,"a\x1fb\x1dc"', '"p1",Paper,"\x1e\x1c"']
    assert "--array-delimiter=U+001D\n" in (tmp_path / "out" / "import.args").read_text()
    with pytest.raises(StoreError, match="every letter"):
        write(tmp_path / "none", papers({"texts": [neo4j_files._PARTERS]}))


def test_long_values_get_a_buffer(tmp_path: Path) -> None:
    for size, told in ((1_000_000, 4), (9_000_000, 18)):
        write(tmp_path / f"{size}", papers({"text": "x" * size}))
        assert f"--read-buffer-size={told}m\n" in (tmp_path / f"{size}" / "import.args").read_text()


def test_what_the_import_cannot_carry_is_counted(tmp_path: Path) -> None:
    written = write(tmp_path / "out", papers({"texts": [""]}, {"texts": []}))
    assert written.lost == 1
    assert "1 lists of a single\nempty text" in (tmp_path / "out" / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "props",
    [{"x": {"a": 1}}, {"x": [[1]]}, {"x": [1, 1.0]}, {"x": [None]}, {"x": 2**63}, {"x": [-(2**63) - 1]}, {"a:b": 1}, {"a,b": 1}],
    ids=str,
)  # fmt: skip
def test_what_neo4j_cannot_store_is_refused(tmp_path: Path, props: dict[str, Any]) -> None:
    with pytest.raises(StoreError, match="p1: "):
        write(tmp_path / "out", papers({"title": "A"}, props))
    assert os.listdir(tmp_path) == []


def test_only_a_new_or_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "empty", papers({}))
    write(tmp_path / "some" / "where", papers({}))
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    for place in (full, full / "mine.txt", tmp_path / "empty"):
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(KbError):
            write(place, papers({}))
        assert sorted(tmp_path.rglob("*")) == before
    with pytest.raises(KbError, match="cannot be written"):
        write(full / "mine.txt" / "below", papers({}))


def test_a_walk_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Any:
        yield from papers({})()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "out", broken)
    assert os.listdir(tmp_path) == []


@pytest.mark.embedded
def test_the_command(kb: Kb, tmp_path: Path) -> None:
    build(str(tmp_path / "store"), plain(5))
    said = kb("export", "neo4j-admin", "out", "--store", "store")
    assert said.code == 0
    assert said.out == ""
    for words in ("5 nodes and 15 relationships", neo4j_files.COMMAND, "stop the server", "new or empty", "kb init"):
        assert words in said.err
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    for words in ("5 nodes and 15 relationships", neo4j_files.COMMAND, "is stopped", "new or empty", "kb init"):
        assert words in page
    assert kb("export", "neo4j-admin", "out", "--store", "store").code == 1


@pytest.mark.embedded
def test_the_real_import_makes_the_same_graph(kb: Kb, tmp_path: Path) -> None:
    """Awkward values, a text longer than the import's usual buffer, and the command that the page tells."""
    long = [
        Node("Source", "long", {"id": "long", "text": 'line "one"\n' * 500_000}),
        Node("Source", "mixed", {"id": "mixed", "yes": 1}),
    ]
    wanted = graph([*awkward().nodes(), *long], list(awkward().edges()))
    build(str(tmp_path / "store"), wanted)
    assert kb("export", "neo4j-admin", "out", "--store", "store").code == 0
    try:
        server = Server(tmp_path / "neo4j", password="for-tests-only")
    except Unavailable as error:
        pytest.skip(str(error))
    try:
        shutil.copytree(tmp_path / "out", server.home, dirs_exist_ok=True)
        said = server.admin(*neo4j_files.COMMAND.split()[1:])
        assert "IMPORT DONE" in said
        server.restart()
        login = Login("neo4j", "for-tests-only")
        with open_store(server.bolt, login=login, readonly=True) as store:
            assert "missing: paper_id" in store.check()  # the import makes no constraints
        with (
            open_store(server.bolt, login=login) as store,
            open_store(str(tmp_path / "store"), readonly=True) as source,
        ):
            assert not [line for line in store.check() if line.startswith("missing")]
            assert digest(store) == digest(source)
            assert [repr(row) for row in map(_told, nodes(store))] == [repr(row) for row in map(_told, nodes(source))]
            assert [repr(row) for row in map(_told, edges(store))] == [repr(row) for row in map(_told, edges(source))]
            assert store.identity() not in ("", source.identity())
    finally:
        server.kill()
        shutil.rmtree(server.home / "data", ignore_errors=True)


def _told(row: Node | Edge) -> tuple[Any, ...]:
    return (*row[:-1], sorted(row.props.items()))
