"""`kb papers --cited` and `kb missing`: what is cited, and what of it is not here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

PAPER = """{title}

{author}

Abstract

Wards are loud. Alarms fell by half.

Introduction

Companions work on many wards [1]. Little is known about their keys [1, 2], and of doors [1].

References

1. Adams A, Brown B. Peers on wards: a trial of companions. J Ward Care. 2010;3(2):11–19.
2. {other}
"""


@pytest.fixture
def library(kb: Any, tmp_path: Path) -> Any:
    papers = (
        (
            "Keys on wards",
            "Ottilie Farn",
            "Baker C. Companions at home after a stay in hospital. Home Stud. 2012;1:1–9.",
        ),
        (
            "Doors on wards",
            "Piet Hoekstra",
            "Clark D. Light in old hospitals and what it does. Ward Stud. 2001;4:10–19.",
        ),
    )
    for n, (title, author, other) in enumerate(papers):
        (tmp_path / f"{n}.txt").write_text(PAPER.format(title=title, author=author, other=other), "utf-8")
    assert kb("add", "0.txt", "1.txt").code == 0
    return kb


def test_what_is_cited_and_not_here(library: Any) -> None:
    rows = library("missing", "--json").json
    assert [(row["citekey"], row["cited"], row["findings"]) for row in rows] == [
        ("adams2010", 2, 4),
        ("clark2001", 1, 1),
        ("baker2012", 1, 1),
    ]
    assert [row["citekey"] for row in library("missing", "--least", "2", "--json").json] == ["adams2010"]
    cut = library("missing", "--limit", "1")
    assert cut.err == "2 more: kb missing --limit 0\n"
    assert library("missing", "--least", "3", "--exit-code").code == 5
    assert "nothing that is cited is missing" in library("missing", "--least", "3").err


def test_papers_by_how_often_they_are_cited(library: Any) -> None:
    rows = library("papers", "--cited", "--json").json
    assert [(row["citekey"], row["cited"]) for row in rows][:1] == [("adams2010", 2)]
    assert {row["cited"] for row in rows if row["status"] == "full"} == {0}
    assert library("papers", "--cited").out.split()[:2] == ["cited", "findings"]
    assert "cited" not in library("papers", "--json").json[0]


def test_what_to_fetch_as_entries_of_a_library(library: Any, tmp_path: Path) -> None:
    said = library("missing", "--least", "2", "--format", "ris")
    assert "TI  - Peers on wards: a trial of companions" in said.out.splitlines()
    assert said.out.count("TY  - ") == 1
    assert library("missing", "--format", "bibtex", "-o", str(tmp_path / "fetch.bib")).code == 0
    written = (tmp_path / "fetch.bib").read_text("utf-8")
    assert [line for line in written.splitlines() if line.startswith("@")] == [
        "@article{adams2010,",
        "@article{clark2001,",
        "@article{baker2012,",
    ]
    assert library("missing", "--limit", "1", "--format", "csl-json").json[0]["id"] == "adams2010"
    assert library("missing", "-o", "x.ris").code == 2


def test_what_was_not_understood_is_given_as_printed(kb: Any, tmp_path: Path) -> None:
    lines = PAPER.format(
        title="Keys on wards", author="Ottilie Farn", other="Something by somebody about nothing at all"
    )
    (tmp_path / "0.txt").write_text(lines, "utf-8")
    assert kb("add", "0.txt").code == 0
    (odd,) = [row for row in kb("missing", "--json").json if row["title"] is None]
    assert odd["printed"] == "2. Something by somebody about nothing at all"
    assert "Something by somebody about nothing at all" in kb("missing").out
    assert "N1  - 2. Something by somebody about nothing at all" in kb("missing", "--format", "ris").out
