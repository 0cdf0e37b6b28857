"""The columns of the side index: what a query needs of every finding besides its terms."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from kb.retrieve.file import IndexDamaged, unsealed


@dataclass(frozen=True)
class View:
    """All findings and all texts of what papers are about, by number.

    ids: of findings, "" for a removed one; papers, abouts: numbers; lengths: quarters of a word; signs: see
    `signs_of`, `TITLE` for a title.
    alive: 1 for a finding that is not removed; abouts_alive: 1 for a text that a living finding has; about_lengths:
    quarters of a word; mean_length: of living findings.
    """

    ids: list[str]
    papers: array[int]
    abouts: array[int]
    lengths: array[int]
    signs: array[int]
    alive: bytearray
    abouts_alive: bytearray
    about_lengths: array[int]
    mean_length: float


def read_view(blocks: Iterable[tuple[str, bytes]], about_lengths: Iterable[int]) -> View:
    """The view of all blocks (names, data) in order, and of the lengths of about texts in order."""
    ids: list[str] = []
    papers, abouts, lengths, signs = array("I"), array("I"), array("H"), array("B")
    for names, data in blocks:
        more = unsealed(data, "IIHB")
        held = names.split("\n")
        if len(held) != len(more[0]):
            raise IndexDamaged("a block of the side index has lost names")
        ids.extend(held)
        for column, values in zip((papers, abouts, lengths, signs), more, strict=True):
            column.extend(values)
    about = array("H", about_lengths)
    alive = bytearray(map(bool, ids))
    abouts_alive = bytearray(len(about))
    for number, living in zip(abouts, alive, strict=True):
        if living:
            abouts_alive[number] = 1
    total = sum(length for length, living in zip(lengths, alive, strict=True) if living)
    mean = total / max(sum(alive), 1)
    return View(ids, papers, abouts, lengths, signs, alive, abouts_alive, about, mean)
