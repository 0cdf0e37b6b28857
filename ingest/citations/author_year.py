"""Author–year markers: "(Smith et al., 2019; Jones & Lee, 2020a,b)", "Smith and Jones (2019)", "(WHO, 2019, p. 3)".

Every year is a candidate; the names are read backwards from it, and what the paper's list offers decides where they
begin. Without a match, or without a list, only what has the full shape of a marker is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.own_list import NO_YEAR, OwnList, folded

_LETTERS = r"[a-z](?:\s?(?:,|;|–|-|&|\band\b)\s?[a-z](?![\w'’]))*"
_DATE = re.compile(
    rf"(?<![\w/–-])(?<!\d[.,])(?P<year>(?:1[5-9]|20)\d\d)(?P<letters>{_LETTERS})?(?:[-–/](?P<last>(?:1[5-9]|20)\d\d))?(?!\w)"
    r"|(?<=[\s(])(?P<none>n\.\s?d\.|in press|forthcoming|in preparation|submitted|no date)"
    r"(?:[-–]?(?P<nth>[a-z]))?(?!\w)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W\d_](?:[\w'’‘`´׳ʼ′‐‑-]{0,60}\w)?|\S")
_NEXT_YEAR = re.compile(r"\s{0,3}(?:,|;|&|,?\s{0,2}and)?\s{0,3}")
_PLACE = re.compile(
    r"(?:\s?[,:;]\s{0,2}(?:pp?\.?|pages?|ch\.?|chaps?\.?|chapters?|tables?|figs?\.?|figures?|sect?\.?|sections?|para\.?|"
    r"experiments?|study|studies|eqs?\.?|appendix)\s{0,2}[\w.]{1,8}(?:\s?(?:[–,&-]|and)\s?\d[\w.]{0,7}){0,6}"
    r"|\s?:\s?\d{1,4}(?:[–-]\d{1,4})?(?![\w]))"
)
_PARTICLES = frozenset(
    "van von der den de da das do dos del della di du la le el al ter ten te af zu zum zur bin ibn abu of d".split()
)
_LINKS = frozenset("and & , und et y e och en with".split())
_SMALL = frozenset("of for the on in to de des du".split())  # inside names of organisations
_NO_NAME = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sept sep oct nov dec spring summer autumn winter in since until from by during between version windows table "
    "figure fig box appendix section see also as the and or of for early late mid before after published updated "
    "revised edition copyright inc ltd usa uk declaration helsinki germany china japan france australia sweden canada "
    "italy spain".split()
)
_WINDOW = 220


@dataclass(frozen=True)
class Unit:
    """Works cited by the same names and one printed date.

    start, end: names to year, with the page if there is one; a second year of the same names begins at the year.
    names: folded, first author first. keys: (family, year, letter) of each. places: in the list.
    narrative: the names are part of the sentence ("Smith (2019)"). shaped: it has the full shape of a marker.
    several: "et al." or the like is printed.
    """

    start: int
    end: int
    names: str
    keys: tuple[tuple[str, int, str], ...]
    places: tuple[int, ...]
    narrative: bool
    shaped: bool
    several: bool


def units(text: str, regions: Sequence[tuple[int, int]], own: OwnList) -> list[Unit]:
    """Every name and year that is a marker or may be one, in order."""
    out: list[Unit] = []
    for start, end in regions:
        last: Unit | None = None
        for date in _DATE.finditer(text, start, end):
            unit = _again(text, last, date, own) or _unit(text, last.end if last else start, date, own)
            if unit is not None:
                out.append(unit)
                last = unit
    return out


def _again(text: str, last: Unit | None, date: re.Match[str], own: OwnList) -> Unit | None:
    """ "Smith 2003, 2004": the same names once more."""
    if last is None or not _NEXT_YEAR.fullmatch(text, last.end, date.start()):
        return None
    keys, places = _resolve(own, last.names, last.keys[0][0], date, last.several)
    end = _end(text, date)
    return Unit(date.start(), end, last.names, keys, places, last.narrative, last.shaped, last.several)


def _end(text: str, date: re.Match[str]) -> int:
    place = _PLACE.match(text, date.end())
    return place.end() if place else date.end()


def _resolve(
    own: OwnList, names: str, family: str, date: re.Match[str], several: bool
) -> tuple[tuple[tuple[str, int, str], ...], tuple[int, ...]]:
    """Keys and places of one printed date; letters are "a", "a,b" or "a–c"."""
    years = [int(date["year"])] if date["year"] else [NO_YEAR]
    if date["last"]:
        years.append(int(date["last"]))
    letters = _letters(date["letters"] or date["nth"] or "")
    keys: list[tuple[str, int, str]] = []
    places: list[int] = []
    for letter in letters:
        keys.append((family, years[0], letter))
        for year in years:
            found = own.named(names, year, letter, several)
            places += found
            if found:
                break
    return tuple(keys), tuple(dict.fromkeys(places))


def _letters(printed: str) -> list[str]:
    letters = re.findall(r"(?<![a-z])[a-z](?![a-z])", printed.lower())
    if len(letters) == 2 and re.search(r"[–-]", printed) and letters[0] < letters[1]:
        return [chr(c) for c in range(ord(letters[0]), ord(letters[1]) + 1)]
    return letters or [""]


def _unit(text: str, floor: int, date: re.Match[str], own: OwnList) -> Unit | None:
    """Read the names before a year."""
    base = max(floor, date.start() - _WINDOW)
    tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text, base, date.start())]
    tokens, narrative, several = _tail(tokens)
    first = _names_begin(tokens)
    if first == len(tokens):
        return None
    for i in range(first, len(tokens)):
        if not _can_begin(tokens, i):
            continue
        family = _family(tokens[i:])
        names = folded(" ".join(t[0] for t in _plain(tokens[i:])))
        keys, places = _resolve(own, names, family, date, several)
        if places:
            return Unit(tokens[i][1], _end(text, date), names, keys, places, narrative, True, several)
    return _unlisted(text, tokens[first:], date, own, narrative, several)


Token = tuple[str, int, int]


def _tail(tokens: list[Token]) -> tuple[list[Token], bool, bool]:
    """Take off what stands between names and year: bracket, comma, "et al."; say if it is narrative and of several."""
    out = list(tokens)
    narrative = several = False
    if out and out[-1][0] in "([":
        narrative = True
        out.pop()
    while out and out[-1][0] in ",:.":
        out.pop()
    if out and out[-1][0].lower().rstrip("'’s") in ("al", "a"):
        at = len(out) - 1
        while at and out[at - 1][0] in ".,":
            at -= 1
        if at and out[at - 1][0].lower() in ("et", "at"):
            del out[at - 1 :]
            several = True
    elif len(out) > 1 and out[-1][0].lower() in (
        "colleagues",
        "co-workers",
        "coworkers",
        "others",
        "associates",
        "team",
    ):
        several = out[-2][0].lower() in ("and", "&")
        if several:
            del out[-2:]
    while out and out[-1][0] == ",":
        out.pop()
    return out, narrative, several


def _names_begin(tokens: Sequence[Token]) -> int:
    """The first token of the run that can be names, read backwards from the year."""
    i = len(tokens)
    while i:
        word = tokens[i - 1][0]
        low = word.lower()
        initial = word == "." and i > 1 and _is_initial(tokens[i - 2][0])
        if not (word[0].isupper() or low in _PARTICLES or low in _LINKS or low in _SMALL or initial):
            if word not in ")]" or i < 4 or tokens[i - 3][0] not in "([" or not tokens[i - 2][0].isupper():
                break
            i -= 2  # "World Health Organization (WHO), 2009"
        i -= 1
    while i < len(tokens) and not _can_begin(tokens, i):
        i += 1
    return i


def _is_initial(word: str) -> bool:
    """Is the stop after this word a part of the name: "J.", "St."?"""
    return (len(word) <= 2 and word[0].isupper()) or word in ("Jr", "Sr", "St")


def _can_begin(tokens: Sequence[Token], i: int) -> bool:
    word = tokens[i][0]
    if word[0].isupper():
        return True
    return (
        word in _PARTICLES and i + 1 < len(tokens) and (tokens[i + 1][0][0].isupper() or tokens[i + 1][0] in _PARTICLES)
    )


def _plain(tokens: Sequence[Token]) -> Iterator[Token]:
    """Names without the genitive's s and without initials."""
    for i, (word, a, b) in enumerate(tokens):
        if word[-2:] in ("'s", "’s") and i == len(tokens) - 1:
            word = word[:-2]
        if word not in ("&", "and", ",", ".") and not (len(word) == 1 and word.isupper()):
            yield word, a, b


def _family(tokens: Sequence[Token]) -> str:
    """The first author as printed."""
    out: list[str] = []
    for word, _, _ in tokens:
        if word in ("and", "&", ",", "[", "(", "und", "et") and out:
            if word == "and" and out[-1] in ("Control", "Health", "Research", "Education", "Science"):
                out.append(word)
                continue
            break
        if word not in (".", "]") and not (len(word) <= 2 and word.isupper() and out):
            out.append(word[:-2] if word[-2:] in ("'s", "’s") else word)
    return " ".join(out)


def _unlisted(
    text: str, tokens: list[Token], date: re.Match[str], own: OwnList, narrative: bool, several: bool
) -> Unit | None:
    """A marker of full shape that the list does not know: "Smith et al. (2019)", "(Smith and Jones, 2019)"."""
    while tokens and (tokens[0][0].lower() in _NO_NAME | _LINKS or not _can_begin(tokens, 0)):
        tokens = tokens[1:]
    if not tokens or date["none"] or any(t[0][0].isupper() and t[0].lower() in _NO_NAME for t in tokens):
        return None
    before = text[max(0, tokens[0][1] - 30) : tokens[0][1]]
    joined = several or any(t[0] in ("&", "and") for t in tokens)
    opened = re.search(r"[(;\[]\s{0,3}(?:(?:e\.g\.|i\.e\.|see(?: also)?|cf\.),?\s{0,3}){0,2}$", before) is not None
    after = text[date.end() : date.end() + 2]
    closed = after[:1] in ");]," or after[:1] == ":"
    shaped = closed and (several or (opened and not narrative) or (narrative and joined))
    if len(tokens) > 14:
        return None
    family = _family(tokens)
    names = folded(" ".join(t[0] for t in _plain(tokens)))
    keys, _ = _resolve(own, names, family, date, several)
    return Unit(tokens[0][1], _end(text, date), names, keys, (), narrative, shaped, several)
