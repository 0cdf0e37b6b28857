"""Front matter of a JATS article: what the paper says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from bib.model import Date, Person, Reference
from ingest.readers.jats import names
from ingest.readers.jats.inline import language
from ingest.readers.xml import Element, child, children, flat, get, name, within

# When it appeared, the issue before the first day online (JATS 1.3, @date-type and @pub-type of <pub-date>).
_DATES = ("epub-ppub", "ppub", "collection", "pub", "epub", "original-publication", "published", "", "epreprint")
_KINDS = {"preprint": "article", "data-paper": "article-journal", "book-review": "article-journal"}


def meta_of(article: Element) -> Element | None:
    """The article's own metadata; NLM 1 and OAI files may lack the folder `front`."""
    found = child(article, "front", "article-meta")
    return found if found is not None else child(article, "article-meta")


def reference(article: Element, title: str | None) -> Reference:
    """The paper's fields as marked. title: as it stands in the text."""
    meta = meta_of(article)
    journal = child(article, "front", "journal-meta")
    kind = _KINDS.get(article.get("article-type") or "", "article-journal")
    spoken = language(article)
    other = (("language", spoken),) if spoken else ()
    if meta is None:
        return Reference(kind=kind, title=title, container=_container(journal), other=other)
    ids = {get(x, "pub-id-type") or "": flat(x) for x in reversed([*children(meta, "article-id")])}
    authors, editors = _contributors(meta)
    first, last = flat(child(meta, "fpage")), flat(child(meta, "lpage"))
    publisher = child(journal, "publisher")
    return Reference(
        kind=kind,
        title=title,
        people=authors,
        editors=editors,
        date=_date(meta),
        container=_container(journal),
        volume=flat(child(meta, "volume")) or None,
        issue=flat(child(meta, "issue")) or None,
        pages=flat(child(meta, "page-range")) or pages(first, last),
        number=flat(child(meta, "elocation-id")) or None,
        publisher=flat(child(publisher, "publisher-name")) or None,
        place=flat(child(publisher, "publisher-loc")) or None,
        doi=names.doi(ids.get("doi", "")),
        pmid=names.pmid(ids.get("pmid", "")),
        pmcid=names.pmcid(ids.get("pmcid", ids.get("pmc", ""))),
        other=other,
    )


def pages(first: str, last: str) -> str | None:
    """First and last page as one."""
    return f"{first}–{last}" if first and last and first != last else first or last or None


def _container(journal: Element | None) -> str | None:
    """The journal's name, in full if it is there."""
    if journal is None:
        return None
    title = next((flat(x) for x in within(journal, "journal-title")), "")
    short = next((flat(x) for x in within(journal, "abbrev-journal-title")), "")
    ids = {get(x, "journal-id-type"): flat(x) for x in children(journal, "journal-id")}
    return title or short or ids.get("iso-abbrev") or ids.get("nlm-ta") or None


def _contributors(meta: Element) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    authors: list[Person] = []
    editors: list[Person] = []
    for group in children(meta, "contrib-group"):
        outer = get(group, "content-type") or ""
        for contrib in children(group, "contrib"):
            role = get(contrib, "contrib-type") or ("editor" if outer.startswith("editor") else "author")
            found = _named(contrib)
            if found is not None and role in ("author", "collab"):
                authors.append(found)
            elif found is not None and role == "editor":
                editors.append(found)
    return tuple(authors), tuple(editors)


def _named(contrib: Element) -> Person | None:
    named = next(children(contrib, *names.NAMES), None)
    return names.person(named, names.orcid_of(contrib)) if named is not None else None


def _date(meta: Element) -> Date | None:
    found: dict[str, Date] = {}
    for element in children(meta, "pub-date"):
        kind = get(element, "pub-type") or get(element, "date-type") or ""
        part = {name(x): flat(x) for x in element}
        made = names.date(part.get("year", part.get("string-date", "")), part.get("month", ""), part.get("day", ""))
        if made is not None and made.year is not None:
            found.setdefault(kind, made)
    return next((found[kind] for kind in _DATES if kind in found), next(iter(found.values()), None))


def keyword_groups(meta: Element, spoken: str | None) -> Iterator[tuple[Element, bool]]:
    """Groups of keywords, and whether they are the paper's: in its language and no abbreviations or subject codes."""
    own = False
    for group in children(meta, "kwd-group"):
        kind = (get(group, "kwd-group-type") or "author").lower()
        said = language(group)
        fits = kind in ("author", "kwd", "author-keywords", "author-generated", "keywords", "kwds")
        fits = fits and (said is None or spoken is None or said[:2] == spoken[:2])
        yield group, fits and not own
        own = own or fits


def keywords_of(group: Element) -> tuple[str, ...]:
    """The words of a group, one each."""
    return tuple(x for x in map(flat, within(group, "kwd")) if x)
