"""Word files in which every second marker is a Zotero field and the others are typed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from benchmarks.makers.article import read
from benchmarks.makers.docx import Word
from benchmarks.makers.half import halved


def make(path: Path, text: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """See `benchmarks.makers`."""
    word = Word(fields=True, styled=True)
    word.article(halved(read(path)))
    out = io.BytesIO()
    word.document.save(out)
    yield f"{path.stem}.docx", out.getvalue()
