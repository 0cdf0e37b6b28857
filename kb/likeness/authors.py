"""Which names are one author: initials, particles, umlauts, suffixes, ORCID; never across a conflict.

A name alone cannot tell two people called "Wang Y" apart; what is said here is that nothing in the names speaks against
one person, and that it is clear which one is meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bib.model import Person
from kb.likeness.families import SHARED
from kb.likeness.rows import names_agreement
from kb.likeness.sketch import name_of
from kb.likeness.spelled import Part, Spelled, spelled_of


class Told(NamedTuple):
    """What tells an author: a spelling, and an ORCID or ""."""

    spelled: Spelled
    orcid: str = ""

    @classmethod
    def of(cls, person: Person) -> Told:
        """Of a person as a reference names them."""
        return cls(spelled_of(person), person.orcid or "")


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
    one, two = spelled_of(a), spelled_of(b)
    if one.whole != two.whole:
        return SameAuthor(0.0, f"{first} ≠ {second}: a person and an organisation")
    if one.suffix and two.suffix and one.suffix != two.suffix:
        return SameAuthor(0.0, "{} ≠ {}".format(*sorted((a.suffix or one.suffix, b.suffix or two.suffix))))
    held = _Held((one, two))
    if _fit(held.name(one), held.name(two)):
        joins = _any_says([held.name(one)], [held.name(two)])
        return SameAuthor(0.95 if joins else 0.6, f"{first} {'=' if joins else '~'} {second}")
    value, sign = (0.0, "≠") if one.whole else names_agreement(name_of(a), name_of(b))
    return SameAuthor(0.0 if value <= 0.3 else min(value, 0.7), f"{first} {sign} {second}")


def author_groups(people: Sequence[Person]) -> tuple[tuple[int, ...], ...]:
    """Positions of names that are one author, as groups in order. Names that fit two authors who conflict with one
    another ("Smith J" beside "Smith John" and "Smith Jane") join neither. Does not depend on the order of the names."""
    at: dict[Told, list[int]] = {}
    for position, person in enumerate(people):
        at.setdefault(Told.of(person), []).append(position)
    groups = (
        group
        for block in blocks_of({told: len(found) for told, found in at.items()}).values()
        for group in groups_in(block)
    )
    return tuple(sorted(tuple(sorted(n for told in group for n in at[told])) for group in groups))


def blocks_of(names: Mapping[Told, int]) -> dict[str, list[Told]]:
    """Names that are looked at together, by block. names: each with how often it stands. All names of one ORCID stand
    in one block."""
    by_orcid: dict[str, dict[Told, int]] = {}
    out: dict[str, list[Told]] = {}
    for told in sorted(names):
        if told.orcid:
            by_orcid.setdefault(told.orcid, {})[told] = names[told]
        else:
            out.setdefault(told.spelled.block, []).append(told)
    for several in by_orcid.values():
        out.setdefault(_home(several), []).extend(several)
    return out


def _home(names: Mapping[Told, int]) -> str:
    """The block of one person's names: where there are initials, where most of them stand."""
    counts: dict[tuple[bool, str], int] = {}
    for told, number in names.items():
        key = (not told.spelled.given, told.spelled.block)
        counts[key] = counts.get(key, 0) + number
    return min(counts, key=lambda key: (key[0], -counts[key], key[1]))[1]


def groups_in(names: Collection[Told]) -> list[list[Told]]:
    """The authors of one block, each as a list of names; pure. Names under one ORCID are one. Of the others each joins
    names that say what it says and more, if all that it fits is one person: if those fit one another, too."""
    units = _units(names)
    if len(units) == 1:
        return units
    held = _Held(told.spelled for told in names)
    spelled = [[held.name(told.spelled) for told in unit] for unit in units]
    near = _near(spelled, [bool(unit[0].orcid) for unit in units])
    leader = list(range(len(units)))
    clear = [not any(near[at] & ~near[other] for other in _bits(near[at])) for at in leader]
    for at in range(len(units)):
        for other in _bits(near[at] >> at + 1 if clear[at] else 0):
            one, two = leader[at], leader[at + 1 + other]
            # Two that are clear and fit have the very same names around them, so a group never holds a conflict.
            if one != two and clear[at + 1 + other] and _any_says(spelled[at], spelled[at + 1 + other]):
                leader = [min(one, two) if x in (one, two) else x for x in leader]
    groups: dict[int, list[Told]] = {}
    for at, unit in enumerate(units):
        groups.setdefault(leader[at], []).extend(unit)
    return list(groups.values())


def _units(names: Iterable[Told]) -> list[list[Told]]:
    by_orcid: dict[str, list[Told]] = {}
    units: list[list[Told]] = []
    for told in sorted(set(names)):
        if not told.orcid:
            units.append([told])
        elif told.orcid in by_orcid:
            by_orcid[told.orcid].append(told)
        else:
            units.append(by_orcid.setdefault(told.orcid, [told]))
    return units


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _near(units: Sequence[Sequence[_Name]], known: Sequence[bool]) -> list[int]:
    """For each unit the units that it fits, itself among them, as bits of a number. known: it has an ORCID. Names that
    begin with another word are not held against one another: a block of hundreds of names would take seconds."""
    places: dict[tuple[str, str], list[tuple[int, _Name]]] = {}
    for at, unit in enumerate(units):
        for name in unit:
            for place in (*name.words, "*" if name.words else ""):
                places.setdefault((name.family, place), []).append((at, name))
    near = [1 << at for at in range(len(units))]
    for at, unit in enumerate(units):
        for name in unit:
            for place in name.words or ("", "*"):
                for other, second in places.get((name.family, place), ()):
                    if at != other and not (known[at] and known[other]) and _fit(name, second):
                        near[at] |= 1 << other
                        near[other] |= 1 << at
    return near


class _Name(NamedTuple):
    """A name as it is held against others of its block. family: what its spellings are known by here; given: letter,
    word as known here, joined; joint: all given names as one word, "" where there are initials among them."""

    family: str
    given: tuple[tuple[str, str, bool], ...]
    joint: str
    suffix: str

    @property
    def words(self) -> tuple[str, ...]:
        """Its first word, and all its words as one: what another name that begins with a word shares if they fit. None
        where it begins with an initial."""
        if not self.given:
            return ("-",)
        word = self.given[0][1]
        return (word, f"{self.joint}+") if word and self.joint else (word,) if word else ()


class _Held:
    """Some names held against one another: spellings that one name ties together ("Mueller" and "Muller", where there
    is a "Müller") count as one."""

    def __init__(self, names: Iterable[Spelled]) -> None:
        every = list(names)
        self._families = _tied((name.family, name.long) for name in every)
        self._words = _tied((part.word, part.long) for name in every for part in name.given if part.word)

    def name(self, name: Spelled) -> _Name:
        """One of them."""
        family = f"{name.family}|" if name.whole else self._families[name.family]
        words = all(part.word for part in name.given)
        joint = "".join(part.word for part in name.given) if words else ""
        return _Name(family, tuple(map(self._part, name.given)), self._words.get(joint, joint), name.suffix)

    def _part(self, part: Part) -> tuple[str, str, bool]:
        return part.letter, self._words[part.word] if part.word else "", part.joined


def _tied(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Each spelling -> the first of those that are tied to it, directly or through others."""
    first: dict[str, str] = {}

    def find(text: str) -> str:
        while (above := first.setdefault(text, text)) != text:
            text = above
        return text

    for pair in set(pairs):
        one, two = sorted(map(find, pair))
        first[two] = one
    return {text: find(text) for text in list(first)}


def _fit(a: _Name, b: _Name) -> bool:
    """Whether nothing in two names speaks against one person."""
    if a.family != b.family or (a.suffix and b.suffix and a.suffix != b.suffix):
        return False
    if not a.given or not b.given:
        return a == b and a.family.endswith("|")  # a family name alone is many people's
    if a.joint and a.joint == b.joint:
        return True
    short, long = sorted((a.given, b.given), key=len)
    for (letter, word, _), (letter2, word2, _) in zip(short, long, strict=False):
        if letter != letter2 or (word and word2 and word != word2):
            return False
    ends = len(short) - 1
    return not (short[ends][1] and long[ends][2] and len(long) > len(short))  # "Jean" is not "Jean-Pierre"


def _any_says(some: Iterable[_Name], others: Sequence[_Name]) -> bool:
    return any(_fit(a, b) and (_says(a, b) or _says(b, a)) for a in some for b in others)


def _says(a: _Name, b: _Name) -> bool:
    """Whether the second of two names that fit says all that the first says, and has a given name in full if it says
    more: "J" and "J A" are seldom one person, nor are "J A" and "John", nor "Zhang Q" and any "Zhang, Qian"
    (docs/decisions/authors.md)."""
    if a.given == b.given or (a.joint and a.joint == b.joint):
        return True
    if a.family in SHARED:
        return False
    words = any(word for _, word, _ in b.given)
    said = all(word or not first for (_, first, _), (_, word, _) in zip(a.given, b.given, strict=False))
    return words and said and len(a.given) <= len(b.given)
