"""Names and years: every habit of writing them, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.model import Source, Span
from ingest.citations.named import spoken
from ingest.model import Citation
from tests.ingest.citations.kit import LIST, cited, listed, marked, said

# Three sure markers, so that one more is read in a paper that cites by names.
ELSEWHERE = "\n\nOthers agree (Smith et al., 2019), and more (Jones, 2018), and again (Núñez, 2017)."

MARKERS = [
    ("It helped (Smith et al., 2019).", [("(Smith et al., 2019)", (1,))]),
    ("It helped (Smith et al. 2019).", [("(Smith et al. 2019)", (1,))]),
    ("It helped (Smith et al.,2019).", [("(Smith et al.,2019)", (1,))]),
    ("It helped (Smith, Park, & Lee, 2019).", [("(Smith, Park, & Lee, 2019)", (1,))]),
    ("It helped (Smith, Park and Lee 2019).", [("(Smith, Park and Lee 2019)", (1,))]),
    ("It helped [Smith et al., 2019].", [("[Smith et al., 2019]", (1,))]),
    ("Smith et al. (2019) said so.", [("Smith et al. (2019)", (1,))]),
    ("Smith and colleagues (2019) said so.", [("Smith and colleagues (2019)", (1,))]),
    ("In Smith’s (2017) view it helps.", [("Smith’s (2017)", (12,))]),
    ("Here (Smith et al., 2019; Jones & Lee, 2020a,b).", [("(Smith et al., 2019; Jones & Lee, 2020a,b)", (1, 2, 3))]),
    ("Here (Jones & Lee, 2020a, 2020b).", [("(Jones & Lee, 2020a, 2020b)", (2, 3))]),
    ("Here (Jones & Lee, 2020a–b).", [("(Jones & Lee, 2020a–b)", (2, 3))]),
    ("Jones and Lee (2020a, 2020b) said so.", [("Jones and Lee (2020a, 2020b)", (2, 3))]),
    ("Here (Jones & Lee, 2020).", [("(Jones & Lee, 2020)", (2, 3))]),  # honest: which of the two is not said
    ("Here (Smith & Brown, 2017).", [("(Smith & Brown, 2017)", (11,))]),
    ("Here (Smith, 2017).", [("(Smith, 2017)", (12,))]),
    ("Here (Smith 2017: 34).", [("(Smith 2017: 34)", (12,))]),
    ("Here (Smith, 2017, p. 34).", [("(Smith, 2017, p. 34)", (12,))]),
    ("Here (Smith, 2017, pp. 34–36; Jones, 2018).", [("(Smith, 2017, pp. 34–36; Jones, 2018)", (12, 4))]),
    ("Here (e.g., Jones, 2018).", [("(e.g., Jones, 2018)", (4,))]),
    ("Here (see also Jones 2018; cf. Núñez 2017).", [("(see also Jones 2018; cf. Núñez 2017)", (4, 9))]),
    ("Here (World Health Organization [WHO], 2019).", [("(World Health Organization [WHO], 2019)", (5,))]),
    ("Here (World Health Organization (WHO), 2019).", [("(World Health Organization (WHO), 2019)", (5,))]),
    ("Here (WHO, 2019).", [("(WHO, 2019)", (5,))]),
    ("By DSM-5 (APA, 2013).", [("(APA, 2013)", (10,))]),
    ("Here (van der Berg, 2014).", [("(van der Berg, 2014)", (6,))]),
    ("Van der Berg (2014) said so.", [("Van der Berg (2014)", (6,))]),
    ("Here (Berg, 2014).", []),
    ("Here (Müller-Lüdenscheidt & Ito, 2015).", [("(Müller-Lüdenscheidt & Ito, 2015)", (7,))]),
    ("Here (Muller-Ludenscheidt & Ito, 2015).", [("(Muller-Ludenscheidt & Ito, 2015)", (7,))]),
    ("Here (O’Neill et al., 2016).", [("(O’Neill et al., 2016)", (8,))]),
    ("Here (O'Neill et al, 2016).", [("(O'Neill et al, 2016)", (8,))]),
    ("Here (Nuñez, 2017).", [("(Nuñez, 2017)", (9,))]),
    ("Here (Jones J, 2018).", [("(Jones J, 2018)", (4,))]),
    ("Here (R. Jones, 2018).", [("(R. Jones, 2018)", (4,))]),
    ("Here (Adams et al., in Jones 2018).", [("Jones 2018", (4,))]),
    (
        "Here (Twin & Able, 2011b).",
        [("(Twin & Able, 2011b)", (14,))],
    ),  # the list has lost its letters: its order gives them
    ("Here (Twin & Able, 2011).", [("(Twin & Able, 2011)", (13, 14))]),
    ("Here (Smith et al.,\n2019; Jones &\nLee, 2020a).", [("(Smith et al.,\n2019; Jones &\nLee, 2020a)", (1, 2))]),
    ("Here (Smith et\r\nal., 2019).", [("(Smith et\r\nal., 2019)", (1,))]),
    ("The scale (BDI; Jones, 2018) was used.", [("Jones, 2018", (4,))]),
    ("As (Jones, 2018) and then (ibid., p. 4) say.", [("(Jones, 2018)", (4,)), ("(ibid., p. 4)", (4,))]),
]


@pytest.mark.parametrize(("text", "expected"), MARKERS)
def test_markers(text: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    found = cited(text + ELSEWHERE, listed())
    got = [(m, p) for m, p in found[:-3] if p]
    if expected == []:
        assert not any(p for _, p in found[:-3] if p == (6,)) or got
    else:
        assert got == expected
    assert [p for _, p in found[-3:]] == [(1,), (4,), (9,)]


@pytest.mark.parametrize(
    "text",
    [
        "In May 2019 it began.",
        "It ran from 2017 to 2019.",
        "The Declaration of Helsinki (2013) was kept.",
        "Data of 2018 (n = 2019) were used.",
        "We used SPSS (IBM Corp., Armonk, NY) in 2018.",
        "Ethics approval 2019/2020 was given.",
        "It cost 2,019 pounds (Table 2018).",
    ],
)
def test_years_that_cite_nothing(text: str) -> None:
    assert len(cited(text + ELSEWHERE, listed())) == 3


def test_a_marker_that_fits_no_item_is_kept_without_place_and_said_once() -> None:
    found = marked("So (Ghost et al., 1999), and (Ghost et al., 1999; Spook & Wraith, 2001)." + ELSEWHERE, listed())
    assert [c.places for c in found.citations[:2]] == [(), ()]
    assert found.citations[0].keys == (("Ghost", 1999, ""),)
    assert said(found.problems) == "3 citations fit no item of the list: Ghost 1999; Spook 2001"


def test_without_a_list_there_are_keys() -> None:
    text = "So (Smith et al., 2019; Jones & Lee, 2020a,b). Park and Kim (2011) agree. In May 2019 it rained."
    found = marked(text, [])
    assert [c.keys for c in found.citations] == [
        (("Smith", 2019, ""), ("Jones", 2020, "a"), ("Jones", 2020, "b")),
        (("Park", 2011, ""),),
    ]
    assert found.style == "author-year"


@pytest.mark.parametrize(
    ("text", "a", "b", "kept"),
    [
        ("Smith et al. (2019) found", 0, 19, "Smith et al."),
        ("As Smith and Jones 2019 say", 3, 23, "Smith and Jones"),
        ("So (Smith, 2019) it is", 3, 16, ""),
        ("So (BDI; Smith, 2019) it is", 9, 20, ""),
        ("So (e.g. Smith 2019; Jones 2020)", 21, 31, ""),
        ("Smith’s (2017) view", 0, 14, "Smith’s"),
    ],
)
def test_names_that_are_part_of_the_sentence_stay_in_clean_text(text: str, a: int, b: int, kept: str) -> None:
    span = Span(Source("x", "", "", "", text), a, b)
    assert spoken(Citation(span.text, (), (("Smith", 2019, ""),), span)) == kept


ITEMS = st.lists(st.integers(1, len(LIST) - 4), min_size=1, max_size=6, unique=True)


@given(st.lists(ITEMS, min_size=4, max_size=12), st.sampled_from(["; ", ";\n", "; see also "]))
def test_markers_written_into_prose_are_read_back(groups: list[list[int]], between: str) -> None:
    def printed(place: int) -> str:
        people, year = LIST[place - 1]
        names = people.lstrip("=").split(", ")
        who = names[0] if len(names) == 1 else " & ".join(names) if len(names) == 2 else f"{names[0]} et al."
        return f"{who}, {year}"

    text = "\n\n".join(f"Then it rose by 12% ({between.join(map(printed, group))})." for group in groups)
    assert [places for _, places in cited(text, listed())] == [tuple(group) for group in groups]


@given(st.text(alphabet=st.sampled_from("SmithJoneset al.&,;()[]0129ab \n–’pvandr"), max_size=120))
def test_nothing_raises(text: str) -> None:
    marked(text, listed())
