"""References that a page pasted into its sentences.

Taylor & Francis show a cited work in a box over the text, and a copy holds it whole, behind its citation:

    uncertain (Elm, 1998 Elm, D. (1998). Uncertainty … [Crossref], [Web of Science ®], [Google Scholar]⏎) and costly
    machinery.1 Ash B, Elm D. Title … [Google Scholar]⏎,2 Oak E …

The text is read without them; what was read is then placed in the text as it came, so that every statement is still
verbatim `source.text[start:end]`, the pasted reference within it included, and its `clean` words are the sentence.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bib.model import Problem, Reference, Source, Span
from ingest.model import Batch, Citation, Document

_WORD = r"\[(?:Crossref|PubMed|Medline|Web of Science ?®?|Taylor & Francis Online|CSA|ISI|Google Scholar|Scopus)\]"
_LINKS = re.compile(rf"{_WORD}(?:[ ,\u00a0]{{0,6}}{_WORD}){{0,12}}[ ,\u00a0]{{0,4}}", re.IGNORECASE)
_BREAK = re.compile(r"[^\S\r\n]{0,8}(?:\r\n|[\r\n])")
_LINE_ENDS = "\r\n\f\v\u2028\u2029\x85"
# "1998 Elm, D." or "machinery.1 Ash B": where a pasted reference may begin.
_YEAR = re.compile(r"(?<![\d.])(?:1[5-9]|20)\d\d[a-z]?\s(?=[^\W\d_])")
_NUMBER = re.compile(
    r"(?<=[^\W_,;:–-])(?<!\d)(?:[.,;:)”\"’]{0,3})(?P<n>\d{1,3})\s(?=[^\W\d_])|(?<=[,;–-])\d{1,3}\s(?=[^\W\d_])"
)
_NAME = re.compile(r"[^\W\d_][\w'’-]{1,40}")
_DATE = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|in press|n\.d\.", re.IGNORECASE)
_LONGEST = 2_500  # characters of a pasted reference
_BACK = 160  # characters before a year in which the cited name stands
_CANDIDATES = 12  # beginnings tried for one pasted reference


@dataclass(frozen=True)
class Cut:
    """A text without what was pasted into it. text: what is left; holes: what was taken out of the original."""

    text: str
    holes: tuple[tuple[int, int], ...]


def cut(text: str) -> Cut | None:
    """The text without pasted references; None where there are none."""
    holes: list[tuple[int, int]] = []
    for links in _LINKS.finditer(text):
        last = holes[-1][1] if holes else 0
        start = max(last, _line_start(text, links.start(), last), links.start() - _LONGEST)
        begin = _begin(text, start, links.start(), bool(holes) and start == last)
        if begin is not None:
            holes.append(_hole(text, begin, links.end()))
    if not holes:
        return None
    kept, at = [], 0
    for low, high in holes:
        kept.append(text[at:low])
        at = high
    return Cut("".join([*kept, text[at:]]), tuple(holes))


def _line_start(text: str, at: int, least: int) -> int:
    """Where the line of an offset begins, not before `least`."""
    low = max(least, at - _LONGEST)
    return max(text.rfind(c, low, at) + 1 for c in _LINE_ENDS) or low


def _begin(text: str, start: int, end: int, after_another: bool) -> int | None:
    """Where within text[start:end] a pasted reference begins, behind the citation it belongs to."""
    years = [(m.end(), m.start()) for m in _YEAR.finditer(text, start, end)]
    numbers = [(m.end(), -1) for m in _NUMBER.finditer(text, start, end)]
    for begin, year in sorted([*years, *numbers])[:_CANDIDATES]:
        before = text[start:begin]
        if sum(c.isalpha() for c in before) < 3 and not (after_another and len(before) < 12):
            continue
        if year >= 0 and not _named(text, max(start - _BACK, 0), year, begin):
            continue
        if _is_reference(text[begin:end]):
            return begin
    return None


def _named(text: str, low: int, year: int, begin: int) -> bool:
    """Does the name that the pasted reference begins with stand before the year?"""
    name = _NAME.match(text, begin)
    return name is not None and name[0] in text[max(low, year - _BACK) : year]


def _is_reference(text: str) -> bool:
    from ingest.references import looks_like_reference
    from ingest.references.looks import begins_with_body, has_names

    short = text[:1500]
    return _DATE.search(short) is not None and (
        has_names(short) or (begins_with_body(short) and looks_like_reference(short))
    )


def _hole(text: str, begin: int, end: int) -> tuple[int, int]:
    """The bounds of what is taken out: with the line end that the box left, and one of the spaces around it."""
    if found := _BREAK.match(text, end):
        end = found.end()
    if text[end : end + 1] in (")", "]", ",", ";", ".", ":", "–", "-", ""):
        while text[begin - 1].isspace():
            begin -= 1
    else:
        while end < len(text) and text[end] in " \t\u00a0":
            end += 1
    return begin, end


class _Back:
    """Offsets of a text without holes -> those of the text with them."""

    def __init__(self, holes: tuple[tuple[int, int], ...]) -> None:
        self.at: list[int] = []
        self.moved = [0]
        for low, high in holes:
            self.at.append(low - self.moved[-1])
            self.moved.append(self.moved[-1] + high - low)

    def start(self, offset: int) -> int:
        return offset + self.moved[bisect.bisect_right(self.at, offset)]

    def end(self, offset: int) -> int:
        return offset + self.moved[bisect.bisect_left(self.at, offset)]


def restore(batch: Batch, source: Source, holes: tuple[tuple[int, int], ...]) -> Batch:
    """What was read of a cut text, placed in the whole one."""
    back = _Back(holes)

    def span(old: Span) -> Span:
        low = back.start(old.start)
        return Span(source, low, max(low, back.end(old.end)))

    said = Problem(
        "info",
        f"{len(holes)} references that the page pasted into its sentences are passed over",
        "they stand in the list at the end",
        Span(source, *holes[0]),
    )
    return Batch(
        source,
        batch.form,
        _document(batch.document, source, span, back) if batch.document else None,
        tuple(_reference(r, span) for r in batch.references),
        tuple(
            replace(
                f, text=(at := span(f.source)).text, citations=tuple(_citation(c, span) for c in f.citations), source=at
            )
            for f in batch.findings
        ),
        tuple(replace(t, source=span(t.source)) for t in batch.themes),
        (*(replace(p, source=span(p.source)) if p.source else p for p in batch.problems), said),
        facts=tuple(replace(f, source=span(f.source)) for f in batch.facts),
    )


def _reference(old: Reference, span: Callable[[Span], Span]) -> Reference:
    return replace(old, source=span(old.source)) if old.source else old


def _citation(old: Citation, span: Callable[[Span], Span]) -> Citation:
    return replace(old, source=span(old.source))


def _document(old: Document, source: Source, span: Callable[[Span], Span], back: _Back) -> Document:
    def maybe(at: Span | None) -> Span | None:
        return span(at) if at else None

    return replace(
        old,
        source=source,
        reference=_reference(old.reference, span),
        abstract=maybe(old.abstract),
        sections=tuple(
            replace(s, heading=span(s.heading), start=back.start(s.start), end=back.end(s.end)) for s in old.sections
        ),
        body=maybe(old.body),
        reference_list=maybe(old.reference_list),
    )
