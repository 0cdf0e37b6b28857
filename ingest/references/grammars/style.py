"""What all styles share: a head that must fit, the work behind it, and the fit of both.

A style is a small literal: which shapes of names it prints, where its year stands, whether a comma parts title and
container. `match` says how well a whole item fits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from bib.model import Date, Person, Reference
from ingest.references.fields import people
from ingest.references.fields.identifiers import CUT
from ingest.references.fields.letters import UPPER
from ingest.references.fields.people import Shape
from ingest.references.grammars.item import Head, Item, date_after

LONGEST_WORK = 800  # characters in which title and publisher of a book stand
YearAt = Literal["brackets", "bare", "end"]
_AFTER_NAMES = re.compile(r"(?P<mark>\s?[.:,]{1,2}|(?<=[.:]))\s+(?=\S)|\s(?=[“\"‘«])")
_MORE_INITIALS = re.compile(rf"\.\s?[{UPPER}]\.")
_SPACE = re.compile(r"\s+")
_ORGANISATION_END = re.compile(r"(?:\.|:)\s(?=[A-Z\d“\"])")
_ROLE_END = re.compile(r",?\s?[(\[]?\b(?:[Ee]ds?|[Ee]ditors?|[Hh]rsg|[Dd]irs?)\b\.?[)\]]?[.,:]?\s")


@dataclass(frozen=True)
class Style:
    """name: as people call it. shapes: of names, likeliest first. commas: whether "Smith, A." has its comma (None:
    either).
    year: in brackets after the names, bare after the names, or in the work. marks: what may stand between
    names and title where the year is at the end, with its weight. comma_titles: "Title, Journal 3 (1990)".
    organisations: a body
    may stand as author. weight: how far its fit can go (loose styles lose against strict ones).
    """

    name: str
    shapes: tuple[Shape, ...]
    year: YearAt
    commas: bool | None = None
    marks: tuple[tuple[str, float], ...] = ((".", 1.0),)
    comma_titles: bool = False
    organisations: bool = False
    weight: float = 1.0

    def match(self, item: Item) -> Reference | None:
        """The item as this style reads it, `confidence` = fit; None when it is not of this style."""
        best: Reference | None = None
        for head in self.heads(item):
            if CUT in item.text[: head.start]:
                continue
            found = item.work(head.start, dated=self.year == "end", comma=self.comma_titles)
            if found is None:
                continue
            fit = head.fit * (found.confidence or 0.0) * self.weight
            if best is None or fit > (best.confidence or 0.0):
                best = _together(head, found, fit)
        return best

    def heads(self, item: Item) -> Iterator[Head]:
        """Every way the item's beginning can be read in this style."""
        fits = False
        for shape in self.shapes:
            names = item.names(shape)
            if names is None or (self.commas is not None and names.comma != self.commas):
                continue
            for head in self._after(item, names):
                fits = True
                yield head
        if self.organisations and not fits:
            yield from self._organisation(item)

    def _after(self, item: Item, names: people.Names) -> Iterator[Head]:
        if self.year != "end":
            found = date_after(item.text, names.end, bare=self.year == "bare")
            if found:
                yield Head(names.people, names.etal, found[1], 1.0, found[0], found[2])
            return
        role = _ROLE_END.match(item.text, names.end)
        if role:
            yield Head(names.people, names.etal, role.end(), 1.0, role=True)
            return
        if names.shape == "plain" and _MORE_INITIALS.match(item.text, names.end):
            return  # "Smith, J. B. Title" ends not at J
        match = _AFTER_NAMES.match(item.text, names.end - (names.etal and item.text[names.end - 1] == "."))
        mark = (match["mark"] or "").strip() if match else ""
        if mark == ".," and not names.etal:
            return  # "Smith M., Jones U.": more names follow
        mark = mark[:1]
        if not mark and (names.etal or item.text[names.end - 1] == "."):
            mark = "."  # the initials' own stop, or that of "et al."
        if match is None and item.text.startswith(" ", names.end):
            match = _SPACE.match(item.text, names.end)
        for allowed, weight in self.marks:
            if match and mark == allowed:
                yield Head(names.people, names.etal, match.end(), weight)

    def _organisation(self, item: Item) -> Iterator[Head]:
        """A body as author: all before the year, or the first sentence where the year is at the end."""
        if self.year == "brackets":
            year = item.first_bracketed_year
            found = date_after(item.text, year.start(), bare=False) if year else None
            if year and found:
                yield from self._literal(item, item.text[: year.start()], found[1], found[0])
            return
        if self.year == "bare":
            return
        match = _ORGANISATION_END.search(item.text, 1, 160)
        if match and _is_body(item.text[: match.start()], item.text[match.end() :]):
            name = Person(literal=item.text[: match.start()].strip(" .,"))
            yield Head((name,), False, match.end(), 0.93)

    @staticmethod
    def _literal(item: Item, text: str, start: int, date: Date | None) -> Iterator[Head]:
        name = text.strip(" .,;:")
        etal = people.ET_AL.search(name)
        if etal and etal.end() >= len(name) - 1:
            name = name[: etal.start()].strip(" .,;")
        first, _, others = name.partition(", ")
        listed = people.scan(others, 0, "plain") or people.scan(others, 0, "dotted") if others else None
        if listed and listed.end >= len(others) and people.looks_like_organisation(first):
            yield Head((Person(literal=first), *listed.people), bool(etal), start, 0.95, date)
            return
        words = name.split()
        if not name or len(words) > 16 or re.search(r"[.?!]\s[A-Z][a-z]+\s[a-z]", name):
            return
        longest = max(filter(None, map(item.names, people.SHAPES)), key=lambda n: n.end, default=None)
        if longest and len(longest.people) >= 2 and longest.end < len(name):
            rest = [piece.strip(" .&") for piece in re.split(r"[,;]\s|\s(?:and|&)\s", name[longest.end :])]
            literal = tuple(Person(literal=piece) for piece in rest if piece and piece not in ("and", "et al"))
            yield Head((*longest.people, *literal), bool(etal), start, 0.7, date)
        elif people.looks_like_organisation(name):
            yield Head((Person(literal=name),), bool(etal), start, 0.97, date)
        elif not re.search(r"\d{3}", name):
            yield Head((Person(literal=name),), bool(etal), start, 0.8, date)


def _is_body(name: str, rest: str) -> bool:
    """A body is known by its words, or by being its own publisher."""
    if people.looks_like_organisation(name):
        return True
    return len(name) >= 8 and "," not in name and f": {name}" in rest[:LONGEST_WORK]


def _together(head: Head, found: Reference, fit: float) -> Reference:
    fit = round(fit, 3)
    date = found.date if head.date is None or (found.date and found.date.year and not head.date.year) else head.date
    if head.role and not found.editors and found.kind in ("book", "document", "report"):
        return replace(found, people=head.people, editors=head.people, etal=head.etal, date=date, confidence=fit)
    return replace(found, people=head.people, etal=head.etal, date=date, confidence=fit)
