"""EndNote's XML behind a marker, and Word's own bibliography, as references.

EndNote: `<EndNote><Cite><Author/><Year/><RecNum/><record><ref-type name="Journal Article"/>…`, whose field names are
those of EndNote's XML export. Word: `b:Source`, ECMA-376 part 1, 22.6 (Bibliography).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bib.model import Date, Person, Reference
from ingest.readers import xml
from ingest.readers.docx.package import name_of
from ingest.readers.xml import child, flat

_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]{1,200}")

# EndNote's names of kinds -> CSL 1.0.2 types.
_ENDNOTE_KINDS = {
    "journal article": "article-journal",
    "electronic article": "article-journal",
    "book": "book",
    "edited book": "book",
    "electronic book": "book",
    "book section": "chapter",
    "electronic book section": "chapter",
    "conference proceedings": "paper-conference",
    "conference paper": "paper-conference",
    "report": "report",
    "government document": "report",
    "thesis": "thesis",
    "web page": "webpage",
    "newspaper article": "article-newspaper",
    "magazine article": "article-magazine",
}
# Word's SourceType -> CSL types.
_WORD_KINDS = {
    "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-magazine",
    "Book": "book",
    "BookSection": "chapter",
    "ConferenceProceedings": "paper-conference",
    "Report": "report",
    "InternetSite": "webpage",
    "DocumentFromInternetSite": "webpage",
    "Case": "legal_case",
    "Patent": "patent",
}


def records(text: str) -> Iterator[tuple[str, Reference | None]]:
    """(key, fields) of every cited work in EndNote's XML."""
    root = xml.undeclared(text.encode("utf-8")) if text else None
    if root is None:
        return
    for cite in root.iter():
        if name_of(cite) == "Cite":
            record = child(cite, "record")
            number, year = words(child(cite, "RecNum")), words(child(cite, "Year"))
            author = words(child(cite, "Author"))
            yield f"endnote:{number or ''}:{author or ''}:{year or ''}", endnote(record) if record is not None else None


def words(element: etree._Element | None) -> str | None:
    """All text below an element (EndNote wraps it in `<style>`), white space folded."""
    return flat(element) or None


def _under(element: etree._Element, *path: str) -> str | None:
    return words(child(element, *path))


def endnote(record: etree._Element) -> Reference:
    """One `<record>`."""
    kind = child(record, "ref-type")
    named = (str(kind.get("name") or "") if kind is not None else "").casefold()
    year = _YEAR.search(_under(record, "dates", "year") or "")
    doi = _DOI.search(_under(record, "electronic-resource-num") or "")
    people = child(record, "contributors")
    return Reference(
        kind=_ENDNOTE_KINDS.get(named, "document"),
        title=_under(record, "titles", "title"),
        people=tuple(_people(child(people, "authors"))),
        editors=tuple(_people(child(people, "secondary-authors"))) if "section" in named else (),
        date=Date(int(year[0])) if year else None,
        container=_under(record, "titles", "secondary-title") or _under(record, "periodical", "full-title"),
        volume=_under(record, "volume"),
        issue=_under(record, "number"),
        pages=_under(record, "pages"),
        publisher=_under(record, "publisher"),
        place=_under(record, "pub-location"),
        doi=doi[0].rstrip(".").lower() if doi else None,
    )


def _people(group: etree._Element | None) -> Iterator[Person]:
    """EndNote writes "Family, Given"; a name with a comma at its end is an organisation."""
    for author in group if group is not None else ():
        said = words(author)
        if not said:
            continue
        family, comma, given = said.partition(",")
        if comma and given.strip():
            yield Person(family=family.strip(), given=given.strip())
        else:
            yield Person(literal=family.strip())


def word_sources(root: etree._Element | None) -> dict[str, Reference]:
    """Tag -> reference of Word's own bibliography."""
    out: dict[str, Reference] = {}
    for source in root if root is not None else ():
        tag = words(child(source, "Tag"))
        if tag:
            out.setdefault(tag, _word_source(source))
    return out


def _word_source(source: etree._Element) -> Reference:
    get = {name_of(c): words(c) for c in source if name_of(c) != "Author"}
    year = _YEAR.search(get.get("Year") or "")
    people = child(child(source, "Author"), "Author")
    return Reference(
        kind=_WORD_KINDS.get(get.get("SourceType") or "", "document"),
        title=get.get("Title"),
        people=tuple(_word_people(people)),
        date=Date(int(year[0])) if year else None,
        container=get.get("JournalName") or get.get("BookTitle") or get.get("ConferenceName"),
        volume=get.get("Volume"),
        issue=get.get("Issue"),
        pages=get.get("Pages"),
        publisher=get.get("Publisher"),
        place=get.get("City"),
        url=get.get("URL"),
    )


def _word_people(group: etree._Element | None) -> Iterator[Person]:
    corporate = words(child(group, "Corporate"))
    if corporate:
        yield Person(literal=corporate)
    listed = child(group, "NameList")
    for person in listed if listed is not None else ():
        family, given = words(child(person, "Last")), words(child(person, "First"))
        middle = words(child(person, "Middle"))
        if family:
            yield Person(family=family, given=" ".join(x for x in (given, middle) if x) or None)
