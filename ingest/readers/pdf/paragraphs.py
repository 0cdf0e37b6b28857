"""Lines in reading order -> paragraphs, within columns first and then over the ends of columns and pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf.model import Line, Paragraph, most

_WIDE = 1.28  # of the usual distance of base lines: more begins a paragraph
_INDENT = 0.7  # of the font size
_BULLET = re.compile(r"[•·▪◦‣∙●○■□–—*-]$|[•▪◦‣●○■□]")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]$")
_ENDS = re.compile(r"[.?!:…][\"”’')\]\d,–-]{0,12}$")


@dataclass(frozen=True)
class Body:
    """What is usual in this file. size, bold, family: of the text; leading: distance of base lines for each size."""

    size: float
    family: str
    leading: dict[int, float]

    def step(self, size: float) -> float:
        """The usual distance of base lines of a font size."""
        return self.leading.get(round(size * 2)) or 1.2 * size


def body_of(lines: Sequence[Line]) -> Body:
    """Measure the lines of a file."""
    size = most((w.size, len(w.text)) for line in lines for w in line.words if not w.height and not w.font.bold)
    size = size or most((w.size, len(w.text)) for line in lines for w in line.words) or 10.0
    families: Counter[str] = Counter()
    steps: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for above, line in pairwise(lines):
        for word in line.words:
            if abs(word.size - size) < 0.3:
                families[family(word.font.name)] += len(word.text)
        if line.column == above.column and abs(line.size - above.size) < 0.3:
            step = line.y - above.y
            if 0.8 * line.size < step < 2.6 * line.size:
                steps[round(line.size * 2)].append((step, 1.0))
    leading = {k: _usual(v) for k, v in steps.items()}
    return Body(size, families.most_common(1)[0][0] if families else "", leading)


def _usual(steps: Sequence[tuple[float, float]]) -> float:
    """The commonest distance; of two that are nearly as common the smaller one."""
    count = Counter(round(step * 2) / 2 for step, _ in steps)
    top = count.most_common(1)[0][1]
    least = min(step for step, n in count.items() if n >= 0.5 * top)
    return most((s, n) for s, n in steps if abs(s - least) <= 0.5) or least


def family(name: str) -> str:
    """A font's name without what says its weight and slope."""
    return re.split(r"[-,]|(?<=[a-z])(?=Bold|Italic|Oblique|Regular|MT|PS)", name)[0]


def level_edges(lines: Sequence[Line]) -> None:
    """Give columns with few lines the edges of a longer one that they fit in."""
    columns: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        columns[line.column].append(line)
    weight: Counter[tuple[int, int]] = Counter()
    for found in columns.values():
        if len(found) > 7:
            weight[round(found[0].left), round(found[0].right)] += len(found)
    usual = [edges for edges, n in weight.most_common(12) if n >= 12]
    for found in columns.values():
        left, right = min(line.x0 for line in found), max(line.x1 for line in found)
        fits = [(b - a, a, b) for a, b in usual if a - 2 <= left and right <= b + 2]
        own = found[0].right - found[0].left
        if fits and (len(found) <= 7 or min(fits)[0] < 1.2 * own):
            _, a, b = min(fits)
            for line in found:
                line.left, line.right = min(a, left), max(b, right)


def build(lines: Sequence[Line], body: Body) -> list[Paragraph]:
    """Paragraphs of lines in reading order; none spans a column's end yet."""
    out: list[Paragraph] = []
    for i, line in enumerate(lines):
        if out and lines[i - 1].column == line.column and not _begins(lines, i, out[-1], body):
            out[-1].lines.append(line)
        else:
            out.append(Paragraph([line]))
    return out


def _begins(lines: Sequence[Line], i: int, above: Paragraph, body: Body) -> bool:
    """Does a paragraph begin with this line, which is not the first of its column?"""
    line, last = lines[i], lines[i - 1]
    step = line.y - last.y
    if step > _WIDE * body.step(max(line.size, last.size)) or step < 0:
        return True
    if abs(line.size - last.size) > 0.06 * last.size or _another_face(last, line):
        return True
    if is_item(line) and (line.x0 <= last.x0 + 1 or ended(lines, i - 1, line)) and not _inside_sentence(last, line):
        return True
    indent, first = line.x0 - last.x0, len(above.lines) == 1
    wide = _INDENT * line.size
    if indent > wide:
        hangs = first and (not ended(lines, i - 1, line) or is_item(last))
        return not hangs
    if indent < -wide and not (first and above.lines[0] is last):
        return True
    return ended(lines, i - 1, line)


def _inside_sentence(last: Line, line: Line) -> bool:
    """A number at a line's begin that only goes on a sentence ("… in week / 2. We …")."""
    word = line.words[0].text
    return not _BULLET.match(word) and not _ENDS.search(last.text) and word[:1] != "("


def _another_face(last: Line, line: Line) -> bool:
    """Are two lines wholly in different faces, as a heading and its text are?"""
    for key in ("bold", "italic"):
        a, b = last.share(**{key: True}), line.share(**{key: True})
        if (a > 0.95 and b < 0.05 and (key == "bold" or len(last.text) < 60 or last.text[-1:] in ".?!")) or (
            a < 0.05 and b > 0.95 and key == "bold"
        ):
            return True
    return False


def is_item(line: Line) -> bool:
    """Does a line begin with the mark of a list?"""
    word = line.words[0].text
    return len(line.words) > 1 and not line.words[0].height and bool(_BULLET.match(word) or _NUMBERED.match(word))


def ended(lines: Sequence[Line], i: int, after: Line) -> bool:
    """Did line i end before its column's edge although the next word would have had room?"""
    line = lines[i]
    near = [
        other.x1
        for other in lines[max(0, i - 5) : i + 7]
        if other.column == line.column and min(abs(other.x0 - line.x0), abs(other.x0 - after.x0)) < 2
    ]
    right = max(near) if len(near) > 2 else max(line.right, line.x1)
    whole = next((w for w in after.words if w.space), after.words[-1])  # "1." of a raised 1 and a full stop
    room = right - line.x1
    needed = whole.x1 - after.words[0].x0 + 0.3 * line.size
    if line.words[-1].broken or after.words[0].height > 0:
        return False  # a marker goes with the words before it
    return room > needed + 0.9 * line.size and (room > 0.12 * (right - line.left) or bool(_ENDS.search(line.text)))


def join(found: list[Paragraph], body: Body) -> list[Paragraph]:
    """Join what the end of a column or page parts; notes, captions and tables between are passed over."""
    out: list[Paragraph] = []
    for paragraph in found:
        host = _host(out, paragraph, body)
        if host is None:
            out.append(paragraph)
        else:
            host.lines += paragraph.lines
    return out


_PASSED = ("caption", "cell", "footnote", "furniture")
_FLOW = ("paragraph", "list-item", "quote")


def _host(out: Sequence[Paragraph], paragraph: Paragraph, body: Body) -> Paragraph | None:
    """The paragraph that this one goes on."""
    if paragraph.role not in (*_FLOW, "abstract"):
        return None
    for k in range(len(out) - 1, max(-1, len(out) - 60), -1):
        above = out[k]
        if above.role in _PASSED:
            continue
        if above.role not in _FLOW and above.role != "abstract":
            return None
        passed = k < len(out) - 1
        line, last = paragraph.lines[0], above.lines[-1]
        if line.column == last.column and not passed:
            return None
        return above if goes_on(above, paragraph, passed, body) else None
    return None


def goes_on(above: Paragraph, paragraph: Paragraph, passed: bool, body: Body) -> bool:
    """Is a paragraph that begins a column the rest of the one above?"""
    line, last = paragraph.lines[0], above.lines[-1]
    if abs(line.size - last.size) > 0.06 * last.size or is_item(line):
        return False
    text, first = last.text, paragraph.text[:1]
    open_ended = not _ENDS.search(text)
    if last.words[-1].broken or (open_ended and first.islower()):
        return True
    if open_ended and text[-1:] in ",;(–-":
        return True
    indented = line.x0 - line.left > _INDENT * line.size
    inner = len(paragraph.lines) == 1 or paragraph.lines[1].x0 < line.x0 - _INDENT * line.size
    if indented and inner:
        return False
    room = last.right - last.x1
    word = line.words[0]
    short = room > word.x1 - word.x0 + 1.2 * last.size
    if open_ended:
        return not short or first.islower() or first.isdigit()
    if passed and line.column == last.column:
        return False
    return not short and not indented
