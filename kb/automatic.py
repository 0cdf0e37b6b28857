"""Merging by itself what is surely one work: `kb merge --auto`.

The decisions are the person's who asked for it, each with its score and reasons, and are taken back like any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from cypher import load
from kb.deciding import MERGE, STUDY, Decided
from kb.duplicates import Pair, duplicates
from kb.sameness import Plan, papers_of
from kb.store import Store

_SEEN = 0.5
"""From this score on a pair that something speaks against keeps apart what others would bring together."""


def automatic(store: Store, least: float, by: str, at: str) -> Plan:
    """What would be decided about pairs with a score of at least `least`, the likeliest first; writes nothing.

    Preprint and article become one study, others one work. Left alone: pairs of which something or a person says that
    they are two works, pairs that were merged before and taken back, and pairs that would bring together through others
    what must stay apart.
    """
    found = duplicates(store, _SEEN, vetoed=True)
    wanted = [p for p in found if p.likeness.veto is None and p.likeness.score >= least]
    leaders = _leaders(store, {row["id"] for p in wanted for row in (p.a, p.b)})
    taken_back = _taken_back(store)
    groups = _Apart(p for p in found if p.likeness.veto is not None or p.likeness.version)
    decided: list[Decided] = []
    left: Counter[str] = Counter()
    for pair in wanted:
        records = (leaders[pair.a["id"]], leaders[pair.b["id"]])
        if frozenset((pair.a["id"], pair.b["id"])) in taken_back:
            left["taken back before"] += 1
        elif not pair.likeness.version and not groups.join(pair.a, pair.b):
            left["would bring together what must stay apart"] += 1
        else:
            kind = STUDY if pair.likeness.version else MERGE
            reason = f"automatic, {pair.likeness.score:.3f}: {pair.likeness.words}"
            decided.append(Decided.new(kind, *records, by, at, reason))
    return Plan(tuple(decided), tuple(_said(decided, left)))


def _said(decided: Iterable[Decided], left: Mapping[str, int]) -> list[str]:
    kinds = Counter(one.kind for one in decided)
    merged, tied = (f"{n} pair{'' if n == 1 else 's'}" for n in (kinds[MERGE], kinds[STUDY]))
    out = [f"one work: {merged}; preprint and article, one study: {tied}"]
    return out + [f"left alone, {why}: {n}" for why, n in sorted(left.items())]


def _leaders(store: Store, papers: set[str]) -> dict[str, str]:
    """Paper -> the first of its records, which stands for it in decisions."""
    out: dict[str, str] = {}
    for row in store.rows(load("read/records_of_papers"), ids=sorted(papers)):
        out[row["paper"]] = min(row["id"], out.get(row["paper"], row["id"]))
    return out


def _taken_back(store: Store) -> set[frozenset[str]]:
    """Pairs of papers that somebody made one, or one study, and then took apart."""
    rows = [row for row in store.rows(load("read/decisions")) if row["kind"] in (MERGE, STUDY) and row["undone"]]
    return set(papers_of(store, map(Decided.of, rows)))


class _Apart:
    """Groups of papers that become one work, none of which holds two that must stay apart: by a veto, or by two DOIs or
    PMIDs."""

    _IDS = ("doi", "pmid", "pmcid")

    def __init__(self, vetoed: Iterable[Pair]) -> None:
        self.group: dict[str, set[str]] = {}
        self.ids: dict[str, dict[str, set[Any]]] = {}
        self.shunned: dict[str, set[str]] = {}
        for pair in vetoed:
            self.shunned.setdefault(pair.a["id"], set()).add(pair.b["id"])
            self.shunned.setdefault(pair.b["id"], set()).add(pair.a["id"])

    def join(self, a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
        """Make one group of those of two papers (rows of `read/papers_compared`), if nothing forbids it."""
        one, two = self._group(a), self._group(b)
        if one is two:
            return True
        if any(self.shunned.get(paper, set()) & two for paper in one):
            return False
        ids = {kind: self._ids(one, kind) | self._ids(two, kind) for kind in self._IDS}
        if any(len(values) > 1 for values in ids.values()):
            return False
        one |= two
        for paper in two:
            self.group[paper] = one
        return True

    def _group(self, row: Mapping[str, Any]) -> set[str]:
        self.ids.setdefault(row["id"], {kind: {row[kind]} - {None} for kind in self._IDS})
        return self.group.setdefault(row["id"], {row["id"]})

    def _ids(self, group: Iterable[str], kind: str) -> set[Any]:
        return set().union(*(self.ids[paper][kind] for paper in group))
