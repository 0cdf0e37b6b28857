"""Numbers in round brackets: "(6, 7)", "(6–9)", "(see also 12)", "( 1 , 2 )", "(7–)(9)".

Round brackets hold many other numbers: counts and shares ("12 (34)"), the parts of an enumeration, equations. Where
such a number stands says much; the order of first mention decides (`order`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.citations import not_cited
from ingest.citations.numbers import LEAD, NUMBERS, PLACE, Listed, expand, pairs_of
from ingest.citations.order import Candidate, Reading

_LEAD = rf"(?:{LEAD}|(?:for (?:a )?reviews?,? see|reviewed by|as in|as reviewed in|from|data from)\s{{0,2}})"
_UNIT = re.compile(
    rf"\(\s{{0,3}}{_LEAD}(?P<numbers>{NUMBERS}){PLACE}\s{{0,3}}[,;]?\s?\)(?:\((?:#|https?:)[^()\s]{{1,300}}\))?",
    re.IGNORECASE,
)
_STATISTIC = re.compile(
    r"(?:\d\s?%?|[=<>≤≥±~]|\b(?:n|N|CI|IQR|SD|range|median|mean|aged?|ages|score|scores|years|OR|RR|HR|AUC|kappa|df|F|t|χ2))"
    r"[\s,:]{0,2}$"
)
_ENUMERATED = re.compile(
    r"(?:^|[:;,.–—]|\b(?:and|or|to|were|are|is|as|that|include|including|namely|both|either|by))\s{0,2}$"
)
_NAMED_NUMBER = re.compile(
    r"\b(?:eqs?\.?|equations?|formula|steps?|tables?|figures?|figs?\.?|items?|phases?|hypothes[ie]s|aims?)\s{0,2}$",
    re.IGNORECASE,
)
_GLUED = re.compile(r"([^\W\d_]{2,20})\s?$")
_NAMED = 3  # times
_CITING = frozenset("al elsewhere previously colleagues studies study".split())
_PART = re.compile(r"\s{1,2}[^\W\d_]")
_LONGEST_PART = 400  # characters of one part of an enumeration
_FORMULA = re.compile(r"[=+*/×÷∑<>≤≥]")


def candidates(text: str, regions: Sequence[tuple[int, int]], own: Listed) -> list[Candidate]:
    """Every round bracket that holds nothing but numbers, in order."""
    out: list[Candidate] = []
    for start, end in regions:
        here: list[Candidate] = []
        at = text.find("(", start, end)
        while at >= 0:
            unit = _UNIT.match(text, at, end)
            if unit is not None:
                candidate = _candidate(text, start, end, unit, own)
                if candidate is not None:
                    here.append(candidate)
            at = text.find("(", unit.end() if unit else at + 1, end)
        out += _without_enumerations(text, start, here)
    return _without_names(text, out)


def _without_names(text: str, found: list[Candidate]) -> list[Candidate]:
    """Leave out "Ang(1–7)": the same numbers glued to the same word again and again are a part of its name."""
    words = [_GLUED.search(text[max(0, c.start - 30) : c.start]) for c in found]
    told = [(w[1], c.readings[0].numbers) if w else None for w, c in zip(words, found, strict=True)]
    glued = Counter(t for t, w in zip(told, words, strict=True) if t and w and not w[0][-1:].isspace())
    return [c for c, t in zip(found, told, strict=True) if t is None or glued[t] < _NAMED or t[0] in _CITING]


def _without_enumerations(text: str, start: int, found: list[Candidate]) -> list[Candidate]:
    """Leave out "(1) a hall, (2) a kettle and (3) a key": numbers in a row, each before a word, parted by commas."""
    parts: set[int] = set()
    for i, (one, two) in enumerate(pairwise(found)):
        a, b = one.readings[0], two.readings[0]
        if (
            len(a.numbers) == len(b.numbers) == 1
            and b.numbers[0] == a.numbers[0] + 1
            and two.start - a.end <= _LONGEST_PART
            and (i in parts or a.numbers[0] == 1)
            and _PART.match(text, a.end)
            and _PART.match(text, b.end)
            and _ENUMERATED.search(text[max(start, two.start - 12) : two.start])
        ):
            parts |= {i, i + 1}
    return [c for i, c in enumerate(found) if i not in parts]


def _candidate(text: str, start: int, end: int, unit: re.Match[str], own: Listed) -> Candidate | None:
    numbers, wrong = expand(pairs_of(unit["numbers"]), own)
    good = tuple(n for n in numbers if own.offers(n))
    if wrong or not good or len(good) < len(numbers) or re.search(r"(?<!\d)0", unit["numbers"]):
        return None
    before = text[max(start, unit.start() - 60) : unit.start()]
    weight = 0.5 + _before(before, len(numbers)) + _after(text, start, end, unit, len(numbers))
    return Candidate(unit.start(), (Reading(unit.end(), good, weight),))


def _before(before: str, count: int) -> float:
    """What stands before the bracket has to say."""
    left = before.rstrip()
    if _NAMED_NUMBER.search(before):
        return -4.0
    if re.search(r"\b(?:al\.?|colleagues|co-?workers|elsewhere|previously|studies|study|reports?)\s?$", before):
        return 2.0
    if _STATISTIC.search(before):
        return -3.0 if count == 1 else -12.0  # an interval
    if count == 1 and _ENUMERATED.search(before):
        return -2.0
    if not left:
        return -3.0
    if left[-1] == ")":
        return 0.5
    if left == before:  # glued to the word or to the stop
        return 1.0 if left[-1] in ".,;" else 0.5
    return 1.0 if left[-1].isalpha() else 0.0


def _after(text: str, start: int, end: int, unit: re.Match[str], count: int) -> float:
    """What follows the bracket has to say."""
    following = text[unit.end() : min(end, unit.end() + 4)]
    alone = not following.strip() and _FORMULA.search(text, start, unit.start()) and unit.start() - start < 120
    if alone:
        return -4.0  # the number of an equation
    if re.match(r"\s?[%=<>≤≥±]", following) or following[:1].isalnum():
        return -3.0
    if re.match(r"\s?(?:[.,;:)\]]|$|\()", following):
        return 1.0 + 0.5 * (count > 1)
    return 0.5 * (count > 1) + (-0.3 if not_cited.is_counted(text, unit.end()) else 0.0)
