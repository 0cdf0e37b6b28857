"""`kb merge`, `unmerge`, `distinct`, `study` as they are typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

A = """References

1. Adams A, Brown B. Peers on wards: a trial of companions. J Ward Care. 2010;3(2):11–19.
2. Baker C. Companions at home after a stay in hospital. Home Stud. 2012;1:1–9.
"""
B = """References

1. Adams A, Brown B (2010) Peers on wards: trial of companions. Journal of Ward Care 3: 11-19.
"""


@pytest.fixture
def library(kb: Any, tmp_path: Path) -> Any:
    (tmp_path / "a.txt").write_text(A, "utf-8")
    (tmp_path / "b.txt").write_text(B, "utf-8")
    assert kb("add", "a.txt", "b.txt").code == 0
    return kb


def keys(kb: Any) -> list[str]:
    return sorted(row["citekey"] for row in kb("papers", "--json").json)


def test_a_session(library: Any) -> None:
    kb = library
    assert keys(kb) == ["adams2010", "adams2010a", "baker2012"]
    said = kb("merge", "adams2010", "adams2010a", "--dry-run", "--json")
    assert (said.code, said.err) == (0, "nothing was written\n")
    assert [row["differs"] for row in said.json] == [
        {
            "title": ["Peers on wards: a trial of companions", "Peers on wards: trial of companions"],
            "container": ["J Ward Care", "Journal of Ward Care"],
        }
    ]
    assert len(keys(kb)) == 3
    assert kb("merge", "adams2010", "adams2010a", "--reason", "the same pages").code == 0
    assert keys(kb) == ["adams2010", "baker2012"]
    (decision,) = {row["id"]: row for row in kb("query", "decisions", "--json").json}.values()
    assert (decision["kind"], decision["by"], decision["reason"]) == ("merge", "tester", "the same pages")
    assert kb("unmerge", "adams2010").code == 0
    assert keys(kb) == ["adams2010", "adams2010a", "baker2012"]
    again = kb("unmerge", "adams2010")
    assert again.code == 1
    assert "nobody merged adams2010" in again.err
    assert kb("distinct", "adams2010", "adams2010a").code == 0
    assert kb("study", "adams2010", "baker2012").code == 0
    assert kb("study", "adams2010", "baker2012", "--undo").code == 0


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("merge", "adams2010"), 1, "that is one paper"),
        (("merge", "adams2010", "adams2010"), 1, "that is one paper"),
        (("merge", "adams2010", "nobody"), 1, "no paper is called nobody"),
        (("merge",), 2, "name two papers or more"),
        (("distinct", "adams2010", "adams2010"), 1, "are one paper already"),
        (("study", "adams2010", "baker2012", "--undo"), 1, "you did not say"),
        (("unmerge", "baker2012"), 1, "nobody merged baker2012"),
    ],
)
@pytest.mark.embedded("about words, which are the same on both engines")
def test_what_cannot_be_said(library: Any, words: tuple[str, ...], code: int, says: str) -> None:
    done = library(*words)
    assert says in done.err
    assert done.code == code, done.err
    assert keys(library) == ["adams2010", "adams2010a", "baker2012"]


NEAR = """References

1. Adams A, Brown B. Peers on wards: a trial of companions. J Ward Care. 2010;3(2):11–19.
2. Elm D, Oak E. Oaks of the northern wards and their companions. Ann Trees. 2011;5:100–109.
3. Fir G. What walks do for sleep in the old: a survey of all wards. bioRxiv. 2015.
"""
FAR = """References

1. Adams A, Brown B (2010) Peers on wards: trial of companions. Journal of Ward Care 3: 11-19.
2. Elm D, Oak E. Erratum: Oaks of the northern wards and their companions. Ann Trees. 2011;5:400.
3. Fir G. What walks do for sleep in the old: survey of all wards. J Sleep Old. 2016;7:12–20.
"""


def test_what_is_surely_one_work_is_merged_by_itself_and_taken_back_for_good(kb: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEAR, "utf-8")
    (tmp_path / "b.txt").write_text(FAR, "utf-8")
    assert kb("add", "a.txt", "b.txt").code == 0
    before = keys(kb)
    said = kb("merge", "--auto", "0.9", "--dry-run")
    assert "one work: 1 pair; preprint and article, one study: 1 pair" in said.err
    assert keys(kb) == before
    assert kb("merge", "--auto", "0.9").code == 0
    assert keys(kb) == sorted({*before} - {"adams2010a"})
    decisions = {row["id"]: row for row in kb("query", "decisions", "--json").json}.values()
    assert sorted(d["kind"] for d in decisions) == ["merge", "study"]
    assert all(d["reason"].startswith("automatic, ") and d["by"] == "tester" for d in decisions)
    again = kb("merge", "--auto", "0.9")
    assert "one work: 0 pairs; preprint and article, one study: 0 pairs" in again.err
    assert kb("unmerge", "adams2010").code == 0
    assert keys(kb) == before
    assert "left alone, taken back before: 1" in kb("merge", "--auto", "0.9").err
    assert keys(kb) == before


@pytest.mark.parametrize(
    "words", [(), ("adams2010", "adams2010a", "--auto", "0.97"), ("--auto", "0.2"), ("--auto", "x")]
)
def test_auto_is_instead_of_names(library: Any, words: tuple[str, ...]) -> None:
    assert library("merge", *words).code == 2
