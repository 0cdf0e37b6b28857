"""PubMed Central and PubMed: `[DOI] [PMC free article] [PubMed] [Google Scholar]`, ` - DOI - PMC - PubMed`."""

TOKENS = ("DOI", "PMC free article", "PMC", "PubMed", "PubMed Abstract", "CrossRef", "Google Scholar", "Show all")
