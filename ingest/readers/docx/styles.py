"""What a paragraph's or a run's style means, inherited along `basedOn`.

Word stores the names of built-in styles in English whatever its own language ("heading 1"; ECMA-376 17.9.23, style
names of latent styles), so names are asked, not ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from ingest.readers.docx.package import name_of, value_of
from ingest.readers.xml import child

_DEEPEST = 20  # styles based on one another; Word itself allows 11


@dataclass(frozen=True)
class Style:
    """name: lower case; level: of a heading from 1, 0 for others; height: "raised", "lowered" or None; bold, italic;
    listed: its paragraphs are items of a list."""

    name: str = ""
    level: int = 0
    height: str | None = None
    bold: bool = False
    italic: bool = False
    listed: bool = False


PLAIN = Style()


def read_styles(root: etree._Element | None) -> Mapping[str, Style]:
    """Style id -> style."""
    if root is None:
        return {}
    found = {value_of(s, "styleId") or "": s for s in root if name_of(s) == "style"}
    return {name: _style(name, found) for name in found}


def _style(name: str, found: Mapping[str, etree._Element]) -> Style:
    chain: list[etree._Element] = []
    at = name
    while at in found and len(chain) < _DEEPEST:
        chain.append(found[at])
        base = child(found[at], "basedOn")
        at = (value_of(base) if base is not None else None) or ""
    title = child(chain[0], "name")
    said = (value_of(title) or name if title is not None else name).casefold()
    level, height, bold, italic, listed = 0, None, False, False, False
    for style in reversed(chain):
        paragraph, run = child(style, "pPr"), child(style, "rPr")
        level = level_of(paragraph) or level
        height = height_of(run) or height
        bold, italic = flag(run, "b", bold), flag(run, "i", italic)
        listed = listed or child(paragraph, "numPr") is not None
    if said.startswith("heading ") and said[8:].isdigit():
        level = level or int(said[8:])
    return Style(said, level, height, bold, italic, listed)


def level_of(paragraph: etree._Element | None) -> int:
    """Outline level from 1; 0 for body text (Word counts from 0, and 9 is body text)."""
    outline = child(paragraph, "outlineLvl")
    value = value_of(outline) if outline is not None else None
    return int(value) + 1 if value is not None and value.isdigit() and int(value) < 9 else 0


def height_of(run: etree._Element | None) -> str | None:
    """Whether a run stands above or below the line."""
    align = child(run, "vertAlign")
    value = value_of(align) if align is not None else None
    if value == "superscript":
        return "raised"
    if value == "subscript":
        return "lowered"
    lifted = child(run, "position")
    value = value_of(lifted) if lifted is not None else None
    if value is not None and value.lstrip("-").isdigit() and abs(int(value)) >= 4:  # half points
        return "lowered" if value.startswith("-") else "raised"
    return "line" if align is not None else None


def flag(run: etree._Element | None, name: str, inherited: bool) -> bool:
    """A toggle such as bold."""
    found = child(run, name)
    return inherited if found is None else (value_of(found) or "true") not in ("0", "false", "off", "none")
