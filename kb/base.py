"""A knowledge base in use: the store and the side index that mirrors its findings, kept in step.

The index is derived. Whenever its revision is not the store's, it is rebuilt from the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from cypher import load
from ingest.model import Batch
from kb import answering, papers
from kb.claims import claim_id, read_claim
from kb.concepts import Concepts
from kb.deciding import Decided
from kb.dump import Dump, restore
from kb.errors import StoreBusy
from kb.facts import Facts, Row
from kb.judging import StoredClaim, claim_row, claims_of, judge, last_words, opposites, version
from kb.library import Library, utc_now
from kb.lock import Lock
from kb.model import Reading
from kb.outcomes import Outcome, Removal
from kb.retrieve import BLOCK, Doc, SideIndex, Terms, candidates, hash_of
from kb.screened import Screened
from kb.searches import NOTHING_SAID, Search
from kb.settle import Settled
from kb.steps import Said
from kb.store import Store
from kb.undoing import Undone, undo_last

T = TypeVar("T")
_MOST_WAITING = 4 * BLOCK
"""Findings that wait for the index at the most, while it trails: 30 MB."""


class Base:
    """Store, index and concept map together. Use it as a context manager; it closes both.

    index_lock: what keeps other processes off the index's folder, where the store's own lock does not; released in
    the end.
    """

    def __init__(
        self,
        store: Store,
        concepts: Concepts,
        person: str,
        index_folder: Path | None,
        index_lock: Lock | None = None,
    ) -> None:
        self.store = store
        self._index_lock = index_lock
        self.concepts = concepts
        self.library = Library(store, concepts, person)
        self.index = SideIndex.open(index_folder, source=lambda: (_all_docs(store), store.revision()))
        self._trail: Trail | None = None
        self._catch_up()

    def read(self, work: Callable[[], T]) -> T:
        """Run what only reads on one state of store and index together; others may change a server's meanwhile."""

        def one_state() -> T:
            self._catch_up()
            return work()

        return self.store.snapshot(one_state)

    def add(
        self, batch: Batch, *, path: str | None = None, list_of: str | None = None, search: Search = NOTHING_SAID
    ) -> Outcome:
        """See `Library.add`; the index follows."""
        outcome = self.store.transact(lambda: self.library.add(batch, path=path, list_of=list_of, search=search))
        self.follow(outcome.settled, outcome.removed)
        return outcome

    def add_all(
        self,
        given: Sequence[Facts],
        terms: Terms | None = None,
        *,
        list_of: str | None = None,
        said: Said | None = None,
    ) -> tuple[Outcome, ...]:
        """See `Library.add_all`; the index follows. terms: of some findings, where they were worked out already."""
        outcomes = self.store.transact(lambda: self.library.add_all(given, list_of=list_of, said=said))
        if outcomes:
            self.follow(outcomes[0].settled, {name for one in outcomes for name in one.removed}, terms)
        return outcomes

    def use(self, source: str, *, undo: bool = False, said: Said | None = None) -> Settled:
        """See `Library.use`; the index follows."""
        return self._changed(lambda: self.library.use(source, undo=undo, said=said))

    def attach(self, source: str, list_of: str, *, said: Said | None = None) -> Settled:
        """See `Library.attach`; the index follows."""
        return self._changed(lambda: self.library.attach(source, list_of, said=said))

    def tell(self, source: Mapping[str, Any], search: Search) -> Settled:
        """See `Library.tell`; the index follows."""
        return self._changed(lambda: self.library.tell(source, search))

    def decide(
        self, decided: Sequence[Decided | Screened], *, said: Said | None = None, makes: Sequence[str] = ()
    ) -> Settled:
        """See `Library.decide`; the index follows."""
        return self._changed(lambda: self.library.decide(decided, said=said, makes=makes))

    def typed(self, facts: Facts, decided: Decided, said: Said) -> Settled:
        """See `Library.typed`; the index follows."""
        return self._changed(lambda: self.library.typed(facts, decided, said))

    def undo(self) -> Undone | None:
        """See `kb.undoing.undo_last`; the index follows."""
        undone = self.store.transact(lambda: undo_last(self.library))
        if undone is not None:
            self.follow(undone.settled, undone.removed)
        return undone

    def _changed(self, work: Callable[[], Settled]) -> Settled:
        settled = self.store.transact(work)
        self.follow(settled, settled.silent)
        return settled

    def remove(self, source: str) -> Removal:
        """See `Library.remove`; the index follows."""
        removal, settled = self.store.transact(lambda: self.library.remove(source))
        self.follow(settled, removal.findings | settled.silent)
        return removal

    def restore(self, dump: Dump) -> None:
        """Load a dump into this empty base; see `kb.dump.restore`."""
        self.store.transact(lambda: restore(self.store, dump, self.concepts, utc_now()))
        self._catch_up()

    def claim(self, text: str) -> StoredClaim | None:
        """The claim of these words, if it was written down."""
        rows = self.store.rows(load("read/claims_by_id"), ids=[claim_id(text)])
        return next((StoredClaim.of(row) for row in rows), None)

    def add_claim(self, text: str, person: str) -> StoredClaim:
        """Write a claim down and draw what the findings here say of it. The same words again change nothing."""

        def work() -> tuple[StoredClaim, Settled | None]:
            known = self.claim(text)
            if known:
                return known, None
            claim = StoredClaim(claim_id(text), text, "accepted", read_claim(text), person, utc_now())
            return claim, self._write_claims([claim], {})

        claim, out = self.store.transact(work)
        if out:
            self.follow(out, ())
        return claim

    def refresh(self) -> int:
        """Judge anew every claim whose findings were judged by other rules or another concept map; how many."""
        now = version(self.concepts)

        def stale() -> list[StoredClaim]:
            return [claim for claim in claims_of(self.store) if claim.judged_by != now]

        def work() -> tuple[int, Settled]:
            found = stale()  # again: another process may have come first
            if not found:
                return 0, Settled()
            said = last_words(self.store.rows(load("read/person_judgements")))
            return len(found), self._write_claims(found, said)

        if not stale():
            return 0
        count, out = self.store.transact(work)
        self.follow(out, ())
        return count

    def _write_claims(
        self, claims: Sequence[StoredClaim], people: Mapping[tuple[str, str], Mapping[str, Any]]
    ) -> Settled:
        """Write claims as they are read now, and draw what every finding here says of them."""
        out, at = Settled(), utc_now()
        names = [{"id": claim.id} for claim in claims]
        for query in ("write/clear_claim_judgements", "write/clear_claim_edges", "write/clear_opposites"):
            out.add(query, names)
        out.add("write/put_claims", [claim_row(claim, version(self.concepts)) for claim in claims])
        for claim in claims:
            if claim.status != "rejected":
                judged = {finding for finding, name in people if name == claim.id}
                judge(out, [claim], self._reaching(claim.reading, judged), self.concepts, at, people)
        others = [claim for claim in claims_of(self.store) if claim.id not in {c.id for c in claims}]
        out.add("write/put_opposites", opposites([*claims, *others], self.concepts))
        out.revision = self.store.apply(out.steps)
        return out

    def _reaching(self, reading: Reading, judged: Iterable[str]) -> list[tuple[Row, str]]:
        """Every finding that could pass a claim's gate or that a person judged, with what its paper is about."""
        self._catch_up()
        names = sorted({*candidates(self.index, reading, self.concepts), *judged})
        return [(row, row["about"]) for row in answering.findings(self.store, names)]

    def follow(self, settled: Settled, removed: Iterable[str], terms: Terms | None = None) -> None:
        """Bring the index up to date with a change that was just applied. terms: see `add_all`."""
        if settled.revision < 0:
            return
        trail = self._trail or Trail(self.index.revision)
        if not trail.take(settled, removed, terms or {}):
            self._catch_up()
        elif trail is not self._trail or len(trail.docs) >= _MOST_WAITING:
            self._lay(trail)

    @contextmanager
    def trailing(self) -> Iterator[None]:
        """Many changes inside: the index follows after some thousands of findings, and in the end.

        That is several times quicker than after each change. What kills the process meanwhile leaves an index that the
        next opening builds anew; what asks the index meanwhile brings it up to date first.
        """
        self._trail = Trail(self.index.revision)
        try:
            yield
        finally:
            trail, self._trail = self._trail, None
            if trail is not None:
                self._lay(trail)

    def _lay(self, trail: Trail) -> None:
        """Bring into the index what a trail holds; what trails from now on begins here."""
        if trail.revision > self.index.revision:
            self.index.update(trail.docs.values(), trail.removed, trail.revision)
            if self.index.worn:
                self.index.rebuild(_all_docs(self.store), trail.revision)
                self._catch_up()
        if self._trail is not None:
            self._trail = Trail(self.index.revision)

    def _catch_up(self) -> None:
        """Rebuild the index where it mirrors another state of the store than today's."""
        if self._trail is not None:
            self._lay(self._trail)
        for _ in range(5):
            now = self.store.revision()
            if self.index.revision == now:
                if self._trail is not None:
                    self._trail = Trail(now)
                return
            with suppress(KeyError):  # a paper that another process took away meanwhile
                self.index.rebuild(_all_docs(self.store), now)
        raise StoreBusy(f"others change {self.store.address} without a pause", "try again in a while")

    def close(self) -> None:
        """Close index and store."""
        try:
            self.index.close()
        finally:
            if self._index_lock is not None:
                self._index_lock.release()
            self.store.close()

    def __enter__(self) -> Base:
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self.close()


class Trail:
    """Changes of the store that the side index has still to follow, in order. docs: findings that come, by id; removed:
    ids of findings that go, before those come; revision: the store's after the last change."""

    def __init__(self, revision: int) -> None:
        self.revision = revision
        self.docs: dict[str, Doc] = {}
        self.removed: set[str] = set()

    def take(self, settled: Settled, removed: Iterable[str], terms: Terms) -> bool:
        """Add a change, if it is the next one of the store. terms: see `Base.add_all`."""
        if self.revision + 1 != settled.revision:
            return False
        for name in removed:
            self.removed.add(name)
            self.docs.pop(name, None)
        for paper in settled.papers.values():
            about = paper.about
            about_terms, _ = terms.get(hash_of(about), (None, 0))
            for finding in paper.findings:
                name = finding["id"]
                self.docs[name] = _doc(finding, paper.id, about, terms.get(name), about_terms)
        self.revision = settled.revision
        return True


def _all_docs(store: Store) -> Iterator[Doc]:
    about: dict[str, str] = {}
    for row in store.rows(load("read/papers")):
        about[row["id"]] = papers.about(row["title"], row["keywords"] or (), row["abstract"])
    for row in store.rows(load("read/reported_findings")):
        yield _doc(row, row["paper"], about[row["paper"]])


def _doc(
    finding: Mapping[str, Any],
    paper: str,
    about: str,
    terms: tuple[Mapping[str, int], int] | None = None,
    about_terms: Mapping[str, int] | None = None,
) -> Doc:
    return Doc(
        id=finding["id"],
        paper=paper,
        kind=finding["kind"],
        clean=finding["clean"],
        lead_in=finding["leadIn"],
        section=tuple(finding["section"] or ()),
        about=about,
        terms=terms,
        about_terms=about_terms,
    )
