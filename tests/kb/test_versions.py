"""Preprint and article: two papers, one study, whatever came first."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from cypher import load
from kb import concepts
from kb.base import Base
from kb.digest import digest
from kb.evidence import ask
from kb.sameness import Sameness, studies
from kb.store import Store
from kb.versions import version_pairs

TITLE = "Peers on wards: a randomised trial"
PREPRINT = "10.1101/2020.01.02.20012345"


def named(base: Base) -> dict[str, str]:
    """DOI -> paper id."""
    return {row["doi"]: row["id"] for row in base.store.rows(load("read/papers"))}


@pytest.mark.parametrize(
    ("preprint", "article", "tied"),
    [
        (("Adams", 2020, PREPRINT, "medRxiv"), ("Adams", 2020, "10.5555/a", "J One"), True),
        (("Adams", 2020, PREPRINT, "medRxiv"), ("Adams", 2023, "10.5555/a", "J One"), True),
        (("Adams", 2020, PREPRINT, "medRxiv"), ("Adams", 2024, "10.5555/a", "J One"), False),
        (("Adams", 2020, PREPRINT, "medRxiv"), ("Adams", 2019, "10.5555/a", "J One"), False),
        (("Adams", 2020, PREPRINT, "medRxiv"), ("Baker", 2021, "10.5555/a", "J One"), False),
        (("Adams", 2020, "10.48550/arxiv.2001.00001", "arXiv"), ("Adams", 2021, "10.5555/a", "J One"), True),
        # Cold Spring Harbor's journals have the prefix of bioRxiv
        (("Adams", 2020, "10.1101/gr.123456.119", "Genome Research"), ("Adams", 2021, "10.5555/a", "J One"), False),
    ],
)
def test_which_are_tied(base: Base, worlds: Any, preprint: Any, article: Any, tied: bool) -> None:
    works = [worlds.Work(TITLE, *fields) for fields in (preprint, article)]
    base.add(worlds.list("a.txt", works[1:]))
    base.add(worlds.list("b.txt", works[:1]))
    papers = named(base)
    assert len(papers) == 2
    pair = (papers[preprint[2]], papers[article[2]])
    assert version_pairs(base.store) == ([pair] if tied else [])
    assert len(set(studies(base.store).values())) == tied


def test_without_a_doi_they_are_not_one_paper_though_title_author_and_year_agree(base: Base, worlds: Any) -> None:
    works = [worlds.Work(TITLE, "Adams", 2020, None, name) for name in ("medRxiv", "J One", "MedRxiv preprint")]
    base.add(worlds.list("a.txt", works))
    found = sorted(row["container"].lower() for row in base.store.rows(load("read/papers")))
    assert len(found) == 2
    assert found[0] == "j one"
    assert len(version_pairs(base.store)) == 1


def test_any_order_gives_one_graph_and_removing_unties(anew: Callable[[], Store], worlds: Any) -> None:
    preprint = worlds.Work(TITLE, "Adams", 2020, PREPRINT, "medRxiv")
    article = worlds.Work(TITLE, "Adams", 2021, "10.5555/a", "J One")
    bare = worlds.Work(TITLE, "Adams", 2021)
    lists = [worlds.list(f"{n}.txt", [work]) for n, work in enumerate((preprint, article, bare))]
    seen = set()
    for order in itertools.permutations(range(3)):
        with Base(anew(), concepts.load(), "tester", None) as base:
            for n in order:
                base.add(lists[n])
            assert len(version_pairs(base.store)) == 1
            seen.add(digest(base.store))
            sources = {row["name"]: row["id"] for row in base.store.rows(load("read/sources"))}
            base.remove(sources["1.txt"])
            assert len(version_pairs(base.store)) == 1  # the bare one still is the article
            base.remove(sources["2.txt"])
            assert version_pairs(base.store) == []
            base.add(lists[1])
            base.add(lists[2])
            seen.add(digest(base.store))
    assert len(seen) == 1


def test_a_study_told_twice_counts_once_and_a_person_may_part_or_join_them(base: Base, worlds: Any) -> None:
    preprint = worlds.Work(TITLE, "Adams", 2020, PREPRINT, "medRxiv")
    article = worlds.Work(TITLE, "Adams", 2021, "10.5555/a", "J One")
    for n, work in enumerate((preprint, article)):
        base.add(worlds.paper(f"{n}.txt", work, [("Peers reduce hospitalisation on wards", ())]))
    base.add_claim("peers reduce hospitalisation", "tester")
    verdict = ask(base, "peers reduce hospitalisation").verdict
    assert (verdict.for_, verdict.independent_for) == (2, 1)
    before, one, two = digest(base.store), *(named(base)[work.doi] for work in (preprint, article))

    def by(second: int) -> Sameness:
        return Sameness(base.store, "tester", f"2026-01-01T00:00:{second:02}+00:00")

    base.decide(by(1).distinct(one, two).decided)
    assert version_pairs(base.store) == []
    assert ask(base, "peers reduce hospitalisation").verdict.independent_for == 2
    base.decide(by(2).merge([one, two]).decided)
    assert version_pairs(base.store) == []
    assert ask(base, "peers reduce hospitalisation").verdict.for_ == 1
    base.decide(by(3).unmerge(min(one, two)).decided)
    assert version_pairs(base.store) == [(one, two)]
    assert digest(base.store) == before
