"""Author–year units become markers: a whole bracket where it only cites, else each citation by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bib.model import Problem, Source, Span
from ingest.citations.author_year import Unit
from ingest.model import Citation

_BESIDE = re.compile(
    r"(?:[;,&.:\s]|\band\b|\bsee\b|\balso\b|\be\.g\.|\bi\.e\.|\bcf\.|\breviewed (?:in|by)\b|"
    r"\bfor (?:an? )?(?:\w+ )?reviews?\b|\bas reviewed (?:in|by)\b|\bbut see\b|\bin\b|\brespectively\b){0,12}",
    re.IGNORECASE,
)
_APART = re.compile(r"\s?[;,]\s?(?:and\s|&\s)?|\s?(?:and|&)\s")
_LONGEST = 1200  # characters of one bracket full of citations
_SPOKEN = re.compile(
    r"(?P<names>[^\W\d_][^()\[\]\d]{0,300}?)[\s,:]{0,3}(?P<bracket>[(\[])?[\s]{0,2}(?=(?:1[5-9]|20)\d\d|n\.)"
)
_IBID = re.compile(
    r"\(\s?(?:ibid(?:em)?|loc\.\s?cit|op\.\s?cit)\.?(?:,?\s(?:pp?\.\s?)?[\d–-]{1,12})?\s?\)", re.IGNORECASE
)


def citations(source: Source, start: int, end: int, units: Sequence[Unit]) -> list[Citation]:
    """The markers of one paragraph, which holds these units in order."""
    return _with_ibid(source, start, end, apart(source, start, end, units))


def apart(source: Source, start: int, end: int, units: Sequence[Unit]) -> list[Citation]:
    """The same without those that mean the one before ("ibid.")."""
    out: list[Citation] = []
    for a, b, group in _groups(source.text, start, end, units):
        span = Span(source, a, b)
        keys = tuple(dict.fromkeys(key for unit in group for key in unit.keys))
        places = tuple(dict.fromkeys(place for unit in group for place in unit.places))
        out.append(Citation(span.text, (), keys, span, places))
    return out


def _groups(text: str, start: int, end: int, units: Sequence[Unit]) -> Iterator[tuple[int, int, list[Unit]]]:
    i = 0
    while i < len(units):
        unit = units[i]
        bracket = _bracket(text, start, end, unit)
        if bracket is None:
            group = _run(text, units, i)
            i += len(group)
            last = group[-1].end
            if group[0].narrative and text[last : last + 1] in (")", "]"):
                last += 1
            yield group[0].start, last, group
            continue
        inside = [u for u in units[i : i + 80] if u.start < bracket[1]]
        i += len(inside)
        if _only_cites(text, bracket, inside):
            yield bracket[0], bracket[1], inside
        else:
            at = 0
            while at < len(inside):
                group = _run(text, inside, at)
                at += len(group)
                yield group[0].start, group[-1].end, group


def _bracket(text: str, start: int, end: int, unit: Unit) -> tuple[int, int] | None:
    """The round or square bracket around a unit, or None for one in the sentence."""
    if unit.narrative:
        return None
    for opening, closing in ("()", "[]"):
        a = text.rfind(opening, max(start, unit.start - _LONGEST), unit.start)
        if a >= 0 and closing not in text[a : unit.start]:
            b = text.find(closing, unit.end, min(end, unit.end + _LONGEST))
            while b >= 0 and text.count(opening, a + 1, b) > text.count(closing, a + 1, b):
                b = text.find(closing, b + 1, min(end, b + 1 + _LONGEST))
            return (a, b + 1) if b >= 0 else None
    return None


def _run(text: str, units: Sequence[Unit], i: int) -> list[Unit]:
    """Units with nothing but a comma or a semicolon between them."""
    group = [units[i]]
    while i + 1 < len(units) and _APART.fullmatch(text, group[-1].end, units[i + 1].start):
        if units[i + 1].narrative != group[-1].narrative:
            break
        i += 1
        group.append(units[i])
    return group


def _only_cites(text: str, bracket: tuple[int, int], inside: Sequence[Unit]) -> bool:
    at = bracket[0] + 1
    for unit in inside:
        if not _BESIDE.fullmatch(text, at, max(at, unit.start)):
            return False
        at = unit.end
    return _BESIDE.fullmatch(text, at, max(at, bracket[1] - 1)) is not None


def _with_ibid(source: Source, start: int, end: int, found: list[Citation]) -> list[Citation]:
    """ "(ibid., p. 4)" cites what was cited last in the paragraph."""
    text = source.text
    if not found or "bid" not in text[start:end]:
        return found
    out = list(found)
    for mark in _IBID.finditer(text, start, end):
        before = [c for c in out if c.source.end <= mark.start()]
        if before:
            span = Span(source, mark.start(), mark.end())
            out.append(Citation(span.text, (), before[-1].keys, span, before[-1].places))
    return sorted(out, key=lambda c: c.source.start)


def unlisted(source: Source, units: Sequence[Unit]) -> list[Problem]:
    """Say once which markers fit no item of the list."""
    lost = [u for u in units if not u.places]
    if not lost:
        return []
    named = list(dict.fromkeys(f"{u.keys[0][0]} {u.keys[0][1]}{u.keys[0][2]}" for u in lost))
    listed = "; ".join(named[:5]) + (" …" if len(named) > 5 else "")
    count = "1 citation fits" if len(lost) == 1 else f"{len(lost)} citations fit"
    span = Span(source, lost[0].start, lost[0].end)
    hint = "they stay unlinked; see whether the list is whole and its years are right"
    return [Problem("warning", f"{count} no item of the list: {listed}", hint, span)]


def spoken(citation: Citation) -> str:
    """The words of a marker that belong to the sentence: the names of "Smith et al. (2019)", else nothing."""
    found = _SPOKEN.match(citation.marker) if citation.keys else None
    if found is None:
        return ""
    before = citation.source.source.text[max(0, citation.source.start - _LONGEST) : citation.source.start]
    inside = found["bracket"] is None and before.rfind("(") > before.rfind(")")
    return "" if inside or not any(c.isalpha() for c in found["names"]) else found["names"]
