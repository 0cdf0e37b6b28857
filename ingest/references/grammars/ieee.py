"""IEEE and Elsevier's numbered styles: `A. B. Smith, C. Jones, Title, J. Abbr. 12 (2006) 34–56.`, `A. Smith and C.
Jones, "Title," Journal, vol. 1, …`."""

from ingest.references.grammars.style import Style

STYLE = Style(
    "ieee",
    ("initials-first",),
    "end",
    marks=((",", 1.0), (".", 0.97), (":", 0.97), ("", 0.9)),
    comma_titles=True,
    weight=0.97,
)
