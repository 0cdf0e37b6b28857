"""A small web server on this machine alone: Browser's files out of a jar, and the kit beside them.

    /             Neo4j's discovery document for programs (the Bolt address), Browser for people
    /browser/…    Browser's files
    /kit/…        style, guide and favourites; pages from elsewhere may read them, as a server's Browser does

Browser by itself asks for fonts, for a script that reports its use, and for one that shows news, all elsewhere. What
`/browser/` gives forbids the web browser to ask: nothing leaves this machine but what goes to the database.

Bound to 127.0.0.1. A request under another name than this machine's is refused, so that a page in the web browser
cannot come in under a name of its own that it lets point here (DNS rebinding).
"""

from __future__ import annotations

import json
import os
import socketserver
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlsplit

from kb.browsing.jar import PAGE, Jar, NotBrowser
from kb.errors import KbError

HOST = "127.0.0.1"
NAME = "localhost"
"""The name in links: Browser takes styles and guides from `localhost` without a setting, from 127.0.0.1 not."""
_NAMES = (NAME, HOST)

_POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; object-src 'none'; frame-ancestors 'none'; "
    "connect-src 'self' data: blob: ws: wss: {bolt}"
)
"""What Browser's page may load and where it may connect to: its own files, and Bolt, which it speaks over WebSocket.
{bolt}: the database's address over HTTP, which Browser looks at before it connects."""

_FORGET = b"""<script>
if (localStorage.getItem("kb.sitting") !== "%s") {
  localStorage.removeItem("neo4j.connections");
  localStorage.setItem("kb.sitting", "%s");
}
</script>
"""
"""Put before Browser's scripts. Browser keeps the password of the last time and would try it, fail, and then show a
form without what the link fills in. Within a sitting it stays: a page that is loaded again connects by itself."""

# Own table: the system's (on Windows the registry) may say anything of .js, and Browser's files are these.
_TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".css": "text/css; charset=utf-8",
        ".cypher": "text/plain; charset=utf-8",
        ".eot": "application/vnd.ms-fontobject",
        ".grass": "text/plain; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".ico": "image/x-icon",
        ".jpg": "image/jpeg",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json; charset=utf-8",
        ".md": "text/plain; charset=utf-8",
        ".mp4": "video/mp4",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".ttf": "font/ttf",
        ".txt": "text/plain; charset=utf-8",
        ".woff": "font/woff",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
        ".zip": "application/zip",
    }
)


@dataclass(frozen=True)
class Site:
    """What is served. jar: None = no Browser. kit: file name to bytes. bolt: address of the database; link: query of
    the link that opens Browser with everything filled in. sitting: letters and digits, the same as long as the
    database has the same password."""

    jar: Jar | None
    kit: Mapping[str, bytes]
    bolt: str
    link: str = ""
    sitting: str = "0"


@dataclass(frozen=True)
class Answer:
    """Status, kind of content, content; more: further header lines."""

    status: HTTPStatus
    type: str = "text/plain; charset=utf-8"
    body: bytes = b""
    more: tuple[tuple[str, str], ...] = ()


class PortTaken(KbError):
    """Another program listens at the port that was asked for, or it is not ours to take."""


@contextmanager
def serving(site: Site, port: int) -> Iterator[int]:
    """Serve until the block ends; gives the port. port: 0 = any free one; raises `PortTaken`."""
    try:
        server = _Server((HOST, port), _Handler)
    except OSError as error:
        raise PortTaken(f"port {port} cannot be used: {error.strerror or error}", "choose another --port") from error
    server.site = site
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(site: Site, target: str, wants: str) -> Answer:
    """What a GET of a target (path and query) gets; `wants` is its Accept line."""
    path = unquote(urlsplit(target).path)
    if path == "/":
        return _front(site, wants)
    if path == "/browser":
        return Answer(HTTPStatus.FOUND, more=(("Location", "/browser/"),))
    if path.startswith("/browser/"):
        return _browser_file(site, path.removeprefix("/browser/") or PAGE)
    if path.startswith("/kit/"):
        return _kit_file(site, path.removeprefix("/kit/"))
    return _nothing(path)


def _front(site: Site, wants: str) -> Answer:
    if "text/html" in wants and site.jar is not None:
        return Answer(HTTPStatus.FOUND, more=(("Location", f"/browser/{site.link}"),))
    said = {"bolt_direct": site.bolt, "neo4j_version": "5.26.0", "neo4j_edition": "community"}
    return Answer(HTTPStatus.OK, _TYPES[".json"], json.dumps(said).encode())


def _browser_file(site: Site, name: str) -> Answer:
    try:
        body = site.jar.read(name) if site.jar and not name.endswith("/") else None
    except NotBrowser as error:
        return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, body=error.message.encode())
    if body is None:
        return _nothing(f"/browser/{name}")
    if name == PAGE:
        forget = _FORGET.replace(b"%s", site.sitting.encode())
        body = body.replace(b"<script", forget + b"<script", 1)
    place = site.bolt.partition("://")[2]
    policy = _POLICY.format(bolt=f"http://{place} https://{place}")
    return Answer(HTTPStatus.OK, _type(name), body, (("Content-Security-Policy", policy),))


def _kit_file(site: Site, name: str) -> Answer:
    if not name:
        return Answer(HTTPStatus.OK, body="".join(f"{file}\n" for file in site.kit).encode())
    body = site.kit.get(name)
    return _nothing(f"/kit/{name}") if body is None else Answer(HTTPStatus.OK, _type(name), body)


def _nothing(path: str) -> Answer:
    return Answer(HTTPStatus.NOT_FOUND, body=f"nothing at {path}\n".encode("utf-8", "replace"))


def _type(name: str) -> str:
    return _TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would let two programs share a port
    site: Site

    def server_bind(self) -> None:
        """As in `http.server`, without asking the network for this machine's name, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A web browser that went away in the middle is no news."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 30  # seconds a connection may be idle
    server_version, sys_version = "kb", ""

    def do_GET(self) -> None:
        self._send(answer(self.server.site, self.path, self.headers.get("Accept", "")) if self._ours() else _REFUSED)

    do_HEAD = do_GET

    def do_OPTIONS(self) -> None:
        """What a web browser asks before a page from elsewhere may read the kit."""
        self._send(Answer(HTTPStatus.NO_CONTENT) if self._ours() else _REFUSED)

    def _ours(self) -> bool:
        return self.headers.get("Host", "").rpartition(":")[0] in _NAMES or self.headers.get("Host", "") in _NAMES

    def _send(self, given: Answer) -> None:
        self.send_response(given.status)
        self.send_header("Content-Type", given.type)
        self.send_header("Content-Length", str(len(given.body)))
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.path.startswith("/kit/"):
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "*")
            self.send_header("Access-Control-Allow-Private-Network", "true")
        for name, value in given.more:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(given.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is said about single requests."""


_REFUSED = Answer(HTTPStatus.MISDIRECTED_REQUEST, body=b"this is served under the name localhost alone\n")
