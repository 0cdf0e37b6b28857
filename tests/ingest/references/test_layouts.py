"""Invented works in every layout that people paste come back as exactly these items, in order, link words off."""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bib.model import Source
from ingest import read
from ingest.references.item import core
from ingest.references.split import split_auto

ROOT = Path(__file__).resolve().parents[3]


def _load(name: str, path: Path) -> ModuleType:
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


layouts = _load("benchmarks.layouts", ROOT / "benchmarks" / "layouts.py")
works = _load("tests_data_lists_works", ROOT / "tests" / "data" / "lists" / "works.py")

FAMILIES = (
    "Ash", "Birch", "Cedar", "van den Elm", "O’Oak", "Pine-Fir", "Rowan", "de Yew", "Maple", "Hazel", "Ågren", "Łoza",
    "Alder", "Beech", "Thorn", "Willow", "Quince", "Juniper",
)  # fmt: skip
TITLES = (
    "Peers at the ward door", "Risk and its uses: a trial of sheds", "Searching for sheds in PubMed", "What is an Article",
    "The sheds of 1984", "Is it so? A survey of 1,200 men", "Sheds, men and time. Part 2", "24 hours of care",
    "Loneliness among older men in rural towns of the north and what became of them in the years of the great sheds",
    "Do volunteers help", "Using Medline and Google Scholar together",
)  # fmt: skip
JOURNALS = ("Journal of Invented Care", "Sheds Today", "BMJ", "Annals of Made-up Nursing", "Int J Sheds", "PLoS One")


@st.composite
def invented(draw: st.DrawFn) -> object:
    people = draw(
        st.lists(st.tuples(st.sampled_from(FAMILIES), st.sampled_from(("A", "BC", "D", "EF"))), min_size=1, max_size=7)
    )
    doi = draw(st.sampled_from(("", "10.5555/x.2011.12")))
    volume, first = draw(st.integers(1, 90)), draw(st.integers(1, 900))
    return works.Invented(
        tuple(people), str(draw(st.integers(1965, 2024))), draw(st.sampled_from(TITLES)), draw(st.sampled_from(JOURNALS)),
        str(volume), f"{first}–{first + 9}", doi=doi,
    )  # fmt: skip


def _nbsp(text: str) -> str:
    return "".join(
        "\u00a0" if c == " " and i % 3 == 0 and text[i - 1 : i] not in "\n " else c for i, c in enumerate(text)
    )


DAMAGES = {
    "none": lambda text: text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "line separators": lambda text: text.replace("\n", "\u2028"),
    "blanks at ends": lambda text: text.replace("\n", "  \n") + "\n \n\n",
    "indented": lambda text: "\n".join("   " + line if line else line for line in text.split("\n")),
    "mark at the beginning": lambda text: "\ufeff" + text,
    "no-break spaces": _nbsp,
}


def check(text: str, drawn: Any) -> None:
    source = Source("list.txt", "0" * 64, "0" * 64, "text@1", text)
    items, _ = split_auto(source, 0, len(text))
    letters = layouts.letters
    assert [letters(core(text, item)) for item in items] == [letters(x) for x in drawn.cores]
    assert [item.label.text if item.label else None for item in items] == drawn.labels
    wholes = [letters(drawn.text[a:b]) for a, b in drawn.spans]
    # what a page prints below its list ("Download references") may stand in the last item's raw words, no others' may
    for item, whole in zip(items, wholes, strict=True):
        raw = letters(text[item.start : item.end])
        assert raw == whole or (item is items[-1] and raw.startswith(whole))


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda layout: layout.name)
def test_traps_in_every_layout(layout: Any, damage: str) -> None:
    drawn = layout.draw([w.work(layout.style) for w in works.WORKS])
    check(DAMAGES[damage](drawn.text), drawn)


PAIRS = sorted((ROOT / "tests" / "data" / "lists").glob("*.txt"))


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_pairs(path: Path) -> None:
    """Whole lists, read through the one door, as a user adds them."""
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    batch = read(path.read_bytes(), path.name)
    assert batch.document is None
    assert [r.label for r in batch.references] == [item["label"] for item in wanted]
    text = batch.source.text
    items, _ = split_auto(batch.source, 0, len(text))
    assert [r.source and (r.source.start, r.source.end) for r in batch.references] == [(x.start, x.end) for x in items]
    assert [layouts.letters(core(text, x)) for x in items] == [layouts.letters(x["words"]) for x in wanted]
    for reference in batch.references:
        assert not {"Google Scholar", "CrossRef", "View article"} & {reference.title, reference.container}


PAGE = """Sheds and loneliness among older men

Bea Ash, Dan Elm

Abstract

Loneliness is common among older men. We asked 34 men what sheds had done for them.

Keywords: sheds; loneliness

1. Introduction

Loneliness is linked with early death in many countries of the world, and nobody knows what to do about it in rural towns.

2. Results

Most men said that visits made the week shorter, and that they had laughed for the first time since the funeral of their wives.

3. Conclusions

Services should bring sheds to every town that has none, for men who live alone have nothing else to do there.

{heading}

{listed}

{below}"""
HEADINGS = ("References", "Literaturverzeichnis", "6. References:", "**Bibliography**", "REFERENCES (10)", "")
BELOW = (
    "",
    "Appendix A. Interview guide\n\nWhat did you do in the shed? How did it feel to be there?",
    "About the authors\n\nBea Ash is a professor of sheds at the University of Nowhere. She has been there for long.",
    "Bea Ash is a professor of sheds at the University of Nowhere. She has been there for long and was a nurse.",
    "Table 1. Men\n\nName\tAge\nBob\t77\nTim\t81",
    "Copyright information\n\n© Some House 2015\n\nBack to top",
)


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("n", range(len(layouts.LAYOUTS)), ids=lambda n: layouts.LAYOUTS[n].name)
def test_the_list_of_a_paper(n: int, heading: str) -> None:
    """The whole page around the list: found, with and without a heading, and what stands below it left out."""
    layout = layouts.LAYOUTS[n]
    drawn = layout.draw([w.work(layout.style) for w in works.WORKS])
    below = BELOW[(n + HEADINGS.index(heading)) % len(BELOW)]
    batch = read(PAGE.format(heading=heading, listed=drawn.text, below=below).encode(), "paper.txt")
    assert batch.form == "paper"
    assert [r.label for r in batch.references] == drawn.labels
    said = [f.text.split()[0] for f in batch.findings if f.kind == "sentence"]
    assert said == ["Loneliness", "Most", "Services"]
    assert not [r.raw for r in batch.references if "professor" in r.raw or "Interview" in r.raw or "Bob" in r.raw]


# Left out below: wrapped lines with neither number, indent nor blank line, where words alone divide (measured in
# `benchmarks/lists.py`).
SURE = [layout for layout in layouts.LAYOUTS if layout.name not in ("wrapped-flush", "pdf-flush")]


@settings(max_examples=150)
@given(
    st.sampled_from(SURE),
    st.sampled_from(sorted(DAMAGES)),
    st.lists(invented(), min_size=8, max_size=16, unique_by=lambda work: (work.people, work.title)),
    st.booleans(),
)
def test_any_works_in_every_layout(layout: Any, damage: str, listed: list[Any], ordered: bool) -> None:
    printed = [work.work(layout.style) for work in listed]
    if ordered:
        printed.sort(key=lambda work: work.printed.casefold())
    drawn = layout.draw(printed)
    check(DAMAGES[damage](drawn.text), drawn)


PIECES = st.one_of(
    st.sampled_from(
        ("\n", "\n\n", "\r\n", "\r", "\u2028", "\f", "   ", "\t", "1. ", "[2] ", "3\n", "S1. ", "4a) ", "- ", "↵", "References\n",
         "Further reading\n", "A\n", "112\n", "Ash et al. / Sheds 12\n", "Page 3 of 9\n", "Google Scholar", " [PubMed]", "CrossRef",
         " - DOI - PMC - PubMed", " · ", "View PDF", "Show all 87 references\n", "Benson et al., 2020\n", "Appendix A\n", "2011",
         "Ash B, Elm D. ", "Ash, B. (2011). ", "J Sheds. 2011;10:1–9.", "https://example.org/a ", "This shows that it is so.\n", "depres-\n",
         "van den Elm, J. ", "; Elm D. ", "See also ", "\ufeff", "\0", "참고문헌\n"),
    ),
    st.text(max_size=6),
)  # fmt: skip
ANY = st.lists(PIECES, max_size=40).map("".join)


def nothing_is_lost(text: str) -> None:
    """No exception, items in order and apart, every letter in an item or a Problem."""
    source = Source("list.txt", "0" * 64, "0" * 64, "text@1", text)
    items, problems = split_auto(source, 0, len(text))
    held = [False] * len(text)
    last = 0
    for item in items:
        assert last <= item.start <= item.body <= item.end
        last = item.end
        core(text, item)
    for low, high in [(x.start, x.end) for x in items] + [(p.source.start, p.source.end) for p in problems if p.source]:
        held[low:high] = [True] * (high - low)
    assert not [c for c, h in zip(text, held, strict=True) if not h and c.isalnum()]


@settings(max_examples=150)
@given(ANY)
def test_nothing_is_lost(text: str) -> None:
    nothing_is_lost(text)


@pytest.mark.parametrize(
    "text",
    [
        "Google Scholar\nBenson et al., 2020\nBenson et al., 2020\n- \n1. ",
        "It is so.\n1. [2] van den Elm, J. 2011\nSee also [PubMed]J Sheds. 2011;10:1–9.Ash B, Elm D. Ash\n4a) View PDF",
    ],
)
def test_nothing_is_lost_that_was_once(text: str) -> None:
    """Found by the test below."""
    nothing_is_lost(text)


@pytest.mark.slow
@pytest.mark.timeout(3_600)
@settings(max_examples=100_000)
@given(ANY)
def test_nothing_is_lost_whatever_comes(text: str) -> None:
    nothing_is_lost(text)


@pytest.mark.slow
@pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda layout: layout.name)
def test_time_is_linear_in_the_lines(layout: Any) -> None:
    """A list of some 100,000 lines is split in seconds."""
    printed = [w.work(layout.style) for w in works.WORKS] * 2_000
    text = layout.draw(printed).text
    started = time.process_time()
    split_auto(Source("list.txt", "", "", "text@1", text), 0, len(text))
    assert time.process_time() - started < 60
