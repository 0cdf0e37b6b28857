"""Does a line look like a reference? Cheap: for finding lists without a heading and for joining wrapped lines."""

from __future__ import annotations

import re

from ingest.noise import tail
from ingest.references.fields import people
from ingest.references.fields.letters import UPPER, YEAR
from ingest.references.labels import bullet_end, label_at

_DATE = re.compile(rf"[(\[]?{YEAR}|\bin press\b|\bn\.\s?d\.|\bforthcoming\b", re.IGNORECASE)
_LOCATOR = re.compile(
    r"\d\s?\(\d[^()]{0,12}\)\s?[:,]|\d\s?:\s?[a-zA-Z]{0,3}\d|;\s?\d+|\bpp?\.\s?\d|\bvol\.\s?\d|,\s\d{1,4},\s[a-z]?\d|\d[–-]\d{2,}",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(r"\b10\.\d{4,9}/|https?://|\bPMID\b|\bpmid:|arXiv:", re.IGNORECASE)
_BOOK = re.compile(
    rf"[{UPPER}][\w.]+:\s[{UPPER}]|\b[Ee]ds?\.|\bPress\b|\bIn:\s|\b(?:[Rr]eport|[Tt]hesis|[Ee]dition)\b|\bPublish"
)
_AFTER_NAMES = re.compile(rf"\s?(?:[.:]\s|,?\s?[(\[]|[.,]\s?(?:{YEAR})|[,.]?\s[\"“‘«]|[.,:;]$)")
_SENTENCE = re.compile(r"\b(?:we|our|this study|these|they|were|was|is|are|has|have|had|been)\b", re.IGNORECASE)
_YEAR_EARLY = re.compile(
    rf"^[^.()]{{2,120}}?\.?\s[(\[]({YEAR})[a-z]?(?:,\s[A-Z][a-z]{{2,8}}\.?(?:\s\d{{1,2}})?)?[)\]]\.?\s[{UPPER}]"
)


def has_names(line: str) -> bool:
    """Whether a line begins (after its label) with a run of names and what closes such a run."""
    start = bullet_end(line, 0, len(line))
    label = label_at(line, start, len(line))
    start = label.end if label else start
    text = line[start : start + 2000]
    for names in people.scans(text):
        if names.etal or _AFTER_NAMES.match(text, names.end) or (len(names.people) > 2 and names.shape != "full"):
            return True
    return False


def is_prose(text: str) -> bool:
    """Do sentences with verbs stand here, more than a title has?"""
    return len(text) > 60 and len(_SENTENCE.findall(text[:1500])) > 1


def is_remark(text: str) -> bool:
    """A sentence about a work, with neither a date nor a number: what annotated lists print below an item."""
    return len(text) < 1500 and _SENTENCE.search(text) is not None and not any(c.isdigit() for c in text[:1500])


def begins_with_body(text: str) -> bool:
    """Does a text begin with the name of an organisation, or with few words and a year in parentheses?"""
    head = text[:90]
    return _YEAR_EARLY.match(text) is not None or (
        head[:1].isupper() and people.looks_like_organisation(head.partition(".")[0])
    )


def looks_like_reference(line: str) -> bool:
    """Whether one line is likely a whole reference: a date or identifier, and authors, label or link words with a
    locator or imprint."""
    text = line.strip()
    if not 20 <= len(text) <= 3000:
        return False
    dated, identified = bool(_DATE.search(text)), bool(_IDENTIFIER.search(text))
    if not (dated or identified):
        return False
    points = bool(_LOCATOR.search(text)) + identified + bool(_BOOK.search(text))
    if has_names(text):
        return points > 0 or not _SENTENCE.search(text)
    labelled = label_at(text, bullet_end(text, 0, len(text)), len(text)) is not None
    linked = tail(text, 0, len(text)) < len(text)
    if linked:
        return True
    if _YEAR_EARLY.match(text):
        return points > 0 or labelled
    prose = len(_SENTENCE.findall(text))
    return points >= (1 if labelled else 2) and prose <= 1 and text[:1] not in "(" and not text[0].islower()
