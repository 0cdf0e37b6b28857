"""Names and dates of JATS, in front matter and in lists alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bib.model import Date, Person
from ingest.readers.xml import Element, child, flat, get, name

_ORCID = re.compile(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[\dXx]")
_YEAR = re.compile(r"\s{0,3}[(\[]?\s?(\d{4})\s?([a-z])?(?![\w])")
_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(" "), 1)}
_DOI = re.compile(r"10\.\d{4,9}/\S{1,300}")
NAMES = ("name", "string-name", "collab", "name-alternatives", "collab-alternatives", "anonymous")


def person(element: Element, orcid: str | None = None) -> Person | None:
    """One name: of its parts where they are marked, else as printed. None for an empty one."""
    tag = name(element)
    if tag in ("name-alternatives", "collab-alternatives"):
        inner = next((x for x in element if name(x) in NAMES), None)
        return person(inner, orcid) if inner is not None else None
    if tag == "collab":
        words = own_words(element)
        return Person(literal=words, orcid=orcid) if words else None
    if tag == "anonymous":
        return Person(literal="Anonymous")
    family, given = flat(child(element, "surname")), flat(child(element, "given-names"))
    if not family:
        words = given or flat(element)
        return Person(literal=words, orcid=orcid) if words else None
    suffix = flat(child(element, "suffix"))
    return Person(family=family, given=given or None, suffix=suffix or None, orcid=orcid)


def own_words(collab: Element) -> str:
    """The name of a group without its members and addresses."""
    out = [collab.text or ""]
    for inner in collab:
        if name(inner) not in ("contrib-group", "aff", "address", "xref", "fn", "author-comment", "etal", "email"):
            out.append("".join(inner.itertext()))
        out.append(inner.tail or "")
    return " ".join("".join(out).split()).strip(" ,;")


def people(elements: Iterable[Element]) -> Iterator[Person]:
    """The people among some elements, in order."""
    for element in elements:
        found = person(element) if name(element) in NAMES else None
        if found is not None:
            yield found


def orcid_of(contrib: Element) -> str | None:
    """The bare ORCID iD of a contributor."""
    for inner in contrib:
        if name(inner) == "contrib-id" and "orcid" in (get(inner, "contrib-id-type") or flat(inner)).lower():
            found = _ORCID.search(flat(inner))
            if found:
                digits = found[0].replace("-", "").upper()
                return "-".join(digits[i : i + 4] for i in range(0, 16, 4))
    return None


def date(year: str, month: str = "", day: str = "") -> Date | None:
    """A date of its printed parts; a year that is none ("in press") is kept as printed."""
    found = _YEAR.match(year)
    if not found:
        return Date(literal=year) if year else None
    named = _MONTHS.get(month[:3].lower(), _figure(month, 12))
    return Date(int(found[1]), named, _figure(day, 31) if named else None, found[2])


def _figure(text: str, most: int) -> int | None:
    """A number from 1 to `most` in plain figures."""
    plain = text.isascii() and text.isdigit() and len(text) < 3
    return int(text) if plain and 0 < int(text) <= most else None


def doi(text: str) -> str | None:
    """A bare DOI in small letters."""
    found = _DOI.search(text)
    return found[0].rstrip(".,;)").lower() if found else None


def pmcid(text: str) -> str | None:
    """ "PMC123" of "123" or "PMC123"."""
    digits = text.upper().removeprefix("PMC").strip()
    return f"PMC{digits}" if digits.isdigit() and digits.isascii() else None


def pmid(text: str) -> str | None:
    """The digits of a PubMed id."""
    return text if text.isdigit() and text.isascii() and len(text) < 10 else None
