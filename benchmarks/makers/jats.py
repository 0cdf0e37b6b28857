"""The article's own file."""

from collections.abc import Iterator
from pathlib import Path


def make(path: Path, text: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """See `benchmarks.makers`."""
    yield path.name, path.read_bytes()
