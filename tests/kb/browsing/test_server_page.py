"""Finding a Neo4j server's own Browser: over a stand-in for its pages."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from kb.browsing import server
from kb.errors import UsageError
from kb.store import SERVERS

Pages = dict[str, tuple[int, str, bytes]]


@pytest.fixture
def pages() -> Iterator[Callable[[Pages], str]]:
    """Serves pages (path: status, kind, body); gives the address."""
    servers: list[HTTPServer] = []

    def serve(given: Pages) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, kind, body = given.get(self.path, (404, "text/plain", b""))
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        servers.append(HTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_address[1]}"

    yield serve
    for one in servers:
        one.shutdown()
        one.server_close()


BROWSER: Pages = {"/browser/": (200, "text/html", b"<title>Neo4j Browser</title>")}


@pytest.mark.parametrize("more", ["", "/", "/browser", "/browser/"])
def test_it_is_where_the_person_says(pages: Callable[[Pages], str], more: str) -> None:
    base = pages(BROWSER)
    assert server.own_browser("bolt://nowhere.invalid", base + more) == f"{base}/browser/"
    assert server.own_browser("bolt://nowhere.invalid", base.removeprefix("http://") + more) == f"{base}/browser/"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"/browser/": (200, "application/json", b"{}")},
        {"/browser/": (500, "text/html", b"")},
        {"/browser/": (200, "text/plain", b"hello")},
    ],
    ids=["nothing", "other kind", "error", "text"],
)
def test_other_pages_are_not_it(pages: Callable[[Pages], str], given: Pages) -> None:
    assert server.own_browser("bolt://127.0.0.1", pages(given)) is None


@pytest.mark.parametrize(
    "url", ["http://", "http://[", "ftp://127.0.0.1/", "http://127.0.0.1:99999", "file:///etc", "\n"]
)
def test_nonsense_is_no_page(url: str) -> None:
    assert server.own_browser("bolt://127.0.0.1", url) is None


@pytest.mark.parametrize("address", ["http://h:7474", "bolt://ann:secret@h", "bolt://h?x=1", "bolt://h#x", "ftp://h"])
def test_what_is_no_servers_address(address: str) -> None:
    with pytest.raises(UsageError) as caught:
        server.check(address)
    assert "secret" not in caught.value.message + caught.value.hint


@pytest.mark.parametrize("scheme", SERVERS)
def test_servers_addresses(scheme: str) -> None:
    server.check(f"{scheme}://db.example.org:7687")
    server.check(f"{scheme.upper()}://[::1]")


def test_the_ports_that_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr(server, "_answers", lambda opener, url: tried.append(url))
    server.own_browser("bolt://db.example.org:7687", None)
    server.own_browser("neo4j+s://[2001:db8::1]", None)
    assert tried == [
        "http://db.example.org:7474/browser/",
        "https://db.example.org:7473/browser/",
        "https://[2001:db8::1]:7473/browser/",
        "http://[2001:db8::1]:7474/browser/",
    ]


def test_a_server_that_says_nothing_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.5)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        start = time.monotonic()
        assert server.own_browser("bolt://127.0.0.1", f"127.0.0.1:{silent.getsockname()[1]}") is None
        assert time.monotonic() - start < 5
