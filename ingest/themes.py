"""Themes: what a paper's results are arranged by, read from the headings under Results or Findings."""

from __future__ import annotations

from collections.abc import Sequence

from bib.model import Source, Span
from ingest.headings import BACK, MAIN, MINOR, fold, theme_name
from ingest.model import Section, Theme
from ingest.pieces import Piece

_RESULTS = frozenset(
    (
        "results",
        "findings",
        "results and discussion",
        "findings and discussion",
        "results and findings",
        "qualitative findings",
        "qualitative results",
    )
)
# Headings under results that arrange the report, not what was found.
_REPORT = frozenset(
    (
        "characteristics of participants|participant characteristics|characteristics of the participants|"
        "participants characteristics|"
        "sample characteristics|characteristics of the sample|patient characteristics|"
        "demographic characteristics|demographics|"
        "characteristics of included studies|included studies|study characteristics|study selection|"
        "search results|themes|overview|"
        "participant flow|response rate|main themes|emergent themes|description of participants|"
        "description of the sample"
    ).split("|")
)


def paths(sections: Sequence[Section], numbered: dict[int, bool]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """For the path of every section that is a theme or stands in one: the path of themes.

    numbered: offset of a heading -> whether it calls itself a theme ("Theme 2: …").
    """
    out: dict[tuple[str, ...], tuple[str, ...]] = {}
    for section in sections:
        above = out.get(section.path[:-1], ())
        in_results = any(fold(t) in _RESULTS for t in section.path[:-1])
        said = numbered.get(section.heading.start, False)
        name = fold(section.title)
        plain = name in MAIN or name in BACK or name in MINOR or name in _REPORT
        if said or (in_results and not plain):
            out[section.path] = (*above, theme_name(section.title) or section.title)
        elif above:
            out[section.path] = above
    return out


def read(
    sections: Sequence[Section], pieces: Sequence[Piece]
) -> tuple[tuple[Theme, ...], dict[tuple[str, ...], tuple[str, ...]]]:
    """The themes in reading order, and the theme path of every section path that has one."""
    called = {p.block.start: p.heading.theme for p in pieces if p.heading is not None}
    found = paths(sections, called)
    out: dict[tuple[str, ...], Theme] = {}
    for section in sections:
        path = found.get(section.path)
        named = theme_name(section.title) or section.title
        if path and path[-1] == named and path not in out:
            out[path] = Theme(named, "heading", path, section.heading)
    return tuple(out.values()), found


def from_keywords(source: Source, keywords: Sequence[str], start: int, end: int) -> tuple[Theme, ...]:
    """Keywords as themes of their own origin: what the authors say the paper is about."""
    out: list[Theme] = []
    at = start
    for word in keywords:
        place = source.text.find(word, at, end)
        if place < 0:
            continue
        out.append(Theme(word, "keyword", (word,), Span(source, place, place + len(word))))
        at = place + len(word)
    return tuple(out)
