"""Invented works in every layout that people paste come back as exactly these items, in order, link words off."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bib.model import Source
from ingest.references import read_list
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


def check(text: str, drawn: object) -> None:
    source = Source("list.txt", "0" * 64, "0" * 64, "text@1", text)
    items, _ = split_auto(source, 0, len(text))
    letters = layouts.letters
    assert [letters(core(text, item)) for item in items] == [letters(x) for x in drawn.cores]  # type: ignore[attr-defined]
    assert [item.label.text if item.label else None for item in items] == drawn.labels  # type: ignore[attr-defined]
    wholes = [letters(drawn.text[a:b]) for a, b in drawn.spans]  # type: ignore[attr-defined]
    # what a page prints below its list ("Download references") may stand in the last item's raw words, no others' may
    for item, whole in zip(items, wholes, strict=True):
        raw = letters(text[item.start : item.end])
        assert raw == whole or (item is items[-1] and raw.startswith(whole))


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda layout: layout.name)
def test_traps_in_every_layout(layout: object, damage: str) -> None:
    drawn = layout.draw([w.work(layout.style) for w in works.WORKS])  # type: ignore[attr-defined]
    check(DAMAGES[damage](drawn.text), drawn)


@settings(max_examples=150)
@given(
    st.sampled_from(layouts.LAYOUTS),
    st.sampled_from(sorted(DAMAGES)),
    st.lists(invented(), min_size=8, max_size=16, unique_by=lambda work: (work.people, work.title)),
    st.booleans(),
)
def test_any_works_in_every_layout(layout: object, damage: str, listed: list[object], ordered: bool) -> None:
    printed = [work.work(layout.style) for work in listed]  # type: ignore[attr-defined]
    if ordered:
        printed.sort(key=lambda work: work.printed.casefold())
    drawn = layout.draw(printed)  # type: ignore[attr-defined]
    check(DAMAGES[damage](drawn.text), drawn)
