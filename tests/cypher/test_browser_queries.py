"""The queries that draw: their files, and what each draws of a filled store, the same on every engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import cypher
import ingest
from cypher.query import CypherFileError, Query, file_name, parse
from kb import concepts
from kb.base import Base
from kb.store import Store, open_store

FOLDER = Path(cypher.__file__).parent / "browser"
EXAMPLES = Path(__file__).resolve().parents[2] / "kb" / "data" / "examples"
NAMES = [name for name in cypher.names() if name.startswith("browser/")]
CLAIMS = ("peers reduce hospitalisation", "peers increase hospitalisation", "peer support reduces stigma")

# A paper whose list nobody has, so that its citations are stubs; its results go the other way than the examples'.
LEAVES = "Peer workers reduced readmissions to hospital in the first year."
PAPER = f"""Peer workers and the road home

Ines Tarrow, Odhran Quillon

Abstract

Peer support reduced readmission in two regions. Staff stigma did not change.

1. Introduction

Earlier work found that peer workers reduce hospital admissions [1,2]. One trial found no difference in readmission [3].

2. Results

2.1 Going home

{LEAVES} People with a peer worker were admitted to hospital more often in one of the districts.

"I did not go back in because she rang me every day." (Service user 4)

3. Discussion

Peer support increased stigma where the peer worker was known to the family.
"""


def fill(store: Store) -> None:
    """The example files, a paper without its list, a list without its paper, words of people, and a text that went."""
    base = Base(store, concepts.load(), "tester", None)
    for claim in CLAIMS:
        base.add_claim(claim, "tester")
    paper = "paper.txt"
    for name, list_of in (("page.txt", None), (paper, None), ("paper-references.txt", paper)):
        base.add(ingest.read((EXAMPLES / name).read_bytes(), name), list_of=list_of)
    listed = [line for line in (EXAMPLES / "paper-references.txt").read_text("utf-8").splitlines() if line.strip()]
    base.add(ingest.read("\n".join(["References", "", *listed[1:6]]).encode(), "whose.txt"))
    first = ingest.read(PAPER.encode(), "second.txt")
    base.add(first)
    judge(base)
    base.add(ingest.read(PAPER.replace(LEAVES, "").encode(), "second.txt", lineage=first.source.lineage))


def judge(base: Base) -> None:
    """A person contradicts the rules on two findings, one of which will lose its text."""
    found = "MATCH (f:Finding)-[j:JUDGED]->(c:Claim) WHERE c.text = $claim RETURN f.id AS finding, c.id AS claim, "
    found += "f.text AS text, j.stance AS stance ORDER BY f.id"
    rows = base.store.run_readonly(found, {"claim": CLAIMS[0]}, 30)
    chosen = [row for row in rows if row["text"] == LEAVES] + [row for row in rows if row["stance"] == "unclear"][:1]
    props = {"stance": "mixed", "reason": "read it", "cue": None, "cueStart": None, "cueEnd": None, "confidence": 1.0}
    props |= {"by": "ann", "byKind": "person", "version": "", "at": "2026-01-01T00:00:00+00:00", "note": "sure"}
    judged = [
        {"finding": row["finding"], "claim": row["claim"], "id": f"j{n}", "props": props}
        for n, row in enumerate(chosen)
    ]
    assert len(judged) == 2
    base.store.apply([(cypher.load("write/put_judgements"), judged)])


def drawn(store: Store) -> dict[str, list[dict[str, Any]]]:
    return {name: store.run_readonly(cypher.load(name).text, {}, 60) for name in NAMES}


def paths(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield from (value for value in row.values() if isinstance(value, dict) and "forward" in value)


def outline(rows: list[dict[str, Any]]) -> list[Any]:
    """Rows without what differs between two fillings: times."""
    return [
        {
            name: ([n["properties"]["id"] for n in value["nodes"]], [r["type"] for r in value["relationships"]])
            if isinstance(value, dict)
            else value
            for name, value in row.items()
        }
        for row in rows
    ]


def test_every_query_draws_the_same_on_every_engine(open_empty: Callable[[], Store]) -> None:
    with open_empty() as store:
        fill(store)
        found = drawn(store)
    with open_store("memory:", create=True) as other:
        fill(other)
        expected = drawn(other)
    assert [name for name in NAMES if outline(found[name]) != outline(expected[name])] == []
    faults = {name: what for name in NAMES if (what := "; ".join(wrong(cypher.load(name), found[name])))}
    assert faults == {}


def wrong(query: Query, rows: list[dict[str, Any]]) -> Iterator[str]:
    """What is wrong with what a query draws."""
    limit = int(re.findall(r"LIMIT (\d+)", query.text)[-1])
    if not 0 < len(rows) <= limit <= 100:
        yield f"{len(rows)} rows, limit {limit}"
    if any(list(row) != [column.name for column in query.columns] for row in rows):
        yield "other columns"
    found = list(paths(rows))
    if not any(path["relationships"] for path in found):
        yield "nothing is connected"
    if any("Source" in node["labels"] or "Meta" in node["labels"] for path in found for node in path["nodes"]):
        yield "draws what nobody can read"
    scalars = [value for row in rows for value in row.values() if not isinstance(value, dict)]
    if any(isinstance(value, str) and len(value) > 300 for value in scalars):
        yield "shows a long text"


@pytest.mark.embedded
def test_another_example_is_chosen_as_the_comment_says(store: Store) -> None:
    fill(store)
    chosen = {
        "its words": CLAIMS[0],
        "smith2021": "oyelaranfinch2020",
        "its name": "Acta Convalescentia",
        "Smith": "Este",
    }
    queries = [query for query in map(cypher.load, NAMES) if "// Another" in query.text]
    empty = []
    for query in queries:
        note, _, rest = query.text.partition("// Another")
        kind = re.match(r" \w+: put (MATCH .*) in place of the lines down to LIMIT 1\.\n", rest)
        assert kind, query.name
        mine = kind[1]
        for placeholder, value in chosen.items():
            mine = mine.replace(f"'{placeholder}'", f"'{value}'")
        assert mine != kind[1]
        if not store.run_readonly(f"{note}{mine}\n{rest.partition('LIMIT 1' + chr(10))[2]}", {}, 30):
            empty.append(query.title)
    assert len(queries) > 10
    assert empty == []


def test_folders_have_names_and_nothing_else_lies_there() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(cypher.BROWSER)
    files = {path.relative_to(FOLDER.parent).with_suffix("").as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert files == set(NAMES)
    assert 15 <= len(NAMES) <= 25


@pytest.mark.parametrize("name", NAMES)
def test_a_file_reads_well_in_a_browser(name: str) -> None:
    query = cypher.load(name)
    lines = (FOLDER.parent / f"{name}.cypher").read_text("utf-8").splitlines()
    assert lines[0] == f"// {query.title}: {query.purpose}"
    assert len(query.title) <= 34  # as wide as Browser's list of favourites
    assert max(map(len, lines)) <= 120
    assert "\n".join(lines[1:]) == query.text  # its notes stay with it
    assert "LIMIT 1\n" not in query.text or "// Another" in query.text  # an example says how to choose another
    # the embedded engine counts anew for each comparison, a minute for 100,000 papers: counts are named first
    assert re.search(r"ORDER BY[^\n]*\bCOUNT\b", query.text) is None


GOOD = "// Most cited: papers that many cite\nMATCH path = (:Paper)-[:CITES]->() RETURN path LIMIT 10\n"


def read(text: str) -> Query:
    return parse("browser/x/most_cited", text, "cypher/browser/x/most_cited.cypher")


def test_a_title_is_what_people_call_it() -> None:
    query = read(GOOD.replace("RETURN path", "// all of them\nRETURN path, 1 AS n"))
    assert (query.title, query.purpose) == ("Most cited", "papers that many cite")
    assert [column.name for column in query.columns] == ["path", "n"]
    assert "// all of them" in query.text
    assert file_name("What is it? A paper's  list") == "what_is_it_a_paper_s_list"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD.replace("Most cited", "Most read"), "giving most_cited"),
        (GOOD.replace("// Most", "Most"), "first line"),
        (GOOD.replace(": papers that many cite", ""), "first line"),
        (GOOD.replace(" LIMIT 10", ""), "LIMIT and a number"),
        (GOOD.replace("RETURN path LIMIT 10", "WITH path LIMIT 10 RETURN path"), "LIMIT and a number"),
        (GOOD.replace("LIMIT 10", "LIMIT $n"), r"`\$n` is used"),
        (GOOD.replace("RETURN path", "SET path.x = 1 RETURN path"), "changes the graph"),
        (GOOD.replace("RETURN path", "RETURN length(path)"), "AS name"),
        (GOOD.replace("LIMIT 10", "LIMIT 10;"), "one statement"),
        (GOOD.partition("\n")[0], "no statement"),
    ],
)
def test_a_file_that_is_no_drawing_is_refused(text: str, words: str) -> None:
    with pytest.raises(CypherFileError, match=words):
        read(text)


@pytest.mark.parametrize(
    "name", ["browser/most_cited_papers", "browser/start_here", "browser/x/../start_here/all_claims"]
)
def test_a_query_is_in_one_of_the_folders(name: str) -> None:
    with pytest.raises(cypher.UnknownQuery):
        cypher.load(name)
