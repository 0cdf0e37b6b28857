"""An item of the list as pages print it: its own words where it has punctuation, else its fields in Vancouver order."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.readers.jats.front import pages
from ingest.readers.jats.inline import Inline
from ingest.readers.jats.names import NAMES
from ingest.readers.jats.writer import Line
from ingest.readers.xml import Element, flat, get, name

_FIELDS = frozenset(
    "article-title source year volume issue fpage lpage publisher-name publisher-loc person-group edition comment "
    "chapter-title month day season elocation-id conf-name conf-loc conf-date series supplement etal".split(" ")
)
_IMPRINT = ("year", "month", "day", "season", "volume", "issue", "fpage", "lpage", "page-range", "elocation-id")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")
_PREFIX = {"doi": "doi: ", "pmid": "PMID: ", "pmc": "PMC: ", "pmcid": "PMC: "}
_PREFIX_WORDS = ("doi", "doi.org", "pmid", "pmc")


class Printed(Inline):
    """Puts citations into the line that is open."""

    def block(self, element: Element) -> None:
        """Paragraphs of a note within an item are words like others."""
        self.line.gap()
        self.inline(element)
        self.line.gap()

    def flush(self) -> None:
        """An item is one line."""
        self.line.gap()

    def put(self, citation: Element) -> None:
        """One citation."""
        self.line.gap()
        if is_worded(citation):
            self.special |= {"name": self.name, "string-name": self.name, "pub-id": self.identifier}
            self.special |= dict.fromkeys(_FIELDS, self.field)
            self.special["label"] = lambda _: None
            self.inline(citation)
        else:
            self._in_order(citation)

    def _clings(self) -> bool:
        return not self.line.blank and self.line.last().isalnum()

    def name(self, element: Element) -> None:
        """A name; files that lost the signs between names get them back, as pages set them."""
        if self._clings():
            self.line.add(", ")
        self.line.add(element.text)
        for inner in element:
            if self._clings():
                self.line.gap()
            self.inner(inner)
            self.line.add(inner.tail)

    def field(self, element: Element) -> None:
        """A field that follows another without any sign between them."""
        if self._clings() and flat(element)[:1].isalnum():
            self.line.gap()
        self.inline(element)

    def identifier(self, element: Element) -> None:
        """An id with its name before it, unless that is printed."""
        before = "".join(self.line.chunks[-3:])[-16:].lower()
        if self._clings():
            self.line.gap()
        if not any(word in before for word in _PREFIX_WORDS):
            self.line.add(_PREFIX.get((get(element, "pub-id-type") or "").lower(), ""))
        self.inline(element)

    def _in_order(self, citation: Element) -> None:
        """Fields only: authors, title, source, year;volume(issue):pages, and the rest behind."""
        people = [x for x in citation if name(x) in (*NAMES, "person-group", "etal") and not _edits(x)]
        first = [x for x in citation if name(x) in ("article-title", "chapter-title", "data-title", "part-title")]
        used = {*people, *first}
        named = ", ".join(x for element in people for x in _names(element))
        self._sentence(named)
        for element in first:
            self._stopped(element)
        for element in citation:
            if element not in used and name(element) not in (*_IMPRINT, "pub-id", "label"):
                if _edits(element):
                    self._sentence(", ".join((*_names(element), "editors")))
                else:
                    self._stopped(element)
        self._sentence(_imprint(citation))
        said: set[str] = set()
        for element in sorted(citation.iterchildren("{*}pub-id"), key=_unknown):
            if flat(element) not in said:
                said.add(flat(element))
                self.identifier(element)
                self.line.add(". ")

    def _stopped(self, element: Element) -> None:
        self.inline(element)
        self.line.add(" " if self.line.last() in ".?!" else ". ")

    def _sentence(self, words: str) -> None:
        if words:
            self.line.add(words if words[-1] in ".?!" else f"{words}.")
            self.line.gap()


def is_worded(citation: Element) -> bool:
    """Does it hold the signs between its fields, or no fields at all?"""
    if not len(citation):
        return True
    signs = 0
    for element in citation.iter():
        if element is not citation:
            signs += sum(c in ".,;:()" for c in element.tail or "")
    return signs >= 3


def _unknown(identifier: Element) -> bool:
    """Ids without a name of their own stand last: old files give one as "medline" and "pmid"."""
    return (get(identifier, "pub-id-type") or "").lower() not in _PREFIX


def _edits(element: Element) -> bool:
    return name(element) == "person-group" and (get(element, "person-group-type") or "").startswith("editor")


def _names(element: Element) -> Iterator[str]:
    """Names in one line each, family first."""
    if name(element) == "person-group":
        for inner in element:
            yield from _names(inner)
    elif name(element) == "etal":
        yield "et al"
    else:
        words = " ".join(filter(None, (flat(x) for x in element))) if name(element) == "name" else flat(element)
        if words:
            yield words


def _imprint(citation: Element) -> str:
    """ "2019;12(3):45–51" of what there is."""
    part: dict[str, str] = {}
    for element in citation:
        part.setdefault(name(element), flat(element))
    got = [part.get(tag, "") for tag in _IMPRINT]
    year, month, day, season, volume, issue, first, last, span, number = got
    month = _MONTHS[int(month) - 1] if month.isascii() and month.isdigit() and 0 < int(month) < 13 else month
    out = " ".join(x for x in (year, season or month, day) if x)
    out += f";{volume}" if volume else ""
    out += f"({issue})" if issue else ""
    paged = span or pages(first, last) or number
    return f"{out}:{paged}" if paged and out else out or paged


def put(inline: Printed, citations: tuple[Element, ...], label: str | None) -> Line:
    """The line of an item: label, then its citations."""
    inline.line = Line()
    inline.line.add(label)
    for citation in citations:
        inline.put(citation)
    return inline.line
