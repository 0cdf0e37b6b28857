"""Which word counts where two stores hold the same thing. Pure rules, the same whichever store is asked first.

`docs/sharing.md` gives them to users, `docs/decisions/0060-merging.md` the reasons.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from kb.fact_rows import Rows, is_current
from kb.facts import Row
from kb.judging import StoredClaim
from kb.searches import PROPERTIES as OF_THE_SEARCH

Order = tuple[Any, ...]

_STATUS = {"proposed": 0, "accepted": 1, "rejected": 2}
# What two readings of the same bytes may differ in and still say the same. What people say of a search is united apart.
_OF_THE_READING = frozenset({"addedAt", "at", "path", "citekey", "citekeyBase", *OF_THE_SEARCH})
_TIE = ("target", "targetKind")


def canonical(value: Any) -> str:
    """A value as text with an order: the last resort where two words are equally late."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def source_order(row: Mapping[str, Any]) -> Order:
    """Of two versions of one source the greater is kept: the one read later; of one moment a new version before the
    first, whose hash is the lineage."""
    return (row["addedAt"] or "", row["sha256"] != row["lineage"], row["sha256"], row["reader"], row["name"])


def says_the_same(a: Rows, b: Rows) -> bool:
    """Whether two readings of one source differ in nothing but when and from where they were read."""
    return _said(a) == _said(b)


def _said(rows: Rows) -> list[str]:
    kept = [(kind, row) for kind in rows for row in rows[kind] if kind != "finding" or is_current(row)]
    return sorted(canonical([kind, {**row, "props": lasting(row["props"])}]) for kind, row in kept)


def lasting(props: Mapping[str, Any]) -> Row:
    """Properties without those of the reading; an absent one and an empty list are the same."""
    return {k: v for k, v in props.items() if k not in _OF_THE_READING and v is not None and v != []}


def united_claim(a: StoredClaim, b: StoredClaim) -> StoredClaim:
    """One claim of two with the same id: worded as the one that was written down first; its status is the one further
    along, since nothing says when a status was given: rejected, else accepted, else proposed."""
    first = min(a, b, key=lambda claim: (claim.at, claim.by, claim.text))
    return replace(first, status=max(a.status, b.status, key=lambda status: _STATUS.get(status, -1)))


def decision_order(row: Mapping[str, Any]) -> Order:
    """Of two states of one decision the later is kept: made, undone, made again or put back by `kb undo`; of one moment
    the undone one."""
    said = {name: value for name, value in row.items() if name not in _TIE}
    moments = (row["at"], row["undone"], row.get("changed"))
    return (max(moment or "" for moment in moments), row["undone"] is not None, canonical(said))


def judgement_order(row: Mapping[str, Any]) -> Order:
    """Of two judgements of one person on one finding and claim the later is kept."""
    return (row["at"] or "", canonical(row))


class Merged(NamedTuple):
    """What comes of two stores' rows. put: to be written; drop: what they replace. new, newer, older: how many of
    the first store's are not in the second, replace something there, or are replaced by something there."""

    put: list[Row]
    drop: list[Row]
    new: int
    newer: int
    older: int


def merged_judgements(ours: Iterable[Row], theirs: Iterable[Row]) -> Merged:
    """What judgements of people in one store (ours) mean for another that holds theirs: one person's last word on a
    finding and claim replaces the same person's earlier ones, and nobody else's."""
    out = Merged([], [], 0, 0, 0)
    new, newer, older = 0, 0, 0
    there = _grouped(theirs, _whose)
    for key, rows in sorted(_grouped(ours, _whose).items()):
        if key not in there:
            out.put.extend(rows)
            new += len(rows)
            continue
        last = max([*rows, *there[key]], key=judgement_order)
        if last in there[key]:
            older += sum(row not in there[key] for row in rows)
        else:
            out.put.append(last)
            out.drop.extend(row for row in there[key] if row["id"] != last["id"])
            newer += 1
    return out._replace(new=new, newer=newer, older=older)


def _whose(row: Row) -> tuple[str, str, str]:
    return (row["finding"], row["claim"], row["by"])


def merged_decisions(ours: Iterable[Row], theirs: Iterable[Row]) -> Merged:
    """The same of decisions, a row for each thing that one is on: the later state wins, what it is on is united."""
    out = Merged([], [], 0, 0, 0)
    new, newer, older = 0, 0, 0
    there = _grouped(theirs, lambda row: row["id"])
    for name, rows in sorted(_grouped(ours, lambda row: row["id"]).items()):
        if name not in there:
            out.put.extend(rows)
            new += 1
            continue
        old, ties = there[name][0], {tuple(row[n] for n in _TIE) for row in there[name]}
        later = decision_order(rows[0]) > decision_order(old)
        winner = rows[0] if later else old
        untied = [row for row in rows if tuple(row[n] for n in _TIE) not in ties and row["target"]]
        if later or untied:
            out.put.extend({**winner, **{n: row[n] for n in _TIE}} for row in untied or rows)
        newer += later
        older += not later and decision_order(rows[0]) != decision_order(old)
    return out._replace(new=new, newer=newer, older=older)


def _grouped(rows: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, list[Row]]:
    out: dict[Any, list[Row]] = {}
    for row in rows:
        out.setdefault(key(row), []).append(row)
    return out


def orphan(rows: Sequence[Row]) -> Row:
    """A finding whose text stands in no current version any more, from the rows it has in some stores: what it said and
    where it stood may differ between versions, and one of them is kept."""
    orphaned = [{**row, "props": {**row["props"], "status": "orphaned"}} for row in rows]
    return max(orphaned, key=lambda row: canonical(lasting(row["props"])))
