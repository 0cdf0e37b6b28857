"""Frontiers: a paragraph `PubMed Abstract | CrossRef Full Text | Google Scholar` below the item."""

TOKENS = ("PubMed Abstract", "CrossRef Full Text", "Full Text", "Google Scholar")
