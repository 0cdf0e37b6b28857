"""What every paragraph of a document is. No line is lost: each block gets exactly one role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest import front_matter, headings, quotes, reference_list
from ingest.blocks import Block
from ingest.headings import Heading, fold
from ingest.reference_list import Region

Role = Literal[
    "front",
    "keywords",
    "heading",
    "abstract",
    "paragraph",
    "item",
    "quote",
    "attribution",
    "caption",
    "cell",
    "furniture",
    "reference",
]

_CAPTION = re.compile(
    r"(?:(?:Supplementary|Supplemental|Appendix|Online|Extended data|Additional)\s)?(?:Table|Figure|Fig\.?|Box|Panel|Chart|Scheme|Exhibit|Plate|Additional file|Multimedia Appendix)"
    r"\s?(?P<number>S?\d{1,3}[A-Za-z]?|[IVX]{1,5})(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:\d{1,4}|page \d{1,4}(?: of \d{1,4})?|view (?:large|full[- ]size|article|figure|table|inline|in own window).{0,40}|open in (?:a )?(?:new|separate) (?:tab|window).{0,20}|"
    r"download (?:figure|image|powerpoint|pdf|slide|references|csv|citation|full[- ]size image|:.{0,60}).{0,40}|go to:?|full size (?:table|image)|"
    r"google scholar|crossref|pubmed|back to top|next|previous|article google scholar|show more|show less|learn more.{0,60}|"
    r"https?://\S{1,300}|www\.\S{1,200}|doi:\s?\S{1,120}|advertisement|\[google scholar\].{0,60}|click here.{0,80}|cite as|share|sign in|log in|copy link)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[•·▪◦‣*]|[–—-]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|\d{1,2}\)\s)")
_STRUCTURED = re.compile(
    r"(?P<label>(?:background|introduction|objectives?|aims?|purposes?|importance|context|methods?|methodology|materials and methods|design|"
    r"setting|participants?|patients|interventions?|main outcomes?(?: and measures| measures?)?|measurements?|results?|findings?|"
    r"main results|interpretation|discussion|conclusions?|conclusions and relevance|limitations|significance|implications|"
    r"trial registration|registration|funding|data sources|study selection|background and objectives?|rationale|hypothesis|"
    r"patients and methods|methods and findings|methods and results|discussion and conclusions?|study design|author summary|keywords?)(?:/[A-Za-z ]{3,30})?)\s?[:.—–]\s",
    re.IGNORECASE,
)
# The order in which a structured abstract goes; going back means that the text has begun.
_ORDER = (
    (
        "background",
        "introduction",
        "context",
        "importance",
        "rationale",
        "background and objectives",
        "background and objective",
        "background and purpose",
    ),
    ("objective", "objectives", "aim", "aims", "purpose", "hypothesis"),
    (
        "design",
        "methods",
        "method",
        "methodology",
        "materials and methods",
        "setting",
        "participants",
        "patients",
        "interventions",
        "intervention",
        "patients and methods",
        "methods/design",
        "study design",
        "measurements",
        "outcome measures",
        "main outcome measures",
        "methods and design",
        "material and methods",
    ),
    (
        "results",
        "findings",
        "main results",
        "methods and findings",
        "methods and results",
        "result",
        "results and discussion",
    ),
    (
        "discussion",
        "interpretation",
        "conclusion",
        "conclusions",
        "limitations",
        "significance",
        "implications",
        "conclusions and relevance",
        "discussion and conclusions",
        "discussion and conclusion",
        "conclusions/significance",
    ),
    (
        "trial registration",
        "registration",
        "clinical trial registration",
        "trial registration number",
        "funding",
        "electronic supplementary material",
    ),
)
_RANK = {name: i for i, names in enumerate(_ORDER) for name in names}
_ABSTRACT = re.compile(r"(?:abstract|summary|executive summary)\s?[:.—–-]?", re.IGNORECASE)
_RUN_IN = re.compile(r"(?:ABSTRACT|Abstract|Summary|SUMMARY)\s{0,2}[:.—–-]{1,2}\s{0,3}(?=\S)|ABSTRACT\s{1,3}(?=[A-Z])")


@dataclass(frozen=True)
class Piece:
    """A block with its role. heading: for role heading; speaker: for quotes; skip: label before the text ("Abstract: ")."""

    block: Block
    role: Role
    heading: Heading | None = None
    speaker: str | None = None
    skip: int = 0


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
    abstract = _abstract(pieces, front, body_end)
    return Layout(tuple(pieces), front, region, abstract)


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
    if found is None or (found["number"] or "").lower() == "i" and "table" not in text[:12].lower():
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
    if quotes.attribution(text) or quotes.enclosed(text) or (quotes.dialogue(text) and quotes.talks(text)):
        return True
    before = pieces[i - 2].block.text if i > 1 else ""
    return quotes.names_speaker(text, pieces[i - 1].block.text, before) is not None


def _front_end(pieces: list[Piece], chosen: list[Heading | None]) -> int:
    """Index of the first block of abstract or text: a heading by a standard name, a number, or the first paragraph."""
    for i, found in enumerate(chosen):
        text = pieces[i].block.text
        if (
            _ABSTRACT.fullmatch(text)
            or _RUN_IN.match(text)
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
    if len(words) < 12 or len(text) < 80 or front_matter.names(text):
        return False
    if text[-1:] in '.?!:…”")]' and len(words) >= 25:
        return True
    small = sum(w[0].islower() for w in words)
    return text[-1:] in ".?!" and small * 2 > len(words) and (len(words) > 40 or ". " in text)


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


def _abstract(pieces: list[Piece], front: int, end: int) -> tuple[int, int] | None:
    """Find the abstract, give its paragraphs their role and return where it stands."""
    if front >= end:
        return None
    text = pieces[front].block.text
    run_in = _RUN_IN.match(text)
    if _ABSTRACT.fullmatch(text):
        pieces[front] = Piece(pieces[front].block, "heading", heading=Heading("Abstract", None, 1, True))
        first = front + 1
    elif run_in:
        pieces[front] = Piece(pieces[front].block, "paragraph", skip=run_in.end())
        first = front
    else:
        return None
    last = _abstract_end(pieces, first, end)
    for i in range(first, last):
        if pieces[i].role in ("paragraph", "item"):
            pieces[i] = replace(pieces[i], role="abstract")
    return (first, last) if last > first else None


def _abstract_end(pieces: list[Piece], first: int, end: int) -> int:
    """One past the abstract: the text begins where the order of an abstract's parts begins anew."""
    if (
        first < end
        and pieces[first].role == "heading"
        and fold(pieces[first].heading.title if pieces[first].heading else "") in _RANK
    ):
        return _structured_end(pieces, first, end)
    i = first
    while i < end and pieces[i].role not in ("heading", "keywords"):
        i += 1
    stops = i < end and (pieces[i].role == "keywords" or _opens_text(pieces[i]))
    labels = sum(_STRUCTURED.match(p.block.text) is not None for p in pieces[first:i])
    if stops:
        return i
    if labels:
        return first + max(k for k, p in enumerate(pieces[first:i]) if _STRUCTURED.match(p.block.text)) + 1
    return min(first + 1, end)


def _opens_text(piece: Piece) -> bool:
    found = piece.heading
    return found is not None and (
        found.number is not None or fold(found.title) in ("introduction", "background", "introduction and background")
    )


def _structured_end(pieces: list[Piece], first: int, end: int) -> int:
    """Labels rise in rank; a numbered heading, a repeated or an earlier one opens the text."""
    seen: set[str] = set()
    rank = -1
    since = 0
    for i in range(first, end):
        found = pieces[i].heading
        if pieces[i].role == "keywords":
            return i
        if found is None:
            since += 1
            if since > 1 and rank >= 4 and not _STRUCTURED.match(pieces[i].block.text):
                return i
            continue
        name = fold(found.title)
        here = _RANK.get(name)
        if found.number is not None or name in seen or here is None and rank >= 3 or (here is not None and here < rank):
            return i
        if name == "introduction" and seen:
            return i
        seen.add(name)
        rank = rank if here is None else here
        since = 0
    return end


def is_item(text: str) -> bool:
    """Does the paragraph begin with a list's bullet or label?"""
    return _ITEM.match(text) is not None


def is_known(piece: Piece) -> bool:
    """Is this a heading by one of the names that papers and publishers use?"""
    return headings.is_standard(piece.block.text) or reference_list.ends_list(piece.block.text)
