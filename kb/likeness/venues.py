"""Are two names of journals one journal? Abbreviations (ISO 4), initials, dropped places and words."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from kb.likeness.folding import flat

_LEFT_OUT = frozenset("a an and at for in of on the de der die des fur und et la le les y el plus".split())
_BRACKETS = re.compile(r"\([^()]{0,60}\)|\[[^\[\]]{0,60}\]")
_WORD = re.compile(r"[^\W_]+")
# Names in use that no rule of abbreviation gives (NLM catalogue, title abbreviations).
_KNOWN = {"bmj": "british medical journal", "nejm": "new england journal of medicine", "pnas": "proc natl acad sci",
          "cmaj": "canadian medical association journal", "mja": "medical journal of australia",
          "ajph": "american journal of public health"}  # fmt: skip


@lru_cache(maxsize=50_000)
def venue_words(name: str) -> tuple[str, ...]:
    """The words of a journal's name that count."""
    found = [w for w in _WORD.findall(flat(_BRACKETS.sub(" ", name))) if w not in _LEFT_OUT]
    if len(found) == 1 and found[0] in _KNOWN:
        found = [w for w in _KNOWN[found[0]].split() if w not in _LEFT_OUT]
    return tuple(found)


@lru_cache(maxsize=200_000)
def venue_agreement(a: str, b: str) -> float:
    """1 one journal, 0 two; between: unsure."""
    one, two = venue_words(a), venue_words(b)
    if not one or not two:
        return 0.5
    if one == two:
        return 1.0
    short, long = sorted((one, two), key=lambda w: (len(w), sum(map(len, w)), w))
    if _abbreviated(short, long) or _initials(short, long) or _initials(long, short):
        return 1.0
    first, second = "".join(one), "".join(two)
    ratio = fuzz.ratio(first, second) / 100
    if ratio > 0.9:
        return 1.0
    if long[-len(short) :] == short:
        return 0.5  # the rest was read into the title
    return 0.5 if ratio > 0.75 or first.startswith(second) or second.startswith(first) else 0.0


def _abbreviated(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Every word of one stands in order for one of the other, and no more than its last two are left out."""
    at = skipped = 0
    for word in short:
        while at < len(long) and not _stands_for(word, long[at]):
            at += 1
            skipped += 1
        if at == len(long):
            return False
        at += 1
    return skipped == 0 and len(long) - at <= (2 if len(short) > 1 else 0)


def _stands_for(a: str, b: str) -> bool:
    """ "gastroenterol" for "gastroenterology", "natl" for "national", "intl" for "international"."""
    if a[0] != b[0]:
        return False
    short, long = sorted((a, b), key=len)
    if long.startswith(short) or fuzz.ratio(a, b) >= 85:
        return True
    if len(short) > 5:
        return False
    at = 0
    for c in long:
        at += at < len(short) and c == short[at]
    return at == len(short)


def _initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """ "JAMA" for "Journal of the American Medical Association"."""
    return len(short) == 1 and len(long) > 2 and short[0] == "".join(w[0] for w in long)
