"""A whole graph as the files that Neo4j's own import takes (`neo4j-admin database import full`).

One file for each label and each kind of relationship, with a header beside it:

    nodes/Paper.csv           id:ID(Paper),:LABEL,title:string,authors:string[],year:long,…
    relationships/Paper-CITES-Paper.csv   :START_ID(Paper),:END_ID(Paper),:TYPE,number:string,…
    import.args               what to tell neo4j-admin; README.md says how, and what then

The import's rules that are kept here were found by trying Neo4j 5.26: an unquoted empty field is no property, "" is an
empty text; a row may end before its last columns; nothing is escaped but the quote, by doubling; an array's items are
parted by one letter that none of them may hold; an array without items, or with a single empty text, comes out as no
property at all.
"""

from __future__ import annotations

import math
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.errors import KbError, StoreError
from kb.graph import Edge, Node
from kb.store import SCHEMA_VERSION

ARGUMENTS, README = "import.args", "README.md"
COMMAND = f"neo4j-admin database import full neo4j @{ARGUMENTS}"

_PARTERS = "\x1f\x1e\x1d\x1c;|\t\ue000\uf8ff"
"""Letters that may part the items of arrays, the likeliest to be in no item first."""
_BUFFER = 4_000_000
"""Bytes that the import reads at once unless told otherwise; no value may be longer."""
_TYPES: Mapping[type, str] = {bool: "boolean", int: "long", float: "double", str: "string"}
_LEAST, _MOST = -(2**63), 2**63 - 1
_NAME = re.compile(r"\w+")


@dataclass
class Written:
    """What was written. nodes, edges: how many; lost: lists of one empty text, which the import cannot carry;
    longest: bytes of the longest value."""

    nodes: int = 0
    edges: int = 0
    lost: int = 0
    longest: int = 0


class _Taken(Exception):
    """An item of an array holds the letter that was to part them."""


def write(folder: Path, walk: Callable[[], Iterable[Node | Edge]]) -> Written:
    """Write a graph into a folder that is missing or empty: all of it or nothing. walk: starts a walk through it.

    Raises `KbError` for a folder that holds something, and `StoreError` for values that Neo4j cannot store.
    """
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise KbError(f"{folder} is not empty; it was left as it is", "give a new or empty folder")
    part = folder.with_name(f".{folder.name}.part-{os.getpid()}")
    try:
        written = _write(part, walk)
        if folder.exists():
            folder.rmdir()  # Windows renames onto nothing
        part.rename(folder)
    except OSError as error:
        raise KbError(f"{folder}: cannot be written: {error.strerror or error}", "choose another folder") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return written


def _write(part: Path, walk: Callable[[], Iterable[Node | Edge]]) -> Written:
    for parter in _PARTERS:
        shutil.rmtree(part, ignore_errors=True)
        for name in ("nodes", "relationships"):
            (part / name).mkdir(parents=True)
        try:
            with ExitStack() as files:
                tables = _Tables(part, parter, files)
                for row in walk():
                    tables.put(row)
                tables.put_meta()
                _explain(part, tables, parter)
        except _Taken:
            continue
        return tables.written
    raise StoreError("every letter that could part the items of lists stands in one", "take it out of one of them")


class _Tables:
    """The files under way, by kind of row."""

    def __init__(self, folder: Path, parter: str, files: ExitStack) -> None:
        self.written = Written()
        self.all: dict[tuple[str, ...], list[_File]] = {}
        self._folder, self._parter, self._files = folder, parter, files

    def put(self, row: Node | Edge) -> None:
        if isinstance(row, Node):
            self.written.nodes += 1
            props = {name: value for name, value in row.props.items() if name != "id"}
            self._put((row.label,), f"{self._text(row.id)},{row.label}", props, row.id)
        else:
            self.written.edges += 1
            lead = f"{self._text(row.start)},{self._text(row.end)},{row.type}"
            self._put((row.start_label, row.type, row.end_label), lead, row.props, f"{row.start} {row.type} {row.end}")

    def put_meta(self) -> None:
        """The store's own node: this copy is a store of its own."""
        props = {"schemaVersion": SCHEMA_VERSION, "revision": 1, "storeId": secrets.token_hex(8)}
        self._put(("Meta",), '"kb",Meta', props, "kb")

    def _put(self, kind: tuple[str, ...], lead: str, props: Mapping[str, Any], where: str) -> None:
        types = {name: found for name, value in props.items() if (found := _type(name, value, where))}
        tried = self.all.setdefault(kind, [])
        for file in tried:
            if file.takes(types):
                break
        else:
            file = _File(self._folder, kind, len(tried), self._files)
            tried.append(file)
        file.put(lead, types, [self._cell(props.get(name)) for name in (*file.columns, *file.new(types))])

    def _cell(self, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            return self._text(value)
        if not isinstance(value, list | tuple):
            return _number(value)
        if list(value) in ([], [""]):
            self.written.lost += len(value)
            return ""
        items = [item if isinstance(item, str) else _number(item) for item in value]
        if any(self._parter in item for item in items):
            raise _Taken
        return self._text(self._parter.join(items))

    def _text(self, text: str) -> str:
        self.written.longest = max(self.written.longest, len(text) * (1 if text.isascii() else 4))
        return '"' + text.replace('"', '""') + '"'


class _File:
    """Rows of one kind, none of whose properties is of one type here and of another there; its header comes last,
    when all columns are known."""

    def __init__(self, folder: Path, kind: tuple[str, ...], number: int, files: ExitStack) -> None:
        stem = "-".join(kind) + (f".{number + 1}" if number else "")
        place = folder / ("nodes" if len(kind) == 1 else "relationships")
        ids = f":START_ID({kind[0]}),:END_ID({kind[-1]}),:TYPE"
        self.lead = f"id:ID({kind[0]}),:LABEL" if len(kind) == 1 else ids
        self.option = f"--{place.name}={place.name}/{stem}.header.csv,{place.name}/{stem}.csv"
        self.columns: dict[str, str] = {}
        self._header = place / f"{stem}.header.csv"
        self._out = files.enter_context((place / f"{stem}.csv").open("w", encoding="utf-8", newline=""))

    def takes(self, types: Mapping[str, str]) -> bool:
        return all(self.columns.get(name, kind) == kind for name, kind in types.items())

    def new(self, types: Mapping[str, str]) -> list[str]:
        return [name for name in types if name not in self.columns]

    def put(self, lead: str, types: Mapping[str, str], cells: Sequence[str]) -> None:
        self.columns.update({name: types[name] for name in self.new(types)})
        self._out.write(",".join((lead, *cells)).rstrip(",") + "\n")

    def write_header(self) -> None:
        names = (self.lead, *(f"{name}:{kind}" for name, kind in self.columns.items()))
        self._header.write_text(",".join(names) + "\n", "utf-8")


def _type(name: str, value: Any, where: str) -> str:
    """The import's name for the type of a value, "" for one that is not there."""
    items = list(value) if isinstance(value, list | tuple) else [value]
    kinds = {type(item) for item in items}
    if not items or value is None:
        return ""
    if len(kinds) > 1 or not kinds <= _TYPES.keys():
        raise StoreError(f"{where}: {name} is of a kind that Neo4j has no property for", "change it in the store")
    if int in kinds and not all(_LEAST <= item <= _MOST for item in items):
        raise StoreError(f"{where}: {name} is a larger number than Neo4j has", "change it in the store")
    if not _NAME.fullmatch(name):
        raise StoreError(f"{where}: the import has no way to write a property named {name}", "rename it in the store")
    return _TYPES[kinds.pop()] + ("" if items == [value] else "[]")


def _number(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    return repr(value)


def _explain(folder: Path, tables: _Tables, parter: str) -> None:
    """Headers, arguments and the page that says what to do."""
    files = [file for kind in sorted(tables.all) for file in tables.all[kind]]
    for file in files:
        file.write_header()
    buffer = max(_BUFFER, 2 * tables.written.longest)
    options = [
        "--multiline-fields=true",
        f"--array-delimiter=U+{ord(parter):04X}",
        f"--read-buffer-size={-(-buffer // 2**20)}m",
        *sorted(file.option for file in files),
    ]
    (folder / ARGUMENTS).write_text("\n".join(options) + "\n", "utf-8")
    (folder / README).write_text(_PAGE.format(command=COMMAND, schema=SCHEMA_VERSION, **vars(tables.written)), "utf-8")


_PAGE = """# A knowledge base for Neo4j's import

{nodes} nodes and {edges} relationships, written by `kb export neo4j-admin` (schema {schema}).

1. The server (Neo4j 5.26 or later) is stopped, and its database `neo4j` is new or empty: the import makes the database
   and adds to none. With `--overwrite-destination=true` it throws away what is there.
2. In this folder, on the server's machine, as the user that runs the server:

       {command}

3. Start the server. Then, with its address (login from `NEO4J_USERNAME` and `NEO4J_PASSWORD`):

       kb init --store bolt://localhost:7687

   makes the constraints and indexes, which the import does not. From then on it is a store like any other.

`import.args` holds the options, a line each. Of a list without items nothing is imported; {lost} lists of a single
empty text could not be written at all.
"""
