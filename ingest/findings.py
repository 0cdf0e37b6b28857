"""Statements of a document, each with where it stood, whose it is, and what it cites."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import replace

from bib.model import Problem, Reference, Source, Span
from ingest import captions, quotes, sentences
from ingest.abstract import label_of
from ingest.citations.named import spoken
from ingest.citing import Citing
from ingest.model import Citation, Finding, FindingKind, Origin
from ingest.origins import hedge_of, in_results, origin_of, part_of, quoted_origin

_BULLET = re.compile(r"^[•·▪◦‣*>–-] (?=\S)")  # a list's or a Markdown quotation's mark
_ITEM = re.compile(r"^(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]|[•·▪◦‣*–-])\s+(?=\S)")  # a list item's number or mark
_MOST_MARKS = 20  # citations of one sentence, after which it is an overview of the literature
_BEFORE_STOP = re.compile(r"\s+([.,;:!?])(?!\d)")  # not "p = .04"
_PARTED = (" .", " ,", " ;", " :", " !", " ?")
_EMPTY = re.compile(
    r"\[\s{0,3}[,;–-]?\s{0,3}\]|\(\s{0,3}(?:(?:[,;–&-]|and\b|see\b|also\b|e\.g\.|i\.e\.|cf\.)\s{0,3}){0,60}\)"
)
_LOOSE = re.compile(r"(?<=\w)\s{0,3}[,;](?:\s{0,3}[,;]){0,60}\s{0,3}(?=\))")  # "(BDI; )"


def clean_text(text: str, start: int, marks: Sequence[Citation]) -> str:
    """A statement for people: citation markers out, white space folded. start: offset of `text` in its source.

    Of a name that is part of the sentence only the year goes: "Smith et al. (2019) found" is "Smith et al. found".
    """
    out: list[str] = []
    at = 0
    for mark in marks:
        out.append(text[at : mark.source.start - start] + spoken(mark))
        at = mark.source.end - start
    out.append(text[at:])
    plain = " ".join("".join(out).split())
    if plain[1:2] == " ":
        plain = _BULLET.sub("", plain)
    if "(" in plain or "[" in plain:
        plain = _LOOSE.sub("", _EMPTY.sub("", plain))
    if any(stop in plain for stop in _PARTED):
        plain = _BEFORE_STOP.sub(r"\1", plain)
    return plain.strip()


class Reader:
    """Makes findings of paragraphs, carrying what a quotation needs to know of the text before it."""

    def __init__(self, source: Source, citing: Citing) -> None:
        self.source = source
        self.citing = citing
        self.findings: list[Finding] = []
        self.problems: list[Problem] = []
        self.quotations = 0
        self.lead_in: str | None = None
        self.lead_cites = False

    def paragraph(
        self,
        start: int,
        end: int,
        kind: FindingKind,
        section: tuple[str, ...],
        theme: tuple[str, ...],
        item: bool = False,
    ) -> None:
        """The sentences of a paragraph of the authors' own text. item: of a list, whose number is no part of it."""
        text = self.source.text[start:end]
        first = len(self.findings)
        marks = self._marks(start, end)
        voices = quotes.inline(text, part_of(section) in ("results", "other")) if kind == "sentence" else ()
        self.quotations += len(voices)
        labelled = section
        for a, b in sentences.split(text, _within(marks, start)):
            label = label_of(text[a:b]) if kind == "abstract" else None
            labelled = (*section, label) if label else labelled
            inside = _between(voices, a, b)
            said = _is_mostly(text, a, b, inside)
            speaker = next((v.speaker for v in inside if v.speaker), None) if said else None
            lead_in = _before(text, inside[0].start) if said else None
            held = _held(marks, start + a, start + b)
            self._add(start + a, start + b, "quote" if said else kind, labelled, theme, speaker, lead_in, held)
        if item:
            opening = self.findings[first]
            self.findings[first] = replace(opening, clean=_ITEM.sub("", opening.clean))
        last = self.findings[-1].source
        held = _held(marks, last.start, last.end)
        self.lead_in, self.lead_cites = clean_text(last.text, last.start, held), bool(held)

    def caption(self, start: int, end: int, section: tuple[str, ...], theme: tuple[str, ...]) -> None:
        """The sentences of a table's or figure's caption that state a result."""
        spans = captions.results(self.source.text[start:end])
        marks = self._marks(start, end) if spans else ()
        for a, b in spans:
            held = _held(marks, start + a, start + b)
            self._add(start + a, start + b, "caption", section, theme, None, None, held)

    def quote(
        self, start: int, end: int, speaker: str | None, section: tuple[str, ...], theme: tuple[str, ...]
    ) -> None:
        """A quotation that is a paragraph: each sentence, with the same speaker and lead-in."""
        marks = self._marks(start, end)
        text = self.source.text[start:end]
        spans = sentences.split(text, _within(marks, start))
        if len(spans) > 1 and quotes.attribution(text[slice(*spans[-1])]):
            spans[-2:] = [(spans[-2][0], spans[-1][1])]  # "(P12, male, 71)" is no statement of its own
        turns = quotes.turns(text)
        for a, b in spans:
            held = _held(marks, start + a, start + b)
            who = next((w for at, w in reversed(turns) if at <= a), speaker)
            self._add(start + a, start + b, "quote", section, theme, who, self.lead_in, held)
        if self.lead_cites and not in_results(section):
            said = self.findings[-len(spans) :] if spans else []
            whose = quoted_origin(section, True, speaker)
            self.findings[len(self.findings) - len(said) :] = [replace(f, origin=whose) for f in said]

    def _marks(self, start: int, end: int) -> tuple[Citation, ...]:
        found, problems = self.citing.find(start, end)
        self.problems += problems
        return found

    def _add(
        self,
        start: int,
        end: int,
        kind: FindingKind,
        section: tuple[str, ...],
        theme: tuple[str, ...],
        speaker: str | None,
        lead_in: str | None,
        held: Sequence[Citation],
    ) -> None:
        span = Span(self.source, start, end)
        clean = clean_text(span.text, start, held)
        origin: Origin
        if kind == "quote":
            origin = quoted_origin(section, bool(held), speaker)
        elif kind == "caption":
            origin = "cited" if held else "own"
        else:
            origin = origin_of(clean, section, bool(held), _places(span.text, start, held))
        self.findings.append(
            Finding(
                span.text,
                clean,
                kind,
                section,
                theme,
                speaker,
                lead_in,
                origin,
                hedge_of(clean),
                tuple(held),
                None,
                span,
            )
        )


def _places(text: str, start: int, held: Sequence[Citation]) -> list[int] | None:
    """Where in the clean text of a sentence its markers stood; None where there are too many to tell whose it is."""
    if len(held) > _MOST_MARKS:
        return None
    return [len(clean_text(text[: m.source.start - start], start, held[:i])) for i, m in enumerate(held)]


def _within(marks: Sequence[Citation], start: int) -> list[tuple[int, int]]:
    """Where markers stand in a paragraph that begins at start."""
    return [(m.source.start - start, m.source.end - start) for m in marks]


def _held(marks: Sequence[Citation], start: int, end: int) -> Sequence[Citation]:
    """The markers, which are in order, that begin in a sentence."""
    first = bisect.bisect_left(marks, start, key=lambda m: m.source.start)
    return marks[first : bisect.bisect_left(marks, end, lo=first, key=lambda m: m.source.start)]


def _between(voices: Sequence[quotes.Quotation], a: int, b: int) -> Sequence[quotes.Quotation]:
    """The quotations, which are in order and apart, that share a character with a sentence."""
    first = bisect.bisect_right(voices, a, key=lambda v: v.end)
    return voices[first : bisect.bisect_left(voices, b, lo=first, key=lambda v: v.start)]


def _is_mostly(text: str, a: int, b: int, inside: Sequence[quotes.Quotation]) -> bool:
    """Are a participant's words most of this sentence?"""
    if not inside:
        return False
    said = sum(sum(c.isalnum() for c in text[max(a, v.start) : min(b, v.end)]) for v in inside)
    return said * 2 > sum(c.isalnum() for c in text[a:b])


def _before(text: str, at: int) -> str | None:
    """The authors' words that introduce an inline quotation, back to the sentence's begin."""
    spans = sentences.split(text[max(0, at - 600) : at])
    if not spans:
        return None
    a, b = spans[-1]
    base = max(0, at - 600)
    lead = " ".join(text[base + a : base + b].split())
    return lead if any(c.isalpha() for c in lead) else None


def title(span: Span, of: int | None) -> Finding:
    """A title is a statement "to read". A listed one (of = its place in the list) is the listed work's, so cited."""
    clean = " ".join(span.text.split())
    origin: Origin = "own" if of is None else "cited"
    return Finding(span.text, clean, "title", (), (), None, None, origin, hedge_of(clean), (), of, span)


def titles(references: Sequence[Reference]) -> list[Finding]:
    """The titles of a list, where they stand in one piece."""
    from ingest.references import title_span

    spans = [(i, title_span(reference)) for i, reference in enumerate(references)]
    return [title(span, i) for i, span in spans if span is not None and span.end > span.start]
