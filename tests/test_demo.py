"""The demo is real: the commands it prints are those it runs, and its rows follow the words of the examples."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kb.commands.demo import CLAIMS, TOUR

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "kb" / "data" / "examples"


def kb(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kb.cli", *words]
    environment = {
        "KB_STORE": str(folder / "kb-store"),
        "KB_PERSON": "tester",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
    }
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def ask(folder: Path, claim: str) -> dict[str, Any]:
    done = kb(folder, "evidence", claim, "--json", "--limit", "0")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with all that the demo leaves behind, and what it printed."""
    folder = tmp_path_factory.mktemp("demo") / "kept"
    done = kb(folder.parent, "demo", "--keep", str(folder))
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def test_the_demo_prints_every_command_and_the_reader_can_type_the_next_one(demo: tuple[Path, str]) -> None:
    folder, printed = demo
    commands = re.findall(r"^\$ kb (.+)$", printed, re.MULTILINE)
    assert len(commands) == len(TOUR)
    assert commands[0] == "add page.txt paper.txt"
    done = kb(folder, "evidence", CLAIMS[0], "--limit", "6")
    assert done.stdout in printed
    assert (folder / "reading-list.md").read_text(encoding="utf-8").startswith(f"# Reading list: {CLAIMS[0]}")


def test_each_row_is_printed_with_its_stance_on_the_line_of_its_text(demo: tuple[Path, str]) -> None:
    folder, printed = demo
    rows = ask(folder, CLAIMS[0])["evidence"]
    for row in rows[:6]:
        words = " ".join(row["text"].split()[:3])
        assert re.search(rf"^ +{row['rank']}  {row['stance']} +[“…]*{re.escape(words)}", printed, re.MULTILINE), row


def test_every_row_is_verbatim_in_its_file(demo: tuple[Path, str]) -> None:
    folder, _ = demo
    for claim in CLAIMS:
        for row in ask(folder, claim)["evidence"]:
            with open(folder / row["source"]["file"], encoding="utf-8", newline="") as file:
                text = file.read()
            assert text[row["source"]["start"] : row["source"]["end"]] == row["text"]


def edited(demo: tuple[Path, str], tmp_path: Path, old: str, new: str) -> Path:
    """A new folder with the examples, one sentence of the paper changed, everything added anew."""
    for name in ("page.txt", "paper.txt", "paper-references.txt"):
        shutil.copy(EXAMPLES / name, tmp_path / name)
    paper = (tmp_path / "paper.txt").read_text(encoding="utf-8")
    assert paper.count(old) == 1, old
    (tmp_path / "paper.txt").write_text(paper.replace(old, new), encoding="utf-8")
    assert kb(tmp_path, "add", "page.txt", "paper.txt").returncode == 0
    return tmp_path


def row_of(answer: dict[str, Any], words: str) -> dict[str, Any] | None:
    return next((row for row in answer["evidence"] if words in " ".join(row["text"].split())), None)


SENTENCE = "peer workers reduced readmissions to the acute ward"


@pytest.mark.parametrize(
    ("new", "stances"),
    [
        (SENTENCE, {"supports"}),
        ("peer workers did not reduce readmissions to the acute ward", {"contradicts", "no-effect"}),
        ("peer workers increased readmissions to the acute ward", {"contradicts"}),
        ("peer workers made no difference to readmissions to the acute ward", {"no-effect"}),
    ],
)
def test_the_stance_follows_the_sentence(demo: tuple[Path, str], tmp_path: Path, new: str, stances: set[str]) -> None:
    row = row_of(ask(edited(demo, tmp_path, SENTENCE, new), CLAIMS[0]), new)
    assert row is not None
    assert row["stance"] in stances


def test_a_renamed_outcome_makes_the_row_vanish(demo: tuple[Path, str], tmp_path: Path) -> None:
    new = "peer workers reduced complaints about the bus timetable"
    folder = edited(demo, tmp_path, SENTENCE, new)
    assert row_of(ask(folder, CLAIMS[0]), new) is None
    assert row_of(ask(folder, "peers reduce complaints"), new) is not None
