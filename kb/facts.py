"""What one reading adds to the graph as facts: rows for the `write/put_*` queries.

Facts are what a file said and what people decided. Everything else in the graph follows from them
(`kb.settle`, `kb.judging`), so the order in which files came never shows.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bib.model import Problem, Reference, Source
from ingest.model import Batch, Citation, Fact, Finding, Theme
from kb import ids
from kb.identity import Keys, citekey_base, keys_of
from kb.places import packed
from kb.records import from_fields, to_fields
from kb.searches import NOTHING_SAID, Search

Row = dict[str, Any]

# Forms whose references are items of a list though they hold no paper; without one every other form is a library.
_LISTS = frozenset({"list", "paper", "page", "unknown"})
LOOKUP = "lookup"
"""Form of what a service answered: its one reference is a record of this role, which counts least."""
HAND = "hand"
"""Form of what a person typed about a paper: its one reference is a record of role `PERSON` and holds only that."""
PERSON = "person"
_ROLES = {LOOKUP: LOOKUP, HAND: PERSON}

FINDING_PROPERTIES = (
    *("id", "record", "text", "clean", "kind", "origin", "section", "theme", "speaker", "leadIn", "hedge"),
    *("start", "end", "line", "page", "citeNumbers", "citeMarkers"),
    *("citeStarts", "citePlaces", "citeKeys", "status"),
)
"""Properties of a Finding node; an engine leaves out those that are null."""


@dataclass(frozen=True)
class RecordFact:
    """One Record with what the graph keeps beside it.

    source: id of its Source; start, end: where it stands there; paper: id of the paper it belongs to in
    the store, None while it is new; citekey: the one its paper got through it.
    """

    id: str
    fields: str
    reference: Reference
    role: str
    by: str
    at: str
    position: int | None
    keys: Keys
    citekey: str | None
    source: str
    paper: str | None
    start: int | None = None
    end: int | None = None

    def row(self) -> Row:
        """The row for `write/put_records`."""
        k = self.keys
        props = {
            "fields": self.fields,
            "title": self.reference.title,
            "role": self.role,
            "by": self.by,
            "at": self.at,
            "position": self.position,
            "label": self.reference.label,
            "keyDoi": k.doi,
            "keyPmid": k.pmid,
            "keyPmcid": k.pmcid,
            "keyIsbn": k.isbn,
            "keyWork": k.work,
        }
        row = {"id": self.id, "source": self.source, "start": self.start, "end": self.end, "props": props}
        return {name: storable(value) for name, value in row.items()}


def stored_record(row: Mapping[str, Any]) -> RecordFact:
    """A record as the `read/records_*` queries return it."""
    reference = from_fields(row["fields"])
    return RecordFact(
        id=row["id"],
        fields=row["fields"],
        reference=reference,
        role=row["role"],
        by=row["by"],
        at=row["at"],
        position=row["position"],
        keys=keys_of(reference),
        citekey=row["citekey"],
        source=row["source"],
        paper=row["paper"],
    )


@dataclass(frozen=True)
class Facts:
    """All facts of one source. `source`, `findings`, `problems`, `study`: property rows by their graph names; a
    finding's row also has "source" and "record" (whose paper reports it). study: the paper's study facts."""

    source: Row
    records: tuple[RecordFact, ...]
    findings: tuple[Row, ...]
    problems: tuple[Row, ...]
    themes: tuple[Row, ...]
    study: tuple[Row, ...] = ()


def facts_of(batch: Batch, *, by: str, at: str, path: str | None, search: Search = NOTHING_SAID) -> Facts:
    """The facts of one batch. by: who says what the file says; at: ISO time; path: where the file lay; search: what a
    person says of where its records were found."""
    source = storable(_source_row(batch.source, batch.form, at, path) | search.props(at))
    records = _records(batch, source["id"], by, at)
    reporter: dict[int | None, str | None] = {None: records[0].id if batch.document else None}
    first = 1 if batch.document else 0
    reporter |= {i: record.id for i, record in enumerate(records[first:])}
    findings = _findings(batch, source["id"], reporter)
    return Facts(
        source=source,
        records=records,
        findings=findings,
        problems=_problems(batch.problems, source),
        themes=_themes(batch.themes, batch.findings),
        study=_study(batch.facts, source["id"], batch.source.lineage),
    )


def _source_row(source: Source, form: str, at: str, path: str | None) -> Row:
    return {
        "id": ids.source_id(source.lineage),
        "name": source.name,
        "path": path,
        "sha256": source.sha256,
        "lineage": source.lineage,
        "reader": source.reader,
        "form": form,
        "text": source.text,
        "places": packed(source.places),
        "addedAt": at,
    }


def _records(batch: Batch, source: str, by: str, at: str) -> tuple[RecordFact, ...]:
    entries: list[tuple[Reference, str, int | None]] = []
    if batch.document:
        entries.append((_front_matter(batch), "self", None))
    role = "item" if batch.document or batch.form in _LISTS else _ROLES.get(batch.form, "entry")
    entries += [(reference, role, i) for i, reference in enumerate(batch.references, 1)]
    names = ids.numbered("r", batch.source.lineage, (reference.raw for reference, _, _ in entries))
    return tuple(
        RecordFact(
            id=name,
            fields=storable(to_fields(reference)),
            reference=reference,
            role=kind,
            by=by,
            at=at,
            position=position,
            keys=keys_of(reference),
            citekey=None,
            source=source,
            paper=None,
            start=reference.source.start if reference.source else None,
            end=reference.source.end if reference.source else None,
        )
        for name, (reference, kind, position) in zip(names, entries, strict=True)
    )


def _front_matter(batch: Batch) -> Reference:
    """The paper's own reference with its abstract and keywords as CSL variables: what the paper is about."""
    document = batch.document
    assert document is not None
    other = dict(document.reference.other)
    if document.abstract:
        other.setdefault("abstract", " ".join(document.abstract.text.split()))
    if document.keywords:
        other.setdefault("keyword", "; ".join(document.keywords))
    return dataclasses.replace(document.reference, other=tuple(other.items()))


_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def storable(value: Any) -> Any:
    """Text without lone surrogates (JSON may hold them, UTF-8 and so the store cannot): each becomes U+FFFD,
    so that offsets stay; lists and mappings inside too."""
    if isinstance(value, str):
        return value if value.isascii() else _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [storable(item) for item in value]
    if isinstance(value, dict):
        return {name: storable(item) for name, item in value.items()}
    return value


def _findings(batch: Batch, source: str, reporter: Mapping[int | None, str | None]) -> tuple[Row, ...]:
    names = ids.numbered("f", batch.source.lineage, (f.text for f in batch.findings))
    rows = (_finding_row(name, f, source, reporter[f.of]) for name, f in zip(names, batch.findings, strict=True))
    return tuple(storable(row) for row in rows)


def _finding_row(name: str, f: Finding, source: str, record: str | None) -> Row:
    cites = [(c.marker, *one) for c in f.citations for one in _cited(c)]
    starts = [c.source.start - f.source.start for c in f.citations for _ in _cited(c)]
    return {
        "id": name,
        "source": source,
        "record": record,
        "text": f.text,
        "clean": f.clean,
        "kind": f.kind,
        "origin": f.origin,
        "section": list(f.section),
        "theme": list(f.theme),
        "speaker": f.speaker,
        "leadIn": f.lead_in,
        "hedge": f.hedge,
        "start": f.source.start,
        "end": f.source.end,
        "line": f.source.line,
        "page": f.source.page,
        "citeMarkers": [marker for marker, _, _, _ in cites],
        "citeNumbers": [number for _, number, _, _ in cites],
        "citeStarts": starts,
        "citePlaces": [place for _, _, place, _ in cites] if any(place for _, _, place, _ in cites) else None,
        "citeKeys": [key for _, _, _, key in cites] if any(key for _, _, _, key in cites) else None,
        "status": "current",
    }


def _cited(citation: Citation) -> Iterator[tuple[int, int, str]]:
    """The works one marker means: (printed number, place in the paper's own list, name and year), each 0 or "" where
    it is not known. A key is kept only where the reading found no place: a list that comes later is asked for it."""
    numbers, places = citation.numbers, citation.places
    if numbers:
        known = places if len(places) == len(numbers) else (0,) * len(numbers)
        yield from ((number, place, "") for number, place in zip(numbers, known, strict=True))
    elif places:
        yield from ((0, place, "") for place in places)
    else:
        yield from ((0, 0, f"{family}|{year}|{letter}") for family, year, letter in citation.keys)


def key_of(text: str) -> tuple[str, int, str]:
    """(family, year, letter) of an entry of `citeKeys`."""
    family, year, letter = text.rsplit("|", 2)
    return family, int(year), letter


def _problems(problems: Iterable[Problem], source: Row) -> tuple[Row, ...]:
    rows = []
    for name, p in zip(
        ids.numbered("x", source["id"], (f"{p.level} {p.message} {p.source}" for p in problems)), problems, strict=True
    ):
        line, column = p.source.source.position(p.source.start) if p.source else (None, None)
        rows.append(
            {
                "id": name,
                "source": source["id"],
                "file": source["name"],
                "level": p.level,
                "message": p.message,
                "hint": p.hint,
                "start": p.source.start if p.source else None,
                "end": p.source.end if p.source else None,
                "line": line,
                "column": column,
            }
        )
    return tuple(rows)


def _study(facts: Sequence[Fact], source: str, lineage: str) -> tuple[Row, ...]:
    """Study facts, each with its place in the order in which the paper is read for them."""
    names = ids.numbered("e", lineage, (f"{fact.name} {fact.value}" for fact in facts))
    rows = (
        {
            "id": name,
            "source": source,
            "name": fact.name,
            "value": fact.value,
            "text": fact.source.text,
            "start": fact.source.start,
            "end": fact.source.end,
            "place": place,
        }
        for place, (name, fact) in enumerate(zip(names, facts, strict=True))
    )
    return tuple(storable(row) for row in rows)


def theme_id(path: Iterable[str], origin: str = "heading") -> str:
    """A theme is named by its path: the same heading under the same heading is the same theme in every paper."""
    return ids.make("t", origin, *(" ".join(name.split()) for name in path))


def _themes(themes: Iterable[Theme], findings: Iterable[Finding]) -> tuple[Row, ...]:
    # An announced theme and a heading of the same name are one: findings hang under it without saying which it was.
    origins = {"announced": "heading"}
    wanted = [(theme.path, origins.get(theme.origin, theme.origin)) for theme in themes] + [
        (f.theme, "heading") for f in findings
    ]
    return themes_on(wanted)


def themes_on(wanted: Iterable[tuple[Sequence[str], str]]) -> tuple[Row, ...]:
    """Every theme on the way to each path of some origin, outermost first: {id, name, origin, parent}."""
    paths = {(tuple(path[:n]), origin): None for path, origin in wanted for n in range(1, len(path) + 1)}
    return tuple(
        {
            "id": theme_id(path, origin),
            "name": " ".join(path[-1].split()),
            "origin": origin,
            "parent": theme_id(path[:-1], origin) if len(path) > 1 else None,
        }
        for path, origin in paths
    )


def base_of(record: RecordFact) -> str:
    """What the citekey of a paper led by this record starts with."""
    return citekey_base(record.reference)
