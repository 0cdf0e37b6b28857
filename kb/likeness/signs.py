"""Signs in a reference that it is another kind of thing than a work whose title is the same: notices, comments, parts,
abstracts, protocols, editions, preprints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bib.model import Reference
from kb.identifiers import preprint_words, without_server

# A title that the publisher prefixed: the work itself, later retracted (COPE retraction guidelines 2019: the notice is
# "Retraction of/notice", the article "Retracted: title").
_PREFIX = re.compile(r"^\W*(?:retracted(?: article| paper)?|withdrawn)\W+", re.IGNORECASE)
_KIND_IN_BRACKETS = re.compile(
    r"\s*[\[(](?:abstract|meeting abstract|conference abstract|poster|see comments?|comments?|letter|editorial|review|"
    r"in (?:french|german|spanish|chinese|japanese|russian|polish|portuguese|italian|dutch|danish|norwegian|swedish)|"
    r"article in \w+|(?:published )?errat(?:um|a) (?:appears|in)[^\])]{0,80})[\])]\s*",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"^\W*(?:(?:published |author |publisher )?(?:erratum|errata|corrigend(?:um|a)|addendum|corrections?)\b|"
    r"retraction(?: notice| note)?(?:\W|$)|expression of concern|notice of)",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"^\W*(?:(?:invited |editorial )?comment(?:ary|s)?(?: on)?\b|re\W{1,2}|(?:authors?'?s?'? |in )?reply\b|response to|"
    r"authors?['’]?s?['’]? response|letter(?: to the editor)?\W|discussion of|correspondence\b|rejoinder)",
    re.IGNORECASE,
)
_PROTOCOL = re.compile(
    r"\b(?:(?:study|trial|review) protocol|protocol (?:for|of)|(?:a|the) protocol|rationale and design|"
    r"design and rationale|study design)\b|\bprotocol\W*$|\(protocol\)",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(
    r"[\[(](?:meeting |conference )?abstracts?[\])]|\babstract (?:no|number|p?\d)|\bposter\b", re.IGNORECASE
)
_CONFERENCE = re.compile(
    r"\b(?:proceedings of the|conference|annual meeting|congress|symposium|workshop|abstracts? of)\b", re.IGNORECASE
)
_PART = re.compile(
    r"\b(?:part|pt|paper|teil|volume|vol|chapter|phase|stage|section)\W{0,2}(?P<n>[ivx]{1,5}|\d{1,3}|[a-h]|one|two|three|four|"
    r"five|six|first|second|third)\b",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?:\W|^)(?P<n>[IVX]{1,5}|\d)\s*(?:[.:](?!\d)|$)")
_EDITION = re.compile(r"\b(?P<n>\d{1,2})(?:st|nd|rd|th)\s+(?:rev(?:ised|\.)? )?ed(?:ition|n|\b)", re.IGNORECASE)
_WORKING = re.compile(r"\b(?:working|discussion) papers?\b", re.IGNORECASE)
_VALUES = {w: str(n % 10 or 10) for n, w in enumerate(
    "i ii iii iv v vi vii viii ix x one two three four five six seven eight nine ten first second third fourth fifth "
    "sixth seventh eighth ninth tenth a b c d e f g h".split(), 1)}  # fmt: skip


@dataclass(frozen=True)
class Signs:
    """notice: an erratum, correction or retraction notice; comment: a comment, reply or letter; protocol; abstract:
    of a talk or poster; conference: in proceedings; working: a working paper; preprint: on a preprint server; parts:
    numbers of part, phase or volume in the title; edition."""

    notice: bool = False
    comment: bool = False
    protocol: bool = False
    abstract: bool = False
    conference: bool = False
    working: bool = False
    preprint: bool = False
    parts: tuple[str, ...] = ()
    edition: str | None = None


NO_SIGNS = Signs()


def without_signs(title: str) -> str:
    """The title of the work itself: without "RETRACTED:" before it and "[abstract]" behind."""
    if "etracted" in title or "RETRACTED" in title or "ithdrawn" in title or "WITHDRAWN" in title:
        title = _PREFIX.sub("", title)
    return _KIND_IN_BRACKETS.sub(" ", title) if "[" in title or "(" in title else title


def signs_of(r: Reference, title: str | None = None) -> Signs:
    """Of a reference; title: where it has none of its own."""
    whole = title or r.title or ""
    bare = _PREFIX.sub("", whole)
    venue = r.container or ""
    where = f"{venue} {r.publisher or ''} {r.get('genre') or ''} {r.get('archive') or ''}"
    low = f"{whole} {where} {r.number or ''}".lower()
    edition = _EDITION.search(low) if "ed" in low else None
    stated = r.get("edition")
    found = Signs(
        notice=bool(_NOTICE.search(bare)),
        comment=bool(_COMMENT.search(bare)),
        protocol=bool(("protocol" in low or "design" in low) and _PROTOCOL.search(whole)),
        abstract=bool(("abstract" in low or "poster" in low) and _ABSTRACT.search(low)),
        conference=bool(_CONFERENCE.search(venue)) or r.kind == "paper-conference",
        working="paper" in low and bool(_WORKING.search(f"{where} {r.number or ''}")),
        preprint=preprint_words(where) or without_server(whole) != whole,
        parts=parts_of(whole, venue, title is not None),
        edition=_digits(stated) if stated else (edition["n"] if edition else None),
    )
    return NO_SIGNS if found == NO_SIGNS else found


def parts_of(title: str, venue: str = "", rough: bool = False) -> tuple[str, ...]:
    """Numbers of parts, in one form: "Part II" -> "2"; "III" at the end of a title or before a colon is one too.

    venue: where a reader may have put "Part II. J Invent Care"; rough: of a title that may go on with volume and pages.
    """
    found = [m["n"] for m in _PART.finditer(title)] + [m["n"] for m in [_PART.match(venue)] if m]
    if not found and not rough:
        found = [m["n"] for m in _TRAILING.finditer(title)]
    return tuple(_VALUES.get(n.casefold(), n) for n in found)


def _digits(text: str) -> str | None:
    found = re.search(r"\d+", text)
    return found[0] if found else _VALUES.get(text.split()[0].casefold().strip(".")) if text.split() else None
