"""Reads recorded answers of the shape that vcrpy writes (YAML), as far as those of habanero's own tests go."""

from __future__ import annotations

import base64
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from kb.lookup.transport import Answer

_BINARY = re.compile(r"\n      string: !!binary \|\n((?:        .*\n)+)")
_QUOTED = re.compile(r"\n      string: '((?:[^']|'')*)'\n")
_PLAIN = re.compile(r"\n      string: ([A-Za-z][^\n]*)\n")
_HEADER = re.compile(r"\n      ([a-z-]+):\n      - (.*)")


@dataclass(frozen=True)
class Recorded:
    """One exchange."""

    url: str
    answer: Answer


def recorded(file: Path) -> Iterator[Recorded]:
    """Every exchange of a file, in order; those whose text is written in a way not known here are left out."""
    for part in file.read_text("utf-8").split("\n- request:")[0:]:
        if "\n  response:" not in part:
            continue
        asked, answer = part.split("\n  response:", 1)
        url = re.search(r"\n    uri: (\S+)", asked)
        code = re.search(r"\n      code: (\d+)", answer)
        body = _body(answer)
        if url and code and body is not None:
            headers = {name: value.strip("'\"") for name, value in _HEADER.findall(answer)}
            headers.pop("content-encoding", None)
            yield Recorded(unquote(url[1]), Answer(int(code[1]), headers, body))


def _body(answer: str) -> bytes | None:
    if binary := _BINARY.search(answer):
        data = base64.b64decode("".join(binary[1].split()))
        return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    if quoted := _QUOTED.search(answer):
        # A fold of one line end is a blank, an empty line is a line end (YAML 1.2, 7.3.2).
        text = re.sub(r"[ \t]*\n[ \t]*", " ", re.sub(r"[ \t]*\n[ \t]*\n[ \t]*", "\x00", quoted[1]))
        return text.replace("\x00", "\n").replace("''", "'").encode()
    plain = _PLAIN.search(answer)
    return plain[1].encode() if plain else None
