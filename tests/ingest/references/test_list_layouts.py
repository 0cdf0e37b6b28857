"""Lists in the shapes people paste them, all invented: items, labels, order, and what is said of the rest."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bib.model import Source
from ingest.references import read_list

ASH = "Ash, B., & Birch, C. (2011). Peers at the ward door: a trial. Journal of Invented Care, 10(2), 238–250."
ELM = "Elm, D. (2014). Risk and its uses. London: Fir Press."
OAK = "Oak, E., Pine, F., & Yew, G. (2009a). Three kinds of listening. Annals of Made-up Nursing, 3, e1001."
ASH_V = "Ash B, Birch C. Peers at the ward door: a trial. J Invent Care. 2011;10(2):238–50."
ELM_V = "Elm D. Risk and its uses. London: Fir Press; 2014."
OAK_V = "Oak E, Pine F, Yew G. Three kinds of listening. Ann Made Nurs. 2009;3:e1001."
TITLES = ("Peers at the ward door: a trial", "Risk and its uses", "Three kinds of listening")


@dataclass(frozen=True)
class Case:
    """text: the paste; labels: printed before the items; titles: of the items (None = kept raw); problems: words in what is said."""

    name: str
    text: str
    labels: tuple[str | None, ...] = ("1", "2", "3")
    titles: tuple[str | None, ...] = TITLES
    problems: tuple[str, ...] = ()


NONE = (None, None, None)
CASES = (
    Case("stop", f"1. {ASH}\n2. {ELM}\n3. {OAK}\n"),
    Case(
        "indented, springer glued",
        f"  1. {ASH}CrossRefPubMedGoogle Scholar\n  2. {ELM}Google Scholar\n  3. {OAK}CrossRefGoogle Scholar",
    ),
    Case("bracket", f"[1] {ASH_V}\n[2] {ELM_V}\n[3] {OAK_V}"),
    Case("round", f"(1) {ASH_V}\n(2) {ELM_V}\n(3) {OAK_V}"),
    Case("parenthesis", f"1) {ASH_V}\n2) {ELM_V}\n3) {OAK_V}"),
    Case("tab", f"1\t{ASH_V}\n2\t{ELM_V}\n3\t{OAK_V}"),
    Case("no space", f"1.{ASH_V}\n2.{ELM_V}\n3.{OAK_V}"),
    Case("back arrow", f"1.↵{ASH_V}CrossRefGoogle Scholar\n2.↵{ELM_V}Google Scholar\n3.↵{OAK_V}OpenUrlCrossRefPubMed"),
    Case("alone", f"1.\n{ASH}\n2.\n{ELM}\n3.\n{OAK}\n"),
    Case("alone, blank lines", f"1\n\n{ASH}\n\n2\n\n{ELM}\n\n3\n\n{OAK}\n"),
    Case("plain lines", f"{ASH}\n{ELM}\n{OAK}", NONE),
    Case("bullets", f"- {ASH}\n- {ELM}\n- {OAK}", NONE),
    Case("blank lines", f"{ASH}\n\n{ELM}\n\n{OAK}", NONE),
    Case("CR only", f"1. {ASH}\r2. {ELM}\r3. {OAK}"),
    Case("CRLF", f"1. {ASH}\r\n2. {ELM}\r\n3. {OAK}\r\n"),
    Case(
        "wrapped, numbered",
        "1. Ash, B., & Birch, C. (2011). Peers at the\n   ward door: a trial. Journal of Invented\n   Care, 10(2), 238–250.\n"
        f"2. {ELM}\n3. Oak, E., Pine, F., & Yew, G. (2009a). Three kinds of lis-\n   tening. Annals of Made-up Nursing, 3,\n   e1001.",
    ),
    Case(
        "wrapped, plain",
        "Ash, B., & Birch, C. (2011). Peers at the\nward door: a trial. Journal of Invented\nCare, 10(2), 238–\n250.\n"
        "Elm, D. (2014). Risk and its uses.\nLondon: Fir Press.\nOak, E., Pine, F., & Yew, G. (2009a). Three kinds of lis-\ntening. Annals of Made-up Nursing, 3, e1001.",
        NONE,
    ),
    Case(
        "wrapped, blank lines",
        "Ash, B., & Birch, C. (2011). Peers at the ward\ndoor: a trial. Journal of Invented Care, 10(2), 238–250.\n\n"
        "Elm, D. (2014). Risk and its uses. London:\nFir Press.\n\nOak, E., Pine, F., & Yew, G. (2009a).\nThree kinds of listening. Annals of Made-up\nNursing, 3, e1001.",
        NONE,
    ),
    Case(
        "junk lines",
        f"{ASH}\nArticle CAS PubMed PubMed Central Google Scholar\n{ELM}\nGoogle Scholar\n{OAK}\nArticle PubMed Google Scholar\nDownload references",
        NONE,
    ),
    Case(
        "junk lines, blank lines",
        f"{ASH}\n\nCrossRef Full Text | Google Scholar\n\n{ELM}\n\nGoogle Scholar\n\n{OAK}\n\nPubMed Abstract | CrossRef Full Text | Google Scholar\n",
        NONE,
    ),
    Case(
        "junk lines, numbered",
        f"1. {ASH}\n   Article CAS Google Scholar\n2. {ELM}\n   Google Scholar\n3. {OAK}\n   Article Google Scholar",
    ),
    Case(
        "brackets of links",
        f"1. {ASH_V} [PMC free article] [PubMed] [CrossRef] [Google Scholar]\n2. {ELM_V} [Google Scholar]\n3. {OAK_V} [DOI] [PubMed]",
    ),
    Case("PubMed box", f"1. {ASH_V} - DOI - PMC - PubMed\n2. {ELM_V}\n3. {OAK_V} - DOI - PubMed"),
    Case(
        "atypon",
        f"1. {ASH} [Crossref], [Web of Science ®], [Google Scholar]\n2. {ELM} [Google Scholar]\n3. {OAK} Crossref, Medline, Google Scholar",
    ),
    Case(
        "glued by links",
        f"1. {ASH_V} View Article PubMed/NCBI Google Scholar 2. {ELM_V} View Article Google Scholar 3. {OAK_V} View Article Google Scholar",
    ),
    Case("glued by numbers", f"1. {ASH_V} 2. {ELM_V} 3. {OAK_V}"),
    Case("glued without numbers", f"{ASH} CrossRef Google Scholar {ELM} Google Scholar {OAK} Google Scholar", NONE),
    Case("heading", f"References\n1. {ASH}\n2. {ELM}\n3. {OAK}", problems=("a heading",)),
    Case(
        "furniture below",
        f"1. {ASH}\n2. {ELM}\n3. {OAK}\n\nCopyright information\n\n© Some House 2015",
        problems=("no reference", "no reference"),
    ),
    Case("two lists", f"1. {ASH}\n2. {ELM}\n1. {OAK}", ("1", "2", "1"), problems=("starts again",)),
    Case("a number missing", f"1. {ASH}\n2. {ELM}\n4. {OAK}", ("1", "2", "4"), problems=("after number 2 comes 4",)),
    Case("begins late", f"17. {ASH}\n18. {ELM}\n19. {OAK}", ("17", "18", "19")),
    Case("letters", f"1a. {ASH}\n1b. {ELM}\n2. {OAK}", ("1a", "1b", "2")),
    Case(
        "cut at the end",
        f"1. {ASH}\n2. {ELM}\n3. Oak, E., Pine, F., & Yew, G. (2009a",
        titles=(*TITLES[:2], None),
        problems=("cut in half",),
    ),
    Case(
        "cut at the beginning",
        f"of the people who came. Journal of Invented Care, no pages\n{ELM}\n{OAK}",
        NONE,
        (None, *TITLES[1:]),
        ("cut in half",),
    ),
    Case(
        "right to left",
        f"1. {ASH}\n2. כהן א. עבודת עמיתים. תל אביב: הוצאה; 2014.\n3. {OAK}",
        titles=(TITLES[0], None, TITLES[2]),
        problems=("no style",),
    ),
    Case("NUL and BOM", f"\ufeff1. {ASH}\n2. \0{ELM}\n3. {OAK}"),
    Case(
        "a year begins a wrapped line",
        "1. Ash B, Birch C. Peers at the ward door: a trial. J Invent Care.\n2011;10(2):238–50.\n"
        + f"2. {ELM_V}\n3. {OAK_V}",
    ),
)


def source(text: str) -> Source:
    return Source("list.txt", "0" * 64, "0" * 64, "text@1", text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_layout(case: Case) -> None:
    references, problems = read_list(source(case.text), 0, len(case.text))
    assert tuple(r.label for r in references) == case.labels
    assert tuple(r.title for r in references) == case.titles
    assert len(problems) == len(case.problems)
    for problem, words in zip(problems, case.problems, strict=True):
        assert words in problem.message
        assert problem.source is not None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_is_lost(case: Case) -> None:
    """Every character that is no white space stands in an item or in a problem."""
    references, problems = read_list(source(case.text), 0, len(case.text))
    held = [False] * len(case.text)
    for span in (*(r.source for r in references), *(p.source for p in problems)):
        assert span is not None
        held[span.start : span.end] = [True] * (span.end - span.start)
    lost = "".join(c for c, h in zip(case.text, held, strict=True) if not h and not c.isspace())
    assert lost.strip("-\ufeff") == ""


def test_lines_give_one_reference_each() -> None:
    text = f"{ASH}\n\n???\n[2] {ELM}\r\n  {OAK_V}  \r\n"
    references, _ = read_list(source(text), 0, len(text), "lines")
    assert [r.title for r in references] == [TITLES[0], None, None, TITLES[1], TITLES[2]]
    assert [r.label for r in references] == [None, None, None, "2", None]
    assert [r.kind for r in references][1:3] == ["document", "document"]
    assert references[2].raw == "???"
    assert references[4].raw == OAK_V


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n \r\n"])
def test_nothing_in_nothing_out(text: str) -> None:
    assert read_list(source(text), 0, len(text)) == ((), ())


def test_only_the_given_part_is_read() -> None:
    text = f"Before.\n1. {ASH}\n2. {ELM}\nAfter."
    start, end = text.index("1. "), text.index("After")
    references, problems = read_list(source(text), start, end)
    assert [r.title for r in references] == list(TITLES[:2])
    assert problems == ()
    assert references[0].raw == f"1. {ASH}"


def test_an_unknown_way_of_splitting_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="auto"):
        read_list(source(""), 0, 0, "words")
