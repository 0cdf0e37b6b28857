"""Papers as they come from publishers' web pages and from Markdown, all invented: what was once read wrongly."""

from __future__ import annotations

import pytest

from ingest import read
from ingest.model import Batch

LIST = "References\n1. Oak E, Pine F. Sheds. J Sheds. 2015;14:12–20.\n2. Elm D. Trees. J Trees. 2016;1:2–9.\n3. Ash B. Ferns. J Ferns. 2017;2:1–8.\n"
PLOS = (
    "Open Access\nPeer-reviewed\nResearch Article\n"
    '"Someone to sit with": Sheds and loneliness among older men\n'
    "Bea Ash, Seán O'Birch , Wei Ling Tan\n"
    "Published: March 3, 2021https://doi.org/10.1371/journal.pone.0999999\nArticle\nAuthors\nMetrics\nComments\n"
    "Abstract\nBackground\nLoneliness is common among older men.\n\nResults\nSheds reduced loneliness for most men.\n\n"
    'Citation: Ash B, O\'Birch S (2021) "Someone to sit with". PLoS ONE 16(3): e0999999.\n\n'
    "Editor: Jane Elm, University of Nowhere, UNITED KINGDOM\n\n"
    "Copyright: © 2021 Ash et al. This is an open access article under a Creative Commons licence.\n\n"
    "Introduction\nLoneliness is linked with early death in many countries of the world [1, 2].\n\n"
    "Results\nTheme 1: Being visited\nMost men said that visits made the week shorter.\n\n"
    "“It was the first time since the funeral\nthat I laughed.” — Participant 7, fisherman\n\n"
    "[PSW03]: “I had nothing to give before.”\n\n" + LIST
)
FRONTIERS = (
    "ORIGINAL RESEARCH article\nFront. Public Sheds, 04 March 2021\nSec. Aging in Sheds\n"
    "Volume 9 - 2021 | https://doi.org/10.3389/fpubh.2021.999999\n"
    "Night-Time Care in Sheds: What Nurses See\nRosa Delgado1* Piet Hoekstra2\n"
    "1School of Nursing, University of Nowhere, Sevilla, Spain\n"
    "Introduction: Agitation at night is frequent in sheds.\nMethods: Focus groups with 31 nurses.\n"
    "Results: Lowering light reduced agitation. Staffing did not differ between sheds.\n"
    "Introduction\nAgitation at night is a burden for people and for staff in all the sheds that we know [1].\n"
    "Results\nNurses reported that dimmed light reduced agitation.\n"
    "Conclusions\nServices should bring dimmed light to every shed.\n" + LIST
)
MARKDOWN = (
    "# Telephone sheds for people with pain\n\nIngrid Solheim, Peter Nkemelu\n\n## Abstract\n\n"
    "Telephone sheds reduced catastrophising. Twelve people were interviewed.\n\n"
    "**Keywords:** chronic pain; sheds; telephone\n\n## 1 Introduction\n\nChronic pain isolates people [1].\n\n"
    "## 2 Findings\n\n### 2.1 Being believed\n\nParticipants felt believed.\n\n"
    "> I could ring on a bad night. That alone made the night shorter.\n>\n> — P8, male, 61\n\n"
    "- Calls were weekly.\n- Calls lasted 20 minutes.\n\n## " + LIST
)


def paper(text: str) -> Batch:
    batch = read(text.encode(), "paper.txt")
    assert batch.document is not None
    assert all(f.source.source.text[f.source.start : f.source.end] == f.text for f in batch.findings)
    return batch


def test_the_top_of_a_page_of_plos() -> None:
    batch = paper(PLOS)
    assert batch.document is not None
    reference = batch.document.reference
    assert reference.title == '"Someone to sit with": Sheds and loneliness among older men'
    assert [p.name for p in reference.people] == ["Ash, Bea", "O'Birch, Seán", "Tan, Wei Ling"]
    assert [f.clean for f in batch.findings if f.kind == "abstract"] == [
        "Loneliness is common among older men.",
        "Sheds reduced loneliness for most men.",
    ]
    assert not any("PLoS ONE" in f.text or "Editor" in f.text or "licence" in f.text for f in batch.findings)


def test_a_quotation_over_two_lines_and_a_speaker_in_brackets() -> None:
    batch = paper(PLOS)
    quotes = [(f.speaker, f.text) for f in batch.findings if f.kind == "quote"]
    assert quotes == [
        (
            "Participant 7, fisherman",
            "“It was the first time since the funeral\nthat I laughed.” — Participant 7, fisherman",
        ),
        ("PSW03", "[PSW03]: “I had nothing to give before.”"),
    ]
    assert [t.name for t in batch.themes] == ["Being visited"]


def test_the_top_of_a_page_of_frontiers() -> None:
    batch = paper(FRONTIERS)
    assert batch.document is not None
    reference = batch.document.reference
    assert reference.title == "Night-Time Care in Sheds: What Nurses See"
    assert [p.name for p in reference.people] == ["Delgado, Rosa", "Hoekstra, Piet"]
    assert (reference.container, reference.volume) == ("Front. Public Sheds", "9")
    assert reference.date is not None
    assert (reference.date.year, reference.date.month, reference.date.day) == (2021, 3, 4)
    said = {f.clean: f.origin for f in batch.findings if f.kind == "abstract"}
    assert said == {
        "Introduction: Agitation at night is frequent in sheds.": "author",
        "Methods: Focus groups with 31 nurses.": "author",
        "Results: Lowering light reduced agitation.": "own",
        "Staffing did not differ between sheds.": "own",
    }


def test_what_services_should_do_is_the_authors_view() -> None:
    found = next(f for f in paper(FRONTIERS).findings if f.text.startswith("Services should"))
    assert found.origin == "author"


def test_names_and_numbered_labels_of_mdpi() -> None:
    text = (
        "Open AccessArticle\nCommunity Sheds and Loneliness: A Study\nby Ana Sousa 1,*, Bo Lind 2 and Chidi Eze 1\n"
        "1\nDepartment of Sheds, University of Nowhere, Lisbon, Portugal\n*\n"
        "Author to whom correspondence should be addressed.\nAbstract\n"
        "(1) Background: Loneliness is rising. (2) Methods: We surveyed 312 men. (3) Results: Sheds reduced loneliness.\n"
        "Keywords: sheds; loneliness\n1. Introduction\nLoneliness affects one in ten households in this part of Europe [1].\n"
        "2. Results\nMen with sheds were less lonely after six months than men without.\n" + LIST
    )
    batch = paper(text)
    assert batch.document is not None
    assert [p.name for p in batch.document.reference.people] == ["Sousa, Ana", "Lind, Bo", "Eze, Chidi"]
    assert [(f.origin, f.section) for f in batch.findings if f.kind == "abstract"] == [
        ("author", ("Abstract", "Background")),
        ("author", ("Abstract", "Methods")),
        ("own", ("Abstract", "Results")),
    ]


def test_markdown() -> None:
    batch = paper(MARKDOWN)
    assert batch.document is not None
    assert batch.document.keywords == ("chronic pain", "sheds", "telephone")
    assert [(f.speaker, f.text) for f in batch.findings if f.kind == "quote"] == [
        ("P8, male, 61", "> I could ring on a bad night."),
        ("P8, male, 61", "That alone made the night shorter."),
    ]
    assert {"- Calls were weekly.", "- Calls lasted 20 minutes."} <= {f.text for f in batch.findings}


def test_a_speaker_in_brackets_is_no_statement_of_its_own() -> None:
    text = PLOS.replace(
        "[PSW03]: “I had nothing to give before.”", "I sleep through. I do, every night. (Carer 3, wife)"
    )
    quotes = [f.text for f in paper(text).findings if f.speaker == "Carer 3, wife"]
    assert quotes == ["I sleep through.", "I do, every night. (Carer 3, wife)"]


def test_prose_that_was_cut_off_in_copying_is_read() -> None:
    text = ("We visited the sheds of a rural town and found that they reduced loneliness. " * 9)[:-4]
    batch = read(text.encode(), "cut.txt")
    assert batch.form == "paper"
    assert len(batch.findings) == 9


_SHORT = """Peer workers on two wards

Ann Author, Ben Writer

Abstract

We report what peer workers did on two wards.

{heading}

Peer workers reduced readmissions on both wards in the year after they began{cited}. Stigma did not change.

Participants spoke of hope, and of having somebody to call when the nights were long and the day far off.

References

1. Adams A. Peers on a ward. J Ward Care. 2010;3(2):10-19.
2. Baker B, Clark C. A trial of peers after discharge. J Home Care. 2012;5:1-8.
3. Dent D. Another trial of peers. J Home Care. 2013;6:1-8.
4. Eve E. Third trial of peers. J Home Care. 2014;7:1-8.
"""


@pytest.mark.parametrize("cited", ["", " [1,2]"])
@pytest.mark.parametrize("heading", ["Results", "Findings", "Introduction", "Discussion", "3. Results"])
def test_a_paper_of_a_few_sentences_is_a_paper(heading: str, cited: str) -> None:
    batch = read(_SHORT.format(heading=heading, cited=cited).encode(), "short.txt")
    assert batch.form == "paper"
    body = [f for f in batch.findings if f.kind == "sentence"]
    assert [f.text.split()[0] for f in body] == ["Peer", "Stigma", "Participants"]
    assert [f.citations[0].numbers for f in body if f.citations] == ([(1, 2)] if cited else [])
