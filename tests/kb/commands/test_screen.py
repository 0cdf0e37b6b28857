"""`kb add --database`, `kb screen`, `kb papers --screened` and `kb prisma` as they are typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

EMBASE = """TY  - JOUR
TI  - Peers on wards: a trial of companions
AU  - Adams, A
PY  - 2010
ER  -
TY  - JOUR
TI  - Companions at home after a stay in hospital
AU  - Baker, C
PY  - 2012
ER  -
"""
PUBMED = """PMID- 1234567
TI  - Peers on wards: a trial of companions
FAU - Adams, A
DP  - 2010
"""
LIST = """References

1. Baker C. Companions at home after a stay in hospital. Home Stud. 2012;1:1–9.
2. Evans F. Older work that only lists name, on peer support. J Old. 1999;1:1–9.
"""


@pytest.fixture
def library(kb: Any, tmp_path: Path) -> Any:
    for name, text in (("embase.ris", EMBASE), ("pubmed.nbib", PUBMED), ("list.txt", LIST)):
        (tmp_path / name).write_text(text, "utf-8")
    assert kb("add", "embase.ris", "--database", " Embase ", "--searched", "2026-01-05").code == 0
    assert kb("add", "pubmed.nbib", "list.txt").code == 0
    return kb


def source(kb: Any, name: str) -> dict[str, Any]:
    return next(row for row in kb("status", "--json").json["sources"] if row["name"] == name)


def test_a_file_that_is_here_is_told_of_once_more(library: Any) -> None:
    kb = library
    row = source(kb, "embase.ris")
    assert (row["database"], row["searched"], row["query"]) == ("Embase", "2026-01-05", None)
    said = kb("add", "pubmed.nbib", "--database", "PubMed", "--dry-run", "--json")
    assert (said.json[0]["state"], said.err) == ("would be noted", "pubmed.nbib: its search would be: PubMed\n")
    assert source(kb, "pubmed.nbib")["database"] is None
    said = kb("add", "pubmed.nbib", "--database", "PubMed", "--query", "(peer*) AND\n ward", "--json")
    assert (said.json[0]["state"], said.err) == ("noted", "pubmed.nbib: its search is now: PubMed: (peer*) AND ward\n")
    assert source(kb, "pubmed.nbib")["query"] == "(peer*) AND\n ward"
    said = kb("add", "pubmed.nbib", "--database", "PubMed", "--json")
    assert (said.json[0]["state"], said.err) == ("unchanged", "")
    assert kb("add", "pubmed.nbib", "--searched", "2026-02").err.endswith("now: PubMed, 2026-02: (peer*) AND ward\n")
    assert kb("add", "pubmed.nbib", "--database", "", "--searched", "", "--query", "").err.endswith("now: nothing\n")
    assert "PubMed" not in kb("status").out
    shown = kb("show", "baker2012", "--json").json
    assert [row["search"] for row in shown["records"] if row["role"] == "entry"] == ["Embase, 2026-01-05"]
    assert kb("show", "embase.ris", "--json").json["source"]["database"] == "Embase"


def test_a_version_that_the_store_has_left_behind_says_that_nothing_was_noted(library: Any, tmp_path: Path) -> None:
    kb = library
    (tmp_path / "embase.ris").write_text(EMBASE + EMBASE.replace("Peers", "Others"), "utf-8")
    assert kb("add", "embase.ris", "--yes").code == 0
    assert source(kb, "embase.ris")["database"] == "Embase"
    (tmp_path / "embase.ris").write_text(EMBASE, "utf-8")
    said = kb("add", "embase.ris", "--database", "Scopus")
    assert "and what you say of its search was not noted" in said.err
    assert source(kb, "embase.ris")["database"] == "Embase"


def test_a_review(library: Any) -> None:
    kb = library
    assert kb("prisma", "--quiet", "--json").json["searches"]["duplicates"] == 1
    said = kb("prisma")
    assert "undecided: 2 papers not screened, 0 papers here and not assessed by full text" in said.err
    assert "nobody said which database these are from: pubmed.nbib (kb add FILE --database NAME" in said.err
    assert "not counted: 1 paper that only lists name and nobody screened (--lists counts them)" in said.err
    assert kb("prisma", "--lists", "--json").json["other"]["identified"] == 1
    said = kb("screen", "adams2010", "evans1999", "include", "--json")
    assert [(row["citekey"], row["screened"], row["stage"]) for row in said.json] == [
        ("adams2010", "include", "title"),
        ("evans1999", "include", "title"),
    ]
    assert kb("screen", "-", "exclude", stdin=b"baker2012\n\n").code == 0
    assert kb("screen", "evans1999", "exclude", "--stage", "full-text", "--reason", "no peers", "--dry-run").err == (
        "nothing was written\n"
    )
    assert kb("screen", "evans1999", "exclude", "--stage", "full-text", "--reason", "no peers").code == 0
    assert kb("screen", "adams2010", "include", "--stage", "full-text").code == 0
    said = kb("screen", "adams2010", "exclude", "--as", "bob", "--stage", "full-text", "--reason", "no ward")
    assert "adams2010: tester said include at full text on " in said.err
    listed = {
        name: kb("papers", "--screened", name, "--json").json for name in ("include", "exclude", "none", "differ")
    }
    assert {name: [row["citekey"] for row in rows] for name, rows in listed.items()} == {
        "include": [],
        "exclude": ["evans1999", "adams2010", "baker2012"],
        "none": [],
        "differ": ["adams2010"],
    }
    assert [row["reason"] for row in listed["exclude"]] == ["no peers", "no ward", ""]
    assert "screened" not in kb("papers", "--json").json[0]
    shown = kb("show", "adams2010", "--json").json["screened"]
    assert [(row["by"], row["verdict"], row["counts"]) for row in shown] == [
        ("tester", "include", False),
        ("tester", "include", False),
        ("bob", "exclude", True),
    ]
    assert "  full-text | exclude | no ward | bob | " in kb("show", "adams2010").out
    assert kb("screen", "adams2010", "--undo", "--as", "bob").code == 0
    found = kb("prisma", "--json")
    assert "people differ" not in found.err
    assert found.json["included"] == {"studies": 1, "reports": 1}
    assert found.json["other"]["reasons"] == [{"reason": "no peers", "reports": 1}]
    assert "Reports excluded (n = 1)" in kb("prisma", "--diagram").out
    assert kb("prisma", "--diagram=mermaid").out.splitlines()[1] == "flowchart TD"
    rows = kb("prisma", "--csv").out.splitlines()
    assert rows[0] == "step,what,searches,other,all"
    assert "reports excluded,no peers,0,1,1" in rows


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["adams2010"], 2, "say which papers and what: kb screen PAPER… include, or exclude"),
        (["include"], 2, "say which papers and what"),
        (["adams2010", "maybe"], 2, "say which papers and what"),
        (["include", "adams2010"], 2, "say which papers and what"),
        (["adams2010", "include", "--undo"], 2, "name the papers alone"),
        (["adams2010", "include", "--stage", "abstract"], 2, "'abstract' is not one of 'title', 'full-text'"),
        (["-", "include"], 2, "stdin names no paper"),
        (["nobody2000", "include"], 1, "no paper is called nobody2000"),
        (["adams2010", "nobody2000", "include"], 1, "no paper is called nobody2000"),
        (
            ["adams2010", "exclude", "--stage", "full-text"],
            1,
            'an exclusion at full text needs its reason (--reason "wr',
        ),
        (["adams2010", "--undo"], 1, "you did not screen adams2010"),
    ],
)
@pytest.mark.embedded("about words, which are the same on both engines")
def test_what_does_not_fit(library: Any, words: list[str], code: int, says: str) -> None:
    said = library("screen", *words)
    assert said.code == code
    assert says in said.err
    assert library("query", "screenings", "--json").json == []


@pytest.mark.parametrize(
    ("words", "says"),
    [(["--searched", "5.1.2026"], "5.1.2026 is no date"), (["--searched", "2026-02-30"], "is in no calendar")],
)
@pytest.mark.embedded("about words, which are the same on both engines")
def test_a_date_that_is_none_adds_nothing(kb: Any, tmp_path: Path, words: list[str], says: str) -> None:
    (tmp_path / "list.txt").write_text(LIST, "utf-8")
    said = kb("add", "list.txt", *words)
    assert said.code == 2
    assert says in said.err
