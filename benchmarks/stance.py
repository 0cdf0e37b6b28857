"""How right the stance rules are: own labels, SciFact's rationales and the judged sentences of trial reports.

    python benchmarks/stance.py [--held] [--fresh] [--errors N] [--only dev|held|fresh|scifact|trials]

Beside every accuracy stand the two answers that read nothing: "always supports", and the claim alone ("a claim that is
denied or says less is contradicted"). SciFact and the trials lie outside the project; without them their lines are left
out, aloud. `--held` adds the labels once kept for the end, `--fresh` those written for rules@2 and opened once.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kb import concepts, gate, stance
from kb.claims import read_claim
from kb.model import Opinion, Reading, Stance, Statement

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold" / "claims"
STANCES: tuple[Stance, ...] = ("supports", "contradicts", "no-effect", "mixed", "unclear")


@dataclass(frozen=True)
class Pair:
    """One claim and one statement with the true stance; passes: whether it should pass the gate, None = not
    labelled."""

    claim: Reading
    text: str
    statement: Statement
    stance: str
    passes: bool | None = None


def labelled(path: Path) -> Iterator[Pair]:
    """Pairs of our own label files."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        statement = Statement(
            row["text"],
            row["text"],
            row["kind"],
            row["origin"],
            tuple(row["section"]),
            None,
            row["lead_in"],
            None,
            row["about"],
        )
        yield Pair(read_claim(row["claim"]), row["claim"], statement, row["stance"], row["relevant"])


def scifact() -> Iterator[Pair]:
    """Every gold rationale sentence of the training claims; CONTRADICT does not part the contrary from no effect."""
    corpus = {}
    for line in (GOLD / "scifact" / "corpus.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        corpus[str(document["doc_id"])] = document
    for line in (GOLD / "scifact" / "claims_train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for document_id, sets in row["evidence"].items():
            document = corpus[document_id]
            for rationale in sets:
                truth = "supports" if rationale["label"] == "SUPPORT" else "contradicts"
                for place in rationale["sentences"]:
                    text = document["abstract"][place]
                    statement = Statement(text, text, "abstract", "own", (), None, None, None, document["title"])
                    yield Pair(read_claim(row["claim"]), row["claim"], statement, truth)


def trials() -> Iterator[Pair]:
    """Judged sentences of trial reports; the claim says more and less in turn, so that its wording tells nothing."""
    truth = {"increased": 1, "decreased": -1, "no difference": 0}
    lines = (GOLD / "evidence_inference.jsonl").read_text(encoding="utf-8").splitlines()
    for place, line in enumerate(lines):
        row = json.loads(line)
        sign = 1 if place % 2 else -1
        verb = "increases" if sign > 0 else "reduces"
        reading = Reading(row["intervention"], verb, row["outcome"], "", row["comparator"], sign, "direction", False)
        found = truth[row["direction"]]
        stance_of = "no-effect" if not found else "supports" if found == sign else "contradicts"
        text = row["evidence"]
        statement = Statement(text, text, "sentence", "own", ("Results",), None, None, None, row["intervention"])
        yield Pair(reading, f"{row['intervention']} {verb} {row['outcome']}", statement, stance_of)


def claim_alone(reading: Reading) -> str:
    """The baseline that reads no evidence."""
    return "contradicts" if reading.negated or reading.direction < 0 else "supports"


def f1(pairs: Iterable[tuple[str, str]], stances: Iterable[str]) -> float:
    """Mean F1 over the stances that occur, of (true, given) pairs."""
    both = list(pairs)
    scores = []
    for one in stances:
        right = sum(t == g == one for t, g in both)
        said, true = sum(g == one for _, g in both), sum(t == one for t, _ in both)
        if true:
            scores.append(2 * right / (said + true))
    return sum(scores) / len(scores) if scores else 0.0


def report(name: str, pairs: list[Pair], errors: int) -> None:
    """Print the figures of one set."""
    the_map = concepts.load()
    started = time.perf_counter()
    given = [stance.judge(p.claim, p.statement, the_map) for p in pairs]
    seconds = time.perf_counter() - started
    truth = [p.stance for p in pairs]
    print(f"\n{name}: {len(pairs)} pairs, {len(pairs) / seconds:,.0f} judged a second")
    _all_way(truth, given, pairs)
    _two_way(truth, given, pairs)
    if pairs[0].passes is not None:
        passed = [gate.passes(p.claim, p.statement, the_map) for p in pairs]
        right = sum(a == b.passes for a, b in zip(passed, pairs, strict=True))
        through = sum(a for a, b in zip(passed, pairs, strict=True) if b.passes)
        print(
            f"  gate: right {right / len(pairs):.3f}, lets through "
            f"{through / sum(bool(p.passes) for p in pairs):.3f} of the relevant"
        )
    wrong = [(p, g) for p, g in zip(pairs, given, strict=True) if p.stance != g.stance]
    for pair, opinion in wrong[:errors]:
        cue = opinion.cue.text if opinion.cue else "-"
        print(
            f"  want {pair.stance}, got {opinion.stance} ({opinion.reason}; {cue})\n    {pair.text}\n    "
            f"{pair.statement.text}"
        )


def _all_way(truth: list[str], given: list[Opinion], pairs: list[Pair]) -> None:
    both = [(t, g.stance) for t, g in zip(truth, given, strict=True)]
    baselines: tuple[tuple[str, Callable[[Pair], str]], ...] = (
        ("always supports", lambda _: "supports"),
        ("claim alone", lambda p: claim_alone(p.claim)),
    )
    print(f"  every stance: accuracy {sum(t == g for t, g in both) / len(both):.3f}, macro-F1 {f1(both, STANCES):.3f}")
    for label, answer in baselines:
        other = [(t, answer(p)) for t, p in zip(truth, pairs, strict=True)]
        print(f"    {label}: {sum(t == g for t, g in other) / len(other):.3f}, {f1(other, STANCES):.3f}")
    unclear = sum(g.stance == "unclear" for g in given)
    print(f"  unclear {unclear / len(given):.3f}; {dict(sorted(Counter(g.stance for g in given).items()))}")


def _two_way(truth: list[str], given: list[Opinion], pairs: list[Pair]) -> None:
    """For or against, where the truth is one of the two; no effect counts as against where the set does not part
    them."""
    fold = {"no-effect": "contradicts"} if "no-effect" not in truth else {}
    rows = [
        (t, fold.get(g.stance, g.stance), p)
        for t, g, p in zip(truth, given, pairs, strict=True)
        if t in ("supports", "contradicts")
    ]
    decided = [(t, g) for t, g, _ in rows if g in ("supports", "contradicts")]
    if not decided:
        return
    right = sum(t == g for t, g in decided)
    always = sum(t == "supports" for t, _, _ in rows) / len(rows)
    alone = sum(t == claim_alone(p.claim) for t, _, p in rows) / len(rows)
    print(
        f"  two ways ({len(rows)}): right {right / len(decided):.3f} of the {len(decided) / len(rows):.3f} decided "
        f"(macro-F1 {f1(decided, STANCES[:2]):.3f}); always supports {always:.3f}, claim alone {alone:.3f}"
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", action="store_true", help="also the labels kept for the end")
    parser.add_argument("--fresh", action="store_true", help="also the labels opened once, after rules@2")
    parser.add_argument("--errors", type=int, default=0, help="show so many errors of each set")
    parser.add_argument("--only", choices=("dev", "held", "fresh", "scifact", "trials"))
    options = parser.parse_args()
    labels = ROOT / "tests" / "data" / "labels"
    sets: list[tuple[str, Callable[[], Iterator[Pair]], bool]] = [
        ("dev", lambda: labelled(labels / "stance_dev.jsonl"), True),
        ("scifact", scifact, (GOLD / "scifact").is_dir()),
        ("trials", trials, (GOLD / "evidence_inference.jsonl").is_file()),
    ]
    if options.held:
        sets.insert(1, ("held", lambda: labelled(labels / "stance_held.jsonl"), True))
    if options.fresh:
        sets.insert(-2, ("fresh", lambda: labelled(labels / "stance_fresh.jsonl"), True))
    for name, pairs, there in sets:
        if options.only and options.only != name:
            continue
        if there:
            report(name, list(pairs()), options.errors)
        else:
            print(f"\n{name}: left out, {GOLD} is not here")


if __name__ == "__main__":
    main()
