"""Chicago and MLA: `Smith, Anna, and Ben Jones. "Title." Journal 12, no. 3 (2006): 34–56.`; books `Title. Place:
Publisher, 2006.`"""

from ingest.references.grammars.style import Style

STYLE = Style("chicago", ("full", "given-first"), "end", marks=((".", 1.0), (",", 0.9), (":", 0.9)), weight=0.97)
