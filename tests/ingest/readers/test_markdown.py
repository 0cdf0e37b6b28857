"""Markdown files: what is one, a whole paper, and single habits of writers and programs."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import read
from ingest.readers import markdown
from ingest.structure import Structure

PAGES = Path(__file__).resolve().parents[2] / "data" / "pages"


def paper(text: str) -> Structure:
    return markdown.read(f"# Title\n\n## Results\n\n{text}\n".encode(), "x.md")


def seen(s: Structure) -> list[tuple[str, str]]:
    return [(p.role, s.source.text[p.start : p.end]) for p in s.parts][2:]


@pytest.mark.parametrize(
    ("text", "name", "fits"),
    [
        ("# Results\n\nWalking helped most of the people who walked a lot.", "x.md", True),
        ("Results\n=======\n\nWalking helped most of the people who walked a lot.", "x.MARKDOWN", True),
        ("# Results\n\nWalking helped most of the people who walked a lot.", "x.txt", False),
        ("# Results\n\nWalking helped most of the people who walked a lot.", "-", False),
        ("1. Oak E, Pine F. Sheds and men. J Sheds. 2015;14:12–20.\n2. Elm D. Trees. J Trees. 2016.", "x.md", False),
        ("# Links\n\n- here\n- there", "x.md", False),
        ("", "x.md", False),
    ],
)
def test_what_is_a_markdown_paper(text: str, name: str, fits: bool) -> None:
    assert markdown.fits(text.encode(), name) is fits
    assert (read(text.encode(), name).form == "markdown") is fits


def test_a_whole_paper() -> None:
    batch = read((PAGES / "walking.md").read_bytes(), "walking.md")
    assert batch.document is not None
    reference = batch.document.reference
    assert reference.title == "Someone to walk with: volunteers after a stroke"
    assert [p.name for p in reference.people] == ["Ruiz, Bella", "Ash, Tom"]
    assert reference.date is not None
    assert (reference.date.year, reference.date.month, reference.date.day) == (2021, 3, 4)
    assert batch.document.keywords == ("stroke", "loneliness")
    assert [(s.number, s.title, s.level) for s in batch.document.sections] == [
        ("1.", "Introduction", 1),
        ("2.", "Results", 1),
        ("2.1", "Back in the street", 2),
        (None, "Setext heading", 1),
    ]
    assert [(f.clean, f.citations[0].places) for f in batch.findings if f.citations] == [
        ("Loneliness is common and costly.", (1, 2))
    ]
    assert [(f.text, f.speaker) for f in batch.findings if f.kind == "quote"] == [
        ("I had not been past the baker's since March.", "P4, woman, 71")
    ]
    assert [(r.label, r.doi, r.year) for r in batch.references] == [
        (None, "10.9999/sheds.1", 2015),
        (None, None, 2016),
        (None, None, 2017),
    ]
    assert [p.level for p in batch.problems if "by key" in p.message] == ["warning"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one *two* __three__ ~~four~~ `five`", [("paragraph", "one two three four five")]),
        ("a line\nthat is wrapped", [("paragraph", "a line that is wrapped")]),
        ("a line  \nwith a hard break", [("paragraph", "a line with a hard break")]),
        ("2 \\* 3 \\_x\\_ a_b_c", [("paragraph", "2 * 3 _x_ a_b_c")]),
        ("![Figure 1](f.png)\n\n[a link](https://x.org) stays", [("paragraph", "a link stays")]),
        ("> quoted\n> words\n\nafter", [("quote", "quoted words"), ("paragraph", "after")]),
        ("- one\n  - two\n- three", [("list-item", "one"), ("list-item", "two"), ("list-item", "three")]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", [("cell", "a | b"), ("cell", "1 | 2")]),
        ("```\n# no heading\n```", [("furniture", "# no heading")]),
        ("<!-- hidden -->\n\n<b>shown</b>", [("paragraph", "shown")]),
        ("**Bold line**\n\ntext", [("paragraph", "Bold line"), ("paragraph", "text")]),
        ("p < 0.05 & n > 3", [("paragraph", "p < 0.05 & n > 3")]),
        ("<script>alert(1)</script>\n\nwords", [("paragraph", "words")]),
    ],
)
def test_habits(text: str, expected: list[tuple[str, str]]) -> None:
    assert seen(paper(text)) == expected


def test_footnotes_that_are_references_are_the_list() -> None:
    s = paper(
        "Walking helps.[^1] It costs little.[^b]\n\n[^1]: Oak E, Pine F. Sheds and men. J Sheds. 2015;14:12–20.\n[^b]: Elm D. Trees. J Trees. 2016;1:2–9."
    )
    assert s.items is not None
    assert s.cites is not None
    assert [s.source.text[i.start : i.end][:5] for i in s.items] == ["Oak E", "Elm D"]
    assert [c.targets for c in s.cites] == [(0,), (1,)]


@pytest.mark.parametrize(
    "text",
    [
        ">" * 20_000,
        "[" * 20_000,
        "*" * 20_000 + "a",
        "- " * 5_000,
        "`" * 20_000,
        "![a](" * 5_000,
        "[^a" * 5_000,
        "|" * 20_000,
        "\\" * 20_000,
    ],
)
def test_bombs(text: str) -> None:
    assert paper(text + "\n\nthe end of it").source.text


PIECES = [
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "\n",
    "\n\n",
    "*",
    "**",
    "_",
    "`",
    "```",
    "[",
    "]",
    "(#r1)",
    "[^1]",
    "[^1]: ",
    "|",
    "---",
    "<a id=r1></a>",
    "<div>",
    "words ",
    "![",
    "\\",
    "&amp;",
    "\x00",
    "    ",
    "\t",
    "[@k]",
    "References",
    "Oak E. Sheds. J Sheds. 2015;1:2.",
]


def check(text: str) -> None:
    s = markdown.read(text.encode(), "x.md")
    last = 0
    for p in s.parts:
        assert last <= p.start < p.end <= len(s.source.text)
        last = p.end
    assert all(0 <= t < len(s.items or ()) for c in s.cites or () for t in c.targets)


@given(st.lists(st.sampled_from(PIECES), max_size=50))
@settings(max_examples=100)
def test_any_order_of_signs_is_read(pieces: list[str]) -> None:
    check("".join(pieces))


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_hundred_thousand_files() -> None:
    rng = random.Random(7)
    for _ in range(100_000):
        check("".join(rng.choice(PIECES) for _ in range(rng.randrange(60))))
