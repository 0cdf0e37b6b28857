"""What a change of a library comes to, for those who asked for it: of an `add`, of a removal, of looking for a file."""

from __future__ import annotations

from dataclasses import dataclass

from kb.facts import Facts, Row
from kb.neighbourhood import Change
from kb.settle import Settled


@dataclass(frozen=True)
class Outcome:
    """What one `add` did.

    state: "added", "unchanged" (the same bytes are there), "replaced", "changed" (another version is there and
    was left alone), "attached" (only the tie between list and paper is new). source: id of the source. title:
    of the paper, or None. records, findings: how many were read. gained, lost: against the version before.
    settled: what follows from it, and from what came with it. gone: findings that an earlier version had.
    """

    state: str
    source: str
    title: str | None
    records: int
    findings: int
    gained: int
    lost: int
    settled: Settled
    gone: tuple[str, ...] = ()

    @property
    def removed(self) -> tuple[str, ...]:
        """Findings that answer no more: gone with an earlier version, or silent beside another full text."""
        return tuple(sorted({*self.gone, *self.settled.silent}))


@dataclass(frozen=True)
class Removal:
    """What taking a source out means. change: what goes; papers: how many are known from nowhere else and go too."""

    change: Change
    papers: int

    @property
    def records(self) -> int:
        """How many go."""
        return len(self.change.gone_records)

    @property
    def findings(self) -> frozenset[str]:
        """All that it has, by id."""
        return self.change.gone_findings | self.change.orphaned

    @property
    def orphaned(self) -> frozenset[str]:
        """Those of its findings that stay, since a person judged them."""
        return self.change.orphaned


@dataclass(frozen=True)
class Earlier:
    """What the store already holds of a file: state "new", "same" (these bytes), "older" (this very path or the
    source named to be replaced, other bytes), "past" (an earlier version of a source that has moved on)."""

    state: str
    row: Row | None = None


def outcome_of(facts: Facts, change: Change, old: Row | None, gained: int, lost: int, settled: Settled) -> Outcome:
    """Of adding the facts of one source. old: its row as it was before, None if it is new."""
    return Outcome(
        state="replaced" if old else "added",
        source=facts.source["id"],
        title=next((r.reference.title for r in facts.records if r.role == "self"), None),
        records=len(facts.records),
        findings=len(facts.findings),
        gained=gained,
        lost=lost,
        settled=settled,
        gone=tuple(sorted(change.gone_findings | change.orphaned)),
    )
