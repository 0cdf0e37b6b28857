"""A person's name taken apart, so that two spellings of it can be held against one another.

"van der Berg, M.", "Van Der Berg M" and "Berg, M. van der" are taken apart alike; so are "J.A.", "JA" and "J A".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bib.model import Person
from kb import ids
from kb.likeness.folding import name_spellings

PARTICLES = frozenset("van von der den de del della di da du la le ter ten zu zur dos das el al bin ibn".split())
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "2nd": "ii", "iii": "iii",
             "3rd": "iii", "iv": "iv", "4th": "iv"}  # fmt: skip
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[-\u2010\u2011\u2013]")
_VOWEL = re.compile(r"[aeiouy]")
_UMLAUT = re.compile(r"a[ae]+|oe+|ue+")
_MOST_CAPITALS = 3  # "JAB" is three initials, "JOHN" a name


class Part(NamedTuple):
    """One given name. letter: its first; word, long: the name in letters, umlauts without their dots and written out
    ("jorg", "joerg"), both "" where only an initial stands; joined: a hyphen ties it to the next."""

    letter: str
    word: str = ""
    long: str = ""
    joined: bool = False

    def __str__(self) -> str:
        return (self.word if self.word == self.long else f"{self.word}/{self.long}") or self.letter


class Spelled(NamedTuple):
    """family, long: letters of the family name with its particles, umlauts without their dots and written out
    ("muller", "mueller"); given: the given names; suffix: "jr", "iii" or ""; whole: an organisation, or a name of which
    nothing is known but its letters, which stand in `family`."""

    family: str
    long: str
    given: tuple[Part, ...] = ()
    suffix: str = ""
    whole: bool = False

    def __str__(self) -> str:
        family = self.family if self.family == self.long else f"{self.family}/{self.long}"
        given = "".join(f"{part}{'-' if part.joined else ' '}" for part in self.given).strip()
        return "|".join((family, given, self.suffix))

    @property
    def block(self) -> str:
        """Names of two blocks are never one author, but for an ORCID: the family name, umlauts in any spelling as one,
        and the first initial."""
        if self.whole:
            return f"whole|{self.family}"
        return f"{_UMLAUT.sub(lambda m: m[0][0], self.family)}|{self.given[0].letter if self.given else ''}"


@lru_cache(maxsize=200_000)
def spelled(name: str, family: str | None, given: str | None) -> Spelled:
    """Take a name apart. name: in one line, as `Person.name` gives it; family, given: as printed. Nothing else is
    needed, so that what a graph keeps of a name can be taken apart again."""
    around = _around(name, family) if family else None
    if family is None or around is None:
        whole = ids.letters(name) or ids.fold(name)
        return Spelled(whole, whole, whole=True)
    before, after = around
    if given and after.startswith(given):
        behind, _, suffix = after[len(given) :].partition(", ")
    elif _suffix(after):
        behind, suffix = "", after
    else:
        behind, _, suffix = after.partition(", ")
    parts, particles, found = _parts(given or "", family.isupper())
    words = family.split()
    if len(words) > 1 and _suffix(words[-1]):
        found = found or _suffix(words.pop())
    text = " ".join((before, behind, *particles, *words))
    plain, long = name_spellings(text)
    if not plain:
        plain = long = ids.fold(text)
    return Spelled(plain, long, parts, _suffix(suffix) or ids.letters(suffix) or found)


def spelled_of(person: Person) -> Spelled:
    """The same of a person."""
    return spelled(person.name, None if person.literal else person.family or None, person.given or None)


def _around(name: str, family: str) -> tuple[str, str] | None:
    """What stands before the family name, and after it and a comma."""
    at = 0 if name == family or name.startswith(f"{family}, ") else name.find(f" {family}") + 1
    if not name.startswith(family, at):
        return None
    return name[:at].strip(), name[at + len(family) :].removeprefix(", ")


def _suffix(text: str) -> str:
    return _SUFFIXES.get(text.strip(" .,").casefold(), "")


def _parts(given: str, shouted: bool) -> tuple[tuple[Part, ...], list[str], str]:
    """Given names; particles that stand with them; a suffix. shouted: the family name is all capitals, so that capitals
    say nothing."""
    parts: list[Part] = []
    particles: list[str] = []
    suffix = ""
    for token in _TOKEN.findall(given):
        if not token[0].isalnum():
            if parts and parts[-1].word:
                parts[-1] = parts[-1]._replace(joined=True)
        elif token.islower() and token in PARTICLES:
            particles.append(token)
        elif parts and _suffix(token):
            suffix = _suffix(token)
        else:
            parts += _names(token, shouted)
    if parts:
        parts[-1] = parts[-1]._replace(joined=False)
    return tuple(parts), particles, suffix


def _names(token: str, shouted: bool) -> list[Part]:
    most = _MOST_CAPITALS + (not shouted)
    word, long = name_spellings(token)
    cased = token.lower() != token.upper()
    if not word:
        return []
    if cased and (len(token) == 1 or (token.isupper() and len(token) <= most)):
        return [Part(letters[0]) for c in token if (letters := name_spellings(c)[0])]
    if cased and (word == "chr" or (len(word) == 2 and word.isascii() and not _VOWEL.search(word[1]))):
        return [Part(word[0])]  # "Th.", "Wm"
    return [Part(word[0], word, long)]
