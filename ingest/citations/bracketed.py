"""In-text markers in square brackets: "[6,7]", "[6–9]", "[6]–[9]", "[[6](#ref6)]", "[6, p. 34]".

What stands in square brackets and is no citation ("[95% CI 1.2, 3.4]", "[IQR 67–1020]", "[sic]", a year) is left alone.
"""

from __future__ import annotations

import re

from bib.model import Problem, Source, Span
from ingest.citations.numbers import DASH, LEAD, NUMBERS, PLACE, Listed, expand, pairs_of, problem
from ingest.model import Citation

_UNIT = re.compile(
    rf"\[\s{{0,3}}{LEAD}(?P<numbers>{NUMBERS}){PLACE}\s{{0,3}}[,;]?\s?\](?:\((?:#|https?:)[^()\s]{{1,300}}\))?",
    re.IGNORECASE,
)
_JOIN = re.compile(rf"\s{{0,2}}[{DASH},;]?\s{{0,2}}")
_LINE_JOIN = re.compile(rf"\s{{0,3}}[{DASH}]\s{{0,3}}")
# What stands before an interval of a statistic: its name, or a number with its name further off.
_INTERVAL = re.compile(
    r"(?:\bCI|\bCrI|\bIQR|\bSD|\binterquartile range|\b(?:confidence|credible) interval)s?[\s:=,(]{0,3}$", re.IGNORECASE
)
_CENTRE = re.compile(r"\b(?:median|mean|IQR|interquartile|CI)\b[^.\[\]]{0,60}\d\s?%?\s?$", re.IGNORECASE)
_NO_NUMBER = 10_000  # no paper has a list this long: a count, a registration, an article number


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
            problems.append(problem(span, wrong, bad, own))
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
        here = pairs_of(unit["numbers"])
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
    return expand(pairs, own)


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
    pair = re.fullmatch(rf"\[\d{{1,4}}[{DASH},;]\d{{1,4}}\]", inner) is not None
    return pair and (_INTERVAL.search(before) is not None or _CENTRE.search(before) is not None)
