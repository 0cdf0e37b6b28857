"""A paper's text for the terminal, with findings, speakers and links marked.

Every finding opens with ⟦letter·origin⟧ (letters: `kb.marked.KINDS`), with its speaker if it has one; a citation that
is linked is followed by →citekey, one that leads nowhere by →?. The marks are the same with and without colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.marked import KINDS, Marked, Marker, Stretch, heading_of, linked, page_at, paragraphs
from kb.output import columns_of
from kb.show_answer import Style

COLOUR = {"own": "green", "cited": "blue", "participant": "magenta", "author": "yellow"}
_WIDEST = 100
GLUE = "\u2060"  # before a word that follows the one ahead of it without a blank

Word = tuple[str, str]  # letters and how they are shown: a key of `_LOOK`
_LOOK: dict[str, dict[str, object]] = {
    **{origin: {"fg": colour} for origin, colour in COLOUR.items()},
    "mark": {"dim": True},
    "linked": {"fg": "cyan", "underline": True},
    "unlinked": {"fg": "red", "bold": True},
    "heading": {"bold": True},
    "none": {"dim": True},
}


def text_of(paper: Marked, width: int | None, style: Style) -> Iterator[str]:
    """Lines with their ends. width: columns to fill; style(text, **click style) colours or leaves as it is."""
    columns = min(width or _WIDEST, _WIDEST)
    for line in _head(paper):
        yield from _filled([(word, "heading" if line[1] else "none") for word in line[0].split()], columns, style)
    yield "\n"
    markers = {marker.start: marker for marker in paper.markers}
    found = list(paragraphs(paper))
    section: tuple[str, ...] = ()
    page = None
    for number, paragraph in enumerate(found):
        if (now := page_at(paper, paragraph[0].start)) != page:
            page = now
            yield style(f"— p. {page} —", dim=True) + "\n\n"
        title = heading_of(paper, paragraph, _next_section(found[number:]))
        if title is not None:
            yield style(paper.text[paragraph[0].start : paragraph[-1].end], bold=True) + "\n\n"
            continue
        path = _next_section([paragraph])
        if path and path != section:
            section = path
            yield from _filled([("§", "mark"), *((w, "mark") for w in " › ".join(path).split())], columns, style)
        yield from _filled(list(_words(paper, paragraph, markers)), columns, style)
        yield "\n"


def _head(paper: Marked) -> Iterator[tuple[str, bool]]:
    """(line, whether it is the title)."""
    p, s = paper.paper, paper.source
    yield f"{p['title']} ({p['citekey']})", True
    yield from ((f"This paper is {told}.", True) for told in p["notices"])
    use = "in use" if paper.in_use else "not in use: another full text of this paper answers"
    yield f"{s['name']}, {s['reader']}, {use}", False
    total = len(paper.markers)
    counts = f"{len(paper.findings)} findings; {total - paper.unlinked} citations linked, {paper.unlinked} not; "
    yield counts + f"{len(paper.items)} references; {len(paper.problems)} problems", False
    letters = ", ".join(f"{letter} {kind}" for kind, letter in KINDS.items())
    yield f"⟦{letters}; whose finding it is: own, cited, participant, author⟧ →citekey: linked, →?: not linked", False


def _next_section(found: Sequence[Sequence[Stretch]]) -> tuple[str, ...]:
    """Titles above the first finding of some paragraphs."""
    for paragraph in found:
        for stretch in paragraph:
            if stretch.finding:
                return tuple(stretch.finding["section"] or ())
    return ()


def _words(paper: Marked, paragraph: Sequence[Stretch], markers: dict[int, Marker]) -> Iterator[Word]:
    for stretch in paragraph:
        f = stretch.finding
        look = f["origin"] if f else "none"
        if f and stretch.first:
            speaker = f": {f['speaker']}" if f["speaker"] else ""
            yield from ((w, "mark") for w in f"⟦{KINDS.get(f['kind'], '?')}·{f['origin']}{speaker}⟧".split())
        at = stretch.start
        inside = sorted(start for start in markers if at <= start < stretch.end) if f else []
        for start in inside:
            if start < at:
                continue
            yield from _plain(paper.text[at:start], look, at == stretch.start)
            marker = markers[start]
            shown = " ".join(paper.text[start : marker.end].split())
            glued = "" if start == stretch.start or paper.text[start - 1].isspace() else GLUE
            yield f"{glued}{shown}→{_names(marker)}", "linked" if linked(marker) else "unlinked"
            at = marker.end
        yield from _plain(paper.text[at : stretch.end], look, at == stretch.start)


def _plain(text: str, look: str, first: bool) -> Iterator[Word]:
    """The words of some text; what follows a marker without a blank is glued to it. first: nothing is ahead of it."""
    words = text.split()
    if words and not first and not text[0].isspace():
        yield GLUE + words[0], look
        words = words[1:]
    yield from ((word, look) for word in words)


def _names(marker: Marker) -> str:
    """Where a marker leads: citekeys, with ? for what is only a number."""
    names = [key or "?" for _, key, _ in marker.works]
    return ",".join(names) if any(name != "?" for name in names) else "?"


def _filled(words: Sequence[Word], columns: int, style: Style) -> Iterator[str]:
    """Words in lines of some columns."""
    line: list[str] = []
    used = 0
    for word, look in words:
        if word.startswith(GLUE):
            word = word[1:]
            if line:
                line[-1] += style(word, **_LOOK[look])
                used += columns_of(word)
                continue
        wide = columns_of(word)
        if line and used + 1 + wide > columns:
            yield " ".join(line) + "\n"
            line, used = [], 0
        line.append(style(word, **_LOOK[look]))
        used += wide + (1 if used else 0)
    if line:
        yield " ".join(line) + "\n"
