"""Which names are one author: initials, particles, diacritics, ORCID; never across a conflict.

A name alone cannot tell two people called "Wang Y" apart; what is said here is that nothing in the names speaks against
one person, and that it is clear which one is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bib.model import Person
from kb.likeness.rows import names_agreement
from kb.likeness.sketch import Name, name_of


@dataclass(frozen=True)
class SameAuthor:
    """agreement: 1 sure (an ORCID), .95 as far as both names tell, 0 a conflict; between: unsure (misspelt,
    transposed). words: why, for people."""

    agreement: float
    words: str

    @property
    def one(self) -> bool:
        """May be taken for one person."""
        return self.agreement >= 0.9


def same_author(a: Person, b: Person) -> SameAuthor:
    """Two names. Symmetric. ORCID decides where both have one; suffixes (Jr., III) that differ are a conflict."""
    first, second = sorted((a.name, b.name))
    if a.orcid and b.orcid:
        if a.orcid == b.orcid:
            return SameAuthor(1.0, f"ORCID {a.orcid} in both")
        return SameAuthor(0.0, "ORCID {} ≠ {}".format(*sorted((a.orcid, b.orcid))))
    if a.suffix and b.suffix and _letters(a.suffix) != _letters(b.suffix):
        return SameAuthor(0.0, "{} ≠ {}".format(*sorted((a.suffix, b.suffix))))
    one, two = name_of(a), name_of(b)
    if one.group != two.group:
        return SameAuthor(0.0, f"{first} ≠ {second}: a person and an organisation")
    if one.group:
        same = bool(one.family) and one.family == two.family
        return SameAuthor(0.95 if same else 0.0, f"{first} {'=' if same else '≠'} {second}")
    value, sign = names_agreement(one, two)
    value = min(value, 0.95) if value >= 0.9 else value
    if value >= 0.9 and not (one.initials and two.initials):
        value = 0.5  # a family name alone is many people's
    if value == 0.9 and one.bare != two.bare:
        value = 0.7  # transposed
    return SameAuthor(0.0 if value == 0.3 else value, f"{first} {sign} {second}")


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def author_groups(people: Sequence[Person]) -> tuple[tuple[int, ...], ...]:
    """Positions of names that are one author, as groups in order. Names that fit two authors who conflict with one
    another ("Smith J" beside "Smith John" and "Smith Jane") join neither. Does not depend on the order of the names."""
    forms: dict[Person, list[int]] = {}
    for at, person in enumerate(people):
        forms.setdefault(person, []).append(at)
    blocks: dict[tuple[str, str], list[Person]] = {}
    by_orcid: dict[str, list[Person]] = {}
    for person in sorted(forms, key=_order):
        name = name_of(person)
        blocks.setdefault((name.bare, name.initials[:1]), []).append(person)
        if person.orcid:
            by_orcid.setdefault(person.orcid, []).append(person)
    leader = {person: person for person in forms}
    members = {person: [person] for person in forms}
    for some in by_orcid.values():
        for other in some[1:]:
            _join(some[0], other, leader, members)
    for some in blocks.values():
        _join_block(some, leader, members)
    groups = [sorted(at for form in group for at in forms[form]) for group in members.values()]
    return tuple(sorted(map(tuple, groups)))


def _order(person: Person) -> tuple[bool, int, Name, str]:
    """Who says most first."""
    name = name_of(person)
    return (not person.orcid, -len(name.initials) - len(name.given), name, repr(person))


def _join_block(some: Sequence[Person], leader: dict[Person, Person], members: dict[Person, list[Person]]) -> None:
    """Names of one family name and first initial: each joins what it fits, if all that is one person."""
    fits = {(x, y): same_author(x, y).one for i, x in enumerate(some) for y in some[i + 1 :]}
    fits |= {(y, x): value for (x, y), value in fits.items()}

    def at_odds(x: Person, y: Person) -> bool:
        return x != y and not fits.get((x, y), leader[x] == leader[y]) and leader[x] != leader[y]

    wanted = {x: [y for y in some if fits.get((x, y))] for x in some}
    clear = {x: not any(at_odds(y, z) for i, y in enumerate(ys) for z in ys[i + 1 :]) for x, ys in wanted.items()}
    for x in some:
        for y in wanted[x]:
            if clear[x] and clear[y] and not _conflict(members[leader[x]], members[leader[y]]):
                _join(x, y, leader, members)


def _conflict(some: Iterable[Person], others: Sequence[Person]) -> bool:
    return any(not same_author(x, y).one for x in some for y in others if x != y)


def _join(a: Person, b: Person, leader: dict[Person, Person], members: dict[Person, list[Person]]) -> None:
    one, two = leader[a], leader[b]
    if one == two:
        return
    members[one] += members.pop(two)
    for person in members[one]:
        leader[person] = one
