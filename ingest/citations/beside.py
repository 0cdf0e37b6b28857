"""Markers that a form does not link, beside those that it does: some are fields of a manuscript, others typed by hand.

The linked ones stay as they are. They tell how the paper cites, and whether its printed numbers are those of its list;
then the other words are read in that style alone. Where only a part of a marker is linked ("[3]–[7]", "[3, 7]"), its
words say the rest. What may be a number as well is not cited, and said (docs/decisions/links-and-words.md).
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from bib.model import Problem, Reference, Source, Span
from ingest.citations import bracketed, doubtful, order, parenthesised, raised, superscript
from ingest.citations.beside_names import Names
from ingest.citations.doubtful import Verdict
from ingest.citations.links import LOOK, Links
from ingest.citations.numbers import DASH, LEAD, listed, numbers_of
from ingest.citations.order import Candidate, Reading
from ingest.citations.style import Marked, Region, Style, beside, undecided
from ingest.citations.style import read as words
from ingest.model import Citation
from ingest.structure import Raised

_OPENED = re.compile(rf"(?P<bracket>[\[(])\s?{LEAD}[\d\s,;{DASH}]{{0,60}}$")
_MOST = 0.6  # of the linked markers: they tell the style
_FIT = 0.8  # of the linked markers whose printed numbers are read: these are those of the list
_FLAT = 0.1  # of the linked markers are figures on a word that are not raised: others may be
_FEW = 0.5  # of the list: fewer items that links lead to show that links are not all
_GLUED = 0.2  # of the linked markers stand on a word: others may
_LINKED = 100.0  # weight of a reading that a link tells
_MARGIN = 1.0  # of a number in round brackets
_PARTED = re.compile(rf"\d{{1,4}}(?:\s?[{DASH},;]\s?\d{{1,4}}){{0,60}}")
_THOUSANDS = re.compile(r"[\[(]\d{1,3},(\d{3})[\])]")
_FIRST = re.compile(r"\d+")


class Beside:
    """The markers of a paper that links some of them.

    regions, hints: as in `style.read`. linked: markers with the items that they lead to, in order and apart.
    closed: what is a link to something else.
    """

    def __init__(
        self,
        source: Source,
        references: Sequence[Reference],
        regions: Sequence[Region],
        hints: Sequence[Raised],
        linked: Sequence[Citation],
        closed: Sequence[Region],
    ) -> None:
        self.source, self.text = source, source.text
        self.references, self.regions, self.hints = references, regions, hints
        self.linked, self.links = linked, Links(linked, closed)
        self.names = Names(source, references, regions, self.links)
        self.own = listed([r.label for r in references])
        self.place = {n: i for i, n in enumerate(numbers_of([r.label for r in references]), 1)}

    def read(self) -> Marked:
        """Tell the style, read the words, and give all markers."""
        style = self._style()
        if style == "author-year":
            found, problems = self.names.typed()
            return Marked(style, self.links.merged(found), tuple(problems))
        return self._numbers(style) if style != "none" else self._unlike()

    # How it cites

    def _style(self) -> Style:
        """As most of the linked markers look."""
        looks = Counter(self._look(c) for c in self.linked)
        style, count = looks.most_common(1)[0] if looks else ("none", 0)
        return style if count >= _MOST * len(self.linked) else "none"

    def _look(self, citation: Citation) -> Style:
        if not citation.numbers:
            return "author-year"
        a, b = citation.source.start, citation.source.end
        opened = _OPENED.search(self.text, max(0, a - 70), a)
        first = self.text[a:b][:1]
        sign = first if first in ("[", "(") else opened["bracket"] if opened else ""
        if sign:
            return "bracketed" if sign == "[" else "parenthesised"
        return "superscript" if self._is_raised(a, b) or (a and not self.text[a - 1].isspace()) else "none"

    def _is_raised(self, start: int, end: int) -> bool:
        at = bisect.bisect_right(self.hints, start, key=lambda h: h.end)
        return at < len(self.hints) and self.hints[at].start < end and self.hints[at].height == "raised"

    def _unlike(self) -> Marked:
        """Links that look like no style, or like several: where they are few, the words decide among themselves."""
        reached = {place for c in self.linked for place in c.places}
        if len(reached) >= _FEW * len(self.references):
            return Marked("none", tuple(self.linked), ())
        said = words(self.source, self.references, self.regions, self.hints)
        if said.style == "none":
            return Marked("none", tuple(self.linked), ())
        found = [c for c in said.citations if not self.links.taken(c.source.start, c.source.end)]
        return Marked(said.style, self.links.merged(found), said.problems)

    # Numbers

    def _numbers(self, style: Style) -> Marked:
        found, wrong = self._candidates(style)
        sure, free = self._witnessed(found)
        if not self._fit(sure):
            likely = [(c.start, c.readings[0].end) for c in free]
            hint = "the paper's links do not show that the numbers printed are those of its list"
            return Marked(style, tuple(self.linked), tuple(undecided(self.source, likely, hint)))
        cited, unsure = self._choose(style, sure, free)
        wider = [self._citation(c) for c in sure if self._widens(c)]
        problems = undecided(self.source, unsure, LOOK)
        if cited:  # typed by hand, so there may be more
            problems += [p for p in wrong if p.source and not self.links.taken(p.source.start, p.source.end)]
            cited += self.names.beside([*cited, *wider])
        return Marked(style, self.links.merged([*cited, *wider]), tuple(problems))

    def _candidates(self, style: Style) -> tuple[list[Candidate], list[Problem]]:
        """What is printed as markers of the style are; and those that cannot be right."""
        if style == "superscript":
            return self._on_words(raised.throughout(self.text, self.regions, self.hints, self.own)), []
        if style == "parenthesised":
            found = parenthesised.candidates(self.text, self.regions, self.own)
            return [c for c in found if c.readings[0].weight > 0 or self.links.inside(c.start, c.readings[0].end)], []
        out: list[Candidate] = []
        problems: list[Problem] = []
        for start, end in self.regions:
            here, wrong = bracketed.find(self.source, start, end, self.own)
            out += (Candidate(c.source.start, (Reading(c.source.end, c.numbers, 0.0),)) for c in here)
            problems += wrong
        return out, problems

    def _on_words(self, up: list[Candidate]) -> list[Candidate]:
        """With figures on words that are not raised, if such are links."""
        flat = sum(not self._is_raised(a, b) for a, b in self.links.spans)
        if flat < _FLAT * len(self.links.spans):
            return up
        return beside(up, superscript.candidates(self.text, self.regions, self.own, False))

    def _witnessed(self, found: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
        """Those that a link stands in, and those of words alone."""
        sure: list[Candidate] = []
        free: list[Candidate] = []
        for candidate in found:
            whole = next((r for r in candidate.readings if self._is_whole(candidate.start, r)), None)
            if whole is None:
                continue
            if self.links.inside(candidate.start, whole.end):
                sure.append(Candidate(candidate.start, (replace(whole, weight=_LINKED),)))
            elif not self.links.taken(candidate.start, whole.end):
                free.append(Candidate(candidate.start, (whole,), candidate.spaced))
        return sure, free

    def _is_whole(self, start: int, reading: Reading) -> bool:
        """Is it read as printed: figures not parted, nor more than the one marker ("2013.3 12 patients")?"""
        printed = self.text[start : reading.end]
        if printed[0] in "[(":
            return True
        parted = self._is_raised(start, reading.end) or _PARTED.fullmatch(printed)
        return bool(parted) and int(_FIRST.findall(printed)[0]) == reading.numbers[0]

    def _fit(self, sure: Sequence[Candidate]) -> bool:
        """Are the printed numbers those of the list, as far as links tell?"""
        right = 0
        for candidate in sure:
            printed = set(candidate.readings[0].numbers)
            led = {n for c in self.links.inside(candidate.start, candidate.readings[0].end) for n in c.numbers}
            right += printed <= led or led <= printed
        return right > 0 and right >= _FIT * len(sure)

    def _widens(self, sure: Candidate) -> bool:
        """Does a marker of which a part is linked say more: numbers that stand outside the links?"""
        start, end, numbers = sure.start, sure.readings[0].end, set(sure.readings[0].numbers)
        inside = self.links.held(start, end)
        if not inside or not {n for c in inside for n in c.numbers} < numbers:
            return False
        borders = [start, *(x for c in inside for x in (c.source.start, c.source.end)), end]
        outside = "".join(self.text[a:b] for a, b in zip(borders[::2], borders[1::2], strict=True))
        return any(c.isdigit() for c in outside)

    def _choose(
        self, style: Style, sure: Sequence[Candidate], free: Sequence[Candidate]
    ) -> tuple[list[Citation], list[Region]]:
        """Which of those of words alone cite, and which may."""
        chosen = self._ordered(sure, free) if style != "bracketed" else dict.fromkeys((c.start for c in free), True)
        cited: list[Citation] = []
        unsure: list[Region] = []
        for candidate in free:
            verdict: Verdict = self._verdict(style, candidate) if candidate.start in chosen else "no"
            if verdict == "cites" and chosen[candidate.start]:
                cited.append(self._citation(candidate))
            elif verdict != "no":
                unsure.append((candidate.start, candidate.readings[0].end))
        return cited, unsure

    def _ordered(self, sure: Sequence[Candidate], free: Sequence[Candidate]) -> dict[int, bool]:
        """Of candidates that the order of first mention allows: where they start, and if it is beyond doubt."""
        held = {c.source.start for s in sure for c in self.links.inside(s.start, s.readings[0].end)}
        others = [
            Candidate(c.source.start, (Reading(c.source.end, c.numbers, _LINKED),))
            for c in self.linked
            if c.numbers and c.source.start not in held
        ]
        both = sorted([*sure, *others, *free], key=lambda c: c.start)
        in_order = order.is_ordered([c.readings[0].numbers[0] for c in sure])
        return {
            c.start: d.margin >= _MARGIN
            for c, d in zip(both, order.choose(both, in_order), strict=True)
            if d.reading is not None and d.reading == c.readings[0]
        }

    def _verdict(self, style: Style, candidate: Candidate) -> Verdict:
        start, end = candidate.start, candidate.readings[0].end
        if style == "superscript":
            return doubtful.raised(self.text, start, end, self._is_raised(start, end))
        count = _THOUSANDS.fullmatch(self.text, start, end)
        if count is not None and not self.own.offers(int(count[1])):
            return "no"
        region = self.regions[max(bisect.bisect_right(self.regions, (start, 1 << 60)) - 1, 0)]
        return doubtful.bracketed(self.text, region[0], start, end, self.glued)

    @cached_property
    def glued(self) -> bool:
        """Do markers stand on the word before?"""
        on = sum(a > 0 and self.text[a - 1].isalnum() for a, _ in self.links.spans)
        return on >= _GLUED * len(self.links.spans)

    def _citation(self, candidate: Candidate) -> Citation:
        reading = candidate.readings[0]
        span = Span(self.source, candidate.start, reading.end)
        places = tuple(self.place[n] for n in reading.numbers)
        return Citation(span.text, reading.numbers, (), span, places)
