"""Deterministic ids: the same text in the same source gets the same id on every machine and run.

An id is one letter for what it names and 16 base-32 digits (80 bits) of a SHA-256 hash. At 10 million
items the chance of any collision is below 1 in 10^10 (birthday bound).
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

_OTHERS = re.compile(r"[\W_]+")  # all that `str.isalnum` denies
_SEPARATOR = "\x1f"  # ASCII unit separator: stands in no folded text


def fold(text: str) -> str:
    """Text as ids see it: compatibility-composed, case-folded, white space collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def letters(text: str) -> str:
    """Letters and digits only, accents and case folded away; what titles and names are compared by."""
    decomposed = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return _OTHERS.sub("", decomposed.casefold())


def make(kind: str, *parts: str) -> str:
    """The id of one thing; `kind` is its letter, `parts` what it is made of."""
    digest = hashlib.sha256(_SEPARATOR.join((kind, *parts)).encode("utf-8", "surrogatepass")).digest()
    return kind + base64.b32encode(digest[:10]).decode("ascii").lower()


def source_id(lineage: str) -> str:
    """Id of a source: one for all versions of the same path."""
    return make("s", lineage)


def numbered(kind: str, lineage: str, texts: Iterable[str]) -> Iterator[str]:
    """Ids for texts of one source in order: hash of (lineage, folded text, nth), nth counting equal texts from 0."""
    seen: Counter[str] = Counter()
    for text in texts:
        folded = fold(text)
        yield make(kind, lineage, folded, str(seen[folded]))
        seen[folded] += 1
