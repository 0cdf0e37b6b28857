"""A sentence is negated, turned, made null, or speaks of another outcome: the stance must follow it, or the gate close."""

from __future__ import annotations

import pytest

from kb import concepts, gate, stance
from kb.claims import read_claim
from kb.model import Statement

# claim, sentence, then its edits: turned round, negated, made null, another outcome.
BASES = (
    (
        "peers reduce hospitalisation",
        "Clients who met a peer worker spent fewer days in hospital than those who did not.",
        "Clients who met a peer worker spent more days in hospital than those who did not.",
        "Clients who met a peer worker did not spend fewer days in hospital than those who did not.",
        "Clients who met a peer worker spent as many days in hospital as those who did not.",
        "Clients who met a peer worker spent fewer days in bed-and-breakfast rooms than those who did not.",
    ),
    (
        "peers reduce hospitalisation",
        "Families reported that peer support had reduced readmissions and the use of crisis lines.",
        "Families reported that peer support had increased readmissions and the use of crisis lines.",
        "Families reported that peer support had not reduced readmissions or the use of crisis lines.",
        "Families reported that peer support had made no difference to readmissions or the use of crisis lines.",
        "Families reported that peer support had reduced boredom and the use of crisis lines.",
    ),
    (
        "peers reduce hospitalisation",
        "Benefits were evident in marked reductions in relapse and rehospitalisation as a result of peer involvement.",
        "Harm was evident in marked increases in relapse and rehospitalisation as a result of peer involvement.",
        "There were no reductions in relapse and rehospitalisation as a result of peer involvement.",
        "There was no change in relapse and rehospitalisation as a result of peer involvement.",
        "Benefits were evident in marked reductions in relapse and debts as a result of peer involvement.",
    ),
    (
        "peers reduce hospitalisation",
        "Service users were said to have experienced reduced hospitalisation since peers were employed.",
        "Service users were said to have experienced increased hospitalisation since peers were employed.",
        "Service users were not said to have experienced reduced hospitalisation since peers were employed.",
        "Service users were said to have experienced no change in hospitalisation since peers were employed.",
        "Service users were said to have experienced reduced boredom since peers were employed.",
    ),
    (
        "exercise reduces falls",
        "Falls were less frequent in the exercise group than in the control group (p = .01).",
        "Falls were more frequent in the exercise group than in the control group (p = .01).",
        "Falls were not less frequent in the exercise group than in the control group (p = .61).",
        "Falls were equally frequent in the exercise group and in the control group (p = .61).",
        "Headaches were less frequent in the exercise group than in the control group (p = .01).",
    ),
    (
        "supervision reduces burnout",
        "Regular supervision was associated with lower odds of burnout among home carers.",
        "Regular supervision was associated with higher odds of burnout among home carers.",
        "Regular supervision was not associated with lower odds of burnout among home carers.",
        "Regular supervision was unrelated to burnout among home carers.",
        "Regular supervision was associated with lower odds of late arrival among home carers.",
    ),
    (
        "mindfulness improves sleep",
        "Sleep quality improved after the mindfulness course.",
        "Sleep quality worsened after the mindfulness course.",
        "Sleep quality did not improve after the mindfulness course.",
        "Sleep quality was unchanged after the mindfulness course.",
        "Punctuality improved after the mindfulness course.",
    ),
    (
        "case management improves quality of life",
        "Tenants with case management reported a better quality of life.",
        "Tenants with case management reported a poorer quality of life.",
        "Tenants with case management did not report a better quality of life.",
        "Tenants with case management reported a similar quality of life.",
        "Tenants with case management reported a better phone signal.",
    ),
    (
        "peer workers inspire hope",
        "Research with residents has found that peer workers can inspire hope.",
        "Research with residents has found that peer workers can diminish hope.",
        "Research with residents has found that peer workers do not inspire hope.",
        "Research with residents has found that peer workers have no effect on hope.",
        "Research with residents has found that peer workers can inspire poetry.",
    ),
    (
        "peer workers reduce stigma",
        "Working beside a peer worker was seen to alleviate the fear and the myths that surround psychosis.",
        "Working beside a peer worker was seen to deepen the fear and the myths that surround psychosis.",
        "Working beside a peer worker was not seen to alleviate the fear and the myths that surround psychosis.",
        "Working beside a peer worker was seen to make no difference to the fear and the myths that surround psychosis.",
        "Working beside a peer worker was seen to alleviate the noise and the clutter that surround the office.",
    ),
    (
        "contact with peers reduces prejudice",
        "Peer roles were seen to challenge prejudicial attitudes in the community.",
        "Peer roles were seen to reinforce prejudicial attitudes in the community.",
        "Peer roles were not seen to challenge prejudicial attitudes in the community.",
        "Peer roles were seen to have no effect on prejudicial attitudes in the community.",
        "Peer roles were seen to challenge parking rules in the community.",
    ),
    (
        "telehealth reduces waiting times",
        "With telehealth the average waiting time fell from 40 to 22 days.",
        "With telehealth the average waiting time rose from 22 to 40 days.",
        "With telehealth the average waiting time did not fall.",
        "With telehealth the average waiting time stayed the same.",
        "With telehealth the average parking fee fell from 40 to 22 pence.",
    ),
    (
        "home visits increase breastfeeding",
        "Home visits led to more breastfeeding at six months.",
        "Home visits led to less breastfeeding at six months.",
        "Home visits did not lead to more breastfeeding at six months.",
        "Home visits had no impact on breastfeeding at six months.",
        "Home visits led to more gardening at six months.",
    ),
    (
        "stigma hinders help-seeking",
        "Stigma was a barrier to seeking help in both villages.",
        "Stigma encouraged seeking help in both villages.",
        "Stigma was not a barrier to seeking help in the villages.",
        "Stigma did not influence seeking help in the villages.",
        "Stigma was a barrier to buying land in both villages.",
    ),
)  # fmt: skip

MAP = concepts.load()


def statement(text: str) -> Statement:
    """A sentence of a paper on nothing in particular."""
    return Statement(text, text, "sentence", "own", ("Results",), None, None, None, "A study in two towns")


def judge(claim: str, text: str) -> str:
    return stance.judge(read_claim(claim), statement(text), MAP).stance


@pytest.mark.parametrize("base", BASES, ids=lambda b: b[1][:40])
def test_the_sentence_as_written_supports(base: tuple[str, ...]) -> None:
    assert judge(base[0], base[1]) == "supports"
    assert gate.passes(read_claim(base[0]), statement(base[1]), MAP)


@pytest.mark.parametrize("base", BASES, ids=lambda b: b[2][:40])
def test_turned_round_it_contradicts(base: tuple[str, ...]) -> None:
    assert judge(base[0], base[2]) == "contradicts"


@pytest.mark.parametrize("base", BASES, ids=lambda b: b[3][:40])
def test_negated_it_supports_no_longer(base: tuple[str, ...]) -> None:
    assert judge(base[0], base[3]) == "no-effect"


@pytest.mark.parametrize("base", BASES, ids=lambda b: b[4][:40])
def test_made_null_it_shows_no_effect(base: tuple[str, ...]) -> None:
    assert judge(base[0], base[4]) == "no-effect"


@pytest.mark.parametrize("base", BASES, ids=lambda b: b[5][:40])
def test_of_another_outcome_it_does_not_pass_the_gate(base: tuple[str, ...]) -> None:
    assert not gate.passes(read_claim(base[0]), statement(base[5]), MAP)
