"""A transport that plays recorded answers, and answers of invented works in the exact shape of Crossref's and NCBI's."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from kb.lookup.cache import Cache
from kb.lookup.crossref import Crossref
from kb.lookup.limiter import Limiter
from kb.lookup.ncbi import Ncbi
from kb.lookup.transport import Answer, NoAnswer
from kb.lookup.walk import Walk
from kb.lookup.web import Web

JSON = {
    "content-type": "application/json",
    "x-api-pool": "public",
    "x-rate-limit-limit": "5",
    "x-rate-limit-interval": "1s",
    "x-concurrency-limit": "1",
}
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Time that passes only while somebody sleeps."""

    at: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


@dataclass
class Replay:
    """Answers by the beginning of an address, else by a rule; keeps what was asked. Several answers under one key are
    given one after the other, the last one again and again."""

    answers: dict[str, list[Answer | Exception]] = field(default_factory=dict)
    rule: Callable[[str], Answer] | None = None
    urls: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)

    def __call__(self, url: str, headers: Mapping[str, str]) -> Answer:
        self.urls.append(url)
        self.headers.append(dict(headers))
        for start, answers in self.answers.items():
            if unquote(url).startswith(start):
                answer = answers.pop(0) if len(answers) > 1 else answers[0]
                if isinstance(answer, Exception):
                    raise answer
                return answer
        if self.rule is not None:
            return self.rule(url)
        raise NoAnswer("nothing recorded")


def ok(value: object, **headers: str) -> Answer:
    return Answer(200, {**JSON, **headers}, json.dumps(value).encode())


NOT_FOUND = Answer(404, {"content-type": "text/plain"}, b"Resource not found.")
HTML = Answer(
    200, {"content-type": "text/html"}, b"<!DOCTYPE html><html><body>Sign in to the hotel's network</body></html>"
)
CUT = Answer(200, JSON, b'{"status":"ok","message-type":"work","message":{"DOI":"10.5555/ja')
SORRY = Answer(500, {"content-type": "text/html"}, b"<h1>Server error</h1>")


def message(doi: str, title: str, family: str, year: int, **more: Any) -> dict[str, Any]:
    """An invented work, in the shape of `message` of a Crossref work."""
    base: dict[str, Any] = {
        "indexed": {"date-parts": [[2026, 1, 2]], "date-time": "2026-01-02T03:04:05Z", "timestamp": 1767323045000},
        "reference-count": 3,
        "publisher": "Invented Press",
        "issue": "2",
        "content-domain": {"domain": [], "crossmark-restriction": False},
        "short-container-title": ["J Invent Care"],
        "DOI": doi,
        "type": "journal-article",
        "created": {"date-parts": [[year, 1, 2]], "date-time": f"{year}-01-02T00:00:00Z", "timestamp": 0},
        "page": "11-19",
        "source": "Crossref",
        "title": [title],
        "prefix": doi.partition("/")[0],
        "volume": "3",
        "author": [
            {"given": "Ada", "family": family, "sequence": "first", "affiliation": [],
             "ORCID": "https://orcid.org/0000-0002-1825-0097"},
            {"name": "The Ward Group", "sequence": "additional", "affiliation": []},
        ],
        "member": "0",
        "container-title": ["Journal of Invented Care"],
        "original-title": [],
        "language": "en",
        "score": 1,
        "resource": {"primary": {"URL": f"https://example.org/{doi}"}},
        "subtitle": [],
        "short-title": [],
        "issued": {"date-parts": [[year, 5]]},
        "references-count": 3,
        "URL": f"https://doi.org/{doi}",
        "relation": {},
        "ISSN": ["0000-0000"],
        "subject": [],
        "published": {"date-parts": [[year, 5]]},
    }  # fmt: skip
    base.update(more)
    return copy.deepcopy(base)


def work(doi: str, *args: Any, **more: Any) -> Answer:
    return ok(
        {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message(doi, *args, **more)}
    )


def works(*messages: dict[str, Any]) -> Answer:
    found = {"facets": {}, "total-results": len(messages), "items": list(messages), "items-per-page": 5,
             "query": {"start-index": 0, "search-terms": None}}  # fmt: skip
    return ok({"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": found})


def ids(doi: str, pmid: str | None = None, pmcid: str | None = None) -> Answer:
    """The id converter's answer; without ids its error for one."""
    found = {"requested-id": doi, "doi": doi}
    if pmid or pmcid:
        one: dict[str, Any] = {**found, "pmcid": pmcid, "pmid": int(pmid or 0) or None}
    else:
        one = {**found, "status": "error", "errmsg": "Identifier not found in PMC"}
    return ok({"status": "ok", "response-date": "2026-03-01 12:00:00", "request": {"ids": [doi]}, "records": [one]})


def search(*pmids: str) -> Answer:
    found = {"count": str(len(pmids)), "retmax": "20", "retstart": "0", "idlist": list(pmids), "querytranslation": ""}
    return ok({"header": {"type": "esearch", "version": "0.3"}, "esearchresult": found})


def summary(pmid: str, title: str, name: str, year: int, doi: str | None = None, **more: Any) -> Answer:
    names = [{"idtype": "pubmed", "idtypen": 1, "value": pmid}]
    names += [{"idtype": "doi", "idtypen": 3, "value": doi}] if doi else []
    one = {
        "uid": pmid,
        "pubdate": f"{year} May",
        "epubdate": "",
        "source": "J Invent Care",
        "authors": [{"name": name, "authtype": "Author", "clusterid": ""}],
        "title": f"{title}.",
        "volume": "3",
        "issue": "2",
        "pages": "11-9",
        "lang": ["eng"],
        "pubtype": ["Journal Article"],
        "articleids": names,
        "references": [],
        "fulljournalname": "Journal of invented care",
        "elocationid": "",
    }
    one.update(more)
    return ok({"header": {"type": "esummary", "version": "0.3"}, "result": {"uids": [pmid], pmid: one}})


CROSSREF = "https://api.crossref.org/works"
CONVERTER = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/"
SEARCH = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esearch.fcgi"
SUMMARY = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esummary.fcgi"


def web(replay: Replay, cache: Cache | None = None, clock: Clock | None = None, **options: Any) -> Web:
    clock = clock or Clock()
    return Web(replay, cache or Cache(None, now=lambda: NOW), Limiter(clock, clock.sleep, lambda: NOW), **options)


def walk(replay: Replay, email: str | None = None, ncbi: bool = True, **options: Any) -> Walk:
    door = web(replay, **options)
    return Walk(Crossref(door, email), Ncbi(door, email) if ncbi else None)


def asked_for(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)
