"""Words that deny, and how far they reach.

Scope: up to six words to the right inside one clause, up to the next cue word, as in NegEx (Chapman et al. 2001, whose
window is five terms), but cut at clauses. "not only" and its like deny nothing.
"""

from __future__ import annotations

from kb.stance.sentence import Sentence

WINDOW = 6

DENIERS = frozenset(
    "not no never cannot don't doesn't didn't can't couldn't won't wouldn't isn't aren't wasn't weren't hasn't "
    "haven't hadn't neither "
    "nor none nobody nothing without fail failed fails failing unable hardly scarcely barely nowhere "
    "insufficient".split()
)
_NOT_DENYING = frozenset("only just merely simply necessarily least surprisingly".split())
# "no evidence that …" denies the whole of what follows in the sentence.
_EVIDENCE = frozenset("evidence indication sign suggestion proof support".split())


# Another noun phrase begins here: what was denied before it is something else.
_ENDS_PHRASE = frozenset("the that which of to a an".split())


def denier_before(sentence: Sentence, at: int, stop: int = 0) -> int | None:
    """The token that denies what stands at `at`, looking back to `stop`; None if nothing does."""
    words = sentence.words
    for i in range(at - 1, max(stop, at - WINDOW - 1, 0) - 1, -1):
        if sentence.clause[i] != sentence.clause[at]:
            break
        word = words[i]
        if word == "without" and at - i > 1:
            break  # it denies the noun that follows it, no more
        if word in DENIERS and not (i + 1 < len(words) and words[i + 1] in _NOT_DENYING):
            return i
        if word == "than" and i and words[i - 1] == "rather":
            return i - 1
    return _no_evidence(sentence, at)


def _no_evidence(sentence: Sentence, at: int) -> int | None:
    words = sentence.words
    for i in range(min(at, len(words) - 1) - 1, 0, -1):
        if words[i] in _EVIDENCE and any(w in ("no", "little", "without", "not") for w in words[max(0, i - 4) : i]):
            return i - 1
    return None


def zero_before(sentence: Sentence, start: int) -> int | None:
    """The token that says there is none of what starts at `start`: "no", "0", "without", "were not"."""
    words = sentence.words
    verb = False
    for i in range(start - 1, max(start - 10, 0) - 1, -1):
        if sentence.clause[i] != sentence.clause[start]:
            break
        near = start - i <= 4 or (verb and words[i] in ("none", "nobody", "neither"))
        if near and (words[i] in ("0", "zero") or (words[i] in DENIERS and not words[i].startswith("fail"))):
            return i
        if words[i] in ("only", "just") or i in sentence.commas or (words[i] in _ENDS_PHRASE and not verb):
            break
        verb = verb or words[i] in ("was", "were", "is", "are", "been", "had", "have")
    return None
