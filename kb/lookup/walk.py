"""A walk over papers: each is asked for, what comes back is compared, and made facts for the store.

By DOI where there is one; else by PMID; else by the words of the reference. An answer that is not the work, or may not
be, is never taken: it is left for review.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from bib.model import Reference, Source, Span
from cypher import load
from ingest.model import Batch
from kb import ids
from kb.deciding import DISTINCT, MERGE, Decided
from kb.facts import LOOKUP, PERSON, Facts, RecordFact, facts_of, stored_record
from kb.identity import keys_of
from kb.lookup.accept import Judged, choose, judge
from kb.lookup.compare import Difference, differences, filled, problems
from kb.lookup.crossref import Crossref
from kb.lookup.message import Work
from kb.lookup.ncbi import Ids, Ncbi, with_pmcid
from kb.lookup.web import WebError
from kb.notices import Notice, of
from kb.papers import choose as chosen_fields
from kb.store import Store

State = Literal["found", "review", "other work", "not found", "failed", "not asked"]


@dataclass(frozen=True)
class Asked:
    """A paper to look up. reference: as chosen from all its records but look-ups, with the printed item as its source;
    known: the same with look-ups. records: ids of the records that are no look-ups and were
    not typed. apart: records that a person said are not this work."""

    paper: str
    citekey: str
    reference: Reference
    known: Reference
    records: tuple[str, ...]
    looked_up: str | None = None
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """What came of one paper. state: see `State`; works: those taken; review: those that may be it, or that its id
    leads to; filled: field -> value that was empty; differs: where they disagree; notices: on this work; reason: why
    nothing was taken; errors: of a service that did not answer."""

    asked: Asked
    state: State
    works: tuple[Work, ...] = ()
    review: tuple[Judged, ...] = ()
    filled: Mapping[str, str] = field(default_factory=dict)
    differs: tuple[Difference, ...] = ()
    notices: tuple[Notice, ...] = ()
    reason: str = ""
    errors: tuple[str, ...] = ()


class Walk:
    """Looks papers up. ncbi: None asks Crossref alone."""

    def __init__(self, crossref: Crossref, ncbi: Ncbi | None) -> None:
        self._crossref, self._ncbi = crossref, ncbi

    def look_up(self, asked: Asked) -> Found:
        """Ask for one paper. Services that do not answer are told in `errors`; nothing is raised."""
        errors: list[WebError] = []
        try:
            found = self._first(asked)
        except WebError as error:
            return self._failed(asked, [error])
        if found.state == "found":
            try:
                found = self._more(found)
            except WebError as error:
                errors.append(error)
        return replace(found, errors=tuple(e.reason for e in errors))

    def accept(self, asked: Asked, doi: str) -> Found:
        """Take the work of a DOI because a person says it is this paper."""
        try:
            work = self._crossref.by_doi(doi)
        except WebError as error:
            return self._failed(asked, [error])
        if work is None:
            return Found(asked, "not found", reason=f"Crossref does not know the DOI {doi}")
        return _found(asked, (work,))

    def _failed(self, asked: Asked, errors: Sequence[WebError]) -> Found:
        state: State = "not asked" if all(e.offline for e in errors) else "failed"
        return Found(asked, state, reason=errors[0].reason, errors=tuple(e.reason for e in errors))

    def _first(self, asked: Asked) -> Found:
        reference = asked.reference
        if reference.doi:
            work = self._crossref.by_doi(reference.doi)
            if work is not None:
                return self._by_id(asked, work, f"the DOI {reference.doi}")
        if reference.pmid and self._ncbi is not None:
            work = self._ncbi.by_pmid(reference.pmid)
            if work is not None:
                return self._by_id(asked, work, f"the PMID {reference.pmid}")
        if reference.doi:
            return Found(asked, "not found", reason=f"Crossref does not know the DOI {reference.doi}")
        return self._by_words(asked)

    def _by_id(self, asked: Asked, work: Work, way: str) -> Found:
        judged = judge(asked.reference, work, by_id=True)
        if judged.verdict == "same":
            return _found(asked, (work,))
        return Found(asked, "other work", review=(judged,), reason=f"{way} leads to another work: {judged.reason}")

    def _by_words(self, asked: Asked) -> Found:
        works = [w for w in self._crossref.by_words(asked.reference) if record_id(w) not in asked.apart]
        work, review = choose(asked.reference, works)
        if work is not None:
            return _found(asked, (work,))
        if review:
            return Found(asked, "review", review=review, reason=review[0].reason)
        return Found(asked, "not found", reason="nothing like it was found" if works else "nothing was found")

    def _more(self, found: Found) -> Found:
        """What the other service adds: ids and notices of PubMed for a DOI, Crossref's record for what a PMID gave."""
        asked, works = found.asked, list(found.works)
        doi = asked.reference.doi or works[0].reference.doi
        if works[0].by == "PubMed" and doi:
            work = self._crossref.by_doi(doi)
            if work is not None and judge(asked.reference, work, by_id=True).verdict == "same":
                works.append(work)
        elif self._ncbi is not None and doi:
            known = Ids(doi, asked.reference.pmid) if asked.reference.pmid else self._ncbi.ids(doi)
            work = self._ncbi.by_pmid(known.pmid) if known and known.pmid else None
            if work is not None and known is not None:
                work = with_pmcid(work, known)
            if work is not None and judge(replace(asked.reference, doi=doi), work, by_id=True).verdict == "same":
                works.append(work)
        return _found(asked, tuple(works))


def _found(asked: Asked, works: tuple[Work, ...]) -> Found:
    fills: dict[str, str] = {}
    differs: dict[tuple[str, str], Difference] = {}
    for work in works:
        fills = {**filled(asked.known, work.reference), **fills}
        differs |= {(d.field, d.there): d for d in differences(asked.reference, work.reference)}
    notices = {n for work in works for n in of(work.reference)}
    return Found(asked, "found", works, filled=fills, differs=tuple(differs.values()), notices=tuple(sorted(notices)))


def source_of(work: Work, told: Sequence[Difference] = ()) -> Source:
    """The answer as a source of its own: one for each service and work, whatever version. told: what it disagrees in,
    which is part of a version, so that a later look says anew what is still so."""
    name = f"{work.by} {work.reference.doi or work.reference.pmid}"
    lineage = hashlib.sha256(f"lookup\x1f{name}".encode("utf-8", "surrogatepass")).hexdigest()
    said = "\x1f".join((work.text, *(f"{d.field}\x1f{d.here}\x1f{d.there}" for d in told)))
    sha256 = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(name, sha256, lineage, f"{work.by.lower()}@1", work.text)


def facts(found: Found) -> list[Facts]:
    """What goes into the store: one source with one record for each work that was taken."""
    out = []
    for work in found.works:
        told = differences(found.asked.reference, work.reference)
        source = source_of(work, told)
        whole = Span(source, 0, len(source.text))
        said = problems(found.asked.citekey, work.by, told, whole)
        # The record is known by who says it of which work: its id stays when the service's answer changes.
        reference = replace(work.reference, source=whole, label=None)
        batch = Batch(source, LOOKUP, None, (reference,), (), (), said)
        made = facts_of(batch, by=work.by, at=work.at, path=None)
        record = replace(made.records[0], id=record_id(work))
        out.append(replace(made, records=(record,)))
    return out


def record_id(work: Work) -> str:
    """Id of a work's record: the same for every answer of a service about one work."""
    return ids.make("r", source_of(work).lineage)


def ties(found: Found, at: str, by: str | None = None) -> list[Decided]:
    """That a taken work is the paper, for those that no shared id says it of. by: the person who says so; without one
    it is the service's rule, which is never said against a person's word."""
    shared = {value for value in keys_of(found.asked.reference).items() if value[0] != "work"}
    out = []
    for work in found.works:
        record = record_id(work)
        if by or (shared.isdisjoint(keys_of(work.reference).items()) and record not in found.asked.apart):
            reason = "chosen among what was looked up" if by else "looked up: title, first author and year agree"
            out.append(Decided.new(MERGE, min(found.asked.records), record, by or work.by, at, reason))
        shared |= {value for value in keys_of(work.reference).items() if value[0] != "work"}
    return out


def asked_of(store: Store, papers: Iterable[Mapping[str, object]]) -> Iterator[Asked]:
    """What there is to look up of some papers (rows of `read/papers`); stubs have nothing."""
    rows = {str(p["id"]): p for p in papers if p["status"] != "stub"}
    members: dict[str, list[RecordFact]] = {}
    for row in store.rows(load("read/records_of_papers"), ids=sorted(rows)):
        members.setdefault(row["paper"], []).append(stored_record(row))
    items = [r.id for records in members.values() for r in records if r.role == "item"]
    printed = _printed(store, items)
    said = [Decided.of(row) for row in store.rows(load("read/linked_records"))]
    apart: dict[str, set[str]] = {}
    for one in said:
        if one.kind == DISTINCT:
            apart.setdefault(one.pair[0], set()).add(one.pair[1])
            apart.setdefault(one.pair[1], set()).add(one.pair[0])
    for paper, records in members.items():
        own = [r for r in records if r.role != LOOKUP]
        if all(r.role == PERSON for r in own):
            continue
        reference = chosen_fields(own)
        span = next((printed[r.id] for r in own if r.id in printed), None)
        yield Asked(
            paper=paper,
            citekey=str(rows[paper]["citekey"] or paper),
            reference=replace(reference, source=span),
            known=chosen_fields(records),
            records=tuple(sorted(r.id for r in own if r.role != PERSON)),
            looked_up=max((r.at for r in records if r.role == LOOKUP), default=None),
            apart=frozenset().union(*(apart.get(r.id, ()) for r in own)),
        )


def _printed(store: Store, records: Sequence[str]) -> dict[str, Span]:
    """Record id -> the item of a list as it stands in its file."""
    places = [p for p in store.rows(load("read/record_places"), ids=sorted(records)) if p["start"] is not None]
    names = sorted({place["source"] for place in places})
    texts = {row["id"]: row["text"] for row in store.rows(load("read/source_texts"), ids=names)}
    out = {}
    for place in places:
        text = texts[place["source"]][place["start"] : place["end"]]
        out[place["id"]] = Span(Source("", "", "", "", text), 0, len(text))
    return out
