"""A JATS article as makers of pages want it: what a reader of the printed page sees, in reading order.

`read(path)` walks the file and gives plain records; each maker (HTML, Word, PDF) puts them on a page in its own way.
The words and links are those that `shared/gold/papers.py` takes for the truth; what that leaves out (tables, figures,
display formulas, boxes, footnotes, section numbers, end matter) is here too, marked as such: a real page shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lxml import etree

MARKS = {"sup": "sup", "sub": "sub", "italic": "italic", "bold": "bold"}
BLOCKS = {"list", "disp-quote", "p", "list-item", "def-list"}
CITES = ("mixed-citation", "element-citation", "citation", "nlm-citation")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Run:
    """Some characters of a paragraph that look alike and lead to one place.

    marks: of "sup", "sub", "italic", "bold". cites: places in `Article.references`, from 0, that the run is a link to.
    link: what else it is a link to: "fig", "table", "fn", "sec" … or None. formula: a display formula, on its own line.
    """

    text: str
    marks: frozenset[str] = frozenset()
    cites: tuple[int, ...] = ()
    link: str | None = None
    formula: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, caption or table.

    kind: "heading", "paragraph", "list-item", "term" (of a list of definitions), "quote", "attribution" (of the quote
        above), "caption", "table", "table-note", "footnote".
    level: of a heading, from 1. number: of a heading, or the mark of an item, as printed ("2.1."), else None.
    group: blocks of one list or one quotation have the same number, not 0. item: which item of the list it belongs to.
    ordered: the list has numbers. depth: of the list, from 1.
    of: what a caption is of: "table", "figure", "supplement". label: of a caption ("Table 1"). rows: of a table.
    box: not 0 within boxed text, the same for all of one box.
    """

    kind: str
    runs: Runs = ()
    level: int = 0
    number: str | None = None
    group: int = 0
    item: int = 0
    ordered: bool = False
    depth: int = 0
    of: str | None = None
    label: str | None = None
    rows: tuple[tuple[Runs, ...], ...] = ()
    box: int = 0

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(r.text for r in self.runs)


@dataclass(frozen=True)
class Listed:
    """An item of the list. id: in the file. label: as the file prints it ("1.", "[1]"), or None. text: as printed."""

    id: str
    label: str | None
    text: str
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None


@dataclass(frozen=True)
class Article:
    """Everything of one article; the names say what is what. authors: "Given Family". summaries: abstracts of other
    kinds (plain language, other languages). back: end matter before the list. floats: tables and figures that the file
    keeps at its end. references: in the order of the file."""

    title: Runs
    authors: tuple[tuple[str, str], ...]
    affiliations: tuple[str, ...]
    journal: str
    volume: str
    issue: str
    first_page: str
    last_page: str
    year: str
    month: str
    day: str
    doi: str
    pmcid: str
    publisher: str
    keywords: tuple[str, ...]
    abstract: tuple[Block, ...]
    summaries: tuple[Block, ...]
    body: tuple[Block, ...]
    back: tuple[Block, ...]
    floats: tuple[Block, ...]
    references: tuple[Listed, ...]


def read(path: Path) -> Article:
    """The article of one JATS file."""
    parser = etree.XMLParser(recover=True, load_dtd=False, resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.parse(str(path), parser).getroot()
    refs = list(root.iter("ref"))
    number = {r.get("id"): i for i, r in enumerate(refs)}
    meta = root.find(".//article-meta")
    plain = [a for a in meta.findall("abstract") if a.get("abstract-type") in (None, "")]
    others = [a for a in (*meta.findall("abstract"), *meta.findall("trans-abstract")) if a not in plain]
    title = meta.find(".//article-title")
    date = next(iter([*meta.findall("pub-date[@pub-type='epub']"), *meta.findall("pub-date")]), meta)
    return Article(
        title=_Walker(number).line(title) if title is not None else (),
        authors=tuple(_authors(meta)),
        affiliations=tuple(filter(None, (words(a) for a in meta.iter("aff")))),
        journal=words(root.find(".//journal-title")),
        volume=meta.findtext("volume") or "",
        issue=meta.findtext("issue") or "",
        first_page=meta.findtext("fpage") or meta.findtext("elocation-id") or "",
        last_page=meta.findtext("lpage") or "",
        year=date.findtext("year") or "",
        month=date.findtext("month") or "",
        day=date.findtext("day") or "",
        doi=meta.findtext("article-id[@pub-id-type='doi']") or "",
        pmcid=meta.findtext("article-id[@pub-id-type='pmc']") or path.stem,
        publisher=words(root.find(".//publisher-name")),
        keywords=tuple(filter(None, (words(k) for k in meta.iter("kwd")))),
        abstract=_walk(plain, number, 2),
        summaries=_walk(others, number, 2),
        body=_walk(root.findall("body")[:1] or root.findall(".//body")[:1], number, 1),
        back=_walk([c for b in root.findall("back") for c in b if name(c) in _BACK], number, 1),
        floats=_walk(root.findall("floats-group"), number, 1),
        references=tuple(_listed(r) for r in refs),
    )


_BACK = ("ack", "app-group", "app", "sec", "notes", "glossary", "fn-group", "bio")


def name(element: Any) -> str:
    """Its tag; "" for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def words(element: Any) -> str:
    """All its text, white space folded."""
    return _SPACE.sub(" ", "".join(element.itertext())).strip() if element is not None else ""


def _authors(meta: Any) -> Iterator[tuple[str, str]]:
    for contrib in meta.findall(".//contrib"):
        if contrib.get("contrib-type") in (None, "author") and contrib.find(".//surname") is not None:
            yield contrib.findtext(".//given-names") or "", contrib.findtext(".//surname") or ""


def _walk(elements: list[Any], number: dict[Any, int], level: int) -> tuple[Block, ...]:
    walker = _Walker(number)
    for element in elements:
        if name(element) == "ack" and element.find("title") is None:
            walker.blocks.append(Block("heading", (Run("Acknowledgements"),), level))
        walker.inside(element, level)
    return tuple(walker.blocks)


@dataclass
class _Walker:
    """Blocks as they are met. Tables and figures within a paragraph come after it, as pages show them."""

    number: dict[Any, int]
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    floats: list[tuple[Any, int]] = field(default_factory=list)
    groups: int = 0
    last_number: str | None = None
    one_line: bool = False

    def line(self, element: Any) -> Runs:
        """The runs of an element taken as one line."""
        kept, self.runs, self.one_line = self.runs, [], True
        self.inline(element, Run(""), Block("paragraph"), 1)
        out, self.runs, self.one_line = _folded(self.runs), kept, False
        return out

    def inline(self, element: Any, like: Run, block: Block, level: int) -> None:
        """Runs of a paragraph's contents; a block within ends it. like: marks and links of what is around."""
        self.put(element.text, like)
        for child in element:
            tag = name(child)
            if tag == "xref":
                self.inline(child, self._link(child, like), block, level)
            elif tag == "disp-formula":
                self.runs.append(Run(words(child), formula=True))
            elif tag in _FLOATS or tag == "fn":
                self.floats.append((child, level))
            elif tag in BLOCKS and self.one_line:
                self.put(" ", like)
                self.inline(child, like, block, level)
                self.put(" ", like)
            elif tag in BLOCKS:
                self.close(block)
                self.block(child, replace(block, kind="paragraph") if block.kind == "term" else block, level)
            elif tag:
                mark = MARKS.get(tag)
                self.inline(child, replace(like, marks=like.marks | {mark}) if mark else like, block, level)
            self.put(child.tail, like)

    def _link(self, xref: Any, like: Run) -> Run:
        kind = xref.get("ref-type") or "other"
        if kind != "bibr":
            return replace(like, link=kind)
        targets = tuple(self.number[x] for x in (xref.get("rid") or "").split() if x in self.number)
        return replace(like, cites=targets)

    def put(self, text: str | None, like: Run) -> None:
        if text:
            self.runs.append(replace(like, text=text))

    def close(self, block: Block) -> None:
        """End the paragraph that is open."""
        runs, self.runs = _folded(self.runs), []
        if runs:
            self.blocks.append(replace(block, runs=runs))

    def block(self, element: Any, like: Block, level: int) -> None:
        """like: the kind, list and box that paragraphs in here have."""
        tag = name(element)
        if tag == "title":
            self.inline(element, Run(""), like, level)
            self.close(Block("heading", level=level, number=self.last_number, box=like.box))
            self.last_number = None
        elif tag in ("p", "attrib", "term"):
            kind = {"attrib": "attribution", "term": "term"}.get(tag, like.kind)
            self.inline(element, Run(""), replace(like, kind=kind), level)
            self.close(replace(like, kind=kind))
            self.float_now(like)
        elif tag == "disp-quote":
            self.groups += 1
            self.inside(element, level, replace(like, kind="quote", group=self.groups))
        elif tag == "disp-formula":
            self.blocks.append(replace(like, runs=(Run(words(element), formula=True),)))
        elif tag in ("list", "def-list"):
            self.listing(element, like, level)
        elif tag == "boxed-text":
            self.groups += 1
            self.inside(element, level + 1, replace(like, box=self.groups))
        elif tag in _FLOATS or tag == "fn":
            self.floats.append((element, level))
            self.float_now(like)
        elif tag == "label":
            self.last_number = words(element) or None
        elif tag == "sec":
            self.inside(element, level + (name(element.getparent()) in ("sec", "app")), like)
        elif tag == "ref-list":
            pass
        elif tag:
            self.inside(element, level, like)

    def inside(self, element: Any, level: int, like: Block = Block("paragraph")) -> None:
        for child in element:
            self.block(child, like, level)

    def listing(self, element: Any, like: Block, level: int) -> None:
        self.groups += 1
        group, ordered = self.groups, element.get("list-type") in ("order", "ordered", "alpha-lower", "roman-lower")
        of = replace(like, kind="list-item", group=group, ordered=ordered, depth=like.depth + 1)
        for i, item in enumerate(element):
            if name(item) == "title":
                self.block(item, like, level)
            self.inside(item, level, replace(of, item=i + 1, number=item.findtext("label")))
        self.last_number = None

    def float_now(self, like: Block) -> None:
        """Put the tables, figures and notes met on the way."""
        floats, self.floats = self.floats, []
        for element, level in floats:
            tag = name(element)
            if tag == "boxed-text":
                self.block(element, like, level)
            elif tag in ("fn", "fn-group"):
                kept = len(self.blocks)
                self.inside(element, level, Block("footnote"))
                self.blocks[kept:] = [
                    replace(b, number=b.number or element.findtext("label")) for b in self.blocks[kept:]
                ]
                self.last_number = None
            else:
                self.blocks += _Float(self).read(element, like)


_FLOATS = {
    "table-wrap": "table",
    "table-wrap-group": "table",
    "fig": "figure",
    "fig-group": "figure",
    "supplementary-material": "supplement",
    "media": "supplement",
    "fn-group": "footnote",
    "boxed-text": "box",
    "graphic": "figure",
}


@dataclass
class _Float:
    """The caption, table and notes of one float."""

    walker: _Walker

    def read(self, element: Any, like: Block) -> Iterator[Block]:
        if name(element).endswith("-group"):
            for child in element:
                if name(child) in _FLOATS:
                    yield from self.read(child, like)
            return
        label = words(element.find("label")) or None
        of = _FLOATS.get(name(element), "figure")
        parts = [self.walker.line(p) for c in element.findall("caption") for p in c if name(p) in ("title", "p")]
        runs = tuple(r for part in parts if part for r in (*part, Run(" ")))[:-1]
        if label or runs:
            yield Block("caption", runs, of=of, label=label, box=like.box)
        for table in element.iter("table"):
            rows = tuple(
                tuple(self.walker.line(cell) for cell in row if name(cell) in ("td", "th")) for row in table.iter("tr")
            )
            yield Block("table", rows=rows, box=like.box)
        for foot in element.findall("table-wrap-foot"):
            for note in foot.iter("p"):
                yield Block("table-note", self.walker.line(note), box=like.box)


def _folded(runs: list[Run]) -> Runs:
    """White space within one blank, none at the ends, also over the borders of runs."""
    out: list[Run] = []
    blank = True
    for run in runs:
        text = _SPACE.sub(" ", run.text)
        if blank and text.startswith(" "):
            text = text[1:]
        if text:
            blank = text.endswith(" ") or run.formula
            out.append(replace(run, text=text))
    while out and not out[-1].formula and not out[-1].text.rstrip():
        out.pop()
    if out:
        out[-1] = replace(out[-1], text=out[-1].text.rstrip())
    return tuple(out)


def _listed(ref: Any) -> Listed:
    """An item as the page prints it; where the file keeps fields only, in Vancouver style."""
    cites = [c for c in ref if name(c) in CITES] or [c for c in ref.iter() if name(c) in CITES][:1] or [ref]
    ids = {e.get("pub-id-type"): words(e) for e in ref.iter("pub-id")}
    text = " ".join(_printed(c) for c in cites)
    label = words(ref.find("label")) or None
    return Listed(ref.get("id") or "", label, text, ids.get("doi"), ids.get("pmid"), ids.get("pmcid"))


def _printed(cite: Any) -> str:
    text = words(cite)
    between = "".join(c.tail or "" for c in cite.iter() if c is not cite)
    if len(re.findall(r"[.,;:()]", between)) >= 3 or len(cite) == 0:
        return text

    def get(tag: str) -> str:
        return words(cite.find(".//" + tag))

    people = [f"{n.findtext('surname') or ''} {n.findtext('given-names') or ''}".strip() for n in cite.iter("name")]
    people += [
        f"{n.findtext('surname') or ''} {n.findtext('given-names') or ''}".strip() for n in cite.iter("string-name")
    ]
    people += [words(c) for c in cite.iter("collab")]
    if not get("year"):
        return text
    parts = [f"{', '.join(people)}. " if people else ""]
    parts += [f"{get(tag)}. " if get(tag) else "" for tag in ("article-title", "source")]
    parts.append(get("year"))
    marks = (("volume", ";{}"), ("issue", "({})"), ("fpage", ":{}"), ("lpage", "–{}"))
    parts += [mark.format(get(tag)) if get(tag) else "" for tag, mark in marks]
    return "".join(parts).strip() + "."
