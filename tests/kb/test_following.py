"""How the side index follows the store, and what a change need not draw anew."""

from __future__ import annotations

from typing import Any

import pytest

import cypher
from kb import base as kb_base
from kb.base import Base
from kb.claims import read_claim
from kb.facts import facts_of
from kb.retrieve import rank
from kb.settle import Settled
from kb.store import Store

CLAIM = "peers reduce hospitalisation"


@pytest.fixture
def papers(worlds: Any) -> list[Any]:
    listed = worlds.Work("First study of peers in hospital", "Adams", 2010, "10.5555/one", "J One")
    made = []
    for n in range(6):
        work = worlds.Work(f"Study {n} of peer workers in wards", "Smith", 2010 + n)
        made.append(
            worlds.paper(
                f"{n}.txt", work, [(f"Peers reduce hospitalisation {n} times", (1,)), ("So be it", ())], [listed]
            )
        )
    return made


def asked(base: Base) -> list[tuple[str, float]]:
    return base.read(lambda: [(found.id, found.score) for found in rank(base.index, read_claim(CLAIM), base.concepts)])


@pytest.mark.parametrize("most", [1, 4, 100])
def test_a_trailing_index_is_in_the_end_what_one_made_anew_is(
    store: Store, base: Base, papers: list[Any], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(kb_base, "_MOST_WAITING", most)
    with base.trailing():
        for paper in papers:
            base.add(paper)
        base.add(papers[0])  # the same again
    assert base.index.revision == store.revision()
    found = asked(base)
    base.index.rebuild(kb_base._all_docs(store), store.revision())
    assert len(found) == len(papers)
    assert found == asked(base)


def test_what_asks_meanwhile_finds_all_that_is_there(base: Base, papers: list[Any]) -> None:
    with base.trailing():
        seen = []
        for paper in papers:
            base.add(paper)
            seen.append(len(asked(base)))
    assert seen == sorted(set(seen))
    assert seen[-1] == len(asked(base))


def test_an_error_on_the_way_leaves_no_index_behind(store: Store, base: Base, papers: list[Any]) -> None:
    def work() -> None:
        with base.trailing():
            base.add(papers[0])
            raise ValueError("on the way")

    with pytest.raises(ValueError, match="on the way"):
        work()
    assert base.index.revision == store.revision()
    assert asked(base)


def test_a_change_by_another_is_not_missed_while_the_index_trails(store: Store, base: Base, papers: list[Any]) -> None:
    with base.trailing():
        base.add(papers[0])
        base.library.add(papers[1])  # as another process would, past this one's index
        base.add(papers[2])
    assert len(set(base.index.papers().values())) >= 3
    found = asked(base)
    base.index.rebuild(kb_base._all_docs(store), store.revision())
    assert found == asked(base)


def test_a_change_by_another_costs_one_rebuilding(
    base: Base, papers: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuilt: list[int] = []
    rebuild = base.index.rebuild
    monkeypatch.setattr(base.index, "rebuild", lambda docs, at: (rebuilt.append(at), rebuild(docs, at)))
    with base.trailing():
        base.add(papers[0])
        base.library.add(papers[1])
        for paper in papers[2:]:
            base.add(paper)
    assert len(rebuilt) == 1
    assert base.index.revision == base.store.revision()


def steps(settled: Settled) -> dict[str, int]:
    return {query.name.removeprefix("write/"): len(rows) for query, rows in settled.steps}


def test_a_paper_that_is_listed_once_more_keeps_what_hangs_on_it(base: Base, papers: list[Any]) -> None:
    """Otherwise adding would take longer the more papers cite the same works."""
    cites = {paper.source.name: base.add(paper).settled for paper in papers}
    for settled in list(cites.values())[1:]:
        assert "clear_finding_cites" not in steps(settled)
        assert steps(settled)["put_finding_cites"] == 1
        assert steps(settled)["put_paper_cites"] == 1
        assert "drop_papers" not in steps(settled)
    assert any("rename_papers" in steps(settled) for settled in cites.values())


def test_a_finding_is_written_whole_whichever_query_writes_it(papers: list[Any]) -> None:
    finding = facts_of(papers[0], by="x", at="2026-01-01", path=None).findings[0]
    assert set(cypher.load("write/add_findings").keys) == finding.keys()
