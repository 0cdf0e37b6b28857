"""Who cites whom: the edges that follow from reference lists and from the markers in findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from bib.model import Reference
from cypher import load
from ingest.own_list import OwnList
from kb import ids, papers
from kb.facts import RecordFact, Row, key_of
from kb.neighbourhood import View
from kb.store import Store

if TYPE_CHECKING:
    from kb.settle import Settled


class Citations:
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
        stale |= {row["paper"] for row in self.view.gone if row["paper"]}
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
        # A text that is not in use cites too, though its paper does not report it.
        silent = {r.id for several in texts.values() if len(several) > 1 for r in several}
        silent |= {row["id"] for row in self.view.gone if row["role"] == "self"}
        if silent:
            old |= {row["paper"] for row in self.store.rows(load("read/stubs_of_records"), ids=sorted(silent))}
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
        self.numbers = self._numbers()

    @cached_property
    def by_name(self) -> OwnList:
        """The items by the names of their authors: only asked for where citations have no numbers."""
        return OwnList([item.reference for item in self.items])

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
