"""Retrieval: a claim's words -> ranked findings, the same on any engine.

`SideIndex` mirrors the store's findings (bring it up to date by revision); `rank` orders them by relevance to a claim
before any gate; `candidates` gives every finding that could pass the gate; `rank_papers` orders papers.
"""

from kb.retrieve.docs import Doc, Terms, hash_of
from kb.retrieve.file import IndexDamaged
from kb.retrieve.index import BLOCK, UNKNOWN, SideIndex
from kb.retrieve.rank import Ranked, candidates, rank, rank_papers

__all__ = [
    "BLOCK",
    "UNKNOWN",
    "Doc",
    "IndexDamaged",
    "Ranked",
    "SideIndex",
    "Terms",
    "candidates",
    "hash_of",
    "rank",
    "rank_papers",
]
