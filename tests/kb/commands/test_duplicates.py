"""`kb duplicates` as it is typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

A = """References

1. Adams A, Brown B. Peers on wards: a trial of companions. J Ward Care. 2010;3(2):11–19.
2. Baker C. Companions at home after a stay in hospital. Home Stud. 2012;1:1–9.
3. Elm D, Oak E. Oaks of the northern wards and their companions. Ann Trees. 2011;5:100–109.
4. Fir G. What walks do for sleep in the old: a survey. bioRxiv. 2015.
"""
B = """References

1. Adams A, Brown B (2010) Peers on wards: trial of companions. Journal of Ward Care 3: 11-19.
2. Elm D, Oak E. Erratum: Oaks of the northern wards and their companions. Ann Trees. 2011;5:400.
3. Fir G. What walks do for sleep in the old: survey. J Sleep Old. 2016;7:12–20.
4. [Baker, C; Companions at home after a stay in hospital; Home Stud; 2012;1:1
"""


@pytest.fixture
def library(kb: Any, tmp_path: Path) -> Any:
    (tmp_path / "a.txt").write_text(A, "utf-8")
    (tmp_path / "b.txt").write_text(B, "utf-8")
    assert kb("add", "a.txt", "b.txt").code == 0
    return kb


def pairs(said: Any) -> dict[frozenset[str], dict[str, Any]]:
    return {frozenset((row["citekey"] or row["paper"], row["other"] or row["otherPaper"])): row for row in said.json}


def test_pairs_with_reasons(library: Any) -> None:
    said = library("duplicates", "--json")
    assert said.code == 0
    found = pairs(said)
    best = found[frozenset(("adams2010", "adams2010a"))]
    assert best["score"] >= 0.97
    assert (best["version"], best["veto"]) == (False, None)
    assert [r["field"] for r in best["reasons"]] == [
        "title",
        "pages",
        "first author",
        "authors",
        "volume",
        "in",
        "year",
    ]
    assert "in J Ward Care = Journal of Ward Care" in [r["words"] for r in best["reasons"]]
    assert found[frozenset(("fir2015", "fir2016"))]["version"] is True
    assert [row["score"] for row in said.json] == sorted((row["score"] for row in said.json), reverse=True)
    assert not any("elm2011" in key for key in found)
    printed = [row for row in said.json if None in (row["title"], row["otherTitle"])]
    assert [{row["citekey"], row["other"]} & {"baker2012"} for row in printed] == [{"baker2012"}]
    assert said.json == library("duplicates", "--json").json


def test_for_people(library: Any) -> None:
    said = library("duplicates", "--above", "0.97", "--limit", "1")
    lines = said.out.splitlines()
    assert len(lines) == 3
    assert lines[2].startswith("       title ")
    assert "`kb merge A B`" in said.err


def test_vetoed(library: Any) -> None:
    found = pairs(library("duplicates", "--vetoed", "--above", "0.3", "--json"))
    assert found[frozenset(("elm2011", "elm2011a"))]["veto"] == "one is an erratum, correction or notice"


def test_what_people_said_is_not_asked_again(library: Any) -> None:
    assert library("distinct", "adams2010", "adams2010a").code == 0
    assert frozenset(("adams2010", "adams2010a")) not in pairs(library("duplicates", "--json"))


def test_merged_pairs_are_gone(library: Any) -> None:
    assert library("merge", "adams2010", "adams2010a").code == 0
    assert not any("adams2010" in key for key in pairs(library("duplicates", "--json")))


def test_nothing(kb: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(A, "utf-8")
    kb("add", "a.txt")
    said = kb("duplicates", "--exit-code")
    assert (said.code, said.out) == (5, "")
    assert "no two papers look like one work" in said.err


@pytest.mark.parametrize("words", [("--above", "2"), ("--above", "x"), ("--limit", "0")])
def test_what_is_typed_wrongly(kb: Any, words: tuple[str, ...]) -> None:
    assert kb("duplicates", *words).code == 2
