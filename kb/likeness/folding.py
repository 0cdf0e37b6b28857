"""Words and names brought to the form in which two references are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kb.spelling import american

_GREEK_NAMES = """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau
    upsilon phi chi psi omega"""
_GREEK = dict(zip("αβγδεζηθικλμνξοπρστυφχψω", _GREEK_NAMES.split(), strict=True))
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
# Letters that Unicode does not take apart, and signs that are read as words.
_FOLD = str.maketrans(_GREEK | {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
                                "ς": "sigma", "&": " and ", "+": " plus ", "\u00ad": "", "’": "'"})  # fmt: skip
_TAG = re.compile(r"</?(?:i|b|em|sub|sup|sc|strong|italic|bold)>", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=[a-z])'(?=[a-z])")
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})[ ,\u00a0\u2009](\d{3})(?![\d])")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r"[\u0300-\u036f]+")


def flat(text: str) -> str:
    """Lower case without accents, Greek letters and "&" by name, "20 536" as one number."""
    text = _TAG.sub("", text) if "<" in text else text
    if not text.isascii():
        text = _MARK.sub("", unicodedata.normalize("NFKD", text))
    text = text.casefold().translate(_FOLD)
    if "'" in text:
        text = _POSSESSIVE.sub("", text)
    return _THOUSANDS.sub(r"\1\2", text) if _DIGIT.search(text) else text


@lru_cache(maxsize=200_000)
def _common(word: str) -> str:
    return american(word)


def words(text: str) -> tuple[str, ...]:
    """The words of a text in their common spelling: "Programme" and "program" are one."""
    return tuple(map(_common, _WORD.findall(flat(text))))


@lru_cache(maxsize=200_000)
def name_letters(text: str) -> str:
    """The letters of a name, with umlauts written either way as one: "Müller", "Mueller" and "Muller" agree."""
    if not (text.isascii() and text.isalpha()):
        text = "".join(_WORD.findall(flat(text)))
    return text.casefold().replace("ae", "a").replace("oe", "o").replace("ue", "u")


@lru_cache(maxsize=200_000)
def name_spellings(text: str) -> tuple[str, str]:
    """The letters of a name as it is spelled where there are no accents: "Müller" is "muller" here, "mueller" there."""
    if text.isascii():
        plain = "".join(_WORD.findall(text)).casefold()
        return plain, plain
    composed = unicodedata.normalize("NFC", text).casefold()
    plain, long = (
        _MARK.sub("", unicodedata.normalize("NFKD", t)).translate(_FOLD)
        for t in (composed, composed.translate(_WRITTEN_OUT))
    )
    return "".join(_WORD.findall(plain)), "".join(_WORD.findall(long))
