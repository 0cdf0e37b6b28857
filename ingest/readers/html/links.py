"""Links of a page to its own list -> citations: those of one marker put together, ranges expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.readers.html.writer import Draft
from ingest.structure import Cite

MOST_IN_RANGE = 100
_DASH = re.compile(r"[\])]?\s?[-‐‑‒–—−]\s?[\[(]?")
_BETWEEN = re.compile(r"[\])]?\s?[,;]?\s?[\[(]?|\s?(?:and|&)\s")
_RANGE = re.compile(r"[\[(]?(\d{1,4})\s?[-‐‑‒–—−]\s?(\d{1,4})[\])]?")
_NUMBER = re.compile(r"[\[(]?(\d{1,4})[\])]?")
_READ = ("paragraph", "list-item", "quote", "abstract", "caption", "cell", "footnote", "attribution", "heading")


@dataclass(frozen=True)
class _Link:
    start: int
    end: int
    text: str
    targets: tuple[int, ...]


def cites(parts: Sequence[Draft], anchors: Mapping[str, int], items: Sequence[int]) -> tuple[Cite, ...]:
    """The citations in order. anchors: name of a place → paragraph; items: the paragraphs that are the list's items."""
    place = {paragraph: i for i, paragraph in enumerate(items)}
    labels = {parts[paragraph].label or str(i + 1): i for i, paragraph in enumerate(items)}
    out: list[Cite] = []
    for part in parts:
        if part.role in _READ:
            found = list(_links(part, anchors, place, labels))
            out += _joined(part, found)
    return tuple(out)


def elsewhere(parts: Sequence[Draft], anchors: Mapping[str, int], items: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Where links to other places of the page stand: notes, tables, equations."""
    listed = set(items)
    out: list[tuple[int, int]] = []
    for part in parts:
        for mark in part.marks if part.role in _READ else ():
            led = {anchors[k] for k in mark.keys if k in anchors} if mark.kind == "link" else set()
            if led and not led & listed and mark.start < mark.end:
                out.append((part.start + mark.start, part.start + mark.end))
    return tuple(sorted(out))


def _links(
    part: Draft, anchors: Mapping[str, int], place: Mapping[int, int], labels: Mapping[str, int]
) -> Iterator[_Link]:
    last = -1
    for mark in sorted((m for m in part.marks if m.kind == "link"), key=lambda m: (m.start, -m.end)):
        if mark.start < last:
            continue  # within another link
        targets = tuple(dict.fromkeys(place[anchors[k]] for k in mark.keys if anchors.get(k) in place))
        if targets:
            last = mark.end
            text = part.text[mark.start : mark.end]
            yield _Link(mark.start, mark.end, text, _expanded(text, targets, labels))


def _expanded(text: str, targets: tuple[int, ...], labels: Mapping[str, int]) -> tuple[int, ...]:
    """A link that reads "6–9" and leads to the first alone means all four."""
    found = _RANGE.fullmatch(text.strip())
    if found is None or len(targets) > 2:
        return targets
    first, last = labels.get(found[1]), labels.get(found[2])
    if first is None or last is None or first != targets[0] or not first < last <= first + MOST_IN_RANGE:
        return targets
    return tuple(range(first, last + 1))


def _joined(part: Draft, links: Sequence[_Link]) -> Iterator[Cite]:
    """Links with nothing but a comma or a dash between are one marker; its brackets belong to it if it fills them."""
    i, last = 0, 0
    while i < len(links):
        targets = list(links[i].targets)
        start, end = links[i].start, links[i].end
        while i + 1 < len(links):
            between = part.text[end : links[i + 1].start]
            following = links[i + 1].targets
            if len(between) < 6 and _DASH.fullmatch(between) and _is_range(links[i], links[i + 1]):
                targets += range(targets[-1] + 1, following[0])
            elif len(between) > 6 or not _BETWEEN.fullmatch(between) or not _alike(links[i], links[i + 1], between):
                break
            targets += following
            end = links[i + 1].end
            i += 1
        i += 1
        around = _bracketed(part.text, start, end)
        if around[0] >= last and (i == len(links) or around[1] <= links[i].start):
            start, end = around
        last = end
        yield Cite(part.start + start, part.start + end, tuple(dict.fromkeys(targets)))


def _is_range(a: _Link, b: _Link) -> bool:
    """Two numbers that count up, to two places that do so as far."""
    first, last = _NUMBER.fullmatch(a.text.strip()), _NUMBER.fullmatch(b.text.strip())
    if first is None or last is None or len(b.targets) != 1:
        return False
    return 0 < b.targets[0] - a.targets[-1] <= MOST_IN_RANGE and int(last[1]) > int(first[1])


def _alike(a: _Link, b: _Link, between: str) -> bool:
    """Numbers, or author–year markers parted by a semicolon or a comma."""
    numbers = a.text.strip(" [](),;")[:1].isdigit() and b.text.strip(" [](),;")[:1].isdigit()
    return numbers or (between.strip() in (";", ",") and not any(c in a.text + b.text for c in "()[]"))


def _bracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """With the brackets around, where they hold nothing else."""
    for first, last in ("[]", "()"):
        before = start - 1 if start and text[start - 1] == first else start - 2
        after = end if text[end : end + 1] == last else end + 1
        if before < 0 or text[before] != first or text[after : after + 1] != last:
            continue
        alone = not text[before + 1 : start].strip() and not text[end:after].strip()
        if alone and text[start:end].count(first) == text[start:end].count(last):
            return before, after + 1
    return start, end
