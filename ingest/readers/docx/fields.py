"""What reference managers keep behind a marker: the works it cites, as records.

| program | where | what |
|---|---|---|
| Zotero | field `ADDIN ZOTERO_ITEM CSL_CITATION {json}` | CSL-JSON in `citationItems[].itemData` |
| Mendeley Desktop | field `ADDIN CSL_CITATION {json}` | the same |
| Mendeley Cite | content control, tag `MENDELEY_CITATION_v3_` + base64 | the same |
| EndNote | field `ADDIN EN.CITE <EndNote>…`, or base64 in `fldData` | `<Cite><record>` |
| Word | field `CITATION tag \\l 1033 \\m tag2` | tags of `b:Sources` |
| Citavi | content control or field `ADDIN CitaviPlaceholder{base64}` | no records that others can rely on |

CSL-JSON: https://github.com/citation-style-language/schema (csl-citation.json). EndNote's
code is what EndNote 20 writes.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bib import csl_json
from bib.model import Reference, Source
from ingest.readers.docx.endnote import records
from ingest.readers.docx.walk import Field

_BIBLIOGRAPHY = re.compile(
    r"\s{0,9}(?:ADDIN\s{1,9}(?:ZOTERO_BIBL|EN\.REFLIST|Mendeley Bibliography|CitaviBibliography)|BIBLIOGRAPHY\b)"
    r"|MENDELEY_BIBLIOGRAPHY"
)
_CSL = re.compile(r"\s{0,9}ADDIN\s{1,9}(?:ZOTERO_ITEM\s{1,9}|Mendeley Citation)?.{0,60}?CSL_CITATION\s{0,9}", re.DOTALL)
_MENDELEY = "MENDELEY_CITATION_v3_"
_ENDNOTE = re.compile(r"\s{0,9}ADDIN\s{1,9}EN\.CITE")
_WORD = re.compile(r"\s{0,9}CITATION\s{1,9}(?P<tag>[^\s\\]{1,255})(?P<rest>.{0,2000})", re.DOTALL)
_MORE = re.compile(r"\\m\s{1,9}([^\s\\]{1,255})")
_ANCHOR = re.compile(r"\s{0,9}(?:REF|PAGEREF|HYPERLINK)\s{1,9}(?:\\l\s{1,9})?\"?(?P<name>[\w.-]{1,255})")


@dataclass(frozen=True)
class Cited:
    """One work behind a marker. key: what the program calls it, so that two markers of one work are known; may be the
    record itself as text. record: its fields, None when only the key is known."""

    key: str
    record: Reference | None


def is_bibliography(field: Field) -> bool:
    """Does this field hold the printed list?"""
    return _BIBLIOGRAPHY.match(field.code) is not None


def anchor(field: Field) -> str | None:
    """The bookmark that a cross-reference leads to."""
    found = _ANCHOR.match(field.code)
    return found["name"] if found else None


def works(field: Field, sources: Mapping[str, Reference]) -> tuple[tuple[Cited, ...], str]:
    """(the works behind a marker in their order, what could not be read); ((), "") for a field that is no citation.

    sources: Word's own bibliography by tag.
    """
    code = field.code
    if code.startswith(_MENDELEY):
        return _mendeley(code)
    csl = _CSL.match(code)
    if csl:
        return _csl(code[csl.end() :])
    if _ENDNOTE.match(code):
        return _endnote(field)
    word = _WORD.match(code)
    if word:
        tags = [word["tag"], *_MORE.findall(word["rest"])]
        return tuple(Cited(f"word:{tag}", sources.get(tag)) for tag in tags), ""
    return (), ""


def _mendeley(code: str) -> tuple[tuple[Cited, ...], str]:
    raw = code[len(_MENDELEY) :]
    try:
        return _csl(base64.b64decode(raw + "=" * (-len(raw) % 4), validate=False).decode("utf-8", "replace"))
    except (binascii.Error, ValueError):
        return (), "Mendeley's record of this marker is damaged"


def _csl(text: str) -> tuple[tuple[Cited, ...], str]:
    try:
        found, _ = json.JSONDecoder().raw_decode(text.lstrip())
    except (ValueError, RecursionError):
        return (), "the record behind this marker is damaged JSON"
    items = found.get("citationItems") if isinstance(found, dict) else None
    if not isinstance(items, list):
        return (), "the record behind this marker names no work"
    return tuple(_items(items)), ""


def _items(items: list[Any]) -> Iterator[Cited]:
    for item in items[:500]:
        if not isinstance(item, dict):
            continue
        data = item.get("itemData")
        uris = item.get("uris") or item.get("uri")
        key = str(uris[0]) if isinstance(uris, list) and uris else ""
        if not key and isinstance(data, dict):
            named = {k: v for k, v in data.items() if k != "id"}
            key = json.dumps(named, sort_keys=True, ensure_ascii=False)
        yield Cited(key or str(item.get("id")), record_of(data) if isinstance(data, dict) else None)


def record_of(data: dict[str, Any]) -> Reference | None:
    """A CSL-JSON object as a reference without a place in the text."""
    text = json.dumps([data], ensure_ascii=False)
    entries, _ = csl_json.read(Source("field", "", "", "", text))
    if not entries:
        return None
    reference = entries[0].reference
    dropped = ("abstract", "note", "keyword")
    other = tuple((k, v) for k, v in reference.other if k not in dropped)
    return replace(reference, source=None, key=None, label=None, other=other)


def _endnote(field: Field) -> tuple[tuple[Cited, ...], str]:
    """EndNote keeps its XML in the code, or in base64 beside it when it is long."""
    text = field.code[field.code.find("<") :] if "<" in field.code else ""
    if not text and field.data:
        try:
            raw = "".join(field.data.split())
            text = base64.b64decode(raw + "=" * (-len(raw) % 4)).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return (), "EndNote's record of this marker is damaged"
    found = tuple(Cited(key, record) for key, record in records(text))
    return found, "" if found else "EndNote's record of this marker names no work"
