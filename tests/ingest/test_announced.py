"""Themes announced in a sentence, a list or a table, and what hangs under them."""

from __future__ import annotations

import pytest

from ingest import read
from ingest.announced import names, same, starts_with
from ingest.model import Batch

SURE = [
    ("Three themes emerged: stigma, money and time off.", "stigma|money|time off"),
    ("The main themes were (1) being heard; (2) night and day; and (3) money.", "being heard|night and day|money"),
    (
        "The experiences resulted in four categories: Heading back; Status quo; Feeling confirmed; and Feeling left, "
        "with 13 related subcategories.",
        "Heading back|Status quo|Feeling confirmed|Feeling left",
    ),
    (
        "We identified three themes: ‘loss of sleep’, ‘nurses’ own fear’ and ‘hope’.",
        "loss of sleep|nurses’ own fear|hope",
    ),
    ("Two overarching themes were identified: trust and distance, and loss.", "trust and distance|loss"),
    ("Four themes were identified (Table 2): loss of sleep, fear, anger, and hope.", "loss of sleep|fear|anger|hope"),
    ("Analysis generated three main themes, namely loss of sleep, fear, and hope.", "loss of sleep|fear|hope"),
    (
        "Two themes are described below: “being alone” (seven papers) and “being seen” (two papers).",
        "being alone|being seen",
    ),
    (
        "Five categories emerged, which are: a) sleep, b) food, c) work, d) care, e) money.",
        "sleep|food|work|care|money",
    ),
    (
        "Three themes emerged from the analysis: (a) “I am not me”: loss of self, (b) learning to wait, and (c) hope.",
        "“I am not me”: loss of self|learning to wait|hope",
    ),
    ("The following themes emerged: distrust; the night; going home.", "distrust|the night|going home"),
    ("These findings were organised into 3 themes: waiting, hoping, leaving.", "waiting|hoping|leaving"),
]
UNSURE = [
    "Three themes emerged from the data: stigma and money.",
    "Themes included stigma, money and time.",
    "The interview guide covered three topics: sleep, food and work.",
    "Three themes were found in the literature: sleep, food and work.",
    "Two themes emerged.",
    "Data were grouped under the themes of sleep and food.",
    "Three wards took part: the red, the green and the blue one.",
    "Themes will be grouped under three categories: sleep, food and work.",
]


@pytest.mark.parametrize(("sentence", "wanted"), SURE)
def test_names_in_a_sentence(sentence: str, wanted: str) -> None:
    assert "|".join(sentence[a:b] for a, b in names(sentence)) == wanted


@pytest.mark.parametrize("sentence", UNSURE)
def test_what_does_not_add_up_is_no_theme(sentence: str) -> None:
    assert names(sentence) == ()


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Loss of sleep", "loss of sleep", True),
        ("“Loss of sleep”", "The loss of sleep", True),
        ("Loss of sleep", "Loss of sleep: nights on the ward", True),
        ("Loss", "Loss of sleep", False),
        ("Fear", "Hope", False),
    ],
)
def test_names_of_one_theme(one: str, other: str, alike: bool) -> None:
    assert same(one, other) is alike


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Loss of sleep was the largest theme.", True),
        ("The first theme, loss of sleep, was told by all.", True),
        ("Theme 2: loss of sleep. Nurses woke early.", True),
        ("The theme “loss of sleep” was told by all.", True),
        ("Nurses spoke of loss of sleep.", False),
        ("Loss of sleepers was seen.", False),
    ],
)
def test_a_paragraph_that_opens_with_its_theme(text: str, begins: bool) -> None:
    assert starts_with(text, "loss of sleep") is begins


def paper(results: str) -> Batch:
    head = "Nights on a ward\n\n1. Introduction\n\nCompanions work on many wards and little is known about what they do all day long there.\n\n"
    return read(
        f"{head}2. Results\n\n{results}\n\n3. Discussion\n\nLoss of sleep was seen on other wards too, as has been told before.\n".encode(),
        "x.txt",
    )


def test_findings_hang_under_an_announced_theme_only_where_it_is_sure() -> None:
    batch = paper(
        "Two themes emerged: loss of sleep and fear of alarms.\n\n"
        "Loss of sleep was told by all. Nurses woke early:\n\n“I’m awake at four, you know, every day.” (P3)\n\n"
        "The second theme, fear of alarms, was told by three.\n\nNobody spoke of loss of sleep in the first week of the study, which was calm."
    )
    assert [(t.name, t.origin, t.source.text) for t in batch.themes] == [
        ("loss of sleep", "announced", "loss of sleep"),
        ("fear of alarms", "announced", "fear of alarms"),
    ]
    hung = {f.clean: f.theme for f in batch.findings if f.section == ("Results",)}
    assert hung == {
        "Two themes emerged: loss of sleep and fear of alarms.": (),
        "Loss of sleep was told by all.": ("loss of sleep",),
        "Nurses woke early:": ("loss of sleep",),
        "“I’m awake at four, you know, every day.” (P3)": ("loss of sleep",),
        "The second theme, fear of alarms, was told by three.": ("fear of alarms",),
        "Nobody spoke of loss of sleep in the first week of the study, which was calm.": (),
    }
    assert all(f.theme == () for f in batch.findings if f.section == ("Discussion",))


def test_an_announced_theme_with_a_heading_is_the_headings() -> None:
    batch = paper(
        "Two themes emerged: loss of sleep and fear of alarms.\n\n2.1 Loss of sleep\n\nNurses woke early on most days of the week, all said.\n\n"
        "2.2 Fear of alarms\n\nNurses feared alarms on most days of the week, as nearly all said."
    )
    assert [(t.name, t.origin) for t in batch.themes] == [("Loss of sleep", "heading"), ("Fear of alarms", "heading")]
    assert {f.theme for f in batch.findings if f.section[:1] == ("Results",)} == {
        (),
        ("Loss of sleep",),
        ("Fear of alarms",),
    }


def test_themes_in_a_list_below_a_colon() -> None:
    batch = paper(
        "Three themes emerged from what was said:\n\n1. Loss of sleep: nights on the ward.\n\n2. Fear of alarms.\n\n3. Hope."
    )
    assert [t.name for t in batch.themes] == ["Loss of sleep", "Fear of alarms", "Hope"]


def test_themes_in_a_table() -> None:
    batch = paper(
        "Nurses spoke of many things, which are shown in the table below with their parts.\n\nTable 1. Themes and subthemes\n\n"
        "Theme\tSubtheme\n\nLoss of sleep\tnights\n\n\tearly mornings\n\nFear\talarms"
    )
    assert [(t.path, t.source.text) for t in batch.themes if t.origin == "announced"] == [
        (("Loss of sleep",), "Loss of sleep"),
        (("Loss of sleep", "nights"), "nights"),
        (("Loss of sleep", "early mornings"), "early mornings"),
        (("Fear",), "Fear"),
        (("Fear", "alarms"), "alarms"),
    ]


@pytest.mark.parametrize(
    "text", ["themes emerged: " + "(" * 3000, "Three themes emerged: " + "a, " * 3000, "two " * 4000 + "themes:"]
)
def test_long_lines_take_no_time(text: str) -> None:
    assert isinstance(names(text), tuple)


def test_parts_announced_under_a_heading_are_parts_of_its_theme() -> None:
    batch = paper(
        "Nurses spoke of many things, which are told below.\n\n2.1 Loss of sleep\n\nNurses woke early on most days. "
        "Two subthemes emerged: early mornings and loud nights.\n\nEarly mornings were told by all of the nurses on the ward."
    )
    assert [(t.path, t.origin) for t in batch.themes] == [
        (("Loss of sleep",), "heading"),
        (("Loss of sleep", "early mornings"), "announced"),
        (("Loss of sleep", "loud nights"), "announced"),
    ]
    assert [f.theme for f in batch.findings if f.clean.startswith("Early")] == [("Loss of sleep", "early mornings")]


def test_scales_of_an_instrument_are_no_themes() -> None:
    text = "Nights\n\n1. Introduction\n\nWards are loud, and nobody knows why it is so on most of them.\n\n2. Methods\n\nThe form has three categories: sleep, food and work.\n"
    assert [t for t in read(text.encode(), "x.txt").themes if t.origin == "announced"] == []
