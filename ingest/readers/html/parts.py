"""What every element of a page is: the walk that turns its tree into paragraphs with roles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import unquote

from ingest import layout
from ingest.headings import is_standard
from ingest.readers.html.sites import Action, Site
from ingest.readers.html.sites.common import SITE as COMMON
from ingest.readers.html.tree import Element, Page, Step
from ingest.readers.html.writer import Mark, Writer, is_link_word
from ingest.structure import PartRole

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu ol p pre section summary table tbody td tfoot th thead tr "
    "ul".split()
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
Zone = PartRole | Literal["", "title", "references"]
"""What an element stands in: a part, nothing of its own, the title, the list."""

_ZONES: Mapping[Action, Zone] = {
    "front": "front",
    "abstract": "abstract",
    "keywords": "keywords",
    "quote": "quote",
    "attribution": "attribution",
    "caption": "caption",
    "cell": "cell",
    "footnote": "footnote",
    "references": "references",
    "furniture": "furniture",
}
_LABEL = re.compile(r"(?:Table|Fig(?:ure|\.)?|Box|Scheme|Chart|Plate)\s?[A-Z]?\d{1,3}[.:]?", re.IGNORECASE)
_WORK = re.compile(
    r"(?:^|doi\.org/|/doi/(?:abs/|full/|pdf/)?|[?&](?:key|doi)=)(10\.\d{4,9}/[^\s?#&]{1,200})", re.IGNORECASE
)
_PUBMED = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/|list_uids=)(\d{4,9})", re.IGNORECASE)
_CENTRAL = re.compile(r"/(PMC\d{4,9})\b", re.IGNORECASE)


class Names:
    """The names of one site over those that all share, looked up by element."""

    def __init__(self, site: Site) -> None:
        tables = (site.names, COMMON.names)
        self.exact = tuple({n: a for n, a in table.items() if not n.endswith("*")} for table in tables)
        self.begun = tuple((n[:-1], a) for table in tables for n, a in table.items() if n.endswith("*"))
        self.attributes = {n[1:-1].partition("=")[0] for table in tables for n in table if n[0] == "["}
        self.quiet = frozenset((*COMMON.quiet, *site.quiet))
        self.fields = site.fields
        self._known: dict[tuple[str, tuple[str, ...]], Action | None] = {}

    def action(self, element: Element) -> Action | None:
        """What an element is by its id, its classes, its other attributes, its tag: the first that says; what the site
        says goes before what all say."""
        given = element.attributes
        if "id" not in given and not self.attributes & given.keys():
            key = (element.tag, element.classes)
            if key not in self._known:
                self._known[key] = self._find(element)
            return self._known[key]
        return self._find(element)

    def _find(self, element: Element) -> Action | None:
        names = [*self._names(element), element.tag]
        for table in self.exact:
            for name in names:
                if name in table:
                    return table[name]
        return next((a for name in names[:-1] for start, a in self.begun if name.startswith(start)), None)

    def _names(self, element: Element) -> list[str]:
        out = [f"#{element.id}"] if element.id else []
        out += [f".{name}" for name in element.classes]
        for name in self.attributes & element.attributes.keys():
            out += [f"[{name}={element.attributes[name]}]", f"[{name}]"]
        return out


@dataclass(frozen=True)
class Around:
    """What an element stands in. zone: the innermost that has a name of its own; rank: within a heading; item: of the
    list of references; listed: of any list; bold; box; gone: dropped; links: behind an item; cell: of a table."""

    zone: Zone = ""
    rank: int = 0
    item: bool = False
    listed: bool = False
    bold: bool = False
    box: bool = False
    gone: bool = False
    layout: bool = False
    quoted: bool = False


@dataclass
class _Frame:
    """An open element: what to go back to when it closes."""

    around: Around
    block: bool
    mark: Mark | None = None
    holds: bool = False


class Walker:
    """Reads one page. title: index of the title's paragraph."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page, self.site = page, site
        self.names = Names(site)
        self.writer = Writer()
        self.around = Around()
        self.frames: list[_Frame] = []
        self.begun = False
        self.title: int | None = None
        self.breaks = 0

    def walk(self, within: tuple[str, ...]) -> None:
        """Go through the element that holds the article: the first of these selectors that is there."""
        root = self.page.root(within)
        if root is None:
            return
        for step, value in self.page.walk(root):
            if isinstance(value, str):
                self._text(value)
            elif step is Step.OPEN:
                self._open(value)
            else:
                self._close(value)
        self._end(force=True)

    def _text(self, text: str) -> None:
        around = self.around
        if around.gone:
            return
        if not text.isspace():
            self.breaks = 0
        role = self._role()
        self.writer.add(text, role, around.rank, around.bold, around.zone == "references" and not around.item)

    def _role(self) -> PartRole:
        around = self.around
        zone = around.zone
        if zone == "references" and around.item:
            return "reference"
        if around.rank and not around.box and zone in ("", "abstract", "references", "footnote"):
            return "heading"
        if around.rank and zone == "":
            return "caption"
        if zone == "title":
            return "front"
        if zone == "references":
            return "furniture"
        if zone:
            return zone
        return "list-item" if around.listed else "paragraph"

    def _open(self, element: Element) -> None:
        around = self.around
        action = None if around.gone else self.names.action(element)
        if element.tag in _HEADINGS and action in ("abstract", "keywords", "references", "footnote", "body", "quote"):
            action = None  # the heading of such a part
        block = element.tag in _BLOCKS or action in ("paragraph", "item", "label", "cell")
        if not block and action in _ZONES:
            if self.writer.draft is None:
                block = True  # a caption or a quotation set in spans
            else:
                action = None  # some words of a sentence
        if action == "inline" or (around.item and action != "item") or around.zone == "cell":
            if block:
                self.writer.space()
            block = False
        if element.tag == "br":
            self._break()
        gone = around.gone or self._is_gone(element, action)
        if around.item or around.listed or (around.zone == "references" and (around.gone or action == "links")):
            self._note_work(element)
        if gone:
            self.frames.append(_Frame(around, False))
            self.around = replace(around, gone=True)
            if block:
                self.writer.space()
            return
        if block:
            self._end()
        self._anchors(element)
        self.frames.append(_Frame(around, block))
        self.around = self._within(element, action)
        if element.tag == "table" and not around.layout:
            self._end()
        elif element.tag in ("td", "th") and self.around.zone == "cell" and self.writer.draft is not None:
            self.writer.add(" | ", "cell")
        elif element.tag == "tr" and self.around.zone == "cell":
            self._end(force=True)
        self._marks(element, action)

    def _is_gone(self, element: Element, action: Action | None) -> bool:
        if action in ("drop", "links"):
            return element.tag != "form" or not element.has("p, h1, article")  # some sites put all in a form
        if element.tag == "button" and action is None:
            draft = self.writer.draft
            return draft is None or draft.role not in ("paragraph", "list-item", "quote", "abstract")
        if element.attributes.get("aria-hidden") == "true" and element.tag in ("i", "nobr", "mjx-math"):
            return True
        if element.tag in ("a", "button", "span", "p", "li") and not self.around.item:
            return " ".join(element.text().split()).casefold() in self.names.quiet if _is_short(element) else False
        return False

    def _within(self, element: Element, action: Action | None) -> Around:
        """What the children of an element stand in."""
        around, tag = self.around, element.tag
        if tag in ("b", "strong"):
            around = replace(around, bold=True)
        if around.zone == "references":
            return self._within_list(element, action)
        titled = action == "title" or (tag == "h1" and self.title is None and not is_standard(element.text()))
        if titled and self.title is None and around.zone in ("", "front", "abstract"):
            self.title = -1
            return replace(around, zone="title", rank=0)
        if around.quoted and tag in ("cite", "footer"):
            self._end()
            return replace(around, zone="attribution")
        if action == "body":
            self.begun = True
            return replace(around, zone="", rank=0)
        if action == "box":
            return replace(around, box=True, zone="")
        if action == "label":
            self.frames[-1].holds = True
            return replace(around, zone="caption", rank=0)
        if action is not None and action in _ZONES:
            if action in ("abstract", "references"):
                self.begun = True
            if around.zone == "furniture" and action != "references":
                return around
            quoted = around.quoted or action == "quote"
            return replace(around, zone=_ZONES[action], quoted=quoted, rank=0 if action != "abstract" else around.rank)
        return self._by_tag(element, around, action)

    def _by_tag(self, element: Element, around: Around, action: Action | None) -> Around:
        tag = element.tag
        if tag in _HEADINGS and action != "line" and around.zone != "cell":
            if around.zone in ("", "abstract"):
                self.begun = True
            return replace(around, rank=_rank(element, _HEADINGS[tag]), listed=False)
        if tag == "table":
            if element.attributes.get("role") == "presentation" or element.has("h1, h2, h3, h4, blockquote"):
                return replace(around, layout=True)
            return around if around.zone == "furniture" else replace(around, zone="cell", layout=False)
        if tag == "pre" and element.has("code"):
            return replace(around, zone="furniture")
        if tag in ("li", "dd", "dt") or element.attributes.get("role") == "listitem":
            return replace(around, listed=True, rank=0)
        if tag in _BLOCKS and around.rank:
            return around
        return around

    def _within_list(self, element: Element, action: Action | None) -> Around:
        """In the list of references only its items, their numbers and its headings mean something."""
        around, tag = self.around, element.tag
        if around.item:
            return around
        if action == "item" or tag == "li" or element.attributes.get("role") in ("listitem", "doc-biblioentry"):
            return replace(around, item=True, rank=0)
        if tag in _HEADINGS:
            return replace(around, rank=_rank(element, _HEADINGS[tag]))
        return around

    def _marks(self, element: Element, action: Action | None) -> None:
        """Superscripts, links, labels, and the fields of an item."""
        around = self.around
        mark = None
        named = (
            next((f for c in element.classes if (f := self.names.fields.get(f".{c}"))), None) if around.item else None
        )
        if element.tag in ("sup", "sub"):
            mark = Mark("raised" if element.tag == "sup" else "lowered")
        elif action == "number":
            mark = Mark("number")
        elif named is not None:
            mark = Mark("field", keys=(named,))
        elif element.tag == "a" or element.tag == "button" or "data-rid" in element.attributes:
            if around.item:
                mark = Mark("junk") if _is_short(element) and is_link_word(element.text()) else None
            elif around.zone == "keywords":
                mark = Mark("word")
            else:
                keys = _keys(element)
                mark = Mark("link", keys=keys) if keys else None
        if mark is not None:
            self.frames[-1].mark = mark
            self.writer.open(mark)

    def _close(self, element: Element) -> None:
        frame = self.frames.pop()
        zone = self.around.zone
        if frame.mark is not None:
            self.writer.shut(frame.mark)
        draft = self.writer.draft
        if frame.holds and draft is not None:
            draft.held = True
            self.writer.space()
        if not self.around.gone:
            counter = element.attributes.get("data-counter") or element.attributes.get("data-content")
            if draft is not None and draft.role == "reference" and counter and len(counter) < 9:
                draft.label = counter.strip(" .[]()")
            if frame.block or (self.around.item and not frame.around.item):
                self._end()
            elif element.tag == "tr" and zone == "cell":
                self._end(force=True)
            elif element.tag in _BLOCKS:
                self.writer.space()
                if zone == "cell" and frame.around.zone != "cell":
                    self._end(force=True)
            elif zone == "attribution" != frame.around.zone:
                self._end()
        self.around = frame.around

    def _end(self, force: bool = False) -> None:
        """End a paragraph, and see what it is in the front matter. "Figure 1" alone waits for its caption."""
        before = len(self.writer.parts)
        draft = self.writer.draft
        if draft is not None and draft.role == "caption" and not force and _LABEL.fullmatch(self.writer.so_far()):
            draft.held = True
            self.writer.space()
        self.writer.end(force)
        if len(self.writer.parts) == before:
            return
        draft = self.writer.parts[-1]
        if self.title == -1 and draft.role == "front" and self.around.zone == "title":
            self.title = before
        if draft.role == "paragraph" and not self.begun:
            if layout.is_prose(draft.text):
                self.begun = True
            else:
                draft.role = "front"

    def _break(self) -> None:
        """A line's end is a blank, two are a paragraph's end."""
        self.breaks += 1
        self.writer.space()
        if self.breaks > 1 and not self.around.item and self.around.zone not in ("cell", "caption"):
            self._end()

    def _anchors(self, element: Element) -> None:
        for name in (element.id, element.attributes.get("name"), element.attributes.get("data-bib-id")):
            if name:
                self.writer.anchor(name)
                if name.startswith("ref-id-"):  # ScienceDirect's items
                    self.writer.anchor(name[7:])

    def _note_work(self, element: Element) -> None:
        """The works that an item's links lead to."""
        draft, link = self.writer.draft, element.attributes.get("data-doi") or element.attributes.get("href")
        if link and draft is None and self.writer.parts and self.writer.parts[-1].role == "reference":
            draft = self.writer.parts[-1]
        if link and draft is not None and len(draft.links) < 20:
            for name, pattern in (("doi", _WORK), ("pmid", _PUBMED), ("pmcid", _CENTRAL)):
                found = pattern.search(unquote(link[:2000]))
                if found:
                    draft.links.append(f"{name}:{found[1]}")


def _rank(element: Element, rank: int) -> int:
    nested = element.attributes.get("data-nested", "")
    return int(nested) + 1 if nested.isdigit() and len(nested) == 1 else rank


def _is_short(element: Element) -> bool:
    """Could all its text be a few words? Looks at two levels only."""
    return len(element.text()) < 120


def _keys(element: Element) -> tuple[str, ...]:
    """The names of the places that a link leads to on its own page."""
    given: Mapping[str, str] = element.attributes
    out: list[str] = []
    for name in ("rid", "data-rid", "data-xml-rid", "aria-describedby", "data-xocs-content-id"):
        out += given.get(name, "").split()
    link = given.get("href", "")
    if "#" in link:
        out.append(link.rpartition("#")[2])
    return tuple(dict.fromkeys(key.lower() for key in out if key))
