"""Which of many candidate numbers are those of a list: the chain that counts on best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

MOST_MISSING = 10  # numbers a list may skip and still be one list
_JUMP = 0.7  # what a gap in the count costs; a chain of two items outweighs it
_RESTART = 0.8
_OTHER_FORM = 0.6
_LATE = 0.4  # a chain that does not begin at 1


@dataclass(frozen=True)
class Candidate:
    """number; text: as printed ("1a"); series: "" or the letter before it ("S"); form: how it is printed; weight: how
    much it looks like an item's number, about 0 to 1."""

    number: int
    text: str
    series: str
    form: str
    weight: float


@dataclass
class _Chain:
    """The best chain ending in one candidate: its worth and the candidate before."""

    worth: float
    before: int | None


def longest(candidates: Sequence[Candidate], likely: Callable[[int], bool]) -> list[int]:
    """Indices of the candidates that make the best count, in order; linear.

    likely: does a reference stand behind this candidate? Asked only where the count jumps or begins again.
    """
    chains: list[_Chain] = []
    latest: dict[tuple[str, int], int] = {}
    best: int | None = None
    for i, found in enumerate(candidates):
        chain = _Chain(found.weight - (_LATE if found.number > 1 else 0.0), None)
        for j, worth in _predecessors(candidates, chains, latest, best, i):
            if worth <= chain.worth:
                continue
            straight = candidates[j].number in (found.number - 1, found.number) and candidates[j].series == found.series
            if straight or likely(i):
                chain = _Chain(worth, j)
        chains.append(chain)
        key = (found.series, found.number)
        if key not in latest or chains[latest[key]].worth <= chain.worth:
            latest[key] = i
        if best is None or chains[best].worth <= chain.worth:
            best = i
    out: list[int] = []
    while best is not None:
        out.append(best)
        best = chains[best].before
    return out[::-1]


def _predecessors(
    candidates: Sequence[Candidate],
    chains: Sequence[_Chain],
    latest: dict[tuple[str, int], int],
    best: int | None,
    i: int,
) -> list[tuple[int, float]]:
    """(candidate, worth of the chain through it) for all that candidate i may follow."""
    found = candidates[i]
    out: list[tuple[int, float]] = []
    for step in range(MOST_MISSING + 1):
        j = latest.get((found.series, found.number - step))
        if j is None or (step == 0 and candidates[j].text == found.text):
            continue
        cost = 0.0 if step < 2 else _JUMP + 0.05 * step
        cost += _OTHER_FORM if candidates[j].form != found.form else 0.0
        out.append((j, chains[j].worth + found.weight - cost))
    if best is not None and found.number == 1:
        out.append((best, chains[best].worth + found.weight - _RESTART))
    return out
