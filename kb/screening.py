"""What a person says when screening: which papers are in, which are out, and taking it back. Writes nothing itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from cypher import load
from kb.errors import KbError
from kb.sameness import Party, Sameness
from kb.screened import (
    EXCLUDE,
    FULL_TEXT,
    STAGE_WORDS,
    STAGES,
    TITLE,
    Screened,
    Standing,
    last_words,
)
from kb.store import Store

Row = dict[str, Any]
_TICK, _SOON = timedelta(seconds=1), timedelta(seconds=10)


@dataclass(frozen=True)
class Plan:
    """What would be written. decided: in the order of the papers; said: sentences on what else is so, for people;
    papers: ids of the papers that were named."""

    decided: tuple[Screened, ...]
    said: tuple[str, ...]
    papers: tuple[str, ...]


class Screening:
    """One person's words on the papers of a store. by: who; at: now (ISO)."""

    def __init__(self, store: Store, by: str, at: str) -> None:
        self.store, self.by, self.at = store, by, at
        self._named = Sameness(store, by, at)

    def say(self, names: Sequence[str], verdict: str, stage: str = TITLE, reason: str = "") -> Plan:
        """That papers are in or out. Raises `KbError` for an exclusion at full text that gives no reason."""
        reason = " ".join(reason.split())
        if verdict == EXCLUDE and stage == FULL_TEXT and not reason:
            hint = '--reason "wrong population": PRISMA 2020 wants the reasons, and how many papers for each (item 16)'
            raise KbError("an exclusion at full text needs its reason", hint)
        decided, said = [], []
        parties, words = self._known(names)
        for party in parties:
            there = words.get(party.paper, [])
            mine = [word for word in there if (word.by, word.stage) == (self.by, stage)]
            # Where a paper of several was screened, one's last word on it is said anew.
            record = mine[-1].record if mine else party.first
            word = Screened.new(record, stage, verdict, self.by, _after(there, self.at), reason)
            decided.append(word)
            said += self._others(party, word, there)
        return Plan(tuple(decided), tuple(said), tuple(party.paper for party in parties))

    def undo(self, names: Sequence[str], stage: str | None = None) -> Plan:
        """Take one's own words back; stage: of that stage alone. Raises `KbError` for what one did not screen."""
        decided, said = [], []
        parties, words = self._known(names)
        for party in parties:
            there = words.get(party.paper, [])
            mine = [word for word in there if word.by == self.by and stage in (None, word.stage)]
            if not mine:
                at = f" {STAGE_WORDS[stage]}" if stage else ""
                raise KbError(f"you did not screen {party.label}{at}", f"`kb show {party.label}` tells who did")
            decided += [replace(word, undone=self.at) for word in mine]
            left = [word for word in there if word not in mine]
            said += [f"{party.label}: {word.by} said {word.words}, which stands" for word in last_words(left).values()]
        return Plan(tuple(decided), tuple(said), tuple(party.paper for party in parties))

    def _known(self, names: Sequence[str]) -> tuple[list[Party], Mapping[str, list[Screened]]]:
        """The papers named, each once, and what people said of them, the earliest word first."""
        by_citekey = self._by_citekey(names)
        parties = {p.paper: p for p in (by_citekey.get(name) or self._named.party(name) for name in names)}
        words: dict[str, list[Screened]] = {}
        for row in self.store.rows(load("read/screenings_of_papers"), ids=sorted(parties)):
            words.setdefault(row["paper"], []).append(Screened.of(row))
        for said in words.values():
            said.sort(key=lambda word: (word.at, word.id))
        return list(parties.values()), words

    def _by_citekey(self, names: Sequence[str]) -> dict[str, Party]:
        """Those of many names that can be nothing but a citekey, found all at once."""
        files = {re.split(r"[/\\]", row["name"])[-1] for row in self.store.rows(load("read/sources"))}
        rows = self.store.rows(load("read/papers_by_citekey"), values=sorted({*names} - files))
        paper_of = {row["citekey"]: row["id"] for row in rows}
        records: dict[str, list[str]] = {}
        for row in self.store.rows(load("read/records_of_papers"), ids=sorted(set(paper_of.values()))):
            records.setdefault(row["paper"], []).append(row["id"])
        found = ((name, paper_of.get(name)) for name in names)
        return {name: Party(paper, tuple(records[paper]), name) for name, paper in found if paper}

    def _others(self, party: Party, word: Screened, there: Iterable[Screened]) -> list[str]:
        """Sentences on other people's words at the same stage that differ, and on a word at the other stage."""
        said = []
        words = [*(one for one in there if one.id != word.id), word]
        for other in last_words(words).values():
            if other.by != self.by and other.stage == word.stage and other.verdict != word.verdict:
                whose = "yours" if other.at < word.at else "theirs, being of a later time,"
                said.append(
                    f"{party.label}: {other.by} said {other.words} on {other.at[:10]}; both are kept, {whose} counts"
                )
        now = Standing.of(words)
        if now.counts is not None and now.counts.id != word.id:
            said.append(f"{party.label}: the word {STAGE_WORDS[now.counts.stage]} counts: {now.counts.words}")
        elif now.title and word.stage == FULL_TEXT and now.title.verdict == EXCLUDE:
            said.append(f"{party.label}: {now.title.by} excluded it by title; the later word counts")
        return said


def _after(words: Iterable[Screened], at: str) -> str:
    """A time after those of some words that were said in the same few seconds: what is said last shall count."""
    latest = max((word.at for word in words), default="")
    if not at <= latest:
        return at
    try:
        then, now = datetime.fromisoformat(latest), datetime.fromisoformat(at)
        return (then + _TICK).isoformat(timespec="seconds") if then - now < _SOON else at
    except (ValueError, TypeError):  # a time that no kb wrote
        return at


def told(words: Iterable[Screened]) -> list[Row]:
    """What people said of one paper, for `kb show`: the last word of each at each stage. counts: whether it decides."""
    given = list(words)
    counts = Standing.of(given).counts
    last = sorted(last_words(given).values(), key=lambda word: (STAGES.index(word.stage), word.at, word.id))
    return [
        {
            "stage": word.stage,
            "verdict": word.verdict,
            "reason": word.reason,
            "by": word.by,
            "at": word.at,
            "counts": counts is not None and word.id == counts.id,
        }
        for word in last
    ]


def outcome(store: Store, papers: Iterable[str], decided: Sequence[Screened]) -> list[Row]:
    """Where papers stand when some words are said, in the order given: a row of `read/papers` with the columns of
    `standing_row`. decided: may be written already."""
    names = list(papers)
    here = {row["id"]: row for row in store.rows(load("read/papers_by_id"), ids=names)}
    home = {row["id"]: row["paper"] for row in store.rows(load("read/records_by_id"), ids=[d.record for d in decided])}
    words: dict[str, dict[str, Screened]] = {}
    for row in store.rows(load("read/screenings_of_papers"), ids=names):
        words.setdefault(row["paper"], {})[row["decision"]] = Screened.of(row)
    for word in decided:
        words.setdefault(home[word.record], {})[word.id] = word
    stand = {paper: Standing.of(w for w in said.values() if w.undone is None) for paper, said in words.items()}
    return [here[name] | standing_row(stand.get(name)) for name in names if name in here]


def standing_row(standing: Standing | None) -> Row:
    """The word that counts, as columns: screened (its verdict), stage, reason; all None where nobody said anything.
    differ: whether people differ."""
    word = standing.counts if standing else None
    return {
        "screened": word.verdict if word else None,
        "stage": word.stage if word else None,
        "reason": word.reason if word else None,
        "differ": bool(standing and standing.differ),
    }
