"""Steps: each command that says something makes one, and taking them back gives the graph that was before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher import load
from kb import concepts
from kb.base import Base
from kb.digest import lines
from kb.dump import Dump
from kb.dump import lines as dumped
from kb.errors import KbError
from kb.evidence import ask
from kb.history import history
from kb.library import utc_now
from kb.merging import merge
from kb.store import open_store
from kb.undoing import last_of
from tests.kb.hands import Hand, clock, rows

CLAIM = "peers reduce hospitalisation"
KEYS = ("adams2010", "baker2012", "smith2021", "clark2013")


def fill(base: Base, worlds: Any) -> None:
    """Papers with two full texts of one of them, a list that is nobody's, and a claim."""
    clock(base)
    for batch in batches(worlds).values():
        base.add(batch)
    base.add_claim(CLAIM, "tester")


def batches(worlds: Any) -> dict[str, Any]:
    """The files by name."""
    works = [
        worlds.Work("Peers on wards and what they do", "Adams", 2010, None, "J One"),
        worlds.Work("Companions at home after a stay", "Baker", 2012, "10.5555/two", "J Two"),
        worlds.Work("Loneliness and what it costs", "Clark", 2013, None, "J Two"),
    ]
    mine = worlds.Work("A study of peer workers in wards", "Smith", 2021)
    out = {}
    for form in ("text", "jats"):
        batch = worlds.paper(f"mine.{form}", mine, [(f"Peers reduce hospitalisation, says the {form}", (1,))])
        out[f"mine.{form}"] = replace(batch, source=replace(batch.source, reader=f"{form}@1"))
    out["other.txt"] = worlds.paper("other.txt", works[1], [("Peers reduce hospitalisation", ())], works[:1])
    out["list.txt"] = worlds.list("list.txt", works)
    return out


def source(base: Base, name: str) -> str:
    return str(rows(base, "read/sources_by_name", values=[name])[0]["id"])


def do(base: Base, worlds: Any, person: str, deed: int, a: int, b: int) -> None:
    """One of the things that people say, or a file that goes and comes again; what cannot be said is left."""
    hand, one, other = Hand(base, person), KEYS[a], KEYS[b]
    deeds = [
        lambda: hand.merge(one, other),
        lambda: hand.unmerge(one),
        lambda: hand.distinct(one, other),
        lambda: hand.study(one, other, undo=a > b),
        lambda: hand.edit(one, "doi=10.5555/two", f"year=20{a}{b}"),
        lambda: hand.edit(one, f"title=Peers reduce hospitalisation {b}"),
        lambda: hand.find(one, f"Peers reduce hospitalisation by {b}.", page=str(a)),
        lambda: hand.use(source(base, ("mine.text", "mine.jats")[a % 2]), undo=b == 0),
        lambda: hand.attach(source(base, "list.txt"), one),
        lambda: hand.undo(),
        lambda: again(base, worlds, a),
    ]
    try:
        deeds[deed]()
    except KbError:
        return


def again(base: Base, worlds: Any, a: int) -> None:
    """Take one of the files out, or all, and add it once more."""
    files = batches(worlds)
    for name in list(files) if a == 0 else list(files)[a:]:
        base.remove(source(base, name))
    for name in list(files) if a == 0 else list(files)[a:]:
        base.add(files[name])


DEEDS = st.tuples(st.sampled_from(["ann", "bob"]), st.integers(0, 10), st.integers(0, 3), st.integers(0, 3))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEEDS, min_size=1, max_size=8), first=st.sampled_from(["ann", "bob"]))
def test_whatever_was_said_taken_back_gives_the_first_graph(
    anew: Any, worlds: Any, deeds: list[tuple[str, int, int, int]], first: str
) -> None:
    with Base(anew(), concepts.load(), "tester", None) as base:
        fill(base, worlds)
        before, answer = sorted(lines(base.store)), ask(base, CLAIM)
        for person, deed, a, b in deeds:
            do(base, worlds, person, deed, a, b)
        for person in (first, "ann", "bob"):
            while Hand(base, person).undo():
                pass
        assert sorted(lines(base.store)) == before
        assert ask(base, CLAIM) == answer


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEEDS, min_size=2, max_size=8))
def test_the_graph_follows_from_what_is_kept(anew: Any, worlds: Any, deeds: list[tuple[str, int, int, int]]) -> None:
    with Base(anew(), concepts.load(), "tester", None) as base:
        fill(base, worlds)
        for person, deed, a, b in deeds:
            do(base, worlds, person, deed, a, b)
        made, told = sorted(lines(base.store)), list(dumped(base.store))
        with Base(open_store("memory:", create=True), concepts.load(), "other", None) as other:
            other.restore(Dump(told, "dump"))
            assert sorted(lines(other.store)) == made
            assert list(dumped(other.store)) == told


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(both=st.lists(DEEDS, max_size=4), here=st.lists(DEEDS, max_size=4), there=st.lists(DEEDS, max_size=4))
def test_two_who_part_and_meet_again_hold_the_same(
    anew: Any, worlds: Any, both: list[Any], here: list[Any], there: list[Any]
) -> None:
    with Base(anew(), concepts.load(), "tester", None) as base:
        fill(base, worlds)
        for person, deed, a, b in both:
            do(base, worlds, person, deed, a, b)
        with Base(open_store("memory:", create=True), concepts.load(), "other", None) as other:
            merge(base.store, other)
            other.library.now = base.library.now
            for deeds, where in ((here, base), (there, other)):
                for person, deed, a, b in deeds:
                    do(where, worlds, person, deed, a, b)
            merge(base.store, other)
            merge(other.store, base)
            assert sorted(lines(base.store)) == sorted(lines(other.store))
            assert rows(base, "read/steps") == rows(other, "read/steps")


def test_each_says_what_was_taken_back_the_last_first(base: Base, worlds: Any) -> None:
    fill(base, worlds)
    ann, bob = Hand(base, "ann"), Hand(base, "bob")
    ann.merge("adams2010", "clark2013")
    bob.edit("baker2012", "year=2013")
    ann.find("adams2010", "Peers reduce  hospitalisation.")
    assert [step.words for step in last_of(base.store, "ann")] == [
        'finding add adams2010 "Peers reduce hospitalisation."',
        "merge adams2010 clark2013",
    ]
    assert ann.undo(5) == ['finding add adams2010 "Peers reduce hospitalisation."', "merge adams2010 clark2013"]
    assert ann.undo() == []
    assert [(e.by, e.undone is not None) for e in history(base.store, by="bob")] == [("bob", False)]
    assert bob.undo() == ["edit baker2012 year=2013"]
    told = [e for e in history(base.store) if e.by in ("ann", "bob")]
    assert len(told) == 3
    assert all(entry.undone for entry in told)


def test_what_another_said_of_the_same_since_stays(base: Base, worlds: Any) -> None:
    fill(base, worlds)
    text = source(base, "mine.text")
    before = sorted(lines(base.store))
    Hand(base, "ann").use(text)
    Hand(base, "bob").use(text)
    in_force = sorted(lines(base.store))
    base.library.person = "ann"
    undone = base.undo()
    assert undone is not None
    assert undone.said == ("bob has said more of it since (2026-01-01, use); that stays",)
    assert sorted(lines(base.store)) == in_force
    Hand(base, "bob").undo()  # and then ann's word does not come back either
    assert sorted(lines(base.store)) == before


def test_two_people_merge_one_pair_and_one_takes_it_back(base: Base, worlds: Any) -> None:
    fill(base, worlds)
    Hand(base, "ann").merge("adams2010", "clark2013")
    records = [
        r["id"]
        for r in rows(
            base, "read/records_of_papers", ids=[rows(base, "read/papers_by_citekey", values=["adams2010"])[0]["id"]]
        )
    ]
    from kb.deciding import MERGE, Decided
    from kb.steps import Said

    (pair,) = {row["value"] for row in rows(base, "read/decisions") if row["kind"] == MERGE}
    base.library.person = "bob"
    base.decide([Decided.new(MERGE, *pair.split(), "bob", base.library.now())], said=Said("merge", ("x", "y")))
    Hand(base, "ann").undo()
    assert len(rows(base, "read/records_of_papers", ids=["p" + min(records)[1:]])) == len(records)


def test_what_the_step_made_is_gone_already(base: Base, worlds: Any) -> None:
    fill(base, worlds)
    before = sorted(lines(base.store))
    typed = Hand(base).edit("adams2010", "year=2011")
    base.remove(typed.facts.source["id"])
    assert Hand(base).undo() == ["edit adams2010 year=2011"]
    assert sorted(lines(base.store)) == before


def test_a_step_on_a_paper_that_is_gone_is_told_and_taken_back(base: Base, worlds: Any) -> None:
    clock(base)
    first = worlds.list("a.txt", [worlds.Work("Peers on wards and what they do", "Adams", 2010)])
    second = worlds.list("b.txt", [worlds.Work("Companions at home after a stay", "Baker", 2012)])
    sources = [base.add(batch).source for batch in (first, second)]
    before = sorted(lines(base.store))
    Hand(base).merge("adams2010", "baker2012")
    Hand(base).edit("adams2010", "volume=9")
    for name in sources:
        base.remove(name)
    assert [entry.what for entry in history(base.store)][:2] == ["edit adams2010 volume=9", "merge adams2010 baker2012"]
    assert len(Hand(base).undo(2)) == 2
    for batch in (first, second):
        base.add(batch)
    assert sorted(lines(base.store)) == before


def test_a_judged_finding_that_is_taken_back_stays_as_an_orphan(base: Base, worlds: Any) -> None:
    fill(base, worlds)
    typed = Hand(base).find("adams2010", "Peers reduce hospitalisation by half.")
    finding = typed.facts.findings[0]["id"]
    props = {"stance": "supports", "by": "ada", "byKind": "person", "at": utc_now(), "reason": "", "confidence": 1.0}
    claim = rows(base, "read/claims")[0]["id"]
    base.store.apply(
        [(load("write/put_judgements"), [{"finding": finding, "claim": claim, "id": "j1", "props": props}])]
    )
    assert Hand(base).undo()
    assert [f["status"] for f in rows(base, "read/findings_by_id", ids=[finding])] == ["orphaned"]


def test_what_was_taken_back_stays_so_wherever_it_is_brought(base: Base, worlds: Any) -> None:
    """Either way round: what was undone in one store does not come back from the other."""
    fill(base, worlds)
    before = sorted(lines(base.store))
    one = Hand(base)
    one.merge("adams2010", "clark2013")
    one.unmerge("adams2010")
    one.edit("adams2010", "doi=10.5555/two")
    one.find("baker2012", "Peers reduce hospitalisation by half.")
    with Base(open_store("memory:", create=True), concepts.load(), "other", None) as other:
        merge(base.store, other)
        assert sorted(lines(other.store)) == sorted(lines(base.store)) != before
        assert len(one.undo(3)) == 3  # the merge counts again
        merge(other.store, base)
        merge(base.store, other)
        assert sorted(lines(other.store)) == sorted(lines(base.store)) != before
        assert one.undo() == ["merge adams2010 clark2013"]
        merge(base.store, other)
        merge(other.store, base)
        assert sorted(lines(other.store)) == sorted(lines(base.store)) == before
        assert ask(other, CLAIM).total == ask(base, CLAIM).total
        steps = rows(base, "read/steps")
        assert list(other.store.rows(load("read/steps"))) == steps
        assert all(step["undone"] for step in steps)


def test_times_that_an_earlier_version_kept_come_first_in_their_second() -> None:
    assert len(utc_now()) == len("2026-01-01T00:00:00.000+00:00")
    assert "2026-01-01T00:00:00+00:00" < "2026-01-01T00:00:00.000+00:00" < "2026-01-01T00:00:01+00:00"


def test_a_command_without_a_step_is_told_all_the_same(base: Base, worlds: Any) -> None:
    from kb.sameness import Sameness

    fill(base, worlds)
    base.decide(Sameness(base.store, "Crossref", base.library.now()).merge(["adams2010", "clark2013"]).decided)
    (entry,) = history(base.store, by="Crossref")
    assert entry.what in ("merge adams2010 clark2013", "merge clark2013 adams2010")  # in the order of their ids
    paper = rows(base, "read/papers_by_citekey", values=["adams2010"])[0]["id"]
    assert history(base.store, paper)[0] == entry
    assert {e.what for e in history(base.store, paper)} >= {"add list.txt", "add other.txt"}
    assert Hand(base, "Crossref").undo() == []


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_step_is_one_small_node(base: Base, worlds: Any, count: int) -> None:
    fill(base, worlds)
    assert rows(base, "read/steps") == []
    for n in range(count):
        Hand(base).edit("adams2010", f"volume={n}")
    assert len(rows(base, "read/steps")) == count
    assert all(len(row["value"]) < 1500 for row in rows(base, "read/steps"))
