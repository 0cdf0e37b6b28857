"""Atypon (Taylor & Francis, Sage, Wiley, Annual Reviews): `[Crossref], [Web of Science ®], [Google Scholar]`,
`Crossref, Medline, Google Scholar`."""

TOKENS = (
    "CrossRef",
    "PubMed",
    "Medline",
    "Web of Science ®",
    "Web of Science®",
    "Web of Science",
    "ISI",
    "CSA",
    "Taylor & Francis Online",
    "Google Scholar",
    "Scopus",
)
