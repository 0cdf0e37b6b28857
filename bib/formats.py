"""The formats of whole libraries: one table.

A further format is one file and one row here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bib import bibtex, bibtex_reading, csl_json, nbib, ris
from bib.mapped import Entry
from bib.model import Problem, Reference, Source


@dataclass(frozen=True)
class Format:
    """name: for `--format`; words: how people call it; suffixes: of its files, lower case, with the dot; looks_like:
    does an entry of it begin in a text.

    read: a source's entries and what was wrong; write: (key, reference) pairs as text; either is None where the
    format goes one way only.
    """

    name: str
    words: str
    suffixes: tuple[str, ...]
    looks_like: Callable[[str], bool]
    read: Callable[[Source], tuple[tuple[Entry, ...], tuple[Problem, ...]]] | None
    write: Callable[[Iterable[tuple[str, Reference]]], str] | None


FORMATS: tuple[Format, ...] = (
    Format("csl-json", "CSL-JSON", (".json",), csl_json.looks_like, csl_json.read, csl_json.write_pairs),
    Format("bibtex", "BibTeX", (".bib",), bibtex_reading.looks_like, bibtex_reading.read, bibtex.write),
    Format("ris", "RIS", (".ris",), ris.looks_like, ris.read, ris.write),
    Format("nbib", "PubMed's format (nbib)", (".nbib",), nbib.looks_like, nbib.read, nbib.write),
)


def format_named(name: str) -> Format | None:
    """The row of a name, or None."""
    return next((row for row in FORMATS if row.name == name), None)
