"""A person's word on which papers are one work: what follows from it, and that it can be taken back exactly."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher import load
from kb import concepts
from kb.base import Base
from kb.deciding import DISTINCT, MERGE, Decided, links_of
from kb.digest import digest, lines
from kb.dump import Dump
from kb.dump import lines as dumped
from kb.errors import KbError, NotFound
from kb.evidence import ask
from kb.identity import Keys, Links, group
from kb.sameness import Plan, Sameness, differences, outcome, studies
from kb.store import Store

CLAIM = "peers reduce hospitalisation"


@pytest.fixture
def trials(worlds: Any) -> list[Any]:
    """Three papers with other titles, each with a result, that cite one another's work by their lists."""
    works = [
        worlds.Work("Peers on wards: a trial", "Adams", 2010, "10.5555/one", "J One"),
        worlds.Work("The trial of peers on wards", "Adams", 2011, "10.5555/two", "J Two"),
        worlds.Work("Companions at home after a stay", "Baker", 2012, None, "J Two"),
    ]
    says = [("Peers reduce hospitalisation on wards", (1, 2)), ("Nothing else was seen", ())]
    return [worlds.paper(f"{n}.txt", work, says, [w for w in works if w is not work]) for n, work in enumerate(works)]


def filled(base: Base, trials: list[Any]) -> list[str]:
    """Adds the papers; their ids, by file."""
    for trial in trials:
        base.add(trial)
    base.add_claim(CLAIM, "tester")
    named = {row["name"]: row["id"] for row in base.store.rows(load("read/sources"))}
    owners = {r["source"]: r["paper"] for r in rows(base, "read/front_matter_of_sources", ids=sorted(named.values()))}
    return [owners[named[f"{n}.txt"]] for n in range(len(trials))]


def rows(base: Base, query: str, **params: Any) -> list[dict[str, Any]]:
    return list(base.store.rows(load(query), **params))


def say(base: Base, plan: Plan) -> list[dict[str, Any]]:
    return outcome(base.decide(plan.decided), plan.decided)


def by(base: Base, person: str = "tester", second: int = 0) -> Sameness:
    return Sameness(base.store, person, f"2026-01-01T00:00:{second:02}+00:00")


def cited_by(base: Base, paper: str) -> int:
    text = "MATCH (:Finding)-[c:CITES]->(p:Paper {id: $id}) RETURN count(c) AS n"
    return int(base.store.run_readonly(text, {"id": paper}, 10.0)[0]["n"])


def test_two_papers_become_one_and_all_that_hangs_on_them_follows(base: Base, trials: list[Any]) -> None:
    one, two, three = filled(base, trials)
    before, alone = digest(base.store), ask(base, CLAIM).verdict.for_
    cited = cited_by(base, one) + cited_by(base, two)
    found = say(base, by(base).merge([one, two]))
    assert [row["paper"] for row in found] == [min(one, two)]
    assert set(found[0]["differs"]) == {"title", "year", "container", "doi"}
    assert cited_by(base, min(one, two)) == cited > 0
    assert ask(base, CLAIM).verdict.for_ == alone - 1
    with pytest.raises(KbError, match="that is one paper"):
        by(base).merge([min(one, two), min(one, two)])
    undone = say(base, by(base).unmerge(min(one, two)))
    assert [row["paper"] for row in undone] == sorted((one, two))
    assert digest(base.store) == before
    assert ask(base, CLAIM).verdict.for_ == alone
    with pytest.raises(KbError, match="nobody merged"):
        by(base).unmerge(three)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=5), order=st.permutations(range(3)))
def test_any_merges_undone_give_the_first_digest(
    anew: Any, trials: list[Any], pairs: list[tuple[int, int]], order: list[int]
) -> None:
    with Base(anew(), concepts.load(), "tester", None) as base:
        papers = filled(base, [trials[n] for n in sorted(order)])
        before = sorted(lines(base.store))
        decided: dict[str, Decided] = {}
        for a, b in pairs:
            if a != b:
                (one,) = (Decided.new(MERGE, "r" + papers[a][1:], "r" + papers[b][1:], "tester", "2026-01-01"),)
                decided[one.id] = one
                base.decide([one])
        from dataclasses import replace

        for one in decided.values():
            base.decide([replace(one, undone="2026-01-02")])
        assert sorted(lines(base.store)) == before


def test_decisions_and_papers_in_any_order_give_the_same_graph(anew: Any, trials: list[Any]) -> None:
    with Base(anew(), concepts.load(), "tester", None) as base:
        one, two, three = filled(base, trials)
    merge = Decided.new(MERGE, "r" + one[1:], "r" + two[1:], "tester", "2026-01-01")
    apart = Decided.new(DISTINCT, "r" + two[1:], "r" + three[1:], "tester", "2026-01-02")
    seen = set()
    for order in itertools.islice(itertools.permutations((*trials, merge, apart)), 3, None, 11):
        with Base(anew(), concepts.load(), "tester", None) as base:
            for step in order:
                base.decide([step]) if isinstance(step, Decided) else base.add(step)
            seen.add(digest(base.store))
    assert len(seen) == 1


def test_what_is_said_to_be_distinct_stays_apart_whatever_comes(base: Base, worlds: Any) -> None:
    work = worlds.Work("Peers on wards: a trial", "Adams", 2010, None, "J One")
    others = [worlds.Work(f"Something else of number {n}", "Baker", 2000 + n) for n in range(2)]
    base.add(worlds.list("a.txt", [work]))
    (paper,) = rows(base, "read/papers")
    base.add(worlds.list("b.txt", [work, others[0]]))
    assert len(rows(base, "read/papers")) == 2
    paper = next(row for row in rows(base, "read/papers") if row["title"] == paper["title"])
    records = [row["id"] for row in rows(base, "read/records_of_papers", ids=[paper["id"]])]
    assert len(records) == 2
    found = say(base, by(base).distinct(records[0], records[1], reason="another ward"))
    assert [row["title"] for row in found] == [paper["title"]] * 2
    base.add(worlds.list("c.txt", [work, others[1]]))
    titles = [row["title"] for row in rows(base, "read/papers")]
    assert titles.count(paper["title"]) == 3  # which of the two it is nobody can say
    with pytest.raises(KbError, match="are one paper already"):
        by(base).distinct(records[0], records[0])


def test_two_people_who_differ_are_both_kept_and_the_last_word_counts(base: Base, trials: list[Any]) -> None:
    one, two, _ = filled(base, trials)
    say(base, by(base, "ann", 1).distinct(one, two))
    plan = by(base, "bob", 2).merge([one, two])
    assert plan.said == ("ann said on 2026-01-01 that two of these are distinct; the last word counts",)
    assert len(say(base, plan)) == 1
    plan = by(base, "ann", 3).unmerge(min(one, two))
    assert plan.said == ("bob merged it on 2026-01-01: their word is kept, yours counts",)
    assert len(say(base, plan)) == 2
    kept = {(row["by"], row["kind"], row["undone"]) for row in rows(base, "read/decisions")}
    assert kept == {("ann", "distinct", None), ("bob", "merge", None)}


def test_reports_of_one_study_count_once(base: Base, trials: list[Any]) -> None:
    one, two, three = filled(base, trials)
    before = digest(base.store)
    verdict = ask(base, CLAIM).verdict
    assert verdict.independent_for == verdict.for_ == 3
    say(base, by(base).study([one, two]))
    verdict = ask(base, CLAIM).verdict
    assert (verdict.for_, verdict.independent_for) == (3, 2)
    assert "The 3 papers for it report 2 studies." in verdict.text
    assert studies(base.store) == {one: min(one, two), two: min(one, two)}
    say(base, by(base).study([two, three]))
    assert ask(base, CLAIM).verdict.independent_for == 1
    say(base, by(base).study([one, two], undo=True))
    say(base, by(base).study([two, three], undo=True))
    assert digest(base.store) == before
    with pytest.raises(KbError, match="you did not say"):
        by(base).study([one, two], undo=True)


def test_a_decision_outlives_the_paper_it_is_about(base: Base, trials: list[Any], worlds: Any) -> None:
    """A new version of a file may lose an item of its list and a later one bring it back."""
    one, two, _ = filled(base, trials)
    say(base, by(base).merge([one, two]))
    wanted = digest(base.store)
    other = worlds.Work("Something else entirely it is", "Clark", 2001, None, "J")
    lost = worlds.paper("1.txt", other, [("So be it", ())], lineage=trials[1].source.lineage)
    base.add(lost)
    assert digest(base.store) != wanted
    again = worlds.paper(
        "1.txt",
        worlds.Work("The trial of peers on wards", "Adams", 2011, "10.5555/two", "J Two"),
        [("Peers reduce hospitalisation on wards", (1, 2)), ("Nothing else was seen", ())],
        [
            worlds.Work("Peers on wards: a trial", "Adams", 2010, "10.5555/one", "J One"),
            worlds.Work("Companions at home after a stay", "Baker", 2012, None, "J Two"),
        ],
        lineage=trials[1].source.lineage,
    )
    base.add(again)
    assert digest(base.store) == wanted


def test_decisions_come_with_a_dump_and_a_merge_of_stores(store: Store, base: Base, trials: list[Any]) -> None:
    from kb.merging import merge
    from kb.store import open_store

    one, two, _ = filled(base, trials)
    say(base, by(base).merge([one, two]))
    wanted = digest(store)
    with Base(open_store("memory:", create=True), concepts.load(), "tester", None) as other:
        other.restore(Dump(list(dumped(store)), "dump"))
        assert digest(other.store) == wanted
    with Base(open_store("memory:", create=True), concepts.load(), "tester", None) as other:
        for trial in trials:
            other.add(trial)
        other.add_claim(CLAIM, "tester")
        merge(store, other)
        other.refresh()
        assert digest(other.store) == wanted


def test_names_that_are_not_here(base: Base, trials: list[Any]) -> None:
    filled(base, trials)
    with pytest.raises(NotFound, match="no paper is called nobody2000"):
        by(base).merge(["adams2010", "nobody2000"])


@pytest.mark.parametrize(
    ("links", "groups"),
    [
        (Links(), (("r1",), ("r2",), ("r3", "r4"))),
        (Links(same=(("r1", "r2"),)), (("r1", "r2"), ("r3", "r4"))),  # a person may join two DOIs
        (Links(same=(("r2", "r3"),)), (("r1",), ("r2", "r3", "r4"))),
        (Links(apart=(("r3", "r4"),)), (("r1",), ("r2",), ("r3",), ("r4",))),
        (Links(same=(("r1", "r3"), ("r2", "r3")), apart=(("r1", "r2"),)), (("r1", "r3", "r4"), ("r2",))),
        (Links(same=(("r1", "gone"),)), (("r1",), ("r2",), ("r3", "r4"))),
    ],
)
def test_what_people_say_comes_before_the_rules(links: Links, groups: tuple[tuple[str, ...], ...]) -> None:
    keys = {"r1": Keys(doi="a"), "r2": Keys(doi="b"), "r3": Keys(pmid="1", work="w"), "r4": Keys(work="w")}
    assert group(keys, links) == groups


_PAIRS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda p: p[0] < p[1]), max_size=6
)
_KEY = st.sampled_from((None, "x", "y"))


@given(st.dictionaries(st.sampled_from("abcdef"), st.builds(Keys, _KEY, _KEY, _KEY, _KEY)), _PAIRS, _PAIRS)
def test_no_group_holds_two_that_were_said_to_be_distinct(
    records: dict[str, Keys], same: list[tuple[str, str]], apart: list[tuple[str, str]]
) -> None:
    links = Links(tuple(p for p in dict.fromkeys(same) if p not in apart), tuple(dict.fromkeys(apart)))
    groups = group(records, links)
    assert not any({*pair} <= {*members} for pair in apart for members in groups)
    assert sorted(r for members in groups for r in members) == sorted(records)
    if not apart:
        assert all(any({*pair} <= {*m} for m in groups) for pair in same if {*pair} <= records.keys())


def test_the_last_word_on_a_pair_counts() -> None:
    ann = Decided.new(MERGE, "r2", "r1", "ann", "2026-01-01")
    bob = Decided.new(DISTINCT, "r1", "r2", "bob", "2026-01-02")
    assert ann.pair == ("r1", "r2")
    assert links_of([ann]) == links_of([ann, ann]) == Links(same=(("r1", "r2"),))
    assert links_of([bob, ann]) == Links(apart=(("r1", "r2"),))
    late = Decided.new(MERGE, "r1", "r2", "ann", "2026-01-03")
    assert late.id == ann.id
    assert links_of([bob, late]) == Links(same=(("r1", "r2"),))
    assert Decided.of({"id": late.id, **late.props}) == late


def test_differences_are_of_letters_not_of_signs(worlds: Any) -> None:
    from bib.model import Date, Reference

    a = Reference(title="Peers on wards: a trial", date=Date(2010), volume="3")
    b = Reference(title="Peers on wards — a trial", date=Date(2011))
    assert differences([a, b]) == {"year": ["2010", "2011"]}
