"""A source taken out leaves the graph that never had it; people's words stay."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from cypher import load
from kb import concepts
from kb.base import Base
from kb.deciding import MERGE, Decided
from kb.digest import digest, lines
from kb.evidence import ask
from kb.ids import source_id

CLAIM = "peers reduce hospitalisation"


@pytest.fixture
def sources(worlds: Any) -> dict[str, Any]:
    one = worlds.Work("First study of peers in hospital", "Adams", 2010, "10.5555/one", "J One")
    two = worlds.Work("Second study of peers at home", "Baker", 2011, None, "J Two")
    mine = worlds.Work("A study of peer workers in wards", "Smith", 2021)
    says = [("Peers reduce hospitalisation on wards", (1, 2)), ("Stigma was common", (2,))]
    return {
        "paper": worlds.paper("paper.txt", mine, says),
        "list": worlds.list("list.txt", [one, two]),
        "other": worlds.paper("other.txt", one, [("Peers reduce hospitalisation", (1,))], [two, mine]),
        "lists mine": worlds.list("mine.txt", [mine, one]),
    }


def source(batch: Any) -> str:
    return source_id(batch.source.lineage)


def test_what_is_left_is_what_never_had_it(anew: Any, sources: dict[str, Any]) -> None:
    for gone in sources:
        with Base(anew(), concepts.load(), "tester", None) as base:
            base.add_claim(CLAIM, "tester")
            for name, batch in sources.items():
                if name != gone:
                    base.add(batch)
            wanted, answer = sorted(lines(base.store)), ask(base, CLAIM)
            base.add(sources[gone])
            told = base.library.removal(source(sources[gone]))
            removed = base.remove(source(sources[gone]))
            assert (told.records, told.papers, told.findings) == (removed.records, removed.papers, removed.findings)
            assert sorted(lines(base.store)) == wanted, gone
            assert ask(base, CLAIM) == answer


def test_a_source_that_comes_back_is_what_people_said_it_is(base: Base, sources: dict[str, Any]) -> None:
    base.add(sources["paper"])
    base.add(sources["list"], list_of="paper.txt")
    base.add(sources["other"])
    records = sorted(
        row["id"] for row in base.store.rows(load("read/records_of_sources"), ids=[source(sources["list"])])
    )
    base.decide([Decided.new(MERGE, *records, "tester", "2026-01-01")])
    wanted = digest(base.store)
    for names in itertools.permutations(("paper", "list")):
        for name in names:
            base.remove(source(sources[name]))
        assert digest(base.store) != wanted
        for name in reversed(names):
            base.add(sources[name])
        assert digest(base.store) == wanted


def test_what_a_person_judged_stays_with_its_words(kb: Any, tmp_path: Path) -> None:
    text = (
        "Peers on wards\n\nAda Smith\n\nAbstract\n\nWards are loud.\n\nIntroduction\n\nCompanions work on many wards [1]. Little is known about their keys [1], and of doors.\n\n"
        "Results\n\nPeers reduced hospitalisation on both wards.\n\nReferences\n\n"
        "1. Adams A, Brown B. Peers on wards: a trial of companions. J Ward Care. 2010;3(2):11–19.\n"
    )
    (tmp_path / "paper.txt").write_text(text, "utf-8")
    kb("add", "paper.txt")
    kb("claim", "add", CLAIM)
    (row,) = [row for row in kb("evidence", CLAIM, "--json").json["evidence"] if row["kind"] == "sentence"]
    judged = (
        "MATCH (f:Finding {id: $f}), (c:Claim) "
        "CREATE (f)-[:JUDGED {id: 'j1', stance: 'supports', by: 'ada', byKind: 'person', at: '2026-01-01T00:00:00+00:00', reason: 'read', confidence: 1.0, version: '1'}]->(c)"
    )
    assert kb("cypher", judged, "--write", "--yes", "--param", f"f={row['id']}").code == 0
    told = kb("remove", "paper.txt")
    assert told.code == 1
    assert "left as it is" in told.err
    would = kb("remove", "paper.txt", "--dry-run", "--json").json
    assert [(r["state"], r["kept"]) for r in would] == [("would be removed", 1)]
    done = kb("--yes", "remove", "paper.txt", "--json")
    assert done.code == 0, done.err
    assert [(r["state"], r["papers"], r["kept"]) for r in done.json] == [("removed", 2, 1)]
    assert kb("evidence", CLAIM, "--json").json["evidence"] == []
    kept = kb(
        "cypher",
        "MATCH (f:Finding)-[j:JUDGED {byKind: 'person'}]->() RETURN f.text AS text, f.status AS status, j.by AS by",
        "--json",
    )
    assert kept.json == [{"text": row["text"], "status": "orphaned", "by": "ada"}]
    assert kb("status", "--json").json["findings"] == 1
    dump = tmp_path / "all.jsonl"
    assert kb("dump", "-o", dump).code == 0
    assert kb("--store", tmp_path / "other", "load", dump).code == 0
    again = kb("add", "paper.txt")
    assert again.code == 0, again.err
    said = kb("evidence", CLAIM, "--json")
    assert said.code == 0, said.err
    assert [r["id"] for r in said.json["evidence"] if r["kind"] == "sentence"] == [row["id"]]


def test_a_source_that_is_not_here(kb: Any, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("1. Adams A. Peers on wards. J Ward Care. 2010;3(2):11–19.\n", "utf-8")
    kb("add", "list.txt")
    said = kb("--yes", "remove", "nothing.txt")
    assert said.code != 0
    assert "no source is called nothing.txt" in said.err
