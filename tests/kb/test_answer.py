"""Verdicts: the first code that fits, counted by paper, by the papers' own results alone."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.answer import Evidence, paper_class, verdict

BLANK = Evidence(
    id="f", rank=1, score=0.5, stance="unclear", reason="", confidence=0.5, cue=None, judged_by="rules", text="t",
    clean="t", kind="sentence", origin="own", hedge=None, section=(), speaker=None, page=None, paper="p1", citekey="k",
    title="T", year=2000, authors=(), cites=(), file="f.txt", sha256="0", start=0, end=1, line=1,
)  # fmt: skip


def rows(*given_: str) -> list[Evidence]:
    """ "1 supports own" -> a row of paper p1."""
    out = []
    for words in given_:
        paper, stance, origin, *kind = words.split()
        row = dataclasses.replace(BLANK, paper=f"p{paper}", stance=stance, origin=origin)
        out.append(dataclasses.replace(row, kind=kind[0]) if kind else row)
    return out


@pytest.mark.parametrize(
    ("given_", "code", "counts"),
    [
        ((), "none", (0, 0, 0, 0, 0)),
        (("1 unclear own",), "unclear", (0, 0, 0, 0, 1)),
        (("1 supports cited",), "unclear", (0, 0, 0, 0, 1)),
        (("1 supports participant",), "unclear", (0, 0, 0, 0, 1)),
        (("1 supports own title",), "unclear", (0, 0, 0, 0, 1)),
        (("1 supports own",), "one-paper", (1, 0, 0, 0, 0)),
        (("1 supports own", "1 supports own", "2 supports cited"), "one-paper", (1, 0, 0, 0, 1)),
        (("1 contradicts own", "2 unclear own"), "one-paper", (0, 1, 0, 0, 1)),
        (("1 no-effect own",), "one-paper", (0, 0, 1, 0, 0)),
        (("1 mixed own",), "contested", (0, 0, 0, 1, 0)),
        (("1 supports own", "1 contradicts own"), "contested", (0, 0, 0, 1, 0)),
        (("1 supports own", "2 contradicts own"), "contested", (1, 1, 0, 0, 0)),
        (("1 supports own", "2 no-effect own"), "contested", (1, 0, 1, 0, 0)),
        (("1 no-effect own", "2 no-effect own"), "no-effect-only", (0, 0, 2, 0, 0)),
        (("1 supports own", "2 supports own"), "all-for", (2, 0, 0, 0, 0)),
        (("1 contradicts own", "2 contradicts own"), "all-against", (0, 2, 0, 0, 0)),
        (("1 supports own", "2 supports own", "3 contradicts cited"), "all-for", (2, 0, 0, 0, 1)),
    ],
)
def test_codes(given_: tuple[str, ...], code: str, counts: tuple[int, ...]) -> None:
    v = verdict(rows(*given_))
    assert v.code == code
    assert (v.for_, v.against, v.no_effect, v.mixed, v.unclear) == counts
    assert "shown" not in v.text
    assert "%" not in v.text


def test_the_words_keep_accounts_apart() -> None:
    v = verdict(rows("1 supports own", "2 supports participant", "3 contradicts cited", "4 unclear own title"))
    assert v.text == (
        "For: reported by 1 paper (own results). Participants' accounts: 1 for. "
        "Cited statements: 1 against. Titles to read: 1."
    )


_STANCES = st.sampled_from(("supports", "contradicts", "no-effect", "mixed", "unclear"))
_SWAP = {"supports": "contradicts", "contradicts": "supports"}


@given(st.lists(st.tuples(st.integers(1, 3), _STANCES, st.sampled_from(("own", "cited"))), max_size=6))
def test_the_opposite_exchanges_for_and_against(given_: list[tuple[int, str, str]]) -> None:
    here = verdict(rows(*(f"{p} {s} {o}" for p, s, o in given_)))
    there = verdict(rows(*(f"{p} {_SWAP.get(s, s)} {o}" for p, s, o in given_)))
    assert (here.for_, here.against) == (there.against, there.for_)
    assert (here.no_effect, here.mixed, here.unclear) == (there.no_effect, there.mixed, there.unclear)
    assert {here.code, there.code} in ({"all-for", "all-against"}, {here.code})


def test_the_class_of_one_paper() -> None:
    assert paper_class(["unclear"]) is None
    assert paper_class(["supports", "unclear"]) == "for"
    assert paper_class(["supports", "no-effect"]) == "mixed"
