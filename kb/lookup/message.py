"""A work as Crossref's REST API tells it, as a `Reference` (https://api.crossref.org/swagger-ui/index.html, "Work").

Answers are others' data: every field may be absent or of another type than promised, and then counts as absent.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bib.kinds import TABLE
from bib.model import Date, Person, Reference
from kb.notices import FIELD, GRAVE, KINDS, Notice

_TAG = re.compile(r"<[^<>]{0,200}>")
_KIND = {row.crossref: row.name for row in reversed(TABLE) if row.crossref != "other"}
_KIND |= {"edited-book": "book", "monograph": "book", "reference-book": "book", "book-section": "chapter"}
_KIND |= {"book-part": "chapter", "report-component": "report"}
_DATES = ("published-print", "published", "issued", "published-online", "posted")
_READ = (
    *("DOI", "type", "title", "subtitle", "container-title", "short-container-title", "author", "editor", "volume"),
    *("issue", "page", "article-number", "publisher", "publisher-location", "ISBN", "abstract", "language", "URL"),
    *("published-print", "published-online", "published", "issued", "posted", "update-to", "updated-by", "relation"),
    *("institution", "group-title", "subtype"),
)
_MARKED = re.compile(
    r"(?i)^\W{0,3}(retracted|withdrawn|removed|partially retracted)(?: (?:article|paper|chapter))?\s*[:\]\-–—]\s*"
)
_OF_MARK = {
    "retracted": "retraction",
    "withdrawn": "withdrawal",
    "removed": "removal",
    "partially retracted": "partial_retraction",
}
_ABSTRACT_HEAD = re.compile(r"(?i)^(?:abstract|summary)\s+(?=[A-Z])")


@dataclass(frozen=True)
class Work:
    """A work that a service tells of. reference: what it says; notices are in its `other`. main_title: the title
    without its subtitle. years: every year it is said to have appeared in. container_short: the journal's name cut
    short, or None. by: "Crossref" or "PubMed". text: what was read, as JSON in one line. at: when it was asked (ISO).
    updates: DOIs of works that this one is a notice on."""

    reference: Reference
    main_title: str
    years: frozenset[int]
    container_short: str | None
    by: str
    text: str
    at: str
    updates: tuple[str, ...] = ()


def work_of(message: Any, at: str) -> Work | None:
    """The work of one message (an item of a list, or `message` itself); None for what has no DOI."""
    if not isinstance(message, Mapping):
        return None
    doi = _doi(message.get("DOI"))
    if not doi:
        return None
    main, sub = _first(message.get("title")), _first(message.get("subtitle"))
    title = f"{main.rstrip(': ')}: {sub}" if main and sub and sub.casefold() not in main.casefold() else main
    marked = _MARKED.match(title) if title else None
    notices = {*_notices(message.get("updated-by"), doi)}
    notices |= {*_related(message.get("relation"), {n.doi for n in notices})}
    if marked and not any(n.kind in GRAVE for n in notices):
        notices.add(Notice(_OF_MARK[marked[1].lower()]))
    dates = [found for name in _DATES if (found := _date(message.get(name)))]
    kept = {name: message[name] for name in _READ if message.get(name)}
    return Work(
        reference=Reference(
            kind=_KIND.get(_string(message.get("type")) or "", "document"),
            title=_unmarked(title),
            people=tuple(_people(message.get("author"))),
            editors=tuple(_people(message.get("editor"))),
            date=dates[0] if dates else None,
            container=_first(message.get("container-title")) or _server(message),
            volume=_string(message.get("volume")),
            issue=_string(message.get("issue")),
            pages=_string(message.get("page")),
            publisher=_string(message.get("publisher")),
            place=_string(message.get("publisher-location")),
            doi=doi,
            isbn=_isbn(message.get("ISBN")),
            number=_string(message.get("article-number")),
            other=tuple(_others(message, notices)),
        ),
        main_title=_unmarked(main) or "",
        years=frozenset(d.year for d in dates if d.year),
        container_short=_first(message.get("short-container-title")),
        by="Crossref",
        text=json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        at=at,
        updates=tuple(told for u in _mappings(message.get("update-to")) if (told := _doi(u.get("DOI")))),
    )


def _unmarked(title: str | None) -> str | None:
    """A title without "RETRACTED:", which publishers set before it."""
    return (_MARKED.sub("", title) or title) if title else None


def plain(text: str) -> str:
    """Text without tags and entities, white space folded."""
    return " ".join(_TAG.sub("", html.unescape(html.unescape(text[:200_000]))).split())


def _string(value: Any) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return plain(value) or None if isinstance(value, str) else None


def _doi(value: Any) -> str | None:
    """A DOI as it is, in small letters: what looks like a tag in it ("<1::aid-x>") belongs to it."""
    doi = value.strip().lower() if isinstance(value, str) else ""
    return doi if re.fullmatch(r"\S{1,2000}", doi) else None


def _first(value: Any) -> str | None:
    if isinstance(value, list):
        return next((s for v in value if (s := _string(v))), None)
    return _string(value)


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (v for v in value if isinstance(v, Mapping))


def _people(value: Any) -> Iterator[Person]:
    for one in _mappings(value):
        family, given, name = (_string(one.get(k)) for k in ("family", "given", "name"))
        orcid = re.search(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", _string(one.get("ORCID")) or "")
        if family:
            yield Person(family, given, _string(one.get("suffix")), orcid=orcid[0] if orcid else None)
        elif name or given:
            yield Person(literal=name or given)


def _date(value: Any) -> Date | None:
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [n for n in first[:3] if isinstance(n, int) and not isinstance(n, bool)]
    if not numbers or len(numbers) < len(first[:3]) or not 1000 <= numbers[0] <= 2200:
        return None
    month = numbers[1] if len(numbers) > 1 and 1 <= numbers[1] <= 12 else None
    day = numbers[2] if len(numbers) > 2 and month and 1 <= numbers[2] <= 31 else None
    return Date(numbers[0], month, day)


def _server(message: Mapping[str, Any]) -> str | None:
    """Of a preprint the server, which stands as institution or group title."""
    if message.get("type") != "posted-content":
        return None
    institution = next(_mappings(message.get("institution")), {})
    return _string(institution.get("name")) or _first(message.get("group-title"))


def _isbn(value: Any) -> str | None:
    found = _first(value)
    digits = "".join(c for c in found.upper() if c in "0123456789X") if found else ""
    return digits if len(digits) in (10, 13) else None


def _notices(value: Any, own: str) -> Iterator[Notice]:
    """Updates of a kind we know; a new version under the same DOI is none."""
    for one in _mappings(value):
        kind = (_string(one.get("type")) or "").lower().replace("-", "_").replace(" ", "_")
        doi = _doi(one.get("DOI"))
        if kind in KINDS and doi != own:
            when = _date(one.get("updated"))
            yield Notice(kind, doi, _iso(when) if when else None)


def _related(value: Any, known: set[str | None]) -> Iterator[Notice]:
    """Notices that stand among the relations alone, as some publishers register them."""
    for kind in KINDS if isinstance(value, Mapping) else ():
        for one in _mappings(value.get(kind)):
            doi = _doi(one.get("id"))
            if one.get("id-type") == "doi" and doi and doi not in known:
                yield Notice(kind, doi)


def _iso(date: Date) -> str:
    return "-".join(f"{n:02}" for n in (date.year, date.month, date.day) if n)


def _others(message: Mapping[str, Any], notices: set[Notice]) -> Iterator[tuple[str, str]]:
    abstract = _string(message.get("abstract"))
    if abstract:
        yield "abstract", _ABSTRACT_HEAD.sub("", abstract)
    if language := _string(message.get("language")):
        yield "language", language
    yield from ((FIELD, notice.text) for notice in sorted(notices, key=lambda n: n.text))
