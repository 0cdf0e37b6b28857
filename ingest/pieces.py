"""Paragraphs with the part they play in a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.blocks import Block
from ingest.headings import Heading

Role = Literal[
    "front",
    "keywords",
    "heading",
    "abstract",
    "paragraph",
    "list-item",
    "quote",
    "attribution",
    "caption",
    "cell",
    "footnote",
    "furniture",
    "reference",
]


@dataclass(frozen=True)
class Piece:
    """A block with its role. heading, speaker: where the role has one; skip: length of a label ("Abstract: ")."""

    block: Block
    role: Role
    heading: Heading | None = None
    speaker: str | None = None
    skip: int = 0
