"""A page's own fields: Google Scholar's and Dublin Core's meta tags, and schema.org in JSON-LD.

Sources: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing (citation_*), https://www.dublincore.org
(dc.*), PRISM (prism.*), https://schema.org/ScholarlyArticle.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bib.model import Date, Person, Reference
from ingest import front_matter
from ingest.readers.html.tree import Page

MOST_JSON = 1_000_000  # characters of a JSON-LD script
MOST_PEOPLE = 5_000
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]{1,200}")
_YEAR = re.compile(r"(?P<year>(?:1[5-9]|20)\d\d)(?:[-/.](?P<month>\d{1,2}))?(?:[-/.](?P<day>\d{1,2}))?")
_MONTHS = {name: i for i, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_NAMED_MONTH = re.compile(
    r"(?:(?P<day>\d{1,2})\s)?(?P<month>[A-Z][a-z]{2,8})\.?\s(?:(?P<day2>\d{1,2}),?\s)?(?P<year>\d{4})"
)
_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(r"</?[a-z]{1,6}\s?/?>", re.IGNORECASE)
_ARTICLES = frozenset("scholarlyarticle medicalscholarlyarticle article newsarticle report".split())


class Meta:
    """A page's meta tags, names in lower case."""

    def __init__(self, page: Page) -> None:
        self.values: dict[str, list[str]] = {}
        for element in page.all("meta[name], meta[property]"):
            name = (element.attributes.get("name") or element.attributes.get("property") or "").lower()
            value = clean(element.attributes.get("content", ""))
            if value:
                self.values.setdefault(name, []).append(value)

    def get(self, *names: str) -> str | None:
        """The first value of the first of these names."""
        return next((self.values[name][0] for name in names if name in self.values), None)

    def list(self, *names: str) -> list[str]:
        """All values of the first of these names."""
        return next((self.values[name] for name in names if name in self.values), [])


def clean(text: str) -> str:
    """A value without tags and with its white space folded."""
    return _SPACE.sub(" ", _MARKUP.sub("", text)).strip()


def read(page: Page) -> tuple[Reference | None, tuple[str, ...], str | None]:
    """(fields as marked, keywords, language); None for the fields if the page marks no title."""
    meta = Meta(page)
    data = _article(page)
    title = meta.get("citation_title", "dc.title", "dcterms.title", "eprints.title") or _string(data.get("headline"))
    keywords = _keywords(meta, data)
    language = _language(page, meta)
    if not title:
        return None, keywords, language
    reference = Reference(
        kind="article-journal",
        title=title,
        people=tuple(_people(meta, data)),
        date=_date(meta, data),
        container=meta.get("citation_journal_title", "prism.publicationname", "citation_conference_title"),
        volume=meta.get("citation_volume", "prism.volume"),
        issue=meta.get("citation_issue", "prism.number"),
        pages=_pages(meta),
        publisher=meta.get("citation_publisher", "dc.publisher"),
        doi=_doi(meta, data),
        pmid=meta.get("citation_pmid"),
    )
    return reference, keywords, language


def _pages(meta: Meta) -> str | None:
    first, last = (
        meta.get("citation_firstpage", "prism.startingpage"),
        meta.get("citation_lastpage", "prism.endingpage"),
    )
    return f"{first}–{last}" if first and last and first != last else first


def _doi(meta: Meta, data: dict[str, Any]) -> str | None:
    for value in (
        meta.get("citation_doi"),
        meta.get("prism.doi"),
        *meta.list("dc.identifier"),
        _string(data.get("sameAs")),
    ):
        found = _DOI.search(value or "")
        if found:
            return found[0].rstrip(".,;").lower()
    return None


def _date(meta: Meta, data: dict[str, Any]) -> Date | None:
    names = ("citation_publication_date", "citation_date", "prism.publicationdate", "dc.date", "citation_online_date")
    values = [meta.get(name) for name in names]
    for value in (*values, _string(data.get("datePublished")), meta.get("citation_year")):
        if not value:
            continue
        found = _YEAR.match(value)
        if found:
            return Date(int(found["year"]), _within(found["month"], 12), _within(found["day"], 31))
        named = _NAMED_MONTH.search(value)
        if named:
            month = _MONTHS.get(named["month"][:3].lower())
            return Date(int(named["year"]), month, _within(named["day"] or named["day2"], 31) if month else None)
    return None


def _within(text: str | None, most: int) -> int | None:
    return int(text) if text and 0 < int(text) <= most else None


def _people(meta: Meta, data: dict[str, Any]) -> Iterator[Person]:
    names = meta.list("citation_author", "citation_authors", "dc.creator", "dc.contributor", "dcterms.creator")
    if len(names) == 1 and ";" in names[0]:
        names = [n.strip() for n in names[0].split(";")]
    elif len(names) == 1 and len(found := front_matter.names(names[0])) > 1 and "citation_authors" in meta.values:
        yield from found
        return
    if not names:
        people = data.get("author")
        people = people if isinstance(people, list) else [people]
        names = [clean(_string(p.get("name")) or "") for p in people if isinstance(p, dict)]
    for name in names[:MOST_PEOPLE]:
        person = person_of(name)
        if person is not None:
            yield person


def person_of(name: str) -> Person | None:
    """ "Ruiz, Bella" or "Bella Ruiz"; what is no person's name is kept as an organisation's."""
    family, comma, given = name.partition(",")
    if comma and family.strip() and given.strip() and "," not in given:
        return Person(family=family.strip(), given=given.strip())
    bare = name.strip(" ,")
    if not bare:
        return None
    found = front_matter.names(bare)
    return found[0] if len(found) == 1 else Person(literal=bare)


def _keywords(meta: Meta, data: dict[str, Any]) -> tuple[str, ...]:
    values = meta.list("citation_keywords", "citation_keyword", "dc.subject")
    if not values:
        given = data.get("keywords")
        values = [clean(k) for k in given if isinstance(k, str)] if isinstance(given, list) else []
    if len(values) == 1:
        values = list(front_matter.keywords(values[0]))
    return tuple(dict.fromkeys(v for v in values if v))


def _language(page: Page, meta: Meta) -> str | None:
    given = meta.get("citation_language", "dc.language")
    root = page.first("html")
    given = given or (root.attributes.get("lang") or root.attributes.get("xml:lang") if root else None)
    return (
        given.strip() if given and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}", given.strip()) else None
    )


def _article(page: Page) -> dict[str, Any]:
    """The first ScholarlyArticle of the page's JSON-LD, or {}."""
    for element in page.all('script[type="application/ld+json"]'):
        text = element.text()
        if len(text) > MOST_JSON:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for found in _objects(data):
            kinds = found.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and k.lower() in _ARTICLES for k in kinds):
                return found
    return {}


def _objects(data: object) -> Iterator[dict[str, Any]]:
    """The object itself, what it is a page of, and a list's members."""
    waiting = [data]
    for _ in range(200):
        if not waiting:
            return
        here = waiting.pop(0)
        if isinstance(here, list):
            waiting += here[:50]
        elif isinstance(here, dict):
            yield here
            waiting += [here[key] for key in ("mainEntity", "@graph", "mainEntityOfPage") if key in here]


def _string(value: object) -> str | None:
    return clean(value) or None if isinstance(value, str) else None
