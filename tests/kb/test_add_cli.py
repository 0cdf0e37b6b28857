"""`kb add` and the verbs around it, as a user types them: re-import, lists, exits, answers by schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kb.cli import run

PAPER = """Peer workers on two wards: a small study

Ann Author, Ben Writer

Abstract

We report what peer workers did on two wards. Peer workers reduced readmissions [1].

Results

Peer workers reduced readmissions on both wards [1,2]. Stigma did not change.

Discussion

Our results agree with an earlier trial [2].
"""
LIST = """1. Adams A. Peers on a ward. J Ward Care. 2010;3(2):10-19.
2. Baker B, Clark C. A trial of peers after discharge. J Home Care. 2012;5:1-8.
"""


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Run a command in a folder of its own; returns (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KB_STORE", str(tmp_path / "store"))
    (tmp_path / "paper.txt").write_text(PAPER, encoding="utf-8")
    (tmp_path / "list.txt").write_text(LIST, encoding="utf-8")

    def call(*words: str) -> tuple[int, str, str]:
        code = run(words)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def as_json(done: tuple[int, str, str]) -> Any:
    assert done[0] == 0, done[2]
    return json.loads(done[1])


def states(done: tuple[int, str, str]) -> Sequence[str]:
    return [row["state"] for row in json.loads(done[1])]


def test_the_store_is_made_and_said_on_stderr(kb: Any, tmp_path: Path) -> None:
    code, out, err = kb("add", "paper.txt", "--json")
    assert code == 0
    assert states((code, out, err)) == ["added"]
    assert "made a new store" in err
    assert (tmp_path / "store").is_dir()


def test_the_same_bytes_under_any_name_change_nothing(kb: Any, tmp_path: Path) -> None:
    kb("add", "paper.txt")
    before = kb("status", "--digest", "--json")[1]
    (tmp_path / "copy.txt").write_text(PAPER, encoding="utf-8")
    assert states(kb("add", "copy.txt", "paper.txt", "--json")) == ["unchanged", "unchanged"]
    assert json.loads(kb("status", "--digest", "--json")[1])["digest"] == json.loads(before)["digest"]


def test_another_version_is_left_alone_until_replace(kb: Any, tmp_path: Path) -> None:
    kb("add", "paper.txt")
    (tmp_path / "paper.txt").write_text(PAPER.replace("did not change", "grew on both wards"), encoding="utf-8")
    code, out, err = kb("add", "paper.txt", "--json")
    assert code == 1
    row = json.loads(out)[0]
    assert (row["state"], row["gained"], row["lost"]) == ("changed", 1, 1)
    assert "--replace paper.txt" in err
    assert states(kb("add", "paper.txt", "--replace", "paper.txt", "--json")) == ["replaced"]
    texts = as_json(kb("cypher", "MATCH (f:Finding) RETURN f.text AS text ORDER BY text", "--json"))
    assert "Stigma grew on both wards." in {row["text"] for row in texts}
    assert "Stigma did not change." not in {row["text"] for row in texts}
    (tmp_path / "old.txt").write_text(PAPER, encoding="utf-8")
    assert states(kb("add", "old.txt", "--json")) == ["an earlier version"]


def test_list_of_in_both_orders(kb: Any) -> None:
    kb("add", "paper.txt", "list.txt")
    assert as_json(kb("status", "--json"))["stubs"] == 2
    assert states(kb("add", "list.txt", "--list-of", "paper.txt", "--json")) == ["attached"]
    assert as_json(kb("status", "--json"))["stubs"] == 0
    first = as_json(kb("status", "--digest", "--json"))["digest"]
    kb("init", "other")
    kb("add", "--store", "other", "paper.txt")
    kb("add", "--store", "other", "list.txt", "--list-of", "author")
    kb("add", "--store", "other", "list.txt", "--list-of", "paper.txt")
    assert as_json(kb("status", "--store", "other", "--digest", "--json"))["digest"] == first


def test_a_dry_run_writes_nothing(kb: Any) -> None:
    kb("init", "store")
    before = kb("status", "--digest", "--json")[1]
    assert states(kb("add", "paper.txt", "--dry-run", "--json")) == ["would be added"]
    assert kb("status", "--digest", "--json")[1] == before


def test_one_bad_file_does_not_stop_the_others(kb: Any) -> None:
    code, out, err = kb("add", "nowhere.txt", "paper.txt", "--json")
    assert code == 1
    assert states((code, out, err)) == ["added"]
    assert "nowhere.txt: no such file" in err


def test_a_folder_that_is_no_store_is_refused_and_untouched(kb: Any, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    code, out, err = kb("add", "paper.txt", "--store", "mine")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_answers_keep_their_schema(kb: Any) -> None:
    schema = json.loads((resources.files("kb") / "data" / "evidence.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    kb("add", "paper.txt", "list.txt")
    for claim in ("peers reduce hospitalisation", "peer workers reduce stigma", "unicorns eat hay", "peers"):
        for more in ((), ("--related",)):
            jsonschema.validate(as_json(kb("evidence", claim, "--json", *more)), schema)


def test_nothing_found_is_an_answer(kb: Any) -> None:
    kb("add", "paper.txt")
    found = as_json(kb("evidence", "unicorns eat hay", "--json"))
    assert found["evidence"] == []
    assert found["verdict"]["code"] == "none"
    assert kb("evidence", "unicorns eat hay", "--exit-code")[0] == 5


def test_counts_are_over_all_rows_not_over_those_shown(kb: Any) -> None:
    kb("add", "paper.txt", "list.txt")
    every = as_json(kb("evidence", "peer workers reduce readmissions", "--json", "--limit", "0"))
    one = as_json(kb("evidence", "peer workers reduce readmissions", "--json", "--limit", "1"))
    assert len(every["evidence"]) > len(one["evidence"]) == 1
    assert one["verdict"] == every["verdict"]
    assert one["evidence"][0] == every["evidence"][0]


def test_a_claim_that_is_written_down_is_answered_as_the_words_were(kb: Any) -> None:
    kb("add", "paper.txt")
    before = as_json(kb("evidence", "peer workers reduce readmissions", "--json"))
    kb("claim", "add", "peer workers reduce readmissions")
    after = as_json(kb("evidence", "Peer workers  reduce readmissions", "--json"))
    assert before["claim"]["id"] is None
    assert after["claim"]["id"]
    assert after["evidence"] == before["evidence"]
    drawn = as_json(kb("claims", "--json"))[0]
    assert drawn["supports"] == sum(row["stance"] == "supports" for row in before["evidence"]) > 0


def test_edges_are_drawn_for_what_is_added_later(kb: Any) -> None:
    kb("claim", "add", "peer workers reduce readmissions")
    assert as_json(kb("claims", "--json"))[0]["supports"] == 0
    kb("add", "paper.txt")
    assert as_json(kb("claims", "--json"))[0]["supports"] > 0


def test_show_tells_of_papers_claims_findings_and_sources(kb: Any) -> None:
    kb("add", "paper.txt", "list.txt")
    kb("claim", "add", "peer workers reduce readmissions")
    row = as_json(kb("evidence", "peer workers reduce readmissions", "--json"))["evidence"][0]
    assert as_json(kb("show", row["paper"]["citekey"], "--json"))["paper"]["title"].startswith("Peer workers on two")
    assert as_json(kb("show", "baker2012", "--json"))["paper"]["container"] == "J Home Care"
    assert as_json(kb("show", "peer workers reduce readmissions", "--json"))["read_as"]["outcome"] == "readmissions"
    finding = as_json(kb("show", row["id"], "--json"))
    assert finding["before"] + finding["finding"]["text"] + finding["after"] in PAPER
    assert as_json(kb("show", "list.txt", "--json"))["records"] == 2
    assert kb("show", "nothing-of-that-name")[0] == 1


def test_a_reading_list_is_whole_and_escaped(kb: Any, tmp_path: Path) -> None:
    kb("add", "paper.txt")
    assert kb("export", "reading-list", "--claim", "peer workers reduce readmissions", "-o", "out.md")[0] == 0
    text = (tmp_path / "out.md").read_text(encoding="utf-8")
    assert text == kb("export", "reading-list", "--claim", "peer workers reduce readmissions")[1]
    assert "## Supports" in text
    assert "[@" in text
    assert kb("export", "reading-list", "--claim", "x y", "-o", "no/such/folder/out.md")[0] == 1


def test_problems_name_file_line_and_mend(kb: Any, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("1. Adams A. Peers on a ward. J Ward Care. 2010;3(2):10-19.\n2. ???\n")
    kb("add", "odd.txt")
    found = as_json(kb("problems", "odd.txt", "--json"))
    assert any(p["line"] == 2 and p["hint"] for p in found)
    assert kb("problems", "nobody")[0] == 1


def test_a_lone_surrogate_does_not_stop_a_library(kb: Any, tmp_path: Path) -> None:
    entry = {"id": "a", "title": "Peers \ud800 on wards and at home", "abstract": "Peers \udfff reduced admissions."}
    (tmp_path / "library.json").write_text(json.dumps([entry]))
    assert states(kb("add", "library.json", "--json")) == ["added"]
    row = as_json(kb("evidence", "peers reduce admissions", "--json"))["evidence"][0]
    assert row["text"] == "Peers \\udfff reduced admissions."


def test_another_concept_map_judges_the_claims_anew(kb: Any, tmp_path: Path) -> None:
    kb("claim", "add", "peer workers reduce flapdoodle")
    kb("add", "paper.txt")
    assert as_json(kb("claims", "--json"))[0]["supports"] == 0
    first = as_json(kb("status", "--digest", "--json"))["digest"]
    (tmp_path / "concepts.toml").write_text('[my.flapdoodle]\nwords = ["flapdoodle", "readmission"]\n')
    (tmp_path / "kb.toml").write_text("")
    assert "judged anew" in kb("add", "paper.txt")[2]
    assert as_json(kb("claims", "--json"))[0]["supports"] > 0
    assert "judged anew" not in kb("add", "paper.txt")[2]
    (tmp_path / "concepts.toml").unlink()
    assert "judged anew" in kb("add", "paper.txt")[2]
    assert as_json(kb("status", "--digest", "--json"))["digest"] == first
