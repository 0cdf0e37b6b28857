"""The gold articles that `study_facts_2.json` labels: which are drawn, by a seed.

    python benchmarks/draw_articles.py

Nearly all gold articles are trials, so three lots are drawn: 20 whose title or abstract speaks of qualitative or mixed
methods, a review or a cross-section, 10 that speak of no trial, 30 of the rest; none that `study_facts.json` has.
Needs lxml and ../shared/gold.
"""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

from lxml import etree

HERE = Path(__file__).resolve().parent
JATS = HERE.parents[1] / "shared" / "gold" / "jats"
SEED = 2026
DRAWN = {"qualitative, mixed, review, cross-section": 20, "no trial": 10, "rest": 30}
_OTHER = re.compile(
    r"qualitative|mixed[- ]method|systematic review|cross-?sectional|focus group|thematic|phenomenolog|ethnograph|"
    r"meta-analys",
    re.IGNORECASE,
)
_TRIAL = re.compile(r"random|trial|placebo", re.IGNORECASE)


def _lot(path: Path) -> str:
    """The lot an article belongs to, by the words of its title and abstract."""
    tree = etree.parse(str(path), etree.XMLParser(recover=True, load_dtd=False, resolve_entities=False))
    found = [tree.find(".//article-title"), *tree.findall(".//abstract")]
    told = " ".join(" ".join(e.itertext()) for e in found if e is not None)
    told = re.sub(r"\s+", " ", told)
    names = list(DRAWN)
    return names[0] if _OTHER.search(told) else names[2] if _TRIAL.search(told) else names[1]


def draw() -> dict[str, list[str]]:
    """Lot -> names of the articles drawn from it."""
    labelled = set(json.loads((HERE / "study_facts.json").read_text("utf-8")))
    lots: dict[str, list[str]] = {name: [] for name in DRAWN}
    for path in sorted(JATS.glob("*.nxml")):
        if path.stem not in labelled:
            lots[_lot(path)].append(path.stem)
    chance = random.Random(SEED)
    return {name: sorted(chance.sample(lots[name], many)) for name, many in DRAWN.items()}


if __name__ == "__main__":
    if not JATS.is_dir():
        sys.exit(f"left out: needs {JATS}")
    for lot, names in draw().items():
        print(f"{lot}: {' '.join(names)}")
