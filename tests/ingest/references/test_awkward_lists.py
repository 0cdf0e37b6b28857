"""Lists and items that were once read wrongly, all invented: every case is a paste of a librarian's day."""

from __future__ import annotations

from typing import Any

import pytest

from bib.model import Problem, Reference, Source
from ingest import read
from ingest.references import read_list, title_span
from ingest.references.plain import fold, fold_map

ASH = "Ash B, Birch C. Peers at the ward door. J Invent Care. 2011;10(2):238–50."
ELM = "Elm D. Risk and its uses. London: Fir Press; 2014."


def listed(text: str, split: str = "auto") -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    return read_list(Source("list.txt", "0" * 64, "0" * 64, "text@1", text), 0, len(text), split)


LISTS: tuple[tuple[str, str, list[str | None]], ...] = (
    (
        "an organisation below an item that ends in an address, APA",
        "Ministry of Woods. (2021). Caring for trees. Fir Press. https://www.example.org/caring-for-trees\n"
        "World Tree Organization. (2017, March 3). Trees in old age. https://www.example.org/old-age\n"
        "Ash, B. (2019). Walking in woods. Invented Care, 10(2), 1–9.\n",
        ["Caring for trees", "Trees in old age", "Walking in woods"],
    ),
    (
        "a dash for the same author is an item of its own",
        "Ash, Bea. 2020. Walking in Woods. London: Fir Press.\n"
        "———. 2021. “Talking in Woods.” Invented Care 3:44–61.\n",
        ["Walking in Woods", None],
    ),
    ("the heading glued to the first number", f"References1. {ASH}CrossRefGoogle Scholar2. {ELM}Google Scholar",
     ["Peers at the ward door", "Risk and its uses"]),
    (
        "PLOS's link words glued on a line of their own",
        f"1. {ASH} pmid:26000001\nView ArticlePubMed/NCBIGoogle Scholar\n2. {ELM}\nView ArticleGoogle Scholar\n",
        ["Peers at the ward door", "Risk and its uses"],
    ),
)  # fmt: skip


@pytest.mark.parametrize(("text", "titles"), [case[1:] for case in LISTS], ids=[case[0] for case in LISTS])
def test_lists(text: str, titles: list[str | None]) -> None:
    references, _ = listed(text)
    assert [r.title for r in references] == titles


def test_a_dash_for_the_authors_is_told() -> None:
    _, problems = listed(LISTS[1][1])
    assert [p.message for p in problems] == ["a dash stands for the authors of the item above: kept as printed"]


def test_three_wrapped_numbered_references_are_a_list() -> None:
    text = (
        "[1] Ash B, Birch C. Peers at the\nward door. J Invent Care. 2011;10(2):\n238–50.\n"
        "[2] Elm D. Risk and its uses. London: Fir\nPress; 2014.\n"
        "[3] Oak E, Pine F. Three kinds of lis-\ntening. Ann Made Nurs. 2009;3:e1001.\n"
    )
    batch = read(text.encode(), "list.txt")
    assert [r.title for r in batch.references] == [
        "Peers at the ward door",
        "Risk and its uses",
        "Three kinds of listening",
    ]
    assert batch.document is None


ITEMS: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "World Tree Organization. Ageism. Geneva: WTO Press; 2021.",
        {"kind": "book", "title": "Ageism", "publisher": "WTO Press", "place": "Geneva"},
    ),
    (
        "Ash, B.; Birch, C. Sheds and Tools, 2nd ed.; Fir House: Oxford, UK, 2018; pp. 12–40.",
        {"publisher": "Fir House", "place": "Oxford, UK", "title": "Sheds and Tools"},
    ),
    (
        "Ash, B. (2020). Sheds revisited. In C. Birch & D. Elm (Eds.), Handbook of sheds (2nd ed., pp. 233–251). Fir Press.",
        {"kind": "chapter", "container": "Handbook of sheds", "pages": "233–251", "publisher": "Fir Press"},
    ),
    (
        "Ash, B. (2020). Sheds again. In C. Birch (Ed.), Handbook of sheds (Vol. 2, pp. 33–51). Fir Press.",
        {"kind": "chapter", "container": "Handbook of sheds", "pages": "33–51", "volume": "2"},
    ),
    (
        "Ash, B. (2016). On befriending [Doctoral dissertation, University of Leeds]. White Oak eTheses.",
        {"kind": "thesis", "title": "On befriending", "publisher": "University of Leeds"},
    ),
    (
        "Ash, B. (2016) On befriending. PhD thesis. University of Leeds.",
        {"kind": "thesis", "publisher": "University of Leeds", "place": None},
    ),
    ("Ash B. Walking Groups. 3rd ed. McGraw-Hill; 2018:44-61.",
     {"kind": "book", "title": "Walking Groups", "publisher": "McGraw-Hill", "pages": "44-61", "volume": None}),
    (
        "Ash B, Birch C. Measuring it. In: Elm D, ed. Handbook of Function. Academic Press; 2011:112-130.",
        {"kind": "chapter", "container": "Handbook of Function", "pages": "112-130", "publisher": "Academic Press"},
    ),
    (
        "Ash, B. and O'Birch, C. (2019) 'Nurses' work among men's sheds', Journal of Sheds, 14(2), pp. 101–119.",
        {"title": "Nurses' work among men's sheds", "container": "Journal of Sheds", "pages": "101–119"},
    ),
    (
        "Ash, B., & Birch, C. (2019). Sheds in the *old* town. *Health & Sheds*, *14*(2), 101–119.",
        {"title": "Sheds in the old town", "container": "Health & Sheds", "volume": "14", "issue": "2"},
    ),
)  # fmt: skip


@pytest.mark.parametrize(("text", "fields"), ITEMS)
def test_items(text: str, fields: dict[str, Any]) -> None:
    (found,), problems = listed(text, "lines")
    assert {name: getattr(found, name) for name in fields} == fields
    assert problems == ()


def test_a_body_whose_name_ends_like_initials() -> None:
    (found,), _ = listed("Shed UK (2020) Later life in sheds. London: Shed UK.", "lines")
    assert [p.literal for p in found.people] == ["Shed UK"]
    (person,), _ = listed("Patel UK, Ash B. Later life in sheds. J Sheds. 2020;1:2–3.", "lines")
    assert [p.name for p in person.people] == ["Patel, UK", "Ash, B"]


def test_emphasis_goes_and_the_place_of_the_title_stays_verbatim() -> None:
    raw = "Ash, B. (2019). *Sheds in the* old town. *Health & Sheds*, *14*(2), 101–119. 2 * 3 * 4"
    folded, offsets = fold_map(raw)
    assert folded == fold(raw) == "Ash, B. (2019). Sheds in the old town. Health & Sheds, 14(2), 101–119. 2 * 3 * 4"
    assert [raw[i] for i in offsets] == list(folded)
    (found,), _ = listed(raw[:-10], "lines")
    span = title_span(found)
    assert span is not None
    assert span.text == "Sheds in the* old town"
