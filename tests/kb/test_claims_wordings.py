"""The usual ways to word a claim, over the topics of health and social care: subject, outcome, direction and kind."""

from __future__ import annotations

import pytest

from kb.claims import read_claim

# claim | subject | outcome | direction | kind | denied
TABLE = """
day centres reduce loneliness among widowers | day centres | loneliness | -1 | direction
day centres curb loneliness | day centres | loneliness | -1 | direction
day centres ease loneliness | day centres | loneliness | -1 | direction
day centres cut emergency visits | day centres | emergency visits | -1 | direction
day centres halve loneliness | day centres | loneliness | -1 | direction
sedatives raise the risk of falls | sedatives | falls | 1 | direction
sedatives increase the likelihood of falls | sedatives | falls | 1 | direction
sedatives double the odds of a hip fracture | sedatives | hip fracture | 1 | direction
sedatives heighten confusion | sedatives | confusion | 1 | direction
sedatives worsen cognition | sedatives | cognition | -1 | direction
sedatives impair driving | sedatives | driving | -1 | direction
respite care improves carers' wellbeing | respite care | carers' wellbeing | 1 | direction
respite care boosts carers' morale | respite care | carers' morale | 1 | direction
respite care enhances family life | respite care | family life | 1 | direction
respite care relieves strain | respite care | strain | -1 | direction
respite care alleviates carer strain | respite care | carer strain | -1 | direction
respite care lowers the burden on carers | respite care | burden on carers | -1 | direction
home visits prevent child neglect | home visits | child neglect | -1 | direction
home visits can prevent child neglect | home visits | child neglect | -1 | direction
home visits may help to prevent child neglect | home visits | child neglect | -1 | direction
home visits help prevent child neglect | home visits | child neglect | -1 | direction
home visits seem to reduce child neglect | home visits | child neglect | -1 | direction
home visits do not prevent child neglect | home visits | child neglect | -1 | direction | denied
home visits don't reduce child neglect | home visits | child neglect | -1 | direction | denied
home visits fail to reduce child neglect | home visits | child neglect | -1 | direction | denied
home visits never reduce child neglect | home visits | child neglect | -1 | direction | denied
home visits have no effect on child neglect | home visits | child neglect | 0 | no-change
home visits have little effect on child neglect | home visits | child neglect | 0 | no-change
home visits make no difference to child neglect | home visits | child neglect | 0 | no-change
home visits do not change child neglect | home visits | child neglect | 0 | no-change
home visits have an effect on child neglect | home visits | child neglect | 0 | difference
home visits influence child neglect | home visits | child neglect | 0 | difference
child neglect is reduced by home visits | home visits | child neglect | -1 | direction
child neglect is prevented by home visits | home visits | child neglect | -1 | direction
child neglect is not reduced by home visits | home visits | child neglect | -1 | direction | denied
child neglect is lower with home visits | home visits | child neglect | -1 | direction
child neglect falls after home visits | home visits | child neglect | -1 | direction
child neglect decreases with home visits | home visits | child neglect | -1 | direction
child neglect is unaffected by home visits | home visits | child neglect | 0 | no-change
child neglect is less common with home visits | home visits | child neglect | -1 | direction
child neglect is less likely with home visits | home visits | child neglect | -1 | direction
sleep improves with exercise | exercise | sleep | 1 | direction
sleep improves after exercise | exercise | sleep | 1 | direction
sleep is improved by exercise | exercise | sleep | 1 | direction
sleep is better after exercise | exercise | sleep | 1 | direction
pain worsens with cold weather | cold weather | pain | -1 | direction
pain increases with age | age | pain | 1 | direction
debt rises with unemployment | unemployment | debt | 1 | direction
debt is associated with depression | debt | depression | 1 | direction
debt is associated with more depression | debt | depression | 1 | direction
debt is associated with higher depression | debt | depression | 1 | direction
debt is linked to depression | debt | depression | 1 | direction
debt is not associated with depression | debt | depression | 1 | direction | denied
debt predicts depression | debt | depression | 1 | direction
debt is a risk factor for depression | debt | depression | 1 | direction
debt contributes to depression | debt | depression | 1 | direction
debt leads to depression | debt | depression | 1 | direction
debt results in depression | debt | depression | 1 | direction
debt causes depression | debt | depression | 1 | direction
debt triggers depression | debt | depression | 1 | direction
social support is associated with lower depression | social support | depression | -1 | direction
social support is associated with a lower risk of depression | social support | depression | -1 | direction
social support is associated with reduced depression | social support | depression | -1 | direction
social support is associated with fewer depressive symptoms | social support | depressive symptoms | -1 | direction
social support is inversely associated with depression | social support | depression | -1 | direction
social support is a protective factor against depression | social support | depression | -1 | direction
social support is protective against depression | social support | depression | -1 | direction
social support protects against depression | social support | depression | -1 | direction
social support protects mothers against depression | social support | depression | -1 | direction
social support buffers stress | social support | stress | -1 | direction
social support leads to less depression | social support | depression | -1 | direction
social support results in fewer depressive symptoms | social support | depressive symptoms | -1 | direction
social support keeps people out of hospital | social support | hospital | -1 | direction
social support is effective in reducing depression | social support | depression | -1 | direction
social support is effective at preventing depression | social support | depression | -1 | direction
social support is effective for preventing depression | social support | depression | -1 | direction
social support is not effective in reducing depression | social support | depression | -1 | direction | denied
social support is ineffective in reducing depression | social support | depression | 0 | no-change
social support is useful in reducing depression | social support | depression | -1 | direction
social support can be helpful in easing depression | social support | depression | -1 | direction
social support plays a role in reducing depression | social support | depression | -1 | direction
social support has a positive effect on mood | social support | mood | 1 | direction
social support has a beneficial effect on mood | social support | mood | 1 | direction
social support has a negative effect on mood | social support | mood | -1 | direction
social support is good for mood | social support | mood | 1 | direction
social support is beneficial for mood | social support | mood | 1 | direction
loneliness is bad for health | loneliness | health | -1 | direction
loneliness is harmful to health | loneliness | health | -1 | direction
loneliness is detrimental to health | loneliness | health | -1 | direction
loneliness harms health | loneliness | health | -1 | direction
loneliness damages health | loneliness | health | -1 | direction
loneliness undermines confidence | loneliness | confidence | -1 | direction
night shifts make errors more likely | night shifts | errors | 1 | direction
night shifts make errors less likely | night shifts | errors | -1 | direction
night shifts make nurses less likely to stay | night shifts | stay | -1 | direction
reminders make patients more likely to attend | reminders | attend | 1 | direction
people who volunteer have less depression | people who volunteer | depression | -1 | direction
people who volunteer have lower mortality | people who volunteer | mortality | -1 | direction
people who volunteer have better health | people who volunteer | health | 1 | direction
people who volunteer are less likely to be lonely | people who volunteer | lonely | -1 | direction
people who volunteer are more satisfied | people who volunteer | satisfied | 1 | direction
people who volunteer live longer | people who volunteer | live | 1 | direction
children who read have a larger vocabulary | children who read | vocabulary | 1 | direction
women with a doula have fewer caesareans | women with a doula | caesareans | -1 | direction
tenants with support have fewer evictions than other tenants | tenants with support | evictions | -1 | difference
migrants are less likely to see a doctor than natives | migrants | see a doctor | -1 | difference
migrants are more likely to be hospitalised | migrants | hospitalised | 1 | direction
coaching does not help adherence | coaching | adherence | 1 | direction | denied
coaching helps adherence | coaching | adherence | 1 | direction
coaching helps patients to take their medicines | coaching | take their medicines | 1 | direction
coaching supports adherence | coaching | adherence | 1 | direction
coaching enables adherence | coaching | adherence | 1 | direction
coaching encourages adherence | coaching | adherence | 1 | direction
coaching facilitates return to work | coaching | return to work | 1 | direction
coaching speeds up return to work | coaching | return to work | 1 | direction
coaching delays return to work | coaching | return to work | -1 | direction
coaching hinders return to work | coaching | return to work | -1 | direction
coaching slows cognitive decline | coaching | cognitive decline | -1 | direction
nurse clinics are as effective as doctor clinics in lowering blood pressure | nurse clinics | blood pressure | 0 | no-change
video visits are as effective as office visits | video visits | effective | 0 | no-change
video visits are as good as office visits | video visits | good | 0 | no-change
video visits are no better than office visits in reducing anxiety | video visits | anxiety | 0 | no-change
video visits are more effective than telephone calls in reducing anxiety | video visits | anxiety | -1 | difference
video visits are cheaper than office visits | video visits | cheaper | 1 | existence
video visits are cost-effective | video visits | cost-effective | 1 | existence
video visits are safe | video visits | safe | 1 | existence
video visits are acceptable to older people | video visits | acceptable to older people | 1 | existence
video visits are not acceptable to older people | video visits | acceptable to older people | 1 | existence | denied
video visits save time | video visits | time | -1 | direction
the more staff there are the fewer falls there are | staff | falls | -1 | direction
the more friends people have the less depression they report | friends people have | depression they report | -1 | direction
the higher the workload the worse the care | workload | care | -1 | direction
the less supervision there is the more burnout there is | supervision | burnout | -1 | direction
more staff means fewer falls | more staff | falls | -1 | direction
lack of transport is a barrier to screening | lack of transport | screening | -1 | barrier
lack of transport is an obstacle to attendance | lack of transport | attendance | -1 | barrier
lack of transport prevents attendance | lack of transport | attendance | -1 | direction
lack of transport limits access | lack of transport | access | -1 | direction
lack of transport keeps people from attending | lack of transport | attending | -1 | direction
cost is not a barrier to screening | cost | screening | -1 | barrier | denied
fear stops people from seeking help | fear | seeking help | -1 | direction
fear deters people from seeking help | fear | seeking help | -1 | direction
foster carers need respite | foster carers | respite | 1 | need
foster carers require training | foster carers | training | 1 | need
foster carers do not need training | foster carers | training | 1 | need | denied
training is essential for foster carers | foster carers | training | 1 | need
foster carers rely on respite | foster carers | respite | 1 | need
foster carers experience stress | foster carers | stress | 1 | existence
foster carers want more training | foster carers | more training | 1 | existence
foster carers feel undervalued | foster carers | undervalued | 1 | existence
foster carers lack support | foster carers | support | -1 | direction
effect of minimum pricing on alcohol consumption | minimum pricing | alcohol consumption | 0 | difference
impact of overcrowding on mortality | overcrowding | mortality | 0 | difference
there is no evidence that vouchers increase uptake | vouchers | uptake | 1 | direction | denied
there is no link between vaccines and autism | vaccines | autism | 0 | no-change
there is no difference in pain between laser and placebo | laser | pain | 0 | no-change
Is housing support effective in preventing eviction? | housing support | eviction | -1 | direction
Does housing support prevent eviction? | housing support | eviction | -1 | direction
It is claimed that housing support prevents eviction | housing support | eviction | -1 | direction
compared with hostels, own flats reduce drinking | own flats | drinking | -1 | direction
own flats reduce drinking more than hostels | own flats | drinking | -1 | direction
lower nurse staffing increases mortality | lower nurse staffing | mortality | 1 | direction
higher nurse staffing lowers mortality | higher nurse staffing | mortality | -1 | direction
reduced hours improve retention | reduced hours | retention | 1 | direction
increasing pay improves retention | increasing pay | retention | 1 | direction
using reminders increases attendance | using reminders | attendance | 1 | direction
being bullied increases self-harm | being bullied | self-harm | 1 | direction
coaching helps smokers to cut down on drinking | coaching | drinking | -1 | direction
experiences of hospice care | | experiences of hospice care | 0 | topic
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines(), ids=lambda line: line.split("|")[0].strip())
def test_wordings(line: str) -> None:
    text, subject, outcome, direction, kind, *denied = (cell.strip() for cell in line.split("|"))
    found = read_claim(text)
    assert (found.subject, found.outcome, str(found.direction)) == (subject, outcome, direction)
    assert (found.kind, found.negated) == (kind, bool(denied))


def test_the_table_is_long_enough_to_tell() -> None:
    assert len(TABLE.strip().splitlines()) >= 120
