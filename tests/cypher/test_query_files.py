"""The loader of query files: what it reads from a header and what it refuses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import cypher
from cypher.query import CypherFileError, Query, parse

GOOD = """// papers_of: papers of one author
//    that were published from a year on
// param author string the author's id
// param since integer? first year, or null for all
// row id the paper's id
// row title its title; `RETURN` may be in it: "AS x"
/* $unused in a comment */
MATCH (a:Author {id: $author})-[:WROTE]->(p:Paper) // and $here too
WHERE $since IS NULL OR p.year >= $since AND p.note <> '$this RETURN "is" text'
WITH p, COUNT { (p)-[:CITES]->() } AS cited
RETURN p.id AS id,
       coalesce(p.title, 'no, title') AS title
ORDER BY cited DESC, id LIMIT 10
"""


def read(text: str, name: str = "read/papers_of") -> Query:
    return parse(name, text, f"cypher/{name}.cypher")


def test_a_header_is_read_and_left_out_of_the_statement() -> None:
    query = read(GOOD)
    assert query.purpose == "papers of one author that were published from a year on"
    assert query.params == (
        ("author", "string", "the author's id"),
        ("since", "integer?", "first year, or null for all"),
    )
    assert [column.name for column in query.columns] == ["id", "title"]
    assert query.text.startswith("/* $unused")
    assert not query.writes


def test_windows_line_ends_change_nothing() -> None:
    assert read(GOOD.replace("\n", "\r\n")) == read(GOOD)


WRITE = "// put: keep papers\n// param rows list<map> papers\nUNWIND $rows AS row\nMERGE (p:Paper {id: row.id})\n"


def test_a_writing_query_says_what_it_reads_of_a_row() -> None:
    query = read(WRITE + "SET p.title = row.title, p.x = other.row.deep, p.id = row.id", "write/put")
    assert query.writes
    assert query.keys == ("id", "title")


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("MATCH (s:Set)-[:CREATE]->(n) RETURN n.delete AS merge", "merge"),
        ("MATCH (n {set: 1}) RETURN n.id + 'SET x' AS word", "word"),
        ("MATCH (n) WHERE n.create IS NULL RETURN n.id AS id // MERGE (m)", "id"),
    ],
)
def test_names_that_look_like_writing_are_no_writing(text: str, column: str) -> None:
    assert not read(f"// papers_of: x\n// row {column} it\n{text}").writes


REFUSED = {
    "other name": ("// paper_of: x\n// row a b\nRETURN 1 AS a", 1, "first line"),
    "no purpose": ("// papers_of:\nRETURN 1 AS a", 1, "first line"),
    "no header": ("RETURN 1 AS a", 1, "first line"),
    "empty": ("", 1, "first line"),
    "no statement": ("// papers_of: x\n", 1, "no statement"),
    "undeclared": ("// papers_of: x\n// row a b\nRETURN\n$x AS a", 4, "`$x` is used"),
    "unused": ("// papers_of: x\n// param x string y\n// row a b\nRETURN '$x' AS a", 1, "not used: x"),
    "unknown type": ("// papers_of: x\n// param x text y\n// row a b\nRETURN $x AS a", 2, "types are"),
    "no meaning": ("// papers_of: x\n// param x string\n// row a b\nRETURN $x AS a", 2, "param name type meaning"),
    "other words": ("// papers_of: x\n// note a b\nRETURN 1 AS a", 2, "header line"),
    "declared twice": ("// papers_of: x\n// row a b\n// row a c\nRETURN 1 AS a, 2 AS a", 1, "twice: a"),
    "other columns": (
        "// papers_of: x\n// row a b\n// row c d\nMATCH (n)\nRETURN n.x AS c, n.y AS a",
        5,
        "RETURN gives",
    ),
    "missing column": ("// papers_of: x\n// row a b\nMATCH (n) RETURN n.x AS a, n.y AS c", 3, "RETURN gives a, c"),
    "no alias": ("// papers_of: x\n// row a b\nMATCH (n)\nRETURN n.x", 4, "AS name"),
    "two statements": ("// papers_of: x\n// row a b\nRETURN 1 AS a;\nRETURN 2 AS a", 3, "one statement"),
    "writes": ("// papers_of: x\nMATCH (n)\nSET n.x = 1", 1, "changes the graph"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_is_refused_with_its_line(case: str) -> None:
    text, line, words = REFUSED[case]
    with pytest.raises(CypherFileError) as caught:
        read(text)
    assert str(caught.value).startswith(f"cypher/read/papers_of.cypher:{line}: ")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("// put: x\n// row a b\nRETURN 1 AS a", "changes nothing"),
        ("// put: x\nMATCH (n) SET n.x = 1", "UNWIND $rows AS row"),
        ("// put: x\n// param rows list y\n// param z any y\nUNWIND $rows AS row SET z = $z", "UNWIND $rows AS row"),
        (WRITE.replace("keep", "k") + "RETURN 1 AS a", "RETURN gives a"),
        (
            "// put: x\n// param rows list y\n// row a b\nUNWIND $rows AS row CREATE (n) RETURN 1 AS a",
            "returns nothing",
        ),
    ],
)
def test_a_writing_file_keeps_to_its_form(text: str, words: str) -> None:
    with pytest.raises(CypherFileError, match="write/put") as caught:
        read(text, "write/put")
    assert words in str(caught.value)


def test_columns_are_those_of_the_outer_return() -> None:
    query = read(
        "// papers_of: x\n// row n count\n// row names list\n"
        "CALL { MATCH (m) RETURN m.id AS inner } WITH inner WHERE EXISTS { MATCH (q) RETURN q.id AS other }\n"
        "RETURN count(inner) AS n, [x IN collect(inner) | x + ', '] AS `names` SKIP 1"
    )
    assert [column.name for column in query.columns] == ["n", "names"]


def test_every_file_loads() -> None:
    assert "read/meta" in cypher.names()
    for name in cypher.names():
        assert cypher.load(name).name == name


@pytest.mark.parametrize("name", ["read/nothing", "read/../write/meta_make", "schema/arcadedb", "", "meta"])
def test_an_unknown_name_is_said(name: str) -> None:
    with pytest.raises(cypher.UnknownQuery, match="there is no query"):
        cypher.load(name)


def test_a_schema_gives_each_label_one_id() -> None:
    statements = [text for _, text in cypher.schema("arcadedb")]
    for label in ("Source", "Record", "Paper", "Author", "Venue", "Finding", "Theme", "Claim", "Problem", "Decision"):
        assert any(f"FOR (n:{label}) REQUIRE n.id IS UNIQUE" in text for text in statements), label


def test_the_readme_is_what_the_headers_say() -> None:
    root = Path(cypher.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-m", "cypher", "--check"], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
