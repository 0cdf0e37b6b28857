"""What the side index takes in: a finding, and the weights of its terms."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb import words
from kb.retrieve.signs import signs_of

# Weights are quarters of an occurrence, so that sums are whole numbers and do not depend on the order of adding.
OWN, LEAD_IN, SECTION = 4, 2, 1
MOST_WEIGHT, MOST_LENGTH = 255, 65535  # what a byte and two bytes hold

Terms = Mapping[str, tuple[Mapping[str, int], int]]
"""Weights of terms and signs, worked out elsewhere: of findings by id, of what papers are about by `hash_of`."""


@dataclass(frozen=True)
class Doc:
    """A finding as the index sees it.

    id: the finding's; paper: id of the paper that reports it; kind: as in `ingest.model.Finding`;
    clean: its text without citation markers; lead_in: the sentence before a quote, or None;
    section: titles, outer to inner; about: title, abstract and keywords of the paper.
    terms: (`term_weights`, `signs_of`) where they were worked out elsewhere, in another process; about_terms:
    `about_weights` likewise.
    """

    id: str
    paper: str
    kind: str
    clean: str
    lead_in: str | None
    section: tuple[str, ...]
    about: str
    terms: tuple[Mapping[str, int], int] | None = None
    about_terms: Mapping[str, int] | None = None


def hash_of(about: str) -> str:
    """What a text of what a paper is about is known by in the index, which has no use for the text itself."""
    return hashlib.blake2b(about.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def term_weights(doc: Doc) -> dict[str, int]:
    """Terms of a finding, its lead-in and its section titles with their weights."""
    return _weights(((doc.clean, OWN), (doc.lead_in or "", LEAD_IN), *((title, SECTION) for title in doc.section)))


def terms_of(clean: str, lead_in: str | None, section: Sequence[str]) -> tuple[dict[str, int], int]:
    """`Doc.terms` of a finding."""
    return term_weights(Doc("", "", "", clean, lead_in, tuple(section), "")), signs_of(clean)


def about_weights(about: str) -> dict[str, int]:
    """Terms of what a paper is about with their weights."""
    return _weights(((about, OWN),))


def _weights(fields: Iterable[tuple[str, int]]) -> dict[str, int]:
    weights: dict[str, int] = {}
    for text, weight in fields:
        for terms in words.content(text):
            for term in terms:
                weights[term] = min(weights.get(term, 0) + weight, MOST_WEIGHT)
    return weights
