"""Which pairs among many references are worth comparing: those that share an identifier, three rare words of their
titles, a place (volume and first page), or first author and page.

Cost stays near linear: each reference has some ten keys, and in a block of more than `_MOST` only neighbours in the
order of titles are paired.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from kb.likeness.sketch import Sketch

_RARE, _TOGETHER = 5, 3  # so many of the rarest words of a title make its keys, three and three
_MOST = 24  # members of a block that are all paired
_NEAR = 8  # neighbours that each member of a larger block is paired with
_ONCE = 1 << 40  # a word that stands once is of no use as a key, and comes last
_SHORTEST = 3  # letters of a word that may be a key
Key = tuple[str, ...]


def candidates(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Pairs (i, j), i < j, each once. Which pairs does not depend on the order of the references, positions aside."""
    seen: set[int] = set()
    total = len(sketches)
    for members in _blocks(sketches):
        for i, j in _pairs(members, sketches):
            code = i * total + j
            if code not in seen:
                seen.add(code)
                if _worth(sketches[i], sketches[j]):
                    yield i, j


def _worth(a: Sketch, b: Sketch) -> bool:
    """Not, if the titles share less than half of the shorter one's words and neither page nor id agrees."""
    if a.rough or b.rough or not a.title or not b.title or (a.page and b.page and a.page[1] == b.page[1]):
        return True
    one, two = a.title_words, b.title_words
    return 2 * len(one & two) >= min(len(one), len(two)) or not {*a.ids}.isdisjoint(b.ids)


def _blocks(sketches: Sequence[Sketch]) -> Iterator[list[int]]:
    often = Counter(word for s in sketches for word in s.title_words)
    blocks: dict[Key, list[int]] = {}
    for at, s in enumerate(sketches):
        for key in _keys(s, often):
            blocks.setdefault(key, []).append(at)
    return (members for members in blocks.values() if len(members) > 1)


def _keys(s: Sketch, often: Counter[str]) -> set[Key]:
    keys: set[Key] = {(kind, value) for kind, value in s.ids}
    if s.isbn:
        keys.add(("ISBN", s.isbn))
    words = [
        w for _, w in sorted((often[w] if often[w] > 1 else _ONCE, w) for w in s.title_words if len(w) >= _SHORTEST)
    ]
    together = max(1, min(_TOGETHER, len(words) - 1))  # of a short title one word may be misspelt
    keys.update(("words", *sorted(some)) for some in combinations(words[:_RARE], together))
    if s.title:
        keys.add(("start", *s.title[:4]))
    page = str(s.page[1]) if s.page else ""
    if page and s.volume:
        keys.add(("place", s.volume, page))
    if page and s.year:
        keys.add(("year", str(s.year), page))
    first = s.names[0].bare if s.names else ""
    if first and page:
        keys.add(("page", first, page))
    if first and s.year and s.volume:
        keys.add(("volume", first, str(s.year), s.volume))
    return keys


def _pairs(members: list[int], sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    if len(members) <= _MOST:
        yield from combinations(members, 2)
        return
    ordered = sorted(members, key=lambda at: (sketches[at].title, sketches[at].year or 0, sketches[at].text, at))
    for n, one in enumerate(ordered):
        for other in ordered[n + 1 : n + 1 + _NEAR]:
            yield (one, other) if one < other else (other, one)
