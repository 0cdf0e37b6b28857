"""The PDF reader on what no printer makes: steps on random words, and the whole on files that were damaged at random."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bib.model import Source
from ingest.readers import pdf, source_of
from ingest.readers.pdf.chars import Read
from ingest.readers.pdf.model import Font, Link, Page, Word
from ingest.readers.pdf.text import seam
from tests.ingest.readers import pdfs

FONTS = (Font("Times", False, False), Font("Times-Bold", True, False), Font("Arial-Italic", False, True))
SAID = (
    "References Abstract Introduction Results Table 1. 2. [3] (4) • - word words and. said: “I me” (P12) — P3 Keywords: "
    "ABSTRACT 3.1 1 2 3 follow- up 12 1,2 – ﬁ 患者 Figure 2 10.1/x et al. A B. . ( *"
).split(" ")
PLACES = st.one_of(st.sampled_from([50.0, 62.0, 150.0, 310.0, 322.0, 450.0]), st.floats(-100, 700))
HEIGHTS = st.one_of(st.integers(3, 70).map(lambda k: k * 12.0), st.floats(-50, 900))
WORDS = st.builds(
    lambda text, x, wide, y, size, font, space, broken: Word(text, x, x + wide, y, size, font, space, broken, broken),
    st.sampled_from(SAID),
    PLACES,
    st.floats(0, 240),
    HEIGHTS,
    st.sampled_from([6.5, 8.0, 10.0, 10.0, 10.0, 12.0, 18.0]),
    st.sampled_from(FONTS),
    st.booleans(),
    st.booleans(),
)
LINKS = st.builds(
    lambda x, y, page, at: Link((x, y, x + 20, y + 12), page, at, None), PLACES, HEIGHTS, st.integers(-1, 3), HEIGHTS
)


def whole(structure: pdf.Structure) -> None:
    """What holds of any structure."""
    source: Source = structure.source
    last = 0
    for part in structure.parts:
        assert last <= part.start <= part.end <= len(source.text)
        assert not source.text[last : part.start].strip()
        last = part.end
    assert not source.text[last:].strip()
    last = 0
    for place in source.places:
        assert last <= place.start <= place.end <= len(source.text)
        last = place.end
    for raised in structure.raised:
        assert 0 <= raised.start < raised.end <= len(source.text)
    last = 0
    for cite in structure.cites or ():
        assert last <= cite.start < cite.end <= len(source.text)
        last = cite.end


def pages_of(made: list[list[Word]], links: list[Link]) -> Read:
    pages = [Page(i, str(i + 1), 600, 800, words, text=bool(words), links=list(links)) for i, words in enumerate(made)]
    return Read(pages, len(pages))


def check_words(made: list[list[Word]], links: list[Link]) -> None:
    whole(pdf.laid_out(pages_of(made, links), source_of(b"", "x.pdf", None, pdf.READER, "")))


def check_seam(before: str, after: str) -> None:
    cut, between = seam(before, after, Counter())
    assert cut in (0, 1)
    assert between in ("", " ")


@given(st.lists(st.lists(WORDS, max_size=40), max_size=3), st.lists(LINKS, max_size=3))
@settings(max_examples=60)
def test_any_words_are_laid_out(made: list[list[Word]], links: list[Link]) -> None:
    check_words(made, links)


@given(st.text(max_size=8), st.text(max_size=8))
@settings(max_examples=60)
def test_any_lines_meet(before: str, after: str) -> None:
    check_seam(before, after)


def damaged(data: bytes, by: random.Random) -> bytes:
    """A file with bytes changed, cut out, doubled, or cut off."""
    out = bytearray(data)
    for _ in range(by.choice((1, 1, 2, 5, 20))):
        if not out:
            break  # all of it was cut out
        i, kind = by.randrange(len(out)), by.random()
        if kind < 0.4:
            out[i] = by.randrange(256)
        elif kind < 0.6:
            del out[i : i + by.randrange(1, 40)]
        elif kind < 0.8:
            j = by.randrange(len(out))
            out[i:i] = out[j : j + by.randrange(1, 200)]
        elif kind < 0.95:
            out[i:i] = by.choice(
                (b"obj", b"endobj", b"stream", b"/Kids", b"/Count -1", b"<<", b"[", b"0 R", b"99999999999")
            )
        else:
            out = out[:i] or bytearray(b"%PDF-")
    return bytes(out)


def check_bytes(seed: int, base: bytes) -> None:
    whole(pdf.read(damaged(base, random.Random(seed)), "x.pdf"))


def test_damaged_files() -> None:
    base = pdfs.article()
    for seed in range(40):
        check_bytes(seed, base)


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_a_hundred_thousand_inputs() -> None:
    """The same checks: 60,000 layouts, 40,000 seams, 5,000 damaged files."""
    settings(max_examples=60_000)(given(st.lists(st.lists(WORDS, max_size=25), max_size=3), st.just([]))(check_words))()
    settings(max_examples=40_000)(given(st.text(max_size=8), st.text(max_size=8))(check_seam))()
    base = pdfs.columns([(f"left {k}", f"right {k}") for k in range(6)], (60.0, 310.0))
    for seed in range(5_000):
        check_bytes(seed, base)
