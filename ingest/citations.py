"""In-text markers of numbered styles: "[6,7]", "[6–9]", "[6]–[9]", "[[6](#ref6)]", "[6, p. 34]".

Author–year keys and superscript figures have their place beside this file, not in it. What stands in
square brackets and is no citation ("[95% CI 1.2, 3.4]", "[IQR 67–1020]", "[sic]", a year) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bib.model import Problem, Source, Span
from ingest.model import Citation

_DASH = "-‐‑‒–—−"
_RANGE = rf"\d{{1,9}}(?:\s{{0,2}}[{_DASH}]\s{{0,2}}\d{{1,9}})?"
_AND = r"(?:\s{0,3}(?:[,;]\s{0,2}(?:and\s|&)?|and\s|&)\s{0,3}|\s)"
_NUMBERS = rf"{_RANGE}(?:{_AND}{_RANGE}){{0,200}}"
_LEAD = r"(?:(?:see also|see|e\.g\.|cf\.?|reviewed in|refs?\.?|references?),?\s{0,2}){0,2}"
_PLACE = (
    r"(?:\s?[,:;]\s{0,2}(?:pp?\.|pages?|ch\.|chap\.|chapters?|tables?|fig\.|figures?|sect?\.|para\.)"
    r"\s{0,2}[\w–-]{1,12}){0,3}"
)
_UNIT = re.compile(
    rf"\[\s{{0,3}}{_LEAD}(?P<numbers>{_NUMBERS}){_PLACE}\s{{0,3}}[,;]?\s?\](?:\((?:#|https?:)[^()\s]{{1,300}}\))?",
    re.IGNORECASE,
)
_PAIR = re.compile(rf"(\d{{1,9}})(?:\s{{0,2}}[{_DASH}]\s{{0,2}}(\d{{1,9}}))?")
_JOIN = re.compile(rf"\s{{0,2}}[{_DASH},;]?\s{{0,2}}")
_LINE_JOIN = re.compile(rf"\s{{0,3}}[{_DASH}]\s{{0,3}}")
# What stands before an interval of a statistic: its name, or a number with its name further off.
_INTERVAL = re.compile(
    r"(?:\bCI|\bCrI|\bIQR|\bSD|\binterquartile range|\b(?:confidence|credible) interval)s?[\s:=,(]{0,3}$", re.IGNORECASE
)
_CENTRE = re.compile(r"\b(?:median|mean|IQR|interquartile|CI)\b[^.\[\]]{0,60}\d\s?%?\s?$", re.IGNORECASE)
_NO_NUMBER = 10_000  # no paper has a list this long: a count, a registration, an article number
_FARTHEST = 100  # numbers in one printed range; more is a slip of the pen or an interval
_UNKNOWN_END = 999  # a paper without its list: larger numbers are years or counts


@dataclass(frozen=True)
class Listed:
    """The numbers a paper's own list offers.

    known: the printed labels, or 1 to n where the labels were lost; empty when the paste has no list.
    """

    known: frozenset[int] = frozenset()

    def offers(self, number: int) -> bool:
        """Can this number be cited?"""
        return number in self.known if self.known else 0 < number <= _UNKNOWN_END


def listed(labels: Iterable[str | None]) -> Listed:
    """What a list with these printed labels offers."""
    printed = list(labels)
    digits = [int(x) for x in printed if x is not None and x.isascii() and x.isdigit() and len(x) < 6]
    if len(digits) == len(printed) and len(set(digits)) == len(digits):
        return Listed(frozenset(digits))
    return Listed(frozenset(range(1, len(printed) + 1)))


def find(source: Source, start: int, end: int, own: Listed) -> tuple[tuple[Citation, ...], tuple[Problem, ...]]:
    """The citations in source.text[start:end], in order, and the markers that cannot be right."""
    text = source.text
    citations: list[Citation] = []
    problems: list[Problem] = []
    for group in _groups(text, start, end):
        a, b = _outer(text, group[0].start(), group[-1].end(), start, end)
        span = Span(source, a, b)
        numbers, wrong = _numbers(text, group, own)
        if _is_statistic(text, span, numbers, own):
            continue
        good = tuple(n for n in numbers if own.offers(n))
        bad = [n for n in numbers if not own.offers(n)]
        if good:
            citations.append(Citation(span.text, good, (), span))
        if wrong or bad:
            problems.append(_problem(span, wrong, bad, own))
    return tuple(citations), tuple(problems)


def _groups(text: str, start: int, end: int) -> list[list[re.Match[str]]]:
    """Bracketed units; those with nothing but a comma, a dash or a blank between them are one marker."""
    out: list[list[re.Match[str]]] = []
    at = text.find("[", start, end)
    while at >= 0:
        unit = _UNIT.match(text, at, end)
        if unit is None:
            at = text.find("[", at + 1, end)
            continue
        if out and _JOIN.fullmatch(text, out[-1][-1].end(), unit.start()):
            out[-1].append(unit)
        else:
            out.append([unit])
        at = text.find("[", unit.end(), end)
    return out


def _outer(text: str, a: int, b: int, start: int, end: int) -> tuple[int, int]:
    """Take in the outer brackets of "[[6],[7]]"."""
    while a > start and b < end and text[a - 1] == "[" and text[b] == "]":
        a, b = a - 1, b + 1
    return a, b


def _numbers(text: str, group: list[re.Match[str]], own: Listed) -> tuple[tuple[int, ...], list[str]]:
    """Numbers in printed order, ranges expanded, each once; and the ranges that make no sense."""
    pairs: list[tuple[int, int]] = []
    last: re.Match[str] | None = None
    for unit in group:
        here = [(int(a), int(b or a)) for a, b in _PAIR.findall(unit["numbers"])]
        between = text[last.end() : unit.start()] if last else ""
        if (
            pairs
            and between
            and _LINE_JOIN.fullmatch(between)
            and pairs[-1][0] == pairs[-1][1]
            and here[0][0] == here[0][1]
        ):
            pairs[-1] = (pairs[-1][0], here.pop(0)[1])
        pairs += here
        last = unit
    out: dict[int, None] = {}
    wrong: list[str] = []
    for a, b in pairs:
        if a > b or b - a > _FARTHEST or (a != b and not own.offers(b)):
            wrong.append(f"{a}–{b}")
        else:
            out.update(dict.fromkeys(range(a, b + 1)))
    return tuple(out), wrong


def _is_statistic(text: str, span: Span, numbers: tuple[int, ...], own: Listed) -> bool:
    """An interval, a year, a zero: brackets that hold figures and cite nothing."""
    if (
        0 in numbers
        or any(n >= _NO_NUMBER for n in numbers)
        or (len(numbers) == 1 and 1500 <= numbers[0] <= 2100 and not own.offers(numbers[0]))
    ):
        return True
    before = text[max(0, span.start - 80) : span.start]
    inner = re.sub(r"\s", "", span.text)
    pair = re.fullmatch(rf"\[\d{{1,4}}[{_DASH},;]\d{{1,4}}\]", inner) is not None
    return pair and (_INTERVAL.search(before) is not None or _CENTRE.search(before) is not None)


def _problem(span: Span, wrong: list[str], bad: list[int], own: Listed) -> Problem:
    if wrong:
        return Problem(
            "warning", f"{span.text}: {', '.join(wrong)} is no range of references", "the range was left out", span
        )
    most = f"the list ends at {max(own.known)}" if own.known else "no list is that long"
    numbers = ", ".join(map(str, bad[:5]))
    return Problem("warning", f"{span.text}: no reference {numbers}, {most}", "the number was left out", span)
