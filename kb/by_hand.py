"""What a person types about a paper, as facts: a small source whose text is what was typed, with one record in it.

That record holds only what was typed and belongs to the paper by a decision, which `kb undo` takes back. Such sources
never meet: each is named after who typed it, when, what, and about which record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bib.model import Place, Reference, Source, Span
from cypher import load
from ingest.model import Batch, Finding, FindingKind, Origin
from ingest.origins import hedge_of
from kb.deciding import EDIT, Decided
from kb.errors import KbError, NotFound, UsageError
from kb.facts import HAND, LOOKUP, PERSON, Facts, RecordFact, Row, facts_of, storable, stored_record
from kb.ids import fold
from kb.names import paper_named
from kb.papers import choose
from kb.settle import Settled
from kb.store import Store
from kb.typed_fields import Field, parsed, shown

_READER = f"{HAND}@1"
_KEYS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "work": "title, year and first author"}
_LONGEST = 20_000  # code points of a finding: longer is a text, which `kb add` reads


@dataclass(frozen=True)
class Subject:
    """The paper that something is typed about. anchor: the record that stands for it: the one that was given its
    citekey, so that what was typed follows the name by which it was typed, even if the paper is parted."""

    paper: Row
    records: tuple[RecordFact, ...]

    @property
    def anchor(self) -> str:
        read = [r for r in self.records if r.role != PERSON]
        return min(read, key=lambda r: (r.role == LOOKUP, r.citekey != self.paper["citekey"], r.id)).id

    @property
    def reference(self) -> Reference:
        """Its fields as they are."""
        return choose(self.records)


@dataclass(frozen=True)
class Typed:
    """What would be written. facts: the source with its record and finding; decided: which record it is about."""

    subject: Subject
    facts: Facts
    decided: Decided

    @property
    def record(self) -> RecordFact:
        """The record that was typed."""
        return self.facts.records[0]


def subject(store: Store, name: str) -> Subject:
    """The paper of a name; raises `NotFound` where nothing is known of it but a number in a list."""
    paper = paper_named(store, name)
    rows = store.rows(load("read/records_of_papers"), ids=[paper["id"]])
    records = tuple(stored_record(row) for row in rows)
    if not records:
        raise NotFound(f"{name} is known only by its number in a list", "add the paper or its list first")
    return Subject(paper, records)


def edit(about: Subject, words: Sequence[str], by: str, at: str, reason: str = "") -> tuple[Typed, list[Row]]:
    """FIELD=VALUE words as what would be written, and what they change: {field, old, new} for each field in order.

    Raises `UsageError` for a word that cannot be read, `KbError` if all of it is so already.
    """
    words = storable(list(words))
    reference, fields = parsed(words)
    text = "\n".join(words)
    typed = _typed(about, _source(about, text, by, at), reference, None, by, at, reason)
    changes = _changes(about, typed.record, fields)
    if all(row["old"] == row["new"] for row in changes):
        raise KbError(f"{about.paper['citekey']} says so already", "nothing was written")
    return typed, changes


def _changes(about: Subject, record: RecordFact, fields: Iterable[Field]) -> list[Row]:
    old, new = about.reference, choose([*about.records, record])
    return [{"field": field.name, "old": shown(old, field), "new": shown(new, field)} for field in fields]


def finding(
    about: Subject,
    text: str,
    by: str,
    at: str,
    *,
    page: str | None,
    section: str | None,
    speaker: str | None,
    origin: Origin | None,
    reason: str = "",
) -> Typed:
    """A sentence of the paper, or with a speaker somebody's words in it, as what would be written."""
    text = storable(text)
    clean = " ".join(text.split())
    if not clean:
        raise UsageError("a finding needs words", 'kb finding add PAPER "Peers reduced readmission." --page 7')
    if len(text) > _LONGEST:
        raise UsageError(f"a finding of {len(text):,} characters is a text", "`kb add` reads texts; quote a sentence")
    kind: FindingKind = "quote" if speaker else "sentence"
    whose: Origin = origin or ("participant" if speaker else "own")
    path = (section,) if section else ()
    start = len(text) - len(text.lstrip())
    source = _source(about, text, by, at, page)
    span = Span(source, start, start + len(text.strip()))
    found = Finding(span.text, clean, kind, path, (), speaker, None, whose, hedge_of(clean), (), 0, span)
    return _typed(about, source, Reference(), found, by, at, reason)


def typed_before(store: Store, about: Subject, text: str) -> str | None:
    """When somebody typed these words as a finding of this paper, if so: who and when, for people."""
    records = {r.id: r for r in about.records if r.role == PERSON}
    for row in store.rows(load("read/findings_of_records"), ids=sorted(records)):
        if fold(row["text"]) == fold(text):
            record = records[row["record"]]
            return f"{record.by} on {record.at[:10]}"
    return None


def _typed(
    about: Subject, source: Source, reference: Reference, found: Finding | None, by: str, at: str, reason: str
) -> Typed:
    whole = replace(reference, source=Span(source, 0, len(source.text)))
    batch = Batch(source, HAND, None, (whole,), (found,) if found else (), (), ())
    facts = facts_of(batch, by=by, at=at, path=None)
    return Typed(about, facts, Decided.new(EDIT, about.anchor, facts.records[0].id, by, at, reason))


def _source(about: Subject, text: str, by: str, at: str, page: str | None = None) -> Source:
    # No file has these bytes: they say who typed what when, so a file with the same text is not taken for it.
    said = "\x1f".join((HAND, by, at, about.anchor, page or "", text))
    lineage = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
    places = (Place(0, len(text), page),) if page else ()
    return Source(f"typed by {by} {at[:10]}", lineage, lineage, _READER, text, places)


def consequences(store: Store, typed: Typed, settled: Settled) -> list[str]:
    """What else became of papers, for people: an id that was typed may join or part them. Before it is written."""
    home = next(p for p in settled.papers.values() if any(r.id == typed.record.id for r in p.records))
    mine = {r.id for r in typed.subject.records}
    said = []
    others = sorted({r.paper for r in home.records if r.id not in mine and r.paper})
    keys = {key for r in home.records if r.id != typed.record.id for key in r.keys.items()}
    shared = [_KEYS.get(kind, kind) for kind, value in typed.record.keys.items() if (kind, value) in keys]
    why = f": they have the same {' and '.join(shared)}" if shared else ""
    for row in store.rows(load("read/papers_by_id"), ids=others):
        said.append(
            f"{row['citekey']} and {typed.subject.paper['citekey']} are one paper{why} (`kb undo` if that is wrong)"
        )
    away = sorted(p.citekey for p in settled.papers.values() if p is not home and mine & {r.id for r in p.records})
    if away:
        said.append(f"parted from it: {', '.join(away)}, which nothing ties to it any more")
    return said
