"""Parts of books and papers in proceedings: `In: …`, `in …`; shared by the styles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bib.model import Date, Person, Reference
from ingest.references.fields import edition, people, publisher, title
from ingest.references.fields.letters import UPPER, YEAR

_IN = re.compile(
    rf"(?P<mark>[.?!,;:][\"”’'»]?|[\"”’'»])\s(?:In|in|IN|En|Dans)\b:?\s(?=[{UPPER}\d\"“‘«]|the\s|(?:van|de|von)\s)|(?P<bare>\s)In:\s(?=\S)"
)
_PAGES = re.compile(
    r"(?:[\s.,;:]*[(\[](?:(?P<edition>\w{2,8}(?:\s[Rr]ev\.)?)\s[Ee]dn?\.?,\s)?(?:[Vv]ol\.?\s?(?P<volume>\d{1,4}),\s)?(?:pp?|S|Pp|pages?)\.?\s?(?P<a>[A-Za-z]{0,3}\d[\w.]*(?:\s?[-–—‐−]{1,2}\s?[A-Za-z]{0,3}\d[\w]*)?)[)\]]"
    r"|(?:[\s.,;:]+|^)(?:pp?|S|Pp|pages?|PP?)\.?\s?(?P<b>[A-Za-z]{0,3}\d\w*(?:\s?[-–—‐−]{1,2}\s?[A-Za-z]{0,3}\d\w*)?(?:,\s\d+)?)(?:\s?pp?\b\.?)?"
    r"|[\s.,;:)]\s?(?P<c>\d{1,4}\s?[-–—‐−]{1,2}\s?\d{1,4}))[\s.,;]*$"
)
_CHAPTER_NUMBER = re.compile(r"[\s,.;]+\(?(?:[Cc]hapter|[Cc]hap\.|[Cc]h\.)\s?\d{1,3}\)?[\s,.;]*$")
_MONTH_BEFORE = r"(?:(?:\d{1,2}\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?,?\s)?"
_YEAR_END = re.compile(rf"(?:[;,.:)]\s?|\s|^)[(\[]?{_MONTH_BEFORE}(?P<year>{YEAR})(?P<suffix>[a-z])?[)\]]?[\s.,;]*$")
_ROLE = re.compile(
    r"\s?,?\s?[(\[]?\b(?:[Ee]ds?|EDS?|[Ee]ditors?|[Hh]rsg|[Hh]g|[Dd]irs?|[Cc]oords?)\b\.?[)\]]?[.,:;]?\s?"
)
_ROLE_LATE = re.compile(r"[,.(;]?\s?\(?\b(?:[Ee]dited by|[Ee]ds?\.?|[Ee]ditors?:?|[Hh]rsg\. von)\s(?=\S)")
_SERIES_IN_BRACKETS = re.compile(
    r"\s?\((?P<series>[^()]{4,80}(?:Series|Monograph|Studies|Lecture Notes)[^()]{0,40})\)[\s.,;]*$"
)
_CONFERENCE = re.compile(
    r"(?i)\b(?:proceedings|proc\.? of|conference|symposium|workshop|congress|annual meeting|meeting of)\b"
)


@dataclass
class _Host:
    """What is being taken off the end of the host's text; `weight` grows with what was understood."""

    text: str
    pages: str | None = None
    year: int | None = None
    suffix: str | None = None
    volume: str | None = None
    house: str | None = None
    place: str | None = None
    edition: str | None = None
    editors: tuple[Person, ...] = ()
    weight: float = 0.0


def chapter(text: str, *, dated: bool) -> Reference | None:
    """A part of a book; `dated`: the year must stand in it. None when there is no "In"."""
    match = _find_in(text)
    if not match:
        return None
    mark = match["mark"] or ""
    name = text[: match.start()] + (mark[0] if mark[:1] in ("?", "!") else "")
    if mark[-1:] in tuple("\"”’'»"):
        name += mark if mark[:1] not in ("?", "!") else mark[1:]
    host = _Host(text[match.end() :])
    host.weight = 0.2 if text[match.end() - 2] == ":" else 0.0
    _take_ends(host, dated)
    _take_editors(host)
    _take_ends(host, False)
    container = title.trim(host.text)
    heading = title.quoted(name.strip() + " ")
    name = heading[0] if heading and not heading[1].strip(" .,") else title.trim(name)
    if not container or "\x1e" in container or not name or (dated and host.year is None):
        return None
    conference = (bool(_CONFERENCE.search(container)) and not host.editors) or container.startswith("Proceedings")
    return Reference(
        kind="paper-conference" if conference else "chapter",
        title=name,
        container=container,
        editors=host.editors,
        date=Date(host.year, suffix=host.suffix) if host.year else None,
        volume=host.volume,
        pages=host.pages,
        publisher=host.house,
        place=host.place,
        other=(("edition", host.edition),) if host.edition else (),
        confidence=min(1.0, 0.45 + host.weight + (0.2 if conference else 0.0)),
    )


def _find_in(text: str) -> re.Match[str] | None:
    """The "In" that opens the host: with a colon before others, else the last but within reach of a host."""
    found = [m for m in _IN.finditer(text) if m.start() > 3]
    for match in found:
        if match.group().rstrip().endswith(":"):
            return match
    strong = [m for m in found if m.group().strip(" .?!,;:\"”’'»")[:1] in "IED"]
    return strong[0] if strong else found[-1] if found else None


def _take_ends(host: _Host, dated: bool) -> None:
    """Peel pages, year, imprint, volume and edition off the end, in whatever order they stand."""
    for _ in range(8):
        before = host.text
        if host.pages is None and (match := _PAGES.search(host.text)) and not _is_year_range(match):
            host.pages = match["a"] or match["b"] or match["c"]
            host.volume, host.edition = host.volume or match["volume"], host.edition or match["edition"]
            closing = ")" if host.text[match.start()] == ")" else ""
            host.text = host.text[: match.start()] + closing
            host.weight += 0.2
        host.text = _CHAPTER_NUMBER.sub("", host.text)
        if dated and host.year is None and (match := _YEAR_END.search(host.text)):
            host.year, host.suffix = int(match["year"]), match["suffix"]
            host.text = host.text[: match.start()] + (")" if host.text[match.start()] == ")" else "")
        if (
            host.house is None
            and host.place is None
            and (imprint := publisher.imprint(host.text))
            and imprint.start > 0
        ):
            host.house, host.place = imprint.publisher, imprint.place
            host.text = host.text[: imprint.start + (host.text[imprint.start] in ".)?!")].rstrip(" (")
            host.weight += 0.3
        trimmed = edition.trim(host.text)
        host.text = trimmed.text
        host.volume = host.volume or trimmed.volume
        host.edition = host.edition or trimmed.edition
        if host.text == before:
            return


def _is_year_range(match: re.Match[str]) -> bool:
    return bool(match["c"]) and re.fullmatch(rf"{YEAR}", match["c"].strip()) is not None


def _take_editors(host: _Host) -> None:
    """Editors before the title ("Smith AB, editor. Book"), after it ("Book, edited by …") or as a sentence."""
    starts = [0, *(m.end() for m in list(re.finditer(r"[.?!,]\s(?=[A-Z])", host.text))[:12])]
    editors_first = False
    for start in starts:
        if start and editors_first and host.text[start - 2] == ",":
            continue  # within the list of names that already stands first
        for names in people.scans(host.text, start):
            editors_first = editors_first or start == 0
            role = _ROLE.match(host.text, names.end)
            if role and role.group().strip():
                host.editors = names.people
                host.weight += 0.3
                before, after = host.text[:start], host.text[role.end() :]
                host.text = after if start == 0 else before if not after.strip(" .,") else before + after
                return
        if start == 0 and (names_end := _organisation_editor(host)):
            host.text = host.text[names_end:]
            return
    late = _ROLE_LATE.search(host.text)
    if not late or late.start() == 0:
        return
    names_late = _editors_at(host.text, late.end())
    if names_late:
        host.editors = names_late.people
        host.weight += 0.3
        host.text = host.text[: late.start()] + host.text[names_late.end :]


def _organisation_editor(host: _Host) -> int:
    match = re.match(r"(?P<name>[^.()]{3,100}?),?\s\(?(?:[Ee]ds?\.|[Ee]ditors?)\)?[.,:]?\s", host.text)
    if not match or not people.looks_like_organisation(match["name"]):
        return 0
    host.editors = (Person(literal=match["name"].strip(" ,")),)
    host.weight += 0.2
    return match.end()


def _editors_at(text: str, start: int) -> people.Names | None:
    best: people.Names | None = None
    for names in (*people.scans(text, start), *filter(None, [people.scan(text, start, "given-first")])):
        if best is None or names.end > best.end:
            best = names
    return best
