"""The one door: bytes in, a `Batch` out, whatever the bytes are."""

from __future__ import annotations

from dataclasses import replace

from bib.model import Problem, Source, Span
from ingest import document, findings, pasted, reference_list, sniff, structured
from ingest.blocks import blocks
from ingest.model import Batch
from ingest.readers import reader_for
from ingest.readers import text as text_reader
from ingest.sniff import View

NOTHING = View((), None)


def read_bytes(data: bytes, name: str, *, lineage: str | None = None, split: str = "auto") -> Batch:
    """Read one input; see `ingest.read` for the meaning of the parameters."""
    marked = reader_for(data, name) if split != "lines" else None
    if marked is not None:
        return structured.read(marked.read(data, name, lineage), split)
    source, odd = text_reader.read(data, name, lineage)
    form = sniff.library(source.text, name) if split != "lines" else None
    if form is not None:
        batch = _read_library(source, form)
        return replace(batch, problems=(*odd, *batch.problems))
    whole = source
    boxes = pasted.cut(source.text) if split != "lines" else None
    if boxes is not None:
        source = replace(source, text=boxes.text)
    form, view = ("list", NOTHING) if split == "lines" and source.text else sniff.sniff(source.text)
    batch = READERS[form](source, view, split) if form in READERS else _read_library(source, form)
    if boxes is not None:
        batch = pasted.restore(batch, whole, boxes.holes)
    return replace(batch, problems=(*odd, *batch.problems))


def _read_list(source: Source, view: View, split: str) -> Batch:
    """A bare reference list; its heading, if it has one, is no item."""
    from ingest.references import read_list

    start, end = 0, len(source.text)
    if split != "lines":
        first = blocks(source.text[:2000])[:1]
        start = first[0].end if first and reference_list.named(first[0].text) else 0
    references, problems = read_list(source, start, end, split)
    return Batch(source, "list", None, references, tuple(findings.titles(references)), (), problems)


def _read_paper(source: Source, view: View, split: str) -> Batch:
    return document.read(source, view, "paper", split)


def _read_page(source: Source, view: View, split: str) -> Batch:
    return document.read(source, view, "page", split)


def _read_library(source: Source, form: str) -> Batch:
    from ingest.library import read_library

    batch = read_library(source, form)
    if batch.references or batch.problems:
        return batch
    empty = Problem("warning", "no entry in this library", "export it again with its entries", Span(source, 0, 0))
    return replace(batch, problems=(empty,))


def _read_unknown(source: Source, view: View, split: str) -> Batch:
    """Nothing that is known: the text is kept and a Problem says what it seems to be."""
    problems: tuple[Problem, ...] = ()
    if source.text.strip():
        whole = Span(source, 0, len(source.text))
        markup = sniff.markup(source.text)
        if markup:
            problems = (Problem("error", f"this is {markup[0]}, which is not read", markup[1], whole),)
        else:
            hint = "if it is a reference list, say --split lines; if it is a paper, paste its paragraphs"
            problems = (Problem("error", "neither a paper nor a reference list was recognised", hint, whole),)
    elif source.text:
        problems = (Problem("error", "the file holds only white space", "nothing was read", Span(source, 0, 0)),)
    return Batch(source, "unknown", None, (), (), (), problems)


READERS = {
    "list": _read_list,
    "page": _read_page,
    "paper": _read_paper,
    "unknown": _read_unknown,
}
