"""Addresses where a person can look for a work. They are only written down, never fetched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from bib.model import Reference


def scholar(reference: Reference) -> str | None:
    """A search in Google Scholar for title and first author; None without a title."""
    if not reference.title:
        return None
    first = reference.people[0] if reference.people else None
    name = (first.family or first.literal or "") if first else ""
    words = " ".join(f'"{reference.title[:200]}" {name}'.split())
    return f"https://scholar.google.com/scholar?{urlencode({'q': words})}"


def links(reference: Reference) -> Mapping[str, Any]:
    """{doi, pubmed, pmc, scholar}: an address each, or None."""
    return {
        "doi": f"https://doi.org/{quote(reference.doi, safe='/:;()._-')}" if reference.doi else None,
        "pubmed": f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/" if reference.pmid else None,
        "pmc": f"https://pmc.ncbi.nlm.nih.gov/articles/{reference.pmcid}/" if reference.pmcid else None,
        "scholar": scholar(reference),
    }
