"""Ids, dates and names as the text formats write them: what RIS, PubMed and BibTeX have in common."""

from __future__ import annotations

import re
from functools import lru_cache

from bib.model import Date, Person

_DOI_PREFIX = re.compile(r"(?i)^\s*(?:doi\s*:?\s*|https?://(?:dx\.)?doi\.org/)")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_BLANK_LINE = re.compile(r"\n[ \t]{0,1000}\n")
_LINE_END = re.compile(r"\r\n?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?(?:T[\d:.Z+-]{1,30})?(?:/.{0,200})?")
_WORDS = re.compile(r"(\d{4})[ /]([A-Za-z]{3,9})\.?(?:[-–/ ][A-Za-z]{3,9}\.?)?(?: (\d{1,2})(?:[-–]\d{1,2})?)?")
_SEASON = re.compile(r"(\d{4}) (?:Spring|Summer|Autumn|Fall|Winter)(?:[-–][A-Za-z]{4,6})?", re.IGNORECASE)
_SLASHES = re.compile(r"/{1,3}$")
# What stands before a family name in small letters, as MEDLINE and RIS print it ("van den Berg").
_PARTICLE = re.compile(r"((?:[a-zà-þ'’]{1,6} ){1,3})(?=\S)")
SUFFIX = re.compile(r"(?:[JS]r\.?|[2-9](?:nd|rd|th)|I{2,3}|IV|VI{0,3})")
_ISBN = re.compile(r"(?:97[89])?\d{9}[\dX]")


def bare_doi(text: str) -> str:
    """A DOI without "doi:" or the resolver before it, in small letters (DOIs know no case: DOI handbook, 2.4)."""
    return _DOI_PREFIX.sub("", text).strip().lower()


def doi_in(text: str) -> str | None:
    """The DOI in a text such as "https://doi.org/10.1/a" or "10.1/a [doi]"; None when there is none."""
    found = _DOI.search(text[:2000])
    return found.group().rstrip(".,;").lower() if found else None


def isbn(text: str) -> str | None:
    """Digits and X of an ISBN of 10 or 13 places; None for what is none, as an ISSN."""
    digits = re.sub(r"[^0-9Xx]", "", text.split("(")[0][:40]).upper()
    return digits if _ISBN.fullmatch(digits) else None


def lines(text: str) -> str:
    """The text with every line end as one LF, and every character where it was: CRLF becomes a blank and LF."""
    if "\r" not in text:
        return text
    return _LINE_END.sub(lambda end: " \n" if len(end.group()) == 2 else "\n", text)


def fold(text: str) -> str:
    """White space folded."""
    return " ".join(text.split())


def paragraphs(text: str) -> str:
    """White space folded within paragraphs, which a blank line parts."""
    if "\n" not in text:
        return fold(text)
    return "\n\n".join(held for part in _BLANK_LINE.split(text) if (held := fold(part)))


@lru_cache(4096)
def month(text: str) -> int | None:
    """1 to 12 for "3", "03", "Mar", "March", "mar."; None for what is no month."""
    word = text.strip(" .,~").lower()
    if word.isascii() and word.isdigit() and len(word) <= 2:
        return int(word) if 1 <= int(word) <= 12 else None
    return MONTHS.index(word[:3]) + 1 if word[:3] in MONTHS and word.isalpha() else None


@lru_cache(4096)
def date(text: str) -> Date | None:
    """A date as exports write it: "2011", "2011-03-05", "2011/03/05/", "2011 Mar 5", "2011 Mar-Apr", "2011 Spring".
    Of a range the first day counts. What has no year is kept as `literal`."""
    text = fold(text[:500]).strip(" ,;")
    whole = _SLASHES.sub("", text)
    if found := _NUMBERS.fullmatch(whole):
        year, *rest = (int(part) if part else None for part in found.groups())
        m = rest[0] if rest[0] and rest[0] <= 12 else None
        return Date(year, m, rest[1] if m and rest[1] and rest[1] <= 31 else None) if year else None
    if found := _WORDS.fullmatch(whole):
        m = month(found[2])
        if m is not None:
            day = int(found[3]) if found[3] and 1 <= int(found[3]) <= 31 else None
            return Date(int(found[1]), m, day)
    if found := _SEASON.fullmatch(whole):
        return Date(int(found[1]))
    return Date(literal=text) if text else None


def particle(family: str) -> tuple[str | None, str]:
    """("van den", "Berg") of "van den Berg"; (None, family) without small words before it."""
    found = _PARTICLE.match(family)
    return (found[1].strip(), family[found.end() :]) if found else (None, family)


@lru_cache(65536)
def person(text: str) -> Person | None:
    """A name as "Family, Given" or "Family, Given, Suffix". A name without a comma, or with nothing behind its last
    one, is an organisation or a name kept as printed."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1 or not any(parts[1:]) or len(parts) > 3 or not parts[0] or not parts[-1]:
        whole = fold(text).removesuffix(",").strip()
        return Person(literal=whole) if whole else None
    before, family = particle(fold(parts[0]))
    suffix = fold(parts[2]) if len(parts) == 3 else None
    return Person(family=family, given=fold(parts[1]) or None, suffix=suffix, non_dropping_particle=before)


def family_of(person: Person) -> str:
    """The family name with the particles that stand before it."""
    return " ".join(x for x in (person.dropping_particle, person.non_dropping_particle, person.family) if x)


def pages(first: str | None, last: str | None) -> str | None:
    """Pages of a first and a last one; a first one that is a range already stays as it is."""
    if not first or not last or first == last:
        return first or last
    return first if re.search(r"\d\s?[-–—]\s?\w", first) else f"{first}–{last}"
