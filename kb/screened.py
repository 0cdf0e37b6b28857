"""Whether a paper belongs in a review: what people said when they screened it, and where that leaves it.

A screening is one person's word on one paper at one stage: by title and abstract, or by its full text. Said anew it is
the same decision in another state. It names the paper's first record in its value and so outlives it: a record that
comes back is bound by it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kb import ids

SCREEN = "screen"
TITLE, FULL_TEXT = "title", "full-text"
STAGES = (TITLE, FULL_TEXT)
INCLUDE, EXCLUDE = "include", "exclude"
VERDICTS = (INCLUDE, EXCLUDE)
Row = dict[str, Any]

UNSCREENED, EXCLUDED, SOUGHT, UNFIT, INCLUDED = "unscreened", "excluded", "sought", "unfit", "included"
"""Where a paper stands: nobody screened it; excluded by title; included by title and nothing said of its full text;
excluded at full text; included at full text."""


@dataclass(frozen=True)
class Screened:
    """One person's word. id: of the decision; record: id of the record it names; stage: title or full-text; verdict:
    include or exclude; by: who; at: when (ISO); reason: in their words, or ""; undone: when it was taken back, None
    while in force."""

    id: str
    record: str
    stage: str
    verdict: str
    by: str
    at: str
    reason: str = ""
    undone: str | None = None

    @classmethod
    def new(cls, record: str, stage: str, verdict: str, by: str, at: str, reason: str = "") -> Screened:
        """What a person says now. To include and to exclude at one stage is one decision in two states."""
        return cls(ids.make("d", SCREEN, stage, record, by), record, stage, verdict, by, at, reason)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Screened:
        """As `read/screenings` and its like give it."""
        verdict, stage, record = (*row["value"].split(" "), "", "")[:3]
        return cls(row["decision"], record, stage, verdict, row["by"], row["at"], row["reason"] or "")

    @property
    def records(self) -> tuple[str, ...]:
        """Those it is on."""
        return (self.record,)

    @property
    def props(self) -> Row:
        """Of its node."""
        return {
            "kind": SCREEN,
            "value": f"{self.verdict} {self.stage} {self.record}",
            "reason": self.reason,
            "by": self.by,
            "at": self.at,
            "undone": self.undone,
        }

    @property
    def known(self) -> bool:
        """Whether it is of this vocabulary."""
        return self.stage in STAGES and self.verdict in VERDICTS

    @property
    def words(self) -> str:
        """For people: "exclude at full text: wrong population"."""
        reason = f": {self.reason}" if self.reason else ""
        return f"{self.verdict} {STAGE_WORDS.get(self.stage, self.stage)}{reason}"


STAGE_WORDS = {TITLE: "by title", FULL_TEXT: "at full text"}


def record_of(value: str) -> str:
    """The record that the value of a screening names."""
    return value.rpartition(" ")[2]


def last_words(words: Iterable[Screened]) -> dict[tuple[str, str], Screened]:
    """(stage, person) -> that person's last word on a paper, which may have come of several; the earliest first.
    What no `kb` wrote counts nothing."""
    out: dict[tuple[str, str], Screened] = {}
    for word in sorted((word for word in words if word.known), key=_when):
        out.pop((word.stage, word.by), None)
        out[word.stage, word.by] = word
    return out


def _when(word: Screened) -> tuple[str, bool, str]:
    """In the order of time; of one second the one that includes is the last, since nothing is lost by it."""
    return (word.at, word.verdict == INCLUDE, word.id)


@dataclass(frozen=True)
class Standing:
    """Where a paper stands by all that people said of it. title, full_text: the word that counts at each stage, the
    last one, or None; differ: at one stage the last words of two people are not the same."""

    title: Screened | None = None
    full_text: Screened | None = None
    differ: bool = False

    @classmethod
    def of(cls, words: Iterable[Screened]) -> Standing:
        """By the words in force on one paper."""
        last = list(last_words(words).values())
        at = {stage: [word for word in last if word.stage == stage] for stage in STAGES}
        differ = any(len({word.verdict for word in said}) > 1 for said in at.values())
        title, full_text = (said[-1] if (said := at[stage]) else None for stage in STAGES)
        return cls(title, full_text, differ)

    @property
    def state(self) -> str:
        """Where it stands, as above. An exclusion by title is overruled by a later word at full text, and by none
        before it."""
        title, full = self.title, self.full_text
        if title and title.verdict == EXCLUDE and (full is None or full.at < title.at):
            return EXCLUDED
        if full:
            return INCLUDED if full.verdict == INCLUDE else UNFIT
        return SOUGHT if title else UNSCREENED

    @property
    def counts(self) -> Screened | None:
        """The word that decides."""
        return self.title if self.state in (EXCLUDED, SOUGHT) else self.full_text


NOWHERE = Standing()


def standings(rows: Iterable[Mapping[str, Any]]) -> dict[str, Standing]:
    """Paper id -> where it stands, from rows of `read/screenings`; papers that nobody screened are left out."""
    words: dict[str, list[Screened]] = {}
    for row in rows:
        words.setdefault(row["paper"], []).append(Screened.of(row))
    return {paper: Standing.of(said) for paper, said in words.items()}
