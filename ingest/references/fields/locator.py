"""Where in a journal: volume, issue, pages (and year) as they close an item, one pattern per way of printing them.

`locate` finds the longest of them standing at the end of a text. What precedes it is title and container.
Supplements and parts ("33 Suppl 1", "11(6 Pt 1)") go to the issue, as NLM's MEDLINE has them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.references.fields.letters import YEAR

_DASH = r"\s?[-–—‐‑−‒]{1,2}\s?"
_NUMBER = r"[A-Za-z]{0,5}\.?\d[\dA-Za-z]{0,12}"
_PAGES = (
    rf"(?P<pages>{_NUMBER}(?:\.[a-z]+\d*)?(?:{_DASH}(?:{_NUMBER}|[ivxlc]{{1,7}}))?(?:(?:,\s?|;\s?|\s?(?:and|&)\s|\sdiscussion\s){_NUMBER}(?:{_DASH}{_NUMBER})?){{0,3}}"
    rf"|[ivxlc]{{1,7}}{_DASH}[ivxlc]{{1,7}}|[A-Z]\d*\.\d+(?:{_DASH}[A-Z]?\d*\.\d+)?)(?:\s?\+|\s?ff?\.?)?"
)
_PP = r"(?:pp?\.?\s?|pages?\s|pgs?\.?\s|S\.\s|s\.\s|Art(?:icle)?\.?\s(?:(?:no|ID|number|nr)\.?\s)?)?"
_VOLUME = r"(?:[Vv]ol(?:ume)?s?\.?\s?)?(?P<volume>(?:Suppl\.? )?[A-Z]{0,3}-?\d{1,4}[A-Z]{0,2}(?:\s?[-–/]\s?\d{1,4})?|[IVXLC]{1,8}(?=[\s,(:;]))"
_SUPPLEMENT = r"(?:Suppl?(?:ement)?s?\.?(?:\s?[A-Z]?\d{1,4}[A-Z]?)?|Pt\.?\s?\w{1,3}|Part\s\w{1,3}|Spec(?:ial)?\.?\s(?:No|Issue)\.?(?:\s\d+)?)"
_ISSUE = (
    rf"(?:\s?[(\[](?:[Nn]os?\.?\s?|[Ii]ssue\s)?(?P<issue>[^()\[\]:;]{{1,30}})[)\]](?:\s?{_SUPPLEMENT})?"
    rf"|,?\s(?P<supplement>{_SUPPLEMENT})"
    rf"|,?\s(?:[Nn]o|[Nn]r|[Nn]°|n°|[Ii]ssue|[Nn]umber|[Hh]eft|iss)\.?\s?(?P<number>[\w/–-]{{1,10}}(?:\s{_SUPPLEMENT})?)|:?\.(?P<dotted>\d{{1,3}}(?:[-–/]\d{{1,3}})?))?"
)
_MONTH = (
    r"(?:(?:\d{1,2}\s)?(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?:\s?[-–/]\s?[A-Z][a-z]{2,8}\.?)?(?:\s(?P<day>\d{1,2})\b)?"
    r"|(?:Spring|Summer|Autumn|Fall|Winter))"
)
_YEAR = rf"(?P<year>{YEAR})(?P<suffix>[a-z])?"
_END = r"[\s.;,]*$"
_SEP = r"(?:^|(?<=[\s.,;]))"

# (name, needs a year of its own, pattern); an earlier one wins when two begin at the same place.
_PATTERNS: tuple[tuple[str, bool, re.Pattern[str]], ...] = tuple(
    (name, "_YEAR_" in pattern, re.compile(_SEP + pattern.replace("_YEAR_", _YEAR) + _END))
    for name, pattern in (
        (
            "year;volume:pages",
            rf"\(?_YEAR_\)?(?:[\s,]{{1,2}}{_MONTH})?\s?[;:,]\s?{_VOLUME}{_ISSUE}\s?(?:[:,]\s?{_PP}{_PAGES})?",
        ),
        ("year;volume pages", rf"_YEAR_\s?;\s?{_VOLUME}{_ISSUE}\s{_PP}{_PAGES}"),
        ("year;(issue):pages", rf"_YEAR_(?:\s{_MONTH})?\s?[;,]\s?\((?P<issue>[^()]{{1,30}})\)\s?:\s?{_PP}{_PAGES}"),
        ("year:pages", rf"_YEAR_\s?[:;,]\s?{_PP}{_PAGES}"),
        ("volume, pages (year)", rf"{_VOLUME}{_ISSUE}(?:\s?[,:;]\s?|\s){_PP}{_PAGES},?\s?\(_YEAR_\)"),
        (
            "volume (year) pages",
            rf"{_VOLUME}{_ISSUE},?\s?\((?:{_MONTH},?\s)?_YEAR_\)(?:{_ISSUE.replace('issue>', 'issue2>').replace('supplement>', 'supplement2>').replace('number>', 'number2>').replace('dotted>', 'dotted2>')})[\s,.:]{{0,2}}{_PP}{_PAGES}",
        ),
        ("volume (year)", rf"{_VOLUME}{_ISSUE},?\s?\((?:{_MONTH}\s)?_YEAR_\)"),
        ("year, volume, pages", rf"_YEAR_\s?,\s?{_VOLUME}{_ISSUE},\s?{_PP}{_PAGES}"),
        ("volume, pages, year", rf"{_VOLUME}{_ISSUE}\s?[,:]\s?{_PP}{_PAGES}(?:,|\.)\s(?:{_MONTH},?\s)?_YEAR_"),
        (
            "volume, year",
            rf"[Vv]ol(?:ume)?\.\s?(?P<volume>\d{{1,4}}){_ISSUE},\s(?:{_MONTH},?\s)?_YEAR_(?:,\s{_PP}{_PAGES})?",
        ),
        ("volume:pages", rf"{_VOLUME}{_ISSUE}\s?[:;]\s?(?:\(?{_MONTH}\)?:?\s)?{_PP}{_PAGES}"),
        ("volume, pages", rf"{_VOLUME}{_ISSUE}(?:,|\.)\s?{_PP}{_PAGES}"),
        ("volume(issue) pages", rf"{_VOLUME}{_ISSUE}\s{_PP}{_PAGES}"),
        ("volume(issue)", rf"{_VOLUME}\s?\((?:[Nn]o\.?\s?)?(?P<issue>[^()]{{1,30}})\)(?:\s?[:,])?"),
        ("vol. volume, issue", rf"[Vv]ol(?:ume)?\.?\s(?P<volume>\w{{1,8}}){_ISSUE}(?:,\s(?:{_MONTH}))?"),
        ("pages only", rf"(?:pp?\.|[Pp]ages)\s?{_PAGES}"),
        ("volume", rf"(?P<volume>\d{{1,4}})(?:[\s,]{{1,2}}(?P<supplement>{_SUPPLEMENT}))?"),
        ("year", rf"\(?_YEAR_\)?(?:\s{_MONTH})?"),
        ("in press", r"\(?(?P<literal>[Ii]n [Pp]ress|[Ff]orthcoming|[Ss]ubmitted|[Aa]ccepted)\)?"),
    )
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WINDOW = 130  # characters at the end in which a locator can stand; longer ones are no locator


@dataclass(frozen=True)
class Locator:
    """start: offset where it begins; style: name of the pattern; the other fields as printed (month 1-12)."""

    start: int
    style: str
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    year: int | None = None
    suffix: str | None = None
    month: int | None = None
    day: int | None = None
    literal: str | None = None


def locate(text: str, *, dated: bool) -> Locator | None:
    """The locator that closes `text`. dated: it must hold the year (the item had none before its title)."""
    offset = max(0, len(text) - _WINDOW)
    window = text[offset:]
    best: tuple[int, str, re.Match[str]] | None = None
    for name, has_year, pattern in _PATTERNS:
        if has_year != dated and name != "in press":
            continue
        match = pattern.search(window)
        if match and (best is None or match.start() < best[0]):
            best = (match.start(), name, match)
    return _locator(best[1], best[2], offset) if best else None


def _locator(name: str, match: re.Match[str], offset: int) -> Locator:
    groups = {key.rstrip("2"): value for key, value in match.groupdict().items() if value}
    issue = groups.get("issue") or groups.get("supplement") or groups.get("number") or groups.get("dotted")
    month = groups.get("month")
    return Locator(
        start=offset + match.start(),
        style=name,
        volume=(groups.get("volume") or "").strip() or None,
        issue=issue.strip(" ,.") or None if issue else None,
        pages=groups.get("pages"),
        year=int(groups["year"]) if "year" in groups else None,
        suffix=groups.get("suffix"),
        month=_MONTHS.index(month.lower()) + 1 if month else None,
        day=int(groups["day"]) if "day" in groups and 1 <= int(groups["day"]) <= 31 else None,
        literal=groups.get("literal"),
    )
