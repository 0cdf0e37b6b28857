"""Which names are one author."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.model import Person
from kb.likeness import author_groups, same_author
from kb.likeness.spelled import spelled, spelled_of


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
        ([p("Smith", "J"), p("Smith", "John"), p("Smith", "J. A.")], ((0, 1), (2,))),
        ([p("Smith", "J"), p("Smith", "John A"), p("Smith", "J. A.")], ((0, 1, 2),)),
        ([p("Smith", "J"), p("Smith", "J. A.")], ((0,), (1,))),
        ([p("Smith", "John"), p("Smith", "John A."), p("Smith", "John B."), p("Smith", "JA")], ((0,), (1, 3), (2,))),
        ([p("Smith", "John"), p("Smith", "J", suffix="Jr"), p("Smith", "J", suffix="Sr")], ((0,), (1,), (2,))),
        ([p("Smith", "John A."), p("Smith", "JA", suffix="Jr"), p("Smith", "J")], ((0, 1, 2),)),
        (
            [p("Smith", "J", orcid=A), p("Smith", "Jane", orcid=B), p("Smith", "John"), p("Smith", "J")],
            ((0, 2), (1,), (3,)),
        ),
        ([p("Smith"), p("Smith"), p("Smith", "J"), p("Smith", suffix="Jr")], ((0, 1), (2,), (3,))),
        ([p("Müller", "J"), p("Mueller", "J"), p("Muller", "J.")], ((0, 1, 2),)),
        ([p("Mueller", "J"), p("Muller", "J")], ((0,), (1,))),
        ([p("Xue", "J"), p("Xu", "J")], ((0,), (1,))),
        ([p("Sørensen", "Å"), p("Sorensen", "Aa"), p("Soerensen", "Åse")], ((0,), (1,), (2,))),
        ([p("Sørensen", "Å"), p("Sorensen", "A"), p("Soerensen", "Åse"), p("SORENSEN", "Aase")], ((0, 1, 2, 3),)),
        (
            [p("Martin", "Jean"), p("Martin", "Jean-Pierre"), p("Martin", "JP"), p("Martin", "J.-P.")],
            ((0,), (1,), (2, 3)),
        ),
        ([p("Martin", "J"), p("Martin", "Jean-Pierre"), p("Martin", "JP"), p("Martin", "J.-P.")], ((0, 1, 2, 3),)),
        ([p("Li", "Xiao-Ming"), p("Li", "Xiaoming"), p("Li", "Xiao Ming"), p("Li", "XM")], ((0, 1, 2), (3,))),
        ([p("Zhang", "Q"), p("Zhang", "Qian"), p("Zhang", "Q.")], ((0, 2), (1,))),
        ([p("Zhang", "伟"), p("Zhang", "伟杰"), p("張", "伟")], ((0,), (1,), (2,))),
        ([p("van der Berg", "M"), p("Van Der Berg", "M."), p("Berg", "M. van der"), p("Berg", "M")], ((0, 1, 2), (3,))),
        ([p("Berg", "M", dropping_particle="van der"), p("Berg", "Marie", non_dropping_particle="van der")], ((0, 1),)),
        ([p("Smith", "John Jr."), p("Smith Jr", "John"), p("Smith", "John", suffix="Jr")], ((0, 1, 2),)),
        ([Person(literal="WHO"), Person(literal="W.H.O."), Person(literal="The WHO"), p("WHO")], ((0, 1), (2,), (3,))),
        ([Person(given="Plato"), Person(given="plato"), Person(literal="Plato Jr")], ((0, 1), (2,))),
        ([Person(), Person(literal="—"), p("—", "J"), p("—", "K")], ((0,), (1,), (2,), (3,))),
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
        given=st.sampled_from([None, "J", "John", "Jane", "JA", "JB", "John A.", "John-Adam", "Johnadam"]),
        suffix=st.sampled_from([None, None, "Jr.", "III"]),
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
        pairs = [(people[i], people[j]) for i in group for j in group if not (people[i].orcid and people[j].orcid)]
        assert not [
            pair for pair in pairs if not any(people[at].orcid for at in group) and not same_author(*pair).agreement
        ]
    order = list(range(len(people)))
    chance.shuffle(order)
    again = author_groups([people[at] for at in order])
    assert sorted(tuple(sorted(order[at] for at in group)) for group in again) == sorted(groups)


@given(st.text(max_size=12), st.one_of(st.none(), st.text(max_size=12)), st.one_of(st.none(), st.text(max_size=6)))
def test_any_name_is_one_author_with_itself(family: str, given_name: str | None, more: str | None) -> None:
    person = Person(family=family, given=given_name, suffix=more, non_dropping_particle=more)
    assert author_groups([person, person]) == ((0, 1),)
    taken = spelled_of(person)
    assert str(taken).count("|") >= 2
    assert taken == spelled(person.name, family or None, given_name or None)


@given(st.text("aeouäöüåøbAEOUÄÖÜÅØßæ", max_size=8))
def test_spellings_of_one_name_stand_in_one_block(family: str) -> None:
    written = family.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}))
    bare = family.translate(str.maketrans({"ä": "a", "ö": "o", "ü": "u", "å": "a", "ø": "o"}))
    blocks = {spelled_of(p(name, "J")).block for name in (family, written, bare) if name}
    assert len(blocks) <= 1
