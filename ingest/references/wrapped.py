"""Items without numbers, wrapped over lines with nothing but their words to part them: where each begins.

Every line gets a weight for beginning an item: how the line above ends and whether it could have held more, the names
it begins with, its indent, and, where the list is in order of names, whether it fits there. The division with the
greatest sum is taken, every item wanting a date; linear in the lines.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from ingest.references.fields.letters import LOWER, UPPER, YEAR
from ingest.references.labels import PARTICLED, bullet_end
from ingest.references.lines import Line
from ingest.references.looks import begins_with_body, has_names

DATED = re.compile(rf"{YEAR}|[Ii]n press|n\.\s?d\.|[Ff]orthcoming")
_ADDRESS_IN = re.compile(r"https?://|www\.")
SAME_AUTHOR = re.compile(r"(?:[—–―]{1,3}|-{3,}|_{3,})[.,]?\s?")
_NO_START = re.compile(
    rf"(?:[\d&(:;,.)\]/%=+]|\[(?!\w{{0,20}}[.,])|[–—-]\s?\d|pp?\.|doi|https?:|www\.|Available|Accessed|Retrieved|Epub|PMID|PMC\d|In:|"
    rf"(?!{PARTICLED})[{LOWER}])"
)
# A journal and what follows it: "Eur Respir J. 2011;37:1", "Medicine, 12(3), 1–9".
_SOURCE_WORD = rf"(?:[{UPPER}&(][\w.&'’()-]{{0,25}}|of|the|in|for|and|on|to|de|la|des|der|für|et|e)"
_SOURCE = re.compile(
    rf"(?:{_SOURCE_WORD}\s){{0,9}}[{UPPER}&(][\w.&'’()-]{{0,25}}[.,:]?\s"
    rf"(?:\(?{YEAR}\)?\s?[;:,]\s?[\d(]|\d{{1,4}}\s?\(\d{{1,4}}(?:[-–]\d{{1,4}})?\)\s?[,:]|"
    rf"\d{{1,4}}:\s?\w?\d|\d{{1,4}}, \d{{1,5}}[-–]\d)"
)
_HYPHEN = re.compile(r"[-‐–—/]$")
_OPEN = re.compile(
    r"(?:[,;:&(]|\b(?:and|of|the|in|for|on|to|with|a|an|by|from|In|vol\.|no\.|pp?\.|et|Eds?\.|[A-Z]\.))$"
)
_ADDRESS = re.compile(r"(?:https?://|www\.|\b10\.\d{4,9}/)\S{3,}$")
# Pages, an article's number or a year, and the last stop.
_ENDED = re.compile(r"(?:\d[-–]\s?[A-Za-z]?\d{1,7}|[:,]\s?[eES]?\d{1,8}|\bpp?\.\s?\d{1,5}|[;,] ?(?:1[5-9]|20)\d\d)\.$")
_AFTER_NAMES = re.compile(rf"\({YEAR}[a-z]?\)[.:]?$")  # "Ash, B. (2011)." is followed by its title
_CLOSED = re.compile(r"[.\])”\"!?]$")
_ORDERED = 0.85  # share of neighbours in order that makes a list one in order of names
_CANDIDATES = 60  # beginnings looked back over; no item has more lines that might begin one
_LONG = 14  # lines of an item
_LOOK = 400


def beginnings(text: str, lines: Sequence[Line]) -> list[int]:
    """Indices of the lines that begin an item, the first line among them; link lines belong to what is above."""
    words = [i for i, line in enumerate(lines) if not line.links]
    if not words:
        return [0] if lines else []
    if (hung := _hung([lines[i].indent for i in words])) is not None:
        return _from_top([words[i] for i in hung])
    weights = _weights(text, lines, words)
    dated = [_dated(text, lines[i]) for i in words]
    starts = _divide(weights, dated)
    if (order := _order(text, lines, words, starts)) is not None:
        starts = _divide([w + o for w, o in zip(weights, order, strict=True)], dated)
    return _from_top([words[i] for i in starts])


def _from_top(starts: list[int]) -> list[int]:
    """With the first line, though it hold only link words that stand above all items."""
    return starts if starts[0] == 0 else [0, *starts]


def _hung(indents: Sequence[int]) -> list[int] | None:
    """Indices of the lines that begin items, where a hanging indent says it of every line; else None."""
    first = indents[0]
    rest = [x for x in indents if x != first]
    if not 0.3 * len(indents) <= len(rest) <= 0.9 * len(indents) or rest.count(rest[0]) < 0.95 * len(rest):
        return None
    return [i for i, x in enumerate(indents) if x == first]


def _dated(text: str, line: Line) -> int:
    """How well a line is dated: 3 by a year, 1 by the address of a page, which may bear none; else 0."""
    end = min(line.end, line.start + 3000)
    if DATED.search(text, line.start, end):
        return 3
    return 1 if _ADDRESS_IN.search(text, line.start, end) else 0


def width_of(text: str, lines: Sequence[Line]) -> int:
    """The width at which these lines were wrapped: nearly the longest, some of them being over-long."""
    lengths = sorted(x.end - x.start + x.indent for x in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def is_wrapped(text: str, lines: Sequence[Line]) -> bool:
    """Do many of these lines break off in the midst of an item?"""
    words = [x for x in lines if not x.links]
    if len(words) < 4 or width_of(text, words) > 220:
        return False
    inner = words[:-1]
    open_ = sum(not x.linked and _is_open(text, x) for x in inner)
    return open_ * 9 > len(inner) * 2


def _is_open(text: str, line: Line) -> bool:
    ending = text[max(line.start, line.end - 200) : line.end]
    if _ADDRESS.search(ending):
        return False
    return _HYPHEN.search(ending) is not None or _OPEN.search(ending[-8:]) is not None or ending[-1].isalpha()


def _weights(text: str, lines: Sequence[Line], words: Sequence[int]) -> list[float]:
    """For every line of words, how much it looks like an item's first."""
    width = width_of(text, [lines[i] for i in words])
    indents = sorted({lines[i].indent for i in words})
    bulleted = sum(bullet_end(text, lines[i].start, lines[i].end) > lines[i].start for i in words) * 6 > len(words)
    hanging = _hanging([lines[i].indent for i in words], indents)
    out = [5.0]
    for k in range(1, len(words)):
        line, above = lines[words[k]], lines[words[k - 1]]
        # the line and a few words of the next, for names that run on
        after = lines[words[k + 1]] if k + 1 < len(words) else None
        here = text[line.start : min(line.end, line.start + _LOOK)]
        if after is not None and len(here) < 140:
            here += " " + text[after.start : min(after.end, after.start + 100)]
        linked = words[k] - words[k - 1] > 1 or above.linked
        out.append(_weight(text, here, line, above, width, hanging, bulleted, linked))
    return out


def _hanging(found: Sequence[int], indents: Sequence[int]) -> int | None:
    """The indent at which items begin when further lines are indented (or less so); None when all are alike."""
    if len(indents) < 2:
        return None
    first, rest = found[0], [x for x in found if x != found[0]]
    share = len(rest) / len(found)
    return first if 0.2 <= share <= 0.95 else None


def _weight(
    text: str, here: str, line: Line, above: Line, width: int, hanging: int | None, bulleted: bool, linked: bool
) -> float:
    ending = text[max(above.start, above.end - 200) : above.end]
    if SAME_AUTHOR.match(here) and not _HYPHEN.search(ending):
        return 4.0
    bullet = bullet_end(text, line.start, line.end) if bulleted else line.start
    here = here[bullet - line.start :] if bullet > line.start else here
    out = _of_indent(line, hanging) + (2.5 if bullet > line.start and _CLOSED.search(ending) else 0.0)
    if linked:
        return out + (3.0 if not _NO_START.match(here) else -1.0)
    if line.gap:
        out += 0.8
    if _HYPHEN.search(ending) or _NO_START.match(here) or _SOURCE.match(here):
        return out - 5.0
    out += _of_ending(ending)
    if out < -3.0:
        return out
    word = len(here.split(maxsplit=1)[0]) if here.strip() else 0
    if above.end - above.start + above.indent + 1 + word < width - 3 and above.end - above.start < width * 0.85:
        out += 1.6  # the next word would have had room: the line was ended
    if has_names(here):
        return out + 2.2
    return out + (1.2 if begins_with_body(here) else -1.4)


def _of_indent(line: Line, hanging: int | None) -> float:
    if hanging is None:
        return 0.0
    return 3.0 if line.indent == hanging else -4.0


def _of_ending(ending: str) -> float:
    """How the line above ends."""
    if _ADDRESS.search(ending):
        return 0.9
    if _OPEN.search(ending[-8:]):
        return -4.0
    if _AFTER_NAMES.search(ending[-14:]):
        return -1.2
    if _ENDED.search(ending[-24:]):
        return 1.6
    if ending[-1:] in '.]”"':
        return 0.9
    if ending[-1:] in ")?!" or ending[-1:].isdigit():
        return 0.0
    return -2.5


def _divide(weights: Sequence[float], dated: Sequence[int]) -> list[int]:
    """The beginnings with the greatest sum: of weights above zero, and a date wanted in every item."""
    dates = [0]
    for has in dated:
        dates.append(dates[-1] + has)
    possible = [i for i, w in enumerate(weights) if i == 0 or w > -2.0]
    worth: dict[int, float] = {0: 0.0}
    before: dict[int, int] = {0: -1}
    for n, i in enumerate([*possible[1:], len(weights)], start=1):
        own = weights[i] if i < len(weights) else 0.0
        best, chosen = float("-inf"), 0
        for j in possible[max(0, n - _CANDIDATES) : n]:
            value = worth[j] + _of_item(i - j, dates[i] - dates[j])
            if value > best:
                best, chosen = value, j
        worth[i], before[i] = best + own, chosen
    out: list[int] = []
    at = before[len(weights)]
    while at >= 0:
        out.append(at)
        at = before[at]
    return out[::-1]


def _of_item(lines: int, dates: int) -> float:
    """What lines that are one item are worth."""
    return (0.8 if dates > 2 else -0.8 if dates else -2.5) - 0.25 * max(0, lines - _LONG)


def _order(text: str, lines: Sequence[Line], words: Sequence[int], starts: Sequence[int]) -> list[float] | None:
    """For every line what the order of names says of its beginning an item; None when the list is in no order."""
    keys = [_key(text, lines[i]) for i in words]
    chosen = [i for i in starts if keys[i]]
    if len(chosen) < 6:
        return None
    spine = _rising([keys[i] for i in chosen])
    if len(spine) < _ORDERED * len(chosen):
        return None
    fixed = [chosen[i] for i in spine]
    out = [0.0] * len(words)
    for i, key in enumerate(keys):
        at = bisect.bisect_left(fixed, i)
        low = keys[fixed[at - 1]] if at else ""
        high = next((keys[x] for x in fixed[at : at + 2] if x != i), "\U0010ffff")
        out[i] = (1.0 if low <= key <= high else -2.0) if key else 0.0
    return out


def _key(text: str, line: Line) -> str:
    """The name by which an item is put in order."""
    start = bullet_end(text, line.start, line.end)
    here = unicodedata.normalize("NFKD", text[start : min(line.end, start + 60)])
    name = "".join(c for c in here.partition(",")[0] if c.isalpha() or c == " ").casefold().split()
    while (
        len(name) > 1
        and len(name[0]) < 4
        and name[0] in ("de", "van", "von", "der", "den", "di", "la", "le", "el", "al", "the")
    ):
        name = name[1:]
    return name[0] if name else ""


def _rising(keys: Sequence[str]) -> list[int]:
    """Indices of the longest run of keys that never falls."""
    tails: list[str] = []
    at: list[int] = []
    before: list[int] = []
    for i, key in enumerate(keys):
        n = bisect.bisect_right(tails, key)
        before.append(at[n - 1] if n else -1)
        if n == len(tails):
            tails.append(key)
            at.append(i)
        else:
            tails[n], at[n] = key, i
    out: list[int] = []
    i = at[-1] if at else -1
    while i >= 0:
        out.append(i)
        i = before[i]
    return out[::-1]


def in_step(lines: Sequence[Line]) -> bool:
    """Are these lines parted by blank lines as often as not?"""
    return sum(b.gap > 0 for _, b in pairwise(lines)) * 4 > len(lines)
