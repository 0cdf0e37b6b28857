"""Sentences as study facts are read from them: without line ends, and with the place of what is found."""

from __future__ import annotations

from bib.model import Span
from ingest.model import Finding

_BLANKS = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\xa0\u2002\u2003\u2009\u2028\u2029\u202f"), " ")
LONGEST = 1500  # characters of a sentence that are looked at


def line_of(finding: Finding) -> str:
    """The sentence with every line end a blank, so that offsets stay."""
    return finding.text[:LONGEST].translate(_BLANKS)


def span_at(finding: Finding, start: int, end: int) -> Span:
    base = finding.source.start
    return Span(finding.source.source, base + start, base + end)
