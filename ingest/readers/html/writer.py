"""The canonical text as it grows: paragraphs with their roles, and what is marked within them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest import noise
from ingest.structure import PartRole

_SPACE = re.compile(r"[^\S ]\s*| \s+")  # white space that is not already one blank
_NOTHING = re.compile("[\u00ad\u200b\u2060\ufeff]")  # hyphens and joints that are not seen
_WORDS = frozenset(token.casefold() for _, tokens in noise.PUBLISHERS for token in tokens) | frozenset(
    (
        "view",
        "full text",
        "free full text",
        "pdf",
        "web of science®",
        "crossref full text",
        "view in pubmed",
        "open url",
        "isi",
        "export citation",
        "show in context",
        "go to reference",
        "open access",
        "find it@",
        "↵",
        "doi",
        "citation",
        "download",
        "read",
        "pmcid",
        "links",
        "opens in new window",
    )
)
_LEFT = " \t\n[(|,;·•–—-↵"  # what a link behind an item leaves before it


@dataclass(eq=False)  # two marks that look alike are still two
class Mark:
    """Something within a paragraph.

    kind: "raised", "lowered", "link", "number", "junk" (a link behind an item), "word" (a keyword), "field" (of an
    item). start, end: of the paragraph's text, start -1 as long as it is empty. keys: of a link, what it may lead to.
    """

    kind: str
    start: int = -1
    end: int = -1
    keys: tuple[str, ...] = ()


@dataclass
class Draft:
    """One paragraph.

    rank: of a heading, 1 for h1. text: its words, once it is ended. start: in the canonical text. bold: all of it is.
    links: "doi:…", "pmid:…" of the works that an item's links lead to. label: of an item. loose: text in a list of
    references outside its items. held: a label that waits for its caption.
    """

    role: PartRole
    rank: int = 0
    text: str = ""
    start: int = 0
    marks: list[Mark] = field(default_factory=list)
    bold: bool = True
    links: list[str] = field(default_factory=list)
    label: str | None = None
    loose: bool = False
    held: bool = False

    @property
    def end(self) -> int:
        """One past its last character in the canonical text."""
        return self.start + len(self.text)


class Writer:
    """Takes text piece by piece. parts: paragraphs that are ended; anchors: name of a place on the page → which one."""

    def __init__(self) -> None:
        self.parts: list[Draft] = []
        self.anchors: dict[str, int] = {}
        self.draft: Draft | None = None
        self._chunks: list[str] = []
        self._size = 0
        self._gap = False
        self._waiting: list[str] = []
        self._open: list[Mark] = []

    def add(self, text: str, role: PartRole, rank: int = 0, bold: bool = False, loose: bool = False) -> None:
        """Text as the page has it; it begins a paragraph of this role unless one is open."""
        folded = _SPACE.sub(" ", _NOTHING.sub("", text) if not text.isascii() else text)
        if not folded:
            return
        if folded == " ":
            self._gap = True
            return
        if self.draft is None or (self.draft.held and role != "caption"):
            self.end(force=True)
            self.draft = Draft(role, rank, loose=loose)
            self._gap = False
            for name in self._waiting:
                self.anchors.setdefault(name, len(self.parts))
            self._waiting.clear()
        self.draft.held = False
        if (self._gap or folded[0] == " ") and self._size:
            self._chunks.append(" ")
            self._size += 1
        words = folded.strip(" ")
        for mark in self._open:
            if mark.start < 0:
                mark.start = self._size
        self._chunks.append(words)
        self._size += len(words)
        self._gap = folded[-1] == " "
        self.draft.bold = self.draft.bold and bold

    def space(self) -> None:
        """A blank, if text follows."""
        self._gap = True

    def anchor(self, name: str) -> None:
        """A place that links may lead to: this paragraph, or the next one if none is open."""
        if self.draft is not None:
            self.anchors.setdefault(name.lower(), len(self.parts))
        else:
            self._waiting.append(name.lower())

    def open(self, mark: Mark) -> None:
        """Begin something within a paragraph."""
        self._open.append(mark)

    def shut(self, mark: Mark) -> None:
        """End it; it is kept if there is text in it."""
        if mark in self._open:
            self._open.remove(mark)
        if mark.kind == "number" and self.draft is not None and self.draft.role == "reference":
            self._gap = True
        if mark.start >= 0 and self.draft is not None and mark.start < self._size:
            mark.end = self._size
            self.draft.marks.append(mark)

    def so_far(self) -> str:
        """The text of the paragraph that is open."""
        return "".join(self._chunks)

    def end(self, force: bool = False) -> None:
        """End the paragraph, if one is open. A label waits for its caption unless forced."""
        draft = self.draft
        if draft is None or (draft.held and not force):
            return
        for mark in self._open:  # a link or a superscript that runs on in the next paragraph
            if mark.start >= 0:
                draft.marks.append(Mark(mark.kind, mark.start, self._size, mark.keys))
            mark.start = -1
        draft.text = "".join(self._chunks)
        self._chunks, self._size, self._gap, self.draft = [], 0, False, None
        if draft.role == "reference":
            _cut_tail(draft)
        elif draft.role == "cell":
            draft.text = draft.text.rstrip(" |")
        trim_marks(draft)
        self.parts.append(draft)

    def text(self) -> str:
        """The canonical text; sets where each paragraph stands in it."""
        at = 0
        kept = [d for d in self.parts if d.text]
        for draft in kept:
            draft.start = at
            at = draft.end + 2
        return "\n\n".join(d.text for d in kept)


def is_link_word(text: str) -> bool:
    """Is this what publishers write on a link behind a reference ("Google Scholar", "[PubMed]")?"""
    return _SPACE.sub(" ", text).strip(" []().,|").casefold() in _WORDS


def _cut_tail(draft: Draft) -> None:
    """Take the links behind an item off its end, and the brackets and bars around them."""
    cut = len(draft.text)
    for mark in sorted((m for m in draft.marks if m.kind == "junk"), key=lambda m: -m.end):
        if draft.text[mark.end : cut].strip(_LEFT + "]).:"):
            break
        cut = mark.start
    if cut < len(draft.text):
        draft.text = draft.text[:cut].rstrip(_LEFT)


def trim_marks(draft: Draft) -> None:
    """No mark reaches beyond the text, which may have lost its end."""
    draft.marks = [m for m in draft.marks if m.start < len(draft.text)]
    for mark in draft.marks:
        mark.end = min(mark.end, len(draft.text))
