"""Whole papers: a look-alike with its labels, a publisher's page, and the seeds where they are present."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import layout, read, sniff
from ingest.model import Batch

DATA = Path(__file__).resolve().parents[1] / "data"


def load(name: str) -> Batch:
    return read((DATA / "papers" / name).read_bytes(), name)


@pytest.fixture(scope="module")
def paper() -> Batch:
    return load("allotments.txt")


@pytest.fixture(scope="module")
def labels() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "papers" / "allotments.json").read_text("utf-8"))
    return found


def test_front_matter(paper: Batch, labels: dict[str, Any]) -> None:
    assert paper.document
    reference = paper.document.reference
    assert reference.title == labels["title"]
    assert [p.name for p in reference.people] == labels["authors"]
    assert (reference.container, reference.year, reference.volume, reference.issue, reference.doi) == tuple(
        labels[k] for k in ("container", "year", "volume", "issue", "doi")
    )
    assert list(paper.document.keywords) == labels["keywords"]


def test_structure(paper: Batch, labels: dict[str, Any]) -> None:
    assert paper.document
    assert [[s.number, s.title, s.level] for s in paper.document.sections] == labels["sections"]
    assert [list(t.path) for t in paper.themes if t.origin == "heading"] == labels["themes"]
    assert [t.name for t in paper.themes if t.origin == "keyword"] == labels["keywords"]
    assert len(paper.references) == labels["references"]
    assert sum(f.kind == "abstract" for f in paper.findings) == labels["abstract_sentences"]


def test_citations_hang_on_the_sentence_that_covers_them(paper: Batch, labels: dict[str, Any]) -> None:
    found = [[c.marker, list(c.numbers)] for f in paper.findings for c in f.citations]
    assert found == labels["citations"]
    for finding in paper.findings:
        assert all(finding.source.start <= c.source.start < finding.source.end for c in finding.citations)
        assert not any(c.marker in finding.clean for c in finding.citations)


def test_quotations(paper: Batch, labels: dict[str, Any]) -> None:
    said = [f for f in paper.findings if f.kind == "quote"]
    assert [f.speaker for f in said] == labels["speakers"]
    assert all(f.lead_in and f.theme for f in said)
    assert paper.document
    assert paper.document.quotes == labels["quotes"]


def test_captions_and_cells_are_no_sentences_but_a_sentence_about_a_table_is(paper: Batch) -> None:
    texts = [f.text for f in paper.findings]
    assert "Table 1. outlines who took part." in texts
    assert not any("People Who Took Part" in t or t == "Allotment companions" for t in texts)
    assert any("Table 1" in p.message and p.source for p in paper.problems)


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("\n", "\r"), ("\n", "\n\n")], ids=["crlf", "cr", "wide"])
def test_line_ends_do_not_matter(paper: Batch, change: tuple[str, str]) -> None:
    other = read(paper.source.text.replace(*change).encode(), "allotments.txt")
    assert [(f.clean, f.kind, f.section, f.speaker) for f in other.findings] == [
        (f.clean, f.kind, f.section, f.speaker) for f in paper.findings
    ]


def test_a_paper_wrapped_at_a_width_reads_the_same() -> None:
    import textwrap

    line = "Companions work on many wards, and little is known [1,2] about what they do there. Nurses said that they help a lot."
    text = "\n\n".join(("Keys on wards", "1. Introduction", line * 3, "2. Results", line * 2, line))
    wrapped = "\n\n".join(textwrap.fill(part, 68) for part in text.split("\n\n"))
    assert wrapped != text
    plain, folded = read(text.encode(), "x.txt"), read(wrapped.encode(), "x.txt")
    assert [(f.clean, f.section) for f in plain.findings] == [(f.clean, f.section) for f in folded.findings]


MARKDOWN = """# Keys and companions

Ottilie Farn, PhD^1^, Bram van der Aal

## Abstract

**Background:** Wards are loud. **Methods:** We asked 14 nurses. **Results:** Alarms fell by half.

## Introduction

Companions work on many wards [[1],[2]]. Little is known about their keys [[2](#ref2)].

## Results

### Theme 1: Keys

- Keys were lost less often than before the companions came.

> "I count them and they count me, you know." (P3, nurse)

## References

1. Abara N, Lund P. Companions at the gate. Ward Stud. 2011;4(2):10–19.
2. Birdwhistle C, Ochs T. Gardens on locked wards. J Green Care. 2009;1(1):3–9.
"""


def test_a_paper_in_markdown() -> None:
    batch = read(MARKDOWN.encode(), "keys.md")
    assert batch.document
    assert batch.document.reference.title == "Keys and companions"
    assert [p.name for p in batch.document.reference.people] == ["Farn, Ottilie", "van der Aal, Bram"]
    assert [(s.title, s.level) for s in batch.document.sections] == [
        ("Introduction", 1),
        ("Results", 1),
        ("Theme 1: Keys", 2),
    ]
    assert [t.path for t in batch.themes] == [("Keys",)]
    statements = [f for f in batch.findings if f.kind != "title"]
    assert [(f.section, f.origin) for f in statements if f.kind == "abstract"] == [
        (("Abstract", "Background"), "author"),
        (("Abstract", "Methods"), "author"),
        (("Abstract", "Results"), "own"),
    ]
    assert [c.numbers for f in statements for c in f.citations] == [(1, 2), (2,)]
    assert statements[-2].clean == "Keys were lost less often than before the companions came."
    assert (statements[-1].kind, statements[-1].speaker) == ("quote", "P3, nurse")


GLUED_LIST = """Companions on wards

Introduction

Companions work on many wards (Abara and Lund 2011). Little is known about their keys (Birdwhistle et al. 2009).

References

1. AbaraNLundP Companions at the gate. Ward Stud 106: 163–183, 201121490278
2. BirdwhistleCOchsTReedA Gardens on locked wards. J Green Care 9: 617–632, 200918290330
3. OchsT Bees on open wards. J Green Care 11: 17–32, 201129290331
"""


def test_a_list_is_one_by_its_heading_and_numbers_though_nobody_can_read_its_items() -> None:
    batch = read(GLUED_LIST.encode(), "wards.txt")
    assert [r.label for r in batch.references] == ["1", "2", "3"]
    cited = [c for f in batch.findings for c in f.citations]
    assert [c.places for c in cited] == [(1,), (2,)]
    assert not any("Bees" in f.text for f in batch.findings if f.kind == "sentence")


def test_a_publishers_page() -> None:
    batch = load("gate-page.txt")
    assert batch.form == "page"
    assert batch.document
    reference = batch.document.reference
    assert reference.title == "At the Gate: Companions and Keys on Secure Wards"
    assert [p.name for p in reference.people] == ["Farnsworth-Reyes, Ottilie", "Mensah, Kofi"]
    assert (reference.container, reference.volume, reference.issue, reference.pages, reference.year) == (
        "Tidewater Journal of Rehabilitation",
        "8",
        "2",
        "101–119",
        2016,
    )
    assert batch.document.keywords == ("Companions", "Keys", "Secure wards", "Qualitative study")
    assert batch.document.sections == ()
    assert [r.label for r in batch.references] == ["1", "2", "3"]
    assert [f.section for f in batch.findings if f.kind == "abstract"] == [("Abstract",)] * 4
    assert [f.of for f in batch.findings if f.kind == "title"] == [0, 1, 2]


def test_a_page_without_an_abstract_has_its_title_to_read() -> None:
    text = (DATA / "papers" / "gate-page.txt").read_text("utf-8").split("\n\n")
    batch = read("\n\n".join(p for p in text if "Companions are new" not in p).encode(), "page.txt")
    assert next((f.kind, f.of) for f in batch.findings) == ("title", None)


def test_a_paper_without_a_title_is_named_after_its_file() -> None:
    text = "Abstract\n\nCompanions work on many wards. We asked nurses what they think about this.\n\n1. Introduction\n\nNobody knows.\n"
    batch = read(text.encode(), "folder/my paper.txt")
    assert batch.document
    assert batch.document.reference.title == "my paper"
    assert any("no title" in p.message for p in batch.problems)


@pytest.mark.parametrize(
    ("abstract", "count"),
    [
        (
            "Abstract\n\nBackground\n\nIt is dark. It rains.\n\nMethods\n\nWe asked.\n\nResults\n\nThey said "
            "so.\n\nConclusions\n\nIt is so.\n\nBackground\n\n",
            5,
        ),
        ("Abstract\n\nIt is dark on the wards. It rains there.\n\nINTRODUCTION\n\n", 2),
        ("Abstract: It is dark on the wards. It rains there.\n\n1. Introduction\n\n", 2),
        ("Abstract\n\nBackground: It is dark.\n\nMethods: We asked.\n\nResults: They said so.\n\n", 3),
        ("Abstract\n\nIt is dark on the wards. It rains there.\n\nKeywords: rain; wards\n\n", 2),
    ],
)
def test_where_the_abstract_ends(abstract: str, count: int) -> None:
    body = "Companions work on many wards, and little is known about what they do there.\n\nMethods\n\nWe asked them about it.\n"
    batch = read(("Rain on wards\n\n" + abstract + body).encode(), "x.txt")
    assert sum(f.kind == "abstract" for f in batch.findings) == count
    assert [f.kind for f in batch.findings][-2:] == ["sentence", "sentence"]


def roles(text: str) -> list[tuple[str, str]]:
    """Every block of a text with its role: what the reader took each line for."""
    _, view = sniff.sniff(text)
    return [(p.block.text, p.role) for p in layout.lay_out(view.blocks, view.region).pieces]


PIECES = st.sampled_from(
    [
        "Keys on wards",
        "Abstract",
        "1. Introduction",
        "RESULTS",
        "## Keys",
        "References",
        "Table 1. Keys",
        "\tBrass",
        "12",
        "—Ines",
        "“I never knew,” she said [3].",
        "Companions work on many wards, and little is known about what they do there.",
        "(P12, nurse)",
        "1. Abara N, Lund P. Companions at the gate. Ward Stud. 2011;4(2):10–19.",
        "Google Scholar",
        "Copyright information",
        "• Keys",
        "Keywords: a; b",
        "They were tired:",
        "[6",
        ",",
        "7].",
        "",
        "  ",
        "P: I’d say so.",
        "Volume 3, Issue 2",
        "Ottilie Farn, Bram Aal",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=25), st.sampled_from(["\n", "\n\n", "\r\n", "\r"]))
def test_no_line_is_lost(lines: list[str], gap: str) -> None:
    text = gap.join(lines)
    batch = read(text.encode(), "x.txt")
    assert [f.text for f in batch.findings] == [text[f.source.start : f.source.end] for f in batch.findings]
    kept = "".join(block for block, _ in roles(text))
    if not sniff.is_csl_json(text) and sniff.markup(text) is None:
        assert "".join(kept.split()) == "".join(text.split())
    read_as_text = [t for t, role in roles(text) if role in ("paragraph", "abstract")] if batch.form == "paper" else []
    everything = "".join("".join(f.text.split()) for f in batch.findings)
    speakers = {f.speaker for f in batch.findings}
    assert all("".join(t.split()) in everything or t.strip("—()") in speakers for t in read_as_text)


def test_seed_paper(shared: Path) -> None:
    path = next((shared / "seeds").glob("003*"))
    expected = json.loads((DATA / "labels" / "seed003.json").read_text("utf-8"))
    batch = read(path.read_bytes(), path.name)
    assert batch.document
    assert [{"number": s.number, "title": s.title} for s in batch.document.sections] == expected["sections"]
    assert batch.document.quotes == expected["quotes"]
    said = [f for f in batch.findings if f.kind == "quote"]
    turns = [f for f, before in zip(said, [None, *said], strict=False) if before is None or f.lead_in != before.lead_in]
    assert [f.speaker for f in turns] == expected["quote_speakers"]
    assert [bool(f.lead_in and f.lead_in.endswith(":")) for f in turns] == expected["quote_lead_in_ends_in_colon"]
    assert [list(c.numbers) for f in batch.findings for c in f.citations] == expected["cited_in_order"]
    assert all(f.text == batch.source.text[f.source.start : f.source.end] for f in batch.findings)


def test_seed_page(shared: Path) -> None:
    path = next((shared / "seeds").glob("000*"))
    batch = read(path.read_bytes(), path.name)
    assert (batch.form, len(batch.references)) == ("page", 49)
    assert batch.document
    reference = batch.document.reference
    assert [p.family for p in reference.people] == ["Holley", "Gillard", "Gibson"]
    assert (reference.volume, reference.issue, reference.pages, reference.year) == ("51", "4", "477–490", 2015)
    assert len(batch.document.keywords) == 4
    assert sum(f.kind == "abstract" for f in batch.findings) == 5
