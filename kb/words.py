"""Words as the search and the stance rules see them: tokens with offsets and their analysed terms.

One analysis for everything: stems (Snowball English), accents folded, British spelling folded to
American, prefixes split off (re-hospitalisation also counts as hospitalisation).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STEM = Stemmer.Stemmer("english")


class Token(NamedTuple):
    """One word. text: as written; start, end: code points in the analysed text; terms: analysed forms, the main stem first."""

    text: str
    start: int
    end: int
    terms: tuple[str, ...]


@lru_cache(maxsize=65536)
def terms_of(word: str) -> tuple[str, ...]:
    """Analysed forms of one word: its stem, then the stem without a prefix where one was split off."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return (_STEM.stemWord(plain),)


def tokens(text: str) -> tuple[Token, ...]:
    """Every word of a text, in order."""
    return tuple(Token(m[0], m.start(), m.end(), terms_of(m[0])) for m in _WORD.finditer(text))
