"""A pasted paper, or a publisher's page with its front matter and list, as records."""

from __future__ import annotations

from dataclasses import replace

from bib.model import Problem, Reference, Source, Span
from ingest import front_matter, layout, outline, quotes, speech, themes
from ingest.blocks import Block
from ingest.citations import listed
from ingest.findings import Reader, abstract_origins, title, titles
from ingest.front_matter import Front
from ingest.layout import Layout
from ingest.model import Batch, Document, Finding, Section, Theme
from ingest.pieces import Piece
from ingest.sniff import View


def read(source: Source, view: View, form: str, split: str) -> Batch:
    """Read a paper ("paper") or a publisher's page ("page") into a batch."""
    laid = layout.lay_out(view.blocks, view.region)
    front, pieces = _front(source, laid, form)
    laid = replace(laid, pieces=pieces)
    references, list_span, problems = _references(source, laid, split)
    end = list_span.start if list_span else len(source.text)
    sections, paths = outline.sections(source, pieces, end)
    pieces = speech.mark(pieces, paths)
    found, where = themes.read(sections, pieces)
    reader = Reader(source, listed([r.label for r in references]))
    _statements(reader, pieces, paths, where)
    passed = [*_unread(source, pieces), *_after_list(source, laid)]
    document = _document(source, laid, front, sections, list_span, _quotations(pieces) + reader.quotations)
    findings = sorted(
        [*_abstract_origins(reader.findings), *_own_title(front, reader.findings), *titles(references)], key=_place
    )
    return Batch(
        source,
        form,
        document,
        references,
        tuple(findings),
        (*found, *_keyword_themes(source, front, pieces)),
        (*front.problems, *problems, *passed, *reader.problems),
    )


def _place(finding: Finding) -> tuple[int, int]:
    return finding.source.start, finding.source.end


def _front(source: Source, laid: Layout, form: str) -> tuple[Front, tuple[Piece, ...]]:
    """The front matter with keywords and copyright year, and the pieces with the page's furniture named."""
    pieces = list(laid.pieces)
    front = front_matter.read(source, [p.block for p in pieces[: laid.front]])
    keywords = _keywords(pieces)
    if form == "page":
        keywords = _page(pieces, laid, front, keywords)
    reference = front.reference
    if reference.date is None:
        dated = (
            front_matter.copyright_year(p.block.text)
            for p in pieces
            if p.role in ("furniture", "front") and len(p.block.text) < 300
        )
        reference = replace(reference, date=next((d for d in dated if d), None))
    return Front(reference, keywords, front.title, front.problems), tuple(pieces)


def _keywords(pieces: list[Piece]) -> tuple[str, ...]:
    out: list[str] = []
    for piece in pieces:
        if piece.role == "keywords":
            found = front_matter.KEYWORDS.match(piece.block.text)
            rest = (found["rest"] or "") if found else piece.block.text
            out += front_matter.keywords(rest)
    return tuple(dict.fromkeys(out))


def _page(pieces: list[Piece], laid: Layout, front: Front, keywords: tuple[str, ...]) -> tuple[str, ...]:
    """On a publisher's page the prose before the list is the abstract; a short line after it may be keywords."""
    end = (
        laid.region.heading
        if laid.region and laid.region.heading is not None
        else laid.region.first
        if laid.region
        else len(pieces)
    )
    seen = False
    for i in range(laid.front, end):
        piece = pieces[i]
        if piece.role == "paragraph" and layout.is_prose(piece.block.text):
            pieces[i] = replace(piece, role="abstract")
            seen = True
        elif piece.role in ("heading", "paragraph"):
            glued = front_matter.glued_keywords(piece.block.text) if seen and not keywords else ()
            known = piece.role == "heading" and piece.heading is not None and seen is False
            if glued and not layout.is_known(piece):
                keywords = glued
                pieces[i] = replace(piece, role="keywords", heading=None)
            elif not known:
                pieces[i] = replace(piece, role="furniture", heading=None)
    return keywords


def _references(
    source: Source, laid: Layout, split: str
) -> tuple[tuple[Reference, ...], Span | None, tuple[Problem, ...]]:
    """The paper's own list, read by the readers of lists."""
    from ingest.references import read_list

    region = laid.region
    if region is None or region.first >= region.end:
        return (), None, ()
    start, end = laid.pieces[region.first].block.start, laid.pieces[region.end - 1].block.end
    references, problems = read_list(source, start, end, split)
    top = laid.pieces[region.heading].block.start if region.heading is not None else start
    return references, Span(source, top, end), problems


def _statements(
    reader: Reader,
    pieces: tuple[Piece, ...],
    paths: tuple[tuple[str, ...], ...],
    where: dict[tuple[str, ...], tuple[str, ...]],
) -> None:
    for piece, path in zip(pieces, paths, strict=True):
        start, end = piece.block.start + piece.skip, piece.block.end
        theme = where.get(path, ())
        if piece.role == "abstract":
            reader.paragraph(start, end, "abstract", path if path[:1] == ("Abstract",) else ("Abstract", *path), ())
        elif piece.role == "paragraph":
            reader.paragraph(start, end, "sentence", path, theme)
        elif piece.role == "quote":
            reader.quote(start, end, piece.speaker, path, theme)
        elif piece.role == "heading":
            reader.lead_in = None


def _quotations(pieces: tuple[Piece, ...]) -> int:
    """Block quotations; the paragraphs of one turn, and a dialogue, count once."""
    count = 0
    for i, piece in enumerate(pieces):
        if piece.role == "quote":
            above = pieces[i - 1] if i else None
            count += above is None or above.role != "quote" or not _same_turn(above, piece)
    return count


def _same_turn(above: Piece, piece: Piece) -> bool:
    """Does a quotation go on, because the paragraph above it neither closed nor named its speaker?"""
    text = above.block.text
    if quotes.enclosed(text) or quotes.trailing(text):
        return False
    asked = any(p.speaker is not None and quotes.asks(p.speaker) for p in (above, piece))
    return asked or above.speaker == piece.speaker


def _unread(source: Source, pieces: tuple[Piece, ...]) -> list[Problem]:
    """Say which tables and figures were passed over: their cells are no sentences."""
    out: list[Problem] = []
    for i, piece in enumerate(pieces):
        if piece.role != "caption":
            continue
        last = i
        while last + 1 < len(pieces) and pieces[last + 1].role == "cell":
            last += 1
        span = Span(source, piece.block.start, pieces[last].block.end)
        name = " ".join(piece.block.text.split()[:2]).strip(".:")
        out.append(Problem("info", f"{name}: caption and cells are not read as sentences", "", span))
    return out


def _document(
    source: Source, laid: Layout, front: Front, sections: tuple[Section, ...], own_list: Span | None, quotations: int
) -> Document:
    inside = [p.block for p in laid.pieces if p.role == "abstract"]
    abstract = Span(source, inside[0].start, inside[-1].end) if inside else None
    body = _body(laid)
    return Document(
        source,
        front.reference,
        abstract,
        front.keywords,
        tuple(s for s in sections if _in_body(s, own_list)),
        Span(source, body[0].start, body[-1].end) if body else None,
        own_list,
        quotations,
    )


def _in_body(section: Section, own_list: Span | None) -> bool:
    """The abstract and the list have their own fields and are no sections of the text."""
    return section.path[0] != "Abstract" and (own_list is None or section.heading.start < own_list.start)


def _body(laid: Layout) -> list[Block]:
    """The blocks after front matter and abstract, before the list."""
    first = laid.abstract[1] if laid.abstract else laid.front
    return [
        p.block
        for p in laid.pieces[first:]
        if p.role in ("heading", "paragraph", "caption", "cell") and not (p.heading and p.heading.title == "References")
    ]


def _own_title(front: Front, found: list[Finding]) -> list[Finding]:
    """A page that shows neither abstract nor text has only its title to say what it is about: to read."""
    return [title(front.title, None)] if front.title is not None and not found else []


def _abstract_origins(found: list[Finding]) -> list[Finding]:
    """Judge the sentences of the abstract together: background comes before the aim."""
    at = [i for i, f in enumerate(found) if f.kind == "abstract"]
    origins = abstract_origins([found[i].clean for i in at], [found[i].section for i in at])
    out = list(found)
    for i, origin in zip(at, origins, strict=True):
        out[i] = replace(out[i], origin=origin)
    return out


def _after_list(source: Source, laid: Layout) -> list[Problem]:
    """Say what stands below the list and was passed over, if it is more than a page's furniture."""
    below = [
        p.block
        for p in laid.pieces
        if p.role == "furniture" and laid.region and p.block.start >= laid.pieces[laid.region.end - 1].block.end
    ]
    if not any(layout.is_prose(b.text) for b in below):
        return []
    span = Span(source, below[0].start, below[-1].end)
    return [
        Problem(
            "info",
            "text below the reference list was not read",
            "move it above the list if it belongs to the paper",
            span,
        )
    ]


def _keyword_themes(source: Source, front: Front, pieces: tuple[Piece, ...]) -> tuple[Theme, ...]:
    spans = [p.block for p in pieces if p.role == "keywords"]
    return themes.from_keywords(source, front.keywords, spans[0].start, spans[-1].end) if spans else ()
