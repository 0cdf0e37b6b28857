"""The concept map: which words speak of the same thing, which are its contrary, and what is good or bad.

The shipped map is `kb/data/concepts.toml`; its head explains the format. A user's own file is laid over it: words are
added to a concept of the same id, `without` takes words away, every other key replaces.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from bib.model import Problem, Source, Span
from kb.words import Token, tokens

DEFAULT_PATH = Path(__file__).with_name("data") / "concepts.toml"

_REMEMBERED = 50_000  # words whose phrases are kept at hand; more than a library's vocabulary that recurs

_VALENCE = {"good": 1, "bad": -1}
_KEYS = frozenset({"words", "inverse", "without", "broader", "valence", "opposite", "signed"})


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


@dataclass(frozen=True)
class Concept:
    """One entry of the map.

    id; group: "people", "services", "care", "outcomes", "social", "attitudes", "workforce", "harms", "research" or the
    user's own; words: phrases that name it; inverse: phrases that say there is less of it;
    broader: id of what it is a kind of, or None;
    valence: +1 more of it is good, -1 bad, 0 neither; opposite: id of its contrary, or None;
    signed: (other id, +1 or -1): more of this is reported as more or less of the other.
    """

    id: str
    group: str
    words: tuple[str, ...] = ()
    inverse: tuple[str, ...] = ()
    broader: str | None = None
    valence: int = 0
    opposite: str | None = None
    signed: tuple[tuple[str, int], ...] = ()


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
            phrases = self._phrases(_key(term)).get(term) or self._phrases(_key(token.text)).get(term) or []
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
    problems: list[Problem] = []
    concepts: dict[str, Concept] = {}
    for place, text in enumerate(texts):
        source = None if place == 0 else _source(name, text)
        for group, concept_id, entry in _entries(text, source, problems):
            concept = _concept(concepts.get(concept_id), group, concept_id, entry, source, problems)
            if concept:
                concepts[concept_id] = concept
    problems.extend(_dangling(concepts, None if len(texts) == 1 else _source(name, texts[1])))
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    return Concepts(concepts, digest, tuple(problems))


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


def _source(name: str, text: str) -> Source:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(name, digest, digest, "concepts@1", text)


def _where(source: Source | None, concept_id: str) -> Span | None:
    if source is None:
        return None
    at = max(source.text.find(f".{concept_id}]"), 0)
    return Span(source, at, min(at + len(concept_id) + 2, len(source.text)))


def _entries(text: str, source: Source | None, problems: list[Problem]) -> Iterable[tuple[str, str, dict[str, Any]]]:
    """(group, id, keys) of every table; what is no such table is a Problem."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        span = Span(source, 0, 0) if source else None
        problems.append(Problem("error", f"the concept file is not TOML: {error}", "the shipped map is used", span))
        return
    for group, members in tables.items():
        if not isinstance(members, dict):
            problems.append(Problem("warning", f'"{group}" stands outside a concept', "write [group.id] above it"))
            continue
        for concept_id, entry in members.items():
            if isinstance(entry, dict):
                yield group, concept_id, entry
            else:
                message = f'"{group}.{concept_id}" is no concept'
                problems.append(
                    Problem("warning", message, "write [group.id], then words = [...]", _where(source, group))
                )


def _strings(value: Any) -> tuple[str, ...] | None:
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(v for v in value if v.strip())
    return None


def _concept(
    old: Concept | None,
    group: str,
    concept_id: str,
    entry: dict[str, Any],
    source: Source | None,
    problems: list[Problem],
) -> Concept | None:
    def complain(message: str, hint: str) -> None:
        problems.append(Problem("warning", f"concept {concept_id}: {message}", hint, _where(source, concept_id)))

    for key in entry.keys() - _KEYS:
        complain(f'unknown key "{key}"', "known: " + ", ".join(sorted(_KEYS)))
    lists: dict[str, tuple[str, ...]] = {}
    for key in ("words", "inverse", "without"):
        found = _strings(entry.get(key, []))
        if found is None:
            complain(f"{key} is not a list of phrases", f'{key} = ["one", "another"]')
        lists[key] = found or ()
    base = old or Concept(concept_id, group)
    gone = {w.casefold() for w in lists["without"]}
    changes: dict[str, Any] = {
        key: tuple(dict.fromkeys(w for w in (*getattr(base, key), *lists[key]) if w.casefold() not in gone))
        for key in ("words", "inverse")
    }
    for key in ("broader", "opposite"):
        if isinstance(entry.get(key), str):
            changes[key] = entry[key] or None
        elif key in entry:
            complain(f"{key} is not the id of a concept", f'{key} = "some-id"')
    if entry.get("valence") in _VALENCE:
        changes["valence"] = _VALENCE[entry["valence"]]
    elif "valence" in entry:
        complain("valence is neither good nor bad", 'valence = "good" or valence = "bad", or leave it out')
    signed = entry.get("signed", {})
    if isinstance(signed, dict) and all(type(v) is int and v in (1, -1) for v in signed.values()):
        changes["signed"] = tuple({**dict(base.signed), **signed}.items())
    else:
        complain("signed is not a table of 1 and -1", "signed = { stigma = -1 }")
    made = replace(base, **changes)
    if not made.words:
        complain("it has no words", 'words = ["one", "another"]')
        return None
    return made


def _dangling(concepts: Mapping[str, Concept], source: Source | None) -> Iterable[Problem]:
    for concept in concepts.values():
        for other in (concept.broader, concept.opposite, *(key for key, _ in concept.signed)):
            if other and other not in concepts:
                message = f"concept {concept.id} names {other}, which is no concept"
                yield Problem("warning", message, "check its spelling", _where(source, concept.id))
