"""What part each paragraph plays: captions and cells, notes, headings, front matter, abstract, lists, quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import front_matter, headings, layout, quotes
from ingest.abstract import ABSTRACT, RUN_IN
from ingest.readers.pdf import styles
from ingest.readers.pdf.model import Page, Paragraph
from ingest.readers.pdf.paragraphs import Body, is_item

_TABLE = re.compile(r"(?:Supplementary |Appendix |Additional )?Table\b", re.IGNORECASE)
_NOTE = re.compile(r"(?:[*†‡§¶#]|\d{1,2}|[a-z])(?:\s|\)|(?<=[*†‡§¶#]))")
_PARTS = frozenset(
    "background introduction context objective objectives aim aims purpose importance design setting participants "
    "patients intervention interventions methods method materials results findings interpretation discussion "
    "conclusion conclusions limitations significance implications registration funding measurements measures".split(" ")
)


_ABBREVIATIONS = re.compile(r"(?:list of )?abbreviations(?: used)?")


def assign(found: list[Paragraph], body: Body, pages: dict[int, Page]) -> Paragraph | None:
    """Give every paragraph its role; the title's paragraph is returned, if there is one."""
    _floats(found, body)
    _notes(found, body, pages)
    for i, paragraph in enumerate(found):
        if not paragraph.role and styles.is_heading(found, i, body):
            paragraph.role = "heading"
    title = _title(found, body)
    start = _front(found, title)
    end = _abstract(found, start, body)
    for paragraph in found[end:]:
        if not paragraph.role:
            paragraph.role = "list-item" if is_item(paragraph.lines[0]) else "paragraph"
    _quotations(found[end:], body)
    return title


def rest(found: list[Paragraph], body: Body) -> None:
    """Roles of what stands after the reference list: appendices, tables, notes."""
    _floats(found, body)
    for i, paragraph in enumerate(found):
        if not paragraph.role:
            paragraph.role = "heading" if styles.is_heading(found, i, body) else "paragraph"


def _floats(found: Sequence[Paragraph], body: Body) -> None:
    """Captions, and the cells of tables below them, or what only a table looks like."""
    table = False
    for i, paragraph in enumerate(found):
        text = paragraph.text
        if layout.is_caption(text) and (paragraph.size < body.size - 0.3 or _set_off(paragraph) or len(text) < 200):
            paragraph.role = "caption"
            table = _TABLE.match(text) is not None
            continue
        gaps = sum(line.gaps for line in paragraph.lines)
        if table and (paragraph.size < 0.93 * body.size or gaps >= len(paragraph.lines) or _is_cell(paragraph)):
            paragraph.role = "cell"
            continue
        if gaps >= 2 * len(paragraph.lines) or (_is_cell(paragraph) and _beside(found, i)):
            paragraph.role = "cell"
            continue
        table = False


def _set_off(paragraph: Paragraph) -> bool:
    """Is its label ("Table 1") in bold, italic or capitals?"""
    word = paragraph.lines[0].words[0]
    return word.font.bold or word.font.italic or word.text.isupper()


def _is_cell(paragraph: Paragraph) -> bool:
    """A line or two far narrower than a column of text, or mostly numbers."""
    text = paragraph.text
    digits = sum(c.isdigit() or c in "().%–-±<>=," for c in text)
    letters = sum(c.isalpha() for c in text)
    return len(text) < 40 and digits > letters


def _beside(found: Sequence[Paragraph], i: int) -> bool:
    """Is the neighbour a cell, too?"""
    return any(0 <= k < len(found) and (found[k].role == "cell" or _is_cell(found[k])) for k in (i - 1, i + 1))


def _notes(found: Sequence[Paragraph], body: Body, pages: dict[int, Page]) -> None:
    """Small paragraphs at the foot of a page that begin with a mark, and notes below tables."""
    for i, paragraph in enumerate(found):
        if paragraph.role or paragraph.size > 0.93 * body.size:
            continue
        line = paragraph.lines[0]
        page = pages.get(line.page)
        above = found[i - 1] if i else None
        low = page is not None and line.y > 0.6 * page.height
        marked = line.words[0].height > 0 or _NOTE.match(paragraph.text) is not None
        lowest = (
            i + 1 == len(found) or found[i + 1].lines[0].column != line.column or found[i + 1].size < 0.93 * body.size
        )
        if low and marked and lowest:
            paragraph.role = "footnote"
        elif above is not None and above.role in ("cell", "caption") and paragraph.size < 0.9 * body.size:
            paragraph.role = "cell"
        elif above is not None and above.role == "footnote" and above.lines[0].column == line.column:
            paragraph.role = "footnote"


def _title(found: Sequence[Paragraph], body: Body) -> Paragraph | None:
    """The paragraph set largest on the first page that has text; lines of one title are put together."""
    if not found:
        return None
    page = found[0].lines[0].page
    first = [
        p for p in found[:60] if p.lines[0].page <= page + 1 and len(p.text) > 9 and p.role in ("", "heading", "front")
    ]
    before = next((k for k, p in enumerate(first) if ABSTRACT.fullmatch(p.text) or RUN_IN.match(p.text)), len(first))
    first = first[:before] or first[:1]
    if not first:
        return None
    title = max(first, key=lambda p: (round(p.size, 0), min(len(p.text), 20)))
    if title.size < body.size + 0.8 and title.share(bold=True) < 0.8:
        return None
    title.role = "front"
    return title


def _front(found: list[Paragraph], title: Paragraph | None) -> int:
    """Mark front matter; return where abstract or text begins."""
    at = next((i for i, p in enumerate(found) if p is title), -1)
    start = None
    for i in range(at + 1, min(len(found), at + 60)):
        text = found[i].text
        if ABSTRACT.fullmatch(text) or RUN_IN.match(text):
            start = i
            break
    if start is None:
        for i in range(at + 1, len(found)):
            paragraph = found[i]
            plain = styles.NUMBER.sub(r"\g<title>", paragraph.text)
            if paragraph.role == "heading" and headings.fold(plain) in headings.MAIN:
                start = i
                break
        start = _opening(found, at + 1, start)
    for paragraph in found[:start]:
        words = front_matter.KEYWORDS.match(paragraph.text)
        if paragraph.role in ("", "heading", "front", "footnote"):
            paragraph.role = "keywords" if words and len(paragraph.text) < 600 else "front"
    return start


def _opening(found: Sequence[Paragraph], first: int, last: int | None) -> int:
    """Where prose begins before the first heading that is known, or without one."""
    end = len(found) if last is None else last
    for i in range(first, end):
        paragraph = found[i]
        if not paragraph.role and len(paragraph.lines) > 3 and layout.is_prose(paragraph.text):
            return i
    return first if last is None else last


def _abstract(found: list[Paragraph], start: int, body: Body) -> int:
    """Mark the abstract that begins here; return where the text begins."""
    if start >= len(found):
        return start
    text = found[start].text
    named = ABSTRACT.fullmatch(text) is not None
    if named:
        found[start].role = "heading"
    elif not RUN_IN.match(text) and not _led(found, start):
        return start
    first = found[start + named] if start + named < len(found) else None
    look = styles.style_of(found[start], body)
    done: list[str] = []
    i = start + named
    while i < len(found):
        paragraph = found[i]
        if front_matter.KEYWORDS.match(paragraph.text) and len(paragraph.text) < 800:
            paragraph.role = "keywords"
            i += 1
            continue
        if paragraph.role == "heading":
            name = headings.fold(paragraph.text)
            if not _is_part(paragraph, name, look, named, body, done):
                break
            done.append(name)
        elif not paragraph.role:
            if first is not None and done == [] and paragraph is not first and _moved(first, paragraph, body):
                break
            paragraph.role = "abstract"
        i += 1
    return _tidied(found, i)


def _tidied(found: list[Paragraph], end: int) -> int:
    """Small print between abstract and text is front matter."""
    return end


def _led(found: Sequence[Paragraph], start: int) -> bool:
    """Without its name: is the prose before the first known heading an abstract?"""
    return False


def _is_part(paragraph: Paragraph, name: str, look: styles.Style, named: bool, body: Body, done: Sequence[str]) -> bool:
    """Is this heading one within the abstract?"""
    own = styles.style_of(paragraph, body)
    first = name.split(" ")[0].split("/")[0] if name else ""
    if first not in _PARTS and "trial" not in name:
        return False
    if name in done or styles.NUMBER.fullmatch(paragraph.text):
        return False
    if named and own >= look and own[0] >= look[0]:
        order = ("background", "introduction")
        return bool(own == look and not done and first != "introduction") or (own == look and first not in order)
    return True


def _moved(first: Paragraph, paragraph: Paragraph, body: Body) -> bool:
    """Is a paragraph set otherwise than the abstract's first: another size, or other edges on the page?"""
    if abs(first.size - paragraph.size) > 0.4:
        return True
    edge = min(line.x0 for line in first.lines)
    other = min(line.x0 for line in paragraph.lines)
    a, b = first.lines[0], paragraph.lines[0]
    same = a.column == b.column or abs(a.left - b.left) < 3
    return same and abs(edge - other) > 1.5 * first.size


def _quotations(found: Sequence[Paragraph], body: Body) -> None:
    """Paragraphs set in from both edges, and the lines below them that say who speaks. None in the end matter."""
    back, under = False, ""
    for i, paragraph in enumerate(found):
        if paragraph.role == "heading":
            under = paragraph.text
            back = headings.fold(paragraph.text) in headings.BACK
        if _ABBREVIATIONS.fullmatch(headings.fold(under)) and len(paragraph.text) < 120:
            paragraph.role = "cell"
        if back or paragraph.role not in ("paragraph", "list-item"):
            continue
        above = found[i - 1] if i else None
        if above is not None and above.role == "quote" and _names(paragraph):
            paragraph.role = "attribution"
        elif paragraph.role == "paragraph" and _set_in(paragraph, above, body):
            paragraph.role = "quote"


def _names(paragraph: Paragraph) -> bool:
    text = paragraph.text
    line = paragraph.lines[0]
    to_right = line.x0 - line.left > 0.35 * (line.right - line.left)
    return len(text) < 120 and (quotes.attribution(text) is not None or (to_right and len(paragraph.lines) == 1))


def _set_in(paragraph: Paragraph, above: Paragraph | None, body: Body) -> bool:
    """Is it a block quotation by its shape: set in on the left, and on the right, or smaller, or in italics?"""
    inner = paragraph.lines[1:] or paragraph.lines
    line = paragraph.lines[0]
    wide = 0.8 * body.size
    if min(x.x0 for x in inner) - line.left < wide or (
        len(inner) == len(paragraph.lines) and line.x0 - line.left < wide
    ):
        return False
    if paragraph.size < 0.8 * body.size or not any(c.isalpha() for c in paragraph.text):
        return False
    near = max(x.x1 for x in paragraph.lines)
    shy = len(paragraph.lines) > 1 and near < line.right - wide
    marked = quotes.opens(paragraph.text) or quotes.trailing(paragraph.text) is not None
    smaller = paragraph.size < body.size - 0.3
    slanted = paragraph.share(italic=True) > 0.85
    led = above is not None and (above.role == "quote" or above.text.endswith(":"))
    if len(paragraph.lines) == 1:
        return (marked or slanted or (led and smaller)) and near < line.right - wide
    return shy or ((marked or slanted or smaller) and near < line.right + 2 and (led or marked or slanted))
