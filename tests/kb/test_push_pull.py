"""`kb push` and `kb pull` as people use them: reports, questions, refusals, and a store that is empty, whole or cut off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb import copying, dump
from kb.errors import StoreBusy
from kb.filling import fill, mark_of
from kb.graph import Graph, graph_of
from kb.store import Store, open_store

EXAMPLES = Path(__file__).resolve().parents[2] / "kb" / "data" / "examples"
CLAIM = "peers reduce hospitalisation"


@pytest.fixture
def here(kb: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A store in a folder with two sources and a claim; the settings name no other."""
    store = str(tmp_path / "here")
    kb("--store", store, "add", EXAMPLES / "page.txt", EXAMPLES / "paper-references.txt")
    kb("--store", store, "claim", "add", CLAIM)
    return store


@pytest.fixture
def there(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty place for a store on the engine under test."""
    return request.getfixturevalue("empty_neo4j").address if engine == "neo4j" else str(tmp_path / "there")


def brought(said: Any) -> dict[str, tuple[int, int, int, int]]:
    assert said.code == 0, said.err
    return {row["kind"]: (row["new"], row["newer"], row["older"], row["there_already"]) for row in said.json}


def digest(kb: Any, store: str) -> str:
    return str(kb("--store", store, "status", "--digest", "--json").json["digest"])


def answer(kb: Any, store: str) -> bytes:
    return bytes(kb("--store", store, "evidence", CLAIM, "--json").data)


def test_into_an_empty_place_and_back(kb: Any, here: str, there: str, tmp_path: Path) -> None:
    first = brought(kb("--store", here, "push", there, "--json"))
    assert first["source"] == (2, 0, 0, 0)
    assert first["claim"] == (1, 0, 0, 0)
    again = kb("--store", here, "push", there, "--json")
    assert brought(again) == {kind: (0, 0, 0, new) for kind, (new, _, _, _) in first.items()}
    assert "nothing new" in again.err
    back = str(tmp_path / "back")
    assert brought(kb("--store", back, "pull", there, "--json")) == first
    assert digest(kb, here) == digest(kb, there) == digest(kb, back)
    assert answer(kb, here) == answer(kb, there) == answer(kb, back)
    keys = [{row["id"]: row["citekey"] for row in kb("--store", s, "papers", "--json").json} for s in (here, there)]
    assert keys[0] == keys[1]


def test_into_a_store_that_holds_something(kb: Any, here: str, there: str, tmp_path: Path) -> None:
    kb("--store", there, "add", EXAMPLES / "paper.txt")
    said = kb("--store", here, "push", there)
    assert said.code == 0
    assert said.out.splitlines()[0].split() == ["kind", "new", "newer", "older", "there", "already"]
    assert "facts brought to" in said.err
    every = str(tmp_path / "every")
    kb("--store", every, "add", *(EXAMPLES / f"{name}.txt" for name in ("paper", "page", "paper-references")))
    kb("--store", every, "claim", "add", CLAIM)
    assert digest(kb, there) == digest(kb, every)
    assert answer(kb, there) == answer(kb, every)


def test_the_store_itself_is_refused(kb: Any, here: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for same in (here, f"{here}/../here"):
        said = kb("--store", here, "push", same)
        assert said.code == 2
        assert "is the store itself" in said.err


def test_a_server_by_another_of_its_names_is_refused(kb: Any, engine: str, there: str) -> None:
    if engine == "neo4j":
        kb("--store", there, "init")
        said = kb("--store", there, "push", there.replace("127.0.0.1", "localhost"))
        assert said.code == 2, said.err
        assert "is the store itself" in said.err


def test_where_there_is_nothing_nothing_is_made(kb: Any, there: str, tmp_path: Path, engine: str) -> None:
    said = kb("--store", str(tmp_path / "missing"), "push", there)
    assert said.code == 1
    assert "there is no store" in said.err
    assert kb("--store", there, "status").code == 1


def test_mirror_asks_dumps_and_overwrites(kb: Any, here: str, there: str, tmp_path: Path) -> None:
    kb("--store", there, "add", EXAMPLES / "paper.txt")
    before = digest(kb, there)
    refused = kb("--store", here, "push", there, "--mirror")
    assert refused.code == 1
    assert "left as it is" in refused.err
    assert digest(kb, there) == before
    said = kb("--store", here, "push", there, "--mirror", "--yes")
    assert said.code == 0
    assert digest(kb, there) == digest(kb, here)
    (line,) = [line for line in said.err.splitlines() if line.startswith("dumped what was in")]
    file = Path(line.rpartition(": ")[2])
    kb("--store", str(tmp_path / "old"), "load", file)
    assert digest(kb, str(tmp_path / "old")) == before


def test_mirror_into_an_empty_place_asks_nothing(kb: Any, here: str, there: str) -> None:
    assert brought(kb("--store", here, "push", there, "--mirror", "--json"))["source"] == (2, 0, 0, 0)
    assert digest(kb, there) == digest(kb, here)


def cut_off(source: Store, target: Store, rows: int) -> None:
    """The beginning of a copy, as a kill leaves it."""
    graph = graph_of(source)

    def cut(*_: Any) -> Any:
        for number, row in enumerate(graph.nodes()):
            if number == rows:
                raise KeyboardInterrupt
            yield row

    with pytest.raises(KeyboardInterrupt):
        fill(target, Graph(graph.name, graph.size, cut, graph.edges))


def test_a_copy_that_was_cut_off_is_refused_and_then_completed(
    kb: Any, here: str, there: str, engine: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: Any
) -> None:
    monkeypatch.setattr("kb.filling._ROWS", 50)
    login = request.getfixturevalue("empty_neo4j").login if engine == "neo4j" else None
    with open_store(here, readonly=True) as source, open_store(there, create=True, login=login) as target:
        cut_off(source, target, 120)
        assert mark_of(target)
    for words in (("status",), ("add", EXAMPLES / "paper.txt"), ("dump",), ("push", str(tmp_path / "x"))):
        said = kb("--store", there, *words)
        assert (said.code, "not finished" in said.err) == (1, True)
    assert brought(kb("--store", here, "push", there, "--json"))["source"] == (2, 0, 0, 0)
    assert digest(kb, there) == digest(kb, here)


def test_what_another_store_left_unfinished_is_replaced(
    kb: Any, here: str, open_empty: Callable[[], Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.filling._ROWS", 50)
    other = str(tmp_path / "other")
    kb("--store", other, "add", EXAMPLES / "paper.txt")
    with open_store(here, readonly=True) as source, open_store(other, readonly=True) as gone, open_empty() as target:
        cut_off(gone, target, 120)
        assert copying.copy_into_empty(source, target, lambda rows, total: rows, patience=0.6)
        assert mark_of(target) is None
        assert list(dump.lines(target)) == list(dump.lines(source))
        assert not copying.copy_into_empty(source, target, lambda rows, total: rows)


def test_a_source_that_changes_while_it_is_copied_is_said(
    open_empty: Callable[[], Store], here: str, kb: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(*_: Any) -> None:
        raise StoreBusy("changed while it was read", "try again")

    monkeypatch.setattr(copying, "fill", changed)
    with open_store(here, readonly=True) as source, open_empty() as target, pytest.raises(StoreBusy):
        copying.copy_into_empty(source, target, lambda rows, total: rows)
