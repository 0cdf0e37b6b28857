"""What part each paragraph of a Word file plays: by its style where it has one, else by its look and words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import front_matter, headings, layout, reference_list
from ingest.blocks import Block
from ingest.readers.docx.walk import Para
from ingest.structure import Part, PartRole

_QUOTE = re.compile(r"quote|quotation|block ?text|extract|zitat\b|citation longue|cita larga")
_FRONT = re.compile(r"title|subtitle|author|affiliation|byline|date|correspond")
_LIST = re.compile(r"bibliograph|reference|endnote bib|literatur")
_BODY = frozenset(("paragraph", "list-item"))
_LONGEST_HEADING = 160


def parts(text: str, paras: Sequence[Para], listed: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    """A part for every paragraph. listed: stretches that a reference manager's field calls the list."""
    roles: list[PartRole] = [_by_style(text, p) for p in paras]
    levels = [p.level if role == "heading" else 0 for p, role in zip(paras, roles, strict=True)]
    if not any(levels):
        levels = _unstyled(text, paras, roles)
    for i, para in enumerate(paras):
        if any(a <= para.start < b for a, b in listed) and roles[i] != "heading":
            roles[i] = "reference"
    front = _front(text, paras, roles)
    for i in range(front):
        keywords = front_matter.KEYWORDS.match(text[paras[i].start : paras[i].end])
        roles[i] = "keywords" if keywords else "front"
        levels[i] = 0
    _abstract(text, paras, roles, front)
    _keywords(text, paras, roles)
    _references(text, paras, roles)
    return tuple(Part(role, p.start, p.end, level) for p, role, level in zip(paras, roles, levels, strict=True))


def _by_style(text: str, para: Para) -> PartRole:
    """What the style says; the words decide about captions, which few people give a style."""
    said, name = text[para.start : para.end], para.style.name
    if para.note is not None:
        return "footnote"
    if para.cell:
        return "cell"
    if para.level and len(said) <= _LONGEST_HEADING * 2:
        return "heading"
    if name == "caption" or layout.is_caption(said):
        return "caption"
    if _LIST.search(name):
        return "reference"
    if name == "abstract":
        return "abstract"
    if _QUOTE.search(name):
        return "quote"
    if para.listed or name.startswith("list"):
        return "list-item"
    return "paragraph"


def _unstyled(text: str, paras: Sequence[Para], roles: list[PartRole]) -> list[int]:
    """Headings of a paper without heading styles: what the words make sure, and short bold lines. Their levels are left
    to numbers and names (0)."""
    blocks = [Block(p.start, p.end, 2, "", text[p.start : p.end]) for p in paras]
    chosen = headings.choose(blocks, [role in _BODY for role in roles])
    for i, found in enumerate(chosen):
        said = blocks[i].text
        short = len(said) <= (80 if said[-1] == "." else _LONGEST_HEADING) and said[-1] not in "?!,;"
        bold = paras[i].bold and short and not layout.is_prose(said)
        if roles[i] in _BODY and ((found and (found.sure or bold)) or (bold and roles[i] == "paragraph")):
            roles[i] = "heading"
    return [0] * len(paras)


def _front(text: str, paras: Sequence[Para], roles: Sequence[PartRole]) -> int:
    """How many paragraphs stand before abstract and text."""
    for i, (para, role) in enumerate(zip(paras, roles, strict=True)):
        said = text[para.start : para.end]
        if _FRONT.search(para.style.name) and role != "heading":
            continue
        if role in ("abstract", "reference", "caption", "cell", "quote"):
            return i
        if role == "heading" and (i > 0 or headings.is_standard(said)):
            return i
        if role in _BODY and layout.is_prose(said) and (i > 0 or len(said) > 300):
            return i
    return len(paras)


def _abstract(text: str, paras: Sequence[Para], roles: list[PartRole], front: int) -> None:
    """The paragraphs under a heading "Abstract", up to the next heading that is no label of a structured abstract."""
    inside = False
    for i in range(front, len(paras)):
        said = text[paras[i].start : paras[i].end]
        if roles[i] == "heading":
            folded = headings.fold(said)
            inside = folded in ("abstract", "summary") or (
                inside and paras[i].level > 1 and folded in headings.MAIN | headings.MINOR
            )
        elif inside and roles[i] in _BODY:
            if front_matter.KEYWORDS.match(said):
                inside = False
            else:
                roles[i] = "abstract"


def _keywords(text: str, paras: Sequence[Para], roles: list[PartRole]) -> None:
    for i, para in enumerate(paras[:80]):
        said = text[para.start : para.end]
        if roles[i] in _BODY and len(said) < 600 and front_matter.KEYWORDS.match(said):
            roles[i] = "keywords"


def _references(text: str, paras: Sequence[Para], roles: list[PartRole]) -> None:
    """What stands under the last heading by the list's name is its items, up to the next heading."""
    said = [text[p.start : p.end] for p in paras]
    heads = [i for i in range(len(paras)) if roles[i] in ("heading", "paragraph") and reference_list.named(said[i])]
    if not heads:
        return
    first = heads[-1] + 1
    roles[heads[-1]] = "heading"
    for i in range(first, len(paras)):
        if roles[i] == "footnote" or (roles[i] == "heading" and not _letter(said[i])):
            break
        if reference_list.ends_list(said[i]):
            break
        if roles[i] in (*_BODY, "heading", "quote"):
            roles[i] = "reference" if not _letter(said[i]) else "furniture"


def _letter(text: str) -> bool:
    """A list by letters has "A", "B" … between its items."""
    return len(text) == 1 and text.isalpha()
