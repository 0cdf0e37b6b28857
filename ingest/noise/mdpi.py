"""MDPI: `[Google Scholar] [CrossRef] [PubMed][Green Version]`."""

TOKENS = ("Google Scholar", "CrossRef", "PubMed", "Green Version", "Free Version")
