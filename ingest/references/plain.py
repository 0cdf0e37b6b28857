"""The one documented normalisation between a raw item and its fields.

`fold` gives the text that every field value is a slice of:
- a hyphen at a line end between two small letters is joined ("depres-\\nsion" -> "depression"); before
  anything else ("Ward-\\nGriffin", "477-\\n490") the hyphen stays and only the break goes;
- soft hyphens, zero-width characters, byte-order marks and NULs go;
- the asterisks of Markdown's emphasis go ("*Health & Place*, *14*(2)");
- every run of white space (CSL, Unicode and line ends alike) becomes one space; the ends are trimmed.
Kinds of dashes and quotes stay as printed.
"""

from __future__ import annotations

import re

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0000\u21b5"  # the last is HighWire's "back" arrow
_LINE_HYPHEN = re.compile(
    r"(?<=[^\W\d_])([-‐])[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*(?=[^\W_])|(?<=\d)([-‐–])[^\S\r\n]*(?:\r\n|\r|\n)\s*(?=\d)"
)
_NEEDS_MAP = re.compile(rf"[{INVISIBLE}\r\n\t]|\s\s|[^\S ]")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,2})(?=[^\s*])([^*\r\n]{1,400}?)(?<=[^\s*\\])\1(?![\w*])")
_DROP = str.maketrans("", "", INVISIBLE)


def _join(match: re.Match[str]) -> str:
    if match.group(2):
        return match.group(2)
    before = match.string[match.start() - 1]
    after = match.string[match.end() : match.end() + 1]
    return "" if before.islower() and after.islower() else match.group(1)


def _marks(raw: str) -> set[int]:
    """Offsets of the asterisks of emphasis."""
    if raw.count("*") < 2:
        return set()
    found = (match.span(group) for match in _EMPHASIS.finditer(raw) for group in (0, 2))
    pairs = list(found)
    return {
        i
        for (low, high), (first, last) in zip(pairs[::2], pairs[1::2], strict=True)
        for i in (*range(low, first), *range(last, high))
    }


def fold(raw: str) -> str:
    """The folded text of an item (see the top of this file)."""
    if marks := _marks(raw):
        raw = "".join(c for i, c in enumerate(raw) if i not in marks)
    if not _NEEDS_MAP.search(raw):
        return raw.strip()
    return " ".join(_LINE_HYPHEN.sub(_join, raw.translate(_DROP)).split())


def fold_map(raw: str) -> tuple[str, list[int]]:
    """`fold(raw)` and, for each of its characters, the offset in `raw` it came from."""
    marks = _marks(raw)
    kept = [i for i, c in enumerate(raw) if c not in INVISIBLE and i not in marks]
    text = "".join(raw[i] for i in kept)
    joined: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in _LINE_HYPHEN.finditer(text):
        joined.append(text[last : match.start()])
        offsets.extend(kept[last : match.start()])
        if hyphen := _join(match):
            joined.append(hyphen)
            offsets.append(kept[match.start()])
        last = match.end()
    joined.append(text[last:])
    offsets.extend(kept[last:])
    return _fold_space("".join(joined), offsets)


def _fold_space(text: str, offsets: list[int]) -> tuple[str, list[int]]:
    out: list[str] = []
    where: list[int] = []
    for match in re.finditer(r"\S+", text):
        if out:
            out.append(" ")
            where.append(offsets[match.start() - 1])
        out.append(match.group())
        where.extend(offsets[match.start() : match.end()])
    return "".join(out), where
