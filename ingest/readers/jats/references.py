"""Reference lists of a JATS article: each `<ref>` is one item, with the fields that its marks give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bib.model import Person, Reference
from ingest.readers.jats import names
from ingest.readers.jats.front import pages
from ingest.readers.jats.inline import label_of
from ingest.readers.xml import Element, children, flat, get, name, within

CITATIONS = ("mixed-citation", "element-citation", "nlm-citation", "citation", "citation-alternatives", "product")
# @publication-type as publishers write it (JATS 1.3 names some, files hold more) -> our kind.
_KINDS = {
    "article-journal": "journal journal-article article journals journal-item jnl periodical eprint",
    "book": "book edited-book monograph books",
    "chapter": "chapter book-chapter bookchapter book-part",
    "paper-conference": "confproc conf-proc conference conf conf-paper conference-paper proceedings conf-abstract",
    "thesis": "thesis dissertation phd",
    "report": "report gov government tech-report techreport working-paper white-paper",
    "webpage": "web webpage website url online web-page internet weblink",
    "dataset": "data dataset database data-set",
    "software": "software computer-program program",
    "article-newspaper": "newspaper news",
    "article-magazine": "magazine",
    "article": "preprint",
    "legislation": "legal law legislation bill statute",
    "standard": "standard",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_PART_TITLES = ("article-title", "chapter-title", "data-title", "part-title")
_TITLED_BY_SOURCE = (
    "book",
    "report",
    "webpage",
    "thesis",
    "software",
    "dataset",
    "legislation",
    "standard",
    "document",
)
_EXTRA = {
    "edition": "edition",
    "series": "collection-title",
    "conf-name": "event-title",
    "conf-loc": "event-place",
    "conf-date": "event-date",
    "comment": "note",
    "date-in-citation": "accessed",
    "access-date": "accessed",
    "version": "version",
    "trans-title": "translated-title",
}


@dataclass(frozen=True)
class Entry:
    """One `<ref>`: its citations (an alternative in words, an alternative in fields), its label as printed."""

    element: Element
    label: str | None
    printed: tuple[Element, ...]
    marked: tuple[Element, ...]


def entries(article: Element) -> list[Entry]:
    """The items of all lists of an article in order, its sub-articles' left out."""
    return [_entry(ref) for part in _parts(article) for ref in within(part, "ref") if not _nested(ref)]


def _nested(ref: Element) -> bool:
    """An item within an item is a slip of the file: its words are those of the outer one."""
    return next(ref.iterancestors("{*}ref"), None) is not None


def _parts(article: Element) -> Iterator[Element]:
    return (x for x in article if name(x) not in ("sub-article", "response"))


def _entry(ref: Element) -> Entry:
    printed: list[Element] = []
    marked: list[Element] = []
    for citation in _citations(ref):
        if name(citation) == "citation-alternatives":
            forms = {name(x): x for x in reversed(list(citation))}
            words = forms.get("mixed-citation", next(iter(citation), citation))
            printed.append(words)
            marked.append(forms.get("element-citation", words))
        else:
            printed.append(citation)
            marked.append(citation)
    label = label_of(ref) or next((x for x in map(label_of, printed) if x), None)
    return Entry(ref, label, tuple(printed), tuple(marked))


def _citations(ref: Element) -> list[Element]:
    """The citations of an item; those within notes too, alternatives once."""
    direct = list(children(ref, *CITATIONS))
    return direct or list(within(ref, *CITATIONS[:-2]))


def bare_label(label: str | None) -> str | None:
    """A label without brackets and stop ("6" of "[6].")."""
    return label.strip("[]().: ") or None if label else None


def fields(entry: Entry) -> Reference | None:
    """What the marks say; None where they name neither a title nor a source, so that the words have to be read."""
    if not entry.marked:
        return None
    return _fields(entry.marked[0])


def _fields(citation: Element) -> Reference | None:
    part = _Parts(citation)
    title = part.first(*_PART_TITLES)
    source = part.first("source")
    if not title and not source:
        return None
    kind = _kind(citation, part, title, source)
    container = source if title else None
    if not title:
        title, container = (source, None) if kind in _TITLED_BY_SOURCE else (part.first("trans-title"), source)
    authors, editors = _people(citation)
    first, last = part.first("fpage"), part.first("lpage")
    supplement = part.first("supplement")
    issue = part.first("issue", "issue-id")
    identifiers = _Identifiers(citation)
    return Reference(
        kind=kind,
        title=_trimmed(title),
        people=authors,
        editors=editors,
        etal=next(within(citation, "etal"), None) is not None,
        date=names.date(part.first("year", "date") or "", part.first("month") or "", part.first("day") or ""),
        container=_trimmed(container),
        volume=part.first("volume"),
        issue=" ".join(x for x in (issue, supplement) if x) or None,
        pages=part.first("page-range") or pages(first or "", last or ""),
        publisher=part.first("publisher-name"),
        place=part.first("publisher-loc"),
        number=part.first("elocation-id"),
        doi=identifiers.doi,
        pmid=identifiers.pmid,
        pmcid=identifiers.pmcid,
        isbn=_isbn(part.first("isbn")),
        url=identifiers.url,
        other=tuple((_EXTRA[tag], words) for tag, words in part.all if tag in _EXTRA),
    )


class _Parts:
    """The marked fields of a citation with their words. all: in order."""

    def __init__(self, citation: Element) -> None:
        self.all: list[tuple[str, str]] = []
        for element in citation:
            tag = name(element)
            if tag in ("italic", "bold", "named-content", "styled-content", "date"):
                self.all += ((name(x), flat(x)) for x in element.iter() if x is not element)
            self.all.append((tag, flat(element)))

    def first(self, *tags: str) -> str | None:
        """The words of the first of these that has some."""
        for wanted in tags:
            for tag, words in self.all:
                if tag == wanted and words:
                    return words
        return None


def _trimmed(text: str | None) -> str | None:
    """Without the stop or comma that some files leave inside the mark ("Title.")."""
    if text is None:
        return None
    out = text.strip(" ,;")
    if out.endswith(".") and not out.endswith("..") and (len(out.split()) > 1 and len(out.split()[-1]) > 4):
        out = out[:-1]
    return out or None


def _kind(citation: Element, part: _Parts, title: str | None, source: str | None) -> str:
    """Our kind; where the file says none or "other", only a journal's marks are told."""
    said = get(citation, "publication-type") or get(citation, "citation-type") or ""
    kind = _KIND_OF.get(said.lower().replace("_", "-").replace(" ", "-"))
    if kind == "book" and title and source:
        return "chapter"
    if kind is None and title and source and part.first("volume", "issue") and part.first("fpage", "elocation-id"):
        return "article-journal"
    return kind or "document"


def _people(citation: Element) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Authors and editors: of their groups, else the names that stand by themselves."""
    authors: list[Person] = []
    editors: list[Person] = []
    loose: list[Person] = []
    for element in citation:
        if name(element) == "person-group":
            kind = (get(element, "person-group-type") or "author").lower()
            found = list(names.people(element))
            if kind.startswith(("editor", "ed", "guest-editor")):
                editors += found
            elif kind in ("author", "authors", "allauthors", "collab", "inventor", "compiler", "director"):
                authors += found
        else:
            loose += names.people((element,))
    return tuple(authors or loose), tuple(editors)


class _Identifiers:
    """DOI, PubMed and PMC ids and address of a citation, from `<pub-id>` and links."""

    def __init__(self, citation: Element) -> None:
        self.doi = self.pmid = self.pmcid = self.url = None
        for element in within(citation, "pub-id", "ext-link", "uri", "object-id"):
            words = flat(element)
            kind = (get(element, "pub-id-type") or get(element, "ext-link-type") or "").lower()
            address = get(element, "href") or words
            if kind == "doi" or "doi.org/10." in address:
                self.doi = self.doi or names.doi(words) or names.doi(address)
            elif kind == "pmid":
                self.pmid = self.pmid or names.pmid(words)
            elif kind in ("pmc", "pmcid"):
                self.pmcid = self.pmcid or names.pmcid(words)
            elif name(element) in ("ext-link", "uri") and address.startswith(("http", "www.", "ftp")):
                self.url = self.url or address


def _isbn(text: str | None) -> str | None:
    digits = re.sub(r"[^\dXx]", "", text or "").upper()
    return digits if len(digits) in (10, 13) else None


def several(entry: Entry) -> int:
    """How many works an item holds ("(a) …; (b) …")."""
    return len(entry.printed)


def labelled(reference: Reference | None, label: str | None) -> Reference | None:
    """The same with its label."""
    return replace(reference, label=label) if reference is not None else None
