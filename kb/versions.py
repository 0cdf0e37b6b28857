"""Which preprint became which article: two papers, one study, tied by VERSION_OF.

Both are told by the same title and first author and by years that fit; keys find the other, so the tie depends on the
two papers alone. Where a person said that the two are distinct there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cypher import load
from kb.facts import RecordFact, Row
from kb.identity import are_versions, versions_of
from kb.neighbourhood import View
from kb.store import Store


def version_rows(
    view: View, closure: Mapping[str, RecordFact], groups: Mapping[str, Sequence[str]], changed: Iterable[str]
) -> list[Row]:
    """Rows for `write/put_versions` of papers written anew, each once: {preprint, article}: paper ids.

    closure: records that were looked at together, groups: paper -> its records among them.
    """
    asked: dict[str, list[tuple[str, RecordFact]]] = {}
    for paper in changed:
        for record in (closure[name] for name in groups[paper]):
            for key in versions_of(record.reference):
                asked.setdefault(key, []).append((paper, record))
    if not asked:
        return []
    home = {record: paper for paper, members in groups.items() for record in members}
    here: dict[str, dict[str, RecordFact]] = {}
    for found in (*view.by_keys({("work", key) for key in asked}), *closure.values()):
        if found.keys.work in asked:
            here.setdefault(found.keys.work, {})[found.id] = found
    pairs = {
        pair
        for key, records in here.items()
        for paper, record in asked[key]
        for other in records.values()
        for pair in _pair(paper, record, home.get(other.id, other.paper), other)
    }
    apart = _apart(view, home, pairs)
    return [{"preprint": a, "article": b} for a, b in sorted(pairs - apart)]


def _pair(paper: str, record: RecordFact, other_paper: str | None, other: RecordFact) -> Iterator[tuple[str, str]]:
    """(preprint, article), if the two are one work in two versions."""
    if other_paper is None or other_paper == paper or record.keys.preprint == other.keys.preprint:
        return
    if record.keys.preprint and are_versions(record.reference, other.reference):
        yield paper, other_paper
    elif other.keys.preprint and are_versions(other.reference, record.reference):
        yield other_paper, paper


def _apart(view: View, home: Mapping[str, str], pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of some pairs of papers of which a person said that they are distinct."""
    if not pairs or not view.links.apart:
        return set()
    names = {record for pair in view.links.apart for record in pair}
    papers = {r.id: home.get(r.id, r.paper) for r in view.records(names)} | {r: home[r] for r in names if r in home}
    said = {frozenset((papers.get(a), papers.get(b))) for a, b in view.links.apart}
    return {pair for pair in pairs if frozenset(pair) in said}


def version_pairs(store: Store) -> list[tuple[str, str]]:
    """(preprint, article) of a store: paper ids, in order."""
    return [(row["preprint"], row["article"]) for row in store.rows(load("read/versions"))]
