"""Ranking: the outcome first, other words for the same thing, signs of a result, and no finding the gate would pass lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import gate
from kb.claims import read_claim
from kb.concepts import Concepts, load
from kb.model import Reading, Statement
from kb.retrieve import Doc, SideIndex, candidates, rank, rank_papers
from kb.retrieve.query import parts_of
from kb.retrieve.signs import signs_of

CONCEPTS = load(None)
PEERS = read_claim("peers reduce hospitalisation")


def indexed(*docs: Doc) -> SideIndex:
    index = SideIndex.open(None)
    index.rebuild(docs, 1)
    return index


def sentences(*texts: str, about: str = "Peer work in mental health") -> list[Doc]:
    return [Doc(f"f{n}", "p", "sentence", text, None, (), about) for n, text in enumerate(texts)]


def order(claim: str | Reading, docs: list[Doc], concepts: Concepts | None = CONCEPTS) -> list[str]:
    reading = read_claim(claim) if isinstance(claim, str) else claim
    with indexed(*docs) as index:
        return [found.id for found in rank(index, reading, concepts)]


def test_the_outcome_outweighs_the_subject() -> None:
    docs = sentences(
        "Peers were trained in the spring by other peers.",
        "Hospitalisation was less common in that year.",
        "Peers had offices in the old hospitalisation wing.",
        "The garden was open to all.",
    )
    assert order("peers reduce hospitalisation", docs, None) == ["f2", "f1", "f0"]


def test_other_words_of_the_concept_map_find_what_the_words_alone_miss() -> None:
    docs = sentences("Consumer-providers helped to cut re-hospitalisations.", "The garden was open to all.")
    assert order("peers reduce hospitalisation", docs, None) == ["f0"]  # by the prefix split off
    docs = sentences("Bed days fell by a third.", "The garden was open to all.")
    assert order("peers reduce hospitalisation", docs, None) == []
    assert order("peers reduce hospitalisation", docs) == ["f0"]


def test_the_claims_own_word_outranks_another_of_its_concept() -> None:
    docs = sentences("There were fewer bed days.", "There was less hospitalisation.")
    assert order("peers reduce hospitalisation", docs) == ["f1", "f0"]


def test_signs_of_a_result_decide_between_equals() -> None:
    docs = sentences(
        "We asked each of them about hospitalisation in this long interview.",
        "They found significantly less hospitalisation than before (p = 0.01).",
    )
    assert order("peers reduce hospitalisation", docs) == ["f1", "f0"]


def test_a_title_ranks_below_a_sentence_that_says_the_same() -> None:
    text = "Peers reduced hospitalisation."
    docs = [Doc("a", "p", "title", text, None, (), "Peers"), Doc("b", "p", "sentence", text, None, (), "Peers")]
    assert order("peers reduce hospitalisation", docs) == ["b", "a"]


def test_what_the_paper_is_about_lifts_its_findings() -> None:
    text = "Hospitalisation fell."
    docs = [
        Doc("a", "p", "sentence", text, None, (), "Roofs and gutters"),
        Doc("b", "q", "sentence", text, None, (), "Peers and hospitalisation"),
    ]
    assert order("peers reduce hospitalisation", docs) == ["b", "a"]


def test_lead_in_and_section_titles_count_less_than_the_words_themselves() -> None:
    docs = [
        Doc("lead", "p", "quote", "We came home far sooner.", "Of hospitalisation one said:", (), "Peers"),
        Doc("own", "p", "quote", "Hospitalisation came far sooner.", None, (), "Peers"),
        Doc("section", "p", "quote", "We came home far sooner.", None, ("Hospitalisation",), "Peers"),
        Doc("none", "p", "quote", "We came home far sooner.", None, (), "Peers"),
    ]
    assert order(Reading("", "", "hospitalisation", "", "", 0, "topic", False), docs) == ["own", "lead", "section"]


def test_equal_scores_are_ordered_by_id() -> None:
    docs = [Doc(name, "p", "sentence", "Peers helped.", None, (), "Peers") for name in ("c", "a", "b")]
    assert order("peers reduce hospitalisation", docs) == ["a", "b", "c"]


def test_limit_and_scores() -> None:
    docs = sentences("Peers reduce hospitalisation.", "Peers were there.", "Hospitalisation fell.", "A garden.")
    with indexed(*docs) as index:
        every = rank(index, PEERS, CONCEPTS)
        assert rank(index, PEERS, CONCEPTS, 2) == every[:2]
    assert [r.score for r in every] == sorted((r.score for r in every), reverse=True)
    assert all(0 < r.score <= 1 and r.score == round(r.score, 6) for r in every)


@pytest.mark.parametrize("claim", ["", "the of and", "?", "zzz qqq"])
def test_a_claim_that_names_nothing_here_ranks_nothing(claim: str) -> None:
    docs = sentences("Peers reduce hospitalisation.")
    assert order(claim, docs) == []


def test_an_empty_index() -> None:
    with SideIndex.open(None) as index:
        assert rank(index, PEERS, CONCEPTS) == []
        assert rank_papers(index, PEERS, CONCEPTS) == []
        assert candidates(index, PEERS, CONCEPTS) == []


def test_papers_are_ranked_by_their_findings() -> None:
    docs = [
        Doc("1", "one", "sentence", "Peers reduce hospitalisation.", None, (), "A study"),
        Doc("2", "two", "sentence", "Peers reduce hospitalisation.", None, (), "A study"),
        Doc("3", "two", "sentence", "Hospitalisation fell where peers worked.", None, (), "A study"),
        Doc("4", "three", "sentence", "The garden was open.", None, (), "A study"),
    ]
    with indexed(*docs) as index:
        assert [r.id for r in rank_papers(index, PEERS, CONCEPTS)] == ["two", "one"]
        assert [r.id for r in rank_papers(index, PEERS, CONCEPTS, 1)] == ["two"]


def test_parts_keep_the_words_of_each_part() -> None:
    parts = {p.name: [u.terms[0] for u in p.units] for p in parts_of(PEERS, None)}
    assert parts["outcome"] == ["hospit"]
    assert parts["subject"] == ["peer"]


@pytest.mark.parametrize(
    ("sentence", "signs"),
    [
        ("The odds ratio was 0.7 (95% CI 0.5 to 0.9), significantly lower than in usual care.", 5),
        ("No difference was found between the groups.", 3),
        ("Participants described feeling less alone.", 2),
        ("Readmissions fell.", 1),
        ("Of the carers 12 % answered (n = 40).", 1),
        ("The study took place in two towns.", 0),
    ],
)
def test_signs(sentence: str, signs: int) -> None:
    assert signs_of(sentence) == signs


CLAIMS = (
    "peers reduce hospitalisation",
    "peer support improves quality of life",
    "training increases risk",
    "peers struggle",
    "stigma",
    "supervision is needed by peer workers",
    "peer workers do not affect readmission in rural towns",
)
PIECES = st.sampled_from(
    [
        "peers", "peer support", "consumer-providers", "training", "supervision", "reduced", "improved", "fewer",
        "no difference in", "hospital", "hospitalisation", "re-admissions", "bed days", "quality of life", "well-being",
        "stigma", "prejudice", "risk", "hope", "was", "the", "of", "in rural towns", "struggle", "and",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=6).map(" ".join)


@given(st.lists(st.tuples(TEXTS, st.none() | TEXTS, st.lists(TEXTS, max_size=1), TEXTS), max_size=6))
def test_candidates_are_no_fewer_than_the_gate_passes(rows: list[tuple[str, str | None, list[str], str]]) -> None:
    docs = [Doc(str(n), "p", "sentence", t, lead, tuple(s), about) for n, (t, lead, s, about) in enumerate(rows)]
    with indexed(*docs) as index:
        for claim in CLAIMS:
            reading = read_claim(claim)
            passed = {
                doc.id
                for doc in docs
                if gate.passes(
                    reading,
                    Statement(doc.clean, doc.clean, "sentence", "own", doc.section, None, doc.lead_in, None, doc.about),
                    CONCEPTS,
                )
            }
            assert passed <= set(candidates(index, reading, CONCEPTS)), claim


def test_no_phrase_of_the_shipped_map_is_made_of_stop_words_alone() -> None:
    """Such a phrase could pass the gate and could not be looked up."""
    for name in CONCEPTS.by_id:
        for phrase in CONCEPTS.words_of(name):
            docs = [Doc("f", "p", "sentence", "x", None, (" ".join(phrase),), "")]
            with indexed(*docs) as index:
                assert index.view().lengths[0] > 4, (name, phrase)
