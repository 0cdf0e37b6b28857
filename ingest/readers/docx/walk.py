"""Through a Word document's paragraphs: text, and what is marked in it.

Deleted and moved-away text of tracked changes, comments, and a field's code are not text; what was inserted is. Text
boxes come after the paragraph they are anchored in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.docx.package import name_of, value_of
from ingest.readers.docx.styles import PLAIN, Style, flag, height_of, level_of
from ingest.readers.docx.writer import Writer
from ingest.readers.xml import child

_SKIP = frozenset(
    "del moveFrom pPr rPr sectPr instrText delText delInstrText annotationRef Fallback footnoteRef endnoteRef tblPr "
    "tblGrid trPr tcPr sdtPr sdtEndPr rt posOffset".split(" ")
)
_BREAKS = frozenset(("tab", "br", "cr", "ptab"))
_MOST_INSTRUCTION = (
    2_000_000  # characters of one field's code; a citation of many works with abstracts has some 100,000
)


@dataclass
class Para:
    """One paragraph: where it stands in the text, its style, and what is special.

    cell: it stands in a table of several columns; bold, italic: all of its text is; listed: a list's item;
    indent: left indentation in twips (1/1440 inch); note: id of the foot- or endnote it is the text of.
    """

    start: int
    end: int
    style: Style
    level: int
    cell: bool = False
    bold: bool = False
    italic: bool = False
    listed: bool = False
    indent: int = 0
    note: str | None = None


@dataclass
class Field:
    """What stands behind some characters: a field's code, its data, or a content control's tag."""

    start: int
    end: int
    code: str
    data: str = ""


@dataclass
class Marks:
    """All that is marked, in order. raised: (start, end, height); links: (start, end, bookmark);
    notes: (start, end, "footnote:3"); bookmarks: name -> offset."""

    paras: list[Para] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    raised: list[tuple[int, int, str]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    notes: list[tuple[int, int, str]] = field(default_factory=list)
    bookmarks: dict[str, int] = field(default_factory=dict)


@dataclass
class _Open:
    """A complex field that has begun."""

    start: int = 0
    code: list[str] = field(default_factory=list)
    data: str = ""
    result: bool = False
    size: int = 0


class Walk:
    """One walk over the document and its notes; `marks` and `writer` hold what was found."""

    def __init__(self, styles: Mapping[str, Style]) -> None:
        self.styles = styles
        self.writer = Writer()
        self.marks = Marks()
        self.open: list[_Open] = []
        self.boxes: list[etree._Element] = []
        self.counts = {"footnote": 0, "endnote": 0}
        self.emphasis = [True, True]

    def blocks(self, parent: etree._Element, cell: bool = False, note: str | None = None) -> None:
        """Paragraphs and tables below an element."""
        for element in parent:
            name = name_of(element)
            if name == "p":
                self.para(element, cell, note)
                while self.boxes:
                    self.blocks(self.boxes.pop(0), cell, note)
            elif name == "tbl":
                rows = [r for r in element if name_of(r) == "tr"]
                wide = any(sum(name_of(c) == "tc" for c in row) > 1 for row in rows)
                self.blocks(element, cell or wide, note)
            elif name == "sdt":
                self._control(element, lambda inner: self.blocks(inner, cell, note))
            elif name not in _SKIP:
                self.blocks(element, cell, note)

    def para(self, element: etree._Element, cell: bool, note: str | None) -> None:
        """One paragraph; an empty one leaves nothing but its fields' ends."""
        properties = child(element, "pPr")
        named = child(properties, "pStyle")
        style = self.styles.get(value_of(named) or "", PLAIN) if named is not None else self.styles.get("Normal", PLAIN)
        self.writer.paragraph()
        start = self.writer.here
        self.emphasis = [True, True]
        self.inline(element, style)
        if self.writer.fresh:
            return
        numbered = child(properties, "numPr") is not None
        indent = child(properties, "ind")
        left = (value_of(indent, "left") or value_of(indent, "start") or "0") if indent is not None else "0"
        self.marks.paras.append(
            Para(
                start,
                self.writer.end,
                style,
                level_of(properties) or style.level,
                cell,
                self.emphasis[0],
                self.emphasis[1],
                numbered or style.listed,
                int(left) if left.isdigit() else 0,
                note,
            )
        )

    def inline(self, element: etree._Element, style: Style) -> None:
        """Runs and what holds runs."""
        for inner in element:
            name = name_of(inner)
            if name == "r":
                self.run(inner, style)
            elif name == "hyperlink":
                self._link(inner, style)
            elif name == "fldSimple":
                start = self.writer.here
                self.inline(inner, style)
                self._field(Field(start, self.writer.end, value_of(inner, "instr") or ""))
            elif name == "bookmarkStart":
                self.marks.bookmarks.setdefault(value_of(inner, "name") or "", self.writer.here)
            elif name == "sdt":
                self._control(inner, lambda content: self.inline(content, style))
            elif name in ("oMath", "oMathPara"):
                self.writer.add("".join(t.text or "" for t in inner.iter() if name_of(t) == "t"))
            elif name not in _SKIP:
                self.inline(inner, style)

    def _link(self, element: etree._Element, style: Style) -> None:
        start = self.writer.here
        self.inline(element, style)
        anchor = value_of(element, "anchor")
        if anchor and self.writer.end > start:
            self.marks.links.append((start, self.writer.end, anchor))

    def _control(self, element: etree._Element, go: object) -> None:
        """A content control: Mendeley Cite and Citavi keep their data in its tag."""
        properties, content = child(element, "sdtPr"), child(element, "sdtContent")
        if content is None or not callable(go):
            return
        start = self.writer.here
        go(content)
        tag = child(properties, "tag")
        said = value_of(tag) if tag is not None else None
        if said and said.startswith(("MENDELEY_CITATION", "MENDELEY_BIBLIOGRAPHY", "Citavi")):
            self._field(Field(start, self.writer.end, said))

    def _field(self, found: Field) -> None:
        if found.code.strip():
            self.marks.fields.append(found)

    def run(self, element: etree._Element, style: Style) -> None:
        """One run: text of one look, and the characters that begin and end fields."""
        properties = child(element, "rPr")
        named = child(properties, "rStyle")
        own = self.styles.get(value_of(named) or "", PLAIN) if named is not None else PLAIN
        height = height_of(properties) or own.height or style.height
        start = self.writer.here
        before = self.writer.end
        for inner in element:
            self._piece(inner, name_of(inner), style)
        if self.writer.end <= before:
            return
        if height in ("raised", "lowered"):
            self.marks.raised.append((start, self.writer.end, height))
        self.emphasis[0] &= flag(properties, "b", own.bold or style.bold)
        self.emphasis[1] &= flag(properties, "i", own.italic or style.italic)

    def _piece(self, element: etree._Element, name: str, style: Style) -> None:
        if name == "fldChar":
            self._field_char(element)
        elif name == "instrText" and self.open:
            self._code(element.text or "")
        elif name in _SKIP or self._hidden():
            return
        elif name == "t":
            self.writer.add(element.text or "")
        elif name in _BREAKS:
            self.writer.add(" ")
        elif name == "noBreakHyphen":
            self.writer.add("\u2011")
        elif name == "sym":
            self._symbol(element)
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(element, name.removesuffix("Reference"))
        elif name == "txbxContent":
            self.boxes.append(element)
        elif name == "ruby":
            base = child(element, "rubyBase")
            if base is not None:
                self.inline(base, style)
        else:
            for inner in element:
                self._piece(inner, name_of(inner), style)

    def _hidden(self) -> bool:
        """Is this within the code of a field?"""
        return any(not f.result for f in self.open)

    def _code(self, text: str) -> None:
        last = self.open[-1]
        if not last.result and last.size < _MOST_INSTRUCTION:
            last.code.append(text)
            last.size += len(text)

    def _field_char(self, element: etree._Element) -> None:
        kind = value_of(element, "fldCharType")
        if kind == "begin":
            data = child(element, "fldData")
            self.open.append(_Open(self.writer.here, data=(data.text or "") if data is not None else ""))
        elif kind == "separate" and self.open:
            self.open[-1].result, self.open[-1].start = True, self.writer.here
        elif kind == "end" and self.open:
            done = self.open.pop()
            if self.open and not self.open[-1].result:  # data nested in the code of another field (EN.CITE.DATA)
                self.open[-1].data = self.open[-1].data or done.data
            else:
                self._field(Field(done.start, max(done.start, self.writer.end), "".join(done.code), done.data))

    def _symbol(self, element: etree._Element) -> None:
        """A character by its number; those of the Symbol font stand in the private area at F000."""
        code = value_of(element, "char") or ""
        try:
            number = int(code, 16)
        except ValueError:
            return
        if 0x20 <= number < 0xE000 or 0xF8FF < number < 0x110000:
            self.writer.add(chr(number))

    def _note(self, element: etree._Element, kind: str) -> None:
        """The number that Word prints for a note: notes are counted in the order of their marks."""
        self.counts[kind] += 1
        start = self.writer.here
        self.writer.add(str(self.counts[kind]))
        self.marks.notes.append((start, self.writer.end, f"{kind}:{value_of(element, 'id') or ''}"))
        self.marks.raised.append((start, self.writer.end, "raised"))
