"""`kb show PAPER --text` and `--html`: what was recognised, marked; nothing of the paper can break the page."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from bib.model import Place, Problem, Span
from kb import concepts
from kb.base import Base
from kb.marked import Marked, marked, paragraphs
from kb.show_html import page_of
from kb.show_text import text_of
from kb.store import Store
from kb.texts import text_named

HOSTILE = (
    """Peers <script>alert("1")</script> & 'friends' ]]> reduce "hospitalisation" </style> \x00\x1b[31m \u202e {{x}}"""
)

PAPER = """Peer workers on two wards: a small study

Ann Author, Ben Writer

Abstract

We report what peer workers did on two wards. Peer workers reduced readmissions [1].

1. Introduction

Peer workers are paid for their experience [1,2]. Others disagree [9].

2. Results

Peer workers reduced readmissions on both wards [2]. A nurse said:

“They came back far less often than before, and they told us so themselves.” (Nora, nurse)

References

1. Adams A. Peers on a ward. J Ward Care. 2010;3(2):10-19.
2. Baker B, Clark C. A trial of peers after discharge. J Home Care. 2012;5:1-8.
"""


def plain(text: str, **_: Any) -> str:
    return text


@pytest.fixture
def shown(store: Store) -> Any:
    """Adds a batch, and gives what is marked in its paper."""

    def show(batch: Any, name: str) -> Marked:
        with Base(store, concepts.load(), "tester", None) as base:
            base.add(batch)
            return marked(base.store, *text_named(base.store, name))

    return show


def read(text: str, name: str = "paper.txt") -> Any:
    import ingest

    return ingest.read(text.encode(), name)


def tree(paper: Marked) -> Any:
    return lxml_html.fromstring("".join(page_of(paper)))


def test_the_page_has_every_finding_at_its_place(shown: Any) -> None:
    paper = shown(read(PAPER), "paper.txt")
    page = tree(paper)
    spans = page.xpath("//span[contains(@class, 'f ')]")
    assert {s.get("id") for s in spans} == {f["id"] for f in paper.findings}
    for span in spans:
        whole = paper.text[int(span.get("data-start")) : int(span.get("data-end"))]
        for extra in span.xpath(".//sup"):
            extra.drop_tree()
        assert " ".join(span.text_content().split()) == " ".join(whole.split())
    assert [h.text for h in page.xpath("//main/h2")] == ["Abstract", "1. Introduction", "2. Results"]
    assert "says Nora" in page.xpath("string(//main)")


def test_citations_lead_to_items_with_their_fields(shown: Any) -> None:
    page = tree(shown(read(PAPER), "paper.txt"))
    linked = list(page.xpath("//a[contains(@class, 'c linked')]"))
    assert [(a.text, a.get("href")) for a in linked] == [("[1]", "#r-1"), ("[1,2]", "#r-1"), ("[2]", "#r-2")]
    assert "adams2010" in linked[0].get("title")
    row = page.get_element_by_id("r-2")
    assert "Baker B, Clark C. A trial" in row.text_content()
    fields = dict(zip(row.xpath(".//dt/text()"), row.xpath(".//dd/text()"), strict=True))
    assert (fields["container"], fields["volume"], fields["citekey"]) == ("J Home Care", "5", "baker2012")
    for link in page.xpath("//a[starts-with(@href, '#')]"):
        assert page.get_element_by_id(link.get("href")[1:]) is not None


def test_markers_without_a_list_lead_nowhere(shown: Any) -> None:
    page = tree(shown(read(PAPER.partition("References")[0]), "paper.txt"))
    nowhere = page.xpath("//main//span[contains(@class, 'c unlinked')]/text()")
    assert nowhere == ["[1]", "[1,2]", "[9]", "[2]"]
    assert not page.xpath("//a[contains(@class, 'c linked')]")
    assert "--list-of" in page.xpath("string(//*[@id='references'])")


def test_the_page_stands_alone(shown: Any) -> None:
    text = "".join(page_of(shown(read(PAPER), "paper.txt")))
    page = lxml_html.fromstring(text)
    assert not page.xpath("//link | //img | //iframe | //*[@src] | //a[not(starts-with(@href, '#'))][@href]")
    script = page.xpath("//script")
    assert len(script) == 1
    policy = page.xpath("//meta[@http-equiv]/@content")[0]
    digest = base64.b64encode(hashlib.sha256(script[0].text.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    assert not re.search(r"https?://|url\(|@import", page.xpath("//style")[0].text)
    boxes = {box.get("data-hides") for box in page.xpath("//input[@type='checkbox']")}
    assert boxes >= {"o-own", "o-cited", "o-participant", "o-author", "k-sentence", "linked", "unlinked", "plain"}
    assert all(f".no-{box} " in page.xpath("//style")[0].text for box in boxes)


def test_hostile_text_stays_text(shown: Any, worlds: Any) -> None:
    mine = worlds.Work(f"{HOSTILE} title", '<img src=x onerror="x">', 2021)
    listed = worlds.Work(f"Listed {HOSTILE}", "O'<b>Neil</b>", 2001)
    batch = worlds.paper('a"><script>.txt', mine, [(HOSTILE, (1,)), (f"{HOSTILE} 2", (7,))], [listed])
    first = replace(batch.findings[0], speaker='"><script>', section=("<i>",), hedge="may", kind="quote")
    odd = Problem("warning", "<script>message", "<b>hint", Span(batch.source, 3, 9))
    paper = shown(replace(batch, findings=(first, *batch.findings[1:]), problems=(odd,)), 'a"><script>.txt')
    text = "".join(page_of(paper))
    page = lxml_html.fromstring(text)
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//main//i | //img | //section//b[not(parent::li)] | //*[@onerror]")
    assert "\x00" not in text
    assert "\x1b" not in text
    wanted = HOSTILE.replace("\x00", "\ufffd").replace("\x1b", "\ufffd")
    assert wanted in page.xpath("string(//main)")
    assert "<script>message" in page.xpath("string(//*[@id='problems'])")


def test_pages_stand_before_their_text(shown: Any) -> None:
    batch = read(PAPER)
    at = batch.source.text.index("2. Results")
    source = replace(batch.source, places=(Place(0, at - 2, "6"), Place(at, len(batch.source.text), "7")))
    paper = shown(replace(batch, source=source), "paper.txt")
    assert tree(paper).xpath("//div[@class='page']/text()") == ["p. 6", "p. 7"]
    assert "— p. 7 —" in "".join(text_of(paper, 80, plain))


def test_every_letter_is_in_one_stretch(shown: Any) -> None:
    paper = shown(read(PAPER.replace("on both wards [2]", "on both\nwards [2]")), "paper.txt")
    items = [(i.start, i.end) for i in paper.items]
    seen = [n for p in paragraphs(paper) for s in p for n in range(s.start, s.end)]
    assert len(seen) == len(set(seen))
    left = "".join(c for n, c in enumerate(paper.text) if n not in set(seen) and not any(a <= n < b for a, b in items))
    assert not left.strip()


def test_the_terminal_shows_marks_links_and_speakers(shown: Any) -> None:
    paper = shown(read(PAPER), "paper.txt")
    lines = "".join(text_of(paper, 60, plain)).splitlines()
    assert max(map(len, lines)) <= 60
    text = " ".join(" ".join(lines).split())
    assert "§ Introduction" in text
    assert "[1,2]→adams2010,baker2012. ⟦S·" in text
    assert re.search(r"⟦Q·participant: Nora[^⟧]*⟧ “They came back", text)


def test_colours_change_no_letter(shown: Any) -> None:
    import click

    paper = shown(read(PAPER), "paper.txt")
    coloured = "".join(text_of(paper, 60, click.style))
    assert "\x1b[" in coloured
    assert click.unstyle(coloured) == "".join(text_of(paper, 60, plain))


def test_the_command(kb: Any, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(PAPER, "utf-8")
    kb("add", "paper.txt")
    said = kb("show", "author", "--text")
    assert said.code == 1
    assert kb("show", "paper.txt", "--html", "check.html").code == 0
    assert "<!doctype html>" in (tmp_path / "check.html").read_text("utf-8")
    assert kb("show", "paper.txt", "--text").out.startswith("Peer workers on two wards: a small study (")
    assert kb("show", "adams2010", "--text").code == 1
    assert "only its entry in lists" in kb("show", "adams2010", "--text").err


def test_a_list_that_is_attached_is_shown(store: Store) -> None:
    text, _, listed = PAPER.partition("References\n\n")
    with Base(store, concepts.load(), "tester", None) as base:
        base.add(read(text))
        base.add(read(listed, "list.txt"), list_of="paper.txt")
        paper = marked(store, *text_named(store, "paper.txt"))
    assert [i.label for i in paper.items] == ["1", "2"]
    assert paper.items[0].raw.endswith("Adams A. Peers on a ward. J Ward Care. 2010;3(2):10-19.")
    assert paper.unlinked == 1
    assert "Others disagree [9]→?." in " ".join("".join(text_of(paper, 80, plain)).split())
