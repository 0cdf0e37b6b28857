"""Superscript markers that a copy flattened onto the word: "outcomes.3, 4, 5", "hospitalisation6,7", "world.2–6 My".

Also the signs of Unicode ("⁶⁻⁹") and of Markdown ("^6,7^"), which show that they are raised. What a figure on a word
may else be is judged by `not_cited`; what is left open, the order of first mention decides (`order`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.citations import not_cited
from ingest.citations.numbers import DASH, Listed, expand, pairs_of
from ingest.citations.order import Candidate, Reading

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁼", "0123456789--")
_UNICODE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[⁻⁼–’ʼ˒˴‚,;-]{1,2}\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}){0,60}")
_CARET = re.compile(rf"\^(?P<numbers>\d{{1,3}}(?:\s?[{DASH},;]\s?\d{{1,3}}){{0,60}})\^")
_FIGURES = re.compile(rf"\d{{1,3}}(?!\d)(?:(?:\s{{0,2}}[{DASH},;]\s{{0,2}}|\s{{1,2}})\d{{1,3}}(?!\d)){{0,60}}")
_ENDS = re.compile(r"\s{0,3}(?:[A-Z“]|\n|$)")  # what follows is no rest of the sentence
_MEASURE = re.compile(r"[%°‰_@^=<>±×]|[.,:·]\d|[-–—]\w|\s?[%°×±=<>≤≥+]|\s?:\s?\d|/\d")
_LONG = re.compile(r"\d{1,4}")
_WORD = re.compile(r"[^\W\d_]{1,40}$")
_STOPPED = re.compile(r"([^\W\d_]{1,40})(['’”\"»)\]]{0,3}[.,;:?!…]{1,3}['’”\"»)\]]{0,3})$")
_CUTS: dict[int, tuple[tuple[int, ...], ...]] = {2: ((1,),), 3: ((1,), (2,), (1, 2)), 4: ((2,),)}  # by length
_SURE = 4.0
_NOT_A_STOP = frozenset("p pp fig figs no nos vol v ver eq ref refs n ca approx cf vs tab sec ch".split())


def marked(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Figures whose own signs show that they are raised: start, end and the numbers as plain text."""
    for found in _UNICODE.finditer(text, start, end):
        if not _is_exponent(text, found.start()):
            yield found.start(), found.end(), found[0].translate(_RAISED)
    for found in _CARET.finditer(text, start, end):
        if not _is_exponent(text, found.start()):
            yield found.start(), found.end(), found["numbers"]


def _is_exponent(text: str, at: int) -> bool:
    """Raised figures on a unit, a formula or a number are its power."""
    before = text[max(0, at - 40) : at]
    word = _WORD.search(before)
    if word is None:
        return before[-1:].isdigit() or before[-1:] in "×⁺⁻-−^"
    return not_cited.is_powered(word[0]) or (len(word[0]) <= 2 and word[0] not in ("al", "we", "us"))


def candidates(text: str, regions: Sequence[tuple[int, int]], own: Listed, spaced: bool) -> list[Candidate]:
    """Every number that may be a flattened marker, in order. spaced: also those that stand apart from the word."""
    glued = Counter(m[0] for a, b in regions for m in _TOKEN.finditer(text, a, b))
    # how often each word stands with a figure on it, and without
    out: list[Candidate] = []
    for start, end in regions:
        at = start
        while (found := _FIGURES.search(text, at, end)) is not None:
            candidate = _candidate(text, start, found, own, spaced, glued)
            if candidate is not None:
                out.append(candidate)
                at = max(r.end for r in candidate.readings)
            else:
                at = found.start() + len(_figures(text, found.start()))
        out += _marked(text, start, end, own)
    return sorted(out, key=lambda c: c.start)


def _marked(text: str, start: int, end: int, own: Listed) -> Iterator[Candidate]:
    for a, b, printed in marked(text, start, end):
        numbers, wrong = expand(pairs_of(printed), own)
        if numbers and not wrong and all(own.offers(n) for n in numbers):
            yield Candidate(a, (Reading(b, numbers, _SURE),))


_TOKEN = re.compile(r"\b[^\W\d_]{1,12}(?:\d{1,3})?\b")


def _candidate(
    text: str, start: int, found: re.Match[str], own: Listed, spaced: bool, glued: Counter[str]
) -> Candidate | None:
    at = found.start()
    before = text[max(start, at - 44) : at]
    if not before or before[-1].isdigit():
        return None
    apart = before[-1].isspace()
    if apart and not spaced:
        return None
    weight = _apart(before) if apart else _on(before, text, at, glued)
    if weight is None:
        return None
    readings = tuple(_readings(text, found, own, weight, apart))
    return Candidate(at, readings, apart) if readings else None


def _on(before: str, text: str, at: int, glued: Counter[str]) -> float | None:
    """What the word or sign says that the figures are glued to."""
    last = before[-1]
    if last.isalpha():
        word = _WORD.search(before)
        return _on_word(word[0] if word else last, text, at, glued)
    if last in ".,;:?!…":
        return _on_stop(before, text[at : at + 44])
    if last in "”’\"'»)]®™†‡*":
        inner = before[:-1].rstrip("”’\"'»)]")[-3:]
        return -1.0 if re.search(r"\([A-Z][A-Za-z]?\d?$", before[:-1]) else 2.0 if inner.strip() else None
    return 1.5 if last == "%" else None


def _on_stop(before: str, figures: str) -> float | None:
    stopped = _STOPPED.search(before)
    if stopped is not None:
        word = stopped[1]
        if word.lower() in _NOT_A_STOP and stopped[2] in (".", ":"):
            return -4.0
        if stopped[2].endswith(":"):
            return 0.0
        return 2.5 if len(word) > 1 else 1.0
    tail = before.rstrip(".,;:?!…”’\"'»")
    if tail[-1:] in ")]%®™":
        return 2.0
    if tail[-1:].isdigit():  # "in 2012.5 The", "of 0.125.2 The", "kg/m2,11 which", but "3.5 mg" and "1,200"
        if re.search(r"(?<![\d.,·])(?:(?:19|20)\d\d|\d{1,4}[.,·]\d{1,3})[.,;]['’”\"]?$", before):
            return 0.7
        if re.search(r"(?<![^\W\d_])[ckd]?m[23][.,;]['’”\"]?$", before):
            return 1.0
        if re.search(r"-\d{1,2}[.,;]$", before):
            return -0.5
        return -2.0 if re.match(r"\d{1,3}(?:[-–,]\d{1,3}){0,9}\s{1,2}[A-Z][a-z]", figures) else None
    return 1.0 if tail and before[-1] != ":" else None


def _figures(text: str, at: int) -> str:
    """The first figures that stand here, four at most."""
    found = _LONG.match(text, at)
    return found[0] if found else ""


def _on_word(word: str, text: str, at: int, glued: Counter[str]) -> float | None:
    token = word + _figures(text, at)
    first = at - len(word)
    if first and (text[first - 1].isdigit() or text[first - 1] in "/^_@#"):
        return None
    if not_cited.is_powered(word):
        return -6.0
    if word == "al":
        return 2.0
    if word.islower():
        if len(word) <= 2:
            return -1.0
        return 2.0 if len(word) > 3 else 1.0
    named = glued[token] > 1
    if not_cited.is_name_like(word):
        usual = len(word) > 2 and glued[word] > 2 + glued[token]  # "NICE" stands without a figure elsewhere
        return (0.5 if usual else -1.5 if len(word) > 2 else -3.5) - (1.0 if usual else 4.0) * named
    return 1.0 - 1.0 * named


def _apart(before: str) -> float | None:
    """Figures after a blank: only a word that is no counter may stand before them."""
    left = before.rstrip()
    if len(before) - len(left) > 2 or not left:
        return None
    if left[-1].isdigit():
        return -1.0 if re.search(r"(?:(?<!\d)(?:19|20)\d\d|/m2)$", left) else None
    if left[-1] in "([{=<>≤≥±×+–—-−/~≈$£€":
        return None
    if left[-1] in ".,;:":
        return 0.5 if left.endswith(" al.") else None if left[-1] in ".:" and not left[-2:-1].isspace() else -2.5
    if left[-1] in ")]%”’\"'":
        return 0.0
    word = _WORD.search(left)
    if word is None:
        return -1.0
    if not_cited.names_number(word[0]):
        return -5.0
    if not_cited.may_name_number(word[0]):  # but "within 30 days 5."
        return -0.5 if re.search(r"\d\s[a-z]{3,9}$", left) else -1.5
    return -0.5 if word[0].islower() or len(word[0]) > 3 else -1.5


def _readings(text: str, found: re.Match[str], own: Listed, weight: float, apart: bool) -> Iterator[Reading]:
    """The figures whole, or without a tail that belongs to the prose; two markers that lost what parted them."""
    printed, start = found[0], found.start()
    ends = [m.end() for m in re.finditer(r"\d{1,3}", printed)]
    blanks = [any(c.isspace() for c in printed[a:b]) for a, b in zip([0, *ends], ends, strict=False)]
    for n in range(len(ends), 0, -1):
        if n < len(ends) and not blanks[n]:
            continue  # "6,7": one marker or none
        if n < len(ends) - 4:
            break
        end = start + ends[n - 1]
        reading = _reading(text, printed[: ends[n - 1]], end, own, apart)
        if reading is not None:
            only_blank = sum(not gap.strip() for gap in re.split(r"\d+", printed[: ends[n - 1]])[1:-1])
            final = n == len(ends) and _ENDS.match(text, end) is not None
            yield Reading(end, reading[0], weight + reading[1] + (0.2 if final else -0.4 * only_blank))
    if len(ends) == 1 and len(printed) > 1 and own.known:
        extra = _follows(text, start + ends[0], apart)
        for parts in splits(printed) if extra is not None else ():
            if all(own.offers(p) for p in parts):
                yield Reading(start + ends[0], parts, weight + (extra or 0.0) - 1.5 * len(parts))


def splits(printed: str) -> Iterator[tuple[int, ...]]:
    """Ways to part figures that lost the comma between them: "189" is 1, 89 or 1, 8, 9."""
    for cut in _CUTS.get(len(printed), ()):
        parts = [printed[a:b] for a, b in pairwise((0, *cut, len(printed)))]
        numbers = tuple(map(int, parts))
        if all(p[0] != "0" for p in parts) and all(a < b for a, b in pairwise(numbers)):
            yield numbers


def _reading(text: str, printed: str, end: int, own: Listed, apart: bool) -> tuple[tuple[int, ...], float] | None:
    """Numbers and what follows them has to say; None where they cannot be a marker."""
    numbers, wrong = expand(pairs_of(printed), own)
    if wrong or not numbers or not all(own.offers(n) for n in numbers):
        return None
    if any(x[0] == "0" for x in re.findall(r"\d+", printed)):
        return None
    extra = _follows(text, end, apart)
    return None if extra is None else (numbers, extra + (0.5 if len(numbers) > 1 else 0.0))


def _follows(text: str, end: int, apart: bool) -> float | None:
    """What follows the figures has to say; None where it makes them no marker."""
    after = text[end : end + 3]
    if not after:
        return 1.0 if apart else 0.0
    if after[0].isalpha() or _MEASURE.match(after):
        return None
    extra = 0.0
    if not_cited.is_counted(text, end):
        extra -= 3.0 if apart else 0.7
    if apart:
        if re.match(r"\s[.,;]", after):
            return extra + 2.5  # what was raised keeps its blanks: "quit 1 ."
        extra += 1.5 if re.match(r"[.,;)\]]|$|\s?\n", after) else -1.0
    return extra
