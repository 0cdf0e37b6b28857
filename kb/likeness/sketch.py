"""What a reference is compared by: made once of each, so that a comparison only looks.

A reference of which no style explained the text has neither title nor names; from its raw text the likeliest title,
year, volume and pages are taken here, for comparing only, and marked as `rough`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bib.model import Person, Reference
from kb.identifiers import arxiv_of, isbn13, preprint_doi
from kb.likeness.folding import flat, name_letters, words
from kb.likeness.signs import Signs, signs_of, without_signs
from kb.likeness.spelled import PARTICLES

_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"([a-z]{0,3})\s?0*(\d{1,9})([a-z]?)", re.IGNORECASE)
# In raw text: "2004;98:408", "2004;98(3):408-13", "(2004) 98:408", "98(3), 408–413".
_ISSUE = r"(?:\s?\([^()]{1,20}\))?"
_PLACES = (
    re.compile(rf"\b(?P<year>(?:1[89]|20)\d\d)\)?[^;:\d]{{0,16}};\s?(?P<volume>\d{{1,4}}){_ISSUE}[^:\d]{{0,14}}:\s?(?P<page>[A-Za-z]{{0,3}}\d{{1,9}})"),
    re.compile(rf"(?P<volume>\b\d{{1,4}}){_ISSUE}\s?[:,]\s?(?:pp?\.? ?)?(?P<page>[A-Za-z]{{0,2}}\d{{1,9}})\s?[-–—]"),
    re.compile(rf"(?P<volume>\b\d{{1,4}}){_ISSUE}\s?:\s?(?P<page>[A-Za-z]{{0,2}}\d{{1,9}})\b"),
)  # fmt: skip
_YEARS = (re.compile(r"\(((?:1[89]|20)\d\d)[a-z]?\)"), re.compile(r"\b((?:1[89]|20)\d\d)[a-z]?\s?[;.,]"),
          re.compile(r"\b((?:1[89]|20)\d\d)\b"))  # fmt: skip
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2})[.?!]['’”\"]?\s+|\((?:1[89]|20)\d\d[a-z]?\)[.,:]?\s*|[“”]")
_AUTHORS_END = re.compile(r"\b[A-Z]{1,3}[.;]\s+")  # "Elm D, Oak E. "
_LABEL = re.compile(r"^\W{0,3}\d{1,4}[.)\]]\s+")
_MOST_NAMES = 16  # authors that are looked at; lists of a thousand say no more
_LONGEST_RAW = 1_500  # characters of a raw text that are looked at


@dataclass(frozen=True, order=True)
class Name:
    """family: letters of the family name with its particles; bare: without them; initials: lower-case; given: letters
    of the first given name, where it is written out; group: an organisation."""

    family: str
    bare: str
    initials: str
    given: str
    group: bool


@dataclass(frozen=True)
class Sketch:
    """title: its words; title_text: as it stands; rough: title and the rest were taken from unexplained text; text: all
    words of the raw text where `rough`. names: authors in order; year; volume; issue; page: (letters, number) of the
    first page or article number; last: the last page; venue: journal, book or site; kind: CSL type; ids: (kind, id)
    strong keys; signs: what the title says it is (an erratum, part II, a protocol, …)."""

    title: tuple[str, ...]
    title_text: str
    rough: bool
    text: tuple[str, ...]
    names: tuple[Name, ...]
    etal: bool
    year: int | None
    volume: str | None
    issue: str | None
    page: tuple[str, int] | None
    last: int | None
    venue: str
    kind: str
    ids: tuple[tuple[str, str], ...]
    isbn: str | None
    signs: Signs

    @cached_property
    def letters(self) -> int:
        """How much the title tells: letters of its words."""
        return sum(map(len, self.title))

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The words of the title, each once."""
        return frozenset(self.title)

    @cached_property
    def joined(self) -> str:
        """All that is known, as one string of words, to find another's title in."""
        return " ".join(self.text or self.title)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Numbers that stand in unexplained text."""
        return frozenset(w.lstrip("0") for w in self.text for w in _DIGITS.findall(w))


def sketch(reference: Reference) -> Sketch:
    """Of one reference; pure."""
    if reference.title or reference.container:
        return _structured(reference)
    raw = _LABEL.sub("", " ".join(reference.raw[:_LONGEST_RAW].split()))
    return _rough(reference, raw) if raw else _structured(reference)


def _structured(r: Reference) -> Sketch:
    title = without_signs(r.title or "")
    volume = _number(r.volume)
    page, last = _pages(r.pages or r.number)
    return Sketch(
        title=words(title), title_text=r.title or "", rough=False, text=(),
        names=tuple(map(name_of, r.people[:_MOST_NAMES])),
        etal=r.etal, year=r.year, volume=volume, issue=_number(r.issue), page=page, last=last,
        venue=r.container or "", kind=r.kind, ids=_ids(r), isbn=isbn13(r.isbn), signs=signs_of(r),
    )  # fmt: skip


def _rough(r: Reference, raw: str) -> Sketch:
    found = next((m for pattern in _PLACES if (m := pattern.search(raw))), None)
    volume = found["volume"] if found else None
    page, last = _pages(found["page"]) if found else (None, None)
    title = _likeliest_title(raw)
    names = tuple(map(name_of, r.people[:_MOST_NAMES])) or _first_name(raw, title)
    return Sketch(
        title=words(without_signs(title)), title_text=title, rough=True, text=words(raw), names=names, etal=True,
        year=r.year or _year(raw, found), volume=_number(r.volume) or volume, issue=None,
        page=page, last=last, venue=r.container or "",
        kind=r.kind, ids=_ids(r), isbn=isbn13(r.isbn), signs=signs_of(r, title),
    )  # fmt: skip


def _likeliest_title(raw: str) -> str:
    """The sentence with the most words that are no names. Empty where there is none."""
    parts = [p.strip(" .,;:") for p in _SENTENCE.split(raw)]
    best = max(parts, key=lambda p: (_plain_words(p), len(p)))
    if _plain_words(best) < 2:
        return ""
    ends = [m.end() for m in _AUTHORS_END.finditer(best)]
    return next((best[end:] for end in reversed(ends) if _plain_words(best[end:]) > 1), best)


def _plain_words(text: str) -> int:
    """Words, lower-case ones doubly; initials count against them."""
    found = text.split()
    plain = sum((1 + w[0].islower()) for w in found if len(w) > 3 and not w[0].isdigit())
    return plain - 2 * sum(w.strip(".,;").isupper() and len(w.strip(".,;")) < 4 for w in found)


def _first_name(raw: str, title: str) -> tuple[Name, ...]:
    """What stands before the first comma, if that looks like a name and is not the title."""
    if title and raw.startswith(title[:20]):
        return ()
    first = re.split(r",|\.|;|\(| and | & ", raw, maxsplit=1)[0].strip()
    m = re.fullmatch(r"(?P<family>[^\d]{2,40}?)(?:\s(?P<given>[A-Z]{1,4}))?", first)
    return (name_of(Person(family=m["family"], given=m["given"])),) if m and len(first.split()) < 5 else ()


def _year(raw: str, found: re.Match[str] | None) -> int | None:
    if found and "year" in found.re.groupindex:
        return int(found["year"])
    for pattern in _YEARS:
        if m := list(pattern.finditer(raw)):
            return int(m[-1][1])
    return None


def _number(text: str | None) -> str | None:
    """A volume or issue: its first number ("Vol. 12" -> "12"), else its letters."""
    if not text:
        return None
    found = _DIGITS.search(text)
    return found[0].lstrip("0") or "0" if found else flat(text).strip(" .") or None


def _pages(text: str | None) -> tuple[tuple[str, int] | None, int | None]:
    """("", 477) and 490 of "477–90"."""
    if not text:
        return None, None
    found = list(_PAGE.finditer(text))
    if not found:
        return None, None
    first = (found[0][1].lower(), int(found[0][2]))
    if len(found) < 2:
        return first, None
    begin, end = found[0][2], found[1][2]
    if len(end) < len(begin):
        end = begin[: len(begin) - len(end)] + end
    return first, int(end)


@lru_cache(maxsize=100_000)
def name_of(person: Person) -> Name:
    """A name as it is compared. A particle may stand with the family name, with the given ones or be missing."""
    if person.literal or not person.family:
        whole = name_letters(person.literal or person.given or "")
        return Name(whole, whole, "", "", True)
    parts = person.family.split()
    while len(parts) > 1 and flat(parts[0]) in PARTICLES:
        parts = parts[1:]
    bare = name_letters("".join(parts))
    particles = person.non_dropping_particle or ""
    given = person.given or ""
    return Name(name_letters(particles + person.family), bare, initials(given), _written_out(given), False)


def initials(given: str) -> str:
    """ "John A." -> "ja", "JA" -> "ja", "J-P" -> "jp", "Yi-Ching" -> "yc"."""
    out = []
    for word in _LETTERS.findall(given):
        if word.islower() and flat(word) in PARTICLES:
            continue
        out.append(word if word.isupper() and len(word) <= 4 else word[0])
    letters = "".join(out)
    return letters.casefold() if letters.isascii() else flat(letters)


def _written_out(given: str) -> str:
    first = _LETTERS.match(given.strip())
    return name_letters(first[0]) if first and len(first[0]) > 2 and not first[0].isupper() else ""


def _ids(r: Reference) -> tuple[tuple[str, str], ...]:
    doi = r.doi.lower() if r.doi else None
    pmcid = r.pmcid.upper() if r.pmcid else None
    found = (("DOI", doi), ("PMID", r.pmid), ("PMCID", pmcid), ("arXiv", arxiv_of(r)))
    return tuple((kind, value) for kind, value in found if value)


def preprint(s: Sketch) -> bool:
    """Is it on a preprint server, by its DOI prefix, its arXiv id or its venue?"""
    doi = dict(s.ids).get("DOI", "")
    return preprint_doi(doi) or (not doi and "arXiv" in dict(s.ids)) or s.signs.preprint
