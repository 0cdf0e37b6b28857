"""References that Taylor & Francis's pages paste into their sentences, all invented: the sentence comes whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import pasted, read

HEUVEL = "Heuvel, G. B. M. (1998). Uncertainty in sheds under a change of scale. Nutrient Sheds, 50, 255–264. doi:10.5555/nsh.1998.1 [Crossref], [Web of Science ®], [Google Scholar]"
OAK = "Oak, E., & Pine, F. (2004). Three kinds of doubt. Journal of Sheds, 3(2), 1–9. [Taylor & Francis Online], [Google Scholar]"
BERG = "van der Berg, J. (2011). Shed sizes. Leeds: Fir Press. [Google Scholar]"
YEW = "Yew, G. (2012a). Walls. Sheds Today, 4, 5–6. [Crossref], [PubMed], , [Google Scholar]"
WHO = "World Shed Organization. (2010). Sheds for all. Geneva: World Shed Organization. [Google Scholar]"
BLOW = "Blow JJ, Dutta A. Preventing sheds. Nat Rev Sheds 2005; 6:476 - 86; PMID: 15928711; http://dx.doi.org/10.5555/nrs1663 [Crossref], [PubMed], [Web of Science ®], [Google Scholar]"
ARIAS = "Arias EE, Walter JC. Strength in sheds. Genes Sheds 2007; 21:497 - 518 [Crossref], [Google Scholar]"
TOP = "Sheds and the spread of doubt\n\nBea Ash and Dan Elm\n\nAbstract\n\nWe describe how sheds spread doubt in two towns.\n\nIntroduction\n\n"
NAMED = (
    f"Models of sheds are uncertain (Heuvel, 1998 {HEUVEL}\n) and costly to run. As Oak and Pine (2004 {OAK}\n) showed, doubt grows "
    f"with scale (see also van der Berg, 2011 {BERG}\n; Yew, 2012a {YEW}\n). Sheds are for all (World Shed Organization, 2010 {WHO}\n). Nobody knows why.\n\n"
)
NUMBERED = (
    f"Every town copies its sheds with an intricate machinery.1 {BLOW}\n,2 {ARIAS}\n Sheds that are copied twice fall down.2 {ARIAS}\n"
    " This was shown in 2010.\n\n"
)
REST = "Results\n\nDoubt fell in both towns when the sheds were opened to all who came (Table 1). It did not fall elsewhere.\n\nReferences\n\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_names_and_years(end: str) -> None:
    text = (TOP + NAMED + REST + "\n".join([HEUVEL, OAK, BERG, YEW, WHO]) + "\n").replace("\n", end)
    batch = read(text.encode(), "paper.txt")
    said = [f.clean for f in batch.findings if f.kind == "sentence"]
    assert [" ".join(s.replace(" )", ")").split()) for s in said][3:] == [
        "Nobody knows why.",
        "Doubt fell in both towns when the sheds were opened to all who came (Table 1).",
        "It did not fall elsewhere.",
    ]
    assert not any("Google" in s or "Crossref" in s or "Nutrient" in s for s in said)
    assert said[0].startswith("Models of sheds are uncertain")
    assert said[0].endswith("and costly to run.")
    assert batch.source.text == text
    assert len(batch.references) == 5
    assert batch.references[0].raw == HEUVEL
    assert any("5 references that the page pasted" in p.message for p in batch.problems)


def test_numbers() -> None:
    text = TOP + NUMBERED + REST + f"1. {BLOW}\n2. {ARIAS}\n"
    batch = read(text.encode(), "paper.txt")
    found = [f for f in batch.findings if f.kind == "sentence"]
    assert len(found) == 5
    assert found[0].clean.startswith("Every town copies its sheds with an intricate machinery.")
    assert found[1].clean.startswith("Sheds that are copied twice fall down.")
    assert found[2].clean == "This was shown in 2010."
    assert [r.label for r in batch.references] == ["1", "2"]


def test_every_place_is_one_of_the_text_as_it_came() -> None:
    text = TOP + NAMED + REST + "\n".join([HEUVEL, OAK, BERG, YEW, WHO]) + "\n"
    batch = read(text.encode(), "paper.txt")
    assert batch.document is not None
    assert (
        text[batch.document.reference_list.start :].startswith("References") if batch.document.reference_list else False
    )
    assert [text[s.heading.start : s.heading.end] for s in batch.document.sections] == ["Introduction", "Results"]
    for finding in batch.findings:
        assert text[finding.source.start : finding.source.end] == finding.text
        for citation in finding.citations:
            assert finding.source.start <= citation.source.start < citation.source.end <= finding.source.end
    assert all(p.source is None or p.source.source is batch.source for p in batch.problems)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "References\n" + "\n".join([HEUVEL, OAK, BERG]),
        "\n".join(f"{n}. {x}" for n, x in enumerate([BLOW, ARIAS], 1)),
        "\n".join(f"{n} {x}" for n, x in enumerate([BLOW, ARIAS], 1)),
        "In 2011 Ash said that [Google Scholar] finds more than [PubMed] does.",
        f"See {HEUVEL}",
    ],
)
def test_lists_and_plain_sentences_have_none(text: str) -> None:
    assert pasted.cut(text) is None


PIECES = st.sampled_from(
    (
        f"(Heuvel, 1998 {HEUVEL}\n)",
        f".1 {BLOW}\n,2 {ARIAS}\n",
        "Sheds are ",
        "1998 ",
        "[Google Scholar]",
        "\n",
        ". ",
        "3 Ash B ",
        "é",
    )
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_holes_are_apart_and_the_text_is_what_is_left(text: str) -> None:
    cut = pasted.cut(text)
    if cut is None:
        return
    assert all(a < b for a, b in cut.holes)
    assert all(b <= c for (_, b), (c, _) in zip(cut.holes, cut.holes[1:], strict=False))
    kept, at = "", 0
    for low, high in cut.holes:
        kept, at = kept + text[at:low], high
    assert kept + text[at:] == cut.text
    batch = read(text.encode(), "paper.txt")
    assert all(text[f.source.start : f.source.end] == f.text for f in batch.findings)
