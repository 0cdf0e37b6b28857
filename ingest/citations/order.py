"""Which of many numbers of a text are citations, told by the order in which a list is first mentioned.

In a list numbered by appearance each work cited for the first time is the next number. A number in the prose that
cites nothing seldom fits that order, and hardly ever does so again and again. So every number that could be a marker
is a candidate with a weight (what its own shape and neighbours say, in log-odds as judged by hand), and the reading of
the whole paper with the highest sum is taken: a Viterbi pass whose state is the highest number cited so far
(Viterbi 1967), kept to the best `BEAM` states, so time is linear in the candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BEAM = 24
NEXT = 3.0  # a first mention that is the next number
_FURTHER = 0.75  # the next ones of the same marker: "7–10" shows little more than "7"
_SKIP = 1.2  # for each number passed over: works cited in tables and figures that are not in the text
_MOST_SKIP = 6.0


@dataclass(frozen=True)
class Reading:
    """One way to read a candidate. end: offset after its last character; numbers: what it cites; weight: log-odds."""

    end: int
    numbers: tuple[int, ...]
    weight: float


@dataclass(frozen=True)
class Candidate:
    """Figures that may be a marker. start: offset; readings: at least one way to read them; spaced: they stand apart
    from the word before."""

    start: int
    readings: tuple[Reading, ...]
    spaced: bool = False


@dataclass(frozen=True)
class Chosen:
    """What was decided. reading: how a candidate is read, or None; margin: by how much this beats the other answer for
    this candidate alone, in log-odds."""

    reading: Reading | None
    margin: float


def is_ordered(firsts: Sequence[int]) -> bool:
    """Is a list numbered by appearance? firsts: numbers of sure markers, in the order of the text."""
    highest, steps, orderly = 0, 0, 0
    for number in firsts:
        if number > highest:
            steps += 1
            orderly += number - highest <= 3
            highest = number
    return steps < 3 or (orderly * 3 >= steps * 2 and steps * 4 >= highest)


def choose(candidates: Sequence[Candidate], ordered: bool) -> tuple[Chosen, ...]:
    """Decide every candidate. ordered: the list is numbered by appearance; else shapes alone decide."""
    if not ordered:
        return tuple(_by_shape(c) for c in candidates)
    states: dict[int, float] = {0: 0.0}
    steps: list[dict[int, tuple[int, Reading | None]]] = []
    for candidate in candidates:
        after: dict[int, float] = {}
        came: dict[int, tuple[int, Reading | None]] = {}
        for highest, score in states.items():
            if score > after.get(highest, float("-inf")):
                after[highest], came[highest] = score, (highest, None)
            for reading in candidate.readings:
                gain, top = _gain(reading, highest)
                if score + gain > after.get(top, float("-inf")):
                    after[top], came[top] = score + gain, (highest, reading)
        states = dict(sorted(after.items(), key=lambda x: (-x[1], x[0]))[:BEAM])
        steps.append(came)
    return _trace(candidates, states, steps)


def _trace(
    candidates: Sequence[Candidate], states: dict[int, float], steps: list[dict[int, tuple[int, Reading | None]]]
) -> tuple[Chosen, ...]:
    at = max(states, key=lambda top: (states[top], -top))
    out: list[Chosen] = []
    for candidate, came in zip(reversed(candidates), reversed(steps), strict=True):
        before, reading = came[at]
        best = max(_gain(r, before)[0] for r in candidate.readings)
        told = reading is not None and max(reading.numbers) > before  # the order told it, over the whole paper
        out.append(Chosen(reading, float("inf") if told else best if reading else -best))
        at = before
    return tuple(reversed(out))


def _by_shape(candidate: Candidate) -> Chosen:
    best = max(candidate.readings, key=lambda r: r.weight)
    return Chosen(best if best.weight > 0 else None, abs(best.weight))


def _gain(reading: Reading, highest: int) -> tuple[float, int]:
    """What a reading adds, and the highest number cited after it."""
    gain, step = reading.weight, NEXT
    for number in reading.numbers:
        if number == highest + 1:
            gain, step = gain + step, _FURTHER
        elif number > highest:
            gain -= min(_SKIP * (number - highest - 1), _MOST_SKIP)
        highest = max(highest, number)
    return gain, highest
