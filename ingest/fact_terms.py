"""Terms and the words that state them, looked for in many sentences: what most of these cannot hold is told quickly."""

from __future__ import annotations

import re
from typing import NamedTuple


class Term(NamedTuple):
    """A term and the words that state it. needs: pieces in small letters, one of which every text has in which the
    words stand; empty where that cannot be told. To look for them first is twenty times quicker."""

    name: str
    words: re.Pattern[str]
    needs: tuple[str, ...]

    def may_stand_in(self, low: str) -> bool:
        """Quick: could the words stand in a line? low: the line in small letters."""
        return not self.needs or any(piece in low for piece in self.needs)


def terms(rows: tuple[tuple[str, str] | tuple[str, str, str], ...]) -> tuple[Term, ...]:
    """Rows of term, words and, where `needs` finds none, the pieces that are needed."""
    return tuple(
        Term(term, re.compile(rf"\b(?:{words})\w*", re.IGNORECASE), tuple(" ".join(given).split()) or needs(words))
        for term, words, *given in rows
    )


def needs(pattern: str) -> tuple[str, ...]:
    """The longest piece of plain letters of every alternative of a pattern, in small letters; () if one has none.

    Only what stands outside of all brackets counts, and no letter that may be left out or repeated.
    """
    out: list[str] = []
    for alternative in _alternatives(pattern):
        plain = _PLAIN.findall(_OPTIONAL.sub(" ", _ESCAPED.sub(" ", alternative)))
        longest = max(plain, key=len, default="")
        if len(longest) < _SHORTEST:
            return ()
        out.append(longest.lower())
    return tuple(dict.fromkeys(out))


def _alternatives(pattern: str) -> list[str]:
    """The alternatives at the outermost level, each bracket in them replaced by a blank."""
    out, depth, in_class, escaped = [""], 0, False, False
    for char in pattern:
        outside = depth == 0 and not in_class
        if escaped:
            escaped = False
            out[-1] += char if outside else ""
            continue
        escaped = char == "\\"
        if in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            out.append("")
            continue
        elif outside:
            out[-1] += char
            continue
        out[-1] += " " if outside and char in "([" else ""
    return out


_ESCAPED = re.compile(r"\\.")
_OPTIONAL = re.compile(r".(?:[?*]|\{[^}]*\})")  # the letter before a quantifier need not be there
_PLAIN = re.compile(r"[A-Za-z]+")
_SHORTEST = 3
