"""What follows the authors (and the year, in author–year styles): the work and where it appeared.

`work` reads a text as each form of work that could stand there and gives the best, with `confidence` = how well
it explains the text; people and, in author–year styles, the date are filled in by the style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bib.model import Date, Reference
from ingest.references.fields import edition, publisher, title
from ingest.references.fields.identifiers import CUT, Identifiers
from ingest.references.fields.letters import YEAR
from ingest.references.fields.locator import Locator, locate
from ingest.references.grammars.chapter import chapter

_MONTH_BEFORE = r"(?:(?:\d{1,2}\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?:\s\d{1,2})?,?\s)?"
_YEAR_END = re.compile(rf"(?:[;,.:)]\s?|\s)[(\[]?{_MONTH_BEFORE}(?P<year>{YEAR})(?P<suffix>[a-z])?[)\]]?[\s.,;)]*$")
_PAGES_END = re.compile(r"[\s.,;:(]+pp?\.?\s?(?P<pages>[A-Za-z]?\d+(?:\s?[-–—‐]\s?\d+)?)\)?[\s.,;]*$")
_YEAR_PAGES_END = re.compile(rf"(?P<year>[.,;]\s?{YEAR}):\s?(?P<pages>\d{{1,4}}\s?[-–—‐]\s?\d{{1,4}})[\s.]*$")  # AMA
_THESIS_BRACKET = re.compile(
    r"\s\[(?P<genre>(?:[\w’'. ]{0,40}\s)?(?:[Tt]hesis|[Dd]issertation)),\s(?P<school>[^\]]{3,120})\]"
    r"[\s.]*(?P<archive>.{0,120})$"
)
_THESIS = re.compile(
    r"[\s.,;(\[]+(?P<genre>(?:[Uu]npublished\s)?(?:[Dd]octoral|[Mm]aster(?:[’']?s)?|Ph\.?\s?D\.?|M\.?\s?(?:Sc|A|Phil|S|Ed)\.?|[Bb]achelor(?:[’']?s)?|D\.?Phil\.?|[Dd]iploma)"
    r"(?:\sof\s\w+)?\.?\s?(?:[Tt]hesis|[Dd]issertation)|[Tt]hesis|[Dd]issertation)[)\]]?[\s.,;:]*(?P<school>[^.;]{0,120})?[.;]?\s?$"
)
_CONFERENCE = re.compile(
    r"(?i)^(?:proceedings|proc\.? (?:of|ieee|acm|int)|advances in neural|(?:\d+(?:st|nd|rd|th) )?(?:annual |"
    r"international )+(?:conference|symposium|workshop|congress|meeting))"
)
_CONFERENCE_WORD = re.compile(r"\b(?:Conference|Conf|Symposium|Workshop|Congress|Symp)\b")
_REPORT_NUMBER = re.compile(r"[\s.;,]+Report\sNo\.?:?\s(?P<number>[\w./-]{1,30}?)[\s.;,]*$")  # NLM's way
_PAGE_COUNT = re.compile(r"\d\s?(?:pp?|pages)\b\.?[\s.)]*$")
_REPORT_WORDS = re.compile(
    r"(?i)\b(?:(?:briefing|working|discussion|occasional|policy|white|research|technical)\spaper"
    r"|(?:technical|final|annual|interim|research|evaluation|project|status)\sreport|^report)\b"
)
_PREPRINT = re.compile(r"(?i)\b(?:arxiv|biorxiv|medrxiv|psyarxiv|ssrn|preprint|research square)\b")
_MEDIUM = re.compile(r"\s?\[(?:[Ii]nternet|[Oo]nline|serial online|[Ee]n ligne)\]")


def work(text: str, ids: Identifiers, *, dated: bool, comma: bool = False) -> Reference | None:
    """The best reading of `text`. dated: the year stands in it; comma: a comma parts title and container."""
    article = journal(text, ids, dated=dated, comma=comma)
    # A clean article need not be tried as a chapter, unless it speaks of editors.
    part = None if article and _confidence(article) >= 0.95 and not _HOSTED.search(text) else chapter(text, dated=dated)
    found = [candidate for candidate in (article, part, thesis(text, dated=dated)) if candidate]
    best = max(found, key=_confidence, default=None)
    if best is None or _confidence(best) < 0.85:
        other = book(text, dated=dated) or titled(text, ids, dated=dated)
        if other and (best is None or _confidence(other) > _confidence(best)):
            best = other
    return best if best and _clean(best) else None


_HOSTED = re.compile(r"\b(?:[Ee]ds?\b|[Ee]dit(?:or|ed)|In:|Hrsg)")


def _confidence(reference: Reference) -> float:
    return reference.confidence or 0.0


def _clean(reference: Reference) -> bool:
    """No field runs over a hole where an identifier was cut out."""
    values = (reference.title, reference.container, reference.publisher, reference.place)
    return not any(value and CUT in value for value in values)


# How sure each way of printing a locator makes us that it is one; the rest count 1.
_LOCATOR_WEIGHT = {
    "volume": 0.75,
    "pages only": 0.7,
    "year": 0.7,
    "in press": 0.9,
    "volume (year)": 0.9,
    "volume(issue)": 0.9,
    "volume(issue) pages": 0.95,
    "year:pages": 0.9,
    "vol. volume, issue": 0.9,
}


def journal(text: str, ids: Identifiers, *, dated: bool, comma: bool) -> Reference | None:
    """An article: title, container, locator."""
    found = locate(text, dated=dated)
    if found is None:
        return None
    rest = text[: found.start].rstrip(f" ,;{CUT}")
    name, container, score = _title_and_container(rest, comma)
    container = _MEDIUM.sub("", container).strip() if container else container
    if not container or score == 0.0 or (_is_range(found) and publisher.ends_as_house(container)):
        return None
    fit = score * _LOCATOR_WEIGHT.get(found.style, 1.0)
    if not name:
        fit *= 0.8
    if found.style == "volume":
        fit *= 1.25 if ids.doi or ids.pmid else 0.9
    return Reference(
        kind=_article_kind(container, found),
        title=name or None,
        container=container,
        date=_date(found) if dated else Date(literal=found.literal) if found.literal else None,
        volume=found.volume,
        issue=found.issue,
        pages=found.pages,
        confidence=fit,
    )


def _is_range(found: Locator) -> bool:
    """ "Press; 2011:112-130": the pages of a book, no volume."""
    return found.issue is None and bool(re.search(r"\d\s?[-–—‐]\s?\d", (found.volume or found.pages or "")))


def _title_and_container(rest: str, comma: bool) -> tuple[str, str, float]:
    if quote := title.quoted(rest):
        name, container = quote
        container = re.sub(r"^(?:[Ii]n:?\s)", "", container).strip(" ,;.")
        # “You again?” The view from the ward. Journal: the quotation is only the beginning of the title.
        goes_on, _, sure = title.split(container)
        if goes_on and sure > 0.7 and sum(word.islower() for word in goes_on.split()) >= 2:
            return title.split(rest)
        return name, container, title.container_score(container) if container else 0.0
    if comma:
        found = title.split_comma(rest)
        if found[1]:
            return found
    return title.split(rest)


def _date(found: Locator) -> Date:
    return Date(found.year, found.month, found.day if found.month else None, found.suffix, found.literal)


def _article_kind(container: str, found: Locator) -> str:
    if _CONFERENCE.match(container) and (found.volume is None or _CONFERENCE_WORD.search(container)):
        return "paper-conference"
    if _PREPRINT.search(container):
        return "article"
    return "article-journal"


def _year_off(text: str) -> tuple[str, Date | None]:
    match = _YEAR_END.search(text)
    if not match:
        return text, None
    keep = text[match.start()] if text[match.start()] in ".)" else ""
    return text[: match.start()] + keep, Date(int(match["year"]), suffix=match["suffix"])


def thesis(text: str, *, dated: bool) -> Reference | None:
    """A thesis with its school."""
    if "hesis" not in text and "issertation" not in text:
        return None
    date = None
    if dated:
        text, date = _year_off(text)
        if date is None:
            return None
    if bracket := _THESIS_BRACKET.search(text):
        return _thesis_in_brackets(text, bracket, date)
    pages = _PAGES_END.search(text) or re.search(r":\s?(?P<pages>\d+\s?[-–]\s?\d+)[\s.]*$", text)
    body = text[: pages.start()] if pages else text
    match = _THESIS.search(body)
    if not match or match.start() < 8:
        return None
    school, place = (match["school"] or "").strip(" ,:"), None
    if imprint := publisher.imprint(school):
        school, place = imprint.publisher or school[: imprint.start].strip(" ,."), imprint.place
    return Reference(
        kind="thesis",
        title=title.trim(body[: match.start()]),
        date=date,
        publisher=school or None,
        place=place,
        pages=pages["pages"] if pages else None,
        other=(("genre", match["genre"].strip()),),
        confidence=0.95,
    )


def _thesis_in_brackets(text: str, match: re.Match[str], date: Date | None) -> Reference | None:
    """APA 7: "Title [Doctoral dissertation, University]. Archive."."""
    archive = title.trim(match["archive"].strip(f" {CUT}"))
    name = title.trim(text[: match.start()])
    if not name or CUT in archive:
        return None
    other = (("genre", match["genre"].strip()), ("archive", archive))
    return Reference(
        kind="thesis",
        title=name,
        date=date,
        publisher=match["school"].strip(),
        other=tuple((key, value) for key, value in other if value),
        confidence=0.95,
    )


@dataclass
class _Ends:
    """What was taken off the end of a book's text, and what is left of it."""

    text: str
    date: Date | None = None
    pages: str | None = None
    number: str | None = None


def _ends(text: str, dated: bool) -> _Ends:
    """Take report number, pages and year off the end, in whatever order they stand."""
    ends = _Ends(text)
    if dated and (printed := _YEAR_PAGES_END.search(text)):
        ends.pages, ends.text = printed["pages"], text[: printed.end("year")]
    for _ in range(3):
        if ends.number is None and (numbered := _REPORT_NUMBER.search(ends.text)):
            ends.number, ends.text = numbered["number"], ends.text[: numbered.start()]
        if page_end := _PAGES_END.search(ends.text):
            ends.pages, ends.text = page_end["pages"], ends.text[: page_end.start()]
        elif _PAGE_COUNT.search(ends.text):
            ends.text = edition.trim(ends.text).text
        if dated and ends.date is None:
            ends.text, ends.date = _year_off(ends.text)
    return ends


def book(text: str, *, dated: bool) -> Reference | None:
    """A book or report: title, edition, imprint."""
    ends = _ends(text, dated)
    if dated and ends.date is None:
        return None
    last = ends.text
    imprint = publisher.imprint(last)
    if not imprint or imprint.start < 2:
        return None
    cut = imprint.start + (last[imprint.start] in '?!)]"”')
    trimmed = edition.trim(last[:cut])
    name = title.quoted(trimmed.text + " ")
    number = ends.number or trimmed.number
    heading = name[0] if name and not name[1] else title.trim(trimmed.text)
    if not heading:
        return None
    extra = (("edition", trimmed.edition), ("genre", trimmed.genre), ("number-of-pages", trimmed.page_count))
    return Reference(
        kind=_book_kind(trimmed, number),
        title=heading,
        date=ends.date,
        volume=trimmed.volume,
        issue=trimmed.issue,
        pages=ends.pages,
        publisher=imprint.publisher,
        place=imprint.place,
        number=number,
        other=tuple((name, value) for name, value in extra if value),
        confidence=0.95 * imprint.sure,
    )


def _book_kind(trimmed: edition.Trimmed, number: str | None) -> str:
    if number or _REPORT_WORDS.search(f"{trimmed.text} {trimmed.genre or ''}"):
        return "report"
    return "webpage" if (trimmed.genre or "").lower() in ("internet", "online") else "book"


def titled(text: str, ids: Identifiers, *, dated: bool) -> Reference | None:
    """Only a title, or title and container without numbers: web pages, articles known by their DOI."""
    date = None
    if dated:
        text, date = _year_off(text)
        if date is None:
            return None
    text = text.strip(f" {CUT}")
    if ids.doi or ids.pmid or any(name == "status" for name, _ in ids.others):
        name, container, score = title.split(text)
        if name and container and score >= 0.75:
            kind = "article" if _PREPRINT.search(container) else "article-journal"
            return Reference(kind=kind, title=name, container=container, date=date, confidence=0.9 * score)
    if short := _short_source(text, ids, date):
        return short
    trimmed = edition.trim(_MEDIUM.sub("", text) if text.rstrip(" .").endswith("]") else text)
    name = title.trim(trimmed.text)
    quote = title.quoted(trimmed.text + " ")
    site: str | None = None
    if quote:
        name, site = quote[0], quote[1].strip(" .,;") or None
    if not name or CUT in name:
        return None
    kind = (
        "webpage"
        if ids.url
        else "article"
        if ids.others and ("archive", "arXiv") in ids.others
        else "report"
        if trimmed.number
        else "document"
    )
    other = tuple((k, v) for k, v in (("edition", trimmed.edition), ("genre", trimmed.genre)) if v)
    fit = 0.75 if ids.url else 0.55
    return Reference(
        kind=kind,
        title=name,
        container=site,
        date=date,
        number=trimmed.number,
        volume=trimmed.volume,
        other=other,
        confidence=fit,
    )


def _short_source(text: str, ids: Identifiers, date: Date | None) -> Reference | None:
    """A title and one short sentence in capitals: who published it, or where, for what stands on the web."""
    name, source, score = title.split(text)
    words = source.split()
    if (
        not name
        or score < 0.75
        or not 1 <= len(words) <= 4
        or not all(w[0].isupper() or w in ("of", "&", "and") for w in words)
    ):
        return None
    trimmed = edition.trim(name)
    other = tuple((k, v) for k, v in (("edition", trimmed.edition), ("genre", trimmed.genre)) if v)
    held = Reference(
        title=title.trim(trimmed.text),
        date=date,
        number=trimmed.number,
        volume=trimmed.volume,
        other=other,
        confidence=0.7,
    )
    if ids.url:
        return replace(held, kind="webpage", container=source)
    return replace(held, kind="report" if trimmed.number else "book", publisher=source)
