"""Records, ids: round trips and what they must not depend on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bib.model import Date, Person, Reference
from kb import ids
from kb.records import from_fields, to_fields

_TEXT = st.none() | st.text(min_size=1, max_size=8)
_PERSON = st.builds(Person, _TEXT, _TEXT, _TEXT, _TEXT, _TEXT, _TEXT, _TEXT)
_DATE = st.builds(Date, st.none() | st.integers(1500, 2100), st.none() | st.integers(1, 12), st.none(), _TEXT, _TEXT)
_REFERENCE = st.builds(
    Reference,
    kind=st.sampled_from(("book", "document")),
    title=_TEXT,
    people=st.lists(_PERSON, max_size=2).map(tuple),
    editors=st.lists(_PERSON, max_size=2).map(tuple),
    etal=st.booleans(),
    date=st.none() | _DATE,
    doi=_TEXT,
    label=_TEXT,
    other=st.lists(st.tuples(st.text(max_size=4), st.text(max_size=4)), max_size=2).map(tuple),
    confidence=st.none() | st.floats(0, 1),
)


@given(_REFERENCE)
def test_a_reference_comes_back_as_it_was(reference: Reference) -> None:
    assert from_fields(to_fields(reference)) == reference


@given(_REFERENCE)
def test_equal_references_give_equal_bytes(reference: Reference) -> None:
    assert to_fields(from_fields(to_fields(reference))) == to_fields(reference)


def test_ids_fold_white_space_and_case_but_count_repeats() -> None:
    names = list(ids.numbered("r", "abc", ["One  two", "one two", "ONE\ntwo", "three"]))
    assert len(set(names)) == 4
    assert names == list(ids.numbered("r", "abc", ["one two"] * 3 + ["Three"]))
    assert all(name.startswith("r") and len(name) == 17 for name in names)


def test_ids_differ_by_kind_and_lineage() -> None:
    assert len({next(ids.numbered(kind, line, ["x"])) for kind in "rf" for line in ("a", "b")}) == 4
