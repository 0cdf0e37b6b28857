"""BibTeX and BibLaTeX, read: bibtexparser 2 parts the file into blocks and fields, the rest is here.

Of two fields of one name the first counts, as in BibTeX; of two entries with one key both are kept; both are said. What
bibtexparser gives up is a Problem that shows the whole block. Unknown fields stay in the raw text only.

Not in BibTeX, and so not coming back: `label`, ORCIDs, the letter of "2006a"; particles are all non-dropping.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from bib import kinds, latex, values
from bib.bibtex import NUMBERED
from bib.mapped import Entry, Mapped
from bib.model import Date, Person, Problem, Reference, Source, Span
from bib.tagged import line_at

if TYPE_CHECKING:
    from bibtexparser import model
    from bibtexparser.middlewares.names import NameParts

_START = re.compile(r"^[ \t\ufeff]{0,8}@[A-Za-z]{3,30}\s{0,3}[{(]\s{0,10}[^\s{}(),=\"]{0,200}\s{0,10},", re.MULTILINE)
_BRACE = re.compile(r"(?<!\\)[{}]")
_QUOTE = re.compile(r"(?<!\\)[{}\"]")
_BARE = re.compile(r"[^\s#,{}\"]{1,10000}")
_GLUE = re.compile(r"[\s#]*")
_LOST_COMMA = re.compile(r"[ \t]{0,80}\n\s{0,80}([A-Za-z][\w-]{0,40})\s{0,20}=\s{0,20}(?=[{\"\d])")
_FIELDS_LEFT = re.compile(r"^\s{0,80}[A-Za-z][\w-]{1,30}\s{0,20}=\s{0,20}[{\"]", re.MULTILINE)
_AND = re.compile(r" and ", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[^\\{}~,\s][^\\{}~,]*,\s*[^\\{}~,\s][^\\{}~,]*")
_OTHERS = frozenset(("others", "et al", "et al."))
_TEXTS = (
    ("language", ("language", "langid")),
    ("edition", ("edition",)),
    ("ISSN", ("issn",)),
    ("collection-title", ("series",)),
    ("container-title-short", ("shortjournal", "journalabbrev")),
    ("title-short", ("shorttitle",)),
    ("note", ("note", "annote", "annotation")),
)
_VERBATIM = frozenset(("doi", "url", "eprint", "pmid", "pmcid", "howpublished"))
_MONTHS = {name: name for name in values.MONTHS}


def looks_like(text: str) -> bool:
    """Whether an entry of BibTeX begins in a text."""
    return _START.search(values.lines(text)) is not None


def read(source: Source) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The entries of a BibTeX file, in order, and what was wrong in it. Never raises on content."""
    text = values.lines(source.text)
    return _File(source, text).read()


def _blocks(text: str) -> list[model.Block]:
    import bibtexparser

    # What it would print of failed blocks is in our Problems.
    logger = logging.getLogger("bibtexparser")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    library = bibtexparser.parse_string(text, parse_stack=[])
    return list(library.blocks)


class _File:
    """A file being read."""

    def __init__(self, source: Source, text: str) -> None:
        self.source, self.text = source, text
        self.problems: list[Problem] = []
        self.strings: dict[str, str] = dict(_MONTHS)
        self.keys: dict[str, int] = {}

    def say(self, start: int, message: str, hint: str = "") -> None:
        """A warning on the line at an offset."""
        self.problems.append(Problem("warning", message, hint, line_at(self.source, start)))

    def read(self) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
        """The whole file."""
        from bibtexparser import model

        entries: list[Entry] = []
        failed: tuple[model.Block, int, int] | None = None
        at = 0
        for block in _blocks(self.text):
            raw = str(block.raw or "").rstrip()
            start = self.text.find(raw, at)
            end = start + len(raw)
            if failed and isinstance(block, model.ImplicitComment):
                failed = (*failed[:2], max(end, failed[2]))  # what bibtexparser left of it
                continue
            if failed:
                self._failed(*failed[:2], min(failed[2], start))
                failed = None
            at = end
            if isinstance(block, model.ParsingFailedBlock):
                inner = block.ignore_error_block
                if not isinstance(inner, model.Entry):
                    failed = block, start, end
                    at = start + 1  # the next one may begin within what it gives as the text of this one
                    continue
                block = inner
            if isinstance(block, model.String):
                self.strings[block.key.lower()] = self._string(str(block.value))
            elif isinstance(block, model.Entry):
                entries.append(_Entry(self, block, start, end).entry())
            elif isinstance(block, model.ImplicitComment) and _FIELDS_LEFT.search(raw):
                message = "fields outside of an entry: left out"
                self.say(start, message, "the entry above ends too early, by a brace too many")
        if failed:
            self._failed(*failed)
        return tuple(entries), tuple(self.problems)

    def _failed(self, block: model.Block, start: int, end: int) -> None:
        reason = str(getattr(getattr(block, "error", None), "abort_reason", "not understood")).split("\n")[0].strip()
        where = Span(self.source, start, end)
        message = f"broken BibTeX ({reason:.200}): no entry was made of it"
        self.problems.append(Problem("error", message, _hint(reason), where))

    def _string(self, value: str) -> str:
        pieces, _ = _pieces(value, 0, len(value))
        return "".join(self.piece(value, *piece) for piece in pieces)

    def piece(self, text: str, start: int, end: int, name: bool) -> str:
        """LaTeX of one piece of a value: what stands there, or what a name stands for."""
        held = text[start:end]
        return held if not name or held.isdigit() else self.strings.get(held.lower(), held)

    def key(self, key: str, start: int) -> str | None:
        """The key of an entry; a second use is said."""
        if key in self.keys and key:
            message = f"the key {key:.80} is used again, first in line {self.keys[key]}: both entries were kept"
            self.say(start, message, "give one of them another key")
        self.keys.setdefault(key, self.source.position(start)[0])
        return key or None


def _hint(reason: str) -> str:
    if "comma after entry key" in reason:
        return "begin it with a type and a key, as @article{smith2020,"
    if "Expected a `=`" in reason:
        return "give every field as name = {value}, with a comma behind it"
    return "close its braces and quotation marks"


def _pieces(text: str, start: int, end: int) -> tuple[list[tuple[int, int, bool]], int]:
    """The pieces of a value, parted by `#`: (start, end, is it a name); and where what is no value begins."""
    found: list[tuple[int, int, bool]] = []
    at = start
    while at < end:
        mark = text[at]
        if mark in '{"':
            stop = _closing(text, at, end)
            found.append((at + 1, stop, False))
            at = stop + 1
        elif bare := _BARE.match(text, at, end):
            found.append((*bare.span(), True))
            at = bare.end()
        else:
            return found, at
        glue = _GLUE.match(text, at, end)
        following = glue.end() if glue else at
        if following >= end or "#" not in text[at:following]:
            return found, at
        at = following
    return found, at


def _closing(text: str, at: int, end: int) -> int:
    """Where the brace or quotation mark at `at` is closed."""
    quoted = text[at] == '"'
    if not quoted and text.find("{", at + 1, end) < 0 and text[end - 1] == "}" and text.find("}", at + 1) == end - 1:
        return end - 1
    level = 0 if quoted else 1
    for mark in (_QUOTE if quoted else _BRACE).finditer(text, at + 1, end):
        sign = mark[0]
        level += (sign == "{") - (sign == "}")
        if level == 0 and (sign == '"' or (not quoted and sign == "}")):
            return mark.start()
    return end


class _Entry:
    """One entry being read. values: name of a field in small letters -> its pieces."""

    def __init__(self, file: _File, block: model.Entry, start: int, end: int) -> None:
        self.file, self.start, self.end = file, start, end
        self.type, self.key = str(block.entry_type), str(block.key)
        self.values: dict[str, list[tuple[int, int, bool]]] = {}
        at = start
        for field in block.fields:
            name, value = str(field.key), str(field.value)
            begin = file.text.find(name, at)
            begin = file.text.find(value, file.text.index("=", begin + len(name)) + 1)
            at = begin + len(value)
            self._take(name, begin, at)

    def _take(self, name: str, start: int, end: int) -> None:
        """A field; where a comma was forgotten, the ones behind it, too."""
        while True:
            pieces, stop = _pieces(self.file.text, start, end)
            name = name.strip().lower()
            if name in self.values and pieces:
                self.file.say(start, f"{name:.40} stands twice in this entry: the first was taken", "remove one")
            elif pieces:
                self.values[name] = pieces
                self._names(pieces)
            if not self.file.text[stop:end].strip():
                return
            lost = _LOST_COMMA.match(self.file.text, stop, end)
            if lost is None:
                hint = "put a value into one pair of braces"
                self.file.say(stop, f"{name:.40}: something stands behind its value: left out", hint)
                return
            self.file.say(lost.start(1), f"a comma is missing before {lost[1]}", "end each field with a comma")
            name, start = lost[1], lost.end()

    def _names(self, pieces: list[tuple[int, int, bool]]) -> None:
        """Say which names stand for nothing."""
        for start, end, name in pieces:
            held = self.file.text[start:end]
            if name and not held.isdigit() and held.lower() not in self.file.strings and not values.month(held):
                hint = "put the value into braces, or define the name with @string above"
                self.file.say(start, f"{held:.40} is neither in braces nor defined: taken as it stands", hint)

    def raw(self, *names: str) -> str:
        """LaTeX of the first of these fields that says something."""
        for name in names:
            if pieces := self.values.get(name):
                held = "".join(self.file.piece(self.file.text, *piece) for piece in pieces)
                if held.strip():
                    return held
        return ""

    def text(self, *names: str) -> str | None:
        """The same in words, white space folded."""
        held = self.raw(*names)
        if names[0] in _VERBATIM:
            return latex.verbatim(held) or None
        return latex.plain(held) or None

    def mapped(self, name: str) -> Mapped | None:
        """A field with its place; None for one that is put together from several pieces or names."""
        pieces = self.values.get(name, ())
        if len(pieces) != 1 or (pieces[0][2] and self.file.piece(self.file.text, *pieces[0]) in self.file.strings):
            return None
        found = latex.decode(self.file.text, *pieces[0][:2])
        return found if found.text.strip() else None

    def entry(self) -> Entry:
        """The whole entry."""
        title, abstract = self.mapped("title"), self.mapped("abstract")
        kind = self._kind()
        people, etal = _people(self.raw("author"))
        editors, _ = _people(self.raw("editor"))
        number = self.text("number")
        numbered = kind in NUMBERED
        issue = self.text("issue") or (None if numbered else number)
        eprint, of = self._eprint()
        reference = Reference(
            kind=kind,
            title=self._title(title),
            people=people,
            editors=editors,
            etal=etal,
            date=self._date(),
            container=self._container(kind),
            volume=self.text("volume"),
            issue=issue,
            pages=self.text("pages"),
            publisher=self.text("publisher", "school", "institution", "organization"),
            place=self.text("address", "location"),
            doi=values.bare_doi(doi) if (doi := self.text("doi")) else None,
            pmid=self.text("pmid") or (eprint if of == "pubmed" else None),
            pmcid=self.text("pmcid", "pmc") or (eprint if of in ("pmc", "pmcid") else None),
            isbn=(values.isbn(isbn) or isbn) if (isbn := self.text("isbn")) else None,
            url=self.text("url") or self._url(),
            number=(number if numbered else None) or self.text("eid", "articleno", "article-number"),
            key=self.file.key(self.key, self.start),
            other=tuple(self._others(abstract, eprint if of == "arxiv" else None)),
            source=Span(self.file.source, self.start, self.end),
        )
        return Entry(reference, title, abstract)

    def _others(self, abstract: Mapped | None, arxiv: str | None) -> Iterator[tuple[str, str]]:
        if text := values.paragraphs(abstract.text) if abstract else self.text("abstract"):
            yield "abstract", text
        for name, fields in _TEXTS:
            if text := self.text(*fields):
                yield name, text
        if text := self.text("keywords", "keyword"):
            parts = text.split(";" if ";" in text else ",")
            yield "keyword", "; ".join(dict.fromkeys(part.strip() for part in parts if part.strip()))
        if arxiv:
            yield "archive", "arXiv"
            yield "archive_location", arxiv

    def _eprint(self) -> tuple[str | None, str]:
        """An id in an archive, and the archive's name in small letters."""
        eprint = self.text("eprint")
        archive = (self.text("archiveprefix", "eprinttype") or "").lower()
        if eprint and not archive and re.fullmatch(r"(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d{1,3})?", eprint.lower()):
            archive = "arxiv"
        return eprint, archive

    def _kind(self) -> str:
        kind = kinds.from_bibtex(self.type)
        if kind is None:
            message = f"@{self.type:.40} is no type of entry known here: taken as a document"
            self.file.say(self.start, message, "an article is @article{…}")
        part = self.text("entrysubtype")
        if kind == "article-journal" and part in ("magazine", "newspaper"):
            return f"article-{part}"
        return kind or "document"

    def _title(self, title: Mapped | None) -> str | None:
        main = (values.fold(title.text) if title else self.text("title")) or None
        below = self.text("subtitle")
        return f"{main}: {below}" if main and below else main

    def _container(self, kind: str) -> str | None:
        names = ("journal", "journaltitle", "booktitle", "maintitle", "eventtitle")
        if held := self.text(*names):
            return held
        how = latex.plain(self.raw("howpublished"))
        return None if not how or self._url() else how

    def _url(self) -> str | None:
        held = self.text("howpublished") or ""
        return held if re.match(r"https?://|www\.", held) else None

    def _date(self) -> Date | None:
        found = values.date(self.text("date") or self.text("year") or "")
        if found is None or found.year is None or found.month:
            return found
        words = re.findall(r"[^\W\d_]{3,12}|\d{1,2}", self.text("month") or "")
        months = [m for word in words if (m := values.month(word))]
        days = [int(word) for word in words if word.isdigit()] if words and not words[0].isdigit() else []
        given = self.text("day") or ""
        day = int(given) if re.fullmatch(r"\d{1,2}", given) else next(iter(days), None)
        if not months:
            return found
        return Date(found.year, months[0], day if day and 1 <= day <= 31 else None)


def _people(held: str) -> tuple[tuple[Person, ...], bool]:
    """The names in a field, and whether it ended in "and others"."""
    if not held.strip():
        return (), False
    if "{" in held:
        from bibtexparser.middlewares.names import split_multiple_persons_names

        names = split_multiple_persons_names(held)
    else:
        names = _AND.split(values.fold(held))
    etal = bool(names) and names[-1].strip().lower() in _OTHERS
    found = (_person(name.strip()) for name in (names[:-1] if etal else names) if name.strip().lower() != "and")
    return tuple(person for person in found if person), etal


@lru_cache(65536)
def _person(name: str) -> Person | None:
    """One name: "Family, Given", "Family, Suffix, Given", "Given von Family" or {An Organisation}."""
    if not name:
        return None
    if name[0] == "{" and _closing(name, 0, len(name)) == len(name) - 1:
        whole = latex.plain(name)
        return Person(literal=whole) if whole else None
    if _PLAIN_NAME.fullmatch(name):
        family, _, given = name.partition(",")
        before, family = values.particle(values.fold(family))
        return Person(family=family, given=values.fold(given), non_dropping_particle=before)
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parts = parse_single_name_into_parts(name.replace("~", " "), strict=False)
    first, von, last, suffix = (latex.plain(" ".join(words)) or None for words in _words(parts))
    if not last:
        whole = latex.plain(name)
        return Person(literal=whole) if whole else None
    return Person(family=last, given=first, suffix=suffix, non_dropping_particle=von)


def _words(parts: NameParts) -> tuple[list[str], ...]:
    return parts.first, parts.von, parts.last, parts.jr
