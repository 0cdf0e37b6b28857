"""What a paper states of its own study, in the graph: with its paper, over dumps and merges, and when the text changes."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest

from cypher import load
from ingest import read
from kb import concepts, dump
from kb.base import Base
from kb.digest import lines
from kb.merging import merge
from kb.store import open_store

PAPER = (
    "Night companions on acute wards: a cluster randomised trial\n\nRosa Delgado, Piet Hoekstra\n\nhttps://doi.org/10.5555/night\n\nAbstract\n\n"
    "Background: Wards are loud. Methods: We conducted a cluster randomised trial in two hospitals in Norway. "
    "A total of 212 patients were recruited. Results: Falls were halved.\n\n"
    "1. Introduction\n\nCompanions work on many wards and little is known about what they do all day long there.\n\n"
    "2. Methods\n\nGroups were compared with a t test and data were read by thematic analysis.\n\n"
    "3. Results\n\nFalls were halved on both wards, and nobody was hurt in the six months that followed.\n"
)


@pytest.fixture
def opened(anew: Any) -> Any:
    """Opens an empty base; on a server what another one held is gone then."""
    return lambda: Base(anew(), concepts.load(), "tester", None)


def paper(text: str = PAPER, lineage: str | None = None, reader: str = "text@1") -> Any:
    batch = read(text.encode(), "paper.txt", lineage=lineage)
    return replace(batch, source=replace(batch.source, reader=reader))


def stated(base: Base) -> list[tuple[str, str, str]]:
    return [(row["name"], row["value"], row["text"]) for row in base.store.rows(load("read/facts"))]


def designs(base: Base) -> set[Any]:
    rows = base.store.run_readonly("MATCH (p:Paper) RETURN p.design AS design", {}, 10)
    return {row["design"] for row in rows}


FACTS = [
    ("design", "cluster randomised trial", "cluster randomised trial"),
    ("country", "Norway", "Norway"),
    ("setting", "two hospitals in Norway", "two hospitals in Norway"),
    ("participants", "212 patients", "212 patients"),
    ("n", "212", "212"),
    ("analysis", "t test", "t test"),
    ("analysis", "thematic analysis", "thematic analysis"),
]


def test_a_paper_has_its_facts_and_its_design(opened: Any) -> None:
    with opened() as base:
        base.add(paper())
        assert stated(base) == FACTS
        assert designs(base) == {"cluster randomised trial"}
        names = [row["id"] for row in base.store.rows(load("read/papers"))]
        of_papers = list(base.store.rows(load("read/facts_of_papers"), ids=names))
        assert [(row["name"], row["value"]) for row in of_papers] == [fact[:2] for fact in FACTS]


def test_a_new_version_takes_away_what_is_no_longer_said(opened: Any) -> None:
    with opened() as base:
        first = paper()
        base.add(first)
        later = PAPER.replace(": a cluster randomised trial", "").replace(
            "We conducted a cluster randomised trial", "We worked"
        )
        base.add(paper(later, first.source.lineage))
        assert [fact[0] for fact in stated(base)] == [name for name, _, _ in FACTS if name not in ("design", "setting")]
        assert designs(base) == {None}
        assert base.store.run_readonly("MATCH (f:Fact) RETURN count(f) AS n", {}, 10)[0]["n"] == len(stated(base))


def test_facts_survive_a_dump(opened: Any) -> None:
    with opened() as base:
        base.add(paper())
        out = io.StringIO()
        dump.write(base.store, out)
        graph = sorted(lines(base.store))
    with opened() as other:
        other.restore(dump.Dump(out.getvalue().removesuffix("\n").split("\n"), "x"))
        assert stated(other) == FACTS
        assert designs(other) == {"cluster randomised trial"}
        assert sorted(lines(other.store)) == graph


def test_facts_come_with_a_merge(opened: Any) -> None:
    with Base(open_store("memory:", create=True), concepts.load(), "tester", None) as source, opened() as target:
        source.add(paper())
        counts = {kind: (new, newer) for kind, new, newer, _, _ in merge(source.store, target)}
        assert counts["fact"] == (len(FACTS), 0)
        assert stated(target) == FACTS
        assert sorted(lines(target.store)) == sorted(lines(source.store))
        assert {kind: new for kind, new, *_ in merge(source.store, target)}["fact"] == 0


def test_facts_of_the_text_in_use_alone(opened: Any) -> None:
    with opened() as base:
        base.add(paper(reader="pdf@1"))
        other = PAPER.replace("Norway", "Sweden").replace("212", "214")
        base.add(paper(other, reader="jats@1"))
        assert ("country", "Sweden", "Sweden") in stated(base)
        assert ("country", "Norway", "Norway") not in stated(base)


def test_show_and_query_list_them(kb: Any, tmp_path: Any) -> None:
    file = tmp_path / "paper.txt"
    file.write_text(PAPER, encoding="utf-8")
    assert kb("add", file).code == 0
    shown = kb("query", "facts", "--json").json
    assert [(row["name"], row["value"], row["text"]) for row in shown] == FACTS
    key = shown[0]["citekey"]
    study = kb("show", key, "--json").json["study"]
    assert [(row["name"], row["value"]) for row in study] == [fact[:2] for fact in FACTS]
    assert all(PAPER[row["start"] : row["end"]] == row["text"] for row in study)
    assert "design | cluster randomised trial" in kb("show", key).out
