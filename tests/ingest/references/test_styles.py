"""One reference of every kind in every style, all invented: each field as it should come out."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest

from bib.model import Person, Reference, Source
from ingest.references import read_list, title_span

E = "–"


def read(text: str) -> Reference:
    source = Source("list.txt", "0" * 64, "0" * 64, "text@1", text)
    references, _ = read_list(source, 0, len(text), "lines")
    assert len(references) == 1
    return references[0]


# text, kind, authors as `Person.name`, title, then the other fields that are set
CASES: tuple[tuple[str, str, list[str], str, dict[str, Any]], ...] = (
    # APA
    (
        "Ash, B. C., & Birch-Hill, D. (2011). Peers at the door: A trial. Journal of Invented Care, 10(2), 238–250.",
        "article-journal",
        ["Ash, B. C.", "Birch-Hill, D."],
        "Peers at the door: A trial",
        {"container": "Journal of Invented Care", "volume": "10", "issue": "2", "pages": "238–250", "year": 2011},
    ),
    (
        "Ash, B., van den Berg, C., O’Neill, D., et al. (2006a). Is it so? Invented Psychiatry, 101, 16.",
        "article-journal",
        ["Ash, B.", "van den Berg, C.", "O’Neill, D."],
        "Is it so?",
        {"container": "Invented Psychiatry", "volume": "101", "pages": "16", "year": 2006, "suffix": "a", "etal": True},
    ),
    (
        "Rowan, I. (2007). Starting again. In J. Maple & K. Larch (Eds.), Handbook of second chances (pp. 11–29). Leeds, UK: Fir Press Ltd.",
        "chapter",
        ["Rowan, I."],
        "Starting again",
        {
            "container": "Handbook of second chances",
            "editors": ["Maple, J.", "Larch, K."],
            "pages": "11–29",
            "publisher": "Fir Press Ltd",
            "place": "Leeds, UK",
            "year": 2007,
        },
    ),
    (
        "Elm, D. (2013). How we listen (3rd ed.). Thousand Oaks: Fir Press.",
        "book",
        ["Elm, D."],
        "How we listen",
        {"publisher": "Fir Press", "place": "Thousand Oaks", "edition": "3rd", "year": 2013},
    ),
    (
        "Department of Trees. (2012). No wood without trees. London: Department of Trees.",
        "book",
        ["Department of Trees"],
        "No wood without trees",
        {"publisher": "Department of Trees", "place": "London", "year": 2012},
    ),
    (
        "Royal Society of Woods (2010b) Looking at leaves. College report CR 150. London: Royal Society of Woods.",
        "report",
        ["Royal Society of Woods"],
        "Looking at leaves",
        {"number": "CR 150", "publisher": "Royal Society of Woods", "place": "London", "year": 2010, "suffix": "b"},
    ),
    (
        "Alder, L. (2010). Trees that talk (Unpublished doctoral dissertation). University of Nowhere, Leeds.",
        "thesis",
        ["Alder, L."],
        "Trees that talk",
        {"publisher": "University of Nowhere", "place": "Leeds", "year": 2010},
    ),
    (
        "Alder, L. (2014). Trees that wait. Wood Services Delivery & Research. doi: 10.5555/wsdr02190.",
        "article-journal",
        ["Alder, L."],
        "Trees that wait",
        {"container": "Wood Services Delivery & Research", "doi": "10.5555/wsdr02190", "year": 2014},
    ),
    (
        "Alder, L. (in press). Trees that wait. Journal of Wood, 3, 4–5.",
        "article-journal",
        ["Alder, L."],
        "Trees that wait",
        {"container": "Journal of Wood", "volume": "3", "pages": "4–5", "literal": "in press"},
    ),
    # PLOS
    (
        "Yew G, van der Hazel H Jr, Li X-Y, et al. (2009) Three kinds of listening. PLoS Inv 3: e1001. doi: 10.5555/pinv.1001 pmid:12345678",
        "article-journal",
        ["Yew, G", "van der Hazel, H, Jr", "Li, X-Y"],
        "Three kinds of listening",
        {
            "container": "PLoS Inv",
            "volume": "3",
            "pages": "e1001",
            "doi": "10.5555/pinv.1001",
            "pmid": "12345678",
            "etal": True,
            "year": 2009,
        },
    ),
    (
        "Yew G (2011) A mind at ease. In: Maple J, Larch K, editors. The calm wood. Oxford: Fir Press. pp. 141–173.",
        "chapter",
        ["Yew, G"],
        "A mind at ease",
        {
            "container": "The calm wood",
            "editors": ["Maple, J", "Larch, K"],
            "pages": "141–173",
            "publisher": "Fir Press",
            "place": "Oxford",
            "year": 2011,
        },
    ),
    (
        "Dogwood F (1982) The mathematics of moss. 2nd Edition. Oxford. Fir University Press.",
        "book",
        ["Dogwood, F"],
        "The mathematics of moss",
        {"edition": "2nd", "publisher": "Fir University Press", "place": "Oxford", "year": 1982},
    ),
    # Vancouver, AMA, BMJ
    (
        "Ash B, Birch C, Elm D, et al. Peers at the door. J Invent Care. 2011;10(3-4):238-50. Epub 2011 Feb 3.",
        "article-journal",
        ["Ash, B", "Birch, C", "Elm, D"],
        "Peers at the door",
        {"container": "J Invent Care", "volume": "10", "issue": "3-4", "pages": "238-50", "year": 2011, "etal": True},
    ),
    (
        "Ash B. Peers at the door. J Invent Care 2011 Feb;33 Suppl 1:S39–45. PMID: 7654321; PMCID: PMC1234567.",
        "article-journal",
        ["Ash, B"],
        "Peers at the door",
        {
            "container": "J Invent Care",
            "volume": "33",
            "issue": "Suppl 1",
            "pages": "S39–45",
            "year": 2011,
            "month": 2,
            "pmid": "7654321",
            "pmcid": "PMC1234567",
        },
    ),
    (
        "World Wood Organization. Global wood report 2008. Geneva: World Wood Organization; 2008.",
        "book",
        ["World Wood Organization"],
        "Global wood report 2008",
        {"publisher": "World Wood Organization", "place": "Geneva", "year": 2008},
    ),
    (
        "Rowan I, Holm J. Second roots. In: Maple J, editor. Roots and shoots. 2nd ed. New York: Fir Press; 2002. p. 93–113.",
        "chapter",
        ["Rowan, I", "Holm, J"],
        "Second roots",
        {
            "container": "Roots and shoots",
            "editors": ["Maple, J"],
            "edition": "2nd",
            "pages": "93–113",
            "publisher": "Fir Press",
            "place": "New York",
            "year": 2002,
        },
    ),
    (
        "Holm J. Reasons to stay [dissertation]. Leeds: University of Nowhere; 2002.",
        "thesis",
        ["Holm, J"],
        "Reasons to stay",
        {"publisher": "University of Nowhere", "place": "Leeds", "year": 2002},
    ),
    (
        "Wood Centre. Helping trees [Internet]. Leeds: Wood Centre; 2019 [cited 2020 Oct 22]. Available from: https://trees.example.org/help.",
        "webpage",
        ["Wood Centre"],
        "Helping trees",
        {"publisher": "Wood Centre", "place": "Leeds", "url": "https://trees.example.org/help", "year": 2019},
    ),
    # Frontiers, Harvard, Nature, MDPI, IEEE, LNCS, Chicago
    (
        "Alder L. A., Holm M. (2016). What helps. Front. Invent. 7:452. doi: 10.5555/finv.2016.00452",
        "article-journal",
        ["Alder, L. A.", "Holm, M."],
        "What helps",
        {"container": "Front. Invent.", "volume": "7", "pages": "452", "doi": "10.5555/finv.2016.00452", "year": 2016},
    ),
    (
        "Alder L. A. (2010). Gaps in wood, in The Handbook of Wood, ed. Little T. (New York, NY: Fir University Press), 635–664.",
        "chapter",
        ["Alder, L. A."],
        "Gaps in wood",
        {
            "container": "The Handbook of Wood",
            "editors": ["Little, T."],
            "pages": "635–664",
            "publisher": "Fir University Press",
            "place": "New York, NY",
            "year": 2010,
        },
    ),
    (
        "Alder, L.A. and Holm, M., 2008. What helps. Journal of Wood, 12(3), pp.12-15.",
        "article-journal",
        ["Alder, L.A.", "Holm, M."],
        "What helps",
        {"container": "Journal of Wood", "volume": "12", "issue": "3", "pages": "12-15", "year": 2008},
    ),
    (
        "Alder, L. A. & Holm, M. What helps. Nat. Wood 25, 8637–8649 (2005).",
        "article-journal",
        ["Alder, L. A.", "Holm, M."],
        "What helps",
        {"container": "Nat. Wood", "volume": "25", "pages": "8637–8649", "year": 2005},
    ),
    (
        "Alder, L.; Holm, M. What helps. Woods 2021, 21, 133.",
        "article-journal",
        ["Alder, L.", "Holm, M."],
        "What helps",
        {"container": "Woods", "volume": "21", "pages": "133", "year": 2021},
    ),
    (
        "L. A. Alder and M. Holm, “What helps,” Journal of Wood, vol. 12, no. 3, pp. 12–15, May 2008.",
        "article-journal",
        ["Alder, L. A.", "Holm, M."],
        "What helps",
        {"container": "Journal of Wood", "volume": "12", "issue": "3", "pages": "12–15", "year": 2008, "month": 5},
    ),
    (
        "L.A. Alder, M. Holm, What helps, J. Wood Res. 72 (1993) 2–23.",
        "article-journal",
        ["Alder, L.A.", "Holm, M."],
        "What helps",
        {"container": "J. Wood Res.", "volume": "72", "pages": "2–23", "year": 1993},
    ),
    (
        "Alder, L.A., Holm, M.: What helps. Wood Comput. 12(3), 57–75 (2000)",
        "article-journal",
        ["Alder, L.A.", "Holm, M."],
        "What helps",
        {"container": "Wood Comput", "volume": "12", "issue": "3", "pages": "57–75", "year": 2000},
    ),
    (
        "Alder, Lena, and Max Holm. “What Helps.” Journal of Wood 12, no. 3 (2008): 12–15.",
        "article-journal",
        ["Alder, Lena", "Holm, Max"],
        "What Helps",
        {"container": "Journal of Wood", "volume": "12", "issue": "3", "pages": "12–15", "year": 2008},
    ),
    (
        "Alder, Lena. What Helps. Leeds: Fir Press, 1984.",
        "book",
        ["Alder, Lena"],
        "What Helps",
        {"publisher": "Fir Press", "place": "Leeds", "year": 1984},
    ),
    (
        "Codewell Tribe. Codewell 4: notes for users. Utrecht: Codewell Tribe; 2022. Report No.: CT-7.",
        "report",
        ["Codewell Tribe"],
        "Codewell 4: notes for users",
        {"publisher": "Codewell Tribe", "place": "Utrecht", "number": "CT-7", "year": 2022},
    ),
    (
        "Ash, B. (2012). “You again?” The view of ward clerks. Ward and Home, 1, 9–24.",
        "article-journal",
        ["Ash, B."],
        "“You again?” The view of ward clerks",
        {"container": "Ward and Home", "volume": "1", "pages": "9–24", "year": 2012},
    ),
    (
        "The Moss Genome Network, Ash B, Elm CD, et al. (2013) The moss project. Nat Wood 45: 1113–1120.",
        "article-journal",
        ["The Moss Genome Network", "Ash, B", "Elm, CD"],
        "The moss project",
        {"container": "Nat Wood", "volume": "45", "pages": "1113–1120", "etal": True, "year": 2013},
    ),
    (
        "Ash-Elm M., Birch U. Mistakes in care. J. Inv. Rev. 2021;111(10):3160–3183. doi: 10.5555/jir.2 [DOI] [PubMed]",
        "article-journal",
        ["Ash-Elm, M.", "Birch, U."],
        "Mistakes in care",
        {
            "container": "J. Inv. Rev.",
            "volume": "111",
            "issue": "10",
            "pages": "3160–3183",
            "doi": "10.5555/jir.2",
            "year": 2021,
        },
    ),
    (
        "Ash-Elm JB, Birch M. 2021.. Keeping trees. . PNAW 118:(27):e2025764118",
        "article-journal",
        ["Ash-Elm, JB", "Birch, M"],
        "Keeping trees",
        {"container": "PNAW", "volume": "118", "issue": "27", "pages": "e2025764118", "year": 2021},
    ),
    (
        "NIFE. User experience in woods [CG136]. London: NIFE; 2011. Available at: https://x.example/cg136 (accessed on 25 June 2024).",
        "book",
        ["NIFE"],
        "User experience in woods [CG136]",
        {"publisher": "NIFE", "place": "London", "url": "https://x.example/cg136", "year": 2011},
    ),
)


@pytest.mark.parametrize(
    ("text", "kind", "authors", "title", "rest"), CASES, ids=lambda x: x[:24] if isinstance(x, str) else ""
)
def test_style(text: str, kind: str, authors: list[str], title: str, rest: dict[str, Any]) -> None:
    found = read(text)
    assert [p.name for p in found.people] == authors
    assert found.title == title
    assert found.kind == kind
    assert found.confidence is not None
    assert 0.5 <= found.confidence <= 1
    expected = dict(rest)
    assert [p.name for p in found.editors] == expected.pop("editors", [])
    assert found.etal == expected.pop("etal", False)
    date = found.date
    assert date is not None
    for name in ("year", "suffix", "month", "literal"):
        if name in expected or name in ("year", "suffix"):
            assert getattr(date, name) == expected.pop(name, None)
    assert found.get("edition") == expected.pop("edition", None)
    for name in (
        "container",
        "volume",
        "issue",
        "pages",
        "publisher",
        "place",
        "doi",
        "pmid",
        "pmcid",
        "url",
        "number",
    ):
        assert getattr(found, name) == expected.get(name), name


@pytest.mark.parametrize(
    ("text", "kind", "authors", "title", "rest"), CASES, ids=lambda x: x[:24] if isinstance(x, str) else ""
)
def test_title_stands_in_the_item(text: str, kind: str, authors: list[str], title: str, rest: dict[str, Any]) -> None:
    """Also when the item is wrapped."""
    wrapped = textwrap.fill("1. " + text, 50, subsequent_indent="   ", break_long_words=False, break_on_hyphens=False)
    source = Source("list.txt", "0" * 64, "0" * 64, "text@1", wrapped)
    (found,), _ = read_list(source, 0, len(wrapped))
    assert found.title == title
    span = title_span(found)
    assert span is not None
    assert " ".join(span.text.split()) == title


def test_organisations_are_literal_and_particles_apart() -> None:
    assert read(CASES[4][0]).people == (Person(literal="Department of Trees"),)
    assert read(CASES[1][0]).people[1] == Person(family="Berg", given="C.", non_dropping_particle="van den")


@pytest.mark.parametrize(
    "text",
    [
        "Not a reference",
        "ibid.",
        "See the minutes of the meeting.",
        "???",
        "12",
        "Smith",
        "https://example.org/x",
        "(2010)",
        "בן אדם, ספר, תל אביב",
    ],
)
def test_what_no_style_fits_stays_raw(text: str) -> None:
    source = Source("list.txt", "0" * 64, "0" * 64, "text@1", text)
    (found,), problems = read_list(source, 0, len(text), "lines")
    assert (found.kind, found.title, found.people, found.container, found.raw) == ("document", None, (), None, text)
    assert [p.level for p in problems] == ["error"]
    assert problems[0].hint


def test_what_is_certain_is_kept_of_a_raw_item() -> None:
    found = read("something somewhere, https://doi.org/10.5555/ABC.1.")
    assert (found.kind, found.title, found.doi) == ("document", None, "10.5555/abc.1")
