"""A Word file as a structure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from bib.model import Level, Problem, Reference, Source, Span
from ingest import front_matter
from ingest.readers import source_of
from ingest.readers.docx import fields as held
from ingest.readers.docx.endnote import word_sources
from ingest.readers.docx.listing import Listing
from ingest.readers.docx.package import Package, name_of, open_package, value_of
from ingest.readers.docx.roles import parts as roles_of
from ingest.readers.docx.styles import read_styles
from ingest.readers.docx.walk import Field, Walk
from ingest.structure import Cite, Height, Part, Raised, Structure

_OPENING, _CLOSING = "([", ")]"


def build(data: bytes, name: str, lineage: str | None, reader: str) -> Structure:
    """See `ingest.readers.docx.read`."""
    package = open_package(data)
    walk = _walk(package)
    source = source_of(data, name, lineage, reader, walk.writer.text)
    odd = [Problem(cast(Level, level), what, hint, Span(source, 0, 0)) for level, what, hint in package.odd]
    if not walk.marks.paras:
        empty = Problem("error", "no text in this Word file", "open it in Word and save it again", Span(source, 0, 0))
        return Structure(source, "docx", (), problems=(*odd, empty))
    bibliography = [(f.start, f.end) for f in walk.marks.fields if held.is_bibliography(f)]
    parts = roles_of(source.text, walk.marks.paras, bibliography)
    listing = Listing(source.text, parts, walk.marks)
    cites, elsewhere, problems = _cites(source, walk, listing, word_sources(package.roots.get("sources")))
    items, parts = listing.items(parts)
    return Structure(
        source,
        "docx",
        parts,
        cites=cites or None,
        raised=tuple(Raised(a, b, cast(Height, height)) for a, b, height in sorted(walk.marks.raised)),
        items=items,
        keywords=_keywords(source.text, parts),
        problems=(*odd, *problems),
        elsewhere=elsewhere,
    )


def _walk(package: Package) -> Walk:
    """The document, then its notes in the order of their marks."""
    walk = Walk(read_styles(package.roots.get("styles")))
    document = package.roots.get("document")
    if document is None:
        return walk
    walk.blocks(document)
    for kind in ("footnote", "endnote"):
        root = package.roots.get(f"{kind}s")
        texts = {value_of(n, "id"): n for n in root if name_of(n) == kind} if root is not None else {}
        marked = [name for _, _, name in walk.marks.notes if name.startswith(kind)]
        for name in dict.fromkeys(marked):
            note = texts.get(name.partition(":")[2])
            if note is not None:
                walk.blocks(note, note=name)
    return walk


def _keywords(text: str, parts: tuple[Part, ...]) -> tuple[str, ...]:
    out: list[str] = []
    for part in parts:
        if part.role == "keywords":
            found = front_matter.KEYWORDS.match(text[part.start : part.end])
            out += front_matter.keywords((found["rest"] or "") if found else text[part.start : part.end])
    return tuple(dict.fromkeys(out))


def _cites(
    source: Source, walk: Walk, listing: Listing, sources: Mapping[str, Reference]
) -> tuple[tuple[Cite, ...], tuple[tuple[int, int], ...], list[Problem]]:
    """Markers with a record, a cross-reference or a note behind them, in order; and where such lead elsewhere."""
    out: list[Cite] = []
    elsewhere: list[tuple[int, int]] = []
    problems: list[Problem] = []
    for field in sorted(walk.marks.fields, key=lambda f: (f.start, f.end)):
        cite, problem, closed = _field(source, field, listing, sources, walk)
        out += [cite] if cite else []
        elsewhere += [(field.start, field.end)] if closed else []
        problems += [problem] if problem else []
    for start, end, anchor in walk.marks.links:
        target = _item_at(listing, walk.marks.bookmarks.get(anchor))
        if target is not None:
            out.append(Cite(start, end, (target,)))
        elif anchor in walk.marks.bookmarks:
            elsewhere.append((start, end))
    for start, end, name in walk.marks.notes:
        cited = _note(walk, listing, start, end, name, out)
        out += cited
        elsewhere += [] if cited else [(start, end)]
    return _apart(source.text, out), tuple(sorted(elsewhere)), problems


def _field(
    source: Source, field: Field, listing: Listing, sources: Mapping[str, Reference], walk: Walk
) -> tuple[Cite | None, Problem | None, bool]:
    """The marker that a field is, if it is one; what could not be read behind it; and does it lead elsewhere?"""
    span = Span(source, field.start, max(field.start, field.end))
    found, wrong = held.works(field, sources)
    if wrong:
        return None, Problem("warning", f"{span.text}: {wrong}", "the marker's words are read instead", span), False
    if not found:
        named = held.anchor(field) or ""
        target = _item_at(listing, walk.marks.bookmarks.get(named))
        if target is None:
            return None, None, named in walk.marks.bookmarks and field.end > field.start
        return Cite(field.start, field.end, (target,)), None, False
    places = [listing.place(work, field.start, field.end) for work in found]
    known = tuple(dict.fromkeys(p for p in places if p is not None))
    if None in places and (numbered := listing.by_number(span.text, len(found))):
        known = numbered
    if not known or field.end <= field.start:
        what = f"{span.text or 'a hidden marker'}: none of its {len(found)} works is in the printed list"
        problem = Problem("warning", what, "update the bibliography in Word", span)
        return None, problem, field.end > field.start
    return Cite(field.start, field.end, known), None, False


def _item_at(listing: Listing, offset: int | None) -> int | None:
    """The item that a bookmark stands in."""
    if offset is None:
        return None
    return next((i for i, p in enumerate(listing.printed) if p.start <= offset < p.end), None)


def _note(walk: Walk, listing: Listing, start: int, end: int, name: str, found: list[Cite]) -> list[Cite]:
    """A note's mark cites what the note is, or what is cited within it."""
    at = listing.note(name)
    if at is not None:
        return [Cite(start, end, (at,))]
    texts = [(p.start, p.end) for p in walk.marks.paras if p.note == name]
    inner = [t for c in found if any(a <= c.start < b for a, b in texts) for t in c.targets]
    return [Cite(start, end, tuple(dict.fromkeys(inner)))] if inner else []


def _apart(text: str, cites: list[Cite]) -> tuple[Cite, ...]:
    """In order, none within another; brackets around a marker belong to it, and neighbours in one bracket are one."""
    out: list[Cite] = []
    for cite in sorted(cites, key=lambda c: (c.start, -c.end)):
        if out and cite.start < out[-1].end:
            continue
        if out and (between := text[out[-1].end : cite.start]).strip(" ,;–—-") == "" and len(between) < 4:
            if any(c in "–—-" for c in between) and out[-1].targets and cite.targets:
                inner = range(out[-1].targets[-1] + 1, cite.targets[0])
                cite = Cite(cite.start, cite.end, (*inner, *cite.targets))
            joined = tuple(dict.fromkeys((*out[-1].targets, *cite.targets)))
            out[-1] = Cite(out[-1].start, cite.end, joined)
        else:
            out.append(cite)
    return tuple(_bracketed(text, c) for c in out)


def _bracketed(text: str, cite: Cite) -> Cite:
    a, b = cite.start, cite.end
    if a and b < len(text) and text[a - 1] in _OPENING and text[b] == _CLOSING[_OPENING.index(text[a - 1])]:
        return Cite(a - 1, b + 1, cite.targets)
    return cite
