"""Papers looked up: what goes into a store, in any order, on both engines."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from bib.model import Date, Person, Reference
from cypher import load
from kb import concepts
from kb.base import Base
from kb.deciding import DISTINCT, Decided
from kb.digest import digest
from kb.evidence import ask
from kb.lookup import walk as walking
from kb.lookup.compare import differences
from kb.lookup.transport import NoAnswer
from kb.lookup.walk import Asked, Found, asked_of
from kb.marked import marked
from kb.notices import of_papers
from kb.show_html import page_of
from kb.show_text import text_of
from kb.texts import text_named
from tests.kb.lookup import replaying
from tests.kb.lookup.replaying import CONVERTER, CROSSREF, CUT, HTML, NOT_FOUND, SEARCH, SORRY, SUMMARY, Replay

TITLE = "Peers on wards reduce readmission: a trial"
DOI = "10.5555/jic.1"
AT = "2026-03-01T12:00:00+00:00"
NO_PUBMED = {CONVERTER: [replaying.ids(DOI)], SEARCH: [replaying.search()]}


@pytest.fixture
def base(anew: Any) -> Iterator[Base]:
    with Base(anew(), concepts.load(), "tester", None) as opened:
        yield opened


def asked_in(base: Base) -> dict[str, Asked]:
    return {a.citekey: a for a in asked_of(base.store, list(base.store.rows(load("read/papers"))))}


def message(**more: Any) -> dict[str, Any]:
    return replaying.message(DOI, TITLE, "Adams", 2010) | more


def searching(*messages: dict[str, Any]) -> Replay:
    return Replay({f"{CROSSREF}?": [replaying.works(*messages)], **NO_PUBMED})


def one(doi: str | None = None, **more: Any) -> Asked:
    fields: dict[str, Any] = {"title": TITLE, "people": (Person("Adams", "A."),), "date": Date(2010), "doi": doi} | more
    reference = Reference(**fields)
    return Asked("p1", "adams2010", reference, reference, ("r1",))


def write(base: Base, found: Found) -> None:
    base.decide(walking.ties(found, AT))
    base.add_all(walking.facts(found))


def listed(worlds: Any, **more: Any) -> Any:
    work = worlds.Work(TITLE, "Adams", more.get("year", 2010), more.get("doi"), more.get("container", "J Invent Care"))
    return worlds.list("a.txt", [work, worlds.Work("Companions at home and what they cost", "Baker", 2012)])


def test_found_by_words_it_is_the_paper_and_fills_what_is_empty(base: Base, worlds: Any) -> None:
    base.add(listed(worlds))
    found = replaying.walk(searching(message())).look_up(asked_in(base)["adams2010"])
    assert (found.state, found.filled["doi"], found.differs) == ("found", DOI, ())
    write(base, found)
    rows = {row["citekey"]: row for row in base.store.rows(load("read/papers"))}
    assert len(rows) == 2
    paper = rows["adams2010"]
    assert (paper["doi"], paper["volume"], paper["pages"], paper["container"]) == (DOI, "3", "11-19", "J Invent Care")
    records = list(base.store.rows(load("read/records_of_papers"), ids=[paper["id"]]))
    assert sorted((r["role"], r["by"], r["at"]) for r in records)[1] == ("lookup", "Crossref", AT)


def test_nothing_given_is_overwritten_and_disagreement_is_told(base: Base, worlds: Any) -> None:
    base.add(listed(worlds, doi=DOI, container="Nursing Inventions"))
    told = replaying.walk(
        Replay(
            {
                f"{CROSSREF}/": [
                    replaying.ok(
                        {"message-type": "work", "message": message(published={"date-parts": [[2011]]}, issued={})}
                    )
                ],
                **NO_PUBMED,
            }
        )
    )
    found = told.look_up(asked_in(base)["adams2010"])
    assert {d.field: (d.here, d.there) for d in found.differs} == {
        "year": ("2010", "2011"),
        "container": ("Nursing Inventions", "Journal of Invented Care"),
    }
    write(base, found)
    paper = next(r for r in base.store.rows(load("read/papers")) if r["citekey"] == "adams2010")
    assert (paper["year"], paper["container"], paper["volume"]) == (2010, "Nursing Inventions", "3")
    problems = [row for row in base.store.rows(load("read/problems")) if row["file"] == f"Crossref {DOI}"]
    assert {(p["level"], p["message"]) for p in problems} == {
        ("warning", "adams2010: year is “2010” here, “2011” in Crossref"),
        ("warning", "adams2010: container is “Nursing Inventions” here, “Journal of Invented Care” in Crossref"),
    }
    again = asked_in(base)["adams2010"]
    assert again.looked_up == AT
    assert again.reference.volume is None
    assert again.known.volume == "3"
    write(base, told.look_up(again))
    assert len([p for p in base.store.rows(load("read/problems")) if p["file"] == f"Crossref {DOI}"]) == 2


def test_lists_look_ups_and_ties_in_any_order_give_one_graph(anew: Any, worlds: Any) -> None:
    a = listed(worlds)
    b = worlds.list("b.txt", [worlds.Work(TITLE, "Adams", 2010, DOI, "Journal of Invented Care")])
    with Base(anew(), concepts.load(), "tester", None) as base:
        base.add(a)
        found = replaying.walk(searching(message())).look_up(asked_in(base)["adams2010"])
    (facts,), (tie,) = walking.facts(found), walking.ties(found, AT)
    seen = set()
    for order in itertools.islice(itertools.permutations((a, b, facts, tie)), 0, None, 5):
        with Base(anew(), concepts.load(), "tester", None) as base:
            for step in order:
                if isinstance(step, Decided):
                    base.decide([step])
                elif step is facts:
                    base.add_all([facts])
                else:
                    base.add(step)
            seen.add(digest(base.store))
    assert len(seen) == 1


def test_a_persons_word_is_not_contradicted(base: Base, worlds: Any) -> None:
    base.add(listed(worlds))
    found = replaying.walk(searching(message())).look_up(asked_in(base)["adams2010"])
    write(base, found)
    base.decide(
        [Decided.new(DISTINCT, found.asked.records[0], walking.record_id(found.works[0]), "tester", "2026-03-02")]
    )
    assert len(list(base.store.rows(load("read/papers")))) == 3
    asked = next(a for a in asked_in(base).values() if a.records == found.asked.records)
    assert asked.apart
    later = replaying.walk(searching(message())).look_up(asked)
    assert later.state == "not found"
    assert walking.ties(found.__class__(asked, "found", found.works), "2026-03-03") == []


def test_a_retraction_is_said_wherever_the_paper_is_used(base: Base, worlds: Any) -> None:
    base.add(
        worlds.paper(
            "p.txt",
            worlds.Work("Companions in review", "Clark", 2015),
            [("Peers reduce readmission", (1,))],
            [worlds.Work(TITLE, "Adams", 2010, DOI)],
        )
    )
    notice = {
        "DOI": "10.5555/n",
        "type": "retraction",
        "label": "Retraction",
        "updated": {"date-parts": [[2012, 5, 8]]},
    }
    answer = replaying.ok({"message-type": "work", "message": message(**{"updated-by": [notice]})})
    found = replaying.walk(Replay({f"{CROSSREF}/": [answer], **NO_PUBMED})).look_up(asked_in(base)["adams2010"])
    write(base, found)
    paper = next(r for r in base.store.rows(load("read/papers")) if r["citekey"] == "adams2010")
    assert [n.words for n in of_papers(base.store, [paper["id"]])[paper["id"]]] == ["retracted 2012-05-08 (10.5555/n)"]
    answered = ask(base, "peers reduce readmission")
    told = [w for w in answered.warnings if w.code == "retracted"]
    assert [w.papers for w in told] == [(paper["id"],)]
    assert "adams2010 is retracted 2012-05-08 (10.5555/n)" in told[0].text


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        (NOT_FOUND, "not found", "does not know"),
        (replaying.work("10.5555/other", "Something else entirely", "Birch", 1999), "other work", "another DOI"),
        (replaying.work(DOI, "Something else entirely", "Birch", 1999), "other work", "leads to another work"),
        (CUT, "failed", "cut off"),
        (HTML, "failed", "a web page"),
        (SORRY, "failed", "answered 500"),
        (NoAnswer("timed out"), "failed", "timed out"),
        (replaying.ok({"status": "ok"}), "failed", "not understood"),
    ],
    ids=["404", "another DOI", "another work", "half", "HTML", "500", "time-out", "nonsense"],
)
def test_what_comes_back_for_a_doi(answer: Any, state: str, reason: str) -> None:
    found = replaying.walk(Replay({CROSSREF: [answer], **NO_PUBMED})).look_up(one(DOI))
    assert (found.state, found.works) == (state, ())
    assert reason in found.reason


@pytest.mark.parametrize(
    ("messages", "state", "left"),
    [
        ((), "not found", 0),
        ((message(title=["Nothing like it at all, not a word"]),), "not found", 0),
        ((message(issued={"date-parts": [[2014]]}, published={"date-parts": [[2014]]}),), "review", 1),
        (
            (
                message(title=[f"Erratum: {TITLE}"]),
                message(DOI="10.5555/b", title=["Peers on wards and readmission: a pilot trial"]),
            ),
            "review",
            2,
        ),
        ((message(), message(DOI="10.5555/b")), "review", 2),
    ],
)
def test_what_a_search_finds_and_is_not_taken(messages: tuple[dict[str, Any], ...], state: str, left: int) -> None:
    found = replaying.walk(searching(*messages)).look_up(one(people=(Person("Adams", "A."),)))
    assert (found.state, found.works, len(found.review)) == (state, (), left)


def test_pubmed_adds_ids_and_its_failure_is_only_told() -> None:
    answers: dict[str, Any] = {f"{CROSSREF}/": [replaying.ok({"message-type": "work", "message": message()})]}
    both = {
        **answers,
        CONVERTER: [replaying.ids(DOI, "123", "PMC9")],
        SUMMARY: [replaying.summary("123", TITLE, "Adams A", 2010, DOI)],
    }
    found = replaying.walk(Replay(both)).look_up(one(DOI))
    assert [w.by for w in found.works] == ["Crossref", "PubMed"]
    assert (found.filled["pmid"], found.filled["pmcid"], found.errors) == ("123", "PMC9", ())
    found = replaying.walk(Replay({**answers, CONVERTER: [SORRY]})).look_up(one(DOI))
    assert [w.by for w in found.works] == ["Crossref"]
    assert found.errors == ("pmc.ncbi.nlm.nih.gov answered 500",)
    other = {
        **answers,
        CONVERTER: [replaying.ids(DOI, "123")],
        SUMMARY: [replaying.summary("123", "Another work altogether", "Birch B", 1999, DOI)],
    }
    assert [w.by for w in replaying.walk(Replay(other)).look_up(one(DOI)).works] == ["Crossref"]


def test_a_pmid_leads_to_pubmed_and_from_there_to_crossref() -> None:
    answers = {
        SUMMARY: [replaying.summary("123", TITLE, "Adams A", 2010, DOI)],
        f"{CROSSREF}/": [replaying.ok({"message-type": "work", "message": message()})],
    }
    found = replaying.walk(Replay(answers)).look_up(one(pmid="123"))
    assert [w.by for w in found.works] == ["PubMed", "Crossref"]
    assert found.filled["doi"] == DOI


def test_a_tie_is_needed_only_where_no_id_is_shared() -> None:
    answers = {f"{CROSSREF}/": [replaying.ok({"message-type": "work", "message": message()})], **NO_PUBMED}
    assert walking.ties(replaying.walk(Replay(answers)).look_up(one(DOI)), AT) == []
    found = replaying.walk(searching(message())).look_up(one())
    (tie,) = walking.ties(found, AT)
    assert (tie.by, tie.pair) == ("Crossref", tuple(sorted(("r1", walking.record_id(found.works[0])))))


@pytest.mark.parametrize(
    ("field", "here", "there", "differs"),
    [
        ("pages", "238-50", "238–250", False),
        ("pages", "11", "11-19", False),
        ("pages", "11-19", "11-20", True),
        ("volume", "3", "03", True),
        ("container", "J Invent Care", "Journal of Invented Care", False),
        ("title", "Peers on wards reduce readmission", "Peers on wards reduce readmission: a trial", False),
        ("title", "Peers", "Peers on wards", True),
        ("doi", "10.5555/A", "10.5555/a", False),
    ],
)
def test_what_counts_as_a_difference(field: str, here: str, there: str, differs: bool) -> None:
    found = differences(Reference(**{field: here}), Reference(**{field: there}))  # type: ignore[arg-type]
    assert [d.field for d in found] == [field] * differs


def test_a_retracted_text_says_so_on_its_head(base: Base, worlds: Any) -> None:
    base.add(worlds.paper("p.txt", worlds.Work(TITLE, "Adams", 2010, DOI), [("Peers reduce readmission", ())]))
    notice = {"DOI": "10.5555/n", "type": "retraction", "updated": {"date-parts": [[2012, 5, 8]]}}
    answer = replaying.ok({"message-type": "work", "message": message(**{"updated-by": [notice]})})
    paper = marked(base.store, *text_named(base.store, "adams2010"))
    assert "retracted" not in "".join(text_of(paper, 80, lambda text, **style: text))
    write(base, replaying.walk(Replay({f"{CROSSREF}/": [answer], **NO_PUBMED})).look_up(asked_in(base)["adams2010"]))
    paper = marked(base.store, *text_named(base.store, "adams2010"))
    assert "This paper is retracted 2012-05-08 (10.5555/n)." in "".join(text_of(paper, 80, lambda text, **style: text))
    assert "<strong>This paper is retracted 2012-05-08 (10.5555/n).</strong>" in "".join(page_of(paper))
