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
from ingest.own_list import OwnList
from kb import ids, papers
from kb.facts import RecordFact, Row, base_of, key_of
from kb.identity import citekeys, group, paper_id
from kb.neighbourhood import Change, View
from kb.store import Step, Store

READERS = ("jats", "html", "docx", "markdown", "text", "pdf")
"""Of several full texts of one paper the first of these is in use (DESIGN 3), unless a person chose another."""


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
        return papers.about(self.reference.title, papers.keywords_of(self.reference), self.reference.get("abstract"))


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
    """Work out what a change does to papers, citations and reports; writes nothing."""
    view = View(store, change)
    closure = view.closure()
    groups = {paper_id(members): members for members in group({r: f.keys for r, f in closure.items()})}
    before = _before(store, view, closure)
    out = Settled()
    changed = _changed(groups, before, change)
    _papers(out, view, closure, {p: groups[p] for p in changed})
    vanished = sorted(before.keys() - groups.keys())
    _write_papers(out, store, vanished, sorted(before.keys() & groups.keys() & changed))
    home = {record: paper for paper, members in groups.items() for record in members}
    touched = {r for p in changed for r in groups[p]} | {r for p in vanished for r in before[p]}
    _Citations(out, store, view, home).draw(touched)
    return out


def _before(store: Store, view: View, closure: Mapping[str, RecordFact]) -> dict[str, frozenset[str]]:
    """The papers that stood here before the change: id -> record ids."""
    papers_now = {r.paper for r in closure.values() if r.paper}
    gone = store.rows(load("read/records_by_id"), ids=sorted(view.change.gone_records))
    papers_now |= {row["paper"] for row in gone if row["paper"]}
    out: dict[str, set[str]] = {p: set() for p in papers_now}
    for row in store.rows(load("read/records_of_papers"), ids=sorted(papers_now)):
        out[row["paper"]].add(row["id"])
    return {p: frozenset(members) for p, members in out.items()}


def _changed(groups: Mapping[str, Sequence[str]], before: Mapping[str, frozenset[str]], change: Change) -> set[str]:
    """Papers to write anew: other records than before, or records that the change brings or touches."""
    fresh = {r.id for r in change.records} | change.touched | {f["record"] for f in change.findings}
    return {p for p, members in groups.items() if before.get(p) != frozenset(members) or not fresh.isdisjoint(members)}


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
    bases = [(p, base_of(papers.by_precedence(closure[r] for r in rs)[0])) for p, rs in groups.items() if p not in out]
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


def _authors(paper: Paper) -> list[Row]:
    return papers.author_rows(paper.id, paper.reference.people)


def _venues(written: Iterable[Paper]) -> list[str]:
    return [papers.venue_id(p.reference.container) for p in written if p.reference.container]


def _write_papers(out: Settled, store: Store, vanished: Sequence[str], kept: Sequence[str]) -> None:
    """Clear what hung on the old papers, write the new ones and what hangs on them."""
    old = sorted({*vanished, *kept})
    authors = [row["author"] for row in store.rows(load("read/author_ids_of_papers"), ids=old)]
    venues = [row["venue"] for row in store.rows(load("read/venue_ids_of_papers"), ids=old)]
    written = list(out.papers.values())
    wrote = [row for p in written for row in _authors(p)]
    out.add_ids("write/clear_papers", kept)
    out.add_ids("write/drop_papers", vanished)
    out.add("write/put_papers", (papers.paper_row(p.id, p.reference, p.status, p.citekey) for p in written))
    out.add("write/put_paper_records", ({"record": r.id, "paper": p.id} for p in written for r in p.records))
    out.add("write/put_citekeys", _given_citekeys(written))
    out.add_ids("write/put_authors", (row["author"] for row in wrote))
    out.add("write/put_wrote", wrote)
    out.add_ids("write/put_venues", _venues(written))
    out.add(
        "write/put_published_in",
        ({"paper": p.id, "venue": papers.venue_id(p.reference.container)} for p in written if p.reference.container),
    )
    out.add("write/put_reports", ({"paper": p.id, "finding": f["id"]} for p in written for f in p.findings))
    out.add("write/put_has", ({"paper": p.id, "source": p.text} for p in written if p.text))
    out.add("write/put_designs", ({"paper": p.id, "source": p.text} for p in written if p.text))
    out.add_ids("write/drop_unused_authors", set(authors) - {row["author"] for row in wrote})
    out.add_ids("write/drop_unused_venues", set(venues) - set(_venues(written)))
    out.add_ids("write/name_authors", [*authors, *(row["author"] for row in wrote)])
    out.add_ids("write/name_venues", [*venues, *_venues(written)])


def _given_citekeys(written: Iterable[Paper]) -> list[Row]:
    """A paper's citekey is kept at its smallest record, so that it survives whatever joins the paper later."""
    rows = []
    for paper in written:
        if not any(r.citekey == paper.citekey for r in paper.records):
            leader = min(paper.records, key=lambda r: r.id)
            base = base_of(papers.by_precedence(paper.records)[0])
            rows.append({"id": leader.id, "citekey": paper.citekey, "base": base})
    return rows


class _Citations:
    """Draws who cites whom, for every paper whose lists or listed works changed."""

    def __init__(self, out: Settled, store: Store, view: View, home: Mapping[str, str]) -> None:
        self.out, self.store, self.view, self.home = out, store, view, home

    def paper_of(self, record: RecordFact) -> str:
        paper = self.home.get(record.id) or record.paper
        assert paper is not None, f"record {record.id} belongs to no paper"
        return paper

    def draw(self, touched: set[str]) -> None:
        """touched: ids of records whose paper changed."""
        citing = self._citing(touched)
        stale = {r.paper for members in citing.values() for r in members if r.paper} | citing.keys()
        texts = {p: [r for r in members if r.role == "self"] for p, members in citing.items()}
        findings: dict[str, list[Row]] = {}
        for f in self.view.findings_of(r.id for members in texts.values() for r in members):
            findings.setdefault(f["record"], []).append(f)
        self.out.add_ids("write/clear_paper_cites", stale)
        known = self.view.stored_findings
        self.out.add_ids(
            "write/clear_finding_cites", (f["id"] for fs in findings.values() for f in fs if f["id"] in known)
        )
        paper_cites: list[Row] = []
        finding_cites: list[Row] = []
        stubs: dict[str, Row] = {}
        for paper, members in sorted(citing.items()):
            lists = self._lists(members)
            for items in lists.values():
                paper_cites += [self._paper_cite(paper, item) for item in items]
            for text in texts[paper]:
                cited = _Cited(lists.get(text.source, ()), self._attached(lists))
                for finding in findings.get(text.id, ()):
                    for marker, number, item in cited.works(finding):
                        work = self.paper_of(item) if item else ids.make("p", "stub", text.id, str(number))
                        row = {"finding": finding["id"], "paper": work, "number": number, "marker": marker}
                        finding_cites.append(row)
                        if item is None:
                            stubs[work] = self._stub(row, paper)
        old = {row["paper"] for row in self.store.rows(load("read/stubs_of_papers"), ids=sorted(stale))}
        self.out.add_ids("write/drop_papers", old - stubs.keys())
        self.out.add("write/put_papers", (stubs[s] for s in sorted(stubs)))
        self.out.add("write/put_paper_cites", paper_cites)
        self.out.add("write/put_finding_cites", finding_cites)

    def _citing(self, touched: set[str]) -> dict[str, list[RecordFact]]:
        """Papers whose citations must be drawn anew, with all their records."""
        near = {r.id: r for r in self.view.records(touched)} | {
            r: f for r, f in self.view.fresh.items() if r in touched and f.paper is None
        }
        sources = {r.source for r in near.values()} | set(self.view.change.attach)
        owners: dict[str, RecordFact] = {}
        owners |= {r.id: r for r in self.view.front_matter_of(sources)}
        for attached in (self.view.was_attached, self.view.attached):
            anchors = [self._anchor(attached[source]) for source in sorted(sources & attached.keys())]
            owners |= {anchor.id: anchor for anchor in anchors if anchor}
        owners |= {r.id: r for r in near.values() if r.role == "self" or self._has_attached(r)}
        wanted = {self.paper_of(r) for r in owners.values()}
        members: dict[str, dict[str, RecordFact]] = {p: {} for p in wanted}
        unchanged = wanted - self.out.papers.keys()
        for record in self.view.of_papers(unchanged):
            members[self.paper_of(record)][record.id] = record
        for paper in wanted & self.out.papers.keys():
            members[paper] = {r.id: r for r in self.out.papers[paper].records}
        return {p: [records[r] for r in sorted(records)] for p, records in members.items()}

    def _anchor(self, name: str) -> RecordFact | None:
        """The record that stands for a paper: a source's front matter, or the record itself; None if it is gone."""
        if name.startswith("s"):
            return next(iter(self.view.front_matter_of([name])), None)
        return next(iter(self.view.records([name])), None) or self.view.fresh.get(name)

    def _has_attached(self, record: RecordFact) -> bool:
        return any(a in (record.id, record.source) for a in self.view.attached.values())

    def _lists(self, members: Sequence[RecordFact]) -> dict[str, list[RecordFact]]:
        """The reference lists of one paper: those in its own texts, then those a person attached."""
        own = sorted({r.source for r in members if r.role == "self"})
        names = {r.id for r in members} | set(own)
        attached = sorted(s for s, a in self.view.attached.items() if a in names)
        found = self.view.of_sources([*own, *attached])
        lists = {s: [r for r in found[s] if r.role in ("item", "entry")] for s in [*own, *attached]}
        return {s: items for s, items in lists.items() if items}

    def _attached(self, lists: Mapping[str, Sequence[RecordFact]]) -> Sequence[RecordFact]:
        """The first of the lists that a person attached."""
        return next((items for source, items in lists.items() if source in self.view.attached), ())

    def _paper_cite(self, paper: str, item: RecordFact) -> Row:
        number = item.position
        marker = item.reference.label or str(number)
        return {"citing": paper, "cited": self.paper_of(item), "number": number, "marker": marker}

    def _stub(self, row: Row, citing: str) -> Row:
        """A cited work known only by its number in a list that is not here."""
        known = self.out.papers.get(citing)
        title = known.reference.title if known else self._title(citing)
        reference = Reference(title=f"reference {row['number']} of {title or 'a paper without title'}")
        return papers.paper_row(row["paper"], reference, "stub", None)

    def _title(self, paper: str) -> str | None:
        rows = self.store.rows(load("read/papers_by_id"), ids=[paper])
        return next((row["title"] for row in rows), None)


class _Cited:
    """What the markers of one text mean: items of its own list, else of the first that a person attached."""

    def __init__(self, own: Sequence[RecordFact], attached: Sequence[RecordFact]) -> None:
        self.items = own or attached
        self.own = {item.position: item for item in own}
        self.by_name = OwnList([item.reference for item in self.items])
        self.numbers = self._numbers()

    def _numbers(self) -> dict[int, RecordFact]:
        """Printed number -> the item that bears it as its label; in a list without labels, the item at that place."""
        labels: dict[str, RecordFact] = {}
        for item in self.items:
            if item.reference.label:
                labels.setdefault(item.reference.label, item)
        if labels:
            return {int(label): item for label, item in labels.items() if label.isdecimal()}
        return {item.position: item for item in self.items if item.position}

    def works(self, finding: Row) -> Iterator[tuple[str, int, RecordFact | None]]:
        """(marker, number, item) of every work that a finding cites; without a printed number the item's place in
        its list counts. None = only the number is known; a name and year that no item fits gives nothing."""
        markers, numbers = finding["citeMarkers"] or (), finding["citeNumbers"] or ()
        places = finding["citePlaces"] or (0,) * len(markers)
        keys = finding["citeKeys"] or ("",) * len(markers)
        for marker, number, place, key in zip(markers, numbers, places, keys, strict=True):
            item = self.own.get(place) or self.numbers.get(number)
            if item or number:
                yield marker, number or place, item
            elif key:
                for at in self.by_name.keyed(*key_of(key)):
                    yield marker, self.items[at - 1].position or at, self.items[at - 1]
