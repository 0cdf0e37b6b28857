"""What follows from the facts: which records are which paper, and every edge that hangs on it.

`settle` looks at the part of the graph one change can touch and says what to clear and what to draw
there, so that the graph depends on the set of facts and never on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bib.model import Reference
from cypher import load
from kb import papers
from kb.authors import authorship
from kb.citing import Citations
from kb.facts import PERSON, RecordFact, Row, base_of
from kb.identity import citekeys, group, paper_id
from kb.neighbourhood import Change, View
from kb.notices import Notice, of_all
from kb.store import Step, Store
from kb.versions import version_rows

READERS = ("jats", "html", "docx", "markdown", "text", "pdf")
"""Of several full texts of one paper the first of these is in use (DESIGN 3), unless a person chose another."""

_AT_ONCE = 20  # findings in one row of write/put_reports


@dataclass(frozen=True)
class Paper:
    """A paper as it is after the change: its records, chosen fields and the findings it reports. text: id of the
    source of its full text in use."""

    id: str
    records: tuple[RecordFact, ...]
    reference: Reference
    status: str
    citekey: str
    findings: tuple[Row, ...]
    text: str | None = None

    @property
    def about(self) -> str:
        """Title, keywords and abstract in one string."""
        return papers.about_of(self.reference)

    @property
    def notices(self) -> list[Notice]:
        """Retractions, corrections and the like, as its records tell of them."""
        return of_all(r.reference for r in self.records)


@dataclass
class Settled:
    """What a change means for the graph.

    steps: what to clear and draw, in order. papers: those written anew, by id. silent: ids of findings
    that stay in the store but answer no more (another full text of the paper is in use). revision: the store's
    after these steps were applied, -1 before.
    """

    steps: list[Step] = field(default_factory=list)
    papers: dict[str, Paper] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    revision: int = -1

    def add(self, query: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add one step unless it would do nothing."""
        kept = list(rows)
        if kept:
            self.steps.append((load(query), kept))

    def add_ids(self, query: str, names: Iterable[str]) -> None:
        """Add a step whose rows are ids alone, each once, in order."""
        self.add(query, ({"id": name} for name in sorted(set(names))))

    def take(self, other: Settled) -> None:
        """Add all of another after what is here."""
        self.steps += other.steps
        self.papers |= other.papers
        self.silent |= other.silent


def settle(store: Store, change: Change) -> Settled:
    """Work out what a change does to papers, citations and reports; writes nothing.

    A paper is written anew when it has other records than before, or records that the change brings or touches.
    """
    view = View(store, change)
    closure = view.closure()
    groups = _groups(view, closure)
    before = _before(store, view, closure)
    renamed = _renamed(groups, before)
    before = {renamed.get(p, p): members for p, members in before.items()}
    out = Settled()
    out.add("write/put_decision_records", view.ties())
    out.add("write/rename_papers", ({"id": old, "new": new} for old, new in sorted(renamed.items())))
    fresh = {r.id for r in change.records} | change.touched | {f["record"] for f in change.findings}
    changed = {
        p for p, members in groups.items() if before.get(p) != frozenset(members) or not fresh.isdisjoint(members)
    }
    _papers(out, view, closure, {p: groups[p] for p in changed})
    vanished = sorted(before.keys() - groups.keys())
    _write_papers(out, store, vanished, sorted(before.keys() & groups.keys() & changed), renamed)
    home = {record: paper for paper, members in groups.items() for record in members}
    touched = {r for p in vanished for r in before[p]}
    for paper in changed:
        members = [closure[r] for r in groups[paper]]
        if any(r.role == "self" for r in members) or not before.get(paper, frozenset()) <= {*groups[paper]}:
            touched.update(groups[paper])  # what it cites, or whose list is whose, may have changed
        else:
            touched |= {r.id for r in members if r.id in fresh or renamed.get(r.paper or "", r.paper) != paper}
    out.add("write/put_versions", version_rows(view, closure, groups, sorted(changed)))
    Citations(out, store, view, home).draw(touched)
    return out


def _groups(view: View, closure: Mapping[str, RecordFact]) -> dict[str, Sequence[str]]:
    """Paper id -> its records. What a person typed about a paper that is not here is no paper by itself."""
    out: dict[str, Sequence[str]] = {}
    for members in group(view.keys_in_force(closure), view.links):
        read = [r for r in members if closure[r].role != PERSON]
        if read:
            out[paper_id(read)] = members
    return out


def _before(store: Store, view: View, closure: Mapping[str, RecordFact]) -> dict[str, frozenset[str]]:
    """The papers that stood here before the change: id -> record ids."""
    papers_now = {r.paper for r in closure.values() if r.paper}
    papers_now |= {row["paper"] for row in view.gone if row["paper"]}
    out: dict[str, set[str]] = {p: set() for p in papers_now}
    for row in store.rows(load("read/records_of_papers"), ids=sorted(papers_now)):
        out[row["paper"]].add(row["id"])
    return {p: frozenset(members) for p, members in out.items()}


def _renamed(groups: Mapping[str, Sequence[str]], before: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Old id -> new id of papers that only bear another name now, since a smaller record came: what hangs on their
    nodes may stay. Of several that became one paper the first is renamed and the others vanish."""
    home = {record: paper for paper, members in groups.items() for record in members}
    names: dict[str, str] = {}
    for old in sorted(before.keys() - groups.keys(), reverse=True):
        now = {home.get(record) for record in before[old]}
        new = now.pop()
        if not now and new is not None and new not in before:
            names[new] = old
    return {old: new for new, old in names.items()}


def _papers(out: Settled, view: View, closure: Mapping[str, RecordFact], groups: Mapping[str, Sequence[str]]) -> None:
    """Choose fields, citekeys and the full text in use for every paper to be written."""
    findings: dict[str, list[Row]] = {}
    for f in view.findings_of(r for members in groups.values() for r in members):
        findings.setdefault(f["record"], []).append(f)
    keys = _citekeys(view, closure, groups)
    readers = _readers(view, [closure[r] for members in groups.values() for r in members if closure[r].role == "self"])
    for paper, members in sorted(groups.items()):
        records = tuple(closure[r] for r in members)
        used = text_in_use(records, readers, view.chosen)
        unused = {r.id for r in records if r.role == "self" and r is not used}
        out.silent |= {f["id"] for r in unused for f in findings.get(r, ())}
        reported = sorted(
            (f for r in members if r not in unused for f in findings.get(r, ())), key=lambda f: str(f["id"])
        )
        status, text = ("full", used.source) if used else ("listed", None)
        out.papers[paper] = Paper(paper, records, papers.choose(records), status, keys[paper], tuple(reported), text)


def _readers(view: View, records: Sequence[RecordFact]) -> dict[str, str]:
    """Source id -> the reader that made its text. Only needed where a paper has several full texts."""
    rows = view.store.rows(load("read/sources_by_id"), values=sorted({r.source for r in records}))
    return {row["id"]: row["reader"].partition("@")[0] for row in rows}


def text_in_use(
    records: Iterable[RecordFact], readers: Mapping[str, str], chosen: Mapping[str, str]
) -> RecordFact | None:
    """The front matter of the full text whose findings answer. readers: source id -> its reader's name.
    chosen: source id -> when a person chose it; the last choice counts."""
    rank = {name: n for n, name in enumerate(READERS)}
    texts = [r for r in records if r.role == "self"]
    wished = [r for r in texts if r.source in chosen]
    if wished:
        return max(wished, key=lambda r: (chosen[r.source], r.source, r.id))
    return min(texts, key=lambda r: (rank.get(readers.get(r.source, "text"), len(rank)), r.id), default=None)


def _citekeys(view: View, closure: Mapping[str, RecordFact], groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Each paper's citekey: the one its smallest record was given, else one it had elsewhere, else a new free one."""
    out = {p: key for p, rs in groups.items() if (key := _first(closure[r].citekey for r in sorted(rs)))}
    out |= _taken_over(view, {p: members for p, members in groups.items() if p not in out})
    bases = [(p, base_of(papers.read_records(closure[r] for r in rs)[0])) for p, rs in groups.items() if p not in out]
    place = {p: min((closure[r].position or 0, r) for r in groups[p]) for p, _ in bases}
    bases.sort(key=lambda pair: place[pair[0]])
    given = view.store.rows(load("read/citekeys_by_base"), values=sorted({base for _, base in bases}))
    taken = {*(row["citekey"] for row in given), *out.values()}
    while True:
        made = citekeys(bases, taken)
        clashes = _in_use(view.store, made.values())  # one taken over can start otherwise than its paper would
        if not clashes:
            return out | made
        taken |= clashes


def _taken_over(view: View, groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The citekeys that papers without one bring from elsewhere, each to one paper and only where it is free here."""
    wishes = {p: key for p, rs in groups.items() if (key := _first(map(view.change.citekeys.get, sorted(rs))))}
    used = _in_use(view.store, wishes.values())
    out: dict[str, str] = {}
    for paper, key in sorted(wishes.items()):
        if key not in used:
            used.add(key)
            out[paper] = key
    return out


def _in_use(store: Store, keys: Iterable[str]) -> set[str]:
    return {row["citekey"] for row in store.rows(load("read/citekeys_in_use"), values=sorted(keys))}


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _venues(written: Iterable[Paper]) -> list[str]:
    return [papers.venue_id(p.reference.container) for p in written if p.reference.container]


def _write_papers(
    out: Settled, store: Store, vanished: Sequence[str], kept: Sequence[str], renamed: Mapping[str, str]
) -> None:
    """Clear what hung on the old papers, write the new ones and what hangs on them. renamed: from old to new id."""
    old = sorted({*vanished, *kept, *renamed} - {*renamed.values()})
    venues = [row["venue"] for row in store.rows(load("read/venue_ids_of_papers"), ids=old)]
    written = list(out.papers.values())
    authors = authorship(store, old, {p.id: p.reference.people for p in written})
    out.add_ids("write/clear_papers", kept)
    out.add_ids("write/drop_papers", vanished)
    out.add("write/put_papers", (papers.paper_row(p.id, p.reference, p.status, p.citekey, p.notices) for p in written))
    out.add("write/put_paper_records", ({"record": r.id, "paper": p.id} for p in written for r in p.records))
    out.add("write/put_citekeys", _given_citekeys(written))
    out.add("write/put_authors", authors.put)
    out.add("write/drop_wrote", ({"paper": row["paper"], "position": row["position"]} for row in authors.moved))
    out.add("write/put_wrote", [*authors.moved, *authors.wrote])
    out.add_ids("write/put_venues", _venues(written))
    out.add(
        "write/put_published_in",
        ({"paper": p.id, "venue": papers.venue_id(p.reference.container)} for p in written if p.reference.container),
    )
    out.add("write/put_reports", _reports(written))
    out.add("write/put_has", ({"paper": p.id, "source": p.text} for p in written if p.text))
    out.add("write/put_designs", ({"paper": p.id, "source": p.text} for p in written if p.text))
    out.add_ids("write/drop_unused_authors", authors.gone)
    out.add_ids("write/drop_unused_venues", set(venues) - set(_venues(written)))
    out.add_ids("write/name_venues", [*venues, *_venues(written)])


def _reports(written: Iterable[Paper]) -> Iterator[Row]:
    """A paper's findings, some at a time: one call of an engine takes hundreds of rows and shall not be long."""
    for paper in written:
        for start in range(0, len(paper.findings), _AT_ONCE):
            yield {"paper": paper.id, "findings": [f["id"] for f in paper.findings[start : start + _AT_ONCE]]}


def _given_citekeys(written: Iterable[Paper]) -> list[Row]:
    """A paper's citekey is kept at its smallest record, so that it survives whatever joins the paper later."""
    rows = []
    for paper in written:
        if not any(r.citekey == paper.citekey for r in paper.records):
            read = papers.read_records(paper.records)
            leader, base = min(read, key=lambda r: r.id), base_of(read[0])
            rows.append({"id": leader.id, "citekey": paper.citekey, "base": base})
    return rows
