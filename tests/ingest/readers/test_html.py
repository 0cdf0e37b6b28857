"""Web pages: what is one, its encoding, archives, pages that show no paper, damage, and single habits of pages."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import read
from ingest.readers import html
from ingest.structure import Structure

PAGES = Path(__file__).resolve().parents[2] / "data" / "pages"
WHOLE = (PAGES / "generic.html").read_bytes()


def page(body: str, head: str = "") -> Structure:
    return html.read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "page.html")


def texts(s: Structure, role: str) -> list[str]:
    return [s.source.text[p.start : p.end] for p in s.parts if p.role == role]


@pytest.mark.parametrize(
    ("data", "name", "is_page"),
    [
        (b"<!DOCTYPE html><p>x", "-", True),
        (b'\xef\xbb\xbf  <!doctype HTML PUBLIC "-//W3C//DTD"><html>', "x.txt", True),
        ("<html><body>x".encode("utf-16"), "x", True),
        ("<html><body>x".encode("utf-16-be"), "x", True),
        (
            b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C"><html xmlns="http://www.w3.org/1999/xhtml">',
            "x",
            True,
        ),
        (b"<!-- saved from url=(0014)about:internet -->\r\n<html>", "x", True),
        (
            b'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"',
            "x.mht",
            True,
        ),
        (b"<p>a fragment", "x.htm", True),
        (b"<p>a fragment", "x.txt", False),
        (b'<?xml version="1.0"?><article xmlns:xlink="x"><front>', "x.nxml", False),
        (b"Plain text about <html> and its tags.", "x.txt", False),
        (b"1. Oak E. Sheds. 2015.", "x.html", False),
        (b"", "x.html", False),
        (b"%PDF-1.4 <html>", "x", False),
        (b"Content-Type: text/plain\n\nhello", "x", False),
    ],
)
def test_what_is_a_page(data: bytes, name: str, is_page: bool) -> None:
    assert html.fits(data, name) is is_page


@pytest.mark.parametrize(
    ("charset", "said"),
    [
        ("utf-8", "utf-8"),
        ("windows-1252", "windows-1252"),
        ("windows-1252", "iso-8859-1"),  # as browsers take it
        ("utf-8", "windows-1252"),  # saved by a browser as UTF-8, its label kept
        ("iso-8859-2", "iso-8859-2"),
        ("utf-16", "utf-8"),
        ("utf-8-sig", "windows-1252"),
        ("windows-1252", "no-such-charset"),
        ("windows-1252", "rot13"),
        ("windows-1252", "utf-8"),
    ],
)
def test_encodings(charset: str, said: str) -> None:
    words = "“Łódź” – naïve" if "1252" not in charset else "“Motörhead” – naïve"
    words = words if charset != "iso-8859-2" else "Łódź"
    data = f"<html><head><meta charset='{said}'></head><body><h1>T</h1><p>{words}</p></body></html>".encode(charset)
    assert words in html.read(data, "x.html").source.text


MHT = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: =?utf-8?Q?Walk?=\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B----"\r\n\r\n\r\n'
    b"------B----\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\np {}\r\n"
    b"------B----\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b'<html><body><h1>Walking</h1><h2>Abstract</h2><p>It =\r\nwas na=EFve [<a href=3D"#r1">1</a>].</p><h2>References</h2>'
    b"<ol><li id=3Dr1>Oak E. Sheds. J Sheds. 2015;1:2-3.</li></ol></body></html>\r\n------B------\r\n"
)


def test_a_page_saved_as_one_file() -> None:
    s = html.read(MHT, "walk.mhtml")
    assert texts(s, "abstract") == ["It was naïve [1]."]
    assert s.cites is not None
    assert [c.targets for c in s.cites] == [(0,)]
    empty = html.read(MHT.replace(b"text/html; charset", b"text/plain; charset"), "walk.mhtml")
    assert [p.message for p in empty.problems][:1] == ["this saved page (MHTML) holds no HTML"]


PROSE = "<p>" + "The text of this study goes on for a while, as texts of studies do. " * 40 + "</p>"
ABSTRACT = "<h1>Walking</h1><h2>Abstract</h2><p>Walking helped people after a stroke to feel less alone.</p>"


@pytest.mark.parametrize(
    ("body", "head", "level", "says"),
    [
        ("<h1>Just a moment...</h1><p>Checking your browser before accessing the site.</p>", "", "error", "no robot"),
        ("<p>Please verify you are a human</p>", "<title>Access denied</title>", "error", "no robot"),
        (
            "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
            "",
            "error",
            "JavaScript",
        ),
        (
            "<h1>Sign in</h1><form><input type=password></form><p>Forgot your password? Log in via your institution</p>",
            "",
            "error",
            "login",
        ),
        (
            ABSTRACT + "<p>Get access to the full version of this article. Rent this article via DeepDyve.</p>",
            "",
            "warning",
            "login",
        ),
        ("<h1>We value your privacy</h1><p>Accept all cookies or manage cookies.</p>", "", "error", "cookies"),
        (ABSTRACT, "", "warning", "an abstract and not the text"),
        (
            ABSTRACT + "<h2>References</h2><ol><li>Oak E. Sheds. J Sheds. 2015;1:2-3.</ol>",
            "",
            "warning",
            "1 references",
        ),
        ("", "", "error", "empty"),
        ("<h1>Journals A to Z</h1><ul><li>Walking</ul>", "", "warning", "no article"),
        (PROSE + "<p>Log in to comment. We use cookies.</p>", "", None, ""),
        (ABSTRACT + "<h2>Introduction</h2><p>Short.</p><h2>Results</h2><p>Shorter.</p><p>Sign in</p>", "", None, ""),
    ],
)
def test_pages_that_show_no_paper(body: str, head: str, level: str | None, says: str) -> None:
    s = page(body, head)
    found = [(p.level, p.message) for p in s.problems]
    assert [x for x, _ in found] == [level] * (level is not None)
    assert all(says in message and problem.hint for (_, message), problem in zip(found, s.problems, strict=True))
    batch = read(f"<html><head>{head}</head><body>{body}".encode(), "x.html")
    assert batch.form == "html"
    if ABSTRACT in body:
        assert batch.document is not None
        assert batch.document.reference.title == "Walking"
        assert [f.text for f in batch.findings if f.kind == "abstract"] == [
            "Walking helped people after a stroke to feel less alone."
        ]


LIST = (
    "<h2>References</h2><ol>"
    + "".join(f"<li id=r{i}>Oak E. Sheds {i}. J Sheds. 2015;1:{i}-9.</li>" for i in range(1, 7))
    + "</ol>"
)


@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        ('[<a href="#r1">1</a>]', [("[1]", (0,))]),
        ('<a href="#r1">[1]</a>', [("[1]", (0,))]),
        ('[<a href="#r1">1</a>–<a href="#r3">3</a>]', [("[1–3]", (0, 1, 2))]),
        ('[<a href="#r1">1</a>]–[<a href="#r3">3</a>]', [("[1]–[3]", (0, 1, 2))]),
        ('[<a href="#r1">1–3</a>]', [("[1–3]", (0, 1, 2))]),
        (
            '[<a href="#r1">1</a>, <a href="#r2">2</a>, <a href="#r5">5</a>-<a href="#r6">6</a>]',
            [("[1, 2, 5-6]", (0, 1, 4, 5))],
        ),
        ('<sup><a href="#r2">2</a>,<a href="#r4">4</a></sup>', [("2,4", (1, 3))]),
        ('(see <a href="#r2">2</a>)', [("2", (1,))]),
        ('(<a href="#r1">Oak, 2015</a>; <a href="#r2">Elm, 2016</a>)', [("(Oak, 2015; Elm, 2016)", (0, 1))]),
        ('<a href="#r1">Oak</a> (<a href="#r1">2015</a>)', [("Oak", (0,)), ("(2015)", (0,))]),
        ('<a href="https://x.org/a?b#r1">1</a>', [("1", (0,))]),
        ('<a rid="r1 r2 r3" href="#r1">1-3</a>', [("1-3", (0, 1, 2))]),
        ('<a data-xml-rid="R4">4</a>', [("4", (3,))]),
        ('<a href="#r3">3</a>–<a href="#r1">1</a>', [("3", (2,)), ("1", (0,))]),
        ('(<a href="#fig1">Figure 1</a>) and <a href="#nowhere">9</a>', []),
    ],
)
def test_links_are_citations(marker: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    others = "".join(f'<a href="#r{i}">{i}</a> or ' for i in range(1, 7))
    s = page(f"<h1>T</h1><h2>Results</h2><p>Walking helped {marker} people.</p><p>All: {others}.</p>{LIST}")
    assert s.cites is not None
    first = next(p for p in s.parts if p.role == "paragraph")
    assert [(s.source.text[c.start : c.end], c.targets) for c in s.cites if c.end <= first.end] == expected


@pytest.mark.parametrize(
    ("item", "text", "doi"),
    [
        (
            "Oak E. Sheds. 2015. [<a href='https://doi.org/10.9999/A.1'>CrossRef</a>]",
            "Oak E. Sheds. 2015.",
            "10.9999/a.1",
        ),
        ("Oak E. Sheds. 2015.<a>Article</a> <a>CAS</a> <a>Google Scholar</a>", "Oak E. Sheds. 2015.", None),
        (
            "Oak E. Sheds. 2015. <a href='/x'>Crossref</a>, <a>Medline</a>, <a>Google Scholar</a>",
            "Oak E. Sheds. 2015.",
            None,
        ),
        (
            "Oak E. Sheds. 2015. doi: <a href='https://doi.org/10.9999/a.1'>10.9999/a.1</a>",
            "Oak E. Sheds. 2015. doi: 10.9999/a.1",
            "10.9999/a.1",
        ),
        ("Oak E. All about <a>PubMed</a> and its words. 2015.", "Oak E. All about PubMed and its words. 2015.", None),
        ("Oak E. Sheds. 2015. <a href='https://doi.org/10.9999%2Fa.1'>View</a>", "Oak E. Sheds. 2015.", "10.9999/a.1"),
    ],
)
def test_links_behind_an_item_are_not_its_text(item: str, text: str, doi: str | None) -> None:
    s = page(f"<h1>T</h1>{PROSE}<div class=references><ol><li>{item}</li></ol></div>")
    assert s.items is not None
    assert [(s.source.text[i.start : i.end], i.doi) for i in s.items] == [(text, doi)]


@pytest.mark.parametrize(
    ("body", "role", "expected"),
    [
        ("<p>one<br>line<br><br>two", "paragraph", ["one line", "two"]),
        ("<p>so\u00adft hy\u200bphens and\u00a0blanks", "paragraph", ["soft hyphens and blanks"]),
        ("<p>words <button>Table 1</button> in a button", "paragraph", ["words Table 1 in a button"]),
        ("<button>Menu</button><p>words", "paragraph", ["words"]),
        ("<p>a <span class='quote'>scare quote</span> stays", "paragraph", ["a scare quote stays"]),
        (
            "<p>f<span class=MathJax_Preview>x</span> <math><mi>n</mi><annotation>\\n</annotation></math>.",
            "paragraph",
            ["f n."],
        ),
        ("<ul><li>one<ul><li>two</ul><li>three</ul>", "list-item", ["one", "two", "three"]),
        ("<table><tr><td><h2>In a table</h2><p>that lays out a page", "paragraph", ["that lays out a page"]),
        ("<figure><figcaption>Fig. 1</figcaption><p class=caption>Walkers</p></figure>", "caption", ["Fig. 1 Walkers"]),
        ("<div class=boxed-text><h3>Box 1</h3><p>In the box", "caption", ["Box 1"]),
    ],
)
def test_habits_of_pages(body: str, role: str, expected: list[str]) -> None:
    assert texts(page(f"<h1>T</h1><h2>Results</h2>{body}"), role) == expected


def test_a_list_outside_the_article_is_its_list() -> None:
    article = "<article><h1>T</h1><h2>Results</h2>" + PROSE + "<p>Seen [<a href='#r1'>1</a>].</p></article>"
    s = page(f"<div class='NLM_sec'></div><main>{article}</main><div id=references-Section1>{LIST}</div>")
    assert s.items is not None
    assert len(s.items) == 6
    assert texts(s, "heading") == ["Results", "References"]


def test_levels_follow_the_order_of_headings_not_their_tags() -> None:
    s = page("<h1>T</h1><h2>A</h2><p>x</p><h4>B</h4><p>x</p><h4>C</h4><p>x</p><h5>D</h5><p>x</p><h2>E</h2><p>x</p>")
    assert [(p.title, p.level) for p in s.parts if p.role == "heading"] == [
        ("A", 1),
        ("B", 2),
        ("C", 2),
        ("D", 3),
        ("E", 1),
    ]


def test_bold_lines_are_headings_where_there_are_no_others() -> None:
    s = page("<h1>T</h1><p><b>Results</b></p><p>Walking helped most of the people who walked with a volunteer.</p>")
    assert texts(s, "heading") == ["Results"]


BOMBS: dict[str, bytes] = {
    "deep div": b"<body>" + b"<div>" * 50_000 + b"<p>in the depth</p>",
    "deep b": b"<body><p>" + b"<b>" * 50_000 + b"in the depth",
    "deep balanced": b"<body>" + b"<div>" * 50_000 + b"in the depth" + b"</div>" * 50_000,
    "formats times paragraphs": b"<body>"
    + b"".join(b"<p><font size=%d>x" % i for i in range(5_000))
    + b"<p>in the depth",
    "data URI": b"<body><img src='data:image/png;base64," + b"A" * 5_000_000 + b"'><p>in the depth</p>",
    "attributes": b"<body><p " + b" ".join(b"a%d=1" % i for i in range(50_000)) + b">in the depth</p>",
    "siblings": b"<body>" + b"<i>a</i>" * 40_000 + b"<p>in the depth</p>",
    "tables": b"<body>" + b"<table><tr><td><p>" * 4_000 + b"in the depth",
    "scripts": b"<body>" + b"<script>var a='<div><div>';</script>" * 10_000 + b"<p>in the depth</p>",
    "script without end": b"<body><p>in the depth</p>" + b"<script><div>" * 30_000,
    "links": b"<body><p>in the depth</p>" + b"<a href='#a' id='a'>1</a>, " * 10_000,
    "comments": b"<body><p>in the depth</p>" + b"<!-- " * 100_000,
    "entities": b"<body><p>in the depth</p>" + b"&lt;&#x41;&nosuch;" * 100_000,
    "quotes": b"<body><p>in the depth</p>" + b"<blockquote><cite>" * 20_000,
    "items": b"<body><p>in the depth</p><div class=references><ol>" + b"<li><a>PubMed</a> [" * 8_000,
    "NULs": b"<body><p>in\0 the\0 depth</p>" + b"words " * 100,
    "unclosed tags": b"<body><p>in the depth</p>" + b"<a" * 100_000,
    "JSON": b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script><body><p>in the depth",
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_read_within_bounds(name: str) -> None:
    started = time.process_time()
    s = html.read(b"<!DOCTYPE html><html>" + BOMBS[name], "bomb.html")
    assert "in the depth" in s.source.text
    assert time.process_time() - started < 10


@pytest.mark.parametrize("name", ["springer", "elsevier", "wiley", "generic"])
def test_a_page_cut_off_anywhere_loses_nothing_before_the_cut(name: str) -> None:
    data = (PAGES / f"{name}.html").read_bytes()
    words = re.findall(r"[a-z]{5,}", html.read(data, name).source.text.lower())
    for cut in range(len(data) // 2, len(data), len(data) // 9):
        text = html.read(data[:cut], name).source.text.lower()
        there = data[:cut].decode("utf-8", "replace").lower()
        lost = [w for w in words if w in re.sub(r"<[^>]{0,3000}>", " ", there) and w not in text]
        assert len(lost) <= 3, lost


def check(data: bytes) -> None:
    """What holds of every input."""
    s = html.read(data, "x.html")
    text, last = s.source.text, 0
    for p in s.parts:
        assert last <= p.start < p.end <= len(text)
        assert not text[last : p.start].strip()
        assert text[p.start] != " " != text[p.end - 1]
        last = p.end
    assert not text[last:].strip()
    at = 0
    for c in s.cites or ():
        assert at <= c.start < c.end <= len(text)
        assert s.items is not None
        assert all(0 <= t < len(s.items) for t in c.targets)
        at = c.end
    for r in s.raised:
        assert 0 <= r.start < r.end <= len(text)
    for i in s.items or ():
        assert 0 <= i.start < i.end <= len(text)


PIECES = (
    "<p> </p> <div> </div> <h1> <h2> </h2> <h3> <li> <ol> </ol> <ul> <blockquote> </blockquote> <table> <tr> <td> </table> "
    "<caption> <sup> </sup> <sub> <br> <a_href='#r1'> </a> <a_name=r1> <a_data-rid='R1_r2'> <b> </b> <section> </section> "
    "<div_class=abstract> <div_class=references> <li_id=r1> <li_id=r2> <span_class=label> </span> <cite> </cite> <aside> "
    "<div_class=c-article-body> <p_class=c-article-references__text_id=r2> <div_class=html-p> <h4_data-nested=2> <button> "
    "</button> <figure> <figcaption> <div_class=captions> <script> </script> <!-- --> <math> <annotation> </math> <svg> "
    "<div_hidden> <main> <article> <body> <html> <head> <title> </title> <meta_name=citation_title_content=x> <template> "
    "<select> <frameset> <noscript> <textarea> <plaintext> <div_class=box> <div_role=listitem> <footer> <h4_class=obj_head> "
    "Results Abstract References Keywords: Figure_1 [ ] ( ) 1 2 – , ; & &lt; &#0; \x00 \u00ad \u00a0 PubMed Google_Scholar "
    "Oak_E._Sheds._J_Sheds._2015;1:2-3. “I_walked” (P4) word. <P <a <!DOCTYPE_html> ]]> <?xml?> \n"
).split(" ")


@given(st.lists(st.sampled_from(PIECES), max_size=60))
@settings(max_examples=150)
def test_any_order_of_tags_is_read(pieces: list[str]) -> None:
    check("".join(p.replace("_", " ") for p in pieces).encode())


@given(st.binary(max_size=300))
@settings(max_examples=50)
def test_any_bytes_are_read(data: bytes) -> None:
    check(data)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_hundred_thousand_damaged_pages() -> None:
    """Pieces in any order, and the pages of all publishers with parts cut out, doubled, swapped and overwritten."""
    rng = random.Random(5)
    pages = [p.read_bytes() for p in sorted(PAGES.glob("*.html"))]
    for i in range(100_000):
        if i % 10:
            data = "".join(rng.choice(PIECES).replace("_", " ") for _ in range(rng.randrange(90))).encode()
        else:
            data = damaged(rng, rng.choice(pages))
        check(data)


def damaged(rng: random.Random, data: bytes) -> bytes:
    """A page with up to eight faults, shortened so that many can be tried."""
    at = rng.randrange(len(data))
    data = data[at : at + 3000] if rng.random() < 0.7 else data
    for _ in range(rng.randrange(1, 9)):
        a, b = sorted(rng.randrange(len(data) + 1) for _ in range(2))
        kind = rng.randrange(4)
        if kind == 0:
            data = data[:a] + data[min(b, a + 50) :]
        elif kind == 1:
            data = data[:b] + data[a : a + 200] + data[b:]
        elif kind == 2:
            data = data[:a] + bytes(rng.randrange(256) for _ in range(rng.randrange(5))) + data[a:]
        else:
            data = data[:a] + rng.choice(PIECES).replace("_", " ").encode() + data[a:]
        data = data or b"<"
    return data
