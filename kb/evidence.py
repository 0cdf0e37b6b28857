"""Which evidence supports this claim? Retrieve, pass the gate, judge, follow citations, count papers, warn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cypher import load
from kb import answering, ids
from kb.answer import Answer, Cite, Evidence, Warning_, verdict
from kb.base import Base
from kb.claims import read_claim
from kb.judging import JUDGE, opinion_on, statement_of
from kb.model import Cue, Opinion, Reading
from kb.notices import of_papers
from kb.retrieve import candidates, rank
from kb.sameness import studies

Row = Mapping[str, Any]


def ask(base: Base, text: str, *, limit: int | None = 20, related: int = 0) -> Answer:
    """Answer a claim from the library; writes nothing.

    limit: rows to give, None = all; counts and warnings are over everything that passes the gate.
    related: how many rows to add that rank high below the gate. Raises `StoreBusy` where others change the library
    without a pause.
    """
    return base.read(lambda: _asked(base, text, limit, related))


def _asked(base: Base, text: str, limit: int | None, related: int) -> Answer:
    reading = read_claim(text)
    stored = base.claim(text)
    scores = {r.id: r.score for r in rank(base.index, reading, base.concepts)}
    said = _people(base, stored.id) if stored else {}
    rows = _passing(base, reading, said)
    ranked = _folded(sorted(rows, key=lambda pair: (-scores.get(pair[0]["id"], 0.0), pair[0]["id"])))
    evidence = _evidence(base, ranked, scores, said)
    shown = evidence if limit is None else evidence[:limit]
    return Answer(
        claim=stored.id if stored else None,
        text=text,
        reading=reading,
        verdict=verdict(evidence, studies(base.store)),
        rows=tuple(shown),
        total=len(evidence),
        warnings=(*_notices(base, evidence), *_warnings(reading, evidence)),
        related=_related(base, reading, scores, {r["id"] for r, _ in rows}, related) if related else None,
    )


def _passing(base: Base, reading: Reading, said: Mapping[str, Row]) -> list[tuple[Row, Opinion]]:
    """Findings above the gate (or that a person judged), each with the rules' opinion or the person's."""
    names = sorted({*candidates(base.index, reading, base.concepts), *said})
    out: list[tuple[Row, Opinion]] = []
    for row in answering.findings(base.store, names):
        if row["id"] in said:
            if said[row["id"]]["stance"] != "not-about":
                out.append((row, _said(said[row["id"]])))
            continue
        opinion = opinion_on(reading, statement_of(row, row["about"]), base.concepts)
        if opinion:
            out.append((row, opinion))
    return out


def _people(base: Base, claim: str) -> dict[str, Row]:
    """The last word of a person on each finding, for a claim in the store."""
    return {row["finding"]: row for row in base.store.rows(load("read/judgements_on_claim"), claim=claim)}


def _said(row: Row) -> Opinion:
    cue = Cue(row["cue"], row["cueStart"], row["cueEnd"]) if row["cue"] else None
    return Opinion(row["stance"], row["reason"], cue, row["confidence"])


def _folded(rows: Iterable[tuple[Row, Opinion]]) -> list[tuple[Row, Opinion]]:
    """The same words of the same paper once: an abstract in an export and in the paper, a title in five lists."""
    seen: set[tuple[str, str]] = set()
    out = []
    for row, opinion in rows:
        key = (row["paper"], "title" if row["kind"] == "title" else ids.letters(row["clean"]))
        if key not in seen:
            seen.add(key)
            out.append((row, opinion))
    return out


def _evidence(
    base: Base, ranked: Sequence[tuple[Row, Opinion]], scores: Mapping[str, float], said: Mapping[str, Row]
) -> list[Evidence]:
    cites = _cites(base, [row["id"] for row, _ in ranked])
    return [
        _row(n, row, opinion, scores, cites.get(row["id"], ()), said[row["id"]]["by"] if row["id"] in said else JUDGE)
        for n, (row, opinion) in enumerate(ranked, 1)
    ]


def _cites(base: Base, findings: Sequence[str]) -> dict[str, tuple[Cite, ...]]:
    out: dict[str, list[Cite]] = {}
    for row in base.store.rows(load("read/papers_cited_by_findings"), ids=list(findings)):
        here = row["status"] != "stub"
        label = row["citekey"] if here else row["title"]
        out.setdefault(row["finding"], []).append(Cite(row["number"], label, row["paper"] if here else None, here))
    return {finding: tuple(cites) for finding, cites in out.items()}


def _row(
    n: int, row: Row, opinion: Opinion, scores: Mapping[str, float], cites: tuple[Cite, ...], judge: str
) -> Evidence:
    return Evidence(
        id=row["id"],
        rank=n,
        score=scores.get(row["id"], 0.0),
        stance=opinion.stance,
        reason=opinion.reason,
        confidence=round(opinion.confidence, 4),
        cue=opinion.cue,
        judged_by=judge,
        text=row["text"],
        clean=row["clean"],
        kind=row["kind"],
        origin=row["origin"],
        hedge=row["hedge"],
        section=tuple(row["section"] or ()),
        speaker=row["speaker"],
        page=row["page"],
        paper=row["paper"],
        citekey=row["citekey"],
        title=row["title"],
        year=row["year"],
        authors=tuple(row["authors"] or ()),
        cites=cites,
        file=row["file"],
        sha256=row["sha256"],
        start=row["start"],
        end=row["end"],
        line=row["line"],
    )


def _related(
    base: Base, reading: Reading, scores: Mapping[str, float], above: set[str], count: int
) -> tuple[Evidence, ...]:
    """What ranks high below the gate: not judged, not counted."""
    names = [name for name in scores if name not in above][: 4 * count]
    rows = {row["id"]: row for row in answering.findings(base.store, names)}
    below = Opinion("unclear", "below the gate: it does not speak of the outcome, or not of the subject", None, 0.0)
    found = _folded([(rows[name], below) for name in names if name in rows])[:count]
    return tuple(_evidence(base, found, scores, {}))


def _notices(base: Base, rows: Sequence[Evidence]) -> list[Warning_]:
    """Retractions and the like, on papers that rows are of or that they cite."""
    names = {r.paper for r in rows} | {c.paper for r in rows for c in r.cites if c.paper}
    out = []
    for grave, code in ((True, "retracted"), (False, "corrected")):
        found = {p: [n.words for n in told if n.grave == grave] for p, told in of_papers(base.store, names).items()}
        papers = {p: words for p, words in sorted(found.items()) if words}
        if papers:
            labels = {r.paper: r.citekey for r in rows} | {c.paper: c.label for r in rows for c in r.cites if c.paper}
            said = "; ".join(f"{labels[p] or p} is {', '.join(words)}" for p, words in papers.items())
            text = f"do not use without reading the notice: {said}" if grave else f"corrected since: {said}"
            out.append(Warning_(code, text, tuple(papers)))
    return out


def _warnings(reading: Reading, rows: Sequence[Evidence]) -> list[Warning_]:
    out = []
    if reading.kind == "topic":
        text = "the claim has no verb that says what does what: every row can only be read, not counted"
        out.append(Warning_("no-relation", text))
    missing = sorted({r.paper for r in rows if any(not c.in_library for c in r.cites)})
    if missing:
        text = "rows cite works known only by number; add the paper's reference list with --list-of"
        out.append(Warning_("cited-unknown", text, tuple(missing)))
    cited = sorted({r.paper for r in rows if r.origin == "cited" and r.kind != "title"})
    if cited:
        text = "cited statements repeat other works' results: read and add the primary studies"
        out.append(Warning_("second-hand", text, tuple(cited)))
    return out
