"""What identifies a work beyond DOI and PMID: ISBN, arXiv id; and whether it stands on a preprint server."""

from __future__ import annotations

import re

from bib.model import Reference

# DOI prefixes of preprint servers: bioRxiv and medRxiv, arXiv, Research Square, PsyArXiv, OSF, SocArXiv, Preprints.org,
# SSRN, ChemRxiv, TechRxiv (the registrants' pages at Crossref and DataCite).
_PREPRINT_DOI = re.compile(
    r"10\.(?:1101/(?:\d{6}$|20\d\d\.)|48550/arxiv|21203/|31234/|31219/|31235/|20944/|2139/ssrn|26434/|36227/)"
)
_PREPRINT = re.compile(
    r"\b(?:bio|med|psy|chem|soc|eco|engr|earth|edu)?a?rxiv\b|\bssrn\b|\bresearch square\b|\bpreprints?\b|\bosf\b",
    re.IGNORECASE,
)
_PREPRINT_END = re.compile(
    r"\s?[.:\[(]\s*(?:(?:bio|med|psy|chem|soc)?a?rxiv|ssrn|preprint|research square)\W*$", re.IGNORECASE
)
_ARXIV = re.compile(
    r"(?:arxiv[.:/]\s?|arxiv\.org/(?:abs|pdf)/)((?:[a-z-]{2,12}(?:\.[a-z]{2})?/\d{7})|\d{4}\.\d{4,5})", re.IGNORECASE
)
_ARXIV_DOI = "10.48550/arxiv."
"""What arXiv registers its ids under (https://info.arxiv.org/help/doi.html)."""
_OF_PARTS = frozenset(
    ("chapter", "article", "article-journal", "article-magazine", "article-newspaper", "paper-conference", "entry")
)
"""Kinds (CSL) of works that stand in a book and may carry its ISBN."""


def isbn13(isbn: str | None) -> str | None:
    """The thirteen digits of an ISBN; of a ten-digit one its twin (ISBN Users' Manual, 7th ed., 4)."""
    digits = "".join(c for c in (isbn or "").upper() if c.isdigit() or c == "X")
    if len(digits) == 10:
        digits = "978" + digits[:9]
        digits += str(-sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10) if digits.isdigit() else ""
    return digits if len(digits) == 13 and digits.isdigit() else None


def isbn_of(reference: Reference) -> str | None:
    """The ISBN of a work that is the book itself; None for what stands in one."""
    return isbn13(reference.isbn) if reference.isbn and reference.kind not in _OF_PARTS else None


def arxiv_of(r: Reference) -> str | None:
    """An arXiv id without its version, wherever it stands."""
    where = [text for text in (r.doi, r.url, r.container, r.number) if text and "arxiv" in text.lower()]
    if "arxiv" in (r.get("archive") or "").lower():
        where.append(f"arxiv:{r.get('archive_location') or ''}")
    return next((m[1].lower() for text in where if (m := _ARXIV.search(text))), None)


def doi_of(reference: Reference) -> str | None:
    """The DOI in lower case; of what has an arXiv id alone the one that arXiv registers for it."""
    if reference.doi:
        return reference.doi.lower()
    arxiv = arxiv_of(reference)
    return _ARXIV_DOI + arxiv if arxiv else None


def preprint_doi(doi: str) -> bool:
    """Is it a preprint server's?"""
    return bool(_PREPRINT_DOI.match(doi))


def preprint_words(text: str) -> bool:
    """Does a venue or an address name a preprint server?"""
    return bool(_PREPRINT.search(text))


def without_server(title: str) -> str:
    """A title without the name of a preprint server behind it, where a list left it."""
    found = _PREPRINT_END.search(title, max(0, len(title) - 40))
    return title[: found.start()] if found else title


def is_preprint(reference: Reference) -> bool:
    """Does it stand on a preprint server? By its DOI if it has one, else by its venue, publisher or address, or by what
    was left behind its title."""
    if reference.doi:
        return preprint_doi(reference.doi.lower())
    if reference.title and without_server(reference.title) != reference.title:
        return True
    where = (reference.container, reference.publisher, reference.url, reference.get("archive"))
    return any(map(preprint_words, filter(None, where)))
