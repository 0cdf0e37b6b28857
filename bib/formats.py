"""The formats of whole libraries: one table.

A further format is one file and one row here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bib import bibtex, csl_json
from bib.model import Problem, Reference, Source


@dataclass(frozen=True)
class Format:
    """name: for `--format`; suffixes: of its files, lower case, with the dot; looks_like: does a text seem to be of it.

    read: a source's references and what was wrong; write: (key, reference) pairs as text; either is None where the
    format goes one way only.
    """

    name: str
    suffixes: tuple[str, ...]
    looks_like: Callable[[str], bool] | None
    read: Callable[[Source], tuple[tuple[Reference, ...], tuple[Problem, ...]]] | None
    write: Callable[[Iterable[tuple[str, Reference]]], str] | None


def _read_csl(source: Source) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    entries, problems = csl_json.read(source)
    return tuple(entry.reference for entry in entries), problems


FORMATS: tuple[Format, ...] = (
    Format("csl-json", (".json",), csl_json.looks_like, _read_csl, csl_json.write_pairs),
    Format("bibtex", (".bib",), None, None, bibtex.write),
)


def format_named(name: str) -> Format | None:
    """The row of a name, or None."""
    return next((row for row in FORMATS if row.name == name), None)
