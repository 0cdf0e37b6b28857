"""Graph values as text."""

from __future__ import annotations

from typing import Any

import pytest

from kb.drawn import drawn
from kb.store import Store

PAPER = {"labels": ["Paper"], "properties": {"id": "p1", "citekey": "orme2020", "title": "Peers  on\nthe ward"}}
CLAIM = {"labels": ["Claim"], "properties": {"id": "c1", "text": "peers " * 30}}
CITES = {"type": "CITES", "properties": {"number": 3, "marker": "[3]"}}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (PAPER, '(:Paper orme2020 "Peers on the ward")'),
        ({"labels": ["Author"], "properties": {"id": "a", "family": 'O\'Hara "X"'}}, '(:Author O\'Hara "X")'),
        ({"labels": ["Meta"], "properties": {"id": "kb"}}, "(:Meta kb)"),
        ({"labels": [], "properties": {}}, "()"),
        ({"labels": ["A", "B"], "properties": {}}, "(:A:B)"),
        (CITES, '-[:CITES {number: 3, marker: "[3]"}]-'),
        ({"type": "OF", "properties": {}}, "-[:OF]-"),
        ([PAPER, 1, None, "x"], ['(:Paper orme2020 "Peers on the ward")', 1, None, "x"]),
        ({"a": PAPER}, {"a": '(:Paper orme2020 "Peers on the ward")'}),
        ("(#25:0)", "(#25:0)"),
        (1.5, 1.5),
    ],
)
def test_drawn(value: Any, text: Any) -> None:
    assert drawn(value) == text


def test_long_words_are_cut_to_one_line() -> None:
    text = drawn(CLAIM)
    assert text.startswith('(:Claim "peers peers')
    assert text.endswith('…")')
    assert len(text) <= len('(:Claim "")') + 60


def fill(store: Store) -> None:
    store.run_write(
        "CREATE (:Paper {id: 'a', citekey: 'a1'})-[:CITES {number: 1}]->(:Paper {id: 'b', citekey: 'b1'})"
        "<-[:CITES {number: 2}]-(:Paper {id: 'c', citekey: '(#1:0)'})",
        {},
        5,
    )


def test_a_path_is_the_same_from_every_engine(store: Store) -> None:
    fill(store)
    rows = store.run_readonly("MATCH p = (:Paper {id: 'a'})-[:CITES*1..2]-(x) RETURN p ORDER BY length(p)", {}, 5)
    assert [drawn(row["p"]) for row in rows] == [
        "(:Paper a1)-[:CITES {number: 1}]->(:Paper b1)",
        "(:Paper a1)-[:CITES {number: 1}]->(:Paper b1)<-[:CITES {number: 2}]-(:Paper (#1:0))",
    ]


def test_a_text_that_looks_like_a_path_stays_a_text(store: Store) -> None:
    fill(store)
    rows = store.run_readonly(
        "MATCH (x:Paper {id: 'c'}) RETURN x.citekey AS x, '(#999:0)-[#1:1]->(#999:1)' AS y", {}, 5
    )
    assert rows[0]["y"] == "(#999:0)-[#1:1]->(#999:1)"


def test_the_command_line_draws(kb: Any) -> None:
    kb("init")
    assert (
        kb(
            "cypher", "CREATE (:Paper {id: 'a', citekey: 'a1'})-[:CITES]->(:Paper {id: 'b', citekey: 'b1'})", "--write"
        ).code
        == 0
    )
    text = "MATCH p = (:Paper {id: 'a'})-[:CITES]->() RETURN p"
    assert kb("cypher", text, "--graph", "--json").json == [{"p": "(:Paper a1)-[:CITES]->(:Paper b1)"}]
    assert "(:Paper a1)-[:CITES]->(:Paper b1)" in kb("cypher", text, "--graph").out
    assert kb("cypher", text, "--json").json[0]["p"]["forward"] == [True]
