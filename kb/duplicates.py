"""Papers of a store that may be one work: pairs with a score and reasons. Reads only; merging is a person's word."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bib.model import Date, Person, Reference, Source, Span
from cypher import load
from kb.deciding import DISTINCT, STUDY, Decided
from kb.facts import Row
from kb.likeness import Likeness, candidates, compare_sketches, sketch
from kb.papers import printed_alone
from kb.sameness import papers_of
from kb.store import Store
from kb.versions import version_pairs

_FIELDS = "title doi pmid pmcid isbn url container publisher volume issue pages number".split()


@dataclass(frozen=True)
class Pair:
    """Two papers (rows of `read/papers_compared`) and how alike they are."""

    a: Row
    b: Row
    likeness: Likeness


def duplicates(store: Store, above: float, vetoed: bool = False) -> list[Pair]:
    """Pairs with a score of at least `above`, best first, then by id.

    vetoed: also pairs of which something says that they are two works. Left out are pairs that a person said are two
    works, or that report one study, as a person said or preprint and article do.
    """
    rows, texts, said = store.snapshot(lambda: (_rows(store), printed_alone(store), _said(store)))
    with _uncollected():
        return _pairs(rows, texts, said, above, vetoed)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing made here is in a cycle: looking for some among so many objects takes a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _pairs(
    rows: Sequence[Row], texts: Mapping[str, str], said: set[frozenset[str]], above: float, vetoed: bool
) -> list[Pair]:
    sketches = [sketch(_reference(row, texts)) for row in rows]
    found = []
    for i, j in candidates(sketches):
        like = compare_sketches(sketches[i], sketches[j])
        known = frozenset((rows[i]["id"], rows[j]["id"])) in said
        if like.score >= above and (vetoed or like.veto is None) and not known:
            found.append(Pair(rows[i], rows[j], like))
    return sorted(found, key=lambda pair: (-pair.likeness.score, pair.a["id"], pair.b["id"]))


def _rows(store: Store) -> list[Row]:
    return list(store.rows(load("read/papers_compared")))


def _said(store: Store) -> set[frozenset[str]]:
    """Pairs of papers of which a person said that they are two works, or that are known to report one study."""
    decided = [one for one in map(Decided.of, store.rows(load("read/linked_records"))) if one.kind in (DISTINCT, STUDY)]
    return {*papers_of(store, decided), *map(frozenset, version_pairs(store))}


def _reference(row: Row, texts: Mapping[str, str]) -> Reference:
    fields = {name: row[name] for name in _FIELDS}
    text = texts.get(row["id"])
    return Reference(
        kind=row["kind"] or "document",
        people=tuple(map(_person, row["authors"] or ())),
        etal=bool(row["etal"]),
        date=Date(year=row["year"]) if row["year"] else None,
        source=Span(Source("", "", "", "", text), 0, len(text)) if text else None,
        **fields,
    )


def _person(name: str) -> Person:
    """A name as `Person.name` wrote it; an organisation has no comma and more than one word."""
    family, comma, rest = name.partition(", ")
    if not comma:
        return Person(literal=name) if " " in name else Person(family=name)
    given, _, suffix = rest.partition(", ")
    return Person(family=family, given=given, suffix=suffix or None)
