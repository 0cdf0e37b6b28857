"""Markers of numbered styles, and brackets that cite nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.model import Source
from ingest.citations.bracketed import find
from ingest.citations.numbers import Listed, listed

FORTY = listed([None] * 40)

MARKERS = [
    ("[6]", (6,)),
    ("[6,7]", (6, 7)),
    ("[ 6 , 7 ]", (6, 7)),
    ("[6, 8–10, 15]", (6, 8, 9, 10, 15)),
    ("[6–9]", (6, 7, 8, 9)),
    ("[6-9]", (6, 7, 8, 9)),
    ("[6‑9]", (6, 7, 8, 9)),
    ("[6 – 9]", (6, 7, 8, 9)),
    ("[6]–[9]", (6, 7, 8, 9)),
    ("[6]-[9]", (6, 7, 8, 9)),
    ("[6], [9]", (6, 9)),
    ("[6][9]", (6, 9)),
    ("[1],[4]-[8]", (1, 4, 5, 6, 7, 8)),
    ("[[6],[7]]", (6, 7)),
    ("[[6](#ref6)]", (6,)),
    ("[6](https://x.example/a#b6)", (6,)),
    ("[6\n,\n7]", (6, 7)),
    ("[6; 7]", (6, 7)),
    ("[6 and 7]", (6, 7)),
    ("[6, p. 34]", (6,)),
    ("[6, pp. 34–36]", (6,)),
    ("[see 6, 7]", (6, 7)),
    ("[refs. 6–8]", (6, 7, 8)),
    ("[7, 6, 7]", (7, 6)),
]
NONE = [
    "[95% CI 1.2, 3.4]",
    "(95% CI [1, 3])",
    "median 30 (IQR [20, 35])",
    "a median of 3 [1–4] days",
    "[IQR 67–1020]",
    "[sic]",
    "[peer worker]",
    "[…]",
    "(n = 12)",
    "[2014]",
    "[0, 1]",
    "[12345678]",
    "[]",
    "[1",
    "[S1]",
    "[p < .05]",
]


def cited(text: str, own: Listed = FORTY) -> tuple[list[tuple[str, tuple[int, ...]]], list[str]]:
    found, problems = find(Source("x", "", "", "", text), 0, len(text), own)
    assert all(c.source.text == c.marker for c in found)
    return [(c.marker, c.numbers) for c in found], [p.message for p in problems]


@pytest.mark.parametrize(("marker", "numbers"), MARKERS)
@pytest.mark.parametrize("around", ["It helped {}.", "It helped.{} Then", "Some {} said, others not."])
def test_markers(marker: str, numbers: tuple[int, ...], around: str) -> None:
    assert cited(around.format(marker)) == ([(marker, numbers)], [])


@pytest.mark.parametrize("text", NONE)
def test_brackets_that_cite_nothing(text: str) -> None:
    assert cited(f"It was {text} there.") == ([], [])


@pytest.mark.parametrize(
    ("text", "left", "said"),
    [
        ("[39–44]", (), "no range"),
        ("[9–2]", (), "no range"),
        ("[3, 41]", (3,), "no reference 41"),
        ("[1–999999]", (), "no range"),
    ],
)
def test_numbers_the_list_has_not_are_said_and_not_guessed(text: str, left: tuple[int, ...], said: str) -> None:
    found, problems = cited(f"It helped {text}.")
    assert [numbers for _, numbers in found] == [left] * bool(left)
    assert said in problems[0]


def test_printed_labels_are_what_can_be_cited() -> None:
    own = listed(["11", "12", "14"])
    assert cited("So [11, 12] and [13].", own)[0] == [("[11, 12]", (11, 12))]
    assert listed(["1", "1", None]).known == {1, 2, 3}


def test_without_a_list_numbers_are_taken_as_printed() -> None:
    assert cited("So [412].", listed([]))[0] == [("[412]", (412,))]


@given(st.text(alphabet=st.sampled_from("[]()0123456789,;–- p.#and\n"), max_size=80))
def test_nothing_raises_and_markers_are_verbatim(text: str) -> None:
    found, _ = cited(text)
    assert all(0 < n <= 40 for _, numbers in found for n in numbers)
