"""One web page on which a person checks by eye what was recognised in a paper.

It stands alone: nothing is fetched, its one script is inline and named by its hash in a policy that forbids all
others, and every character of the paper is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources
from typing import Any

from bib.model import Reference
from kb.marked import KINDS, ORIGINS, Item, Marked, Marker, Stretch, heading_of, linked, page_at, paragraphs

_SAID = {
    "own": "the study's own result",
    "cited": "said of another work",
    "participant": "a participant's words",
    "author": "the authors' view, aim or method",
}
_KIND_SAID = {
    "sentence": "sentence",
    "quote": "quotation",
    "abstract": "sentence of the abstract",
    "title": "title",
    "caption": "caption of a table or figure",
}
_FIELDS = (
    "kind",
    "title",
    "container",
    "volume",
    "issue",
    "pages",
    "publisher",
    "place",
    "doi",
    "pmid",
    "pmcid",
    "isbn",
    "url",
)


def page_of(paper: Marked) -> Iterator[str]:
    """The page, piece by piece."""
    style, script = (_part(name) for name in ("check.css", "check.js"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    title = paper.paper["title"] or "Without title"
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(title)} – what kb understood</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    )
    yield from _head(paper, title)
    yield "<main>\n"
    yield from _body(paper)
    yield "</main>\n"
    yield from _list(paper)
    yield from _problems(paper)
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _part(name: str) -> str:
    return resources.files("kb").joinpath("data", name).read_text("utf-8")


def _safe(value: object) -> str:
    """Text for element or attribute; what HTML cannot hold is shown as U+FFFD."""
    text = "".join(
        c if c >= " " or c in "\t\n" else "\ufffd" for c in str(value).replace("\r\n", "\n").replace("\r", "\n")
    )
    return escape("".join("\ufffd" if "\ud800" <= c <= "\udfff" or "\x7f" <= c <= "\x9f" else c for c in text))


def _head(paper: Marked, title: str) -> Iterator[str]:
    p, s = paper.paper, paper.source
    use = "" if paper.in_use else " · <strong>not in use: another full text of this paper answers</strong>"
    authors = "; ".join(p["authors"] or ())
    year = f" ({p['year']})" if p["year"] else ""
    linked_ = len(paper.markers) - paper.unlinked
    quotes = sum(f["kind"] == "quote" for f in paper.findings)
    facts = (
        (len(paper.findings), "findings"),
        (quotes, "quotations"),
        (linked_, "citations linked"),
        (paper.unlinked, "not linked"),
        (len(paper.items), "references"),
        (len(paper.problems), "problems"),
    )
    who = f"{_safe(authors)}{year} · " if authors or year else ""
    yield f"<header>\n<h1>{_safe(title)}</h1>\n<p>{who}<code>{_safe(p['citekey'])}</code></p>\n"
    yield from (f"<p><strong>This paper is {_safe(told)}.</strong></p>\n" for told in p["notices"])
    yield f"<p>{_safe(s['name'])} · read as {_safe(s['form'])} by {_safe(s['reader'])}{use}</p>\n"
    yield '<ul class="figures">' + "".join(f"<li><b>{n}</b> {what}</li>" for n, what in facts) + "</ul>\n"
    yield '<p class="jump"><a href="#references">References</a> <a href="#problems">Problems</a></p>\n</header>\n'
    yield from _legend(paper)


def _legend(paper: Marked) -> Iterator[str]:
    """What the colours mean, each with a box that hides it."""

    def box(name: str, shown: str, count: int) -> str:
        return (
            f'<label class="l-{name}"><input type="checkbox" checked data-hides="{name}"> '
            f"<span>{shown}</span> <small>{count}</small></label>"
        )

    count = {o: sum(f["origin"] == o for f in paper.findings) for o in ORIGINS}
    kinds = {k: sum(f["kind"] == k for f in paper.findings) for k in KINDS}
    yield '<nav class="legend" aria-label="What is marked">\n<fieldset><legend>Whose finding</legend>'
    yield "".join(box(f"o-{o}", _SAID[o], count[o]) for o in ORIGINS) + "</fieldset>\n"
    yield "<fieldset><legend>Kind</legend>"
    yield "".join(box(f"k-{k}", _KIND_SAID[k], kinds[k]) for k in KINDS if kinds[k]) + "</fieldset>\n"
    yield "<fieldset><legend>Else</legend>"
    yield box("linked", "citation that is linked", len(paper.markers) - paper.unlinked)
    yield box("unlinked", "citation that leads nowhere", paper.unlinked)
    yield box("notes", "notes beside the text", 1).replace(" <small>1</small>", "")
    yield box("plain", "text that is no finding", 0).replace(" <small>0</small>", "")
    yield "</fieldset>\n</nav>\n"


def _body(paper: Marked) -> Iterator[str]:
    places = {item.paper: item.position for item in reversed(paper.items)}
    markers = {marker.start: marker for marker in paper.markers}
    found = list(paragraphs(paper))
    section: tuple[str, ...] = ()
    page = None
    for number, paragraph in enumerate(found):
        start, end = paragraph[0].start, paragraph[-1].end
        if (now := page_at(paper, start)) != page:
            page = now
            yield f'<div class="page" id="page-{_safe(page)}">p. {_safe(page)}</div>\n'
        ahead = next((s.finding["section"] or () for p in found[number:] for s in p if s.finding), ())
        title = heading_of(paper, paragraph, ahead)
        if title is not None:
            level = min(2 + list(ahead).index(title), 6)
            yield f'<h{level} id="p-{start}">{_safe(paper.text[start:end])}</h{level}>\n'
            continue
        path = next((tuple(s.finding["section"] or ()) for s in paragraph if s.finding), section)
        notes = list(_notes(paragraph, path if path != section else ()))
        section = path
        yield f'<div class="row" id="p-{start}" data-start="{start}" data-end="{end}"><p>'
        for stretch in paragraph:
            yield from _stretch(paper, stretch, markers, places)
        yield "</p>" + (f'<aside class="notes">{"".join(notes)}</aside>' if notes else "") + "</div>\n"


def _notes(paragraph: Sequence[Stretch], path: Sequence[str]) -> Iterator[str]:
    """What stands beside a paragraph: its section where a new one begins, theme, speakers."""
    if path:
        yield f'<div class="section">§ {_safe(" › ".join(path))}</div>'
    said = [s.finding for s in paragraph if s.finding and s.first]
    themes = dict.fromkeys(" › ".join(f["theme"]) for f in said if f["theme"])
    if path:
        yield "".join(f'<div class="theme">theme: {_safe(theme)}</div>' for theme in themes)
    speakers = dict.fromkeys(f["speaker"] for f in said if f["speaker"])
    yield "".join(f'<div class="speaker">says {_safe(name)}</div>' for name in speakers)


def _stretch(
    paper: Marked, stretch: Stretch, markers: dict[int, Marker], places: dict[str | None, int]
) -> Iterator[str]:
    f = stretch.finding
    if f is None:
        text = paper.text[stretch.start : stretch.end]
        yield f'<span class="plain">{_safe(text)}</span>' if text.strip() else _safe(text)
        return
    known = (("hedge", f["hedge"]), ("speaker", f["speaker"]), ("lead-in", f["leadIn"]))
    more = "".join(f" · {name}: {value}" for name, value in known if value)
    note = f"{_KIND_SAID.get(f['kind'], f['kind'])}, {_SAID.get(f['origin'], f['origin'])}{more}"
    section = " › ".join(f["section"] or ())
    name = f' id="{_safe(f["id"])}"' if stretch.first else ""
    yield (
        f'<span{name} class="f k-{_safe(f["kind"])} o-{_safe(f["origin"])}" tabindex="0" '
        f'title="{_safe(note)}{" · § " + _safe(section) if section else ""}" '
        f'data-start="{stretch.start}" data-end="{stretch.end}">'
    )
    at = stretch.start
    inside = sorted(start for start in markers if stretch.start <= start < stretch.end)
    for start in inside:
        if start < at:
            continue
        marker = markers[start]
        yield _safe(paper.text[at:start]) + _citation(paper, marker, places)
        at = marker.end
    yield (
        _safe(paper.text[at : stretch.end])
        + "</span>"
        + ("\n" if paper.text[stretch.end : stretch.end + 1] in ("\r", "\n") else "")
    )


def _citation(paper: Marked, marker: Marker, places: dict[str | None, int]) -> str:
    shown = _safe(paper.text[marker.start : marker.end])
    if not linked(marker):
        return f'<span class="c unlinked" title="leads to no item of a list">{shown}<sup>?</sup></span>'
    titles = _safe("; ".join(f"{key}: {title or 'without title'}" for _, key, title in marker.works))
    links = [f'<a href="#r-{places[work]}">{_safe(key)}</a>' for work, key, _ in marker.works if work in places]
    first = next((places[work] for work, _, _ in marker.works if work in places), None)
    target = f' href="#r-{first}"' if first else ""
    return f'<a class="c linked"{target} title="{titles}">{shown}</a><sup class="keys">{" ".join(links)}</sup>'


def _list(paper: Marked) -> Iterator[str]:
    yield f'<section id="references"><h2>References: {len(paper.items)}</h2>\n'
    if paper.items:
        yield "<table>\n<thead><tr><th>No.</th><th>As it stands</th><th>As it was read</th></tr></thead>\n<tbody>\n"
        for item in paper.items:
            cited = f"{item.cited} ×" if item.cited else "never cited"
            yield (
                f'<tr id="r-{item.position}"><td>{_safe(item.label or item.position)}<br><small>{cited}</small></td>'
                f"<td>{_safe(' '.join(item.raw.split()))}</td><td><dl>{_fields(item)}</dl></td></tr>\n"
            )
        yield "</tbody></table>\n"
    else:
        yield "<p>No list belongs to this text; <code>kb add LIST --list-of PAPER</code> brings one.</p>\n"
    yield "</section>\n"


def _fields(item: Item) -> str:
    r: Reference = item.reference
    date = r.date
    year = (f"{date.year}{date.suffix or ''}" if date.year else date.literal) if date else None
    rows: list[tuple[str, Any]] = [("citekey", item.citekey), ("authors", "; ".join(p.name for p in r.people))]
    rows += [("year", year), ("editors", "; ".join(p.name for p in r.editors))]
    rows += [(name, getattr(r, name)) for name in _FIELDS]
    if r.etal:
        rows.append(("authors", "et al."))
    return "".join(f"<div><dt>{name}</dt><dd>{_safe(value)}</dd></div>" for name, value in rows if value)


def _problems(paper: Marked) -> Iterator[str]:
    yield f'<section id="problems"><h2>Problems: {len(paper.problems)}</h2>\n<ul>\n'
    starts = [p[0].start for p in paragraphs(paper)]
    for problem in paper.problems:
        hint = f" <small>({_safe(problem['hint'])})</small>" if problem["hint"] else ""
        at = max((s for s in starts if problem["start"] is not None and s <= problem["start"]), default=None)
        place = f' <a href="#p-{at}">line {problem["line"]}</a>' if at is not None else ""
        level = _safe(problem["level"])
        yield f'<li class="{level}"><b>{level}</b>: {_safe(problem["message"])}{hint}{place}</li>\n'
    yield "</ul></section>\n"
