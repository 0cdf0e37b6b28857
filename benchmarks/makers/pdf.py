"""PDFs as journals print them: one and two columns, from our own pages through headless Chromium.

Each article is printed by one of `LOOKS`, chosen by its number, so that half have two columns. A printed file is kept
in the folder and taken from there the next time (`benchmarks/forms.py pdf --keep DIR`). KB_PDF_LOOK=NAME prints all in
one look; KB_PDF_LINKS=1 makes markers links to the list, as some journals do. Needs Chromium, found as the browser
tests find it.
"""

from __future__ import annotations

import atexit
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.makers import article
from benchmarks.makers.article import Article, Block, Run, Runs


@dataclass(frozen=True)
class Look:
    """How a journal prints. css: beside the common part; columns; label: of an item ("{}." or "" for none);
    head, foot: of every page, with {journal}, {year}, {number} and {count}; full: title and abstract over both columns;
    paper: its size."""

    css: str
    columns: int
    label: str
    head: str
    foot: str
    full: bool = True
    paper: str = "A4"


_COMMON = """
body{margin:0;text-align:justify;hyphens:auto;font-variant-ligatures:common-ligatures}
h1,h2,h3,h4,h5,h6{text-align:left;break-after:avoid;hyphens:manual}
sup,sub{font-size:65%;line-height:0}
p{margin:0;orphans:2;widows:2} a{color:inherit;text-decoration:none}
table{border-collapse:collapse;font-size:75%;margin:6pt 0;text-align:left;hyphens:manual;border-top:1px solid;
border-bottom:1px solid;max-width:100%} td{padding:1pt 6pt 1pt 0;vertical-align:top;overflow-wrap:anywhere}
.caption{font-size:85%;margin:6pt 0 4pt;text-align:left} .note{font-size:75%;margin:0 0 6pt}
.wide{column-span:all} table{width:100%}
.figure{height:60pt;border:1px solid #888;margin:6pt 0}
.formula{text-align:center;margin:5pt 0} .front{text-align:left;hyphens:manual}
"""
LOOKS = {
    "two-serif": Look(
        """@page{size:A4;margin:22mm 17mm 20mm}body{font:9.5pt/1.24 "Times New Roman",Tinos,serif}
        h1{font-size:19pt;font-weight:normal;margin:0 0 8pt}
        h2{font-size:11.5pt;margin:11pt 0 4pt}h3{font-size:10pt;margin:8pt 0 3pt}
        h4,h5,h6{font-size:9.5pt;font-style:italic;font-weight:normal;margin:6pt 0 2pt}
        p{text-indent:1.2em}h2+p,h3+p,h4+p,h5+p,.front p,.abstract p,.caption,.note,blockquote p{text-indent:0}
        .abstract{margin:8pt 12mm}.columns{column-count:2;column-gap:7mm}
        blockquote{margin:4pt 1em;font-size:9pt}ul,ol{margin:3pt 0;padding-left:1.6em}li p{text-indent:0}
        .list p{font-size:8pt;padding-left:2em;text-indent:-2em}""",
        2,
        "{}.",
        "{authors} et al. | {journal} {year}",
        "Page {number} of {count}",
    ),
    "one-serif": Look(
        """@page{size:A4;margin:25mm 27mm}body{font:11pt/1.35 Georgia,Gelasio,"Times New Roman",serif}
        h1{font-size:20pt;margin:0 0 9pt}h2{font-size:14pt;margin:14pt 0 5pt}h3{font-size:12pt;margin:10pt 0 4pt}
        h4{font-size:11pt;margin:8pt 0 3pt}h5,h6{font-size:11pt;font-style:italic;margin:6pt 0 2pt}
        p{margin:0 0 6pt}blockquote{margin:5pt 2em;font-style:italic}ul,ol{margin:3pt 0 6pt;padding-left:2em}
        li p{margin:0 0 2pt}.list p{padding-left:2.4em;text-indent:-2.4em;font-size:9.5pt;margin:0 0 3pt}""",
        1,
        "{}.",
        "{journal} ({year}) {volume}:{first}",
        "{number}",
    ),
    "two-sans": Look(
        """@page{size:letter;margin:20mm 16mm}body{font:9pt/1.3 Arial,"Liberation Sans",sans-serif}
        h1{font-size:17pt;margin:0 0 8pt}
        h2{font-size:10.5pt;text-transform:uppercase;margin:12pt 0 4pt}h3{font-size:9.5pt;margin:8pt 0 2pt}
        h4,h5,h6{font-size:9pt;font-style:italic;margin:6pt 0 2pt}
        p{margin:0 0 5pt}.columns{column-count:2;column-gap:6mm}
        blockquote{margin:4pt 1.5em;font-size:8.5pt}ul,ol{margin:3pt 0;padding-left:1.5em}li p{margin:0 0 2pt}
        .list p{font-size:7.5pt;padding-left:2em;text-indent:-2em;margin:0 0 2pt}""",
        2,
        "[{}]",
        "{journal}",
        "{number} | {journal}, {year}",
        full=False,
        paper="Letter",
    ),
    "one-sans": Look(
        """@page{size:letter;margin:24mm 30mm}body{font:10.5pt/1.4 Calibri,Carlito,"Liberation Sans",sans-serif}
        h1{font-size:18pt;text-align:center;margin:0 0 10pt}h2{font-size:13pt;margin:14pt 0 4pt}
        h3{font-size:11.5pt;font-style:italic;margin:9pt 0 3pt}
        h4,h5,h6{font-size:10.5pt;font-weight:normal;text-decoration:underline;margin:7pt 0 2pt}
        p{text-indent:1.5em}h2+p,h3+p,h4+p,h5+p,.front p,.abstract p,.caption,.note{text-indent:0}
        blockquote{margin:6pt 2.5em}blockquote p,li p{text-indent:0}ul,ol{margin:3pt 0;padding-left:2.2em}
        .list p{padding-left:2em;text-indent:-2em;font-size:10pt}""",
        1,
        "{}.",
        "{authors} et al.: {short}",
        "Page {number}",
        paper="Letter",
    ),
}
_BROWSER: list[Any] = []


def make(path: Path, text: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """See `benchmarks.makers`."""
    number = int("".join(c for c in path.stem if c.isdigit()))
    name = os.environ.get("KB_PDF_LOOK") or list(LOOKS)[number // 2 % len(LOOKS)]
    linked = bool(os.environ.get("KB_PDF_LINKS"))
    file = folder / f"{path.stem}-{name}{'-linked' * linked}.pdf"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        look, read = LOOKS[name], _parted(_lifted(article.read(path)))
        data = _printed(page_of(read, look, linked), _line(look.head, read), _line(look.foot, read))
        part = file.with_suffix(".part")
        part.write_bytes(data)
        part.replace(file)
    yield file.name, file.read_bytes()


def _printed(html: str, head: str, foot: str) -> bytes:
    page = _browser()
    page.set_content(html, wait_until="load")
    data: bytes = page.pdf(
        prefer_css_page_size=True, display_header_footer=True, header_template=head, footer_template=foot
    )
    return data


def _browser() -> Any:
    """The page of a Chromium that is started once."""
    if not _BROWSER:
        from playwright.sync_api import sync_playwright

        program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        started = sync_playwright().start()
        browser = started.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        _BROWSER.append(browser.new_page(java_script_enabled=False))
        atexit.register(lambda: (browser.close(), started.stop()))
    return _BROWSER[0]


def _line(shape: str, read: Article) -> str:
    title = "".join(r.text for r in read.title)
    said = shape.format(
        journal=read.journal,
        year=read.year,
        volume=read.volume,
        first=read.first_page,
        authors=read.authors[0][1] if read.authors else read.journal,
        short=title[:50],
        number="\1",
        count="\2",
    )
    inner = escape(said).replace("\1", "<span class=pageNumber></span>").replace("\2", "<span class=totalPages></span>")
    return f'<div style="font:7.5pt serif;width:100%;text-align:center;margin:0 15mm">{inner}</div>'


def page_of(read: Article, look: Look, linked: bool) -> str:
    """The article as a page to be printed."""
    people = ", ".join(f"{given} {family}".strip() for given, family in read.authors)
    front = f"<h1>{_runs(read.title, linked)}</h1><p>{escape(people)}</p>"
    front += "".join(f"<p class=note>{escape(a)}</p>" for a in read.affiliations[:6])
    about = ""
    if read.abstract:
        opening = "" if _opens(read.abstract) else "<h2>Abstract</h2>"
        about = f"<div class=abstract>{opening}{_blocks(read.abstract, linked)}</div>"
    if read.keywords:
        about += f"<p class=note><b>Keywords:</b> {escape(', '.join(read.keywords))}</p>"
    body = _blocks(read.body, linked) + _blocks(read.floats, linked) + _blocks(read.back, linked)
    label = look.label if _numbered(read) else ""
    items = "".join(
        f"<p id=ref-{i}>{label.format(i + 1)} {escape(item.text)}</p>" for i, item in enumerate(read.references)
    )
    body += f"<h2>References</h2><div class=list>{items}</div>" if items else ""
    outer, inner = (f"<div class=front>{front}</div>{about}", body) if look.full else ("", "")
    if not look.full:
        outer, inner = f"<div class=front>{front}</div>", about + body
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{escape(''.join(r.text for r in read.title))}</title>"
        f"<style>{_COMMON}{look.css}</style><body>{outer}<div class=columns>{inner}</div></body></html>"
    )


def _numbered(read: Article) -> bool:
    """Are its markers numbers? An author–year list is printed without."""
    marks = [run.text for block in read.body for run in block.runs if run.cites]
    return not marks or sum(any(c.isalpha() for c in mark) for mark in marks) < 0.5 * len(marks)


def _lifted(read: Article) -> Article:
    """Markers that the file has as bare numbers behind words are raised by the journal's style sheet."""
    bare = raised = 0
    for block in read.body:
        before = ""
        for run in block.runs:
            if run.cites and run.text.strip()[:1].isdigit():
                bare += 1
                raised += "sup" not in run.marks and before.rstrip(" ,;–-0123456789")[-1:] not in ("[", "(")
            before += run.text
    if raised < 0.5 * max(bare, 1):
        return read
    return replace(read, body=tuple(replace(b, runs=tuple(_up(r) for r in b.runs)) for b in read.body))


def _up(run: Run) -> Run:
    numbers = run.cites and not any(c.isalpha() for c in run.text)
    return replace(run, marks=run.marks | {"sup"}) if numbers else run


def _parted(read: Article) -> Article:
    """Numbers that the file leaves side by side, "6" and "7", are parted by the journal's style sheet: nobody prints
    "67" for them."""
    return replace(read, body=tuple(replace(b, runs=_commas(b.runs)) for b in read.body))


def _commas(runs: Runs) -> Runs:
    out: list[Run] = []
    for run in runs:
        beside = out and out[-1].cites and run.cites and out[-1].text[-1:].isdigit() and run.text[:1].isdigit()
        if beside:
            out.append(Run(",", marks=out[-1].marks & run.marks))
        out.append(run)
    return tuple(out)


def _opens(blocks: tuple[Block, ...]) -> bool:
    return blocks[0].kind == "heading" and blocks[0].text.strip().casefold() in ("abstract", "summary")


def _blocks(blocks: tuple[Block, ...], linked: bool) -> str:
    """Runs of blocks that one element holds: a quotation, a list, a table with its caption and notes."""
    out = []
    for (kind, _), run in groupby(_grouped(blocks), key=lambda pair: pair[0]):
        held = [block for _, block in run]
        inner = "".join(_block(b, linked) for b in held)
        wide = any(len(row) > 4 for b in held for row in b.rows)
        opened, closed = {
            "quote": ("<blockquote>", "</blockquote>"),
            "list-item": ("<ul>", "</ul>"),
            "table": (f"<div{' class=wide' * wide}>", "</div>"),
        }.get(kind, ("", ""))
        out.append(opened + inner + closed)
    return "".join(out)


def _grouped(blocks: tuple[Block, ...]) -> Iterator[tuple[tuple[str, int], Block]]:
    """Every block with what holds it; a table's caption begins a new one."""
    tables = 0
    for block in blocks:
        tables += block.kind == "caption"
        if block.kind in ("table", "table-note") or (block.kind == "caption" and block.of == "table"):
            yield ("table", tables), block
        else:
            kind = _outer(block.kind)
            yield (kind, block.group if kind else 0), block


def _outer(kind: str) -> str:
    return {"quote": "quote", "attribution": "quote", "list-item": "list-item"}.get(kind, "")


def _block(block: Block, linked: bool) -> str:
    inner = _runs(block.runs, linked)
    if block.kind == "heading":
        level = min(block.level + 1, 6)
        number = f"{block.number} " if block.number else ""
        return f"<h{level}>{escape(number)}{inner}</h{level}>"
    if block.kind == "table":
        rows = "".join(
            "<tr>" + "".join(f"<td>{_runs(cell, linked)}</td>" for cell in row) + "</tr>" for row in block.rows
        )
        return f"<table>{rows}</table>"
    if block.kind == "caption":
        label = f"<b>{escape(block.label)}.</b> " if block.label else ""
        figure = "<div class=figure></div>" if block.of == "figure" else ""
        return f"{figure}<p class=caption>{label}{inner}</p>"
    if block.kind in ("table-note", "footnote"):
        return f"<p class=note>{inner}</p>"
    if block.kind == "list-item":
        number = f"{escape(block.number)} " if block.number else ""
        return f"<li{' style=list-style:none' if number else ''}><p>{number}{inner}</p></li>"
    if block.kind == "attribution":
        return f"<p style=text-align:right>{inner}</p>"
    return f"<p>{inner}</p>"


def _runs(runs: Runs, linked: bool) -> str:
    out = []
    for run in runs:
        html = escape(run.text)
        for mark, tag in (("italic", "i"), ("bold", "b"), ("sub", "sub"), ("sup", "sup")):
            if mark in run.marks:
                html = f"<{tag}>{html}</{tag}>"
        if linked and run.cites:
            html = f"<a href=#ref-{run.cites[0]}>{html}</a>"
        out.append(f'<span class=formula style="display:block">{html}</span>' if run.formula else html)
    return "".join(out)
