"""Superscript markers where the form of the input shows what is raised: no guessing on flattened words.

Not every raised figure cites: exponents, formulae, isotopes and the marks of affiliations are raised too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.citations import not_cited
from ingest.citations.numbers import DASH, Listed, expand, pairs_of
from ingest.citations.order import Candidate, Reading
from ingest.structure import Raised

_NUMBERS = re.compile(rf"[\s(\[,;]{{0,3}}\d{{1,4}}(?:\s{{0,2}}[{DASH},;]?\s{{0,2}}\d{{1,4}}){{0,60}}[\s)\],;]{{0,3}}")
_BETWEEN = re.compile(rf"[{DASH}\s,;]{{0,3}}")
_WORD = re.compile(r"[^\W\d_]{1,40}$")
_SURE = 4.0


def candidates(text: str, start: int, end: int, hints: Iterable[Raised], own: Listed) -> list[Candidate]:
    """The raised figures of text[start:end] that can cite. hints: those in it, in order."""
    out: list[Candidate] = []
    for a, b in _runs(text, start, end, hints):
        found = _NUMBERS.fullmatch(text, a, b)
        if found is None:
            continue
        numbers, wrong = expand(pairs_of(found[0]), own)
        if wrong or not numbers or not all(own.offers(n) for n in numbers) or _is_power(text, a, b):
            continue
        a, b = (
            a + len(found[0]) - len(found[0].lstrip(" \t\r\n,;")),
            b - len(found[0]) + len(found[0].rstrip(" \t\r\n,;")),
        )
        out.append(Candidate(a, (Reading(b, numbers, _SURE),)))
    return out


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
    if a and (text[a - 1].isdigit() or text[a - 1] in "×χη^"):
        return not text[a:b].strip().isdigit() or (int(text[a:b]) < 30 and _is_ten(text, a))
    word = _WORD.search(text, max(0, a - 40), a)
    if word is not None and not_cited.is_powered(word[0]) and text[a:b].strip() in ("2", "3", "4", "1"):
        return True
    isotope = (
        b < len(text) and text[b].isupper() and (not a or not text[a - 1].isalnum()) and text[b : b + 2].strip() != ""
    )
    return isotope and re.match(r"[A-Z][a-z]?\b", text[b : b + 3]) is not None and (not a or text[a - 1] in " (-")


def _is_ten(text: str, a: int) -> bool:
    """ "10" raised to a power, "× 10"."""
    return re.search(r"(?<![\d.])10$|R\s?$", text[max(0, a - 4) : a]) is not None
