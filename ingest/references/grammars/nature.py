"""Nature, ACS and MDPI: `Smith, A. B. & Jones, C. Title. J. Abbr. 12, 34–56 (2006).`, `Smith, A.; Jones, B. Title.
Journal 2021, 2, 3.`"""

from ingest.references.grammars.style import Style

STYLE = Style("nature", ("dotted", "plain"), "end", marks=((".", 1.0), ("", 0.95)), weight=0.99)
