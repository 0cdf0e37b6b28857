"""What every paragraph of a document is. No line is lost: each block gets exactly one role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import abstract, front_matter, headings, quotes, reference_list
from ingest.blocks import Block
from ingest.headings import Heading
from ingest.pieces import Piece
from ingest.reference_list import Region

_CAPTION = re.compile(
    r"(?:(?:Supplementary|Supplemental|Appendix|Online|Extended data|Additional)\s)?(?:Table|Figure|Fig\.?|"
    r"Box|Panel|Chart|Scheme|Exhibit|Plate|Additional file|Multimedia Appendix)"
    r"\s?(?P<number>S?\d{1,3}[A-Za-z]?|[IVX]{1,5})(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:\d{1,4}|page \d{1,4}(?: of \d{1,4})?|view (?:large|full[- ]size|article|figure|table|inline|"
    r"in own window).{0,40}|open in (?:a )?(?:new|separate) (?:tab|window).{0,20}|"
    r"download (?:figure|image|powerpoint|pdf|slide|references|csv|citation|full[- ]size image|"
    r":.{0,60}).{0,40}|go to:?|full size (?:table|image)|"
    r"google scholar|crossref|pubmed|back to top|next|previous|article google scholar|show more|show less|"
    r"learn more.{0,60}|"
    r"https?://\S{1,300}|www\.\S{1,200}|doi:\s?\S{1,120}|advertisement|\[google scholar\].{0,60}|"
    r"click here.{0,80}|cite as|share|sign in|log in|copy link)",
    re.IGNORECASE,
)

_NOTE = re.compile(
    r"(?:Citation|(?:Academic )?Editor|Copyright|Received|Data Availability|Funding|Competing interests):\s.{0,600}"
    r"(?:\d{4}|doi|University|Creative Commons|interests|funding|fund|grant|data|[A-Z]{4,})",
    re.DOTALL,
)


@dataclass(frozen=True)
class Layout:
    """pieces: every block in order; front: how many blocks stand before abstract and text; region: the list, if any;
    abstract: indices (first, end) of the abstract's pieces, or None."""

    pieces: tuple[Piece, ...]
    front: int
    region: Region | None
    abstract: tuple[int, int] | None


def lay_out(blocks: Sequence[Block], region: Region | None) -> Layout:
    """Give every block its role."""
    body_end = region.heading if region and region.heading is not None else region.first if region else len(blocks)
    pieces: list[Piece] = [Piece(b, "paragraph") for b in blocks]
    _after_list(pieces, region, body_end)
    inner = list(range(body_end))
    _captions(pieces, inner)
    plain = [pieces[i].role == "paragraph" and not _is_speech(pieces, i) for i in inner]
    chosen = headings.choose([blocks[i] for i in inner], plain)
    front = _front_end(pieces, chosen)
    for i in range(front, body_end):
        found = chosen[i]
        if found is not None:
            pieces[i] = Piece(blocks[i], "heading", heading=found)
    for i in range(front):
        pieces[i] = Piece(blocks[i], "keywords" if front_matter.KEYWORDS.match(blocks[i].text) else "front")
    _keywords(pieces, front, body_end)
    _notes(pieces, front, body_end)
    place = abstract.mark(pieces, front, body_end)
    return Layout(tuple(pieces), front, region, place)


def _after_list(pieces: list[Piece], region: Region | None, body_end: int) -> None:
    """The list's heading and items, and the page's furniture below it."""
    for i in range(body_end, len(pieces)):
        if region and i == region.heading:
            pieces[i] = Piece(pieces[i].block, "heading", heading=Heading("References", None, 1, True))
        elif region and region.first <= i < region.end:
            pieces[i] = Piece(pieces[i].block, "reference")
        else:
            pieces[i] = Piece(pieces[i].block, "furniture")


def is_caption(text: str) -> bool:
    """ "Table 1. Roles", "Figure 2 Flow of participants"; not "Table 1 shows …" nor "Table 1. outlines …"."""
    found = _CAPTION.fullmatch(text[:2000])
    if found is None or ((found["number"] or "").lower() == "i" and "table" not in text[:12].lower()):
        return False
    rest = found["rest"].strip(" .:|–—-\t)")
    return not rest or rest[0].isupper() or rest[0].isdigit() or rest[0] in "“\"‘'(["


def _captions(pieces: list[Piece], inner: list[int]) -> None:
    """Captions, the cells below a table's caption, and what pages print between paragraphs."""
    i = 0
    while i < len(inner):
        text = pieces[i].block.text
        if _FURNITURE.fullmatch(text):
            pieces[i] = Piece(pieces[i].block, "furniture")
        elif is_caption(text) and (len(text) < 400 or not _SENTENCE_AFTER.match(text)):
            pieces[i] = Piece(pieces[i].block, "caption")
            for k in range(i + 1, _cells_end(pieces, inner, i + 1)):
                pieces[k] = Piece(pieces[k].block, "cell")
        elif "\t" in text and len(text.split("\t")) > 2:
            pieces[i] = Piece(pieces[i].block, "cell")
        i += 1
        while i < len(inner) and pieces[i].role == "cell":
            i += 1


_SENTENCE_AFTER = re.compile(
    r"\w+\.?\s?\S{1,5}\s(?:shows?|presents?|summari[sz]es|outlines|lists|provides|illustrates|gives|describes)\b",
    re.IGNORECASE,
)


def _cells_end(pieces: list[Piece], inner: list[int], first: int) -> int:
    """One past the last cell: short lines without a sentence's end, at least two of them."""
    i = first
    while i < len(inner):
        block = pieces[i].block
        found = headings.read(block.text)
        if (found and found.sure and "\t" not in block.indent) or is_caption(block.text):
            break
        if len(block.text) > 150 and block.text[-1:] in ".?!" and "\t" not in block.text:
            break
        i += 1
    while i > first and i < len(inner) and _could_open_section(pieces[i - 1].block):
        i -= 1
    return i if i - first >= 2 else first


def _could_open_section(block: Block) -> bool:
    """The last short line before a paragraph may be that paragraph's heading."""
    return (
        "\t" not in block.indent
        and block.gap > 2
        and headings.read(block.text) is not None
        and not block.text[0].isdigit()
    )


def _is_speech(pieces: list[Piece], i: int) -> bool:
    """Is this line the speaker of the quotation above it, or a quotation itself?"""
    text = pieces[i].block.text
    if i == 0:
        return False
    above = pieces[i - 1].block.text
    turn = quotes.dialogue(text) and (quotes.talks(text) or quotes.dialogue(above) or above.endswith(":"))
    if turn or quotes.attribution(text) or quotes.enclosed(text):
        return True
    before = pieces[i - 2].block.text if i > 1 else ""
    return quotes.names_speaker(text, above, before) is not None


def _front_end(pieces: list[Piece], chosen: list[Heading | None]) -> int:
    """Index of the first block of abstract or text: a heading by a standard name, a number, or the first paragraph."""
    texts = [p.block.text for p in pieces[: len(chosen)]]
    for i, found in enumerate(chosen):
        text = texts[i]
        if found and front_matter.is_label(text):
            continue
        if (
            abstract.ABSTRACT.fullmatch(text)
            or abstract.RUN_IN.match(text)
            or (i > 0 and abstract.opens_labelled(texts, i))
            or (found and i > 0 and (headings.is_standard(found.title) or found.number))
        ):
            return i
        if found and i == 0 and headings.is_standard(found.title) and (found.number or len(chosen) > 1):
            return i
        if is_prose(text) and (i > 0 or len(text) > 300):
            return i
    return len(chosen)


def is_prose(text: str) -> bool:
    """A paragraph of sentences, not a title, a list of names or a line of a page."""
    words = text.split()
    if len(words) < 12 or len(text) < 60:
        return False
    small = sum(w[0].islower() for w in words) * 2 > len(words)
    if text[-1:] in '.?!:…”")]' and len(words) >= 25:
        return small or not front_matter.names(text)
    # A long paragraph may have lost its end in copying.
    return small and (text[-1:] in ".?!" or (len(words) >= 60 and ". " in text))


def _notes(pieces: list[Piece], first: int, end: int) -> None:
    """What PLOS prints between abstract and text: how to cite, editor, dates, licence, funding."""
    for i in range(first, min(end, first + 60)):
        if _NOTE.match(pieces[i].block.text):
            pieces[i] = Piece(pieces[i].block, "furniture")


def _keywords(pieces: list[Piece], first: int, end: int) -> None:
    """Lines of keywords between abstract and text, and the line under a heading "Keywords"."""
    for i in range(first, min(end, first + 60)):
        text = pieces[i].block.text
        found = front_matter.KEYWORDS.match(text)
        if not found or len(text) > 600:
            continue
        pieces[i] = Piece(pieces[i].block, "keywords")
        if (
            not found["rest"]
            and i + 1 < end
            and len(pieces[i + 1].block.text) < 500
            and not is_prose(pieces[i + 1].block.text)
        ):
            pieces[i + 1] = Piece(pieces[i + 1].block, "keywords")
        return


def is_known(piece: Piece) -> bool:
    """Is this a heading by one of the names that papers and publishers use?"""
    return headings.is_standard(piece.block.text) or reference_list.ends_list(piece.block.text)
