"""A library file -> references and what their titles and abstracts say.

Each title and each sentence of an abstract is a finding of its work (`of`), traced to a verbatim slice of the file,
with its escapes, commands, line ends and markup, of which `clean` is the decoded words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from bib.formats import format_named
from bib.mapped import Mapped
from bib.model import Reference, Source, Span
from ingest.model import Batch, Finding, FindingKind
from ingest.origins import hedge_of, origin_of
from ingest.sentences import split

# JATS and HTML that exporters leave in abstracts: inline tags, and those that part paragraphs.
_TAG = re.compile(r"</?(?:jats:|mml:)?[A-Za-z][A-Za-z0-9]{0,20}(?:\s[^<>]{0,300})?/?>")
_BLOCK = re.compile(
    r"</?(?:jats:)?(?:p|title|sec|div|br|abstract|list|list-item|h\d)(?:\s[^<>]{0,300})?/?>|\n\s*\n|\r\n\s*\r\n",
    re.IGNORECASE,
)
_LABELS = (
    "background|introduction|context|rationale|purpose|aims?|aims? and objectives?|objectives?|goals?|hypothes[ie]s|"
    "methods?|materials? and methods|methodology|design|study design|setting|participants|patients|patients and "
    "methods|subjects|sample|"
    "interventions?|main outcome measures?|outcome measures?|measurements?|measures|data sources?|data "
    "collection|data extraction|"
    "study selection|search strategy|selection criteria|eligibility criteria|data analysis|analysis|approach|"
    "results?|findings|main results|principal findings|results and discussion|"
    "conclusions?|conclusions? and relevance|interpretation|discussion|discussion and conclusions?|"
    "implications(?: for practice)?|limitations?|"
    "significance|relevance to clinical practice|practice implications|authors?['’] conclusions?|summary|trial "
    "registration|funding|keywords|registration"
)
_LABEL = re.compile(rf"\s*(?P<label>(?:{_LABELS}))\s?(?P<mark>[:.—–-])?(?=\s|$)", re.IGNORECASE)


def read_library(source: Source, form: str = "csl-json") -> Batch:
    """A library file as a batch. form: the name of its format in `bib.formats`. Never raises on content."""
    row = format_named(form)
    assert row
    assert row.read
    entries, problems = row.read(source)
    findings: list[Finding] = []
    for index, entry in enumerate(entries):
        if entry.title:
            findings.extend(_title(source, entry.title, index))
        if entry.abstract:
            findings.extend(_abstract(source, entry.abstract, index))
    findings.sort(key=lambda f: (f.source.start, f.source.end))
    references = tuple(_without_markup(entry.reference) for entry in entries)
    return Batch(source, form, None, references, tuple(findings), (), problems)


def _without_markup(reference: Reference) -> Reference:
    """Title, container and abstract without the tags and entities of exports: "<i>Stigma</i>" in a library and
    "Stigma" in a pasted list are one title, and neither BibTeX nor Markdown knows such tags."""
    if not any("<" in v or "&" in v for v in (reference.title or "", reference.container or "", *_values(reference))):
        return reference
    other = tuple((name, plain(value) if name == "abstract" else value) for name, value in reference.other)
    title, container = reference.title and plain(reference.title), reference.container and plain(reference.container)
    return replace(reference, title=title or None, container=container or None, other=other)


def _values(reference: Reference) -> Iterator[str]:
    return (value for name, value in reference.other if name == "abstract")


def plain(text: str) -> str:
    """Decoded text for people: no tags, entities undone, white space folded."""
    if "<" in text:
        text = _TAG.sub("", _BLOCK.sub(" ", text))
    return " ".join(unescape(text).split())


def _title(source: Source, title: Mapped, index: int) -> Iterator[Finding]:
    clean = plain(title.text)
    if clean:
        start, end = _trim(title.text, 0, len(title.text))
        # As in a pasted list, a title is what the work is called, and "to read": not a result of its own.
        yield _finding(source, title, start, end, "title", (), index, clean, "cited")


def _abstract(source: Source, abstract: Mapped, index: int) -> Iterator[Finding]:
    text = abstract.text
    masked = _TAG.sub(lambda m: " " * len(m.group()), text) if "<" in text else text
    part: str | None = None
    for low, high in _paragraphs(text):
        whole = masked[low:high].strip()
        label = _LABEL.fullmatch(whole.rstrip(":. "))
        if label:
            part = label["label"]
            continue
        for a, b in split(masked[low:high]):
            start, end = low + a, low + b
            found = _LABEL.match(masked, start, end)
            if found and _is_label(found, masked[start:end]):
                part = found["label"]
                start = _trim(masked, found.end(), end)[0]
            clean = plain(text[start:end])
            if not any(c.isalnum() for c in clean):
                continue
            section = ("Abstract",) if part is None else ("Abstract", part.capitalize())
            yield _finding(source, abstract, start, end, "abstract", section, index, clean, None)


def _is_label(found: re.Match[str], sentence: str) -> bool:
    """A label is followed by a colon or a dash, or stands in capitals, or is the whole sentence."""
    label, mark = found["label"], found["mark"]
    if not label[0].isupper():
        return False
    return (
        mark == ":"
        or (label.isupper() and len(label) > 3)
        or sentence.strip(" .:") == label
        or (mark in ("—", "–") and len(label) > 3)
    )


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    low = 0
    for match in _BLOCK.finditer(text):
        if match.start() > low:
            yield low, match.start()
        low = match.end()
    if low < len(text):
        yield low, len(text)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _finding(
    source: Source,
    held: Mapped,
    start: int,
    end: int,
    kind: FindingKind,
    section: tuple[str, ...],
    index: int,
    clean: str,
    origin: str | None,
) -> Finding:
    span = Span(source, *held.span(start, end))
    whose = "cited" if origin == "cited" else origin_of(clean, section, False)
    return Finding(span.text, clean, kind, section, (), None, None, whose, hedge_of(clean), (), index, span)
