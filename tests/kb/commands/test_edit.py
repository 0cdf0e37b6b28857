"""`kb edit`, `finding add`, `log` and `undo` as they are typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

A = """References

1. Adams A, Brown B. Peers on wards: a trial of companions. J Ward Care. 2010;3(2):11–19.
2. Baker C. Companions at home after a stay in hospital. Home Stud. 2012;1:1–9.
3. Clark D. Loneliness on wards and what it costs. J Invent Care. 2013;4:5–9. doi: 10.5555/c
"""
PAPER = """Peers on wards

Ada Smith

Abstract

Wards are loud.

Introduction

Companions work on many wards [1]. Little is known about their keys [2].

Results

Peers reduced hospitalisation on both wards.
"""


@pytest.fixture
def library(kb: Any, tmp_path: Path) -> Any:
    (tmp_path / "a.txt").write_text(A, "utf-8")
    (tmp_path / "paper.txt").write_text(PAPER, "utf-8")
    assert kb("add", "a.txt", "paper.txt").code == 0
    return kb


def papers(kb: Any) -> dict[str, Any]:
    return {row["citekey"]: row for row in kb("papers", "--json").json if row["status"] != "stub"}


def digest(kb: Any) -> str:
    return str(kb("status", "--digest", "--json").json["digest"])


def test_a_session(library: Any) -> None:
    kb = library
    first = digest(kb)
    would = kb("edit", "adams2010", "year=2011", "--dry-run", "--json")
    assert (would.err, would.json) == ("nothing was written\n", [{"field": "date", "old": "2010", "new": "2011"}])
    assert digest(kb) == first
    said = kb("edit", "adams2010", "year=2011", "author=Adams, Ann; Brown, Bob", "--reason", "the journal's page")
    assert said.code == 0, said.err
    assert papers(kb)["adams2010"]["year"] == 2011
    assert "Adams, Ann" in kb("export", "ris", "adams2010").out
    said = kb("edit", "baker2012", "doi=10.5555/C", "--as", "bob", "--json")
    assert said.err.startswith("clark2013 and baker2012 are one paper: they have the same DOI (")
    assert set(papers(kb)) >= {"adams2010"}
    assert len(papers(kb)) == 3
    said = kb("finding", "add", "adams2010", "-", "--page", "12", "--json", stdin=b"Peers reduce hospitalisation.\n")
    assert [(r["kind"], r["origin"], r["page"]) for r in said.json] == [("sentence", "own", "12")]
    rows = kb("evidence", "peers reduce hospitalisation", "--json").json["evidence"]
    assert any(row["page"] == "12" and row["source"]["file"].startswith("typed by tester 20") for row in rows)
    assert "typed by tester" in kb("export", "reading-list", "--claim", "peers reduce hospitalisation").out
    assert "year=2011" in kb("show", "adams2010").out
    told = kb("log", "--json").json
    assert [(row["by"], row["what"]) for row in told] == [
        ("tester", 'finding add adams2010 "Peers reduce hospitalisation." --page 12'),
        ("bob", "edit baker2012 doi=10.5555/C"),
        ("tester", 'edit adams2010 year=2011 "author=Adams, Ann; Brown, Bob"'),
        *((None, row["what"]) for row in told[3:]),
    ]
    assert {row["what"] for row in told[3:]} == {"add a.txt", "add paper.txt"}
    assert [row["what"].split()[0] for row in kb("log", "adams2010", "--json").json] == ["finding", "edit", "add"]
    assert [row["by"] for row in kb("log", "--by", "bob", "--json").json] == ["bob"]
    short = kb("log", "--limit", "1")
    assert "… and 4 before: --limit 0 shows all" in short.err
    assert "finding add" in short.out
    assert kb("undo", "--dry-run", "--json").json == kb("undo", "--json").json
    assert len(kb("undo", "2", "--json").json) == 1
    assert kb("undo", "--as", "bob").code == 0
    assert digest(kb) == first
    assert [bool(row["undone"]) for row in kb("log", "--json").json] == [True, True, True, False, False]
    again = kb("undo")
    assert again.code == 1
    assert "there is no step of tester to take back" in again.err


def test_every_command_that_says_something_is_a_step_and_is_taken_back(library: Any, tmp_path: Path) -> None:
    kb = library
    (tmp_path / "list.txt").write_text(A.replace("Adams", "Adamson"), "utf-8")
    (tmp_path / "more.txt").write_text(A.replace("Baker", "Bakerly"), "utf-8")
    assert kb("add", "list.txt").code == 0
    for words in (
        ("merge", "adams2010", "baker2012"),
        ("unmerge", "adams2010"),
        ("distinct", "adams2010", "baker2012"),
        ("study", "adams2010", "baker2012"),
        ("study", "adams2010", "baker2012", "--undo"),
        ("use", "paper.txt"),
        ("use", "paper.txt", "--undo"),
        ("add", "list.txt", "--list-of", "paper.txt"),
        ("add", "more.txt", "--list-of", "paper.txt"),
        ("edit", "adams2010", "volume=9"),
        ("finding", "add", "adams2010", "Words."),
    ):
        before = digest(kb)
        added = words[:2] == ("add", "more.txt")
        said = kb(*words)
        assert said.code == 0, said.err
        told = kb("log", "--by", "tester", "--limit", "1", "--json").json[0]
        assert told["what"] == " ".join(words)
        undone = kb("undo", "--json")
        assert [row["what"] for row in undone.json] == [" ".join(words)], undone.err
        assert (digest(kb) == before) != added  # the list stays, without its paper
        assert kb(*words).code == 0
    assert not [row for row in kb("query", "decisions", "--json").json if row["kind"] == "step"]
    assert kb("query", "steps", "--json").json


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("edit", "adams2010"), 2, "FIELD=VALUE"),
        (("edit",), 2, "PAPER"),
        (("edit", "nobody", "year=2020"), 1, "no paper is called nobody"),
        (("edit", "adams2010", "year=2010"), 1, "adams2010 says so already (nothing was written)"),
        (("edit", "adams2010", "yaer=2011"), 2, "no field is called 'yaer' (nearest: year)"),
        (("edit", "adams2010", "doi=none"), 2, "doi=none: no DOI (one looks like 10.1234/abcd)"),
        (("edit", "adams2010", "volume="), 2, "volume= is empty"),
        (("edit", "adams2010", "year=2011", "year=2012"), 2, "date is given twice"),
        (("finding", "add", "adams2010"), 2, "TEXT"),
        (("finding", "add", "adams2010", "  "), 2, "a finding needs words"),
        (("finding", "add", "adams2010", "x" * 30_000), 2, "is a text"),
        (("finding", "add", "adams2010", "Words.", "--origin", "mine"), 2, "origin"),
        (("finding", "add", "nobody", "Words."), 1, "no paper is called nobody"),
        (("finding",), 2, "say what"),
        (("undo", "0"), 2, "0"),
        (("undo", "x"), 2, "x"),
        (("undo",), 1, "there is no step of tester to take back"),
        (("undo", "--dry-run"), 1, "there is no step of tester to take back"),
        (("log", "nobody"), 1, "no paper is called nobody"),
        (("log", "--limit", "-1"), 2, "-1"),
    ],
)
@pytest.mark.embedded("about words, which are the same on both engines")
def test_what_cannot_be_said(library: Any, words: tuple[str, ...], code: int, says: str) -> None:
    before = digest(library)
    done = library(*words)
    assert says in done.err
    assert done.code == code, done.err
    assert digest(library) == before


@pytest.mark.embedded("about words, which are the same on both engines")
def test_nothing_is_typed_about_a_stub(library: Any) -> None:
    stub = next(row["id"] for row in library("papers", "--json").json if row["status"] == "stub")
    assert "known only by its number in a list (add" in library("edit", stub, "year=2010").err
    assert "known only by its number in a list (add" in library("finding", "add", stub, "Words.").err


@pytest.mark.embedded("about words, which are the same on both engines")
def test_the_same_finding_is_typed_once(library: Any) -> None:
    assert library("finding", "add", "adams2010", "Peers help.").code == 0
    again = library("finding", "add", "adams2010", " peers  help.", "--as", "bob")
    assert again.code == 1
    assert "these words are here already: tester on 20" in again.err
    assert library("finding", "add", "baker2012", "Peers help.").code == 0


@pytest.mark.embedded("about what a shell can hand over, which no engine sees")
def test_bytes_that_are_no_text_do_no_harm(library: Any) -> None:
    broken = b"\xff".decode("utf-8", "surrogateescape")
    first = digest(library)
    assert library("edit", "adams2010", f"title=A {broken} title", f"author=A{broken}, B", "--as", broken).code == 0
    assert library("finding", "add", "adams2010", f"Peers {broken}.", "--page", broken, "--as", broken).code == 0
    assert papers(library)["adams2010"]["title"] == "A \ufffd title"
    assert library("undo", "2", "--as", broken).code == 0
    assert digest(library) == first
