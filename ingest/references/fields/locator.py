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
_RANGE = (
    rf"{_NUMBER}(?:\.[a-z]+\d*)?(?:{_DASH}(?:{_NUMBER}|"
    rf"[ivxlc]{{1,7}})(?:\.[a-z]\d{{1,3}}(?:{_DASH}[a-z]?\d{{1,3}})?)?)?"
)
_ROMAN = rf"[ivxlc]{{1,7}}{_DASH}(?:[ivxlc]{{1,7}}|\d{{1,4}})"
_LETTERED = rf"[A-Z]\d*\.\d+(?:{_DASH}[A-Z]?\d*\.\d+)?"
_PAGES = (
    rf"(?P<pages>{_RANGE}(?:(?:,\s?|;\s?|\s?(?:and|&)\s|\sdiscussion\s){_NUMBER}(?:{_DASH}{_NUMBER})?){{0,3}}|{_ROMAN}|{_LETTERED})"
    r"(?:\s?\+|\s?ff?\.?)?"
)
_PP = r"(?:pp?\.?\s?|pages?\s|pgs?\.?\s|S\.\s|s\.\s|Art(?:icle)?\.?\s(?:(?:no|ID|number|nr)\.?\s)?)?"
_VOLUME = (
    r"(?:[Vv]ol(?:ume)?s?\.?\s?)?"
    r"(?P<volume>(?:Suppl\.? )?[A-Z]{0,3}-?\d{1,4}[A-Z]{0,2}(?:\s?[-–/]\s?\d{1,4})?|[IVXLC]{1,8}(?=[\s,(:;]))"
)
_SUPPLEMENT = (
    r"(?:Suppl?(?:ement)?s?\.?(?:\s?[A-Z]?\d{1,4}[A-Z]?)?|Pt\.?\s?\w{1,3}|Part\s\w{1,3}|"
    r"Spec(?:ial)?\.?\s(?:No|Issue)\.?(?:\s\d+)?)"
)
_ISSUE = (
    rf"(?:[\s:]{{0,2}}[(\[](?:[Nn]os?\.?\s?|[Ii]ssue\s)?(?P<issue>[^()\[\]:;]{{1,30}})[)\]](?:\s?{_SUPPLEMENT})?"
    rf"|,?\s(?P<supplement>{_SUPPLEMENT})"
    rf"|,?\s(?:[Nn]o|[Nn]r|[Nn]°|n°|[Ii]ssue|[Nn]umber|[Hh]eft|iss)\.?\s?(?P<number>[\w/–-]{{1,10}}(?:\s{_SUPPLEMENT})?)"
    r"|:?\.(?P<dotted>\d{1,3}(?:[-–/]\d{1,3})?))?"
)
_MONTH = (
    r"(?:(?:\d{1,2}\s)?(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
    r"(?:\s?[-–/]\s?[A-Z][a-z]{2,8}\.?)?(?:\s(?P<day>\d{1,2})\b)?|(?:Spring|Summer|Autumn|Fall|Winter))"
)
_PARTS = (
    ("<Y>", rf"(?P<year>{YEAR})(?P<suffix>[a-z])?"),
    ("<M>", _MONTH),
    ("<V>", _VOLUME),
    ("<I>", _ISSUE),
    ("<J>", re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", _ISSUE)),  # an issue in another place
    ("<P>", _PP + _PAGES),
    ("<(I)>", r"\((?:[Nn]o\.?\s?)?(?P<issue>[^()]{1,30})\)"),
)
_BEFORE = r"(?:^|(?<=[\s.,;]))"
_END = r"[\s.;,]*$"


def _compiled(pattern: str) -> re.Pattern[str]:
    for name, part in _PARTS:
        pattern = pattern.replace(name, part)
    return re.compile(_BEFORE + pattern + _END)


# Name -> pattern, made of <Y>ear, <M>onth, <V>olume, <I>ssue, <P>ages; those with <Y> are for items whose year stands
# here.
# An earlier one wins when two begin at the same place.
_PATTERNS: tuple[tuple[str, bool, re.Pattern[str]], ...] = tuple(
    (name, "<Y>" in pattern, _compiled(pattern))
    for name, pattern in (
        ("year;volume:pages", r"\(?<Y>\)?(?:[\s,]{1,2}<M>)?\s?[;:,]\s?<V><I>\s?(?:[:,]\s?<P>)?"),
        ("(year) volume:pages", r"\(<Y>\)[,.]?\s<V><I>\s?[:,]\s?<P>"),
        ("year;volume pages", r"<Y>\s?;\s?<V><I>\s<P>"),
        ("year;(issue):pages", r"\(?<Y>\)?(?:\s<M>)?(?:\s?[;,]|(?<=\)))\s?<(I)>\s?:\s?<P>"),
        ("year:pages", r"<Y>\s?[:;,]\s?<P>"),
        ("volume, pages (year)", r"<V><I>(?:\s?[,:;]\s?|\s)<P>,?\s?\((?:<M>,?\s)?<Y>\)"),
        ("volume (year) pages", r"<V><I>,?\s?\((?:<M>,?\s)?<Y>\)<J>[\s,.:]{0,2}<P>"),
        ("volume (year)", r"<V><I>,?\s?\((?:<M>\s)?<Y>\)"),
        ("year, volume, pages", r"<Y>\s?,\s?<V><I>,\s?<P>"),
        ("volume, pages, year", r"<V><I>\s?[,:]\s?<P>(?:,|\.)\s(?:<M>,?\s)?<Y>"),
        ("volume, year", r"[Vv]ol(?:ume)?\.\s?(?P<volume>\d{1,4})<I>,\s(?:<M>,?\s)?<Y>(?:,\s<P>)?"),
        ("volume:pages", r"<V><I>\s?[:;]\s?(?:\(?<M>\)?:?\s)?<P>"),
        ("volume: issue pages", r"<V>:\s?(?P<issue>\d{1,3}),?\s<P>"),
        ("volume, pages", r"<V><I>(?:,|\.)\s?<P>"),
        ("volume(issue) pages", r"<V><I>\s<P>"),
        ("volume(issue)", r"<V>\s?<(I)>(?:\s?[:,])?"),
        ("vol. volume, issue", r"[Vv]ol(?:ume)?\.?\s(?P<volume>\w{1,8})<I>(?:,\s(?:<M>))?"),
        ("pages only", r"(?:pp?\.|[Pp]ages)\s?<P>"),
        ("volume", r"(?P<volume>\d{1,4})(?:[\s,]{1,2}(?P<supplement>Suppl?\.?(?:\s\d+)?))?"),
        ("year", r"\(?<Y>\)?(?:\s<M>)?"),
        (
            "in press",
            r"\(?(?:(?P<volume>\d{1,4})[\s,]{1,2})?(?P<literal>[Ii]n [Pp]ress|[Ff]orthcoming|[Ss]ubmitted|"
            r"[Aa]ccepted)\)?",
        ),
    )
)
_AFTER_COLON = re.compile(rf"(?<=[a-zA-Z.]):\s?{_PAGES}{_END}")  # "Proc Soc: 2759", no volume
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WINDOW = 80  # characters at the end in which a locator can stand; longer ones are no locator


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
    if best is None and not dated and (colon := _AFTER_COLON.search(window)):
        best = (colon.start(), "pages only", colon)
    return _locator(best[1], best[2], offset) if best else None


def _locator(name: str, match: re.Match[str], offset: int) -> Locator:
    groups = {key.removesuffix("2"): value for key, value in match.groupdict().items() if value}
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
