"""The concept map's file: TOML for people, and the same in a compact form that is quick to load.

`concepts.toml` is what is edited. `concepts.json` beside it holds what was read of it, with the hash of the text it was
made of; it is used only where that hash is the text's, so it can never say something else. After an edit:
`python -m kb.concept_file`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bib.model import Problem, Source, Span

DEFAULT_PATH = Path(__file__).with_name("data") / "concepts.toml"
COMPACT_PATH = DEFAULT_PATH.with_suffix(".json")

_VALENCE = {"good": 1, "bad": -1}
_KEYS = frozenset({"words", "inverse", "without", "broader", "valence", "opposite", "signed"})


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


def digest_of(*texts: str) -> str:
    """The version of a map made of these texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def shipped(text: str) -> dict[str, Concept]:
    """The concepts of the shipped map: from the compact form where it was made of this very text."""
    if COMPACT_PATH.is_file():
        held = json.loads(COMPACT_PATH.read_text(encoding="utf-8"))
        if held["of"] == digest_of(text):
            return {row[0]: _unpacked(row) for row in held["concepts"]}
    return overlaid({}, text, None, [])


def _unpacked(row: list[Any]) -> Concept:
    key, group, words, inverse, broader, valence, opposite, signed = row
    links = tuple((other, sign) for other, sign in signed)
    return Concept(key, group, tuple(words), tuple(inverse), broader, valence, opposite, links)


def compact(text: str) -> str:
    """The compact form of a TOML text: one concept a line, the fields in the order of `Concept`."""
    rows = [
        [c.id, c.group, c.words, c.inverse, c.broader, c.valence, c.opposite, c.signed]
        for c in overlaid({}, text, None, []).values()
    ]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f'{{"of":"{digest_of(text)}","concepts":[\n{lines}\n]}}\n'


def overlaid(
    under: Mapping[str, Concept], text: str, source: Source | None, problems: list[Problem]
) -> dict[str, Concept]:
    """Concepts with a file's text laid over them. source: the user's file, None for the shipped one."""
    concepts = dict(under)
    for group, concept_id, entry in _entries(text, source, problems):
        concept = _concept(concepts.get(concept_id), group, concept_id, entry, source, problems)
        if concept:
            concepts[concept_id] = concept
    return concepts


def source_of(name: str, text: str) -> Source:
    """A user's file, so that problems can say where."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(name, digest, digest, "concepts@1", text)


def _where(source: Source | None, concept_id: str) -> Span | None:
    if source is None:
        return None
    at = max(source.text.find(f".{concept_id}]"), 0)
    return Span(source, at, min(at + len(concept_id) + 2, len(source.text)))


def _entries(text: str, source: Source | None, problems: list[Problem]) -> Iterable[tuple[str, str, dict[str, Any]]]:
    """(group, id, keys) of every table; what is no such table is a Problem."""
    import tomllib  # here: most starts need no TOML, and it takes as long to import as the map to load

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


def dangling(concepts: Mapping[str, Concept], source: Source | None) -> Iterable[Problem]:
    """Problems of links to concepts that are not there."""
    for concept in concepts.values():
        for other in (concept.broader, concept.opposite, *(key for key, _ in concept.signed)):
            if other and other not in concepts:
                message = f"concept {concept.id} names {other}, which is no concept"
                yield Problem("warning", message, "check its spelling", _where(source, concept.id))


if __name__ == "__main__":
    COMPACT_PATH.write_text(compact(DEFAULT_PATH.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
