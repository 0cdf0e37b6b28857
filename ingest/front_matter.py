"""What a paper or a publisher's page says of itself before its text: title, authors, journal, date, DOI, keywords."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bib.model import Date, Person, Problem, Reference, Source, Span
from ingest.blocks import Block

_KINDS = re.compile(
    r"(?:original|research|review|short|brief|systematic|empirical|full|invited|open)?\s?(?:paper|article|"
    r"research|report|review|"
    r"communication|study|protocol|letter|editorial|commentary|access|original|reports?)(?:\s?(?:article|"
    r"paper|open access|reports?))?|"
    r"free access|peer[- ]reviewed|advertisement|download pdf|view pdf|cite as|cite this article|share|"
    r"skip to main content|"
    r"authors?|authors and affiliations|article info(?:rmation)?|published|download|pdf|full text|menu|search|home|"
    r"first online:?.{0,40}|published:?.{0,40}|received:?.{0,120}|accepted:?.{0,80}|\d+ (?:citations?|"
    r"downloads|accesses|views|shares)|[\d.,k]+ (?:accesses|altmetric|citations?)",
    re.IGNORECASE,
)
_ALL_MONTHS = "January February March April May June July August September October November December".split(" ")
_MONTHS = [name.lower() for name in _ALL_MONTHS]
_VOLUME = re.compile(r"\b(?:Volume|Vol\.?)\s{0,2}(?P<volume>\d{1,4})\b", re.IGNORECASE)
_ISSUE = re.compile(r"\b(?:Issue|No\.?|Number)\s{0,2}(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)\b", re.IGNORECASE)
_PAGES = re.compile(
    r"\bp(?:p|ages?)\.?\s{0,2}(?P<pages>[A-Za-z]?\d{1,6}\s?[-–—]\s?[A-Za-z]?\d{1,6}|[A-Za-z]?\d{1,6})", re.IGNORECASE
)
_ARTICLE = re.compile(r"\bArticle (?:number|no\.?):?\s?(?P<number>[A-Za-z]?\d{1,8})", re.IGNORECASE)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]{1,200}")
_COMPACT = re.compile(
    r"(?P<container>[A-Z][^\d;:,()]{3,120}?)[,.]?\s{1,2}(?P<year>(?:19|"
    r"20)\d\d)[,;]\s?(?:[A-Z][a-z]{2} "
    r"\d{1,2};\s?)?(?P<volume>\d{1,4})\s?(?:\((?P<issue>[\w–-]{1,12})\))?\s?[,:;]\s?(?P<pages>[eE]?\d{1,7}(?:[-–]\d{1,7})?)"
)
_DATED = re.compile(
    r"(?:published|first online|publication date|epub)[^\d\n]{0,30}(?:(?P<day>\d{1,2})\s)?(?P<month>January|"
    r"February|March|April|May|June|July|August|"
    r"September|October|November|December)?\s?(?:(?P<day2>\d{1,2}),\s)?(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
# Frontiers: "Front. Public Health, 04 March 2021", and its section below.
_JOURNAL_DATE = re.compile(
    r"(?P<container>[A-Z][^\d,]{3,80}),\s(?P<day>\d{1,2})"
    rf" (?P<month>{'|'.join(_ALL_MONTHS)}) (?P<year>(?:19|20)\d\d)"
)
_JOURNAL_SECTION = re.compile(r"Sec(?:tion)?\. .{3,100}|This article is part of the Research Topic.{0,200}")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s?[^\n]{0,100}?\b(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
KEYWORDS = re.compile(
    r"(?:\*\*|__)?(?:key[ -]?words?(?: and phrases)?|index terms|mesh(?: terms|"
    r" headings)?)(?:\*\*|__)?\s{0,2}(?:[:.—–-](?:\*\*|__)?\s{0,3}(?P<rest>\S.*)?|$)",
    re.IGNORECASE | re.DOTALL,
)
_BULLET = re.compile(r"^[•·▪◦‣*–-]\s{0,4}")
_MARK = re.compile(r"(?:\^[\w,]{1,9}\^|[\d*†‡§¶#∗,⁎✉🖂ᵃᵇᶜ¹²³⁴⁵⁶⁷⁸⁹⁰]|\s\d)+$")
# "Rosa Delgado1* Piet Hoekstra2": marks of affiliation part the names.
_GLUED_MARKS = re.compile(r"(?<=[^\W\d_])(?:\d{1,2}|[*†‡§¶])(?:,?(?:\d{1,2}|[*†‡§¶])){0,6}\s+(?=[A-ZÀ-Þ][^\W\d_])")
_LINKS = re.compile(
    r"(?:Email author(?:View author['’]s OR?CID i?D? ?profile)?|View author['’]s OR?CID i?D? ?profile|"
    r"ORCID(?: icon)?|\(?OrcID\)?)+",
    re.IGNORECASE,
)
_ORCID = re.compile(r"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b")
_DEGREES = frozenset(
    "phd md msc bsc ma ba rn mph mphil dphil drph frcp frcpsych mrcp mrcpsych mbbs mbchb dsc edd psyd "
    "msw mba ms bs rgn rmn dclinpsy pharmd dnp facp prof dr".split(" ")
)
_PARTICLES = frozenset(
    "van von de der den del della di da dos das do du la le ten ter te el al bin ibn af zu zur y e st ap".split(" ")
)
_SUFFIX = frozenset("jr sr ii iii iv".split(" "))
_NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Žİ][\w'’.‐-]*\.?|[dlO]['’][A-Z][\w'’-]*")


@dataclass(frozen=True)
class Front:
    """What stood before the text. title: its place, None for a paper named after its file; keywords as printed."""

    reference: Reference
    keywords: tuple[str, ...]
    title: Span | None
    problems: tuple[Problem, ...]


def read(source: Source, blocks: Sequence[Block]) -> Front:
    """Read the blocks before the abstract or the text."""
    used: set[int] = set()
    reference = Reference(kind="article-journal", source=_span(source, blocks))
    reference = _banner(reference, blocks, used)
    title = _title(blocks, used)
    problems: tuple[Problem, ...] = ()
    if title is None:
        problems = (
            Problem(
                "warning",
                "no title found; the paper is named after its file",
                "put the title on the first line",
                Span(source, 0, 0),
            ),
        )
        reference = replace(reference, title=stem(source.name))
    else:
        used.add(title)
        reference = replace(reference, title=fold(blocks[title].text.strip("#* ")))
        reference = replace(reference, people=_authors(blocks, title + 1, used))
    return Front(
        reference, (), None if title is None else Span(source, blocks[title].start, blocks[title].end), problems
    )


def stem(name: str) -> str:
    """A file's name without folder and suffix; "pasted text" for what came from stdin."""
    last = re.split(r"[/\\]", name)[-1]
    return (last.rsplit(".", 1)[0] if "." in last[1:] else last) if name != "-" else "pasted text"


def is_label(text: str) -> bool:
    """A word of a publisher's page above the title: "Open Access", "Research Article"."""
    return _KINDS.fullmatch(text.strip()) is not None


def fold(text: str) -> str:
    """White space folded to single blanks."""
    return " ".join(text.split())


def copyright_year(text: str) -> Date | None:
    """The year of a copyright line, if it names one."""
    found = _COPYRIGHT.search(text[:400])
    return Date(year=int(found["year"])) if found else None


def _span(source: Source, blocks: Sequence[Block]) -> Span:
    return Span(source, blocks[0].start, blocks[-1].end) if blocks else Span(source, 0, 0)


def _banner(reference: Reference, blocks: Sequence[Block], used: set[int]) -> Reference:
    """Journal, volume, issue, pages, date and DOI from the lines that print them."""
    for i, block in enumerate(blocks):
        text = block.text
        if len(text) > 400:
            continue
        compact = _COMPACT.match(text)
        if _JOURNAL_SECTION.fullmatch(text):
            used.add(i)
        elif headed := _JOURNAL_DATE.fullmatch(text):
            used.add(i)
            month = _ALL_MONTHS.index(headed["month"]) + 1
            date = Date(int(headed["year"]), month, int(headed["day"]))
            reference = replace(reference, container=fold(headed["container"]), date=date)
        elif compact:
            used.add(i)
            reference = replace(
                reference,
                container=fold(compact["container"]),
                volume=compact["volume"],
                issue=compact["issue"],
                pages=compact["pages"],
                date=Date(year=int(compact["year"])),
            )
        elif _VOLUME.search(text) and len(text) < 160:
            used.add(i)
            reference = _volume_line(reference, blocks, i, used)
        doi = _DOI.search(text)
        if doi and reference.doi is None and len(text) < 250:
            used.add(i)
            reference = replace(reference, doi=doi[0].rstrip(".,;)]").lower())
        dated = _DATED.search(text) if len(text) < 160 else None
        if dated and reference.date is None:
            used.add(i)
            reference = replace(reference, date=_date(dated))
    return reference


def _volume_line(reference: Reference, blocks: Sequence[Block], i: int, used: set[int]) -> Reference:
    """ ", Volume 51, Issue 4, pp 477–490 | Cite as" under or after the journal's name."""
    text = blocks[i].text
    volume, issue, pages = _VOLUME.search(text), _ISSUE.search(text), _PAGES.search(text) or _ARTICLE.search(text)
    before = fold(text[: volume.start()].strip(" ,;|")) if volume else ""
    container = before if before and len(before) > 2 else reference.container
    if container is None and i > 0 and len(blocks[i - 1].text) < 120:
        container = fold(blocks[i - 1].text)
        used.add(i - 1)
    return replace(
        reference,
        container=container,
        volume=volume["volume"] if volume else None,
        issue=issue["issue"] if issue else None,
        pages=fold(pages[1]) if pages else None,
    )


def _date(found: re.Match[str]) -> Date:
    month = _MONTHS.index(found["month"].lower()) + 1 if found["month"] else None
    day = found["day"] or found["day2"]
    return Date(int(found["year"]), month, int(day) if day and month else None)


def _title(blocks: Sequence[Block], used: set[int]) -> int | None:
    """The first block that is neither the journal's banner nor a label like "Original Paper"."""
    for i, block in enumerate(blocks):
        text = block.text.strip("#* ")
        if i in used or _KINDS.fullmatch(text) or KEYWORDS.match(text) or text.startswith(("http", "www.", "•", "©")):
            continue
        if len(text) > 400 or not any(c.isalpha() for c in text) or _DOI.fullmatch(text):
            continue
        return i
    return None


def _authors(blocks: Sequence[Block], first: int, used: set[int]) -> tuple[Person, ...]:
    """Bulleted names one a line, or one line of names between commas."""
    people: list[Person] = []
    for i in range(first, len(blocks)):
        if i in used or _KINDS.fullmatch(blocks[i].text.strip()):
            used.add(i)
            continue
        bulleted = _BULLET.match(blocks[i].text) is not None
        found = names(_BULLET.sub("", blocks[i].text))
        if not found or (people and not bulleted):
            break
        people += found
        used.add(i)
    return tuple(people)


def names(line: str) -> tuple[Person, ...]:
    """The people a line of authors names, given names first; () when it is no such line."""
    if len(line) > 6000:
        return ()
    plain = _GLUED_MARKS.sub(", ", _LINKS.sub("", _ORCID.sub("", line.removeprefix("by "))))
    parts = [p for p in re.split(r"\s{0,2}[,;]\s{0,2}(?:and\s|&\s?)?|\s(?:and|&)\s|\s[·•|]\s", plain) if p.strip(" .")]
    out: list[Person] = []
    for part in parts:
        bare = _MARK.sub("", part.strip()).strip(" .,")
        if not bare or bare.replace(".", "").lower() in _DEGREES:
            continue
        if bare.replace(".", "").lower() in _SUFFIX and out:
            out[-1] = replace(out[-1], suffix=bare)
            continue
        person = _person(bare)
        if person is None:
            return ()
        out.append(person)
    return tuple(out)


def _person(name: str) -> Person | None:
    """ "Ludwig van Beethoven": given, particle, family."""
    words = [w for w in name.split() if w.replace(".", "").lower() not in _DEGREES]
    if not 1 < len(words) <= 7 or len(name) > 80:
        return None
    if not all(_NAME_WORD.fullmatch(w) or w.lower() in _PARTICLES for w in words) or words[0].lower() in (
        "the",
        "a",
        "an",
    ):
        return None
    suffix = words.pop() if words[-1].replace(".", "").lower() in _SUFFIX and len(words) > 2 else None
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].islower() and words[cut - 1] in _PARTICLES:
        cut -= 1
    particle = " ".join(words[cut:-1]) or None
    return Person(family=words[-1], given=" ".join(words[:cut]), suffix=suffix, non_dropping_particle=particle)


def keywords(text: str) -> tuple[str, ...]:
    """Keywords between semicolons, commas, bars, dots or wide gaps; one that cannot be split stays whole."""
    for pattern in (r"\s{0,3};\s{0,3}", r"\s{0,3}[•·|]\s{0,3}", r"\s{0,3},\s{0,3}", r"\s{2,}|\t|\xa0"):
        parts = [p.strip(" .") for p in re.split(pattern, text) if p.strip(" .")]
        if len(parts) > 1:
            return tuple(fold(p) for p in parts)
    return (fold(text.strip(" .")),) if text.strip(" .") else ()


def glued_keywords(text: str) -> tuple[str, ...]:
    """ "Peer support Well-being Risk management": keywords that only begin with a capital each.

    () unless every one has at most four words, so that a sentence or a name is not torn apart.
    """
    parts = [p.strip() for p in re.split(r"\s{2,}|\xa0|\s(?=[A-Z])", text) if p.strip()]
    if len(parts) < 2 or any(len(p.split()) > 4 or not p[0].isupper() for p in parts) or text.rstrip()[-1:] in ".?!:;,":
        return ()
    return tuple(fold(p) for p in parts)
