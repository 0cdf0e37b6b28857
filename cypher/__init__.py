"""Every query, one file each, and `load(name)`, the only reader of this folder.

Here live: `schema/` (one folder per engine), `write/`, `read/` and `browser/` query files, and
the loader that checks each file's declared parameters against its text (`query.py`).
Not here: anything that runs a query. This room imports nothing of ours.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cypher.query import Column, CypherFileError, Param, Query, parse

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["BROWSER", "Column", "CypherFileError", "Param", "Query", "UnknownQuery", "load", "names", "schema"]
__version__ = "0.1.0"

_FOLDERS = ("read", "write")
BROWSER = {
    "start_here": "Start here",
    "claims_and_evidence": "Claims and evidence",
    "papers_and_citations": "Papers and citations",
    "authors_and_themes": "Authors and themes",
    "quality_of_the_library": "Quality of the library",
}
"""Folders of `browser/` in the order in which people see them, and what they are called there."""


class UnknownQuery(LookupError):
    """No query file has that name; the message names it."""


@cache
def load(name: str) -> Query:
    """The query of one file, checked. name: its path here without suffix, as in "read/paper_by_id"."""
    folder, _, stem = name.rpartition("/")
    path = files(__name__).joinpath(*folder.split("/"), f"{stem}.cypher")
    if folder not in _all_folders() or not path.is_file():
        raise UnknownQuery(f"there is no query {name}")
    return parse(name, path.read_text("utf-8"), f"cypher/{name}.cypher")


@cache
def names() -> tuple[str, ...]:
    """Every query's name: those that read, that write, that draw, each kind sorted within its folder."""
    return tuple(f"{folder}/{path.name[:-7]}" for folder in _all_folders() for path in _listed(folder, ".cypher"))


@cache
def schema(engine: str) -> tuple[tuple[str, str], ...]:
    """What makes an empty database a store on one engine: (language, statement) in order, safe to run again.

    language is the file's suffix: "cypher", or "sql" for what an engine's Cypher cannot say.
    """
    return tuple(
        (language, statement)
        for path in _listed(f"schema/{engine}", "")
        for language in [path.name.rpartition(".")[2]]
        for statement in _statements(path.read_text("utf-8"))
    )


def _all_folders() -> tuple[str, ...]:
    return (*_FOLDERS, *(f"browser/{folder}" for folder in BROWSER))


def _listed(folder: str, suffix: str) -> list[Traversable]:
    here = files(__name__).joinpath(*folder.split("/"))
    return sorted((p for p in here.iterdir() if p.name.endswith(suffix) and p.is_file()), key=lambda p: p.name)


def _statements(text: str) -> list[str]:
    """The statements of a schema file: one to a line or more, each ended by `;`, comment lines between them."""
    lines = [line for line in text.splitlines() if not line.startswith(("//", "--"))]
    return [statement for part in "\n".join(lines).split(";") if (statement := part.strip())]
