"""Superscript markers where the form of the input shows what is raised: no guessing on flattened words.

Not every raised figure cites: exponents, formulae, isotopes and the marks of affiliations are raised too.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.citations import not_cited, superscript
from ingest.citations.numbers import DASH, Listed, expand, pairs_of
from ingest.citations.order import Candidate, Reading
from ingest.structure import Raised

_NUMBERS = re.compile(rf"[\s(\[,;]{{0,3}}\d{{1,4}}(?:\s{{0,2}}[{DASH},;]?\s{{0,2}}\d{{1,4}}){{0,60}}[\s)\],;]{{0,3}}")
_BETWEEN = re.compile(rf"[{DASH}\s,;]{{0,3}}")
_WORD = re.compile(r"[^\W\d_]{1,40}$")
_POWER = re.compile(rf"[{DASH}]?[1-4][\s,;]{{1,3}}(?=\d)")  # and then more figures
SURE = 4.0
"""The weight of figures that are printed as a marker is."""


def throughout(text: str, regions: Sequence[tuple[int, int]], hints: Sequence[Raised], own: Listed) -> list[Candidate]:
    """The raised figures of all paragraphs that can cite. regions, hints: in order."""
    out: list[Candidate] = []
    for start, end in regions:
        first = bisect.bisect_left(hints, start, key=lambda h: h.end)
        last = bisect.bisect_left(hints, end, lo=first, key=lambda h: h.start)
        out += candidates(text, start, end, hints[first:last], own)
    return out


def candidates(text: str, start: int, end: int, hints: Iterable[Raised], own: Listed) -> list[Candidate]:
    """The raised figures of text[start:end] that can cite. hints: those in it, in order."""
    out: list[Candidate] = []
    for a, b in _runs(text, start, end, hints):
        a = _past_power(text, a, b)
        found = _NUMBERS.fullmatch(text, a, b)
        if found is None or _is_power(text, a, b):
            continue
        a, b = (
            a + len(found[0]) - len(found[0].lstrip(" \t\r\n,;")),
            b - len(found[0]) + len(found[0].rstrip(" \t\r\n,;")),
        )
        readings = tuple(_readings(text[a:b], b, own))
        if readings:
            out.append(Candidate(a, readings))
    return out


def _readings(printed: str, end: int, own: Listed) -> Iterator[Reading]:
    """The figures as printed, or as markers that lost what parted them: "256" is 2, 5, 6 in a list of 19."""
    numbers, wrong = expand(pairs_of(printed), own)
    if numbers and not wrong and all(own.offers(n) for n in numbers):
        yield Reading(end, numbers, SURE)
    if own.known and printed.isdigit() and 1 < len(printed) < 5:
        for parts in superscript.splits(printed):
            if all(own.offers(n) for n in parts):
                yield Reading(end, parts, SURE - 2.0 * len(parts))


def _past_power(text: str, a: int, b: int) -> int:
    """Where a marker begins that follows a raised power: "kg/m2 28,40", "50 mg m−2 37"."""
    word = _WORD.search(text, max(0, a - 40), a)
    power = _POWER.match(text, a, b) if word is not None and not_cited.is_powered(word[0]) else None
    return power.end() if power else a


def _runs(text: str, start: int, end: int, hints: Iterable[Raised]) -> Iterator[tuple[int, int]]:
    """Raised stretches; those with nothing but a comma or a dash between them are one."""
    run: tuple[int, int] | None = None
    for hint in hints:
        a, b = max(hint.start, start), min(hint.end, end)
        if hint.height != "raised" or a >= b:
            continue
        if run is not None and a - run[1] <= 3 and _BETWEEN.fullmatch(text, run[1], a):
            run = (run[0], b)
            continue
        if run is not None:
            yield run
        run = (a, b)
    if run is not None:
        yield run


def _is_power(text: str, a: int, b: int) -> bool:
    """A raised figure on a unit, a number, or before the letters of an element."""
    if a and (text[a - 1] in "χη^" or text[max(0, a - 2) : a] in (" R", "(R", " r", "(r")):
        return True
    if a and (text[a - 1].isdigit() or text[a - 1] == "×"):
        return not text[a:b].strip().isdigit() or (int(text[a:b]) < 30 and _is_ten(text, a))
    word = _WORD.search(text, max(0, a - 40), a)
    if word is not None and not_cited.is_powered(word[0]) and text[a:b].strip() in ("2", "3", "4", "1"):
        return True
    if word is not None and len(word[0]) <= 2 and text[b : b + 1].isalpha():
        return True  # "O6MeG"
    isotope = (
        b < len(text) and text[b].isupper() and (not a or not text[a - 1].isalnum()) and text[b : b + 2].strip() != ""
    )
    return isotope and re.match(r"[A-Z][a-z]?\b", text[b : b + 3]) is not None and (not a or text[a - 1] in " (-")


def _is_ten(text: str, a: int) -> bool:
    """ "10" raised to a power, "× 10"."""
    return re.search(r"(?<![\d.])10$|R\s?$", text[max(0, a - 4) : a]) is not None
