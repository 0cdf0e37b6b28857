"""An answer: rows of evidence, what they come to, and its JSON form (DESIGN 6; `kb/data/evidence.schema.json`).

The verdict counts statements by paper. It is no synthesis of effects or of quality: vote counting says
nothing about size or certainty (Cochrane Handbook 12.2.2; SWiM, Campbell et al. 2020).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kb.model import Cue, Reading, Stance


@dataclass(frozen=True)
class Cite:
    """A work that a row cites. number: as printed; label: its citekey, or "reference 6 of …"; paper: its id, or
    None for a stub; in_library: it is more than a number."""

    number: int
    label: str
    paper: str | None
    in_library: bool


@dataclass(frozen=True)
class Evidence:
    """One row. score: relevance 0–1, sets `rank`; confidence: probability that the stance is right;
    judged_by: "rules" or a person; file, sha256, start, end, line, page: where the text stands, verbatim."""

    id: str
    rank: int
    score: float
    stance: Stance
    reason: str
    confidence: float
    cue: Cue | None
    judged_by: str
    text: str
    clean: str
    kind: str
    origin: str
    hedge: str | None
    section: tuple[str, ...]
    speaker: str | None
    page: str | None
    paper: str
    citekey: str | None
    title: str | None
    year: int | None
    authors: tuple[str, ...]
    cites: tuple[Cite, ...]
    file: str
    sha256: str
    start: int
    end: int
    line: int


@dataclass(frozen=True)
class Verdict:
    """What the rows come to. code: see DESIGN 6; `for_` … `unclear`: papers, classed by their own results
    alone; unclear: papers with rows to read and no such result; independent_for: papers for, less those that
    report a study counted already; text: the same in words."""

    code: str
    for_: int
    against: int
    no_effect: int
    mixed: int
    unclear: int
    independent_for: int
    text: str


@dataclass(frozen=True)
class Warning_:
    """Something to know before the answer is used. papers: ids it is about."""

    code: str
    text: str
    papers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What is known about a claim. claim: its id if it is in the store; rows: the best `limit`; total: how many
    passed the gate; verdict and warnings are over all of them; related: rows below the gate, uncounted."""

    claim: str | None
    text: str
    reading: Reading
    verdict: Verdict
    rows: tuple[Evidence, ...]
    total: int
    warnings: tuple[Warning_, ...]
    related: tuple[Evidence, ...] | None = None


_NO_STUDIES: Mapping[str, str] = MappingProxyType({})
_DIRECTIONS: dict[str, str] = {
    "supports": "for",
    "contradicts": "against",
    "no-effect": "no-effect",
    "mixed": "mixed",
}


def paper_class(stances: Iterable[str]) -> str | None:
    """How one paper's own results stand: for, against, no-effect, mixed (any two of these), or None."""
    said = {_DIRECTIONS[s] for s in stances if s in _DIRECTIONS}
    if not said:
        return None
    return said.pop() if len(said) == 1 else "mixed"


def verdict(rows: Sequence[Evidence], studies: Mapping[str, str] = _NO_STUDIES) -> Verdict:
    """What all rows above the gate come to. studies: paper -> the study it reports, where several report one."""
    own: dict[str, list[str]] = {}
    for row in rows:
        own.setdefault(row.paper, [])
        if row.origin == "own" and row.kind != "title":
            own[row.paper].append(row.stance)
    classed = {paper: paper_class(stances) for paper, stances in own.items()}
    classes = list(classed.values())
    independent = {studies.get(paper, paper) for paper, found in classed.items() if found == "for"}
    n = {name: classes.count(name) for name in ("for", "against", "no-effect", "mixed", None)}
    code = _code(n, bool(rows))
    text = " ".join((_headline(code, n), *_study_line(n["for"], len(independent)), *_side_lines(rows)))
    return Verdict(code, n["for"], n["against"], n["no-effect"], n["mixed"], n[None], len(independent), text)


def _code(n: dict[str | None, int], any_row: bool) -> str:
    directed = n["for"] + n["against"]
    decided = directed + n["no-effect"] + n["mixed"]
    if not any_row:
        return "none"
    if not decided:
        return "unclear"
    if n["mixed"] or (n["for"] and n["against"]) or (directed and n["no-effect"]):
        return "contested"
    if decided == 1:
        return "one-paper"
    if n["no-effect"]:
        return "no-effect-only"
    return "all-for" if n["for"] else "all-against"


def _papers(count: int) -> str:
    return "1 paper" if count == 1 else f"{count} papers"


def _headline(code: str, n: dict[str | None, int]) -> str:
    if code == "none":
        return "Nothing in the library speaks of this."
    if code == "unclear":
        return f"No paper's own results say it or deny it; {_papers(n[None] or 0)} to read."
    parts = [
        f"{word} reported by {_papers(n[name])}"
        for name, word in (
            ("for", "for:"),
            ("against", "against:"),
            ("no-effect", "no difference:"),
            ("mixed", "mixed:"),
        )
        if n[name]
    ]
    text = "; ".join(parts)
    return text[0].upper() + text[1:] + " (own results)."


def _study_line(papers: int, studies: int) -> list[str]:
    """Several reports of one study count once."""
    counted = "1 study" if studies == 1 else f"{studies} studies"
    return [f"The {papers} papers for it report {counted}."] if studies < papers else []


def _side_lines(rows: Sequence[Evidence]) -> list[str]:
    """What stands beside the verdict and never enters it: participants' accounts, cited statements, titles."""
    lines = []
    for origin, word in (
        ("participant", "Participants' accounts"),
        ("cited", "Cited statements"),
        ("author", "Authors' views"),
    ):
        found = [r for r in rows if r.origin == origin and r.kind != "title"]
        if found:
            lines.append(f"{word}: {_stances(found)}.")
    titles = len({r.paper for r in rows if r.kind == "title"})
    if titles:
        lines.append(f"Titles to read: {titles}.")
    return lines


_WORDS = (
    ("supports", "for"),
    ("contradicts", "against"),
    ("no-effect", "no difference"),
    ("mixed", "mixed"),
    ("unclear", "to read"),
)


def _stances(rows: Sequence[Evidence]) -> str:
    counts = ((sum(r.stance == stance for r in rows), word) for stance, word in _WORDS)
    return ", ".join(f"{count} {word}" for count, word in counts if count)


def answer_object(answer: Answer) -> dict[str, Any]:
    """The JSON form of DESIGN 6."""
    reading, v = answer.reading, answer.verdict
    out: dict[str, Any] = {
        "claim": {
            "id": answer.claim,
            "text": answer.text,
            "read_as": {
                "subject": reading.subject,
                "relation": reading.relation,
                "outcome": reading.outcome,
                "population": reading.population,
                "comparator": reading.comparator,
                "negated": reading.negated,
            },
        },
        "verdict": {
            "code": v.code,
            "for": v.for_,
            "against": v.against,
            "no_effect": v.no_effect,
            "mixed": v.mixed,
            "unclear": v.unclear,
            "independent_for": v.independent_for,
            "text": v.text,
        },
        "evidence": [evidence_object(row) for row in answer.rows],
        "warnings": [{"code": w.code, "text": w.text, "papers": list(w.papers)} for w in answer.warnings],
    }
    if answer.related is not None:
        out["related"] = [evidence_object(row) for row in answer.related]
    return out


def evidence_object(row: Evidence) -> dict[str, Any]:
    """One row of the JSON form."""
    cue = {"text": row.cue.text, "start": row.cue.start, "end": row.cue.end} if row.cue else None
    return {
        "id": row.id,
        "rank": row.rank,
        "score": row.score,
        "stance": row.stance,
        "reason": row.reason,
        "confidence": row.confidence,
        "cue": cue,
        "judged_by": row.judged_by,
        "text": row.text,
        "kind": row.kind,
        "origin": row.origin,
        "hedge": row.hedge,
        "section": list(row.section),
        "speaker": row.speaker,
        "page": row.page,
        "paper": {
            "id": row.paper,
            "citekey": row.citekey,
            "title": row.title,
            "year": row.year,
            "authors": list(row.authors),
        },
        "cites": [
            {"number": c.number, "label": c.label, "paper": c.paper, "in_library": c.in_library} for c in row.cites
        ],
        "source": {"file": row.file, "sha256": row.sha256, "start": row.start, "end": row.end, "line": row.line},
    }
