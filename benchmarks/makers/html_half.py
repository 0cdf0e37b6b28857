"""Pages on which every second marker is a link."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.makers import article
from benchmarks.makers.half import halved
from benchmarks.makers.html import mdpi, pmc, springer


def make(path: Path, text: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """See `benchmarks.makers`."""
    read = halved(article.read(path))
    for name, page in (("springer", springer), ("mdpi", mdpi), ("pmc", pmc)):
        yield f"{path.stem}.{name}.html", page(read).encode("utf-8")
