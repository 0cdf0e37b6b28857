"""A marked-up paper (JATS, HTML, Word, PDF) -> a batch: its reader's structure, and by words what that leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bib.model import Problem, Reference, Span
from ingest import front_matter, headings, quotes
from ingest.assemble import Parsed, assemble
from ingest.blocks import Block
from ingest.citing import ByLinks, ByWords, Citing
from ingest.front_matter import Front
from ingest.headings import Heading
from ingest.model import Batch
from ingest.pieces import Piece, cited_in
from ingest.structure import Item, Part, Structure

_SAID = ("front", "heading", "abstract", "paragraph", "list-item", "quote", "caption", "reference")


def read(structure: Structure, split: str = "auto") -> Batch:
    """The batch of one structure. split: as in `ingest.read`, for a list that has to be split by its words."""
    source = structure.source
    if not _is_paper(structure):
        return Batch(source, structure.form, None, (), (), (), structure.problems)
    pieces = tuple(_pieces(structure))
    references, own_list, problems = _references(structure, split)
    parsed = Parsed(
        source,
        structure.form,
        pieces,
        _front(structure, pieces),
        references,
        own_list,
        _citing(structure, references, pieces),
        exact=any(p.level for p in structure.parts if p.role == "heading"),
        language=structure.language,
        problems=(*structure.problems, *problems),
    )
    return assemble(parsed)


def _is_paper(structure: Structure) -> bool:
    """A login page, a scan or a damaged file is none: no paper says anything in it, and it has no title of its own."""
    said = any(p.role in _SAID for p in structure.parts)
    whole = (0, len(structure.source.text))
    refused = any(
        p.level == "error" and p.source and (p.source.start, p.source.end) == whole for p in structure.problems
    )
    titled = structure.front is not None and bool(structure.front.title)
    return titled or bool(structure.items) or (said and not refused)


def _pieces(structure: Structure) -> Iterator[Piece]:
    """Parts as the common part knows them."""
    text, last = structure.source.text, 0
    for part in structure.parts:
        gap = 0 if not last else max(text.count("\n", last, part.start), 1)
        block = Block(part.start, part.end, gap, "", text[part.start : part.end])
        last = part.end
        if part.role == "heading":
            yield Piece(block, "heading", heading=_heading(part, block.text))
        else:
            yield Piece(block, part.role, speaker=part.speaker or _speaker(part, block.text))


def _speaker(part: Part, text: str) -> str | None:
    """Who is named within a quotation that the marks show, in its words: "… at home (P12, female)", "P: Well, …"."""
    if part.role != "quote":
        return None
    tail = quotes.trailing(text)
    return tail[1] if tail else quotes.dialogue(text)


def _heading(part: Part, text: str) -> Heading:
    """What the marks say of a heading, and whether its words call it a theme."""
    read = headings.read(text)
    title = part.title or (read.title if read and not part.level else " ".join(text.split()))
    number = part.number or (read.number if read and not part.level else None)
    if read and read.theme:
        return Heading(read.title, number, part.level or read.level, True, True)
    return Heading(title, number, part.level or (read.level if read else 1), bool(part.level), False)


def _front(structure: Structure, pieces: tuple[Piece, ...]) -> Front:
    """Front matter as marked; what is not marked is read from the parts of that role."""
    source = structure.source
    blocks = [p.block for p in pieces if p.role == "front"]
    span = Span(source, blocks[0].start, blocks[-1].end) if blocks else Span(source, 0, 0)
    title = Span(source, *structure.title) if structure.title else None
    if structure.front is None:
        read = front_matter.read(source, blocks)
        return Front(read.reference, structure.keywords, read.title, read.problems)
    reference = replace(structure.front, source=span)
    if reference.title:
        return Front(reference, structure.keywords, title, ())
    named = replace(reference, title=front_matter.stem(source.name))
    missing = Problem(
        "warning",
        "no title found; the paper is named after its file",
        "kb edit gives it one, or mend the file and add it again",
        Span(source, 0, 0),
    )
    return Front(named, structure.keywords, None, (missing,))


def _references(structure: Structure, split: str) -> tuple[tuple[Reference, ...], Span | None, tuple[Problem, ...]]:
    """The list: fields as marked, or read from the words of each item; or found and split by its words."""
    from ingest.references import read_list

    source = structure.source
    parts = [p for p in structure.parts if p.role == "reference"]
    own_list = Span(source, _heading_before(structure.parts, parts[0]), parts[-1].end) if parts else None
    if structure.items is not None:
        out: list[Reference] = []
        problems: list[Problem] = []
        for item in structure.items:
            reference, said = _item(structure, item)
            out.append(reference)
            problems += said
        return tuple(out), own_list, tuple(problems)
    if not parts:
        return (), None, ()
    references, found = read_list(source, parts[0].start, parts[-1].end, split)
    return references, own_list, found


def _heading_before(parts: tuple[Part, ...], first: Part) -> int:
    """Where the list begins: at its heading, if the part before its first item is one."""
    at = parts.index(first)
    return parts[at - 1].start if at and parts[at - 1].role == "heading" else first.start


def _item(structure: Structure, item: Item) -> tuple[Reference, tuple[Problem, ...]]:
    """One item. What the input marks is believed; an item without marked fields is read as a line of a list."""
    from ingest.references import read_list

    source = structure.source
    span = Span(source, item.start, item.end)
    if item.reference is not None:
        return _linked(replace(item.reference, source=span, label=item.label or item.reference.label), item), ()
    read, problems = read_list(source, item.start, item.end, "lines")
    if not read:
        return _linked(Reference(source=span, label=item.label, confidence=0.0), item), problems
    return _linked(replace(read[0], source=span, label=item.label or read[0].label), item), problems


def _linked(reference: Reference, item: Item) -> Reference:
    """With the identifiers that the item's links tell, where its words tell none."""
    return replace(
        reference,
        doi=reference.doi or item.doi,
        pmid=reference.pmid or item.pmid,
        pmcid=reference.pmcid or item.pmcid,
    )


def _citing(structure: Structure, references: tuple[Reference, ...], pieces: tuple[Piece, ...]) -> Citing:
    if structure.cites is None:
        return ByWords(structure.source, references, structure.raised, cited_in(pieces))
    where = cited_in([p for p in pieces if p.role != "quote"])  # a number in a participant's words is hardly a marker
    return ByLinks(structure.source, structure.cites, references, structure.raised, where, structure.elsewhere)
