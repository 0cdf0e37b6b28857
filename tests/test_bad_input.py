"""Bad input through the one door: nothing raises, nothing is lost, offsets are verbatim, problems say what to do."""

from __future__ import annotations

import importlib.util
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bib.model import Span
from ingest import read
from ingest.model import Batch

ROOT = Path(__file__).resolve().parent.parent


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


cases = _load(ROOT / "tests" / "data" / "awkward" / "cases.py")


def _spans(batch: Batch) -> Iterator[Span]:
    yield from (r.source for r in batch.references if r.source)
    yield from (f.source for f in batch.findings)
    yield from (c.source for f in batch.findings for c in f.citations)
    yield from (t.source for t in batch.themes)
    yield from (p.source for p in batch.problems if p.source)
    if batch.document:
        d = batch.document
        yield from (s for s in (d.reference.source, d.abstract, d.body, d.reference_list) if s)
        yield from (s.heading for s in d.sections)


def check(batch: Batch) -> None:
    """What holds of every batch, whatever came in."""
    text = batch.source.text
    for span in _spans(batch):
        assert span.source == batch.source
        assert 0 <= span.start <= span.end <= len(text)
    for finding in batch.findings:
        assert finding.text == text[finding.source.start : finding.source.end]
        assert finding.text.strip()
    starts = [(f.source.start, f.source.end) for f in batch.findings]
    assert starts == sorted(starts)
    for problem in batch.problems:
        assert problem.message
        assert "\n" not in problem.message + problem.hint
        assert problem.hint or problem.level != "error", problem.message
    text.encode()  # a store can keep it: no half of a surrogate pair
    for reference in batch.references:
        repr(reference).encode()


def everything_said(batch: Batch) -> str:
    """All text that the batch shows to a person in some place."""
    spans = [s.text for s in _spans(batch)]
    return " ".join([*spans, *(r.raw for r in batch.references), *(f.text for f in batch.findings)])


@pytest.mark.parametrize("case", cases.SMALL, ids=lambda c: c.name)
def test_awkward_input(case: object) -> None:
    batch = read(case.data, case.name)
    check(batch)
    if case.text is not None:
        assert batch.source.text == case.text
    if case.references is not None:
        assert len(batch.references) == case.references
    said = everything_said(batch)
    for words in case.keeps:
        assert words in said
    if case.says:
        told = [p for p in batch.problems if re.search(case.says, f"{p.message} {p.hint}", re.IGNORECASE)]
        assert told, batch.problems
        if case.line:
            assert case.line in [p.source.line for p in told if p.source]


@pytest.mark.parametrize("case", [c for c in cases.SMALL if c.references], ids=lambda c: c.name)
def test_split_lines_gives_one_item_a_line(case: object) -> None:
    if case.name.endswith(".json"):
        return
    batch = read(case.data, case.name, split="lines")
    check(batch)
    text = batch.source.text
    lines = re.split(r"\r\n|\r|\n", text)
    if lines and not lines[-1]:
        lines.pop()
    assert len(batch.references) == len(lines)
    assert [r.raw.strip() for r in batch.references] == [line.strip() for line in lines]


@pytest.mark.parametrize("case", cases.LISTS, ids=lambda c: c.name)
def test_no_line_is_lost(case: object) -> None:
    batch = read(case.data, case.name)
    text = batch.source.text
    covered = bytearray(len(text))
    for span in _spans(batch):
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    for line in re.finditer(r"[^\r\n\u2028]+", text):
        if re.search(r"\w", line[0]) and line[0] != "References":  # the heading is what makes it a list
            assert any(covered[line.start() : line.end()]), line[0]


def assert_linear(make: Callable[[int], bytes], size: int) -> None:
    """Four times the input takes about four times as long; a pattern or loop gone wild takes sixteen or never ends."""

    def seconds(characters: int) -> float:
        data = make(characters)
        start = time.process_time()
        check(read(data, "growing.txt"))
        return time.process_time() - start

    seconds(200)
    for _ in range(3):  # collecting others' garbage may fall into one of them
        short, long = seconds(size), seconds(4 * size)
        if long < 8 * short + 0.25:
            return
    raise AssertionError((short, long))


@pytest.mark.parametrize("piece", cases.PIECES, ids=ascii)
def test_time_grows_with_length_alone(piece: str) -> None:
    assert_linear(lambda n: cases.repeated(piece, n), 5_000)


@pytest.mark.parametrize("make", [cases.one_line_of_prose, cases.one_line_of_references], ids=["prose", "references"])
def test_time_of_a_long_line_grows_with_its_length_alone(make: Callable[[int], bytes]) -> None:
    assert_linear(make, 60_000)


def test_five_thousand_references() -> None:
    data = cases.many_references(5000)
    start = time.process_time()
    batch = read(data, "many.txt")
    took = time.process_time() - start
    assert [r.label for r in batch.references] == [str(i) for i in range(1, 5001)]
    assert all(r.title == f"Peer support at sea, part {i}" for i, r in enumerate(batch.references, 1))
    assert took < 20


def test_a_long_line_of_references() -> None:
    data = cases.one_line_of_references(400_000)
    batch = read(data, "glued.txt")
    check(batch)
    assert len(batch.references) == data.count(b"Google Scholar")


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [
        cases.one_line_of_prose(10_000_000),
        cases.one_line_of_references(10_000_000),
        cases.repeated("a", 10_000_000),
        cases.repeated("[1, ", 10_000_000),
        cases.repeated("“", 3_000_000),
    ],
    ids=["prose", "references", "letter", "brackets", "quotes"],
)
def test_ten_megabytes_on_one_line(data: bytes) -> None:
    start = time.process_time()
    check(read(data, "line.txt"))
    assert time.process_time() - start < 120


MOULD = (
    cases.ONE,
    cases.TWO,
    "References",
    "1. Introduction",
    "2. Results",
    " Abstract:",
    "—Ada",
    "“I wake.”",
    "It helped [1,2].",
    "CrossRefPubMedGoogle Scholar",
    "Table 1. Roles",
    "\t9",
    "[3] ",
    "1. ",
    "12. ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "\u2028",
    "\x00",
    "et al.",
    "doi: 10.5555/a.b",
    "(2011)",
    "p < .05",
    "  • Ada Lind",
    ", Volume 1, Issue 2, pp 3–4 | Cite as",
    "- ",
    "…",
    "]",
    "[",
    "(",
    '"',
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(MOULD), st.text(max_size=8)), max_size=30).map("".join))
@example("")
def test_any_text_is_read(text: str) -> None:
    batch = read(text.encode("utf-8", errors="replace"), "any.txt")
    check(batch)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(("a.txt", "a.json", "a.pdf", "-", "")))
def test_any_bytes_are_read(data: bytes, name: str) -> None:
    check(read(data, name))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_library_cut_or_damaged_anywhere_is_read(data: st.DataObject) -> None:
    whole = cases.LIBRARIES[1].data
    cut = data.draw(st.integers(0, len(whole)))
    junk = data.draw(st.binary(max_size=3))
    check(read(whole[:cut] + junk + whole[cut + len(junk) :], "cut.json"))


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_an_example_damaged_anywhere_is_read(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(("page.txt", "paper.txt", "paper-references.txt")))
    whole = (ROOT / "kb" / "data" / "examples" / name).read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    size = data.draw(st.integers(0, 2000))
    check(read(whole[:at] + data.draw(st.binary(max_size=20)) + whole[at + size :], name))
