"""A claim as the search sees it: parts, their words, and what else in the concept map says the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb import words
from kb.concepts import Concepts
from kb.model import Reading

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Unit:
    """One word of a claim.

    terms: its analysed forms, any of which is the word itself; phrases: analysed phrases of the concepts that the word
    is part of, any of which stands for it (all words of a phrase must occur).
    """

    terms: Phrase
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True)
class Part:
    """One part of a claim. name: "outcome", "subject", "relation", "population" or "comparator"; units: its words."""

    name: str
    units: tuple[Unit, ...]


def parts_of(reading: Reading, concepts: Concepts | None) -> tuple[Part, ...]:
    """The parts of a claim that hold words, the outcome first; None for `concepts` asks for the words alone.

    A verb of direction is left out: "peers reduce stays" and "peers increase stays" are answered by the same rows in
    the same order, for and against exchanged. That a finding says more or less of something is a sign of a result.
    """
    texts = (
        ("outcome", reading.outcome),
        ("subject", reading.subject),
        ("relation", "" if reading.direction else reading.relation),
        ("population", reading.population),
        ("comparator", reading.comparator),
    )
    parts = (Part(name, _units(text, concepts)) for name, text in texts)
    return tuple(part for part in parts if part.units)


def _units(text: str, concepts: Concepts | None) -> tuple[Unit, ...]:
    found = words.tokens(text)
    phrases: dict[int, list[Phrase]] = {}
    if concepts is not None:
        for hit in concepts.of(found):
            for place in range(hit.start_token, hit.end_token):
                phrases.setdefault(place, []).extend(_reached(hit.concept_id, concepts))
    units = [
        Unit(token.terms, tuple(dict.fromkeys(phrases.get(i, ()))))
        for i, token in enumerate(found)
        if not words.is_stop(token)
    ]
    return tuple(dict.fromkeys(units))


def _reached(concept_id: str, concepts: Concepts) -> Iterable[Phrase]:
    """Phrases of a concept and of all that speaks of it, without their stop words, which are not indexed."""
    for reached in concepts.reach(concept_id):
        for phrase in concepts.words_of(reached.concept_id):
            kept = tuple(term for term in phrase if term not in words.STOP_TERMS)
            if kept:
                yield kept
