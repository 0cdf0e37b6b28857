"""What stands within a paragraph: characters, raised ones, links, formulas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ingest.readers.jats.links import Link
from ingest.readers.jats.math import math, tex
from ingest.readers.jats.writer import Line, Writer
from ingest.readers.xml import Element, child, flat, get, name

DEEPEST = 90  # levels of elements that are told apart; what lies deeper is read as plain text
_MOST_DEAD = 20  # links that lead nowhere, said one by one

# Elements that end the line within a paragraph, that are set elsewhere on the page, and that hold nothing to read.
BLOCKS = frozenset(
    "p list disp-quote disp-formula disp-formula-group def-list verse-group preformat code statement speech array sec "
    "title attrib question answer explanation block-alternatives ref-list".split(" ")
)
FLOATS = frozenset(
    "fig fig-group table-wrap table-wrap-group boxed-text supplementary-material media chem-struct-wrap fn "
    "floats-group table".split(" ")
)
_CELLS = frozenset(("tr", "td", "th", "list-item", "def-item", "term", "def", "caption", "label"))
SILENT = frozenset(
    "alt-text long-desc object-id graphic inline-graphic index-term index-term-range-end processing-meta "
    "related-object-id permissions custom-meta-group annotation contrib-id".split(" ")
)


@dataclass(frozen=True)
class Targets:
    """Where links lead. places: id of an item (or of a citation in it) -> its place; labels: as printed, by place;
    notes: id of a footnote -> places that it cites."""

    places: Mapping[str, int]
    labels: tuple[str | None, ...] = ()
    notes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


class Inline:
    """Puts the characters of elements into the line that is open; blocks within are for `block`."""

    def __init__(self, writer: Writer, targets: Targets) -> None:
        self.writer = writer
        self.targets = targets
        self.line = Line()
        self.depth = 0
        self.dead = 0
        self.deep = False  # something lay too deep
        self.leaning = False  # inside italics
        self.celled = False  # inside a cell of a table, which is one line
        self.floats: list[Element] = []
        self.special: dict[str, Callable[[Element], None]] = {
            "xref": self.xref,
            "sup": self.raised,
            "sub": self.raised,
            "italic": self.italic,
            "break": lambda _: self.line.gap(),
            "math": self.math,
            "tex-math": lambda e: self.line.add(tex("".join(e.itertext()))),
            "alternatives": self.alternatives,
            "inline-formula": self.inline,
            "citation-alternatives": self.alternatives,
        }

    def block(self, element: Element) -> None:
        """A block within a paragraph."""
        raise NotImplementedError

    def flush(self) -> None:
        """End the line."""
        raise NotImplementedError

    def inline(self, element: Element) -> None:
        """All that is inside an element."""
        self.line.add(element.text)
        self.depth += 1
        for inner in element:
            self.inner(inner)
            self.line.add(inner.tail)
        self.depth -= 1

    def inner(self, element: Element) -> None:
        """One element within a paragraph."""
        tag = name(element)
        special = self.special.get(tag)
        if self.depth > DEEPEST:
            self.deep = True
            self.line.add(f" {flat(element)} ")
        elif special is not None:
            special(element)
        elif self.celled and (tag in BLOCKS or tag in FLOATS or tag in _CELLS):
            self.line.gap()
            self.inline(element)
            self.line.gap()
        elif tag in FLOATS:
            self.line.gap()
            self.floats.append(element)
        elif tag in BLOCKS:
            self.flush()
            self.block(element)
        elif tag not in SILENT:
            self.inline(element)

    def raised(self, element: Element) -> None:
        """Superscript or subscript."""
        line, start = self.line, self.line.size
        self.inline(element)
        if self.line is line and line.size > start:
            line.raised.append((start, line.size, "raised" if name(element) == "sup" else "lowered"))

    def italic(self, element: Element) -> None:
        """Italics count: a paragraph of them may be a quotation."""
        line, start = self.line, self.line.size
        outer, self.leaning = self.leaning, True
        self.inline(element)
        self.leaning = outer
        if self.line is line and not outer:
            line.italic += line.size - start

    def math(self, element: Element) -> None:
        """A formula of MathML."""
        math(element, self.line)

    def alternatives(self, element: Element) -> None:
        """One of several forms of the same thing: its MathML, else what has words, else TeX."""
        forms = {name(inner): inner for inner in reversed(list(element))}
        for tag in ("math", "table", "textual-form", "mixed-citation", "element-citation", "tex-math"):
            if tag in forms:
                self.inner(forms[tag])
                return
        for inner in list(element)[:1]:
            self.inner(inner)

    def xref(self, element: Element) -> None:
        """A link: to items of the list, to a note that cites some, or to something else (a figure, a section)."""
        rids = (element.get("rid") or "").split()
        places = self.targets.places
        targets = [places[rid] for rid in rids if rid in places]
        if not targets:
            targets = [place for rid in rids for place in self.targets.notes.get(rid, ())]
        bibliographic = element.get("ref-type") == "bibr"
        line, start = self.line, self.line.size
        self.inline(element)
        if self.line is not line:
            return
        if not (targets or bibliographic):
            line.elsewhere.append((start, line.size))
            return
        if line.size - start <= line.blank and targets and not self._beside(element):
            self._printed(targets)
        if not targets:
            self._nowhere(element, rids)
        line.links.append(Link(start, line.size, tuple(dict.fromkeys(targets))))

    def _beside(self, element: Element) -> bool:
        """Does an empty link stand in a range or beside a printed link, so that nothing is missing?"""
        links = self.line.links
        if self.line.last() in "-‐‑–—−" or (links and links[-1].end == self.line.size):
            return True
        after = (element.tail or "").strip()
        follows = element.getnext()
        if after[:1] in tuple("-‐‑–—−") and after:
            return True
        return not after and follows is not None and name(follows) == "xref" and bool(flat(follows))

    def _printed(self, targets: list[int]) -> None:
        """What pages print for a link without text: the labels of its items, else their numbers (JATS 1.3, xref)."""
        labels = self.targets.labels
        words = [(labels[t] if t < len(labels) else None) or str(t + 1) for t in targets]
        self.line.add(f"[{', '.join(word.strip('[]() .') for word in words)}]")

    def _nowhere(self, element: Element, rids: list[str]) -> None:
        self.dead += 1
        if self.dead <= _MOST_DEAD:
            where = f"“{rids[0]}”" if rids else "nothing"
            message = f"a citation “{flat(element)[:40]}” leads to {where}, which is not in the list"
            self.writer.say("warning", message, "kept in the text; mend the link or the list in the file")


def label_of(element: Element) -> str | None:
    """The printed label, folded; None without one."""
    return flat(child(element, "label")) or None


def language(element: Element) -> str | None:
    """The language an element names itself ("en")."""
    return (get(element, "lang") or "").lower() or None
