"""Pairs worth comparing: found, each once, in any order, and not many."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bib.model import Date, Person, Reference
from kb.likeness import candidates, compare_sketches, sketch

TREES, PARTS = (
    "oak elm ash fir yew pine birch maple larch holm".split(),
    "wood leaf root bark seed ring bud sap".split(),
)
WORDS = [a + b + c for a in TREES for b in PARTS for c in TREES]


def works(count: int, seed: int = 1) -> list[Reference]:
    chance = random.Random(seed)
    return [
        Reference(
            title=" ".join(chance.sample(WORDS, 9)),
            people=(Person(family=chance.choice(WORDS).capitalize(), given=chance.choice("ABCDE")),),
            date=Date(year=chance.randrange(1980, 2020)),
            volume=str(chance.randrange(1, 90)),
            pages=str(chance.randrange(1, 900)),
        )
        for _ in range(count)
    ]


def pairs(some: list[Reference]) -> set[tuple[int, int]]:
    found = list(candidates([sketch(r) for r in some]))
    assert len(found) == len(set(found))
    assert all(i < j for i, j in found)
    return set(found)


def test_twins_are_paired() -> None:
    some = works(300)
    twins = [
        replace(some[0], volume=None, pages=None),
        replace(some[1], title="An altogether other title in another tongue"),
        replace(some[2], title=" ".join((some[2].title or "").split()[:4]), volume=None, pages=None, people=()),
        replace(some[3], title=(some[3].title or "").replace("oak", "ouk"), pages=None),
        Reference(title="Another", doi="10.5555/a"),
        Reference(title="One", doi="10.5555/a"),
    ]
    found = pairs([*some, *twins])
    assert {(0, 300), (1, 301), (2, 302), (3, 303), (304, 305)} <= found


def test_cost_grows_with_the_number_of_works() -> None:
    small, large = len(pairs(works(500))), len(pairs(works(4000)))
    assert large < 16 * small + 400


def test_a_hundred_copies_are_one_chain() -> None:
    some = [works(1)[0]] * 400
    found = pairs(some)
    assert len(found) < 400 * 10
    reached = {0}
    for i, j in sorted(found):
        if i in reached:
            reached.add(j)
    assert len(reached) == 400


@given(st.lists(st.sampled_from(works(6, 2)), max_size=12), st.randoms())
def test_any_order_gives_the_same_pairs(some: list[Reference], chance: random.Random) -> None:
    order = list(range(len(some)))
    chance.shuffle(order)
    again = pairs([some[at] for at in order])
    back = {tuple(sorted((order[i], order[j]))) for i, j in again}
    assert back == pairs(some)
    for i, j in back:
        assert compare_sketches(sketch(some[i]), sketch(some[j])).score >= 0
