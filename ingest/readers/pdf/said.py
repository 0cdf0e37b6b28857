"""What was odd about a PDF, and what mends it."""

from __future__ import annotations

import re

from bib.model import Problem, Source, Span
from ingest.readers.pdf.chars import Read

_FAILED = {
    "password": (
        "the PDF needs a password",
        "open it with the password and print it to a new PDF, or: qpdf --password=SECRET --decrypt IN.pdf OUT.pdf",
    ),
    "locked": (
        "the PDF is locked in a way that is not read",
        "print it to a new PDF from the program that opens it",
    ),
    "damaged": (
        "the PDF is damaged and cannot be opened",
        "download it again, or mend it: qpdf IN.pdf OUT.pdf",
    ),
}
_OCR = "recognise its text and add the new file: ocrmypdf IN.pdf OUT.pdf"
_TOKEN = re.compile(r"\S{1,60}")
_EDGES = "()[]{}.,;:?!\"'“”‘’«»*†‡–—-…/"
_LEAST_TOKENS = 150


def problems(got: Read, source: Source) -> tuple[Problem, ...]:
    """All that has to be said about a file as a whole."""
    span = Span(source, 0, 0)
    if got.failed:
        message, hint = _FAILED.get(got.failed, _FAILED["damaged"])
        return (Problem("error", message, hint, span),)
    out: list[Problem] = []
    if got.count == 0:
        out.append(Problem("error", "the PDF has no pages", "download it again", span))
    empty = [p for p in got.pages if not p.text]
    scanned = [p for p in empty if p.images]
    if got.pages and not source.text:
        what = "only pictures of pages (a scan), no text" if scanned else "no text"
        out.append(Problem("error", f"the PDF has {what}", _OCR, span))
    elif scanned and len(scanned) > 1:
        names = _listed([p.label for p in scanned])
        out.append(Problem("warning", f"pages {names} are pictures without text and were not read", _OCR, span))
    if got.lost:
        names = _listed([str(i + 1) for i in got.lost])
        out.append(Problem("warning", f"pages {names} are damaged and were not read", "download it again", span))
    if got.count > len(got.pages) + len(got.lost):
        read = len(got.pages) + len(got.lost)
        out.append(
            Problem(
                "warning",
                f"only the first {read} of {got.count} pages were read",
                "split the PDF and add the parts: qpdf --split-pages=500 IN.pdf OUT.pdf",
                span,
            )
        )
    if got.cut:
        names = _listed([str(i + 1) for i in got.cut])
        out.append(Problem("warning", f"pages {names} hold too much text; only a part was read", "", span))
    if _gibberish(source.text, got.unmapped):
        out.append(
            Problem(
                "warning",
                "the PDF does not say which letters its signs stand for, so its text is no words",
                "recognise its text anew and add the new file: ocrmypdf --force-ocr IN.pdf OUT.pdf",
                Span(source, 0, len(source.text)),
            )
        )
    return tuple(out)


def _listed(names: list[str]) -> str:
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def _gibberish(text: str, unmapped: float) -> bool:
    """Are most of the tokens no words: letters with signs, digits and private characters between, or all capitals?"""
    if unmapped > 0.5:
        return True
    tokens = _TOKEN.findall(text[:60_000])
    if len(tokens) < _LEAST_TOKENS:
        return False
    inner = [t.strip(_EDGES) for t in tokens]
    inner = [t for t in inner if t and not t.replace(".", "").replace(",", "").isdigit()]
    words = sum(_is_word(t) for t in inner)
    capitals = sum(t.isupper() and len(t) > 1 for t in inner)
    return words < 0.4 * len(inner) or capitals > 0.8 * len(inner)


def _is_word(token: str) -> bool:
    plain = token.replace("-", "").replace("’", "").replace("'", "")
    odd = any(0xE000 <= ord(c) <= 0xF8FF or c == "\ufffd" for c in plain)
    mixed = not (plain.islower() or plain.isupper() or plain.istitle() or not plain.isascii())
    return plain.isalpha() and not odd and not mixed
