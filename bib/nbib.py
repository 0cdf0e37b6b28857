"""PubMed's format (.nbib), read and written: tags of up to four letters, a hyphen, wrapped values.

Tags as in https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format. The stop that ends every title is left off and
set again. Authors are FAU (full) or else AU (initials), groups are CN, each in the order of the file.

Not in the format, and so not coming back: `key`, `etal`, `url`, `label`, the letter of "2006a", and kinds of
work for which PubMed has no publication type; a particle is part of the family name; a person with a family name only
comes back as a name kept as printed.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from bib import kinds, values
from bib.mapped import Entry, Mapped
from bib.model import Date, Person, Problem, Reference, Source, Span
from bib.tagged import Field, Strays, counted, fields, trimmed, value

_TAG = re.compile(r"^\ufeff?(?=[A-Z0-9 ]{4}-)([A-Z][A-Z0-9]{1,3}) {0,2}-(?: |$)", re.MULTILINE)
_START = re.compile(r"^\ufeff?PMID- ?\d{0,9}[ \t]*$", re.MULTILINE)
_ONCE = frozenset("TI DP OWN STAT TA JT".split())  # a second one after a blank line begins another entry
_INITIALS = re.compile(r"(?P<family>\S.{0,80}?) (?P<given>[A-Z][A-Z-]{0,5})(?: (?P<suffix>Jr|Sr|2nd|3rd|I{2,3}|IV))?")
_ORCID = re.compile(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[\dX]")
_PMCID = re.compile(r"PMC\d{1,9}")
_NOTICES = {"RIN": "retraction", "ECI": "expression_of_concern", "EIN": "erratum"}
"""Tags that name a notice on the work -> its kind, gravest first (PubMed help, "Retraction in" and so on)."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PMID = re.compile(r"\bPMID:\s?(\d{1,9})")
_MOST = 80  # columns; PubMed wraps a value so that lines stay below it, and sets six blanks before what follows
_PT = {ours: theirs for theirs, ours in kinds.PUBMED.items()}


def looks_like(text: str) -> bool:
    """Whether an entry of PubMed begins in a text."""
    return _START.search(values.lines(text)) is not None


def read(source: Source) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The entries of a PubMed file, in order, and what was wrong in it. Never raises on content."""
    text = values.lines(source.text)
    problems: list[Problem] = []
    strays = Strays()
    entries = []
    for held in _records(text, source, strays):
        span = Span(source, held[0].at + (text[held[0].at] == "\ufeff"), trimmed(text, held[0].at, held[-1].end))
        entry = _Entry(text, span, held, strays).entry()
        if entry.title or entry.reference.people or entry.abstract:
            entries.append(entry)
        else:
            message = "an entry without title, authors and abstract: no entry was made of it"
            problems.append(Problem("error", message, "export it from PubMed again", span))
    problems += strays.problems(source)
    problems.sort(key=lambda p: p.source.start if p.source else 0)
    return tuple(entries), tuple(problems)


def _records(text: str, source: Source, strays: Strays) -> Iterator[list[Field]]:
    held: list[Field] = []
    seen: set[str] = set()
    for found in fields(text, _TAG, lambda match: match[1]):
        if not found.tag:
            counted(source, text, found.start, found.end, strays)
            continue
        anew = found.tag in seen & _ONCE and text[max(0, found.at - 2) : found.at].count("\n") == 2
        if held and (anew or (found.tag == "PMID" and seen & (_ONCE | {"PMID"}))):
            yield held
            held, seen = [], set()
        held.append(found)
        seen.add(found.tag)
    if held:
        yield held


class _Entry:
    """One entry being read."""

    def __init__(self, text: str, span: Span, held: list[Field], strays: Strays) -> None:
        self.span = span
        self.order: list[tuple[str, str]] = []
        self.values: dict[str, list[str]] = {}
        self.places: dict[str, Mapped] = {}
        for tag, _, start, end in held:
            if found := value(text, start, end, _goes_on, strays.inside):
                folded = values.fold(found.text)
                self.order.append((tag, folded))
                self.values.setdefault(tag, []).append(folded)
                self.places.setdefault(tag, found)

    def first(self, *tags: str) -> str | None:
        """The first value of the first of these tags that has one."""
        return next((self.values[tag][0] for tag in tags if tag in self.values), None)

    def all(self, *tags: str) -> list[str]:
        """All values of these tags, once each."""
        return list(dict.fromkeys(text for tag in tags for text in self.values.get(tag, ())))

    def entry(self) -> Entry:
        """The whole entry."""
        kind = self._kind()
        title = self.places.get("TI") or self.places.get("BTI")
        if title and title.text.endswith("."):
            title = Mapped(title.text[:-1], title.start, title.breaks) if len(title.text) > 1 else None
        abstract = self.places.get("AB")
        host = (self.first("BTI") if "TI" in self.values else None) or self.first("JT", "TA")
        keywords = self.all("OT") + [k.replace("*", "") for k in self.all("MH")]
        other = (
            ("abstract", values.paragraphs(abstract.text) if abstract else None),
            ("keyword", "; ".join(dict.fromkeys(keywords))),
            ("language", self.first("LA")),
            ("edition", self.first("EN")),
            ("ISSN", next((text.split()[0] for text in self.all("IS")), None)),
            ("collection-title", self.first("CTI")),
            ("container-title-short", short if (short := self.first("TA")) != host else None),
            ("note", "; ".join(self.all("GN"))),
        )
        reference = Reference(
            kind=kind,
            title=values.fold(title.text) if title else None,
            people=self._people("FAU", "AU", "CN"),
            editors=self._people("FED", "ED"),
            date=values.date(self.first("DP", "DEP", "EDAT") or ""),
            container=host,
            volume=self.first("VI"),
            issue=self.first("IP"),
            pages=self.first("PG"),
            publisher=self.first("PB"),
            place=self.first("PL"),
            doi=self._doi(),
            pmid=next((p for p in self.all("PMID") if p.isdigit()), None),
            pmcid=found.group() if (found := _PMCID.search(" ".join(self.all("PMC")))) else None,
            number=next((text for text in self.all("LID") if "[" not in text and not text.startswith("10.")), None),
            isbn=next((isbn for text in self.all("ISBN") if (isbn := values.isbn(text))), None),
            other=(*((name, text) for name, text in other if text), *(("notice", text) for text in self._notices())),
            source=self.span,
        )
        return Entry(reference, title, abstract)

    def _notices(self) -> list[str]:
        """That it was retracted or corrected: kind, year and "pmid:" of the notice, as far as they are told."""
        out = []
        for tag, kind in _NOTICES.items():
            for text in self.all(tag):
                year, pmid = _YEAR.search(text), _PMID.search(text)
                out.append(" ".join([kind, *([year[0]] if year else []), *([f"pmid:{pmid[1]}"] if pmid else [])]))
        if "Retracted Publication" in self.all("PT") and "RIN" not in self.values:
            out.append("retraction")
        return out

    def _kind(self) -> str:
        """By publication type; whatever else is in PubMed is an article."""
        types = self.all("PT")
        known = [kinds.PUBMED[text] for text in types if text in kinds.PUBMED]
        others = [kind for kind in known if kind != "article-journal"]
        return next(iter(others or known), "article-journal" if types or "JT" in self.values else "document")

    def _people(self, full: str, short: str, group: str = "") -> tuple[Person, ...]:
        tag = full if full in self.values else short
        people: list[Person] = []
        for name, text in self.order:
            person: Person | None = None
            if name == tag:
                person = _full(text) if name == full else _short(text)
            elif name == group:
                person = Person(literal=text)
            elif name == "AUID" and people and full == "FAU" and (orcid := _ORCID.search(text)):
                digits = orcid.group().replace("-", "")
                last = people.pop()
                person = Person(
                    **{**vars(last), "orcid": last.orcid or "-".join(digits[i : i + 4] for i in (0, 4, 8, 12))}
                )
            if person:
                people.append(person)
        return tuple(people)

    def _doi(self) -> str | None:
        found = (text for text in self.all("LID", "AID", "DOI") if text.endswith("[doi]") or text.startswith("10."))
        return next((values.bare_doi(text.removesuffix("[doi]")) for text in found), None)


def _goes_on(line: str, blank: bool) -> bool:
    return line[:2].isspace()


def _full(text: str) -> Person | None:
    """ "Ash, Beatrix C Jr": the suffix stands last, without a comma."""
    family, comma, given = text.partition(",")
    words = given.split()
    suffix = words.pop() if len(words) > 1 and values.SUFFIX.fullmatch(words[-1]) else None
    if not comma or not words or text.endswith(","):
        return Person(literal=text.rstrip(", ")) if text.rstrip(", ") else None
    before, family = values.particle(values.fold(family))
    return Person(family=family or None, given=" ".join(words), suffix=suffix, non_dropping_particle=before)


def _short(text: str) -> Person | None:
    """ "Ash BC" or "Ash BC Jr"."""
    found = _INITIALS.fullmatch(text)
    if found is None:
        return _full(text)
    before, family = values.particle(found["family"])
    return Person(family=family, given=found["given"], suffix=found["suffix"], non_dropping_particle=before)


def write(pairs: Iterable[tuple[str, Reference]]) -> str:
    """PubMed's format of (key, reference) pairs, in their order; it has no place for keys."""
    return "\n".join("".join(_lines(reference)) for _, reference in pairs)


def _lines(r: Reference) -> Iterator[str]:
    yield _line("PMID", r.pmid or "")
    people = () if r.people == r.editors and r.editors else r.people
    found: tuple[tuple[str, str | None], ...] = (
        ("IS", r.get("ISSN")),
        ("ISBN", r.isbn),
        ("VI", r.volume),
        ("IP", r.issue),
        ("DP", _date(r.date)),
        ("TI", _title(r.title)),
        ("BTI", r.container if r.kind == "chapter" else None),
        ("PG", r.pages),
        ("LID", f"{r.doi} [doi]" if r.doi else None),
        ("LID", r.number),
        ("AB", r.get("abstract")),
        *(line for person in people for line in _author(person)),
        *(("FED", _name(person)) for person in r.editors),
        ("LA", r.get("language")),
        ("PT", _PT.get(r.kind)),
        ("PL", r.place),
        ("PB", r.publisher),
        ("EN", r.get("edition")),
        ("CTI", r.get("collection-title")),
        ("TA", r.get("container-title-short")),
        ("JT", r.container if r.kind != "chapter" else None),
        *(("OT", keyword) for keyword in (r.get("keyword") or "").split(";")),
        ("PMC", r.pmcid),
        ("GN", r.get("note")),
    )
    for tag, given in found:
        if given and (text := values.fold(given.replace("\x00", " "))):
            yield _line(tag, text)


def _line(tag: str, text: str) -> str:
    """A field, wrapped at blanks; a word longer than a line stays whole."""
    lines = textwrap.wrap(text, _MOST - 6, break_long_words=False, break_on_hyphens=False) or [""]
    return f"{tag:<4}- " + "\n      ".join(lines) + "\n"


def _title(title: str | None) -> str | None:
    title = values.fold(title) if title else None
    return title if not title or title.endswith(("?", "!")) else f"{title}."


def _author(person: Person) -> Iterator[tuple[str, str | None]]:
    if person.literal or not person.family:
        yield "CN", person.literal or person.given
        return
    yield "FAU", _name(person)
    initials = "".join(word[0].upper() for word in re.findall(r"[^\W\d_]+", person.given or ""))
    yield "AU", " ".join(x for x in (values.family_of(person), initials, person.suffix) if x)
    if person.orcid:
        yield "AUID", f"ORCID: {person.orcid}"


def _name(person: Person) -> str:
    if person.literal or not person.family:
        whole = values.fold(person.literal or person.given or "")
        return f"{whole}," if "," in whole else whole  # else its first comma would part it
    family = values.family_of(person).replace(",", " ")
    return f"{family}, {' '.join(x for x in (person.given, person.suffix) if x)}".rstrip(", ")


def _date(date: Date | None) -> str | None:
    if date is None or date.year is None:
        return date.literal if date else None
    month = values.MONTHS[date.month - 1].capitalize() if date.month else ""
    return " ".join(x for x in (str(date.year), month, str(date.day) if month and date.day else "") if x)
