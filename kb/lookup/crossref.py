"""Crossref's REST API through habanero: by DOI, and by the words of a reference.

habanero makes addresses and checks parameters, but opens connections itself and drops headers. So what it calls in
place of its HTTP client is our door (`web`), and only while it is called. This file alone knows habanero.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import httpx2
from habanero import Crossref as Habanero
from habanero.exceptions import RequestError

from bib.model import Reference
from kb.lookup.message import Work, work_of
from kb.lookup.web import Web, WebError

ROWS = 5
"""Works of a search that are looked at: the right one is nearly always first or second."""
_DOI = re.compile(r"10\.\d{4,9}/\S{1,500}")
_CALLERS = ("habanero.request", "habanero.request_class")
_MOST_WORDS = 400  # characters of a query


class _Wire:
    """What habanero sees of its HTTP client: `get`, and the errors it catches."""

    HTTPError, HTTPStatusError = httpx2.HTTPError, httpx2.HTTPStatusError
    __version__ = httpx2.__version__

    def __init__(self, web: Web) -> None:
        self._web = web
        self.at = ""

    def get(
        self, url: str, params: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None, **_: object
    ) -> httpx2.Response:
        whole = f"{url}?{urlencode(params)}" if params else url
        kept = self._web.get(whole, headers or {})
        self.at = kept.at
        return httpx2.Response(
            kept.status,
            headers={"content-type": "application/json"},
            content=kept.text.encode("utf-8", "surrogatepass"),
            request=httpx2.Request("GET", whole),
        )


class Crossref:
    """Asks Crossref. email: of the user, which gets the polite pool; None is sent as nothing."""

    def __init__(self, web: Web, email: str | None = None) -> None:
        self._wire = _Wire(web)
        self._habanero = Habanero(mailto=email, ua_string="kb (evidence knowledge base)")

    def by_doi(self, doi: str) -> Work | None:
        """The work of a DOI; None where Crossref does not know it. Raises `WebError`."""
        if not _DOI.fullmatch(doi):
            return None
        found = self._works(ids=[quote(doi, safe="/:;()._-")])
        message = _message(found, "work")
        return work_of(message, self._wire.at) if message is not None else None

    def by_words(self, reference: Reference) -> list[Work]:
        """Works that a search for a reference's words finds, the best first. Raises `WebError`."""
        words = query_of(reference)
        if not words:
            return []
        message = _message(self._works(query_bibliographic=words, limit=ROWS), "work-list")
        items = message.get("items") if message else None
        works = [work_of(item, self._wire.at) for item in items[:ROWS]] if isinstance(items, list) else []
        return [work for work in works if work is not None]

    def _works(self, **asked: Any) -> Any:
        callers: list[Any] = [importlib.import_module(name) for name in _CALLERS]
        clients = [module.httpx2 for module in callers]
        for module in callers:
            module.httpx2 = self._wire
        try:
            return self._habanero.works(**asked)
        except httpx2.HTTPStatusError as error:
            if error.response.status_code == 404:
                return None
            raise WebError(f"Crossref answered {error.response.status_code}") from error
        except RequestError as error:
            if error.args[0] == 404:
                return None
            raise WebError(f"Crossref answered {error.args[0]}") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise WebError("Crossref's answer is not understood") from error
        finally:
            for module, client in zip(callers, clients, strict=True):
                module.httpx2 = client


def query_of(reference: Reference) -> str:
    """What a search is made with: title, first author, year, container. Empty where there is no title."""
    if not reference.title:
        return ""
    first = reference.people[0] if reference.people else None
    name = (first.literal or first.family or "") if first else ""
    parts = (reference.title, name, str(reference.year or ""), reference.container or "")
    return " ".join(" ".join(parts).split())[:_MOST_WORDS]


def _message(found: Any, kind: str) -> Mapping[str, Any] | None:
    if found is None:
        return None
    message = found.get("message") if isinstance(found, Mapping) else None
    if not isinstance(message, Mapping) or found.get("message-type") != kind:
        raise WebError("Crossref's answer is not understood")
    return message
