"""Finding the words of `kb.stance.lexicon` in a text: which of them are cues where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kb.stance.lexicon import TABLE, Form, Kind
from kb.words import Token, tokens


class Marker(NamedTuple):
    """A cue word found in a text: tokens `start` to `end` (excluded), what kind it is, its sign and form."""

    start: int
    end: int
    kind: Kind
    sign: int
    form: Form


# Words that stand inside a cue without being part of it: "lead directly to", "less significantly likely".
ADVERBS = frozenset(
    "significantly substantially markedly considerably slightly greatly further also directly indirectly strongly "
    "clearly statistically modestly consistently independently generally often reportedly subsequently ultimately "
    "potentially actually only even rapidly dramatically notably gradually steadily sharply both closely".split()
)


class _Entry(NamedTuple):
    rest: tuple[str, ...]
    kind: Kind
    sign: int
    form: Form


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, tuple[_Entry, ...]]:
    """First term -> entries, the longest first."""
    made: dict[str, dict[tuple[str, ...], _Entry]] = {}
    for kind, sign, form, words in TABLE:
        for phrase in words.split():
            terms = tuple(t.terms[0] for t in tokens(phrase.replace("_", " ")))
            made.setdefault(terms[0], {}).setdefault(terms[1:], _Entry(terms[1:], kind, sign, form))
    return {first: tuple(sorted(rest.values(), key=lambda e: -len(e.rest))) for first, rest in made.items()}


_VERB_BEFORE = frozenset("to can could may might will helped help helps by directly actively also".split())
_NOUN_BEFORE = frozenset("the these those many some face faces faced of and main several key such other".split())
_NOUN_AFTER = frozenset("of in for to from and or are were is was with that which related associated".split())
_TAKEN_AS: dict[str, Kind] = {"spare": "amount", "tackle": "amount", "aid": "bring"}
_TIMES = {"times": 1, "twice": 1, "half": -1}
_HYPHENS = frozenset("-\u2010\u2011")
# Words that share a stem with a cue and are none: "building" as a house, a care "provider", "compared".
_NO_CUES = frozenset(
    "lacking constantly impairment impairments identity identities offering offerings developing development "
    "introduction "
    "introductions allowance  allowances building buildings  provider providers model models generation bringing "
    "driver drivers loser compared compare compares comparing  comparison comparisons equality cutting shortly "
    "hardly lasting moderately moderate drops fastest".split()
)


def find(found: Sequence[Token], text: str) -> tuple[Marker, ...]:
    """The cue words of a text in order; of two that overlap the longer one that starts first."""
    lexicon = _lexicon()
    markers: list[Marker] = []
    i = 0
    while i < len(found):
        entries = lexicon.get(found[i].terms[0])
        marker = (_at(found, text, i, entries) if entries else None) or _as_as(found, i)
        if marker and marker.kind != "idle":
            markers.append(marker)
        i = marker.end if marker else i + 1
    return tuple(markers)


def _at(found: Sequence[Token], text: str, i: int, entries: tuple[_Entry, ...]) -> Marker | None:
    word = found[i].text.casefold()
    for entry in entries:
        if not entry.rest and (word in _NO_CUES or _in_compound(found[i], text) or _is_measure(found, i, word)):
            continue
        end = _end(found, i, entry.rest)
        if (
            not end
            or (entry.kind == "spare" and not _spares(found, end))
            or (entry.kind in ("tackle", "aid") and not _acts(found, i))
        ):
            continue
        if word == "as" and i and found[i - 1].text.casefold() in _TIMES:  # "three times as likely", "half as often"
            return Marker(i, end, "amount", _TIMES[found[i - 1].text.casefold()], entry.form)
        kind: Kind = _TAKEN_AS.get(entry.kind, entry.kind)
        return Marker(i, end, kind, entry.sign, entry.form)
    return None


# "as … as" round one of these compares nothing.
_NOT_COMPARED = frozenset(
    "well soon long far such early late young old recently little few part a the an described expected possible".split()
)


def _as_as(found: Sequence[Token], i: int) -> Marker | None:
    """ "just as lonely as": no difference in what stands between."""
    if found[i].text.casefold() != "as" or i + 2 >= len(found) or found[i + 2].text.casefold() != "as":
        return None
    return None if found[i + 1].text.casefold() in _NOT_COMPARED else Marker(i, i + 1, "null", 0, "adjective")


def _in_compound(token: Token, text: str) -> bool:
    """ "double-blind", "damage-induced": part of a name, not a verb of its own."""
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 2]
    return before in _HYPHENS or (after[:1] in _HYPHENS and after[1:2].isalpha())


def _acts(found: Sequence[Token], i: int) -> bool:
    """The word is a verb here: "to challenge", "damages trust", not "the challenge" or "challenges in"."""
    word = found[i].text.casefold()
    before = found[i - 1].text.casefold() if i else ""
    after = found[i + 1].text.casefold() if i + 1 < len(found) else ""
    if word.endswith(("ed", "ing")):
        return i > 0  # "Limited access" opens with an adjective
    if word.endswith("s"):
        return bool(after) and before not in _NOUN_BEFORE and after not in _NOUN_AFTER
    return before in _VERB_BEFORE


def _is_measure(found: Sequence[Token], i: int, word: str) -> bool:
    """ "more than 95%", "less than half": a measure, no comparison."""
    after = [t.text.casefold() for t in found[i + 1 : i + 3]]
    return (
        word in ("more", "less", "fewer", "greater")
        and len(after) == 2
        and after[0] == "than"
        and (after[1][0].isdigit() or after[1] in ("half", "one", "two", "three", "twice", "a"))
    )


def _spares(found: Sequence[Token], end: int) -> bool:
    """ "keeps people out of", "stops them from": what they are spared comes after one of these."""
    return any(t.text.casefold() in ("from", "out", "off", "against") for t in found[end : end + 7])


def _end(found: Sequence[Token], i: int, rest: tuple[str, ...]) -> int | None:
    at = i + 1
    for term in rest:
        while at < len(found) and found[at].terms[0] != term and found[at].text.casefold() in ADVERBS:
            at += 1
        if at >= len(found) or found[at].terms[0] != term:
            return None
        at += 1
    return at
