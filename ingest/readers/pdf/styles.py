"""What a paragraph looks like, and which looks are headings: by size, weight, slope, capitals, font and number."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest import headings, layout, quotes
from ingest.readers.pdf.model import Paragraph
from ingest.readers.pdf.paragraphs import Body, family, is_item

Style = tuple[float, bool, bool, bool, bool]
"""Size to half a point, capitals, bold, not italic, of a font other than the text's: greater is higher."""

NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s{1,4}(?P<title>\S.*)", re.DOTALL)
_LONGEST = 220
_LINES = 5


def style_of(paragraph: Paragraph, body: Body) -> Style:
    """How a paragraph is set."""
    text = paragraph.text
    letters = [c for c in text if c.isalpha()]
    caps = len(letters) > 3 and text.upper() == text
    other = bool(body.family) and all(
        family(w.font.name) != body.family for line in paragraph.lines for w in line.words if not w.height
    )
    return (
        round(paragraph.size * 2) / 2,
        caps,
        paragraph.share(bold=True) > 0.85,
        not paragraph.share(italic=True) > 0.85,
        other,
    )


def is_heading(found: Sequence[Paragraph], i: int, body: Body) -> bool:
    """Is paragraph i set as a heading, and are its words one?"""
    paragraph = found[i]
    text = paragraph.text.strip()
    if len(text) > _LONGEST or len(paragraph.lines) > _LINES or sum(c.isalpha() for c in text) < 3:
        return False
    if text[-1:] in ",;" or layout.is_caption(text) or i + 1 == len(found):
        return False
    _, caps, bold, upright, other = style_of(paragraph, body)
    if paragraph.size < 0.87 * body.size and not headings.is_standard(text):
        return False
    big = paragraph.size > body.size + 0.35
    stopped = text[-1:] in '.?!”"' and not text.endswith("?")
    if caps and not big and not bold and len(text) < 9 and not headings.is_standard(text):
        return False  # an abbreviation in a list of them
    if big or bold or caps:
        return not (stopped and (len(text) > 110 or ". " in text[:-1])) and not (
            is_item(paragraph.lines[0]) and not big and not bold
        )
    if not upright or other:
        plain = not stopped and len(paragraph.lines) < 4 and not quotes.talks(text) and text[:1] not in "“\"‘'(["
        return plain and not is_item(paragraph.lines[0]) and (text[:1].isupper() or text[:1].isdigit())
    return _plain(found, i, body)


def _plain(found: Sequence[Paragraph], i: int, body: Body) -> bool:
    """A line in the text's own font that stands by itself and has a heading's number or name, or looks like one."""
    paragraph, text = found[i], found[i].text
    if len(paragraph.lines) > 2 or abs(paragraph.size - body.size) > 0.35:
        return False
    read = headings.read(text)
    if read is None or text[-1:] in ".:":
        return False
    if read.sure and (read.number or headings.is_standard(text)):
        return True
    line = paragraph.lines[0]
    above = found[i - 1].lines[-1] if i else None
    below = found[i + 1].lines[0]
    spaced = above is not None and above.column == line.column and line.y - above.y > 1.3 * body.step(line.size)
    near = below.column == line.column and below.y - line.y < 1.6 * body.step(line.size)
    alike = abs(below.size - line.size) < 0.3 and abs(below.x0 - line.x0) < 1.0 and len(found[i + 1].lines) > 1
    return (
        spaced
        and near
        and alike
        and len(paragraph.lines) == 1
        and abs(line.x0 - line.left) < 1.5
        and text[:1].isupper()
        and quotes.attribution(text) is None
        and not quotes.talks(text)
    )


def levels(found: Sequence[Paragraph], body: Body) -> None:
    """Give every heading its level: by its number where its look goes with numbers, else by the rank of its look."""
    heads = [p for p in found if p.role == "heading"]
    looks = {id(p): style_of(p, body) for p in heads}
    depths: dict[Style, Counter[int]] = defaultdict(Counter)
    for p in heads:
        number = NUMBER.fullmatch(p.text)
        depths[looks[id(p)]][number["number"].count(".") + 1 if number else 0] += 1
    ranks = {look: k + 1 for k, look in enumerate(_ranked(heads, looks))}
    top = _top_look(heads, looks)
    for p in heads:
        look = looks[id(p)]
        number = NUMBER.fullmatch(p.text)
        usual = depths[look].most_common(1)[0][0]
        if number and "." in number["number"]:
            p.level = number["number"].count(".") + 1
        elif usual and number:
            p.level = usual
        else:
            p.level = min(ranks[look], 8)
        if headings.is_standard(p.text) and headings.fold(p.text) in _TOP and look == top:
            p.level = 1


_TOP = frozenset("introduction methods results discussion conclusion conclusions background references".split(" "))


def _top_look(heads: Sequence[Paragraph], looks: dict[int, Style]) -> Style | None:
    """The look in which the main parts' names are set."""
    count = Counter(looks[id(p)] for p in heads if headings.fold(NUMBER.sub(r"\g<title>", p.text)) in _TOP)
    return count.most_common(1)[0][0] if count else None


def _ranked(heads: Sequence[Paragraph], looks: dict[int, Style]) -> list[Style]:
    """Looks from the highest; those above the main parts' look are as high as that."""
    top = _top_look(heads, looks)
    ordered = sorted(set(looks.values()), reverse=True)
    if top is not None:
        ordered = [top, *[s for s in ordered if s < top], *[s for s in ordered if s > top]]
    return ordered
