"""The authors of a graph: which names are which Author, worked out anew in the blocks of names that a change touches.

An Author keeps how its name was spelled and how often, so that a block is known from as many nodes as it has authors,
however many papers they wrote. All that is written follows from the spellings that are there, never from their order.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bib.model import Person
from cypher import load
from kb import ids
from kb.facts import storable
from kb.likeness.authors import Told, blocks_of, groups_in
from kb.likeness.spelled import spelled
from kb.store import Store

Row = dict[str, Any]
_WORD = re.compile(r"[^\W\d_]{4,}")


class Spelling(NamedTuple):
    """A name as one reference has it. name: in one line; family, given: as printed; orcid: as there."""

    name: str
    family: str | None
    given: str | None
    orcid: str | None

    @classmethod
    def of(cls, person: Person) -> Spelling:
        """Of a person as a reference names them."""
        family = None if person.literal else person.family
        return cls(*storable([person.name, family or None, person.given or None, person.orcid or None]))

    @classmethod
    def stored(cls, row: Mapping[str, Any]) -> Spelling:
        """As `read/wrote_of_papers` gives it."""
        return cls(row["name"], row["family"], row["given"], row["orcid"])

    @property
    def told(self) -> Told:
        """What tells its author."""
        return Told(spelled(self.name, self.family, self.given), self.orcid or "")

    @property
    def fullness(self) -> tuple[int, int, bool, int]:
        """How much of a name it gives: words, initials, small letters, accents."""
        given = self.told.spelled.given
        shouted = any(word.isupper() for word in _WORD.findall(self.name))
        accents = sum(c > "\x7f" for c in self.name)
        return (sum(bool(part.word) for part in given), len(given), not shouted, accents)


class Author(NamedTuple):
    """One Author node. id; block: id of its block; spellings: how often each stands at a paper."""

    id: str
    block: str
    spellings: Mapping[Spelling, int]

    @classmethod
    def stored(cls, row: Mapping[str, Any]) -> Author:
        """As `read/authors_of_blocks` gives it."""
        held = json.loads(row["spellings"]) if row["spellings"] else []
        return cls(row["id"], row["block"] or "", {Spelling(*names): number for number, *names in held})

    @property
    def props(self) -> Row:
        """Of its node. It is named by its fullest spelling, of several by the commonest, then by the first in
        code-point order."""
        order = sorted(self.spellings, key=lambda s: [text or "" for text in s])
        best = max(order, key=lambda s: (s.fullness, self.spellings[s]))
        kept = [[self.spellings[s], *s] for s in order]
        return {
            "name": best.name,
            "family": best.family,
            "given": best.given,
            "orcid": next((s.orcid for s in order if s.orcid), None),
            "block": self.block,
            "spellings": json.dumps(kept, ensure_ascii=False, separators=(",", ":")),
        }


def authors_of(spellings: Mapping[Spelling, int], known: Iterable[Author] = ()) -> list[Author]:
    """The authors that some spellings are, as often as each stands at a paper; pure. known: authors of some whole
    blocks; where a block has the names that it had, they are who they were."""
    names: dict[Told, list[Spelling]] = {}
    for one in spellings:
        names.setdefault(one.told, []).append(one)
    before: dict[str, dict[Told, str]] = {}
    for author in known:
        before.setdefault(author.block, {}).update((one.told, author.id) for one in author.spellings)
    counts = {told: sum(spellings[one] for one in several) for told, several in names.items()}
    out = []
    for text, told in blocks_of(counts).items():
        block = ids.make("b", text)
        was = before.get(block, {})
        for name, group in _as_before(told, was) if was.keys() == set(told) else _grouped(text, told):
            out.append(Author(name, block, {one: spellings[one] for t in group for one in names[t]}))
    return sorted(out, key=lambda author: author.id)


def _as_before(told: Iterable[Told], was: Mapping[Told, str]) -> Iterable[tuple[str, list[Told]]]:
    groups: dict[str, list[Told]] = {}
    for name in told:
        groups.setdefault(was[name], []).append(name)
    return groups.items()


def _grouped(block: str, told: Collection[Told]) -> Iterable[tuple[str, list[Told]]]:
    return ((_id(block, group), group) for group in groups_in(told))


def _counted(spellings: Mapping[Spelling, int]) -> Counter[Told]:
    counts: Counter[Told] = Counter()
    for one, number in spellings.items():
        counts[one.told] += number
    return counts


def _id(block: str, group: Sequence[Told]) -> str:
    """Made from the ORCID, else from the name that says least: it stays when fuller ones join."""
    orcid = next((told.orcid for told in group if told.orcid), "")
    return (
        _known(orcid) if orcid else ids.make("a", block, min((len(s), s) for s in (str(t.spelled) for t in group))[1])
    )


def _known(orcid: str) -> str:
    return ids.make("a", "orcid", orcid)


@dataclass
class Authorship:
    """What a change does to authors, as rows of write queries. put: authors to be written; wrote: who wrote the papers
    that are written anew; moved: who wrote others, of names that are another author's now; gone: ids of authors that
    may have written nothing here any more."""

    put: list[Row] = field(default_factory=list)
    wrote: list[Row] = field(default_factory=list)
    moved: list[Row] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)


def authorship(store: Store, old: Sequence[str], written: Mapping[str, Sequence[Person]]) -> Authorship:
    """Work out who wrote what; writes nothing. old: ids of stored papers whose authors are taken off; written: paper ->
    its people now."""
    before = list(store.rows(load("read/wrote_of_papers"), ids=sorted(old)))
    wrote = [(paper, at, Spelling.of(x)) for paper in sorted(written) for at, x in enumerate(written[paper], 1)]
    was = Counter(map(Spelling.stored, before))
    change = Counter(one for *_, one in wrote)
    change.subtract(was)
    change = Counter({one: number for one, number in change.items() if number})
    home = {Spelling.stored(row): row["author"] for row in before}
    there = {author.id: author for author in _touched(store, change)}
    here = {author.id: author for author in authors_of(_changed(there.values(), change), there.values())}
    out = Authorship()
    out.put = [{"id": a.id, "props": a.props} for a in here.values() if there.get(a.id) != a]
    out.gone = there.keys() - here.keys() | {home[one] for one in change if one in home} - here.keys()
    now = {one: author.id for author in here.values() for one in author.spellings}
    out.wrote = [_row(now.get(one) or home[one], paper, at, one) for paper, at, one in wrote]
    out.moved = list(_moved(store, there.values(), now, was, set(old)))
    return out


def _touched(store: Store, change: Mapping[Spelling, int]) -> list[Author]:
    """The stored authors of every block that a change touches. All names of one ORCID stand in one block, which may be
    another after the change: then both are touched."""
    rows = store.rows(load("read/authors_by_id"), ids=sorted({_known(one.orcid) for one in change if one.orcid}))
    known = [Author.stored(row) for row in rows]
    after = blocks_of(_counted({one: n for one, n in _changed(known, change).items() if one.orcid}))
    loose = {one.told.spelled.block for one in change if not one.orcid}
    blocks = {ids.make("b", block) for block in after.keys() | loose} | {author.block for author in known}
    return [Author.stored(row) for row in store.rows(load("read/authors_of_blocks"), values=sorted(blocks))]


def _changed(authors: Iterable[Author], change: Mapping[Spelling, int]) -> dict[Spelling, int]:
    """How often each spelling of some authors stands at a paper after a change."""
    counts = Counter({one: number for author in authors for one, number in author.spellings.items()})
    counts.update(change)
    return {one: number for one, number in counts.items() if number > 0}


def _moved(
    store: Store, there: Iterable[Author], now: Mapping[Spelling, str], was: Mapping[Spelling, int], old: set[str]
) -> Iterator[Row]:
    """Who wrote papers that the change leaves alone, under a name that is another author's now."""
    moving = {
        author.id
        for author in there
        for one, number in author.spellings.items()
        if number > was.get(one, 0) and now.get(one) != author.id
    }
    for row in store.rows(load("read/wrote_of_authors"), ids=sorted(moving)):
        one = Spelling.stored(row)
        if row["paper"] not in old and now.get(one, row["author"]) != row["author"]:
            yield _row(now[one], row["paper"], row["position"], one)


def _row(author: str, paper: str, position: int, one: Spelling) -> Row:
    """A row for `write/put_wrote`."""
    return {"author": author, "paper": paper, "position": position, **one._asdict()}
