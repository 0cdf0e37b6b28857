"""Numbers in the shape of a marker that are none: what stands around them says so.

Asked only of a paper that links most of its citations: what is left there is sooner an interval, a scale or a power.
"""

from __future__ import annotations

import re
from typing import Literal

from ingest.citations import not_cited
from ingest.citations.numbers import DASH

Verdict = Literal["cites", "open", "no"]

_NUMBERED = re.compile(
    r"\b(?:eqs?\.?|equations?|formulas?|formulae|steps?|tables?|figures?|figs?\.?|items?|phases?|hypothes[ie]s|aims?|"
    r"questions?|lines?|columns?|rows?|box|boxes|panels?|theorems?|lemmas?|appendix|models?)\s{0,2}$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:participant|interviewee|respondent|informant|interview)\s{0,2}$", re.IGNORECASE)
_COUNTED = re.compile(r"(?<!\d)\d{1,3}\s?[\[(]\d{1,3}[\])]")  # "12 [3] men and 15 [4] women"
_AROUND = 80  # characters
_INTERVAL = re.compile(
    r"\b(?:ranges?|ranged|ranging|scales?|intervals?|scores?|min(?:imum)?|max(?:imum)?|between|bounds?|limits?|"
    r"quartiles?|percentiles?|IQR|CI|CrI|SD|SE|[nN])(?:\s(?:of|from|is|was|in))?[\s:=,]{0,3}$"
)
_NUMBER = re.compile(r"(?<![\w.,·/–-])(\d{1,9}(?:[.,·]\d{1,9})?)\s?(%?)\s?$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_PAIR = re.compile(rf"[\[(]\s?(\d{{1,4}})\s?(?:[{DASH},;]|to)\s?(\d{{1,4}})\s?[\])]")
_MEASURED = re.compile(
    r"\s?%|\s?°|\s(?:years?|months?|weeks?|days?|hours?|h|minutes?|min|seconds?|s|mg|g|kg|µg|μg|ml|mL|mm|cm|m|km|mmHg|"
    r"times|points?|percent)\b"
)
_SIGNS = "=∈∉<>≤≥≈~±×÷+*/^_|"
_SYMBOL = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]|[Cc]hi|[Tt]au|[Ee]ta|[Ss]igma|[Oo]mega|adj)$")  # x², I², R², chi²
_WORD = re.compile(r"[^\W\d_]{1,12}$")
_POWERS = frozenset({"2", "3"})


def bracketed(text: str, first: int, start: int, end: int, glued: bool) -> Verdict:
    """Numbers in square or round brackets, text[start:end], of a paragraph that begins at first.

    glued: the paper's markers stand on the word before, without a blank.
    """
    before, after = text[max(first, start - 40) : start], text[end : end + 12]
    left = before.rstrip()
    if after[:1].isalnum() or (after[:1] in f"{DASH}_^" and after[1:2].isalnum()) or _MEASURED.match(after):
        return "no"
    if left[-1:] in tuple(_SIGNS) or before[-1:] in tuple(DASH):
        return "no"
    if _NUMBERED.search(before):
        return "no"
    pair = _PAIR.fullmatch(text, start, end)
    if pair and _INTERVAL.search(left):
        return "no"
    number = _NUMBER.search(left)
    if number and pair and not _YEAR.fullmatch(number[1]):
        return _after_number(number, pair)
    if number and len(_COUNTED.findall(text, max(first, start - _AROUND), end + _AROUND)) > 1:
        return "open"
    if not left or _PERSON.search(before):
        return "open"
    word = _WORD.search(before)
    return "cites" if word is None or glued or (len(word[0]) > 2 and word[0].islower()) else "open"


def _after_number(number: re.Match[str], pair: re.Match[str]) -> Verdict:
    """ "45 [39–50]" is an interval, "12 [3, 40]" is none."""
    value = float(re.sub("[,·]", ".", number[1]))
    return "no" if float(pair[1]) <= value <= float(pair[2]) else "cites"


def raised(text: str, start: int, end: int, shown: bool) -> Verdict:
    """Raised figures that are no power of a unit: but "x²", "I²". shown: they are raised, not only on a word."""
    printed, before = text[start:end], text[max(0, start - 12) : start]
    if _SYMBOL.search(before):
        return "no" if printed in _POWERS else "open"
    if not before.strip() or (before[-1:].isspace() and text[end : end + 1].isalnum()):
        return "no"  # the mark of a note or an address, an isotope
    word = _WORD.search(before)
    if text[end : end + 1].isalnum() or (word is not None and not_cited.is_powered(word[0])):
        return "open"
    if shown or word is None or word[0] == "al" or (len(word[0]) > 4 and word[0][1:].islower()):
        return "cites"
    return "open" if not_cited.is_name_like(word[0]) else "cites"
