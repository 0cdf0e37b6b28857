"""CSL-JSON, read and written: the input format of citeproc, and what Zotero, Mendeley, Pandoc and Crossref export.

Names follow CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html, appendix IV). Accepted are an
array, an
object with "items", JSON lines and a single object. Wrong types, numbers as strings, dates as strings and files
cut short give Problems; what can be read of them is kept.

Two things are not in CSL and do not come back: `etal` and `confidence`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from bib import kinds
from bib.csl_fields import date_object, name_object, read_date, read_names, text_of
from bib.json_text import Member, Node, decode, mapped, node, nodes, skip
from bib.mapped import Entry, Mapped
from bib.model import Person, Problem, Reference, Source, Span
from bib.values import bare_doi

# CSL variable -> field of `Reference`, for those that are one string in both.
TEXT_FIELDS = (
    ("title", "title"),
    ("container-title", "container"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "pages"),
    ("publisher", "publisher"),
    ("publisher-place", "place"),
    ("DOI", "doi"),
    ("PMID", "pmid"),
    ("PMCID", "pmcid"),
    ("ISBN", "isbn"),
    ("URL", "url"),
    ("number", "number"),
    ("citation-number", "label"),
)
_FIELD = dict(TEXT_FIELDS)
_TAKEN = frozenset(("id", "type", "author", "editor", "issued", "year-suffix", *_FIELD))
_EMPTY = re.compile(r"[\s\ufeff]*(?:\{\s*\"items\"\s*:\s*)?\[\s*\][\s}]*")


def looks_like(text: str) -> bool:
    """Whether a text is JSON that names CSL variables near its beginning."""
    head = text[:20_000].lstrip("\ufeff \t\r\n")
    return head[:1] in ("[", "{") and bool(
        re.search(r'"(?:container-title|issued|type|author|title|items|citation-key)"\s*:', head)
    )


def read(source: Source) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The entries of a CSL-JSON file, in order, and what was wrong in it. Never raises on content."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for found in _objects(source.text):
        if isinstance(found, tuple):
            where = Span(source, found[0], min(found[1], found[0] + 200))
            problems.append(Problem("error", "no CSL-JSON object: left out", "an entry stands in braces", where))
            continue
        if found.error:
            offset, reason = found.error
            where = Span(source, min(offset, len(source.text)), min(offset + 40, found.end, len(source.text)))
            problems.append(
                Problem(
                    "error",
                    f"broken JSON ({reason}): {len(found.members)} fields before it were kept",
                    "export the file again",
                    where,
                )
            )
        if found.members or not found.error:
            entries.append(_entry(source, found, problems))
    if source.text.strip("\ufeff \t\r\n") and not entries and not problems and not _EMPTY.fullmatch(source.text):
        problems.append(
            Problem("error", "no CSL-JSON entry in this file", "", Span(source, 0, min(200, len(source.text))))
        )
    return tuple(entries), tuple(problems)


def _objects(text: str) -> Iterator[Node | tuple[int, int]]:
    start = skip(text, 0)
    if text.startswith("[", start):
        yield from _array(text, start)
        return
    if text.startswith("{", start):
        first = node(text, start)
        items = first.get("items")
        if items and isinstance(items.value, list):
            yield from _array(text, items.start)
            return
        if first.error and (opened := re.compile(r'\{\s*"items"\s*:\s*(?=\[)').match(text, start)):
            yield from _array(text, opened.end())
            return
    yield from nodes(text, start, len(text))


def _array(text: str, start: int) -> Iterator[Node | tuple[int, int]]:
    yield from nodes(text, start + 1, len(text))


def _entry(source: Source, found: Node, problems: list[Problem]) -> Entry:
    reader = _Reader(source, found, problems)
    return Entry(reader.reference(), reader.mapped("title"), reader.mapped("abstract"))


class _Reader:
    """One entry being read; every odd value is said where it stands."""

    def __init__(self, source: Source, found: Node, problems: list[Problem]) -> None:
        self.source, self.node, self.problems = source, found, problems

    def say(self, member: Member, message: str) -> None:
        where = Span(self.source, member.start, min(member.end, member.start + 200))
        self.problems.append(Problem("warning", f'"{member.name}": {message}', "", where))

    def mapped(self, name: str) -> Mapped | None:
        """A string member with its place; None when it is no string or empty."""
        member = self.node.get(name)
        if member is None or not isinstance(member.value, str) or not member.value:
            return None
        return mapped(self.source.text, member.start, member.end, member.value)

    def reference(self) -> Reference:
        """The whole entry."""
        texts = {field: self._text(variable) for variable, field in TEXT_FIELDS}
        if doi := texts["doi"]:
            texts["doi"] = bare_doi(doi)
        issued = self.node.get("issued")
        date = (
            read_date(issued.value, lambda message: self.say(issued, message), self._text("year-suffix"))
            if issued
            else None
        )
        return Reference(
            kind=self._kind(),
            people=self._names("author"),
            editors=self._names("editor"),
            date=date,
            key=self._text("id"),
            other=tuple(self._others()),
            source=Span(self.source, self.node.start, self.node.end),
            **texts,  # type: ignore[arg-type]
        )

    def _text(self, name: str) -> str | None:
        member = self.node.get(name)
        if member is None or member.value is None:
            return None
        value, message = text_of(member.value)
        if message:
            self.say(member, message)
        return value or None

    def _names(self, name: str) -> tuple[Person, ...]:
        member = self.node.get(name)
        return (
            read_names(member.value, lambda message: self.say(member, message))
            if member and member.value is not None
            else ()
        )

    def _kind(self) -> str:
        member = self.node.get("type")
        if member is None:
            return "document"
        found = kinds.from_csl(member.value) if isinstance(member.value, str) else None
        if found is None:
            self.say(member, f"{member.value!r:.60} is no type of work known here: taken as a document")
        return found or "document"

    def _others(self) -> Iterator[tuple[str, str]]:
        seen: dict[str, Member] = {m.name: m for m in self.node.members if m.name not in _TAKEN}
        for name, member in seen.items():
            if member.value is None or member.value == "":
                continue
            simple = isinstance(member.value, str | int | float) and not isinstance(member.value, bool)
            value = text_of(member.value)[0] if simple else json.dumps(member.value, ensure_ascii=False)
            if value:
                yield name, value
        kind = self.node.get("type")
        if kind and isinstance(kind.value, str) and kinds.from_csl(kind.value) is None:
            yield "type", kind.value


# CSL variables whose values are objects or arrays: those only are decoded again when written.
_STRUCTURED = frozenset(
    "accessed available-date event-date original-date submitted custom categories translator director "
    "interviewer recipient reviewed-author"
    " collection-editor composer container-author editorial-director illustrator original-author chair compiler "
    "contributor curator"
    " executive-producer guest host narrator organizer performer producer script-writer series-creator "
    "editor-translator".split()
)
_DATES = frozenset(("accessed", "available-date", "event-date", "original-date", "submitted"))


def to_object(reference: Reference, id: str) -> dict[str, object]:
    """A reference as one CSL-JSON object.

    id: its id in the array. `citation-number` is the printed label, `note` the raw item of a list (an entry of a
    library
    file keeps the note it had).
    """
    out: dict[str, object] = {"id": id, "type": reference.kind}
    if reference.people:
        out["author"] = [name_object(p) for p in reference.people]
    if reference.editors:
        out["editor"] = [name_object(p) for p in reference.editors]
    if reference.date and (issued := date_object(reference.date)):
        out["issued"] = issued
    if reference.date and reference.date.suffix:
        out["year-suffix"] = reference.date.suffix
    for variable, field in TEXT_FIELDS:
        if value := getattr(reference, field):
            out[variable] = value
    for name, value in reference.other:
        if name == "type":
            out["type"] = value
        elif name not in out:
            out[name] = _other_value(name, value)
    if "note" not in out and reference.key is None and reference.source is not None:
        out["note"] = reference.raw
    return out


def _other_value(name: str, value: str) -> object:
    if name not in _STRUCTURED:
        return value
    try:
        found, end = decode(value, 0)
    except ValueError:
        found, end = None, -1
    if end == len(value) and isinstance(found, dict | list):
        return found
    return {"literal": value} if name in _DATES else value


def write(references: Iterable[Reference]) -> str:
    """A CSL-JSON array; ids are the references' own keys where all have different ones, else positions from "1"."""
    held = tuple(references)
    keys = [r.key for r in held]
    own = all(keys) and len(set(keys)) == len(keys)
    return write_pairs(((r.key or "") if own else str(n), r) for n, r in enumerate(held, 1))


def write_pairs(pairs: Iterable[tuple[str, Reference]]) -> str:
    """A CSL-JSON array of (id, reference) pairs, in their order."""
    objects = [to_object(reference, key) for key, reference in pairs]
    return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"
