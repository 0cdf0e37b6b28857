"""Dates as a head prints them: "2006a", "2012, October 3", "in press", "n.d."."""

from __future__ import annotations

import re

from bib.model import Date
from ingest.references.fields.letters import YEAR

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?"
_FIRST_MONTH = _MONTH.replace("month", "month1")
_DATE = re.compile(
    r"(?i)^\s*(?:(?:c(?:irca|a)?\.?|orig\.?|published)\s)?"
    rf"(?:(?P<day1>\d{{1,2}})\s)?(?:{_FIRST_MONTH},?\s)?"
    rf"(?P<year>{YEAR})(?:[-–/](?:{YEAR}|\d\d))?\s?(?P<suffix>[a-z](?![a-z]))?"
    rf"(?:[,;\s]{{1,2}}{_MONTH}(?:[-–/][a-z]{{3,9}})?(?:\s(?P<day>\d{{1,2}}))?(?:[-–]\d{{1,2}})?)?\s*$"
)
_LITERAL = re.compile(
    r"(?i)^\s*(?:in press|in preparation|forthcoming|submitted|accepted|unpublished|n\.\s?d\.?|no date|undated|"
    r"s\.\s?f\.|o\.\s?J\.)\s*$"
)


def month_number(text: str | None) -> int | None:
    """1-12 for an English month name or its abbreviation."""
    if not text:
        return None
    head = text[:3].lower()
    return MONTHS.index(head) + 1 if head in MONTHS else None


def parse(text: str) -> Date | None:
    """A printed date, or None when the text is none."""
    if _LITERAL.match(text):
        return Date(literal=text.strip())
    match = _DATE.match(text)
    if not match:
        return None
    day = match["day"] or match["day1"]
    month = month_number(match["month"] or match["month1"])
    number = int(day) if day and month and 1 <= int(day) <= 31 else None
    return Date(int(match["year"]), month, number, match["suffix"])
