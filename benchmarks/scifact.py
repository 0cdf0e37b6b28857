"""Ranking on SciFact: are the abstracts that a claim's authors cited among the first ten?

    python benchmarks/scifact.py [--part tuned|kept|all] [--concepts on|off|both]

The 5,183 abstracts go through the real reader as CSL-JSON, each title and sentence becomes a finding, and
`kb.retrieve.rank_papers` orders the papers by their findings, before any gate. Relevant: all `cited_doc_ids` of the
809 training claims. Weights were chosen on the first 404 claims by id ("tuned"), the other 405 are "kept".
Also shown: ranking by the single best finding of `kb.retrieve.rank`, and what the gate would let through: gold
rationale sentences, and cited papers with a finding that passes. Exits with 1 if nDCG@10 over all claims is below 0.68.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ingest
from kb import gate, papers
from kb.claims import read_claim
from kb.concepts import Concepts, load
from kb.model import Statement
from kb.retrieve import Doc, SideIndex, rank, rank_papers

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold" / "claims" / "scifact"
LEAST_NDCG = 0.68
TUNED = 404
DEPTH = 10


@dataclass(frozen=True)
class Question:
    """A training claim. cited: ids of the relevant papers; rationales: (paper, sentence number) that decide it."""

    text: str
    cited: frozenset[str]
    rationales: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Abstracts:
    """abstracts: sentences by paper as SciFact gives them; docs: what the reader made of them; abouts: by paper."""

    sentences: dict[str, list[str]]
    docs: tuple[Doc, ...]
    abouts: dict[str, str]


def questions() -> list[Question]:
    """All training claims by id."""
    rows = [json.loads(line) for line in (GOLD / "claims_train.jsonl").read_text("utf-8").splitlines()]
    return [
        Question(
            row["claim"],
            frozenset(str(name) for name in row["cited_doc_ids"]),
            tuple((paper, n) for paper, sets in row["evidence"].items() for one in sets for n in one["sentences"]),
        )
        for row in sorted(rows, key=lambda row: row["id"])
    ]


def abstracts() -> Abstracts:
    """The corpus as CSL-JSON through the reader."""
    rows = [json.loads(line) for line in (GOLD / "corpus.jsonl").read_text("utf-8").splitlines()]
    entries = [
        {"id": str(r["doc_id"]), "type": "article-journal", "title": r["title"], "abstract": " ".join(r["abstract"])}
        for r in rows
    ]
    batch = ingest.read(json.dumps(entries).encode(), "scifact.json")
    names = [reference.key or "" for reference in batch.references]
    abouts = [papers.about(r.title, (), r.get("abstract")) for r in batch.references]
    docs = [
        Doc(f"{n:06}", names[f.of], f.kind, f.clean, f.lead_in, f.section, abouts[f.of])
        for n, f in enumerate(batch.findings)
        if f.of is not None
    ]
    return Abstracts(
        {str(r["doc_id"]): r["abstract"] for r in rows}, tuple(docs), dict(zip(names, abouts, strict=True))
    )


def ndcg(ranked: Sequence[str], relevant: frozenset[str]) -> float:
    """Normalised discounted cumulative gain of the first ten, binary relevance."""
    gain = sum(1 / math.log2(place + 2) for place, name in enumerate(ranked[:DEPTH]) if name in relevant)
    return gain / sum(1 / math.log2(place + 2) for place in range(min(DEPTH, len(relevant))))


def by_best_finding(
    index: SideIndex, question: Question, concepts: Concepts | None, owner: dict[str, str]
) -> list[str]:
    """Papers in the order of their best finding."""
    ranked = rank(index, read_claim(question.text), concepts, 500)
    return list(dict.fromkeys(owner[found.id] for found in ranked))


def measure(index: SideIndex, asked: Sequence[Question], concepts: Concepts | None, corpus: Abstracts) -> float:
    """Print one line of figures; return nDCG@10."""
    owner = {doc.id: doc.paper for doc in corpus.docs}
    found = recalled = single = 0.0
    start = time.perf_counter()
    for question in asked:
        ranked = [r.id for r in rank_papers(index, read_claim(question.text), concepts, DEPTH)]
        found += ndcg(ranked, question.cited)
        recalled += len(question.cited.intersection(ranked)) / len(question.cited)
    spent = (time.perf_counter() - start) / len(asked)
    for question in asked:
        single += ndcg(by_best_finding(index, question, concepts, owner), question.cited)
    count = len(asked)
    print(
        f"  concept map {'on ' if concepts else 'off'}  nDCG@10 {found / count:.4f}  R@10 {recalled / count:.4f}  "
        f"by best finding alone {single / count:.4f}  {spent * 1000:.0f} ms a claim"
    )
    return found / count


def let_through(asked: Sequence[Question], corpus: Abstracts, concepts: Concepts) -> None:
    """Print what the gate passes of the gold rationales and of the cited papers."""
    by_paper: dict[str, list[Doc]] = {}
    for doc in corpus.docs:
        by_paper.setdefault(doc.paper, []).append(doc)

    def passes(question: Question, text: str, kind: str, paper: str) -> bool:
        statement = Statement(text, text, kind, "own", (), None, None, None, corpus.abouts[paper])
        return gate.passes(read_claim(question.text), statement, concepts)

    def verdicts() -> Iterator[bool]:
        for question in asked:
            for paper, place in question.rationales:
                yield passes(question, corpus.sentences[paper][place], "abstract", paper)

    rationales = list(verdicts())
    cited = [
        any(passes(question, doc.clean, doc.kind, paper) for doc in by_paper[paper])
        for question in asked
        for paper in sorted(question.cited)
    ]
    print(
        f"  the gate passes {sum(rationales)} of {len(rationales)} rationale sentences, "
        f"and something of {sum(cited)} of {len(cited)} cited papers"
    )


def main() -> int:
    """Print the figures; 1 if the bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("tuned", "kept", "all"), default="all")
    parser.add_argument("--concepts", choices=("on", "off", "both"), default="both")
    options = parser.parse_args()
    if not GOLD.is_dir():
        print(f"left out: needs SciFact's claims and abstracts in {GOLD}")
        return 0
    asked, corpus, shipped = questions(), abstracts(), load(None)
    parts = {"tuned": asked[:TUNED], "kept": asked[TUNED:], "all": asked}
    good = True
    with SideIndex.open(None) as index:
        start = time.perf_counter()
        index.rebuild(corpus.docs, 1)
        print(f"{len(corpus.docs)} findings of {len(corpus.abouts)} papers in {time.perf_counter() - start:.1f} s")
        for part in ("tuned", "kept", "all") if options.part == "all" else (options.part,):
            print(f"{part}: {len(parts[part])} claims")
            maps = {"on": (shipped,), "off": (None,), "both": (None, shipped)}[options.concepts]
            reached = [measure(index, parts[part], concepts, corpus) for concepts in maps]
            good = good and (part != "all" or min(reached) >= LEAST_NDCG)
        let_through(parts[options.part], corpus, shipped)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
