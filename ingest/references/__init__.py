"""A reference list -> its items -> what each one says.

`split` finds the items, `ingest.noise` takes publishers' link words off their ends, `fields` hold one small
normaliser per field, `grammars` one file per style. Every field is a slice of the item's folded text (`plain`).
"""

from __future__ import annotations

from bib.model import Problem, Reference, Source, Span
from ingest.references.item import read_item
from ingest.references.looks import looks_like_reference
from ingest.references.plain import fold, fold_map
from ingest.references.split import split_auto, split_lines

__all__ = ["looks_like_reference", "read_list", "title_span"]


def read_list(
    source: Source, start: int, end: int, split: str = "auto"
) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    """The references of the list standing at `source.text[start:end]`, in order, and what was odd.

    split: "lines" makes exactly one reference of every line, empty ones too; "auto" finds the items. Each has
    `source` = its raw text verbatim (label and link words included) and `confidence` = how well a style explained it.
    Never raises on content.
    """
    if split not in ("auto", "lines"):
        raise ValueError(f'split is "auto" or "lines", not {split!r}')
    said: list[Problem] = []
    if split == "lines":
        items = split_lines(source, start, end)
    else:
        items, problems = split_auto(source, start, end)
        said.extend(problems)
    references: list[Reference] = []
    for item in items:
        reference, problem = read_item(item, Span(source, item.start, item.end))
        references.append(reference)
        if problem:
            said.append(problem)
    return tuple(references), tuple(sorted(said, key=lambda p: p.source.start if p.source else start))


def title_span(reference: Reference) -> Span | None:
    """Where the title stands in the raw item, verbatim, over line breaks if need be; None when it does not."""
    if not reference.title or reference.source is None:
        return None
    raw = reference.raw
    at = raw.find(reference.title)
    if at >= 0:
        return Span(
            reference.source.source, reference.source.start + at, reference.source.start + at + len(reference.title)
        )
    folded, offsets = fold_map(raw)
    at = folded.find(fold(reference.title))
    if at < 0:
        return None
    first, last = offsets[at], offsets[at + len(fold(reference.title)) - 1]
    return Span(reference.source.source, reference.source.start + first, reference.source.start + last + 1)
