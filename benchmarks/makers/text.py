"""The text that a person would paste."""

from collections.abc import Iterator
from pathlib import Path


def make(path: Path, text: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """See `benchmarks.makers`."""
    yield f"{path.stem}.txt", text.encode("utf-8")
