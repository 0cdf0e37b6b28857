"""Which Records are one Paper.

Two records are the same work when a person said so, when they share a DOI, PMID, PMCID, arXiv id or ISBN, or when
title, year and first author agree letter for letter. Two that a person said are distinct never become one paper, nor do
two different DOIs (or PMIDs) that no person joined, whatever else agrees; the same title in another volume and on other
pages is another work too (a statement printed in several journals), and a preprint is not its article. The result
depends on the set of records and decisions alone, never on the order they came in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from bib.model import Reference
from kb.identifiers import doi_of, is_preprint, isbn_of, without_server
from kb.ids import letters

_PREPRINT = "preprint|"
_YEARS_TO_PRINT = 3
"""Years after a preprint in which an article of the same title and author is taken for what came of it."""
_PAGE = re.compile(r"[a-z]{0,3}0*(\d+)", re.IGNORECASE)

KINDS = ("doi", "pmid", "pmcid", "isbn", "work")
"""Kinds of keys, the strongest first."""

# A shorter title ("Editorial", "Introduction") names many works: it never joins two records by itself.
_SHORTEST_TITLE = 12

MOST_INDEXED = 2000
"""Characters that a value may have which engines look up: Neo4j refuses more than 8,164 bytes, the embedded engine a
quarter of a megabyte."""
_LONGEST_WORD = 60
"""Letters of the name in a citekey; more is no name, and nobody types it."""


@dataclass(frozen=True)
class Keys:
    """What a record is found by; None where the reference does not say.

    doi: lower-case DOI, of what has an arXiv id alone the one it stands for; pmid: digits; pmcid: upper-case id; isbn:
    thirteen digits, of books themselves; work: letters of title, of the first author's family name, and the year, of a
    preprint without the year. What is too long for an engine's index ends with a hash of all of it.
    place: volume and first page, by which works of one title are told apart; nothing is found by it.
    """

    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    work: str | None = None
    isbn: str | None = None
    place: tuple[str, str] | None = None

    def items(self) -> tuple[tuple[str, str], ...]:
        """(kind, value) of the keys that are there, the strongest kind first."""
        named = ((kind, getattr(self, kind)) for kind in KINDS)
        return tuple((k, v) for k, v in named if v)

    @property
    def preprint(self) -> bool:
        """Whether it is told as a preprint, so that its article has another key."""
        return bool(self.work and self.work.startswith(_PREPRINT))


def keys_of(reference: Reference) -> Keys:
    """The keys of one reference."""
    named = _named(reference)
    return Keys(
        doi=_bounded(doi_of(reference)),
        pmid=_bounded(reference.pmid),
        pmcid=_bounded(reference.pmcid.upper() if reference.pmcid else None),
        work=_work(*named, None if is_preprint(reference) else reference.year) if named else None,
        isbn=isbn_of(reference),
        place=_place(reference),
    )


def versions_of(reference: Reference) -> tuple[str, ...]:
    """Keys (`work`) of what may be another version: of an article its preprint, of a preprint the article that came of
    it, in the same year or one of the three after it."""
    named = _named(reference)
    if not named:
        return ()
    if not is_preprint(reference):
        return (_work(*named, None),)
    first = reference.year or 0
    return tuple(_work(*named, year) for year in range(first, first + _YEARS_TO_PRINT + 1))


def are_versions(preprint: Reference, article: Reference) -> bool:
    """Whether the years of two whose keys fit allow it."""
    return bool(preprint.year and article.year and 0 <= article.year - preprint.year <= _YEARS_TO_PRINT)


def _named(reference: Reference) -> tuple[str, str] | None:
    """Letters of title and first author, where they and a year are enough to tell a work."""
    title = letters(without_server(reference.title or ""))
    first = reference.people[0] if reference.people else None
    family = letters(first.literal or first.family or "") if first else ""
    return (title, family) if len(title) >= _SHORTEST_TITLE and reference.year and family else None


def _work(title: str, family: str, year: int | None) -> str:
    """year: None = a preprint, of which a list may name any version."""
    key = f"{title}|{year}|{family}" if year else f"{_PREPRINT}{title}|{family}"
    return _bounded(key) or ""


def _place(reference: Reference) -> tuple[str, str] | None:
    volume, pages = letters(reference.volume or ""), reference.pages or reference.number
    found = _PAGE.match(pages.strip()) if volume and pages else None
    return (volume, found[1]) if found else None


def _bounded(key: str | None) -> str | None:
    if key is None or len(key) <= MOST_INDEXED:
        return key
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{key[: MOST_INDEXED - len(digest) - 1]}|{digest}"


@dataclass(frozen=True)
class Links:
    """What people said of pairs of records. same: pairs that are one work, those said last first; apart: pairs that are
    not. No pair is in both."""

    same: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


class _Groups:
    """Union-find whose groups know their ids, so that a union that would join two DOIs or PMIDs is refused; and whom
    each of their records must not meet."""

    def __init__(self, keys: Mapping[str, Keys], links: Links) -> None:
        self.parent = {r: r for r in keys}
        self.doi = {r: {k.doi} - {None} for r, k in keys.items()}
        self.pmid = {r: {k.pmid} - {None} for r, k in keys.items()}
        self.shunned: dict[str, set[str]] = {}
        for a, b in links.apart:
            self.shunned.setdefault(a, set()).add(b)
            self.shunned.setdefault(b, set()).add(a)

    def find(self, record: str) -> str:
        while self.parent[record] != record:
            self.parent[record] = self.parent[self.parent[record]]
            record = self.parent[record]
        return record

    def join(self, a: str, b: str, said: bool = False) -> None:
        """Make one group of two. said: by a person, who may know that two DOIs are one work."""
        a, b = sorted((self.find(a), self.find(b)))
        if a == b or any(self.find(r) == b for r in self.shunned.get(a, ()) if r in self.parent):
            return
        if not said and (_conflict(self.doi[a], self.doi[b]) or _conflict(self.pmid[a], self.pmid[b])):
            return
        self.parent[b] = a
        self.doi[a] |= self.doi[b]
        self.pmid[a] |= self.pmid[b]
        if a in self.shunned or b in self.shunned:
            self.shunned[a] = self.shunned.get(a, set()) | self.shunned.get(b, set())

    def join_all(self, members: Sequence[str]) -> None:
        """Make one group of several records, as far as nothing forbids it."""
        for other in members[1:]:
            self.join(members[0], other)

    def ambiguous(self, roots: set[str]) -> bool:
        """Do several of these groups have a DOI, or a PMID, or did a person say that two of them are distinct?"""
        several = any(sum(map(bool, map(table.get, roots))) > 1 for table in (self.doi, self.pmid))
        return several or any(self.find(r) in roots for a in roots for r in self.shunned.get(a, ()) if r in self.parent)


def _conflict(a: set[str | None], b: set[str | None]) -> bool:
    return bool(a) and bool(b) and a.isdisjoint(b)


def group(records: Mapping[str, Keys], links: Links | None = None) -> tuple[tuple[str, ...], ...]:
    """Records (id -> keys) as groups of one work each; groups and members sorted by id.

    What people said comes first; of words that contradict one another through others the later ones count. Then strong
    ids join. A title-year-author key then joins what stands in one place, and after that all that has it where it is
    unambiguous: if its records belong to two works with a DOI, two with a PMID, two in different places or two that a
    person said are distinct, none of them is joined by that key alone.
    """
    links = links or Links()
    groups = _Groups(records, links)
    for a, b in links.same:
        if a in records and b in records:
            groups.join(a, b, said=True)
    for kind in KINDS[:-1]:
        for _, members in _holders(records, attrgetter(kind)):
            groups.join_all(members)
    placed = _holders(records, lambda keys: (keys.work, keys.place) if keys.work and keys.place else None)
    for _, members in placed:
        if not groups.ambiguous({groups.find(r) for r in members}):
            groups.join_all(members)
    for _, members in _holders(records, lambda keys: keys.work):
        roots = {groups.find(r) for r in members}
        if not groups.ambiguous(roots) and not _in_several_places(records, groups, members):
            groups.join_all(members)
    out: dict[str, list[str]] = {}
    for record in sorted(records):
        out.setdefault(groups.find(record), []).append(record)
    return tuple(tuple(members) for _, members in sorted(out.items()))


def _holders(records: Mapping[str, Keys], key_of: Callable[[Keys], Any]) -> list[tuple[Any, list[str]]]:
    """Keys that several records have, with those records; in the order of the keys."""
    found: dict[Any, list[str]] = {}
    for record in sorted(records):
        if key := key_of(records[record]):
            found.setdefault(key, []).append(record)
    return sorted((key, members) for key, members in found.items() if len(members) > 1)


def _in_several_places(records: Mapping[str, Keys], groups: _Groups, members: Iterable[str]) -> bool:
    """Do some of the groups of these records stand in another volume and on another page than others?

    A group of which one record has the place of another group's is read wrongly in its others and may join.
    """
    places: dict[str, set[tuple[str, str]]] = {}
    for record in members:
        if place := records[record].place:
            places.setdefault(groups.find(record), set()).add(place)
    sets = sorted(map(sorted, places.values()))
    return any(not _meet(a, b) for n, a in enumerate(sets) for b in sets[:n])


def _meet(a: Iterable[tuple[str, str]], b: Iterable[tuple[str, str]]) -> bool:
    return any(x[0] == y[0] or x[1] == y[1] for x in a for y in b)


def paper_id(members: Sequence[str]) -> str:
    """A paper is named after the smallest id among its records."""
    return "p" + min(members)[1:]


def citekey_base(reference: Reference) -> str:
    """What a citekey starts with: first author's family name (else the first word of an organisation or
    title) and the year: "smith2021", "departmentnd"; ASCII letters and digits only."""
    first = reference.people[0] if reference.people else None
    whole = (first.literal if first else reference.title) or ""
    name = (first.family if first else None) or next(iter(whole.split()), "")
    word = "".join(c for c in letters(name) if c.isascii())
    return f"{word[:_LONGEST_WORD] or 'anon'}{reference.year or 'nd'}"


def citekeys(bases: Iterable[tuple[str, str]], taken: Iterable[str]) -> dict[str, str]:
    """A free citekey for each (paper id, base), in order: "smith2021", then "smith2021a" … "z", "aa" …"""
    used = set(taken)
    tried: dict[str, int] = {}
    out: dict[str, str] = {}
    for paper, base in bases:
        n = tried.get(base, -1)
        while (key := base + _suffix(n)) in used:
            n += 1
        tried[base] = n
        used.add(key)
        out[paper] = key
    return out


def _suffix(n: int) -> str:
    """-1 -> "", 0 -> "a", 25 -> "z", 26 -> "aa"."""
    out = ""
    while n >= 0:
        out = chr(ord("a") + n % 26) + out
        n = n // 26 - 1
    return out
