"""APA: `Smith, A. B., & Jones, C. (2006a). Title. Journal, 12(3), 4–5.`

Publication Manual of the American Psychological Association, chapter 9; also most author–year social-science lists.
"""

from ingest.references.grammars.style import Style

STYLE = Style("apa", ("dotted", "plain"), "brackets", commas=True, organisations=True)
