"""What a looked-up work fills, and where it says otherwise than what the user has.

Nothing is decided here: a filled field is one that no other record has, a disagreement is told as a `Problem`, and a
paper's fields are chosen by `kb.papers` with a look-up last.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bib.model import Problem, Reference, Span
from kb.ids import letters
from kb.lookup.accept import same_container, same_person

FIELDS = (
    *("title", "people", "year", "container", "volume", "issue", "pages", "publisher", "place", "doi", "pmid", "pmcid"),
    *("isbn", "number", "abstract"),
)
"""What a look-up can fill, in the order it is told."""


@dataclass(frozen=True)
class Difference:
    """A field in which two disagree. field: of `FIELDS`; here: what the user's records say; there: the service."""

    field: str
    here: str
    there: str


def value_of(reference: Reference, field: str) -> str | None:
    """A field as one line for people; None where the reference does not say."""
    if field == "people":
        return "; ".join(p.name for p in reference.people) or None
    if field == "abstract":
        return reference.get("abstract")
    value = getattr(reference, field)
    return str(value) if value else None


def filled(here: Reference, there: Reference) -> dict[str, str]:
    """Field -> value that only the looked-up reference has."""
    pairs = ((name, value_of(here, name), value_of(there, name)) for name in FIELDS)
    return {name: found for name, kept, found in pairs if found and not kept}


def differences(here: Reference, there: Reference) -> list[Difference]:
    """Fields that both have and that do not mean the same."""
    out = []
    for name, same in _SAME.items():
        kept, found = value_of(here, name), value_of(there, name)
        if kept and found and not same(kept, found):
            out.append(Difference(name, kept, found))
    if here.people and there.people and not same_person(here.people[0], there.people[0]):
        out.append(Difference("first author", here.people[0].name, there.people[0].name))
    return out


def problems(citekey: str, by: str, found: list[Difference], where: Span) -> tuple[Problem, ...]:
    """The same as warnings, at the place where the service's answer stands."""
    return tuple(
        Problem(
            "warning",
            f"{citekey}: {d.field} is “{d.here}” here, “{d.there}” in {by}",
            f"yours is used; if {by} is right, mend the file it comes from and add it again",
            where,
        )
        for d in found
    )


def _letters(a: str, b: str) -> bool:
    return letters(a) == letters(b)


def _titles(a: str, b: str) -> bool:
    short, long = sorted((letters(a), letters(b)), key=len)
    return (long.startswith(short) and len(short) >= 20) or short == long


def _years(a: str, b: str) -> bool:
    return a == b


def _pages(a: str, b: str) -> bool:
    """ "238-50" and "238–250" are the same; so are a first page and a range that begins with it."""
    ours, theirs = _ends(a), _ends(b)
    if len(ours) < 2 or len(theirs) < 2:
        return ours[:1] == theirs[:1]
    return ours == theirs


def _ends(pages: str) -> list[str]:
    parts = [letters(p) for p in re.split(r"\s*[-–—‐]+\s*", pages.strip()[:100], maxsplit=1) if letters(p)]
    if len(parts) == 2 and parts[1].isdigit() and len(parts[1]) < len(parts[0]):
        parts[1] = parts[0][: len(parts[0]) - len(parts[1])] + parts[1]
    return parts


_SAME: dict[str, Callable[[str, str], bool]] = {
    "title": _titles,
    "year": _years,
    "container": same_container,
    "volume": _letters,
    "issue": _letters,
    "pages": _pages,
    "doi": lambda a, b: a.lower() == b.lower(),
    "pmid": _letters,
    "pmcid": _letters,
}
