"""Plain text: any bytes a person pasted or saved."""

from __future__ import annotations

from dataclasses import replace

from bib.model import Problem, Source, Span
from ingest.decode import decode
from ingest.readers import source_of

READER = "text@1"


def read(data: bytes, name: str, lineage: str | None = None) -> tuple[Source, tuple[Problem, ...]]:
    """The source with its canonical text (the decoded bytes without a byte order mark), and what was odd."""
    text, problems = decode(data)
    source = source_of(data, name, lineage, READER, text)
    return source, tuple(replace(p, source=Span(source, 0, 0)) for p in problems)
