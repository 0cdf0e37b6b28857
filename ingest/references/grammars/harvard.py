"""Harvard and other author–date styles: `Smith, A.B. and Jones, C., 2006. Title. Journal, 12(3), pp.4–5.`"""

from ingest.references.grammars.style import Style

STYLE = Style("harvard", ("dotted", "plain", "initials-first"), "bare", weight=0.98)
