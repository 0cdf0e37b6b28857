"""Several items on one physical line: where to cut."""

from __future__ import annotations

import re

from ingest.references.chain import Candidate, longest
from ingest.references.fields.letters import LOWER, UPPER, YEAR
from ingest.references.labels import PARTICLED

# Only the words that close a run of links may cut; "PubMed" alone could be a title's.
_CLOSING = r"Google Scholar|CrossRef|Crossref|Medline|WorldCat|Web of Science(?:\s?®)?|PubMed|Green Version"
_AFTER_LINKS = re.compile(
    rf"(?P<word>{_CLOSING})\]?\)?[\s.,;]*"
    rf"(?=(?:[\[(]?(?P<number>\d{{1,5}})(?:[.)\]]\s?\S|\s[{UPPER}])|(?<=[\s\]])[{UPPER}\"“‘][^\s]))"
)
_NUMBER = re.compile(
    rf"(?<=[.\])\d”\"/!?a-zA-Z®])\s+(?=(?P<open>[\[(])?(?P<number>\d{{1,5}})(?(open)[\])]|[.)](?!\d))\s?(?:[{UPPER}\"“‘]|{PARTICLED}))"
)
_FIRST = re.compile(r"\s*[\[(]?(?P<number>\d{1,5})[.)\]]")
_DATED = re.compile(rf"{YEAR}|in press|n\.\s?d\.|https?://|www\.", re.IGNORECASE)
_JOINED = re.compile(r"(?<=\S)\s·\s(?=\S)")
_LINKED_BEFORE = re.compile(r"(?:PubMed|PMC|DOI|Scholar)$")
_LINK_BEFORE = re.compile(r"(?:Scholar|PubMed|NCBI|[Cc]ross[Rr]ef|Medline|WorldCat|Science ?®?)[\]).]{0,2}$")
_NAMED = re.compile(rf"[\[(]?\d{{1,5}}[.)\]]\s?[{UPPER}][{UPPER}{LOWER}'’-]+,?\s[{UPPER}]{{1,3}}[,.\s]")
# "…, 238–250. Elm, D. (2014). Risk": what ends a dated item, then names and a year in parentheses.
_NAMES_YEAR = re.compile(
    rf"(?<=[\d)]\.)\s(?=[{UPPER}][{UPPER}{LOWER}'’-]{{1,30}},\s[{UPPER}]\.[^()]{{0,160}}\s\({YEAR}[a-z]?\))"
)
_SHORTEST = 25  # characters of an item
_MANY = 5  # numbers that count on from one another prove a list, though an item bear no date


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


def cut_points(text: str, start: int, end: int, following: int | None = None) -> tuple[int, ...]:
    """Offsets within `text[start:end]` at which a further item begins; linear.

    following: the number with which the next line begins, or None; no number on this line reaches it.
    """
    if end - start < 2 * _SHORTEST:
        return ()
    numbered = _by_numbers(text, start, end, following)
    linked = _by_links(text, start, end)
    if len(numbered) >= _MANY and len(numbered) * 2 >= len(linked):
        return numbered
    return linked or numbered or _by_dots(text, start, end) or _by_names(text, start, end)


def _by_links(text: str, start: int, end: int) -> tuple[int, ...]:
    """After every "Google Scholar" (or its like) that another item follows."""
    cuts: list[int] = []
    dates = _Dates(text, start, end)
    last = start
    for match in _AFTER_LINKS.finditer(text, start, end):
        word = match["word"].lower()
        numbered = match["number"] is not None
        if match.end() - last < _SHORTEST or end - match.end() < _SHORTEST:
            continue
        # Without a number only "Google Scholar" is trusted, and only behind an item that has a date.
        if (numbered or word == "google scholar") and dates.within(last, match.start()):
            cuts.append(match.end())
            last = match.end()
    return tuple(cuts)


def _by_numbers(text: str, start: int, end: int, following: int | None) -> tuple[int, ...]:
    """Before the numbers that count on from the line's own."""
    first = _FIRST.match(text, start, min(end, start + 12))
    if not first:
        return ()
    low = int(first["number"])
    limit = following if following is not None and following > low else None
    found = [m for m in _NUMBER.finditer(text, start, end) if limit is None or low < int(m["number"]) < limit]
    if not found:
        return ()
    counted = [Candidate(low, first["number"], "", "", 5.0)]
    counted += [Candidate(int(m["number"]), m["number"], "", "", _weight(text, m)) for m in found]
    chain = longest(counted, lambda i: counted[i].weight > 0.9)
    if chain[:1] != [0]:
        return ()
    cuts = [found[i - 1].end() for i in chain[1:]]
    dated = _dated(text, start, cuts)
    if len(cuts) >= _MANY and sum(dated) * 10 >= len(dated) * 6:
        return tuple(cuts)
    return tuple(_strict(text, start, end, low, found))


def _weight(text: str, match: re.Match[str]) -> float:
    """How much a number looks like an item's: an end before it, a name behind it."""
    named = _NAMED.match(text, match.end(), match.end() + 60) is not None
    before = text[max(0, match.start() - 12) : match.start()]
    if _LINK_BEFORE.search(before):
        return 1.2
    closed = before[-1:] in '.)]”"/'
    return 0.4 + 0.35 * named + 0.25 * closed


def _dated(text: str, start: int, cuts: list[int]) -> list[bool]:
    dates = _Dates(text, start, cuts[-1] if cuts else start)
    return [dates.within(a, b) for a, b in zip([start, *cuts], cuts, strict=False)]


def _strict(text: str, start: int, end: int, number: int, found: list[re.Match[str]]) -> list[int]:
    """Few numbers: each must be the very next one and follow a dated item."""
    cuts: list[int] = []
    dates = _Dates(text, start, end)
    last = start
    for match in found:
        if int(match["number"]) == number + 1 and match.end() - last >= _SHORTEST and dates.within(last, match.start()):
            cuts.append(match.end())
            last, number = match.end(), number + 1
    return cuts


def _by_dots(text: str, start: int, end: int) -> tuple[int, ...]:
    """PubMed's box, joined: "… - DOI - PMC - PubMed · Elm D. …"."""
    found = list(_JOINED.finditer(text, start, end))
    if not any(_LINKED_BEFORE.search(text, max(start, m.start() - 12), m.start()) for m in found):
        return ()
    cuts: list[int] = []
    last = start
    dates = _Dates(text, start, end)
    for match in found:
        if dates.within(last, match.start()) and match.start() - last >= _SHORTEST:
            cuts.append(match.end())
            last = match.end()
    return tuple(cuts)


def _by_names(text: str, start: int, end: int) -> tuple[int, ...]:
    """Two whole items in APA's style with nothing between them."""
    cuts: list[int] = []
    last = start
    dates = _Dates(text, start, end)
    for match in _NAMES_YEAR.finditer(text, start, end):
        if dates.within(last, match.start()) and match.end() - last >= 3 * _SHORTEST:
            cuts.append(match.end())
            last = match.end()
    return tuple(cuts)
