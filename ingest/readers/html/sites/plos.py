"""PLOS: `ref-tip` links to `a.link-target` within the items; links behind an item in `ul.reflinks`."""

from ingest.readers.html.sites import Site

SITE = Site(
    "PLOS",
    signs=(".ref-tip", ".reflinks", "#artText"),
    root=("main", "#artText", ".article-text", "article"),
    names={
        "#artTitle": "title",
        ".title-authors": "front",
        ".author-list": "front",
        ".abstract": "abstract",
        ".articleinfo": "furniture",
        ".figure": "caption",
        ".signposts": "drop",
        ".article-meta": "front",
        ".nav-page": "drop",
        ".article-aside": "drop",
        "#figure-carousel-section": "drop",
        ".ref-tooltip": "drop",
        ".author-info": "drop",
        ".img-box": "drop",
        ".figure-inline-download": "drop",
        ".figcaption": "caption",
        ".caption_target": "caption",
        ".caption_object": "drop",
        ".table-download": "drop",
        ".expand": "drop",
        ".equation": "cell",
        ".supplementary-material": "caption",
        ".references": "references",
        ".order": "number",
        ".reflinks": "links",
        ".link-target": "plain",
    },
)
