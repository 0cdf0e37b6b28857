"""The PDF reader's steps, each by itself: pure functions of words and lines."""

from __future__ import annotations

from collections import Counter

import pytest

from ingest.readers.pdf import chars, furniture, lines, listed, paragraphs, said
from ingest.readers.pdf.model import Font, Line, Page, Word
from ingest.readers.pdf.text import seam

PLAIN = Font("Times", False, False)


def word(text: str, x: float, y: float = 100, size: float = 10, **more: object) -> Word:
    return Word(text, x, x + 0.5 * size * len(text), y, size, PLAIN, **more)  # type: ignore[arg-type]


def row(text: str, x: float, y: float, page: int = 0, size: float = 10) -> Line:
    words, at = [], x
    for part in text.split():
        words.append(word(part, at, y, size, space=True))
        at = words[-1].x1 + 0.3 * size
    line = Line(words, page, y, size)
    lines.settle(line)
    line.left, line.right = 50, 300
    return line


@pytest.mark.parametrize(
    ("before", "after", "known", "expected"),
    [
        ("the treat-", "ment was", "", "the treatment was"),
        ("at follow-", "up we", "follow-up", "at follow-up we"),
        ("at follow-", "up we", "followup follow-up follow-up", "at follow-up we"),
        ("at follow-", "up we", "followup", "at followup we"),
        ("peer-", "led groups", "peer led", "peer-led groups"),
        ("Mann-", "Whitney", "", "Mann-Whitney"),
        ("BRAIN-", "STORM", "", "BRAINSTORM"),
        ("aged 18-", "65 years", "", "aged 18-65 years"),
        ("short-", "and long-term", "", "short- and long-term"),
        ("see [16-", "19] for", "", "see [16-19] for"),
        ("in 2010–", "2012 they", "", "in 2010–2012 they"),
        ("one –", "or two", "", "one – or two"),
        ("and/", "or both", "", "and/or both"),
        ("a line", "and the next", "", "a line and the next"),
        ("x-", "ray", "", "x-ray"),
        ("-", "minus", "", "- minus"),
        ("", "text", "", "text"),
    ],
)
def test_how_lines_meet(before: str, after: str, known: str, expected: str) -> None:
    cut, between = seam(before, after, Counter(known.split()))
    assert before[: len(before) - cut] + between + after == expected


def test_a_raised_number_stays_with_its_word() -> None:
    found = lines.pieces([word("outcomes", 50), word("3,4", 90, 96.5, 6.5), word("and", 103, space=True)], 0)
    assert [line.text for line in found] == ["outcomes3,4 and"]
    assert [w.height for w in found[0].words] == [0, 1, 0]


@pytest.mark.parametrize(("mark", "expected"), [(52.0, 1), (55.0, 1), (184.0, 1), (30.0, 2), (192.0, 2)])
def test_a_raised_number_between_wide_blanks_is_on_its_line(mark: float, expected: int) -> None:
    found = lines.pieces([word("a longer line of prose", 66), word("11", mark, 96, 6.5)], 0)
    assert len(found) == expected
    if expected == 1:
        assert sorted((w.text, w.height) for w in found[0].words) == [("11", 1), ("a longer line of prose", 0)]


def test_a_line_of_markers_has_the_size_of_its_commas() -> None:
    drawn = [w for k in range(6) for w in (word(f"1{k}", 50 + 14 * k, 96.5, 6.5), word(",", 58 + 14 * k))]
    found = lines.pieces(drawn, 0)
    assert [line.size for line in found] == [10]
    assert [w.height for w in found[0].words] == [1, 0] * 6


def test_a_lowered_number() -> None:
    found = lines.pieces([word("CO", 50), word("2", 60, 102, 6.5), word("rose", 64.5, space=True)], 0)
    assert [w.height for w in found[0].words] == [0, -1, 0]


def test_a_gap_as_wide_as_a_gutter_parts() -> None:
    assert len(lines.pieces([word("left", 50), word("right", 90)], 0)) == 2
    assert len(lines.pieces([word("near", 50), word("by", 74)], 0)) == 1


def pages(count: int) -> list[Page]:
    return [Page(i, str(i + 1), 600, 800, []) for i in range(count)]


def test_heads_that_return_and_numbers_at_the_edge_are_furniture() -> None:
    body = [[row(f"Words of page {i} alone, told at length", 50, 400, i)] for i in range(4)]
    page = [
        [row("Journal of Care 2021", 50, 30, i), row(f"Chapter {i}", 50, 60, i), *body[i], row(str(i + 7), 290, 780, i)]
        for i in range(4)
    ]
    kept = furniture.without(pages(4), page)
    assert [[line.text for line in p] for p in kept] == [[b[0].text] for b in body]


def test_a_first_line_that_does_not_return_stays() -> None:
    page = [[row(f"Sentence {'abcd'[i]} opens the page and", 50, 60, i), row("goes on", 50, 72, i)] for i in range(4)]
    kept = furniture.without(pages(4), page)
    assert [len(p) for p in kept] == [2, 2, 2, 2]


def test_numbers_of_lines_are_left_out() -> None:
    page = [
        x for k in range(12) for x in (row(str(k + 1), 30, 100 + 12 * k), row("a line of the text", 60, 100 + 12 * k))
    ]
    kept = furniture.without(pages(1), [page])
    assert len(kept[0]) == 12
    assert not any(line.text.isdigit() for line in kept[0])


def test_a_column_of_results_is_no_numbering() -> None:
    page = [
        x for k in range(12) for x in (row(str(k * k), 30, 100 + 12 * k), row("a line of the text", 60, 100 + 12 * k))
    ]
    assert len(furniture.without(pages(1), [page])[0]) == 24


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1. Smith J. A title that", "goes on. J. 2010.", "2. Jones K. Another.", "3. Wu L. Third."], [0, 2, 3]),
        (["[1] Smith J. A title that", "12. goes on. J. 2010.", "[2] Jones K. Another."], [0, 2]),
        (["1 Smith J. A title of", "2 parts. J. 2010.", "2 Jones K. Another."], [0, 2]),
        (["[1] Smith J. A page [cited 2013 Mar", "2]. Available from", "[2] Jones K. Another."], [0, 2]),
        (
            ["1. Smith J. One. 2010;5(2):9–", "3. 2. Jones K. Two.", "2. Jones K. Another.", "3. Wu L. Third."],
            [0, 2, 3],
        ),
    ],
)
def test_items_by_their_numbers(texts: list[str], expected: list[int]) -> None:
    found = [row(text, 50, 100 + 12 * k) for k, text in enumerate(texts)]
    items = listed.items(found, paragraphs.body_of(found))
    assert items
    assert [p.lines[0].text for p in items] == [texts[k] for k in expected]


def test_rows_of_a_table_among_the_items_are_none_of_them() -> None:
    texts = [
        "[1] Smith J. A title that",
        "goes on. J. 2010.",
        "0.4 1.6 0.9",
        "7.2 2.1 9.9",
        "[2] Jones K. Another.",
        "J. 2011.",
    ]
    found = [row(text, 50, 100 + 12 * k, size=8 if text[0].isdigit() else 10) for k, text in enumerate(texts)]
    items = listed.items(found, paragraphs.body_of(found))
    assert items
    assert [(p.role, len(p.lines)) for p in items] == [("reference", 2), ("cell", 2), ("reference", 2)]


def test_items_by_hanging_indents_over_a_column_s_end() -> None:
    shape = [(50, 0), (64, 0), (50, 0), (64, 0), (364, 1), (350, 1), (364, 1), (350, 1)]
    found = []
    for k, (x, column) in enumerate(shape):
        line = row("Smith J. A title that goes" if x in (50, 350) else "on and ends. J. 2010.", x, 100 + 12 * k)
        line.column, line.left, line.right = column, 50 + 300 * column, 290 + 300 * column
        found.append(line)
    items = listed.items(found, paragraphs.body_of(found))
    assert items
    assert [len(p.lines) for p in items] == [2, 3, 2, 1]


@pytest.mark.parametrize(
    ("name", "bold", "italic"),
    [
        ("Times-Roman", False, False),
        ("Helvetica-BoldOblique", True, True),
        ("CMBX10", True, False),
        ("CMTI10", False, True),
        ("Minion-It", False, True),
        ("AdvTimes-b", True, False),
        ("Gilliam", False, False),
    ],
)
def test_faces_by_their_names(name: str, bold: bool, italic: bool) -> None:
    assert bool(chars._BOLD.search(name)) is bold
    assert bool(chars._ITALIC.search(name)) is italic


def test_ligatures_and_hyphens_are_plain() -> None:
    assert chars._string([0x70, 0xFB01, 0x78]) == "pfix"
    assert chars._string([0x70, 0x1C, 0x78]) == "pfix"
    assert chars._string([0x61, 0xFFFE]) == "a-"
    assert chars._string([0xD800]) == "\ufffd"


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("Peer workers were seen as allies (n = 12), and 45.2% of nurses agreed [1–3]. " * 20, False),
        ("7KH SHHU ZRUNHUV ZHUH VHHQ DV DOOLHV LQ WKH ZDUG´ &lt;: #;=> " * 30, True),
        ("\ue012\ue013\ue014 \ue015\ue016 \ue017\ue018\ue019 " * 60, True),
        ("!@7 #$5%x ^&1*y (=)2z _+3w {}4| :<5> ?~6` " * 40, True),
        ("Пациенты говорили о доверии и времени на отделении. " * 30, False),
        ("患者 看護師 病棟 信頼 時間 会議 回復 言葉 " * 30, False),
    ],
)
def test_gibberish(text: str, odd: bool) -> None:
    assert said._gibberish(text, 0.0) is odd


def test_glyphs_without_a_map_are_gibberish() -> None:
    assert said._gibberish("ordinary words", 0.9)


def test_a_raised_number_at_a_line_s_begin_ends_the_sentence_before() -> None:
    """ "smokers" at the edge, "1." alone on the next line: neither a list's item nor a new paragraph."""
    first, last = row("words that fill the line up to here smokers", 50, 100), row("1 .", 50, 112, size=10)
    last.words[0].size, last.words[0].y = 6.5, 108.5
    lines.settle(last)
    assert last.words[0].height == 1
    found = paragraphs.build([first, last], paragraphs.body_of([first, last]))
    assert [len(p.lines) for p in found] == [2]
