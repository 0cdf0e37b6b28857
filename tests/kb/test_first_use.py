"""What a new user runs into on a first day: each case was once answered badly."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.shell_completion import ShellComplete

from kb import cli
from kb.cli import run
from kb.commands import Root

PAPER = """Peer workers on two wards: a small study

Ann Author, Ben Writer

Abstract

We report what peer workers did on two wards. Peer workers reduced readmissions (p = .04) [1].

Results

Peer workers reduced readmissions on both wards, as in an earlier study [1].

References

1. Adams A. Peers on a ward. J Ward Care. 2010;3(2):10-19.
"""
OTHER = (
    PAPER.replace("two wards", "three farms").replace("Adams", "Zuber").replace("\nReferences\n", "\n").split("1. Z")[0]
)
LIST = (
    "1. Baker B, Clark C. A trial of peers. J Home Care. 2012;5:1-8.\n2. 王伟. 老年人孤独感研究. 2018, 38(4): 12-20.\n"
)
LIBRARY = [
    {
        "id": "a",
        "type": "article-journal",
        "title": "Peers and <i>stigma</i> at home",
        "author": [{"family": "Poe", "given": "Anna"}, {"family": "Roe", "given": "B"}],
        "container-title": "Health &amp; Place",
        "abstract": "<p>Peers reduced stigma (p &lt; .05).</p>",
    }
]


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Run a command in a folder of its own; returns (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KB_STORE", str(tmp_path / "store"))
    (tmp_path / "in").mkdir()
    for name, text in (
        ("paper.txt", PAPER),
        ("other.txt", OTHER),
        ("list.txt", LIST),
        ("lib.json", json.dumps(LIBRARY)),
    ):
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")

    def call(*words: str) -> tuple[int, str, str]:
        code = run(words)
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.mark.parametrize("name", ["nowhere.txt", "nowhere/*.txt", "empty"])
def test_a_mistyped_file_makes_no_store(kb: Any, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    assert kb("add", name)[0] in (1, 2)
    assert not (tmp_path / "store").exists()


def test_a_dry_run_makes_no_store(kb: Any, tmp_path: Path) -> None:
    code, out, _ = kb("add", "in/paper.txt", "--dry-run", "--json")
    assert (code, json.loads(out)[0]["state"]) == (0, "would be added")
    assert not (tmp_path / "store").exists()


def test_a_dry_run_says_that_the_paper_of_a_list_is_unknown(kb: Any) -> None:
    kb("add", "in/paper.txt")
    assert kb("add", "in/list.txt", "--dry-run", "--list-of", "nobody")[0] == 1
    assert kb("add", "in/list.txt", "--dry-run", "--list-of", "author")[0] == 1
    assert kb("add", "in/list.txt", "--dry-run", "--list-of", "paper.txt")[0] == 0


@pytest.mark.parametrize("known", [False, True])
def test_a_paper_is_nobodys_list(kb: Any, known: bool) -> None:
    kb("add", "in/other.txt")
    if known:
        kb("add", "in/paper.txt")
    code, _, err = kb("add", "in/paper.txt", "--list-of", "other.txt")
    assert code == 1
    assert "that paper's own" in err
    assert len(json.loads(kb("papers", "--status", "stub", "--json")[1])) == 1


def test_a_file_is_found_by_its_name_without_folders(kb: Any) -> None:
    kb("add", "in/paper.txt", "in/list.txt")
    assert json.loads(kb("show", "paper.txt", "--json")[1])["paper"]["title"].startswith("Peer workers")
    assert json.loads(kb("show", "list.txt", "--json")[1])["records"] == 2
    assert kb("problems", "list.txt")[0] == 0


def test_what_no_style_fits_is_shown_as_printed(kb: Any) -> None:
    kb("add", "in/list.txt")
    rows = json.loads(kb("papers", "--json")[1])
    raw = next(row["citekey"] for row in rows if not row["title"])
    (record,) = json.loads(kb("show", raw, "--json")[1])["records"]
    assert record["printed"] == "2. 王伟. 老年人孤独感研究. 2018, 38(4): 12-20."


def test_markup_of_exports_is_no_part_of_a_title(kb: Any) -> None:
    kb("add", "in/lib.json")
    paper = json.loads(kb("show", "lib.json", "--json")[1])
    assert paper["records"] == 1
    (row,) = json.loads(kb("papers", "stigma", "--json")[1])
    assert (row["title"], row["container"]) == ("Peers and stigma at home", "Health & Place")
    bib = kb("export", "bibtex")[1]
    assert "title = {Peers and stigma at home}" in bib
    assert r"journal = {Health \& Place}" in bib
    assert "(p < .05)" in bib


def test_a_reading_list_parts_names_and_says_what_is_cited(kb: Any) -> None:
    kb("add", "in/paper.txt", "in/lib.json")
    text = kb("export", "reading-list", "--claim", "peers reduce readmissions")[1]
    assert "- Author, Ann; Writer, Ben. Peer workers on two wards" in text
    assert "; citing [@adams2010]" in text
    assert "(p = .04)" in text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("claim", "say what: kb claim add"),
        ("export", "say what: kb export neo4j-admin|reading-list|csl-json|bibtex|ris|nbib|browser-kit"),
        ("claim ad x", "knows no `ad`, but add"),
        ("help evidenc", "did you mean `kb help evidence`?"),
    ],
)
def test_half_a_command_is_answered_in_one_line(kb: Any, line: str, said: str) -> None:
    code, out, err = kb(*line.split())
    assert code in (1, 2)
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "incomplete", "offered"),
    [
        (["show"], "ad", "adams2010"),
        (["add", "x", "--list-of"], "aut", "author"),
        (["evidence"], "peers", "peers reduce readmissions"),
        (["export", "reading-list", "--claim"], "peers", "peers reduce readmissions"),
        (["export", "bibtex"], "ad", "adams2010"),
    ],
)
def test_names_complete(kb: Any, args: list[str], incomplete: str, offered: str) -> None:
    kb("add", "in/paper.txt")
    kb("claim", "add", "peers reduce readmissions")
    complete = ShellComplete(Root(cli.COMMANDS), {}, "kb", "_KB_COMPLETE")
    found = [item.value for item in complete.get_completions(args, incomplete)]
    assert any(value.startswith(offered) for value in found), found
