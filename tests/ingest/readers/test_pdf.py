"""PDF: what is read of files drawn for the purpose, and what is said of those that cannot be read."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from ingest import read
from ingest.model import Batch
from ingest.readers import pdf, reader_for
from ingest.readers.pdf import chars
from ingest.structure import Structure
from tests.ingest.readers import pdfs

EXPECTED = Path(__file__).with_suffix(".json")


@pytest.fixture(scope="module")
def article() -> bytes:
    return pdfs.article()


@pytest.fixture(scope="module")
def structure(article: bytes) -> Structure:
    return pdf.read(article, "ward.pdf")


@pytest.fixture(scope="module")
def batch(article: bytes) -> Batch:
    return read(article, "ward.pdf")


def told(structure: Structure) -> list[dict[str, Any]]:
    """Every part with its role, words and page, as the file of what is expected has it."""
    text = structure.source.text
    return [
        {
            "role": part.role,
            "level": part.level,
            "speaker": part.speaker,
            "page": structure.source.place(part.start).page,  # type: ignore[union-attr]
            "text": text[part.start : part.end],
        }
        for part in structure.parts
    ]


def test_an_article_in_two_columns_is_read_as_it_was_written(structure: Structure) -> None:
    assert told(structure) == json.loads(EXPECTED.read_text("utf-8"))


def test_parts_are_in_order_and_hold_all_text(structure: Structure) -> None:
    text, last = structure.source.text, 0
    for part in structure.parts:
        assert not text[last : part.start].strip()
        assert text[part.start : part.end] == text[part.start : part.end].strip()
        last = part.end
    assert not text[last:].strip()


def test_furniture_is_gone(structure: Structure) -> None:
    for words in ("Invented Health Services 2021", "Page 1 of", "Downloaded"):
        assert words not in structure.source.text


def test_raised_characters_are_known(structure: Structure) -> None:
    text = structure.source.text
    assert [(text[r.start : r.end], r.height) for r in structure.raised] == [("1,2", "raised"), ("4", "raised")]


def test_page_and_box_of_a_finding(batch: Batch) -> None:
    trust = next(f for f in batch.findings if f.text.startswith("Most spoke of trust"))
    assert trust.source.page == "2"
    place = batch.source.place(trust.source.start)
    assert place
    assert place.box
    left, top, right, bottom = place.box
    assert 55 < left < 65 < right < 290
    assert 100 < top < bottom < 160


def test_a_sentence_over_a_page_s_end_is_whole(batch: Batch) -> None:
    found = next(f for f in batch.findings if f.text.startswith("Each of the interviews"))
    assert found.text.endswith("until the end of the work.")
    assert found.section == ("Methods", "Participants and setting")
    assert found.source.page == "1"


def test_findings_quote_and_citations(batch: Batch) -> None:
    quote = next(f for f in batch.findings if f.kind == "quote")
    assert (quote.speaker, quote.section) == ("P12", ("Results",))
    cited = [c.numbers for f in batch.findings for c in f.citations]
    assert (1, 2, 3) in cited
    assert [r.label for r in batch.references] == ["1", "2", "3", "4"]
    assert batch.document
    assert batch.document.reference.title == "Peer workers on acute wards: an invented interview study"
    assert [p.family for p in batch.document.reference.people] == ["Delgado", "Hoekstra"]


@pytest.mark.parametrize("places", [(60.0, 310.0), (60.0, 230.0, 400.0)], ids=["two", "three"])
def test_columns_drawn_across_are_read_down(places: tuple[float, ...]) -> None:
    words = "a line of this column that is nearly as wide as it"[: int(places[1] - places[0]) // 5]
    rows = [[f"{words} {'xyz'[c]}{k}" for c in range(len(places))] for k in range(14)]
    text = " ".join(pdf.read(pdfs.columns(rows, places), "x.pdf").source.text.split())
    order = [text.index(f"{'xyz'[c]}{k}") for c in range(len(places)) for k in range(14)]
    assert order == sorted(order)


def test_columns_of_different_heights_below_a_line_over_both() -> None:
    rows = [("This line runs over both of the columns and says what the page below it is about, at length.", "")]
    rows += [("", "")]
    rows += [
        (f"left line number {k} of the column that ends", f"right line number {k} of the other column" * (k < 9))
        for k in range(12)
    ]
    text = pdf.read(pdfs.columns(rows, (60.0, 310.0)), "x.pdf").source.text.replace("\n", " ")
    assert text.index("This line") < text.index("left line number 0") < text.index("left line number 11")
    assert text.index("left line number 11") < text.index("right line number 0") < text.index("right line number 8")


@pytest.mark.parametrize(
    ("data", "level", "words", "remedy"),
    [
        (pdfs.scan(), "error", "only pictures", "ocrmypdf"),
        (pdfs.scan(3), "error", "only pictures", "ocrmypdf"),
        (pdfs.blank(), "error", "no text", "ocrmypdf"),
        (pdfs.locked("secret"), "error", "password", "qpdf"),
        (pdfs.article()[:900], "error", "damaged", "download"),
        (b"%PDF-1.7\n", "error", "damaged", "download"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 30, "error", "damaged", "download"),
    ],
    ids=["scan", "scan of three pages", "empty page", "password", "cut off", "header only", "bytes"],
)
def test_what_cannot_be_read_says_so(data: bytes, level: str, words: str, remedy: str) -> None:
    got = read(data, "x.pdf")
    assert got.source.text == ""
    assert got.findings == ()
    assert any(p.level == level and words in p.message and remedy in p.hint for p in got.problems), got.problems


def test_an_empty_password_opens() -> None:
    got = pdf.read(pdfs.locked(""), "x.pdf")
    assert "Peer workers on the ward" in got.source.text
    assert got.problems == ()


def test_letters_without_a_map_are_named() -> None:
    shifted = "".join(c if c == " " else chr(ord(c) - 29) for c in pdfs.WARD * 12 if c == " " or c.isalpha())
    d = pdfs.Drawn()
    d.paragraph(60, 400, shifted)
    assert any("its text is no words" in p.message for p in pdf.read(d.bytes(), "x.pdf").problems)


def test_pages_beyond_the_limit_are_counted() -> None:
    got = chars.pages(pdfs.long(30), 20)
    assert (got.count, len(got.pages)) == (30, 20)


def test_two_thousand_pages() -> None:
    got = pdf.read(pdfs.long(2000), "x.pdf")
    assert "sheet 1000 of many" in got.source.text
    assert "sheet 1001 of many" not in got.source.text
    assert [p.message for p in got.problems] == ["only the first 1000 of 2000 pages were read"]
    assert got.source.place(got.source.text.index("sheet 700"))
    assert got.source.place(got.source.text.index("sheet 700")).page == "700"  # type: ignore[union-attr]


def test_links_to_the_list_are_citations() -> None:
    """Names and years need no reading where the file links them; ranges of numbers are whole."""
    d = pdfs.Drawn()
    names = ("Okafor 2015", "Hoekstra 2012", "Marques 2018", "Dubois 2009", "Weiss 2001")
    d.heading(60, "Introduction")
    for k, name in enumerate(names):
        before = f"Peers were seen as allies in study {k + 1} and after it ("
        d.line(60, f"{before}{name}).")
        left, at = 60 + stringWidth(before, pdfs.ROMAN, 10), pdfs.HEIGHT - d.at
        right = left + stringWidth(name, pdfs.ROMAN, 10)
        d.canvas.linkAbsolute(name, f"r{k}", (left, at - 3, right, at + 9), Border="[0 0 0]")
        d.at += 14
    d.heading(60, "References")
    for k, name in enumerate(names):
        d.canvas.bookmarkHorizontal(f"r{k}", 60, pdfs.HEIGHT - d.at + 9)
        author, year = name.split()
        d.paragraph(
            60, 400, f"{author} N. ({year}). An invented study of allies. Journal of Care, {k + 1}, 3–9.", hang=14
        )
    got = pdf.read(d.bytes(), "x.pdf")
    text = got.source.text
    assert [(text[c.start : c.end], c.targets) for c in got.cites or ()] == [(n, (k,)) for k, n in enumerate(names)]


def test_a_page_printed_sideways_is_read() -> None:
    """A wide table on a page of its own is often turned."""
    d = pdfs.Drawn()
    d.canvas.rotate(90)
    for k in range(12):
        d.canvas.drawString(100, -200 - 14 * k, f"line {k} of a page that has to be turned to be read")
    got = pdf.read(d.bytes(), "x.pdf")
    text = " ".join(got.source.text.split())
    assert [text.index(f"line {k} of") for k in range(12)] == sorted(text.index(f"line {k} of") for k in range(12))
    assert {place.box for place in got.source.places} == {None}


def test_threads_take_turns(article: bytes) -> None:
    """PDFium is not thread-safe; eight threads at once give what one gives."""
    texts: list[str] = []
    threads = [threading.Thread(target=lambda: texts.append(pdf.read(article, "x.pdf").source.text)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(texts) == 8
    assert len(set(texts)) == 1


@pytest.mark.parametrize(
    ("data", "name", "fits"),
    [
        (b"%PDF-1.4\n", "x", True),
        (b"junk before it\n%PDF-1.4\n", "x.pdf", True),
        (b"This paper tells of %PDF", "x.pdf", False),
        (b"", "x.pdf", False),
    ],
)
def test_what_is_taken_for_a_pdf(data: bytes, name: str, fits: bool) -> None:
    assert pdf.fits(data, name) is fits
    assert (reader_for(data, name) is pdf) is fits


def test_labels_of_pages() -> None:
    """A page is named as the file names it; "i", "ii" before "1" is common in theses."""
    d = pdfs.Drawn()
    for k in range(3):
        d.canvas.addPageLabel(k, style="ROMAN_LOWER", start=k + 4)
        d.at = 300 + 20 * k
        d.paragraph(60, 400, pdfs.WARD.format(k))
        d.page()
    got = pdf.read(d.bytes(), "x.pdf")
    assert [p.page for p in got.source.places][::3][:1] == ["iv"]
    assert {p.page for p in got.source.places} == {"iv", "v", "vi"}
