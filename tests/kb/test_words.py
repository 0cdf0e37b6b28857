"""Analysis of words: what is one term, what is not, and that offsets are verbatim."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.words import Token, content, is_stop, stem, terms_of, tokens

SAME = [
    # British and American
    ("organisation", "organization"),
    ("organisational", "organizational"),
    ("hospitalised", "hospitalized"),
    ("randomised", "randomized"),
    ("behaviour", "behavior"),
    ("behavioural", "behavioral"),
    ("colour", "color"),
    ("tumours", "tumors"),
    ("labour", "labor"),
    ("centre", "center"),
    ("centred", "centered"),
    ("metres", "meters"),
    ("fibre", "fiber"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("analyse", "analyze"),
    ("analysed", "analyzed"),
    ("analysis", "analyses"),
    ("counselling", "counseling"),
    ("labelled", "labeled"),
    ("ageing", "aging"),
    ("paediatric", "pediatric"),
    ("haemorrhage", "hemorrhage"),
    ("anaemia", "anemia"),
    ("leukaemia", "leukemia"),
    ("ischaemic", "ischemic"),
    ("oedema", "edema"),
    ("oesophageal", "esophageal"),
    ("diarrhoea", "diarrhea"),
    ("gynaecology", "gynecology"),
    ("anaesthesia", "anesthesia"),
    ("aetiology", "etiology"),
    ("foetal", "fetal"),
    ("orthopaedic", "orthopedic"),
    ("dialogue", "dialog"),
    ("judgement", "judgment"),
    ("practise", "practice"),
    ("defence", "defense"),
    ("enrolment", "enrollment"),
    ("enquiries", "inquiries"),
    ("sceptical", "skeptical"),
    ("grey", "gray"),
    # forms of one word
    ("peers", "peer"),
    ("peer's", "peer"),
    ("peers’", "peers"),
    ("women", "woman"),
    ("children", "child"),
    ("people", "person"),
    ("admitted", "admission"),
    ("diagnosed", "diagnosis"),
    ("crises", "crisis"),
    ("felt", "feeling"),
    ("RCTs", "RCT"),
    ("PSWs", "PSW"),
    ("Naïve", "naive"),
    ("TNFα", "TNFalpha"),
    ("1,000", "1000"),
    ("0·05", "0.05"),
]

APART = [
    # not the spelling rules' business
    ("exercise", "exerciz"),
    ("four", "for"),
    ("hour", "hor"),
    ("disease", "dizease"),
    # one stem, another meaning
    ("organ", "organisation"),
    ("organism", "organ"),
    ("experience", "experiment"),
    ("emergency", "emerging"),
    ("international", "internal"),
    ("university", "universe"),
    ("policy", "police"),
    ("AIDS", "aiding"),
    # a prefix that denies makes another word
    ("adherence", "non-adherence"),
    ("adherence", "nonadherence"),
    ("well", "unwell"),
    ("social", "antisocial"),
    ("advantage", "disadvantage"),
    ("tension", "hypertension"),
    # a beginning that is no prefix
    ("search", "research"),
    ("port", "report"),
    ("covery", "recovery"),
]

SPLIT = [
    ("rehospitalisation", "hospitalisation"),
    ("re-hospitalization", "hospitalisation"),
    ("readmissions", "admission"),
    ("re-admitted", "admission"),
    ("reoffending", "offending"),
    ("self-stigma", "stigma"),
    ("co-production", "production"),
    ("postoperative", "operative"),
    ("post-discharge", "discharge"),
    ("multidisciplinary", "disciplinary"),
    ("psychosocial", "social"),
]


def only(text: str) -> Token:
    found = tokens(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_word_in_two_forms_has_one_term(a: str, b: str) -> None:
    assert only(a).terms[0] == only(b).terms[0]


@pytest.mark.parametrize(("a", "b"), APART)
def test_two_words_share_no_term(a: str, b: str) -> None:
    assert not set(terms_of(a)) & set(terms_of(b))


@pytest.mark.parametrize(("word", "rest"), SPLIT)
def test_a_prefix_that_keeps_the_meaning_is_split_off(word: str, rest: str) -> None:
    token = only(word)
    assert token.terms[1] == terms_of(rest)[0]
    assert token.terms[0] != token.terms[1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("peer-led groups", ["peer", "led", "groups"]),
        ("re-admission rates", ["re-admission", "rates"]),
        ("a co-production-based plan", ["a", "co-production", "based", "plan"]),
        ("well-being and in-patients", ["well-being", "and", "in-patients"]),
        ("non‑adherence", ["non‑adherence"]),
        ("12-week follow-up", ["12", "week", "follow", "up"]),
        ("-x- y-", ["x", "y"]),
        ("p=0.05; n=1,204 [6,7]", ["p", "0.05", "n", "1,204", "6", "7"]),
        ("B12, 5HT2A and IL-6", ["B12", "5HT2A", "and", "IL", "6"]),
        ("don’t O'Brien's", ["don’t", "O'Brien's"]),
        ("e\u0301tat soft\u00adly", ["e\u0301tat", "soft\u00adly"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
        ("… — !", []),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words


@pytest.mark.parametrize(
    ("hyphened", "closed"),
    [("peer-led", "peerled"), ("follow-up", "followup"), ("health-care", "healthcare"), ("TNF-α", "TNFα")],
)
def test_a_hyphened_pair_also_has_the_joined_term(hyphened: str, closed: str) -> None:
    first, second = tokens(hyphened)
    assert terms_of(closed)[0] in first.terms
    assert first.terms[0] == terms_of(first.text)[0]
    assert second.terms == terms_of(second.text)


@pytest.mark.parametrize("pair", [("well-being", "wellbeing"), ("in-patients", "inpatient"), ("E-mail", "email")])
def test_closed_compounds_are_one_word_however_written(pair: tuple[str, str]) -> None:
    assert only(pair[0]).terms == only(pair[1]).terms


def test_terms_of_takes_a_prefix_with_its_hyphen() -> None:
    assert terms_of("re-admission") == only("re-admission").terms
    assert terms_of("non-adherence") == terms_of("nonadherence")


def test_content_leaves_stop_words_out() -> None:
    assert content("The peers don’t, and they're NOT, at risk of it") == (("peer",), ("risk",))
    assert [is_stop(t) for t in tokens("Of mice")] == [True, False]


def test_stem_folds_before_it_stems() -> None:
    assert stem("organisations") == stem("organization") == "organiz"


@given(st.text())
def test_tokens_are_verbatim_in_order_and_never_without_a_term(text: str) -> None:
    found = tokens(text)
    assert all(text[t.start : t.end] == t.text and t.terms and all(t.terms) for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.lists(st.sampled_from("re non self well being peer 12 a - ‑ ' ’ \u0301 α .".split()), max_size=12))
def test_no_letter_outside_a_token(parts: list[str]) -> None:
    text = "".join(parts)
    covered = {i for t in tokens(text) for i in range(t.start, t.end)}
    assert all(i in covered for i, c in enumerate(text) if c.isalnum())


@pytest.mark.parametrize("text", ["a" * 2_000_000, "a-" * 300_000, "a'" * 300_000, "1," * 300_000, "a\u0301" * 300_000])
@pytest.mark.timeout(30)
def test_long_lines_take_linear_time(text: str) -> None:
    assert tokens(text)
