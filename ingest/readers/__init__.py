"""One file per kind of input: bytes to a `Source` with its canonical text and what its marks say, and what was odd.

Here live: plain text, and the marked-up forms, a row each in `FORMS`. Not here: what the words say.
A reader of a marked-up form has `fits(data, name)` (cheap: looks at the first bytes) and
`read(data, name, lineage) -> Structure`; it never raises on content.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from types import ModuleType

from bib.model import Place, Source

FORMS: tuple[str, ...] = ("jats", "html", "docx", "pdf", "markdown")
"""Modules of this folder that read marked-up forms, in the order in which they are asked."""


def reader_for(data: bytes, name: str) -> ModuleType | None:
    """The reader of a marked-up input; None for plain text and what nobody knows."""
    for form in FORMS:
        module = import_module(f"ingest.readers.{form}")
        if module.fits(data, name):
            return module
    return None


def source_of(
    data: bytes, name: str, lineage: str | None, reader: str, text: str, places: tuple[Place, ...] = ()
) -> Source:
    """The source of some bytes with its canonical text. reader: name and version, "jats@1"."""
    digest = hashlib.sha256(data).hexdigest()
    return Source(name, digest, lineage or digest, reader, text, places)
