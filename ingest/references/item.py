"""One raw item -> `Reference`: label and link words off, identifiers out, the best grammar, and what is said if none
fits."""

from __future__ import annotations

import re
from dataclasses import replace

from bib.model import Problem, Reference, Span
from ingest.noise import tail
from ingest.references import split
from ingest.references.fields.identifiers import take
from ingest.references.grammars import best
from ingest.references.grammars.item import Item
from ingest.references.plain import fold

LONGEST = 6_000  # characters; the longest real reference with all its authors seen is about 4,000
_FULL_STOPS = re.compile(r"[.\])\d”\"/!?»’]$")


def understand(text: str, label: str | None = None, source: Span | None = None) -> Reference:
    """The reference a folded text is, without label or link words; kind "document" and no title when none fits."""
    ids = take(text)
    found = best(Item(ids.body, ids)) or Reference()
    return replace(
        found,
        doi=ids.doi,
        pmid=ids.pmid,
        pmcid=ids.pmcid,
        isbn=ids.isbn,
        url=ids.url,
        other=found.other + ids.others,
        label=label,
        source=source,
    )


def core(text: str, item: split.Item) -> str:
    """The words of an item: without label, link words, and what a page put between its lines."""
    words = item.words(text)
    return words[: tail(words, 0, len(words))]


def read_item(item: split.Item, whole: Span) -> tuple[Reference, Problem | None]:
    """The item of a list; `whole`: where it stands, label and link words included."""
    label = item.label.text if item.label else None
    if whole.start == whole.end:
        return Reference(source=whole), None
    if whole.end - whole.start > LONGEST:
        problem = Problem(
            "error",
            f"{whole.end - whole.start:,} characters are no single reference: kept as printed",
            "put every reference on a line of its own",
            whole,
        )
        return Reference(label=label, source=whole), problem
    folded = fold(core(whole.source.text, item))
    found = understand(folded, label, whole)
    return found, _problem(found, folded, whole) if found.title is None and found.container is None else None


def _problem(found: Reference, folded: str, whole: Span) -> Problem:
    if not folded:
        return Problem("warning", "no text in this item", "", whole)
    if folded[:1] in "—–―_" and not folded[:1].isalnum():
        return Problem(
            "error",
            "a dash stands for the authors of the item above: kept as printed",
            "write the names out",
            whole,
        )
    first = folded.lstrip('"“‘«(')[:1]
    if first.islower() or not _FULL_STOPS.search(folded):
        side = "beginning" if first.islower() else "end"
        return Problem(
            "error",
            f"a reference cut in half, its {side} is missing: kept as printed",
            "join it with the line it was cut from",
            whole,
        )
    return Problem(
        "error",
        "no style of reference fits: kept as printed",
        "give authors, year, title and source in one of the usual styles, or add the work from a library file",
        whole,
    )
