"""A list as it was pasted -> its items, each with where it stands. Nothing is dropped: what is no item is a `Problem`.

Lines are read and several items on one are cut apart (`lines`, `glued`); numbers that count on make the items
(`numbered`), else labels, blank lines, lines or the words themselves (`unnumbered`, `wrapped`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bib.model import Problem, Source, Span
from ingest.noise import page
from ingest.references import numbered, unnumbered
from ingest.references.fields.letters import LOWER, UPPER
from ingest.references.labels import Label, bullet_end, label_at
from ingest.references.lines import Aside, Line, read, strip
from ingest.references.wrapped import DATED

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
# "…:1–9; Elm D. Title", "… 2011. See also Elm D": another work in one note.
_ANOTHER = re.compile(
    rf"(?:;\s|\.\s?[Ss]ee also:?\s)(?=[{UPPER}][{UPPER}{LOWER}'’-]{{1,25}},?\s(?:[{UPPER}]{{1,3}}[.,]|[{UPPER}]\.))"
)
_GLUED_HEADING = re.compile(r"\s{0,200}(?P<heading>References?|REFERENCES|Bibliography)(?=\[?1[\].)])")


@dataclass(frozen=True)
class Item:
    """One item.

    start, end: in the source, without white space around; label: printed before it, or None; body: where its words
    begin, after label or bullet; holes: what a page put between its lines (a running head), no words of it.
    """

    start: int
    end: int
    label: Label | None
    body: int
    holes: tuple[tuple[int, int], ...] = ()

    def words(self, text: str) -> str:
        """The item without label and holes, line ends and link words included."""
        if not self.holes:
            return text[self.body : self.end]
        out, at = [], self.body
        for low, high in self.holes:
            out.append(text[at:low])
            at = max(at, high)
        out.append(text[at : self.end])
        return "".join(out)


def split_lines(source: Source, start: int, end: int) -> tuple[Item, ...]:
    """Every line is one item, empty ones too; a line end at the very end opens no further line."""
    items = []
    for match in _LINE.finditer(source.text, start, end):
        if match.end() == match.start():
            continue
        low, high = strip(source.text, *match.span())
        label = label_at(source.text, low, high)
        kept = label if label and label.form != "alone" else None
        items.append(Item(low, high, kept, kept.end if kept else low))
    return tuple(items)


def split_auto(source: Source, start: int, end: int) -> tuple[tuple[Item, ...], tuple[Problem, ...]]:
    """The items of a list in whatever layout it came, and what was odd about it."""
    problems: list[Problem] = []
    if glued := _GLUED_HEADING.match(source.text, start, end):
        problems.append(unnumbered.stray(source, *glued.span("heading"), "a heading, no reference"))
        start = glued.end()
    lines, asides = read(source.text, start, end)
    groups = numbered.groups(source, lines, problems) if lines else []
    if groups is None:
        groups = list(unnumbered.groups(source, lines, problems))
    items = []
    for group in groups:
        own, remark = unnumbered.without_remark(source, group) if len(group) > 1 else (group, [])
        items.append(_item(source, own))
        if remark:
            what = "a remark on the reference above, no reference"
            problems.append(unnumbered.stray(source, remark[0].start, remark[-1].end, what))
        problems += _several(source, items[-1])
    items, outside = _with_holes(source.text, items, asides)
    problems += [_aside(source, x) for x in outside]
    return tuple(items), tuple(sorted(problems, key=lambda p: p.source.start if p.source else 0))


def _several(source: Source, item: Item) -> list[Problem]:
    """A note that names several works stays one item, for it has one number; that is said."""
    for match in _ANOTHER.finditer(source.text, item.body, min(item.end, item.body + 2000)):
        if DATED.search(source.text, item.body, match.start()) and DATED.search(source.text, match.end(), item.end):
            return [
                Problem(
                    "warning",
                    "several works in one note: they are one item",
                    "put every work on a line of its own if they are to be told apart",
                    Span(source, match.start(), item.end),
                )
            ]
    return []


def _item(source: Source, group: Sequence[Line]) -> Item:
    text, first, end = source.text, group[0], group[-1].end
    if first.label and first.label.form == "alone" and len(group) > 1:
        label = Label(first.label.text, first.label.number, group[1].start, "alone")
        return Item(first.start, end, label, group[1].start)
    label_ = first.label if first.label and first.label.form != "alone" else None
    if label_ is not None:
        return Item(first.start, end, label_, min(label_.end, end))
    if unnumbered.label_line(source, group):
        return Item(first.start, end, None, group[1].start)
    start = strip(text, bullet_end(text, first.start, end), end)[0]
    return Item(start, end, None, start)


def _with_holes(text: str, items: Sequence[Item], asides: Sequence[Aside]) -> tuple[list[Item], list[Aside]]:
    """Items with the asides that stand within them taken out, and the asides that stand between."""
    out: list[Item] = []
    outside: list[Aside] = []
    n = 0
    for item in items:
        holes: list[tuple[int, int]] = []
        while n < len(asides) and asides[n].start < item.end:
            aside = asides[n]
            n += 1
            if aside.start < item.start:
                outside.append(aside)
            else:
                holes.append((aside.start, _over_line_end(text, aside.end)))
        out.append(Item(item.start, item.end, item.label, item.body, tuple(holes)) if holes else item)
    return out, [*outside, *asides[n:]]


def _over_line_end(text: str, at: int) -> int:
    """After the line end that follows."""
    while at < len(text) and text[at] in " \t\r\f\v":
        at += 1
    return at + 1 if at < len(text) and text[at] in "\n\u2028\u2029\x85" else at


def _aside(source: Source, aside: Aside) -> Problem:
    said = source.text[aside.start : aside.end]
    if page.says_partial(said):
        return Problem(
            "warning",
            f"the page shows a part of its list: “{said[:60]}”",
            "open the whole list on the page and copy it again",
            Span(source, aside.start, aside.end),
        )
    what = {"heading": "a heading, no reference", "button": "words of the page"}.get(
        aside.what, "a running head or page number"
    )
    return unnumbered.stray(source, aside.start, aside.end, what)
