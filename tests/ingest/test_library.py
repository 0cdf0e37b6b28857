"""A library file: titles and sentences of abstracts, each traced to the file."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.model import Source
from ingest.library import plain, read_library
from ingest.model import Batch


def batch(*entries: dict[str, object], ascii_only: bool = True) -> Batch:
    text = json.dumps(list(entries), ensure_ascii=ascii_only, indent=1)
    return read_library(Source("library.json", "0" * 64, "0" * 64, "text@1", text))


def test_titles_and_sentences() -> None:
    found = batch(
        {"id": "a", "title": "Peers at the door"},
        {"id": "b", "title": "Roots", "abstract": "We asked 30 people. Admissions fell by 3%. It may last."},
    )
    assert found.form == "csl-json"
    assert [(f.kind, f.of, f.clean) for f in found.findings] == [
        ("title", 0, "Peers at the door"),
        ("title", 1, "Roots"),
        ("abstract", 1, "We asked 30 people."),
        ("abstract", 1, "Admissions fell by 3%."),
        ("abstract", 1, "It may last."),
    ]
    assert all(f.text == f.source.text for f in found.findings)
    assert [f.section for f in found.findings[2:]] == [("Abstract",)] * 3
    assert found.findings[3].origin == "own"
    assert found.findings[4].hedge == "may"
    assert found.document is None


@pytest.mark.parametrize(
    "abstract",
    [
        "BACKGROUND: We aimed to ask. METHODS: We asked. RESULTS: Admissions fell. CONCLUSIONS: Peers help.",
        "Background: We aimed to ask. Methods: We asked. Results: Admissions fell. Conclusions: Peers help.",
        "BACKGROUND We aimed to ask. METHODS We asked. RESULTS Admissions fell. CONCLUSIONS Peers help.",
        "<jats:title>Background</jats:title><jats:p>We aimed to ask.</jats:p><jats:title>Methods</jats:title><jats:p>We asked.</jats:p>"
        "<jats:title>Results</jats:title><jats:p>Admissions <jats:italic>fell</jats:italic>.</jats:p><jats:title>Conclusions</jats:title><jats:p>Peers help.</jats:p>",
        "Background\n\nWe aimed to ask.\n\nMethods\n\nWe asked.\n\nResults\n\nAdmissions fell.\n\nConclusions\n\nPeers help.",
    ],
)
def test_parts_of_a_structured_abstract(abstract: str) -> None:
    found = batch({"id": "a", "abstract": abstract}).findings
    assert [f.section for f in found] == [
        ("Abstract", part) for part in ("Background", "Methods", "Results", "Conclusions")
    ]
    assert [f.clean for f in found] == ["We aimed to ask.", "We asked.", "Admissions fell.", "Peers help."]
    assert [f.origin for f in found[:3]] == ["author", "author", "own"]


def test_words_that_are_no_labels() -> None:
    found = batch(
        {"id": "a", "abstract": "Results were mixed. Methods of care differ. Participants: 30 people."}
    ).findings
    assert [f.section for f in found] == [("Abstract",), ("Abstract",), ("Abstract", "Participants")]


def test_markup_and_entities_do_not_show() -> None:
    assert plain("<jats:p>CO<sub>2</sub> fell &lt; 3 &amp; rose</jats:p>") == "CO2 fell < 3 & rose"
    assert plain("a < b and c > d") == "a < b and c > d"


WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(
    st.lists(
        st.sampled_from(
            ["RESULTS: ", "It fell. ", "“Yes”, he said.", "<p>", "</jats:p>", "\n\n", "é😀", "\t", "&amp;", '"', "\\"]
        )
        | WORDS,
        max_size=12,
    ).map("".join),
    st.booleans(),
)
def test_every_sentence_stands_in_the_file(abstract: str, ascii_only: bool) -> None:
    found = batch({"id": "a", "title": "T", "abstract": abstract}, ascii_only=ascii_only)
    last = 0
    for finding in found.findings:
        assert finding.text == finding.source.text
        assert finding.source.start >= last
        last = finding.source.end
        decoded = json.loads(f'"{finding.text}"', strict=False)
        assert plain(decoded) == finding.clean
