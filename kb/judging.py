"""Rules' judgements and drawn stance edges: which findings bear on which claims, kept in step with the facts.

A finding is tied to a claim when it passes the gate, which looks at that finding, its own paper and the
concept map alone. So the edges depend on the set of facts, never on ranks or on what else is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from cypher import load
from kb import gate, ids, stance
from kb.claims import is_opposite, read_claim
from kb.concepts import Concepts
from kb.facts import Row
from kb.model import EDGE_OF_STANCE, Opinion, Reading, Statement
from kb.settle import Settled
from kb.store import Store

JUDGE = "rules"


@dataclass(frozen=True)
class StoredClaim:
    """A claim as the graph keeps it, with what its words say."""

    id: str
    text: str
    status: str
    reading: Reading
    by: str
    at: str
    judged_by: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> StoredClaim:
        """A claim as the `read/claims*` queries return it."""
        reading = read_claim(row["text"])
        return cls(row["id"], row["text"], row["status"], reading, row["by"], row["at"], row.get("judgedBy"))


def claims_of(store: Store) -> tuple[StoredClaim, ...]:
    """Every claim of the store, by text."""
    return tuple(StoredClaim.of(row) for row in store.rows(load("read/claims")))


def statement_of(finding: Mapping[str, Any], about: str) -> Statement:
    """A finding (as the `read/findings_*` queries return it) as gate and rules see it."""
    text = finding["text"]
    return Statement(
        text=text,
        clean=finding["clean"],
        kind=finding["kind"],
        origin=finding["origin"],
        section=tuple(finding["section"] or ()),
        speaker=finding["speaker"],
        lead_in=finding["leadIn"],
        hedge=finding["hedge"],
        about=about,
    )


def opinion_on(reading: Reading, statement: Statement, concepts: Concepts) -> Opinion | None:
    """The rules' opinion, or None where the statement does not pass the gate."""
    if not gate.passes(reading, statement, concepts):
        return None
    return stance.judge(reading, statement, concepts)


def version(concepts: Concepts) -> str:
    """What the rules' judgements depend on beside the texts: the rules and the concept map."""
    return f"{stance.VERSION} map@{concepts.version[:12]}"


def judgement_row(finding: str, claim: str, opinion: Opinion, at: str, judged_by: str) -> Row:
    """The row for `write/put_judgements` of one opinion of the rules; judged_by: see `version`."""
    cue = opinion.cue
    props = {
        "stance": opinion.stance,
        "reason": opinion.reason,
        "cue": cue.text if cue else None,
        "cueStart": cue.start if cue else None,
        "cueEnd": cue.end if cue else None,
        "confidence": round(opinion.confidence, 4),
        "by": JUDGE,
        "byKind": "rule",
        "version": judged_by,
        "at": at,
        "note": None,
    }
    return {"finding": finding, "claim": claim, "id": ids.make("j", finding, claim, JUDGE), "props": props}


def claim_row(claim: StoredClaim, judged_by: str | None) -> Row:
    """The row for `write/put_claims`; judged_by: see `version`; None = its findings are still to be judged."""
    reading = claim.reading
    props = {
        "text": claim.text,
        "status": claim.status,
        "subject": reading.subject,
        "relation": reading.relation,
        "outcome": reading.outcome,
        "population": reading.population,
        "comparator": reading.comparator,
        "negated": reading.negated,
        "kind": reading.kind,
        "by": claim.by,
        "at": claim.at,
        "judgedBy": judged_by,
    }
    return {"id": claim.id, "props": props}


def opposites(claims: Iterable[StoredClaim], concepts: Concepts) -> list[Row]:
    """Rows for `write/put_opposites`: every pair of claims that are each other's opposite."""
    pairs = combinations(sorted(claims, key=lambda c: c.id), 2)
    return [{"a": a.id, "b": b.id} for a, b in pairs if is_opposite(a.reading, b.reading, concepts)]


def rejudge(
    out: Settled,
    store: Store,
    gone: Iterable[str],
    concepts: Concepts,
    at: str,
    claims: Iterable[StoredClaim] | None = None,
    people: Mapping[tuple[str, str], Mapping[str, Any]] | None = None,
) -> None:
    """Add the steps that judge every finding of the papers written anew, for every claim that is not rejected.

    claims, people: given where they are not in the store yet (a dump that is loaded).
    """
    wanted = [c for c in (claims_of(store) if claims is None else claims) if c.status != "rejected"]
    if not wanted:
        return
    abouts = {paper.id: paper.about for paper in out.papers.values()}
    reported = {f["id"]: (f, abouts[paper.id]) for paper in out.papers.values() for f in paper.findings}
    stale = sorted({*reported, *out.silent, *gone})
    out.add("write/clear_rule_judgements", ({"id": f} for f in stale))
    out.add("write/clear_stance_edges", ({"id": f} for f in stale))
    if people is None:
        people = people_on(store, [f for f in stale if f in reported])
    judge(out, wanted, reported.values(), concepts, at, people)


def people_on(store: Store, findings: Sequence[str]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The last word of a person on each finding and claim."""
    return last_words(store.rows(load("read/judgements_of_findings"), ids=list(findings)))


def last_words(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Of many judgements the last by a person, for each (finding, claim)."""
    out: dict[tuple[str, str], Mapping[str, Any]] = {}
    for row in rows:
        key = (row["finding"], row["claim"])
        if row["byKind"] == "person" and (key not in out or (row["at"], row["id"]) > (out[key]["at"], out[key]["id"])):
            out[key] = row
    return out


def judge(
    out: Settled,
    claims: Iterable[StoredClaim],
    reported: Iterable[tuple[Mapping[str, Any], str]],
    concepts: Concepts,
    at: str,
    people: Mapping[tuple[str, str], Mapping[str, Any]],
) -> None:
    """Add judgements and drawn edges for some claims. A person's word draws the edge, else the rules'.

    reported: findings, each with what its paper is about.
    """
    wanted, judged_by = list(claims), version(concepts)
    judgements: list[Row] = []
    edges: dict[str, list[Row]] = {}
    for finding, about in reported:
        statement = statement_of(finding, about)
        for claim in wanted:
            opinion = opinion_on(claim.reading, statement, concepts)
            person = people.get((finding["id"], claim.id))
            if opinion:
                judgements.append(judgement_row(finding["id"], claim.id, opinion, at, judged_by))
            edge = _edge(finding["id"], claim.id, opinion, person)
            if edge:
                edges.setdefault(edge[0], []).append(edge[1])
    out.add("write/put_judgements", judgements)
    for kind in sorted(edges):
        out.add(f"write/put_{kind.lower()}", edges[kind])


def _edge(
    finding: str, claim: str, opinion: Opinion | None, person: Mapping[str, Any] | None
) -> tuple[str, Row] | None:
    """The one drawn edge between a finding and a claim, and its type."""
    if person:
        said, confidence, by = person["stance"], person["confidence"], person["by"]
    elif opinion:
        said, confidence, by = opinion.stance, round(opinion.confidence, 4), JUDGE
    else:
        return None
    kind = EDGE_OF_STANCE.get(said)
    return (kind, {"finding": finding, "claim": claim, "confidence": confidence, "by": by}) if kind else None
