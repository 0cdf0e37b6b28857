"""BibTeX, written only: UTF-8 that LaTeX takes, entries in the order given, the same bytes every time.

bibtexparser 2 writes; it is imported when it is needed, for it costs 80 ms. Field names are BibTeX's classic ones, with
`doi`, `url`, `isbn`, `eprint` as BibLaTeX has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bib import kinds
from bib.model import Person, Reference

# Characters with a meaning of their own in LaTeX; braces too: BibTeX counts them even behind a backslash.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TRANSLATION = str.maketrans(_SPECIAL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_DASH = re.compile(r"(?<=\w)\s?[-–—‐‑−]\s?(?=\w)")
_KEY = re.compile(r"[^\w:.+/-]|[{}\"'(),=#%~\\]")
_CONTAINER = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "inreference": "booktitle",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write(pairs: Iterable[tuple[str, Reference]]) -> str:
    """BibTeX of (key, reference) pairs, in their order."""
    import bibtexparser
    from bibtexparser.model import Entry, Field

    library = bibtexparser.Library()
    style = bibtexparser.BibtexFormat()
    style.indent = "  "
    style.block_separator = "\n"
    style.trailing_comma = True
    for key, reference in pairs:
        fields = [Field(name, value) for name, value in _fields(reference)]
        library.add(Entry(kinds.kind(reference.kind).bibtex, _KEY.sub("", key) or "key", fields))
    text: str = bibtexparser.write_string(library, unparse_stack=[], bibtex_format=style)
    return text


def escape(text: str) -> str:
    """Text as LaTeX shows it: special characters escaped, control characters gone."""
    return _CONTROL.sub(" ", text).translate(_TRANSLATION).strip()


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    entry_type = kinds.kind(reference.kind).bibtex
    people = list(reference.people)
    if people and people != list(reference.editors):
        yield "author", _brace(_names(people, reference.etal))
    if reference.editors:
        yield "editor", _brace(_names(list(reference.editors), False))
    if reference.title:
        yield "title", _brace(_keep_capitals(escape(reference.title)))
    if reference.container:
        yield _CONTAINER.get(entry_type, "howpublished"), _brace(escape(reference.container))
    yield from _date(reference)
    if reference.volume:
        yield "volume", _brace(escape(reference.volume))
    if reference.issue or reference.number:
        yield "number", _brace(escape(reference.issue or reference.number or ""))
    if reference.pages:
        yield "pages", _brace(_DASH.sub("--", escape(reference.pages)))
    if reference.publisher:
        name = {"phdthesis": "school", "techreport": "institution"}.get(entry_type, "publisher")
        yield name, _brace(escape(reference.publisher))
    for name, value in (("address", reference.place), ("edition", reference.get("edition")), ("isbn", reference.isbn)):
        if value:
            yield name, _brace(escape(value))
    # Verbatim fields: hyperref takes their special characters as they are, only braces and percent signs would break
    # the file.
    for name, value in (("doi", reference.doi), ("url", reference.url)):
        if value:
            yield name, _brace(re.sub(r"[{}\\\s]", lambda m: f"%{ord(m.group()):02X}", value))
    if reference.pmid:
        yield "pmid", _brace(escape(reference.pmid))
    if reference.get("abstract"):
        yield "abstract", _brace(escape(reference.get("abstract") or ""))


def _date(reference: Reference) -> Iterator[tuple[str, str]]:
    date = reference.date
    if date is None:
        return
    if date.year is not None:
        yield "year", _brace(str(date.year))
        if date.month:
            yield "month", _MONTHS[date.month - 1]
    elif date.literal:
        yield "year", _brace(escape(date.literal))


def _names(people: list[Person], etal: bool) -> str:
    names = [_name(person) for person in people]
    return " and ".join(names + (["others"] if etal else []))


def _name(person: Person) -> str:
    if person.literal:
        # Two pairs of braces with the field's own: else BibTeX takes an organisation's words for names.
        return _brace(escape(person.literal))
    family = " ".join(x for x in (person.dropping_particle, person.non_dropping_particle, person.family) if x)
    parts = [family, person.suffix, person.given] if person.suffix else [family, person.given]
    return ", ".join(_no_and(escape(x)) for x in parts if x)


def _no_and(text: str) -> str:
    """A word "and" inside one name would part it in two."""
    return re.sub(r"\band\b", "{and}", text)


def _keep_capitals(text: str) -> str:
    """Capitals within a word ("mRNA", "NHS") braced, for styles print titles in small letters."""
    return " ".join(f"{{{word}}}" if _inner_capital(word) else word for word in text.split(" "))


def _inner_capital(word: str) -> bool:
    return any(c.isupper() for c in word[1:])


def _brace(text: str) -> str:
    return f"{{{text}}}"
