"""What publishers' pages leave in a copy: the words of the links below each reference.

One file per publisher says which words; one table here. They are taken away only at the *end* of an item, and only
where they cannot be a title's own: a run of two or more after a closed sentence, in brackets, on a line of their own,
or
glued to the stop ("290.CrossRef", "Sage.Google Scholar"). A title that ends in "PubMed" keeps its word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.noise import atypon, elsevier, frontiers, highwire, mdpi, plos, pmc, springer

PUBLISHERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("springer", springer.TOKENS),
    ("pmc", pmc.TOKENS),
    ("mdpi", mdpi.TOKENS),
    ("plos", plos.TOKENS),
    ("frontiers", frontiers.TOKENS),
    ("elsevier", elsevier.TOKENS),
    ("highwire", highwire.TOKENS),
    ("atypon", atypon.TOKENS),
)
_VOCABULARY = sorted({token for _, tokens in PUBLISHERS for token in tokens}, key=lambda t: (-len(t), t))
_ALTERNATIVES = "|".join(re.escape(token).replace(r"\ ", r"\s") for token in _VOCABULARY)
_LINE_ENDS = "\r\n\f\v\u2028\u2029\x85"
_SEPARATORS = _LINE_ENDS + " \t\u00a0\u2009\u202f,|.;-–·•\ufeff"
# One word of the vocabulary: in brackets or as a Markdown link in brackets; bare at the end of a text.
_IN_BRACKETS = re.compile(
    rf"(?:\[{{1,2}}|\()\s?(?P<word>{_ALTERNATIVES})\s?\]?(?:\([^()\s]{{0,300}}\))?[\])]", re.IGNORECASE
)
_BARE = re.compile(rf"(?P<word>{_ALTERNATIVES})$", re.IGNORECASE)
_ENDINGS = frozenset(token[-3:].lower() for token in _VOCABULARY)  # a cheap first look
_LONGEST_WORD = max(map(len, _VOCABULARY))
_WINDOW = 360  # characters in which one word with its link stands
_LONGEST_RUN = 24  # words; more is no tail
_LONGEST_ADDRESS = 300
_ADDRESS = re.compile(r"(?:https?://|www\.|\b10\.\d{4,9}/)\S{3,300}$")
_CLOSED = re.compile(r"[.!?)\]\"”’\d>/]$")


@dataclass(frozen=True)
class Tail:
    """A run of link words. start: offset of its first character; words: how many; bracketed: all stood in brackets;
    scholar: one of them was "Google Scholar"."""

    start: int
    words: int
    bracketed: bool
    scholar: bool


def _run(text: str, start: int, end: int) -> Tail:
    """The run of link words that ends at `end`, however plausible."""
    words, bracketed, scholar, first = 0, True, False, end
    position = end
    while words < _LONGEST_RUN:
        position = _back(text, start, position)
        found = _last_word(text, start, position)
        if found is None:
            break
        first, word, in_brackets = found
        words += 1
        bracketed = bracketed and in_brackets
        scholar = scholar or word.lower().startswith("google")
        position = first
    return Tail(first, words, bracketed, scholar)


def _last_word(text: str, start: int, end: int) -> tuple[int, str, bool] | None:
    """(offset, word, in brackets?) of the link word that ends at `end`."""
    if end <= start:
        return None
    if text[end - 1] in ")]":
        for bracket in "[(":
            opened = text.rfind(bracket, max(start, end - _WINDOW), end)
            if opened < 0:
                continue
            if opened > start and text[opened - 1] == "[":
                opened -= 1
            match = _IN_BRACKETS.fullmatch(text, opened, end)
            if match:
                return opened, match["word"], True
        return None
    if text[end - 3 : end].lower() not in _ENDINGS:
        return None
    low = max(start, end - _LONGEST_WORD - 1)
    match = _BARE.search(text[low:end])
    if match is None or _inside_word(text, start, low + match.start()):
        return None
    return low + match.start(), match["word"], False


def _back(text: str, start: int, position: int) -> int:
    while position > start and text[position - 1] in _SEPARATORS:
        position -= 1
    return position


def _inside_word(text: str, start: int, offset: int) -> bool:
    """Whether the word found is the end of a longer one ("inCAS"); "ScopusGoogle Scholar" and "290.CrossRef" are
    glued, not inside."""
    if offset == start or not text[offset - 1].isalnum():
        return False
    if not text[offset].isupper():
        return True
    # "PubMed/NCBIGoogle Scholar": a capital before it is no longer word when a link word ends there.
    return text[offset - 1].isupper() and not _BARE.search(text[max(start, offset - _LONGEST_WORD) : offset])


def tail(text: str, start: int, end: int) -> int:
    """Offset in `text` where the link words at the end of `text[start:end]` begin; `end` when there are none.

    White space before them is not included; linear, whatever the length of the text.
    """
    found = _run(text, start, end)
    if found.words == 0:
        return end
    body = _back_space(text, start, found.start)
    if body == start or _accepted(text, start, body, found):
        return body
    return end


def _back_space(text: str, start: int, position: int) -> int:
    """Back over what separates the run from the item: white space, and list marks that follow white space or a stop."""
    while position > start and (text[position - 1].isspace() or text[position - 1] in "|·•"):
        position -= 1
    while position - 1 > start and text[position - 1] in "-–," and text[position - 2].isspace():
        position -= 1
        while position > start and text[position - 1].isspace():
            position -= 1
    return position


def _accepted(text: str, start: int, body: int, found: Tail) -> bool:
    gap = text[body : found.start]
    if found.bracketed or any(c in _LINE_ENDS for c in gap):
        return True
    closed = bool(_CLOSED.search(text[max(start, body - 1) : body])) or _is_address(text, start, body)
    if (closed or found.words >= 2) and gap.strip() in ("-", "–") and gap[:1].isspace():
        return True  # PubMed's box: "… - PubMed"
    if found.words >= 2:
        return closed or not gap or found.words >= 4
    return closed and (found.scholar or (not gap and text[found.start].isupper()))


def _is_address(text: str, start: int, end: int) -> bool:
    """Does text[start:end] end in the address of a page?"""
    low = max(start, end - _LONGEST_ADDRESS)
    return _ADDRESS.search(text[low:end]) is not None


def is_only_links(line: str) -> bool:
    """Whether a line holds link words and nothing else."""
    if not line.strip(_SEPARATORS):
        return False
    found = _run(line, 0, len(line))
    return found.words > 0 and not line[: found.start].strip(_SEPARATORS)
