"""PLOS and other numbered or name–year journal styles: `Smith AB, Jones C (2006) Title. Journal 12: 34–56.`"""

from ingest.references.grammars.style import Style

STYLE = Style("plos", ("plain",), "brackets", commas=False)
