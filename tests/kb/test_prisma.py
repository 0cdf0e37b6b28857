"""The numbers of PRISMA: they add up whatever is here and whoever said what, and a story whose numbers were counted by
hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ingest
from cypher import load
from kb import concepts, prisma_shown
from kb.base import Base
from kb.ids import fold
from kb.output import columns_of
from kb.prisma import CITATIONS, LISTS, TEXTS, Arm, Flow, Library, flow
from kb.sameness import Sameness
from kb.screened import EXCLUDE, FULL_TEXT, INCLUDE, STAGES, TITLE, VERDICTS, Screened, Standing
from kb.screening import Screening
from kb.searches import Search
from kb.store import Store


def adds_up(found: Flow) -> None:
    """What must hold between the numbers, whatever they are."""
    for arm in (found.searches, found.other):
        assert arm.identified - arm.duplicates == arm.works
        assert arm.works == arm.unscreened + arm.screened
        assert arm.screened == arm.excluded + arm.sought
        assert arm.sought == arm.missing + arm.waiting + arm.assessed
        assert arm.assessed == arm.unfit + arm.included
        assert arm.works == arm.excluded + arm.unfit + arm.included + arm.missing + arm.undecided
        assert sum(n for _, n in arm.reasons) == arm.unfit
        assert all(sum(row["records"] for row in o.searches) == o.records for o in arm.origins if o.searches)
        numbers = (arm.duplicates, arm.unscreened, arm.excluded, arm.missing, arm.waiting, arm.unfit, arm.included)
        assert all(n >= 0 for n in numbers)
        assert bool(arm.works) == bool(arm.origins)
    assert found.reports == found.searches.included + found.other.included
    assert (found.studies > 0) == (found.reports > 0)
    assert found.studies <= found.reports
    table = list(prisma_shown.rows(found))
    totals = {row["step"]: row["all"] for row in table if not row["what"]}
    assert (
        totals["records identified"] - totals["duplicate records removed"]
        == totals["records screened"] + totals["undecided: not screened"]
    )
    for step in ("records identified", "reports excluded"):
        parts = [row["all"] for row in table if row["step"] == step and row["what"]]
        assert sum(parts) == totals[step]
    prisma_shown.as_object(found)
    wide = [line for line in prisma_shown.text_diagram(found).splitlines() if "│" in line or "─" in line]
    assert {columns_of(line) for line in wide} <= {47, 99}
    assert prisma_shown.mermaid(found).startswith("%% ")


_SOURCES = tuple("abcdef")
_PAPERS = tuple(f"p{n}" for n in range(7))
_REASONS = (
    "wrong population",
    "Wrong  Population",
    "wrong design",
    "",
    'a "quote" | [x] <b>',
    "人口が違う" * 9,
    "x" * 60,
)


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    """Any library: sources of all kinds, records of all roles, words of two people, studies."""
    sources: dict[str, dict[str, Any]] = {}
    roles: dict[str, tuple[str, ...]] = {}
    for name in _SOURCES:
        kind = draw(st.sampled_from((("entry",), ("item",), ("self", "item"), ("self",), ("lookup",))))
        said = {n: draw(st.sampled_from(values)) for n, values in _SAID.items()}
        sources[name], roles[name] = {"id": name, "name": f"{name}.txt", **said}, kind
    rows: dict[tuple[str, str, str], int] = {}
    for paper in _PAPERS:
        # A paper is at least one record; a source has one front matter, so one paper.
        for name in draw(st.lists(st.sampled_from(_SOURCES), min_size=1, max_size=4, unique=True)):
            role = draw(st.sampled_from(roles[name]))
            if role == "self" and any(key[1:] == (name, "self") for key in rows):
                role = "item" if "item" in roles[name] else "lookup"
            rows[paper, name, role] = draw(st.integers(1, 3)) if role != "self" else 1
    words: dict[str, list[Screened]] = {}
    for paper in draw(st.lists(st.sampled_from(_PAPERS), max_size=12)):
        word = Screened.new(
            "r" + paper[1:],
            draw(st.sampled_from(STAGES)),
            draw(st.sampled_from(VERDICTS)),
            draw(st.sampled_from(("ann", "bob"))),
            f"2026-01-{draw(st.integers(1, 9)):02}",
            draw(st.sampled_from(_REASONS)),
        )
        words.setdefault(paper, []).append(word)
    pair = draw(st.lists(st.sampled_from(_PAPERS), max_size=3, unique=True))
    return Library(
        records=[{"paper": p, "source": s, "role": r, "records": n} for (p, s, r), n in rows.items()],
        sources=sources,
        attached=draw(st.frozensets(st.sampled_from(_SOURCES), max_size=2)),
        standings={paper: Standing.of(said) for paper, said in words.items()},
        studies=dict.fromkeys(pair, min(pair, default="")),
    )


_SAID: Mapping[str, tuple[Any, ...]] = {
    "database": (None, None, "PubMed", "pubmed", "Embase"),
    "searched": (None, "2026", "2026-01-05"),
    "query": (None, "peer*"),
}


@given(libraries(), st.booleans())
def test_the_numbers_add_up_in_any_library(library: Library, every_list: bool) -> None:
    adds_up(flow(library, every_list))


@given(libraries(), st.booleans())
def test_each_number_is_what_counting_one_by_one_gives(library: Library, every_list: bool) -> None:
    """The same by other means: every record by itself, every paper by itself."""
    found = flow(library, every_list)
    holders = {row["source"] for row in library.records if row["role"] == "self"}
    searched, listed, texts = set(), set(), set()
    records = {"searches": 0, "lists": 0}
    for row in library.records:
        told, own = library.sources[row["source"]]["database"], row["source"] in holders | library.attached
        if row["role"] == "self":
            texts.add(row["paper"])
        if (
            (row["role"] == "self" and told)
            or (row["role"] == "entry" and not own)
            or (row["role"] == "item" and told and not own)
        ):
            searched.add(row["paper"])
            records["searches"] += row["records"]
        elif row["role"] in ("item", "entry"):
            listed.add(row["paper"])
    other = {p for p in (listed | texts) - searched if every_list or p in texts or p in library.standings}
    assert found.searches.identified == records["searches"]
    assert (found.searches.works, found.other.works) == (len(searched), len(other))
    for arm, papers in ((found.searches, searched), (found.other, other)):
        stand = {p: library.standings[p].state if p in library.standings else "unscreened" for p in papers}
        assert arm.included == sum(state == "included" for state in stand.values())
        assert arm.excluded == sum(state == "excluded" for state in stand.values())
        assert arm.missing == sum(state == "sought" and p not in texts for p, state in stand.items())
        assert arm.waiting == sum(state == "sought" and p in texts for p, state in stand.items())
        assert len({fold(reason) for reason, _ in arm.reasons}) == len(arm.reasons)
    assert found.left_out["lists"] == len(listed - searched - other)
    assert found.differ == tuple(
        p for p in _PAPERS if p in searched | other and library.standings.get(p, Standing()).differ
    )


@given(libraries(), st.randoms())
def test_the_order_of_rows_does_not_matter(library: Library, chance: Any) -> None:
    mixed = list(library.records)
    chance.shuffle(mixed)
    assert flow(replace(library, records=mixed)) == flow(library)


def ris(name: str, works: list[Any]) -> Any:
    """An export of a library."""
    entries = (
        f"TY  - JOUR\nTI  - {w.title}\nAU  - {w.family}, A.\nPY  - {w.year}\n"
        + (f"DO  - {w.doi}\n" if w.doi else "")
        + "ER  - \n"
        for w in works
    )
    return ingest.read("\n".join(entries).encode(), name)


def opened(store: Store) -> Base:
    return Base(store, concepts.load(), "tester", None)


def numbers(base: Base, every_list: bool = False) -> Flow:
    found = flow(Library.of(base.store), every_list)
    adds_up(found)
    return found


def say(base: Base, verdict: str, *papers: str, stage: str = TITLE, reason: str = "", second: int = 1) -> None:
    at = f"2026-01-01T00:00:{second:02}+00:00"
    base.decide(Screening(base.store, "tester", at).say(papers, verdict, stage, reason).decided)


@pytest.fixture
def works(worlds: Any) -> list[Any]:
    titles = ("Peers on wards", "Companions at home", "Fishing in waters", "Someone who has been", "Older works on aid")
    return [worlds.Work(f"{t}: a study of it", f"Name{'abcde'[n]}", 2010 + n) for n, t in enumerate(titles)]


def test_a_review_whose_numbers_were_counted_by_hand(base: Base, worlds: Any, works: list[Any]) -> None:
    """Two searches of three records share one work; a third source is a paper's own list with one known and two other
    works; the paper itself was found by neither."""
    base.add(ris("embase.ris", works[:3]), search=Search("Embase", "2026-01-05"))
    base.add(ris("pubmed.ris", [works[0], works[3]]), search=Search("PubMed", "2026-02", "peer*"))
    mine = worlds.Work("A review of peers everywhere", "Smith", 2021)
    base.add(worlds.paper("smith.txt", mine, [("Peers reduce hospitalisation", (1,))], [works[1], works[4]]))
    found = numbers(base)
    assert [(o.words, o.records) for o in found.searches.origins] == [("Embase, 2026-01-05", 3), ("PubMed, 2026-02", 2)]
    assert (found.searches.duplicates, found.searches.works, found.searches.unscreened) == (1, 4, 4)
    assert [(o.name, o.records) for o in found.other.origins] == [(TEXTS, 1)]
    assert found.left_out == {"lists": 1, "lookups": 0}
    every = numbers(base, every_list=True)
    assert [(o.name, o.records) for o in every.other.origins] == [(CITATIONS, 1), (TEXTS, 1)]

    say(base, INCLUDE, "namea2010", "nameb2011", "named2013", "namee2014", "smith.txt")
    say(base, EXCLUDE, "namec2012", reason="fishing")
    found = numbers(base)
    arm = found.searches
    assert (arm.screened, arm.excluded, arm.sought, arm.missing, arm.assessed) == (4, 1, 3, 3, 0)
    assert [(o.name, o.records) for o in found.other.origins] == [(CITATIONS, 1), (TEXTS, 1)]
    assert (found.other.sought, found.other.missing, found.other.waiting, found.undecided) == (2, 1, 1, 1)

    base.add(worlds.paper("a.txt", works[0], [("Peers reduce hospitalisation", ())]))
    assert (numbers(base).searches.missing, numbers(base).searches.waiting) == (2, 1)
    say(base, INCLUDE, "namea2010", "smith.txt", stage=FULL_TEXT, second=2)
    say(base, EXCLUDE, "nameb2011", stage=FULL_TEXT, reason="wrong population", second=2)
    say(base, EXCLUDE, "namee2014", stage=FULL_TEXT, reason="Wrong population", second=2)
    found = numbers(base)
    assert found.searches.reasons == (("wrong population", 1),)
    assert found.other.reasons == (("Wrong population", 1),)
    assert (found.reports, found.studies, found.undecided, found.searches.missing) == (2, 2, 0, 1)
    base.decide(Sameness(base.store, "tester", "2026").study(["namea2010", "smith.txt"]).decided)
    assert (numbers(base).reports, numbers(base).studies) == (2, 1)


def test_merging_makes_duplicates_and_unmerging_takes_them_back(base: Base, works: list[Any]) -> None:
    base.add(ris("a.ris", works[:3]), search=Search("A"))
    base.add(ris("b.ris", works[2:]), search=Search("B"))
    before = numbers(base)
    assert (before.searches.identified, before.searches.duplicates) == (6, 1)
    same = Sameness(base.store, "tester", "2026-01-01")
    base.decide(same.merge(["namea2010", "nameb2011"]).decided)
    found = numbers(base)
    assert (found.searches.identified, found.searches.duplicates, found.searches.works) == (6, 2, 4)
    key = next(r["citekey"] for r in base.store.rows(load("read/papers")) if r["citekey"] in ("namea2010", "nameb2011"))
    base.decide(Sameness(base.store, "tester", "2026-01-02").unmerge(key).decided)
    assert numbers(base) == before


@pytest.mark.parametrize(
    ("database", "list_of", "where"),
    [(None, None, LISTS), ("Scopus", None, "Scopus"), (None, "p.txt", CITATIONS), ("Scopus", "p.txt", CITATIONS)],
)
def test_whose_a_list_is_says_how_its_works_were_found(
    base: Base, worlds: Any, works: list[Any], database: str | None, list_of: str | None, where: str
) -> None:
    base.add(worlds.paper("p.txt", works[0], [("Peers reduce hospitalisation", ())]))
    base.add(worlds.list("list.txt", works[1:3]), list_of=list_of, search=Search(database))
    found = numbers(base, every_list=True)
    counted = {o.name: o.records for arm in (found.searches, found.other) for o in arm.origins}
    assert counted == {where: 2, TEXTS: 1}


def test_a_text_that_is_said_to_come_from_a_database_is_a_record_of_it(
    base: Base, worlds: Any, works: list[Any]
) -> None:
    says = [("Peers reduce hospitalisation", ())]
    base.add(worlds.paper("p.txt", works[0], says, works[1:3]), search=Search("PsycINFO"))
    found = numbers(base, every_list=True)
    assert [(o.name, o.records) for o in found.searches.origins] == [("PsycINFO", 1)]
    assert [(o.name, o.records) for o in found.other.origins] == [(CITATIONS, 2)]


def test_a_library_file_is_a_search_even_if_nobody_says_which(base: Base, works: list[Any]) -> None:
    base.add(ris("mine.ris", works[:2]))
    (origin,) = numbers(base).searches.origins
    assert (origin.name, origin.records, origin.told) == ("mine.ris (database not said)", 2, False)


def test_an_empty_store_has_a_diagram_of_zeros(base: Base) -> None:
    assert numbers(base) == Flow(Arm(), Arm(), 0, (), {"lists": 0, "lookups": 0})


_ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("export"), st.lists(st.integers(0, 4), min_size=1, max_size=4), st.sampled_from("AB")),
        st.tuples(st.just("list"), st.lists(st.integers(0, 4), min_size=1, max_size=3), st.none()),
        st.tuples(st.just("paper"), st.lists(st.integers(0, 4), min_size=1, max_size=3), st.none()),
        st.tuples(st.just("screen"), st.lists(st.integers(0, 4), min_size=1, max_size=4), st.sampled_from(VERDICTS)),
        st.tuples(st.just("assess"), st.lists(st.integers(0, 4), min_size=1, max_size=4), st.sampled_from(VERDICTS)),
        st.tuples(st.just("merge"), st.lists(st.integers(0, 4), min_size=2, max_size=2), st.none()),
        st.tuples(st.just("study"), st.lists(st.integers(0, 4), min_size=2, max_size=2), st.none()),
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=_ACTS)
def test_the_numbers_add_up_in_any_course_of_a_review(
    anew: Callable[[], Store], worlds: Any, works: list[Any], acts: list[Any]
) -> None:
    with opened(anew()) as base:
        for second, (act, chosen, what) in enumerate(acts):
            base.library.now = lambda second=second: f"2026-01-01T00:00:{second:02}+00:00"  # type: ignore[misc]
            picked = [works[n] for n in chosen]
            if act == "export":
                base.add(ris(f"{second}.ris", picked), search=Search(what))
            elif act == "list":
                base.add(worlds.list(f"{second}.txt", picked))
            elif act == "paper":
                base.add(worlds.paper(f"{second}.txt", picked[0], [(f"So it is {second}", (1,))], picked[1:]))
            else:
                _decide(base, act, picked, what)
            numbers(base)
            numbers(base, every_list=True)


def _decide(base: Base, act: str, picked: list[Any], what: str | None) -> None:
    """What a person says of those of some works that are here."""
    here = {row["title"]: row["id"] for row in base.store.rows(load("read/papers"))}
    papers = sorted({here[work.title] for work in picked if work.title in here})
    at = base.library.now()
    if what and papers:
        stage = TITLE if act == "screen" else FULL_TEXT
        base.decide(Screening(base.store, "tester", at).say(papers, what, stage, "wrong population").decided)
    elif len(papers) > 1:
        same = Sameness(base.store, "tester", at)
        base.decide((same.merge(papers) if act == "merge" else same.study(papers)).decided)


def test_words_of_people_cannot_break_the_diagrams() -> None:
    arm = Arm(works=2, reasons=(('a "b" ] --> c\n%% <script>', 1), ("人口が違う" * 30, 1)))
    found = Flow(searches=arm)
    text = prisma_shown.text_diagram(found)
    assert {columns_of(line) for line in text.splitlines() if "│" in line} == {47, 99}
    drawn = prisma_shown.mermaid(found)
    assert "<script>" not in drawn
    assert "a #34;b#34; #93; --#62; c #37;#37; #60;script#62; (n = 1)" in drawn
