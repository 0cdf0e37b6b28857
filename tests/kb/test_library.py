"""What comes into a store, in any order, gives the same graph; lists belong to their papers and to no other."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cypher import load
from kb import concepts
from kb.base import Base
from kb.digest import digest, lines
from kb.errors import KbError, NotFound

CLAIM = "peers reduce hospitalisation"


def rows(base: Base, query: str, **params: Any) -> list[dict[str, Any]]:
    return list(base.store.rows(load(query), **params))


def cited(base: Base) -> dict[tuple[str, int], tuple[str, str]]:
    """(citing finding's words, number) -> (status, title) of the cited paper."""
    out = {}
    for f in rows(base, "read/reported_findings"):
        for c in rows(base, "read/papers_cited_by_findings", ids=[f["id"]]):
            out[f["clean"], c["number"]] = (c["status"], c["title"])
    return out


@pytest.fixture
def few(worlds: Any) -> dict[str, Any]:
    one = worlds.Work("First study of peers in hospital", "Adams", 2010, "10.5555/one", "J One")
    two = worlds.Work("Second study of peers at home", "Baker", 2011, None, "J Two")
    three = worlds.Work("Third study of something else", "Clark", 2012, None, "J Two")
    mine = worlds.Work("A study of peer workers in wards", "Smith", 2021)
    other = worlds.Work("Another paper with its own list", "Young", 2019)
    says = [("Peers reduce hospitalisation", (1, 2)), ("Stigma was common", ())]
    return {
        "paper": worlds.paper("paper.txt", mine, says),
        "list": worlds.list("list.txt", [one, two]),
        "other list": worlds.list("other.txt", [three, one]),
        "other paper": worlds.paper("other-paper.txt", other, [("Peers help", (1,))], [three]),
        "works": (one, two, three),
    }


def test_a_list_beside_a_paper_is_not_its_list(base: Base, few: Any) -> None:
    base.add(few["paper"])
    base.add(few["list"])
    found = cited(base)
    assert {status for status, _ in found.values()} == {"stub"}
    assert found["Peers reduce hospitalisation.", 1][1] == "reference 1 of A study of peer workers in wards"


def test_list_of_fills_the_stubs_in_both_orders(few: Any, anew: Any) -> None:
    digests = []
    for order in (("paper", "list"), ("list", "paper")):
        with Base(anew(), concepts.load(), "tester", None) as base:
            for name in order:
                base.add(few[name], list_of="paper.txt" if order[-1] == name == "list" else None)
            if order[-1] == "paper":
                source = rows(base, "read/sources_by_name", values=["list.txt"])[0]["id"]
                base.attach(source, "smith2021")
            one, two, _ = few["works"]
            assert cited(base)["Peers reduce hospitalisation.", 1] == ("listed", one.title)
            assert cited(base)["Peers reduce hospitalisation.", 2] == ("listed", two.title)
            assert rows(base, "read/counts")[0]["stubs"] == 0
            digests.append(digest(base.store))
    assert digests[0] == digests[1]


def test_numbers_of_one_paper_never_lead_into_the_list_of_another(base: Base, few: Any) -> None:
    base.add(few["other paper"])
    base.add(few["paper"])
    found = cited(base)
    assert found["Peers help.", 1] == ("listed", "Third study of something else")
    assert found["Peers reduce hospitalisation.", 1][0] == "stub"


def test_a_paper_added_later_is_the_work_that_was_listed(base: Base, few: Any, worlds: Any) -> None:
    base.add(few["list"])
    one = few["works"][0]
    before = {p["title"]: p["citekey"] for p in rows(base, "read/papers")}
    base.add(worlds.paper("one.txt", one, [("Admissions fell", ())]))
    papers = {p["title"]: p for p in rows(base, "read/papers")}
    assert papers[one.title]["status"] == "full"
    assert papers[one.title]["citekey"] == before[one.title] == "adams2010"
    assert len(papers) == 2


def test_two_dois_never_become_one_paper(base: Base, worlds: Any) -> None:
    a = worlds.Work("The very same long title", "Adams", 2010, "10.5555/a")
    b = worlds.Work("The very same long title", "Adams", 2010, "10.5555/b")
    bare = worlds.Work("The very same long title", "Adams", 2010)
    base.add(worlds.list("a.txt", [a]))
    base.add(worlds.list("bare.txt", [bare]))
    assert len(rows(base, "read/papers")) == 1
    base.add(worlds.list("b.txt", [b]))
    assert sorted(p["doi"] or "" for p in rows(base, "read/papers")) == ["", "10.5555/a", "10.5555/b"]


def test_the_same_bytes_change_nothing(base: Base, few: Any) -> None:
    base.add(few["list"])
    before = digest(base.store)
    assert base.library.earlier(few["list"].source.sha256, None).state == "same"
    assert base.library.earlier("0" * 64, None).state == "new"
    base.add(few["list"])
    assert digest(base.store) == before


def test_a_new_version_replaces_what_changed_and_keeps_ids(base: Base, few: Any, worlds: Any, anew: Any) -> None:
    base.add(few["paper"])
    before = {f["clean"]: f["id"] for f in rows(base, "read/reported_findings")}
    mine = worlds.Work("A study of peer workers in wards", "Smith", 2021)
    says = [("Words that are new", (3,)), ("Peers reduce hospitalisation", (1, 2))]
    new = worlds.paper("paper.txt", mine, says, lineage=few["paper"].source.lineage)
    outcome = base.add(new)
    after = {f["clean"]: f["id"] for f in rows(base, "read/reported_findings")}
    assert (outcome.state, outcome.gained, outcome.lost) == ("replaced", 1, 1)
    assert after["Peers reduce hospitalisation."] == before["Peers reduce hospitalisation."]
    assert "Stigma was common." not in after
    changed = set(lines(base.store))
    with Base(anew(), concepts.load(), "tester", None) as other:
        other.add(new)
        assert set(lines(other.store)) == changed


def test_a_judged_finding_whose_text_goes_is_kept_as_an_orphan(base: Base, few: Any, worlds: Any) -> None:
    base.add(few["paper"])
    claim = base.add_claim(CLAIM, "tester")
    finding = next(f for f in rows(base, "read/reported_findings") if f["clean"].startswith("Peers"))
    props = {"stance": "supports", "reason": "read it", "cue": None, "cueStart": None, "cueEnd": None}
    props |= {"confidence": 1.0, "by": "ann", "byKind": "person", "version": "", "at": "2026-01-01", "note": "sure"}
    row = {"finding": finding["id"], "claim": claim.id, "id": "jann", "props": props}
    base.store.apply([(load("write/put_judgements"), [row])])
    mine = worlds.Work("A study of peer workers in wards", "Smith", 2021)
    base.add(worlds.paper("paper.txt", mine, [("All is new", ())], lineage=few["paper"].source.lineage))
    kept = rows(base, "read/findings_by_id", ids=[finding["id"]])[0]
    assert kept["status"] == "orphaned"
    assert kept["text"] == finding["text"]
    assert rows(base, "read/judgements_of_findings", ids=[finding["id"]])[0]["note"] == "sure"
    assert finding["id"] not in {f["id"] for f in rows(base, "read/reported_findings")}


@pytest.mark.parametrize(("name", "error"), [("nobody2000", NotFound), ("list.txt", NotFound)])
def test_list_of_an_unknown_paper_is_refused_and_nothing_is_written(
    base: Base, few: Any, name: str, error: type[KbError]
) -> None:
    with pytest.raises(error):
        base.add(few["list"], list_of=name)
    assert not any(rows(base, "read/counts")[0].values())


def test_every_order_of_adding_gives_the_same_graph(few: Any, anew: Any) -> None:
    names = ("paper", "list", "other list", "other paper")
    digests = set()
    for order in itertools.permutations(names):
        with Base(anew(), concepts.load(), "tester", None) as base:
            base.add_claim(CLAIM, "tester")
            for name in order:
                base.add(few[name])
            digests.add(digest(base.store))
    assert len(digests) == 1


TITLES = ("First study of peers in hospital", "Second study of peers at home", "Third study of something else")


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[tuple[Any, ...]], list[int], list[int]]:
    """Sources as plain data, and two orders to add them in."""
    work = st.tuples(
        st.sampled_from(TITLES), st.sampled_from(("Adams", "Baker")), st.sampled_from((None, "10.5555/x", "10.5555/y"))
    )
    sources = draw(
        st.lists(
            st.tuples(
                st.sampled_from(("list", "paper")),
                st.lists(work, min_size=1, max_size=3),
                st.lists(st.integers(1, 4), max_size=3),
            ),
            min_size=1,
            max_size=4,
        )
    )
    order = list(range(len(sources) + 1))
    return sources, draw(st.permutations(order)), draw(st.permutations(order))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories())
def test_any_history_in_any_order(
    worlds: Any, anew: Any, history: tuple[list[tuple[Any, ...]], list[int], list[int]]
) -> None:
    """The last step of an order is where the claim is written down."""
    sources, *orders = history
    batches = []
    for n, (kind, works, numbers) in enumerate(sources):
        listed = [worlds.Work(title, family, 2010, doi, f"J {family}") for title, family, doi in works]
        if kind == "list":
            batches.append(worlds.list(f"{n}.txt", listed))
        else:
            says = [("Peers reduce hospitalisation", tuple(numbers)), (f"Sentence {n}", ())]
            batches.append(worlds.paper(f"{n}.txt", listed[0], says, listed[1:]))
    assume(len({batch.source.sha256 for batch in batches}) == len(batches))  # the same bytes bear the name given first
    results = []
    for order in orders:
        with Base(anew(), concepts.load(), "tester", None) as base:
            for step in order:
                if step == len(batches):
                    base.add_claim(CLAIM, "tester")
                else:
                    base.add(batches[step])
            results.append(sorted(lines(base.store)))
    assert results[0] == results[1]
