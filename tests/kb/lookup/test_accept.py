"""Is the answer the work that was asked for? A table of near misses, each with the one thing that is otherwise."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.model import Date, Person, Reference, Source, Span
from kb.lookup.accept import choose, judge, same_container
from kb.lookup.message import Work, work_of
from tests.kb.lookup import replaying

TITLE = "Peers on wards: a trial of companions for people in hospital"
ASKED = Reference(
    kind="article-journal",
    title=TITLE,
    people=(Person("Adams", "A."), Person("Brown", "B.")),
    date=Date(2010),
    container="J Invent Care",
    volume="3",
    issue="2",
    pages="11–9",
)


def found(**more: Any) -> Work:
    work = work_of(replaying.message("10.5555/a", TITLE, "Adams", 2010) | more, "")
    assert work
    return work


def author(family: str, given: str = "Ada") -> dict[str, Any]:
    return {"author": [{"family": family, "given": given, "sequence": "first", "affiliation": []}]}


def year(*years: int) -> dict[str, Any]:
    names = ("published", "published-online", "published-print")
    return {"issued": {"date-parts": [[years[0]]]}} | {
        name: {"date-parts": [[y]]} for name, y in zip(names, years, strict=False)
    }


SAME: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("as it is", {}, {}),
    ("other case", {}, {"title": [TITLE.upper()]}),
    ("tags", {}, {"title": [TITLE.replace("wards", "<i>wards</i>")]}),
    ("subtitle apart", {}, {"title": [TITLE.split(": ")[0]], "subtitle": [TITLE.split(": ")[1]]}),
    ("one letter", {"title": TITLE.replace("companions", "companons")}, {}),
    ("retracted before it", {}, {"title": [f"RETRACTED: {TITLE}"]}),
    (
        "no subtitle asked for",
        {"title": "Peers on wards in hospital"},
        {"title": ["Peers on wards in hospital"], "subtitle": ["A trial"]},
    ),
    ("accents", {"people": (Person("Ådäms", "A."),)}, {}),
    ("particle", {"people": (Person("Adams", "A.", non_dropping_particle="van"),)}, author("van Adams")),
    ("double name", {"people": (Person("Adams", "A."),)}, author("Adams Lorca")),
    ("no given name", {"people": (Person("Adams"),)}, {}),
    ("online the year before", {}, year(2009, 2009, 2010)),
    ("whole journal name", {"container": "The Journal of Invented Care"}, {"short-container-title": []}),
    ("no places", {"container": None, "volume": None, "issue": None, "pages": None}, {}),
    ("article number", {"pages": "e11"}, {"page": "11"}),
    ("an organisation", {"people": (Person(literal="The Ward Group"),)}, {"author": [{"name": "Ward Group"}]}),
]

OTHER: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("same authors, other title", {}, {"title": ["Companions at home: a survey of what people want"]}),
    ("erratum before", {}, {"title": [f"Erratum: {TITLE}"]}),
    ("erratum after", {}, {"title": [f"{TITLE}: erratum"]}),
    ("correction to", {}, {"title": [f"Correction to: {TITLE}"]}),
    ("comment on", {}, {"title": [f"Comment on “{TITLE}”"]}),
    ("reply", {}, {"title": [f"{TITLE} – authors' reply"]}),
    ("protocol", {}, {"title": [f"{TITLE}: study protocol"]}),
    ("part II", {}, {"title": [f"{TITLE}: Part II"]}),
    ("II", {}, {"title": [f"{TITLE} II"]}),
    ("part 1 asked", {"title": f"{TITLE}. Part 1"}, {"title": [f"{TITLE}. Part 2"]}),
    ("women, not men", {"title": f"{TITLE} among men"}, {"title": [f"{TITLE} among women"]}),
    ("not", {"title": "Companions do help people in hospital wards"}, {"title": ["Companions do not help people in hospital wards"]}),
    ("other number", {"title": f"{TITLE} in 2009"}, {"title": [f"{TITLE} in 2010"]}),
    ("preprint", {}, {"type": "posted-content", "container-title": [], "institution": [{"name": "bioRxiv"}], "volume": "", "page": ""}),
    ("preprint asked for", {"container": "medRxiv", "volume": None, "pages": None}, {}),
    ("other year, other pages", {}, {**year(2012), "volume": "5", "page": "99-104"}),
    ("other year alone", {}, year(2014)),
    ("next year alone", {}, year(2011)),
    ("other place", {}, {"container-title": ["Proceedings of the Meeting"], "short-container-title": [], "volume": "77", "page": "1001", "issue": ""}),
    ("other first author", {}, author("Birch")),
    ("other initial", {}, author("Adams", "Zoe")),
    ("no author", {}, {"author": []}),
    ("no year", {"date": None}, {}),
    ("no title", {"title": None}, {}),
    ("no title there", {}, {"title": []}),
    ("another DOI", {"doi": "10.5555/zzz"}, {}),
    ("a notice on it", {}, {"update-to": [{"DOI": "10.5555/old", "type": "correction"}]}),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "there"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_it_is_the_work(asked: dict[str, Any], there: dict[str, Any]) -> None:
    judged = judge(dataclasses.replace(ASKED, **asked), found(**there))
    assert judged.verdict == "same", judged.reason


@pytest.mark.parametrize(("asked", "there"), [row[1:] for row in OTHER], ids=[row[0] for row in OTHER])
def test_it_is_not_taken(asked: dict[str, Any], there: dict[str, Any]) -> None:
    judged = judge(dataclasses.replace(ASKED, **asked), found(**there))
    assert judged.verdict != "same"
    assert judged.reason


def item(text: str, **fields: Any) -> Reference:
    return Reference(source=Span(Source("", "", "", "", text), 0, len(text)), **fields)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (f"3. AdamsA, BrownB {TITLE}. J Invent Care 2010; 3(2): 11–19", "same"),
        (f"Adams A., Brown B. “{TITLE}.” J Invent Care (2010) 3:11", "same"),
        (f"3. AdamsA, BrownB {TITLE}. J Invent Care 2012; 3(2): 11–19", "review"),
        (f"3. AdamsonA, BrownB. {TITLE}. J Invent Care 2010; 3(2): 11–19", "review"),
        (f"3. AdamsA. Comment on {TITLE}. J Invent Care 2010; 3(2): 11–19", "review"),
        (f"3. AdamsA. {TITLE} II. J Invent Care 2010; 3(2): 11–19", "review"),
        (f"3. AdamsA. {TITLE}. Abstr Meet 2010; 77: 1001", "review"),
        ("3. AdamsA. Something else. J Invent Care 2010; 3(2): 11–19", "other"),
    ],
)
def test_an_item_that_was_not_understood_is_looked_at_as_printed(text: str, verdict: str) -> None:
    judged = judge(item(text), found())
    assert judged.verdict == verdict, judged.reason


def test_a_doi_may_differ_more_but_not_lead_elsewhere() -> None:
    asked = dataclasses.replace(ASKED, doi="10.5555/a")
    assert judge(asked, found(**year(2011)), by_id=True).verdict == "same"
    assert judge(Reference(doi="10.5555/a"), found(), by_id=True).verdict == "same"
    assert judge(asked, found(title=["Companions at home"]), by_id=True).verdict == "other"
    assert judge(asked, found(title=[f"Erratum: {TITLE}"]), by_id=True).verdict == "review"
    assert judge(asked, found(**author("Birch")), by_id=True).verdict == "review"


def test_of_two_that_agree_the_better_supported_or_none() -> None:
    right, other = found(), found(DOI="10.5555/b", page="400", volume="9")
    work, review = choose(ASKED, [other, right])
    assert work == right
    assert review == ()
    bare = dataclasses.replace(ASKED, container=None, volume=None, issue=None, pages=None)
    work, review = choose(bare, [other, right])
    assert work is None
    assert {j.work.reference.doi for j in review} == {"10.5555/a", "10.5555/b"}
    assert choose(ASKED, []) == (None, ())
    assert choose(ASKED, [right, right])[0] == right


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("J Invent Care", "The Journal of Invented Care", True),
        ("BMJ", "BMJ", True),
        ("Qual. Health Res.", "Qualitative Health Research", True),
        ("Health Qual Life Outcomes", "Health and Quality of Life Outcomes", True),
        ("PLOS ONE", "PLoS ONE", True),
        ("JAMA", "Journal American Medical Association", True),
        ("J Invent Care", "Journal of Invented Nursing", False),
        ("", "Journal", False),
        ("Lancet", "Nature", False),
    ],
)
def test_journals_cut_short(a: str, b: str, same: bool) -> None:
    assert same_container(a, b) == same_container(b, a) == same


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=20), st.text(max_size=80))
def test_it_never_raises(title: str, other: str, name: str, raw: str) -> None:
    asked = item(raw, title=title, people=(Person(name),), date=Date(2010), pages=other[:5])
    for by_id in (False, True):
        assert 0 <= judge(asked, found(title=[other]), by_id=by_id).score <= 1
