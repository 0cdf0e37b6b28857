"""What follows when decisions are put into another state: by a merge of two stores, or by `kb undo`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cypher import load
from kb.deciding import ON_PAIRS, Decided
from kb.facts import Row
from kb.neighbourhood import Change
from kb.store import Store


def change_by(store: Store, theirs: Iterable[Row], put: Sequence[Row]) -> Change | None:
    """The change that decisions make once they are written; None if nothing follows from them. theirs: those the store
    holds; put: those to be written, a row for each thing that one is on."""
    attach, chosen = _attachments(theirs, put), _choices(put)
    said = {row["id"]: Decided.of(row) for row in put if row["kind"] in ON_PAIRS}
    if not (attach or chosen or said):
        return None
    names = sorted({*attach, *chosen})
    touched = {row["id"] for row in store.rows(load("read/records_of_sources"), ids=names)}
    pairs = sorted({record for one in said.values() for record in one.pair})
    touched |= {row["id"] for row in store.rows(load("read/records_by_id"), ids=pairs)}
    decided = tuple(said[name] for name in sorted(said))
    return Change(attach=attach, chosen=chosen, decided=decided, touched=frozenset(touched))


def _attachments(theirs: Iterable[Row], put: Sequence[Row]) -> dict[str, str | None]:
    """The lists that some decisions are about -> what stands for their paper now; None = they are nobody's."""
    states = {(row["id"], row["target"]): row for row in [*theirs, *put] if row["kind"] == "list-of" and row["target"]}
    lists = {row["target"]: None for row in put if row["kind"] == "list-of" and row["target"]}
    in_force = {target: row["value"] for (_, target), row in sorted(states.items()) if row["undone"] is None}
    return {target: in_force.get(target) for target in lists}


def _choices(put: Iterable[Row]) -> dict[str, str | None]:
    """Full texts that some decisions are about -> when they were chosen; None = no more."""
    uses = (row for row in put if row["kind"] == "use" and row["target"])
    return {row["target"]: row["at"] if row["undone"] is None else None for row in uses}
