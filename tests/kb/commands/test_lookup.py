"""`kb lookup` as it is typed. Nobody is asked: the answers lie in the cache, as an earlier run would have left them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bib.model import Date, Person, Reference
from kb.lookup.cache import Cache
from kb.lookup.walk import Asked
from kb.settings import cache_folder
from tests.kb.lookup import replaying
from tests.kb.lookup.replaying import CONVERTER, CROSSREF, SEARCH, Replay

LIST = """References

1. Adams A, Brown B. Peers on wards: a trial of companions. J Invent Care. 2010;3(2):11–19.
2. Baker C. Companions at home after a stay in hospital. Home Stud. 2012;1:1–9.
3. Clark D. Loneliness on wards and what it costs. J Invent Care. 2013;4:5–9. doi: 10.5555/c
"""
DOI = "10.5555/jic.1"
RETRACTED = {"updated-by": [{"DOI": "10.5555/n", "type": "retraction", "updated": {"date-parts": [[2012, 5, 8]]}}]}


def answered(url: str) -> Any:
    adams = replaying.message(DOI, "Peers on wards: a trial of companions", "Adams", 2010) | RETRACTED
    baker = replaying.message("10.5555/b", "Companions at home after a stay in hospital", "Baker", 2019)
    if url.startswith(f"{CROSSREF}?"):
        words = replaying.asked_for(url)["query.bibliographic"][0]
        return replaying.works(adams if "Peers" in words else baker)
    if url.startswith(f"{CROSSREF}/10.5555/b"):
        return replaying.ok({"message-type": "work", "message": baker})
    if url.startswith(CROSSREF):
        return replaying.NOT_FOUND
    return replaying.search() if url.startswith(SEARCH) else replaying.ids(DOI)


@pytest.fixture
def library(kb: Any, tmp_path: Path) -> Any:
    """Three papers, and a cache that knows the answers."""
    (tmp_path / "a.txt").write_text(LIST, "utf-8")
    assert kb("add", "a.txt").code == 0
    cache = Cache(cache_folder() / "lookups", now=lambda: datetime.now(UTC))
    walk = replaying.walk(Replay(rule=answered), cache=cache)
    for title, family, year, container, doi in (
        ("Peers on wards: a trial of companions", "Adams", 2010, "J Invent Care", None),
        ("Companions at home after a stay in hospital", "Baker", 2012, "Home Stud", None),
        ("Loneliness on wards and what it costs", "Clark", 2013, "J Invent Care", "10.5555/c"),
        ("Companions", "Baker", 2012, "Home Stud", "10.5555/b"),
    ):
        reference = Reference(title=title, people=(Person(family, "A"),), date=Date(year), container=container, doi=doi)
        walk.look_up(Asked("p", "k", reference, reference, ("r",)))
    return kb


def test_a_session(library: Any) -> None:
    kb = library
    said = kb("lookup", "--all", "--offline", "--dry-run")
    assert said.code == 0, said.err
    assert "--- adams2010\n+ publisher: Invented Press\n+ doi: 10.5555/jic.1\n" in said.out
    assert "nothing was written" in said.err
    assert "warning: adams2010 is retracted 2012-05-08 (10.5555/n)" in said.err
    assert {r["doi"] for r in kb("papers", "--json").json} == {None, "10.5555/c"}
    rows = {row["citekey"]: row for row in kb("lookup", "--all", "--offline", "--json").json}
    assert {key: row["state"] for key, row in rows.items()} == {
        "adams2010": "found",
        "baker2012": "review",
        "clark2013": "not found",
    }
    assert rows["adams2010"]["filled"]["doi"] == DOI
    assert rows["adams2010"]["links"]["scholar"].startswith("https://scholar.google.com/")
    assert {r["citekey"]: r["doi"] for r in kb("papers", "--json").json}["adams2010"] == DOI
    again = kb("lookup", "--all", "--offline", "--json")
    assert [row["citekey"] for row in again.json] == ["baker2012", "clark2013"]
    assert "retracted 2012-05-08 (10.5555/n)" in kb("show", "adams2010").out
    (left,) = kb("lookup", "--review", "--json").json
    assert (left["citekey"], left["doi"], left["reason"]) == ("baker2012", "10.5555/b", "another year")
    assert kb("lookup", "baker2012", "--accept", "https://doi.org/10.5555/b", "--offline").code == 0
    assert {r["citekey"]: (r["doi"], r["year"]) for r in kb("papers", "--json").json}["baker2012"] == (
        "10.5555/b",
        2012,
    )
    (decision,) = {r["id"]: r for r in kb("query", "decisions", "--json").json if r["by"] == "tester"}.values()
    assert decision["kind"] == "merge"
    assert "year is “2012” here, “2019” in Crossref" in kb("problems").out
    assert kb("lookup", "--review", "--json").json == []


def test_a_look_up_is_taken_back(library: Any) -> None:
    kb = library
    assert kb("lookup", "adams2010", "--offline").code == 0
    assert kb("unmerge", "adams2010").code == 0
    rows = {r["citekey"]: r["doi"] for r in kb("papers", "--json").json}
    assert rows["adams2010"] is None
    assert kb("lookup", "adams2010", "--offline", "--json").json[0]["state"] == "not found"
    assert kb("remove", f"Crossref {DOI}", "--yes").code == 0
    assert {r["citekey"] for r in kb("papers", "--json").json} == {"adams2010", "baker2012", "clark2013"}
    assert "distinct" in str(kb("query", "decisions", "--json").json)


def test_a_reading_list_says_what_was_retracted(library: Any, tmp_path: Path) -> None:
    kb = library
    (tmp_path / "b.txt").write_text(LIST.replace("a trial of companions", "peers reduce readmission"), "utf-8")
    assert kb("lookup", "--all", "--offline").code == 0
    said = kb("export", "reading-list", "--claim", "peers on wards").out
    assert "retracted 2012" in said


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ((), 2, "say which papers"),
        (("nobody", "--offline"), 1, "no paper is called nobody"),
        (("--all", "--accept", "10.5555/b"), 2, "--accept is for one PAPER"),
        (("--all", "--max-age", "-1"), 2, "max-age"),
    ],
)
@pytest.mark.embedded("about words, which are the same on both engines")
def test_what_cannot_be_said(library: Any, words: tuple[str, ...], code: int, says: str) -> None:
    done = library("lookup", *words)
    assert says in done.err
    assert done.code == code


@pytest.mark.embedded("about a setting")
def test_an_address_that_is_none_is_not_told(library: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_EMAIL", "not an address")
    done = library("lookup", "--all", "--offline")
    assert done.code == 2
    assert "is no e-mail address" in done.err


@pytest.mark.embedded("about what was found before a Ctrl-C, which no engine sees")
def test_what_came_before_a_stop_is_in_the_store(library: Any) -> None:
    from kb import settings
    from kb.commands.context import Context

    module = import_module("kb.commands.lookup")
    ctx = Context(settings=settings.load(), format="table", quiet=True)
    asked = module._asked(ctx, (), 30.0)
    walk = replaying.walk(Replay(rule=answered))

    def stopped() -> Iterator[Any]:
        yield walk.look_up(asked[0])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        module._written(ctx, stopped(), False, None)
    assert {r["citekey"]: r["doi"] for r in library("papers", "--json").json}["adams2010"] == DOI
    assert [one.citekey for one in module._asked(ctx, (), 30.0)] == ["adams2010", "baker2012", "clark2013"]
    assert [one.citekey for one in module._asked(ctx, (), 36500.0)] == ["baker2012", "clark2013"]


@pytest.mark.embedded("about a setting")
def test_offline_with_nothing_kept_asks_nobody(kb: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LIST, "utf-8")
    kb("add", "a.txt")
    done = kb("lookup", "--all", "--offline", "--json")
    assert {row["state"] for row in done.json} == {"not asked"}
    assert "0 requests made" in done.err
    assert CONVERTER not in done.out
