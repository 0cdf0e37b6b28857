"""What numbered styles share: printed ranges and lists of numbers, and what the paper's own list offers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bib.model import Problem, Span

DASH = "-‐‑‒–—−"
RANGE = rf"\d{{1,9}}(?:\s{{0,2}}[{DASH}]\s{{0,2}}\d{{1,9}})?"
_AND = r"(?:\s{0,3}(?:[,;]\s{0,2}(?:and\s|&)?|and\s|&)\s{0,3}|\s)"
NUMBERS = rf"{RANGE}(?:{_AND}{RANGE}){{0,200}}"
LEAD = r"(?:(?:see also|see|e\.g\.|cf\.?|reviewed in|refs?\.?|references?),?\s{0,2}){0,2}"
PLACE = (
    r"(?:\s?[,:;]\s{0,2}(?:pp?\.|pages?|ch\.|chap\.|chapters?|tables?|fig\.|figures?|sect?\.|para\.)"
    r"\s{0,2}[\w–-]{1,12}){0,3}"
)
PAIR = re.compile(rf"(\d{{1,9}})(?:\s{{0,2}}[{DASH}]\s{{0,2}}(\d{{1,9}}))?")
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
    return Listed(frozenset(numbers_of(list(labels))))


def numbers_of(labels: Sequence[str | None]) -> Sequence[int]:
    """The number by which each item of a list is cited: its printed label, or its place where labels were lost."""
    digits = [int(x) for x in labels if x is not None and x.isascii() and x.isdigit() and len(x) < 6]
    return digits if len(set(digits)) == len(labels) else range(1, len(labels) + 1)


def pairs_of(printed: str) -> list[tuple[int, int]]:
    """First and last of every printed number or range: "6, 8–10" gives (6, 6), (8, 10)."""
    return [(int(a), int(b or a)) for a, b in PAIR.findall(printed)]


def expand(pairs: Iterable[tuple[int, int]], own: Listed) -> tuple[tuple[int, ...], list[str]]:
    """Numbers in printed order, ranges expanded, each once; and the ranges that make no sense."""
    out: dict[int, None] = {}
    wrong: list[str] = []
    for a, b in pairs:
        if a > b or b - a > _FARTHEST or (a != b and not own.offers(b)):
            wrong.append(f"{a}–{b}")
        else:
            out.update(dict.fromkeys(range(a, b + 1)))
    return tuple(out), wrong


def problem(span: Span, wrong: list[str], bad: list[int], own: Listed) -> Problem:
    """Say which numbers of a marker the list does not have. wrong: ranges that make no sense; bad: numbers."""
    if wrong:
        return Problem(
            "warning", f"{span.text}: {', '.join(wrong)} is no range of references", "the range was left out", span
        )
    most = f"the list ends at {max(own.known)}" if own.known else "no list is that long"
    numbers = ", ".join(map(str, bad[:5]))
    return Problem("warning", f"{span.text}: no reference {numbers}, {most}", "the number was left out", span)
