"""Markdown files (.md): CommonMark with tables and footnotes, made a page and read as one.

Canonical text: what a reader sees of the rendered file, as for every marked-up form: no signs of emphasis, headings or
links, hard-wrapped lines joined. Markdown that is pasted without a file's name stays plain text and is read as such.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from bib.model import Problem
from ingest.decode import decode
from ingest.structure import Structure

READER = "markdown@1"
MOST_CHARACTERS = 4_000_000
_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")
_HEADING = re.compile(rb"^(?:#{1,6}[ \t]+\S|[^\s>#-][^\n]{0,200}\n(?:={3,}|-{3,})[ \t]*$)", re.MULTILINE)
_PROSE = re.compile(rb"[^\n]{40,}[.?!][ \t\"'\xe2\x80\x9d*_]{0,6}")
_FRONT = re.compile(r"\A---[ \t]*\n(?P<lines>(?:[^\n]{0,2000}\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w-]{0,40}):[ \t]*(?P<value>[^\n]{0,1900})")
_ENTRY = re.compile(r"[ \t]{0,8}-[ \t]+(?:name:[ \t]*)?(?P<value>[^\n]{1,1900})")
_META = {
    "title": "citation_title",
    "author": "citation_author",
    "authors": "citation_author",
    "date": "citation_date",
    "doi": "citation_doi",
    "journal": "citation_journal_title",
    "keywords": "citation_keywords",
    "lang": "citation_language",
}
_KEY = re.compile(r"\[(?:[^\[\]\n]{0,200}[\s;-])?-?@[\w:.#$%&+?<>~/-]{1,80}[^\[\]\n]{0,400}\]")


def fits(data: bytes, name: str) -> bool:
    """A file named as Markdown, with at least one heading and a sentence; a bare list of references is plain text."""
    if not name.lower().endswith(_SUFFIXES) or data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4096]:
        return False
    sample = data[:200_000].replace(b"\r\n", b"\n")
    return _HEADING.search(sample) is not None and _PROSE.search(sample) is not None


def read(data: bytes, name: str, lineage: str | None = None) -> Structure:
    """The file's paper. Never raises on content."""
    from ingest.readers.html.opening import tamed
    from ingest.readers.html.page import read_markup

    text, odd = decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = list(odd)
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS]
        said = f"only the first {MOST_CHARACTERS // 1_000_000} million characters were read"
        problems.append(Problem("error", said, "a paper is much shorter: take it out of this file"))
    front = _FRONT.match(text)
    keys = len(_KEY.findall(text))
    if keys:
        said = f"{keys} citations by key ([@smith2020]): the list they lead to is in another file"
        problems.append(Problem("warning", said, "render it with its bibliography (pandoc --citeproc) and add that"))
    body, bounded = tamed(_rendered(text[front.end() :] if front else text))
    markup = f"<html><head>{_meta(front['lines']) if front else ''}</head><body>{body}</body></html>"
    return read_markup(markup, (*problems, *bounded), data, name, lineage, READER, "markdown")


def _rendered(text: str) -> str:
    """The HTML of the text. Nesting is bounded, so that "> > > …" cannot recurse without end."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": 30, "html": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin)
    parser.add_render_rule("footnote_caption", _note_number)
    return str(parser.render(text))


def _note_number(self: object, tokens: list[Any], at: int, options: object, env: object) -> str:
    """The number of a footnote without brackets, which are for citations."""
    return str(tokens[at].meta["id"] + 1)


def _meta(lines: str) -> str:
    """The meta tags that say what a file's own header says (YAML, simple fields and lists only)."""
    out: list[str] = []
    name = ""
    for line in lines.split("\n"):
        field, entry = _FIELD.fullmatch(line), _ENTRY.fullmatch(line)
        if field:
            name = _META.get(field["name"].lower(), "")
        given = field["value"] if field else entry["value"] if entry else ""
        values = [given] if not given.startswith("[") else given.strip("[] ").split(",")
        for value in (v.strip(" \t\"'") for v in values):
            if name and value:
                out.append(f'<meta name="{name}" content="{escape(value)}">')
    return "".join(out)
