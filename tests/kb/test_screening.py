"""Who is in the review: one person's word, several people's, two stages, and what happens when records come and go."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher import load
from kb import concepts
from kb.base import Base
from kb.digest import digest
from kb.dump import Dump
from kb.dump import lines as dumped
from kb.errors import KbError, NotFound
from kb.merging import merge
from kb.sameness import Sameness
from kb.screened import (
    EXCLUDE,
    EXCLUDED,
    FULL_TEXT,
    INCLUDE,
    INCLUDED,
    SOUGHT,
    STAGES,
    TITLE,
    UNFIT,
    UNSCREENED,
    VERDICTS,
    Screened,
    Standing,
    record_of,
    standings,
)
from kb.screening import Plan, Screening, outcome, told
from kb.store import Store, open_store


def word(stage: str, verdict: str, second: int, by: str = "ann", record: str = "r1", reason: str = "") -> Screened:
    return Screened.new(record, stage, verdict, by, f"2026-01-01T00:00:{second:02}+00:00", reason)


@pytest.mark.parametrize(
    ("words", "state", "differ"),
    [
        ([], UNSCREENED, False),
        ([(TITLE, INCLUDE, 1)], SOUGHT, False),
        ([(TITLE, EXCLUDE, 1)], EXCLUDED, False),
        ([(TITLE, INCLUDE, 1), (FULL_TEXT, INCLUDE, 2)], INCLUDED, False),
        ([(TITLE, INCLUDE, 1), (FULL_TEXT, EXCLUDE, 2)], UNFIT, False),
        ([(FULL_TEXT, INCLUDE, 2)], INCLUDED, False),  # nobody said anything of its title
        ([(FULL_TEXT, INCLUDE, 2), (TITLE, INCLUDE, 3)], INCLUDED, False),
        ([(TITLE, EXCLUDE, 1), (FULL_TEXT, INCLUDE, 2)], INCLUDED, False),  # fetched all the same
        ([(FULL_TEXT, INCLUDE, 2), (TITLE, EXCLUDE, 3)], EXCLUDED, False),
        ([(TITLE, EXCLUDE, 2), (FULL_TEXT, EXCLUDE, 2)], UNFIT, False),
        ([(TITLE, INCLUDE, 1, "ann"), (TITLE, EXCLUDE, 2, "bob")], EXCLUDED, True),
        ([(TITLE, EXCLUDE, 2, "bob"), (TITLE, INCLUDE, 3, "ann")], SOUGHT, True),
        ([(TITLE, EXCLUDE, 2, "bob"), (TITLE, INCLUDE, 2, "ann")], SOUGHT, True),  # of one second: nothing is lost
        ([(TITLE, INCLUDE, 1, "ann"), (TITLE, INCLUDE, 2, "bob")], SOUGHT, False),
        ([(TITLE, INCLUDE, 1, "ann"), (FULL_TEXT, EXCLUDE, 2, "bob")], UNFIT, False),  # of other things
        ([(TITLE, EXCLUDE, 1, "ann", "r1"), (TITLE, INCLUDE, 2, "ann", "r2")], SOUGHT, False),  # of merged papers
        ([("abstract", INCLUDE, 1), (TITLE, "maybe", 2)], UNSCREENED, False),  # written by hand
    ],
)
def test_where_a_paper_stands(words: list[Any], state: str, differ: bool) -> None:
    given_words = [word(*one) for one in words]
    for order in itertools.permutations(given_words):
        standing = Standing.of(order)
        assert (standing.state, standing.differ) == (state, differ)
        assert (standing.counts is None) == (state == UNSCREENED)
        assert sum(row["counts"] for row in told(order)) == (state != UNSCREENED)


_WORDS = st.lists(
    st.builds(
        word,
        st.sampled_from(STAGES),
        st.sampled_from(VERDICTS),
        st.integers(0, 9),
        st.sampled_from(("ann", "bob")),
        st.sampled_from(("r1", "r2")),
    ),
    max_size=6,
)


@given(_WORDS, st.randoms())
def test_where_a_paper_stands_is_no_matter_of_order(words: list[Screened], chance: Any) -> None:
    mixed = list(words)
    chance.shuffle(mixed)
    assert Standing.of(mixed).state == Standing.of(words).state


@pytest.mark.parametrize("value", ["", " ", "include", "include title", "include title r1 r2", "x y z"])
def test_values_that_no_kb_wrote_do_not_stop_anything(value: str) -> None:
    row = {"decision": "d1", "value": value, "by": "ann", "at": "2026", "reason": None}
    assert Standing.of([Screened.of(row)]).state in (UNSCREENED, SOUGHT)
    record_of(value)


def test_a_word_is_one_decision_for_person_stage_and_record() -> None:
    one = word(TITLE, INCLUDE, 1)
    assert word(TITLE, EXCLUDE, 2).id == one.id
    assert len({one.id, word(FULL_TEXT, INCLUDE, 1).id, word(TITLE, INCLUDE, 1, "bob").id}) == 3
    assert Screened.of({"decision": one.id, **one.props}) == one
    assert record_of(one.props["value"]) == "r1"


@pytest.fixture
def works(worlds: Any) -> list[Any]:
    return [
        worlds.Work("Peers on wards: a trial", "Adams", 2010, "10.5555/one"),
        worlds.Work("Companions at home after a stay", "Baker", 2012),
        worlds.Work("Fishing in cold water and more", "Clark", 2014),
    ]


def by(base: Base, person: str = "tester", second: int = 0) -> Screening:
    return Screening(base.store, person, f"2026-01-01T00:00:{second:02}+00:00")


def say(base: Base, plan: Plan) -> list[tuple[str, Any, Any]]:
    base.decide(plan.decided)
    rows = outcome(base.store, plan.papers, plan.decided)
    return [(row["citekey"], row["screened"], row["stage"]) for row in rows]


def rows(base: Base, query: str, **params: Any) -> list[dict[str, Any]]:
    return list(base.store.rows(load(query), **params))


def states(base: Base) -> dict[str, str]:
    keys = {row["id"]: row["citekey"] for row in rows(base, "read/papers")}
    return {keys[paper]: at.state for paper, at in standings(rows(base, "read/screenings")).items()}


def test_words_are_said_changed_and_taken_back(base: Base, worlds: Any, works: list[Any]) -> None:
    base.add(worlds.list("list.txt", works))
    before = digest(base.store)
    assert say(base, by(base, second=1).say(["adams2010", "10.5555/one", "baker2012"], INCLUDE)) == [
        ("adams2010", INCLUDE, TITLE),
        ("baker2012", INCLUDE, TITLE),
    ]
    assert say(base, by(base, second=2).say(["baker2012"], EXCLUDE, TITLE, "  no\n peers ")) == [
        ("baker2012", EXCLUDE, TITLE)
    ]
    assert len(rows(base, "read/decisions")) == 2
    assert {row["reason"] for row in rows(base, "read/screenings")} == {"", "no peers"}
    with pytest.raises(KbError, match="needs its reason") as caught:
        by(base).say(["adams2010"], EXCLUDE, FULL_TEXT, "  ")
    assert "PRISMA 2020" in caught.value.hint
    plan = by(base, second=3).say(["baker2012"], EXCLUDE, FULL_TEXT, "wrong design")
    assert plan.said == ("baker2012: tester excluded it by title; the later word counts",)
    assert say(base, plan) == [("baker2012", EXCLUDE, FULL_TEXT)]
    assert states(base) == {"adams2010": SOUGHT, "baker2012": UNFIT}
    plan = by(base, second=4).say(["baker2012"], INCLUDE)
    assert plan.said == ("baker2012: the word at full text counts: exclude at full text: wrong design",)
    with pytest.raises(KbError, match="you did not screen adams2010 at full text"):
        by(base).undo(["adams2010"], FULL_TEXT)
    with pytest.raises(KbError, match="you did not screen adams2010"):
        by(base, "bob").undo(["adams2010"])
    assert say(base, by(base, second=5).undo(["baker2012"], FULL_TEXT)) == [("baker2012", EXCLUDE, TITLE)]
    assert say(base, by(base, second=6).undo(["baker2012", "adams2010"])) == [
        ("baker2012", None, None),
        ("adams2010", None, None),
    ]
    assert digest(base.store) == before
    assert all(row["undone"] for row in rows(base, "read/decisions"))
    assert say(base, by(base, second=7).say(["adams2010"], INCLUDE)) == [("adams2010", INCLUDE, TITLE)]
    assert base.index.revision == base.store.revision()


def test_people_who_differ_are_both_kept_and_the_later_word_counts(base: Base, worlds: Any, works: list[Any]) -> None:
    base.add(worlds.list("list.txt", works))
    say(base, by(base, "ann", 1).say(["adams2010"], EXCLUDE, TITLE, "off topic"))
    plan = by(base, "bob", 2).say(["adams2010"], INCLUDE)
    assert plan.said == ("adams2010: ann said exclude by title: off topic on 2026-01-01; both are kept, yours counts",)
    assert say(base, plan) == [("adams2010", INCLUDE, TITLE)]
    (standing,) = standings(rows(base, "read/screenings")).values()
    assert standing.differ
    plan = by(base, "bob", 3).undo(["adams2010"])
    assert plan.said == ("adams2010: ann said exclude by title: off topic, which stands",)
    assert say(base, plan) == [("adams2010", EXCLUDE, TITLE)]


@pytest.mark.parametrize(
    ("first", "second", "counts"),
    [
        ("2026-01-01T00:00:01+00:00", "2026-01-01T00:00:01+00:00", EXCLUDE),  # a script is quick
        ("2026-01-01T00:00:03+00:00", "2026-01-01T00:00:01+00:00", EXCLUDE),
        ("2026-01-01T00:00:01+00:00", "2026-01-01T00:00:02+00:00", EXCLUDE),
        ("2026-01-02T00:00:01+00:00", "2026-01-01T00:00:01+00:00", INCLUDE),  # somebody's clock runs wrong
        ("2026-01-02", "2026-01-01T00:00:01+00:00", INCLUDE),
        ("some day", "2026-01-01T00:00:01+00:00", INCLUDE),
    ],
)
def test_what_is_said_last_counts_unless_a_clock_runs_wrong(
    base: Base, worlds: Any, works: list[Any], first: str, second: str, counts: str
) -> None:
    base.add(worlds.list("list.txt", works))
    say(base, Screening(base.store, "ann", first).say(["adams2010"], INCLUDE))
    plan = Screening(base.store, "bob", second).say(["adams2010"], EXCLUDE)
    assert say(base, plan) == [("adams2010", counts, TITLE)]
    assert ("yours counts" in plan.said[0]) == (counts == EXCLUDE)


def test_names_that_are_not_here_or_known_by_a_number_alone(base: Base, worlds: Any, works: list[Any]) -> None:
    base.add(worlds.paper("p.txt", works[0], [("Peers reduce hospitalisation", (1,))]))
    with pytest.raises(NotFound, match="no paper is called nobody2000"):
        by(base).say(["adams2010", "nobody2000"], INCLUDE)
    (stub,) = [row for row in rows(base, "read/papers") if row["status"] == "stub"]
    with pytest.raises(NotFound, match="only by its number"):
        by(base).say([stub["id"]], INCLUDE)
    assert say(base, by(base).say(["p.txt"], INCLUDE)) == [("adams2010", INCLUDE, TITLE)]


def test_a_word_outlives_its_record(base: Base, worlds: Any, works: list[Any]) -> None:
    """The file is taken out and comes back; or a new version loses the item and a later one has it again."""
    listed = worlds.list("list.txt", works)
    base.add(listed)
    say(base, by(base).say(["adams2010"], INCLUDE))
    wanted = digest(base.store)
    (source,) = [row["id"] for row in rows(base, "read/sources")]
    base.remove(source)
    assert states(base) == {}
    assert len(rows(base, "read/loose_screenings")) == 1
    base.add(listed)
    assert digest(base.store) == wanted
    assert states(base) == {"adams2010": SOUGHT}
    base.add(worlds.list("list.txt", works[1:], lineage=listed.source.lineage))
    assert states(base) == {}
    base.add(worlds.list("list.txt", works, lineage=listed.source.lineage))
    assert states(base) == {"adams2010": SOUGHT}


def test_what_is_merged_stands_as_the_later_word_has_it(base: Base, worlds: Any, works: list[Any]) -> None:
    base.add(worlds.list("list.txt", works))
    say(base, by(base, second=1).say(["adams2010"], EXCLUDE))
    say(base, by(base, second=2).say(["baker2012"], INCLUDE))
    same = Sameness(base.store, "tester", "2026-01-01T00:00:03+00:00")
    base.decide(same.merge(["adams2010", "baker2012"]).decided)
    (key,) = states(base)
    assert states(base)[key] == SOUGHT
    assert say(base, by(base, second=4).say([key], EXCLUDE)) == [(key, EXCLUDE, TITLE)]
    assert len([row for row in rows(base, "read/decisions") if row["kind"] == "screen"]) == 2  # the last one said anew
    base.decide(Sameness(base.store, "tester", "2026-01-01T00:00:05+00:00").unmerge(key).decided)
    assert states(base) == {"adams2010": EXCLUDED, "baker2012": EXCLUDED}
    say(base, by(base, second=6).undo(["adams2010", "baker2012"]))
    assert states(base) == {}


def test_words_come_with_a_dump_and_a_merge_of_stores(store: Store, base: Base, worlds: Any, works: list[Any]) -> None:
    listed = worlds.list("list.txt", works)
    base.add(listed)
    say(base, by(base).say(["adams2010", "baker2012"], INCLUDE))
    say(base, by(base, "bob").say(["clark2014"], EXCLUDE, FULL_TEXT, "no peers"))
    wanted, stand = digest(store), states(base)
    with Base(open_store("memory:", create=True), concepts.load(), "tester", None) as other:
        other.restore(Dump(list(dumped(store)), "dump"))
        assert (digest(other.store), states(other)) == (wanted, stand)
    with Base(open_store("memory:", create=True), concepts.load(), "tester", None) as other:
        merge(store, other)
        assert (digest(other.store), states(other)) == (wanted, stand)
        plan = by(other, second=9).undo(["adams2010"])
        other.decide(plan.decided)
        merge(other.store, base)
        assert "adams2010" not in states(base)
        assert digest(other.store) == digest(store)


def test_a_word_without_its_record_finds_it_in_another_store(
    open_empty: Callable[[], Store], worlds: Any, works: list[Any]
) -> None:
    listed = worlds.list("list.txt", works)
    with (
        Base(open_store("memory:", create=True), concepts.load(), "tester", None) as a,
        Base(open_empty(), concepts.load(), "tester", None) as b,
    ):
        a.add(listed)
        say(a, by(a).say(["adams2010"], INCLUDE))
        b.add(listed)
        a.remove(rows(a, "read/sources")[0]["id"])
        merge(a.store, b)
        assert states(b) == {"adams2010": SOUGHT}
        assert rows(b, "read/loose_screenings") == []


def test_in_any_order_the_graph_is_the_same(anew: Callable[[], Store], worlds: Any, works: list[Any]) -> None:
    lists = [worlds.list(f"{n}.txt", works[n : n + 2]) for n in range(2)]
    with Base(anew(), concepts.load(), "tester", None) as base:
        for batch in lists:
            base.add(batch)
        plan = by(base).say(["adams2010", "baker2012"], INCLUDE)
    seen = set()
    for order in itertools.permutations((*lists, *plan.decided)):
        with Base(anew(), concepts.load(), "tester", None) as base:
            for step in order:
                base.decide([step]) if isinstance(step, Screened) else base.add(step)
            seen.add(digest(base.store))
    assert len(seen) == 1


def test_nothing_is_written_for_a_look(base: Base, worlds: Any, works: list[Any]) -> None:
    base.add(worlds.list("list.txt", works))
    before = base.store.revision()
    plan = by(base).say(["adams2010"], INCLUDE)
    assert [row["screened"] for row in outcome(base.store, plan.papers, plan.decided)] == [INCLUDE]
    base.library.decide(plan.decided, dry_run=True)
    undone = [replace(one, undone="2026-02-01") for one in plan.decided]
    assert [row["screened"] for row in outcome(base.store, plan.papers, undone)] == [None]
    assert base.store.revision() == before
