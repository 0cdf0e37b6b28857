"""An article as people have it in Word: heading styles, superscripts, quotations, footnotes, tables.

Articles whose number is divisible by three have Zotero's fields behind their markers, with CSL-JSON made of the printed
item's identifiers; by three with one over, no heading styles but bold lines; the rest styles and plain markers.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from benchmarks.makers.article import Article, Block, Run, read

# What XML cannot hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def make(path: Path, text: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """See `benchmarks.makers`."""
    article = read(path)
    number = int(re.sub(r"\D", "", path.stem) or 0)
    word = Word(fields=number % 3 == 0, styled=number % 3 != 1)
    word.article(article)
    out = io.BytesIO()
    word.document.save(out)
    (folder / f"{path.stem}.docx").write_bytes(out.getvalue())
    yield f"{path.stem}.docx", out.getvalue()


class Word:
    """A file while it is written. fields: markers have Zotero's fields behind them; styled: headings have styles."""

    def __init__(self, fields: bool, styled: bool) -> None:
        self.document: Any = Document()
        self.fields, self.styled = fields, styled
        self.references: Any = ()

    def article(self, article: Article) -> None:
        """All of it, in the order of a manuscript."""
        self.references = article.references
        self.runs(
            self.document.add_paragraph(style="Title" if self.styled else None), article.title, bold=not self.styled
        )
        self.document.add_paragraph(", ".join(f"{given} {family}".strip() for given, family in article.authors))
        for place in article.affiliations[:5]:
            self.document.add_paragraph(place)
        if article.abstract:
            if article.abstract[0].kind != "heading" or "abstract" not in article.abstract[0].text.lower():
                self.heading("Abstract", 1)
            for block in article.abstract:
                self.block(block)
        if article.keywords:
            self.document.add_paragraph("Keywords: " + "; ".join(article.keywords))
        for block in (*article.body, *article.back):
            self.block(block)
        if article.references:
            self.heading("References", 1)
            for i, item in enumerate(article.references, 1):
                self.document.add_paragraph(_plain(f"{i}. {item.text}"))

    def heading(self, text: str, level: int) -> None:
        if self.styled:
            self.document.add_paragraph(_plain(text), style=f"Heading {min(level, 9)}")
        else:
            self.document.add_paragraph().add_run(_plain(text)).bold = True

    def block(self, block: Block) -> None:
        if block.kind == "heading":
            self.heading(f"{block.number or ''} {block.text}".strip(), block.level)
        elif block.kind == "table":
            self.table(block)
        elif block.kind == "list-item":
            style = "List Number" if block.ordered else "List Bullet"
            self.runs(self.document.add_paragraph(style=style), block.runs)
        elif block.kind == "quote":
            self.runs(self.document.add_paragraph(style="Quote" if self.styled else None), block.runs)
        elif block.kind == "caption":
            paragraph = self.document.add_paragraph(style="Caption" if self.styled else None)
            self.runs(paragraph, (Run(f"{block.label}. " if block.label else ""), *block.runs))
        else:
            self.runs(self.document.add_paragraph(), block.runs)

    def table(self, block: Block) -> None:
        width = max((len(r) for r in block.rows), default=0)
        if not width:
            return
        table = self.document.add_table(rows=0, cols=width)
        for row in block.rows[:60]:
            cells = table.add_row().cells
            for cell, runs in zip(cells, row, strict=False):
                self.runs(cell.paragraphs[0], runs)

    def runs(self, paragraph: Any, runs: tuple[Run, ...], bold: bool = False) -> None:
        for run in runs:
            if run.cites and self.fields:
                self.field(paragraph, run)
            else:
                self.run(paragraph, run, bold)

    def run(self, paragraph: Any, run: Run, bold: bool = False) -> None:
        made = paragraph.add_run(_plain(run.text))
        made.font.superscript = True if "sup" in run.marks else None
        made.font.subscript = True if "sub" in run.marks else None
        made.italic = True if "italic" in run.marks else None
        made.bold = True if bold or "bold" in run.marks else None

    def field(self, paragraph: Any, run: Run) -> None:
        """A complex field as Zotero writes it."""
        items = [
            {"id": i, "uris": [f"http://zotero.org/users/1/items/K{i}"], "itemData": self.data(i)} for i in run.cites
        ]
        code = {"citationID": "x", "properties": {"formattedCitation": run.text}, "citationItems": items}
        self.char(paragraph, "begin")
        instruction = OxmlElement("w:instrText")
        instruction.set(qn("xml:space"), "preserve")
        instruction.text = _plain(f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(code)} ")
        paragraph.add_run()._r.append(instruction)
        self.char(paragraph, "separate")
        self.run(paragraph, run)
        self.char(paragraph, "end")

    def data(self, place: int) -> dict[str, object]:
        """A record whose title is a stretch of the printed item's words: what Zotero has of it."""
        item = self.references[place]
        words = item.text.split()
        data: dict[str, object] = {
            "id": place,
            "type": "article-journal",
            "title": " ".join(words[len(words) // 4 :][:14]),
        }
        return data | ({"DOI": item.doi} if item.doi else {})

    def char(self, paragraph: Any, kind: str) -> None:
        char = OxmlElement("w:fldChar")
        char.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(char)


def _plain(text: str) -> str:
    return _CONTROL.sub("", text)
