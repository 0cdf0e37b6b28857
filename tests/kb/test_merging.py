"""Two stores made one: the same graph as if everything had come into one store, whichever is merged into which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher import load
from kb import concepts
from kb.base import Base
from kb.claims import claim_id
from kb.digest import digest, lines
from kb.merging import merge
from kb.neighbourhood import Change
from kb.settle import Settled
from kb.store import Store, open_store

CLAIMS = ("peers reduce hospitalisation", "peers increase hospitalisation")


def opened() -> Base:
    return Base(open_store("memory:", create=True), concepts.load(), "tester", None)


def rows(base: Base, query: str, **params: Any) -> list[dict[str, Any]]:
    return list(base.store.rows(load(query), **params))


def time(second: int) -> str:
    return f"2026-01-01T00:00:{second:02}+00:00"


def add(base: Base, batch: Any, second: int, path: str | None = None) -> None:
    base.library.now = lambda: time(second)
    base.add(batch, path=path)


def say(base: Base, words: str, claim: str, stance: str, second: int, by: str, name: str | None = None) -> None:
    """A person judges the finding that has these words, if it is there; the stance is drawn as that judgement asks."""
    found = {f["clean"]: f["id"] for f in rows(base, "read/reported_findings")}
    if words not in found or base.claim(claim) is None:
        return
    props = {"stance": stance, "reason": "", "cue": None, "cueStart": None, "cueEnd": None, "confidence": 1.0}
    props |= {"by": by, "byKind": "person", "version": "", "at": time(second), "note": "read it"}
    row = {"finding": found[words], "claim": claim_id(claim), "id": name or f"j{by}", "props": props}
    base.store.apply(
        [
            (load("write/put_judgements"), [row]),
            (load("write/put_claims"), [{"id": claim_id(claim), "props": {"judgedBy": None}}]),
        ]
    )
    base.refresh()


def decide(base: Base, batch: Any, paper: str, second: int, undone: int | None = None) -> None:
    """A list is the paper's; undone: and then it is not."""
    base.library.now = lambda: time(second)
    source = next(row["id"] for row in rows(base, "read/sources") if row["lineage"] == batch.source.lineage)
    base.attach(source, paper)
    if undone is not None:
        decision = next(row for row in rows(base, "read/decisions") if row["target"] == source)
        out = Settled()
        out.add("write/put_decisions", [{"id": decision["id"], "props": {"undone": time(undone)}}])
        items = frozenset(row["id"] for row in rows(base, "read/records_of_sources", ids=[source]))
        base.library.finish(out, Change(attach={source: None}, touched=items), time(undone))


def counted(source: Base, target: Base) -> dict[str, tuple[int, int, int, int]]:
    return {kind: tuple(more) for kind, *more in merge(source.store, target)}  # type: ignore[misc]


def same(a: Base, b: Base) -> None:
    """Fail with what differs."""
    ours, theirs = set(lines(a.store)), set(lines(b.store))
    assert not ours - theirs, sorted(ours - theirs)
    assert not theirs - ours, sorted(theirs - ours)
    assert digest(a.store) == digest(b.store)


@pytest.fixture
def few(worlds: Any) -> dict[str, Any]:
    """Sources by name; "…2" is a later version of the one before."""
    one = worlds.Work("First study of peers in hospital", "Adams", 2010, "10.5555/one", "J One")
    bare = worlds.Work("First study of peers in hospital", "Adams", 2010, None, "J One")
    two = worlds.Work("Second study of peers at home", "Baker", 2011, None, "J Two")
    three = worlds.Work("Third study of something else", "Clark", 2012, None, "J Two")
    mine = worlds.Work("A study of peer workers in wards", "Smith", 2021)
    says = [("Peers reduce hospitalisation", (1, 2)), ("Stigma was common", ())]
    paper = worlds.paper("paper.txt", mine, says)
    listed = worlds.list("list.txt", [one, two])
    changed = [("All of this is new", ()), ("Peers reduce hospitalisation", (1, 2))]
    return {
        "paper": paper,
        "paper2": worlds.paper("paper.txt", mine, changed, lineage=paper.source.lineage),
        "paper3": worlds.paper("paper.txt", mine, changed[:1], lineage=paper.source.lineage),
        "list": listed,
        "list2": worlds.list("list.txt", [three, two], lineage=listed.source.lineage),
        "other list": worlds.list("other.txt", [bare, three]),
        "full": worlds.paper("full.txt", one, [("Admissions fell", (1,))], [three]),
    }


@pytest.fixture
def two(open_empty: Callable[[], Store]) -> Any:
    """A base in memory, and one on the engine under test."""
    with opened() as a, Base(open_empty(), concepts.load(), "tester", None) as b:
        yield a, b


def test_what_each_side_has_is_united(two: tuple[Base, Base], few: Any) -> None:
    a, b = two
    add(a, few["paper"], 1)
    a.add_claim(CLAIMS[0], "tester")
    add(b, few["list"], 2)
    b.add_claim(CLAIMS[1], "tester")
    assert counted(a, b) == {
        "source": (1, 0, 0, 0),
        "record": (1, 0, 0, 0),
        "finding": (2, 0, 0, 0),
        "theme": (1, 0, 0, 0),
        "problem": (0, 0, 0, 0),
        "fact": (0, 0, 0, 0),
        "claim": (1, 0, 0, 0),
        "judgement": (0, 0, 0, 0),
        "decision": (0, 0, 0, 0),
    }
    with opened() as every:
        add(every, few["list"], 3)
        add(every, few["paper"], 4)
        for claim in CLAIMS:
            every.add_claim(claim, "tester")
        same(b, every)
        assert len(b.index) == len(every.index)


def test_a_second_time_brings_nothing_and_changes_nothing(two: tuple[Base, Base], few: Any) -> None:
    a, b = two
    add(a, few["paper"], 1)
    add(a, few["list"], 1)
    decide(a, few["list"], "paper.txt", 2)
    a.add_claim(CLAIMS[0], "tester")
    say(a, "Peers reduce hospitalisation.", CLAIMS[0], "contradicts", 3, "ann")
    first = counted(a, b)
    same(a, b)
    revision = b.store.revision()
    assert counted(a, b) == {kind: (0, 0, 0, new) for kind, (new, _, _, _) in first.items()}
    assert b.store.revision() == revision
    assert counted(b, a) == counted(a, b)


@pytest.mark.parametrize("newer_is_ours", [True, False])
def test_the_later_version_of_a_source_is_the_current_one(
    two: tuple[Base, Base], few: Any, newer_is_ours: bool
) -> None:
    a, b = two
    add(a, few["paper2" if newer_is_ours else "paper"], 5 if newer_is_ours else 1)
    add(b, few["paper" if newer_is_ours else "paper2"], 1 if newer_is_ours else 5)
    found = counted(a, b)
    assert found["source"] == ((0, 1, 0, 0) if newer_is_ours else (0, 0, 1, 0))
    assert found["finding"] == ((1, 1, 0, 0) if newer_is_ours else (0, 0, 1, 1))
    assert {f["clean"] for f in rows(b, "read/reported_findings")} == {
        "All of this is new.",
        "Peers reduce hospitalisation.",
    }
    merge(b.store, a)
    same(a, b)


@pytest.mark.parametrize("ours", [True, False])
def test_what_people_judged_stays_when_its_text_goes(two: tuple[Base, Base], few: Any, ours: bool) -> None:
    """One side judged words of a version that the other side has replaced; the words come with the judgement."""
    a, b = two if ours else reversed(two)
    add(a, few["paper"], 1)
    a.add_claim(CLAIMS[0], "tester")
    say(a, "Stigma was common.", CLAIMS[0], "supports", 2, "ann")
    add(b, few["paper2"], 5)
    source, target = two
    merge(source.store, target)
    (kept,) = [row for row in rows(target, "read/dump_findings") if row["props"]["status"] == "orphaned"]
    assert kept["props"]["clean"] == "Stigma was common."
    assert rows(target, "read/judgements_of_findings", ids=[kept["id"]])[0]["note"] == "read it"
    assert rows(target, "read/answering_findings", ids=[kept["id"]]) == []
    merge(target.store, source)
    same(a, b)


def test_of_an_orphan_that_stood_elsewhere_in_each_store_one_is_kept(two: tuple[Base, Base], few: Any) -> None:
    a, b = two
    words = "Peers reduce hospitalisation."
    for base, version in ((a, "paper"), (b, "paper2")):
        add(base, few[version], 1)
        base.add_claim(CLAIMS[0], "tester")
        say(base, words, CLAIMS[0], "unclear", 2, "ann" if base is a else "bob")
    add(a, few["paper3"], 3)
    with opened() as c, opened() as d:
        for target, source in ((c, a), (c, b), (d, b), (d, a)):
            merge(source.store, target)
        same(c, d)
        merge(a.store, b)
        same(b, c)
        merge(b.store, a)
        same(a, c)
        assert {row["by"] for row in rows(a, "read/person_judgements")} == {"ann", "bob"}


def test_a_persons_later_judgement_wins_over_the_same_persons_earlier_one_only(
    two: tuple[Base, Base], few: Any
) -> None:
    a, b = two
    words = "Peers reduce hospitalisation."
    for base in two:
        add(base, few["paper"], 1)
        base.add_claim(CLAIMS[0], "tester")
    say(a, words, CLAIMS[0], "contradicts", 5, "ann", "jlate")
    say(b, words, CLAIMS[0], "supports", 3, "ann", "jearly")
    say(b, words, CLAIMS[0], "mixed", 4, "bob")
    assert counted(a, b)["judgement"] == (0, 1, 0, 0)
    assert counted(b, a)["judgement"] == (1, 0, 0, 1)
    for base in two:
        said = {(row["by"], row["stance"], row["id"]) for row in rows(base, "read/person_judgements")}
        assert said == {("ann", "contradicts", "jlate"), ("bob", "mixed", "jbob")}
        assert any('"CONTRADICTS"' in line and '"by":"ann"' in line for line in lines(base.store))
    same(a, b)


def test_an_earlier_judgement_is_left(two: tuple[Base, Base], few: Any) -> None:
    a, b = two
    for base, second in ((a, 2), (b, 7)):
        add(base, few["paper"], 1)
        base.add_claim(CLAIMS[0], "tester")
        say(base, "Stigma was common.", CLAIMS[0], "supports" if second == 2 else "mixed", second, "ann")
    before = digest(b.store)
    assert counted(a, b)["judgement"] == (0, 0, 1, 0)
    assert digest(b.store) == before


@pytest.mark.parametrize(
    ("ours", "theirs", "attached"),
    [
        ((2, None), None, True),
        ((2, 4), None, False),
        ((2, 4), (2, None), False),
        ((2, None), (2, 4), False),
        ((2, 4), (6, None), True),
        ((6, None), (2, 4), True),
        ((2, None), (3, None), True),
    ],
)
def test_the_later_state_of_a_decision_is_in_force(
    two: tuple[Base, Base],
    few: Any,
    ours: tuple[int, int | None],
    theirs: tuple[int, int | None] | None,
    attached: bool,
) -> None:
    for base, state in zip(two, (ours, theirs), strict=True):
        add(base, few["paper"], 1)
        add(base, few["list"], 1)
        if state:
            decide(base, few["list"], "paper.txt", *state)
    a, b = two
    merge(a.store, b)
    statuses = {row["status"] for row in rows(b, "read/papers")}
    assert ("stub" not in statuses) == attached
    assert len(rows(b, "read/attached_lists")) == attached
    with opened() as other:
        for base in (b, a):
            merge(base.store, other)
        same(b, other)
    merge(b.store, a)
    same(a, b)


def test_a_list_that_is_another_papers_in_each_store_is_the_later_ones(two: tuple[Base, Base], few: Any) -> None:
    for base, paper, second in zip(two, ("paper.txt", "full.txt"), (2, 3), strict=True):
        for name in ("paper", "full", "list"):
            add(base, few[name], 1)
        decide(base, few["list"], paper, second)
    a, b = two
    assert counted(a, b)["decision"] == (0, 0, 1, 0)
    assert counted(b, a)["decision"] == (0, 1, 0, 0)
    same(a, b)
    with opened() as once:
        for name in ("paper", "full", "list"):
            add(once, few[name], 1)
        decide(once, few["list"], "full.txt", 3)
        same(a, once)


def test_a_claim_keeps_its_first_wording_and_its_furthest_status(two: tuple[Base, Base]) -> None:
    a, b = two
    for base, text, by in ((a, "Peers reduce hospitalisation.", "ann"), (b, "peers  REDUCE hospitalisation", "bob")):
        claim = base.add_claim(text, by)
        at = time(1 if base is a else 2)
        props = {"at": at, "status": "accepted" if base is a else "rejected"}
        base.store.apply([(load("write/put_claims"), [{"id": claim.id, "props": props}])])
    assert counted(a, b)["claim"] == (0, 1, 0, 0)
    assert counted(b, a)["claim"] == (0, 1, 0, 0)
    for base in two:
        (claim,) = rows(base, "read/claims")
        assert (claim["text"], claim["by"], claim["status"]) == ("Peers reduce hospitalisation.", "ann", "rejected")
    same(a, b)


def test_the_targets_citekeys_and_paths_stay_and_free_ones_come_along(two: tuple[Base, Base], worlds: Any) -> None:
    a, b = two
    first, second, third = (worlds.Work(f"{n} study of many peers at home", "Adams", 2010) for n in ("A", "B", "C"))
    add(a, worlds.list("1.txt", [first, second, third]), 1, "/a/1.txt")  # adams2010, adams2010a, adams2010b
    add(b, worlds.list("2.txt", [second]), 2)  # adams2010
    add(b, worlds.list("1.txt", [first, second, third]), 3, "/b/1.txt")
    before = {row["title"]: row["citekey"] for row in rows(b, "read/papers")}
    merge(a.store, b)
    assert {row["title"]: row["citekey"] for row in rows(b, "read/papers")} == before
    assert {row["path"] for row in rows(b, "read/sources")} == {"/b/1.txt", None}
    with opened() as c:
        add(c, worlds.list("2.txt", [second]), 2)
        merge(a.store, c)
        keys = {row["title"][0]: row["citekey"] for row in rows(c, "read/papers")}
        assert keys["B"] == "adams2010"
        assert keys["C"] == "adams2010b"
        assert len(set(keys.values())) == 3
        assert {row["path"] for row in rows(c, "read/sources")} == {"/a/1.txt", None}
    with opened() as empty:
        merge(a.store, empty)
        ours, theirs = ({row["id"]: row["citekey"] for row in rows(x, "read/papers")} for x in (a, empty))
        assert ours == theirs


def test_the_same_bytes_read_at_two_times_are_the_same_source(two: tuple[Base, Base], few: Any) -> None:
    a, b = two
    add(a, few["paper"], 9, "/a/paper.txt")
    add(b, few["paper"], 1, "/b/paper.txt")
    found = counted(a, b)
    assert found["source"] == (0, 0, 0, 1)
    assert found["finding"] == (0, 0, 0, 2)
    (source,) = rows(b, "read/sources")
    assert (source["addedAt"], source["path"]) == (time(9), "/b/paper.txt")
    same(a, b)


def test_an_index_on_disk_follows(two: tuple[Base, Base], few: Any, tmp_path: Any) -> None:
    a, _ = two
    add(a, few["paper"], 1)
    with Base(open_store(str(tmp_path / "s"), create=True), concepts.load(), "t", tmp_path / "s" / "index") as b:
        merge(a.store, b)
        assert b.index.revision == b.store.revision()
        assert len(b.index) == len(a.index)


SOURCES = ("paper", "list", "other list", "full")
LATER = {"paper": "paper2", "list": "list2"}
WORDS = ("Peers reduce hospitalisation.", "Stigma was common.", "Admissions fell.")


@st.composite
def sides(draw: st.DrawFn) -> dict[str, Any]:
    """What one person did to a store: versions of sources, a decision, claims, judgements."""
    versions = {name: draw(st.sampled_from(("", "1", "2", "12") if name in LATER else ("", "1"))) for name in SOURCES}
    undone = draw(st.sampled_from((None, 12, 14)))
    judgement = st.tuples(
        st.sampled_from(WORDS), st.sampled_from(CLAIMS), st.sampled_from(("supports", "contradicts", "not-about")),
        st.integers(20, 25), st.sampled_from(("ann", "bob")),
    )  # fmt: skip
    return {
        "versions": versions,
        "decision": draw(st.sampled_from((None, (11, undone), (13, undone and 15)))),
        "claims": draw(st.sets(st.sampled_from(CLAIMS))),
        "judgements": draw(st.lists(judgement, max_size=3)),
    }


def play(base: Base, few: Mapping[str, Any], side: Mapping[str, Any]) -> None:
    """Do what a side did: first versions, decision, claims, judgements, then the later versions."""
    for name, versions in side["versions"].items():
        if "1" in versions:
            add(base, few[name], 1)
    have = {row["name"] for row in rows(base, "read/sources")}
    if side["decision"] and have >= {"paper.txt", "list.txt"}:
        decide(base, few["list"], "paper.txt", *side["decision"])
    for claim in sorted(side["claims"]):
        base.add_claim(claim, "tester")
    for words, claim, stance, second, by in sorted(side["judgements"], key=lambda j: (j[3], j)):
        say(base, words, claim, stance, second, by)
    for name, versions in side["versions"].items():
        if "2" in versions:
            add(base, few[LATER[name]], 40)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(sides(), sides())
def test_any_two_stores_become_one_in_either_direction(few: Any, one: dict[str, Any], other: dict[str, Any]) -> None:
    with ExitStack() as stack:
        a, b, c, d, e = (stack.enter_context(opened()) for _ in range(5))
        play(a, few, one)
        play(b, few, other)
        for target, order in ((c, (a, b)), (d, (b, a))):
            for source in order:
                merge(source.store, target)
        same(c, d)
        for target, source in ((a, b), (b, c)):
            first = counted(source, target)
            same(target, c)
            again = counted(source, target)
            assert all(found[:2] == (0, 0) for found in again.values()), (first, again)
            same(target, c)
        assert len(a.index) == len(c.index)
        merge(a.store, e)
        same(e, a)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_parts_of_a_library_make_the_library(few: Any, data: st.DataObject) -> None:
    """One side did all; it is dealt to two stores, some to both: together they are the one store again."""
    whole = data.draw(sides())
    parts: list[dict[str, Any]] = []
    for _ in range(2):
        versions = {name: data.draw(st.sampled_from(sorted({"", v}))) for name, v in whole["versions"].items()}
        claims = {claim for claim in whole["claims"] if data.draw(st.booleans())}
        judgements = [j for j in whole["judgements"] if data.draw(st.booleans())]
        parts.append({"versions": versions, "decision": whole["decision"], "claims": claims, "judgements": judgements})
    union = {
        "versions": {name: max(part["versions"][name] for part in parts) for name in whole["versions"]},
        "claims": parts[0]["claims"] | parts[1]["claims"],
    }
    decided = any(all(part["versions"][name] for name in ("paper", "list")) for part in parts)
    with opened() as a, opened() as b, opened() as c:
        for base, part in zip((a, b), parts, strict=True):
            play(base, few, part)
        judged = [j for part in parts for j in part["judgements"] if j[1] in part["claims"] and _has(few, part, j[0])]
        latest = {(j[0], j[1], j[4]): j for j in sorted(judged, key=lambda j: (j[3], j))}
        play(c, few, {**union, "decision": whole["decision"] if decided else None, "judgements": latest.values()})
        merge(a.store, b)
        same(b, c)


def _has(few: Mapping[str, Any], part: Mapping[str, Any], words: str) -> bool:
    return any("1" in v and words in {f.clean for f in few[name].findings} for name, v in part["versions"].items())
