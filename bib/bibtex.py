"""BibTeX, written: UTF-8 that LaTeX takes, entries in the order given, the same bytes every time.

`bib.bibtex_reading` reads it.

bibtexparser 2 writes; it is imported when it is needed, for it costs 80 ms. Field names are BibTeX's classic ones, with
`doi`, `url`, `isbn`, `eprint` as BibLaTeX has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bib import kinds
from bib.latex import escape
from bib.model import Person, Reference
from bib.values import MONTHS

_DASH = re.compile(r"(?<=\w)\s?[-–—‐‑−]\s?(?=\w)")
_KEY = re.compile(r"[^\w:.+/-]|[{}\"'(),=#%~\\]")
_CONTAINER = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "inreference": "booktitle",
}
# Kinds whose `number` is their own; of the others it is the issue's.
NUMBERED = frozenset(("report", "standard", "legislation", "dataset", "software", "document", "webpage", "thesis"))
# Field -> CSL variable in `Reference.other`.
OTHERS = (
    ("issn", "ISSN"),
    ("series", "collection-title"),
    ("shortjournal", "container-title-short"),
    ("shorttitle", "title-short"),
    ("language", "language"),
    ("keywords", "keyword"),
    ("note", "note"),
    ("abstract", "abstract"),
)


def write(pairs: Iterable[tuple[str, Reference]]) -> str:
    """BibTeX of (key, reference) pairs, in their order."""
    import bibtexparser
    from bibtexparser.model import Entry, Field

    library = bibtexparser.Library()
    style = bibtexparser.BibtexFormat()
    style.indent = "  "
    style.block_separator = "\n"
    style.trailing_comma = True
    taken: dict[str, int] = {}
    for key, reference in pairs:
        fields = [Field(name, value) for name, value in _fields(reference)]
        library.add(Entry(kinds.kind(reference.kind).bibtex, _unique(_KEY.sub("", key) or "key", taken), fields))
    text: str = bibtexparser.write_string(library, unparse_stack=[], bibtex_format=style)
    return text


def _unique(key: str, taken: dict[str, int]) -> str:
    """The key, with a number behind it where an entry before has it: BibTeX takes one of two entries with one key."""
    name = key
    while name in taken:
        taken[key] += 1
        name = f"{key}-{taken[key]}"
    taken[name] = 1
    return name


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    entry_type = kinds.kind(reference.kind).bibtex
    people = list(reference.people)
    if people and people != list(reference.editors):
        yield "author", _brace(_names(people, reference.etal))
    if reference.editors:
        yield "editor", _brace(_names(list(reference.editors), False))
    if reference.title:
        yield "title", _brace(_keep_capitals(escape(reference.title)))
    if reference.kind in ("article-magazine", "article-newspaper"):
        yield "entrysubtype", _brace(reference.kind.removeprefix("article-"))
    if reference.container:
        yield _CONTAINER.get(entry_type, "howpublished"), _brace(escape(reference.container))
    yield from _date(reference)
    if reference.volume:
        yield "volume", _brace(escape(reference.volume))
    yield from _numbers(reference)
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
    for name, value in (("pmid", reference.pmid), ("pmcid", reference.pmcid)):
        if value:
            yield name, _brace(escape(value))
    yield from _others(reference)


def _numbers(reference: Reference) -> Iterator[tuple[str, str]]:
    """`number` is a report's own number, and of what comes out in issues that of the issue."""
    own = "number" if reference.kind in NUMBERED else "eid"
    of_issue = "issue" if reference.kind in NUMBERED else "number"
    for name, value in ((of_issue, reference.issue), (own, reference.number)):
        if value:
            yield name, _brace(escape(value))


def _others(reference: Reference) -> Iterator[tuple[str, str]]:
    if reference.get("archive") == "arXiv" and (eprint := reference.get("archive_location")):
        yield "eprint", _brace(escape(eprint))
        yield "archiveprefix", _brace("arXiv")
    for name, variable in OTHERS:
        if value := " ".join((reference.get(variable) or "").split()):
            yield name, _brace(escape(value))


def _date(reference: Reference) -> Iterator[tuple[str, str]]:
    date = reference.date
    if date is None:
        return
    if date.year is not None:
        yield "year", _brace(str(date.year))
        if date.month:
            yield "month", MONTHS[date.month - 1]
            if date.day:
                yield "day", _brace(str(date.day))
    elif date.literal:
        yield "year", _brace(escape(date.literal))


def _names(people: list[Person], etal: bool) -> str:
    names = [_name(person) for person in people]
    return " and ".join(names + (["others"] if etal else []))


def _name(person: Person) -> str:
    if person.literal or not person.family:
        # Two pairs of braces with the field's own: else BibTeX takes an organisation's words for names.
        return _brace(escape(person.literal or person.given or ""))
    particles = [_part(x) for x in (person.dropping_particle, person.non_dropping_particle) if x]
    given, suffix = _part(person.given or ""), _part(person.suffix or "")
    # A family name that is all there is, or has small words of its own, must not be taken apart.
    whole = not given and not suffix and not particles
    apart = whole or any(word[:1].islower() for word in person.family.split()[:-1])
    family = _part(person.family)
    family = " ".join([*particles, family.replace(" ", "{ }") if apart else family])
    if suffix:
        return f"{family}, {suffix}, {given or '{}'}"
    return f"{family}, {given or '{}'}" if given or particles else family


def _part(text: str) -> str:
    """Part of a name: a word "and" in it would part it in two, a comma would begin the next part."""
    return re.sub(r"\band\b", r"{\g<0>}", escape(" ".join(text.split())), flags=re.IGNORECASE).replace(",", "{,}")


def _keep_capitals(text: str) -> str:
    """Capitals within a word ("mRNA", "NHS") braced, for styles print titles in small letters."""
    return " ".join(f"{{{word}}}" if _inner_capital(word) else word for word in text.split(" "))


def _inner_capital(word: str) -> bool:
    return any(c.isupper() for c in word[1:])


def _brace(text: str) -> str:
    return f"{{{text}}}"
