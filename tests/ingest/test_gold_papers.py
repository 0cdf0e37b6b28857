"""Pasted articles against the gold files beside the project: a sample here, all of them in `benchmarks/papers.py`."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest import read
from kb.show import finding_objects

EVERY = 12  # one article of so many


@pytest.fixture(scope="module")
def gold() -> ModuleType:
    """The scorer beside the articles."""
    path = Path(__file__).resolve().parents[3] / "shared" / "gold" / "papers.py"
    if not path.exists():
        pytest.skip(f"needs the gold articles in {path.parent}: not in the repository, for they are others' texts")
    spec = importlib.util.spec_from_file_location("gold_papers", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pair(gold: ModuleType, path: Path) -> tuple[Any, ...]:
    text, truth = gold.article(str(path))
    batch = read(text.encode(), "pasted.txt")
    assert batch.source.text == text
    return truth | {"article": path.stem}, finding_objects(batch), text, text


def figures(gold: ModuleType, pairs: list[tuple[Any, ...]], labels: dict[str, Any]) -> dict[str, float]:
    said = re.findall(r"(\w+)=([\d.]+)", gold.score(pairs, labels))
    return {name: float(value) for name, value in said}


def test_bracketed_articles(gold: ModuleType, shared: Path) -> None:
    every = sorted((shared / "gold" / "jats").glob("*.nxml"))[::EVERY]
    chosen = [p for p in every if gold.style(*gold.article(str(p))) == "bracket"]
    assert len(chosen) > 15
    found = figures(gold, [pair(gold, p) for p in chosen], {})
    assert found["recall"] >= 99
    assert found["precision"] >= 99
    assert found["covered"] >= 99
    assert found["verbatim"] == 100
    assert found["crossing"] == 0
    assert found["section"] >= 95


def test_sentences_of_the_labelled_articles(gold: ModuleType, shared: Path) -> None:
    labels = json.loads((shared / "gold" / "sentences.json").read_text(encoding="utf-8"))
    pairs = [pair(gold, shared / "gold" / "jats" / f"{name}.nxml") for name in sorted(labels)]
    assert figures(gold, pairs, labels)["sentenceF1"] >= 95
