"""Which records are one paper: a table of pairs, and properties of the grouping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.model import Date, Person, Reference
from kb.identity import Keys, citekey_base, citekeys, group, keys_of, paper_id


def ref(title: str = "", family: str = "", year: int | None = None, **fields: str) -> Reference:
    people = (Person(family=family),) if family else ()
    return Reference(title=title or None, people=people, date=Date(year=year) if year else None, **fields)  # type: ignore[arg-type]


LONG = "Peer support in hospitals: a trial"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (ref(LONG, "Smith", 2010), ref("peer support in hospitals – A TRIAL.", "smith", 2010), True),
        (ref(LONG, "Müller", 2010), ref(LONG, "Muller", 2010), True),
        (ref(LONG, "Smith", 2010), ref(LONG, "Smith", 2011), False),
        (ref(LONG, "Smith", 2010), ref(LONG, "Jones", 2010), False),
        (ref(LONG, "Smith", 2010), ref(LONG + " Part II", "Smith", 2010), False),
        (ref("Editorial", "Smith", 2010), ref("Editorial", "Smith", 2010), False),
        (ref(LONG, "Smith"), ref(LONG, "Smith"), False),
        (ref(LONG, "Smith", 2010, doi="10.5555/a"), ref("Other title entirely", doi="10.5555/A"), True),
        (ref(LONG, "Smith", 2010, doi="10.5555/a"), ref(LONG, "Smith", 2010, doi="10.5555/b"), False),
        (ref(LONG, "Smith", 2010, doi="10.5555/a"), ref(LONG, "Smith", 2010), True),
        (ref(LONG, "Smith", 2010, pmid="1"), ref(LONG, "Smith", 2010, pmid="2"), False),
        (ref("X", pmcid="PMC1"), ref("Y", pmcid="pmc1"), True),
        (ref(), ref(), False),
        (ref("A", isbn="0-306-40615-2", kind="book"), ref("B", isbn="9780306406157", kind="book"), True),
        (ref("A", isbn="9780306406157", kind="book"), ref("B", isbn="9780306406157", kind="chapter"), False),
        (ref("A", isbn="9780306406157", kind="chapter"), ref("B", isbn="9780306406157", kind="chapter"), False),
        (ref("A", isbn="978030640615", kind="book"), ref("B", isbn="978030640615", kind="book"), False),
        (ref("A", url="https://arxiv.org/abs/2101.00001v2"), ref("B", doi="10.48550/arXiv.2101.00001"), True),
        (ref("A", url="https://arxiv.org/abs/2101.00001"), ref("B", url="arXiv:2101.00002"), False),
        # a statement printed in several journals
        (
            ref(LONG, "Smith", 2010, volume="6", pages="e1000097"),
            ref(LONG, "Smith", 2010, volume="339", pages="b2535"),
            False,
        ),
        (ref(LONG, "Smith", 2010, volume="6", pages="100-9"), ref(LONG, "Smith", 2010, volume="6", pages="110"), True),
        (ref(LONG, "Smith", 2010, volume="6", pages="100-9"), ref(LONG, "Smith", 2010, volume="7", pages="S100"), True),
        (ref(LONG, "Smith", 2010, volume="6"), ref(LONG, "Smith", 2010, volume="7"), True),
        (ref(LONG, "Smith", 2010, container="bioRxiv"), ref(LONG, "Smith", 2010, container="J Trials"), False),
        (ref(LONG, "Smith", 2010, container="bioRxiv"), ref(LONG, "Smith", 2011, container="bioRxiv"), True),
        (ref(LONG, "Smith", 2010, container="bioRxiv"), ref(LONG + ". [medRxiv].", "Smith", 2010), True),
        (ref(LONG, "Smith", 2010), ref(LONG + ". bioRxiv", "Smith", 2010), False),
    ],
)
def test_pairs(a: Reference, b: Reference, same: bool) -> None:
    assert (len(group({"ra": keys_of(a), "rb": keys_of(b)})) == 1) is same


def test_a_bare_record_joins_neither_of_two_dois() -> None:
    keys = {"r1": Keys(doi="a", work="w"), "r2": Keys(doi="b", work="w"), "r3": Keys(work="w")}
    assert group(keys) == (("r1",), ("r2",), ("r3",))


def test_a_bare_record_joins_neither_of_two_places_and_those_of_one_place_join() -> None:
    one, two = ("6", "1"), ("339", "2")
    keys = {"r1": Keys(work="w", place=one), "r2": Keys(work="w", place=two), "r3": Keys(work="w")}
    keys |= {"r4": Keys(work="w", place=one), "r5": Keys(doi="x", work="w", place=two)}
    assert group(keys) == (("r1", "r4"), ("r2", "r5"), ("r3",))


def test_a_chain_never_joins_two_dois() -> None:
    keys = {"r1": Keys(doi="a", pmcid="P"), "r2": Keys(pmcid="P", work="w"), "r3": Keys(doi="b", work="w")}
    assert group(keys) == (("r1", "r2"), ("r3",))


_KEY = st.sampled_from((None, "x", "y", "z"))
_RECORDS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=2),
    st.builds(Keys, _KEY, _KEY, _KEY, _KEY, _KEY, st.none() | st.tuples(st.sampled_from("12"), st.sampled_from("12"))),
)


@given(_RECORDS, st.randoms())
def test_groups_do_not_depend_on_order_and_hold_every_record_once(records: dict[str, Keys], random: object) -> None:
    shuffled = list(records.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    groups = group(dict(shuffled))
    assert groups == group(records)
    assert sorted(r for members in groups for r in members) == sorted(records)


@given(_RECORDS)
def test_no_group_holds_two_dois_or_two_pmids(records: dict[str, Keys]) -> None:
    for members in group(records):
        assert len({records[r].doi for r in members} - {None}) <= 1
        assert len({records[r].pmid for r in members} - {None}) <= 1


def test_a_paper_is_named_after_its_smallest_record() -> None:
    assert paper_id(("rzz", "rab")) == "pab"


@pytest.mark.parametrize(
    ("reference", "base"),
    [
        (ref(LONG, "Smith", 2010), "smith2010"),
        (ref(LONG, "O’Connell", 2010), "oconnell2010"),
        (ref(LONG, "Müller"), "mullernd"),
        (Reference(title="A title", date=Date(year=1999)), "a1999"),
        (Reference(people=(Person(literal="Department of Health"),), date=Date(year=2007)), "department2007"),
        (Reference(people=(Person(family="山田"),), date=Date(year=2007)), "anon2007"),
        (Reference(), "anonnd"),
    ],
)
def test_what_a_citekey_starts_with(reference: Reference, base: str) -> None:
    assert citekey_base(reference) == base


def test_citekeys_are_free_and_in_order() -> None:
    wanted = [(f"p{n}", "smith2010") for n in range(30)]
    given_ = citekeys(wanted, ["smith2010", "smith2010b"])
    assert [given_["p0"], given_["p1"], given_["p2"]] == ["smith2010a", "smith2010c", "smith2010d"]
    assert given_["p29"] == "smith2010ae"
    assert len(set(given_.values())) == 30
