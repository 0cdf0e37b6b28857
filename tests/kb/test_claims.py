"""What claims say: a table of wordings, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import concepts
from kb.claims import claim_id, is_opposite, opposite_text, read_claim

# claim | subject | relation | outcome | population | comparator | direction | kind | negated
TABLE = """
peers reduce hospitalisation | peers | reduce | hospitalisation | | | -1 | direction |
Do peers reduce hospitalisation? | peers | reduce | hospitalisation | | | -1 | direction |
There is evidence that peers reduce hospitalisation. | peers | reduce | hospitalisation | | | -1 | direction |
Hospitalisation is reduced by peers | peers | is reduced by | Hospitalisation | | | -1 | direction |
hospitalisation is lower with peer support | peer support | is lower with | hospitalisation | | | -1 | direction |
reduction of hospitalisation by peers | peers | reduction of | hospitalisation | | | -1 | direction |
fewer admissions with peer support | peer support | fewer | admissions | | | -1 | direction |
peers do not reduce hospitalisation | peers | do not reduce | hospitalisation | | | -1 | direction | denied
peers do not affect hospitalisation | peers | do not affect | hospitalisation | | | 0 | no-change |
Mindfulness has no effect on blood pressure | Mindfulness | has no effect on | blood pressure | | | 0 | no-change |
hospitalisation does not differ between peers and usual care | peers | does not differ | hospitalisation | | usual care | 0 | no-change |
night shifts affect error rates | night shifts | affect | error rates | | | 0 | difference |
effect of peer support on hope | peer support | effect of | hope | | | 0 | difference |
exercise reduces falls in older people | exercise | reduces | falls | older people | | -1 | direction |
Falls are reduced by exercise | exercise | are reduced by | Falls | | | -1 | direction |
CBT improves sleep | CBT | improves | sleep | | | 1 | direction |
peer support leads to better recovery orientation | peer support | leads to better | recovery orientation | | | 1 | direction |
peer support is associated with lower depression among veterans | peer support | is associated with lower | depression | veterans | | -1 | direction |
supervision protects peers against burnout | supervision | protects | burnout | peers | | -1 | direction |
peers have lower absenteeism than nurses | peers | have lower | absenteeism | | nurses | -1 | difference |
peers are less likely to burn out than nurses | peers | are less likely to | burn out | | nurses | -1 | difference |
Compared with usual care, peer support reduces costs | peer support | reduces | costs | | usual care | -1 | direction |
peers face challenges | peers | face | challenges | | | 1 | existence |
peer workers are often absent from work | peer workers | are often | absent from work | | | 1 | existence |
peer workers are rarely absent from work | peer workers | are rarely | absent from work | | | -1 | existence |
0-dimensional biomaterials lack inductive properties. | 0-dimensional biomaterials | lack | inductive properties | | | -1 | direction |
peer workers need supervision | peer workers | need | supervision | | | 1 | need |
peer workers do not need supervision | peer workers | do not need | supervision | | | 1 | need | denied
Supervision is necessary for peer workers | peer workers | is necessary for | Supervision | | | 1 | need |
stigma is a barrier to help-seeking | stigma | is a barrier to | help-seeking | | | -1 | barrier |
peer support in rural towns | | | peer support | rural towns | | 0 | topic |
"""
MAP = concepts.load()


def cells(line: str) -> list[str]:
    parts = [c.strip() for c in line.split("|")]
    return parts + [""] * (9 - len(parts))


@pytest.mark.parametrize("line", TABLE.strip().splitlines(), ids=lambda line: line.split("|")[0].strip())
def test_wordings(line: str) -> None:
    text, subject, relation, outcome, population, comparator, direction, kind, denied = cells(line)
    found = read_claim(text)
    assert (found.subject, found.relation, found.outcome) == (subject, relation, outcome)
    assert (found.population, found.comparator) == (population, comparator)
    assert (str(found.direction), found.kind, found.negated) == (direction, kind, denied == "denied")


@given(st.text(max_size=120) | st.lists(st.sampled_from(TABLE.split()), max_size=14).map(" ".join))
def test_any_text_is_read_and_every_part_is_in_it(text: str) -> None:
    found = read_claim(text)
    folded = " ".join(text.split())
    for part in (found.subject, found.relation, found.outcome, found.population, found.comparator):
        assert part in folded
    assert found.kind in ("direction", "no-change", "existence", "need", "barrier", "difference", "topic")
    assert found.direction in (-1, 0, 1)
    opposite_text(text)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("peers reduce hospitalisation", "peers increase hospitalisation"),
        ("CBT improves sleep", "CBT worsens sleep"),
        ("hospitalisation is lower with peer support", "hospitalisation is higher with peer support"),
        ("stigma hinders help-seeking", "stigma promotes help-seeking"),
        ("peer workers are often absent", "peer workers are rarely absent"),
    ],
)
def test_the_claim_the_other_way_round(text: str, other: str) -> None:
    assert opposite_text(text) == other
    assert is_opposite(read_claim(text), read_claim(other), MAP)
    assert not is_opposite(read_claim(text), read_claim(text), MAP)


@pytest.mark.parametrize(
    ("a", "b", "opposite"),
    [
        ("peers reduce hospitalisation", "peers increase readmissions", True),
        ("peer support increases wellbeing", "peer support increases illness", True),
        ("peers reduce hospitalisation", "peers do not reduce hospitalisation", False),
        ("peers reduce hospitalisation", "peers do not affect hospitalisation", False),
        ("peers reduce hospitalisation", "nurses increase hospitalisation", False),
        ("peers reduce hospitalisation", "peers increase hope", False),
    ],
)
def test_which_claims_are_opposites(a: str, b: str, opposite: bool) -> None:
    assert is_opposite(read_claim(a), read_claim(b), MAP) is opposite


def test_the_same_words_are_one_claim() -> None:
    assert claim_id("Peers  reduce hospitalisation.") == claim_id("peers reduce hospitalisation")
    assert claim_id("peers reduce hospitalisation") != claim_id("peers reduce stigma")
