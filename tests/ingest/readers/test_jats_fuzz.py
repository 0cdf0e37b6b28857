"""Whatever becomes of an article on its way: no error, and what is said of the text is true of it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import structured
from ingest.readers import jats

ARTICLE = (Path(__file__).resolve().parents[2] / "data" / "jats" / "interviews.nxml").read_bytes()
BITS = [
    b"<", b">", b"&", b"</p>", b"<p>", b"<sec>", b"</sec>", b"<xref ref-type='bibr' rid='B1'/>", b"<xref ref-type='bibr'>9",
    b"[", b"]", b"(", b")", b"\x00", b"\xff\xfe", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?x", b"&#0;", b"&#xD800;", b"&a;",
    b"<list><list-item>", b"<table><tr><td>", b"<fn id='n'>", b"<disp-quote>", b"<ref id='B1'/>", b"<math><msup>", b"<label>",
    b"<title/>", b"<italic>", b"<sub><sup>", b"\xe2\x80\x93", b"<alternatives>", b"<citation-alternatives/>", b"<collab/>",
    b"<abstract>", b"<ref-list>", b"<boxed-text>", b"<attrib>", b"'", b'"', b"=", b" ", b"\n", b"<!DOCTYPE x [", b"<article>",
]  # fmt: skip


def mutated(seed: int) -> bytes:
    """The article with one to twelve accidents: a piece lost, doubled, moved, or something put in."""
    chance = random.Random(seed)
    data = bytearray(ARTICLE)
    for _ in range(chance.randint(1, 12)):
        at, to = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        if to - at > 300 and chance.random() < 0.97:
            to = at + chance.randrange(300)
        kind = chance.randrange(5)
        if kind == 0:
            del data[at:to]
        elif kind == 1:
            data[at:at] = data[at:to]
        elif kind == 2:
            data[at:at] = chance.choice(BITS) * chance.choice((1, 1, 1, 2, 50))
        elif kind == 3:
            data[at : at + 1] = bytes([chance.randrange(256)])
        else:
            piece = data[at:to]
            del data[at:to]
            place = chance.randrange(len(data) + 1)
            data[place:place] = piece
        data = data or bytearray(b"<article>")
    return bytes(data)


def holds(data: bytes, *, findings: bool = True) -> None:
    """Read it and check what every structure, and every batch made of it, must keep."""
    found = jats.read(data, "fuzzed.nxml")
    text = found.source.text
    at = 0
    for part in found.parts:
        assert at <= part.start < part.end <= len(text)
        assert text[at : part.start].strip() == ""
        shown = text[part.start : part.end]
        assert shown == shown.strip()
        assert "\n" not in shown
        at = part.end
    assert text[at:].strip() == ""
    ends = 0
    for cite in found.cites or ():
        assert ends <= cite.start <= cite.end <= len(text)
        assert all(0 <= target < len(found.items or ()) for target in cite.targets)
        ends = cite.end
    assert all(0 <= r.start < r.end <= len(text) for r in found.raised)
    assert list(found.raised) == sorted(found.raised, key=lambda r: (r.start, r.end))
    if not findings:
        return
    batch = structured.read(found)
    assert len(batch.references) == len(found.items or ())
    assert all(f.source.text == f.text and "\n" not in f.text for f in batch.findings)
    assert all(p.source is not None and p.source.end <= len(text) for p in batch.problems)


@settings(max_examples=150)
@given(st.integers(0, 2**32))
def test_accidents(seed: int) -> None:
    holds(mutated(seed))


@pytest.mark.slow
@pytest.mark.timeout(7200)
@settings(max_examples=100_000, database=None)
@given(st.integers(0, 2**62))
def test_a_hundred_thousand_accidents(seed: int) -> None:
    holds(mutated(seed), findings=seed % 8 == 0)  # the common part is slower than the reader and has its own tests
