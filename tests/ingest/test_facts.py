"""Study facts: stated of this study in title, abstract or methods, and nothing that is planned or told of others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import fact_terms, fact_words, read
from ingest.fact_words import number
from ingest.model import Fact


def facts(title: str, abstract: str = "", methods: str = "") -> tuple[Fact, ...]:
    text = (
        f"{title}\n\nRosa Delgado, Piet Hoekstra\n\nAbstract\n\n{abstract or 'Wards are loud.'}\n\n"
        "1. Introduction\n\nIn a randomised trial in Chile, 900 patients were recruited and falls were halved, as Holm told us.\n\n"
        f"2. Methods\n\n{methods or 'Alarms were counted by two of the authors on each ward in every week of the year.'}\n\n"
        "3. Results\n\nFalls were halved on both wards, and nobody was hurt in the six months that followed.\n"
    )
    batch = read(text.encode(), "x.txt")
    assert all(text[f.source.start : f.source.end] == f.source.text for f in batch.facts)
    return batch.facts


def values(name: str, *told: str) -> list[str]:
    return [fact.value for fact in facts(*told) if fact.name == name]


DESIGNS = [
    ("Night companions: a randomised controlled trial", "", "", ["randomised controlled trial"]),
    ("Night companions: a cluster-randomized trial", "", "", ["cluster randomised trial"]),
    (
        "A double-blind, randomized, placebo-controlled crossover study of night light",
        "",
        "",
        ["randomised crossover trial"],
    ),
    ("Companions for older people: a systematic review of randomised controlled trials", "", "", ["systematic review"]),
    ("Companions: systematic review and meta-analysis", "", "", ["systematic review and meta-analysis"]),
    ("Companions: protocol for a cluster randomised trial", "", "", ["study protocol"]),
    ("Night companions: a scoping review", "", "", ["scoping review"]),
    ("What nurses fear", "We conducted semi-structured interviews with twelve nurses.", "", ["qualitative study"]),
    (
        "What nurses fear",
        "Design: Qualitative interview study. Results: Nurses feared alarms.",
        "",
        ["qualitative study"],
    ),
    ("What nurses fear", "", "This was a cross-sectional survey of all wards.", ["cross-sectional study"]),
    ("What nurses fear", "", "A prospective cohort study was conducted on two wards.", ["cohort study"]),
    ("What nurses fear", "", "We used a mixed methods design.", ["mixed methods study"]),
    ("What nurses fear", "", "This ethnographic study took place at night.", ["ethnography"]),
    ("Falls at night", "Patients were randomly assigned to a companion or to usual care.", "", ["randomised trial"]),
    ("Falls at night", "We present the protocol of a randomised trial.", "", ["study protocol"]),
    ("Falls at night", "A randomised controlled trial is needed.", "", []),
    ("Falls at night", "Previous randomised controlled trials have shown no effect.", "", []),
    ("Falls at night", "", "The scale was made in an earlier cohort study [1].", []),
    ("Falls at night", "", "", []),
    ("Falls at night", "", "The study protocol was approved by the board.", []),
    ("Falls at night: a sham-controlled crossover study", "", "", ["crossover trial"]),
    ("Secondary analysis of a randomised trial of companions", "", "", ["secondary analysis"]),
    ("A quasi-experimental study of companions", "", "", ["quasi-experimental study"]),
    ("Companions after stroke: a case-control study", "", "", ["case-control study"]),
    ("Falls at night", "", "Patients were randomly enrolled in groups 1 to 4.", ["randomised trial"]),
    ("Falls at night", "", "A retrospective analysis of 42 falls was performed.", ["cohort study"]),
    ("Falls at night", "", "We used a nonrandomized design.", ["non-randomised trial"]),
    ("Alarms: a qualitative study within a randomised controlled trial", "", "", ["qualitative study"]),
    (
        "What nurses fear",
        "As part of a randomised trial of bells, we conducted qualitative interviews.",
        "",
        ["qualitative study"],
    ),
    (
        "Falls at night",
        "Using a prospective study, we counted falls.",
        "It was a prospective randomized controlled study.",
        ["randomised controlled trial"],
    ),
    ("Falls at night", "Using a prospective study, we counted falls.", "", ["cohort study"]),
    ("Falls: exploratory analysis of a trial", "", "", ["secondary analysis"]),
    ("Falls at night", "", "We intended to conduct a randomised controlled trial.", []),
]


@pytest.mark.parametrize(("title", "abstract", "methods", "wanted"), DESIGNS)
def test_design(title: str, abstract: str, methods: str, wanted: list[str]) -> None:
    assert values("design", title, abstract, methods) == wanted


COUNTRIES = [
    ("Falls in Norway", "", "", ["Norway"]),
    ("Falls at night", "Setting: Two hospitals in Kenya and Uganda.", "", ["Kenya", "Uganda"]),
    ("Falls at night", "", "The study took place at the Ward Clinic, Oslo, Norway.", ["Norway"]),
    ("Falls at night", "", "Nurses were recruited from twelve clinics in the USA.", ["United States"]),
    ("Falls at night", "", "Data were analysed with SPSS (IBM Corp, Armonk, NY, USA).", []),
    ("Falls at night", "", "Alarms (Ringo GmbH, Bonn, Germany) were hung on each bed.", []),
    ("Falls at night", "", "Patients of the Third Hospital (Bergen, Norway) took part.", ["Norway"]),
    ("Falls at night", "", "Wards were run by the Health Service of England.", ["United Kingdom"]),
    ("Falls at night", "", "A therapy unit (Ringo, Bilzen, Belgium) was used.", []),
    ("Falls at night", "", "They sat with a patient simulator (Ringo Medical, Stavanger, Norway).", []),
    ("Falls at night", "", "Norms of Germany's Food Office were used.", []),
    ("Falls at night", "", "Previous studies in Japan used other alarms.", []),
    ("Falls at night", "", "Nurses of rural wards in New South Wales took part.", ["Australia"]),
    ("Falls at night", "", "Families were recruited in the Springfield, Ohio area.", ["United States"]),
    ("Falls at night", "", "Families were recruited in Springfield, Ohio, and in Norway.", ["Norway"]),
    ("Falls at night", "", "Wards lay in three countries: Kenya, Norway and Peru.", ["Kenya", "Norway", "Peru"]),
    ("Falls at night", "", "Fear was rated with the Minnesota Night Inventory.", []),
    ("Falls at night", "", "Alarms (Ringo Inc, Springfield, Ohio) were hung on each bed.", []),
]


@pytest.mark.parametrize(("title", "abstract", "methods", "wanted"), COUNTRIES)
def test_country(title: str, abstract: str, methods: str, wanted: list[str]) -> None:
    assert values("country", title, abstract, methods) == wanted


COUNTS = [
    ("A total of 1,598 participants completed the survey.", "1598", None),
    (
        "A total number of one hundred and sixty (160) nurses were randomized.",
        "160",
        "one hundred and sixty (160) nurses",
    ),
    ("We held a trial, comparing alarms with bells, in 28 deaf patients.", "28", "28 deaf patients"),
    ("In all five focus groups, there were 27 patients in total.", "27", "27 patients"),
    ("A total of 161 participated in the study.", "161", None),
    ("A total of 1111 women assessed to be at low risk.", "1111", "1111 women"),
    ("A series of 42 patients with falls of over 1.5 m were included.", "42", "42 patients with falls of over 1.5 m"),
    ("Interviews were held with nurses of both arms (N = 115).", "115", None),
    ("We had data from 11 trials (47,872 older adults).", "47872", "47,872 older adults"),
    ("Ninety eligible women with falls took part in a trial.", "90", "Ninety eligible women with falls"),
    ("We randomized 39 adult subjects with pain to receive bells.", "39", "39 adult subjects with pain"),
    ("Nine nurses took part in a course, nine in a talk, and ten were assigned to neither.", None, None),
    ("Patients with falls and pain (n = 137) were randomised to bells.", "137", "Patients with falls and pain"),
    ("Of those invited, sixteen were interviewed.", "16", None),
    ("Nurses (n = 44, all on night duty) wore bells.", "44", None),
    ("769 patients were assigned to the bell group (bells alone) or the alarm group.", "769", "769 patients"),
    ("Two hundred patients of the night clinic will be assigned to bells.", None, None),
    ("A total of 20 women were contacted.", None, None),
    ("Although 3000 patients were targeted, fewer came.", None, None),
    ("Among 55 control subjects falls were as many.", None, None),
    ("One hundred and twenty-one patients were enrolled.", "121", "One hundred and twenty-one patients"),
    ("We interviewed twelve nurses.", "12", "twelve nurses"),
    ("Forty-two postmenopausal women were randomly divided into two groups.", "42", "Forty-two postmenopausal women"),
    ("Participants: 940 patients with diabetes.", "940", "940 patients with diabetes"),
    ("Interviews were held with carers (n = 16).", "16", "carers (n = 16)"),
    ("We will recruit 200 patients.", None, None),
    ("A sample size of 200 patients was required.", None, None),
    ("Two groups of 40 patients were compared.", None, None),
    ("Of 300 patients invited, many declined.", None, None),
    ("Patients aged 65 years were included.", None, "Patients aged 65 years"),
    ("Previous trials included 500 patients.", None, None),
    ("Falls were halved.", None, None),
    ("The CG consisted of 16 males and 13 females.", None, None),
    ("The intervention group patients (n=11) were seen.", None, None),
    ("After two drop-outs, wards were drawn by lot.", None, None),
    ("66 diabetic patients per health centre were enrolled.", None, None),
    ("Falls would be halved if 1200 patients are recruited.", None, None),
    ("From March 2013 patients were enrolled.", None, None),
    ("The remaining six subjects were randomized.", None, None),
    ("104 patients were assessed to be included.", None, None),
]


@pytest.mark.parametrize(("abstract", "n", "who"), COUNTS)
def test_participants_and_how_many(abstract: str, n: str | None, who: str | None) -> None:
    found = facts("Falls at night", abstract)
    assert [f.value for f in found if f.name == "n"] == ([n] if n else [])
    assert [f.value for f in found if f.name == "participants"] == ([who] if who else [])


@pytest.mark.parametrize(
    ("title", "abstract", "wanted"),
    [
        (
            "Alarms in patients with type 2 diabetes: a trial",
            "A total of 40 participants were enrolled.",
            ["patients with type 2 diabetes"],
        ),
        ("Views of night nurses", "Interviews were held.", ["night nurses"]),
        ("Alarms", "Severely tired cancer survivors were recruited online.", ["Severely tired cancer survivors"]),
        ("Alarms", "Healthy, bell-naive adults were allocated to bells or none.", ["Healthy, bell-naive adults"]),
        ("Alarms", "Participants will be children and adolescents.", ["children and adolescents"]),
        (
            "Alarms",
            "This study was done to test alarms in older adults living with falls.",
            ["older adults living with falls"],
        ),
        ("Alarms: a study protocol", "Two hundred patients will be recruited.", []),
        ("Patients’ experiences of alarms", "Participants were randomised.", []),
        ("Alarms held by nurses", "Then, patients were randomised to alarms.", []),
    ],
)
def test_who_took_part_where_no_number_says_it(title: str, abstract: str, wanted: list[str]) -> None:
    assert values("participants", title, abstract) == wanted


def test_patients_and_methods_is_no_label_of_who_took_part() -> None:
    told = "Purpose: To halve falls. Patients and Methods: Alarms were hung on each bed. Results: Falls were halved."
    assert values("participants", "Falls at night", told) == []


def test_a_protocol_says_who_will_take_part_and_not_how_many() -> None:
    found = facts("Alarms for older women with falls: a study protocol", "We will recruit 200 older women.")
    assert [(f.name, f.value) for f in found if f.name in ("n", "participants")] == [
        ("participants", "older women with falls")
    ]


def test_methods_whose_title_was_read_under_the_introduction() -> None:
    """Pasted text tells no depth of titles."""
    text = (
        "Falls at night\n\nRosa Delgado, Piet Hoekstra\n\nAbstract\n\nWards are loud.\n\n"
        "Introduction\n\nFalls are many, and nobody knows why it is so on wards that are loud at night.\n\n"
        "Aims and objectives\n\nWe wanted to know what night nurses think of the alarms on their own wards.\n\n"
        "Study design and methods\n\nData analysis\n\nInterviews were read by thematic analysis by two of the authors.\n\n"
        "Results\n\nFalls were halved on both wards, and nobody was hurt in the six months that followed.\n"
    )
    assert ("analysis", "thematic analysis") in [(f.name, f.value) for f in read(text.encode(), "x.txt").facts]


def test_a_review_says_how_many_studies_it_includes() -> None:
    assert values("included studies", "Companions: a systematic review", "Nine trials met the inclusion criteria.") == [
        "9"
    ]


@pytest.mark.parametrize(
    ("methods", "wanted"),
    [
        ("Interviews were read by reflexive thematic analysis [12].", ["reflexive thematic analysis"]),
        ("Groups were compared with a t test, then by logistic regression.", ["t test", "logistic regression"]),
        ("We used framework analysis and constant comparison.", ["framework analysis", "constant comparison"]),
        ("Analysis was by intention to treat.", ["intention-to-treat analysis"]),
        ("Alarms were counted.", []),
        ("Ranks were compared by the Wilcoxon-Mann-Whitney test.", ["Mann–Whitney test"]),
        ("Falls were compared by the χ2 test and Pearson’s correlation.", ["chi-square test", "Pearson correlation"]),
        ("Groups did not differ, χ2(3) = 2.40, in the map χ21(t).", []),
        (
            "Curves were compared by a log-rank test, ranks by Kruskall-Wallis.",
            ["log-rank test", "Kruskal–Wallis test"],
        ),
        ("We fitted general linear regression models.", ["general linear model"]),
        ("We fitted a mixed-effects generalized linear model.", ["mixed-effects model"]),
        ("A three-way mixed model ANOVA was used.", ["analysis of variance"]),
        ("We used Friedman tests and Spearman’s rho.", ["Friedman test", "Spearman correlation"]),
        ("Interviews were read by content analysis (Holm et al., 2010).", ["content analysis"]),
    ],
)
def test_method_of_analysis(methods: str, wanted: list[str]) -> None:
    assert values("analysis", "Falls at night", "", methods) == wanted


@pytest.mark.parametrize(
    ("abstract", "wanted"),
    [
        ("Setting: Four nursing homes near Oslo. Results: Falls were halved.", ["Four nursing homes near Oslo"]),
        ("Nurses were recruited from two community clinics.", ["two community clinics"]),
        ("Falls were halved at night.", []),
        (
            "Background\n\nWards are loud at night.\n\nStudy setting\n\nTwo night clinics in Bergen.\n\n"
            "Methods\n\nAlarms were hung.\n\nResults\n\nFalls were halved.",
            ["Two night clinics in Bergen"],
        ),
        ("Aim: We counted falls. Study setting: Two night clinics. Results: Falls were halved.", ["Two night clinics"]),
        ("Patients were admitted to the night ICU of Ward Hospital.", ["the night ICU of Ward Hospital"]),
        ("The trial was done in night clinic at Ward Hospital.", ["night clinic at Ward Hospital"]),
        ("This study was conducted in department of surgery, Bergen.", ["department of surgery"]),
        ("Patients in an outpatient night clinic were assigned to alarms.", ["an outpatient night clinic"]),
        ("The trial takes place, conducted at 4 sites in Hordaland Province.", ["4 sites in Hordaland Province"]),
        (
            "Adults were recruited at 52 district and teaching hospitals in England.",
            ["52 district and teaching hospitals in England"],
        ),
        ("The study was approved by the committee at the University of Bergen.", []),
        ("The study was conducted in accordance with the rules of the University of Bergen.", []),
        ("The trial was conducted with the consent of all at the National Ethics Service.", []),
        ("Blood samples were collected in the night clinic.", []),
        ("Falls are common in the night school-based trial.", []),
    ],
)
def test_setting(abstract: str, wanted: list[str]) -> None:
    assert values("setting", "Falls at night", abstract) == wanted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,598", 1598),
        ("12", 12),
        ("twelve", 12),
        ("Forty-two", 42),
        ("One hundred and twenty-one", 121),
        ("two thousand and five", 2005),
        ("one hundred seventy two", 172),
        ("a few", None),
        ("", None),
    ],
)
def test_numbers_in_words(text: str, value: int | None) -> None:
    assert number(text) == value


@given(st.text(alphabet="a1 ,.()[]:–“”randomised trial of 20 patients in Norway\n", max_size=300))
def test_whatever_is_read_has_its_words_in_the_source(text: str) -> None:
    paper = f"Falls at night\n\nAbstract\n\nWe counted falls on two wards. {text}\n\n1. Introduction\n\nWards are loud, and nobody knows why it is so.\n"
    batch = read(paper.encode(), "x.txt")
    for fact in batch.facts:
        assert fact.source.text == batch.source.text[fact.source.start : fact.source.end]
        assert fact.source.text.strip()
        assert fact.value


@pytest.mark.parametrize("term", [*fact_words.ANALYSES, *fact_words.DESIGNS], ids=lambda term: term.name)
@settings(max_examples=25)
@given(data=st.data())
def test_what_a_term_needs_stands_wherever_its_words_do(term: fact_terms.Term, data: st.DataObject) -> None:
    line = data.draw(st.from_regex(term.words))
    assert term.may_stand_in(line.lower())


@pytest.mark.parametrize("term", fact_words.ANALYSES, ids=lambda term: term.name)
def test_every_method_of_analysis_needs_something(term: fact_terms.Term) -> None:
    assert term.needs


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        (r"thematic(?:ally)? analys|analy[sz]ed thematically", ("thematic", "thematically")),
        (r"log-?\s?rank", ("rank",)),
        (r"M?ANOVA\b|analys[ie]s of variance", ("anova", "variance")),
        (r"tests? of", ("test",)),
        (r"a{2,3}bcd", ("bcd",)),
        (r"(?<!two )\bcluster\b", ("cluster",)),
        (r"one|[χΧ]2", ()),
        (r"three|of", ()),
        (r"[abc)]{3}\(four\)", ("four",)),
    ],
)
def test_the_pieces_that_a_pattern_needs(pattern: str, pieces: tuple[str, ...]) -> None:
    assert fact_terms.needs(pattern) == pieces
