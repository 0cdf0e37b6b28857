"""The verbs that help: doctor, help, completion."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from kb.commands import complete, doctor
from kb.commands.context import Context
from kb.commands.topics import TOPICS
from kb.errors import StoreBusy


def test_doctor_finds_this_installation_whole(kb: Any) -> None:
    said = kb("doctor", "--json")
    assert said.code == 0, said.out
    states = {check["check"]: check["state"] for check in said.json}
    assert states["engine"] == "ok"
    assert states["store"] == "ok"
    assert states["kb"] == "ok"
    assert "broken" not in states.values()


@pytest.mark.embedded("about the settings of a folder")
def test_doctor_says_where_settings_come_from(kb: Any, tmp_path: Path) -> None:
    (tmp_path / "kb.toml").write_text('store = "mine"\nshop = 1\n', "utf-8")
    by_name = {check["check"]: check for check in kb("doctor", "--json", "--quiet").json}
    assert by_name["setting store"]["value"] == f"{tmp_path / 'mine'} ({tmp_path / 'kb.toml'})"
    assert by_name["setting person"]["value"] == "tester (environment KB_PERSON)"
    assert by_name["settings"]["state"] == "note"


def test_doctor_shows_no_secret(kb: Any) -> None:
    said = kb("--store", "bolt://ada:hush-hush@localhost:7687", "doctor")
    assert "hush" not in said.out + said.err
    assert "bolt://…@localhost:7687" in said.out


def test_doctor_exits_with_1_when_something_is_broken(kb: Any, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("not a store", "utf-8")
    said = kb("--store", "full", "doctor", "--json")
    assert said.code == 1
    (store,) = (check for check in said.json if check["check"] == "store")
    assert store["state"] == "broken"
    assert sorted(path.name for path in (tmp_path / "full").iterdir()) == ["letter.txt"]


def test_doctor_does_not_call_a_busy_store_broken(kb: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(self: Context, **how: bool) -> None:
        raise StoreBusy("process 7 holds it", "wait")

    (tmp_path / "kb-store").mkdir()
    monkeypatch.setattr(Context, "open_store", busy)
    said = kb("doctor", "--json")
    assert said.code == 0
    assert {"check": "store", "state": "note", "value": "process 7 holds it", "hint": "wait"} in said.json


def test_doctor_notices_a_missing_package(kb: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.metadata, "requires", lambda name: ["click>=8", "no-such-thing>=1", "x; extra == 'y'"])
    said = kb("doctor", "--json")
    assert said.code == 1
    by_name = {check["check"]: check for check in said.json}
    assert by_name["package no-such-thing"]["state"] == "broken"
    assert by_name["package click"]["state"] == "ok"
    assert "package x" not in by_name


def test_doctor_notices_little_disk(kb: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_LITTLE_DISK", 2**80)
    (disk,) = (check for check in kb("doctor", "--json").json if check["check"] == "disk")
    assert disk["state"] == "note"


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_topics(kb: Any, topic: str) -> None:
    assert kb("help", topic).out == TOPICS[topic]
    assert f"`kb help {topic}`" in kb("help").out


def test_help_of_a_verb_is_its_help(kb: Any) -> None:
    assert "Check this installation" in kb("help", "doctor").out
    said = kb("help", "no-such-topic")
    assert said.code == 1
    assert "exit-codes" in said.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(kb: Any, shell: str) -> None:
    assert "_KB_COMPLETE" in kb("completion", shell).out


@pytest.mark.parametrize(
    ("words", "part", "expected"),
    [
        ("kb d", 1, {"doctor", "demo", "dump", "distinct", "duplicates"}),
        ("kb parse r", 2, {"references"}),
        ("kb parse references --sp", 3, {"--split"}),
        ("kb doctor --js", 2, {"--json"}),
        ("kb query papers_by_cite", 2, {"papers_by_citekey"}),
    ],
)
def test_completion_answers(kb: Any, words: str, part: int, expected: set[str]) -> None:
    env = {"_KB_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(part)}
    said = kb.process(env=env)
    assert {line.partition(",")[2] for line in said.out.splitlines()} == expected


@pytest.fixture
def library(kb: Any) -> Any:
    """The command line beside a store of two papers and a claim."""
    works = [
        {
            "id": "a",
            "type": "article-journal",
            "title": title,
            "author": [{"family": name, "given": "J"}],
            "issued": when,
        }
        for title, name, when in (
            ("Peer workers and sleep in wards", "Alder", {"date-parts": [[2001]]}),
            ("Peer workers and calm at night", "Birch", {"date-parts": [[2002]]}),
        )
    ]
    kb("init")
    assert kb("add", "-", stdin=json.dumps(works).encode()).code == 0
    assert kb("claim", "add", "peers improve sleep").code == 0
    return kb


@pytest.mark.parametrize(
    ("offer", "start", "expected"),
    [
        (complete.citekeys, "al", 1),
        (complete.citekeys, "", 2),
        (complete.citekeys, "zz", 0),
        (complete.claims, "Peers", 1),
        (complete.claims, "'peers im", 1),
        (complete.themes, "zz", 0),
    ],
)
def test_names_from_the_store_are_offered(library: Any, offer: Any, start: str, expected: int) -> None:
    found = offer(click.Context(click.Command("x")), click.Argument(["x"]), start)
    assert len(found) == expected
    assert all(item.value.casefold().startswith(start.strip("'").casefold()) for item in found)


def test_no_store_offers_nothing_and_says_nothing(kb: Any, capfd: pytest.CaptureFixture[str]) -> None:
    assert complete.citekeys(click.Context(click.Command("x")), click.Argument(["x"]), "") == []
    assert capfd.readouterr() == ("", "")


def test_the_module_can_be_run() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kb.cli", "--version"], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.startswith("kb ")
