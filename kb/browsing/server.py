"""A Neo4j server's own Browser: the page that a server at a Bolt address shows over HTTP."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from http.client import HTTPException
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPSHandler, OpenerDirector, ProxyHandler, build_opener

from kb.errors import UsageError
from kb.store import SERVERS

PATIENCE = 4.0
"""Seconds to wait for a server's page."""
_PORTS = {"http": 7474, "https": 7473}


def check(address: str) -> None:
    """Raise `UsageError` for what is no server's address, before it goes into a link or is asked for pages."""
    scheme, _, rest = address.partition("://")
    if scheme.lower() not in SERVERS or any(mark in rest for mark in "@?#"):
        raise UsageError("a server's address is SCHEME://HOST:PORT and nothing else", f"SCHEME is {', '.join(SERVERS)}")


def own_browser(address: str, http: str | None) -> str | None:
    """The page of Browser at the server of a store's address, "/" at its end; None = no page answers there.

    http: where the server's pages are, as the person says it; without it the ports that Neo4j comes with are tried.
    """
    opener = _opener("+ssc" in urlsplit(address).scheme)
    for base in _bases(address, http):
        if _answers(opener, f"{base}/browser/"):
            return f"{base}/browser/"
    return None


def _bases(address: str, http: str | None) -> Iterator[str]:
    if http:
        yield (http if "://" in http else f"http://{http}").rstrip("/").removesuffix("/browser")
        return
    place = urlsplit(address)
    host = place.hostname or "localhost"
    host = f"[{host}]" if ":" in host else host
    for scheme in ("https", "http") if "+s" in place.scheme else ("http", "https"):
        yield f"{scheme}://{host}:{_PORTS[scheme]}"


def _opener(trusting: bool) -> OpenerDirector:
    """trusting: the server signed its certificate itself, and the person said so with +ssc."""
    context = ssl.create_default_context()
    if trusting:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return build_opener(ProxyHandler({}), HTTPSHandler(context=context))


def _answers(opener: OpenerDirector, url: str) -> bool:
    try:
        with opener.open(url, timeout=PATIENCE) as given:
            return "html" in given.headers.get("Content-Type", "")
    except (URLError, HTTPException, OSError, ValueError):  # nobody there, no page, no address
        return False
