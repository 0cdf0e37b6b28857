"""Exports of programs through the one door: pairs of files, other line ends and encodings, and broken files."""

from __future__ import annotations

import importlib.util
import json
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import ingest
from bib.formats import FORMATS, Format
from bib.model import Date, Person, Reference, Source
from ingest.library import read_library
from ingest.model import Batch

HERE = Path(__file__).resolve().parent.parent / "data" / "libraries"
PAIRS = sorted(path.with_suffix("") for path in HERE.glob("*.json"))
ROWS = [row for row in FORMATS if row.write and row.name != "csl-json"]


def _expected() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tests_data_libraries_expected", HERE / "expected.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


said = _expected().said


def check(batch: Batch) -> None:
    """What holds of every library: verbatim slices, in order, each with a place."""
    text = batch.source.text
    ends = [0]
    for reference in batch.references:
        span = reference.source
        assert span
        assert reference.raw == text[span.start : span.end]
        assert span.start >= ends[-1]
        assert reference.raw == reference.raw.strip()
        ends.append(span.end)
    for finding in batch.findings:
        assert finding.text == text[finding.source.start : finding.source.end]
        assert finding.of is not None
        whole = batch.references[finding.of].source
        assert whole
        assert whole.start <= finding.source.start <= finding.source.end <= whole.end
    for problem in batch.problems:
        assert problem.source is None or 0 <= problem.source.start <= problem.source.end <= len(text)


def test_there_is_a_pair_for_every_format() -> None:
    assert {path.suffix for path in PAIRS} >= {suffix for row in ROWS for suffix in row.suffixes}


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.name)
def test_pairs(path: Path) -> None:
    batch = ingest.read(path.read_bytes(), path.name)
    check(batch)
    assert said(batch) == json.loads(path.with_name(f"{path.name}.json").read_text("utf-8"))


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.name)
@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_line_ends_change_nothing(path: Path, end: str) -> None:
    text = path.read_bytes().decode("utf-8")
    batch = ingest.read(text.replace("\n", end).encode(), path.name)
    check(batch)
    assert said(batch) == said(ingest.read(text.encode(), path.name))


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.name)
def test_a_mark_and_the_name_change_nothing(path: Path) -> None:
    data = path.read_bytes()
    for other in (b"\xef\xbb\xbf" + data, data.decode().encode("utf-16")):
        assert said(ingest.read(other, path.name)) == said(ingest.read(data, path.name))
    assert said(ingest.read(data, "export.txt")) == said(ingest.read(data, path.name))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_windows_1252(row: Format) -> None:
    assert row.write
    people = (Person(family="Müller", given="Åsa"),)
    data = row.write([("a", Reference(title="Naïve “peers” – a trial", people=people))]).encode("cp1252")
    batch = ingest.read(data, f"x{row.suffixes[0]}")
    assert [r.title for r in batch.references] == ["Naïve “peers” – a trial"]
    assert batch.references[0].people == people
    assert [p.level for p in batch.problems] == ["warning"]
    assert "Windows-1252" in batch.problems[0].message


def _works(count: int) -> list[tuple[str, Reference]]:
    return [
        (f"ash{n}", Reference("article-journal", f"Work {n}", (Person(family="Ash", given="B"),), date=Date(2000)))
        for n in range(count)
    ]


BROKEN = {
    "bibtex": ("@article{one, title = {Open,\n year = 2000\n", "@article{title = {No key}}\n"),
    "ris": ("AU  - Nobody, N.\nTI  - No first line\nER  - \n", "TY  - JOUR\nER  - \n"),
    "nbib": ("\nPMID- 1\nOWN - NLM\nDP  - 2000\n", "\nPMID- 2\nOWN - NLM\nSTAT- MEDLINE\n"),
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_two_broken_ones_among_498(row: Format) -> None:
    """The 498 come in; the two are shown raw, each with its line and a way to mend it."""
    assert row.write
    works = _works(498)
    parts = [row.write(works[:100]), row.write(works[100:300]), row.write(works[300:])]
    one, two = BROKEN[row.name]
    text = f"{parts[0]}{one}{parts[1]}{two}{parts[2]}".replace("\r\n", "\n")
    batch = ingest.read(text.encode(), f"x{row.suffixes[0]}")
    check(batch)
    assert [r.title for r in batch.references] == [f"Work {n}" for n in range(498)]
    assert [p.level for p in batch.problems] == ["error", "error"]
    for problem, raw in zip(batch.problems, (one, two), strict=True):
        assert problem.source
        assert problem.source.text.strip() == raw.strip()
        assert problem.source.line == text[: text.index(raw.strip())].count("\n") + 1
        assert problem.hint


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_field_of_a_megabyte(row: Format) -> None:
    assert row.write
    abstract = "Peers helped {5%} of them. " * 40_000
    text = row.write([("a", Reference(title="Long", other=(("abstract", abstract),))), ("b", Reference(title="Next"))])
    started = time.process_time()
    batch = read_library(_source(text), row.name)
    assert time.process_time() - started < 60
    assert [r.title for r in batch.references] == ["Long", "Next"]
    assert len(batch.findings) == 40_002
    assert {f.clean for f in batch.findings[1:-1]} == {"Peers helped {5%} of them."}


def _source(text: str) -> Source:
    return Source("x", "0" * 64, "0" * 64, "text@1", text)


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.bib", "@comment{x}\n" + "% words\n" * 400 + "@book{a, title = {B}}", "bibtex"),
        ("a.txt", "@article{a,\n title = {B}}", "bibtex"),
        ("a.txt", "﻿TY  - JOUR\nTI  - B\nER  -", "ris"),
        ("a.ris", "Provider: somebody\n" * 300 + "TY  - JOUR\nTI  - B\nER  -", "ris"),
        ("a", "PMID- 12\nTI  - B.\n", "nbib"),
        ("a.bib", "TY  - JOUR\nTI  - B\nER  -", "ris"),  # the content decides
        ("a.ris", '[{"id": "a", "title": "B"}]', "csl-json"),
    ],
)
def test_what_a_file_is(name: str, text: str, form: str) -> None:
    batch = ingest.read(text.encode(), name)
    assert batch.form == form
    assert [r.title for r in batch.references] == ["B"]


@pytest.mark.parametrize("text", ["", " \n", "% nothing here\n", "@comment{x}", "ER  - \n", "hello"])
@pytest.mark.parametrize("suffix", [".bib", ".ris", ".nbib"])
def test_files_without_entries_are_said(text: str, suffix: str) -> None:
    batch = ingest.read(text.encode(), f"x{suffix}")
    assert batch.references == ()
    assert batch.problems


def test_prose_that_shows_an_entry_is_prose() -> None:
    prose = "Peers were asked what they do on wards, and what they want to do. " * 12
    text = "\n\n".join([prose] * 4 + ["@article{a,\n title = {B}}", prose])
    assert ingest.read(text.encode(), "a.txt").form == "paper"


PIECES = (
    *(
        "TY  - JOUR",
        "ER  - ",
        "AU  - Ash, B",
        "TI  - ",
        "AB  - a. B.",
        "KW  - x",
        "Link to",
        "PMID- 1",
        "      wrapped",
    ),
    *("@article{a,", "title = ", "{", "}", '"', "#", "\\'e", "\\", "$", "@string{", "@comment", "and", ",", "=", "--"),
    *(
        "\n",
        "\n",
        "\r\n",
        "\r",
        " ",
        "\ufeff",
        "\x00",
        "é",
        "2011",
        "jan",
        "author = {A and {B}},",
        "abstract = {It fell. }",
    ),
)


@settings(max_examples=80)
@example("@string{@article{a,", "bibtex")
@example("@article{a, title {@misc{b}\n@misc{b}\n@misc{b}", "bibtex")
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join),
    st.sampled_from([row.name for row in ROWS]),
)
def test_whatever_comes_in_nothing_raises(text: str, name: str) -> None:
    check(read_library(_source(text), name))


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
@settings(max_examples=20_000)
@given(text=st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=60).map("".join))
def test_whatever_comes_in_nothing_raises_of_thousands(row: Format, text: str) -> None:
    check(read_library(_source(text), row.name))
