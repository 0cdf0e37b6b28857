"""The last step of reading a paper, the same for every form: pieces with their roles become a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bib.model import Problem, Reference, Source, Span
from ingest import announced, facts, headings, language, outline, quotes, speech, themes
from ingest.blocks import Block
from ingest.citing import Citing
from ingest.findings import Reader, title, titles
from ingest.front_matter import Front
from ingest.model import Batch, Document, Finding, Section, Theme
from ingest.origins import abstract_origins
from ingest.pieces import Piece


@dataclass(frozen=True)
class Parsed:
    """A paper taken apart.

    pieces: every paragraph in order with its role. front: its front matter. body: blocks of the text from its first to
    its last paragraph. references: its list, items in order. own_list: where the list stands, or None.
    citing: who finds its citations. exact: its headings' levels are the input's own. language: as the input
    names it. problems: so far, but for
    `front`'s.
    """

    source: Source
    form: str
    pieces: tuple[Piece, ...]
    front: Front
    references: tuple[Reference, ...]
    own_list: Span | None
    citing: Citing
    exact: bool = False
    language: str | None = None
    problems: tuple[Problem, ...] = ()


def assemble(paper: Parsed) -> Batch:
    """The batch of a paper: findings, themes, sections, and what was passed over."""
    source = paper.source
    end = paper.own_list.start if paper.own_list else len(source.text)
    sections, paths = outline.sections(source, paper.pieces, end, paper.exact)
    pieces = speech.mark(paper.pieces, paths)
    found, where = themes.read(sections, pieces)
    reader = Reader(source, paper.citing)
    _statements(reader, pieces, paths, where)
    findings = sorted(
        [
            *_abstract_origins(reader.findings),
            *_own_title(paper.front, reader.findings),
            *titles(paper.references),
        ],
        key=_place,
    )
    told = announced.read(source, findings, pieces)
    own = [theme for theme in told if not any(announced.same(theme.name, known.name) for known in found)]
    findings = announced.hang(findings, pieces, own)
    return Batch(
        source,
        paper.form,
        _document(paper, sections, _quotations(pieces) + reader.quotations),
        paper.references,
        tuple(findings),
        (
            *found,
            *(Theme(theme.name, "announced", theme.path, theme.source) for theme in own),
            *_keyword_themes(source, paper.front, pieces),
        ),
        (
            *paper.front.problems,
            *paper.problems,
            *_foreign(paper, reader.findings),
            *_unread(source, pieces),
            *reader.problems,
        ),
        facts.read(paper.front.title, findings),
    )


def _foreign(paper: Parsed, found: Sequence[Finding]) -> list[Problem]:
    """Name the language of a paper that is not in English, for which the rules about wording are made."""
    words = " ".join(f.clean for f in found[:60])
    tag = language.detect(words) or paper.language
    if not found or tag is None or tag.split("-")[0].casefold() in ("en", "eng"):
        return []
    hint = "sections, citations and list are read; what depends on English words (origin, hedge, stance) may be missing"
    return [Problem("info", f"the paper is in {language.name_of(tag)}", hint, found[0].source)]


def _place(finding: Finding) -> tuple[int, int]:
    return finding.source.start, finding.source.end


def _statements(
    reader: Reader,
    pieces: tuple[Piece, ...],
    paths: tuple[tuple[str, ...], ...],
    where: dict[tuple[str, ...], tuple[str, ...]],
) -> None:
    blocks = [piece.block for piece in pieces]
    for i, (piece, path) in enumerate(zip(pieces, paths, strict=True)):
        start, end = piece.block.start + piece.skip, piece.block.end
        theme = where.get(path, ())
        if piece.role == "abstract":
            reader.paragraph(start, end, "abstract", path if path[:1] == ("Abstract",) else ("Abstract", *path), ())
        elif piece.role in ("paragraph", "list-item"):
            item = piece.role == "list-item" or headings.is_enumerated(blocks, i)
            reader.paragraph(start, end, "sentence", path, theme, item)
        elif piece.role == "caption":
            reader.caption(start, end, path, theme)
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
        if last == i:
            continue
        span = Span(source, piece.block.start, pieces[last].block.end)
        name = " ".join(piece.block.text.split()[:2]).strip(".:")
        out.append(Problem("info", f"{name}: its cells are not read as sentences", "", span))
    return out


def _document(paper: Parsed, sections: tuple[Section, ...], quotations: int) -> Document:
    inside = [p.block for p in paper.pieces if p.role == "abstract"]
    abstract = Span(paper.source, inside[0].start, inside[-1].end) if inside else None
    body = _body(paper.pieces)
    return Document(
        paper.source,
        paper.front.reference,
        abstract,
        paper.front.keywords,
        tuple(s for s in sections if _in_body(s, paper.own_list)),
        Span(paper.source, body[0].start, body[-1].end) if body else None,
        paper.own_list,
        quotations,
    )


def _in_body(section: Section, own_list: Span | None) -> bool:
    """The abstract and the list have their own fields and are no sections of the text."""
    at = section.heading.start
    return section.path[0] != "Abstract" and (own_list is None or not own_list.start <= at < own_list.end)


def _body(pieces: Sequence[Piece]) -> list[Block]:
    """The blocks of the text: after front matter and abstract, before the list."""
    last = max((i for i, p in enumerate(pieces) if p.role in ("front", "abstract")), default=-1)
    return [
        p.block
        for p in pieces[last + 1 :]
        if p.role in ("heading", "paragraph", "list-item", "quote", "caption", "cell")
        and not (p.heading and p.heading.title == "References")
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


def _keyword_themes(source: Source, front: Front, pieces: tuple[Piece, ...]) -> tuple[Theme, ...]:
    spans = [p.block for p in pieces if p.role == "keywords"]
    return themes.from_keywords(source, front.keywords, spans[0].start, spans[-1].end) if spans else ()
