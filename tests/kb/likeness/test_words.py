"""Titles, journals, pages and ISBNs in the form in which they are compared."""

from __future__ import annotations

import pytest

from bib.model import Reference
from kb.identifiers import isbn13
from kb.likeness.folding import name_letters, words
from kb.likeness.signs import parts_of, signs_of, without_signs
from kb.likeness.sketch import initials, sketch
from kb.likeness.titles import compare_titles
from kb.likeness.venues import venue_agreement


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("Oaks and elms", "OAKS & ELMS", "the same words"),
        ("Oak-trees of the north", "Oak trees of north", "the same words"),
        ("Walks of 6 minutes for the old", "Walks of 12 minutes for the old", "differs by '12/6'"),
        ("Companions for men with stroke", "Companions for women with stroke", "differs by 'man/woman'"),
        (
            "Oaks in the north",
            "Oaks in the north: a survey of forests",
            "only one has 'a survey of forests'",
        ),
        ("A trial of peer companions", "A trial of kind peer companions", "only one has 'kind'"),
        (
            "Hyperthyroid women on acute wards",
            "Hypothyroid women on acute wards",
            "differs by 'hyperthyroid/hypothyroid'",
        ),
        ("Typical care on the acute wards", "Atypical care on the acute wards", "differs by 'atypical/typical'"),
    ],
)
def test_titles(a: str, b: str, said: str) -> None:
    found = compare_titles(*sorted((words(a), words(b))))
    assert said in {found.said, compare_titles(*sorted((words(a), words(b)), reverse=True)).said}


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        ("Prev Med", "Preventive Medicine", 1.0),
        ("N Engl J Med", "The New England Journal of Medicine", 1.0),
        ("N. Engl. J. Med.", "NEJM", 1.0),
        ("JAMA", "Journal of the American Medical Association", 1.0),
        ("BMJ", "British Medical Journal", 1.0),
        ("BMJ", "Brit Med J", 1.0),
        ("Lancet", "The Lancet (London, England)", 1.0),
        ("J Natl Cancer Inst", "Journal of the National Cancer Institute", 1.0),
        ("Proc Natl Acad Sci U S A", "Proceedings of the National Academy of Sciences", 1.0),
        ("Lancet", "Lancet Oncology", 0.5),
        ("Lancet", "Pain", 0.0),
        ("Am J Med", "Am J Cardiol", 0.0),
        ("J Clin Oncol", "J Clin Epidemiol", 0.0),
        ("Neurology", "Neurosurgery", 0.0),
        ("Rehabil", "J Neuroeng Rehabil", 0.5),
        ("", "Pain", 0.5),
    ],
)
def test_venues(a: str, b: str, agreement: float) -> None:
    assert venue_agreement(a, b) == venue_agreement(b, a) == agreement


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Oaks. Part II", ("2",)),
        ("Oaks, part two: elms", ("2",)),
        ("Oaks III", ("3",)),
        ("Oaks III: elms", ("3",)),
        ("Oaks and part of the elms", ()),
        ("Phase IIIb of oaks", ()),
        ("Vitamin C", ()),
        ("I am an oak", ()),
    ],
)
def test_parts(title: str, parts: tuple[str, ...]) -> None:
    assert parts_of(title) == parts


@pytest.mark.parametrize(
    ("title", "signs"),
    [
        ("Erratum to: Oaks", {"notice"}),
        ("Corrigendum", {"notice"}),
        ("Retraction: Oaks", {"notice"}),
        ("RETRACTED: Oaks", set()),
        ("Correctional oaks", set()),
        ("Re: Oaks", {"comment"}),
        ("Reconsidering oaks", set()),
        ("Authors' reply", {"comment"}),
        ("Letters of oaks", set()),
        ("Oaks: a study protocol", {"protocol"}),
        ("Oaks: rationale and design of the trial", {"protocol"}),
        ("Oaks [Abstract]", {"abstract"}),
        ("An abstract view of oaks", set()),
        ("Oaks: a survey. bioRxiv", {"preprint"}),
        ("Oaks and preprints", set()),
    ],
)
def test_signs(title: str, signs: set[str]) -> None:
    found = signs_of(Reference(title=title))
    assert {
        name
        for name in ("notice", "comment", "protocol", "abstract", "conference", "working", "preprint")
        if getattr(found, name)
    } == signs


def test_titles_without_signs() -> None:
    assert without_signs("RETRACTED ARTICLE: Oaks").strip() == "Oaks"
    assert without_signs("Oaks [Article in German]").strip() == "Oaks"
    assert without_signs("[Oaks and elms]") == "[Oaks and elms]"


@pytest.mark.parametrize(
    ("printed", "page", "last"),
    [
        ("477–90", ("", 477), 490),
        ("S2–17", ("s", 2), 17),
        ("e1001", ("e", 1001), None),
        ("0012", ("", 12), None),
        ("in press", None, None),
    ],
)
def test_pages(printed: str, page: tuple[str, int] | None, last: int | None) -> None:
    found = sketch(Reference(title="Oaks", pages=printed))
    assert (found.page, found.last) == (page, last)


@pytest.mark.parametrize(
    ("isbn", "thirteen"),
    [
        ("0306406152", "9780306406157"),
        ("080442957X", "9780804429573"),
        ("978-0-306-40615-7", "9780306406157"),
        ("12", None),
        (None, None),
        ("XXXXXXXXXX", None),
    ],
)
def test_isbn(isbn: str | None, thirteen: str | None) -> None:
    assert isbn13(isbn) == thirteen


@pytest.mark.parametrize(
    ("given", "letters"),
    [
        ("John A.", "ja"),
        ("JA", "ja"),
        ("J.-P.", "jp"),
        ("Yi-Ching", "yc"),
        ("O. van den", "o"),
        ("", ""),
        ("ÉMILE", "e"),
        ("Élise", "e"),
    ],
)
def test_initials(given: str, letters: str) -> None:
    assert initials(given) == letters


def test_names() -> None:
    assert name_letters("Müller") == name_letters("Mueller") == name_letters("MULLER")
    assert name_letters("O’Neill") == name_letters("O'Neill") == "oneill"
