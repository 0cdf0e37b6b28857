"""How many records were found, how many papers were screened, and what became of them: the numbers of PRISMA 2020.

A *record* of PRISMA is a Record that a search or a list gave; a *report* is a Paper; a *study* is what several papers
report (`kb.sameness.studies`), else one paper. Every number is a count over one partition of the papers, so they add
up. What is counted where, and why: `docs/prisma.md`. Page MJ et al. The PRISMA 2020 statement. BMJ 2021;372:n71.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from cypher import load
from kb.ids import fold
from kb.sameness import studies
from kb.screened import EXCLUDED, INCLUDED, NOWHERE, SOUGHT, UNFIT, UNSCREENED, Standing, standings
from kb.searches import SAID
from kb.store import Store

Row = dict[str, Any]

CITATIONS, LISTS = "citation searching (reference lists)", "other lists"
TEXTS = "full texts (not said how found)"
_SEARCH, _NONE = "search", ""


@dataclass(frozen=True)
class Origin:
    """Records from one place. name: database, or a file whose database nobody said, or a method; records: how many;
    searches: {file, database, searched, query, records} of each file; told: whether somebody said the database."""

    name: str
    records: int
    searches: tuple[Row, ...] = ()
    told: bool = True

    @property
    def words(self) -> str:
        """For people: "PubMed, 2026-01-05"."""
        days = sorted({row["searched"] for row in self.searches if row["searched"]})
        return ", ".join([self.name, *days])


@dataclass(frozen=True)
class Arm:
    """One of the two ways of finding: databases and registers, or other methods.

    origins: where its records came from. works: papers that are left of them, each in one of: unscreened; excluded (by
    title); missing: included by title, no full text here, nothing said of it; waiting: the same, its text here, not
    assessed; reasons: excluded at full text, how many for each reason, most frequent first; included.
    """

    origins: tuple[Origin, ...] = ()
    works: int = 0
    unscreened: int = 0
    excluded: int = 0
    missing: int = 0
    waiting: int = 0
    reasons: tuple[tuple[str, int], ...] = ()
    included: int = 0

    @property
    def identified(self) -> int:
        """Records."""
        return sum(origin.records for origin in self.origins)

    @property
    def duplicates(self) -> int:
        """Records of a paper beyond its first."""
        return self.identified - self.works

    @property
    def screened(self) -> int:
        """Papers of which somebody said something."""
        return self.works - self.unscreened

    @property
    def sought(self) -> int:
        """Reports sought for retrieval."""
        return self.screened - self.excluded

    @property
    def assessed(self) -> int:
        """Reports judged by their full text."""
        return self.sought - self.missing - self.waiting

    @property
    def unfit(self) -> int:
        """Reports excluded at full text."""
        return sum(n for _, n in self.reasons)

    @property
    def undecided(self) -> int:
        """Papers on which the last word is not said, those not retrieved apart."""
        return self.unscreened + self.waiting


@dataclass(frozen=True)
class Flow:
    """The numbers of a review. searches, other: the two arms. studies: that the included reports report. differ: ids of
    papers on which people differ. left_out: what is here and not counted: {lists: papers that only lists name and that
    nobody screened, lookups: papers known from a look-up alone}."""

    searches: Arm = Arm()
    other: Arm = Arm()
    studies: int = 0
    differ: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def reports(self) -> int:
        """Reports of included studies."""
        return self.searches.included + self.other.included

    @property
    def undecided(self) -> int:
        """Papers on which the last word is not said."""
        return self.searches.undecided + self.other.undecided


@dataclass(frozen=True)
class Library:
    """What is counted. records: rows of `read/record_origins`; sources: rows of `read/sources` by id; attached: ids of
    lists that a person said are a paper's; standings: of the papers that were screened; studies: see `kb.sameness`."""

    records: Sequence[Row]
    sources: Mapping[str, Row]
    attached: frozenset[str]
    standings: Mapping[str, Standing]
    studies: Mapping[str, str]

    @classmethod
    def of(cls, store: Store) -> Library:
        """All of it, read from one state of a store."""

        def read() -> Library:
            return cls(
                records=list(store.rows(load("read/record_origins"))),
                sources={row["id"]: row for row in store.rows(load("read/sources"))},
                attached=frozenset(row["source"] for row in store.rows(load("read/attached_lists"))),
                standings=standings(store.rows(load("read/screenings"))),
                studies=studies(store),
            )

        return store.snapshot(read)


Found = list[tuple[str, str, int]]
"""Of one paper: way of finding, source, how many records."""


def flow(library: Library, every_list: bool = False) -> Flow:
    """The numbers. every_list: also papers that only lists name and that nobody screened."""
    found = _found(library)
    full = {row["paper"] for row in library.records if row["role"] == "self"}
    searches: dict[str, Found] = {}
    other: dict[str, Found] = {}
    left_out = Counter[str]()
    for paper, records in found.items():
        known = [record for record in records if record[0] == _SEARCH]
        listed = [record for record in records if record[0] in (CITATIONS, LISTS)]
        if known:
            searches[paper] = known
        elif paper in full or (listed and (every_list or paper in library.standings)):
            other[paper] = listed or [(TEXTS, "", 1)]  # a text is no record beside the item that led to it
        else:
            left_out["lists" if listed else "lookups"] += 1
    counted = {paper: library.standings.get(paper, NOWHERE) for paper in (*searches, *other)}
    return Flow(
        _arm(_databases(searches.values(), library.sources), searches, full, counted),
        _arm(_methods(other.values()), other, full, counted),
        len({library.studies.get(paper, paper) for paper, at in counted.items() if at.state == INCLUDED}),
        tuple(sorted(paper for paper, at in counted.items() if at.differ)),
        {name: left_out[name] for name in ("lists", "lookups")},
    )


def _found(library: Library) -> dict[str, Found]:
    """Paper id -> how its records were found."""
    holders = {row["source"] for row in library.records if row["role"] == "self"}
    out: dict[str, Found] = {}
    for row in library.records:
        out.setdefault(row["paper"], []).append((_kind(row, library, holders), row["source"], row["records"]))
    return out


def _kind(row: Row, library: Library, holders: set[str]) -> str:
    """How a source's records of one role were found; _NONE: looked up, or a text."""
    source, role = row["source"], row["role"]
    if role == "self":
        return _SEARCH if _database(library.sources, source) else _NONE
    if role not in ("entry", "item"):
        return _NONE
    if source in holders or source in library.attached:
        return CITATIONS
    return _SEARCH if role == "entry" or _database(library.sources, source) else LISTS


def _database(sources: Mapping[str, Row], source: str) -> str | None:
    said: str | None = sources.get(source, {}).get("database")
    return said


def _databases(found: Iterable[Found], sources: Mapping[str, Row]) -> tuple[Origin, ...]:
    """Records by database, the richest first; a file whose database nobody said stands for itself."""
    by_source = Counter[str]()
    for _, source, n in chain.from_iterable(found):
        by_source[source] += n
    groups: dict[tuple[bool, str], list[Row]] = {}
    for source, n in by_source.items():
        row = sources.get(source, {})
        told = bool(row.get("database"))
        search = {"file": row.get("name"), **{name: row.get(name) for name in SAID}, "records": n}
        groups.setdefault((told, fold(row["database"]) if told else source), []).append(search)
    out = []
    for (told, _), files in groups.items():
        files.sort(key=lambda row: (row["searched"] or "", row["file"] or "", row["records"]))
        name = min(row["database"] for row in files) if told else f"{files[0]['file']} (database not said)"
        out.append(Origin(name, sum(row["records"] for row in files), tuple(files), told))
    return tuple(sorted(out, key=lambda origin: (-origin.records, origin.name, origin.words)))


def _methods(found: Iterable[Found]) -> tuple[Origin, ...]:
    by_method = Counter[str]()
    for method, _, n in chain.from_iterable(found):
        by_method[method] += n
    return tuple(Origin(method, by_method[method]) for method in (CITATIONS, LISTS, TEXTS) if by_method[method])


def _arm(origins: tuple[Origin, ...], papers: Iterable[str], full: set[str], standings: Mapping[str, Standing]) -> Arm:
    """Every paper of an arm in the one place where it stands."""
    at = Counter[str]()
    reasons: list[str] = []
    for paper in papers:
        standing = standings.get(paper, NOWHERE)
        state = standing.state
        at[("waiting" if paper in full else "missing") if state == SOUGHT else state] += 1
        if state == UNFIT and standing.full_text:
            reasons.append(standing.full_text.reason)
    return Arm(
        origins,
        at.total(),
        unscreened=at[UNSCREENED],
        excluded=at[EXCLUDED],
        missing=at["missing"],
        waiting=at["waiting"],
        reasons=_counted(reasons),
        included=at[INCLUDED],
    )


def _counted(reasons: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Reasons that differ in case and blanks alone are one, worded as most often."""
    words: dict[str, Counter[str]] = {}
    for reason in reasons:
        words.setdefault(fold(reason), Counter())[reason or "no reason given"] += 1
    counted = [(min(said, key=lambda word: (-said[word], word)), said.total()) for said in words.values()]
    return tuple(sorted(counted, key=lambda pair: (-pair[1], pair[0])))
