"""Study facts of pasted articles: design, country and n against 40 articles drawn at random and labelled by hand.

    python benchmarks/study_facts.py [--each] [--share N]

Labels: `study_facts.json` beside this file, made from title, abstract and the first 900 characters of the methods
before any rule was written; null = not judged, [] = not stated. Recall: share of articles where a stated value is found
(countries: share of countries); precision: share of articles whose first value is right (countries: share of those
named). "randomised trial", the term for an allocation by lot that calls itself no trial, counts as a randomised
controlled one. `--each` lists what differs; `--share N` says how many of every Nth gold article, nearly all
of them trials, state each fact. Needs lxml and ../shared/gold.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.papers import GOLD, scorer  # noqa: E402 - after the checkout is on the path
from ingest import read  # noqa: E402

LABELS = Path(__file__).with_name("study_facts.json")
SAME = {"randomised trial": "randomised controlled trial"}


def stated(gold: Any, path: Path) -> dict[str, list[str]]:
    """Name -> values read from the pasted text of one article."""
    text, _ = gold.article(str(path))
    out: dict[str, list[str]] = {}
    for fact in read(text.encode(), f"{path.stem}.txt").facts:
        out.setdefault(fact.name, []).append(SAME.get(fact.value, fact.value))
    return out


def count(tally: Counter[tuple[str, str]], name: str, want: list[str], got: list[str]) -> bool:
    """Add one article; says whether it differs."""
    if name == "country":
        tally["want", name] += len(want)
        tally["hit", name] += sum(value in got for value in want)
        tally["said", name] += len(got)
        tally["good", name] += sum(value in want for value in got)
        return set(want) != set(got)
    tally["want", name] += bool(want)
    tally["hit", name] += any(value in want for value in got)
    tally["said", name] += bool(got)
    tally["good", name] += got[:1] != [] and got[0] in want
    return not any(value in want for value in got) if want else bool(got)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--share", type=int, metavar="N")
    options = parser.parse_args()
    if not GOLD.is_dir():
        print(f"left out: needs {GOLD}")
        return 0
    gold, tally = scorer(), Counter[tuple[str, str]]()
    for name, labels in json.loads(LABELS.read_text("utf-8")).items():
        found = stated(gold, GOLD / "jats" / f"{name}.nxml")
        for fact, want in labels.items():
            if want is not None and count(tally, fact, [str(w) for w in want], found.get(fact, [])) and options.each:
                print(f"{name} {fact}: wanted {want}, read {found.get(fact, [])}")
    for fact in ("design", "country", "n"):
        recall, precision = (f"{tally[a, fact]}/{tally[b, fact]}" for a, b in (("hit", "want"), ("good", "said")))
        print(f"{fact}: recall {recall}, precision {precision}")
    if options.share:
        paths = sorted((GOLD / "jats").glob("*.nxml"))[:: options.share]
        seen = [stated(gold, path) for path in paths]
        trials = sum(any("trial" in d and not d.startswith("non-") for d in s.get("design", [])) for s in seen)
        each = Counter(name for s in seen for name in s)
        print(
            f"{len(seen)} articles: {trials} state a trial; " + ", ".join(f"{n} {k}" for n, k in sorted(each.items()))
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
