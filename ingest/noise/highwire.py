"""HighWire (bioRxiv, BMJ, Science) and Silverchair: `OpenUrlCrossRefPubMedWeb of Science`, `Google Scholar Crossref
Search ADS PubMed WorldCat`."""

TOKENS = (
    "OpenUrl",
    "OpenURL Placeholder Text",
    "Abstract/FREE Full Text",
    "FREE Full Text",
    "Full Text",
    "Abstract",
    "CrossRef",
    "PubMed",
    "Medline",
    "Web of Science",
    "Google Scholar",
    "Search ADS",
    "WorldCat",
)
