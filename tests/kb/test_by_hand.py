"""What a person types about a paper: fields and findings, where they count, and what they join or part."""

from __future__ import annotations

from typing import Any

import pytest

from cypher import load
from kb import by_hand
from kb.base import Base
from kb.digest import digest, lines
from kb.dump import Dump
from kb.dump import lines as dumped
from kb.errors import KbError, NotFound
from kb.evidence import ask
from kb.library import change_of_typed
from kb.settle import settle
from tests.kb.hands import Hand, clock, rows


@pytest.fixture
def listed(base: Base, worlds: Any) -> dict[str, str]:
    """Three works of a list and one paper; their ids by title's first word."""
    clock(base)
    works = [
        worlds.Work("Peers on wards and what they do", "Adams", 2010, None, "J One"),
        worlds.Work("Companions at home after a stay", "Baker", 2012, "10.5555/two", "J Two"),
        worlds.Work("Loneliness and what it costs", "Clark", 2013, None, "J Two"),
    ]
    mine = worlds.Work("A study of peer workers in wards", "Smith", 2021)
    base.add(worlds.list("list.txt", works))
    base.add(worlds.paper("paper.txt", mine, [("Stigma was common", (1, 4))], works[:1]))
    return {row["title"].split()[0]: row["id"] for row in rows(base, "read/papers") if row["status"] != "stub"}


def paper(base: Base, name: str) -> dict[str, Any]:
    (row,) = rows(base, "read/papers_by_id", ids=[name])
    return row


def test_what_was_typed_counts_and_nothing_else_changes(base: Base, listed: dict[str, str]) -> None:
    before = paper(base, listed["Peers"])
    typed = Hand(base).edit(listed["Peers"], "year=2011", "author=Adams, Ann; Brown, Bob", "journal=Journal One")
    after = paper(base, listed["Peers"])
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"year", "authors", "container"}
    assert (after["citekey"], after["kind"], after["status"]) == ("adams2010", "article-journal", "listed")
    (source,) = rows(base, "read/source_texts", ids=[typed.facts.source["id"]])
    assert source["text"] == "year=2011\nauthor=Adams, Ann; Brown, Bob\njournal=Journal One"
    (record,) = [r for r in rows(base, "read/records_of_papers", ids=[after["id"]]) if r["role"] == "person"]
    assert record["by"] == "tester"
    (place,) = rows(base, "read/record_places", ids=[record["id"]])
    assert (place["start"], place["end"]) == (0, len(source["text"]))


def test_of_several_the_last_word_on_a_field_counts(base: Base, listed: dict[str, str]) -> None:
    ann, bob = Hand(base, "ann"), Hand(base, "bob")
    ann.edit(listed["Peers"], "year=2011", "volume=3")
    bob.edit(listed["Peers"], "year=2012")
    assert (paper(base, listed["Peers"])["year"], paper(base, listed["Peers"])["volume"]) == (2012, "3")
    ann.undo()
    assert (paper(base, listed["Peers"])["year"], paper(base, listed["Peers"])["volume"]) == (2012, None)
    bob.undo()
    assert paper(base, listed["Peers"])["year"] == 2010


def test_a_kind_that_was_typed_counts_also_when_it_is_document(base: Base, listed: dict[str, str]) -> None:
    for kind in ("book", "document"):
        Hand(base).edit(listed["Peers"], f"kind={kind}")
        assert paper(base, listed["Peers"])["kind"] == kind


def test_what_is_so_already_is_not_written(base: Base, listed: dict[str, str]) -> None:
    before = digest(base.store)
    with pytest.raises(KbError, match="adams2010 says so already"):
        Hand(base).edit(listed["Peers"], "year=2010")
    assert digest(base.store) == before


def test_nothing_is_typed_about_a_stub(base: Base, listed: dict[str, str]) -> None:
    (stub,) = [row["id"] for row in rows(base, "read/papers") if row["status"] == "stub"]
    for typing in (lambda: Hand(base).edit(stub, "year=2010"), lambda: Hand(base).find(stub, "Words.")):
        with pytest.raises(NotFound, match="known only by its number"):
            typing()


def test_a_doi_joins_and_mending_it_parts_again(base: Base, listed: dict[str, str]) -> None:
    before = sorted(lines(base.store))
    one = Hand(base)
    about = by_hand.subject(base.store, listed["Peers"])
    typed, _ = by_hand.edit(about, ["doi=10.5555/two"], "tester", base.library.now())
    told = by_hand.consequences(base.store, typed, settle(base.store, change_of_typed(typed.facts, typed.decided)))
    assert told == ["baker2012 and adams2010 are one paper: they have the same DOI (`kb undo` if that is wrong)"]
    one.edit(listed["Peers"], "doi=10.5555/two")
    assert len(rows(base, "read/papers_by_doi", values=["10.5555/two"])) == 1
    assert {r["citekey"] for r in rows(base, "read/papers")} >= {"clark2013", "smith2021"}
    one.edit("adams2010", "doi=10.5555/three")  # the slip joins nothing any more
    assert {r["citekey"]: r["doi"] for r in rows(base, "read/papers") if r["citekey"]} == {
        "adams2010": "10.5555/three",
        "baker2012": "10.5555/two",
        "clark2013": None,
        "smith2021": None,
    }
    one.undo(2)
    assert sorted(lines(base.store)) == before


def test_a_doi_parts_what_only_title_and_year_joined(base: Base, worlds: Any) -> None:
    clock(base)
    bare = worlds.Work("Peers on wards and what they do", "Adams", 2010)
    other = worlds.Work("Peers on wards and what they do", "Adams", 2010, "10.5555/one")
    base.add(worlds.list("a.txt", [bare]))
    base.add(worlds.list("b.txt", [other]))
    (row,) = rows(base, "read/papers")
    (first,) = rows(base, "read/records_of_sources", ids=[rows(base, "read/sources")[0]["id"]])
    about = by_hand.subject(base.store, row["id"])
    typed, _ = by_hand.edit(about, ["doi=10.5555/other"], "tester", base.library.now())
    settled = settle(base.store, change_of_typed(typed.facts, typed.decided))
    if about.anchor == first["id"]:  # which of the two records bears the citekey hangs on their ids
        assert by_hand.consequences(base.store, typed, settled) == [
            "parted from it: adams2010a, which nothing ties to it any more"
        ]
    else:
        assert by_hand.consequences(base.store, typed, settled) == []


def test_unmerge_leaves_what_was_typed(base: Base, listed: dict[str, str]) -> None:
    one = Hand(base)
    one.edit(listed["Peers"], "year=2011")
    before = sorted(lines(base.store))
    one.merge(listed["Peers"], listed["Loneliness"])
    one.unmerge("adams2010")
    assert sorted(lines(base.store)) == before
    with pytest.raises(KbError, match="nobody merged adams2010"):
        one.unmerge("adams2010")


def test_what_was_typed_about_a_paper_that_goes_waits_for_it(base: Base, listed: dict[str, str], worlds: Any) -> None:
    batch = worlds.list("solo.txt", [worlds.Work("A solo work of some length", "Dahl", 2001)])
    source = base.add(batch).source
    Hand(base).edit("dahl2001", "volume=7")
    Hand(base).find("dahl2001", "Peers reduce hospitalisation.")
    before = sorted(lines(base.store))
    assert base.library.removal(source).papers == 1
    base.remove(source)
    assert "Dahl, A." not in {name for row in rows(base, "read/papers") for name in row["authors"] or ()}
    assert ask(base, "peers reduce hospitalisation").total == 0
    base.add(batch)
    assert sorted(lines(base.store)) == before
    assert {r["volume"] for r in rows(base, "read/papers") if r["citekey"] == "dahl2001"} == {"7"}


def test_what_was_typed_stays_with_a_paper_that_loses_a_record(base: Base, worlds: Any) -> None:
    clock(base)
    work = worlds.Work("A solo work of some length", "Dahl", 2001)
    lists = [worlds.list(f"{n}.txt", [work, worlds.Work(f"Another work, number {n}", "Else", 2000)]) for n in range(2)]
    base.add(lists[0])
    before = sorted(lines(base.store))
    Hand(base).edit("dahl2001", "volume=7")
    base.add(lists[1])
    base.remove(rows(base, "read/sources_by_name", values=["0.txt"])[0]["id"])
    assert {r["title"]: r["volume"] for r in rows(base, "read/papers")}[work.title] == "7"
    # another version of its list, in which the item reads otherwise but names the same work
    longer = worlds.Work(work.title, "Dahl", 2001, None, "J One")
    base.add(worlds.list("1.txt", [longer], lineage=lists[1].source.lineage))
    ((citekey, volume),) = {(r["citekey"], r["volume"]) for r in rows(base, "read/papers")}
    assert volume == "7"
    assert by_hand.subject(base.store, citekey).anchor in str(rows(base, "read/linked_records"))
    base.add(lists[0])
    base.remove(rows(base, "read/sources_by_name", values=["1.txt"])[0]["id"])
    assert {r["title"]: r["volume"] for r in rows(base, "read/papers")}[work.title] == "7"
    assert Hand(base).undo() == ["edit dahl2001 volume=7"]
    assert sorted(lines(base.store)) == before


def test_a_finding_answers_with_its_page_and_the_paper_stays_listed(base: Base, listed: dict[str, str]) -> None:
    before = len(rows(base, "read/findings_of_papers", ids=[listed["Peers"]]))
    one = Hand(base)
    typed = one.find(listed["Peers"], " Peers reduce\nhospitalisation. ", page="e12", section="Results")
    one.find(listed["Peers"], "I was hospitalised less with a peer.", speaker="Bella")
    answer = ask(base, "peers reduce hospitalisation")
    row = next(row for row in answer.rows if row.kind == "sentence")
    assert (row.stance, row.origin, row.page, row.section) == ("supports", "own", "e12", ("Results",))
    (source,) = rows(base, "read/source_texts", ids=[typed.facts.source["id"]])
    assert source["text"][row.start : row.end] == row.text == "Peers reduce\nhospitalisation."
    quotes = [f for f in rows(base, "read/findings_of_papers", ids=[listed["Peers"]]) if f["kind"] == "quote"]
    assert [(f["speaker"], f["origin"]) for f in quotes] == [("Bella", "participant")]
    assert paper(base, listed["Peers"])["status"] == "listed"
    assert len(rows(base, "read/findings_of_papers", ids=[listed["Peers"]])) == before + 2
    about = by_hand.subject(base.store, listed["Peers"])
    assert by_hand.typed_before(base.store, about, "peers reduce hospitalisation.") == "tester on 2026-01-01"
    assert by_hand.typed_before(base.store, about, "Others.") is None
    one.undo(2)
    assert ask(base, "peers reduce hospitalisation").total == 0


def test_a_dump_and_a_merge_bring_it_along(base: Base, anew: Any, listed: dict[str, str]) -> None:
    from kb import concepts
    from kb.merging import merge
    from kb.store import open_store

    one = Hand(base)
    one.edit(listed["Peers"], "title=Peers on wards, and what they do there", "doi=10.5555/two")
    one.find("baker2012", "Peers reduce hospitalisation.")
    wanted, told = sorted(lines(base.store)), list(dumped(base.store))
    with Base(open_store("memory:", create=True), concepts.load(), "other", None) as other:
        merge(base.store, other)
        assert sorted(lines(other.store)) == wanted
        assert list(other.store.rows(load("read/steps"))) == rows(base, "read/steps")
    with Base(open_store("memory:", create=True), concepts.load(), "other", None) as other:
        other.restore(Dump(told, "dump"))
        assert sorted(lines(other.store)) == wanted
        assert list(dumped(other.store)) == told


def test_a_file_of_the_same_text_is_another_source(base: Base, listed: dict[str, str], worlds: Any) -> None:
    typed = Hand(base).find(listed["Peers"], "1. Adams, A. (2010). Peers on wards.")
    text = typed.facts.source["text"]
    import hashlib

    assert base.library.earlier(hashlib.sha256(text.encode()).hexdigest(), None).state == "new"
