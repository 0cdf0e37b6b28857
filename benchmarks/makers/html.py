# ruff: noqa: E501 - markup is kept as the sites write it
"""The page of an article as Springer, MDPI and PMC show it: three pages an article, with all that stands around it.

Class names, ids and the order of things are the sites' own (2024–2026); the words are the article's. What is no part of
the paper is there too: menus, a cookie banner, popups of authors, links under figures and behind every reference.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

from benchmarks.makers import article
from benchmarks.makers.article import Article, Block, Runs

Link = Callable[[tuple[int, ...], str], str]


def make(path: Path, text: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """See `benchmarks.makers`."""
    read = article.read(path)
    for name, page in (("springer", springer), ("mdpi", mdpi), ("pmc", pmc)):
        yield f"{path.stem}.{name}.html", page(read).encode("utf-8")


def inline(runs: Runs, site: Site, refs: bool = True) -> str:
    """Runs as HTML. Runs of one link stay within one anchor."""
    out: list[str] = []
    for (cites, link), group in groupby(runs, key=lambda r: (r.cites, r.link)):
        inner = "".join(_marked(r.text, r.marks, site) for r in group if not r.formula)
        if cites and refs:
            out.append(site.cite(cites, inner))
        elif link in ("fig", "table"):
            out.append(f"<a {site.figure_link}>{inner}</a>")
        else:
            out.append(inner)
    return "".join(out)


def _marked(text: str, marks: frozenset[str], site: Site) -> str:
    out = escape(text, quote=False)
    for mark in ("italic", "bold", "sub", "sup"):
        if mark in marks:
            first, last = site.marks[mark]
            out = f"{first}{out}{last}"
    return out


MARKS = {"italic": ("<i>", "</i>"), "bold": ("<b>", "</b>"), "sub": ("<sub>", "</sub>"), "sup": ("<sup>", "</sup>")}


@dataclass
class Site:
    """How one site writes the parts of a paper. tags: "heading 1" … → what stands before and after it."""

    cite: Link
    figure_link: str
    paragraph: tuple[str, str]
    heading: Callable[[int, str, str, int], str]
    lists: Callable[[list[Block], bool, Site], str]
    quote: tuple[str, str, str, str]
    caption: Callable[[Block, list[Block], Site, int], str]
    formula: str
    footnote: str
    box: tuple[str, str]
    marks: dict[str, tuple[str, str]]


def blocks(found: tuple[Block, ...], site: Site, base: int = 0) -> str:
    """Blocks in order; lists, quotations, tables and boxes put together again."""
    out: list[str] = []
    notes: list[str] = []
    number = base
    items = list(found)
    i = 0
    while i < len(items):
        block = items[i]
        end = i + 1
        if block.box and not (i and items[i - 1].box == block.box):
            while end < len(items) and items[end].box == block.box:
                end += 1
            inner = tuple(_unboxed(b) for b in items[i:end])
            out.append(site.box[0] + blocks(inner, site, 900 + block.box * 10) + site.box[1])
        elif block.kind in ("list-item", "term"):
            while end < len(items) and items[end].kind == block.kind and items[end].group == block.group:
                end += 1
            out.append(site.lists(items[i:end], block.ordered, site))
        elif block.kind in ("quote", "attribution"):
            while end < len(items) and items[end].kind in ("quote", "attribution") and items[end].group == block.group:
                end += 1
            out.append(_quoted(items[i:end], site))
        elif block.kind == "caption" or block.kind == "table":
            while end < len(items) and items[end].kind in ("table", "table-note"):
                end += 1
            number += 1
            out.append(site.caption(block, items[i:end], site, number))
        elif block.kind == "heading":
            out.append(site.heading(block.level, block.number or "", inline(block.runs, site), len(out)))
        elif block.kind == "footnote":
            notes.append(site.footnote.format(inline(block.runs, site), block.number or ""))
        else:
            out.append(paragraph(block.runs, site))
        i = end
    return "\n".join(out + notes)


def _unboxed(block: Block) -> Block:
    from dataclasses import replace

    return replace(block, box=0)


def paragraph(runs: Runs, site: Site) -> str:
    """A paragraph; a formula on its own line cuts it, as it does on all three sites."""
    out: list[str] = []
    for formula, group in groupby(runs, key=lambda r: r.formula):
        part = tuple(group)
        if formula:
            out += [site.formula.format(escape(r.text)) for r in part]
        elif inline(part, site).strip():
            out.append(site.paragraph[0] + inline(part, site).strip() + site.paragraph[1])
    return "\n".join(out)


def _quoted(found: list[Block], site: Site) -> str:
    before, after, name_before, name_after = site.quote
    inner = "".join(
        name_before + inline(b.runs, site) + name_after
        if b.kind == "attribution"
        else site.paragraph[0] + inline(b.runs, site) + site.paragraph[1]
        for b in found
    )
    return before + inner + after


def _items(found: list[Block], site: Site, before: str, after: str) -> str:
    out = []
    for _, group in groupby(found, key=lambda b: b.item):
        inner = "".join(site.paragraph[0] + inline(b.runs, site) + site.paragraph[1] for b in group)
        out.append(before + inner + after)
    return "".join(out)


def _table(found: list[Block], site: Site) -> str:
    rows = [row for b in found if b.kind == "table" for row in b.rows]
    cells = ("".join(f"<td>{inline(cell, site)}</td>" for cell in row) for row in rows)
    return "<table><tbody>" + "".join(f"<tr>{row}</tr>\n" for row in cells) + "</tbody></table>" if rows else ""


def _notes(found: list[Block], site: Site) -> list[str]:
    return [inline(b.runs, site) for b in found if b.kind == "table-note"]


def head(a: Article, style: str) -> str:
    """Title, meta tags and the scripts of any site."""
    title = escape("".join(r.text for r in a.title))
    tags = [("citation_title", "".join(r.text for r in a.title)), ("citation_journal_title", a.journal)]
    tags += [("citation_author", f"{given} {family}".strip()) for given, family in a.authors]
    tags += [("citation_publication_date", "/".join(x for x in (a.year, a.month, a.day) if x)), ("citation_doi", a.doi)]
    tags += [("citation_volume", a.volume), ("citation_issue", a.issue), ("citation_firstpage", a.first_page)]
    tags += [("citation_lastpage", a.last_page), ("citation_publisher", a.publisher)]
    metas = "\n".join(f'<meta name="{k}" content="{escape(v)}"/>' for k, v in tags if v)
    data = json.dumps(
        {"@context": "https://schema.org", "@type": "WebPage", "headline": "".join(r.text for r in a.title)}
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en" class="{style}">\n<head><meta charset="UTF-8">\n<title>{title}</title>\n{metas}\n'
        f'<script type="application/ld+json">{data.replace("<", chr(92) + "u003c")}</script>\n'
        "<script>window.dataLayer=[];if(1<2){document.write('<p>no</p>')}</script><style>p{margin:0}</style></head>\n"
    )


def _plain(a: Article) -> str:
    return escape("".join(r.text for r in a.title))


# Springer and BMC


def springer(a: Article) -> str:
    """As BMC shows it: lists of references without numbers, tables' contents on pages of their own."""

    def cite(targets: tuple[int, ...], inner: str) -> str:
        first = targets[0] + 1
        tip = escape(a.references[targets[0]].text)
        return (
            f'<a data-track="click" data-track-action="reference anchor" data-track-label="link" '
            f'data-test="citation-ref" aria-label="Reference {first}" title="{tip}" '
            f'href="/articles/{a.doi}#ref-CR{first}" id="ref-link-section-d1e{first}">{inner}</a>'
            if len(targets) == 1
            else f'<a data-test="citation-ref" href="/articles/{a.doi}#ref-CR{first}">{inner}</a>'
        )

    def heading(level: int, number: str, inner: str, at: int) -> str:
        shown = f'<span class="c-article-section__title-number">{escape(number)} </span>' if number else ""
        if level == 1:
            return (
                f'<h2 class="c-article-section__title js-section-title js-c-reading-companion-sections-item" '
                f'id="Sec{at}">{shown}{inner}</h2>'
            )
        small = " c-article__sub-heading--small" if level > 2 else ""
        tag = f"h{min(level + 1, 6)}"
        return f'<{tag} class="c-article__sub-heading{small}" id="Sec{at}">{shown}{inner}</{tag}>'

    def caption(block: Block, found: list[Block], site: Site, n: int) -> str:
        label = escape(block.label or "")
        if block.of == "figure":
            return (
                '<div class="c-article-section__figure js-c-reading-companion-figures-item" data-test="figure" '
                f'data-container-section="figure" id="figure-{n}"><figure><figcaption><b id="Fig{n}" '
                f'class="c-article-section__figure-caption" data-test="figure-caption-text">{label}</b></figcaption>'
                '<div class="c-article-section__figure-content"><div class="c-article-section__figure-item">'
                '<a class="c-article-section__figure-link" data-test="img-link" href="/f"><picture><img alt="figure 1" '
                'src="data:image/png;base64,iVBORw0KGgo="></picture></a></div><div class="c-article-section__figure-'
                f'description" data-test="bottom-caption"><p>{inline(block.runs, site)}</p></div></div><div class="u-text-'
                'right u-hide-print"><a class="c-article__pill-button" data-test="article-link" href="/f"><span>Full '
                "size image</span></a></div></figure></div>"
            )
        return (
            f'<div class="c-article-table" data-test="inline-table" data-container-section="table" id="table-{n}">'
            f'<figure><figcaption class="c-article-table__figcaption"><b id="Tab{n}" data-test="table-caption">{label} '
            f'{inline(block.runs, site)}</b></figcaption><div class="u-text-right u-hide-print"><a class="c-article__'
            'pill-button" data-test="table-link" href="/t"><span>Full size table</span></a></div></figure></div>'
        )

    def lists(found: list[Block], ordered: bool, site: Site) -> str:
        mark = '<span class="u-custom-list-number">{}</span>'.format(found[0].number or "1.") if ordered else ""
        return '<ul class="u-list-style-bullet">' + _items(found, site, "<li>\n  " + mark, "</li>") + "</ul>"

    site = Site(
        cite,
        'data-track="click" data-track-label="link" data-track-action="figure anchor" href="/articles/x#Fig1"',
        ("<p>", "</p>"),
        heading,
        lists,
        (
            '<blockquote class="c-blockquote"><div class="c-blockquote__body">',
            "</div></blockquote>",
            "<cite>",
            "</cite>",
        ),
        caption,
        '<div class="c-article-equation"><div class="c-article-equation__content"><span class="mathjax-tex">{}</span>'
        "</div></div>",
        '<p class="c-article-footnote">{}</p>',
        ('<div class="c-article-box u-box-shadow">', "</div>"),
        MARKS,
    )
    authors = "".join(
        f'<li class="c-article-author-list__item"><a data-test="author-name" href="#auth-{i}">{escape(g)} {escape(f)}</a>'
        f'<sup class="u-js-hide"><a href="#Aff{i}">{i}</a></sup>{", " if i < len(a.authors) else ""}</li>'
        for i, (g, f) in enumerate(a.authors, 1)
    )
    keywords = "".join(
        f'<li class="c-article-subject-list__subject"><span><a href="/s">{escape(k)}</a></span></li>'
        for k in a.keywords
    )
    refs = "".join(
        f'<li class="c-article-references__item js-c-reading-companion-references-item" data-counter="{i}.">'
        f'<p class="c-article-references__text" id="ref-CR{i}">{escape(r.text)}</p><p class="c-article-references__links '
        f'u-hide-print"><a data-doi="{r.doi}" href="https://doi.org/{r.doi}">Article</a>&nbsp;<a href="/cas">CAS</a>&nbsp;'
        f'<a href="http://www.ncbi.nlm.nih.gov/x">PubMed</a>&nbsp;<a aria-label="Google Scholar reference {i}" '
        f'href="http://scholar.google.com/x">\n                    Google Scholar</a>&nbsp;\n                </p></li>'
        for i, r in enumerate(a.references, 1)
    )
    return head(a, "bmc") + (
        f'<body class="bmc"><a class="c-skip-link" href="#main">Skip to main content</a>'
        '<section class="cc-banner" data-cc-banner><h2>Your privacy, your choice</h2><p>We use essential cookies to make '
        "sure the site can function. We also use optional cookies for advertising.</p><button>Accept all cookies"
        '</button></section><header class="c-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About</a>'
        '</li></ul></nav><form role="search"><label>Search</label><input type="search"></form></header>'
        '<div class="u-container"><main class="c-article-main-column u-float-left js-main-column" id="main"><article '
        'lang="en"><div class="c-article-header"><header><ul class="c-article-identifiers"><li class="c-article-'
        'identifiers__item">Research article</li><li class="c-article-identifiers__item"><a href="/oa" class="u-color-'
        f'open-access">Open access</a></li><li>Published: <time datetime="{a.year}">{a.year}</time></li></ul>'
        f'<h1 class="c-article-title" data-test="article-title">{inline(a.title, site)}</h1><ul class="c-article-author-'
        f'list" data-test="authors-list">{authors}</ul><p class="c-article-info-details"><a href="/"><i data-test="journal'
        f'-title">{escape(a.journal)}</i></a> <b>{a.volume}</b>, Article number: {a.first_page} (<span>{a.year}</span>) '
        '<a class="c-article-info-details__cite-as u-hide-print" href="#citeas">Cite this article</a></p><div class="c-'
        'article-metrics-bar__wrapper"><ul><li><p class="c-article-metrics-bar__count">12k <span>Accesses</span></p></li>'
        "</ul></div></header></div>"
        '<div class="c-article-body"><section aria-labelledby="Abs1" data-title="Abstract" lang="en"><div class="c-'
        'article-section" id="Abs1-section"><h2 class="c-article-section__title js-section-title" id="Abs1">Abstract</h2>'
        f'<div class="c-article-section__content" id="Abs1-content">{blocks(a.abstract, site)}</div></div></section>'
        '<nav class="c-pdf-download"><a href="/pdf"><span>Download PDF</span></a></nav>'
        f'<div class="main-content">{blocks(a.body + a.floats, site)}{blocks(a.back, site)}</div>'
        '<div id="MagazineFulltextArticleBodySuffix"><section aria-labelledby="Bib1" data-title="References"><div class="c-'
        'article-section" id="Bib1-section"><h2 class="c-article-section__title js-section-title" id="Bib1">References'
        '</h2><div class="c-article-section__content" id="Bib1-content"><div data-container-section="references"><ol '
        f'class="c-article-references" data-track-component="outbound reference">{refs}</ol><p class="c-article-references'
        '__download u-hide-print"><a href="/dl">Download references<svg><use href="#i"></use></svg></a></p></div></div>'
        '</div></section></div><section data-title="Author information"><div class="c-article-section" id="author-'
        'information-section"><h2 class="c-article-section__title">Author information</h2><div class="c-article-section__'
        f'content"><h3 class="c-article__sub-heading">Authors and Affiliations</h3><ol class="c-article-author-affiliation'
        f'__list"><li><p>{escape("; ".join(a.affiliations))}</p></li></ol></div></div></section><section data-title='
        '"About this article"><div class="c-article-section" id="article-info-section"><h2 class="c-article-section__'
        'title">About this article</h2><div class="c-bibliographic-information"><h3 class="c-article__sub-heading">Cite '
        f'this article</h3><p class="c-bibliographic-information__citation">{_plain(a)}. {escape(a.journal)}</p><h3 class='
        f'"c-article__sub-heading">Keywords</h3><ul class="c-article-subject-list">{keywords}</ul></div></div></section>'
        "</div></article></main><aside class='c-article-extras'><h2>Associated content</h2><p>More like this, chosen by "
        'the journal for readers of this article.</p></aside></div><footer class="footer"><p>© 2026 BioMed Central Ltd '
        "unless otherwise stated. Part of Springer Nature.</p></footer></body></html>"
    )


# MDPI


def mdpi(a: Article) -> str:
    """As MDPI shows it: div for p, tables twice (a link, and hidden in full), numbers by list style."""
    slug = f"journal-{a.volume}-{a.first_page}"

    def cite(targets: tuple[int, ...], inner: str) -> str:
        first = targets[0] + 1
        return f'<a href="#B{first}-{slug}" class="html-bibr">{inner}</a>'

    def heading(level: int, number: str, inner: str, at: int) -> str:
        shown = f"{escape(number)} " if number else ""
        if level == 1:
            return f"<h2 data-nested='1'> {shown}{inner}</h2>"
        return f"<h4 class='html-italic' data-nested='{level}'> {shown}{inner}</h4>"

    def caption(block: Block, found: list[Block], site: Site, n: int) -> str:
        label = f"<b>{escape(block.label)}</b> " if block.label else ""
        text = label + inline(block.runs, site)
        if block.of == "figure":
            return (
                f'<div class="html-fig-wrap" id="f{n}"><div class=\'html-fig_img\'><div class="html-figpopup html-figpopup'
                f'-link" href="#fig_body_display_f{n}"><img src="/g.png" alt="x"/><a class="html-expand html-figpopup" '
                f'href="#fig_body_display_f{n}"></a></div></div><div class="html-fig_description">{text}<!-- <p><a '
                'class="html-figpopup">Click here to enlarge figure</a></p> --></div></div><div class="html-fig_show mfp-'
                f'hide" id="fig_body_display_f{n}"><div class="html-caption">{text}</div><div class="html-img"><img '
                'src="/g.png"/></div></div>'
            )
        foot = "".join(
            f'<div class="html-table_foot html-p"><div class="html-p">{x}</div></div>' for x in _notes(found, site)
        )
        return (
            f'<div class="html-table-wrap" id="t{n}"><div class="html-table_wrap_td"><div class="html-tablepopup html-'
            f'tablepopup-link" href=\'#table_body_display_t{n}\'><img src="/table.png"/></div></div><div class="html-table'
            f'_wrap_discription">{text}</div></div><div class="html-table_show mfp-hide" id="table_body_display_t{n}"><div '
            f'class="html-caption">{text}</div>{_table(found, site)}{foot}</div>'
        )

    def lists(found: list[Block], ordered: bool, site: Site) -> str:
        tag, kind = ("ol", "html-order") if ordered else ("ul", "html-bullet")
        return f"<{tag} class='{kind}'>" + _items(found, site, "<li>", "</li>") + f"</{tag}>"

    site = Site(
        cite,
        'href="#fig1" class="html-fig"',
        ('<div class="html-p">', "</div>"),
        heading,
        lists,
        ('<div class="html-disp-quote">', "</div>", '<div class="html-attrib">', "</div>"),
        caption,
        '<div class="html-disp-formula-info"><div class="f"><math display="block"><semantics><mrow><mi>{}</mi></mrow>'
        '</semantics></math></div><div class="l"><label>(1)</label></div></div>',
        '<div class="html-fn_group"><div class="html-p">{}</div></div>',
        ('<div class="html-boxed-text">', "</div>"),
        MARKS | {"italic": ('<span class="html-italic">', "</span>")},
    )
    authors = ", ".join(
        f"<span class=\"inlineblock \"><div class='profile-card-drop' data-dropdown='profile-card-drop1'>{escape(g)} "
        f'{escape(f)}</div><div id="profile-card-drop1" data-dropdown-content class="f-dropdown content profile-card-'
        'content"><div class="profile-card__title"><div class="sciprofiles-link">SciProfiles</div></div><a href="/s">'
        "Scilit</a> <a>Preprints.org</a> <a>Google Scholar</a></div><sup>1</sup></span>"
        for g, f in a.authors
    )
    keywords = "; ".join(f'<a href="/search?q=x">{escape(k)}</a>' for k in a.keywords)
    refs = "".join(
        f"<li id='B{i}-{slug}' class='html-x' data-content='{i}.'>{escape(r.text)} [<a href='https://scholar.google.com/' "
        "class='google-scholar' target='_blank' rel='noopener noreferrer'>Google Scholar</a>]"
        + (f" [<a href='https://doi.org/{r.doi}' class='cross-ref'>CrossRef</a>]" if r.doi else "")
        + (
            f"[<a href='http://www.ncbi.nlm.nih.gov/pubmed/{r.pmid}' class='cross-ref pub_med'>PubMed</a>]"
            if r.pmid
            else ""
        )
        + "</li>\n"
        for i, r in enumerate(a.references, 1)
    )
    return head(a, "mdpi") + (
        '<body><div id="main-navigation"><nav class="tab-bar show-for-medium-down"><a href="/">Journals</a></nav></div>'
        '<header class="header"><div class="header__wrapper"><ul><li><a href="/about">Information</a></li></ul></div>'
        '</header><div id="container" class="row"><div class="left-column"><div id="js-large-main-top-container"><a href='
        '"/submit">Submit to this Journal</a><a href="/review">Review for this Journal</a></div></div><div id="middle-'
        'column" class="content__container"><article><div class="html-article-content"><span itemprop="publisher" content='
        '"MDPI"></span><div class="article-content__header"><span class="label openaccess">Open Access</span><span class='
        f'"label articletype">Article</span></div><h1 class="title hypothesis_container" itemprop="name">{inline(a.title, site)}'
        f'</h1><div class="art-authors hypothesis_container">by {authors}</div><div class="nrm"></div><div class="art-'
        f'affiliations"><div class="affiliation"><div class="affiliation-name">{escape("; ".join(a.affiliations))}</div>'
        f'</div></div><div class="bib-identity"><em>{escape(a.journal)}</em> <b>{a.year}</b>, <em>{a.volume}</em>, '
        f'{a.first_page}; <a href="https://doi.org/{a.doi}">https://doi.org/{a.doi}</a></div><div class="pubhistory">'
        f"<span>Submission received: 1 May {a.year}</span></div>"
        '<div class="art-download"><a href="/pdf">Download PDF</a></div><a data-dropdown="drop-view-figures">Browse '
        'Figures</a><div class="html-article-content__versions">Versions&nbsp;Notes</div>'
        '<section class="html-abstract" id="html-abstract"><h2 id="html-abstract-title">Abstract</h2>'
        f"{blocks(a.abstract, site)}</section>"
        f'<div id="html-keywords"><div class="html-gwd-group"><div id="html-keywords-title">Keywords: </div>{keywords}</div>'
        f'</div><div class="html-body">{blocks(a.body + a.floats, site)}</div><div class="html-back">{blocks(a.back, site)}'
        f'</div><section id="html-references_list"><h2>References</h2><ol class="html-xxx">{refs}</ol></section>'
        '<section class="html-fn_group"><table><tr><td></td><td><div class="html-p"><b>Disclaimer/Publisher’s Note:</b> '
        "The statements, opinions and data contained in all publications are solely those of the individual author(s)."
        "</div></td></tr></table></section>"
        f'<section id="html-copyright">© {a.year} by the authors. Licensee MDPI, Basel, Switzerland.</section></div>'
        '<div class="additional-content"><h2><a name="cite"></a>Share and Cite</h2><div class="social-media-links"><a>'
        f'Facebook</a></div><div class="cite-block"><b>MDPI and ACS Style</b><p>{_plain(a)}. AMA Style Chicago/Turabian '
        "Style</p></div><h2>Article Metrics</h2><p>For more information on the journal statistics, click here. Multiple "
        "requests from the same IP address are counted as one view.</p></div></article></div></div>"
        '<section class="main-section" id="footer"><p>Disclaimer Terms and Conditions Privacy Policy</p></section>'
        "</body></html>"
    )


# PMC since October 2024


def pmc(a: Article) -> str:
    """As PMC shows it since October 2024."""

    def cite(targets: tuple[int, ...], inner: str) -> str:
        ids = " ".join(f"B{t + 1}" for t in targets)
        return f'<a href="#B{targets[0] + 1}" class="usa-link" aria-describedby="{ids}">{inner}</a>'

    def heading(level: int, number: str, inner: str, at: int) -> str:
        tag = f"h{min(level + 1, 6)}"
        return f'<{tag} class="pmc_sec_title">{escape(number) + " " if number else ""}{inner}</{tag}>'

    def caption(block: Block, found: list[Block], site: Site, n: int) -> str:
        label = f'<h4 class="obj_head">{escape(block.label)}</h4>' if block.label else ""
        text = inline(block.runs, site)
        opens = (
            f'<div class="p text-right font-secondary"><a href="figure/f{n}/" class="usa-link" target="_blank" rel="noopener '
            'noreferrer">Open in a new tab</a></div>'
        )
        if block.of == "figure":
            return (
                f'<figure class="fig xbox font-sm" id="f{n}">{label}<p class="img-box line-height-none margin-x-neg-2 '
                f'text-center"><a class="tileshop" target="_blank" href="/g"><img class="graphic zoom-in" src="/g.jpg"></a>'
                f"</p>{opens}<figcaption><p>{text}</p></figcaption></figure>"
            )
        foot = "".join(f'<div class="fn"><p>{x}</p></div>' for x in _notes(found, site))
        return (
            f'<section class="tw xbox font-sm" id="t{n}">{label}<div class="caption p"><p>{text}</p></div><div class="tbl-'
            f'box p" tabindex="0">{_table(found, site)}</div>{opens}<div class="tw-foot p">{foot}</div></section>'
        )

    def lists(found: list[Block], ordered: bool, site: Site) -> str:
        tag = "ol" if ordered else "ul"
        return f'<{tag} class="list">' + _items(found, site, "<li>", "</li>") + f"</{tag}>"

    site = Site(
        cite,
        'class="usa-link" href="#f1"',
        ("<p>", "</p>"),
        heading,
        lists,
        ('<blockquote class="text-italic">', "</blockquote>", '<div class="attrib">', "</div>"),
        caption,
        '<table class="disp-formula p"><tbody><tr><td class="formula"><math><mi>{}</mi></math></td><td class="label">(1)'
        "</td></tr></tbody></table>",
        '<div class="fn p"><p>{}</p></div>',
        ('<section class="bt xbox font-sm">', "</section>"),
        MARKS | {"italic": ("<em>", "</em>"), "bold": ("<strong>", "</strong>")},
    )
    authors = ", ".join(
        f'<a href="https://pubmed.ncbi.nlm.nih.gov/?term=x" class="usa-link" aria-describedby="id{i}"><span class="name '
        f'western">{escape(g)} {escape(f)}</span></a><div hidden="hidden" id="id{i}"><h3><span class="name western">'
        f'{escape(g)} {escape(f)}</span></h3><div class="p">Find articles by <a class="usa-link">{escape(g)} {escape(f)}'
        f"</a></div></div><sup>{i}</sup>"
        for i, (g, f) in enumerate(a.authors, 1)
    )
    keywords = (
        f'<section id="kwd-group1" class="kwd-group"><p><strong>Keywords:</strong> {escape(", ".join(a.keywords))}</p>'
        "</section>"
        if a.keywords
        else ""
    )
    refs = "".join(
        f'<li id="B{i}"><span class="label">{i}.</span><cite>{escape(r.text)}</cite>'
        + (f' [<a href="https://doi.org/{r.doi}" class="usa-link usa-link--external">DOI</a>]' if r.doi else "")
        + (f' [<a href="/articles/{r.pmcid}/" class="usa-link">PMC free article</a>]' if r.pmcid else "")
        + (f' [<a href="https://pubmed.ncbi.nlm.nih.gov/{r.pmid}/" class="usa-link">PubMed</a>]' if r.pmid else "")
        + ' [<a href="https://scholar.google.com/" class="usa-link usa-link--external">Google Scholar</a>]</li>'
        for i, r in enumerate(a.references, 1)
    )
    return head(a, "pmc") + (
        '<body><section class="usa-banner"><p class="usa-banner__header-text">An official website of the United States '
        'government</p><button>Here’s how you know</button></section><header class="usa-header"><nav><ul><li>Dashboard'
        '</li></ul></nav></header><div class="usa-overlay"></div><div class="pmc-layout"><section class="pmc-layout__'
        'disclaimer" aria-label="Disclaimer note">As a library, NLM provides access to scientific literature. Inclusion in '
        "an NLM database does not imply endorsement of, or agreement with, the contents by NLM.</section>"
        '<main class="usa-layout-docs__main" id="main-content"><article lang="en"><section aria-label="Article citation '
        'and metadata"><section class="pmc-layout__citation font-secondary font-xs"><div><div class="display-inline-block">'
        f'<button type="button" class="cursor-pointer">{escape(a.journal)}</button></div>. {a.year};{a.volume}:'
        f'{a.first_page}. doi: <a href="https://doi.org/{a.doi}" class="usa-link">{a.doi}</a></div></section><section '
        f'class="front-matter"><div class="ameta p font-secondary font-xs"><hgroup><h1>{inline(a.title, site)}</h1></hgroup>'
        f'<div class="cg p">{authors}</div><ul class="d-buttons inline-list"><li><button class="d-button">Author '
        'information</button></li><li><button class="d-button">Article notes</button></li></ul><div class="d-panels font-'
        f'secondary-light"><div id="aip_a" class="d-panel p" style="display: none"><div class="p">'
        f"{escape('; '.join(a.affiliations))}</div></div></div><div>PMCID: {a.pmcid}</div></div></section></section>"
        '<section aria-label="Article content"><section class="body main-article-body"><section class="abstract" '
        f'id="abstract1"><h2>Abstract</h2>{blocks(a.abstract, site, 0)}{keywords}</section>'
        f"{blocks(a.body + a.floats, site)}{blocks(a.back, site)}"
        '<section id="ref-list1" class="ref-list"><h2 class="pmc_sec_title">References</h2><section id="ref-list1_sec2">'
        f'<ul class="ref-list font-sm" style="list-style-type:none">{refs}</ul></section></section></section></section>'
        f'<footer class="p"><hr class="headless">Articles from {escape(a.journal)} are provided here courtesy of <strong>'
        f"{escape(a.publisher)}</strong></footer></article></main><aside class='pmc-sidenav'><h2>ACTIONS</h2><ul><li>PDF "
        "(1.1 MB)</li><li>Cite</li></ul><h2>Similar articles</h2></aside></div><footer class='usa-footer'><p>Follow NCBI "
        "National Library of Medicine 8600 Rockville Pike</p></footer></body></html>"
    )
