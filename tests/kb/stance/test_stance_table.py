"""Wordings of results, each with the claim it is held against: what it was compared with, who it is said of, in figures."""

from __future__ import annotations

import pytest

from kb import concepts, gate, stance
from kb.claims import read_claim
from kb.model import Statement

MAP = concepts.load()

# claim | sentence | stance
TABLE = """
befriending reduces loneliness | Older people who were visited weekly by a befriender felt less lonely at six months. | supports
befriending reduces loneliness | Loneliness scores dropped in the befriending group but not in the control group (p < .01). | supports
befriending reduces loneliness | Befriending did nothing for loneliness. | no-effect
befriending reduces loneliness | There was little evidence that befriending eased loneliness. | no-effect
nurse staffing reduces mortality | Higher nurse staffing was associated with lower mortality (OR 0.92). | supports
nurse staffing reduces mortality | Lower nurse staffing was associated with higher mortality. | supports
nurse staffing reduces mortality | Mortality did not vary with nurse staffing. | no-effect
nurse staffing reduces mortality | Wards with more nurses had fewer deaths. | supports
text messages improve medication adherence | Patients who received text messages were more likely to take their medication (RR 1.3). | supports
text messages improve medication adherence | Adherence was 12 percentage points higher with text messages. | supports
text messages improve medication adherence | Text messages failed to improve adherence. | no-effect
text messages improve medication adherence | Non-adherence rose after text messages were introduced. | contradicts
text messages improve medication adherence | We will test whether text messages improve adherence. | unclear
text messages improve medication adherence | Text messages annoyed some patients, whose adherence worsened. | contradicts
smoking cessation programmes reduce smoking | Quit rates were twice as high in the programme arm. | supports
smoking bans reduce smoking | Smoking prevalence fell from 31% to 24% after the ban. | supports
smoking bans reduce smoking | The ban had no measurable impact on smoking. | no-effect
restraint causes trauma | Restraint was experienced as re-traumatising. | supports
carers experience burden | Carers reported a heavy burden. | supports
carers experience burden | Most carers did not feel burdened. | contradicts
shift work increases burnout | Nurses on rotating shifts had higher burnout scores than those on fixed shifts. | supports
shift work increases burnout | Burnout was highest among nurses who worked shifts. | supports
shift work increases burnout | Burnout among shift workers was comparable to that among day workers. | no-effect
housing first reduces homelessness | Participants assigned to Housing First spent fewer days homeless. | supports
housing first reduces homelessness | Days homeless did not differ significantly between Housing First and usual care. | no-effect
housing first reduces homelessness | Housing First reduced homelessness but had no effect on drug use. | supports
housing first reduces drug use | Housing First reduced homelessness but had no effect on drug use. | no-effect
cash transfers improve school attendance | Attendance at school rose among children whose families received cash transfers. | supports
cash transfers improve school attendance | Cash transfers produced neither better attendance nor better grades at school. | no-effect
advance care planning increases hospice use | Hospice use was significantly greater following advance care planning. | supports
advance care planning increases hospice use | Advance care planning was linked to reduced hospice use. | contradicts
telehealth is acceptable to patients | Patients found telehealth acceptable. | supports
telehealth is acceptable to patients | Patients did not find telehealth acceptable. | contradicts
exercise improves mood | Mood improved significantly more in the exercise arm than in the control arm. | supports
exercise improves mood | Low mood made people less likely to exercise. | unclear
training reduces prejudice | Training left prejudice unchanged. | no-effect
training reduces prejudice | Staff who had been trained were no less prejudiced than those who had not. | no-effect
lack of sleep increases errors | Errors increased with lack of sleep. | supports
lack of sleep increases errors | Nurses who slept less made more errors. | supports
supervision prevents burnout | Good supervision protected staff from burning out. | supports
supervision prevents burnout | Burnout was prevented by good supervision. | supports
supervision prevents burnout | A lack of supervision left workers at risk of burnout. | supports
school bullying increases self-harm | Children who were bullied were three times as likely to self-harm. | supports
school bullying increases self-harm | Self-harm was unrelated to bullying. | no-effect
peer support increases hope | Peer support groups took away what hope I had. | contradicts
peers reduce hospitalisation | Of patients with a peer 12% were readmitted compared with 31% of the others. | supports
peers reduce hospitalisation | Readmission: 31% in usual care versus 12% with peers. | supports
peers reduce hospitalisation | Admissions were higher in the control group than in the peer group. | supports
peers reduce hospitalisation | Admissions fell in both groups. | unclear
peers reduce hospitalisation | Admissions fell slightly with peers (p = .41). | no-effect
peers reduce hospitalisation | People with a peer worker went longer before they were readmitted. | supports
peers reduce hospitalisation | Peer workers kept some people out of hospital. | supports
peers reduce hospitalisation | None of the people with a peer worker were readmitted. | supports
peers reduce hospitalisation | Peers prevented an increase in admissions. | supports
peers reduce hospitalisation | The reduction in admissions was as large in the control group as in the peer group. | no-effect
peers reduce hospitalisation | Nurses reduced admissions. | unclear
peers reduce hospitalisation | Admissions led to more contact with peers. | unclear
peers reduce hospitalisation | Peers did not improve hope or reduce admissions. | no-effect
peers reduce hospitalisation | Peers reduced not only costs but also admissions. | supports
peers reduce hospitalisation | Peer workers who had been hospitalised were trusted more. | unclear
peer workers reduce stigma | Peer workers deepened the understanding of stigma. | unclear
supervision protects staff against burnout | Lack of supervision increased burnout. | supports
peers improve sleep | The trial was double-blind and sleep was recorded by diary. | unclear
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines(), ids=lambda r: r.split(" | ")[1][:50])
def test_wordings(row: str) -> None:
    claim, text, expected = row.split(" | ")
    made = Statement(text, text, "sentence", "own", ("Results",), None, None, None, claim)
    assert gate.passes(read_claim(claim), made, MAP)
    assert stance.judge(read_claim(claim), made, MAP).stance == expected
