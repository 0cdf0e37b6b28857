"""The check at start: are the four rooms the ones that were shipped together?

The folders kb, ingest, cypher and bib are import names that other distributions use too, and an
installer overwrites files without a word. So each room must come from the folder `kb` came from,
and carry its version. Looked up, not imported: that costs one small file read a room.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

from kb import __version__
from kb.errors import KbError

ROOMS = ("kb", "ingest", "cypher", "bib")

REMEDY = "install kb in a place of its own: `uv tool install evidence-kb` or `pipx install evidence-kb`"

_VERSION = re.compile(r'^__version__ = "([^"\n]{1,80})"', re.MULTILINE)


class Mixed(KbError):
    """The four packages do not belong together: something else was installed over or before them."""


def check() -> None:
    """Raise `Mixed` unless all four rooms lie in one folder and have one version."""
    home = Path(__file__).resolve().parent.parent
    for room in ROOMS:
        found = _place(room)
        if found is None:
            raise Mixed(f"the package `{room}` of kb is missing from {home}", REMEDY)
        if found.resolve() != (home / room / "__init__.py"):
            raise Mixed(f"the package `{room}` is taken from {found}, not from {home}", REMEDY)
        version = _version(found)
        if version != __version__:
            raise Mixed(f"{found} is of version {version or 'unknown'}, kb is {__version__}", REMEDY)


def _place(room: str) -> Path | None:
    loaded = sys.modules.get(room)
    origin = getattr(loaded, "__file__", None)
    if origin is None:
        spec = importlib.util.find_spec(room)
        origin = spec.origin if spec else None
    return Path(origin) if origin else None


def _version(file: Path) -> str:
    match = _VERSION.search(file.read_text(encoding="utf-8", errors="replace"))
    return match[1] if match else ""
