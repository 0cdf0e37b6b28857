"""Letters of names for regular expressions: `re` knows no \\p{Lu}, so the classes are spelled out here.

Latin with its extensions, Greek and Cyrillic; other scripts have no upper case and need other rules.
"""

from __future__ import annotations

from collections.abc import Callable

_BLOCKS = ((0x41, 0x250), (0x386, 0x530), (0x1E00, 0x1F00))


def _members(test: Callable[[str], bool]) -> str:
    return "".join(chr(c) for low, high in _BLOCKS for c in range(low, high) if chr(c).isalpha() and test(chr(c)))


UPPER = _members(str.isupper)
LOWER = _members(lambda c: not c.isupper())
JOINERS = r"'’ʼ`´‐‑\-"  # what joins the parts of one name, for use inside a character class
# Years a reference list can hold: printing began about 1450; five-digit runs are excluded by the look-arounds.
YEAR = r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)"
