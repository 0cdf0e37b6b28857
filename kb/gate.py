"""The gate: may a finding be evidence for a claim at all?

It looks at that finding, its own paper and the concept map alone, never at ranks or counts over the library, so that
what is drawn does not depend on what else is there. The outcome must be covered by the finding with its lead-in and
section titles, the subject there or by what its paper is about. Whether the subject really is the sentence's is
stance's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kb.concepts import Concepts
from kb.model import Reading, Statement
from kb.parts import Unit, mentions, units_of
from kb.stance.direction import is_governed
from kb.stance.sentence import Sentence, analyse

# Share of a part's head that must be found; half of a two-word head is one of two words of one thing ("error rates").
OUTCOME_SHARE = 0.6
SUBJECT_SHARE = 0.5

_IT = frozenset(("it", "this", "these", "such"))
_CHANGE = ("amount", "quality", "null")


@dataclass(frozen=True)
class Coverage:
    """How much of a claim's parts a finding covers, 0 to 1.

    outcome: by the finding, its lead-in and section titles; own: by the finding and its lead-in alone;
    subject: by all of these and by what its paper is about. A part without words is covered.
    """

    outcome: float
    own: float
    subject: float


def passes(reading: Reading, statement: Statement, concepts: Concepts) -> bool:
    """Whether a finding is linked to a claim."""
    found = coverage(reading, statement, concepts)
    if found.outcome < OUTCOME_SHARE or found.subject < SUBJECT_SHARE:
        return False
    if found.own >= OUTCOME_SHARE:
        return True
    # Only the heading names the outcome: then the sentence must say more, less or no difference of an "it" that has no
    # other name, or every sentence below a heading would be let through.
    sentence = analyse(statement.text, concepts)
    return not _IT.isdisjoint(sentence.words) and any(m.kind in _CHANGE for m in sentence.markers)


def coverage(reading: Reading, statement: Statement, concepts: Concepts) -> Coverage:
    """How far a finding covers a claim's outcome and subject."""
    units = units_of(reading.outcome, concepts)
    sentence = analyse(statement.text, concepts)
    own = _covered(units, sentence, concepts)
    if statement.lead_in and len(own) < len(units):
        own |= _covered(units, analyse(statement.lead_in, concepts), concepts)
    every = own | _titles_cover(units, statement.section, concepts) if len(own) < len(units) else own
    if _share(units, every) < OUTCOME_SHARE:
        return Coverage(_share(units, every), _share(units, own), 0.0)
    return Coverage(_share(units, every), _share(units, own), _subject(reading, statement, sentence, concepts))


def _subject(reading: Reading, statement: Statement, sentence: Sentence, concepts: Concepts) -> float:
    units = units_of(reading.subject, concepts)
    found = {m.unit for m in mentions(units, sentence.tokens, sentence.hits, concepts)}
    for text in (*statement.section, statement.lead_in or "", statement.about):
        if text and len(found) < len(units):
            found |= _named(units, text, concepts)
    # "contact with peers", "employing peers": any half of its words names the subject, whatever stands first
    return len(found) / len(units) if units else 1.0


def _titles_cover(units: tuple[Unit, ...], titles: tuple[str, ...], concepts: Concepts) -> set[int]:
    return {unit for title in titles for unit in _named(units, title, concepts)}


@lru_cache(maxsize=4096)
def _named(units: tuple[Unit, ...], text: str, concepts: Concepts) -> frozenset[int]:
    """Units a text names outright. Kept: titles and what a paper is about come again with each of its findings."""
    sentence = analyse(text, concepts)
    return frozenset(m.unit for m in mentions(units, sentence.tokens, sentence.hits, concepts) if not m.linked)


def _covered(units: tuple[Unit, ...], sentence: Sentence, concepts: Concepts) -> set[int]:
    """Units a sentence covers. What speaks of one by a signed link alone ("understanding" for stigma) counts only where
    it is said to become more or less: the bare word is too common."""
    out: set[int] = set()
    for mention in mentions(units, sentence.tokens, sentence.hits, concepts):
        if not mention.linked or is_governed(sentence, mention):
            out.add(mention.unit)
    return out


def _share(units: tuple[Unit, ...], found: set[int] | frozenset[int]) -> float:
    """Share of the head's units found; of all units where the part has no head words."""
    heads = [i for i, u in enumerate(units) if u.head] or list(range(len(units)))
    return sum(i in found for i in heads) / len(heads) if heads else 1.0
