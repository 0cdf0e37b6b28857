"""Springer's mathematics and computer science (LNCS): `Smith, A.B., Jones, C.: Title. Journal 12(3), 34–56 (2006)`."""

from ingest.references.grammars.style import Style

STYLE = Style("springer", ("dotted", "plain"), "end", commas=True, marks=((":", 1.0), (",", 0.9)), weight=0.99)
