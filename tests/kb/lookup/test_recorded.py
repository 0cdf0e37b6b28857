"""Answers that were really given: Crossref's, recorded by habanero's tests, lie beside the project and not in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bib.model import Reference
from kb.lookup.accept import judge
from kb.lookup.crossref import Crossref
from kb.lookup.message import work_of
from kb.lookup.web import WebError
from kb.notices import Notice, of
from tests.kb.lookup.cassettes import Recorded, recorded
from tests.kb.lookup.replaying import Replay, web


@pytest.fixture(scope="module")
def tapes(shared: Path) -> list[Recorded]:
    folder = shared / "fixtures" / "crossref-cassettes" / "cassettes"
    if not folder.is_dir():
        pytest.skip(f"needs the recorded answers of Crossref in {folder}")
    return [one for file in sorted(folder.glob("*/*.yaml")) for one in recorded(file)]


def test_every_recorded_work_is_read(tapes: list[Recorded]) -> None:
    read, with_title = 0, 0
    for tape in tapes:
        if tape.answer.status != 200 or b'"message-type":"work' not in tape.answer.body:
            continue
        message = json.loads(tape.answer.body)["message"]
        for item in message.get("items", [message]):
            work = work_of(item, "2026-01-01")
            if "DOI" not in item:
                continue
            assert work
            read += 1
            with_title += bool(work.reference.title)
            assert work.reference.doi == item["DOI"].lower()
            assert not item.get("title") or (work.main_title and "<" not in work.main_title)
            if work.reference.people and work.reference.year and work.reference.title:
                assert judge(work.reference, work).verdict == "same" or len(work.reference.title) < 20
    assert read > 400, read
    assert with_title > 400


def test_a_recorded_doi_a_missing_one_and_a_search(tapes: list[Recorded]) -> None:
    by_url = {tape.url: [tape.answer] for tape in tapes}
    crossref = Crossref(web(Replay(by_url)))  # type: ignore[arg-type]
    work = crossref.by_doi("10.1371/journal.pone.0033693")
    assert work
    r = work.reference
    assert (r.people[0].name, r.year, r.container, r.volume, r.pages) == (
        "Sadasivan, Shankar",
        2012,
        "PLoS ONE",
        "7",
        "e33693",
    )
    assert of(r) == [Notice("correction", "10.1371/annotation/c76da2c1-ccb8-4797-94c1-359d3ceceeda", "2012-05-08")]
    assert crossref.by_doi("10.1371/notarealdoi") is None
    searched = next(tape for tape in tapes if "query=ecology&rows=3" in tape.url)
    replay = Replay({"https://api.crossref.org/works?": [searched.answer]})
    found = Crossref(web(replay)).by_words(Reference(title="Fire Ecology"))
    assert [w.reference.title for w in found] == ["Communicating Ecology", "Fire Ecology", "Ecosystem Ecology"]
    assert "query.bibliographic=Fire+Ecology" in replay.urls[0]


def test_recorded_refusals_are_said(tapes: list[Recorded]) -> None:
    for tape in tapes:
        if tape.answer.status == 400:
            crossref = Crossref(web(Replay({"https://api.crossref.org/": [tape.answer]})))
            with pytest.raises(WebError, match="answered 400"):
                crossref.by_doi("10.5555/a")
