"""The concept map: what it finds, how a user's file changes it, and that a bad file is told, not fatal."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.model import Problem
from kb import concept_file, concepts
from kb.words import tokens

MAP = concepts.load()


def found(text: str, the_map: concepts.Concepts = MAP) -> list[tuple[str, str, int]]:
    words = tokens(text)
    return [
        (h.concept_id, " ".join(t.text for t in words[h.start_token : h.end_token]), h.sign) for h in the_map.of(words)
    ]


def test_the_shipped_map_is_whole() -> None:
    problems: list[Problem] = []
    read = concept_file.overlaid({}, concept_file.DEFAULT_PATH.read_text(encoding="utf-8"), None, problems)
    assert problems == []
    assert list(concept_file.dangling(read, None)) == []
    assert len(MAP.by_id) >= 350
    assert {c.group for c in MAP.by_id.values()} >= {"people", "services", "outcomes", "harms", "attitudes", "research"}
    for concept in MAP.by_id.values():
        assert concept.words
        assert not set(concept.words) & set(concept.inverse), concept.id
        assert MAP.words_of(concept.id)


def test_the_compact_form_is_in_step() -> None:
    """After an edit of concepts.toml: `python -m kb.concept_file`."""
    text = concept_file.DEFAULT_PATH.read_text(encoding="utf-8")
    assert concept_file.COMPACT_PATH.read_text(encoding="utf-8") == concept_file.compact(text)
    assert concept_file.shipped(text) == concept_file.overlaid({}, text, None, []) == MAP.by_id
    assert concept_file.shipped(text + "\n[mine.x]\nwords = ['x']\n").keys() - MAP.by_id.keys() == {"x"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("re-hospitalization", [("hospitalisation", "re-hospitalization", 1)]),
        ("hospital", [("hospital", "hospital", 1)]),
        ("hospital avoidance", [("hospitalisation", "hospital avoidance", -1)]),
        ("community tenure", [("hospitalisation", "community tenure", -1)]),
        ("consumer-operated", [("peer-worker", "consumer operated", 1)]),
        ("mental health services", [("mental-health-service", "mental health services", 1)]),
        ("smoking cessation", [("smoking", "smoking cessation", -1)]),
        ("prejudicial attitudes", [("stigma", "prejudicial attitudes", 1)]),
        ("paediatric patients", [("children", "paediatric patients", 1)]),
        ("randomized controlled trials", [("trial", "randomized controlled trials", 1)]),
        ("burned out", [("burnout", "burned out", 1)]),
        ("", []),
    ],
)
def test_phrases(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert found(text) == expected


def test_a_phrase_inside_a_longer_one_is_left_out() -> None:
    assert [c for c, _, _ in found("quality of life of carers")] == ["quality-of-life", "carers"]


def test_what_speaks_of_a_concept() -> None:
    reached = {r.concept_id: r.sign for r in MAP.reach("stigma")}
    assert reached["stigma"] == reached["self-stigma"] == reached["myths"] == 1
    assert reached["empathy"] == reached["understanding"] == -1
    assert {r.concept_id: r.sign for r in MAP.reach("wellbeing")}["illness"] == -1
    assert MAP.reach("no such concept") == ()


def test_valence_comes_from_what_it_is_a_kind_of() -> None:
    assert (MAP.valence("hope"), MAP.valence("depression"), MAP.valence("nurse"), MAP.valence("nothing")) == (
        1,
        -1,
        0,
        0,
    )


def test_a_users_file_is_laid_over_the_map(tmp_path: Path) -> None:
    path = tmp_path / "concepts.toml"
    path.write_text(
        '[outcomes.hope]\nwords = ["sunrise feeling"]\nwithout = ["optimism"]\n'
        '[mine.gardening]\nwords = ["gardening", "allotment"]\nvalence = "good"\nsigned = { loneliness = -1 }\n'
    )
    mine = concepts.load(path)
    assert mine.problems == ()
    assert found("sunrise feeling and optimism", mine) == [("hope", "sunrise feeling", 1)]
    assert ("gardening", -1) in mine.reach("loneliness")
    assert mine.by_id["gardening"].group == "mine"
    assert mine.version != MAP.version
    assert concepts.load(path).version == mine.version


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not toml at all [", "not TOML"),
        ("[outcomes.hope]\nwords = 3\n", "words is not a list"),
        ('[outcomes.hope]\nvalence = "fine"\n', "valence is neither"),
        ('[outcomes.hope]\nbroader = "no-such-thing"\n', "which is no concept"),
        ("[outcomes.hope]\nsigned = { stigma = 3 }\n", "signed is not a table"),
        ('[outcomes.hope]\ncolour = "green"\n', 'unknown key "colour"'),
        ("[outcomes.new]\nvalence = 'good'\n", "has no words"),
        ("outcomes = 3\n", "stands outside a concept"),
        ("[outcomes]\nhope = 3\n", "is no concept"),
    ],
)
def test_a_bad_entry_is_a_problem_and_the_rest_stays(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "concepts.toml"
    path.write_text(text)
    mine = concepts.load(path)
    assert any(said in p.message for p in mine.problems)
    assert all(p.hint for p in mine.problems)
    assert found("hopelessness", mine) == found("hopelessness")


def test_a_missing_or_foreign_file_is_a_problem(tmp_path: Path) -> None:
    assert "was not read" in concepts.load(tmp_path / "none.toml").problems[0].message
    (tmp_path / "utf16.toml").write_bytes("[a.b]".encode("utf-16"))
    assert "was not read" in concepts.load(tmp_path / "utf16.toml").problems[0].message
    assert found("hope", concepts.load(tmp_path / "none.toml")) == found("hope")


@given(st.text(max_size=200))
def test_any_file_loads_and_any_text_is_searched(text: str) -> None:
    hits = MAP.of(tokens(text))
    assert list(hits) == sorted(hits, key=lambda h: h.start_token)
    loaded = concepts._load(("[a.b]\nwords = ['c']", text), "any.toml")
    assert "b" in loaded.by_id
