"""Frontiers: `Smith A. B., Jones C. (2006). Title. J. Abbr. 12, 34–56.`; chapters `in Book, ed. A. Smith (Place:
Publisher), 1–2`."""

from ingest.references.grammars.style import Style

STYLE = Style("frontiers", ("dotted",), "brackets", commas=False)
