"""A Paper's fields, chosen from its Records and never invented.

Precedence (DESIGN 3): a person's correction, the user's library, the paper itself, a list item, a
look-up. Within one rank the reading its reader was surest of comes first, then the smaller record id; of several
corrections the last.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bib.model import Reference
from cypher import load
from kb import ids, notices
from kb.facts import PERSON, RecordFact, stored_record
from kb.identity import MOST_INDEXED
from kb.store import Store

Row = dict[str, Any]

_PRECEDENCE = {PERSON: 0, "entry": 1, "self": 2, "item": 3, "lookup": 4}
_PLAIN = (
    "title",
    "container",
    "volume",
    "issue",
    "pages",
    "doi",
    "pmid",
    "pmcid",
    "isbn",
    "url",
    "publisher",
    "place",
    "number",
)

# CSL variables beyond the fields of `Reference` that a library is exported with.
_OTHER = (
    *("abstract", "keyword", "language", "edition", "ISSN", "collection-title", "container-title-short"),
    *("title-short", "note", "archive", "archive_location"),
)


def by_precedence(records: Iterable[RecordFact]) -> list[RecordFact]:
    """The records of one paper, the one whose word counts most first."""
    surest = sorted(records, key=lambda r: (-(r.reference.confidence or 0.0), r.id))
    last = sorted(surest, key=lambda r: r.at if r.role == PERSON else "", reverse=True)  # equal ones stay as they are
    return sorted(last, key=lambda r: _PRECEDENCE[r.role])


def read_records(records: Iterable[RecordFact]) -> list[RecordFact]:
    """The records of a paper that were read somewhere, by precedence. It is named after them, so that what a person
    typed changes neither its id nor the citekey that it gets."""
    return [r for r in by_precedence(records) if r.role != PERSON]


def choose(records: Iterable[RecordFact]) -> Reference:
    """One reference with every field from the first record that has it."""
    ranked = by_precedence(records)
    ordered = [r.reference for r in ranked]
    chosen: dict[str, Any] = {name: _first(getattr(r, name) for r in ordered) for name in _PLAIN}
    people = next((r for r in ordered if r.people), None)
    other = {name: _first(r.get(name) for r in ordered) for name in _OTHER}
    return Reference(
        kind=next((r.reference.kind for r in ranked if _says_kind(r)), "document"),
        people=people.people if people else (),
        etal=people.etal if people else False,
        editors=_first(r.editors for r in ordered) or (),
        date=next((r.date for r in ordered if r.date and r.date.year), None),
        other=tuple((name, value) for name, value in other.items() if value),
        **chosen,
    )


def _says_kind(record: RecordFact) -> bool:
    """Whether a record says what kind of work it is of. "document" means that it does not, unless a person typed it."""
    typed = record.role == PERSON and record.reference.get("type") is not None
    return typed or record.reference.kind != "document"


def _first(values: Iterable[Any]) -> Any:
    return next((v for v in values if v), None)


def paper_row(
    paper: str, reference: Reference, status: str, citekey: str | None, told: Iterable[notices.Notice] = ()
) -> Row:
    """The row for `write/put_papers`. status: full (its text is here), listed, or stub. told: notices on this work.

    A DOI that no engine could look up is left to the paper's records, where it stands as it was printed.
    """
    props = {name: getattr(reference, name) for name in _PLAIN}
    props |= {
        "doi": reference.doi if reference.doi and len(reference.doi) <= MOST_INDEXED else None,
        "year": reference.year,
        "kind": reference.kind,
        "authors": [p.name for p in reference.people],
        "etal": reference.etal,
        "editors": [p.name for p in reference.editors],
        "keywords": keywords_of(reference),
        "abstract": reference.get("abstract"),
        "status": status,
        "citekey": citekey,
        "notices": [notice.text for notice in told] or None,
        "design": None,  # of the text in use, which `write/put_designs` gives
    }
    return {"id": paper, "props": props}


def about(title: str | None, keywords: Iterable[str], abstract: str | None) -> str:
    """What a paper is about, in one string: the gate's and the index's view of a finding's paper."""
    return "\n".join(x for x in (title, "; ".join(keywords), abstract) if x)


def about_of(reference: Reference) -> str:
    """The same of one reference."""
    return about(reference.title, keywords_of(reference), reference.get("abstract"))


def keywords_of(reference: Reference) -> list[str]:
    """Keywords one by one; a reference keeps them as CSL does, in one string parted by semicolons."""
    return [k.strip() for k in (reference.get("keyword") or "").split(";") if k.strip()]


def venue_id(container: str) -> str:
    """A venue is told by the letters of its name."""
    return ids.make("v", ids.letters(container) or ids.fold(container))


def with_counts(store: Store, rows: Iterable[Row]) -> list[Row]:
    """Rows of `read/papers`, most cited first: `cited` is how many papers of the library name it in their lists,
    `findings` how many findings cite it."""
    counts = {row["paper"]: row for row in store.rows(load("read/citation_counts"))}
    none = {"papers": 0, "findings": 0}
    counted = [(row, counts.get(row["id"], none)) for row in rows]
    out = [{**row, "cited": count["papers"], "findings": count["findings"]} for row, count in counted]
    return sorted(out, key=lambda row: (-row["cited"], -row["findings"]))


def references_of(store: Store, papers: Iterable[str]) -> dict[str, Reference]:
    """The chosen reference of each paper, anew from its records: with what the Paper node does not keep."""
    members: dict[str, list[RecordFact]] = {}
    for row in store.rows(load("read/records_of_papers"), ids=sorted(papers)):
        members.setdefault(row["paper"], []).append(stored_record(row))
    return {paper: choose(records) for paper, records in members.items()}


def printed_alone(store: Store) -> dict[str, str]:
    """Paper -> its reference as printed, for those that were kept so; of several the first."""
    places = {row["id"]: row for row in reversed(list(store.rows(load("read/untitled_papers"))))}
    wanted = sorted({row["source"] for row in places.values()})
    texts = {row["id"]: row["text"] or "" for row in store.rows(load("read/source_texts"), ids=wanted)}
    return {paper: texts[row["source"]][row["start"] : row["end"]] for paper, row in places.items()}
