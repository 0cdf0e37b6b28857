"""XML as it comes: broken, hostile, wrongly labelled. Nothing is fetched, nothing blows up, the rest is read."""

from __future__ import annotations

import time

import pytest

from ingest import read
from ingest.model import Batch
from ingest.readers import jats, reader_for, xml

HEAD = (
    '<article article-type="research-article"><front><article-meta><title-group>'
    "<article-title>Peers at work</article-title></title-group></article-meta></front><body>"
)
TAIL = "<sec><title>Results</title><p>It works well. It was good.</p></sec></body></article>"
WHOLE = HEAD + TAIL
BOMB = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
IN_ATTRIBUTE = WHOLE.replace("<p>", "<p id='&j;'>")
NAMED = WHOLE.replace("<article ", "<article xmlns='https://jats.nlm.nih.gov/ns/archiving/1.3/' ")
ACCENT = WHOLE.replace("well", "wéll")


def both(data: str | bytes) -> Batch:
    return read(data.encode() if isinstance(data, str) else data, "a.nxml")


def said(batch: Batch) -> str:
    return "\n".join(f"{p.level}: {p.message}" for p in batch.problems)


@pytest.mark.parametrize(
    ("data", "text", "problem"),
    [
        pytest.param(f'<!DOCTYPE article [<!ENTITY a "ha">{BOMB}]>{WHOLE.replace("works", "works &j;")}', "It works &j; well.", "not expanded", id="entity bomb"),
        pytest.param(f'<!DOCTYPE article [<!ENTITY a "ha">{BOMB}]>{IN_ATTRIBUTE}', "It works well.", "not expanded", id="entity bomb in an attribute"),
        pytest.param(f'<!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/passwd">]>{WHOLE.replace("works", "works &x;")}', "It works &x; well.", "lies elsewhere", id="external entity"),
        pytest.param(f'<!DOCTYPE article [<!ENTITY % x SYSTEM "http://nowhere.invalid/x.dtd"> %x;]>{WHOLE}', "It works well.", "lies elsewhere", id="external parameter entity"),
        pytest.param(f'<!DOCTYPE article SYSTEM "http://nowhere.invalid/x.dtd">{WHOLE}', "It works well.", "", id="document type elsewhere"),
        pytest.param(f'<!DOCTYPE article [<!ENTITY mu "&#956;">]>{WHOLE.replace("works", "&mu;works")}', "It μworks well.", "", id="short entity"),
        pytest.param(WHOLE.replace("works", "works &amp; &alpha;&#8211;&foo; & <3"), "It works & α–&foo; & <3 well.", "no known character", id="names and bare signs"),
        pytest.param(WHOLE.replace("works", "wor\x00ks\x0b&#0;&#xFFFF;"), "It wor�ks��� well.", "does not allow", id="control characters"),
        pytest.param(HEAD + TAIL[:47], "It works well. It", "ends before", id="truncated"),
        pytest.param(WHOLE.replace("</p>", ""), "It works well. It was good.", "broken XML", id="unclosed"),
        pytest.param("\n\n  " + '<?xml version="1.0"?>' + WHOLE, "It works well.", "", id="blank before the declaration"),
        pytest.param(('<?xml version="1.0" encoding="UTF-16"?>' + ACCENT).encode("utf-16"), "It works wéll.", "", id="UTF-16"),
        pytest.param(b'<?xml version="1.0" encoding="ISO-8859-1"?>' + ACCENT.encode("latin-1"), "It works wéll.", "", id="Latin-1"),
        pytest.param(b'<?xml version="1.0" encoding="UTF-8"?>' + ACCENT.encode("latin-1"), "It works wéll.", "not UTF-8", id="Latin-1 called UTF-8"),
        pytest.param(b'<?xml version="1.0" encoding="ISO-8859-1"?>' + ACCENT.encode(), "It works wéll.", "say otherwise", id="UTF-8 called Latin-1"),
        pytest.param(b'<?xml version="1.0" encoding="UTF-16"?>' + ACCENT.encode(), "It works wéll.", "say otherwise", id="UTF-8 called UTF-16"),
        pytest.param(b'<?xml version="1.0" encoding="rot13"?>' + ACCENT.encode(), "It works wéll.", "", id="no encoding of text"),
        pytest.param(f"<pmc-articleset>{WHOLE}{WHOLE}{WHOLE}</pmc-articleset>", "It works well.", "2 more articles", id="a set"),
        pytest.param(WHOLE + WHOLE, "It works well.", "1 more article", id="one behind the other"),
        pytest.param(f'<o:OAI-PMH xmlns:o="http://www.openarchives.org/OAI/2.0/"><o:record>{NAMED}</o:record></o:OAI-PMH>', "It works well.", "", id="OAI"),
        pytest.param(HEAD + "<sec>" * 5000 + "<p>Deep words.</p>" + "</sec>" * 5000 + TAIL, "Deep words.", "deep", id="sections 5,000 deep"),
        pytest.param(HEAD + "<p>" + "<b>" * 5000 + "Deep words." + "</b>" * 5000 + "</p>" + TAIL, "It works well.", "deep", id="bold 5,000 deep"),
        pytest.param(HEAD + "<p>" + "<list><list-item><p>a" * 3000 + "</p></list-item></list>" * 3000 + "</p>" + TAIL, "It works well.", "deep", id="lists 3,000 deep"),
        pytest.param(HEAD + "<p><math>" + "<mrow>" * 1500 + "<mi>q</mi>" + "</mrow>" * 1500 + "</math></p>" + TAIL, "q", "", id="formula 1,500 deep"),
        pytest.param('<article article-type="x"><front/><body/></article>', "", "no text of its own", id="empty body"),
        pytest.param('<article article-type="x"><body><p>Only text.</p></body></article>', "Only text.", "no title", id="neither title nor list"),
        pytest.param(WHOLE.replace("</article>", '<sub-article article-type="reply"><body><p>Other words.</p></body></sub-article></article>'), "It works well.", "1 sub-articles", id="sub-article"),
    ],
)  # fmt: skip
def test_odd_files(data: str | bytes, text: str, problem: str) -> None:
    started = time.process_time()
    batch = both(data)
    assert time.process_time() - started < 5
    assert batch.form == "jats"
    assert text in batch.source.text
    assert (problem in said(batch)) if problem else ("broken" not in said(batch) and "encoding" not in said(batch))
    assert "Other words" not in batch.source.text
    assert all(f.source.text == f.text for f in batch.findings)
    assert "root:" not in batch.source.text


@pytest.mark.parametrize(
    "data",
    [
        "<!DOCTYPE html><html><body><article><p>Log in</p></article></body></html>",
        '<article class="post"><div><h1>Peers</h1></div></article>',
        '<article xmlns="http://docbook.org/ns/docbook" version="5.0"><info/><para>x</para></article>',
        '<OAI-PMH><record><metadata><dc:title xmlns:dc="x">T</dc:title></metadata></record></OAI-PMH>',
        "1. Hall J. The <article> in the text. J Care. 2019.",
        "",
        "<",
        "<?xml version='1.0'?>",
    ],
)
def test_what_is_no_article(data: str) -> None:
    assert not jats.fits(data.encode(), "a.nxml")
    assert both(data).form != "jats"


@pytest.mark.parametrize(
    "start",
    [
        '<article dtd-version="3.0">',
        "\ufeff<!-- made by hand --><article><front/>",
        '<?xml version="1.0"?><?pi x?><!DOCTYPE article PUBLIC "-//NLM//DTD Journal Publishing DTD v2.3 20070202//EN" "journalpublishing.dtd"><article>',
        '<j:article xmlns:j="http://jats.nlm.nih.gov"><j:front/>',
        "<pmc-articleset>\n<article>",
        '<!DOCTYPE article [<!ENTITY a "]"><!ENTITY b "c">]><article article-type="letter">',
    ],
)
def test_what_is_one(start: str) -> None:
    for data in (start.encode(), start.encode("utf-16")):
        assert reader_for(data, "x") is jats


def test_a_paragraph_of_five_megabytes() -> None:
    body = "Word one two three. " * 250_000
    started = time.process_time()
    found = jats.read(f"{HEAD}<p>{body}</p></body></article>".encode(), "a.nxml")
    assert time.process_time() - started < 5
    assert len(found.source.text) > 4_999_990
    assert not found.problems


@pytest.mark.parametrize(
    "paragraph",
    [
        '(<xref ref-type="bibr" rid="B1">1</xref>' * 10_000 + ")" * 10_000,
        '<xref ref-type="bibr" rid="B1">1</xref>, ' * 20_000,
        "(" * 20_000 + '<xref ref-type="bibr" rid="B1">1</xref>' + ")" * 20_000,
        "<sup>1</sup> " * 20_000,
        "&x; <" * 50_000,
        "<table-wrap><table><tr><td>a" * 60 + "</td></tr></table></table-wrap>" * 60,
    ],
)
def test_time_is_linear(paragraph: str) -> None:
    started = time.process_time()
    jats.read(f"{HEAD}<p>{paragraph}</p></body></article>".encode(), "a.nxml")
    assert time.process_time() - started < 5


def test_more_than_the_largest_is_said_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "LARGEST", 1000)
    batch = both(HEAD + "<p>" + "word " * 1000 + "</p></body></article>")
    assert "not read at once" in said(batch)
    assert not batch.findings


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<a>x<b>y</b>z</a>", "xyz"),
        (b"<a>x<!-- said aside -->y</a>", "xy"),
        (b"<a>x<b>y", "xy"),
        (b"", None),
        (b"no XML", None),
        (b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', None),
        (b'<?xml version="1.0"?><!doctype a SYSTEM "http://nowhere.invalid/x.dtd"><a>x</a>', None),
        (b"<a>x</a>\xff\x00", "x"),
    ],
)
def test_what_programs_write_declares_nothing(data: bytes, words: str | None) -> None:
    root = xml.undeclared(data)
    assert (xml.flat(root) if root is not None else None) == words
