"""The parts of an article in the order in which they are read, put into one text."""

from __future__ import annotations

from collections import Counter

from bib.model import Reference
from ingest.readers.jats import front, references
from ingest.readers.jats.body import Body
from ingest.readers.jats.inline import Targets, language
from ingest.readers.jats.printed import Printed, put
from ingest.readers.jats.writer import Line, Writer
from ingest.readers.xml import Element, child, children, flat, get, name, within
from ingest.structure import Item, PartRole

_MAIN = ("", "abstract", "normal", "main", "structured", "full", "section", "author", "short", "unstructured")
# Abstracts that only point at the paper or show a picture, by @abstract-type.
_APART = ("graphical", "toc", "teaser", "video", "web-summary", "social-media", "ga", "stereochemistry", "object-tile")
_LIST = "References"


class Article:
    """One article: `read` puts it into `writer`."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.spoken = language(root)
        self.entries = references.entries(root)
        self.writer = Writer()
        self.targets = _targets(root, self.entries)
        self.body = Body(self.writer, self.targets)
        ids = [e.element.get("id") for e in self.entries if e.element.get("id")]
        if len(set(ids)) < len(ids):
            twice = Counter(ids).most_common(1)[0][0]
            self.writer.say(
                "warning", f"two items of the list have the id “{twice}”: links go to the first", "mend the ids"
            )
        self.items: list[Item] = []
        self.title: tuple[int, int] | None = None
        self.front: Reference = Reference()
        self.keywords: tuple[str, ...] = ()

    def read(self) -> None:
        """Front matter, abstracts, body, back matter, floats, list."""
        meta = front.meta_of(self.root)
        self._front(meta)
        if meta is not None:
            self._abstracts(meta)
            self._keywords(meta)
            for notes in children(meta, "author-notes"):
                self._reset("footnote")
                self.body.through(notes)
        self.front = front.reference(self.root, self._words(self.title))
        self._reset()
        for part in children(self.root, "body", "back", "floats-group", "floats-wrap"):
            self._reset()
            self.body.behind = name(part) == "back"
            self.body.through(part)
        self._reset()
        self._list()

    def _reset(self, role: PartRole = "paragraph") -> None:
        self.body.role, self.body.level, self.body.titles, self.body.boxed = role, 1, [], False

    def _words(self, span: tuple[int, int] | None) -> str | None:
        return self.writer.text()[slice(*span)] if span else None

    def _front(self, meta: Element | None) -> None:
        """Title, names and what stands about them."""
        self._reset("front")
        group = child(meta, "title-group")
        line = Line()
        self.body.line = line
        self.body.inside += 1
        for i, tag in enumerate(("article-title", "subtitle")):
            for element in children(group, tag) if group is not None else ():
                if i and line.size:
                    line.add(" " if line.last() in ".:?!—–-" else ": ")
                self._without_notes(element)
        self.body.inside -= 1
        self.body.line = Line()
        part = self.writer.put(line, "front")
        self.title = (part.start, part.end) if part else None
        if meta is None:
            return
        made = front.reference(self.root, None)
        for words in (
            ", ".join(x.literal or " ".join(y for y in (x.given, x.family, x.suffix) if y) for x in made.people),
            " ".join(y for y in (made.container, str(made.year) if made.year else None) if y),
        ):
            line = Line()
            line.add(words)
            self.writer.put(line, "front")
        for element in (
            *children(meta, "aff"),
            *(x for g in children(meta, "contrib-group") for x in children(g, "aff")),
        ):
            line = Line()
            line.add(" ".join(element.itertext()))
            self.writer.put(line, "furniture")

    def _without_notes(self, element: Element) -> None:
        """A title without the notes and their marks that hang on it."""
        body = self.body
        body.line.add(element.text)
        for inner in element:
            if name(inner) not in ("xref", "fn"):
                body.inner(inner)
            body.line.add(inner.tail)
        body.floats.clear()

    def _abstracts(self, meta: Element) -> None:
        """The paper's abstract first; others after it, as sections of their own or kept apart."""
        found = list(children(meta, "abstract"))
        typed = [x for x in found if (get(x, "abstract-type") or "").lower() in _MAIN]
        own = [x for x in typed if not self._translated(x)] or typed or found[:1]
        for element in own[:1]:
            self._reset("abstract")
            self._abstract(element, "Abstract")
        for element in (*found, *children(meta, "trans-abstract")):
            if element not in own[:1]:
                kind = (get(element, "abstract-type") or "").lower()
                aside = name(element) == "trans-abstract" or self._translated(element) or kind in (*_APART, *_MAIN)
                self._reset("furniture" if aside else "paragraph")
                self._abstract(element, kind.replace("-", " ").capitalize() or "Abstract")

    def _translated(self, element: Element) -> bool:
        said = language(element)
        return said is not None and self.spoken is not None and said[:2] != self.spoken[:2]

    def _abstract(self, element: Element, default: str) -> None:
        """An abstract below its heading, which pages print where the file has none."""
        body = self.body
        title = child(element, "title")
        words = flat(title) or default
        line = Line()
        line.add(words)
        if body.role == "furniture":
            self.writer.put(line, "furniture")
        else:
            self.writer.put(line, "heading", level=1, title=default if body.role == "abstract" else words)
            body.titles.append(words)
        body.level = 2
        body.through(element, [x for x in (title,) if x is not None])

    def _keywords(self, meta: Element) -> None:
        for group, own in front.keyword_groups(meta, self.spoken):
            words = front.keywords_of(group)
            if own:
                self.keywords = words
            line = Line()
            line.add("; ".join(words) or flat(group))
            self.writer.put(line, "keywords" if own else "furniture")

    def _list(self) -> None:
        """The list at the end, whatever stands after it in the file: what follows a list is no section of the text."""
        if not self.entries:
            return
        title = next(
            (flat(child(x, "title")) for x in within(self.root, "ref-list") if child(x, "title") is not None), ""
        )
        line = Line()
        line.add(title or _LIST)
        self.writer.put(line, "heading", level=1, title=_LIST)
        printed = Printed(self.writer, self.targets)
        for entry in self.entries:
            line = put(printed, entry.printed or (entry.element,), entry.label)
            part = self.writer.put(line, "reference")
            start, end = (part.start, part.end) if part else (self.writer.size, self.writer.size)
            label = references.bare_label(entry.label)
            found = references.fields(entry)
            if part is None:
                self.writer.say("warning", "an item of the list without text", "its place is kept: numbers count it")
                found = Reference()
            self.items.append(Item(start, end, found, label))
            if references.several(entry) > 1 and part:
                what = f"an item of the list holds {references.several(entry)} works; the fields of the first are taken"
                self.writer.say("info", what, "give each work an item of its own", (start, end))


def _targets(root: Element, entries: list[references.Entry]) -> Targets:
    """Where links can lead."""
    places: dict[str, int] = {}
    for i, entry in enumerate(entries):
        for element in (entry.element, *within(entry.element, *references.CITATIONS)):
            if element.get("id"):
                places.setdefault(element.get("id"), i)
    notes: dict[str, tuple[int, ...]] = {}
    for note in within(root, "fn"):
        cited = (rid for x in within(note, "xref") for rid in (x.get("rid") or "").split())
        found = tuple(dict.fromkeys(places[rid] for rid in cited if rid in places))
        if found and note.get("id"):
            notes.setdefault(note.get("id"), found)
    return Targets(places, tuple(e.label for e in entries), notes)
