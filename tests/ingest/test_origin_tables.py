"""Whose finding a statement is and how sure it sounds, over the ways in which papers of many fields word it.

`[]` marks where citation markers stood; they are no part of what is judged.
"""

from __future__ import annotations

import pytest

from ingest import read
from ingest.origins import hedge_of, origin_of, quoted_origin

ABSTRACT, OPENING, METHODS = ("Abstract",), ("1 Introduction",), ("2 Methods", "Data analysis")
RESULTS, DISCUSSION, CLOSING, BACK = ("3 Results", "Falls"), ("4 Discussion",), ("5 Conclusions",), ("Funding",)
ORIGINS = [
    # An own result beside others' work is own, wherever the markers stand in the words that compare.
    (RESULTS, "Falls were halved on both wards, as in two earlier trials [].", "own"),
    (RESULTS, "Consistent with earlier surveys [], three quarters of the carers slept badly.", "own"),
    (RESULTS, "The prevalence of 12% was lower than that reported in Norway [].", "own"),
    (RESULTS, "Mortality did not differ between arms, unlike in the first trial [].", "own"),
    (RESULTS, "Previous studies have reported higher rates of infection [].", "cited"),
    (RESULTS, "Scores were normed with the tables of the manual [].", "own"),
    (RESULTS, "Most parents described the nights as the hardest part, which echoes earlier accounts [].", "own"),
    (RESULTS, "Similar gains have been reported in children [].", "cited"),
    (DISCUSSION, "Falls were halved, as in two earlier trials [].", "own"),
    (DISCUSSION, "In line with earlier work [], carers slept badly.", "own"),
    (DISCUSSION, "In contrast to the findings of a Danish cohort [], smoking was not linked to relapse.", "own"),
    (DISCUSSION, "Pain decreased by half, which is comparable to the effect of exercise alone [].", "own"),
    (DISCUSSION, "Nurses valued the debriefings, similar to the midwives in an Irish study [].", "own"),
    (DISCUSSION, "The rate of readmission was higher than in previous reports [].", "own"),
    (DISCUSSION, "Contrary to earlier reviews [], the dose made no difference.", "own"),
    (DISCUSSION, "Adherence was 62%, mirroring what others found [].", "own"),
    (DISCUSSION, "Recovery was slower in smokers, confirming previous reports [].", "own"),
    (DISCUSSION, "We found fewer relapses than did the Finnish trial [].", "own"),
    (DISCUSSION, "Our participants spoke of shame, as have others with the same illness [].", "own"),
    (DISCUSSION, "Weight loss was greater than in other trials of the same diet [].", "own"),
    (DISCUSSION, "This is in line with previous studies [].", "author"),
    (DISCUSSION, "These findings are consistent with the theory of planned behaviour [].", "author"),
    (DISCUSSION, "Our results agree with those of a Dutch cohort [].", "author"),
    (DISCUSSION, "In line with this, a Swedish trial found that walking eased pain [].", "cited"),
    (DISCUSSION, "This agrees with a Swedish trial, which found that walking eased pain [].", "cited"),
    (DISCUSSION, "Walking eased pain in a Swedish trial [].", "cited"),
    (DISCUSSION, "Protein levels were high in patients compared to healthy controls [].", "cited"),
    (DISCUSSION, "Companions shortened stays in the trial arm compared with usual care [].", "cited"),
    (DISCUSSION, "They do not agree with the largest trial, which saw no effect on beds [].", "cited"),
    (DISCUSSION, "Self-report is not always consistent with counts of pills [].", "cited"),
    (DISCUSSION, "A screening alone may fail, as described in previous studies [].", "cited"),
    (DISCUSSION, "Our adherence was better than that reported by Holm et al [].", "own"),
    (DISCUSSION, "No difference was seen between groups, in contrast to a previous study [].", "own"),
    (DISCUSSION, "Risks may take years to show, as in some other trials [].", "cited"),
    (DISCUSSION, "These results demonstrate a lasting effect.", "own"),
    (DISCUSSION, "Several trials have shown that exercise prevents falls [].", "cited"),
    (DISCUSSION, "A meta-analysis of ten trials found no effect of vitamin D [].", "cited"),
    (DISCUSSION, "Previous results suggest that sleep matters [].", "cited"),
    (DISCUSSION, "Earlier trials were small [], and they followed patients for a month.", "cited"),
    (DISCUSSION, "Vitamin D is known to act on muscle [].", "cited"),
    (DISCUSSION, "It has been shown that loneliness shortens life.", "cited"),
    (DISCUSSION, "Our results show that companions prevent falls.", "own"),
    (DISCUSSION, "These findings suggest that night shifts harm sleep.", "own"),
    (DISCUSSION, "In this study, most carers reported poor sleep.", "own"),
    (DISCUSSION, "Participants described the ward as a second home.", "own"),
    (DISCUSSION, "The present trial demonstrated a small benefit at one year.", "own"),
    (DISCUSSION, "A limitation of this study is its small sample.", "author"),
    (DISCUSSION, "Further research is needed in rural clinics.", "author"),
    (DISCUSSION, "Clinics should offer evening hours.", "author"),
    (DISCUSSION, "It may be that tired nurses miss alarms.", "author"),
    (("Discussion", "Strengths and limitations"), "Only one ward took part.", "author"),
    (OPENING, "Falls are the main cause of injury in old age [].", "cited"),
    (OPENING, "As in many countries [], beds are few.", "cited"),
    (OPENING, "Little is known about night shifts.", "author"),
    (OPENING, "This study aims to describe how carers sleep.", "author"),
    (OPENING, "Recent research has linked noise to delirium.", "cited"),
    (METHODS, "Falls were counted as in the first trial [].", "author"),
    (METHODS, "We interviewed twelve carers.", "author"),
    (METHODS, "Most carers were women.", "author"),
    (ABSTRACT, "Falls were halved on both wards.", "own"),
    (ABSTRACT, "Most carers reported poor sleep.", "own"),
    (("Abstract", "Background"), "Falls are common in old age.", "author"),
    (("Abstract", "Methods"), "We searched five databases.", "author"),
    (("Abstract", "Results"), "Nine trials were included.", "own"),
    (("Abstract", "Conclusions"), "Exercise prevents falls.", "own"),
    (CLOSING, "Companions prevent falls on acute wards.", "own"),
    (CLOSING, "Companions prevent falls, as in community trials [].", "own"),
    (CLOSING, "Managers should pay companions.", "author"),
    (CLOSING, "We recommend that wards hire companions.", "author"),
    (BACK, "The study was paid for by the county.", "author"),
    (("Lived experience of night shifts",), "Nurses felt watched.", "own"),
    (("Lived experience of night shifts",), "Nurses sleep badly [].", "cited"),
    (("Results and discussion",), "Falls were halved, in agreement with a Greek survey [].", "own"),
    (("Results and discussion",), "Previous trials found no effect [].", "cited"),
]


@pytest.mark.parametrize(("section", "marked", "origin"), ORIGINS)
def test_origin_of_worded_results(section: tuple[str, ...], marked: str, origin: str) -> None:
    clean, _, rest = marked.partition(" []")
    cites = "[]" in marked
    assert origin_of(clean + rest, section, cites, [len(clean)] if cites else []) == origin


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len({marked for _, marked, _ in ORIGINS}) >= 60


def test_an_own_result_in_a_paper_that_also_cites() -> None:
    paper = (
        "Companions on wards\n\n1. Introduction\n\nWards are loud and alarms are many, which is told in reports of every kind.\n\n"
        "2. Discussion\n\nFalls were halved on both wards, as in two earlier trials [1, 2]. "
        "Walking eased pain in a Swedish trial [2].\n\n"
        "References\n\n1. Holm A. Falls. Ward. 2001;1:1-2.\n2. Ruiz B. Pain. Ward. 2002;2:3-4.\n"
    )
    found = [f for f in read(paper.encode(), "x.txt").findings if f.section == ("Discussion",)]
    assert [(f.origin, [c.numbers for c in f.citations]) for f in found] == [("own", [(1, 2)]), ("cited", [(2,)])]


@pytest.mark.parametrize(
    ("section", "cites", "speaker", "origin"),
    [
        (RESULTS, False, None, "participant"),
        (RESULTS, False, "P3", "participant"),
        (DISCUSSION, True, None, "cited"),
        (OPENING, True, None, "cited"),
        (DISCUSSION, True, "P3", "participant"),
        (METHODS, False, None, "author"),
        (METHODS, False, "P3", "participant"),
    ],
)
def test_whose_words_are_quoted(section: tuple[str, ...], cites: bool, speaker: str | None, origin: str) -> None:
    assert quoted_origin(section, cites, speaker) == origin


@pytest.mark.parametrize(
    ("clean", "hedge"),
    [
        ("Women were more likely to report pain.", None),
        ("Patients were less likely than controls to relapse.", None),
        ("The children were twice as likely to sleep.", None),
        ("Nights are likely to be worse.", "likely"),
        ("It is likely that nights are worse.", "likely"),
        ("The likely cause is noise.", "likely"),
        ("Relapse is unlikely.", "unlikely"),
        ("Action potentials were recorded.", None),
        ("The potential of exercise is large.", "potential"),
        ("Exercise potentially prevents falls.", "potentially"),
        ("Stitches came out as soon as possible.", None),
        ("It is possible that noise woke them.", "possible"),
        ("Possible scores range from 0 to 10.", None),
        ("A second operation was indicated in two patients.", None),
        ("The data indicate that sleep improved.", "indicate"),
        ("Results indicated a small benefit.", "indicated"),
        ("A p value below 0.05 was considered significant.", None),
        ("Perceived stress fell.", None),
        ("Participants were enrolled in May 2014.", None),
        ("May and June were warm.", None),
        ("This might reflect fatigue.", "might"),
        ("The effect seems small.", "seems"),
        ("Wards tended to be loud.", "tended"),
        ("We hypothesised that falls would drop.", "hypothesised"),
        ("Carers often slept badly.", "often"),
        ("Carers could not sleep and perhaps worried.", "could"),
        ("Falls fell by half.", None),
        ("To some extent, noise explains it.", "to some extent"),
    ],
)
def test_hedge_of_worded_results(clean: str, hedge: str | None) -> None:
    assert hedge_of(clean) == hedge
