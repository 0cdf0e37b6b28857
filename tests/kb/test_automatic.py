"""What is merged by itself never brings together what must stay apart."""

from __future__ import annotations

from typing import Any

import pytest

from cypher import load
from kb.automatic import automatic
from kb.base import Base
from kb.deciding import MERGE
from kb.duplicates import duplicates
from kb.sameness import Sameness

AT = "2026-01-01T00:00:00+00:00"


@pytest.fixture
def three(base: Base, worlds: Any) -> dict[str | None, str]:
    """One work with a DOI, one with another DOI, and one without that looks like both. DOI -> paper."""
    one = worlds.Work("Peers on the wards: a trial of companions", "Adams", 2010, "10.5555/one", "J One")
    two = worlds.Work("Peers on the wards: a trial of companions.", "Adams", 2010, "10.5555/two", "J One")
    bare = worlds.Work("Peers on the wards: trial of companions", "Adams", 2010, None, "J One")
    for n, work in enumerate((one, two, bare)):
        base.add(worlds.list(f"{n}.txt", [work]))
    return {row["doi"]: row["id"] for row in base.store.rows(load("read/papers"))}


def test_a_bare_one_never_joins_two_dois(base: Base, three: dict[str | None, str]) -> None:
    assert len(three) == 3
    assert len([p for p in duplicates(base.store, 0.8) if three[None] in (p.a["id"], p.b["id"])]) == 2
    plan = automatic(base.store, 0.8, "tester", AT)
    assert [one.kind for one in plan.decided] == [MERGE]
    assert "left alone, would bring together what must stay apart: 1" in plan.said
    base.decide(plan.decided)
    assert len(list(base.store.rows(load("read/papers")))) == 2
    assert automatic(base.store, 0.8, "tester", AT).decided == ()


def test_what_a_person_parted_stays_apart(base: Base, three: dict[str | None, str]) -> None:
    for doi in ("10.5555/one", "10.5555/two"):
        base.decide(Sameness(base.store, "another", AT).distinct(three[doi], str(three[None])).decided)
    assert automatic(base.store, 0.8, "tester", AT).decided == ()
