"""Web pages: a publisher's article, saved from a browser (.html, .mhtml) or written by another program (XHTML).

Here live: bytes to text (`opening`), the tree (`tree`, which alone knows the parser), one file per site with its class
names (`sites`), what each element is (`parts`), links to the list (`links`), meta tags (`front`), and pages that show
no paper (`walls`). Nothing is fetched: what the page does not hold is not there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.structure import Structure

READER = "html@1"
_SAMPLE = 8192
_ROOT = re.compile(
    rb"\s{0,200}(?:<\?xml[^>]{0,300}\?>\s{0,200})?(?:<!--.{0,3000}?-->\s{0,200}){0,5}"
    rb"(?:<!doctype\s{1,9}html|<html[\s>]|<head[\s>]|<body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_XHTML = re.compile(rb"\s{0,200}<\?xml[^>]{0,300}\?>.{0,2000}?<html[\s>]", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rb"<(?:p|div|article|section|main|h[1-6]|span|table|ul|ol|a|body|title|meta)[\s>]", re.IGNORECASE)
_SUFFIXES = (".html", ".htm", ".xhtml", ".xht", ".shtml")
_ARCHIVE = re.compile(
    rb"(?:[A-Za-z-]{1,60}:[^\n]{0,900}\n(?:[ \t][^\n]{0,900}\n){0,20}){0,40}?"
    rb"Content-Type:\s{0,5}multipart/related\b",
    re.IGNORECASE,
)


def fits(data: bytes, name: str) -> bool:
    """Is this HTML, in whatever encoding, or a page saved as one file (MHTML)?

    Decided by how it begins; a fragment without <html> is one if its file is named so.
    """
    sample = data[:_SAMPLE]
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff") or sample.count(0) * 4 > len(sample):
        sample = sample.replace(b"\0", b"")[2 if sample[:1] in b"\xff\xfe" else 0 :]
    sample = sample.removeprefix(b"\xef\xbb\xbf")
    if _ROOT.match(sample) or _XHTML.match(sample) or is_archive(sample):
        return True
    return name.lower().endswith(_SUFFIXES) and sample.lstrip()[:1] == b"<" and _TAG.search(sample) is not None


def is_archive(data: bytes) -> bool:
    """Is this a page with its pictures in one file, as Chrome and Edge save it (RFC 2557)?"""
    return _ARCHIVE.match(data[:_SAMPLE]) is not None


def read(data: bytes, name: str, lineage: str | None = None) -> Structure:
    """The page's paper: its text without the page's furniture, and what the marks say of it. Never raises."""
    from ingest.readers.html.page import read_page

    return read_page(data, name, lineage)
