"""The concept map: which words speak of the same thing, which are its contrary, and what is good or bad.

The shipped map is `kb/data/concepts.toml`; its head explains the format. A user's own file is laid over it: words are
added to a concept of the same id, `without` takes words away, every other key replaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bib.model import Problem
from kb.concept_file import DEFAULT_PATH, Concept, dangling, digest_of, overlaid, shipped, source_of
from kb.words import Token, tokens

_REMEMBERED = 50_000  # words whose phrases are kept at hand; more than a library's vocabulary that recurs


class Hit(NamedTuple):
    """A concept found: tokens `start_token` to `end_token` (excluded); sign -1 where the words mean less of it."""

    concept_id: str
    start_token: int
    end_token: int
    sign: int


class Reached(NamedTuple):
    """A concept that speaks of another one: sign -1 where more of it means less of the other."""

    concept_id: str
    sign: int


class _Phrase(NamedTuple):
    """One phrase of the lookup: analysed terms, the first word as written, concept and sign."""

    terms: tuple[str, ...]
    surface: str
    concept_id: str
    sign: int


def _key(word: str) -> str:
    """Bucket of a first word: three letters, with the British digraphs folded as `kb.words` folds them."""
    return word.casefold().replace("ae", "e").replace("oe", "e").replace("-", "")[:3]


def _term(token: Token) -> str:
    return token.terms[0] if token.terms else token.text.casefold()


@dataclass(frozen=True, eq=False)
class Concepts:
    """The map as loaded. version: hash of its content; problems: what could not be read of the user's file."""

    by_id: Mapping[str, Concept]
    version: str
    problems: tuple[Problem, ...] = ()
    _raw: dict[str, list[tuple[str, str, int]]] = field(default_factory=dict, repr=False)
    _ready: dict[str, dict[str, list[_Phrase]]] = field(default_factory=dict, repr=False)
    _candidates: dict[tuple[str, tuple[str, ...]], tuple[_Phrase, ...]] = field(default_factory=dict, repr=False)
    _reach: dict[str, tuple[Reached, ...]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for concept in self.by_id.values():
            for sign, phrases in ((1, concept.words), (-1, concept.inverse)):
                for phrase in phrases:
                    self._raw.setdefault(_key(phrase.split()[0]), []).append((phrase, concept.id, sign))

    def get(self, concept_id: str) -> Concept | None:
        """The concept of that id."""
        return self.by_id.get(concept_id)

    def valence(self, concept_id: str) -> int:
        """+1 good, -1 bad, 0 neither or unknown; a concept without its own takes that of what it is a kind of."""
        seen: set[str] = set()
        concept = self.by_id.get(concept_id)
        while concept and not concept.valence and concept.broader and concept.id not in seen:
            seen.add(concept.id)
            concept = self.by_id.get(concept.broader)
        return concept.valence if concept else 0

    def of(self, found: Sequence[Token]) -> tuple[Hit, ...]:
        """Concepts named in a text, by start; a phrase that stands inside a longer one is left out."""
        hits = [hit for i, token in enumerate(found) for hit in self._at(found, i, token)]
        if len(hits) < 2:
            return tuple(hits)
        spans = sorted({(h.start_token, -h.end_token) for h in hits})
        kept: set[tuple[int, int]] = set()
        furthest = -1
        for start, minus_end in spans:
            if -minus_end > furthest:
                kept.add((start, -minus_end))
                furthest = -minus_end
        return tuple(h for h in hits if (h.start_token, h.end_token) in kept)

    def words_of(self, concept_id: str) -> tuple[tuple[str, ...], ...]:
        """Analysed terms of every phrase that names the concept, its inverse words included."""
        concept = self.by_id.get(concept_id)
        if concept is None:
            return ()
        analysed = (tuple(_term(t) for t in tokens(p)) for p in (*concept.words, *concept.inverse))
        return tuple(dict.fromkeys(terms for terms in analysed if terms))

    def reach(self, concept_id: str) -> tuple[Reached, ...]:
        """What speaks of a concept: itself, its narrower ones, its contrary, and concepts with a signed link to it."""
        if concept_id not in self._reach:
            self._reach[concept_id] = tuple(self._walk(concept_id))
        return self._reach[concept_id]

    def _walk(self, concept_id: str) -> Iterable[Reached]:
        if concept_id not in self.by_id:
            return
        signs = {concept_id: 1}
        for member in (inner := [concept_id]):  # grows while it is walked: narrower ones of narrower ones
            inner.extend(c.id for c in self.by_id.values() if c.broader == member and c.id not in inner)
        signs.update(dict.fromkeys(inner, 1))
        opposite = self.by_id[concept_id].opposite
        for concept in self.by_id.values():
            if concept.opposite == concept_id or concept.id == opposite:
                signs.setdefault(concept.id, -1)
            for other, sign in concept.signed:
                if other == concept_id:
                    signs.setdefault(concept.id, sign)
        yield from (Reached(key, sign) for key, sign in signs.items())

    def _at(self, found: Sequence[Token], i: int, token: Token) -> Iterable[Hit]:
        key = (token.text, token.terms)
        phrases = self._candidates.get(key)
        if phrases is None:
            if len(self._candidates) >= _REMEMBERED:
                self._candidates.clear()
            phrases = self._candidates[key] = self._find(token)
        if not phrases:
            return ()
        hits: dict[tuple[str, int], Hit] = {}
        for phrase in phrases:
            end = i + len(phrase.terms)
            if len(phrase.terms) == 1 or self._follows(found, i, phrase.terms):
                hits.setdefault((phrase.concept_id, end), Hit(phrase.concept_id, i, end, phrase.sign))
        return hits.values()

    def _find(self, token: Token) -> tuple[_Phrase, ...]:
        """Phrases that may start with a word."""
        out: list[_Phrase] = []
        for term in token.terms or (token.text.casefold(),):
            keys = dict.fromkeys((_key(term), _key(token.text)))  # "being" and "be" have one term and two buckets
            phrases = [phrase for key in keys for phrase in self._phrases(key).get(term, ())]
            out.extend(_closest(phrases, token.text.casefold()))
        return tuple(out)

    @staticmethod
    def _follows(found: Sequence[Token], i: int, terms: tuple[str, ...]) -> bool:
        if i + len(terms) > len(found):
            return False
        return all(t in (found[i + k].terms or (found[i + k].text.casefold(),)) for k, t in enumerate(terms) if k)

    def _phrases(self, key: str) -> dict[str, list[_Phrase]]:
        """Phrases of one bucket by first term; analysed when first asked for, since most buckets never are."""
        ready = self._ready.get(key)
        if ready is None:
            ready = self._ready[key] = {}
            for phrase, concept_id, sign in self._raw.get(key, ()):
                analysed = tokens(phrase)
                if analysed:
                    terms = tuple(_term(t) for t in analysed)
                    first = analysed[0].text.casefold()
                    ready.setdefault(terms[0], []).append(_Phrase(terms, first, concept_id, sign))
        return ready


def _closest(phrases: list[_Phrase], word: str) -> list[_Phrase]:
    """Of single words with one stem ("hospital", "hospitalisation") those written most like the word in the text."""
    single = [p for p in phrases if len(p.terms) == 1]
    if len({p.surface for p in single}) < 2:
        return phrases
    best = max(_shared(p.surface, word) for p in single)
    return [p for p in phrases if len(p.terms) > 1 or _shared(p.surface, word) == best]


def _shared(a: str, b: str) -> int:
    """How alike a listed word and one in a text are: twice their common start, less what is left over; s is z."""
    a, b = a.replace("z", "s"), b.replace("z", "s")
    b = b[max(b.find(a[:4]), 0) :]  # "re-hospitalised" is compared from "hospital" on
    n = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return 2 * n - min(len(a) - n, 3) - min(len(b) - n, 3)


@lru_cache(maxsize=8)
def _load(texts: tuple[str, ...], name: str) -> Concepts:
    """The shipped map, the first of the texts, with the others laid over it."""
    problems: list[Problem] = []
    concepts = shipped(texts[0])
    source = None
    for text in texts[1:]:
        source = source_of(name, text)
        concepts = overlaid(concepts, text, source, problems)
    if source:
        problems.extend(dangling(concepts, source))
    return Concepts(concepts, digest_of(*texts), tuple(problems))


def load(path: Path | None = None) -> Concepts:
    """The shipped map, with the user's file laid over it. What is wrong in that file is in `problems`."""
    texts = [DEFAULT_PATH.read_text(encoding="utf-8")]
    unreadable: Problem | None = None
    if path is not None:
        try:
            texts.append(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            hint = "save it as UTF-8 text, or remove it to use the shipped map"
            unreadable = Problem("error", f"concept file {path} was not read: {error}", hint)
    concepts = _load(tuple(texts), str(path) if path else "concepts.toml")
    return (
        replace(concepts, problems=(*concepts.problems, unreadable), _raw={}, _ready={}, _candidates={})
        if unreadable
        else concepts
    )
