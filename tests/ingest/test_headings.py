"""Headings in every dress, and lines that only look like one."""

from __future__ import annotations

import pytest

from ingest import headings, read

PROSE = "Companions work on many wards, and little is known about what they do there all day long."

SURE = [
    ("3. Results", "Results", "3", 1),
    ("3.2.1. Weather and funding", "Weather and funding", "3.2.1", 3),
    ("3.2 Theme 1: Being staff", "Theme 1: Being staff", "3.2", 2),
    ("## What nurses saw", "What nurses saw", None, 2),
    ("### 3.1 What nurses saw", "What nurses saw", "3.1", 3),
    ("**What nurses saw**", "What nurses saw", None, 2),
    ("RESULTS", "RESULTS", None, 1),
    ("MATERIALS AND METHODS", "MATERIALS AND METHODS", None, 1),
    ("Authors’ contributions", "Authors’ contributions", None, 1),
    ("Theme 2 — Keys", "Theme 2 — Keys", None, 2),
    ("Theme two: Keys", "Theme two: Keys", None, 2),
    ("Sub-theme 2.1: Counting keys", "Sub-theme 2.1: Counting keys", None, 3),
    ("IV. RESULTS", "RESULTS", "IV", 1),
]


@pytest.mark.parametrize(("line", "title", "number", "level"), SURE)
def test_headings_that_need_no_neighbours(line: str, title: str, number: str | None, level: int) -> None:
    found = headings.read(line)
    assert found is not None
    assert (found.title, found.number, found.level, found.sure) == (title, number, level, True)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Theme 1: Being staff", "Being staff"),
        ("Theme 2 — Keys", "Keys"),
        ("Sub-theme 2.1: Counting keys", "Counting keys"),
        ("Category IV: Feeling abandoned", "Feeling abandoned"),
        ("Results", None),
        ("Themes in the literature", None),
    ],
)
def test_what_a_theme_is_about(title: str, name: str | None) -> None:
    assert headings.theme_name(title) == name


@pytest.mark.parametrize(
    "line",
    [
        "12 patients withdrew",
        "1) being over 18",
        "and so on",
        PROSE,
        "Age over 18;",
        "see below",
        "0.5 mg daily",
        "1. They were asked.",
        "—Larry of the gate and of",
    ],
)
def test_lines_that_are_no_sure_heading(line: str) -> None:
    found = headings.read(line)
    assert found is None or not found.sure


def titles(*lines: str) -> list[tuple[str, ...]]:
    text = "\n\n".join(("Keys on wards", "1. Introduction", PROSE, *lines))
    document = read(text.encode(), "keys.txt").document
    assert document
    return [s.path for s in document.sections][1:]


def test_a_short_line_before_a_paragraph_is_a_heading() -> None:
    assert titles("2. Results", PROSE, "Counting keys", PROSE) == [("Results",), ("Results", "Counting keys")]


def test_a_list_is_no_heading() -> None:
    assert titles(
        "2. Methods",
        "We took these:",
        "Keys of brass",
        "Keys of steel",
        "Keys of tin",
        "No keys at all",
        "3. Results",
        PROSE,
    ) == [
        ("Methods",),
        ("Results",),
    ]


def test_numbered_items_are_no_headings() -> None:
    assert titles(
        "2. Methods",
        "We did three things here.",
        "1. Keys were counted",
        "2. Keys were hidden",
        "3. Keys were found",
        PROSE,
    ) == [("Methods",)]


def test_unnumbered_headings_nest_by_what_stands_between() -> None:
    lines = ("Results", "What nurses saw", "Quieter evenings", PROSE, "Lost keys", PROSE, "Discussion", PROSE)
    assert titles(*lines) == [
        ("Results",),
        ("Results", "What nurses saw"),
        ("Results", "What nurses saw", "Quieter evenings"),
        ("Results", "What nurses saw", "Lost keys"),
        ("Discussion",),
    ]


def test_sections_end_where_the_next_of_their_level_begins() -> None:
    text = "\n\n".join(("1. Methods", PROSE, "1.1. Setting", PROSE, "2. Results", PROSE))
    document = read(text.encode(), "x.txt").document
    assert document
    first, inner, last = document.sections
    assert first.end == inner.end == last.heading.start
    assert text[inner.start : inner.end].strip() == PROSE
    assert last.end == len(text)
