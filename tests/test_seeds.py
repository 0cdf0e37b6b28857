"""The two real inputs beside the project, added and asked through the real command; skipped where they are not.

What is checked here has fixtures of our own too: tests/test_examples.py, tests/test_demo.py, tests/kb/test_library.py.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

CLAIM, OPPOSITE = "peers reduce hospitalisation", "peers increase hospitalisation"
EXCHANGED = {"supports": "contradicts", "contradicts": "supports"}
# Words that speak of hospital use; every one of the first rows must have one.
HOSPITAL = ("hospital", "admission", "inpatient", "community tenure", "discharge")


@pytest.fixture
def seeds(shared: Path) -> list[Path]:
    return sorted((shared / "seeds").glob("*.txt"))


@pytest.fixture
def added(kb: Any, seeds: list[Path]) -> Any:
    assert kb("add", *seeds).code == 0
    return kb


def ask(kb: Any, claim: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(kb("evidence", claim, "--json", "--limit", "0").out)["evidence"]
    return rows


def test_no_citation_goes_from_one_paper_into_the_list_of_another(added: Any, seeds: list[Path]) -> None:
    listed = "MATCH (r:Record {role: 'item'})-[:OF]->(p:Paper) RETURN p.id AS id"
    cited = "MATCH (:Finding)-[:CITES]->(p:Paper) RETURN DISTINCT p.id AS id, p.status AS status"
    items, works = (json.loads(added("cypher", text, "--json").out) for text in (listed, cited))
    assert len(items) == 49
    assert {work["status"] for work in works} == {"stub"}
    assert {item["id"] for item in items}.isdisjoint(work["id"] for work in works)


def test_the_first_rows_bear_on_hospital_use(added: Any) -> None:
    rows = ask(added, CLAIM)
    for row in rows[:5]:
        assert any(word in row["text"].lower() for word in HOSPITAL), row["text"]
    for row in rows:
        if row["kind"] == "title":
            assert row["stance"] == "unclear"
    own = [row for row in rows if row["origin"] == "own" and "reduc" in row["text"]]
    assert len(own) >= 2
    assert {row["stance"] for row in own} == {"supports"}
    story = next(row for row in rows if "require hospitalisations" in row["text"])
    assert story["stance"] == "unclear"


def test_the_opposite_gives_the_same_rows_with_the_sides_exchanged(added: Any) -> None:
    here, there = ask(added, CLAIM), ask(added, OPPOSITE)
    assert [row["id"] for row in here] == [row["id"] for row in there]
    assert [EXCHANGED.get(row["stance"], row["stance"]) for row in here] == [row["stance"] for row in there]


def test_every_row_is_verbatim(added: Any, seeds: list[Path]) -> None:
    texts = {str(path): path.read_bytes().decode("utf-8") for path in seeds}
    for claim in (CLAIM, "peer support reduces stigma", "peer workers need supervision"):
        for row in ask(added, claim):
            place = row["source"]
            assert texts[place["file"]][place["start"] : place["end"]] == row["text"]
