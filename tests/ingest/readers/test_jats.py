"""JATS articles: one of our own, line by line, and a table of what publishers and accidents make of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest import read
from ingest.model import Batch, Finding
from ingest.readers import jats
from ingest.structure import Structure

DATA = Path(__file__).resolve().parents[2] / "data" / "jats"
ARTICLE = DATA / "interviews.nxml"

HEAD = (
    '<article article-type="research-article" xml:lang="en"><front><article-meta><title-group>'
    "<article-title>Peers at work</article-title></title-group></article-meta></front>"
)


def article(body: str, back: str = "") -> bytes:
    return f"{HEAD}<body>{body}</body><back>{back}</back></article>".encode()


def refs(count: int) -> str:
    items = (
        f'<ref id="B{n}"><mixed-citation>Hall J. Title {n}. J Care. 2019;1:{n}.</mixed-citation></ref>'
        for n in range(1, count + 1)
    )
    return f"<ref-list>{''.join(items)}</ref-list>"


def xref(number: int, text: str | None = None) -> str:
    return f'<xref ref-type="bibr" rid="B{number}">{number if text is None else text}</xref>'


def structure(body: str, back: str = "") -> Structure:
    return jats.read(article(body, back), "a.nxml")


def lines(found: Structure, *, body_only: bool = True) -> list[tuple[str, str]]:
    text = found.source.text
    out = [(p.role, text[p.start : p.end]) for p in found.parts]
    return [x for x in out if x[0] != "front" and not (body_only and x[0] == "reference")]


def markers(found: Structure) -> list[tuple[str, tuple[int, ...]]]:
    return [(found.source.text[c.start : c.end], c.targets) for c in found.cites or ()]


def said(batch: Batch | Structure) -> str:
    return "\n".join(f"{p.level}: {p.message}" for p in batch.problems)


def finding(batch: Batch, begins: str) -> Finding:
    return next(f for f in batch.findings if f.text.startswith(begins))


def as_json(found: Structure) -> dict[str, Any]:
    """What a structure says, as the expected file holds it."""
    text = found.source.text
    parts = [
        [
            p.role,
            text[p.start : p.end],
            *([p.level, p.number, p.title] if p.role == "heading" else []),
            *([p.speaker] if p.speaker else []),
        ]
        for p in found.parts
    ]
    items = []
    for item in found.items or ():
        fields = vars(item.reference) if item.reference else None
        kept = {k: _plain(v) for k, v in fields.items() if v} if fields else None
        items.append({"text": text[item.start : item.end], "label": item.label, "fields": kept})
    front = {k: _plain(v) for k, v in vars(found.front).items() if v} if found.front else None
    return {
        "front": front,
        "keywords": list(found.keywords),
        "language": found.language,
        "parts": parts,
        "cites": [[text[c.start : c.end], list(c.targets)] for c in found.cites or ()],
        "raised": [[text[r.start - 3 : r.start], text[r.start : r.end], r.height] for r in found.raised],
        "items": items,
        "problems": [[p.level, p.message] for p in found.problems],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return {k: v for k, v in vars(value).items() if v} if hasattr(value, "__dict__") else value


def test_the_article_is_read_as_written_down_beside_it() -> None:
    found = jats.read(ARTICLE.read_bytes(), ARTICLE.name)
    assert as_json(found) == json.loads(ARTICLE.with_suffix(".json").read_text("utf-8"))


def test_findings_of_the_article() -> None:
    batch = read(ARTICLE.read_bytes(), ARTICLE.name)
    assert batch.form == "jats"
    work = finding(batch, "Peer work is old")
    assert work.citations[0].places == (1, 2, 3)
    assert work.clean == "Peer work is old, and it spreads."
    assert finding(batch, "Others doubt").clean == "Others doubt it."
    hall = finding(batch, "So did Hall")
    assert (hall.clean, hall.citations[0].keys) == ("So did Hall et al. before us.", (("Hall", 2017, ""),))
    told = finding(batch, "I was one")
    assert (told.kind, told.speaker, told.lead_in) == (
        "quote",
        "P12, peer worker",
        "Most peers felt at home and said so:",
    )
    assert finding(batch, "I’d never").speaker == "Nurse 3"
    assert finding(batch, "“It took").speaker == "Manager 2"
    assert finding(batch, "Stays fell.").section == ("Results", "Being heard")
    assert finding(batch, "A desk of").section == ("Results", "Being heard")
    assert finding(batch, "Peer workers are new").kind == "abstract"
    assert finding(batch, "Peer workers are new").section == ("Abstract", "Background")
    assert not any("Peers sind" in f.text or "picture" in f.text for f in batch.findings)
    assert batch.document
    assert batch.document.abstract
    assert batch.document.abstract.text.endswith("Staff felt heard.")
    assert [t.name for t in batch.themes if t.origin == "keyword"] == ["peer support", "home care"]


def test_every_character_that_shows_is_in_one_part() -> None:
    found = jats.read(ARTICLE.read_bytes(), ARTICLE.name)
    text = found.source.text
    covered = [i for p in found.parts for i in range(p.start, p.end)]
    assert len(set(covered)) == len(covered)
    assert all(text[i].isspace() for i in set(range(len(text))) - set(covered))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(f"A [{xref(1)}].", [("[1]", (0,))], id="bracket outside"),
        pytest.param(f"A {xref(1, '[1]')}.", [("[1]", (0,))], id="bracket inside"),
        pytest.param(f"A [{xref(1)}–{xref(4)}].", [("[1–4]", (0, 1, 2, 3))], id="range"),
        pytest.param(f"A [{xref(1)}]–[{xref(3)}].", [("[1]–[3]", (0, 1, 2))], id="range of brackets"),
        pytest.param(f"A [{xref(1)}],[{xref(3)}].", [("[1],[3]", (0, 2))], id="list of brackets"),
        pytest.param(f"A [{xref(1)}, {xref(3)}-{xref(5)}].", [("[1, 3-5]", (0, 2, 3, 4))], id="list and range"),
        pytest.param('A [<xref ref-type="bibr" rid="B1 B2 B3">1–3</xref>].', [("[1–3]", (0, 1, 2))], id="several rids"),
        pytest.param(f"A [{xref(1)}–{xref(2, '')}{xref(3)}].", [("[1–3]", (0, 1, 2))], id="empty in a range"),
        pytest.param(f"A{xref(2, '')} b.", [("[2]", (1,))], id="empty alone"),
        pytest.param(f"A<sup>{xref(1)},{xref(2)}</sup> b.", [("1,2", (0, 1))], id="raised"),
        pytest.param(f"A.<sup>{xref(1)} {xref(2)}</sup> Then b.", [("1 2", (0, 1))], id="raised with a blank"),
        pytest.param(f"A<sup>({xref(1)})</sup> b.", [("(1)", (0,))], id="raised brackets"),
        pytest.param(f"A (e.g. {xref(1)}; {xref(2)}) b.", [("(e.g. 1; 2)", (0, 1))], id="words that go along"),
        pytest.param(f"A (n = 12; {xref(1)}) b.", [("1", (0,))], id="other words in brackets"),
        pytest.param(
            f"A ({xref(1, 'Li, 2019')}; {xref(2, 'Ho, 2020')}) b.", [("(Li, 2019; Ho, 2020)", (0, 1))], id="author–year"
        ),
        pytest.param(f"{xref(1, 'Li et al. (2019)')} say b.", [("(2019)", (0,))], id="name in the sentence"),
        pytest.param(f"Li et al. ({xref(1, '2019')}) say b.", [("(2019)", (0,))], id="only the year is a link"),
        pytest.param(f"{xref(1, 'Li et al.')} (2019) say b.", [("(2019)", (0,))], id="only the name is a link"),
        pytest.param('A [<xref ref-type="bibr" rid="B77">77</xref>] b.', [("[77]", ())], id="nowhere"),
        pytest.param('A <xref ref-type="fig" rid="F1">Fig. 1</xref> b.', [], id="a figure"),
    ],
)
def test_markers(body: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert markers(structure(f"<p>{body}</p>", refs(5))) == expected


def test_without_any_link_the_words_are_asked() -> None:
    batch = read(article("<p>It was low [1, 2]. Then it rose.</p>", refs(3)), "a.nxml")
    assert [c.numbers for c in finding(batch, "It was low").citations] == [(1, 2)]


def test_a_note_that_cites_stands_for_what_it_cites() -> None:
    body = '<p>It holds.<xref ref-type="fn" rid="n1"><sup>1</sup></xref></p>'
    back = f'<fn-group><fn id="n1"><p>See {xref(2)} and {xref(3)}.</p></fn></fn-group>{refs(3)}'
    assert markers(structure(body, back))[0] == ("1", (1, 2))


def test_a_marker_set_behind_the_stop_belongs_to_its_sentence() -> None:
    batch = read(article(f"<p>It was low.{xref(1)} {xref(2)} Then it rose.</p>", refs(2)), "a.nxml")
    assert [(f.clean, [c.places for c in f.citations]) for f in batch.findings if f.kind == "sentence"] == [
        ("It was low.", [(1, 2)]),
        ("Then it rose.", []),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<p>One<fig><label>Fig 1</label><caption><title>Flow.</title></caption></fig> two.</p>", [("paragraph", "One two."), ("caption", "Fig 1 Flow.")], id="a figure goes below"),
        pytest.param("<p>One: <list><list-item><p>a</p></list-item></list> two.</p>", [("paragraph", "One:"), ("list-item", "a"), ("paragraph", "two.")], id="a list parts"),
        pytest.param("<list><list-item><label>i.</label><p>a</p><p>b</p></list-item></list>", [("furniture", "i."), ("list-item", "a"), ("list-item", "b")], id="label of an item"),
        pytest.param("<sec><title/><p>a</p></sec>", [("paragraph", "a")], id="empty title"),
        pytest.param("<sec><label>2.1</label><title>Who</title></sec>", [("heading", "2.1 Who")], id="number"),
        pytest.param("<def-list><def-item><term>PW</term><def><p>a peer</p></def></def-item></def-list>", [("list-item", "PW"), ("list-item", "a peer")], id="definitions"),
        pytest.param("<verse-group><verse-line>Roses are</verse-line><verse-line>red</verse-line></verse-group>", [("paragraph", "Roses are red")], id="verse"),
        pytest.param("<disp-quote><p>a</p><attrib>— Bo</attrib><p>b</p><attrib>Al</attrib></disp-quote>", [("quote", "a"), ("attribution", "— Bo"), ("quote", "b"), ("attribution", "Al")], id="two quotations"),
        pytest.param("<speech><speaker>P1:</speaker><p>Well.</p></speech>", [("attribution", "P1:"), ("quote", "Well.")], id="speech"),
        pytest.param("<p>x <italic>in</italic>\n  <bold>vi</bold>tro&#x000A0;y&#x000AD;z</p>", [("paragraph", "x in vitro yz")], id="white space and soft hyphen"),
        pytest.param("<p>a<index-term><term>no</term></index-term>b</p>", [("paragraph", "ab")], id="index terms are silent"),
        pytest.param("<table-wrap><table><tr><td>a<break/>b</td><td><p>c</p></td></tr></table></table-wrap>", [("cell", "a b\tc")], id="cells"),
        pytest.param("<table-wrap><table><tbody><tr><td/><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td/></tr></tbody></table></table-wrap>", [("cell", "a b c")], id="table in a cell, empty cells"),
        pytest.param("<statement><label>Theorem 1</label><p>It is.</p></statement>", [("paragraph", "Theorem 1"), ("paragraph", "It is.")], id="statement"),
        pytest.param("<unknown><p>a</p>b<p>c</p></unknown>", [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")], id="unknown element"),
        pytest.param("<boxed-text><ack><p>a</p></ack></boxed-text>", [("furniture", "Acknowledgements"), ("paragraph", "a")], id="untitled part in a box"),
        pytest.param("loose <bold>text</bold>", [("paragraph", "loose text")], id="text outside paragraphs"),
        pytest.param("<p><tex-math>$$\\alpha_{2} &lt; 3$$</tex-math></p>", [("paragraph", "α2 < 3")], id="TeX only"),
        pytest.param('<p><math><mfenced open="[" close="]"><mi>a</mi><mi>b</mi></mfenced></math></p>', [("paragraph", "[a, b]")], id="mfenced"),
    ],
)  # fmt: skip
def test_blocks(body: str, expected: list[tuple[str, str]]) -> None:
    assert lines(structure(body)) == expected


@pytest.mark.parametrize(
    ("paragraph", "role"),
    [
        ("<italic>I never felt that I was alone there.</italic>", "quote"),
        ("<italic>They came and went as they liked.</italic> (P7, male)", "quote"),
        ("<italic>Study design</italic>", "paragraph"),
        ("We used <italic>I feel at home here</italic> as an item.", "paragraph"),
        ("<italic>The intervention was delivered by trained nurses.</italic>", "paragraph"),
    ],
)
def test_a_paragraph_in_italics_is_a_quotation_when_it_talks(paragraph: str, role: str) -> None:
    found = structure(f"<sec><title>Results</title><p>Peers were asked.</p><p>{paragraph}</p></sec>")
    assert lines(found)[-1][0] == role


def test_text_without_a_heading_is_no_part_of_the_abstract() -> None:
    abstract = "<abstract><p>Short and clear.</p></abstract></article-meta>"
    data = article("<p>The text begins.</p>").decode().replace("</article-meta>", abstract)
    batch = read(data.encode(), "a.nxml")
    assert [(f.kind, f.section) for f in batch.findings] == [("abstract", ("Abstract",)), ("sentence", ())]


def test_back_matter_after_the_list_stands_before_it() -> None:
    back = f"{refs(1)}<app-group><app><title>Appendix A</title><p>More of it.</p></app></app-group><sec><title>Funding</title><p>None.</p></sec>"
    batch = read(article("<sec><title>Results</title><p>It works.</p></sec>", back), "a.nxml")
    assert batch.document
    assert [s.title for s in batch.document.sections] == ["Results", "Appendix A", "Funding"]
    assert len(batch.references) == 1
