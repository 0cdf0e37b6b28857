"""JATS (NISO Z39.96, 1.0–1.3) and its forerunners of NLM (2.x, 3.0), as publishers and PMC give them.

Here lives what the marks of an article say: front matter, abstracts, sections, paragraphs, quotations, links to items,
fields of items. Not here: XML as such (`ingest.readers.xml`) and what only words tell (`ingest.structured`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bib.model import Problem, Span
from ingest.structure import Structure

if TYPE_CHECKING:
    from ingest.readers.xml import Element

VERSION = "jats@1"

_HEAD = 200_000  # bytes that are looked at
_ROOT = re.compile(
    r"\s{0,1000}(?:<\?[^>]{0,500}\?>\s{0,1000}|<!--(?:[^-]|-(?!->)){0,5000}-->\s{0,1000}|"
    r"<!DOCTYPE[^<>\[]{0,1000}(?:\[(?:[^\]]|\](?!\s{0,20}>)){0,100000}\]\s{0,20})?>\s{0,1000}){0,20}"
    r"<(?:[A-Za-z_][\w.-]{0,40}:)?(?P<root>[A-Za-z][\w.-]{0,40})(?P<attributes>[^<>]{0,4000})"
)
_WRAPPERS = frozenset(("pmc-articleset", "OAI-PMH", "GetRecord", "ListRecords", "record", "records", "articles"))
_TYPED = re.compile(r"JATS|//NLM//|archivearticle|journalpublishing|articleauthoring", re.IGNORECASE)
_INSIDE = re.compile(r"<(?:\w{1,20}:)?(?:front|article-meta|journal-meta|body|back)[\s>/]")
_ARTICLE = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?article(?=[\s>/])")


def fits(data: bytes, name: str) -> bool:
    """Is this an article of JATS, alone or in a wrapper of PMC or OAI? Judged by its first element, not its name."""
    found = _ROOT.match(_start(data))
    if found is None:
        return False
    head = _start(data)
    if found["root"] == "article":
        return (
            _TYPED.search(head, 0, found.end()) is not None
            or "article-type" in found["attributes"]
            or "dtd-version" in found["attributes"]
            or _INSIDE.search(head, found.end()) is not None
        )
    return found["root"] in _WRAPPERS and _ARTICLE.search(head, found.end()) is not None


def _start(data: bytes) -> str:
    """The first characters, without a byte order mark."""
    head = data[:_HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]:
        little = head[:2] == b"\xff\xfe" or head[1:2] == b"\0"
        return (
            head[: len(head) - len(head) % 2].decode("utf-16-le" if little else "utf-16-be", "replace").lstrip("\ufeff")
        )
    return head.decode("utf-8", "replace").lstrip("\ufeff")


def read(data: bytes, name: str, lineage: str | None = None) -> Structure:
    """The structure of the first article in some XML; never raises on content."""
    from ingest.readers import source_of, xml
    from ingest.readers.jats.article import Article

    parsed = xml.parse(data)
    root = _article(parsed.root)
    if root is None:
        source = source_of(data, name, lineage, VERSION, "")
        missing = Problem("error", "no article in this XML", "nothing was read", Span(source, 0, 0))
        said = tuple(Problem(p.level, p.message, p.hint, Span(source, 0, 0)) for p in parsed.problems)
        return Structure(source, "jats", (), (), (), (), problems=(*said, missing))
    article = Article(root)
    article.read()
    writer = article.writer
    source = source_of(data, name, lineage, VERSION, writer.text())
    size = len(source.text)
    at = size if parsed.cut else 0
    problems = [Problem(p.level, p.message, p.hint, Span(source, at, at)) for p in parsed.problems]
    problems += (
        Problem(p.level, p.message, p.hint, Span(source, 0, 0)) for p in _odd(root, parsed.text, article.body.deep)
    )
    problems += (
        Problem(o.level, o.message, o.hint, Span(source, min(o.start, size), min(o.end, size))) for o in writer.odd
    )
    return Structure(
        source,
        "jats",
        tuple(writer.parts),
        tuple(writer.cites) if writer.cites or not article.items else None,  # a file without links: by its words
        tuple(sorted(writer.raised, key=lambda r: (r.start, r.end))),
        tuple(article.items),
        article.front,
        article.keywords,
        article.title,
        article.spoken,
        tuple(problems),
        tuple(writer.elsewhere),
    )


def _article(root: Element | None) -> Element | None:
    from ingest.readers import xml

    return next(xml.within(root, "article"), None) if root is not None else None


def _odd(root: Element, text: str, deep: bool) -> list[Problem]:
    """What else is in the file and is not read; what is missing."""
    from ingest.readers import xml

    out: list[Problem] = []
    others = sum(1 for _ in _ARTICLE.finditer(text)) - 1
    if others > 0:
        what = f"{others} more article{'s' if others > 1 else ''} in this file: only the first is read"
        out.append(Problem("warning", what, "save each <article> … </article> as a file of its own and add those"))
    subs = [x.get("article-type") or "no type" for x in xml.children(root, "sub-article", "response")]
    if subs:
        what = f"{len(subs)} sub-articles are not read: {', '.join(sorted(set(subs)))}"
        out.append(Problem("info", what, "save one as an article of its own to add it"))
    if not xml.flat(xml.child(root, "body")):
        out.append(
            Problem("warning", "the article has no text of its own", "get the full text; abstract and list are read")
        )
    if deep:
        out.append(
            Problem("warning", "elements lie very deep in each other: read as plain text", "the file may be damaged")
        )
    return out
