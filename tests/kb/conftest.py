"""Small worlds of papers and lists, made in memory: what `ingest.read` would give, without reading."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest

from bib.model import Date, Person, Reference, Source, Span
from ingest.model import Batch, Citation, Document, Finding, Theme
from kb import concepts
from kb.base import Base
from kb.store import Store


@dataclass(frozen=True)
class Work:
    """A work as lists mention it."""

    title: str
    family: str
    year: int
    doi: str | None = None
    container: str | None = None

    def line(self) -> str:
        doi = f" doi:{self.doi}" if self.doi else ""
        return f"{self.family}, A. ({self.year}). {self.title}. {self.container or ''}{doi}"


def source(name: str, text: str, lineage: str | None = None) -> Source:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Source(name, sha256, lineage or sha256, "text@1", text)


def _span(src: Source, words: str, after: int = 0) -> Span:
    start = src.text.index(words, after)
    return Span(src, start, start + len(words))


def _reference(work: Work, span: Span, label: str | None = None) -> Reference:
    return Reference(
        kind="article-journal",
        title=work.title,
        people=(Person(family=work.family, given="A."),),
        date=Date(year=work.year),
        container=work.container,
        doi=work.doi,
        label=label,
        confidence=0.9,
        source=span,
    )


def make_list(name: str, works: Sequence[Work], lineage: str | None = None) -> Batch:
    """A numbered list; every title is a finding."""
    src = source(name, "\n".join(f"{n}. {w.line()}" for n, w in enumerate(works, 1)), lineage)
    references, findings, at = [], [], 0
    for n, work in enumerate(works, 1):
        span = _span(src, f"{n}. {work.line()}", at)
        at = span.end
        references.append(_reference(work, span, str(n)))
        title = _span(src, work.title, span.start)
        findings.append(Finding(work.title, work.title, "title", (), (), None, None, "cited", None, (), n - 1, title))
    return Batch(src, "list", None, tuple(references), tuple(findings), (), ())


def make_paper(
    name: str,
    work: Work,
    sentences: Sequence[tuple[str, tuple[int, ...]]],
    own_list: Sequence[Work] = (),
    lineage: str | None = None,
) -> Batch:
    """A paper with sentences (words, cited numbers) under Results, and maybe a list of its own."""
    body = "\n".join(f"{words} [{','.join(map(str, cited))}]." if cited else f"{words}." for words, cited in sentences)
    items = "\n".join(f"{n}. {w.line()}" for n, w in enumerate(own_list, 1))
    src = source(name, f"{work.line()}\n\nResults\n\n{body}\n\nReferences\n\n{items}", lineage)
    front = _reference(work, Span(src, 0, len(work.line())))
    findings, at = [], len(work.line())
    for words, cited in sentences:
        marker = f"[{','.join(map(str, cited))}]"
        text = f"{words} {marker}." if cited else f"{words}."
        span = _span(src, text, at)
        at = span.end
        citations = (Citation(marker, cited, (), _span(src, marker, span.start)),) if cited else ()
        clean = f"{words}."
        findings.append(
            Finding(text, clean, "sentence", ("Results",), ("Results",), None, None, "own", None, citations, None, span)
        )
    references = []
    for n, listed in enumerate(own_list, 1):
        span = _span(src, f"{n}. {listed.line()}", at)
        at = span.end
        references.append(_reference(listed, span, str(n)))
    document = Document(src, front, None, ("peer support",), (), None, None, 0)
    theme = Theme("Results", "heading", ("Results",), Span(src, 0, 1))
    return Batch(src, "paper", document, tuple(references), tuple(findings), (theme,), ())


@dataclass(frozen=True)
class Worlds:
    """The makers, for tests to use without importing this file."""

    Work: type[Work]
    paper: Callable[..., Batch]
    list: Callable[..., Batch]


@pytest.fixture
def worlds() -> Worlds:
    return Worlds(Work, make_paper, make_list)


@pytest.fixture
def base(store: Store) -> Iterator[Base]:
    """An open, empty base on the test's store, its index in memory."""
    with Base(store, concepts.load(), "tester", None) as opened:
        yield opened
