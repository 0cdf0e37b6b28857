"""Word files: styles, notes, tables, tracked changes, and what reference managers keep behind their markers."""

from __future__ import annotations

import base64
import json

import pytest

from ingest import read
from ingest.model import Batch
from ingest.readers import docx
from tests.ingest.readers.word import (
    STRICT,
    char,
    code,
    csl,
    field,
    heading,
    note,
    package,
    para,
    run,
    sup,
)

ABE = {
    "id": "A1",
    "type": "article-journal",
    "title": "Walking groups after discharge from acute wards",
    "author": [{"family": "Abernethy-Cole", "given": "Ruta"}, {"family": "Van Damme", "given": "Piet"}],
    "issued": {"date-parts": [["2016"]]},
    "container-title": "Journal of Community Walking",
    "DOI": "10.5555/walk.16",
    "abstract": "Not printed in a manuscript.",
}
BEK = {
    "id": "B2",
    "type": "book",
    "title": "Telephone calls by peers",
    "author": [{"family": "Bekele"}],
    "issued": {"date-parts": [[2019]]},
    "publisher": "Lanternhouse",
}
LONG = (
    "People who had a peer worker were admitted less often in the year after discharge than people who had none, "
    "and they stayed for a shorter time when they were admitted at all in that year."
)


def paper(*body: str, **parts: str) -> Batch:
    data = package("".join([para("Peers and admissions", style="Titel"), para("Ada Moss, Ben Okafor"), *body]), **parts)
    return read(data, "paper.docx")


def shown(batch: Batch) -> list[tuple[str, str, tuple[int, ...]]]:
    return [
        (f.kind, f.text, tuple(p for c in f.citations for p in c.places)) for f in batch.findings if f.kind != "title"
    ]


def said(batch: Batch) -> list[str]:
    return [f"{p.level}: {p.message}" for p in batch.problems]


LIST = (
    heading("References"),
    para(
        "1. Abernethy-Cole R, Van Damme P. Walking groups after discharge from acute wards. J Commun Walk. 2016;4:1-9."
    ),
    para("2. Bekele T. Telephone calls by peers. Lanternhouse; 2019."),
)


def test_sections_abstract_keywords_quotes_and_list() -> None:
    batch = paper(
        heading("Abstract"),
        para(LONG),
        para("Keywords: peers; admissions"),
        heading("Results"),
        heading("Theme 1: Being met", 2),
        para("Most participants said that being met mattered:"),
        para("“She was there when I came out, and that was it for me.” (P4)", style="Zitat"),
        para("They were few [1,2].", properties="<w:numPr/>"),
        *LIST,
    )
    document = batch.document
    assert document
    assert document.reference.title == "Peers and admissions"
    assert [p.name for p in document.reference.people] == ["Moss, Ada", "Okafor, Ben"]
    assert document.abstract
    assert document.abstract.text == LONG
    assert document.keywords == ("peers", "admissions")
    assert [(s.path, s.level) for s in document.sections] == [(("Results",), 1), (("Results", "Theme 1: Being met"), 2)]
    assert [t.path for t in batch.themes if t.origin == "heading"] == [("Being met",)]
    assert [(f.kind, f.speaker) for f in batch.findings if f.kind == "quote"] == [("quote", "P4")]
    assert shown(batch)[-1] == ("sentence", "They were few [1,2].", (1, 2))
    assert [c.numbers for f in batch.findings for c in f.citations] == [(1, 2)]
    assert [r.title for r in batch.references] == [ABE["title"], BEK["title"]]
    assert all(f.source.text == f.text for f in batch.findings)


@pytest.mark.parametrize(
    "marker",
    [
        field(f" ADDIN ZOTERO_ITEM CSL_CITATION {csl(ABE, BEK)} ", run("(1,2)")),
        field(f" ADDIN ZOTERO_ITEM CSL_CITATION {csl(ABE, BEK)} ", sup("1,2"), cut=7),
        field(f"ADDIN CSL_CITATION {csl(ABE, BEK)}", run("[1,2]")),
        '<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_'
        + base64.b64encode(csl(ABE, BEK).encode()).decode().rstrip("=")
        + '"/></w:sdtPr><w:sdtContent>'
        + run("[1,2]")
        + "</w:sdtContent></w:sdt>",
        "<w:fldSimple w:instr=' ADDIN ZOTERO_ITEM CSL_CITATION " + csl(ABE, BEK) + "'>" + run("1,2") + "</w:fldSimple>",
        run("[")
        + field(f" ADDIN ZOTERO_ITEM CSL_CITATION {csl(ABE)} ", run("1"))
        + run(", ")
        + field(f" ADDIN ZOTERO_ITEM CSL_CITATION {csl(BEK)} ", run("2"))
        + run("]"),
    ],
    ids=["zotero", "cut code", "mendeley", "mendeley cite", "simple field", "two fields in one bracket"],
)
def test_reference_managers_keep_records(marker: str) -> None:
    batch = paper(heading("Results"), para(run("Admissions fell "), marker, run(" in both groups.")), *LIST)
    assert [(kind, places) for kind, _, places in shown(batch)] == [("sentence", (1, 2))]
    assert batch.findings[0].clean == "Admissions fell in both groups."
    first, second = batch.references
    assert (first.doi, first.container, first.kind) == (
        "10.5555/walk.16",
        "Journal of Community Walking",
        "article-journal",
    )
    assert first.raw.startswith("1. Abernethy-Cole R")
    assert first.get("abstract") is None
    assert (second.kind, second.publisher) == ("book", "Lanternhouse")


def test_records_alone_are_a_list() -> None:
    """A manuscript whose bibliography was never inserted still says what it cites."""
    one, two = (f" ADDIN ZOTERO_ITEM CSL_CITATION {csl(w)} " for w in (BEK, ABE))
    batch = paper(
        heading("Results"),
        para(
            run("One "),
            field(one, run("(Bekele, 2019)")),
            run(". Two "),
            field(two, run("(Abernethy-Cole, 2016)")),
            run("."),
        ),
        para(run("Again "), field(one, run("(Bekele, 2019)")), run(".")),
    )
    assert [r.title for r in batch.references] == [BEK["title"], ABE["title"]]
    assert [places for _, _, places in shown(batch)] == [(1,), (2,), (1,)]
    assert next(c.keys for f in batch.findings for c in f.citations) == (("Bekele", 2019, ""),)
    assert batch.document
    assert batch.document.reference_list is None
    assert [s.title for s in batch.document.sections] == ["Results"]


ENDNOTE = (
    "<EndNote><Cite><Author>Abernethy-Cole</Author><Year>2016</Year><RecNum>7</RecNum><record>"
    '<ref-type name="Journal Article">17</ref-type><contributors><authors><author><style face="normal">Abernethy-Cole, '
    "Ruta</style></author></authors></contributors><titles><title><style>Walking groups after discharge from acute wards"
    "</style></title><secondary-title>Journal of Community Walking</secondary-title></titles><dates><year>2016</year>"
    "</dates><electronic-resource-num>10.5555/walk.16</electronic-resource-num></record></Cite></EndNote>"
)


@pytest.mark.parametrize(
    "marker",
    [
        field(f" ADDIN EN.CITE {ENDNOTE}", run("[1]")),
        char("begin", base64.b64encode(ENDNOTE.encode()).decode())
        + code(" ADDIN EN.CITE ")
        + char("separate")
        + run("[1]")
        + char("end"),
        # EndNote nests a field whose data is the record in the code of the marker's field.
        char("begin")
        + code(" ADDIN EN.CITE ")
        + char("begin", base64.b64encode(ENDNOTE.encode()).decode())
        + code(" ADDIN EN.CITE.DATA ")
        + char("end")
        + char("separate")
        + run("[1]")
        + char("end"),
    ],
    ids=["in the code", "beside it", "nested"],
)
def test_endnote(marker: str) -> None:
    batch = paper(heading("Results"), para(run("Admissions fell "), marker, run(".")), *LIST)
    assert shown(batch) == [("sentence", "Admissions fell [1].", (1,))]
    assert batch.references[0].people[0].given == "Ruta"
    assert batch.references[0].doi == "10.5555/walk.16"


def test_word_bibliography() -> None:
    sources = (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source><b:Tag>Bek19</b:Tag>'
        "<b:SourceType>Book</b:SourceType><b:Title>Telephone calls by peers</b:Title><b:Year>2019</b:Year><b:Author><b:Author>"
        "<b:NameList><b:Person><b:Last>Bekele</b:Last><b:First>Tirunesh</b:First></b:Person></b:NameList></b:Author></b:Author>"
        "</b:Source></b:Sources>"
    )
    marker = field(" CITATION Bek19 \\l 1031 ", run("(Bekele, 2019)"))
    batch = paper(heading("Results"), para(run("Calls helped "), marker, run(".")), *LIST, customXml__item1=sources)
    assert shown(batch) == [("sentence", "Calls helped (Bekele, 2019).", (2,))]
    assert batch.references[1].people[0].given == "Tirunesh"


def test_cross_references_to_numbered_items() -> None:
    item = '<w:bookmarkStart w:id="1" w:name="_Ref9"/>' + run("Bekele T. Telephone calls by peers. Lanternhouse; 2019.")
    batch = paper(
        heading("Results"),
        para(run("Calls helped ["), field(" REF _Ref9 \\r \\h ", run("2")), run("].")),
        *LIST[:2],
        para(item),
    )
    assert shown(batch) == [("sentence", "Calls helped [2].", (2,))]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_that_are_references_are_the_list(kind: str) -> None:
    texts = [
        "Abernethy-Cole R, Van Damme P. Walking groups after discharge. J Commun Walk. 2016;4:1-9.",
        "Bekele T. Telephone calls by peers. J Calls. 2019;2(1):3-7.",
        "Costa M, Dahl E. Meals in common. J Meals. 2020;7:11-19.",
    ]
    mark = {n: f'<w:r><w:{kind}Reference w:id="{n}"/></w:r>' for n in (5, 6, 7)}
    batch = paper(
        heading("Results"),
        para(run("Groups helped."), mark[5], run(" Calls did not."), mark[6], run(" Meals did."), mark[7]),
        **{f"{kind}s": "".join(note(kind, str(n), t) for n, t in zip((5, 6, 7), texts, strict=True))},
    )
    assert [r.raw for r in batch.references] == texts
    assert shown(batch) == [
        ("sentence", "Groups helped.1", (1,)),
        ("sentence", "Calls did not.2", (2,)),
        ("sentence", "Meals did.3", (3,)),
    ]


def test_a_note_that_cites_is_a_citation() -> None:
    inner = field(f" ADDIN ZOTERO_ITEM CSL_CITATION {csl(BEK)} ", run("Bekele, Telephone calls by peers"))
    batch = paper(
        heading("Results"),
        para(run("Calls helped."), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        *LIST,
        footnotes=note("footnote", "2", run("See "), inner, run(", p. 3.")),
    )
    assert shown(batch) == [("sentence", "Calls helped.1", (2,))]
    assert "See Bekele" in batch.source.text


def test_tracked_changes_hidden_parts_and_text_boxes() -> None:
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="x"><mc:Choice><w:drawing><w:txbxContent>'
        + para("Figure 1. Admissions by month.")
        + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        + para("Figure 1. Admissions by month.")
        + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    batch = paper(
        heading("Results"),
        para(
            run("Admissions "),
            "<w:del><w:r><w:delText>rose</w:delText></w:r></w:del>",
            "<w:ins>" + run("fell") + "</w:ins>",
            "<w:moveFrom>" + run(" a lot") + "</w:moveFrom>",
            run(" by a"),
            "<w:r><w:softHyphen/></w:r>",
            run("\u00ad third over twelve"),
            "<w:r><w:noBreakHyphen/></w:r>",
            run("month spans."),
            box,
        ),
    )
    assert batch.source.text.count("Figure 1.") == 1
    assert shown(batch)[0][1] == "Admissions fell by a third over twelve\u2011month spans."


def test_tables_captions_and_layout_tables() -> None:
    def cell(*paras: str) -> str:
        return "<w:tc>" + "".join(paras) + "</w:tc>"

    wide = "<w:tbl><w:tr>" + cell(para("Group")) + cell(para("They were admitted less often.")) + "</w:tr></w:tbl>"
    frame = "<w:tbl><w:tr>" + cell(heading("Results"), para("Admissions fell.")) + "</w:tr></w:tbl>"
    batch = paper(frame, para("Table 1. Admissions by group"), wide, para("Nothing else changed."))
    assert [text for kind, text, _ in shown(batch) if kind == "sentence"] == [
        "Admissions fell.",
        "Nothing else changed.",
    ]
    assert "They were admitted less often." in batch.source.text


def test_no_styles_at_all() -> None:
    bold = "<w:b/>"
    batch = read(
        package(
            "".join(
                [
                    para(run("Peers and admissions", bold)),
                    para("Ada Moss, Ben Okafor"),
                    para(run("Abstract", bold)),
                    para(LONG),
                    para(run("Findings", bold)),
                    para(run("Being met", bold)),
                    para(LONG),
                    para(run("References", bold)),
                    *LIST[1:],
                ]
            ),
            styles="",
        ),
        "plain.docx",
    )
    assert batch.document
    assert batch.document.reference.title == "Peers and admissions"
    assert [s.path for s in batch.document.sections] == [("Findings",), ("Findings", "Being met")]
    assert len(batch.references) == 2


def test_strict_files_and_styles_based_on_headings() -> None:
    data = package(
        para("Peers", style="Titel") + heading("Results") + para("Calls", style="ZitatEng") + para(LONG), space=STRICT
    )
    batch = read(data, "strict.docx")
    assert batch.document
    assert [(s.title, s.level) for s in batch.document.sections] == [("Results", 1), ("Calls", 3)]


BAD_CODES = [
    " ADDIN ZOTERO_ITEM CSL_CITATION {broken",
    " ADDIN ZOTERO_ITEM CSL_CITATION " + "[" * 50_000,
    ' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": 7}',
    " ADDIN EN.CITE <EndNote><Ci",
    " ADDIN EN.CITE <!DOCTYPE a [<!ENTITY b 'c'>]><EndNote>&b;</EndNote>",
]


@pytest.mark.parametrize("bad", BAD_CODES, ids=range(len(BAD_CODES)))
def test_a_damaged_record_is_said(bad: str) -> None:
    batch = paper(heading("Results"), para(run("Fell "), field(bad, run("[1]")), run(".")), *LIST)
    assert shown(batch)[0][1] == "Fell [1]."
    assert any("behind this marker" in x or "EndNote" in x for x in said(batch)), said(batch)


def test_a_work_that_the_list_lacks_is_said() -> None:
    lost = {"id": "Z9", "type": "article-journal", "title": "A work that nobody ever printed in this list"}
    batch = paper(
        heading("Results"),
        para(run("Fell "), field(f" ADDIN ZOTERO_ITEM CSL_CITATION {csl(lost)} ", run("[x]"))),
        *LIST,
    )
    assert [x for x in said(batch) if "is in the printed list" in x]


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_cut_short(keep: float) -> None:
    """What can be unpacked is read, and it is said that there was more."""
    body = "".join(
        para(f"In year {n} the wards admitted {n} people fewer than the year before them.") for n in range(400)
    )
    data = package(heading("Results") + body)
    batch = read(data[: int(len(data) * keep)], "cut.docx")
    assert any("damaged or cut short" in x for x in said(batch))
    assert len(batch.findings) > 20


def test_bombs_and_entities_are_refused() -> None:
    bomb = read(package(run(" " * (70 * 2**20))), "bomb.docx")
    assert any("unpacks to more than 64 MB" in x for x in said(bomb))
    data = package(para(LONG)).replace(b"word/document.xml", b"word/document.xml")
    assert read(data, "x.docx").findings
    hostile = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="w"><w:body/></w:document>'
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", hostile)
    assert any("no XML that can be read" in x for x in said(read(out.getvalue(), "x.docx")))


def test_empty_and_foreign() -> None:
    assert "error: no text in this Word file" in said(read(package(""), "empty.docx"))
    assert not docx.fits(b"PK\x03\x04 something else", "x.docx")
    assert any("Word" in x or "zip" in x for x in said(read(b"PK\x03\x04word/", "x.docx")))


def test_a_record_with_wrong_types_does_no_harm() -> None:
    odd = json.dumps(
        {"citationItems": [{"id": 1, "uris": 7, "itemData": {"title": ["x"], "author": 3, "issued": "soon"}}, 5]}
    )
    batch = paper(
        heading("Results"), para(run("Fell "), field(f" ADDIN CSL_CITATION {odd}", run("[1]")), run(".")), *LIST
    )
    assert shown(batch)[0][1] == "Fell [1]."
