"""Edition, series number, report number and number of pages: what closes a title in brackets or a short sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

_EDITION = re.compile(
    r"[\s.,:;]*[(\[]?(?:(?P<number>\d{1,3}(?:st|nd|rd|th)?|[IVX]{1,4}|[A-Za-z]{4,8})\.?\s?"
    r"(?:[Rr]ev(?:ised|\.)?\s)?(?:[Ee]dition|[Ee]dn?|Aufl(?:age)?)\b\.?"
    r"|(?P<revised>[Rr]ev(?:ised|\.)\sed(?:ition|n)?)\b\.?)[)\]]?[\s.,:;]*$"
)
_WORDS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())
_VOLUME = re.compile(
    r"(?:[\s,.;]+|\s?\()(?:[Vv]ol(?:ume)?s?\.?|[Bb]d\.)\s?(?P<volume>\d{1,4}|[IVXL]{1,6})(?:,?\s(?:[Nn]o|[Pp]t)\.?\s?(?P<issue>\w{1,6}))?\)?[\s.,;]*$"
)
_COUNT = re.compile(r"[\s.,;]+\(?(?P<count>\d{1,4})\s?(?:pp?|pages|S|Seiten)\b\.?\)?[\s.,;]*$")
_REPORT = re.compile(
    r"(?:[.?!,;:]\s|\s?[(\[]|^)(?P<genre>(?:[A-Z][\w&/.-]*\s){0,5}?(?:[Rr]eport|[Pp]aper|[Bb]riefing|[Mm]emorandum|TR|[Bb]ulletin|[Pp]ublication|[Mm]onograph|[Gg]uideline)s?)"
    r"(?:\s(?:[Nn]o|[Nn]umber|[Nn]r|#)\.?:?)?\s(?P<number>(?:[A-Z]{1,8}[-/ ]?)?\d[\w./–-]{0,15}?)[)\]]?[\s.,;]*$"
)
_BRACKET = re.compile(
    r"\s?[\[(](?P<genre>(?:[\w’' -]{0,30})(?:thesis|dissertation|Thesis|Dissertation|[Rr]eport|[Ss]oftware|"
    r"[Cc]omputer program|[Bb]rochure|[Ll]eaflet|[Mm]otion picture|[Oo]nline|[Ii]nternet))[\])][\s.,;]*$"
)


@dataclass(frozen=True)
class Trimmed:
    """text: what is left; the other fields as printed, None where nothing stood."""

    text: str
    edition: str | None = None
    volume: str | None = None
    issue: str | None = None
    number: str | None = None
    genre: str | None = None
    page_count: str | None = None


def trim(text: str) -> Trimmed:
    """Take what closes a title: edition, volume, report number, page count; in any order, each once."""
    found: dict[str, str] = {}
    for _ in range(6):
        before = text
        for take in (_edition, _count, _volume, _report, _bracket):
            text = take(text, found)
        if text == before:
            break
    return Trimmed(text, **found)


def _edition(text: str, found: dict[str, str]) -> str:
    match = _EDITION.search(text)
    if not match or "edition" in found or match.start() == 0:
        return text
    edition = match["number"] or match["revised"]
    # "Collected edition": a word before it counts only when it is a number's name.
    if match["number"] and edition.isalpha() and edition.lower() not in _WORDS and not edition.isupper():
        return text
    found["edition"] = edition
    return text[: match.start()]


def _count(text: str, found: dict[str, str]) -> str:
    match = _COUNT.search(text)
    if not match or "page_count" in found:
        return text
    found["page_count"] = match["count"]
    return text[: match.start()]


def _volume(text: str, found: dict[str, str]) -> str:
    match = _VOLUME.search(text)
    if not match or "volume" in found:
        return text
    found["volume"] = match["volume"]
    if match["issue"]:
        found["issue"] = match["issue"]
    return text[: match.start()]


def _report(text: str, found: dict[str, str]) -> str:
    match = _REPORT.search(text)
    if not match or "number" in found or match.start() == 0:
        return text
    found["genre"] = match["genre"].strip()
    found["number"] = match["number"].strip()
    keep = 1 if text[match.start()] in "?!" else 0
    return text[: match.start() + keep]


def _bracket(text: str, found: dict[str, str]) -> str:
    match = _BRACKET.search(text)
    if not match or "genre" in found or match.start() == 0:
        return text
    found["genre"] = match["genre"].strip()
    return text[: match.start()]
