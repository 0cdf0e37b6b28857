"""PDF: characters with place and font become lines, columns, paragraphs with roles, and one canonical text.

`chars` (the only file that knows PDFium) -> `lines` -> `furniture` -> `columns` -> `paragraphs` -> `listed`, `roles`,
`styles` -> `text` -> this file, which makes the `Structure`. Geometry and fonts decide; words only confirm.
"""

from __future__ import annotations

from dataclasses import replace

from bib.model import Reference, Source, Span
from ingest import front_matter, headings, quotes
from ingest.blocks import Block
from ingest.readers import source_of
from ingest.readers.pdf import chars, columns, furniture, lines, links, listed, paragraphs, roles, said, styles
from ingest.readers.pdf.chars import Read
from ingest.readers.pdf.model import Line, Paragraph
from ingest.readers.pdf.text import Writer, words_of
from ingest.structure import Item, Part, PartRole, Structure

READER = "pdf@1"


def fits(data: bytes, name: str) -> bool:
    """Does a PDF's header stand in the first 1,024 bytes (ISO 32000-1, annex H, note 13)?"""
    return b"%PDF-" in data[:1024]


def read(data: bytes, name: str, lineage: str | None = None) -> Structure:
    """The structure of a PDF. Never raises on content."""
    got = chars.pages(data)
    return laid_out(got, source_of(data, name, lineage, READER, ""))


def laid_out(got: Read, empty: Source) -> Structure:
    """The structure of what was got from the file's bytes. empty: its source, still without text."""
    found = _lines(got)
    body = paragraphs.body_of(found)
    region = listed.find(found, body)
    before, own, after = _apart(found, region, body)
    pages = {page.index: page for page in got.pages}
    title = roles.assign(before, body, pages)
    roles.rest(after, body)
    before = paragraphs.join(before, body)
    if region is not None:
        before.append(Paragraph([found[region.heading]], "heading", 1))
    styles.levels([*before, *after], body)
    writer = Writer(pages, words_of(found), links.aimed(got.pages, own))
    parts = [_part(p, *writer.paragraph(p)) for p in (*before, *own, *after)]
    source = replace(empty, text=writer.text(), places=tuple(writer.places))
    return _structure(got, source, parts, writer, title, [*before, *own, *after], own)


def _lines(got: Read) -> list[Line]:
    """The lines of the text in reading order."""
    pieces = [lines.pieces(page.words, page.index) for page in got.pages]
    for page in got.pages:
        page.words = []  # not needed any more
    out = columns.ordered(furniture.without(got.pages, pieces))
    paragraphs.level_edges(out)
    return out


def _apart(
    found: list[Line], region: listed.Region | None, body: paragraphs.Body
) -> tuple[list[Paragraph], list[Paragraph], list[Paragraph]]:
    """Paragraphs before the list, the list's items, and paragraphs after it."""
    if region is None:
        return paragraphs.build(found, body), [], []
    inner = found[region.first : region.end]
    own = listed.items(inner, body)
    if own is None:
        own = paragraphs.build(inner, body)
        for paragraph in own:
            paragraph.role = "reference"
    after = paragraphs.build(found[region.end :], body)
    return paragraphs.build(found[: region.heading], body), own, after


def _part(paragraph: Paragraph, start: int, end: int) -> Part:
    role: PartRole = paragraph.role or "paragraph"
    if role == "heading":
        number = styles.NUMBER.fullmatch(paragraph.text)
        return Part(role, start, end, paragraph.level or 1, number["number"] if number else None, None)
    return Part(role, start, end)


def _structure(
    got: Read,
    source: Source,
    parts: list[Part],
    writer: Writer,
    title: Paragraph | None,
    all_: list[Paragraph],
    own: list[Paragraph],
) -> Structure:
    text = source.text
    named = [_titled(part, text) for part in parts]
    spoken = [_spoken(named, i, text) for i in range(len(named))]
    place = next(((p.start, p.end) for p, q in zip(spoken, all_, strict=True) if q is title), None)
    front = _front(source, spoken, place)
    keywords = tuple(
        word
        for p in spoken
        if p.role == "keywords" and (found := front_matter.KEYWORDS.match(text[p.start : p.end])) and found["rest"]
        for word in front_matter.keywords(found["rest"])
    )
    items = tuple(
        Item(p.start, p.end, None, listed.label_of(text[p.start : p.end])) for p in spoken if p.role == "reference"
    )
    listed_ = [p for p in own if p.role == "reference"]  # not the rows of tables between them
    cites = links.cites(text, writer.linked, links.Targets(listed_, [item.label for item in items]))
    return Structure(
        source,
        "pdf",
        tuple(spoken),
        cites=cites
        if cites and links.complete(text, items[0].start, cites, writer.raised, bool(items[0].label))
        else None,
        raised=tuple(writer.raised),
        items=items or None,
        front=front,
        keywords=keywords,
        title=place,
        problems=said.problems(got, source),
    )


def _titled(part: Part, text: str) -> Part:
    """A heading's title without its number."""
    if part.role != "heading":
        return part
    own = text[part.start : part.end]
    number = styles.NUMBER.fullmatch(own)
    return replace(part, title=(number["title"] if number else own).rstrip(":. ") or own)


def _spoken(parts: list[Part], i: int, text: str) -> Part:
    """A quotation with its speaker: named at its end, or in the line below."""
    part = parts[i]
    if part.role != "quote":
        return part
    tail = quotes.trailing(text[part.start : part.end])
    who = tail[1] if tail else quotes.dialogue(text[part.start : part.end])
    k = i + 1
    while who is None and k < len(parts) and k < i + 8 and parts[k].role in ("quote", "attribution"):
        below = text[parts[k].start : parts[k].end]
        if parts[k].role == "attribution":
            who = quotes.attribution(below) or below.strip("()[]—–- .")
            break
        k += 1
    return replace(part, speaker=who)


def _front(source: Source, parts: list[Part], title: tuple[int, int] | None) -> Reference | None:
    """The paper's own fields, read from its front matter with the title's place known."""
    if title is None:
        return None
    own = [p for p in parts if p.role == "front" and p.start != title[0]]
    ordered = [*[p for p in own if p.start > title[0]], *[p for p in own if p.start < title[0]]]
    blocks = [Block(a, b, 2, "", source.text[a:b]) for a, b in (title, *((p.start, p.end) for p in ordered[:30]))]
    reference = front_matter.read(source, blocks).reference
    return replace(reference, title=" ".join(Span(source, *title).text.split()))


__all__ = ["READER", "fits", "headings", "laid_out", "read"]
