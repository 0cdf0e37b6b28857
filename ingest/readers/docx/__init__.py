"""Word files (.docx, .docm): Office Open XML, ECMA-376 parts 1 and 4, transitional and strict.

`package` opens the archive, `styles` says what a style means, `writer` makes canonical text, `walk` goes through the
paragraphs, `fields` reads what Zotero, Mendeley, EndNote, Citavi and Word itself keep behind a marker, `roles` gives
paragraphs their part, `build` puts it together. Not here: what the words say.
"""

from __future__ import annotations

from ingest.structure import Structure

READER = "docx@1"


def fits(data: bytes, name: str) -> bool:
    """Is this a zip archive with a Word document in it, whole or cut short?"""
    return data.startswith(b"PK\x03\x04") and (b"word/" in data[:65536] or b"word/" in data[-65536:])


def read(data: bytes, name: str, lineage: str | None = None) -> Structure:
    """The structure of a Word file. Never raises on content."""
    from ingest.readers.docx.build import build

    return build(data, name, lineage, READER)
