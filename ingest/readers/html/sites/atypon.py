"""Other publishers on Atypon (Annual Reviews, Science, ACM, Royal Society): `NLM_…` and `hlFld-…` names."""

from ingest.readers.html.sites import Site

SITE = Site(
    "Atypon",
    signs=(".hlFld-Fulltext", ".hlFld-Abstract", ".NLM_p", ".rlist"),
    root=("article", "main"),
    names={
        ".hlFld-Title": "title",
        ".hlFld-Abstract": "abstract",
        ".abstractSection": "abstract",
        ".hlFld-Fulltext": "body",
        ".NLM_p": "paragraph",
        ".references__item": "item",
        ".references__suffix": "links",
        ".ref__number": "number",
        ".references__note": "plain",
        ".figure__caption": "caption",
        ".article-table-caption": "caption",
        ".disp-quote": "quote",
        ".hidden": "drop",
    },
)
