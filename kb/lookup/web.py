"""The one door to the network: cache first, then the limiter, then a request that is repeated where that can help.

Only whole JSON answers (200) and "no such thing" (404) are kept. Everything else is an error with words for people;
none of them ends more than the question that was asked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from kb.lookup.cache import Cache, Kept
from kb.lookup.limiter import LONGEST_WAIT, Limiter
from kb.lookup.transport import Answer, NoAnswer, Transport

HOSTS = ("crossref.org", "nih.gov")
"""Whom a redirect may lead to: others have no business with the user's address."""
_TRIES = 4
_REDIRECTS = 5
_PRIVATE = frozenset({"email", "mailto", "api_key"})
"""Parameters that say who asks: no part of what is kept."""


class WebError(Exception):
    """No usable answer. reason: for people; again: whether it may go better another time; offline: it was not asked."""

    def __init__(self, reason: str, *, again: bool = False, offline: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.again, self.offline = reason, again, offline


class Web:
    """Gets JSON by address. offline: only what is kept is answered."""

    def __init__(self, transport: Transport, cache: Cache, limiter: Limiter, *, offline: bool = False) -> None:
        self._transport, self._cache, self._limiter, self.offline = transport, cache, limiter, offline
        self.asked = 0  # requests that were really made

    def get(self, url: str, headers: Mapping[str, str]) -> Kept:
        """The answer to an address: status 200 with JSON, or 404. Raises `WebError`."""
        public = public_part(url)
        kept = self._cache.get(public)
        if kept is not None:
            return kept
        if self.offline:
            raise WebError("not asked: offline, and no answer is kept", offline=True)
        answer = self._answer(url, headers)
        text = answer.body.decode("utf-8", "replace")
        if answer.status == 200:
            _check(text, answer.headers.get("content-type", ""))
        return self._cache.put(public, answer.status, text)

    def _answer(self, url: str, headers: Mapping[str, str]) -> Answer:
        for _ in range(_REDIRECTS + 1):
            answer = self._tried(url, headers)
            if answer.status not in (301, 302, 303, 307, 308):
                return answer
            url = _next(url, answer.headers.get("location", ""))
        raise WebError("redirected in a circle")

    def _tried(self, url: str, headers: Mapping[str, str]) -> Answer:
        """An answer of 200, 404 or a redirect; on busy and broken servers some tries."""
        host = urlsplit(url).hostname or ""
        reason = ""
        for attempt in range(_TRIES):
            self._limiter.wait(host)
            self.asked += 1
            try:
                answer = self._transport(url, headers)
            except NoAnswer as error:
                reason = f"{host} gave no answer: {error}"
                self._limiter.hold(host, 2.0**attempt)
                continue
            self._limiter.heard(host, answer.headers)
            if answer.status in (200, 404) or 300 <= answer.status < 400:
                return answer
            reason = f"{host} answered {answer.status}"
            if answer.status != 429 and answer.status < 500:
                raise WebError(reason)
            pause = self._limiter.retry_after(answer.headers)
            if pause is not None and pause > LONGEST_WAIT:
                raise WebError(f"{reason} and wants to be left alone for {pause:.0f} s", again=True)
            self._limiter.hold(host, 2.0**attempt if pause is None else pause)
        raise WebError(reason, again=True)


def public_part(url: str) -> str:
    """An address without who asks, its parameters in one order: what an answer is kept under."""
    parts = urlsplit(url)
    query = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k not in _PRIVATE)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))


def parsed(kept: Kept) -> Any:
    """The JSON of an answer. Raises `WebError`: what is kept may have been written by hand."""
    try:
        return json.loads(kept.text)
    except (ValueError, RecursionError) as error:
        raise WebError("the answer is no JSON", again=True) from error


def _check(text: str, kind: str) -> None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        html = "html" in kind or text.lstrip()[:1] == "<"
        raise WebError("a web page came instead of data" if html else "the answer is cut off", again=True) from error
    if not isinstance(found, dict):
        raise WebError("the answer is not understood", again=True)


def _next(url: str, location: str) -> str:
    try:
        target = urljoin(url, location)
        parts = urlsplit(target)
        host = parts.hostname or ""
    except ValueError as error:
        raise WebError("redirected to no address") from error
    known = any(host == name or host.endswith(f".{name}") for name in HOSTS)
    if not location or not known or parts.scheme != "https":
        raise WebError(f"redirected to {host or 'nowhere'}, which is not asked")
    return target
