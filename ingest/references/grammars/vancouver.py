"""Vancouver, AMA and NLM: `Smith AB, Jones C. Title. Journal. 2006;12(3):34–56.`

ICMJE recommendations and NLM's "Citing Medicine"; AMA prints no stop after the journal, BMJ none after the names.
"""

from ingest.references.grammars.style import Style

STYLE = Style(
    "vancouver", ("plain",), "end", commas=False, marks=((".", 1.0), (":", 0.9), ("", 0.85)), organisations=True
)
