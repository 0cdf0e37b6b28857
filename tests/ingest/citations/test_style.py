"""How a paper cites is decided once, from all of it; the same invented paper in every style."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from ingest import read
from ingest.citing import ByWords
from ingest.sentences import split
from tests.ingest.citations.kit import listed, marked, numbered

PAPERS = Path(__file__).resolve().parents[2] / "data" / "papers" / "citing"
STYLES = ("bracketed", "superscript", "parenthesised", "author-year")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_same_paper_in_every_style(style: str, ends: str) -> None:
    text = (PAPERS / f"{style}.txt").read_text("utf-8").replace("\n", ends)
    expected = json.loads((PAPERS / f"{style}.json").read_text("utf-8"))
    batch = read(text.encode(), f"{style}.txt")
    assert len(batch.references) == expected["references"]
    found = [[c.marker, list(c.places)] for f in batch.findings for c in f.citations]
    assert found == expected["citations"]
    for finding in batch.findings:
        assert not any(c.marker in finding.clean for c in finding.citations if len(c.marker) > 2)


@pytest.mark.parametrize("style", STYLES[:3])
def test_without_its_list_numbers_are_as_printed(style: str) -> None:
    text = (PAPERS / f"{style}.txt").read_text("utf-8").partition("References")[0]
    expected = json.loads((PAPERS / f"{style}.json").read_text("utf-8"))
    batch = read(text.encode(), f"{style}.txt")
    assert [list(c.numbers) for f in batch.findings for c in f.citations] == [n for _, n in expected["citations"]]
    assert not any(c.places for f in batch.findings for c in f.citations)


@pytest.mark.parametrize(
    ("text", "references", "style"),
    [
        ("So [1]. So [2]. In Rome (3) and Oslo (4) and so.5", numbered(12), "bracketed"),
        ("So (1). So (2). So (3, 4). Rooms of 5 m2.", numbered(5), "parenthesised"),
        ("So.1 So.2 So.3,4 It lists (1) a hall, (2) a kettle.", numbered(5), "superscript"),
        ("So (Smith et al., 2019). It has (1) a hall and (2) a key.", listed(), "author-year"),
        ("Nothing at all.", numbered(5), "none"),
        ("So [1].", [], "bracketed"),
        ("", [], "none"),
    ],
)
def test_one_style_a_paper(text: str, references: list, style: str) -> None:  # type: ignore[type-arg]
    assert marked(text, references).style == style


def test_a_numbered_paper_may_name_a_work_of_its_list() -> None:
    found = marked("So [1, 2, 3]. So [4–12]. Núñez (2017) agrees, as Ghost (2001) does.", listed())
    assert [c.places for c in found.citations][2:] == [(9,)]


def test_places_follow_printed_labels() -> None:
    from dataclasses import replace

    references = [replace(r, label=str(n)) for n, r in enumerate(numbered(3), 11)]
    assert [c.places for c in marked("So [12]. So [11, 13].", references).citations] == [(2,), (1, 3)]


@pytest.mark.parametrize(
    ("text", "mark", "sentences"),
    [
        ("It grew in the world.2–6 My view differs.", "2–6", ["It grew in the world.2–6", "My view differs."]),
        ("It grew.5 6 In 2013 it fell.", "5 6", ["It grew.5 6", "In 2013 it fell."]),
        (
            "It was an infection.( 1 , 2 ) In time it fell.",
            "( 1 , 2 )",
            ["It was an infection.( 1 , 2 )", "In time it fell."],
        ),
        ("He said “no”.3 They left.", "3", ["He said “no”.3", "They left."]),
        ("It grew.3", "3", ["It grew.3"]),
        ("Smith et al.3 reported it.", "3", ["Smith et al.3 reported it."]),
    ],
)
def test_a_marker_glued_to_a_stop_belongs_to_the_sentence_before(text: str, mark: str, sentences: list[str]) -> None:
    at = text.index(mark)
    assert [text[a:b] for a, b in split(text, [(at, at + len(mark))])] == sentences


def test_who_asks_without_paragraphs_gets_all_but_the_list() -> None:
    from bib.model import Reference, Source, Span

    text = "So (1).\n\nSo (2). So (3).\n\n1. One. 2001.\n2. Two.\n3. Three (2).\n"
    source = Source("x", "", "", "", text)
    references = [
        Reference(label=str(n), source=Span(source, text.index(t), text.index(t) + len(t)))
        for n, t in enumerate(("1. One. 2001.", "2. Two.", "3. Three (2)."), 1)
    ]
    found, _ = ByWords(source, references).find(0, len(text))
    assert [c.places for c in found] == [(1,), (2,), (3,)]


@pytest.mark.parametrize(
    "unit",
    [
        "word1 ",
        "(1) ",
        "Smith (2019), ",
        "1, ",
        "(((",
        "[1",
        "Smith and ",
        "A. ",
        "2019 ",
        "al. 2019; ",
        "^1",
        "1.1.",
        "), (",
        "⁶",
    ],
)
def test_time_is_linear_in_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        started = time.process_time()
        marked(unit * (size // len(unit)), listed())
        return time.process_time() - started

    assert seconds(10_000) < 30 * max(seconds(1_000), 0.02)
