"""A sentence taken apart: words, concepts, cue words and clauses. Made once, read by every rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kb.concepts import Concepts, Hit
from kb.stance import cues
from kb.stance.cues import Marker
from kb.words import Token, tokens

# A clause ends before these words: what stands on their other side has a direction of its own.
_OPENERS = frozenset(
    "but while whilst whereas although though however yet because which who whom nevertheless despite unless if since "
    "nonetheless conversely instead when where".split()
)
# A clause that one of these opens ends at the next comma.
_SUBORDINATE = frozenset(
    "although though while whilst whereas despite if because since unless when whether as after before "
    "following".split()
)
_JOINED = frozenset("it they this these we she he there".split())
_STRONG = frozenset(";:—…?!")
_BRACKETS = frozenset("()[]{}")
_DEPTH = 8  # brackets deeper than this are data, not prose


# A "sentence" of more letters is a table or a text without stops: no rule reads it, a person may.
LONGEST = 4_000


@dataclass(frozen=True)
class Sentence:
    """words: the tokens case-folded; hits: concepts; markers: cue words, none where it is longer than `LONGEST`;
    clause: number of the clause of each token; commas: places whose token follows a comma."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    markers: tuple[Marker, ...]
    clause: tuple[int, ...]
    commas: frozenset[int]

    def slice(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of tokens `start` to `end`."""
        return self.tokens[start].start, self.tokens[end - 1].end


@lru_cache(maxsize=256)
def analyse(text: str, concepts: Concepts) -> Sentence:
    """Take a sentence apart."""
    found = tokens(text)
    words = tuple(t.text.casefold().replace("’", "'") for t in found)
    clause, commas = _clauses(text, found, words)
    hits = concepts.of(found)
    markers = cues.find(found, text) if len(text) <= LONGEST else ()
    names = [(h.start_token, h.end_token) for h in hits if h.end_token - h.start_token > 1]
    if names:  # "weight loss", "night shift", "quality improvement": part of a name
        markers = tuple(m for m in markers if _stands_alone(m, words, names))
    return Sentence(text, found, words, hits, markers, clause, commas)


def _stands_alone(marker: Marker, words: tuple[str, ...], names: list[tuple[int, int]]) -> bool:
    """A cue is no part of a name; "quality improved" is none, though it has the stems of "quality improvement"."""
    return words[marker.start].endswith("ed") or not any(a <= marker.start and marker.end <= b for a, b in names)


def _clauses(text: str, found: tuple[Token, ...], words: tuple[str, ...]) -> tuple[tuple[int, ...], frozenset[int]]:
    """Number of the clause of each word. Brackets hold a clause of their own, the words around them stay one."""
    numbers: list[int] = []
    commas: set[int] = set()
    outer: list[int] = []
    number, last, subordinate, end = 0, 0, False, 0
    for i, token in enumerate(found):
        gap = text[end : token.start]
        end = token.end
        comma = "," in gap
        if comma:
            commas.add(i)
        if len(gap) > 1 and not _BRACKETS.isdisjoint(gap):
            for mark in gap:
                if mark in "([{" and len(outer) < _DEPTH:
                    outer.append(number)
                    last = number = last + 1
                elif mark in ")]}" and outer:
                    number = outer.pop()
        strong = len(gap) > 1 and (not _STRONG.isdisjoint(gap) or " - " in gap or " – " in gap or ". " in gap)
        joined = words[i] in _JOINED and i > 0 and words[i - 1] == "and"
        opens = words[i] in _OPENERS and not (words[i] == "but" and words[i + 1 : i + 2] == ("also",))
        if i and (strong or opens or joined or (comma and subordinate)):
            last = number = last + 1
            subordinate = False
        if words[i] in _SUBORDINATE and (not i or strong or comma):
            subordinate = True
        numbers.append(number)
    return tuple(numbers), frozenset(commas)
