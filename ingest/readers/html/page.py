"""A page -> its structure: the walk's paragraphs given levels, items, fields and citations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bib.model import Problem, Reference, Source, Span
from ingest import front_matter, layout, noise, quotes, reference_list
from ingest.headings import fold, is_standard
from ingest.readers import source_of
from ingest.readers.html import READER, front, links, walls
from ingest.readers.html.opening import open_page
from ingest.readers.html.parts import Walker
from ingest.readers.html.sites import Site, sites
from ingest.readers.html.tree import Page
from ingest.readers.html.writer import Draft, trim_marks
from ingest.references.looks import looks_like_reference
from ingest.structure import Cite, Item, Part, Raised, Structure

_NUMBERED = re.compile(
    r"(?P<number>(?:\d{1,2}(?:\.\d{1,2}){0,5}\.?|[IVX]{1,5}\.|[A-Z]\.(?:\d\.?)?))\s(?P<title>\S.*)", re.DOTALL
)
_PAYWALL = re.compile(
    r"(?:get (?:full |institutional )?access|rent (?:this )?article|buy (?:this )?article|"
    r"purchase (?:this|pdf|article|access)|access through your|log ?in (?:to|via|through)|"
    r"sign in (?:to|via|through)|subscribe (?:now|to)|this is a preview of subscription content).{0,200}",
    re.IGNORECASE,
)
_KEYWORDS = re.compile(r"key ?words?:?", re.IGNORECASE)
_GLOSSARY = re.compile(r"(?:.{0,30}\s)?abbreviations(?:\sused)?|glossary|nomenclature")
_LABEL = re.compile(r"\[?\(?(?P<label>[A-Za-z]?\d{1,4}[a-z]?)[\]).]{0,2}")


def read_page(data: bytes, name: str, lineage: str | None) -> Structure:
    """See `ingest.readers.html.read`."""
    markup, odd = open_page(data)
    return read_markup(markup, odd, data, name, lineage, READER, "html")


def read_markup(
    markup: str,
    odd: tuple[Problem, ...],
    data: bytes,
    name: str,
    lineage: str | None,
    reader: str,
    form: str,
) -> Structure:
    """The structure of some markup that was made of `data`. odd: what was odd so far; reader, form: as in `Source`
    and `Structure`."""
    page = Page(markup)
    walker = _walked(page, site_of(page, markup))
    drafts = walker.writer.parts
    source = source_of(data, name, lineage, reader, walker.writer.text())
    items = [i for i, d in enumerate(drafts) if d.role == "reference" and d.text]
    cites, unlinked = _cites(drafts, walker.writer.anchors, items, source)
    reference, keywords, language = front.read(page)
    title = drafts[walker.title] if walker.title is not None and walker.title >= 0 else None
    if title is not None and (reference is None or not reference.people):
        plain = front_matter_of(drafts, title)
        reference = replace(reference, people=plain.people) if reference else plain
    problems = (*(replace(p, source=Span(source, 0, 0)) for p in odd), *unlinked, *walls.problems(page, source, drafts))
    return Structure(
        source,
        form,
        tuple(_parts(drafts)),
        cites,
        _raised(drafts),
        tuple(_item(drafts[i], walker.site) for i in items) if items else None,
        reference,
        keywords or _keywords(drafts),
        (title.start, title.end) if title and title.text else None,
        language,
        problems,
        links.elsewhere(drafts, walker.writer.anchors, items),
    )


def _walked(page: Page, site: Site) -> Walker:
    """A walk through the element of the article; through all of the page if only that has a list of references."""
    walker = Walker(page, site)
    walker.walk(site.root)
    _mend(walker.writer.parts)
    if any(d.role == "reference" for d in walker.writer.parts):
        return walker
    wider = Walker(page, site)
    wider.walk(("body",))
    _mend(wider.writer.parts)
    return wider if any(d.role == "reference" for d in wider.writer.parts) else walker


def site_of(page: Page, markup: str) -> Site:
    """Whose page it is, by the names on it."""
    known = sites()
    for site in known[:-1]:
        for sign in site.signs:
            word = re.sub(r"[\[\].#^]|\w+\^?=", " ", sign).split()[-1]
            if word in markup and page.first(sign) is not None:
                return site
    return known[-1]


def front_matter_of(drafts: Sequence[Draft], title: Draft) -> Reference:
    """Fields of a page without meta tags: its title, and people if the next line names some."""
    at = next(i for i, d in enumerate(drafts) if d is title)
    people = next((p for d in drafts[at + 1 : at + 5] if d.role == "front" and (p := front_matter.names(d.text))), ())
    return Reference(kind="article-journal", title=title.text, people=people)


def _mend(drafts: list[Draft]) -> None:
    """What only the whole page tells: its list, if no name marks it; headings that are none; "Keywords"."""
    if not any(d.role == "heading" for d in drafts):
        _bold_headings(drafts)
    for d in drafts:
        if d.role in ("abstract", "paragraph") and _PAYWALL.fullmatch(d.text):
            d.role = "furniture"
    below = ""
    for d in drafts:
        if d.role == "heading":
            below = fold(d.text)
        elif _GLOSSARY.fullmatch(below) and d.role in ("paragraph", "list-item") and len(d.text) < 200:
            d.role = "footnote"  # "GP: general practitioner" states nothing
    for d in drafts:
        if d.role == "heading" and _KEYWORDS.fullmatch(d.text):
            d.role = "keywords"
        if d.role == "reference":
            d.label = d.label or _label(d)
    kept = [d for d in drafts if d.text]
    for above, d in pairwise(kept):
        if d.role == above.role == "quote" and quotes.attribution(d.text):
            d.role = "attribution"
        elif above.role == "cell" and d.role == "paragraph" and layout.is_caption(d.text) and len(d.text) < 300:
            d.role = "caption"
        elif d.role == "cell" and above.role == "paragraph" and layout.is_caption(above.text) and len(above.text) < 300:
            above.role = "caption"
    if not any(d.role == "abstract" for d in drafts):
        _abstract(drafts)
    if any(d.role == "reference" for d in drafts):
        return
    notes = [d for d in drafts if d.role == "footnote"]
    if len(notes) > 1 and sum(looks_like_reference(d.text[:1500]) for d in notes) * 3 > len(notes) * 2:
        for d in notes:
            d.role = "reference"
        return
    loose = [d for d in drafts if d.loose and looks_like_reference(d.text[:1500])]
    for d in loose or _below_heading(drafts):
        d.role = "reference"
        d.label = _label(d)
        d.text = d.text[: noise.tail(d.text, 0, len(d.text))].rstrip()
        trim_marks(d)


def _bold_headings(drafts: Sequence[Draft]) -> None:
    """On a page without headings bold lines are some; the text begins at the first that has a usual name."""
    begun = False
    for d in drafts:
        short = d.bold and len(d.text) < 120 and d.text[-1:] not in ".:;,"
        if short and (d.role == "paragraph" or (d.role == "front" and is_standard(d.text))):
            d.role, d.rank, begun = "heading", 6, True
        elif begun and d.role == "front":
            d.role = "paragraph"


def _abstract(drafts: Sequence[Draft]) -> None:
    """What stands under a first heading "Abstract", with its labels, where no name marks it."""
    first = next((i for i, d in enumerate(drafts) if d.role == "heading"), None)
    if first is None or fold(drafts[first].text) not in ("abstract", "summary"):
        return
    for d in drafts[first + 1 :]:
        if d.role == "heading" and d.rank <= drafts[first].rank:
            return
        if d.role in ("paragraph", "list-item"):
            d.role = "abstract"


def _below_heading(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The items below the last heading that names a list of references."""
    named = [i for i, d in enumerate(drafts) if d.role in ("heading", "paragraph") and reference_list.named(d.text)]
    if not named:
        return ()
    drafts[named[-1]].role = "heading"
    drafts[named[-1]].rank = drafts[named[-1]].rank or 2
    below: list[Draft] = []
    for d in drafts[named[-1] + 1 :]:
        if d.role == "heading":
            break
        below.append(d)
    listed = [d for d in below if d.role == "list-item"]
    likely = [d for d in below if d.role in ("paragraph", "list-item", "cell") and looks_like_reference(d.text[:1500])]
    return listed if listed and len(listed) * 2 >= len(likely) else likely


def _label(d: Draft) -> str | None:
    """The number printed before an item."""
    number = next((m for m in d.marks if m.kind == "number" and m.start == 0), None)
    found = _LABEL.fullmatch(d.text[number.start : number.end].strip()) if number else None
    return found["label"] if found else None


def _parts(drafts: Sequence[Draft]) -> list[Part]:
    """Paragraphs with levels for headings and speakers for quotations."""
    out: list[Part] = []
    open_ranks: list[int] = []
    kept = [d for d in drafts if d.text]
    for i, d in enumerate(kept):
        part = Part(d.role, d.start, d.end)
        if d.role == "heading":
            while open_ranks and open_ranks[-1] >= d.rank:
                open_ranks.pop()
            open_ranks.append(d.rank)
            number, title = _numbered(d)
            title = "Abstract" if title.casefold() == "abstract" else title  # "ABSTRACT" is the same part
            part = replace(part, level=len(open_ranks), number=number, title=title)
        elif d.role == "quote":
            part = replace(part, speaker=_speaker(kept, i))
        out.append(part)
    return out


def _numbered(d: Draft) -> tuple[str | None, str]:
    """(number, title) of a heading."""
    mark = next((m for m in d.marks if m.kind == "number" and m.start == 0 and m.end < len(d.text)), None)
    if mark:
        return d.text[: mark.end].strip(), d.text[mark.end :].strip(" .:–—-")
    found = _NUMBERED.fullmatch(d.text)
    if found and (not found["number"].isdigit() or found["title"][0].isupper()):
        return found["number"], found["title"]
    return None, d.text


def _speaker(drafts: Sequence[Draft], i: int) -> str | None:
    """Who is named at a quotation's end, or after it in a paragraph of its own."""
    for d in drafts[i : i + 12]:
        named = quotes.trailing(d.text) if d.role == "quote" else None
        if named:
            return named[1]
        if d.role == "attribution":
            return d.text.strip(" ()[]—–―-") or None
        if d.role != "quote":
            return None
    return None


def _item(d: Draft, site: Site) -> Item:
    """An item, with the fields that the page marks and the works that its links lead to."""
    fields = {m.keys[0]: d.text[m.start : m.end] for m in d.marks if m.kind == "field"}
    ids = dict(reversed([link.partition(":")[::2] for link in d.links]))
    reference = site.reference(fields) if site.reference else None
    number = next((m for m in d.marks if m.kind == "number" and m.start == 0), None)
    start = d.start
    if number and d.label is None and number.end < len(d.text):  # "Oak and Pine, 2015" before the item
        start += number.end + (d.text[number.end] == " ")
    doi = ids.get("doi", "").lower().rstrip(".,;)") or None
    return Item(start, d.end, reference, d.label, doi, ids.get("pmid"), ids.get("pmcid"))


def _raised(drafts: Sequence[Draft]) -> tuple[Raised, ...]:
    out = [
        Raised(d.start + m.start, d.start + m.end, "raised" if m.kind == "raised" else "lowered")
        for d in drafts
        for m in d.marks
        if m.kind in ("raised", "lowered") and m.start < m.end
    ]
    return tuple(sorted(out, key=lambda r: (r.start, r.end)))


def _keywords(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """As the page lists them: linked words, items of a list, or a line with separators."""
    found = [d for d in drafts if d.role == "keywords" and not _KEYWORDS.fullmatch(d.text)]
    linked = [d.text[m.start : m.end] for d in found for m in d.marks if m.kind == "word"]
    if len(linked) > 1:
        return tuple(dict.fromkeys(linked))
    if len(found) > 1:
        return tuple(dict.fromkeys(d.text for d in found))
    words = [front_matter.KEYWORDS.match(d.text) for d in found]
    lines = [(w["rest"] or "") if w else d.text for w, d in zip(words, found, strict=True)]
    return tuple(dict.fromkeys(k for line in lines for k in front_matter.keywords(line)))


def _cites(
    drafts: Sequence[Draft], anchors: dict[str, int], items: Sequence[int], source: Source
) -> tuple[tuple[Cite, ...] | None, tuple[Problem, ...]]:
    """The page's links to its list; None if there are none or hardly any, so that words must tell."""
    if not items:
        return None, ()
    found = links.cites(drafts, anchors, items)
    reached = {target for cite in found for target in cite.targets}
    return (found, ()) if len(reached) * 5 >= len(items) else (None, ())
