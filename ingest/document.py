"""A pasted paper, or a publisher's page with its front matter and list, taken apart by its words alone."""

from __future__ import annotations

from dataclasses import replace

from bib.model import Problem, Reference, Source, Span
from ingest import front_matter, layout
from ingest.assemble import Parsed, assemble
from ingest.citing import ByWords
from ingest.front_matter import Front
from ingest.layout import Layout
from ingest.model import Batch
from ingest.pieces import Piece, cited_in
from ingest.sniff import View


def read(source: Source, view: View, form: str, split: str) -> Batch:
    """Read a paper ("paper") or a publisher's page ("page") into a batch."""
    laid = layout.lay_out(view.blocks, view.region)
    front, pieces = _front(source, laid, form)
    laid = replace(laid, pieces=pieces)
    references, list_span, problems = _references(source, laid, split)
    citing = ByWords(source, references, where=cited_in(pieces))
    passed = _after_list(source, laid)
    return assemble(Parsed(source, form, pieces, front, references, list_span, citing, problems=(*problems, *passed)))


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
