"""BibTeX that other programs read back: special characters, organisations, order, the same bytes."""

from __future__ import annotations

import subprocess
import sys

import bibtexparser
import pytest
from bibtexparser.library import Library
from hypothesis import given
from hypothesis import strategies as st

from bib import bibtex, kinds
from bib.model import Date, Person, Reference

ASH = Reference(
    "article-journal",
    "Costs & effects of 5% of mRNA_x {in} £ and $: the NHS",
    (
        Person(family="Ash", given="B. C.", suffix="Jr."),
        Person(family="Berg", given="D.", non_dropping_particle="van den"),
        Person(literal="Centre for Wood and Trees"),
    ),
    etal=True,
    date=Date(2011, 3, suffix="a"),
    container="Journal of Invented Care",
    volume="10",
    issue="2",
    pages="238–250",
    doi="10.5555/a_b(c)<d>",
    url="https://example.org/~x?a=1&b=50%25",
)


def test_one_entry() -> None:
    assert bibtex.write([("ash2011", ASH)]) == (
        "@article{ash2011,\n"
        "  author = {Ash, Jr., B. C. and van den Berg, D. and {Centre for Wood and Trees} and others},\n"
        "  title = {Costs \\& effects of 5\\% of {mRNA\\_x} \\textbraceleft{}in\\textbraceright{} £ and \\$: the {NHS}},\n"
        "  journal = {Journal of Invented Care},\n"
        "  year = {2011},\n"
        "  month = mar,\n"
        "  volume = {10},\n"
        "  number = {2},\n"
        "  pages = {238--250},\n"
        "  doi = {10.5555/a_b(c)<d>},\n"
        "  url = {https://example.org/~x?a=1&b=50%25},\n"
        "}\n"
    )


def test_an_organisation_alone_has_two_pairs_of_braces() -> None:
    found = Reference(
        "report", "Wood", (Person(literal="Department of Trees"),), publisher="Fir Press", number="CR 150"
    )
    text = bibtex.write([("d", found)])
    assert "author = {{Department of Trees}}" in text
    assert "institution = {Fir Press}" in text
    assert "number = {CR 150}" in text


def test_order_is_the_callers() -> None:
    text = bibtex.write([("b", Reference(title="B")), ("a", Reference(title="A"))])
    assert text.index("@misc{b,") < text.index("@misc{a,")


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_kind(kind: str) -> None:
    found = Reference(kind, "Title", container="Host", publisher="House", date=Date(literal="in press"))
    text = bibtex.write([("k", found)])
    assert text.startswith(f"@{kinds.kind(kind).bibtex}{{k,")
    assert "Host" in text
    assert "{in press}" in text


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@given(
    st.lists(
        st.tuples(
            TEXT,
            st.builds(
                Reference,
                title=TEXT,
                container=TEXT,
                people=st.lists(
                    st.builds(Person, family=TEXT, given=TEXT) | st.builds(Person, literal=TEXT), max_size=3
                ).map(tuple),
                url=TEXT,
            ),
        ),
        max_size=3,
    )
)
def test_whatever_is_in_it_the_file_holds_together(pairs: list[tuple[str, Reference]]) -> None:
    pairs = [(f"k{n}{key}", reference) for n, (key, reference) in enumerate(pairs)]
    text = bibtex.write(pairs)
    library: Library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    assert len(library.entries) == len(pairs)
    assert bibtex.write(pairs) == text
    assert text.count("{") == text.count("}")


def test_bibtexparser_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, bib.bibtex, bib.formats; sys.exit('bibtexparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
