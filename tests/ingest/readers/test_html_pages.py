"""Saved pages of every publisher, in its exact shape with invented contents: what each paragraph, link and item is.

The pairs lie in tests/data/pages: NAME.html and NAME.json. After a change that is meant,
`python tests/ingest/readers/test_html_pages.py` writes the .json files anew; read their difference.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

PAGES = Path(__file__).resolve().parents[2] / "data" / "pages"
NAMES = sorted(p.stem for p in PAGES.glob("*.html"))


def seen(name: str) -> dict[str, Any]:
    """What is read of a page, as the .json files have it."""
    from ingest.readers import html

    s = html.read((PAGES / f"{name}.html").read_bytes(), f"{name}.html")
    text = s.source.text
    front = s.front
    assert front is not None
    return {
        "title": front.title,
        "shown": text[slice(*s.title)] if s.title else None,
        "people": [p.name for p in front.people],
        "date": [front.date.year, front.date.month, front.date.day] if front.date else None,
        "in": [front.container, front.volume, front.issue, front.pages, front.doi, front.pmid],
        "keywords": list(s.keywords),
        "language": s.language,
        "parts": [
            [
                p.role,
                text[p.start : p.end],
                *([p.level, p.number, p.title] if p.level else []),
                *filter(None, [p.speaker]),
            ]
            for p in s.parts
        ],
        "cites": [[text[c.start : c.end], list(c.targets)] for c in s.cites or ()],
        "raised": [[text[r.start : r.end], r.height] for r in s.raised],
        "items": [
            [i.label, text[i.start : i.end], i.doi, i.pmid, i.pmcid, i.reference.title if i.reference else None]
            for i in s.items or ()
        ],
        "problems": [p.message for p in s.problems],
    }


@pytest.mark.parametrize("name", NAMES)
def test_page(name: str) -> None:
    assert seen(name) == json.loads((PAGES / f"{name}.json").read_text("utf-8"))


def test_every_publisher_has_a_page() -> None:
    from ingest.readers.html.opening import open_page
    from ingest.readers.html.page import site_of
    from ingest.readers.html.sites import sites
    from ingest.readers.html.tree import Page

    pages = [open_page((PAGES / f"{name}.html").read_bytes())[0] for name in NAMES]
    assert {site_of(Page(page), page).name for page in pages} == {s.name for s in sites()} - {"Atypon"}


@pytest.mark.parametrize("name", NAMES)
def test_parts_are_the_whole_text_in_order_and_apart(name: str) -> None:
    from ingest.readers import html

    s = html.read((PAGES / f"{name}.html").read_bytes(), name)
    assert s.source.text == "\n\n".join(s.source.text[p.start : p.end] for p in s.parts)
    assert all(not re.search(r"\n|  ", s.source.text[p.start : p.end]) for p in s.parts)
    assert all(a.end < b.start for a, b in zip(s.parts, s.parts[1:], strict=False))


# What stands around an article is never in its text; what the pages say of it all.
FURNITURE = (
    "Google Scholar|View PDF|View article|Full size|Open in a new tab|Download|cookies|Skip to|Go to:|Crossref|CrossRef|"
    "PubMed Abstract|SciProfiles|Facebook|Accesses|PowerPoint|figure viewer|Find articles|disclaimer|no paragraph|Log in"
).split("|")


@pytest.mark.parametrize("name", NAMES)
def test_no_furniture_in_the_text(name: str) -> None:
    from ingest.readers import html

    text = html.read((PAGES / f"{name}.html").read_bytes(), name).source.text
    assert [word for word in FURNITURE if word in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_becomes_a_paper(name: str) -> None:
    from ingest import read

    batch = read((PAGES / f"{name}.html").read_bytes(), f"{name}.html")
    assert batch.form == "html"
    assert batch.document is not None
    quoted = [f for f in batch.findings if f.kind == "quote"]
    assert all("baker" in f.text for f in quoted)
    assert quoted or name in ("pmc_old", "frontiers")
    assert {f.section for f in batch.findings if f.kind == "abstract"} <= {
        ("Abstract",),
        ("Abstract", "Background"),
        ("Abstract", "Results"),
        ("Abstract", "Findings"),
        ("Abstract", "Aims"),
    }
    cited = [f for f in batch.findings if f.citations and f.kind == "sentence"]
    assert cited
    assert all(f.section[-1].casefold() in ("introduction", "background") for f in cited)
    assert not any(re.search(r"\[[\d,]|\(\s?\)", f.clean) for f in cited)
    assert len(batch.references) in (2, 3, 4)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    for page in NAMES:
        kept = json.dumps(seen(page), ensure_ascii=False, indent=1)
        flat = re.sub(r"\n {3,}|\n {2}(?=\])", " ", kept)
        (PAGES / f"{page}.json").write_text(flat + "\n", "utf-8")
