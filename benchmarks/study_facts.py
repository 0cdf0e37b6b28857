"""Study facts of pasted articles against articles drawn at random and labelled by reading.

    python benchmarks/study_facts.py [--set 1|2] [--half even|odd] [--each] [--share N]

Labels, beside this file; null = not judged, [] = not stated:

- set 1, `study_facts.json`: design, country and n of 40 articles, from title, abstract and the first 900 characters of
  the methods, made before any rule was written; the rules were then mended on them
- set 2, `study_facts_2.json`: all six kinds of 60 others, made later; says itself how. The rules were mended on even
  PMC numbers (`--half even`); the odd ones were opened once, at the end, and mended on only then: figures of before in
  docs/decisions/study-facts.md

Recall: share of what is labelled that is read; precision: share of what is read that is labelled.

- design, n, setting, participants: counted by article. Found if any value read is right, precise if the first one is.
  "randomised trial", the term for an allocation by lot that calls itself no trial, counts as a randomised controlled
  one
- country, analysis: counted by value
- setting, participants are phrases, so compared by their words: articles, numbers and words that tell nobody apart
  ("participants", "subjects") are left out, the rest cut to six letters, so that plural and singular agree. Two phrases
  agree if they share at least half the words of the one with fewer. A phrase without any word left agrees with none:
  "167 participants" is read, and not right

`--each` lists what differs; `--share N` says how many of every Nth gold article, nearly all of them trials, state each
fact. Needs lxml and ../shared/gold.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.papers import GOLD, scorer  # noqa: E402 - after the checkout is on the path
from ingest import read  # noqa: E402
from ingest.fact_words import NUMBER_WORDS  # noqa: E402

HERE = Path(__file__).resolve().parent
KINDS = ("design", "country", "setting", "participants", "n", "analysis")
SAME = {"randomised trial": "randomised controlled trial"}
_SAYS_NOTHING = frozenset(
    "the and who with for from were was all their our other which that this total hundred thousand participants "
    "participant subjects subject individuals individual people persons person volunteers volunteer respondents".split()
) | frozenset(NUMBER_WORDS)
Labels = dict[str, dict[str, list[Any] | None]]


def labelled(which: int, half: str | None) -> Labels:
    """Article -> kind -> labels of one set, of one half if asked."""
    if which == 1:
        labels: Labels = json.loads((HERE / "study_facts.json").read_text("utf-8"))
    else:
        labels = json.loads((HERE / "study_facts_2.json").read_text("utf-8"))["articles"]
    odd = {"even": 0, "odd": 1}.get(half or "")
    return {name: row for name, row in labels.items() if odd is None or int(name.removeprefix("PMC")) % 2 == odd}


def stated(gold: Any, path: Path) -> dict[str, list[str]]:
    """Kind -> values read from the pasted text of one article."""
    text, _ = gold.article(str(path))
    out: dict[str, list[str]] = {}
    for fact in read(text.encode(), f"{path.stem}.txt").facts:
        out.setdefault(fact.name, []).append(SAME.get(fact.value, fact.value))
    return out


def words(phrase: str) -> frozenset[str]:
    """The words of a phrase that tell it from others, cut to six letters."""
    found = re.findall(r"[^\W\d_]{2,}", phrase.lower())
    return frozenset(re.sub(r"s$", "", word)[:6] for word in found if word not in _SAYS_NOTHING and len(word) > 2)


def agree(one: str, other: str) -> bool:
    """Do two phrases speak of the same?"""
    here, there = words(one), words(other)
    return bool(here and there) and 2 * len(here & there) >= min(len(here), len(there))


def right(kind: str, value: str, want: Iterable[str]) -> bool:
    """Is a value read one of those labelled?"""
    return any(agree(value, w) for w in want) if kind in ("setting", "participants") else value in want


def count(tally: Counter[tuple[str, str]], kind: str, want: list[str], got: list[str]) -> bool:
    """Add one article; says whether it differs."""
    if kind in ("country", "analysis"):
        tally["want", kind] += len(want)
        tally["hit", kind] += sum(value in got for value in want)
        tally["said", kind] += len(got)
        tally["good", kind] += sum(value in want for value in got)
        return set(want) != set(got)
    tally["want", kind] += bool(want)
    tally["hit", kind] += any(right(kind, value, want) for value in got)
    tally["said", kind] += bool(got)
    tally["good", kind] += got[:1] != [] and right(kind, got[0], want)
    return not any(right(kind, value, want) for value in got) if want else bool(got)


def share(gold: Any, every: int) -> None:
    """Print how many of every so many-th gold article state each fact."""
    seen = [stated(gold, path) for path in sorted((GOLD / "jats").glob("*.nxml"))[::every]]
    trials = sum(any("trial" in d and not d.startswith("non-") for d in s.get("design", [])) for s in seen)
    each = Counter(name for s in seen for name in s)
    print(f"{len(seen)} articles: {trials} state a trial; " + ", ".join(f"{n} {k}" for n, k in sorted(each.items())))


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=int, choices=(1, 2), default=1)
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--share", type=int, metavar="N")
    options = parser.parse_args()
    if not GOLD.is_dir():
        print(f"left out: needs {GOLD}")
        return 0
    gold, tally = scorer(), Counter[tuple[str, str]]()
    labels = labelled(options.set, options.half)
    for name, row in labels.items():
        found = stated(gold, GOLD / "jats" / f"{name}.nxml")
        for kind, want in row.items():
            got = found.get(kind, [])
            if want is not None and count(tally, kind, [str(w) for w in want], got) and options.each:
                print(f"{name} {kind}: wanted {want}, read {got}")
    print(f"set {options.set}, {options.half or 'both halves'}: {len(labels)} articles")
    for kind in (k for k in KINDS if any(name == k for _, name in tally)):
        recall, precision = (f"{tally[a, kind]}/{tally[b, kind]}" for a, b in (("hit", "want"), ("good", "said")))
        print(f"{kind}: recall {recall}, precision {precision}")
    if options.share:
        share(gold, options.share)
    return 0


if __name__ == "__main__":
    sys.exit(main())
