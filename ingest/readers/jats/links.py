"""Links of one paragraph to markers as a reader sees them: "[6]–[9]" is one, with the brackets that are its own."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.structure import Cite

_DASH = "-‐‑‒–—−"
_RANGE = re.compile(rf"[\])]?\s?[{_DASH}]\s?[\[(]?")
_NEXT = re.compile(r"[\])]?\s?[,;.]?\s?[\[(]?")
_NUMBER = re.compile(r"[\s\[(]{0,3}\d{1,4}[a-z]?[\])\s,;]{0,3}")
_FARTHEST = 100  # items in one printed range; more is a slip of the pen (as in `ingest.citations`)
_LONGEST = 2000  # characters between brackets
_YEAR_END = re.compile(r"[\[(]?\s?(?:1[5-9]|20)\d\d[a-z]?(?:\s?[,;]\s?(?:(?:1[5-9]|20)\d\d)?[a-z]?){0,6}\s?[\])]?$")
_YEAR_AFTER = re.compile(r"(?:['’]s?)?\s?([\[(](?:1[5-9]|20)\d\d[a-z]?[\])])")
_WORD = re.compile(r"[^\W_]+")
_PAIRS = {"]": "[", ")": "("}
# Words that stand beside a link in brackets and go with it: "(see also 6, p. 34)", "(reviewed in Li 2019, chap. 2)".
_BESIDE = frozenset(
    "see also e g eg i e ie cf for a an the example instance review reviews reviewed in by and or of ref refs "
    "reference references p pp page pages chapter chap ch section table fig figure al et therein this special issue as "
    "more details detail discussed described reported previously from with study studies".split(" ")
)
_PLACE = re.compile(r"(?!(?:1[5-9]|20)\d\d)\d{1,4}[a-z]?|[ivx]{1,5}")  # and no year: "(Li 2019, 2020)" are two


@dataclass(frozen=True)
class Link:
    """One link. start, end: in the paragraph, equal where nothing is printed; targets: places in the list."""

    start: int
    end: int
    targets: tuple[int, ...]


def joined(text: str, links: Sequence[Link], at: int) -> list[Cite]:
    """The markers of a paragraph that stands at `at`, in order and apart."""
    if not links:
        return []
    size = len(text)
    trimmed = [_trimmed(text, Link(min(x.start, size), min(x.end, size), x.targets)) for x in links]
    groups = _grouped(text, trimmed)
    groups = _bracketed(text, groups)
    out: list[Cite] = []
    for group in groups:
        start, end = _shown(text, group)
        if out and start + at < out[-1].end:
            out[-1] = Cite(out[-1].start, max(out[-1].end, end + at), _union(out[-1].targets, group.targets))
        else:
            out.append(Cite(start + at, end + at, group.targets))
    return out


@dataclass(frozen=True)
class _Group:
    """Links that are one marker. links: with characters; whole: with brackets of its own."""

    start: int
    end: int
    targets: tuple[int, ...]
    links: tuple[Link, ...]
    whole: bool = False


def _trimmed(text: str, link: Link) -> Link:
    """Without white space around."""
    start, end = link.start, link.end
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return Link(start, end, link.targets)


def _union(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _grouped(text: str, links: Sequence[Link]) -> list[_Group]:
    """Links side by side: ranges, lists with commas, and those that print nothing beside those that print."""
    out: list[tuple[list[Link], dict[int, None]]] = []
    end = 0
    for link in links:
        if out:
            held, targets = out[-1]
            between = text[end : link.start]
            printed, before = text[link.start : link.end], text[held[-1].start : held[-1].end]
            numbers = len(between) < 8 and _is_number(before) and _is_number(printed)
            if numbers and _RANGE.fullmatch(between):
                targets.update(dict.fromkeys(_range(held[-1].targets, link.targets)))
            if (numbers and _RANGE.fullmatch(between)) or (
                len(between) < 8 and (numbers or not printed or not before) and _NEXT.fullmatch(between)
            ):
                targets.update(dict.fromkeys(link.targets))
                if link.end > link.start or held[-1].end == held[-1].start:
                    held.append(link)
                end = max(end, link.end)
                continue
        out.append(([link], dict.fromkeys(link.targets)))
        end = link.end
    return [_Group(x[0].start, max(y.end for y in x), tuple(targets), tuple(x)) for x, targets in out]


def _is_number(printed: str) -> bool:
    return (
        _NUMBER.fullmatch(printed) is not None or re.fullmatch(rf"[\s\d,;{_DASH}\[\]()]{{1,200}}", printed) is not None
    )


def _range(first: tuple[int, ...], last: tuple[int, ...]) -> tuple[int, ...]:
    """The places between the two ends that a range prints."""
    if not first or not last or not 0 < last[0] - first[-1] <= _FARTHEST:
        return ()
    return tuple(range(first[-1] + 1, last[0]))


def _bracketed(text: str, groups: list[_Group]) -> list[_Group]:
    """Groups that fill a pair of brackets, but for words like "see", are one marker with the brackets."""
    out: list[_Group] = []
    pairs = _pairs(text, groups)
    i = 0
    while i < len(groups):
        group = groups[i]
        best: tuple[int, int, int] | None = None
        for start, end in pairs.get(i, ()):
            k = i
            while k < len(groups) and groups[k].end <= end:
                k += 1
            if k > i and _goes_along(text, start, end, groups[i:k]):
                best = (start, end, k)
        if best is None:
            out.append(_enclosed(text, group))
            i += 1
            continue
        start, end, k = best
        targets: tuple[int, ...] = ()
        for inner in groups[i:k]:
            targets = _union(targets, inner.targets)
        links = tuple(x for g in groups[i:k] for x in g.links)
        out.append(_Group(start, end, targets, links, True))
        i = k
    return out


def _enclosed(text: str, group: _Group) -> _Group:
    """With the first and the last of its brackets, where each link has a pair of them: "[6],[7]"."""
    before, after = text[max(0, group.start - 1) : group.start], text[group.end : group.end + 1]
    if len(group.links) < 2 or after not in _PAIRS or _PAIRS[after] != before:
        return group
    return _Group(group.start - 1, group.end + 1, group.targets, group.links, True)


def _pairs(text: str, groups: Sequence[_Group]) -> dict[int, list[tuple[int, int]]]:
    """For each group that is the first in some brackets, these, from the inner to the outer."""
    out: dict[int, list[tuple[int, int]]] = {}
    starts = [g.start for g in groups]
    stack: list[int] = []
    for found in re.finditer(r"[\[\]()]", text):
        at, sign = found.start(), found[0]
        if sign in "[(":
            stack.append(at)
            continue
        if not stack or text[stack[-1]] != _PAIRS[sign]:
            continue
        start = stack.pop()
        first = bisect.bisect_left(starts, start)
        if at - start < _LONGEST and first < len(groups) and groups[first].end <= at + 1:
            out.setdefault(first, []).append((start, at + 1))
            if len(out[first]) > 4:
                out[first].pop()
    return out


def _goes_along(text: str, start: int, end: int, groups: Sequence[_Group]) -> bool:
    """Is what stands in the brackets beside the links only "see", "e.g." or a page?"""
    rest: list[str] = []
    at = start + 1
    for link in (x for g in groups for x in g.links):
        rest.append(text[at : max(at, link.start)])
        at = max(at, link.end)
    rest.append(text[at : end - 1])
    words = _WORD.findall(" ".join(rest).lower())
    if len(words) > 12:
        return False
    lettered = any(c.isalpha() for g in groups for x in g.links for c in text[x.start : x.end])
    paged = not lettered and any(word in ("p", "pp", "page", "pages", "chapter", "chap", "ch") for word in words)
    return all(word in _BESIDE or ((lettered or paged) and _PLACE.fullmatch(word)) for word in words)


def _shown(text: str, group: _Group) -> tuple[int, int]:
    """Start and end of the marker. Of names that are part of the sentence only the year is one: "Li et al. (2019)"."""
    if group.whole or len(group.links) != 1:
        return group.start, group.end
    link = group.links[0]
    printed = text[link.start : link.end]
    if not any(c.isalpha() for c in printed):
        return group.start, group.end
    year = _YEAR_END.search(printed, max(0, len(printed) - 60))
    if year is not None:
        return (group.start, group.end) if year.start() == 0 else (link.start + year.start(), link.end)
    after = _YEAR_AFTER.match(text, link.end)
    if after is not None:
        return after.start(1), after.end(1)
    return group.start, group.end
