"""Elsevier's ScienceDirect: `View PDF View articleView in ScopusGoogle Scholar`."""

TOKENS = (
    "View PDF",
    "View article",
    "View Record in Scopus",
    "View in Scopus",
    "Scopus",
    "Article",
    "CrossRef",
    "Google Scholar",
    "Download PDF",
    "Opens in new tab",
)
