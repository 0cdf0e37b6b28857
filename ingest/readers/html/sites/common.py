"""What many pages share, and all of a page whose publisher is not known."""

from ingest.readers.html.sites import Action, Site

_DROP = (
    "script style noscript template svg nav form iframe object embed audio video canvas select option "
    "input textarea dialog head img picture annotation annotation-xml mjx-container .sr-only "
    ".visually-hidden .visuallyhidden .u-visually-hidden .screen-reader-text .screenreader-only "
    ".off-screen .offscreen .screen-reader-main-title .u-hide .noprint .no-print .skip-link .skiplink "
    ".MathJax_Preview .breadcrumb .breadcrumbs .cookie* #cookie* #onetrust* .onetrust* .share .share-* "
    ".sharing .social .social-* .addthis* .altmetric* .metrics .metrics-* .advert* .toolbar "
    ".article-tools .newsletter* .pagination .tooltip .popover .popup .ref-overlay .modal .recommended* "
    "#recommended* .related-articles .related-content #related-content .citedby* #citedby* .signin* "
    ".login-box"
)
_NAMED: dict[str, Action] = {
    "aside": "furniture",
    "footer": "furniture",
    "[hidden]": "furniture",
    "blockquote": "quote",
    ".disp-quote": "quote",
    ".blockquote": "quote",
    ".quote": "quote",
    ".attrib": "attribution",
    ".attribution": "attribution",
    "figcaption": "caption",
    "caption": "caption",
    ".caption": "caption",
    ".fig-caption": "caption",
    ".table-caption": "caption",
    ".table-wrap-foot": "caption",
    ".disp-formula": "cell",
    ".equation": "cell",
    ".display-equation": "cell",
    ".fn-group": "footnote",
    ".footnotes": "footnote",
    ".footnote": "footnote",
    "[role=doc-footnote]": "footnote",
    "[role=doc-endnotes]": "footnote",
    "[role=doc-bibliography]": "references",
    "[role=doc-biblioentry]": "item",
    "[role=doc-abstract]": "abstract",
    "[role=paragraph]": "paragraph",
    ".boxed-text": "box",
    ".abstract": "abstract",
    "#abstract*": "abstract",
    "address": "furniture",
    ".show-for-sr": "drop",
    ".footnote-backref": "drop",
    ".abstract-content": "abstract",
    ".keywords": "keywords",
    ".kwd-group": "keywords",
    "#keywords": "keywords",
    ".keyword-list": "keywords",
    ".ref-list": "references",
    ".references": "references",
    "#references": "references",
    ".reference-list": "references",
    "#reference-list": "references",
    ".bibliography": "references",
    "#bibliography": "references",
    "#refs": "references",
    ".csl-entry": "item",
    ".csl-left-margin": "number",
    ".references-list": "references",
    ".article-title": "title",
    ".authors": "front",
}

SITE = Site(
    "",
    names={**dict.fromkeys(_DROP.split(), "drop"), **_NAMED},
    quiet=tuple(
        (
            "open in a new tab|opens in a new tab|open in new tab|open in a separate window|full size image|"
            "full size table|download figure|download image|download slide|download high-res image|"
            "download full-size image|view large|view large image|enlarge|view in article|view article|go to|"
            "go to:|back to top|top|show more|show less|see more|expand|collapse|powerpoint slide|larger image|"
            "original image|download powerpoint|view figure|view table|figure viewer|open figure viewer|"
            "click here to enlarge figure|download citation|download references|copy link|cite this|"
            "cite this article|cite article|share this article|export citation|skip to main content|metrics|"
            "view inline|view popup|permalink|download csv|display full size|display table|open in viewer|"
            "expand to fit|show all references|loading|get rights and content|show summary|↵|view all|edit"
        ).split("|")
    ),
)
