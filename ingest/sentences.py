"""Where sentences begin and end, with exact offsets.

Own rules, weighed against three libraries in docs/decisions/0003-sentence-splitter.md. One pass over the
stops of a text; each stop is judged by the word before it and the word after it, so time is linear.
Made for scholarly prose: a citation marker glued to a full stop belongs to the sentence before it, and
so does the name of the speaker after a quotation.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable

# A stop with what may cling to it: closing quotes and brackets, then bracketed markers or superscript figures.
_STOP = re.compile(
    r"(?P<stop>[.!?…]{1,20}|[。！？])"
    r"(?P<close>[\"'”’»)\]]{0,4})"
    r"(?P<mark>(?:\s?,?\[\[?\s?\d{1,4}(?:\s?[,;–—-]\s?\d{1,4}){0,30}\s?\]\]?(?:\s?[,;–—-]\s?(?=\[))?){1,20}"
    r"|(?<=[^\d\s][.”’)\"])\d{1,3}(?:,?\s?[,–-]\s?\d{1,3}){0,20}(?!\d|\s?[%°±×]))?"
    r"(?P<after>[.\"'”’»)\]]{0,3})"
    r"(?:(?=\s|$|(?P<glued>[A-Z“]))|(?<=[。！？]))"
)
_AFTER_STOP = frozenset('.!?…"”’»)]')
_WORD_BEFORE = re.compile(r"[^\s(\[{“‘\"/—–]{1,40}$")
_NEXT = re.compile(r"[\s]*(?P<open>[\"'“‘«(\[¿¡…\-–—•*]{0,4}\s?)(?P<word>[^\s\"'“”‘’«»()\[\],;:]{1,40})")
_ATTRIBUTION = re.compile(r"\s{0,3}[(\[][^()\[\]]{1,80}[)\]]\.?(?=\s|$)")
_BARE_CODE = re.compile(r"\s{1,2}[A-Z]{1,5}[ -]?\d{1,3}\.?(?=\s+[A-Z“‘\"]|\s*$)")
_LIST_LABEL = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]?")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the end of a sentence: a name, figure or explanation follows.
_OPENERS = _words(
    "dr mr mrs ms prof drs messrs st sr hon rev gen col lt capt sgt fig figs ver eq eqs eqn ref refs tab vs v viz cf "
    "e.g eg i.e ie approx ca resp suppl supp sect ch chap ed eds vol vols nr art para spp ssp subsp var cv "
    "incl excl esp dept univ assoc tel int min max avg"
)
# The end of a sentence only when what follows opens one beyond doubt.
_CLOSERS = _words(
    "al etc inc ltd co corp jr no nos p pp a.m p.m am pm u.s u.k u.s.a e.u u.n ph.d m.d b.sc m.sc d.phil "
    "jan feb mar apr jun jul aug sep sept oct nov dec wk wks hr hrs sec secs yr yrs mo wt ave dist"
)
# Words that open a sentence and are seldom a name or the rest of one.
_STARTERS = _words(
    "the this these that those there they their it its in on at as a an we our he she his her you my i for from "
    "however moreover furthermore although though while when where after before during since because if but and "
    "or so to by with without within no not both each all some most many more one two three such other another "
    "additionally finally thus therefore hence here what how why which who patients participants results data "
    "study studies further given despite overall similarly consequently nevertheless of between among under over "
    "according compared using based first second third then also only briefly written informed table figure"
)


def split(text: str, marks: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Offsets (start, end) of the sentences of one paragraph, in order, trimmed of white space.

    Together they cover every character that is no white space. Line ends inside are taken for
    spaces: give one paragraph at a time. marks: start and end of its citation markers, in order, where they are
    known: one that is glued to a stop belongs to the sentence before it ("world.2–6 My", "infection.( 1 , 2 ) In"), and
    none is parted ("product.3 4 A recent analysis" ends after its second number).
    """
    marks = tuple(marks)
    ends = {a: b for a, b in marks if a and text[a - 1] in _AFTER_STOP and text[a] != "["}
    whole, text = text, _blanked(text, ends)
    spans: list[tuple[int, int]] = []
    start = _skip_space(text, 0)
    depth = _Depth(text)
    for found in _STOP.finditer(text):
        if found.start() < start or not _ends(text, start, found, depth):
            continue
        end = _with_attribution(text, found.end())
        if end > start:
            spans.append((start, ends.get(end, end)))
            start = _skip_space(text, max(end, spans[-1][1]))
    if start < len(text):
        last = len(text.rstrip())
        spans.append((start, ends.get(last, last)))
    return _unbroken(whole, spans, marks)


def _unbroken(text: str, spans: list[tuple[int, int]], marks: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """With every border that falls within a marker moved behind it; a sentence that was nothing else is gone."""
    out: list[tuple[int, int]] = []
    at, moved = 0, 0
    for a, b in spans:
        if a < moved:
            a = _skip_space(text, moved)
        if a >= b:
            continue
        while at < len(marks) and marks[at][1] <= b:
            at += 1
        cut = at < len(marks) and marks[at][0] < b
        end = marks[at][1] if cut else b
        moved = end if cut else moved
        out.append((a, end))
    return out


def _blanked(text: str, ends: dict[int, int]) -> str:
    """The same text with blanks from each start to its end."""
    out: list[str] = []
    at = 0
    for a, b in ends.items():
        out.append(text[at:a] + " " * (b - a))
        at = b
    return "".join([*out, text[at:]])


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


_BRACKET = re.compile(r"[()]")


class _Depth:
    """Is a place inside round brackets that close again soon? Asked for rising places only."""

    REACH = 300

    def __init__(self, text: str) -> None:
        self.text = text
        self.brackets = [m.start() for m in _BRACKET.finditer(text)]
        self.at = 0
        self.open: deque[int] = deque()

    def inside(self, place: int) -> bool:
        while self.at < len(self.brackets) and self.brackets[self.at] < place:
            i = self.brackets[self.at]
            if self.text[i] == "(":
                self.open.append(i)
            elif self.open:
                self.open.pop()
            self.at += 1
        while self.open and place - self.open[0] > self.REACH:
            self.open.popleft()
        return bool(self.open) and self.text.find(")", place, place + self.REACH) >= 0


def _ends(text: str, start: int, found: re.Match[str], depth: _Depth) -> bool:
    """Does a sentence that began at `start` end with this stop?"""
    following = _NEXT.match(text, found.end())
    before = _WORD_BEFORE.search(text, max(start, found.start() - 40), found.start())
    if depth.inside(found.start("close")) and ")" not in found["close"] + found["after"]:
        return False
    if following is None:
        return True
    word, opening = following["word"], following["open"]
    last = before[0] if before else ""
    if found["glued"] is not None:
        return _glued_ends(found, last, word)
    if not last and not found["close"] and start == found.start():
        return False
    if last and before is not None and before.start() == start and _LIST_LABEL.fullmatch(last) and found["stop"] == ".":
        return False
    if not _opens(word, opening, found):
        return False
    if found["stop"] == "." and not found["close"] and not found["mark"]:
        return _word_ends(last, word, opening)
    return not (found["mark"] and found["mark"][0].isspace() and not found["mark"].strip().startswith("["))


def _glued_ends(found: re.Match[str], last: str, word: str) -> bool:
    """No space after the stop: "…was low.However, …" ends, "U.S.A", "Ph.D" and file names do not."""
    if found["stop"] != "." or found["after"]:
        return False
    if found["mark"] and found["mark"].lstrip(" ,").startswith("["):
        return True
    return len(last) >= 3 and last.isalpha() and last.islower() and word.lower() in _STARTERS and not found["mark"]


def _opens(word: str, opening: str, found: re.Match[str]) -> bool:
    """Can a sentence open with this word?"""
    first = word[0]
    if first.isupper() or first.isdigit() or found["stop"] in "。！？":
        return True
    if first.islower():
        greek = "α" <= first <= "ω"
        mixed = greek or any(c.isupper() for c in word[1:4]) or (word in ("p", "n", "r") and _is_symbol(found))
        return mixed and "…" not in found["stop"]
    return opening.strip() != ""


def _is_symbol(found: re.Match[str]) -> bool:
    """ "p < 0.05 was considered significant": a lone letter that opens a sentence stands before a sign."""
    return re.match(r"\s{1,3}\w\s?[<>=≤≥]", found.string[found.end() : found.end() + 8]) is not None


def _word_ends(last: str, word: str, opening: str) -> bool:
    """Judge a single full stop by the word before and the word after it."""
    low = last.lower().strip(",;")
    follows = word.lower().rstrip(".") in _STARTERS and not opening.strip(" ")
    if low in _OPENERS:
        return False
    if low in ("no", "nos", "p", "pp", "art"):
        return not word[0].isdigit()
    if low in _CLOSERS:
        return follows
    if len(last) == 1 and last.isalpha():
        return follows or last.islower()
    if "." in last and len(last) <= 6 and last.replace(".", "").isalpha() and last.count(".") >= len(last) // 2:
        return follows
    return True


def _with_attribution(text: str, end: int) -> int:
    """Carry a sentence's end over the speaker named after a closing quotation mark."""
    if end and text[end - 1] in "\"”’»'":
        named = _ATTRIBUTION.match(text, end) or _BARE_CODE.match(text, end)
        if named:
            return named.end()
    return end
