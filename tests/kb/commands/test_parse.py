"""`kb parse`: promised keys, verbatim offsets, streams, exit codes, and input that is no text."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from bib.model import Person, Problem, Reference, Source, Span
from ingest.model import Batch, Citation, Document, Finding, Theme
from kb import show

ROOT = Path(__file__).resolve().parents[3]

PAPER = """\
Abstract:

Peer workers of two services were asked about sleep in long interviews. They slept better after joining a group.

1. Introduction

Sleep is seldom studied among people who work at night in such services [2]. Some authors disagree with this view [1,3].

2. Results

2.1. Better nights

The workers spoke of calm evenings:

I turn the telephone off at nine and read until I am tired enough.

—Maud

Several workers had changed their evenings in this way, and none of them wished to go back to the former habits.

References

1. Alder J. Evenings. J Calm. 2001;1(1):1-9.
2. Birch K. Nights. J Calm. 2002;2(1):10-19.
3. Cedar L. Mornings. J Calm. 2003;3(1):20-29.
"""

LIST = "Alder J. Evenings. J Calm. 2001;1(1):1-9.\n\nzzz\n"

INPUTS = {
    "empty": b"",
    "blank": b" \n\n\t\n",
    "binary": bytes(range(256)) * 8,
    "utf-16": PAPER.encode("utf-16"),
    "cp1252": PAPER.encode("cp1252"),
    "bom": b"\xef\xbb\xbf" + PAPER.encode(),
    "cr": PAPER.replace("\n", "\r").encode(),
    "crlf": PAPER.replace("\n", "\r\n").encode(),
    "nul": PAPER.encode().replace(b" ", b"\0"),
    "rtl": "عنوان الورقة\n\nملخص: نص قصير.\n".encode(),
}

VERBS = (("references", "--format", "csl-json"), ("text",), ("findings", "--json"), ("paper", "--json"))


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "paper.txt"
    file.write_bytes(PAPER.encode())
    return file


def test_text_is_the_canonical_text_and_nothing_else(kb: Any, paper: Path) -> None:
    assert kb("parse", "text", paper).data == PAPER.encode()
    paper.write_bytes(b"\xef\xbb\xbf" + PAPER.replace("\n", "\r\n").encode())
    said = kb("parse", "text", paper)
    assert (said.data, said.err) == (PAPER.replace("\n", "\r\n").encode(), "")


def test_findings_have_the_promised_keys_in_order_and_are_verbatim(kb: Any, paper: Path) -> None:
    text = kb("parse", "text", paper).out
    found = kb("parse", "findings", paper, "--json").json
    assert found
    assert all(tuple(row) == show.FINDING_KEYS for row in found)
    assert [(row["start"], row["end"]) for row in found] == sorted((row["start"], row["end"]) for row in found)
    assert all(row["text"] == text[row["start"] : row["end"]] for row in found)


def test_findings_say_what_they_cite_and_who_speaks(kb: Any, paper: Path) -> None:
    by_text = {row["text"]: row for row in kb("parse", "findings", "--json", paper).json}
    assert by_text["Sleep is seldom studied among people who work at night in such services [2]."]["citations"] == [2]
    assert by_text["Some authors disagree with this view [1,3]."]["citations"] == [1, 3]
    (quote,) = (row for row in by_text.values() if row["kind"] == "quote")
    assert quote["speaker"] == "Maud"
    assert quote["lead_in"] == "The workers spoke of calm evenings:"
    assert quote["section"] == ["Results", "Better nights"]


def test_a_paper_has_the_promised_keys(kb: Any, paper: Path) -> None:
    found = kb("parse", "paper", paper, "--json").json
    assert tuple(found) == show.PAPER_KEYS
    assert found["references"] == 3
    assert found["quotes"] == 1
    assert found["abstract"].startswith("Peer workers of two")
    assert {"Introduction", "Results", "Better nights"} <= {section["title"] for section in found["sections"]}
    assert [theme["name"] for theme in found["themes"]] == ["Better nights"]
    assert "3 references" in kb("parse", "paper", paper).out


def test_references_are_csl_json_in_order(kb: Any, paper: Path) -> None:
    found = kb("parse", "references", paper, "--format", "csl-json").json
    assert [item["id"] for item in found] == ["1", "2", "3"]
    assert [item["citation-number"] for item in found] == ["1", "2", "3"]
    assert [item["author"][0]["family"] for item in found] == ["Alder", "Birch", "Cedar"]
    assert all(item["note"] in PAPER for item in found)


def test_split_lines_gives_one_object_a_line(kb: Any) -> None:
    found = kb("parse", "references", "-", "--split", "lines", stdin=LIST.encode()).json
    assert len(found) == 3
    assert found[0]["title"] == "Evenings"
    assert found[1] == {"id": "2", "type": "document", "note": ""}
    assert found[2] == {"id": "3", "type": "document", "note": "zzz"}


def test_stdin_is_the_default(kb: Any) -> None:
    assert kb("parse", "text", stdin=PAPER.encode()).out == PAPER
    assert kb.process("parse", "text", "-", stdin=PAPER.encode()).out == PAPER


def test_json_lines(kb: Any, paper: Path) -> None:
    lines = kb("parse", "findings", paper, "--nl").out.splitlines()
    assert [json.loads(line) for line in lines] == kb("parse", "findings", paper, "--json").json
    lines = kb("parse", "references", paper, "--nl").out.splitlines()
    assert [json.loads(line) for line in lines] == kb("parse", "references", paper).json


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
@pytest.mark.parametrize("name", INPUTS)
def test_any_bytes_are_read(kb: Any, tmp_path: Path, verb: tuple[str, ...], name: str) -> None:
    file = tmp_path / "input.txt"
    file.write_bytes(INPUTS[name])
    said = kb("parse", *verb, file)
    assert said.code == 0, said.err
    if verb[0] != "text":
        assert isinstance(said.json, dict if verb[0] == "paper" else list)


@pytest.mark.parametrize("name", ["empty", "binary", "nul"])
def test_what_is_no_text_is_said(kb: Any, tmp_path: Path, name: str) -> None:
    file = tmp_path / "input.txt"
    file.write_bytes(INPUTS[name])
    said = kb("parse", "findings", file, "--json")
    assert said.err.startswith(("input.txt:", f"{file}:", "error:", "warning:"))
    assert said.err.rstrip().endswith(")")  # a problem says how to mend it


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_a_file_that_is_not_there(kb: Any, tmp_path: Path, verb: tuple[str, ...]) -> None:
    said = kb("parse", *verb, tmp_path / "gone.txt")
    assert (said.code, said.out) == (1, "")
    assert said.err == f"kb: {tmp_path / 'gone.txt'}: no such file\n"


def test_a_folder_is_no_file(kb: Any, tmp_path: Path) -> None:
    said = kb("parse", "text", tmp_path)
    assert said.code == 2
    assert "is a folder" in said.err


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_a_file_that_may_not_be_read(kb: Any, monkeypatch: pytest.MonkeyPatch, paper: Path) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)  # who runs tests as root may read everything
    said = kb("parse", "text", paper)
    assert said.code == 1
    assert "may not be read" in said.err


@pytest.mark.parametrize("verb", ["references", "paper"])
def test_csv_is_refused_where_it_makes_no_sense(kb: Any, paper: Path, verb: str) -> None:
    said = kb("parse", verb, paper, "--csv")
    assert (said.code, said.out) == (2, "")


def batch(*problems: Problem, numbers: tuple[int, ...] = (), references: tuple[Reference, ...] = ()) -> Batch:
    source = Source("p.txt", "0" * 64, "0" * 64, "text@1", "A [5] b.")
    span = Span(source, 0, 8)
    citation = Citation("[5]", numbers, (("Alder", 2001, "a"),), Span(source, 2, 5))
    finding = Finding(
        text="A [5] b.",
        clean="A b.",
        kind="sentence",
        section=("Results",),
        theme=(),
        speaker=None,
        lead_in=None,
        origin="cited",
        hedge=None,
        citations=(citation, citation),
        of=None,
        source=span,
    )
    document = Document(source, Reference(title="T", people=(Person("Alder", "J"),)), None, (), (), span, None, 0)
    theme = Theme("Calm", "heading", ("Calm",), span)
    return Batch(source, "paper", document, references, (finding,), (theme,), problems)


def test_objects_hold_positions_and_keys() -> None:
    label = tuple(Reference(label=str(n)) for n in (3, 4, 5))
    (found,) = show.finding_objects(batch(numbers=(5,), references=label))
    assert found["citations"] == [3]  # said once, as the place in the list
    assert found["citation_keys"] == [["Alder", 2001, "a"], ["Alder", 2001, "a"]]
    (found,) = show.finding_objects(batch(numbers=(5,)))
    assert found["citations"] == [5]  # no list: as printed


def test_problems_are_lines_with_a_place(kb: Any, monkeypatch: pytest.MonkeyPatch, paper: Path) -> None:
    source = Source("p.txt", "0" * 64, "0" * 64, "text@1", "one\ntwo\n")
    placed = Problem("error", "two is odd", "say one", Span(source, 5, 7))
    loose = Problem("warning", "error-prone")
    monkeypatch.setattr("ingest.read", lambda data, name, split="auto": batch(placed, loose))
    said = kb("parse", "findings", paper, "--json")
    assert (said.code, said.err) == (0, "p.txt:2:2: error: two is odd (say one)\nwarning: error-prone\n")
    assert kb("parse", "findings", paper, "--json", "--strict").code == 3
    assert kb("parse", "findings", paper, "--quiet").err == "p.txt:2:2: error: two is odd (say one)\n"
    monkeypatch.setattr("ingest.read", lambda data, name, split="auto": batch(loose))
    assert kb("parse", "findings", paper, "--strict").code == 0
    problem = show.problem_object(placed)
    assert (problem["file"], problem["line"], problem["column"], problem["start"]) == ("p.txt", 2, 2, 5)


@pytest.mark.parametrize(
    ("env", "option", "coloured"),
    [
        ({}, (), False),  # no terminal
        ({"CLICOLOR_FORCE": "1"}, (), True),
        ({"CLICOLOR_FORCE": "0"}, (), False),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, (), False),
        ({"CLICOLOR_FORCE": "1"}, ("--no-color",), False),
    ],
)
def test_colours(
    kb: Any, monkeypatch: pytest.MonkeyPatch, paper: Path, env: dict[str, str], option: tuple[str, ...], coloured: bool
) -> None:
    monkeypatch.setattr("ingest.read", lambda data, name, split="auto": batch(Problem("error", "odd")))
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    said = kb("parse", "findings", paper, *option)
    assert said.err == ("\x1b[31merror\x1b[0m: odd\n" if coloured else "error: odd\n")
    assert "\x1b" not in said.out


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX pseudo-terminal")
@pytest.mark.parametrize(
    ("answer", "agreed"), [("y\n", "True"), ("yes\n", "True"), ("n\n", "False"), ("\n", "False"), ("\x04", "False")]
)
def test_a_terminal_is_asked(answer: str, agreed: str) -> None:
    code = (
        "from kb.settings import load; from kb.commands.context import Context; "
        "print(Context(load()).confirm('Replace it?'), list(Context(load()).progress('ab', 'adding', 2)))"
    )
    shown = _on_a_terminal([sys.executable, "-c", code], answer)
    assert "Replace it? [y/N]" in shown
    assert f"{agreed} ['a', 'b']" in shown
    assert "adding" in shown


def _on_a_terminal(command: list[str], answer: str) -> str:
    """What a command shows on a terminal where somebody types the answer."""
    import pty
    import subprocess

    master, slave = pty.openpty()
    with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, cwd=ROOT) as process:
        os.close(slave)
        os.write(master, answer.encode())
        shown = b""
        while piece := _read(master):
            shown += piece
        assert process.wait(30) == 0
    os.close(master)
    return shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so when the other end has closed
        return b""
