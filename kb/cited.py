"""Which items of a paper's own list its in-text markers mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from bib.model import Person, Reference
from ingest.model import Citation


class OwnList:
    """The reference list of one paper, ready to be asked by printed number and by name and year.

    A number means the item that bears it as its label; where no item bears it, the item at that place.
    A name and a year mean every item they fit: "Smith 2006" is honest about not knowing 2006a from 2006b.
    """

    def __init__(self, references: Sequence[Reference]) -> None:
        self.size = len(references)
        self._labels: dict[str, int] = {}
        self._keys: dict[tuple[str, int], list[tuple[str, int]]] = {}
        for position, reference in enumerate(references, 1):
            if reference.label:
                self._labels.setdefault(reference.label, position)
            if reference.people and reference.year is not None:
                suffix = (reference.date.suffix if reference.date else None) or ""
                for name in _names(reference.people[0]):
                    self._keys.setdefault((name, reference.year), []).append((suffix.casefold(), position))

    def positions(self, citation: Citation) -> tuple[int, ...]:
        """Places in the list, from 1, in the order of the marker; with no list the printed numbers."""
        if not self.size:
            return citation.numbers
        if citation.places:
            return citation.places
        found = [place for number in citation.numbers if (place := self._numbered(number))]
        for key in citation.keys:
            found.extend(self.named(*key))
        return tuple(dict.fromkeys(found))

    def _numbered(self, number: int) -> int | None:
        at = self._labels.get(str(number))
        return at or (number if not self._labels and 1 <= number <= self.size else None)

    def named(self, family: str, year: int, letter: str) -> list[int]:
        """Places of the items that a name and a year fit."""
        fitting = self._keys.get((_folded(family), year), [])
        exact = [place for suffix, place in fitting if suffix == letter.casefold()]
        return exact or [place for suffix, place in fitting if not (letter and suffix)]


def _names(person: Person) -> tuple[str, ...]:
    """What a first author may be called in the text: with and without particles."""
    if person.literal:
        return (_folded(person.literal),)
    family = person.family or ""
    particle = person.non_dropping_particle or person.dropping_particle
    return (_folded(family), _folded(f"{particle} {family}")) if particle else (_folded(family),)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())
