"""Paragraphs with the part they play in a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Block
from ingest.headings import Heading
from ingest.structure import PartRole

Role = PartRole
"""The same parts in a text that was laid out by its words and in a marked-up one."""


@dataclass(frozen=True)
class Piece:
    """A block with its role. heading, speaker: where the role has one; skip: length of a label ("Abstract: ")."""

    block: Block
    role: Role
    heading: Heading | None = None
    speaker: str | None = None
    skip: int = 0


def cited_in(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Where citations may stand: start and end of the paragraphs that are read as sentences, and of captions."""
    roles = ("abstract", "paragraph", "list-item", "quote", "caption")
    return [(p.block.start + p.skip, p.block.end) for p in pieces if p.role in roles]
