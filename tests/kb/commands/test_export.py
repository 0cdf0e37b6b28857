"""`kb export bibtex|ris|nbib|csl-json` as they are typed, and back into another store."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from bib.formats import FORMATS, Format, format_named

EXPORTS = Path(__file__).resolve().parents[2] / "data" / "libraries"
ROWS = [row for row in FORMATS if row.write]
ids = [row.name for row in ROWS]


@pytest.fixture
def library(kb: Any, tmp_path: Path) -> Any:
    for name in ("zotero.ris", "zotero.bib", "pubmed.nbib"):
        shutil.copy(EXPORTS / name, tmp_path)
    assert kb("add", "zotero.ris", "zotero.bib", "pubmed.nbib").code == 0
    return kb


def test_exports_of_one_work_are_one_paper(library: Any) -> None:
    rows = library("papers", "--json").json
    (ash,) = [row for row in rows if row["title"].startswith("Peers on the ward")]
    assert ash["doi"] == "10.5555/jic.2019.0012"
    (work,) = library("export", "csl-json", ash["citekey"]).json
    assert (work["PMID"], work["PMCID"], work["ISSN"]) == ("30123456", "PMC6512345", "1234-5678")


def test_their_abstracts_are_findings(library: Any) -> None:
    query = "MATCH (f:Finding) WHERE f.kind = 'abstract' RETURN f.clean AS clean, f.text AS text, f.section AS section"
    found = library("cypher", query, "--json").json
    fell = [row for row in found if row["clean"] == "Falls fell by 14% (p < 0.05)."]
    assert {row["text"] for row in fell} == {
        "Falls fell by 14% (p < 0.05).",
        "Falls fell by 14\\% (p {\\textless} 0.05).",
    }
    assert {row["section"][-1] for row in fell} == {"Results"}


@pytest.mark.parametrize("row", ROWS, ids=ids)
def test_every_format_is_written_the_same_each_time(library: Any, row: Format, tmp_path: Path) -> None:
    text = library("export", row.name).out
    assert row.looks_like(text)
    assert library("export", row.name, "-o", f"out{row.suffixes[0]}").code == 0
    assert (tmp_path / f"out{row.suffixes[0]}").read_bytes().decode() == text
    # Only PubMed's format has no place for citekeys.
    assert ("ash2019" in text) == (row.name != "nbib")


@pytest.mark.parametrize("row", ROWS, ids=ids)
def test_what_is_exported_comes_in_as_the_same_papers(library: Any, row: Format) -> None:
    file = f"out{row.suffixes[0]}"
    library("export", row.name, "-o", file)
    titles = sorted(row["title"] for row in library("papers", "--json").json)
    assert library("add", file, "--store", "second").code == 0
    again = library("papers", "--json", "--store", "second").json
    assert sorted(row["title"] for row in again) == titles
    assert {row["doi"] for row in again} >= {"10.5555/jic.2019.0012"}
    assert library("problems", "--json", "--store", "second").json == []


@pytest.mark.parametrize("row", ROWS, ids=ids)
def test_papers_are_chosen_by_name_or_by_a_claim(library: Any, row: Format) -> None:
    one = library("export", row.name, "ash2019").out
    assert "Peers on the ward" in one
    assert "What nurses say" not in one
    assert library("export", row.name, "--claim", "walking groups reduce falls").out == one
    assert library("export", row.name, "ash2019", "--claim", "x").code == 2
    assert library("export", row.name, "--claim", " ").code == 2
    assert library("export", row.name, "nobody1900").code == 1


def test_stubs_are_left_out_unless_asked_for(kb: Any, tmp_path: Path) -> None:
    paper = "A study of wards\n\nAnn Author\n\nAbstract\n\nPeers helped (Smith, 2001) on wards.\n\nResults\n\n"
    (tmp_path / "paper.txt").write_text(f"{paper}Peers helped people sleep on two wards in winter (Smith, 2001).\n")
    kb("add", "paper.txt")
    every = len(kb("papers", "--json").json)
    for row in ROWS:
        assert row.read
        with_stubs, without = kb("export", row.name, "--stubs").out, kb("export", row.name).out
        assert len(with_stubs) >= len(without)
    objects = kb("export", "csl-json", "--stubs").json
    assert len(objects) == every


def test_an_empty_library_is_an_empty_file(kb: Any) -> None:
    kb("init")
    assert [kb("export", row.name).out for row in ROWS] == ["[]\n", "", "", ""]


def test_ris_ends_its_lines_as_the_format_says(library: Any) -> None:
    text = library("export", "ris").out
    assert text.count("\r\n") == text.count("\n")
    assert format_named("ris")
