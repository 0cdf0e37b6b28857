"""Wordings of results over the fields of health and social care, invented from general knowledge of how papers write."""

from __future__ import annotations

import pytest

from kb import concepts, gate, stance
from kb.claims import read_claim
from kb.model import Statement

MAP = concepts.load()

# claim | sentence | stance
TABLE = """
reablement reduces care home admissions | Admission to a care home was averted for most people who received reablement. | supports
reablement reduces care home admissions | Reablement forestalled moves into a care home. | supports
reablement reduces care home admissions | After reablement, care home admissions dwindled. | supports
reablement reduces care home admissions | Care home admissions were halved by reablement. | supports
reablement reduces care home admissions | Care home admissions climbed in areas with reablement. | contradicts
reablement reduces care home admissions | Reablement did not curtail admissions to nursing homes. | no-effect
reablement reduces care home admissions | Reablement enabled more people to remain at home. | supports
reablement reduces care home admissions | Care home admission was as frequent with reablement as without it. | no-effect
reablement reduces care home admissions | People who had had reablement were less likely to move into a care home (hazard ratio 0.71, 95% CI 0.58-0.87). | supports
reablement reduces care home admissions | For care home admission the hazard ratio was 0.71 (95% CI 0.58 to 0.87) in favour of reablement. | supports
reablement reduces care home admissions | For care home admission the hazard ratio for reablement was 0.93 (95% CI 0.78 to 1.12). | no-effect
reablement reduces care home admissions | Reablement staff visited twice a day for six weeks. | unclear
lunch clubs reduce loneliness | Loneliness eased among those who joined a lunch club. | supports
lunch clubs reduce loneliness | The lunch club took the edge off the loneliness of the weekends. | supports
lunch clubs reduce loneliness | Attending the lunch club had little influence on loneliness. | no-effect
lunch clubs reduce loneliness | We found no association between lunch club attendance and loneliness. | no-effect
lunch clubs reduce loneliness | Loneliness remained unchanged among lunch club members. | no-effect
lunch clubs reduce loneliness | Loneliness decreased to the same extent in lunch club members and in controls. | no-effect
lunch clubs reduce loneliness | Neither the lunch club nor the telephone calls reduced loneliness. | no-effect
lunch clubs reduce loneliness | Lunch clubs heightened the loneliness of those who knew nobody there. | contradicts
lunch clubs reduce loneliness | Lonely people were more likely to join the lunch club. | unclear
lunch clubs reduce loneliness | Those who ate at the lunch club were just as lonely as those who did not. | no-effect
lunch clubs reduce loneliness | The lunch club was popular, but loneliness did not shift. | no-effect
lunch clubs reduce loneliness | I don't feel lonely any more since I come to the lunch club. | supports
lunch clubs reduce loneliness | It is hoped that lunch clubs will lessen loneliness. | unclear
lunch clubs reduce loneliness | Lunch clubs should be funded in order to reduce loneliness. | unclear
lunch clubs reduce loneliness | Loneliness was more common among people who did not attend the lunch club. | supports
sedatives increase falls | Residents on sedatives had 1.9 times the odds of falling. | supports
sedatives increase falls | Sedatives were a risk factor for falls (OR 1.9, 95% CI 1.3 to 2.8). | supports
sedatives increase falls | Stopping sedatives was followed by fewer falls. | supports
sedatives increase falls | Withdrawal of sedatives reduced falls. | supports
sedatives increase falls | Falls were commoner among residents who took sedatives. | supports
sedatives increase falls | There was no evidence that sedatives raised the risk of falls. | no-effect
sedatives increase falls | Residents taking sedatives did not fall more often than others. | no-effect
sedatives increase falls | Falls doubled after sedatives had been prescribed. | supports
sedatives increase falls | The odds ratio for a fall was 1.02 (0.81 to 1.29) among those on sedatives. | no-effect
sedatives increase falls | Sedatives were protective against falls at night. | contradicts
midwife continuity reduces preterm birth | Women allocated to midwife continuity were less likely to give birth early. | unclear
midwife continuity reduces preterm birth | Preterm birth was lower by a quarter in the continuity arm than under standard care. | supports
midwife continuity reduces preterm birth | Rates of preterm birth were similar in both arms. | no-effect
midwife continuity reduces preterm birth | Preterm births declined once midwife continuity was in place. | supports
midwife continuity reduces preterm birth | Fewer babies were born preterm to women who had midwife continuity. | supports
midwife continuity improves birth experience | Women with a known midwife rated their birth experience more highly. | supports
midwife continuity improves birth experience | Midwife continuity made for a better experience of birth. | supports
midwife continuity improves birth experience | The experience of birth was no better with midwife continuity. | no-effect
pay rises reduce staff turnover | Turnover fell when pay rose. | supports
pay rises reduce staff turnover | Better pay slowed turnover. | supports
pay rises reduce staff turnover | More staff stayed in post where pay had been raised. | supports
pay rises reduce staff turnover | Pay had no bearing on staff turnover. | no-effect
telephone reminders increase clinic attendance | Attendance at the clinic rose by 14 per cent after reminders were introduced. | supports
telephone reminders increase clinic attendance | Reminders cut missed appointments by half. | supports
telephone reminders increase clinic attendance | Non-attendance was lower among patients who had been reminded. | supports
telephone reminders increase clinic attendance | Reminders did not change attendance. | no-effect
telephone reminders increase clinic attendance | No-shows were as frequent with reminders as without. | no-effect
telephone reminders increase clinic attendance | Clinic attendance dropped when reminders were sent. | contradicts
music therapy reduces agitation in people with dementia | Music therapy calmed residents with dementia and lessened agitation. | supports
music therapy reduces agitation in people with dementia | Agitation subsided during music therapy. | supports
music therapy reduces agitation in people with dementia | Agitation scores decreased more in the music group (mean difference -3.2, p = .01). | supports
music therapy reduces agitation in people with dementia | Agitation scores did not differ at follow-up. | no-effect
music therapy reduces agitation in people with dementia | For some residents the songs made the agitation worse. | contradicts
family visits reduce prison reoffending | Prisoners who were visited reoffended less. | supports
family visits reduce prison reoffending | Visits were associated with a 13% reduction in reconviction. | supports
family visits reduce prison reoffending | Reoffending was unrelated to family visits. | no-effect
school breakfast improves concentration | Concentration improved on days with a school breakfast. | supports
school breakfast improves concentration | Pupils concentrated no better after a school breakfast. | no-effect
green space improves mental health | People who lived near green space had better mental health. | supports
green space improves mental health | Living near green space was associated with lower odds of mental illness. | supports
green space improves mental health | The association between green space and mental health was not significant. | no-effect
green space improves mental health | Mental health did not vary with the amount of green space nearby. | no-effect
debt advice reduces anxiety | Debt advice took a weight off people's minds, and anxiety lifted. | supports
debt advice reduces anxiety | I sleep now, I am not anxious any more, and that is thanks to the debt adviser. | supports
debt advice reduces anxiety | Receiving debt advice initially heightened anxiety. | contradicts
language barriers reduce access to care | Language barriers hampered access to care. | supports
language barriers reduce access to care | Language difficulties made it harder to get an appointment. | supports
language barriers reduce access to care | Access to care was unaffected by language barriers. | no-effect
language barriers reduce access to care | Language barriers were not found to restrict access to services. | no-effect
interpreters improve access to care | Having an interpreter opened the door to care. | unclear
interpreters improve access to care | Professional interpreters facilitated access to services. | supports
palliative care reduces hospital deaths | Fewer people died in hospital where palliative care was available. | supports
palliative care reduces hospital deaths | Palliative care made dying at home more likely. | supports
palliative care reduces hospital deaths | The share who died in hospital was 38% with palliative care and 61% without. | supports
palliative care reduces hospital deaths | Palliative care patients were no less likely to die in hospital. | no-effect
exercise reduces chronic pain | Exercise relieved chronic pain. | supports
exercise reduces chronic pain | Pain intensity fell from 6.8 to 4.1 in the exercise group (p < .001). | supports
exercise reduces chronic pain | Exercise brought no relief from pain. | no-effect
exercise reduces chronic pain | Pain flared up after exercise. | contradicts
exercise reduces chronic pain | Exercise outperformed usual care in reducing pain. | supports
exercise reduces chronic pain | Exercise was no more effective than usual care in reducing pain. | no-effect
exercise reduces chronic pain | Exercise was superior to painkillers for pain. | supports
exercise reduces chronic pain | The difference in pain was in favour of exercise. | supports
exercise reduces chronic pain | Pain improved with exercise. | supports
exercise reduces chronic pain | The benefit of exercise for pain was small and non-significant. | no-effect
exercise reduces chronic pain | Whether exercise eases pain in the long run is unclear. | unclear
exercise reduces chronic pain | I can put my own socks on again since the exercise class, the pain has eased off. | supports
foster carers need respite | Foster carers said that respite was vital to keep going. | supports
foster carers need respite | Without respite, many foster carers would have given up. | supports
foster carers need respite | Respite was not seen as a priority by foster carers. | contradicts
foster carers need respite | Foster carers did not feel they required respite. | contradicts
foster carers need respite | Social workers agreed that foster carers could not do without respite. | supports
foster carers need respite | Foster carers were offered respite every six weeks. | unclear
cost is a barrier to dental care | Cost kept many people from going to the dentist. | unclear
cost is a barrier to dental care | Cost was the main barrier to dental care. | supports
cost is a barrier to dental care | Many people put off dental care because of the cost. | supports
cost is a barrier to dental care | Cost was not a barrier to dental care. | contradicts
cost is a barrier to dental care | High costs deterred patients from dental visits. | supports
carers experience stigma | Carers told of being judged by neighbours. | supports
carers experience stigma | Stigma was a daily experience for carers. | supports
carers experience stigma | Carers did not feel stigmatised. | contradicts
peer support reduces stigma | Peer support raised hope among service users. | unclear
peer support reduces stigma | Working with peers increased empathy in the team. | unclear
peer support reduces stigma | Staff developed a deeper understanding of what the stigma issues are through peer support. | unclear
peer support reduces stigma | Peer support increased empathy towards people with psychosis. | supports
peer support reduces stigma | Peer support led to more understanding of mental illness. | supports
peer support reduces stigma | Peers gained confidence and understanding of themselves. | unclear
vaccination clinics at work increase vaccination uptake | Uptake of the flu vaccine rose where clinics were held at work. | supports
vaccination clinics at work increase vaccination uptake | More staff were vaccinated when clinics were held at work. | supports
vaccination clinics at work increase vaccination uptake | Workplace clinics left vaccination rates unchanged. | no-effect
video visits are as good as office visits at reducing anxiety | Anxiety fell as much with video visits as with office visits. | supports
video visits are as good as office visits at reducing anxiety | Video visits lowered anxiety less than office visits. | contradicts
home visits reduce child maltreatment | This trial aims to establish whether home visits reduce child maltreatment. | unclear
home visits reduce child maltreatment | Home visits and child maltreatment were both recorded at baseline. | unclear
home visits reduce child maltreatment | Substantiated reports of neglect went down in families who were visited. | supports
home visits reduce child maltreatment | There were fewer substantiated reports of abuse among visited families (7% v. 12%). | supports
home visits reduce child maltreatment | The programme may lower rates of child abuse. | supports
home visits reduce child maltreatment | Maltreatment fell in visited families and rose in the others. | supports
home visits reduce child maltreatment | Effects on child maltreatment were mixed. | mixed
home visits reduce child maltreatment | Some trials found less maltreatment, while others found more. | mixed
home visits reduce child maltreatment | Home visiting brought about a drop in maltreatment among first-time mothers, but a rise among those with older children. | mixed
home visits reduce child maltreatment | Teachers reported child neglect to the authorities. | unclear
home visits reduce child maltreatment | If home visits were more frequent, child maltreatment might fall. | unclear
home visits reduce child maltreatment | Families with a history of child abuse received more home visits. | unclear
home visits reduce child maltreatment | Previous reviews concluded that home visits prevent child abuse [3,4]. | supports
advance care planning reduces hospital deaths | Odds of dying in hospital were lower for those with an advance care plan. | supports
walking improves mood | My mood is a lot better since I started walking. | supports
walking improves mood | Walking lifted my mood. | supports
walking improves mood | Walking did nothing for my mood. | no-effect
walking improves mood | Walkers were in lower spirits than non-walkers. | unclear
walking improves mood | Mood was no different in the walking group. | no-effect
walking improves mood | Compared with controls, walkers reported more positive mood. | supports
walking improves mood | Participants who walked felt happier. | unclear
walking improves mood | Walking had a small but significant positive effect on mood (d = 0.21). | supports
walking improves mood | No improvement in mood was seen with walking. | no-effect
walking improves mood | Walking failed to lift mood. | no-effect
walking improves mood | Walking was associated with poorer mood. | contradicts
inhaler training improves asthma control | Asthma attacks became rarer after inhaler training. | supports
inhaler training improves asthma control | Asthma control deteriorated in spite of inhaler training. | contradicts
inhaler training improves asthma control | Inhaler training resulted in better asthma control at six months. | supports
inhaler training improves asthma control | Asthma control scores were comparable between trained and untrained patients. | no-effect
unemployment increases suicide | Suicide was twice as common among the unemployed. | supports
unemployment increases suicide | Rates of suicide rose in step with unemployment. | supports
unemployment increases suicide | Suicide rates tracked unemployment closely. | unclear
unemployment increases suicide | Being out of work was linked to suicidal thoughts. | supports
unemployment increases suicide | No relation between unemployment and suicide was found. | no-effect
unemployment increases suicide | Suicide was less frequent among people in work. | supports
pharmacist review reduces polypharmacy | Pharmacist review led to the withdrawal of two medicines per patient and so reduced polypharmacy. | supports
pharmacist review reduces polypharmacy | The number of potentially inappropriate medicines per patient fell from 3.1 to 1.9 after pharmacist review. | supports
pharmacist review reduces polypharmacy | Inappropriate prescribing was unaltered by pharmacist review. | no-effect
nurses experience moral distress | Moral distress was common among nurses. | supports
nurses experience moral distress | Nurses described moral distress when beds ran out. | supports
nurses experience moral distress | Few nurses reported moral distress. | contradicts
nurses experience moral distress | Moral distress was absent from the nurses' accounts. | contradicts
telehealth is acceptable to older people | Older people found telehealth acceptable. | supports
telehealth is acceptable to older people | Most older people rejected telehealth. | unclear
telehealth is acceptable to older people | Acceptability of telehealth was high among older people. | supports
telehealth is acceptable to older people | Acceptability of telehealth was low among older people. | contradicts
telehealth is acceptable to older people | Telehealth was not acceptable to older people with hearing loss. | contradicts
social workers need supervision | Supervision was described by social workers as a lifeline. | supports
social workers need supervision | Social workers called for regular supervision. | supports
social workers need supervision | Social workers could manage without supervision. | contradicts
social workers need supervision | Social workers did not see a need for more supervision. | contradicts
social workers need supervision | Supervision sessions lasted an hour. | unclear
social workers need supervision | Nurses need supervision. | unclear
stigma is a barrier to help-seeking | Stigma deterred young men from seeking help. | supports
stigma is a barrier to help-seeking | Stigma was the most frequently named obstacle to help-seeking. | supports
stigma is a barrier to help-seeking | Stigma did not stop anyone from seeking help. | contradicts
stigma is a barrier to help-seeking | Higher stigma was associated with less help-seeking. | supports
stigma is a barrier to help-seeking | Stigma was unrelated to help-seeking. | no-effect
low pay increases turnover | Staff left because the pay was poor, and turnover rose. | supports
restraint use increases injuries | Injuries were more frequent on wards that used restraint. | supports
group visits reduce costs | Group visits saved money. | supports
group visits reduce costs | Group visits were cheaper than individual visits. | supports
group visits reduce costs | Costs per patient were 120 euros lower with group visits. | supports
group visits reduce costs | Group visits drove up costs. | contradicts
group visits reduce costs | There was no difference in costs. | no-effect
exercise reduces mortality | Exercise was associated with longer survival. | supports
exercise reduces mortality | Survival did not differ between exercisers and others. | no-effect
exercise reduces mortality | Inactive people died earlier. | unclear
exercise reduces mortality | Those who exercised had a 22% lower risk of death. | supports
exercise reduces mortality | Mortality was inversely related to exercise. | supports
exercise reduces mortality | Mortality decreased with increasing exercise. | supports
exercise reduces mortality | The more people exercised, the lower their mortality. | supports
exercise reduces mortality | Exercise neither raised nor lowered mortality. | no-effect
supported employment increases employment | People in supported employment were more likely to find a job. | supports
supported employment increases employment | Job rates were 46% under supported employment and 21% under vocational training. | supports
supported employment increases employment | Supported employment did not lead to more paid work. | no-effect
smoke-free policy reduces smoking | Cigarette consumption declined steadily under the smoke-free policy. | supports
smoke-free policy reduces smoking | Smoking prevalence stayed the same under the smoke-free policy. | no-effect
smoke-free policy reduces smoking | Quit rates rose once the smoke-free policy was in force. | supports
smoke-free policy reduces smoking | The smoke-free policy made smokers more determined to carry on smoking. | unclear
befriending reduces depression in older people | A modest fall in depressive symptoms was observed among befriended older people. | supports
befriending reduces depression in older people | Depressive symptoms lessened over time in both groups. | unclear
befriending reduces depression in older people | Befriending had a modest but significant effect on depressive symptoms. | unclear
befriending reduces depression in older people | Befriending had no statistically significant effect on depressive symptoms (SMD -0.05, 95% CI -0.21 to 0.11). | no-effect
befriending reduces depression in older people | Older people without a befriender became more depressed. | supports
befriending reduces depression in older people | Depressed older people were referred to a befriender. | unclear
night lighting improves sleep | Night lighting disturbed residents' sleep. | contradicts
night lighting improves sleep | Residents slept worse with night lighting. | contradicts
night lighting improves sleep | Sleep was disrupted by night lighting. | contradicts
decision aids reduce decisional conflict | Decision aids left patients less torn. | unclear
decision aids reduce decisional conflict | Decisional conflict was lower by 9 points among those given a decision aid. | supports
decision aids increase knowledge | Patients given a decision aid knew more. | unclear
decision aids increase knowledge | Knowledge scores were higher with decision aids. | supports
kinship care improves placement stability | Placements with kin broke down less often than foster placements. | unclear
kinship care improves placement stability | Placement breakdown was rarer in kinship care. | supports
kinship care improves placement stability | Children in kinship care had fewer placement moves. | supports
kinship care improves placement stability | Kinship care offered children no greater stability of placement. | no-effect
text messages increase vaccination uptake | Mothers who got a text message were more likely to have their child vaccinated (RR 1.12, 95% CI 1.05 to 1.20). | supports
text messages increase vaccination uptake | The text message did not make people any more likely to be vaccinated. | no-effect
text messages increase vaccination uptake | Vaccination was lower among those who had been sent a text message. | contradicts
housing adaptations reduce falls | Fewer falls were recorded after grab rails had been fitted. | supports
housing adaptations reduce falls | Falls at home decreased by 26% following home modifications. | supports
housing adaptations reduce falls | Home modifications conferred no protection against falls. | no-effect
housing adaptations reduce falls | The rate of falls was unaltered by the adaptations. | no-effect
housing adaptations reduce falls | There were just as many falls after the adaptations. | no-effect
housing adaptations reduce falls | Occupational therapists assess the risk of falls before adaptations are made. | unclear
damp housing worsens asthma | Children in damp homes had more asthma attacks. | supports
damp housing worsens asthma | Asthma was made worse by damp housing. | supports
damp housing worsens asthma | Damp was not related to asthma after adjustment for smoking. | no-effect
damp housing worsens asthma | Asthma symptoms eased once the damp had been treated. | supports
telecare increases independence | Telecare gave people the confidence to remain independent. | supports
telecare increases independence | Telecare users became less independent. | contradicts
telecare increases independence | Telecare eroded independence. | contradicts
telecare increases independence | Independence was maintained with telecare. | unclear
telecare increases independence | Telecare did little for independence. | no-effect
carers' groups reduce carer burden | Carer burden was significantly lower post-intervention in the group arm. | supports
carers' groups reduce carer burden | The burden of caring felt lighter after the group. | supports
carers' groups reduce carer burden | It was the group that kept me going; the strain is nothing like what it was. | unclear
carers' groups reduce carer burden | Attending the group added to carers' burden. | contradicts
carers' groups reduce carer burden | Carer burden scores showed no change from baseline. | no-effect
carers' groups reduce carer burden | There was a trend towards lower carer burden that did not reach significance. | no-effect
school nurses improve attendance | Schools with a full-time nurse had better attendance. | supports
school nurses improve attendance | Absence rates were lower in schools with a nurse. | unclear
school nurses improve attendance | Pupils' attendance was independent of whether the school had a nurse. | unclear
antenatal classes reduce fear of childbirth | Women who attended antenatal classes were less fearful of birth. | unclear
antenatal classes reduce fear of childbirth | Fear of childbirth diminished after antenatal classes. | supports
antenatal classes reduce fear of childbirth | Antenatal classes fuelled fear of childbirth in some women. | contradicts
opioids relieve chronic pain | Opioids were no better than paracetamol for chronic pain. | no-effect
opioids relieve chronic pain | Opioids provided pain relief. | supports
opioids relieve chronic pain | Opioids afforded little relief from chronic pain. | no-effect
opioids relieve chronic pain | Pain scores were worse with opioids. | contradicts
opioids relieve chronic pain | Pain was reduced with opioids and so was sleep. | supports
migrants are less likely to use primary care | Use of primary care was lower among migrants. | supports
migrants are less likely to use primary care | Migrants visited primary care less often than natives. | supports
migrants are less likely to use primary care | Migrants used primary care as often as natives. | no-effect
social prescribing reduces GP visits | Social prescribing was associated with a decline in visits to the GP. | supports
social prescribing reduces GP visits | Social prescribing did not lessen demand for GP appointments. | no-effect
social prescribing reduces GP visits | GP consultations increased among those referred to social prescribing. | contradicts
restraint-free care reduces injuries | Injuries did not become more frequent under restraint-free care. | no-effect
hospice care improves quality of life | Quality of life was higher among hospice patients. | supports
hospice care improves quality of life | Quality of life held steady with hospice care and declined without it. | supports
hospice care improves quality of life | Hospice care enhanced the quality of life of patients and relieved pain. | supports
hospice care improves quality of life | No gains in quality of life were seen under hospice care. | no-effect
hospice care improves quality of life | Quality of life was rated similarly by hospice and hospital patients. | no-effect
hospice care improves quality of life | Quality of life is a goal of hospice care. | unclear
nurses' work engagement reduces turnover | Engaged nurses were less inclined to leave. | unclear
continuity of care reduces mortality | Lower continuity of care was associated with higher mortality. | supports
continuity of care reduces mortality | Greater continuity went hand in hand with lower mortality. | supports
continuity of care reduces mortality | Discontinuity of care was a risk factor for death. | supports
volunteering improves wellbeing | Volunteers reported greater wellbeing than non-volunteers. | supports
volunteering improves wellbeing | People who were well were more likely to volunteer. | unclear
volunteering improves wellbeing | Volunteering made no odds to wellbeing. | no-effect
volunteering improves wellbeing | Stopping volunteering was followed by a decline in wellbeing. | supports
volunteering improves wellbeing | Volunteering took a toll on wellbeing. | contradicts
reminiscence work improves mood in dementia | Little change in mood was detected. | no-effect
reminiscence work improves mood in dementia | Reminiscence work aims at improving mood in dementia. | unclear
reminiscence work improves mood in dementia | Our sample was too small to say whether reminiscence changes mood. | unclear
reminiscence work improves mood in dementia | Reminiscence can improve mood, although effects tend to be short-lived. | supports
foster carer training reduces placement breakdown | Placement breakdown was less common among carers who had been trained. | supports
foster carer training reduces placement breakdown | Training made placement breakdown less likely. | supports
foster carer training reduces placement breakdown | Training had not prevented placements from breaking down. | unclear
foster carer training reduces placement breakdown | A reduction in placement breakdown was seen after training (from 18% to 11%). | supports
foster carer training reduces placement breakdown | Placement breakdown occurred in 18% of trained and 19% of untrained carers (p = .77). | no-effect
nurse turnover increases mortality | Higher turnover of nurses was accompanied by higher mortality. | supports
nurse turnover increases mortality | Wards with high nurse turnover had more deaths. | supports
nurse turnover increases mortality | Nurse turnover and mortality were not correlated. | no-effect
nurse turnover increases mortality | The correlation between nurse turnover and mortality was positive (r = .42, p < .01). | supports
nurse turnover increases mortality | Nurse turnover correlated negatively with mortality (r = -.21, p = .03). | contradicts
school exclusion leads to offending | Exclusion from school preceded offending in most cases. | unclear
school exclusion leads to offending | Those who offended were more likely to be excluded from school. | unclear
pharmacists reduce medication errors | Medication errors were intercepted by the ward pharmacist. | unclear
pharmacists reduce medication errors | Errors per patient dropped from 2.4 to 0.9 with a ward pharmacist. | supports
pharmacists reduce medication errors | Where a pharmacist joined the round, medication errors were fewer. | supports
pharmacists reduce medication errors | Doctors made fewer medication errors after electronic prescribing had been introduced. | unclear
pharmacists reduce medication errors | The pharmacist's presence neither increased nor decreased medication errors. | no-effect
remote consultations reduce quality of care | Doctors feared that remote consultation would harm the quality of care. | unclear
remote consultations reduce quality of care | Quality of care was on a par with that of face-to-face visits. | no-effect
remote consultations reduce quality of care | Remote consultations compromised the quality of care. | supports
remote consultations reduce quality of care | Quality of care was as good in remote consultations as face to face. | no-effect
remote consultations reduce quality of care | Remote consultations improved quality of care. | contradicts
peer mentoring helps young people to stay in school | Mentored young people were less likely to drop out of school. | unclear
night shifts increase fatigue | Fatigue was greater after night shifts. | supports
night shifts increase fatigue | Nurses felt more tired on night shifts. | supports
night shifts increase fatigue | I was no more tired on nights than on days. | no-effect
night shifts increase fatigue | Fatigue did not vary by shift. | no-effect
night shifts increase fatigue | Fatigued nurses avoided night shifts. | unclear
housing support improves mental health | Participants' mental health improved markedly with housing support. | supports
housing support improves mental health | There was little evidence of any change in mental health. | no-effect
housing support improves mental health | Housing support did not translate into better mental health. | no-effect
housing support improves mental health | Mental health problems were less frequent among tenants with housing support. | supports
care coordination reduces emergency visits | Emergency visits fell in the coordinated group (-0.8 per year) but also in the control group (-0.7). | unclear
care coordination reduces emergency visits | Care coordination kept people away from the emergency department. | unclear
care coordination reduces emergency visits | Care coordination was followed by an increase in emergency department visits. | contradicts
debt is associated with depression | People in debt were depressed more often. | supports
debt is associated with depression | Depression was three times more likely among people in debt. | supports
debt is associated with depression | We found no link between debt and depression. | no-effect
debt is associated with depression | Debt was not associated with depression. | no-effect
yoga reduces back pain | "My back does not hurt any more since I took up yoga." | unclear
yoga reduces back pain | Yoga was effective in relieving back pain. | supports
yoga reduces back pain | Yoga was not effective for back pain. | no-effect
yoga reduces back pain | Yoga proved ineffective for back pain. | no-effect
yoga reduces back pain | Back pain was aggravated by yoga in one in ten. | contradicts
yoga reduces back pain | Yoga should be offered to people with back pain. | unclear
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines(), ids=lambda r: r.split(" | ")[1][:50])
def test_wordings(row: str) -> None:
    claim, text, expected = row.split(" | ")
    made = Statement(text, text, "sentence", "own", ("Results",), None, None, None, claim)
    assert stance.judge(read_claim(claim), made, MAP).stance == expected
    assert expected == "unclear" or gate.passes(read_claim(claim), made, MAP)


NEAR = (
    "Peer support raised hope among service users.",
    "Working with peers increased empathy in the team.",
    "Peers gained confidence and understanding of themselves.",
    "Staff developed a deeper understanding of what the stigma issues are through peer support.",
)


@pytest.mark.parametrize("text", NEAR)
def test_what_is_only_near_is_to_be_read(text: str) -> None:
    made = Statement(text, text, "sentence", "own", ("Results",), None, None, None, "peer support")
    for claim in ("peer support reduces stigma", "peer support increases stigma"):
        assert stance.judge(read_claim(claim), made, MAP).stance == "unclear"
