"""A store in a folder that answers over Bolt: a copy of it, or the store itself."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from kb.engines.serving import HOST, PortTaken, Served, copied, live
from kb.errors import KbError

__all__ = ["BOLT", "HOST", "PAGE", "Served", "choose", "served"]

BOLT, PAGE = 7697, 7484
"""The ports that are taken when they are free: beside Neo4j's own 7687 and 7474. The web browser keeps favourites and
style for an address, so it should be the same one every time."""
_TRIES = 5


@contextmanager
def served(folder: Path, *, write: bool, port: int | None) -> Iterator[Served]:
    """Serve the store in a folder until the block ends. port: the one to use, None = `BOLT` or any free one."""
    serve = live if write else copied
    with ExitStack() as stack:
        for left in range(_TRIES, 0, -1):
            try:
                found = stack.enter_context(serve(folder, choose(port, BOLT)))
                break
            except PortTaken:
                if port is not None or left == 1:
                    raise
        yield found


def choose(port: int | None, usual: int) -> int:
    """A port to listen at: the one that is wanted, or the usual one where it is free, or any free one.

    Raises `KbError` where the wanted one cannot be had.
    """
    if port is not None:
        reason = _refused(port)
        if reason:
            raise KbError(f"port {port} cannot be used: {reason}", "choose another, or leave it to kb")
        return port
    return _any() if _refused(usual) else usual


def _refused(port: int) -> str:
    """Why a port cannot be listened at; "" = it can."""
    with socket.socket() as asked:
        asked.settimeout(1.0)
        if asked.connect_ex((HOST, port)) == 0:
            return "another program listens there"
    with socket.socket() as tried:
        if os.name != "nt":  # there it would allow what is taken; here it only forgives connections that just ended
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError as error:
            return error.strerror or str(error)
    return ""


def _any() -> int:
    with socket.socket() as tried:
        tried.bind((HOST, 0))
        return int(tried.getsockname()[1])
