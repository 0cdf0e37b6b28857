"""Whatever the text: no error, no line lost, every slice verbatim, every value found in the item, time linear."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bib.model import Reference, Source
from ingest.references import looks_like_reference, read_list, title_span
from ingest.references.fields.identifiers import clean_doi
from ingest.references.plain import fold, fold_map

NAMES = st.sampled_from(
    [
        "Ash B",
        "Ash, B. C.",
        "B. C. Ash",
        "van der Elm D",
        "Ash-Birch X-Y",
        "World Wood Group",
        "Ash, Lena",
        "O’Oak E Jr",
        "et al.",
    ]
)
TITLES = st.sampled_from(
    [
        "Peers at the door",
        "Is it so? A trial",
        "“Holding on”: a study",
        "Part II. More of it",
        "In the wood",
        "Review of PubMed",
        "É α β: 3–4",
    ]
)
SOURCES = st.sampled_from(
    [
        "J Inv Care",
        "J. Inv. Care",
        "Leeds: Fir Press",
        "Fir Press, Leeds",
        "In: Elm D, editor. Roots",
        "In B. Elm (Ed.), Roots (pp. 1–2)",
        "PhD thesis, University of X",
        "https://example.org/a(b)",
    ]
)
NUMBERS = st.sampled_from(
    [
        "2011;10(2):238–50.",
        "10(2), 238–250.",
        "10: e1001",
        "10, 3–4 (2011).",
        "2011, 10, 3.",
        "vol. 3, no. 4, pp. 1–2, May 2011.",
        "2011.",
        "in press",
        "Suppl 3 S1–9",
    ]
)
MARKS = st.sampled_from(
    [
        " ",
        ". ",
        ", ",
        "; ",
        " (2011). ",
        ", 2011a. ",
        ": ",
        "\n",
        "-\n",
        "\u00a0",
        "\u00ad",
        "\0",
        " & ",
        " [Google Scholar] ",
        "Google Scholar",
        " doi: 10.5555/A(b)c. ",
        " PMID: 12345 ",
        "1. ",
        "[2] ",
        "\r\n",
        "\r",
        "\u2028",
    ]
)
PIECES = st.one_of(NAMES, TITLES, SOURCES, NUMBERS, MARKS, st.text(max_size=8))
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=300))


def source(text: str) -> Source:
    return Source("list.txt", "0" * 64, "0" * 64, "text@1", text)


def values(found: Reference) -> Iterator[str]:
    """Every printed value, as far as it is a slice of the item."""
    for name in (
        "title",
        "container",
        "volume",
        "issue",
        "pages",
        "publisher",
        "place",
        "url",
        "number",
        "label",
        "pmid",
    ):
        if value := getattr(found, name):
            yield value
    for person in (*found.people, *found.editors):
        yield from filter(
            None,
            (
                person.family,
                person.given,
                person.suffix,
                person.non_dropping_particle,
                person.dropping_particle,
                person.literal,
            ),
        )
    for name, value in found.other:
        if name != "archive":
            yield value
    if found.date:
        yield from filter(None, (str(found.date.year or ""), found.date.suffix, found.date.literal))


def check(found: Reference) -> None:
    assert found.source is not None
    assert found.raw == found.raw.strip()
    folded = fold(found.raw)
    for value in values(found):
        assert value in folded, value
        assert value == value.strip()
    if found.doi:
        assert found.doi in clean_doi(folded.lower()) or found.doi in folded.lower()
    if found.pmcid:
        assert found.pmcid.removeprefix("PMC") in folded
    if found.isbn:
        assert found.isbn in "".join(c for c in folded.upper() if c.isalnum())
    if found.title:
        span = title_span(found)
        assert span is not None
        assert fold(span.text) == found.title
    assert (found.confidence is None) == (found.title is None and found.container is None)


@settings(max_examples=300)
@given(TEXTS)
def test_lines(text: str) -> None:
    references, problems = read_list(source(text), 0, len(text), "lines")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[-1] == "":
        lines.pop()
    assert [r.raw for r in references] == [line.strip() for line in lines]
    for found in references:
        check(found)
    for problem in problems:
        assert problem.source is not None


@settings(max_examples=300)
@given(TEXTS)
def test_auto(text: str) -> None:
    references, problems = read_list(source(text), 0, len(text))
    held = [False] * len(text)
    last = 0
    for found in references:
        check(found)
        assert found.source is not None
        assert found.source.start >= last
        last = found.source.end
    for span in (*(r.source for r in references), *(p.source for p in problems)):
        assert span is not None
        held[span.start : span.end] = [True] * (span.end - span.start)
    assert not [c for c, h in zip(text, held, strict=True) if not h and c.isalnum()]


@given(TEXTS)
def test_the_same_again(text: str) -> None:
    assert read_list(source(text), 0, len(text)) == read_list(source(text), 0, len(text))


@given(st.text(alphabet=st.sampled_from("aB1-‐– \n\r\t\u00ad\u200b\ufeff\0é"), max_size=60))
def test_folding_keeps_its_map(text: str) -> None:
    folded, offsets = fold_map(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert offsets == sorted(offsets)
    assert all(text[o] == c or c == " " for c, o in zip(folded, offsets, strict=True))


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("depres-\nsion", "depression"),
        ("depres-\r\n   sion", "depression"),
        ("Ward-\nGriffin", "Ward-Griffin"),
        ("477-\n490", "477-490"),
        ("477–\n490", "477–490"),
        ("a  b\u00a0c\td", "a b c d"),
        ("\ufeffsoft\u00adly\0 \u200b", "softly"),
        ("peer -\nled", "peer - led"),
    ],
)
def test_folding(raw: str, folded: str) -> None:
    assert fold(raw) == folded


@given(TEXTS)
def test_looking_never_fails(text: str) -> None:
    assert looks_like_reference(text) in (True, False)


REFERENCE = "Ash, B., & Birch, C. (2011). Peers at the ward door. Journal of Invented Care, 10(2), 238–250."


@pytest.mark.parametrize(
    ("yes", "line"),
    [
        (True, REFERENCE),
        (True, f"12. {REFERENCE}CrossRefGoogle Scholar"),
        (True, "[3] Ash B, Birch C. Peers. J Inv. 2011;10(2):238–50."),
        (True, "Department of Trees. (2012). No wood without trees. London: Fir Press."),
        (True, "World Wood Organization. Global wood report. Geneva: World Wood Organization; 2008."),
        (False, "In 2011 we asked 34 people what peers had done for them (Table 2)."),
        (False, "Ash and Birch (2011) reported that peers reduced admissions by 12% in two wards."),
        (False, "3.2 Theme 1: Trust"),
        (False, "References"),
        (False, "Participants were recruited between May 2010 and June 2011 from 12 services."),
        (False, ""),
    ],
)
def test_looks_like_a_reference(yes: bool, line: str) -> None:
    assert looks_like_reference(line) is yes


SHAPES = (
    "x",
    "1",
    ".",
    "(",
    "A. ",
    "Ab, ",
    "Ash BC, ",
    "[PubMed] ",
    "Google Scholar ",
    "2010 ",
    "doi: 10.5555/x ",
    "a-\n",
    "“",
    "& ",
    ". In: ",
    "from ",
    "a [pii] ",
    "Ab cd ef gh\n",
    "1.\n",
    "\n",
    "Ash B. T. J. 2010;1:2.\nGoogle Scholar\n",
    "1. Ash B. T. J. 2010;1:2.\n\nfoo bar\n\n",
    "Van Van Van ",
    "J. ",
    "1–2, ",
    "\u00ad",
)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("split", ["auto", "lines"])
def test_time_is_linear(shape: str, split: str) -> None:
    """Four times the text takes no more than about four times the time (eight, to be safe on a busy machine)."""

    def taken(size: int) -> float:
        text = shape * (size // len(shape))
        start = time.process_time()
        read_list(source(text), 0, len(text), split)
        return time.process_time() - start

    small = min(taken(2_500) for _ in range(2))
    assert taken(10_000) < max(0.05, 8 * small) or taken(10_000) < max(0.05, 8 * taken(2_500))


@pytest.mark.parametrize("shape", SHAPES[:8])
def test_the_longest_item_is_read_in_time(shape: str) -> None:
    """Just below the length at which an item is not even tried."""
    text = (shape * 6_000)[:5_990].replace("\n", " ")
    start = time.process_time()
    read_list(source(text), 0, len(text), "lines")
    assert time.process_time() - start < 1.0


@pytest.mark.slow
def test_ten_megabytes_on_one_line() -> None:
    text = "".join(f"{n}. {REFERENCE} " for n in range(1, 100_000))
    references, _ = read_list(source(text), 0, len(text))
    assert len(references) == 99_999


def test_five_thousand_references() -> None:
    text = "".join(f"{n}. {REFERENCE}\n" for n in range(1, 5_001))
    references, problems = read_list(source(text), 0, len(text))
    assert [r.label for r in references] == [str(n) for n in range(1, 5_001)]
    assert problems == ()
