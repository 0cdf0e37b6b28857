"""The reference list: where it stands among the lines, and which lines begin an item."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest import reference_list
from ingest.readers.pdf.model import Line, Paragraph
from ingest.readers.pdf.paragraphs import Body, ended

_LABEL = re.compile(r"[\[(]?(\d{1,4})(?:[\])]\.?|[.:])?(?=\s|$|[^\W\d_])")
_HANG = 0.6  # of the font size: how far other lines of an item stand in
_LONGEST_ITEM = 14  # lines
_MOST_ROWS = 0.4  # of the lines of a list
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_CAPTION = re.compile(r"(?:Table|Figure|Fig\.|Box|Appendix|Supplementary)\s?[A-Z]?\d{0,2}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Region:
    """Lines of the list: its heading, its first line, one past its last."""

    heading: int
    first: int
    end: int


def find(lines: Sequence[Line], body: Body) -> Region | None:
    """The last heading that names a list, with lines below it that look like one."""
    for i in range(len(lines) - 2, -1, -1):
        line = lines[i]
        if len(line.text) > 60 or not reference_list.named(line.text):
            continue
        if not (_stands_out(line, body) or _alone(lines, i, body)):
            continue
        end = _end(lines, i)
        return Region(i, i + 1, end) if end > i + 1 else None
    return None


def _stands_out(line: Line, body: Body) -> bool:
    return line.size > body.size + 0.4 or line.share(bold=True) > 0.8 or line.text.isupper()


def _alone(lines: Sequence[Line], i: int, body: Body) -> bool:
    above, below = lines[i - 1] if i else None, lines[i + 1]
    return (above is None or above.column != lines[i].column or lines[i].y - above.y > 1.2 * body.step(above.size)) or (
        below.column == lines[i].column and below.y - lines[i].y > 1.2 * body.step(below.size)
    )


def _end(lines: Sequence[Line], heading: int) -> int:
    """The list ends at the next line that looks like its heading, or where a table or figure is named."""
    like = lines[heading]
    bold = like.share(bold=True) > 0.8
    usual = _usual_size(lines[heading + 1 : heading + 40])
    for i in range(heading + 2, len(lines)):
        line = lines[i]
        other = abs(line.size - usual) > 0.4
        face = line.share(bold=True) > 0.8
        alike = abs(line.size - like.size) < 0.3 and face == bold and (other or (bold and not _LABEL.match(line.text)))
        if alike and len(line.text) < 100 and line.text[:1].isupper():
            return i
        named = _CAPTION.match(line.text)
        if named and line.words[0].font.bold and not lines[heading + 1].words[0].font.bold:
            return i
    return len(lines)


def _usual_size(lines: Sequence[Line]) -> float:
    sizes = sorted(line.size for line in lines)
    return sizes[len(sizes) // 2] if sizes else 0.0


def items(lines: Sequence[Line], body: Body) -> list[Paragraph] | None:
    """The items of the list, one paragraph each; None where neither labels nor the layout part them."""
    starts = _by_labels(lines) or _by_indent(lines) or _by_gaps(lines, body)
    if starts is None:
        return None
    rows = _rows(lines)
    out: list[Paragraph] = []
    last: Paragraph | None = None
    for i, line in enumerate(lines):
        if i in rows:
            if out and out[-1].role == "cell":
                out[-1].lines.append(line)
            else:
                out.append(Paragraph([line], "cell"))
        elif i in starts or last is None:
            last = Paragraph([line], "reference")
            out.append(last)
        else:
            last.lines.append(line)
    return out


def _rows(lines: Sequence[Line]) -> set[int]:
    """The rows of a table that a page sets among the items: of another size, without a label, with wide gaps or
    without a year. Where sizes vary, as in recognised scans, they say nothing."""
    usual = _usual_size(lines)
    other = [i for i, line in enumerate(lines) if abs(line.size - usual) > 0.3]
    if len(other) > _MOST_ROWS * len(lines):
        return set()
    return {i for i in other if lines[i].gaps or not (_labelled(lines[i]) or _YEAR.search(lines[i].text))}


def _labelled(line: Line) -> bool:
    """Does it begin with a number that has brackets or a stop?"""
    found = _LABEL.match(line.text)
    return found is not None and found.end() > len(found[1])


def label_of(text: str) -> str | None:
    """The printed number of an item."""
    found = _LABEL.match(text)
    return found[1] if found else None


def _by_labels(lines: Sequence[Line]) -> set[int] | None:
    """Lines with 1, 2, 3 … in order, at the column's edge."""
    starts: set[int] = set()
    wanted, seen = 1, 0
    opening = ""  # what stands before the figures of the first label
    edges = _edges(lines)
    for i, line in enumerate(lines):
        found = _LABEL.match(line.text)
        if found is None:
            continue
        number = int(found[1])
        at_edge = line.x0 <= edges[line.column] + 2.2 * line.size
        plain = found.end() == len(found[1])
        if not at_edge or (plain and not (len(line.words) > 1 and line.text[found.end() :].strip()[:1].isupper())):
            continue
        if starts and line.text[: found.start(1)] != opening:
            continue  # "16]. Available from" ends a date in brackets
        if number == wanted or (
            starts and wanted < number <= wanted + 2 and not plain and not _comes(lines, i, number, wanted)
        ):
            opening = line.text[: found.start(1)]
            starts.add(i)
            wanted, seen = number + 1, seen + 1
    first = min(starts, default=len(lines))
    if seen < 2 or first > 3 or len(lines) / seen > _LONGEST_ITEM:
        return None
    return starts


def _comes(lines: Sequence[Line], at: int, number: int, wanted: int) -> bool:
    """Is the wanted label below, before the next one of this number: "…14(1):9–" | "17." | "16. Sözmen"?"""
    for line in lines[at + 1 : at + 1 + _LONGEST_ITEM]:
        found = _LABEL.match(line.text)
        if found is not None and _labelled(line):
            if int(found[1]) == wanted:
                return True
            if int(found[1]) in (number, number + 1):
                return False
    return False


def _edges(lines: Sequence[Line]) -> dict[int, float]:
    """The left edge of the list in every column."""
    out: dict[int, float] = {}
    for line in lines:
        out[line.column] = min(out.get(line.column, 1e9), line.x0)
    return out


def _by_indent(lines: Sequence[Line]) -> set[int] | None:
    """Hanging indents: lines at the edge begin items, others go on. Or the first lines are those set in."""
    inner: dict[int, bool] = {}
    for i, line in enumerate(lines):
        inner[i] = line.x0 - line.left > _HANG * line.size
    share = sum(inner.values()) / max(len(lines), 1)
    if not 0.1 < share < 0.93:
        return None
    hanging = {i for i, is_in in inner.items() if not is_in}
    first_in = {i for i, is_in in inner.items() if is_in}
    return hanging if _openings(lines, hanging) >= _openings(lines, first_in) else first_in


def _openings(lines: Sequence[Line], starts: set[int]) -> float:
    """Share of lines that begin like an item after one that ends like an item."""
    good = sum(
        lines[i].text[:1].isupper() and (i == 0 or lines[i - 1].text[-1:] in ".)]" or lines[i - 1].text[-1:].isdigit())
        for i in starts
    )
    return good / max(len(starts), 1)


def _by_gaps(lines: Sequence[Line], body: Body) -> set[int] | None:
    """Items with more space between them than their lines have, or whose last lines end early."""
    starts = {0}
    steps: dict[int, list[float]] = defaultdict(list)
    for above, line in pairwise(lines):
        if above.column == line.column:
            steps[line.column].append(line.y - above.y)
    every = sorted(s for column in steps.values() for s in column)
    if not every:
        return None
    usual = every[len(every) // 5]
    for i in range(1, len(lines)):
        above, line = lines[i - 1], lines[i]
        if above.column == line.column:
            begins = line.y - above.y > 1.18 * usual
        else:
            begins = above.text[-1:] in ".)]" and line.text[:1].isupper() and ended(lines, i - 1, line)
        if begins:
            starts.add(i)
    if len(starts) > 1 and 0.08 < len(starts) / len(lines) < 0.75:
        return starts
    each = set(range(len(lines)))
    if len(lines) > 1 and _openings(lines, each) > 0.9:
        return each  # items of one line
    short = {0} | {i for i in range(1, len(lines)) if ended(lines, i - 1, lines[i])}
    return short if len(short) > 2 and 0.1 < len(short) / len(lines) < 0.8 else None
