"""Frontiers: `div.References` an item each, with its links in a paragraph of their own (`ReferencesCopy2`)."""

from ingest.readers.html.sites import Site

SITE = Site(
    "Frontiers",
    signs=(".JournalFullText", ".JournalAbstract", ".ReferencesCopy1", ".ArticleContent", ".ArticleDetailsV4"),
    root=(".ArticleContent", ".article-section", ".article-container", "article", "main"),
    names={
        ".JournalAbstract": "abstract",
        ".JournalFullText": "body",
        ".authors": "front",
        ".notes": "front",
        ".article-header-container": "front",
        ".ReferencesCopy1": "item",
        ".ReferencesCopy2": "links",
        ".References": "references",
        ".FigureDesc": "caption",
        ".imageHeaders": "drop",
        ".DottedLine": "drop",
        ".Imageheaders": "drop",
        ".FrontCopyright": "furniture",
        ".thinLineM20": "drop",
        ".equationImageholder": "cell",
        ".AbstractSummary": "furniture",
        ".ArticleReference": "inline",
    },
)
