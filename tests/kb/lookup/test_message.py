"""What Crossref's and PubMed's answers say, well formed or not."""

from __future__ import annotations

import copy
from contextlib import suppress
from importlib import import_module
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.model import Date, Person
from kb import notices
from kb.lookup.crossref import Crossref, query_of
from kb.lookup.links import links
from kb.lookup.message import work_of
from kb.lookup.ncbi import Ids, Ncbi, summary_of
from kb.lookup.web import WebError
from kb.notices import Notice, of
from tests.kb.lookup import replaying
from tests.kb.lookup.replaying import CONVERTER, CROSSREF, HTML, NOT_FOUND, SEARCH, SUMMARY, Replay, ok, web

TITLE = "Peers on wards: a trial of companions"


def message(**more: Any) -> dict[str, Any]:
    return replaying.message("10.5555/JIC.1", TITLE, "Adams", 2010) | more


def test_a_whole_work() -> None:
    work = work_of(
        message(abstract="<jats:title>Abstract</jats:title> <jats:p>Peers help &amp;amp; stay.</jats:p>"), "2026-01-01"
    )
    assert work
    r = work.reference
    assert (r.kind, r.title, r.doi, r.container) == (
        "article-journal",
        TITLE,
        "10.5555/jic.1",
        "Journal of Invented Care",
    )
    assert r.people == (Person("Adams", "Ada", orcid="0000-0002-1825-0097"), Person(literal="The Ward Group"))
    assert (r.date, r.volume, r.issue, r.pages) == (Date(2010, 5), "3", "2", "11-19")
    assert r.get("abstract") == "Peers help & stay."
    assert r.pmid is None
    assert r.url is None


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        ({"title": ["Peers <i>on</i>  wards &amp; homes"]}, "title", "Peers on wards & homes"),
        ({"title": ["Peers on wards"], "subtitle": ["a trial"]}, "title", "Peers on wards: a trial"),
        ({"title": ["Peers on wards: a trial"], "subtitle": ["A trial"]}, "title", "Peers on wards: a trial"),
        ({"title": ["RETRACTED: Peers on wards"]}, "title", "Peers on wards"),
        ({"title": ["RETRACTED ARTICLE: Peers on wards"]}, "title", "Peers on wards"),
        ({"title": []}, "title", None),
        ({"title": None}, "title", None),
        ({"title": 7}, "title", "7"),
        ({"DOI": "10.5555/(SICI)1<1::AID-X>3.0.CO;2-X"}, "doi", "10.5555/(sici)1<1::aid-x>3.0.co;2-x"),
        (
            {"type": "posted-content", "container-title": [], "institution": [{"name": "bioRxiv"}]},
            "container",
            "bioRxiv",
        ),
        ({"type": "never-heard-of"}, "kind", "document"),
        ({"ISBN": ["http://id.example/978-1-23456-789-7"]}, "isbn", None),
        ({"ISBN": ["978-1-23456-789-7"]}, "isbn", "9781234567897"),
        ({"author": "Adams"}, "people", ()),
        ({"author": [{"given": "Ada"}, {"sequence": "first"}, 7]}, "people", (Person(literal="Ada"),)),
        ({"published": {"date-parts": [[None]]}, "issued": {"date-parts": [[None]]}}, "date", None),
        ({"published": {"date-parts": [["2010"]]}, "issued": 5}, "date", None),
        ({"published": {"date-parts": [[2010, 13, 40]]}}, "date", Date(2010)),
        ({"volume": 3}, "volume", "3"),
        ({"volume": True}, "volume", None),
    ],
)
def test_fields(more: dict[str, Any], field: str, value: object) -> None:
    work = work_of(message(**more), "")
    assert work
    assert getattr(work.reference, field) == value


def test_every_year_it_appeared_in_counts() -> None:
    work = work_of(
        message(**{"published-online": {"date-parts": [[2009, 12]]}, "published-print": {"date-parts": [[2010]]}}), ""
    )
    assert work
    assert work.years == {2009, 2010}
    assert work.reference.date == Date(2010)


UPDATED = {"date-parts": [[2012, 5, 8]], "date-time": "2012-05-08T00:00:00Z", "timestamp": 0}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            {"updated-by": [{"DOI": "10.5555/N", "type": "retraction", "updated": UPDATED}]},
            [Notice("retraction", "10.5555/n", "2012-05-08")],
        ),
        (
            {"updated-by": [{"DOI": "10.5555/n", "type": "expression-of-concern"}]},
            [Notice("expression_of_concern", "10.5555/n")],
        ),
        ({"updated-by": [{"DOI": "10.5555/JIC.1", "type": "new_version", "updated": UPDATED}]}, []),
        ({"updated-by": [{"DOI": "10.5555/JIC.1", "type": "retraction", "updated": UPDATED}]}, []),
        ({"updated-by": [{"type": "retraction"}, 7, None]}, [Notice("retraction")]),
        ({"updated-by": "retraction"}, []),
        ({"title": ["RETRACTED: Peers on wards"]}, [Notice("retraction")]),
        (
            {"relation": {"correction": [{"id-type": "doi", "id": "10.5555/C", "asserted-by": "object"}]}},
            [Notice("correction", "10.5555/c")],
        ),
        ({"relation": {"has-preprint": [{"id-type": "doi", "id": "10.5555/P"}]}}, []),
        ({"relation": []}, []),
        ({"update-to": [{"DOI": "10.5555/old", "type": "retraction", "updated": UPDATED}]}, []),
    ],
)
def test_notices(more: dict[str, Any], told: list[Notice]) -> None:
    work = work_of(message(**more), "")
    assert work
    assert of(work.reference) == told
    assert all(notices.read(n.text) == n for n in told)


def test_a_notice_says_of_which_works_it_is() -> None:
    work = work_of(message(**{"update-to": [{"DOI": "10.5555/Old", "type": "retraction", "updated": UPDATED}]}), "")
    assert work
    assert work.updates == ("10.5555/old",)


@pytest.mark.parametrize("text", ["", "retraction x y z", "sale 2012", "retraction 20 10.5555/n x", "x" * 10_000])
def test_what_is_no_notice_is_none(text: str) -> None:
    assert notices.read(text) is None


@pytest.mark.parametrize(
    "answer", [None, 7, [], {}, {"DOI": ""}, {"DOI": None}, {"DOI": ["10.5555/a"]}, {"DOI": "10.5555/a b"}]
)
def test_what_is_no_work_is_none(answer: object) -> None:
    assert work_of(answer, "") is None


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda x: st.lists(x, max_size=3) | st.dictionaries(st.text(max_size=5), x, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.tuples(st.sampled_from(sorted(message())), JUNK), max_size=6))
def test_no_answer_makes_it_raise(changes: list[tuple[str, Any]]) -> None:
    answer = message() | dict(changes)
    work = work_of(answer, "")
    assert work is None or work.reference.doi


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["title", "authors", "pubdate", "articleids", "references", "pubtype", "volume"]), JUNK
        ),
        max_size=4,
    )
)
def test_no_summary_makes_it_raise(changes: list[tuple[str, Any]]) -> None:
    answer = {"title": TITLE, "authors": [], "pubdate": "2010", **dict(changes)}
    work = summary_of(answer, "5", "")
    assert work is None or work.reference.pmid == "5"


@pytest.mark.parametrize(
    "answer",
    [
        ok({"status": "ok", "message-type": "work-list", "message": {"items": []}}),
        ok({"status": "ok"}),
        ok({"message": None}),
        ok([]),
        ok(None),
        ok({"message-type": "work", "message": ["no"]}),
    ],
)
def test_json_of_another_kind_is_no_answer(answer: Any) -> None:
    with pytest.raises(WebError):
        Crossref(web(Replay({CROSSREF: [answer]}))).by_doi("10.5555/a")


@pytest.mark.parametrize("doi", ["", "x", "10.5/a", "10.5555/", "10.5555/a b", "10.5555/" + "x" * 600])
def test_what_is_no_doi_is_not_asked_for(doi: str) -> None:
    replay = Replay()
    assert Crossref(web(replay)).by_doi(doi) is None
    assert not replay.urls


@pytest.mark.parametrize(
    "doi",
    ["10.5555/a?b=c", "10.5555/a#b", "10.5555/a%2fb", "10.5555/(sici)1<1::aid-x>3.0.co;2-x", "10.5555/../members"],
)
def test_a_doi_stays_one_part_of_the_address(doi: str) -> None:
    replay = Replay({}, rule=lambda url: NOT_FOUND)
    assert Crossref(web(replay)).by_doi(doi) is None
    (url,) = replay.urls
    assert url.startswith("https://api.crossref.org/works/10.5555/")
    assert not {*"?#<> "} & {*url}


def test_an_empty_list_is_no_work() -> None:
    work = work_of(message(), "")
    assert work
    assert Crossref(web(Replay({CROSSREF: [replaying.works()]}))).by_words(work.reference) == []
    assert Crossref(web(Replay())).by_words(type(work.reference)()) == []


def test_the_address_is_told_only_when_there_is_one() -> None:
    for email in (None, "me@example.org"):
        replay = Replay({}, rule=lambda url: NOT_FOUND)
        Crossref(web(replay), email).by_doi("10.5555/a")
        Ncbi(web(replay), email).by_pmid("5")
        told = str(replay.headers) + str(replay.urls)
        assert ("me@example.org" in told and "me%40example.org" in told) == (email is not None)
        assert "None" not in told


def test_habanero_has_its_own_client_again_afterwards() -> None:
    for answer in (NOT_FOUND, HTML):
        with suppress(WebError):
            Crossref(web(Replay({CROSSREF: [answer]}))).by_doi("10.5555/a")
    assert all(import_module(f"habanero.{name}").httpx2 is httpx2 for name in ("request", "request_class"))


def test_ids_of_a_doi() -> None:
    found = Ncbi(web(Replay({CONVERTER: [replaying.ids("10.5555/a", "123", "PMC9")]}))).ids("10.5555/a")
    assert found == Ids("10.5555/a", "123", "PMC9")
    sure = {CONVERTER: [replaying.ids("10.5555/a")], SEARCH: [replaying.search("77")]}
    right = Ncbi(web(Replay({**sure, SUMMARY: [replaying.summary("77", TITLE, "Adams A", 2010, "10.5555/a")]})))
    assert right.ids("10.5555/a") == Ids("10.5555/a", "77")
    other = Ncbi(web(Replay({**sure, SUMMARY: [replaying.summary("77", TITLE, "Adams A", 2010, "10.5555/b")]})))
    assert other.ids("10.5555/a") is None
    none = Ncbi(web(Replay({CONVERTER: [replaying.ids("10.5555/a")], SEARCH: [replaying.search()]})))
    assert none.ids("10.5555/a") is None
    wrong = Ncbi(web(Replay({CONVERTER: [replaying.ids("10.5555/b", "1")], SEARCH: [replaying.search("1", "2")]})))
    assert wrong.ids("10.5555/a") is None


def test_a_summary() -> None:
    more = {
        "pubtype": ["Journal Article", "Retracted Publication"],
        "references": [
            {"refsource": "J Invent Care. 2012 Jan;5(1):2", "reftype": "Retraction in", "pmid": 99, "note": ""}
        ],
        "authors": [
            {"name": "van Adams AB Jr", "authtype": "Author"},
            {"name": "Ward Group", "authtype": "CollectiveName"},
        ],
    }
    work = Ncbi(web(Replay({SUMMARY: [replaying.summary("5", TITLE, "", 2010, "10.5555/A", **more)]}))).by_pmid("5")
    assert work
    r = work.reference
    assert (r.title, r.pmid, r.doi, r.year, r.pages) == (TITLE, "5", "10.5555/a", 2010, "11-9")
    assert r.people == (Person("van Adams", "AB", "Jr"), Person(literal="Ward Group"))
    assert of(r) == [Notice("retraction", "pmid:99", "2012")]


def test_links_are_only_addresses() -> None:
    work = work_of(message(), "")
    assert work
    found = links(work.reference)
    assert found["doi"] == "https://doi.org/10.5555/jic.1"
    assert found["pubmed"] is None
    assert found["scholar"].startswith("https://scholar.google.com/scholar?q=%22Peers+on+wards")
    assert query_of(work.reference) == f"{TITLE} Adams 2010 Journal of Invented Care"
    assert (
        links(copy.replace(work.reference, title=None) if hasattr(copy, "replace") else type(work.reference)())[
            "scholar"
        ]
        is None
    )
