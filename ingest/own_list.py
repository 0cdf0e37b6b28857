"""Which items of a paper's own list its in-text markers mean: by printed number, and by name and year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bib.model import Person, Reference
from ingest.model import Citation

_YEAR = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)(?:(?=\d{7,8}(?!\d))|([a-z](?![a-z]))?(?!\d))")  # or a PMID glued on
_GLUED = re.compile(
    r"([A-ZÀ-ÖØ-Þ][^\W\d_]?(?:[^\W\d_A-Z]|['’ -]|(?<=[a-z'’-])[A-ZÀ-ÖØ-Þ](?=[a-zß-ÿ])){1,40})[A-Z]{1,3}"
    r"(?=[.,;(]|\s|$|[A-Z][a-z])"
)
_OPENING = re.compile(r"[^.,;:(\[\d]{2,120}")
_SMALL = frozenset("of for the and on in de la des du et und".split())
_SIGNS = re.compile(r"[\W_]+")  # all that `str.isalnum` denies
NO_YEAR = 0
"""The year of a key where the marker prints none ("n.d.", "in press")."""


@dataclass(frozen=True)
class Entry:
    """An item under one of its names. name: folded; place: from 1; letter: of its year; families: folded families of
    its people, the first at 0; more: its list of authors ends in "et al."; sure: the name is its first author's as
    read, not only what its line begins with."""

    name: str
    place: int
    letter: str
    families: tuple[str, ...]
    more: bool
    sure: bool


class OwnList:
    """The reference list of one paper, ready to be asked.

    A number means the item that bears it as its label; where no item bears it, the item at that place.
    A name and a year mean every item they fit: "Smith 2006" is honest about not knowing 2006a from 2006b.
    """

    def __init__(self, references: Sequence[Reference]) -> None:
        self.size = len(references)
        self._labels: dict[str, int] = {}
        self._index: dict[tuple[int, str], list[Entry]] = {}
        for position, reference in enumerate(references, 1):
            if reference.label:
                self._labels.setdefault(reference.label, position)
            for year, entry in _entries(position, reference):
                self._index.setdefault((year, entry.name.partition(" ")[0]), []).append(entry)

    def positions(self, citation: Citation) -> tuple[int, ...]:
        """Places in the list, from 1, in the order of the marker; with no list the printed numbers."""
        if not self.size:
            return citation.numbers
        if citation.places:
            return citation.places
        found = [place for number in citation.numbers if (place := self.numbered(number))]
        for key in citation.keys:
            found.extend(self.keyed(*key))
        return tuple(dict.fromkeys(found))

    def keyed(self, family: str, year: int, letter: str) -> tuple[int, ...]:
        """Places of the items that a key of a marker fits."""
        return self.named(folded(family), year, letter)

    def numbered(self, number: int) -> int | None:
        """The place of the item with this printed number."""
        at = self._labels.get(str(number))
        return at or (number if not self._labels and 1 <= number <= self.size else None)

    def named(self, words: str, year: int, letter: str, several: bool | None = None) -> tuple[int, ...]:
        """Places of the items whose first author's name opens `words`, of this year.

        words: folded, the first author's name first, then any other names. letter: of the year, "" if none is
        printed; several: the marker says (True) or denies (False) that there are three authors or more; None = unknown.
        Where several items fit, those whose other authors fit too are meant.
        """
        fitting = [e for e in self._index.get((year, words.partition(" ")[0]), ()) if _opens(e.name, words)]
        sure = [e for e in fitting if e.sure]
        if sure:
            longest = max(len(e.name) for e in sure)
            fitting = [e for e in sure if len(e.name) == longest]
        if len(fitting) > 1 and several is not None:
            fitting = _fitting_authors(fitting, words, several)
        kept = _by_letter(fitting, letter.casefold()) if fitting else []
        return tuple(dict.fromkeys(e.place for e in kept))


def _opens(name: str, words: str) -> bool:
    return words == name or words.startswith(name + " ")


def _fitting_authors(entries: list[Entry], words: str, several: bool) -> list[Entry]:
    """Those whose other authors agree best with the names of the marker; all if none do."""
    rest = f" {words} "
    named = {id(e): sum(f" {family} " in rest for family in e.families[1:]) for e in entries}
    most = max(named.values())
    best = [e for e in entries if named[id(e)] == most]
    if several:
        return [e for e in best if len(e.families) > 2 or e.more or not e.families] or best
    return [e for e in best if len(e.families) == most + 1 or not e.families] or best


def _by_letter(entries: list[Entry], letter: str) -> list[Entry]:
    """Those with the letter; where the list prints none, its order gives them (CSL 1.0.2, disambiguate-add-year-suffix:
    letters are given in the order of the bibliography)."""
    exact = [e for e in entries if e.letter == letter]
    if exact and (letter or len({e.place for e in exact}) == 1 or len(exact) == len(entries)):
        return exact
    bare = [e for e in entries if not e.letter]
    if letter and len(bare) > 1:
        places = sorted({e.place for e in bare})
        nth = "abcdefghijklmnopqrstuvwxyz".find(letter)
        return [e for e in bare if 0 <= nth < len(places) and e.place == places[nth]] or bare
    return bare if letter else entries


def _entries(place: int, reference: Reference) -> Iterator[tuple[int, Entry]]:
    """The names and years under which an item may be cited."""
    raw = _without_label(reference.raw or "", reference.label)
    printed = {int(y): (letter or "").casefold() for y, letter in reversed(_YEAR.findall(raw[:2000]))}
    given = ((reference.date.suffix if reference.date else None) or "").casefold()
    families = _families(reference)
    names = dict.fromkeys(n for n in (_names(reference.people[0]) if reference.people else ()) if n)
    if families and families[0]:
        names.setdefault(families[0])
    years = [reference.year] if reference.year is not None else list(printed)[:4] or [NO_YEAR]
    for at in dict.fromkeys([*years, *list(printed)[:4]]):
        letter = (given if at == reference.year else "") or printed.get(at, "")
        for name in names:
            yield at, Entry(name, place, letter, families, reference.etal, at in years)
        for name in _opening(raw):
            if name not in names:
                yield at, Entry(name, place, letter, families, reference.etal, not reference.people and at in years)


def _without_label(raw: str, label: str | None) -> str:
    line = raw.lstrip("[( ")
    if label and line.startswith(label):
        line = line[len(label) :]
    return line.lstrip("0123456789.)]: \t")


def _families(reference: Reference) -> tuple[str, ...]:
    """Folded families; also of names that a copy glued together: "AartsE.NusseleinA.SmittenaarP."."""
    head = (
        (reference.people[0].literal or "")
        if reference.people
        else _without_label(reference.raw[:300], reference.label)
    )
    glued = _GLUED.findall(head.partition(" (")[0])
    if glued:
        return tuple(folded(name) for name in glued)
    return tuple(folded(p.family or p.literal or "") for p in reference.people)


def _opening(line: str) -> list[str]:
    """What the line of an item begins with, and its initials: "World Health Organization", "WHO"."""
    found = _OPENING.match(line)
    if found is None:
        return []
    words = found[0].split()
    if not words:
        return []
    glued = _GLUED.match(words[0])
    initials = [w[0] for w in words if w.casefold() not in _SMALL]
    out = [folded(glued[1] if glued else words[0])] if len(words[0]) > 1 else []
    if len(words) > 2:
        out.append(folded(found[0]))
    if len(initials) > 1 and all(i.isupper() for i in initials):
        out.append("".join(initials).casefold())
    return [name for name in dict.fromkeys(out) if name]


def _names(person: Person) -> tuple[str, ...]:
    """What a first author may be called in the text: with and without particles; an organisation by its initials."""
    if person.literal:
        words = [w for w in person.literal.split() if w[0].isupper() and w.casefold() not in _SMALL]
        initials = "".join(w[0] for w in words).casefold() if len(words) > 1 else ""
        return (folded(person.literal), initials)
    family = person.family or ""
    particle = person.non_dropping_particle or person.dropping_particle
    return (folded(family), folded(f"{particle} {family}")) if particle else (folded(family),)


def folded(name: str) -> str:
    """A name without case, accents and signs, words parted by one blank."""
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(_SIGNS.sub(" ", plain).split())
