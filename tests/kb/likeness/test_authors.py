"""Which names are one author."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.model import Person
from kb.likeness import author_groups, same_author


def p(family: str, given: str | None = None, **more: Any) -> Person:
    return Person(family=family, given=given, **more)


A, B = "0000-0002-1825-0097", "0000-0001-5109-3700"


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        (p("Smith", "J"), p("Smith", "John"), True),
        (p("Smith", "J."), p("SMITH", "John A."), True),
        (p("Smith", "JA"), p("Smith", "John Adam"), True),
        (p("Smith", "John"), p("Smith", "Jane"), False),
        (p("Smith", "JA"), p("Smith", "JB"), False),
        (p("Smith", "J"), p("Smith", "K"), False),
        (p("Smith"), p("Smith", "J"), False),
        (p("Müller", "J"), p("Mueller", "J"), True),
        (p("Müller", "J"), p("Muller", "Jörg"), True),
        (p("Sørensen", "K"), p("Sorensen", "K"), True),
        (p("Łukasz", "M"), p("Lukasz", "M"), True),
        (p("van den Berg", "O"), p("Berg", "O", non_dropping_particle="van den"), True),
        (p("Berg", "O", dropping_particle="van den"), p("van den Berg", "O."), True),
        (p("Berg", "O. van den"), p("van den Berg", "O."), True),
        (p("O'Neill", "T"), p("O’Neill", "T"), True),
        (p("Vonk-Noordegraaf", "A"), p("Vonk Noordegraaf", "A"), True),
        (p("Garcia", "M"), p("Garcia Lopez", "M"), False),
        (p("Zhang", "Wei"), p("Wei", "Zhang"), False),
        (p("Smith", "J", suffix="Jr."), p("Smith", "J", suffix="III"), False),
        (p("Smith", "J", suffix="Jr."), p("Smith", "J"), True),
        (p("Smith", "J", orcid=A), p("Smythe", "Joan", orcid=A), True),
        (p("Smith", "J", orcid=A), p("Smith", "J", orcid=B), False),
        (Person(literal="Ward Study Group"), Person(literal="The Ward Study Group"), False),
        (Person(literal="Ward Study Group"), Person(literal="Ward study group"), True),
        (Person(literal="Ward"), p("Ward"), False),
        (p("Jean", "J-P"), p("Jean", "Jean-Pierre"), True),
    ],
)
def test_pairs(a: Person, b: Person, one: bool) -> None:
    assert same_author(a, b).one is one, same_author(a, b)
    assert same_author(a, b) == same_author(b, a)


@pytest.mark.parametrize(
    ("people", "groups"),
    [
        ([p("Smith", "J"), p("Smith", "John"), p("Smith", "J. A.")], ((0, 1, 2),)),
        ([p("Smith", "J"), p("Smith", "John"), p("Smith", "Jane")], ((0,), (1,), (2,))),
        ([p("Smith", "JA"), p("Smith", "J"), p("Smith", "JB")], ((0,), (1,), (2,))),
        ([p("Smith", "John"), p("Smith", "John"), p("Smith", "Jane")], ((0, 1), (2,))),
        ([p("Smith", "J", orcid=A), p("Smith", "J", orcid=B), p("Smith", "J")], ((0,), (1,), (2,))),
        ([p("Smith", "J", orcid=A), p("Smith", "John", orcid=A), p("Smith", "J")], ((0, 1, 2),)),
        ([p("Smith", "J", orcid=A), p("Ash", "J", orcid=A)], ((0, 1),)),
        ([], ()),
    ],
)
def test_groups(people: list[Person], groups: tuple[tuple[int, ...], ...]) -> None:
    assert author_groups(people) == groups


_PEOPLE = st.lists(
    st.builds(
        Person,
        family=st.sampled_from(["Smith", "Müller", "Mueller"]),
        given=st.sampled_from([None, "J", "John", "Jane", "JA", "JB", "John A."]),
        orcid=st.sampled_from([None, None, None, A, B]),
    ),
    max_size=7,
)


@given(_PEOPLE, st.randoms())
def test_never_across_a_conflict_and_in_any_order(people: list[Person], chance: Any) -> None:
    groups = author_groups(people)
    assert sorted(at for group in groups for at in group) == list(range(len(people)))
    for group in groups:
        assert len({people[at].orcid for at in group} - {None}) <= 1
        apart = [(people[i], people[j]) for i in group for j in group if not same_author(people[i], people[j]).one]
        assert not [pair for pair in apart if pair[0] != pair[1] and not any(people[at].orcid for at in group)]
    order = list(range(len(people)))
    chance.shuffle(order)
    again = author_groups([people[at] for at in order])
    assert sorted(tuple(sorted(order[at] for at in group)) for group in again) == sorted(groups)
