"""Files of which only some markers are links: Word with fields and typed markers, JATS and pages with links missing."""

from __future__ import annotations

import pytest

from ingest import read
from ingest.model import Batch
from tests.ingest.readers.word import csl, field, heading, note, package, para, run, sup

WORKS = (
    ("Abara", "Ilse", "Gardens behind hospital kitchens", 2016),
    ("Brandt", "Noor", "Letters that nobody collects", 2017),
    ("Castelo", "Rui", "Night porters and their radios", 2018),
    ("Dahl", "Edda", "Benches along the long corridor", 2019),
    ("Eriksen", "Odd", "Umbrellas left in waiting rooms", 2020),
    ("Farkas", "Lili", "Clocks that run slow on wards", 2021),
)


def record(place: int) -> dict[str, object]:
    family, given, title, year = WORKS[place - 1]
    return {
        "id": f"Z{place}",
        "type": "article-journal",
        "title": title,
        "author": [{"family": family, "given": given}],
        "issued": {"date-parts": [[str(year)]]},
    }


def zotero(shown: str, *places: int) -> str:
    return field(f" ADDIN ZOTERO_ITEM CSL_CITATION {csl(*map(record, places))} ", shown)


def printed(place: int, numbered: bool) -> str:
    family, given, title, year = WORKS[place - 1]
    if numbered:
        return f"{place}. {family} {given[0]}. {title}. J Wards. {year};3:1-9."
    return f"{family}, {given[0]}. ({year}). {title}. Journal of Wards, 3, 1–9."


def word(*body: str, numbered: bool = True, **parts: str) -> Batch:
    items = [para(printed(n, numbered)) for n in range(1, len(WORKS) + 1)]
    front = [para("Small comforts on wards", style="Titel"), para("Ada Moss, Ben Okafor")]
    return read(package("".join([*front, *body, heading("References"), *items]), **parts), "paper.docx")


def shown(batch: Batch) -> list[tuple[str, tuple[int, ...]]]:
    return [(c.marker, c.places) for f in batch.findings for c in f.citations]


def said(batch: Batch) -> str:
    return " | ".join(p.message for p in batch.problems)


OPENING = heading("Introduction")
LONG = "Wards have corners that no plan shows, and people who stay for weeks come to know them better than staff do"


def test_word_fields_and_typed_numbers() -> None:
    batch = word(
        OPENING,
        para(run(f"{LONG} "), zotero(run("[1]"), 1), run(". Kitchens have gardens [1,2]. Porters ")),
        para(run("Listen to radios at night "), zotero(run("[2,3]"), 2, 3), run(" or sit "), run("[4–6]"), run(".")),
        para(run("It was said "), zotero(run("[4"), 4), run("] and ["), zotero(run("5"), 5), run(", 6].")),
        para(run("The mean was 5 [95% CI 1, 6], on a scale of [1–5], in room 3 [2, 6].")),
    )
    assert shown(batch) == [
        ("[1]", (1,)),
        ("[1,2]", (1, 2)),
        ("[2,3]", (2, 3)),
        ("[4–6]", (4, 5, 6)),
        ("[4", (4,)),
        ("[5, 6]", (5, 6)),
    ]
    assert "citation" not in said(batch)


def test_word_raised_fields_and_typed_numbers() -> None:
    batch = word(
        OPENING,
        para(
            run(f"{LONG}."), zotero(sup("1"), 1), run(" Kitchens have gardens."), sup("2,3"), run(" Of 6 m"), sup("2")
        ),
        para(run("Porters listen to radios."), zotero(sup("3"), 3), sup(",4"), run(" Others sit (5) or stand [6].")),
        para(
            run("They wait"),
            note_mark("footnote", 2),
            run(" in rows."),
            sup("5"),
            run(" It helped (I"),
            sup("2"),
            run(" = 4)."),
        ),
        footnotes=note("footnote", "2", "As all do who wait for a doctor."),
    )
    assert shown(batch) == [("1", (1,)), ("2,3", (2, 3)), ("3,4", (3, 4)), ("5", (5,))]


def note_mark(kind: str, name: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{name}"/></w:r>'


def test_word_fields_and_typed_names() -> None:
    batch = word(
        OPENING,
        para(run(f"{LONG} "), zotero(run("(Abara, 2016)"), 1), run(". Kitchens have gardens (Brandt, 2017).")),
        para(run("As Castelo (2018) found, porters listen to radios "), zotero(run("(Dahl, 2019)"), 4), run(".")),
        para(run("They wait (Eriksen, 2020; Farkas, 2021), in May 2019 too, and since (2020) [3].")),
        numbered=False,
    )
    assert shown(batch) == [
        ("(Abara, 2016)", (1,)),
        ("(Brandt, 2017)", (2,)),
        ("Castelo (2018)", (3,)),
        ("(Dahl, 2019)", (4,)),
        ("(Eriksen, 2020; Farkas, 2021)", (5, 6)),
    ]
    assert [f.clean for f in batch.findings if "radios" in f.clean and f.of is None] == [
        "As Castelo found, porters listen to radios."
    ]


def test_word_a_field_whose_work_the_list_lacks_is_not_read_by_its_words() -> None:
    other = {"id": "Z9", "type": "book", "title": "Quite another book than these", "author": [{"family": "Nobody"}]}
    strange = field(f" ADDIN ZOTERO_ITEM CSL_CITATION {csl(other, record(1))} ", run("[2]"))
    lost = field(f" ADDIN ZOTERO_ITEM CSL_CITATION {csl(other)} ", run("(Farkas, 2021)"))
    body = (para(run(f"{LONG} "), zotero(run("(Abara, 2016)"), 1), run(". So "), lost, run(" and so (Brandt, 2017).")),)
    batch = word(OPENING, *body, numbered=False)
    assert shown(batch) == [("(Abara, 2016)", (1,)), ("(Brandt, 2017)", (2,))]
    assert "none of its 1 works is in the printed list" in said(batch)
    assert shown(word(OPENING, para(run(f"{LONG} "), strange, run("."))))[0][1] == (1,)


def test_word_a_damaged_field_is_read_by_its_words() -> None:
    broken = field(" ADDIN ZOTERO_ITEM CSL_CITATION {cut ", run("[2]"))
    batch = word(OPENING, para(run(f"{LONG} "), zotero(run("[1]"), 1), run(". So "), broken, run(" it is.")))
    assert shown(batch) == [("[1]", (1,)), ("[2]", (2,))]
    assert "the marker's words are read instead" in " | ".join(p.hint for p in batch.problems)


def test_word_numbers_that_are_not_those_of_the_list() -> None:
    """The fields were renumbered, the typed numbers were not."""
    batch = word(
        OPENING,
        para(run(f"{LONG} "), zotero(run("[4]"), 1), run(" and "), zotero(run("[6]"), 2), run(". So it is [3].")),
    )
    assert shown(batch) == [("[4]", (1,)), ("[6]", (2,))]
    assert "may be a citation or a number" in said(batch)


def xref(text: str, *places: int) -> str:
    return f'<xref ref-type="bibr" rid="{" ".join(f"B{n}" for n in places)}">{text}</xref>'


def jats(*body: str, numbered: bool = True) -> Batch:
    items = "".join(
        f'<ref id="B{n}">{f"<label>{n}</label>" if numbered else ""}<mixed-citation>{printed(n, False)}</mixed-citation></ref>'
        for n in range(1, len(WORKS) + 1)
    )
    text = "".join(f"<p>{p}</p>" for p in body)
    return read(
        "<article><front><article-meta><title-group><article-title>Small comforts on wards</article-title></title-group>"
        f"</article-meta></front><body><sec><title>Introduction</title>{text}</sec></body>"
        f"<back><ref-list>{items}</ref-list></back></article>".encode(),
        "a.nxml",
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # ranges of which one end is linked, groups of which one is
        (
            f"So [{xref('1', 1)}]. So [{xref('3', 3)}]–[5]. So [{xref('2', 2)}, 6] and [4].",
            [("[1]", (1,)), ("[3]–[5]", (3, 4, 5)), ("[2, 6]", (2, 6)), ("[4]", (4,))],
        ),
        # raised figures of which some are links
        (
            f"So.<sup>{xref('1', 1)}</sup> So.<sup>{xref('2', 2)},5</sup> So.<sup>4–6</sup> Of 3 m<sup>2</sup> and 10<sup>6</sup>.",
            [("1", (1,)), ("2,5", (2, 5)), ("4–6", (4, 5, 6))],
        ),
        # all are linked: other numbers in brackets are none
        (
            f"So [{xref('1', 1)}]. So [{xref('2–6', 2, 3, 4, 5, 6)}]. It was 4 [2–6], [95% CI 1, 3], range [1, 6], in eq. [3], [2019].",
            [("[1]", (1,)), ("[2–6]", (2, 3, 4, 5, 6))] ,
        ),
        # links to something else are none
        (
            f"So ({xref('1', 1)}) and they say ({xref('2', 2)}). See (<xref ref-type='disp-formula' rid='E3'>3</xref>) there, they say (4).",
            [("(1)", (1,)), ("(2)", (2,)), ("(4)", (4,))],
        ),
        (
            f"So.<sup>{xref('1', 1)}</sup> So.<sup>{xref('2', 2)}</sup> So.<sup><xref ref-type='fn' rid='F3'>3</xref></sup>",
            [("1", (1,)), ("2", (2,))],
        ),
        # a link that leads nowhere is not read by its words
        (f"So [{xref('1', 1)}]. So [{xref('2', 99)}]. So [3].", [("[1]", (1,)), ("[3]", (3,))]),
    ],
)  # fmt: skip
def test_jats(body: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert shown(jats(body)) == expected


def test_jats_names() -> None:
    batch = jats(
        f"So ({xref('Abara, 2016', 1)}). Brandt (2017) differs. So ({xref('Castelo, 2018', 3)}; Dahl, 2019). In (May 2019) no.",
        numbered=False,
    )
    assert [p for _, places in shown(batch) for p in places] == [1, 2, 3, 4]
    assert [f.clean for f in batch.findings if f.of is None and "Brandt" not in f.clean] == [
        "So.",
        "So.",
        "In (May 2019) no.",
    ]


def test_a_participants_words_hold_no_typed_marker() -> None:
    batch = jats(f"So [{xref('1', 1)}].</p><disp-quote><p>I sat there for hours [2].</p></disp-quote><p>So [3].")
    assert [f.kind for f in batch.findings if "hours" in f.text] == ["quote"]
    assert shown(batch) == [("[1]", (1,)), ("[3]", (3,))]


def page(body: str) -> Batch:
    items = "".join(f'<li id="ref{n}">{printed(n, False)}</li>' for n in range(1, len(WORKS) + 1))
    return read(
        f"<!DOCTYPE html><html><head><title>Small comforts</title></head><body><h1>Small comforts on wards</h1><h2>Introduction</h2>"
        f'{body}<h2>References</h2><ol class="references">{items}</ol><p id="note5">A note.</p></body></html>'.encode(),
        "page.html",
    )


def a(text: str, place: int) -> str:
    return f'<a href="#ref{place}">{text}</a>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            f"<p>{LONG} [{a('1', 1)}]. So [{a('2', 2)}–4], so [5] and [{a('6', 6)}].</p>",
            [("[1]", (1,)), ("[2–4]", (2, 3, 4)), ("[5]", (5,)), ("[6]", (6,))],
        ),
        (
            f"<p>{LONG}.<sup>{a('1', 1)}</sup> So.<sup>2</sup> So.<sup>{a('3', 3)}</sup> So.<sup>4, 6</sup> Of 5 m<sup>2</sup>.</p>",
            [("1", (1,)), ("2", (2,)), ("3", (3,)), ("4, 6", (4, 6))],
        ),
        (
            f"<p>{LONG} ({a('Abara, 2016', 1)}). So ({a('Brandt, 2017', 2)}; Castelo, 2018), as Dahl (2019) says.</p>",
            [("Abara, 2016", (1,)), ("Brandt, 2017; Castelo, 2018", (2, 3)), ("Dahl (2019)", (4,))],
        ),
        (
            f"<p>{LONG}.<sup>{a('1', 1)}</sup> So.<sup>{a('2', 2)}</sup> So.<sup><a href='#note5'>5</a></sup></p>",
            [("1", (1,)), ("2", (2,))],
        ),
    ],
)
def test_pages(body: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    got = shown(page(body))
    assert [(m.strip("()") if "(" in m and m[0] == "(" else m, p) for m, p in got] == expected
