"""Chicago author–date: `Smith, Anna, and Ben Jones. 2006. "Title." Journal 12 (3): 34–56.`"""

from ingest.references.grammars.style import Style

STYLE = Style("chicago-date", ("full",), "bare", commas=True, weight=0.97)
