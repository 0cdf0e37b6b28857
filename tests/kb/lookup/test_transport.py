"""The one file that opens connections, against a server on this machine."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kb.lookup.transport import NoAnswer, over_the_network


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b'{"half":')
            return
        body = gzip.compress(b'{"n": 1}')
        self.send_response({"/moved": 302, "/busy": 429}.get(self.path, 200))
        self.send_header("Location", "/elsewhere")
        self.send_header("Retry-After", "7")
        self.send_header("X-Agent", self.headers["User-Agent"])
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/moved", 302), ("/busy", 429)])
def test_an_answer_as_it_came(address: str, path: str, status: int) -> None:
    answer = over_the_network(address + path, {"User-Agent": "kb test"})
    assert (answer.status, answer.body) == (status, b'{"n": 1}')
    assert answer.headers["retry-after"] == "7"
    assert answer.headers["x-agent"] == "kb test"


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://[broken", "nowhere", "{address}/cut"])
def test_no_answer_is_said(address: str, url: str) -> None:
    with pytest.raises(NoAnswer):
        over_the_network(url.format(address=address), {})
