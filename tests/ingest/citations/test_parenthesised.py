"""Numbers in round brackets, and the many that cite nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.citations.kit import cited, marked, numbered

BEFORE = "Peers help (1). They do so often (2) and at night (3). Nurses agree (4, 5).\n\n"
AFTER = "\n\nCooks too (10). Bakers as well (11). Drivers do not (12)."
AROUND = [(1,), (2,), (3,), (4, 5), (10,), (11,), (12,)]

MARKERS = [
    ("It helped (6).", [("(6)", (6,))]),
    ("It helped (6, 7) and fell.", [("(6, 7)", (6, 7))]),
    ("It helped (6,7).", [("(6,7)", (6, 7))]),
    ("It helped (6–9).", [("(6–9)", (6, 7, 8, 9))]),
    ("It helped (6-8, 3).", [("(6-8, 3)", (6, 7, 8, 3))]),
    ("It helped (see also 6).", [("(see also 6)", (6,))]),
    ("It helped (reviewed in 6).", [("(reviewed in 6)", (6,))]),
    ("It helped (6 7 8).", [("(6 7 8)", (6, 7, 8))]),
    ("It helped.( 6 , 7 ) Then it fell.", [("( 6 , 7 )", (6, 7))]),
    ("It helped(6).", [("(6)", (6,))]),
    ("It helped (6,\r\n7).", [("(6,\r\n7)", (6, 7))]),
    ("Smith et al. (6) said so.", [("(6)", (6,))]),
    ("It helped (6, p. 34).", [("(6, p. 34)", (6,))]),
]


@pytest.mark.parametrize(("text", "expected"), MARKERS)
def test_markers(text: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    found = cited(BEFORE + text + AFTER, numbered(12))
    assert found[4:-3] == expected
    assert [p for _, p in found[:4] + found[-3:]] == AROUND


@pytest.mark.parametrize(
    "text",
    [
        "Few came (n = 12).",
        "It rose [95% CI 1.2, 3.4] and fell [IQR 67–1020].",
        "It was so (Table 2) and so (Figure 3) [sic].",
        "It has (1) a hall, (2) a kettle and (3) a key.",
        "The aims were: (1) to see; (2) to hear; and (3) to tell.",
        "Of these, 9 (12) and 7 (8) were women, and 5% (4) men.",
        "They were young (median 5 (3–8)) and aged (9–12) years.",
        "y = a + bx (2)",
        "The score (2018) rose.",
        "By equation (4) and eq. (5) it follows.",
        "A rate of (0) was seen.",
        "Ang(1–7) rose, Ang(1–7) fell, and Ang(1–7) rose, so that Ang (1–7) was all.",
    ],
)
def test_brackets_that_cite_nothing(text: str) -> None:
    assert [p for _, p in cited(BEFORE + text + AFTER, numbered(12))] == AROUND


def test_without_a_list_only_a_run_from_one_is_believed() -> None:
    assert [p for _, p in cited(BEFORE + "It fell (6).", [])] == [(1,), (2,), (3,), (4, 5), (6,)]
    assert cited("Half of them (50) came, and later (7) and (93) more.", []) == []


@given(st.integers(2, 9), st.sampled_from([", ", "; ", ", and "]))
def test_enumerations_are_never_citations(count: int, between: str) -> None:
    text = "The aims were " + between.join(f"({n}) to see the town" for n in range(1, count + 1)) + "."
    assert [p for _, p in cited(BEFORE + text + AFTER, numbered(12))] == AROUND
    assert cited(text, []) == []


@given(st.lists(st.integers(1, 3), min_size=4, max_size=20), st.sampled_from([",", ", "]))
def test_markers_written_into_prose_are_read_back(counts: list[int], comma: str) -> None:
    text, expected, last = "", [], 0
    for count in counts:
        expected.append(tuple(range(last + 1, last + count + 1)))
        last += count
        text += f"Some towns did ({comma.join(map(str, expected[-1]))}). Most of 40 (12%) did not. "
    assert [p for _, p in cited(text, numbered(last))] == expected


@given(st.text(alphabet=st.sampled_from("abC .,;()–-0123456789%=\n"), max_size=120))
def test_nothing_raises(text: str) -> None:
    marked(text, numbered(20))
