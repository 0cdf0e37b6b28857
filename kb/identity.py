"""Which Records are one Paper.

Two records are the same work when a person said so, when they share a DOI, PMID or PMCID, or when title, year and
first author agree letter for letter. Two that a person said are distinct never become one paper, nor do two different
DOIs (or PMIDs) that no person joined, whatever else agrees. The result depends on the set of records and decisions
alone, never on the order they came in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bib.model import Reference
from kb.ids import letters

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

    doi: lower-case DOI; pmid: digits; pmcid: upper-case id; work: letters of title, of the first author's family
    name, and the year. What is too long for an engine's index ends with a hash of all of it.
    """

    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    work: str | None = None

    def items(self) -> tuple[tuple[str, str], ...]:
        """(kind, value) of the keys that are there, the strongest kind first."""
        named = (("doi", self.doi), ("pmid", self.pmid), ("pmcid", self.pmcid), ("work", self.work))
        return tuple((k, v) for k, v in named if v)


def keys_of(reference: Reference) -> Keys:
    """The keys of one reference."""
    title = letters(reference.title or "")
    first = reference.people[0] if reference.people else None
    family = letters(first.literal or first.family or "") if first else ""
    whole = len(title) >= _SHORTEST_TITLE and reference.year and family
    return Keys(
        doi=_bounded(reference.doi.lower() if reference.doi else None),
        pmid=_bounded(reference.pmid),
        pmcid=_bounded(reference.pmcid.upper() if reference.pmcid else None),
        work=_bounded(f"{title}|{reference.year}|{family}" if whole else None),
    )


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

    def ambiguous(self, roots: set[str]) -> bool:
        """Do several of these groups have a DOI, or a PMID, or did a person say that two of them are distinct?"""
        several = any(sum(map(bool, map(table.get, roots))) > 1 for table in (self.doi, self.pmid))
        return several or any(self.find(r) in roots for a in roots for r in self.shunned.get(a, ()) if r in self.parent)


def _conflict(a: set[str | None], b: set[str | None]) -> bool:
    return bool(a) and bool(b) and a.isdisjoint(b)


def group(records: Mapping[str, Keys], links: Links | None = None) -> tuple[tuple[str, ...], ...]:
    """Records (id -> keys) as groups of one work each; groups and members sorted by id.

    What people said comes first; of words that contradict one another through others the later ones count. Then strong
    ids join. A title-year-author key then joins only where it is unambiguous: if its records belong to two works with
    a DOI, two with a PMID or two that a person said are distinct, none of them is joined by that key.
    """
    links = links or Links()
    groups = _Groups(records, links)
    for a, b in links.same:
        if a in records and b in records:
            groups.join(a, b, said=True)
    holders: dict[tuple[str, str], list[str]] = {}
    for record in sorted(records):
        for key in records[record].items():
            holders.setdefault(key, []).append(record)
    for kind in ("doi", "pmid", "pmcid", "work"):
        for key in sorted(k for k in holders if k[0] == kind):
            members = holders[key]
            roots = {groups.find(r) for r in members}
            if kind == "work" and groups.ambiguous(roots):
                continue
            for other in members[1:]:
                groups.join(members[0], other)
    out: dict[str, list[str]] = {}
    for record in sorted(records):
        out.setdefault(groups.find(record), []).append(record)
    return tuple(tuple(members) for _, members in sorted(out.items()))


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
