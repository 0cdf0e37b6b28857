"""RIS, read and written: both lists of tags (2001 and 2011), as reference managers and databases write it.

Reading is our own, for every entry and abstract must know its place (`bib.tagged`); rispy knows the tags and types, and
writes. Tolerated: a missing ER, one blank instead of two, tags in small letters, wrapped values, prose between entries.

Not in RIS, and so not coming back: `etal`, `label`, ORCIDs, the letter of "2006a"; particles are part of the family
name; a person with a family name only comes back as a name kept as printed. Line ends within a value become blanks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from bib import kinds, values
from bib.mapped import Entry, Mapped
from bib.model import Date, Person, Problem, Reference, Source, Span
from bib.tagged import Field, Strays, counted, fields, line_at, numbered, trimmed, value

_TAG = re.compile(r"^[ \t\ufeff\x1a]{0,4}([A-Za-z][A-Za-z0-9])([ \t]{0,2})-(?:[ \t]|$)", re.MULTILINE)
_START = re.compile(r"^[ \t\ufeff]{0,4}TY {0,2}-[ \t]*[A-Za-z]{3,12}[ \t]*$", re.MULTILINE)
# Values that never go on in the next line: what stands below them is a remark of the database.
_ONE_LINE = frozenset("TY ER UR DO L1 L2 L3 L4 LK SP EP VL IS PY Y1 Y2 DA ID C7".split())
_LISTS = frozenset(("KW", "SN"))
_LINK = re.compile(r"\s{0,20}(?:Link to|\d{1,6}\.\s*$)")
_CONTAINERS = ("JF", "T2", "JO", "BT", "JA", "J1", "J2")
_SHORT = ("JA", "J2", "J1")
_WITH_SERIES = frozenset(("book", "thesis", "report"))  # whose T2 is a series (EndNote's table of RIS tags)
_PMID = re.compile(r"(\d{1,9})\s?\[pmid\]|\bPMID:?\s?(\d{1,9})", re.IGNORECASE)
_PMCID = re.compile(r"\bPMC\d{1,9}")
_WRITTEN = "ID AU ED TI T2 JF T3 J2 ST PY DA VL IS SP EP C7 M1 ET PB CY SN DO U1 U2 UR LA KW N1 AB".split()
_NAMES = {"TY": "type_of_reference", "ER": "end_of_reference", "UK": "unknown_tag", **{t: t.lower() for t in _WRITTEN}}
_RANGE = re.compile(r"(\w+)[–-](\w+)")


def looks_like(text: str) -> bool:
    """Whether an entry of RIS begins in a text."""
    return _START.search(values.lines(text)) is not None


def read(source: Source) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The entries of an RIS file, in order, and what was wrong in it. Never raises on content."""
    text = values.lines(source.text)
    problems: list[Problem] = []
    strays = Strays()
    entries = []
    for held, closed in _records(text, source, problems, strays):
        end = trimmed(text, held[0].at, held[-1].end)
        span = Span(source, held[0].at + _indent(text, held[0].at), end)
        entry = _Entry(source, text, span, held, problems, strays).entry()
        if not closed:
            where = line_at(source, span.start)
            problems.append(Problem("warning", "this entry has no ER line", 'end it with "ER  - "', where))
        if entry:
            entries.append(entry)
    problems += strays.problems(source)
    problems.sort(key=lambda p: p.source.start if p.source else 0)
    return tuple(entries), tuple(problems)


def _indent(text: str, at: int) -> int:
    found = re.compile(r"[ \t\ufeff\x1a]{0,4}").match(text, at)
    return found.end() - at if found else 0


def _tag_of() -> Callable[[re.Match[str]], str | None]:
    from rispy.config import TAG_KEY_MAPPING

    known = frozenset(TAG_KEY_MAPPING) | frozenset(f"{letter}{n}" for letter in "ULMC" for n in range(1, 10))
    known |= {"ED", "BT", "CP", "CT", "J1", "LK", "PP", "TA"}

    def tag_of(found: re.Match[str]) -> str | None:
        tag, blanks = found[1], found[2]
        if blanks == "  ":
            return tag if tag.isupper() else tag.upper() if tag.upper() in known else None
        return tag if tag in known else None

    return tag_of


def _records(text: str, source: Source, problems: list[Problem], strays: Strays) -> Iterator[tuple[list[Field], bool]]:
    """The fields of each entry, and whether it was closed by ER."""
    held: list[Field] = []
    loose: list[Field] = []  # fields before a TY
    for found in fields(text, _TAG, _tag_of()):
        if not found.tag:
            counted(source, text, found.start, found.end, strays)
        elif found.tag == "TY":
            if held:
                yield held, False
            _say_loose(text, source, loose, problems)
            held, loose = [found], []
        elif found.tag == "ER":
            line = text.find("\n", found.start, found.end)
            line = found.end if line < 0 else line
            counted(source, text, line, found.end, strays)
            end = found._replace(end=line)
            if held:
                yield [*held, end], True
            else:
                _say_loose(text, source, [*loose, end], problems)
            held, loose = [], []
        else:
            (held or loose).append(found)
    if held:
        yield held, False
    _say_loose(text, source, loose, problems)


def _say_loose(text: str, source: Source, loose: list[Field], problems: list[Problem]) -> None:
    if loose:
        where = Span(source, loose[0].at, trimmed(text, loose[0].at, loose[-1].end))
        message = "fields without a TY line before them: no entry was made of them"
        problems.append(Problem("error", message, 'begin the entry with a line such as "TY  - JOUR"', where))


class _Entry:
    """One entry being read."""

    def __init__(
        self, source: Source, text: str, span: Span, held: list[Field], problems: list[Problem], strays: Strays
    ) -> None:
        self.source, self.span, self.problems = source, span, problems
        self.values: dict[str, list[Mapped]] = {}
        for tag, _, start, end in held:
            if tag in _LISTS:  # EndNote gives the tag once, and every further value a line of its own
                parts = [Mapped(line.strip(), at) for at, line in numbered(text, start, end) if line.strip()]
                self.values.setdefault(tag, []).extend(part for part in parts if not _LINK.match(part.text))
            elif found := value(text, start, end, _goes_on(tag), strays.inside):
                self.values.setdefault(tag, []).append(found)

    def first(self, *tags: str) -> str | None:
        """The first value of the first of these tags that has one, white space folded."""
        for tag in tags:
            if tag in self.values:
                return values.fold(self.values[tag][0].text)
        return None

    def all(self, *tags: str) -> list[str]:
        """All values of these tags, once each."""
        found = (values.fold(v.text) for tag in tags for v in self.values.get(tag, ()))
        return list(dict.fromkeys(found))

    def mapped(self, *tags: str) -> Mapped | None:
        """The first value of the first of these tags that has one, with its place."""
        return next((self.values[tag][0] for tag in tags if tag in self.values), None)

    def say(self, message: str, hint: str = "") -> None:
        self.problems.append(Problem("warning", message, hint, line_at(self.source, self.span.start)))

    def entry(self) -> Entry | None:
        """The whole entry; None for one that says nothing."""
        if not self.values.keys() - {"TY", "ER", "ID"}:
            message, hint = "an entry without fields: no entry was made of it", "export the file again"
            self.problems.append(Problem("error", message, hint, self.span))
            return None
        kind = self._kind()
        title = self.mapped("TI", "T1", "CT", *(("BT",) if kind == "book" else ()))
        abstract = self.mapped("AB", "N2")
        container, series = self._hosts(kind)
        return Entry(self._reference(kind, title, abstract, container, series), title, abstract)

    def _reference(
        self, kind: str, title: Mapped | None, abstract: Mapped | None, container: str | None, series: str | None
    ) -> Reference:
        ids = " ".join(self.all("U1", "U2", "U3", "U4", "U5", "AN", "C1", "C2"))
        other = (
            ("abstract", values.paragraphs(abstract.text) if abstract else None),
            ("keyword", "; ".join(self._keywords())),
            ("language", self.first("LA")),
            ("edition", self.first("ET")),
            ("ISSN", "; ".join(text for text in self.all("SN") if not values.isbn(text))),
            ("collection-title", series),
            ("container-title-short", next((s for s in self.all(*_SHORT) if s != container), None)),
            ("title-short", self.first("ST")),
            ("note", "; ".join(self.all("N1"))),
        )
        return Reference(
            kind=kind,
            title=values.fold(title.text) if title else None,
            people=self._people("A1", "AU"),
            editors=self._people("ED", "A2"),
            date=self._date(),
            container=container,
            volume=self.first("VL"),
            issue=self.first("IS", "CP"),
            pages=values.pages(self.first("SP"), self.first("EP")),
            publisher=self.first("PB"),
            place=self.first("CY", "PP"),
            doi=self._doi(),
            pmid=self._pmid(ids),
            pmcid=found.group() if (found := _PMCID.search(ids)) else None,
            isbn=next((isbn for text in self.all("SN") if (isbn := values.isbn(text))), None),
            url=self.first("UR", "LK", "L2"),
            number=self.first("C7") if kind.startswith("article") else self.first("M1", "C7"),
            key=self.first("ID"),
            other=tuple((name, text) for name, text in other if text),
            source=self.span,
        )

    def _kind(self) -> str:
        name = self.first("TY") or ""
        kind = kinds.from_ris(name)
        if kind is None:
            from rispy.config import TYPE_OF_REFERENCE_MAPPING

            if name.upper() not in TYPE_OF_REFERENCE_MAPPING:
                self.say(f"{name!r:.60} is no type of RIS: taken as a document", 'an article has "TY  - JOUR"')
        if kind == "article-journal" and (self.first("M3") or "").lower() == "preprint":
            return "article"
        return kind or "document"

    def _hosts(self, kind: str) -> tuple[str | None, str | None]:
        """(container, series)."""
        tags = [tag for tag in _CONTAINERS if not (kind == "book" and tag == "BT")]
        if kind in _WITH_SERIES and not any(tag in self.values for tag in ("JF", "JO")):
            return None, self.first("T2", "T3")
        return self.first(*tags), self.first("T3")

    def _people(self, *tags: str) -> tuple[Person, ...]:
        """Of the first of these tags, then who is only in another one."""
        names: list[str] = []
        for tag in tags:
            given = [values.fold(v.text) for v in self.values.get(tag, ())]
            names += given if not names else [name for name in given if name not in names]
        return tuple(person for name in names if (person := values.person(name)))

    def _date(self) -> Date | None:
        year = values.date(self.first("PY", "Y1") or "")
        day = values.date(self.first("DA") or "")
        if year is None or (day and day.year and not year.month and day.year == (year.year or day.year)):
            return day or year
        if day and year.year and not year.month and not day.year and day.literal:  # "DA  - MAR 5"
            full = values.date(f"{year.year} {day.literal}")
            return full if full and full.year else year
        return year

    def _doi(self) -> str | None:
        if given := self.first("DO"):
            return values.bare_doi(given) or None
        for tag in ("M3", "L3", "N1", "UR"):
            for text in self.all(tag):
                if found := values.doi_in(text) if "10." in text and _says_doi(tag, text) else None:
                    return found
        return None

    def _pmid(self, ids: str) -> str | None:
        if found := _PMID.search(ids):
            return found[1] or found[2]
        number = self.first("AN") or ""
        database = (self.first("DB", "DP") or "").lower()
        return number if number.isdigit() and ("pubmed" in database or "medline" in database) else None

    def _keywords(self) -> list[str]:
        found = (k for v in self.values.get("KW", ()) for k in v.text.split(";"))
        return [k for k in dict.fromkeys(map(values.fold, found)) if k]


def _says_doi(tag: str, text: str) -> bool:
    return "doi" in text.lower() or (tag in ("M3", "L3") and text.startswith("10."))


def _goes_on(tag: str) -> Callable[[str, bool], bool]:
    if tag in _ONE_LINE:
        return _never
    return _text_goes_on if tag in ("AB", "N1", "N2") else _line_goes_on


def _never(line: str, blank: bool) -> bool:
    return False


def _text_goes_on(line: str, blank: bool) -> bool:
    return _LINK.match(line) is None


def _line_goes_on(line: str, blank: bool) -> bool:
    return not blank and _LINK.match(line) is None


def write(pairs: Iterable[tuple[str, Reference]]) -> str:
    """RIS of (key, reference) pairs, in their order: UTF-8 without a mark, lines ended by CR LF as the format says."""
    import rispy

    class Writer(rispy.RisWriter):  # type: ignore[misc]
        DEFAULT_MAPPING = _NAMES
        DEFAULT_LIST_TAGS = ()
        NEWLINE = "\r\n"

        def set_header(self, count: int) -> str:
            return ""

    entries = [dict(_lines(key, reference)) for key, reference in pairs]
    text: str = rispy.dumps(entries, implementation=Writer, enforce_list_tags=False)
    return text


def _lines(key: str, reference: Reference) -> Iterator[tuple[str, str | list[str]]]:
    """The tags of an entry in the order that Zotero and EndNote write, by rispy's names for them: the tag itself."""
    r = reference
    number = "C7" if r.kind.startswith("article") else "M1"
    yield "type_of_reference", kinds.kind(r.kind).ris
    host = "T2" if r.kind not in _WITH_SERIES else "JF"
    first, last = _ends(r.pages)
    people = [] if r.people == r.editors and r.editors else r.people
    found: tuple[tuple[str, object], ...] = (
        ("ID", key),
        ("AU", [_name(p) for p in people]),
        ("ED", [_name(p) for p in r.editors]),
        ("TI", r.title),
        (host, r.container),
        ("T3", r.get("collection-title")),
        ("J2", r.get("container-title-short")),
        ("ST", r.get("title-short")),
        ("PY", _year(r.date)),
        ("DA", _day(r.date)),
        ("VL", r.volume),
        ("IS", r.issue),
        ("SP", first),
        ("EP", last),
        (number, r.number),
        ("ET", r.get("edition")),
        ("PB", r.publisher),
        ("CY", r.place),
        ("SN", [x for x in (r.isbn, r.get("ISSN")) if x]),
        ("DO", r.doi),
        ("U1", f"{r.pmid}[pmid]" if r.pmid else None),
        ("U2", f"{r.pmcid}[pmcid]" if r.pmcid else None),
        ("UR", r.url),
        ("LA", r.get("language")),
        ("KW", [k.strip() for k in (r.get("keyword") or "").split(";")]),
        ("N1", r.get("note")),
        ("AB", r.get("abstract")),
    )
    for tag, given in found:
        several = given if isinstance(given, list) else [given]
        kept = [text for one in several if one and (text := values.fold(str(one).replace("\x00", " ")))]
        if kept:
            yield tag.lower(), kept


def _ends(pages: str | None) -> tuple[str | None, str | None]:
    """First and last page; what is no plain range stays whole."""
    found = _RANGE.fullmatch(pages.strip()) if pages else None
    return (found[1], found[2]) if found else (pages, None)


def _name(person: Person) -> str:
    """ "Family, Given, Suffix"; what is no person ends in a comma, as EndNote asks it, so that it is not parted."""
    if person.literal or not person.family:
        return f"{values.fold(person.literal or person.given or '')},".removeprefix(",")
    parts = [values.family_of(person), person.given or "", person.suffix or ""]
    return ", ".join(values.fold(part.replace(",", " ")) for part in parts).rstrip(", ") + (
        "" if person.given or person.suffix else ","
    )


def _year(date: Date | None) -> str | None:
    if date is None:
        return None
    return str(date.year) if date.year is not None else date.literal


def _day(date: Date | None) -> str | None:
    """ "2011/03/05/" or "2011/03//", as the format of 2001 has it."""
    if date is None or date.year is None or not date.month:
        return None
    return f"{date.year}/{date.month:02d}/{f'{date.day:02d}' if date.day else ''}/"
