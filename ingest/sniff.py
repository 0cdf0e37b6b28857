"""What is this input? One function per answer, asked in the order of one table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bib.formats import FORMATS
from ingest import headings, layout, reference_list
from ingest.blocks import Block, blocks
from ingest.reference_list import Region

_JSON = re.compile(r"\s{0,1000}[\[{]\s{0,1000}(?:[{\"\]}]|$)")
_CSL_KEYS = re.compile(r"\"(?:title|type|id|author|DOI|issued|container-title|abstract|items|citation-key)\"\s{0,20}:")
_MARKUP = (
    (
        re.compile(r"\s{0,200}(?:<\?xml|<!DOCTYPE|<html|<article|<head|<body|<div|<TEI)\b", re.IGNORECASE),
        "HTML or XML",
        "open it in a browser and copy its text",
    ),
)
_LABELLED = re.compile(r"[\[(]?\d{1,4}[\])]?[.)]?\s?\S")
_COUNT = re.compile(r"[\[(]?(?P<number>\d{1,4})(?:[\])][.]?|[.)])\s?\S")
_TOP = 2000  # characters in which the first entry of a library begins
_MOST_LINES = 12  # over which one reference is wrapped
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_ABSTRACTS = frozenset(("abstract", "summary"))
_BEYOND_ABSTRACTS = frozenset(("introduction", "discussion", "general discussion", "results and discussion"))
_CITED = re.compile(r"[\w.,;)] {0,1}\[\d{1,3}(?:[,;–-] {0,1}\d{1,3}){0,20}\]")
_FEW = 6  # blocks of a list too short to be found as a run
_PAGE_SENTENCES = 15  # a page shows an abstract at most; a paper has more


@dataclass(frozen=True)
class View:
    """A text as paragraphs, and where a reference list stands among them."""

    blocks: tuple[Block, ...]
    region: Region | None


def sniff(text: str) -> tuple[str, View]:
    """The form of a text (a library's format, "list", "page", "paper" or "unknown") and the view it was judged by."""
    form = library(text, "")
    if form is not None:
        return form, View((), None)
    if markup(text) is not None:
        return "unknown", View((), None)
    found = blocks(text)
    view = View(found, reference_list.find(found))
    return next((form for form, fits in FORMS if fits(view)), "unknown"), view


def library(text: str, name: str) -> str | None:
    """The format of a library file, or None for what is none. Entries begin near the top, below a few lines of the
    program that wrote them; where the file's name says what it is, anywhere."""
    if is_csl_json(text):
        return "csl-json"
    suffix = f".{name.rpartition('.')[2].lower()}"
    for row in FORMATS:
        if row.read and row.name != "csl-json":
            named = suffix in row.suffixes
            if row.looks_like(text if named else text[:_TOP]):
                return row.name
    return None


def is_csl_json(text: str) -> bool:
    """JSON that names at least one CSL variable near its begin, or is empty."""
    head = text[:20000]
    if _JSON.match(head) is None:
        return False
    return _CSL_KEYS.search(head) is not None or head.strip() in ("[]", "{}")


def markup(text: str) -> tuple[str, str] | None:
    """(what it is, what to do) for formats that are text but not prose and are not read."""
    return next(((what, hint) for pattern, what, hint in _MARKUP if pattern.match(text[:2000])), None)


def is_list(view: View) -> bool:
    """References and hardly anything else."""
    region, found = view.region, view.blocks
    if region is None:
        return _is_short_list(found) or _is_numbered_list(found)
    end = len(found) if region.end < len(found) and reference_list.ends_list(found[region.end].text) else region.end
    outside = [b for i, b in enumerate(found) if not region.first <= i < end and i != region.heading]
    outside += [b for b in found[region.end : end] if layout.is_prose(b.text)]
    few = len(outside) <= max(3, (region.end - region.first) // 4)
    return few and sum(_sentences(b) for b in outside) <= 1 and sum(len(b.text) > 30 for b in outside) <= 2


def _is_short_list(found: Sequence[Block]) -> bool:
    """One or two references, whole or wrapped, are no run yet."""
    if not 0 < len(found) <= _FEW:
        return False
    likely = [_reference(b) for b in found]
    return sum(likely) * 2 >= len(found) and not any(_sentences(b) for b, r in zip(found, likely, strict=True) if not r)


def _is_numbered_list(found: Sequence[Block]) -> bool:
    """Labels from 1 on and years, in whatever language and style."""
    if not found or _LABELLED.match(found[0].text) is None:
        return False
    dated = [b for b in found if _LABELLED.match(b.text) and _YEAR.search(b.text[:1000])]
    return (len(dated) > 1 and len(dated) * 2 >= len(found)) or _is_wrapped_list(found)


def _is_wrapped_list(found: Sequence[Block]) -> bool:
    """Numbers from 1 on, each with a few lines below it that make a reference together."""
    from ingest.references import looks_like_reference

    items: list[list[str]] = []
    for block in found:
        label = _COUNT.match(block.text)
        if label and int(label["number"]) == len(items) + 1:
            items.append([])
        elif not items or len(items[-1]) >= _MOST_LINES:
            return False
        items[-1].append(block.text)
    likely = sum(looks_like_reference(" ".join(lines)[:1500]) for lines in items)
    return len(items) > 1 and likely * 2 > len(items)


def is_page(view: View) -> bool:
    """Front matter, at most an abstract, and a list: what a publisher shows without the text."""
    region, found = view.region, view.blocks
    if region is None:
        return False
    before = found[: region.heading if region.heading is not None else region.first]
    return len(before) > 0 and sum(_sentences(b) for b in before) <= _PAGE_SENTENCES and not _has_parts(before)


def is_paper(view: View) -> bool:
    """At least one paragraph of prose that is no reference."""
    return any(layout.is_prose(b.text) and not _reference(b) for b in view.blocks)


FORMS: tuple[tuple[str, Callable[[View], bool]], ...] = (
    ("list", is_list),
    ("page", is_page),
    ("paper", is_paper),
)


def _reference(block: Block) -> bool:
    from ingest.references import looks_like_reference

    return looks_like_reference(block.text[:1500])


def _sentences(block: Block) -> int:
    """Roughly how many sentences a paragraph has; 0 for a line that is none."""
    return 1 + block.text.count(". ") if layout.is_prose(block.text) else 0


def _has_parts(before: Sequence[Block]) -> bool:
    """The parts of a paper, however short: three headings, one that no abstract has, text that cites by number, or a
    part that follows an abstract of plain prose (the labels of a structured one follow its heading at once)."""
    names = {
        i: title
        for i, b in enumerate(before)
        if (h := headings.read(b.text)) and (title := headings.fold(h.title)) in headings.MAIN
    }
    if len(names) >= 3 or not _BEYOND_ABSTRACTS.isdisjoint(names.values()):
        return True
    if any(_CITED.search(b.text) for b in before if layout.is_prose(b.text)):
        return True
    plain = [i for i, name in names.items() if name in _ABSTRACTS and i + 1 < len(before) and i + 1 not in names]
    return any(i > plain[0] for i in names) if plain else False
