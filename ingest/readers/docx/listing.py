"""The reference list of a Word file: what is printed, joined with the records that reference managers keep.

A record is believed for its fields; the printed item stays what its raw text is. Without a printed list the records
alone are the list, each standing where it is first cited. Foot- or endnotes that are references are a list too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from bib.model import Reference
from ingest.readers.docx.fields import Cited
from ingest.readers.docx.walk import Marks
from ingest.structure import Item, Part

_SHORTEST_TITLE = 12  # letters by which a title is known within an item


def folded(text: str) -> str:
    """Letters and digits only, without accents and case."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


class Listing:
    """The list while the document's markers are read. Ask `place` for every cited work, then `items`."""

    def __init__(self, text: str, parts: Sequence[Part], marks: Marks) -> None:
        self.text = text
        self.printed = [p for p in parts if p.role == "reference"]
        self.notes = {} if self.printed else _notes_as_items(text, parts, marks)
        if self.notes:
            starts = set(self.notes.values())
            self.printed = [p for p in parts if p.start in starts]
        self.folded = [folded(text[p.start : p.end]) for p in self.printed]
        self.known: dict[str, int] = {}
        self.records: dict[int, Reference] = {}
        self.loose: list[tuple[int, int]] = []

    def note(self, name: str) -> int | None:
        """The item that a foot- or endnote is, if notes are the list."""
        start = self.notes.get(name)
        return next((i for i, p in enumerate(self.printed) if p.start == start), None) if start is not None else None

    def place(self, cited: Cited, start: int, end: int) -> int | None:
        """The item that is this work, from 0; None when the printed list does not have it. start, end: the marker."""
        if cited.key in self.known:
            return self.known[cited.key]
        at = self._printed(cited.record) if self.printed else self._new(start, end)
        if at is None:
            return None
        self.known[cited.key] = at
        if cited.record is not None:
            self.records.setdefault(at, cited.record)
        return at

    def _new(self, start: int, end: int) -> int:
        self.loose.append((start, end))
        return len(self.loose) - 1

    def _printed(self, record: Reference | None) -> int | None:
        """The printed item with this record's DOI or title, else the only one with its first author and year."""
        if record is None:
            return None
        doi, title = folded(record.doi or ""), folded(record.title or "")
        for wanted in (doi, title):
            found = [i for i, said in enumerate(self.folded) if len(wanted) >= _SHORTEST_TITLE and wanted in said]
            if len(found) == 1:
                return found[0]
            if found:
                return next((i for i in found if i not in self.records), found[0])
        if not record.people or record.year is None:
            return None
        family = folded(record.people[0].family or record.people[0].literal or "")
        found = [i for i, said in enumerate(self.folded) if family and family in said[:60] and str(record.year) in said]
        return found[0] if len(found) == 1 and (not title or len(title) < _SHORTEST_TITLE) else None

    def by_number(self, marker: str, count: int) -> tuple[int, ...]:
        """The items that a marker's printed numbers mean, when there are as many as works behind it."""
        numbers = _numbers(marker)
        fits = len(numbers) == count and all(0 < n <= len(self.printed) for n in numbers)
        return tuple(n - 1 for n in numbers) if fits else ()

    def items(self, parts: tuple[Part, ...]) -> tuple[tuple[Item, ...] | None, tuple[Part, ...]]:
        """The list's items, and the parts with notes that are items named so; None when there is no list at all."""
        if self.notes:
            starts = set(self.notes.values())
            parts = tuple(replace(p, role="reference") if p.start in starts else p for p in parts)
        if self.printed:
            return tuple(Item(p.start, p.end, self.records.get(i)) for i, p in enumerate(self.printed)), parts
        if self.loose:
            return tuple(Item(a, b, self.records.get(i, Reference())) for i, (a, b) in enumerate(self.loose)), parts
        return (), parts


def _numbers(marker: str) -> tuple[int, ...]:
    """Numbers of a printed marker, ranges expanded."""
    out: list[int] = []
    for a, b in re.findall(r"(?<!\d)(\d{1,4})(?:\s?[-‐‑–—]\s?(\d{1,4}))?(?!\d)", marker):
        last = int(b or a)
        out += range(int(a), last + 1) if int(a) <= last < int(a) + 100 else [int(a)]
    return tuple(out)


def _notes_as_items(text: str, parts: Sequence[Part], marks: Marks) -> dict[str, int]:
    """Note -> where its text starts, if most of the notes of a kind are references: then they are the list."""
    from ingest.references import looks_like_reference

    starts = {p.start for p in parts if p.role == "footnote"}
    for kind in ("endnote", "footnote"):
        texts = {
            p.note: (p.start, p.end)
            for p in reversed(marks.paras)
            if p.note and p.note.startswith(kind) and p.start in starts
        }
        likely = sum(looks_like_reference(text[a:b][:1500]) for a, b in texts.values())
        if len(texts) > 2 and likely * 10 >= len(texts) * 7:
            return {name: a for name, (a, _) in sorted(texts.items(), key=lambda x: x[1])}
    return {}
