"""The local web server: what it gives, to whom, and what it does not give."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.browsing.jar import open_jar
from kb.browsing.web import PortTaken, Site, serving
from tests.kb.browsing.jars import FILES, PAGE, make

KIT = {"kb.grass": b"node {}", "guide.html": "<p>für alle</p>".encode(), "favourites.zip": b"PK"}
BOLT = "bolt://127.0.0.1:7697"


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    with open_jar(make(tmp_path / "b.jar")) as jar, serving(Site(jar, KIT, BOLT, "?dbms=x", "5a"), 0) as port:
        yield port


def ask(
    port: int, path: str, method: str = "GET", host: str | None = None, **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", f"localhost:{port}" if host is None else host)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [
        ("/browser/app-1.js", "text/javascript; charset=utf-8", FILES["browser/app-1.js"]),
        ("/browser/assets/fonts/a.woff2", "font/woff2", b"\x00font"),
        ("/browser/assets/images/logo.svg", "image/svg+xml", b"<svg/>"),
        ("/kit/kb.grass", "text/plain; charset=utf-8", b"node {}"),
        ("/kit/guide.html", "text/html; charset=utf-8", "<p>für alle</p>".encode()),
        ("/kit/favourites.zip", "application/zip", b"PK"),
        ("/kit/", "text/plain; charset=utf-8", b"kb.grass\nguide.html\nfavourites.zip\n"),
    ],
)
def test_files(port: int, path: str, kind: str, body: bytes) -> None:
    response, got = ask(port, path)
    assert (response.status, response.getheader("Content-Type"), got) == (200, kind, body)
    assert response.getheader("X-Content-Type-Options") == "nosniff"
    head, nothing = ask(port, path, "HEAD")
    assert (head.status, head.getheader("Content-Length"), nothing) == (200, str(len(body)), b"")


def test_the_page_forgets_the_password_of_another_sitting_first(port: int) -> None:
    for path in ("/browser/", "/browser/index.html?dbms=bolt://x"):
        response, got = ask(port, path)
        assert (response.status, response.getheader("Content-Type")) == (200, "text/html; charset=utf-8")
        before, _, rest = got.partition(b"</script>\n")
        assert before.count(b"<script>") == 1
        assert b'!== "5a"' in before
        assert before.partition(b"<script>")[0] + rest == PAGE


@pytest.mark.parametrize(
    "path",
    [
        "/browser/../secret.txt",
        "/browser/..%2fsecret.txt",
        "/browser/%2e%2e/META-INF/MANIFEST.MF",
        "/browser//secret.txt",
        "/browser/assets/",
        "/browser/assets",
        "/secret.txt",
        "/kit/../browser/index.html",
        "/kit/../../../../etc/passwd",
        "/kit//etc/passwd",
        "/browser/%00",
        "/browser/%ff",
        "/favicon.ico",
    ],
)
def test_nothing_else_is_given(port: int, path: str) -> None:
    assert ask(port, path)[0].status == 404


@pytest.mark.parametrize("host", ["example.org", "example.org:7484", "localhost.example.org", "127.0.0.1.nip.io", ""])
@pytest.mark.parametrize("path", ["/", "/browser/", "/kit/kb.grass"])
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_another_name_is_refused(port: int, host: str, path: str, method: str) -> None:
    response, body = ask(port, path, method, host)
    assert response.status == 421
    assert b"node" not in body


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "localhost:1", "127.0.0.1:7484"])
def test_this_machines_names_are_served(port: int, host: str) -> None:
    assert ask(port, "/kit/kb.grass", host=host)[0].status == 200


def test_other_pages_may_read_the_kit_and_nothing_else(port: int) -> None:
    for method in ("GET", "OPTIONS"):
        response, _ = ask(port, "/kit/guide.html", method, Origin="http://server:7474")
        assert response.status in (200, 204)
        assert response.getheader("Access-Control-Allow-Origin") == "*"
        assert response.getheader("Access-Control-Allow-Headers") == "*"  # Browser asks with `pragma`
    assert ask(port, "/browser/", Origin="http://server:7474")[0].getheader("Access-Control-Allow-Origin") is None


def test_browser_may_talk_to_the_database_alone(port: int) -> None:
    policy = ask(port, "/browser/")[0].getheader("Content-Security-Policy") or ""
    assert "default-src 'self'" in policy
    assert "http://127.0.0.1:7697" in policy
    assert "connect-src 'self' data: blob: ws: wss:" in policy
    assert "http:" not in policy.replace("http://127.0.0.1:7697", "")


def test_the_front_door_tells_programs_the_address_and_shows_people_browser(port: int) -> None:
    response, body = ask(port, "/", Accept="*/*")
    assert response.getheader("Content-Type") == "application/json; charset=utf-8"
    assert json.loads(body)["bolt_direct"] == BOLT
    for path, place in {"/": "/browser/?dbms=x", "/browser": "/browser/"}.items():
        response, _ = ask(port, path, Accept="text/html,*/*")
        assert (response.status, response.getheader("Location")) == (302, place)


def test_without_a_jar_there_is_the_kit(tmp_path: Path) -> None:
    with serving(Site(None, KIT, BOLT), 0) as port:
        assert ask(port, "/browser/")[0].status == 404
        assert ask(port, "/kit/kb.grass")[1] == b"node {}"
        assert ask(port, "/", Accept="text/html")[0].status == 200


def test_a_taken_port_is_said_and_a_served_one_is_free_afterwards() -> None:
    with serving(Site(None, KIT, BOLT), 0) as port:
        with pytest.raises(PortTaken, match=f"port {port} cannot be used"), serving(Site(None, KIT, BOLT), port):
            pass
        assert ask(port, "/kit/")[0].status == 200
    with socket.socket() as asked:
        assert asked.connect_ex(("127.0.0.1", port)) != 0
    with serving(Site(None, KIT, BOLT), port) as again:
        assert again == port


def test_only_this_machine_is_listened_to(port: int) -> None:
    """The address it is bound to is the loopback's: from the machine's other addresses nobody comes in."""
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for address in others:
        if not str(address).startswith("127."):
            with socket.socket() as asked:
                asked.settimeout(2)
                assert asked.connect_ex((str(address), port)) != 0


@pytest.mark.parametrize("sent", [b"", b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"GET " + b"x" * 70_000])
def test_nonsense_does_not_stop_it(port: int, sent: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(sent)
    assert ask(port, "/kit/kb.grass")[0].status == 200
    assert capfd.readouterr().err == ""
