"""Ranking inside one article: where does the sentence stand that experts judged decisive?

    python benchmarks/trials.py

Evidence Inference's comparisons whose articles lie in full beside the project: intervention, outcome and comparator
make the claim, the article's paragraphs are cut into sentences, and `kb.retrieve.rank` orders them. A sentence is the
judged one if 80 % of the words of the shorter of the two stand in the other. Prints the share found at
ranks 1, 5 and 10.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from ingest.sentences import split
from kb.concepts import Concepts, load
from kb.model import Reading
from kb.retrieve import Doc, SideIndex, rank

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
RANKS = (1, 5, 10)
SHARED_WORDS = 0.8
LEAST_WORDS = 5
_WORD = re.compile(r"\w+")


def sentences(article: Path) -> Iterator[str]:
    """Sentences of the abstract's and the body's paragraphs."""
    tree = ElementTree.parse(article)
    for place in (".//abstract//p", ".//body//p"):
        for paragraph in tree.iterfind(place):
            text = " ".join("".join(paragraph.itertext()).split())
            yield from (text[start:end] for start, end in split(text))


def is_same(words: set[str], evidence: set[str]) -> bool:
    """Whether a sentence is the judged one, for all that copying and splitting did to it."""
    least = min(len(words), len(evidence))
    return len(words) >= LEAST_WORDS and len(words & evidence) >= SHARED_WORDS * least


def words_of(text: str) -> set[str]:
    """Lower-case words of a text."""
    return set(_WORD.findall(text.lower()))


def ranks(rows: list[dict[str, str]], article: Path, concepts: Concepts | None) -> Iterator[int | None]:
    """Rank of the judged sentence, for each comparison of an article that has it; None = not in the first ten."""
    texts = list(dict.fromkeys(sentences(article)))
    title = " ".join("".join(ElementTree.parse(article).find(".//article-title").itertext()).split())
    docs = [Doc(f"{n:05}", "article", "sentence", text, None, (), title) for n, text in enumerate(texts)]
    bags = [words_of(text) for text in texts]
    with SideIndex.open(None) as index:
        index.rebuild(docs, 1)
        for row in rows:
            judged = {docs[n].id for n, bag in enumerate(bags) if is_same(bag, words_of(row["evidence"]))}
            if judged:
                claim = Reading(row["intervention"], "", row["outcome"], "", row["comparator"], 0, "difference", False)
                found = [r.id for r in rank(index, claim, concepts, RANKS[-1])]
                yield next((n for n, name in enumerate(found, 1) if name in judged), None)


def main() -> int:
    """Print the figures."""
    if not GOLD.is_dir():
        print(f"left out: needs Evidence Inference and its articles in {GOLD}")
        return 0
    by_article: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in (GOLD / "claims" / "evidence_inference.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["full_text_here"]:
            by_article[row["article"]].append(row)
    for name, concepts in (("off", None), ("on ", load(None))):
        found = [
            place
            for article, rows in sorted(by_article.items())
            for place in ranks(rows, GOLD / "jats" / f"{article}.nxml", concepts)
        ]
        shares = "  ".join(f"@{k} {sum(p is not None and p <= k for p in found) / len(found):.3f}" for k in RANKS)
        print(f"concept map {name} {len(found)} comparisons: judged sentence {shares}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
