"""Which names are one author in the graph: the same from the same papers, whatever came first, came later or went."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bib.model import Date, Person, Reference, Source, Span
from cypher import load
from ingest.model import Batch
from kb import concepts
from kb.authors import Spelling, authors_of
from kb.base import Base
from kb.digest import lines
from kb.filling import build
from kb.graph import graph_of
from kb.ids import source_id
from kb.store import open_store

A, B = "0000-0002-1825-0097", "0000-0001-5109-3700"


def p(family: str, given: str | None = None, **more: Any) -> Person:
    return Person(family=family, given=given, **more)


def a_list(name: str, works: Sequence[tuple[int, Sequence[Person]]]) -> Batch:
    """A list of works, each a number (of its DOI) and its people."""
    text = "".join(f"{n}. {[x.name for x in people]} {work}\n" for n, (work, people) in enumerate(works, 1))
    sha256 = hashlib.sha256(f"{name} {text}".encode()).hexdigest()
    source = Source(name, sha256, sha256, "text@1", text)
    references, at = [], 0
    for line, (work, people) in zip(text.splitlines(), works, strict=True):
        span = Span(source, at, at + len(line))
        at += len(line) + 1
        title, doi = f"A study of work number {work} on wards", f"10.5555/{work}"
        date, found = Date(year=2000), tuple(people)
        references.append(Reference("article-journal", title, found, date=date, doi=doi, confidence=0.9, source=span))
    return Batch(source, "list", None, tuple(references), (), (), ())


def wrote(base: Base) -> dict[str, list[tuple[str, int]]]:
    """Author's name -> (DOI, position) of what they wrote; a second author of the name as "NAME (2)"."""
    dois = {row["id"]: row["doi"] for row in base.store.rows(load("read/papers"))}
    found: dict[str, list[tuple[str, int]]] = {name: [] for name in nodes(base)}
    for row in base.store.rows(load("read/wrote_of_papers"), ids=sorted(dois)):
        found[row["author"]].append((dois[row["paper"]], row["position"]))
    out: dict[str, list[tuple[str, int]]] = {}
    for author, places in sorted(found.items(), key=lambda pair: sorted(pair[1])):
        name = nodes(base)[author]["name"]
        out[f"{name} (2)" if name in out else name] = sorted(places)
    return out


def numbers(base: Base) -> dict[str, int]:
    """Author's name -> how many places in papers lead to them."""
    return {name: len(places) for name, places in wrote(base).items()}


def nodes(base: Base) -> dict[str, dict[str, Any]]:
    """The Author nodes: id -> properties."""
    rows = [row for row in base.store.rows(load("read/all_nodes")) if row["label"] == "Author"]
    return {row["id"]: {k: v for k, v in row["props"].items() if k != "id" and v is not None} for row in rows}


def test_initials_join_and_part_again(base: Base) -> None:
    lists = [
        a_list("a", [(1, [p("Repper", "J")]), (2, [p("Repper", "J.")])]),
        a_list("b", [(3, [p("Ash", "K"), p("Repper", "Julie")])]),
        a_list("c", [(4, [p("REPPER", "James")])]),
    ]
    base.add(lists[0])
    assert wrote(base) == {"Repper, J": [("10.5555/1", 1), ("10.5555/2", 1)]}
    base.add(lists[1])
    julie = {"Repper, Julie": [("10.5555/1", 1), ("10.5555/2", 1), ("10.5555/3", 2)], "Ash, K": [("10.5555/3", 1)]}
    assert wrote(base) == julie
    before = sorted(lines(base.store))
    base.add(lists[2])
    assert numbers(base) == {"Repper, J": 2, "Repper, Julie": 1, "REPPER, James": 1, "Ash, K": 1}
    base.remove(source_id(lists[2].source.lineage))
    assert sorted(lines(base.store)) == before
    base.remove(source_id(lists[1].source.lineage))
    assert wrote(base) == {"Repper, J": [("10.5555/1", 1), ("10.5555/2", 1)]}
    base.remove(source_id(lists[0].source.lineage))
    assert wrote(base) == {}


def test_one_author_at_two_places_of_a_paper_keeps_both(base: Base) -> None:
    base.add(a_list("a", [(1, [p("Moore", "Y"), p("Ash", "K"), p("Moore", "Y."), p("Moore", "Yu")])]))
    assert wrote(base)["Moore, Yu"] == [("10.5555/1", 1), ("10.5555/1", 3), ("10.5555/1", 4)]
    base.add(a_list("b", [(2, [p("Moore", "Ying")])]))
    found = wrote(base)
    assert found["Moore, Yu"] == [("10.5555/1", 4)]
    assert found["Moore, Y"] == [("10.5555/1", 1), ("10.5555/1", 3)]


def test_an_orcid_ties_names_of_two_families(base: Base) -> None:
    base.add(a_list("a", [(1, [p("Smith", "Ann", orcid=A)]), (2, [p("Smith", "A")])]))
    assert numbers(base) == {"Smith, Ann": 2}
    base.add(a_list("b", [(3, [p("Ash", "Ann B.", orcid=A)]), (4, [p("Smith", "A", orcid=B)])]))
    # "A" fits a person with another ORCID now; Ann's names are looked at with the family of most of them, here "Ash"
    assert numbers(base) == {"Ash, Ann B.": 2, "Smith, A": 2}
    base.add(a_list("c", [(5, [p("Smith", "Ann", orcid=A)])]))
    assert numbers(base) == {"Ash, Ann B.": 3, "Smith, A": 1, "Smith, A (2)": 1}


def test_the_node_is_named_by_its_fullest_spelling(base: Base) -> None:
    names = [
        p("MULLER", "J"),
        p("Müller", "J."),
        p("Mueller", "Jörg"),
        p("Müller", "Jorg", orcid=A),
        p("MÜLLER", "JÖRG"),
    ]
    base.add(a_list("a", list(enumerate([[x] for x in names], 1))))
    (node,) = nodes(base).values()
    assert (node["name"], node["family"], node["given"], node["orcid"]) == ("Mueller, Jörg", "Mueller", "Jörg", A)
    assert sum(times for times, *_ in json.loads(node["spellings"])) == len(names)


def test_a_copy_goes_on_as_its_source_would(base: Base, tmp_path: Path) -> None:
    base.add(
        a_list("a", [(1, [p("Repper", "J")]), (2, [p("Repper", "Julie", orcid=A)]), (3, [p("Ash", "J", orcid=A)])])
    )
    build(str(tmp_path / "copy"), graph_of(base.store))
    with Base(open_store(str(tmp_path / "copy")), concepts.load(), "tester", None) as copy:
        for one in (a_list("b", [(4, [p("Repper", "James")])]), a_list("c", [(5, [p("Repper", "J.")])])):
            base.add(one)
            copy.add(one)
            assert sorted(lines(copy.store)) == sorted(lines(base.store))
        _check_nodes(copy)


def test_the_query_gives_one_row_for_each_author(base: Base) -> None:
    base.add(a_list("a", [(1, [p("Repper", "J"), p("Repper", "J.")]), (2, [p("Repper", "Julie"), p("Ash", "K")])]))
    rows = list(base.store.rows(load("read/authors")))
    assert [(row["name"], row["papers"]) for row in rows] == [("Repper, Julie", 2), ("Ash, K", 1)]


_PEOPLE = st.builds(
    Person,
    family=st.sampled_from(["Smith", "Müller", "Mueller", "MULLER"]),
    given=st.sampled_from([None, "J", "J.", "John", "James", "JA", "J B", "John A."]),
    suffix=st.sampled_from([None, None, None, "Jr.", "Sr."]),
    orcid=st.sampled_from([None, None, None, A, B]),
)
_LISTS = st.lists(
    st.lists(st.tuples(st.integers(1, 6), st.lists(_PEOPLE, max_size=3)), min_size=1, max_size=4),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=_LISTS, chance=st.randoms())
@example([[(1, [p("Smith", "John")])], [(2, [p("Smith", "J")])], [(3, [p("Smith", "James")])]], None)
@example([[(1, [p("Smith", "J", orcid=A)])], [(2, [p("Müller", "J", orcid=A)])], [(3, [p("Smith", "J")])]], None)
def test_the_graph_follows_from_what_is_there(anew: Any, found: Any, chance: Any) -> None:
    lists = [a_list(str(n), works) for n, works in enumerate(found)]
    going = lists[len(lists) // 2 :]
    order = [*lists]
    with Base(anew(), concepts.load(), "tester", None) as base:
        for one in lists[: len(lists) // 2]:
            base.add(one)
        wanted = sorted(lines(base.store))
    if chance is not None:
        chance.shuffle(order)
    with Base(anew(), concepts.load(), "tester", None) as base:
        for one in order:
            base.add(one)
            _check_nodes(base)
        if chance is not None:
            chance.shuffle(going)
        for one in going:
            base.remove(source_id(one.source.lineage))
            _check_nodes(base)
        assert sorted(lines(base.store)) == wanted


def _check_nodes(base: Base) -> None:
    """The authors are what the spellings at all papers make of them, and each place leads to its author."""
    papers = [row["id"] for row in base.store.rows(load("read/papers"))]
    edges = list(base.store.rows(load("read/wrote_of_papers"), ids=papers))
    authors = authors_of(Counter(map(Spelling.stored, edges)))
    assert nodes(base) == {a.id: {k: v for k, v in a.props.items() if v is not None} for a in authors}
    home = {one: author.id for author in authors for one in author.spellings}
    assert [row["author"] for row in edges] == [home[Spelling.stored(row)] for row in edges]
