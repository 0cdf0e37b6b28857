"""Sentences: every case is one paragraph with a bar where a sentence must end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import split

CASES = [
    "Peers helped.| Staff agreed.",
    "Peers helped [6,7].| Staff agreed.",
    "Peers helped.[6,7]| Staff agreed.",
    "Peers helped. [6]| Staff agreed.",
    "Peers helped.6–9| Staff agreed.",
    "Peers helped.8, 9| Staff agreed.",
    "Peers helped,[6] and so did staff.| Others left.",
    "The mean was 3.5 Tesla units in all.| It rose.",
    "The share was 77.7 (SM-5%) at most.| It fell.",
    "Values were 1.5 ± 2.5%, 1.5 ± 3.5%, and 1.0 ± 2.2% in turn.| It fell.",
    "See Fig. 2 for details.| It rose.",
    "Holm et al. [12] asked ten people.| Nobody came.",
    "Dr. Holm and Prof. Ruiz agreed.| Nobody else did.",
    "E. coli was found.| H. pylori was not.",
    "J. S. Holm wrote it.| A. Ruiz read it.",
    "People had hepatitis C.| The rest were well.",
    "It was open from 9 a.m. to 5 p.m. on weekdays.| It closed on Sundays.",
    "They came from the U.S. and the U.K. in spring.| All stayed.",
    "Soap, towels, etc. were given.| Nobody asked.",
    "(The ward was locked. So was the gate.)",
    "We asked why (it was late. They slept) and left.| Then it rained.",
    "Was it safe?| Nobody knew!| They stayed.",
    "“It was fine.”| They left.",
    "“It was fine,” she said.| They left.",
    "“It was fine?” she asked.| They left.",
    "“It was fine.” (P12, female, 34)| They left.",
    "“It was fine.” PT6| They left.",
    "It was… well… fine.| They left.",
    "…they talked over time... we now know.| They left.",
    "It was low.|However it rose.",
    "The tests were done respectively.| p < 0.05 was significant.",
    "Diet matters [52, 53].| β-glucosidase is an enzyme.",
    "Levels fell.| mRNA levels rose.",
    "1. Introduction",
    "No. 5 was empty.| No one came.",
    "版本一。|版本二。",
]


def marked(text: str) -> str:
    """The text with a bar after every sentence but the last."""
    ends = [end for _, end in split(text)][:-1]
    return "".join(c + "|" * (i + 1 in ends) for i, c in enumerate(text))


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_they_should(case: str) -> None:
    assert marked(case.replace("|", "")) == case


@given(st.text(alphabet=st.sampled_from("ab Z.?!…”“\"'()[]1,;–\n\t\x00é"), max_size=120))
def test_every_character_is_in_one_sentence(text: str) -> None:
    spans = split(text)
    kept = [i for a, b in spans for i in range(a, b)]
    assert kept == sorted(set(kept))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(kept)
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


@pytest.mark.parametrize(
    ("text", "marks", "sentences"),
    [
        ("Of the product.3 4 A recent review.", ["3 4"], ["Of the product.3 4", "A recent review."]),
        (
            "So (Oak et al. The Elms 2019) it is.",
            ["(Oak et al. The Elms 2019)"],
            ["So (Oak et al. The Elms 2019) it is."],
        ),
        ("It is so. [See 3. The 4.]", ["[See 3. The 4.]"], ["It is so.", "[See 3. The 4.]"]),
        ("It is. So it was.", ["It is. So it was."], ["It is. So it was."]),
    ],
)
def test_no_sentence_breaks_within_a_marker(text: str, marks: list[str], sentences: list[str]) -> None:
    spans = [(text.index(m), text.index(m) + len(m)) for m in marks]
    assert [text[a:b] for a, b in split(text, spans)] == sentences


@pytest.mark.parametrize("piece", ["A. ", "((", "...", "[1].", "“a.” ", "a.B", ".) "])
def test_time_grows_with_length_alone(piece: str) -> None:
    def seconds(n: int) -> float:
        start = time.process_time()
        split(piece * n)
        return time.process_time() - start

    seconds(1000)
    assert seconds(80_000) < 12 * seconds(20_000) + 0.2
