"""A reference printed anew as another list would have it, and works that only look like it; for `duplicates.py`.

Spellings: four styles, authors cut to one, three or six, issue and last page left out, a word misspelt, the subtitle
dropped, the year of the online version, accents lost, volume or pages missing. Near misses: part II, an erratum, a
reply, the protocol, last year's report, an abstract before the article, a sibling of the same authors with one word
changed.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

MISSES = ("part", "erratum", "reply", "protocol", "yearly", "abstract", "sibling")


@dataclass(frozen=True)
class Fields:
    """A reference as its file has it; people: (family, given)."""

    people: tuple[tuple[str, str], ...]
    title: str
    source: str
    year: int
    volume: str
    issue: str
    first: str
    last: str


def respelt(f: Fields, chance: random.Random) -> str:
    """The same work in another list."""
    title = f.title.rstrip(" .")
    words = title.split()
    if chance.random() < 0.05 and len(words) > 4:
        at = chance.randrange(len(words))
        words[at] = words[at][: len(words[at]) // 2] + words[at][len(words[at]) // 2 + 1 :] or words[at]
        title = " ".join(words)
    if chance.random() < 0.03 and ": " in title and len(title.split(": ")[0].split()) > 3:
        title = title.split(": ")[0]
    if chance.random() < 0.2:
        title = title.title()
    f = replace(
        f,
        title=title,
        year=f.year + (chance.choice((-1, 1)) if chance.random() < 0.03 else 0),
        issue=f.issue if chance.random() < 0.5 else "",
        last=f.last if chance.random() < 0.8 else "",
    )
    if chance.random() < 0.05:
        f = replace(f, first="", last="")
    if chance.random() < 0.03:
        f = replace(f, volume="", issue="")
    text = printed(f, chance)
    if chance.random() < 0.3:
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text


def near_miss(f: Fields, kind: str, words: Sequence[str], chance: random.Random) -> str:
    """Another work that looks like this one."""
    title = f.title.rstrip(" .")
    later = str(int(f.first) + chance.randrange(8, 90)) if f.first.isdigit() else "77"
    elsewhere = replace(f, first=later, last="", volume=str(chance.randrange(1, 300)))
    if kind == "part":
        made = replace(f, title=title + chance.choice((". Part II", ", part 2", ": part two")), first=later, last="")
    elif kind == "erratum":
        made = replace(elsewhere, title=chance.choice(("Erratum: ", "Correction to: ", "Corrigendum to ")) + title)
    elif kind == "reply":
        made = replace(f, title="Reply to: " + title, first=later, last="", people=f.people[::-1])
    elif kind == "protocol":
        made = replace(elsewhere, title=title.split(": ")[0] + ": study protocol", year=f.year - 2)
    elif kind == "yearly":
        made = replace(elsewhere, year=f.year + 1)
    elif kind == "abstract":
        made = replace(elsewhere, year=f.year - 1, first="S" + later)
    else:
        parts = title.split()
        long = [n for n, w in enumerate(parts) if len(w) > 5] or [0]
        parts[chance.choice(long)] = chance.choice(words)
        made = replace(f, title=" ".join(parts), first=later if chance.random() < 0.7 else "", last="")
    return printed(made, chance)


def printed(f: Fields, chance: random.Random) -> str:
    """In one of four styles."""
    style = chance.choice("VAHN")
    most = chance.choice((1, 3, 6, 50))
    shown, more = f.people[:most], len(f.people) > most
    dots = style in "AN"
    names = [_name(family, given, style, dots) for family, given in shown]
    if style == "V":
        authors = ", ".join(names) + (", et al" if more else "")
    elif style == "A":
        authors = ", ".join(names[:-1]) + (", & " if len(names) > 1 else "") + names[-1] + (", et al." if more else "")
    else:
        authors = ", ".join(names) + (" et al." if more else "")
    pages = f.first + (f"–{f.last}" if f.last else "")
    issue = f"({f.issue})" if f.issue else ""
    if style == "V":
        where = f";{f.volume}{issue}" if f.volume else ""
        return f"{authors}. {f.title}. {f.source.rstrip('.')}. {f.year}{where}{':' + pages if pages else ''}."
    if style == "A":
        where = f", {f.volume}{issue}" if f.volume else ""
        return f"{authors} ({f.year}). {f.title}. {f.source}{where}{', ' + pages if pages else ''}."
    if style == "H":
        where = f" {f.volume}" if f.volume else ""
        return f"{authors} ({f.year}) {f.title}. {f.source}{where}{': ' + pages if pages else ''}."
    where = f" {f.volume}" if f.volume else ""
    return f"{authors} {f.title}. {f.source}{where}{', ' + pages if pages else ''} ({f.year})."


def _name(family: str, given: str, style: str, dots: bool) -> str:
    first = [w if w.isupper() and len(w) < 4 else w[0] for w in given.replace(".", " ").replace("-", " ").split()]
    letters = "".join(first)
    if dots:
        return f"{family}, {' '.join(c + '.' for c in letters)}".rstrip(", ")
    return f"{family} {letters}".strip()
