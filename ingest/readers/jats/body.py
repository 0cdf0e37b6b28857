"""Sections, paragraphs, lists, quotations, tables and notes of a JATS article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from ingest import headings, quotes
from ingest.origins import in_results
from ingest.readers.jats.inline import FLOATS, SILENT, Inline, Targets, label_of
from ingest.readers.jats.writer import Line, Writer
from ingest.readers.xml import Element, child, children, flat, name
from ingest.structure import PartRole

_NUMBER = re.compile(r"(?:\d{1,3}|[A-Z]|[IVX]{1,5})(?:\.\d{1,3}){0,5}\.?")
_DIGITS = re.compile(r"\d[\d.]{0,12}")
# What pages print above a part of the back matter that has no title of its own: the names that the stylesheets of
# NLM's JATS Preview (jats-html.xsl, "backmatter-section") give them.
UNTITLED = {
    "ack": "Acknowledgements",
    "app": "Appendix",
    "bio": "Biography",
    "fn-group": "Notes",
    "glossary": "Glossary",
    "notes": "Notes",
}


class Body(Inline):
    """Walks blocks in order. role: what paragraphs are here; level: of the headings below the open one;
    titles: of the open sections; behind: in the back matter."""

    def __init__(self, writer: Writer, targets: Targets) -> None:
        super().__init__(writer, targets)
        self.role: PartRole = "paragraph"
        self.level = 1
        self.titles: list[str] = []
        self.speaker: str | None = None
        self.inside = 0
        self.boxed = False
        self.blocks: dict[str, Callable[[Element], None]] = {
            "sec": self.section,
            "p": self.paragraph,
            "title": self.loose_title,
            "list": self.items,
            "def-list": self.definitions,
            "disp-quote": self.quotation,
            "verse-group": self.verse,
            "speech": self.speech,
            "disp-formula": self.formula,
            "disp-formula-group": self.formula,
            "attrib": self.attribution,
            "statement": self.statement,
            "boxed-text": self.box,
            "table-wrap": self.figure,
            "fig": self.figure,
            "fig-group": self.figure,
            "table-wrap-group": self.figure,
            "supplementary-material": self.figure,
            "media": self.figure,
            "chem-struct-wrap": self.figure,
            "table": self.table,
            "array": self.table,
            "fn": self.note,
        }
        self.blocks |= dict.fromkeys(UNTITLED, self.section)
        self.behind = False
        self.blocks |= dict.fromkeys(("label", "sec-meta", "ref-list", "ref", *SILENT), lambda _: None)

    def block(self, element: Element) -> None:
        """One block. An element that is not known is read through; its own words are a paragraph."""
        if self.depth > 90:
            self.deep = True
            self.line.add(f" {flat(element)} ")
            self.flush()
            return
        self.depth += 1
        known = self.blocks.get(name(element))
        if known is not None:
            known(element)
        else:
            self.through(element)
        self.depth -= 1

    def through(self, element: Element, skip: Iterable[Element] = ()) -> None:
        """The blocks inside an element; what stands between them is text of its own."""
        left_out = set(skip)
        if (element.text or "").strip():
            self.line.add(element.text)
        for inner in element:
            if inner not in left_out:
                tag = name(inner)
                if tag in self.blocks or (len(inner) and not (inner.text or "").strip() and tag not in self.special):
                    self.flush()
                    self.block(inner)
                else:
                    self.inner(inner)
            if (inner.tail or "").strip():
                self.line.add(inner.tail)
        self.flush()
        self.land()

    def flush(self) -> None:
        """End the line and put it down in the role that paragraphs have here."""
        line, self.line = self.line, Line()
        if not line.size:
            return
        role = self.role
        if role == "paragraph" and line.italic and self._told(line):
            role = "quote"
        self.writer.put(line, role, speaker=self.speaker if role == "quote" else None)

    def _told(self, line: Line) -> bool:
        """A paragraph in italics as a whole, among results, that talks or names its speaker: a quotation."""
        text = line.text()
        tail = quotes.trailing(text)
        said = tail[0] if tail else len(text)
        if line.italic < 0.9 * said or line.links or len(text.split()) < 5 or text.endswith(":"):
            return False
        if not in_results(tuple(self.titles)):
            return False
        last = self.writer.parts[-1] if self.writer.parts else None
        led = last is not None and last.role == "paragraph" and self.writer.chunks[-2].endswith(":")
        return bool(tail) or quotes.talks(text) or (led and text[-1:] in '.?!…”’"')

    def land(self) -> None:
        """Put down what the paragraph that has just ended left to be set elsewhere."""
        if self.inside:
            return
        while self.floats:
            waiting, self.floats = self.floats, []
            for element in waiting:
                self.block(element)

    @contextmanager
    def set(self, role: PartRole, speaker: str | None = None) -> Iterator[None]:
        """Paragraphs within have another role; in what is kept apart they keep that."""
        before = self.role, self.speaker
        if self.role in ("paragraph", "list-item") or (self.role == "quote" and role == "quote"):
            self.role, self.speaker = role, speaker
        yield
        self.role, self.speaker = before

    def paragraph(self, element: Element) -> None:
        """Its text, and after it the figures and notes that stand within it."""
        self.inside += 1
        self.flush()
        self.inline(element)
        self.flush()
        self.inside -= 1
        self.land()

    def section(self, element: Element, default: str | None = None) -> None:
        """A heading, if there is one, and what stands below it."""
        self.flush()
        tag = name(element)
        title, label = child(element, "title"), child(element, "label")
        first = next(iter(element), None)
        titled = self.heading(title, label)
        untitled = default or UNTITLED.get(tag)
        if untitled and first is not None and not flat(title) and not flat(label):
            opens = name(first) in ("sec", "title") and child(first, "title") is not None
            titled = not opens and self.named(untitled)
        self.level += titled
        self.through(element, [x for x in (title, label) if x is not None])
        self.level -= titled
        if titled:
            self.titles.pop()

    def heading(self, title: Element | None, label: Element | None) -> bool:
        """Put a heading down with its number; True if there was one."""
        self.flush()
        number = flat(label)
        if title is None and not number:
            return False
        self.line.add(number)
        self.line.gap()
        start = self.line.size
        if title is not None:
            self.inside += 1
            self.inline(title)
            self.inside -= 1
        line, self.line = self.line, Line()
        text = line.text()
        words = text[start:].strip()
        if not text:
            return False
        numbered = number.rstrip(".") if words and _NUMBER.fullmatch(number) else None
        shown = words if numbered else text
        if numbered is None:
            read = headings.read(text)
            if read is not None and read.number and not read.theme and _DIGITS.fullmatch(read.number):
                numbered, shown = read.number, read.title
        return self._put_heading(line, shown, numbered)

    def named(self, words: str) -> bool:
        """A heading that pages print and the file leaves to them."""
        line = Line()
        line.add(words)
        return self._put_heading(line, words, None)

    def _put_heading(self, line: Line, title: str, number: str | None) -> bool:
        """True if it opens a section: in a box and in what is kept apart it does not."""
        opens = not (self.boxed or self.role == "furniture")
        if opens:
            self.writer.put(line, "heading", level=self.level, number=number, title=title)
            self.titles.append(title)
        else:
            self.writer.put(line, "furniture")
        self.land()
        return opens

    def loose_title(self, element: Element) -> None:
        """A title of something that is no section (a list): a line of its own."""
        self.inline(element)
        self.flush()

    def items(self, element: Element) -> None:
        """A list: each paragraph of an item is a part; its label stands before it on the same line."""
        self.flush()
        for inner in element:
            if name(inner) == "list-item":
                with self.set("list-item"):
                    self.labelled(inner)
            elif name(inner) == "title":
                self.loose_title(inner)
        self.flush()

    def labelled(self, element: Element) -> None:
        """What has a label before it."""
        label = child(element, "label")
        line = Line()
        line.add(flat(label))
        if label is not None and len(element) > 1:
            self.writer.put(line, "furniture", same=True)
        self.through(element, [] if label is None else [label])

    def definitions(self, element: Element) -> None:
        """Terms and what they mean, a line each; behind the text, where they state nothing, both on one."""
        for inner in element:
            if name(inner) != "def-item":
                self.block(inner)
                continue
            if self.behind:
                line = Line()
                line.add(": ".join(flat(x) for x in inner))
                self.writer.put(line, "furniture")
                continue
            for part in inner:
                with self.set("list-item"):
                    self.through(part)

    def quotation(self, element: Element) -> None:
        """A block of someone's words; the names after them are attributions."""
        named = [(i, _who(inner)) for i, inner in enumerate(element) if name(inner) == "attrib"]
        for i, inner in enumerate(element):
            tag = name(inner)
            if tag in ("label", "object-id"):
                continue
            who = next((w for k, w in named if k > i), named[-1][1] if named else None)
            with self.set("quote", who):
                if tag == "title":
                    self.loose_title(inner)
                else:
                    self.block(inner)

    def attribution(self, element: Element) -> None:
        """A line that names who said or wrote what stands above."""
        with self.set("attribution"):
            if self.role == "quote":
                self.role = "attribution"
            self.inline(element)
            self.flush()

    def verse(self, element: Element) -> None:
        """A poem: one paragraph for a group of lines."""
        for inner in element:
            if name(inner) in ("verse-line", "title", "subtitle", "label"):
                self.inline(inner)
                self.line.gap()
            else:
                self.flush()
                self.block(inner)
        self.flush()

    def speech(self, element: Element) -> None:
        """A turn of an interview, which names its speaker."""
        speaker = child(element, "speaker")
        with self.set("quote", flat(speaker).strip(" :[]()") or None):
            if speaker is not None:
                line = Line()
                line.add(flat(speaker))
                self.writer.put(line, "attribution", same=True)
            self.through(element, [] if speaker is None else [speaker])

    def formula(self, element: Element) -> None:
        """A formula on a line of its own: kept, and no sentence."""
        self.flush()
        before, self.role = self.role, "furniture"
        for inner in element:
            self.inner(inner)
            self.line.gap()
        self.line.add(element.text if not len(element) else None)
        self.flush()
        self.role = before

    def statement(self, element: Element) -> None:
        """A theorem or the like: its name is a line, no section."""
        label, title = child(element, "label"), child(element, "title")
        for inner in (label, title):
            if inner is not None:
                self.inline(inner)
                self.line.gap()
        self.flush()
        self.through(element, [x for x in (label, title) if x is not None])

    def box(self, element: Element) -> None:
        """A box: its titles make no sections, for the text goes on below it in the section it stands in."""
        before, self.boxed = self.boxed, True
        self._caption(element, "furniture")
        self.through(element, [*children(element, "label", "caption")])
        self.boxed = before

    def figure(self, element: Element) -> None:
        """A figure, table or file: caption, rows of cells, notes."""
        self._caption(element, "furniture" if self.role == "furniture" else "caption")
        outer = self.role
        self.role = "furniture" if outer == "furniture" else "footnote"
        for inner in element:
            tag = name(inner)
            if tag in ("label", "caption", "object-id", "graphic", "alt-text", "long-desc", "permissions"):
                continue
            if tag == "alternatives":
                for table in list(children(inner, "table"))[:1]:
                    self.table(table)
            elif tag in FLOATS or tag in self.blocks:
                self.block(inner)
            else:
                self.through(inner)
        self.role = outer

    def _caption(self, element: Element, role: PartRole) -> None:
        """Label, title and text of a caption as one paragraph."""
        self.flush()
        before, self.celled = self.celled, True
        label, caption = label_of(element), child(element, "caption")
        self.line.add(label)
        self.line.gap()
        for inner in caption if caption is not None else ():
            self.inline(inner)
            self.line.gap()
        line, self.line = self.line, Line()
        self.writer.put(line, role)
        self.celled = before

    def table(self, element: Element) -> None:
        """Each row is a part, its cells parted by tabs as pasted tables have them; a table in a cell is words of it."""
        self.flush()
        before, self.celled = self.celled, True
        groups = [element, *children(element, "thead", "tbody", "tfoot")]
        for row in (row for group in groups for row in children(group, "tr")):
            whole = Line()
            for cell in children(row, "td", "th"):
                self.line = Line()
                self.inline(cell)
                whole.join(self.line, "\t" if whole.size else "")
            self.line = Line()
            self.writer.put(whole, "furniture" if self.role == "furniture" else "cell")
        self.celled = before

    def note(self, element: Element) -> None:
        """A footnote: its label stands before it on the same line."""
        with self.set("footnote"):
            self.labelled(element)


def _who(attrib: Element) -> str | None:
    """The speaker, without the brackets and dashes around."""
    return flat(attrib).strip(" —–―-()[]").removesuffix(".").strip() or None
