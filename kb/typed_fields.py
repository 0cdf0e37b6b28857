"""FIELD=VALUE as a person types it: one table of fields, what else they are called, and what a value must be.

Names are those of CSL 1.0.2 and those that people know from RIS, BibTeX and forms. A value that cannot be right is
refused with what would be; nothing is guessed or mended beyond prefixes ("doi:") and white space.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date as day
from typing import Any

from bib import kinds, values
from bib.model import Date, Person, Reference
from kb.errors import UsageError
from kb.identity import MOST_INDEXED

_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_DIGITS = re.compile(r"(?:pmid\s?:?\s?)?([0-9]{1,9})", re.IGNORECASE)
_PMCID = re.compile(r"(?:pmcid\s?:?\s?)?PMC\s?([0-9]{1,9})", re.IGNORECASE)
_ISSN = re.compile(r"([0-9]{4})-?([0-9]{3}[0-9Xx])")
_URL = re.compile(r"(?:https?|ftp)://[^\s/]+\S*", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_YEARS = range(1000, 2100)
_ET_AL = re.compile(r"[;,]?\s*\bet\s+al\.?$", re.IGNORECASE)
_JOINED = re.compile(r"\s(?:and|&)\s", re.IGNORECASE)
_INITIALED = re.compile(r"[^\W\d_][\w'’ -]* [A-Z]{1,3}")  # "Smith J", as Vancouver prints a name


class Refused(ValueError):
    """A value that a field cannot have: what is wrong, and what would be right."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True)
class Field:
    """name: as `kb` says it; where: the attribute of `Reference`, or "other:" and a CSL variable; read: value -> what
    is kept, or `Refused`; also: what else it is called."""

    name: str
    where: str
    read: Callable[[str], Any]
    also: tuple[str, ...] = ()


def _text(value: str) -> str:
    return values.fold(value)


def _date(value: str) -> Date:
    text = values.fold(value)
    found = _DAY.fullmatch(text)
    if found:
        year, month, nth = (int(part) if part else None for part in found.groups())
        try:
            day(year or 0, month or 0, nth or 1)
        except ValueError:
            raise Refused("there is no such day", "2021, 2021-03 or 2021-03-05") from None
        date: Date | None = Date(year, month, nth)
    else:
        date = values.date(text)
    if date is None or date.year not in _YEARS:
        raise Refused("no year", "four figures as in 2021, or 2021-03-05, or 2021 Mar 5")
    return date


def _people(value: str) -> tuple[Person, ...]:
    parts = [part.strip() for part in value.split(";") if part.strip()]
    refused = Refused("one cannot tell the names", 'parted by ";", family name first: "Smith, Jane; Brown, A. B."')
    for part in parts:
        pieces = [piece.strip() for piece in part.split(",")]
        if len(pieces) > 1 and _JOINED.search(part):
            raise refused
        if len(pieces) > 3 or (len(pieces) == 3 and not values.SUFFIX.fullmatch(pieces[2])):
            raise refused
        if len(pieces) == 2 and all(map(_INITIALED.fullmatch, pieces)):
            raise refused
    people = tuple(found for part in parts if (found := values.person(part)))
    if not people:
        raise refused
    return people


def _doi(value: str) -> str:
    doi = values.bare_doi(value)
    if not _DOI.fullmatch(doi) or len(doi) > MOST_INDEXED:
        raise Refused("no DOI", "one looks like 10.1234/abcd")
    return doi


def _matching(pattern: re.Pattern[str], form: str, wrong: str, right: str) -> Callable[[str], str]:
    """Reads a value of one pattern; form: what is kept, with the pattern's groups; wrong, right: for who is refused."""

    def read(value: str) -> str:
        found = pattern.fullmatch(value.strip())
        if not found:
            raise Refused(wrong, right)
        return found.expand(form)

    return read


def _isbn(value: str) -> str:
    digits = values.isbn(value)
    if digits is None or not _adds_up(digits):
        raise Refused("no ISBN", "10 or 13 figures, the last of which checks the others")
    return digits


def _adds_up(digits: str) -> bool:
    figures = [10 if d == "X" else int(d) for d in digits]
    if len(figures) == 10:
        return sum(n * d for n, d in zip(range(10, 0, -1), figures, strict=True)) % 11 == 0
    return sum(d * (1, 3)[n % 2] for n, d in enumerate(figures)) % 10 == 0


def _kind(value: str) -> str:
    word = values.fold(value).lower()
    found = kinds.from_csl(word.replace(" ", "-")) or next((k.name for k in kinds.TABLE if k.words == word), None)
    if found is None:
        near = difflib.get_close_matches(word, kinds.KINDS, n=3, cutoff=0.5)
        raise Refused("no kind of work", f"{'nearest' if near else 'kinds'}: {', '.join(near or kinds.KINDS)}")
    return found


FIELDS = (
    Field("title", "title", _text),
    Field("author", "people", _people, ("authors", "people")),
    Field("editor", "editors", _people, ("editors",)),
    Field("date", "date", _date, ("year", "issued")),
    Field("container", "container", _text, ("container-title", "journal", "booktitle", "site")),
    Field("volume", "volume", _text, ("vol",)),
    Field("issue", "issue", _text),
    Field("pages", "pages", _text, ("page", "pp")),
    Field("publisher", "publisher", _text),
    Field("place", "place", _text, ("publisher-place", "city")),
    Field("doi", "doi", _doi),
    Field("pmid", "pmid", _matching(_DIGITS, r"\1", "no PMID", "figures alone, as in 29490704")),
    Field("pmcid", "pmcid", _matching(_PMCID, r"PMC\1", "no PMCID", "as in PMC1234567")),
    Field("isbn", "isbn", _isbn),
    Field("url", "url", _matching(_URL, r"\g<0>", "no address", "as in https://example.org/paper"), ("link",)),
    Field("number", "number", _text, ("article-number", "report-number", "eid")),
    Field("kind", "kind", _kind, ("type",)),
    Field("abstract", "other:abstract", values.paragraphs),
    Field("keyword", "other:keyword", _text, ("keywords",)),
    Field("language", "other:language", _text, ("lang",)),
    Field("note", "other:note", values.paragraphs, ("notes",)),
    Field("edition", "other:edition", _text),
    Field("issn", "other:ISSN", _matching(_ISSN, r"\1-\2", "no ISSN", "as in 1234-567X")),
    Field("series", "other:collection-title", _text, ("collection-title",)),
    Field("short-container", "other:container-title-short", _text, ("container-title-short", "journal-abbreviation")),
    Field("short-title", "other:title-short", _text, ("title-short",)),
)
_BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.also)}


def parsed(words: Sequence[str]) -> tuple[Reference, tuple[Field, ...]]:
    """(a reference with nothing but what was typed, its fields in order). Raises `UsageError` for the first word that
    is no FIELD=VALUE, names no field, names one twice, or has a value that the field cannot have."""
    reference, given = Reference(), dict[str, Field]()
    for word in words:
        name, equals, value = word.partition("=")
        field = _field(name, word)
        if not equals:
            raise UsageError(
                f"{name} has no value", f'{field.name}=VALUE, in quotes if it has blanks: "{field.name}=…"'
            )
        if not value.strip():
            hint = "what other records say of it would count again: type what is right, or `kb undo` your last edit"
            raise UsageError(f"{name}= is empty", hint)
        if field.name in given:
            raise UsageError(f"{field.name} is given twice", "say each field once")
        given[field.name] = field
        reference = _with(reference, field, value)
    return reference, tuple(given.values())


def _field(name: str, word: str) -> Field:
    key = name.strip().casefold().replace("_", "-").replace(" ", "-")
    if key in _BY_NAME:
        return _BY_NAME[key]
    if "=" not in word:
        raise UsageError(f"{word!r:.60} is no FIELD=VALUE", 'as in year=2021 or "title=A new title"')
    if key == "citekey":
        raise UsageError("a citekey is given once and kept", "what cites a paper by it would not find it any more")
    near = difflib.get_close_matches(key, _BY_NAME, n=3, cutoff=0.6)
    known = ", ".join(near) if near else ", ".join(field.name for field in FIELDS)
    raise UsageError(f"no field is called {name.strip()!r:.60}", f"{'nearest' if near else 'fields'}: {known}")


def _with(reference: Reference, field: Field, value: str) -> Reference:
    short = " ".join(value.split())
    short = short if len(short) <= 60 else f"{short[:59]}…"
    kept: Any
    try:
        shortened = _ET_AL.sub("", value) if field.where == "people" else value
        kept = field.read(shortened)
    except Refused as error:
        raise UsageError(f"{field.name}={short}: {error.message}", error.hint) from None
    if field.where == "people":
        reference = replace(reference, etal=shortened != value)
    if field.where == "kind":  # "document" is what a record says that does not say its kind: this one does
        reference = replace(reference, other=(*reference.other, ("type", kept)))
    if field.where.startswith("other:"):
        return replace(reference, other=(*reference.other, (field.where[6:], kept)))
    return replace(reference, **{field.where: kept})


def shown(reference: Reference, field: Field) -> str:
    """A field's value for people; "" where there is none."""
    if field.where.startswith("other:"):
        return reference.get(field.where[6:]) or ""
    value = getattr(reference, field.where)
    if field.where in ("people", "editors"):
        etal = "; et al." if field.where == "people" and reference.etal else ""
        return "; ".join(person.name for person in value) + etal
    if isinstance(value, Date):
        parts = [f"{value.year:04}"] if value.year else [value.literal or ""]
        parts += [f"{part:02}" for part in (value.month, value.day if value.month else None) if part]
        return "-".join(parts)
    return str(value or "")
