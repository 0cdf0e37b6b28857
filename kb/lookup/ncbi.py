"""PubMed and PMC: ids of a DOI (the id converter, then a search), and what PubMed says of a PMID (E-utilities).

Shapes: https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/ and https://www.ncbi.nlm.nih.gov/books/NBK25499/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from bib.model import Date, Person, Reference
from kb.lookup.message import Work, plain
from kb.lookup.web import Web, WebError, parsed
from kb.notices import FIELD, Notice

CONVERTER = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/"
UTILITIES = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
_TOOL = "kb-evidence"
_NOTICES = {
    "Retraction in": "retraction",
    "Partial retraction in": "partial_retraction",
    "Expression of concern in": "expression_of_concern",
    "Erratum in": "erratum",
}
_TYPES = {"Retracted Publication": "retraction"}
_INITIALS = re.compile(r"(.{1,200}) ([A-Z]{1,6})(?: (Jr|Sr|[2-4](?:nd|rd|th)))?")


@dataclass(frozen=True)
class Ids:
    """One article's ids, each None where it has none."""

    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None


class Ncbi:
    """Asks NCBI. email: of the user, as they ask for; None is sent as nothing."""

    def __init__(self, web: Web, email: str | None = None) -> None:
        self._web, self._email = web, email
        self.at = ""

    def ids(self, doi: str) -> Ids | None:
        """The ids of a DOI; None where NCBI knows none. Raises `WebError`."""
        found = self._get(CONVERTER, {"ids": doi, "idtype": "doi", "format": "json"})
        records = found.get("records") if isinstance(found, Mapping) else None
        for one in records if isinstance(records, list) else ():
            if isinstance(one, Mapping) and one.get("status") != "error" and _text(one.get("doi")).lower() == doi:
                pmid, pmcid = _digits(one.get("pmid")), _pmcid(one.get("pmcid"))
                if pmid or pmcid:
                    return Ids(doi, pmid, pmcid)
        return self._searched(doi)

    def _searched(self, doi: str) -> Ids | None:
        """Articles that are in PubMed and not in PMC: found by a search, believed only when the summary has the DOI."""
        found = self._get(f"{UTILITIES}esearch.fcgi", {"db": "pubmed", "term": f'"{doi}"[AID]', "retmode": "json"})
        result = found.get("esearchresult") if isinstance(found, Mapping) else None
        names = result.get("idlist") if isinstance(result, Mapping) else None
        pmid = _digits(names[0]) if isinstance(names, list) and len(names) == 1 else None
        work = self.by_pmid(pmid) if pmid else None
        if work is None or work.reference.doi != doi:
            return None
        return Ids(doi, pmid, work.reference.pmcid)

    def by_pmid(self, pmid: str) -> Work | None:
        """The work of a PMID; None where PubMed does not know it. Raises `WebError`."""
        found = self._get(f"{UTILITIES}esummary.fcgi", {"db": "pubmed", "id": pmid, "retmode": "json"})
        result = found.get("result") if isinstance(found, Mapping) else None
        one = result.get(pmid) if isinstance(result, Mapping) else None
        return summary_of(one, pmid, self.at) if isinstance(one, Mapping) and "error" not in one else None

    def _get(self, url: str, asked: Mapping[str, str]) -> Any:
        who = {"tool": _TOOL} | ({"email": self._email} if self._email else {})
        kept = self._web.get(f"{url}?{urlencode({**asked, **who})}", {"User-Agent": "kb (evidence knowledge base)"})
        self.at = kept.at
        if kept.status == 404:
            return None
        found = parsed(kept)
        if not isinstance(found, Mapping):
            raise WebError("NCBI's answer is not understood")
        return found


def summary_of(one: Mapping[str, Any], pmid: str, at: str) -> Work | None:
    """A document summary of ESummary (db=pubmed); None without a title."""
    title = plain(_text(one.get("title"))).rstrip(".").strip("[]")
    if not title:
        return None
    named = {_text(i.get("idtype")): _text(i.get("value")) for i in _list(one.get("articleids"))}
    kinds = one.get("pubtype")
    notices = {Notice(kind) for name, kind in _TYPES.items() if isinstance(kinds, list) and name in kinds}
    notices |= {*_notices(one)}
    if any(n.kind == "retraction" and n.doi for n in notices):
        notices.discard(Notice("retraction"))
    dates = [d for name in ("pubdate", "epubdate") if (d := _date(_text(one.get(name))))]
    reference = Reference(
        kind="article-journal",
        title=title,
        people=tuple(_people(one)),
        date=dates[0] if dates else None,
        container=plain(_text(one.get("fulljournalname"))) or None,
        volume=_text(one.get("volume")) or None,
        issue=_text(one.get("issue")) or None,
        pages=_text(one.get("pages")) or None,
        doi=named.get("doi", "").lower() or None,
        pmid=pmid,
        pmcid=_pmcid(named.get("pmc")),
        other=tuple((FIELD, n.text) for n in sorted(notices, key=lambda n: n.text)),
    )
    text = json.dumps(dict(one), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    years = frozenset(d.year for d in dates if d.year)
    return Work(reference, title, years, _text(one.get("source")) or None, "PubMed", text, at)


def with_pmcid(work: Work, known: Ids) -> Work:
    """A work with the PMC id that the converter knows of it, where its summary has none."""
    if known.pmcid is None or work.reference.pmcid:
        return work
    text = json.dumps({**json.loads(work.text), "pmcid": known.pmcid}, ensure_ascii=False, sort_keys=True)
    return replace(work, reference=replace(work.reference, pmcid=known.pmcid), text=text)


def _notices(one: Mapping[str, Any]) -> Iterator[Notice]:
    for row in _list(one.get("references")):
        kind = _NOTICES.get(_text(row.get("reftype")))
        if kind:
            year = re.search(r"\b(?:19|20)\d\d\b", _text(row.get("refsource")))
            pmid = _digits(row.get("pmid"))
            yield Notice(kind, f"pmid:{pmid}" if pmid else None, year[0] if year else None)


def _people(one: Mapping[str, Any]) -> Iterator[Person]:
    for row in _list(one.get("authors")):
        name = plain(_text(row.get("name")))
        found = _INITIALS.fullmatch(name)
        if found and row.get("authtype") != "CollectiveName":
            yield Person(found[1], found[2], found[3])
        elif name:
            yield Person(literal=name)


def _date(text: str) -> Date | None:
    found = re.match(r"(\d{4})\b", text)
    return Date(int(found[1])) if found else None


def _list(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (v for v in value if isinstance(v, Mapping))


def _text(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def _digits(value: Any) -> str | None:
    text = _text(value)
    return text if re.fullmatch(r"[1-9]\d{0,8}", text) else None


def _pmcid(value: Any) -> str | None:
    found = re.search(r"PMC\d{1,9}", _text(value).upper())
    return found[0] if found else None
