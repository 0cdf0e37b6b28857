"""Markers to places in the paper's own list."""

from __future__ import annotations

import pytest

from bib.model import Date, Person, Reference, Source, Span
from ingest.model import Citation
from ingest.own_list import OwnList

SOURCE = Source("x", "0", "0", "text@1", "[1]")


def citation(numbers: tuple[int, ...] = (), keys: tuple[tuple[str, int, str], ...] = ()) -> Citation:
    return Citation("[…]", numbers, keys, Span(SOURCE, 0, 3))


def item(family: str = "", year: int | None = None, suffix: str | None = None, label: str | None = None) -> Reference:
    person = Person(family=family) if family else None
    return Reference(people=(person,) if person else (), date=Date(year, suffix=suffix), label=label)


@pytest.mark.parametrize(
    ("labels", "numbers", "places"),
    [
        ([None, None, None], (1, 3), (1, 3)),
        (["1", "2", "3"], (3, 1), (3, 1)),
        (["4", "5", "6"], (5,), (2,)),  # the list starts at 4: 5 is its second item
        (["1", "1", "2"], (1,), (1,)),
        (["1", "2"], (7,), ()),  # no such item: not a place
        ([None, None], (7, 0), ()),
        ([], (7, 8), (7, 8)),  # no list: the printed numbers
        (["1", "2"], (2, 2), (2,)),
    ],
)
def test_numbers(labels: list[str | None], numbers: tuple[int, ...], places: tuple[int, ...]) -> None:
    assert OwnList([item(label=label) for label in labels]).positions(citation(numbers)) == places


LIST = (
    item("Smith", 2006, "a"),
    item("Smith", 2006, "b"),
    item("Müller", 2010),
    Reference(people=(Person(family="Beethoven", non_dropping_particle="van"),), date=Date(1999)),
    Reference(people=(Person(literal="World Health Organization"),), date=Date(2001)),
    item("Gone"),
)


def test_letters_that_the_list_lost_follow_its_order() -> None:
    twins = OwnList([item("Twin", 2011), item("Other", 2011), item("Twin", 2011)])
    assert twins.positions(citation(keys=(("Twin", 2011, "b"),))) == (3,)
    assert twins.positions(citation(keys=(("Twin", 2011, ""),))) == (1, 3)
    assert twins.positions(citation(keys=(("Twin", 2011, "c"), ("Twin", 2011, "ab")))) == (1, 3)


GLUED = "BakerH. M.Lee-ParkJ.O'NeillS. (2014). A title."


def test_a_year_that_a_copy_glued_to_an_id_is_read() -> None:
    line = "3. BakerHMLee-ParkJ A title of it. J Neurosci 106: 163–183, 201121490278"
    own = OwnList([Reference(source=Span(Source("x", "0", "0", "text@1", line), 0, len(line)), label="3")])
    assert own.positions(citation(keys=(("Baker", 2011, ""),))) == (1,)
    assert own.positions(citation(keys=(("Baker", 2149, ""),))) == ()


def test_an_item_that_begins_with_blanks_alone_has_no_name() -> None:
    line = "\u2028 \u2028(2011) Light."
    own = OwnList([Reference(source=Span(Source("x", "0", "0", "text@1", line), 0, len(line)))])
    assert own.positions(citation(keys=(("Light", 2011, ""),))) == ()


def test_names_that_a_copy_glued_together_are_told_apart() -> None:
    source = Source("x", "0", "0", "text@1", GLUED)
    person = Person(literal="BakerH. M.Lee-ParkJ.O'NeillS")
    own = OwnList([Reference(people=(person,), date=Date(2014), source=Span(source, 0, len(GLUED)))])
    assert own.named("baker", 2014, "") == (1,)
    assert own.named("baker lee park", 2014, "", False) == (1,)
    assert own.named("lee park", 2014, "") == ()


@pytest.mark.parametrize(
    ("key", "places"),
    [
        (("Smith", 2006, "a"), (1,)),
        (("Smith", 2006, "b"), (2,)),
        (("Smith", 2006, ""), (1, 2)),
        (("Smith", 2006, "c"), ()),
        (("Smith", 2007, ""), ()),
        (("MULLER", 2010, ""), (3,)),
        (("Müller", 2010, "a"), (3,)),
        (("van Beethoven", 1999, ""), (4,)),
        (("Beethoven", 1999, ""), (4,)),
        (("World Health Organization", 2001, ""), (5,)),
        (("Gone", 2006, ""), ()),
    ],
)
def test_names_and_years(key: tuple[str, int, str], places: tuple[int, ...]) -> None:
    assert OwnList(LIST).positions(citation(keys=(key,))) == places
