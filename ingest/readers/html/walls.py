"""Pages that show no paper, or not all of it: a login, a captcha, a cookie notice, an abstract alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bib.model import Problem, Source, Span
from ingest.headings import BACK, MAIN, fold
from ingest.readers.html.tree import Page
from ingest.readers.html.writer import Draft

_NUMBER = re.compile(r"^[\dIVX]{1,4}[.\d]{0,8}\s")
LEAST_TEXT = 1_500  # characters of prose; a page with less shows at most an abstract
_CHECKS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "a check that you are no robot",
        re.compile(
            r"just a moment|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|"
            r"captcha|unusual traffic|security check|attention required|cf-chl|px-captcha|"
            r"access (?:to this page has been )?denied|request unsuccessful|ddos protection",
            re.IGNORECASE,
        ),
        "open the article in a browser, wait until its text is shown, then save the page",
    ),
    (
        "a page that needs JavaScript to show its text",
        re.compile(
            r"(?:enable|turn on|requires?|activate) javascript|"
            r"javascript (?:is |must be )?(?:disabled|required|enabled|not)|you need to enable javascript",
            re.IGNORECASE,
        ),
        "save it from the browser as “Webpage, Complete” or “Single file” after the text is shown",
    ),
    (
        "a page that wants a login or payment before it shows the text",
        re.compile(
            r"(?:get|purchase|buy|rent|full|institutional|subscribe for|request) access|access (?:through|via|"
            r"options|provided)|log ?in (?:to|via|through)|sign in (?:to|via|through|with)|"
            r"preview of subscription content|buy (?:this )?article|purchase (?:pdf|article|this)|"
            r"rent (?:this )?article|shibboleth|openathens|you do not have access|subscription (?:required|"
            r"content)|forgot(?:ten)? (?:your )?password|create an account|log in|sign in",
            re.IGNORECASE,
        ),
        "open it where you have access, save the page with the whole text, and add that; or add the PDF",
    ),
    (
        "a notice about cookies",
        re.compile(
            r"(?:accept|allow|manage|use of|uses?|essential) (?:all )?cookies|cookie (?:policy|settings|preferences)",
            re.IGNORECASE,
        ),
        "accept or refuse the cookies in the browser, then save the page again",
    ),
)


def problems(page: Page, source: Source, parts: Sequence[Draft]) -> tuple[Problem, ...]:
    """What a page shows instead of a paper, if it does. It is read all the same: what is there is there."""
    prose = sum(len(d.text) for d in parts if d.role in ("paragraph", "list-item", "quote"))
    if prose >= LEAST_TEXT or _sections(parts) > 1:
        return ()
    abstract = sum(len(d.text) for d in parts if d.role == "abstract")
    items = sum(d.role == "reference" for d in parts)
    whole = Span(source, 0, len(source.text))
    body = page.first("body")
    seen = ((body.text() if body else "") + " " + _title(page))[:200_000]
    if body is not None and not any(d.text for d in parts) and not seen.strip():
        return (Problem("error", "this page is empty", "save it again from the browser", whole),)
    named = next(((what, hint) for what, pattern, hint in _CHECKS if pattern.search(seen)), None)
    bare = not abstract and not items and prose < 400
    if named and (bare or "login" in named[0] or "JavaScript" in named[0]):
        shown = "" if bare else f"; only {_shown(abstract, items)} could be read"
        return (Problem("error" if bare else "warning", f"this is {named[0]}{shown}", named[1], whole),)
    if abstract and prose < 400:
        message = f"this page shows {_shown(abstract, items)} and not the text"
        return (Problem("warning", message, "open the full text, save that page, and add it; or add the PDF", whole),)
    if bare and not items:
        message = "no article was recognised on this page"
        return (Problem("warning", message, "copy the article's text into a text file, or save the page again", whole),)
    return ()


def _sections(parts: Sequence[Draft]) -> int:
    """Headings of a text that no abstract and no end matter has."""
    kept = [d for d in parts if d.text]
    return sum(
        d.role == "heading"
        and fold(_NUMBER.sub("", d.text)) in MAIN - BACK
        and below.role not in ("abstract", "reference", "furniture")
        for d, below in pairwise(kept)
    )


def _shown(abstract: int, items: int) -> str:
    found = [x for x, there in (("an abstract", abstract), (f"{items} references", items)) if there]
    return " and ".join(found) or "a few lines"


def _title(page: Page) -> str:
    element = page.first("title")
    return element.text() if element else ""
