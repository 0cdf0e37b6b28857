"""Springer, BMC and Nature: `CrossRefPubMedGoogle Scholar` glued (older pages), `Article CAS PubMed Google Scholar` on
its own line."""

TOKENS = (
    "Article",
    "Book",
    "Chapter",
    "CAS",
    "ADS",
    "MathSciNet",
    "MATH",
    "CrossRef",
    "PubMed",
    "PubMed Central",
    "PubMedCentral",
    "Google Scholar",
    "Download references",
)
