"""Elsevier's ScienceDirect: an item is a label, a contribution (authors, title) and a host, each on its own line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bib.model import Date, Person, Reference
from ingest.readers.html.sites import Site

# "Icarus, 340 (2020), p. 113518", "Lancet, 12 (3) (2001), pp. 1-9", "Sage, London (2010)".
_HOST = re.compile(
    r"(?P<container>.{2,300}?),\s(?:(?P<volume>[A-Za-z]?\d{1,5}[A-Za-z]?)\s)?(?:\((?P<issue>[\w–.-]{1,20})\)\s)?"
    r"\((?P<year>(?:1[5-9]|20)\d\d)(?P<letter>[a-z]?)\)(?:,\s(?:pp?\.\s)?(?P<pages>[A-Za-z]?\d[\w–-]{0,30}))?.{0,400}",
    re.DOTALL,
)
_NAME = re.compile(r"(?P<given>(?:[^\W\d_]{1,2}\.[-‐\s]?){1,6})\s?(?P<family>[^\W\d_].{0,60})")


def reference(fields: Mapping[str, str]) -> Reference | None:
    """The work of an item; None if it is no article with a journal, volume and year, which its words then tell."""
    host = _HOST.fullmatch(fields.get("host", "").strip())
    title, people = fields.get("title"), fields.get("authors")
    if host is None or not title or host["volume"] is None:
        return None
    names = [n.strip() for n in re.split(r",\s|\s(?:and|&)\s", people or "") if n.strip()]
    etal = bool(names) and names[-1].startswith("et al")
    return Reference(
        kind="article-journal",
        title=title,
        people=tuple(_person(n) for n in (names[:-1] if etal else names)),
        etal=etal,
        date=Date(int(host["year"]), suffix=host["letter"] or None),
        container=host["container"],
        volume=host["volume"],
        issue=host["issue"],
        pages=host["pages"],
    )


def _person(name: str) -> Person:
    found = _NAME.fullmatch(name)
    return Person(family=found["family"], given=found["given"].strip()) if found else Person(literal=name)


SITE = Site(
    "ScienceDirect",
    signs=("[data-xocs-content-type=reference]", ".anchor-text-container", "#preview-section-abstract", ".Body"),
    root=("article[role=main]", "article", "main"),
    names={
        ".Banner": "front",
        ".AuthorGroups": "front",
        "#author-group": "front",
        "[data-xocs-content-type=author]": "inline",
        ".author-highlights": "furniture",
        ".author-ref": "drop",
        "#abstracts": "abstract",
        ".Abstracts": "abstract",
        ".Keywords": "keywords",
        "#body": "body",
        ".Body": "body",
        ".displayed-equation": "cell",
        ".formula": "plain",
        ".captions": "caption",
        ".legend": "caption",
        ".tables": "plain",
        ".display": "cell",
        ".download-links": "drop",
        ".download-link": "drop",
        ".footnotes": "footnote",
        ".Footnotes": "footnote",
        ".bibliography": "references",
        ".references": "references",
        ".bibliography-sec": "references",
        ".label": "number",
        ".ReferenceLinks": "links",
        ".RelatedContent": "drop",
        ".SidePanel": "drop",
        ".ListArticles": "drop",
        ".Copyright": "furniture",
        ".PreviewSection": "plain",
        ".textbox": "box",
        ".Highlights": "furniture",
        ".list-label": "drop",
        ".react-xocs-list-item": "plain",
    },
    quiet=("recommended articles", "cited by", "cited by (0)", "view pdf", "add to mendeley", "share", "cite"),
    fields={".authors": "authors", ".title": "title", ".host": "host", ".source": "host", ".comment": "comment"},
    reference=reference,
)
