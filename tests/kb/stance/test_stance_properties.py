"""What holds for every claim and every sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import concepts, gate, stance
from kb.claims import opposite_text, read_claim
from kb.model import OPPOSITE_STANCE, Statement

MAP = concepts.load()
LABELS = Path(__file__).resolve().parents[2] / "data" / "labels" / "stance_dev.jsonl"
CLAIMS = (
    "peers reduce hospitalisation",
    "peer support improves quality of life",
    "peer workers need supervision",
    "stigma is a barrier to employment",
    "exercise lowers depression among older people",
    "night work does not affect errors",
    "peers do not reduce hospitalisation",
    "peer work",
    "peers face challenges",
)
WORDS = st.sampled_from(
    "peers peer workers staff patients hospitalisation admissions stigma fear hope supervision reduced increased fewer no not "
    "difference in of than controls and but while with without p = .04 0.62 (OR ) , ; : — % 12 to from was were more less "
    "likely improved worse need needed essential if whether should may some others both groups either \n “ ” [6,7] …".split(
        " "
    )
)
TEXTS = st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=80))


def row_statement(row: dict[str, object]) -> Statement:
    """A labelled row as the rules see it."""
    text = str(row["text"])
    section = tuple(row["section"])  # type: ignore[arg-type]
    return Statement(
        text, text, str(row["kind"]), str(row["origin"]), section, None, row["lead_in"], None, str(row["about"])
    )  # type: ignore[arg-type]


def rows() -> list[dict[str, object]]:
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


@given(
    claim=st.one_of(st.sampled_from(CLAIMS), TEXTS),
    text=TEXTS,
    lead_in=st.none() | TEXTS,
    kind=st.sampled_from(["sentence", "quote", "title", "abstract"]),
)
def test_any_text_is_judged_and_the_cue_is_verbatim(claim: str, text: str, lead_in: str | None, kind: str) -> None:
    reading = read_claim(claim)
    made = Statement(text, text, kind, "own", ("Results", text[:20]), None, lead_in, None, text)
    gate.passes(reading, made, MAP)
    opinion = stance.judge(reading, made, MAP)
    assert opinion == stance.judge(reading, made, MAP)
    assert 0 < opinion.confidence < 1
    assert opinion.reason
    if opinion.cue:
        assert text[opinion.cue.start : opinion.cue.end] == opinion.cue.text != ""
    if kind == "title":
        assert opinion.stance == "unclear"


@given(text=TEXTS, claim=st.sampled_from([c for c in CLAIMS if opposite_text(c)]))
def test_under_the_opposite_claim_supports_and_contradicts_change_places(text: str, claim: str) -> None:
    other = opposite_text(claim)
    assert other
    made = Statement(text, text, "sentence", "own", (), None, None, None, "peers")
    one, two = (stance.judge(read_claim(c), made, MAP) for c in (claim, other))
    assert two.stance == OPPOSITE_STANCE.get(one.stance, one.stance)
    assert one.cue == two.cue
    assert gate.passes(read_claim(claim), made, MAP) == gate.passes(read_claim(other), made, MAP)


@pytest.mark.parametrize("row", [r for r in rows() if opposite_text(str(r["claim"]))], ids=lambda r: str(r["id"]))
def test_labelled_sentences_keep_that_too(row: dict[str, object]) -> None:
    claim = str(row["claim"])
    other = opposite_text(claim) or ""
    one, two = (stance.judge(read_claim(c), row_statement(row), MAP) for c in (claim, other))
    assert two.stance == OPPOSITE_STANCE.get(one.stance, one.stance)


def test_a_denied_claim_is_supported_by_no_difference_and_by_the_contrary() -> None:
    made = Statement("", "", "sentence", "own", (), None, None, None, "peers")
    found = {
        "Peers reduced admissions.": "contradicts",
        "Peers increased admissions.": "supports",
        "Peers did not reduce admissions.": "supports",
        "Peers made no difference to admissions.": "supports",
        "We asked whether peers reduce admissions.": "unclear",
    }
    for text, expected in found.items():
        opinion = stance.judge(
            read_claim("peers do not reduce hospitalisation"), replace(made, text=text, clean=text), MAP
        )
        assert opinion.stance == expected, text


def test_a_claim_of_no_change_is_contradicted_by_a_change_either_way() -> None:
    made = Statement("", "", "sentence", "own", (), None, None, None, "peers")
    found = {
        "Peers reduced admissions.": "contradicts",
        "Peers increased admissions.": "contradicts",
        "Peers made no difference to admissions.": "supports",
    }
    for text, expected in found.items():
        opinion = stance.judge(
            read_claim("peers do not affect hospitalisation"), replace(made, text=text, clean=text), MAP
        )
        assert opinion.stance == expected, text


def test_the_rules_do_as_well_on_the_labels_as_they_did() -> None:
    """Measured .97 for the stance and 1.00 for the gate; a fall of a few rows is a loss to look at."""
    right = sum(stance.judge(read_claim(str(r["claim"])), row_statement(r), MAP).stance == r["stance"] for r in rows())
    passed = sum(gate.passes(read_claim(str(r["claim"])), row_statement(r), MAP) == r["relevant"] for r in rows())
    assert right / len(rows()) > 0.94
    assert passed / len(rows()) > 0.97


def test_no_sentence_takes_long_however_it_is_made() -> None:
    for text in (
        "peers " * 50_000,
        "some " * 50_000,
        "p = 1 " * 30_000,
        "a" * 1_000_000,
        "from 1% to " * 20_000,
        "peers reduced fear and hospitalisation " * 8_000,
    ):
        made = Statement(text, text, "sentence", "own", (), None, None, None, "peers")
        gate.passes(read_claim("peers reduce stigma"), made, MAP)
        assert stance.judge(read_claim("peers reduce hospitalisation"), made, MAP).stance == "unclear"
