"""A paper's text with what was recognised in it, from the store: for the terminal and for the page to check by eye."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bib.model import Place, Reference
from cypher import load
from kb.notices import of_papers
from kb.places import unpacked
from kb.records import from_fields
from kb.store import Store

Row = dict[str, Any]

KINDS = {"sentence": "S", "quote": "Q", "abstract": "A", "title": "T", "caption": "C"}
"""Kinds of finding and the letter that marks them where there are no colours."""
ORIGINS = ("own", "cited", "participant", "author")


@dataclass(frozen=True)
class Item:
    """One item of a list. position: in its list, from 1; start, end: where it stands in the text, None where the list
    is in another file; raw: as printed; citekey: of the paper it is; cited: how many markers lead to it."""

    position: int
    label: str | None
    reference: Reference
    start: int | None
    end: int | None
    raw: str
    citekey: str | None
    paper: str | None
    cited: int = 0


@dataclass(frozen=True)
class Marker:
    """A citation in the text. works: (paper id, citekey or None for a stub, title) of each work it leads to; none =
    it leads nowhere."""

    start: int
    end: int
    works: tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True)
class Marked:
    """A full text. source: its row; in_use: its findings answer for the paper; findings: rows, in order, without
    titles of listed works; markers: in order; items: of its list; problems: rows."""

    paper: Row
    source: Row
    in_use: bool
    text: str
    places: tuple[Place, ...]
    findings: tuple[Row, ...]
    markers: tuple[Marker, ...]
    items: tuple[Item, ...]
    problems: tuple[Row, ...]

    @property
    def unlinked(self) -> int:
        """How many markers lead to no item."""
        return sum(not linked(marker) for marker in self.markers)


@dataclass(frozen=True)
class Stretch:
    """Characters of one paragraph: within one finding, or in none. first: the finding begins here."""

    start: int
    end: int
    finding: Row | None = None
    first: bool = True


def linked(marker: Marker) -> bool:
    """Whether a marker leads to works that are more than a number."""
    return bool(marker.works) and all(citekey for _, citekey, _ in marker.works)


def marked(store: Store, paper: Row, source: Row) -> Marked:
    """Everything that is known of one text. paper, source: their rows."""
    name = source["id"]
    text = next(row["text"] for row in store.rows(load("read/source_texts"), ids=[name]))
    places = next(row["places"] for row in store.rows(load("read/source_places"), ids=[name]))
    every = list(store.rows(load("read/findings_of_sources"), ids=[name]))
    own = next(iter(store.rows(load("read/front_matter_of_sources"), ids=[name])), None)
    findings = [f for f in every if f["status"] == "current" and own and f["record"] == own["id"]]
    findings.sort(key=lambda f: (f["start"], -f["end"]))
    reported = {f["id"] for f in store.rows(load("read/findings_of_papers"), ids=[paper["id"]])}
    markers = tuple(_markers(store, findings))
    counts: dict[str, int] = {}
    for marker in markers:
        for work in {work for work, _, _ in marker.works}:
            counts[work] = counts.get(work, 0) + 1
    told = [notice.words for notice in of_papers(store, [paper["id"]]).get(paper["id"], ())]
    return Marked(
        paper={**paper, "notices": told},
        source=source,
        in_use=any(f["id"] in reported for f in findings),
        text=text,
        places=unpacked(places),
        findings=tuple(findings),
        markers=markers,
        items=tuple(_items(store, name, text, counts)),
        problems=tuple(p for p in store.rows(load("read/problems")) if p["source"] == name),
    )


def _markers(store: Store, findings: Sequence[Row]) -> Iterator[Marker]:
    cites: dict[tuple[str, str], list[Row]] = {}
    for row in store.rows(load("read/papers_cited_by_findings"), ids=[f["id"] for f in findings]):
        cites.setdefault((row["finding"], row["marker"]), []).append(row)
    last = -1
    for f in findings:
        for start, marker in dict(zip(f["citeStarts"] or (), f["citeMarkers"] or (), strict=False)).items():
            at = f["start"] + start
            if at < last:
                continue  # the same marker in a finding that overlaps
            last = at + len(marker)
            works = {row["paper"]: row for row in cites.get((f["id"], marker), ())}
            yield Marker(at, last, tuple((p, row["citekey"], row["title"]) for p, row in works.items()))


def _items(store: Store, source: str, text: str, counts: dict[str, int]) -> Iterator[Item]:
    """The list of the text itself, else the first that a person attached."""
    lists = [source, *(row["source"] for row in store.rows(load("read/attached_lists")) if row["record"] == source)]
    for name in lists:
        rows = [r for r in store.rows(load("read/records_of_sources"), ids=[name]) if r["role"] in ("item", "entry")]
        if not rows:
            continue
        spans = {row["id"]: row for row in store.rows(load("read/record_places"), ids=[r["id"] for r in rows])}
        whole = text if name == source else _text(store, name)
        keys = _citekeys(store, [r["paper"] for r in rows])
        for row in rows:
            span, reference = spans[row["id"]], from_fields(row["fields"])
            here = name == source
            yield Item(
                row["position"],
                reference.label,
                reference,
                span["start"] if here else None,
                span["end"] if here else None,
                whole[span["start"] : span["end"]] if span["start"] is not None else "",
                keys.get(row["paper"]),
                row["paper"],
                counts.get(row["paper"], 0),
            )
        return


def _text(store: Store, source: str) -> str:
    return str(next(row["text"] for row in store.rows(load("read/source_texts"), ids=[source])))


def _citekeys(store: Store, papers: Sequence[str]) -> dict[str, str]:
    rows = store.rows(load("read/papers_by_id"), ids=sorted(set(papers)))
    return {row["id"]: row["citekey"] for row in rows}


_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")


def paragraphs(paper: Marked) -> Iterator[list[Stretch]]:
    """The text in paragraphs of stretches, without the items of its list: a line end within a finding parts nothing."""
    items = sorted((i.start, i.end) for i in paper.items if i.start is not None and i.end is not None)
    outer: list[Row] = []
    for f in paper.findings:
        if not outer or f["start"] >= outer[-1]["end"]:
            outer.append(f)
    open_: list[Stretch] = []
    at = item = 0
    for line in _LINE.finditer(paper.text):
        while item < len(items) and items[item][1] <= line.start():
            item += 1
        if item < len(items) and items[item][0] < line.end():
            continue
        start, end = _trimmed(paper.text, line.start(), line.end())
        inside = bool(open_ and at and outer[at - 1]["end"] > start)
        if open_ and not inside:
            yield open_
            open_ = []
        at = _stretches(outer, at, start, end, open_)
    if open_:
        yield open_


def _stretches(outer: Sequence[Row], at: int, start: int, end: int, out: list[Stretch]) -> int:
    """Add the stretches of one line; at: findings that began before it."""
    if at and outer[at - 1]["end"] > start:
        stop = min(outer[at - 1]["end"], end)
        out.append(Stretch(start, stop, outer[at - 1], False))
        start = stop
    while at < len(outer) and outer[at]["start"] < end:
        finding = outer[at]
        at += 1
        if finding["start"] > start:
            out.append(Stretch(start, finding["start"]))
        stop = min(finding["end"], end)
        out.append(Stretch(finding["start"], stop, finding))
        start = stop
    if start < end:
        out.append(Stretch(start, end))
    return at


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), end - (len(line) - len(line.rstrip()))


def heading_of(paper: Marked, paragraph: Sequence[Stretch], section: Sequence[str]) -> str | None:
    """The title that a paragraph outside findings is, among those of the section that follows; None for others."""
    if any(s.finding for s in paragraph):
        return None
    words = " ".join(paper.text[paragraph[0].start : paragraph[-1].end].split()).casefold()
    return next((title for title in section if title and words.rstrip(":. ").endswith(title.casefold())), None)


def page_at(paper: Marked, offset: int) -> str | None:
    """The page on which a character stands."""
    import bisect

    at = bisect.bisect_right(paper.places, offset, key=lambda p: p.start)
    return paper.places[at - 1].page if at else None
