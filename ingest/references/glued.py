"""Several items on one physical line: where to cut."""

from __future__ import annotations

import re

from ingest.references.fields.letters import UPPER, YEAR

# Only the words that close a run of links may cut; "PubMed" alone could be a title's.
_AFTER_LINKS = re.compile(
    rf"(?:Google Scholar|CrossRef|Crossref|Medline|WorldCat|Web of Science|PubMed)\]?[\s.,;"
    rf"]*(?=(?:[\[(]?(?P<number>\d{{1,5}})[.)\]]\s?\S|(?<=\s)[{UPPER}\"“‘][^\s]))"
)
_NUMBER = re.compile(
    rf"(?<=[.\])\d”\"/!?a-zA-Z])\s+(?=(?P<open>[\[(])?(?P<number>\d{{1,5}})(?(open)[\])]|[.)](?!\d))\s?[{UPPER}\"“‘])"
)
_FIRST = re.compile(r"\s*[\[(]?(?P<number>\d{1,5})[.)\]]")
_DATED = re.compile(rf"{YEAR}|in press|n\.\s?d\.", re.IGNORECASE)
_SHORTEST = 25  # characters of an item


class _Dates:
    """The dates of a text, asked for from left to right; one pass."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._found = (match.start() for match in _DATED.finditer(text, start, end))
        self._latest = -1
        self._next = next(self._found, None)

    def within(self, start: int, end: int) -> bool:
        """Whether a date begins between two offsets; `end` never goes back."""
        while self._next is not None and self._next < end:
            self._latest = self._next
            self._next = next(self._found, None)
        return self._latest >= start


def cut_points(text: str, start: int, end: int) -> tuple[int, ...]:
    """Offsets within `text[start:end]` at which a further item begins; linear."""
    if end - start < 2 * _SHORTEST:
        return ()
    by_links = _by_links(text, start, end)
    return by_links if by_links else _by_numbers(text, start, end)


def _by_links(text: str, start: int, end: int) -> tuple[int, ...]:
    """After every "Google Scholar" (or its like) that another item follows."""
    cuts: list[int] = []
    dates = _Dates(text, start, end)
    last = start
    for match in _AFTER_LINKS.finditer(text, start, end):
        word = match.group().rstrip(" .,;]").lower()
        numbered = match["number"] is not None
        if match.end() - last < _SHORTEST or end - match.end() < _SHORTEST:
            continue
        # Without a number only "Google Scholar" is trusted, and only behind an item that has a date.
        if (numbered or word == "google scholar") and dates.within(last, match.start()):
            cuts.append(match.end())
            last = match.end()
    return tuple(cuts)


def _by_numbers(text: str, start: int, end: int) -> tuple[int, ...]:
    """Before every number that is the next one of the line's own count."""
    first = _FIRST.match(text, start, min(end, start + 12))
    if not first:
        return ()
    cuts: list[int] = []
    dates = _Dates(text, start, end)
    last, number = start, int(first["number"])
    for match in _NUMBER.finditer(text, start, end):
        if int(match["number"]) == number + 1 and match.end() - last >= _SHORTEST and dates.within(last, match.start()):
            cuts.append(match.end())
            last, number = match.end(), number + 1
    return tuple(cuts)
