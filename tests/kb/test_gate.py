"""Which findings may be evidence for a claim at all."""

from __future__ import annotations

import pytest

from kb import concepts, gate
from kb.claims import read_claim
from kb.model import Statement

MAP = concepts.load()
ABOUT_PEERS = "Peer workers in two towns: an interview study"


def passes(
    claim: str, text: str, section: tuple[str, ...] = (), lead_in: str | None = None, about: str = ABOUT_PEERS
) -> bool:
    made = Statement(text, text, "sentence", "own", section, None, lead_in, None, about)
    return gate.passes(read_claim(claim), made, MAP)


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("peers reduce hospitalisation", "Readmissions fell.", True),
        ("peers reduce hospitalisation", "There was less time in hospital.", True),
        ("peers reduce hospitalisation", "Community tenure was longer.", True),
        ("peers reduce hospitalisation", "The interviews were held in the hospital.", False),
        ("peers reduce hospitalisation", "Hospital staff were kind.", False),
        ("peers reduce hospitalisation", "Costs fell.", False),
        ("peers reduce stigma", "Prejudice was common.", True),
        ("peers reduce stigma", "They increased understanding of mental illness.", True),
        ("peers reduce stigma", "We wanted to understand how rotas are made.", False),
        ("peers improve job retention", "Job retention was higher.", True),
        ("peers need lunch vouchers", "They asked for lunch vouchers.", True),
        ("peers need lunch vouchers", "They asked for lunch.", False),
    ],
)
def test_the_outcome_must_be_covered(claim: str, text: str, expected: bool) -> None:
    assert passes(claim, text) is expected


def test_a_lead_in_or_a_heading_may_name_the_outcome() -> None:
    claim = "peers reduce hospitalisation"
    assert passes(claim, "It was half of what it had been.", lead_in="Managers spoke of admissions:")
    assert passes(claim, "It fell by half.", section=("Results", "Hospital admissions"))
    assert not passes(claim, "They were described as warm.", section=("Results", "Hospital admissions"))


def test_the_subject_must_be_named_by_the_finding_or_its_paper() -> None:
    claim = "peers reduce hospitalisation"
    assert passes(claim, "Readmissions fell.")
    assert not passes(claim, "Readmissions fell.", about="Depot injections in two towns")
    assert passes(claim, "Readmissions fell with peer support.", about="Depot injections in two towns")
    assert passes("fewer readmissions", "Readmissions fell.", about="Depot injections in two towns")


def test_coverage_is_told_in_shares() -> None:
    made = Statement("Peers like lunch.", "Peers like lunch.", "sentence", "own", (), None, None, None, "")
    found = gate.coverage(read_claim("peers need lunch vouchers"), made, MAP)
    assert (found.outcome, found.own) == (0.5, 0.5)
    assert gate.coverage(read_claim("peers need tea"), made, MAP).outcome == 0.0
