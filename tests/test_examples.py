"""The example files are read as they were meant: every number here was written down with the texts."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from types import ModuleType

import pytest

from ingest import read
from ingest.model import Batch, Finding
from kb import concepts
from kb.answer import answer_object
from kb.base import Base
from kb.evidence import ask
from kb.store import open_store

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "kb" / "data" / "examples"


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


measure = _load(ROOT / "tests" / "data" / "labels" / "measure.py")

SECTIONS = """\
1 Introduction
2 Methods
2.1 Design
2.2 Setting
2.3 Participants and Recruitment
2.4 Data Collection
2.5 Analysis
2.6 Ethics
3 Results
3.1 Staying Out of Hospital
3.1.1 Before the Bag Is Packed
3.1.2 The First Weeks at Home
3.2 Stigma Seen from Inside the Team
3.3 Holding the Role
3.3.1 Supervision
3.3.2 Hours, Pay and Places to Sit
3.3.3 Being Well Enough
4 Discussion
4.1 Hospital Use
4.2 Stigma
4.3 Supporting the Workforce
4.4 Strengths and Limitations
5 Conclusions"""

# speaker, section, number of sentences, last words of the lead-in
QUOTES = (
    ("Declan", "Before the Bag Is Packed", 2, "gave them a way to begin:"),
    ("Noreen", "Before the Bag Is Packed", 2, "the people she no longer saw:"),
    ("Fintan", "The First Weeks at Home", 3, "without setting off an assessment:"),
    ("Carmel", "The First Weeks at Home", 3, "was readmitted twice in that year:"),
    ("Padraig", "Stigma Seen from Inside the Team", 2, "a face across the table:"),
    ("Oisin", "Stigma Seen from Inside the Team", 3, "asked to have it taken off:"),
    ("Bernadette", "Stigma Seen from Inside the Team", 1, "that others would echo:"),
    ("Sheila", "Supervision", 3, "somebody who had done the job:"),
    ("Aisling", "Supervision", 3, "her own supervision was no better:"),
    ("Tadhg", "Hours, Pay and Places to Sit", 3, "spoke of ‘visiting’ it:"),
    ("Maura", "Being Well Enough", 3, "being watched for it:"),
)

CITED = (
    *range(1, 22), 5, 6, 22, 7, 23, 24, 25, 8, 9, 10, 26, 27, 28, 29, 16, 17, 30, 31, 32, 33, 34,
)  # fmt: skip

THEMES = (
    ("Staying Out of Hospital",),
    ("Staying Out of Hospital", "Before the Bag Is Packed"),
    ("Staying Out of Hospital", "The First Weeks at Home"),
    ("Stigma Seen from Inside the Team",),
    ("Holding the Role",),
    ("Holding the Role", "Supervision"),
    ("Holding the Role", "Hours, Pay and Places to Sit"),
    ("Holding the Role", "Being Well Enough"),
)

TABLE = ("Number", "Role", "Peer workers in community teams", "Managers of teams or of the region")


def _batch(name: str) -> Batch:
    return read((EXAMPLES / name).read_bytes(), name)


@pytest.fixture(scope="module")
def paper() -> Batch:
    return _batch("paper.txt")


@pytest.fixture(scope="module")
def page() -> Batch:
    return _batch("page.txt")


def _starting(batch: Batch, words: str) -> Finding:
    found = [f for f in batch.findings if f.clean.startswith(words)]
    assert len(found) == 1, words
    return found[0]


@pytest.mark.parametrize(
    ("name", "form", "labels", "items", "least"),
    [
        ("page.txt", "page", "example_page.jsonl", 49, 46),
        ("paper-references.txt", "list", "example_paper_references.jsonl", 34, 32),
    ],
)
def test_lists_are_read_as_labelled(name: str, form: str, labels: str, items: int, least: int) -> None:
    batch, want = _batch(name), measure.labels(labels)
    assert batch.form == form
    assert [r.label for r in batch.references] == [str(i) for i in range(1, items + 1)]
    wrong = {w["n"]: measure.wrong_fields(w, r) for w, r in zip(want, batch.references, strict=True)}
    wrong = {n: fields for n, fields in wrong.items() if fields}
    assert items - len(wrong) >= least, wrong
    assert [r.etal for r in batch.references] == [w["etal"] for w in want]
    suffixes = [(r.date.suffix if r.date else None) for r in batch.references]
    assert suffixes == [w.get("suffix") for w in want]


def test_no_link_word_is_left_in_a_field() -> None:
    for name in ("page.txt", "paper-references.txt"):
        for r in _batch(name).references:
            values = (r.title, r.container, r.volume, r.issue, r.pages, r.publisher, r.place, r.doi, r.number)
            assert not any(word in str(v) for v in values for word in ("CrossRef", "PubMed", "Google")), r.label


def test_front_matter_of_the_page(page: Batch) -> None:
    document = page.document
    assert document
    reference = document.reference
    assert reference.title == (
        "Someone Who Has Been There: A Mixed-Methods Study of Peer Support After Discharge from Acute Wards"
    )
    assert [measure._name(p) for p in reference.people] == [
        ("Ashgrove-Dunne", "Ruth"), ("Tollund", "Emeka"), ("vanLoenen", "Marit"),
    ]  # fmt: skip
    assert reference.container == "Quarterly of Peer and Community Care"
    assert (reference.volume, reference.issue, reference.pages) == ("23", "3", "211–226")
    assert document.keywords == ("Peer support", "Hospital discharge", "Readmission", "Self-stigma", "Mixed methods")
    assert [f.kind for f in page.findings].count("abstract") == 8
    assert [f.of for f in page.findings if f.kind == "title" and f.of is not None] == list(range(49))


def test_page_furniture_is_no_finding(page: Batch) -> None:
    said = " ".join(f.text for f in page.findings)
    for words in ("Conflict of interest", "Copyright", "Personalised", "Penhaven", "Cite as", "Original Paper"):
        assert words not in said


def test_sections_of_the_paper(paper: Batch) -> None:
    assert paper.form == "paper"
    assert paper.document
    read_as = [f"{s.number} {s.title}" for s in paper.document.sections if s.number]
    assert read_as == SECTIONS.splitlines()
    assert [s.level for s in paper.document.sections if s.number] == [
        line.split()[0].count(".") + 1 for line in SECTIONS.splitlines()
    ]


def test_a_paper_without_title_says_so(paper: Batch) -> None:
    assert paper.document
    assert paper.document.reference.people == ()
    assert paper.document.reference_list is None
    assert paper.references == ()
    assert any("title" in p.message for p in paper.problems)


def test_quotes_have_their_speakers_and_lead_ins(paper: Batch) -> None:
    assert paper.document
    assert paper.document.quotes == len(QUOTES)
    quotes = [f for f in paper.findings if f.kind == "quote"]
    groups = [(speaker, list(of)) for speaker, of in groupby(quotes, key=lambda f: f.speaker)]
    assert [(s, of[0].section[-1], len(of)) for s, of in groups] == [q[:3] for q in QUOTES]
    for (_, of), (speaker, _, _, ends) in zip(groups, QUOTES, strict=True):
        assert all(f.lead_in and f.lead_in.endswith(ends) for f in of), speaker
        assert {f.origin for f in of} == {"participant"}


def test_every_citation_is_attached(paper: Batch) -> None:
    cited = [n for f in paper.findings for c in f.citations for n in c.numbers]
    assert tuple(cited) == CITED


def test_no_figure_or_aside_is_taken_for_a_citation(paper: Batch) -> None:
    for words in ("Everybody employed as a peer worker", "The study was approved by the research ethics committee"):
        assert _starting(paper, words).citations == ()


def test_themes_come_from_the_headings_of_the_results(paper: Batch) -> None:
    assert tuple(t.path for t in paper.themes if t.origin == "heading") == THEMES
    assert _starting(paper, "All nine peer workers said").theme == ("Holding the Role", "Supervision")


def test_table_and_caption_are_no_sentences(paper: Batch) -> None:
    assert not {f.clean for f in paper.findings} & set(TABLE)
    assert not any(f.clean.startswith("Table 1. Participants") for f in paper.findings)


@pytest.mark.parametrize(
    ("words", "origin"),
    [
        ("This study aimed to explore", "author"),
        ("Two cohort studies reported fewer admissions", "cited"),
        ("A large randomised trial, by contrast", "cited"),
        ("Staff and service users at all four sites reported", "own"),
        ("I was in hospital five times myself", "participant"),
        ("A Danish study found that", "cited"),
        ("In this rural service peer workers were seen", "own"),
    ],
)
def test_whose_finding_it_is(paper: Batch, words: str, origin: str) -> None:
    assert _starting(paper, words).origin == origin


def test_every_finding_is_verbatim(paper: Batch, page: Batch) -> None:
    for name, batch in (("paper.txt", paper), ("page.txt", page)):
        text = (EXAMPLES / name).read_bytes().decode()
        assert batch.source.text == text
        assert all(text[f.source.start : f.source.end] == f.text for f in batch.findings)


@pytest.fixture(scope="module")
def base() -> Iterator[Base]:
    """The demo's library: both examples in one store."""
    with open_store("memory:", create=True) as store, Base(store, concepts.load(), "tester", None) as opened:
        for name in ("page.txt", "paper.txt"):
            opened.add(_batch(name))
        yield opened


# claim -> verdict, papers for it, papers against it: by the own results of the two papers
VERDICTS = (
    ("peers reduce hospitalisation", "all-for", 2, 0),
    ("peer support reduces stigma", "contested", 1, 1),
    ("peer workers need supervision", "one-paper", 1, 0),
)


@pytest.mark.parametrize(("claim", "code", "for_it", "against"), VERDICTS)
def test_verdicts_on_the_claims_of_the_demo(base: Base, claim: str, code: str, for_it: int, against: int) -> None:
    said = answer_object(ask(base, claim))["verdict"]
    assert (said["code"], said["for"], said["against"]) == (code, for_it, against)


@pytest.mark.parametrize("claim", [v[0] for v in VERDICTS])
def test_sentences_say_of_the_claims_what_they_were_written_to_say(base: Base, claim: str) -> None:
    rows = ask(base, claim, limit=None).rows
    pairs = []
    for label in (x for x in measure.labels("example_claims.jsonl") if x["claim"] == claim):
        found = [r for r in rows if r.text.startswith(label["begins"]) and r.file == label["file"]]
        assert len(found) == 1, label["begins"]
        pairs.append((label["begins"], label["stance"], found[0].stance))
    wrong = [p for p in pairs if p[1] != p[2]]
    assert len(wrong) <= len(pairs) * 3 // 10, wrong
    assert not [p for p in wrong if {p[1], p[2]} == {"supports", "contradicts"}]
    assert not [p for p in wrong if p[2] == "supports"]
