"""One request over the network, nothing more: the only file that opens a connection for look-ups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

_TIMEOUT = 30.0
_LONGEST = 20_000_000
"""Bytes of an answer that are taken; a search for five works is some 100 kB."""


class NoAnswer(Exception):
    """No answer came: no connection, a time-out, a connection cut off."""


@dataclass(frozen=True)
class Answer:
    """What a server said. headers: by name in small letters; body: the bytes, decompressed."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Transport(Protocol):
    """Gets one address; raises `NoAnswer`. Follows no redirect, repeats nothing."""

    def __call__(self, url: str, headers: Mapping[str, str]) -> Answer: ...


def over_the_network(url: str, headers: Mapping[str, str]) -> Answer:
    """The real one."""
    import httpx2

    body = bytearray()
    try:
        with httpx2.stream("GET", url, headers=dict(headers), timeout=_TIMEOUT, follow_redirects=False) as got:
            for piece in got.iter_bytes():
                body += piece
                if len(body) > _LONGEST:
                    raise NoAnswer(f"the answer is longer than {_LONGEST:,} bytes")
            return Answer(got.status_code, {k.lower(): v for k, v in got.headers.items()}, bytes(body))
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise NoAnswer(str(error) or type(error).__name__) from error
