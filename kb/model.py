"""Records of the knowledge base. All frozen; `None` = not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bib.model import Reference

Stance = Literal["supports", "contradicts", "no-effect", "mixed", "unclear", "not-about"]

# What a drawn edge is called for each stance; `not-about` draws none.
EDGE_OF_STANCE: dict[Stance, str] = {
    "supports": "SUPPORTS",
    "contradicts": "CONTRADICTS",
    "no-effect": "NO_EFFECT",
    "mixed": "BEARS_ON",
    "unclear": "BEARS_ON",
}

# Under the opposite claim these two change places; the others stay.
OPPOSITE_STANCE: dict[Stance, Stance] = {"supports": "contradicts", "contradicts": "supports"}


@dataclass(frozen=True)
class Record:
    """One reading of one work, never edited.

    id: hash of (source lineage, folded raw text, nth). role: "self" = a paper's own front matter,
    "item" = an item of a reference list, "entry" = an entry of a library file, "person" = typed in,
    "lookup" = what Crossref or PubMed answered.
    by: who said it (the source's name for files; a person's name). at: ISO time it was added.
    position: place in its list from 1, None for front matter. source_id, start, end: where it stands.
    """

    id: str
    reference: Reference
    role: str
    by: str
    at: str
    position: int | None
    source_id: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """What a claim's words say.

    subject, relation, outcome, population, comparator: the words as they stand in the claim, or "".
    relation is the verb phrase as written ("reduce", "do not change").
    direction: +1 the outcome rises / is present / is helped on, -1 it falls, 0 no change is claimed or no direction.
    kind: "direction", "no-change", "existence" (peers face challenges), "need", "barrier", "difference" or "topic"
    (no verb).
    negated: the relation is denied ("do not reduce").
    """

    subject: str
    relation: str
    outcome: str
    population: str
    comparator: str
    direction: int
    kind: str
    negated: bool


@dataclass(frozen=True)
class Claim:
    """A statement that findings are held against.

    id: hash of the folded text; text: as worded; status: proposed, accepted or rejected;
    reading: what its words say; by: who put it there.
    """

    id: str
    text: str
    status: str
    reading: Reading
    by: str


@dataclass(frozen=True)
class Statement:
    """A finding as the gate and the stance rules see it: itself and its own paper, nothing else.

    text: the finding's verbatim text (cue offsets count in it). clean: the same without citation markers, white
    space folded.
    kind, origin, section, speaker, lead_in, hedge: as in `ingest.model.Finding`.
    about: what its paper is about: title, abstract and keywords in one string.
    """

    text: str
    clean: str
    kind: str
    origin: str
    section: tuple[str, ...]
    speaker: str | None
    lead_in: str | None
    hedge: str | None
    about: str


@dataclass(frozen=True)
class Cue:
    """The words that decide a stance: text == statement.text[start:end]."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Opinion:
    """What a judge says of one statement and one claim.

    stance; reason: one plain line; cue: the deciding words or None; confidence: 0 to 1, the
    probability that the stance is right.
    """

    stance: Stance
    reason: str
    cue: Cue | None
    confidence: float


@dataclass(frozen=True)
class Judgement:
    """One judge's stance on one finding for one claim; nobody overwrites another's.

    by: the judge ("rules", a model's or a person's name); by_kind: rule, model or person;
    version: of the rules; at: ISO time; note: a person's remark.
    """

    finding: str
    claim: str
    stance: Stance
    reason: str
    cue: Cue | None
    confidence: float
    by: str
    by_kind: str
    version: str
    at: str
    note: str = ""
