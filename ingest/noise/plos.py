"""PLOS: `View Article PubMed/NCBI Google Scholar` after every item, all on one line."""

TOKENS = ("View Article", "PubMed/NCBI", "Google Scholar")
