"""What people do to a library, as the commands do it, for tests that need no command line."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

from cypher import load
from kb import by_hand
from kb.base import Base
from kb.sameness import Plan, Sameness
from kb.steps import Said


def clock(base: Base) -> None:
    """Every moment once, a millisecond after the one before."""
    moments = (f"2026-01-01T00:{n // 1000:02}:00.{n % 1000:03}+00:00" for n in itertools.count())
    base.library.now = lambda: next(moments)


def rows(base: Base, query: str, **params: Any) -> list[dict[str, Any]]:
    return list(base.store.rows(load(query), **params))


class Hand:
    """One person at work on a base."""

    def __init__(self, base: Base, person: str = "tester") -> None:
        self.base, self.person = base, person

    def _at_work(self) -> str:
        self.base.library.person = self.person
        return self.base.library.now()

    def _decide(self, plan_of: Callable[[Sameness], Plan], *words: str) -> None:
        plan = plan_of(Sameness(self.base.store, self.person, self._at_work()))
        self.base.decide(plan.decided, said=Said(words[0], words[1:]))

    def merge(self, *papers: str) -> None:
        self._decide(lambda s: s.merge(papers), "merge", *papers)

    def unmerge(self, paper: str) -> None:
        self._decide(lambda s: s.unmerge(paper), "unmerge", paper)

    def distinct(self, a: str, b: str) -> None:
        self._decide(lambda s: s.distinct(a, b), "distinct", a, b)

    def study(self, *papers: str, undo: bool = False) -> None:
        self._decide(lambda s: s.study(papers, undo=undo), "study", *papers)

    def use(self, source: str, undo: bool = False) -> None:
        self._at_work()
        self.base.use(source, undo=undo, said=Said("use", (source,)))

    def attach(self, source: str, paper: str) -> None:
        self._at_work()
        self.base.attach(source, paper, said=Said("add", (source, "--list-of", paper)))

    def edit(self, paper: str, *fields: str) -> by_hand.Typed:
        at = self._at_work()
        typed, _ = by_hand.edit(by_hand.subject(self.base.store, paper), fields, self.person, at)
        self.base.typed(typed.facts, typed.decided, Said("edit", (paper, *fields)))
        return typed

    def find(self, paper: str, text: str, **told: Any) -> by_hand.Typed:
        at = self._at_work()
        told = {"page": None, "section": None, "speaker": None, "origin": None, **told}
        typed = by_hand.finding(by_hand.subject(self.base.store, paper), text, self.person, at, **told)
        self.base.typed(typed.facts, typed.decided, Said("finding add", (paper, text)))
        return typed

    def undo(self, count: int = 1) -> Sequence[str]:
        """Takes steps back; their words."""
        self._at_work()
        done = [self.base.undo() for _ in range(count)]
        return [one.step.words for one in done if one]
