"""`kb query` and `kb cypher`: rows as JSON, parameters, refusals."""

from __future__ import annotations

from typing import Any

import pytest

import cypher


@pytest.fixture
def made(kb: Any) -> Any:
    """The command line beside a store of three authors."""
    kb("init")
    text = "UNWIND $names AS name CREATE (a:Author {id: name, name: name})"
    assert kb("cypher", text, "--write", "--param", 'names:=["Ada", "Bo", "Cy"]').code == 0
    return kb


NAMES = "MATCH (a:Author) RETURN a.name AS name, size(a.name) AS n ORDER BY name"


class TestCypher:
    def test_rows_are_objects_with_the_aliases_in_order(self, made: Any) -> None:
        said = made("cypher", NAMES, "--json")
        assert said.json == [{"name": "Ada", "n": 3}, {"name": "Bo", "n": 2}, {"name": "Cy", "n": 2}]
        assert list(said.json[0]) == ["name", "n"]

    def test_no_row_is_an_empty_array(self, made: Any) -> None:
        said = made("cypher", "MATCH (a:Author {id: 'nobody'}) RETURN a.name AS name", "--json")
        assert (said.code, said.out) == (0, "[]\n")

    def test_exit_code_says_nothing_found(self, made: Any) -> None:
        assert made("cypher", "MATCH (a:Author {id: 'nobody'}) RETURN a.name AS name", "--exit-code").code == 5
        assert made("cypher", NAMES, "--exit-code").code == 0

    def test_parameters(self, made: Any) -> None:
        text = "MATCH (a:Author) WHERE a.name IN $names AND size(a.name) = $n RETURN a.name AS name ORDER BY name"
        said = made("cypher", text, "--param", 'names:=["Ada", "Bo"]', "--param", "n:=2", "--json")
        assert said.json == [{"name": "Bo"}]

    def test_from_stdin(self, made: Any) -> None:
        assert len(made("cypher", "-", "--json", stdin=NAMES.encode()).json) == 3

    @pytest.mark.parametrize(
        "text", ["CREATE (a:Author {id: 'x'})", "MATCH (a:Author) SET a.name = 'x'", "MATCH (a) DELETE a"]
    )
    def test_it_reads_only(self, made: Any, text: str) -> None:
        said = made("cypher", text, "--json")
        assert (said.code, said.out) == (1, "")
        assert said.err.count("\n") == 1
        assert len(made("cypher", NAMES, "--json").json) == 3

    def test_unless_told_to_write(self, made: Any) -> None:
        assert made("cypher", "CREATE (a:Author {id: 'Di', name: 'Di'})", "--write").code == 0
        assert len(made("cypher", NAMES, "--json").json) == 4

    def test_what_the_engine_refuses_is_one_line(self, made: Any) -> None:
        said = made("cypher", "MATCH (a:Author RETURN a")
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)

    @pytest.mark.parametrize("seconds", ["0", "-1", "x"])
    def test_timeout_must_be_a_time(self, made: Any, seconds: str) -> None:
        assert made("cypher", NAMES, "--timeout", seconds).code == 2


class TestQuery:
    def test_lists_the_reading_ones(self, kb: Any) -> None:
        listed = [row["name"] for row in kb("query", "--json").json]
        assert listed == [name.removeprefix("read/") for name in cypher.names() if name.startswith("read/")]

    def test_runs_one(self, made: Any) -> None:
        said = made("query", "counts", "--json")
        assert said.code == 0, said.err
        (row,) = said.json
        assert list(row) == [column.name for column in cypher.load("read/counts").columns]
        assert made("query", "read/counts", "--json").json == [row]

    def test_parameters_are_checked(self, made: Any) -> None:
        said = made("query", "papers_by_citekey")
        assert said.code == 2
        assert "`values` is missing" in said.err
        said = made("query", "papers_by_citekey", "--param", "values=nobody", "--json")
        assert (said.code, said.out) == (0, "[]\n")
        assert made("query", "papers_by_citekey", "--param", "values=nobody", "--exit-code").code == 5

    @pytest.mark.parametrize(
        ("name", "part"), [("count", "did you mean `counts`?"), ("zzzzzz", "`kb query` lists them")]
    )
    def test_an_unknown_one(self, made: Any, name: str, part: str) -> None:
        said = made("query", name)
        assert said.code == 1
        assert part in said.err

    def test_writing_ones_are_not_offered(self, made: Any) -> None:
        assert made("query", "write/put_papers").code == 1


def test_a_store_that_is_not_there(kb: Any) -> None:
    said = kb("--store", "nowhere", "query", "counts")
    assert said.code == 1
    assert "nowhere" in said.err
    assert said.err.count("\n") == 1
