"""Rows to text: an aligned table for people, JSON, CSV and JSON lines for programs."""

from __future__ import annotations

import csv
import json
import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any, TextIO

Row = Mapping[str, Any]
Rows = Iterable[Row]

_GAP = "  "
_NARROWEST = 8  # columns of a terminal that a table column is never squeezed below


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A text file that is there whole when the block ends well, and else stays as it was."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as out:
            yield out
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def json_text(value: object) -> str:
    """One value as indented JSON; keys keep their order, letters stay letters."""
    return json.dumps(_finite(value), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def json_line(value: object) -> str:
    """One value as JSON on one line."""
    return _compact(value) + "\n"


def as_json(rows: Rows, columns: Sequence[str], width: int | None) -> Iterator[str]:
    """An array of objects, one a line; keys = columns in order."""
    lead = "["
    for row in rows:
        yield f"{lead}{_compact({c: row.get(c) for c in columns})}"
        lead = ",\n "
    yield "[]\n" if lead == "[" else "]\n"


def as_nl(rows: Rows, columns: Sequence[str], width: int | None) -> Iterator[str]:
    """JSON lines: one object a line."""
    for row in rows:
        yield _compact({c: row.get(c) for c in columns}) + "\n"


def as_csv(rows: Rows, columns: Sequence[str], width: int | None) -> Iterator[str]:
    """Comma-separated with a header; lists and objects stand as JSON in their cell."""
    if not columns:
        return
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)  # ends rows with CR LF, so that it quotes cells holding either; LF is written
    writer.writerow(columns)
    for row in rows:
        yield _drain(buffer)
        writer.writerow([_csv_cell(row.get(c)) for c in columns])
    yield _drain(buffer)


def as_table(rows: Rows, columns: Sequence[str], width: int | None) -> Iterator[str]:
    """Aligned columns with a header. width: columns of the terminal to fit into; None = as wide as it is."""
    cells = [[_table_cell(row.get(c)) for c in columns] for row in rows]
    if not cells:
        return
    heads = [c.replace("_", " ") for c in columns]
    widths = _fit([max(map(columns_of, column)) for column in zip(heads, *cells, strict=True)], width)
    for line in (heads, ["-" * w for w in widths], *cells):
        yield _GAP.join(_pad(_cut(cell, w), w) for cell, w in zip(line, widths, strict=True)).rstrip() + "\n"


FORMATS: Mapping[str, Callable[[Rows, Sequence[str], int | None], Iterator[str]]] = {
    "table": as_table,
    "json": as_json,
    "csv": as_csv,
    "nl": as_nl,
}


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes: wide East Asian letters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_letter_width(c) for c in text)


def _letter_width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _compact(value: object) -> str:
    return json.dumps(_finite(value), ensure_ascii=False, allow_nan=False)


def _finite(value: Any) -> Any:
    """JSON knows no NaN and no infinity, which a division in a query can give: they become null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (list, tuple)):
        return [_finite(v) for v in value]
    if isinstance(value, Mapping):
        return {k: _finite(v) for k, v in value.items()}
    return value


def _drain(buffer: StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.removesuffix("\r\n") + "\n"


def _csv_cell(value: object) -> object:
    if isinstance(value, (list, tuple, dict)):
        return _compact(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def _table_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, (list, tuple)):
        return "; ".join(_table_cell(v) for v in value)
    if isinstance(value, dict):
        return _compact(value)
    # One row is one line, whatever the data hold; control characters would steer the terminal.
    return "".join(c for c in " ".join(str(value).split()) if c.isprintable())


def _fit(widths: list[int], room: int | None) -> list[int]:
    """Take the missing columns from the widest, one after the other."""
    if room is None:
        return widths
    spare = room - len(_GAP) * (len(widths) - 1)
    fitted = list(widths)
    while sum(fitted) > spare and max(fitted) > _NARROWEST:
        widest = fitted.index(max(fitted))
        next_widest = max((w for i, w in enumerate(fitted) if i != widest), default=0)
        fitted[widest] = max(_NARROWEST, min(fitted[widest] - 1, next_widest), fitted[widest] - (sum(fitted) - spare))
    return fitted


def _cut(text: str, width: int) -> str:
    if columns_of(text) <= width:
        return text
    kept, used = [], 0
    for letter in text:
        used += _letter_width(letter)
        if used > width - 1:
            break
        kept.append(letter)
    return "".join(kept).rstrip() + "…"


def _pad(text: str, width: int) -> str:
    return text + " " * (width - columns_of(text))
