"""Cambridge University Press: items in `circle-list__item`, links `a.xref.bibr`."""

from ingest.readers.html.sites import Site

SITE = Site(
    "Cambridge",
    signs=("#references-list", ".circle-list__item", "[data-test-id=mainArticle]"),
    root=("#maincontent", "article", "main"),
    names={
        "hgroup": "plain",
        ".contributors-details": "front",
        ".author": "front",
        ".abstract": "abstract",
        ".keywords": "keywords",
        ".keywords__pill": "plain",
        "#content-container": "body",
        ".article-body": "body",
        ".body": "body",
        ".caption": "caption",
        ".table-wrap-foot": "caption",
        ".fig-actions": "drop",
        ".disp-quote": "quote",
        ".boxed-text": "box",
        "#references-list": "references",
        ".circle-list__item": "item",
        ".circle-list__item__number": "number",
        ".circle-list__item__indicator": "number",
        ".circle-list__item__links": "links",
        ".reference-links": "links",
        "#footnotes-list": "footnote",
        ".footnotes": "footnote",
        ".disp-formula": "cell",
        ".share-item": "drop",
        ".app-buttons": "drop",
    },
)
