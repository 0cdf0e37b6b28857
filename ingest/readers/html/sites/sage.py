"""Sage since 2022 (and others on that platform): roles for everything, `doc-biblioref` links, `citation-content`."""

from ingest.readers.html.sites import Site

SITE = Site(
    "Sage",
    signs=("[data-xml-rid^=bibr]", ".biblioentry", "[role=doc-biblioentry]", ".citation-content"),
    root=("article", "main"),
    names={
        "[property=name]": "title",
        ".core-authors": "front",
        ".contributors": "front",
        ".core-enumeration": "front",
        ".core-self-citation": "front",
        "#abstract": "abstract",
        "[property=abstract]": "abstract",
        "[data-type=abstract]": "abstract",
        "[property=keywords]": "keywords",
        "[property=articleBody]": "body",
        "#bodymatter": "body",
        "#bibliography": "references",
        "[role=doc-bibliography]": "references",
        ".biblioentry": "item",
        "[role=listitem]": "plain",
        ".label": "number",
        ".external-links": "links",
        ".to-citation__wrapper": "links",
        ".citations__to": "links",
        ".core-related-content": "drop",
        ".core-collateral": "furniture",
        "[property=correction]": "drop",
        ".figure-actions": "drop",
        ".table-actions": "drop",
        ".quote": "quote",
        ".disp-quote": "quote",
        ".quote-block": "quote",
        ".denial-block": "drop",
    },
)
