"""Lists whose items bear no numbers: told apart by Elsevier's labels, blank lines, lines, links or their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bib.model import Problem, Source, Span
from ingest.noise import page
from ingest.references import wrapped
from ingest.references.labels import PARTICLED, bullet_end
from ingest.references.lines import Line
from ingest.references.looks import has_names, is_prose, is_remark, looks_like_reference
from ingest.references.wrapped import DATED, SAME_AUTHOR

_CLOSED = re.compile(r"[.\])\d”\"/!?]$")
_ADDRESS_END = re.compile(r"(?:https?://|www\.|\b10\.\d{4,9}/)\S{3,}$")
CARRIES_ON = re.compile(
    rf"^(?!{PARTICLED})(?:[a-zà-ÿ]{{2}}|[&(:;,–—-]|\d+\s?[(:–,-]|pp?\.|doi|https?:|Available|Accessed|Retrieved|Epub|PMID|PMC\d)"
)
_OPEN_END = re.compile(r"(?:[,;:&–—‐-]|\b(?:and|of|the|in|for|on|to|with|a|an|by|from|Press|In))$")
# ScienceDirect's label above the names: "Benson et al., 2020", "Ash and Elm, 2019a", "WHO, n.d."
NAMED_LABEL = re.compile(
    r"[^\W\d_][^;?!\r\n]{1,90}(?:,|\s\()\s?(?:(?:1[5-9]|20)\d\d[a-z]?|n\.d\.(?:-?[a-z])?|in press|forthcoming)\)?",
)
_LOOK = 3_000  # characters of an item that are looked at
_MOST_LINES = 12  # of an item looked through for a remark below it
_MANY_PARAGRAPHS = 5  # below a list that are told one by one
_SHORT = 40  # characters; less is hardly a whole item
_MOSTLY = 0.7  # share of whole lines that makes every line an item


def is_whole(source: Source, line: Line) -> bool:
    """Does a line look like a reference of its own, from its first name on?"""
    start = bullet_end(source.text, line.start, line.end)
    text = source.text[start : min(line.end, start + 1500)]
    return SAME_AUTHOR.match(text) is not None or (looks_like_reference(text) and not CARRIES_ON.match(text))


def below(source: Source, lines: Sequence[Line]) -> list[Problem]:
    """What a page prints below its list: a Problem for each paragraph, or one for many."""
    starts = [i for i, x in enumerate(lines) if i == 0 or x.gap]
    if len(starts) > _MANY_PARAGRAPHS:
        starts = [0]
    return [
        Problem(
            "info",
            "text below the list, no reference: left out",
            "if it is part of a reference, join it to that reference's line",
            Span(source, lines[i].start, lines[j - 1].end),
        )
        for i, j in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]


def stray(source: Source, start: int, end: int, what: str) -> Problem:
    """A line that is no item and no part of one."""
    return Problem(
        "info",
        f"{what}: left out of the list",
        "if it is part of a reference, join it to that reference's line",
        Span(source, start, end),
    )


class _Whole:
    """Which lines are whole references; each is asked once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.known: dict[int, bool] = {}

    def __call__(self, line: Line) -> bool:
        if line.start not in self.known:
            self.known[line.start] = is_whole(self.source, line)
        return self.known[line.start]


def groups(source: Source, lines: list[Line], problems: list[Problem], *, strict: bool = False) -> Iterator[list[Line]]:
    """Groups of lines that are one item each. strict: what does not look like a reference is no item."""
    if not lines:
        return
    whole = _Whole(source)
    end = _page_end(source, lines, whole)
    if end < len(lines):
        problems += below(source, lines[end:])
        lines = lines[:end]
    found, blocks = _divided(source, lines, whole)
    end = _last_reference(source, found)
    if end < len(found):
        problems += below(source, [line for group in found[end:] for line in group])
        found = found[:end]
    for n, group in enumerate(found):
        start, last = group[0].start, group[-1].end
        if all(line.links for line in group):
            problems.append(stray(source, start, last, "link words without a reference"))
        elif n and not group[0].fresh and _is_remark(source, group):
            problems.append(stray(source, start, last, "a remark on the reference above, no reference"))
        elif (strict or len(found) > 1 or not blocks) and not _could_be(source, group, strict):
            problems.append(stray(source, start, last, "text that is no reference"))
        else:
            yield group


def _is_remark(source: Source, group: Sequence[Line]) -> bool:
    if group[-1].linked or group[0].label is not None:
        return False
    return is_remark(source.text[group[0].start : min(group[-1].end, group[0].start + 1500)])


def without_remark(source: Source, group: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of an item, and those of a remark below it ("This trial shows …")."""
    for k in range(1, min(len(group), _MOST_LINES)):
        above, line = group[k - 1], group[k]
        apart = line.gap or line.indent != group[0].indent or above.linked or is_whole(source, group[0])
        if not apart or line.links or not source.text[line.start].isupper():
            continue
        closed = above.linked or _CLOSED.search(source.text[above.end - 1 : above.end])
        whole = closed and _is_remark(source, group[k:])
        if whole and DATED.search(source.text, group[0].start, above.end):
            return group[:k], group[k:]
    return group, []


def _last_reference(source: Source, found: Sequence[list[Line]]) -> int:
    """One past the last group, without paragraphs of prose (about the authors, say) that stand below a list."""
    end = len(found)
    while end > 1 and not found[end - 1][-1].linked:
        group = found[end - 1]
        text = source.text[group[0].start : min(group[-1].end, group[0].start + 1500)]
        if DATED.search(text) or "://" in text or not is_prose(text) or looks_like_reference(text):
            break
        end -= 1
    return end


def _page_end(source: Source, lines: Sequence[Line], whole: _Whole) -> int:
    """Index of the line with which a page's furniture begins: nothing below it is a reference."""
    named = [
        i for i, x in enumerate(lines)
        if x.end - x.start <= 140 and not x.links and page.ends_list(source.text[x.start : x.end])
    ]  # fmt: skip
    if not named:
        return len(lines)
    after = len(lines)
    for i in reversed(named):
        if any(x.linked or whole(x) for x in lines[i + 1 : min(after, i + 200)]):
            break
        after = i
    return after if after else len(lines)


def _divided(source: Source, lines: list[Line], whole: _Whole) -> tuple[list[list[Line]], bool]:
    """The groups, and whether blank lines made them."""
    if (named := _by_labels(source, lines)) is not None:
        return named, False
    blocks = _blocks(source, lines)
    many = len(blocks) > 1 and any(sum(not line.links for line in block) > 1 for block in blocks)
    if wrapped.is_wrapped(source.text, lines):
        if many and not _pages(source, blocks):
            return blocks, True
        return _cut(lines, wrapped.beginnings(source.text, lines)), False
    if many and not _lines_are_items(source, blocks, whole):
        return blocks, True
    words = [line for line in lines if not line.links]
    if len(words) > 2 and sum(whole(line) for line in words) >= _MOSTLY * len(words):
        return list(_each_line(source, lines, whole)), False
    if len(words) > 2 and _self_contained(source, words):
        return list(_each_line(source, lines, whole)), False
    if (linked := _by_links(lines, whole)) is not None:
        return linked, False
    return list(_by_line(source, lines)), False


def _self_contained(source: Source, words: Sequence[Line]) -> bool:
    """Does nearly every line hold a date, begin as an item may and end as one may, whatever its style?"""
    good = sum(
        x.end - x.start >= _SHORT
        and (x.linked or _CLOSED.search(source.text[x.end - 1 : x.end]) is not None)
        and DATED.search(source.text, x.start, min(x.end, x.start + _LOOK)) is not None
        and CARRIES_ON.match(source.text[x.start : x.start + 12]) is None
        for x in words
    )
    return good * 10 >= len(words) * 8


def _cut(lines: list[Line], starts: list[int]) -> list[list[Line]]:
    return [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _by_labels(source: Source, lines: list[Line]) -> list[list[Line]] | None:
    """ScienceDirect without numbers: every item opens with a line "Benson et al., 2020"."""
    starts = [
        i for i, x in enumerate(lines)
        if x.end - x.start <= 110 and not x.links and i + 1 < len(lines) and not lines[i + 1].links
        and NAMED_LABEL.fullmatch(source.text, x.start, x.end)
    ]  # fmt: skip
    if len(starts) < 2 or starts[0] > 2 or len(lines) > 9 * len(starts):
        return None
    between = [b - a for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    if sum(n >= 2 for n in between) < len(between) or sum(n >= 3 for n in between) * 2 < len(between):
        return None
    return _cut(lines, starts if starts[0] == 0 else [0, *starts])


def label_line(source: Source, group: Sequence[Line]) -> bool:
    """Is the first line of this group such a label, and no words of the reference?"""
    first = group[0]
    if len(group) < 2 or group[1].links or first.end - first.start > 110:
        return False
    return first.label is None and NAMED_LABEL.fullmatch(source.text, first.start, first.end) is not None


def _by_links(lines: list[Line], whole: _Whole) -> list[list[Line]] | None:
    """Items of several lines, each ending in its links (ScienceDirect without labels)."""
    ends = [i for i, x in enumerate(lines) if x.links and (i + 1 == len(lines) or not lines[i + 1].links)]
    words = sum(not x.links for x in lines)
    if len(ends) < 3 or not 2 * len(ends) <= words <= 6 * len(ends) or sum(map(whole, lines)) > len(ends):
        return None
    return _cut(lines, [0, *(i + 1 for i in ends if i + 1 < len(lines))])


def _blocks(source: Source, lines: list[Line]) -> list[list[Line]]:
    """Runs of lines between blank lines; links, and what goes on with a sentence, belong to the block above."""
    blocks: list[list[Line]] = []
    for line in lines:
        here = source.text[line.start : line.start + 12]
        goes_on = blocks and line.gap and not line.fresh and _goes_on(source, blocks[-1][-1], here)
        if blocks and (not (line.gap or line.fresh) or line.links or goes_on):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _goes_on(source: Source, above: Line, here: str) -> bool:
    ending = source.text[max(above.start, above.end - 12) : above.end]
    return _OPEN_END.search(ending) is not None and (CARRIES_ON.match(here) is not None or ending[-1:] in "-‐")


def _pages(source: Source, blocks: list[list[Line]]) -> bool:
    """Are these blocks pages of a list, not items?"""
    sizes = sorted(sum(not x.links for x in b) for b in blocks)
    return sizes[len(sizes) // 2] > 9 or len(blocks) * 12 < sum(sizes)


def _lines_are_items(source: Source, blocks: list[list[Line]], whole: _Whole) -> bool:
    """Whether the lines within blocks are items of their own, blank lines being mere decoration."""
    inner = [line for block in blocks for line in block[1:] if not line.links]
    return sum(map(whole, inner)) * 2 > len(inner)


def _each_line(source: Source, lines: list[Line], whole: _Whole) -> Iterator[list[Line]]:
    """Every line an item, but for links and lines that plainly go on."""
    group: list[Line] = []
    for line in lines:
        here = source.text[line.start : line.start + 12]
        ending = source.text[max(group[-1].start, group[-1].end - 12) : group[-1].end] if group else ""
        bullet = bullet_end(source.text, line.start, line.end) > line.start
        goes_on = not bullet and (CARRIES_ON.match(here) or _OPEN_END.search(ending)) and not whole(line)
        if group and not line.links and not (goes_on and not group[-1].linked):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _by_line(source: Source, lines: list[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and not _joins(source, group, line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _joins(source: Source, group: list[Line], line: Line) -> bool:
    """Whether a line goes on with the item above it."""
    if line.links:
        return True
    text = source.text
    if line.fresh or group[-1].links or SAME_AUTHOR.match(text[line.start : line.start + 8]):
        return False
    # The head of the item and its last characters are enough, and keep time linear when many lines join.
    before = text[group[0].start : min(group[-1].end, group[0].start + _LOOK)]
    ending = text[max(group[0].start, group[-1].end - 12) : group[-1].end]
    here = text[line.start : min(line.end, line.start + 600)]
    bullet = bullet_end(text, line.start, line.end) > line.start
    if _OPEN_END.search(ending) or (CARRIES_ON.match(here) and not bullet):
        return True
    dated = bool(DATED.search(before))
    closed = bool(_CLOSED.search(ending[-1:])) or bool(
        _ADDRESS_END.search(text[max(group[-1].start, group[-1].end - 300) : group[-1].end])
    )
    if looks_like_reference(here) and has_names(here):
        return not dated and not closed and has_names(before)
    if bullet or line.gap:
        return False
    if dated and closed:
        return not DATED.search(here) and len(here) < 200 and here[:1].isupper() and "." in here
    return not (dated and looks_like_reference(here)) or (len(before) < 60 and not closed)


def _could_be(source: Source, group: list[Line], strict: bool) -> bool:
    """Whether a group may be called an item, if only one that is kept raw."""
    text = source.text[group[0].start : min(group[-1].end, group[0].start + 3000)]
    if group[-1].linked or looks_like_reference(" ".join(text.split())[:1500]):
        return True
    if strict:
        return False
    return len(text) >= 25 or bool(DATED.search(text))
