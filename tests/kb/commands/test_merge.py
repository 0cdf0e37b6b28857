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
        (("merge",), 2, "PAPER"),
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
