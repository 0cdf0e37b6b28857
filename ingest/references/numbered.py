"""Lists whose items bear numbers: which numbers are theirs, and what belongs to each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bib.model import Problem, Source, Span
from ingest.noise import page
from ingest.references import unnumbered
from ingest.references.chain import Candidate, longest
from ingest.references.fields.letters import UPPER
from ingest.references.labels import PARTICLED, Label, label_at
from ingest.references.lines import Line, strip
from ingest.references.looks import looks_like_reference
from ingest.references.wrapped import DATED

_CARRIES_ON = unnumbered.CARRIES_ON
_OPEN_ABOVE = re.compile(r"(?:[-‐–—,:;(&]|\b(?:pp?|vol|no|and|of|the|in)\.?)$")
_CLOSED = re.compile(r"[.\])\d”\"/!?]$")
_INNER = re.compile(
    rf"(?<=[.\])\d”\"/a-z])[^\S\r\n]+(?=(?P<open>[\[(])?(?P<number>\d{{1,4}})(?(open)[\])]|[.)](?!\d))\s?(?:[{UPPER}“\"]|{PARTICLED}))"
)
_LOOK = 3_000  # characters of an item that are looked at
_FEWEST_LOOSE = 3  # numbers without stop or bracket that make a list
_MOST_LINES = 40  # of an item on average; a chain over more is chance


def groups(source: Source, lines: list[Line], problems: list[Problem]) -> list[list[Line]] | None:
    """Groups of lines by their numbers; None when the numbers make no list."""
    lines, starts = _starts(source, lines)
    if not _make_list(lines, starts):
        return None
    out: list[list[Line]] = []
    if starts[0] > 0:
        out.extend(unnumbered.groups(source, lines[: starts[0]], problems))
    single = _one_line_each(lines, starts)
    last: int | None = None
    for k, (begin, stop) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        label = lines[begin].label
        number = label.number if label else 0
        _note_number(source, lines[begin], last, number, problems)
        last = number
        after = lines[stop].label if stop < len(lines) else None
        missing = after.number - number - 1 if after else None
        ours = _cut_inside(source, lines[begin:stop], number, missing)
        if len(ours) > 1:
            problems[:] = [p for p in problems if not _is_jump(p, lines[begin])]
        for n, part in enumerate(ours):
            lost = (missing or 0) if n + 1 == len(ours) and len(ours) == 1 else 0
            out.extend(_one(source, part, problems, single, lost, last=k + 1 == len(starts)))
        if ours and ours[-1][0].label and len(ours) > 1:
            last = ours[-1][0].label.number
    return out


def _starts(source: Source, lines: list[Line]) -> tuple[list[Line], list[int]]:
    """The lines, loose numbers of the list made labels, and the indices of those that begin an item."""
    at: list[int] = []
    found: list[Candidate] = []
    for i, line in enumerate(lines):
        label = line.label or line.loose
        if label is None or (label.form == "alone" and not _stands_alone(source, lines, i)):
            continue
        series = label.text[0] if label.text[:1].isalpha() else ""
        at.append(i)
        found.append(Candidate(label.number, label.text, series, label.form, _weight(source, lines, i, label)))
    chain = longest(found, lambda n: _reference_like(source, lines, at[n]))
    starts = [at[n] for n in chain]
    out = list(lines)
    for i in starts:
        if out[i].label is None:
            out[i] = replace(out[i], label=out[i].loose)
    return out, starts


def _weight(source: Source, lines: list[Line], i: int, label: Label) -> float:
    """How much a line's number looks like an item's."""
    text = source.text
    out = 1.0 if lines[i].label is not None else 0.55
    if (
        i
        and not lines[i].gap
        and _OPEN_ABOVE.search(text[max(lines[i - 1].start, lines[i - 1].end - 6) : lines[i - 1].end])
    ):
        out -= 0.8
    if _CARRIES_ON.match(text[label.end : label.end + 12]) and label.form != "alone":
        out -= 0.4
    return out - (0.7 if 1499 < label.number < 2100 else 0.0)


def _make_list(lines: list[Line], starts: list[int]) -> bool:
    if not starts:
        return False
    labels = [x for i in starts if (x := lines[i].label)]
    loose = sum(lines[i].loose is not None for i in starts) * 2 > len(starts)
    if loose and (len(starts) < _FEWEST_LOOSE or labels[0].number > 1 or starts[0] > 2):
        return False
    if len(starts) == 1:
        single = starts[0] == 0 and all(line.gap == 0 for line in lines)
        return starts[0] <= 1 and (len(lines) <= 3 or single)
    if len(lines) > _MOST_LINES * len(starts):
        return False
    return starts[0] <= 2 or len(starts) >= 3


def _stands_alone(source: Source, lines: list[Line], index: int) -> bool:
    """A number on its own line is a label when a reference's text follows."""
    if index + 1 >= len(lines):
        return False
    following = lines[index + 1]
    return (
        following.label is None
        and not following.links
        and not _CARRIES_ON.match(source.text[following.start : following.start + 12])
    )


def _reference_like(source: Source, lines: list[Line], index: int) -> bool:
    line = lines[index]
    if line.label and line.label.form == "alone":
        return True
    joined = " ".join(source.text[x.start : min(x.end, x.start + 500)] for x in lines[index : index + 3])
    return looks_like_reference(joined[:1500]) or bool(DATED.search(joined))


def _one_line_each(lines: list[Line], starts: list[int]) -> bool:
    """Does nearly every item but the last stand on one line (its number's and its links' lines apart)?"""
    pairs = [(a, b) for a, b in pairwise(starts) if _follows(lines[a], lines[b])]
    sizes = [_words(lines[a:b]) for a, b in pairs]
    return len(sizes) > 3 and sum(x <= 1 for x in sizes) * 10 >= len(sizes) * 9


def _follows(line: Line, other: Line) -> bool:
    """Is the other's number the next one?"""
    return line.label is not None and other.label is not None and other.label.number == line.label.number + 1


def _words(group: Sequence[Line]) -> int:
    """Lines of words in a group, a number alone on its line apart."""
    alone = group[0].label is not None and group[0].label.form == "alone"
    return sum(not x.links for x in group) - alone


def _note_number(source: Source, line: Line, last: int | None, number: int, problems: list[Problem]) -> None:
    if last is None or number in (last, last + 1):
        return
    where = Span(source, line.start, min(line.end, line.start + 80))
    if number == 1:
        problems.append(
            Problem(
                "warning",
                f"numbering starts again after {last}: two lists in one",
                "keep each list in a file of its own if they belong to different papers",
                where,
            )
        )
    else:
        problems.append(
            Problem(
                "warning",
                f"after number {last} comes {number}",
                "look whether references between them were lost in copying",
                where,
            )
        )


def _is_jump(problem: Problem, line: Line) -> bool:
    return (
        problem.source is not None and problem.source.start == line.start and problem.message.startswith("after number")
    )


def _cut_inside(source: Source, group: list[Line], number: int, missing: int | None) -> list[list[Line]]:
    """A group cut where the numbers that are missing after it stand within its lines ("… 10–12. 5. Smith J …")."""
    if missing is None or not 0 < missing <= 12:
        return [group]
    text = source.text
    out: list[list[Line]] = [[]]
    wanted = number + 1
    for line in group:
        start = line.start
        for match in _INNER.finditer(text, line.start, line.end):
            if int(match["number"]) != wanted or wanted > number + missing:
                continue
            low, high = strip(text, start, match.end())
            if high > low:
                out[-1].append(replace(line, start=low, end=high, label=line.label if start == line.start else None))
            out.append([])
            start, wanted = match.end(), wanted + 1
        label = line.label if start == line.start else label_at(text, start, line.end)
        out[-1].append(replace(line, start=start, label=label))
    return [x for x in out if x]


def _one(
    source: Source, group: list[Line], problems: list[Problem], single: bool, lost: int, last: bool
) -> Iterator[list[Line]]:
    """The lines of one number; what stands apart below a finished item is none of it, and where numbers are missing
    items without one may follow."""
    end = _page_end(source, group, single) if last else len(group)
    if end < len(group):
        problems += unnumbered.below(source, group[end:])
        group = group[:end]
    if lost > 0:
        yield from _with_lost(source, group, lost)
        return
    own = [group[0]]
    alone = group[0].label is not None and group[0].label.form == "alone"
    for index, line in enumerate(group[1:], start=1):
        apart = line.gap or line.fresh or (last and single and _words(own) > 0)
        if apart and not line.links and len(own) > alone and _finished(source, own):
            yield own
            yield from unnumbered.groups(source, group[index:], problems, strict=True)
            return
        own.append(line)
    yield own


def _page_end(source: Source, group: list[Line], single: bool) -> int:
    """Index in the last group at which the page's furniture begins."""
    for i, line in enumerate(group):
        said = source.text[line.start : min(line.end, line.start + 200)]
        if not i or not page.ends_list(said):
            continue
        if line.gap or line.fresh or single or _finished(source, [group[0], group[i - 1]]):
            return i
    return len(group)


def _with_lost(source: Source, group: list[Line], lost: int) -> Iterator[list[Line]]:
    """Items whose numbers were lost, below one that has its own: at most as many as are missing."""
    own = [group[0]]
    alone = group[0].label is not None and group[0].label.form == "alone"
    each = sum(not x.links for x in group) - alone == lost + 1
    count = 0
    for line in group[1:]:
        whole = count < lost and not line.links and _words(own) > 0
        if whole and (each or (_finished(source, own) and unnumbered.is_whole(source, line))):
            yield own
            own, count = [], count + 1
        own.append(line)
    yield own


def _finished(source: Source, group: list[Line]) -> bool:
    if group[-1].linked:
        return True
    start, end = group[0].start, group[-1].end
    return bool(DATED.search(source.text, start, min(end, start + _LOOK))) and bool(
        _CLOSED.search(source.text[end - 1 : end])
    )
