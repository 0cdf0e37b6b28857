"""One item as the grammars see it: its text without label, noise and identifiers, and what they have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from bib.model import Date, Person, Reference
from ingest.references.fields import date as dates
from ingest.references.fields import people
from ingest.references.fields.identifiers import Identifiers
from ingest.references.fields.letters import YEAR
from ingest.references.fields.people import Names, Shape
from ingest.references.grammars.works import work

_BRACKETED = re.compile(r"[\s.,:;]{0,3}[(\[](?P<date>[^()\[\]]{2,40})[)\]][\s.,:;]{0,3}")
_BARE = re.compile(rf"[\s.,:;]{{1,3}}(?P<date>{YEAR}(?:[a-z](?![a-z]))?)(?:[.,:;]{{1,2}}\s|\s(?=[^\W\d_“\"]))\s?")
_ANY_BRACKETED = re.compile(
    rf"[(\[](?:{YEAR}[a-z]?[^()\[\]]{{0,25}}|in press|n\.\s?d\.?|forthcoming)[)\]]", re.IGNORECASE
)
_ROLE = re.compile(r",?\s?[(\[]?\b(?:[Ee]ds?|[Ee]ditors?|[Hh]rsg|[Dd]irs?|[Cc]omps?)\b\.?[)\]]?[.,]?")


@dataclass(frozen=True)
class Head:
    """Authors, and the date where it stands with them. start: offset of what follows; fit: 0 to 1; role: they are
    editors."""

    people: tuple[Person, ...]
    etal: bool
    start: int
    fit: float
    date: Date | None = None
    role: bool = False


@dataclass(frozen=True)
class Item:
    """text: folded, stripped; ids: what was cut out of it."""

    text: str
    ids: Identifiers
    _names: dict[Shape, Names | None] = field(default_factory=dict, repr=False, compare=False)
    _works: dict[tuple[int, bool, bool], Reference | None] = field(default_factory=dict, repr=False, compare=False)

    def names(self, shape: Shape) -> Names | None:
        """The run of names of one shape at the start; each is looked for once, and only when a style asks."""
        if shape not in self._names:
            self._names[shape] = people.scan(self.text, 0, shape) if self._may_be(shape) else None
        return self._names[shape]

    def _may_be(self, shape: Shape) -> bool:
        """ "Hackett ML, Yapa C" is no Hackett whose given name is Yapa: a list of initials is no list of full names."""
        if shape not in ("full", "given-first"):
            return True
        return all(len(found.people) < 2 for s in people.INITIALS if (found := self.names(s)))

    @cached_property
    def first_bracketed_year(self) -> re.Match[str] | None:
        """The first year in brackets, where an author–year head of any shape would end."""
        return _ANY_BRACKETED.search(self.text, 1, 600)

    def work(self, start: int, *, dated: bool, comma: bool = False) -> Reference | None:
        """`works.work` of the text from `start`; asked for by several styles, read once."""
        key = (start, dated, comma)
        if key not in self._works:
            self._works[key] = work(self.text[start:].strip(), self.ids, dated=dated, comma=comma)
        return self._works[key]


def date_after(text: str, end: int, *, bare: bool) -> tuple[Date, int, bool] | None:
    """(date, offset after it, editors?) that follows names ending at `end`; `bare`: without brackets."""
    role = _ROLE.match(text, end)
    if role:
        end = role.end()
    match = (_BARE if bare else _BRACKETED).match(text, end)
    if not match:
        return None
    date = dates.parse(match["date"])
    return (date, match.end(), bool(role)) if date else None
