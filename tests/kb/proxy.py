"""A TCP proxy on this machine that loses connections, or has answers late, when a test says so."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""Bolt's message COMMIT as it is sent: chunk of two bytes, structure without fields, tag 12, end of message."""


class Proxy:
    """Passes bytes between clients and one server. watch: sees what a client sends, before the server does, and says
    what becomes of the connection: "" = nothing, "before" = cut, so that the server never gets it, "after" = passed on,
    and cut as soon as the server answers, so that the client never gets the answer. cuts: how often that was.
    late: seconds that each answer of the server takes longer.
    """

    def __init__(self, port: int) -> None:
        self._target = port
        self.watch: Callable[[bytes], str] = lambda _: ""
        self.cuts = 0
        self.late = 0.0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        return f"bolt://127.0.0.1:{self._listening.getsockname()[1]}"

    def close(self) -> None:
        self._listening.close()
        self.cut()

    def cut(self) -> None:
        """Lose every connection."""
        for one in list(self._open):
            self._reset(one)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                client.close()
                continue
            self._open |= {client, server}
            state = {"swallow": False}
            threading.Thread(target=self._there, args=(client, server, state), daemon=True).start()
            threading.Thread(target=self._back, args=(client, server, state), daemon=True).start()

    def _there(self, client: socket.socket, server: socket.socket, state: dict[str, bool]) -> None:
        with suppress(OSError):
            while data := client.recv(1 << 16):
                fate = self.watch(data)
                if fate == "before":
                    self.cuts += 1
                    break
                state["swallow"] = fate == "after"
                server.sendall(data)
        self._reset(client)
        self._reset(server)

    def _back(self, client: socket.socket, server: socket.socket, state: dict[str, bool]) -> None:
        with suppress(OSError):
            while data := server.recv(1 << 16):
                if state["swallow"]:
                    self.cuts += 1
                    break
                time.sleep(self.late)
                client.sendall(data)
        self._reset(client)
        self._reset(server)

    def _reset(self, one: socket.socket) -> None:
        self._open.discard(one)
        with suppress(OSError):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # as a lost connection is
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@contextmanager
def proxy(port: int) -> Iterator[Proxy]:
    made = Proxy(port)
    try:
        yield made
    finally:
        made.close()


@contextmanager
def mute() -> Iterator[int]:
    """The port of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]
