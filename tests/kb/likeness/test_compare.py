"""Pairs of references, one row each: one work, two works, a version, or for a person to see."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.model import Date, Person, Reference, Source, Span
from kb.likeness import SURE, compare, compare_sketches, sketch


def person(name: str) -> Person:
    family, _, given_ = name.partition(", ")
    return Person(family=family, given=given_ or None) if "@" not in name else Person(literal=name.strip("@"))


def ref(
    title: str | None = None, authors: str = "Elm, D; Oak, E; Pine, F", year: int | None = 2011, **fields: Any
) -> Reference:
    """A journal article, as a list item would be read."""
    place = {"container": "J Invent Care", "volume": "10", "pages": "238–250", "kind": "article-journal"}
    people = tuple(person(name) for name in authors.split("; ") if name)
    return Reference(title=title, people=people, date=Date(year=year) if year else None, **(place | fields))


def raw(text: str) -> Reference:
    """A reference kept as printed."""
    return Reference(source=Span(Source("list", "", "", "text@1", text), 0, len(text)))


T = "Peer companions on acute wards: a randomised controlled trial"
PLAIN = ref(T)
BARE = {"volume": None, "pages": None}
SAME, TWO, SEE, VERSION = "one work", "vetoed", "for a person to see", "a version"


def verdict(a: Reference, b: Reference) -> str:
    like = compare(a, b)
    if like.version:
        return VERSION
    if like.veto:
        return TWO
    return SAME if like.same else SEE


PAIRS: list[tuple[str, Reference, Reference, str]] = [
    # spelling
    ("as it is", PLAIN, ref(T), SAME),
    (
        "British and American",
        ref("A programme of behaviour change in ageing men with oedema", **BARE),
        ref("A program of behavior change in aging men with edema", **BARE),
        SAME,
    ),
    ("a word misspelt", PLAIN, ref(T.replace("companions", "compagnions")), SAME),
    ("a word misspelt, no place", ref(T, **BARE), ref(T.replace("companions", "compagnions"), **BARE), SAME),
    (
        "hyphens and glued words",
        ref("Follow-up of well-being in day-care centres for the old", **BARE),
        ref("Followup of wellbeing in daycare centers for the old", **BARE),
        SAME,
    ),
    (
        "Greek by name",
        ref("Effects of β-blockers and TNF-α in the ageing heart of mice", **BARE),
        ref("Effects of beta-blockers and TNF-alpha in the aging heart of mice", **BARE),
        SAME,
    ),
    (
        "an ampersand and tags",
        ref("Trees &amp; <i>Quercus robur</i> as companions of the ward".replace("&amp;", "&"), **BARE),
        ref("Trees and Quercus robur as companions of the ward", **BARE),
        SAME,
    ),
    (
        "a number with a blank",
        ref("Walking in 20 536 people at high risk of falling"),
        ref("Walking in 20536 people at high risk of falling"),
        SAME,
    ),
    (
        "an abbreviation written out",
        ref("American Tree Society statement: guidelines for walks of six minutes"),
        ref("ATS statement: guidelines for walks of six minutes"),
        SAME,
    ),
    (
        "diacritics",
        ref("Étude des pairs à l'hôpital de jour, une enquête", **BARE),
        ref("Etude des pairs a l'hopital de jour, une enquete", **BARE),
        SAME,
    ),
    # subtitles, translations
    ("subtitle dropped, same place", PLAIN, ref("Peer companions on acute wards"), SAME),
    ("subtitle dropped, no place", ref(T, **BARE), ref("Peer companions on acute wards", **BARE), SEE),
    (
        "a series before the title, same place",
        PLAIN,
        ref("Tree Society and Ward Society task force on the care of the acutely ill: " + T),
        SAME,
    ),
    (
        "another lead, same place",
        ref("Review article: the burden of falls in the old: summary of the committee on acute wards"),
        ref(
            "World Ward Initiative (WWI) programme: the burden of falls in the old: summary of the committee on acute wards"
        ),
        SAME,
    ),
    ("a word more, other pages", PLAIN, ref(T + " of volunteers", pages="401"), SEE),
    (
        "translated title, same place",
        ref("Begleiter auf der Station: eine Untersuchung"),
        ref("[Companions on the ward: an investigation]"),
        SEE,
    ),
    ("another title, elsewhere", PLAIN, ref("Oaks and their acorns in the north of the country", pages="1–9"), SEE),
    (
        "one word makes another work",
        ref("Companions for men with heart failure at home", **BARE),
        ref("Companions for women with stroke at home", **BARE),
        SEE,
    ),
    (
        "systolic, diastolic",
        ref("Hyperthyroidism and companions in the acute ward", **BARE),
        ref("Hypothyroidism and companions in the acute ward", **BARE),
        SEE,
    ),
    # places
    ("online and print year", ref(T, year=2010), PLAIN, SAME),
    ("abbreviated journal", ref(T, container="Journal of Invented Care"), PLAIN, SAME),
    (
        "initials of a journal",
        ref(T, container="JAMA"),
        ref(T, container="Journal of the American Medical Association"),
        SAME,
    ),
    ("short last page", ref(T, pages="238–50"), PLAIN, SAME),
    ("article number", ref(T, pages=None, number="e1001"), ref(T, pages="e1001"), SAME),
    ("a page read as volume", PLAIN, ref(T, volume="238", pages=None), SAME),
    ("another volume and page", PLAIN, ref(T, volume="11", pages="12–19"), TWO),
    ("printed in two journals", PLAIN, ref(T, container="Annals of Trees", volume="3", pages="77"), TWO),
    (
        "same title, other year, other pages",
        ref("Annual report on the wards of the country", year=2009, volume=None, pages="1–40"),
        ref("Annual report on the wards of the country", year=2012, volume=None, pages="3–51"),
        TWO,
    ),
    (
        "same title, other year",
        ref("Report on the wards of the country", year=2009, **BARE),
        ref("Report on the wards of the country", year=2014, **BARE),
        SEE,
    ),
    (
        "a year in the title",
        ref("World report on wards 2010: the companions", **BARE),
        ref("World report on wards 2012: the companions", **BARE, year=2012),
        TWO,
    ),
    ("no year, no place", ref(T, year=None, **BARE), ref(T, **BARE), SEE),
    ("online year, no place", ref(T, year=2010, **BARE), ref(T, **BARE), SEE),
    ("editorials of one editor", ref("Editorial", volume="1", pages="1"), ref("Editorial", volume="2", pages="1"), SEE),
    ("editorials without a place", ref("Editorial", **BARE), ref("Editorial", **BARE), SEE),
    # people
    ("initials and names", ref(T, "Elm, Daniel; Oak, E"), ref(T, "Elm, D.A.; Oak, Emma"), SAME),
    ("particles", ref(T, "van den Berg, O; Oak, E"), ref(T, "Berg, O van den; Oak, E"), SAME),
    ("umlauts either way", ref(T, "Müller, J", **BARE), ref(T, "Mueller, J", **BARE), SAME),
    ("transposed names", ref(T, "Zhang, Wei", **BARE), ref(T, "Wei, Zhang", **BARE), SAME),
    ("et al.", ref(T, "Elm, D", etal=True), PLAIN, SAME),
    ("a group first", ref(T, "@Ward Study Group@"), PLAIN, SAME),
    ("other authors, no place", ref(T, "Ash, B; Birch, C", **BARE), ref(T, **BARE), SEE),
    (
        "other initials, no place",
        ref("Companions at home", "Smith, J", **BARE),
        ref("Companions at home", "Smith, K", **BARE),
        SEE,
    ),
    # what looks like the work and is not
    ("erratum", PLAIN, ref("Erratum: " + T, pages="238"), TWO),
    ("correction", PLAIN, ref("Correction to: " + T, pages="400"), TWO),
    ("retraction notice", PLAIN, ref("Retraction notice to: " + T, pages="400"), TWO),
    ("retracted is the work", PLAIN, ref("RETRACTED ARTICLE: " + T), SAME),
    ("comment", PLAIN, ref("Comment on: " + T, "Ash, B", pages="251"), TWO),
    ("reply", PLAIN, ref("Reply to: " + T, pages="252"), TWO),
    ("letter", PLAIN, ref("Letter to the editor: " + T, "Ash, B", pages="252"), TWO),
    ("parts", ref(T + ". Part 1"), ref(T + ". Part 2", pages="251–260"), TWO),
    ("only one is a part", PLAIN, ref(T + ". Part II", pages="251–260"), TWO),
    ("a part left out, same page", PLAIN, ref(T + ". Part II"), SAME),
    ("a part read into the journal", PLAIN, ref(T, container="Part II. J Invent Care", pages="251"), TWO),
    ("parts, Roman and Arabic", ref(T + ", part II"), ref(T + ", Part 2"), SAME),
    (
        "numbered titles",
        ref("Oaks of the northern wards I", pages="1"),
        ref("Oaks of the northern wards II", pages="20"),
        TWO,
    ),
    (
        "phases",
        ref("A phase II trial of companions in the acute ward", **BARE),
        ref("A phase III trial of companions in the acute ward", **BARE),
        TWO,
    ),
    (
        "protocol and trial",
        PLAIN,
        ref(
            "Peer companions on acute wards: study protocol for a randomised controlled trial",
            year=2010,
            volume="9",
            pages="100",
        ),
        TWO,
    ),
    (
        "abstract and article",
        PLAIN,
        ref(T + " [abstract]", year=2010, container="J Invent Care", volume="9", pages="S12"),
        TWO,
    ),
    (
        "conference and article",
        PLAIN,
        ref(
            T,
            container="Proceedings of the World Conference on Wards",
            volume=None,
            pages="12",
            kind="paper-conference",
        ),
        TWO,
    ),
    ("working paper", PLAIN, ref(T, container="Working Paper 12", kind="report", **BARE), TWO),
    (
        "editions",
        ref("Handbook of second chances", container=None, kind="book", other=(("edition", "2"),), **BARE),
        ref("Handbook of second chances", container=None, kind="book", other=(("edition", "3rd ed."),), **BARE),
        TWO,
    ),
    (
        "one edition",
        ref("Handbook of second chances for wards", container=None, kind="book", **BARE),
        ref("Handbook of second chances for wards", container=None, kind="book", **BARE),
        SAME,
    ),
    (
        "preprint",
        ref(T, container="bioRxiv", year=2010, doi="10.1101/123456", **BARE),
        ref(T, doi="10.5555/jic.1"),
        VERSION,
    ),
    (
        "preprint of another",
        ref("Oaks and their acorns", "Ash, B", container="bioRxiv", doi="10.1101/123456", **BARE),
        ref(T, doi="10.5555/jic.1"),
        SEE,
    ),
    # identifiers
    ("one DOI", ref(T, doi="10.5555/A"), ref("Something else", doi="10.5555/a"), SAME),
    ("two DOIs", ref(T, doi="10.5555/a"), ref(T, doi="10.5555/b"), TWO),
    ("two PMIDs", ref(T, pmid="1"), ref(T, pmid="2"), TWO),
    ("one PMID, two DOIs", ref(T, pmid="1", doi="10.5555/a"), ref(T, pmid="1", doi="10.5555/b"), TWO),
    ("one has an id", ref(T, doi="10.5555/a"), PLAIN, SAME),
    (
        "arXiv versions",
        ref(T, container="arXiv", url="https://arxiv.org/abs/1234.56789v1", **BARE),
        ref(T, container="arXiv:1234.56789", **BARE),
        SAME,
    ),
    (
        "one ISBN, either way",
        ref("Second chances", kind="book", isbn="0306406152", **BARE),
        ref("Second chances of the ward", kind="book", isbn="978-0-306-40615-7", **BARE),
        SAME,
    ),
    (
        "chapters of one book",
        ref("Oaks in the north", kind="chapter", isbn="9780306406157", container="Trees", **BARE),
        ref("Pines in the south", kind="chapter", isbn="9780306406157", container="Trees", **BARE),
        SEE,
    ),
    # kept as printed
    ("as printed", PLAIN, raw(f"[Elm D, Oak E, Pine F; {T}; J Invent Care 2011;10:238-50"), SAME),
    (
        "as printed, twice",
        raw(f"12. Elm D, Oak E, Pine F {T}. J Invent Care 2011;10:238-50"),
        raw(f"Elm, D., Oak, E., Pine, F. (2011) {T}. Journal of Invented Care 10(2):238–250"),
        SAME,
    ),
    (
        "as printed, another",
        PLAIN,
        raw("Ash B. Oaks and their acorns in the north of the country; Annals of Trees 1999;3:7-9"),
        SEE,
    ),
    ("as printed, the erratum", PLAIN, raw(f"Elm D, Oak E. Erratum: {T}. J Invent Care 2011;11:400"), TWO),
    ("without a title", ref(None), PLAIN, SAME),
    ("nothing known", Reference(), Reference(), SEE),
]


@pytest.mark.parametrize(("a", "b", "expected"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_pairs(a: Reference, b: Reference, expected: str) -> None:
    like = compare(a, b)
    assert verdict(a, b) == expected, f"{like.score} {like.words}"


def test_every_row_can_be_printed() -> None:
    a = ref("A programme of companionship on the acute wards", "Smith, J; Oak, E")
    b = ref(
        "A programe of companionship on the acute wards", "Smith, John; Oak, E", year=2012, pages="21–29", volume="10"
    )
    like = compare(a, b)
    assert like.words.split("; ") == [
        "title 0.97: differs by 'program/programe'",
        "page 21 ≠ 238",
        "first author Smith J ~ Smith J",
        "1 of 1 further authors in both",
        "volume 10 in both",
        "in J Invent Care = J Invent Care",
        "year 2011 ≠ 2012",
    ]
    assert {reason.field: reason.agreement for reason in like.reasons}["year"] == 0.7
    assert abs(sum(reason.weight for reason in like.reasons)) < 20


def test_a_veto_leaves_the_score() -> None:
    like = compare(ref(T, doi="10.5555/a"), ref(T, doi="10.5555/b"))
    assert like.score > SURE
    assert like.veto == "DOI 10.5555/a ≠ 10.5555/b"
    assert not like.same


def test_a_place_outweighs_a_wrong_name() -> None:
    assert compare(ref(T, "Elm, D"), ref(T, "Daniel, Elm D")).same


_WORDS = st.lists(
    st.sampled_from("peer ward oak trial of the in companions acute II 2 part erratum home".split()), max_size=8
)
_NAMES = st.lists(
    st.builds(
        Person,
        family=st.sampled_from(["Elm", "Oak", "Müller", "Wei"]),
        given=st.sampled_from(["J", "John", "JA", None]),
    ),
    max_size=3,
)
_REFERENCES = st.builds(
    Reference,
    title=_WORDS.map(lambda words: " ".join(words) or None),
    people=_NAMES.map(tuple),
    date=st.sampled_from([None, Date(year=2010), Date(year=2011), Date(year=2015)]),
    container=st.sampled_from([None, "J Invent Care", "Journal of Invented Care", "bioRxiv", "Ann Trees"]),
    volume=st.sampled_from([None, "1", "10", "Vol. 2"]),
    pages=st.sampled_from([None, "1–9", "238–50", "S12", "e1001"]),
    doi=st.sampled_from([None, None, "10.5555/a", "10.1101/123456"]),
    pmid=st.sampled_from([None, None, "1", "2"]),
    source=st.sampled_from(
        [None, raw("Elm J. Peer trial of the ward in acute companions. J Invent Care 2010;10:238-50").source]
    ),
)


@given(_REFERENCES, _REFERENCES)
def test_symmetric_and_deterministic(a: Reference, b: Reference) -> None:
    one = compare(a, b)
    assert one == compare(b, a)
    assert one == compare_sketches(sketch(a), sketch(b)) or a is b
    assert 0 <= one.score <= 1
    assert not (one.same and (one.veto or one.version))


@given(_REFERENCES)
def test_a_reference_is_itself(a: Reference) -> None:
    assert compare(a, a).score == 1
    twin = compare(a, replace(a))
    assert twin.veto is None
    assert not twin.version


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_compared(a: str, b: str) -> None:
    for one, two in ((raw(a), raw(b)), (ref(a), raw(b)), (ref(a, a), ref(b, b))):
        assert compare(one, two) == compare(two, one)


@given(_REFERENCES)
def test_the_order_of_other_fields_does_not_matter(a: Reference) -> None:
    fields = (("edition", "2"), ("genre", "report"), ("language", "en"))
    assert compare(replace(a, other=fields), PLAIN) == compare(replace(a, other=fields[::-1]), PLAIN)
