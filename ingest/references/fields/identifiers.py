"""DOI, PMID, PMCID, ISBN, arXiv id, URL and the remarks that stand with them ("Epub 2012", "accessed on …").

`take` removes them from an item, so that the grammars see only what a style arranges.
Sources: DOI handbook 2.2 (prefix 10., registrant of 4-9 digits, any printable suffix); NLM's "Citing Medicine" for
Epub, eCollection and PMID notes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

CUT = "\x1e"  # marks where something was taken out of the middle; `fold` leaves none in the text, `.isspace()` is true

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? ?\d{{4}}|"
    rf"{_MONTH} \d{{4}}|\d{{4}} {_MONTH}(?: \d{{1,2}})?|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|\d{{4}})"
)
_DAY = _DAY.replace(" ", r"\ ")  # the pattern below is verbose
_DOI = r"10\.\d{4,9}(?:\.\d+)*(?:/|%2[Ff])[^\s\x1e]+"
_UNIT = re.compile(
    rf"""
    (?:
      (?:(?:available\ (?:from|at)|retrieved\ from)\s?:?\s)?
      (?:doi\s?[:=]?\s?|\[doi\]\s?|DOI\.?\s)?(?:https?://)?(?:(?:dx\.|www\.)?doi\.org[/:]\s?)?(?:doi\s?:\s?)?(?P<doi>{_DOI})(?:\s?\[doi\](?:\s(?P<pmid3>\d{{7,8}})\b)?)?
      | doi\s?[:=]\s?(?P<baddoi>[^\s\x1e]+)?
      | (?:PubMed\ Central\s)?PMCID?\s?:?\s?(?:PMC)?(?P<pmcid>PMC\d{{3,9}}|(?<=:\ )\d{{3,9}}|(?<=:)\d{{3,9}})
      | (?P<pmcid2>(?<![A-Za-z])PMC\d{{3,9}})\b
      | (?:PubMed\s)?(?:PMID|PubMed)\s?:\s?(?P<pmid>\d{{1,9}})
      | PMID\s(?P<pmid2>\d{{4,9}})
      | ISBN(?:-1[03])?\s?:?\s?(?P<isbn>(?:97[89][-\s–]?)?\d[-\d\s–]{{7,14}}[\dXx])(?![\d-])
      | ISSN\s?:?\s?\d{{4}}[-–]\d{{3}}[\dXx]
      | (?P<arxiv>arXiv\s?:\s?(?:[a-z-]+(?:\.[A-Z]{{2}})?/\d{{7}}
          |\d{{4}}\.\d{{4,5}})(?:v\d+)?(?:\s?\[[a-zA-Z.\s-]{{2,20}}\])?)
      | (?:\[?(?:online|internet|document\ on\ the\ internet)\]?\s)?
        (?:(?:also\ )?(?:available|accessible)(?:\ online)?(?:\ (?:from|at|on|via))?
            |retrieved(?P<retrieved>\ {_DAY},?)?\ from|online\ (?:at|from)|from|see|URL|website)?\s?:?\s?[<(\[]?
        (?P<url>(?:https?://|ftp://|www\.)[^\s\x1e<>]+)
      | \(?\[?(?:(?:last|date|and)\ )?(?:accessed|retrieved|cited|viewed|citado|consulted|zugriff)(?:\ on|\ at
          |\ date)?\s?:?\s(?P<accessed>{_DAY})
      | \(?(?:Accessed|accessed):?\s(?P<accessed2>[^.()\x1e]{{4,40}}\d{{4}})(?=[\s.)]*$)
      | (?:Published\ )?(?:Epub|E-pub|electronically\ published)(?:\ ahead\ of\ print|:)?(?:\s{_DAY})?
      | eCollection\s?(?:{_DAY})?
      | (?:published\ )?(?:online\ )?ahead\ of\ print(?:\s{_DAY})?
      | (?:published\ )online(?:\ first)?(?::?\s{_DAY})
      | (?:doi:\s)?[\w./()-]{{4,40}}\s\[pii\](?:\s?;)?
    )
    [\])>]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Where a unit can begin: tried before the units themselves, for they are many.
_WORDS = (
    r"10\.\d{4}|\[?doi|https?:|ftp:|www\.|dx\.doi|PMC|PubMed|PMID|ISBN|ISSN|arXiv|also available|available|"
    r"accessible|retrieved|"
    r"\[?online|\[?internet|\[?document on|from\s|see\s|URL|website|\(?\[?last accessed|\(?\[?date accessed|"
    r"\(?\[?and accessed|"
    r"\(?\[?(?:accessed|cited|viewed|citado|consulted|zugriff|retrieved)|published|E-?pub|electronically|"
    r"eCollection|ahead of"
)
_START = re.compile(rf"(?<![^\W\d_])(?:{_WORDS})", re.IGNORECASE)
_START_PII = re.compile(rf"(?<![^\W\d_])(?:{_WORDS})|(?<!\S)(?=\S{{4,40}}\s\[pii\])", re.IGNORECASE)
_LEAD = " .;,([<\t"
_AHEAD = re.compile(r"(?i)ahead of print")
_HINT = re.compile(
    r"10\.\d{4}|doi|https?:|ftp:|www\.|PMC|PMID|PubMed\s?:|ISBN|ISSN|arxiv|accessed|retrieved|\bcited\b|viewed|consulted|zugriff"
    r"|\bE-?pub\b|eCollection|online|ahead of print|\[pii\]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Identifiers:
    """What `take` found. body: the item without them, `CUT` where text stands on both sides of a hole.

    others: further (CSL variable, value) pairs: "accessed" as printed, "archive" and "archive_location" for arXiv.
    """

    body: str
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    isbn: str | None = None
    url: str | None = None
    others: tuple[tuple[str, str], ...] = ()


def clean_doi(text: str) -> str:
    """A printed DOI in its bare, lower-case form: escapes undone, closing punctuation that is not its own gone."""
    doi = unescape(text)
    if "%" in doi:
        doi = unquote(doi)
    while doi:
        if doi[-1] in ".,;:'\"”’>" or (
            doi[-1] in ")]}" and doi.count(doi[-1]) > doi.count({")": "(", "]": "[", "}": "{"}[doi[-1]])
        ):
            doi = doi[:-1]
        else:
            break
    return doi.lower()


def clean_url(text: str) -> str:
    """A printed address without the punctuation that closes the sentence around it."""
    url = text.rstrip(".,;:'\"”’>]")
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(".,;:")
    return url


def take(text: str) -> Identifiers:
    """Find every identifier and remark in a folded item and cut it out."""
    if not _HINT.search(text):
        return Identifiers(text)
    found: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    pieces: list[str] = []
    last = 0
    for start in (_START_PII if "[pii]" in text else _START).finditer(text):
        match = _UNIT.match(text, start.start()) if start.start() >= last else None
        if match is None:
            continue
        _note(match, found, others)
        # The stop that ends the sentence before stays with it; only brackets and spaces belong to the unit.
        begin = match.start()
        while begin > last and text[begin - 1] in _LEAD:
            begin -= 1
        keep = text[begin] if begin < match.start() and text[begin] in ".;," else ""
        pieces.append(text[last:begin] + keep)
        last = match.end()
    if not pieces:
        return Identifiers(text)
    pieces.append(text[last:])
    return Identifiers(_sew(pieces), others=tuple(others), **found)


def _note(match: re.Match[str], found: dict[str, str], others: list[tuple[str, str]]) -> None:
    groups = match.groupdict()
    if groups["doi"]:
        found.setdefault("doi", clean_doi(groups["doi"]))
    if pmid := groups["pmid"] or groups["pmid2"] or groups["pmid3"]:
        found.setdefault("pmid", pmid)
    if pmcid := groups["pmcid"] or groups["pmcid2"]:
        found.setdefault("pmcid", "PMC" + pmcid.upper().removeprefix("PMC"))
    if groups["isbn"]:
        found.setdefault("isbn", re.sub(r"[^\dXx]", "", groups["isbn"]).upper())
    if groups["url"]:
        found.setdefault("url", clean_url(groups["url"]))
    if accessed := groups["accessed"] or groups["accessed2"] or groups["retrieved"]:
        others.append(("accessed", accessed.strip(" ,")))
    if _AHEAD.search(match.group()):
        others.append(("status", match.group().strip(" .;,()[]")))
    if groups["arxiv"]:
        others.append(("archive", "arXiv"))
        others.append(("archive_location", re.sub(r"(?i)^arxiv\s?:\s?", "", groups["arxiv"])))


def _sew(pieces: list[str]) -> str:
    """Join what is left; runs of units leave one hole, and a hole at the end none."""
    kept = [pieces[0].rstrip()]
    for piece in pieces[1:]:
        inner = piece.strip(" ")
        if inner.strip(' .,;:()[]<>-·"”'):
            kept.append(inner.lstrip(" .,;:)]>"))
    return f" {CUT} ".join(kept).strip()
