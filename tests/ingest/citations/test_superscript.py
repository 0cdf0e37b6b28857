"""Superscripts flattened onto words, and figures on words that cite nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.structure import Raised
from tests.ingest.citations.kit import cited, marked, numbered, said

# A paper that has cited 1 to 5 before, and goes on to 12 afterwards.
BEFORE = "Peers help.1 They do so often,2 and at night.3 Nurses agree.4,5\n\n"
AFTER = "\n\nCooks too.10 Bakers as well.11 Drivers do not.12"

MARKERS = [
    ("It led to better outcomes.3, 4, 5 Then it fell.", [("3, 4, 5", (3, 4, 5))]),
    ("It cut hospitalisation6,7 in towns.", [("6,7", (6, 7))]),
    ("It rose in many countries6 and fell.", [("6", (6,))]),
    ("It is known in the world.2–6 My own view differs.", [("2–6", (2, 3, 4, 5, 6))]),
    ("It helped most patients3-5 there.", [("3-5", (3, 4, 5))]),
    ("Cognitive therapy (CBT)6 helped.", [("6", (6,))]),
    ("They called it “home.”6 Then they left.", [("6", (6,))]),
    ("They called it “home”,6 and left.", [("6", (6,))]),
    ("It helped.6 7 Then it fell.", [("6 7", (6, 7))]),
    ("Smith et al6 said so.", [("6", (6,))]),
    ("Smith et al.6 said so.", [("6", (6,))]),
    ("Groups by Smith et al.6: one is small.", [("6", (6,))]),
    ("It helped.6–8 9 Then it fell.", [("6–8 9", (6, 7, 8, 9))]),
    ("It fell by 20%6 in towns.", [("6", (6,))]),
    ("It began in 2012.6 Then it fell.", [("6", (6,))]),
    ("It helped.⁶⁻⁸ Then it fell.", [("⁶⁻⁸", (6, 7, 8))]),
    ("It helped⁶,⁷ them.", [("⁶,⁷", (6, 7))]),
    ("It helped ^6,7^ them.", [("^6,7^", (6, 7))]),
    ("It helped.67 Then it fell.", [("67", (6, 7))]),  # the list has 12 items: the comma is lost
    ("It was\r\nseen.6,\r\n7 Then it fell.", [("6,\r\n7", (6, 7))]),
]


@pytest.mark.parametrize(("text", "expected"), MARKERS)
def test_markers(text: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    found = cited(BEFORE + text + AFTER, numbered(12))
    assert found[4:-3] == expected
    assert [p for _, p in found[:4] + found[-3:]] == [(1,), (2,), (3,), (4, 5), (10,), (11,), (12,)]


@pytest.mark.parametrize(
    "text",
    [
        "Rooms of 10 000 m2 and 12 cm3 at 24 kg/m2 were used.",
        "It had 10^6 cells and 3 × 10^5 others.",
        "CO2, H2O and Ca2+ were measured.",
        "IL-6, BRCA1, CD4 and HbA1c were measured, and CD4 again.",
        "COVID-19 and SF-36 and PHQ9 were asked, and PHQ9 again.",
        "They were aged 18–65 and had type 2 diabetes.",
        "It was 3.5 times 1.2, and p = .04, and 0.5 or 7.8.",
        "The dose was 5 mg on day 3 of week 4.",
        "At the start of sessions 4–7 they filled in a form, and again in waves 5 and 6.",
        "See Fig.3 and p.4 and Table 2 and section 3.1.",
        "It cost 1,200 in 2012 and 2,5 more.",
        "The 2nd and 3rd visits, in 1 of 4 homes.",
        "Note99 and note100 are footnotes.",
        "They rose to 20 m², and to 10⁶ cells.",
    ],
)
def test_figures_that_cite_nothing(text: str) -> None:
    found = cited(BEFORE + text + AFTER, numbered(12))
    assert [p for _, p in found] == [(1,), (2,), (3,), (4, 5), (10,), (11,), (12,)]


def test_figures_that_stand_apart() -> None:
    words = "one two three four five six seven eight nine ten".split()
    text = "\n\n".join(
        f"The {w} house was well liked by guests {n} . It had 5 rooms for 3 people in 2 wings."
        for n, w in enumerate(words, 1)
    )
    assert cited(text, numbered(10)) == [(str(n), (n,)) for n in range(1, 11)]


def test_without_a_list_only_a_run_from_one_is_believed() -> None:
    assert [p for _, p in cited(BEFORE + "It rose.6 It fell.7", [])] == [(1,), (2,), (3,), (4, 5), (6,), (7,)]
    assert cited("It rose in wards5 and homes9. The PHQ9 was used.", []) == []
    assert cited("The halls1 were full. See note2 too.", []) == []


def test_what_stays_ambiguous_is_said_once_and_not_cited() -> None:
    text = BEFORE + "The DUSK4 was used. The DAWN3 as well. The TIDE5 too." + AFTER
    found = marked(text, numbered(12))
    assert not any(c.source.start > len(BEFORE) and c.source.end < len(text) - len(AFTER) for c in found.citations)
    told = [p for p in found.problems if "citation or a number" in p.message]
    assert len(told) == 1
    assert all(word in told[0].message for word in ("DUSK4", "DAWN3", "TIDE5"))
    assert told[0].source
    assert told[0].source.text == "4"


def test_raised_figures_alone_are_read_where_the_form_shows_them() -> None:
    text = "Peers help.1 The CD4 was low in 20 m2 rooms.2 Nurses3 agree, 105 times.4–6"
    marks = ["1", "2 rooms", "2 Nurses", "3 agree", "5 times", "4–6"]
    at = [text.index(m) for m in marks]
    raised = [Raised(a, a + (3 if m == "4–6" else 1)) for a, m in zip(at, marks, strict=True)]
    found = marked(text, numbered(6), raised)
    assert [(c.marker, c.places) for c in found.citations] == [
        ("1", (1,)),
        ("2", (2,)),
        ("3", (3,)),
        ("4–6", (4, 5, 6)),
    ]


def test_raised_figures_that_are_powers_or_names_cite_nothing() -> None:
    text = "Peers help.1 The χ2 test, an R2 of 0.4 and O6MeG were low at 35 kg/m2 2,3 and at 20 mg/m2,4 twice."
    at = [text.index(m) for m in ("1 The", "2 test", "2 of", "6MeG", "2 2,3", "2,3", "3 and", "2,4", "4 twice")]
    found = marked(text, numbered(6), [Raised(a, a + 1) for a in at])
    assert [(c.marker, c.places) for c in found.citations] == [("1", (1,)), ("2,3", (2, 3)), ("4", (4,))]


def test_raised_figures_that_lost_what_parts_them() -> None:
    text = "Peers help.1 Nurses agree.256 Cooks do.7–11 Drivers do.1213"
    at = [(text.index(m), len(m.strip())) for m in ("1 ", "256", "7–11", "1213")]
    found = marked(text, numbered(13), [Raised(a, a + n) for a, n in at])
    assert [c.places for c in found.citations] == [(1,), (2, 5, 6), (7, 8, 9, 10, 11), (12, 13)]


def test_markers_that_only_in_part_are_raised() -> None:
    text = "Peers help.1 Nurses agree.2, 3, 4 Cooks do.5 Drivers do.6, 7 Bakers do.8"
    found = marked(text, numbered(8), [Raised(text.index(m), text.index(m) + 1) for m in ("1 ", "5 ", "8")])
    assert [n for c in found.citations for n in c.places] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_raised_parts_of_one_marker_are_one() -> None:
    text = "Peers help1,2 and nurses3–4 agree."
    found = marked(text, numbered(4), [Raised(text.index(d), text.index(d) + 1) for d in "1234"])
    assert [(c.marker, c.places) for c in found.citations] == [("1,2", (1, 2)), ("3–4", (3, 4))]


def test_a_list_of_which_nothing_is_cited_is_said() -> None:
    told = "no in-text citations recognised"
    assert told in said(marked("Peers help. Nurses agree. " * 250, numbered(12)).problems)
    assert told not in said(marked("Peers help. Nurses agree.", numbered(12)).problems)  # an abstract cites nothing


WORDS = st.sampled_from("patients hospitals towns sleeping wellbeing nurses outcomes".split())


@given(st.lists(st.tuples(WORDS, st.integers(1, 3), st.sampled_from([".", ",", ""])), min_size=8, max_size=20))
def test_markers_written_into_prose_are_read_back(parts: list[tuple[str, int, str]]) -> None:
    text, expected, last = "", [], 0
    for word, count, stop in parts:
        numbers = tuple(range(last + 1, last + count + 1))
        last += count
        text += f"Some {word}{stop}{','.join(map(str, numbers))}{' And' if stop == '.' else ' and'} so on. "
        expected.append(numbers)
    assert [p for _, p in cited(text, numbered(last))] == expected


@given(st.text(alphabet=st.sampled_from("abCD .,;()–-0123456789²³^%\n"), max_size=120))
def test_nothing_raises(text: str) -> None:
    marked(text, numbered(20))
    marked(text, [])
