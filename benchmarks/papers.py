"""Pasted articles: how well they are read and how fast.

    python benchmarks/papers.py [--each FIGURE] [--splitters]

Makes of every article of the gold files beside the project the text a person would paste, reads it, gives findings as
`kb parse findings --json` does, and asks the scorer beside the articles. Bounds: citations of articles with
bracketed numbers 99 / 99, covered 99, verbatim 100, nothing crossing a paragraph; sentence F1 95 on all labelled ones;
10 articles a second; 300 MB. `--each section` lists the articles by a figure, worst first; `--splitters` weighs other
sentence splitters (pysbd, syntok, sentencex: pip install them). Needs lxml (pip install lxml) and ../shared/gold.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
sys.path.insert(0, str(ROOT))

from ingest import read  # noqa: E402 - after the checkout is on the path
from ingest.sentences import split  # noqa: E402
from kb.show import finding_objects  # noqa: E402

# Figure of the scorer -> the least it may be.
BRACKETED = {"recall": 99.0, "precision": 99.0, "covered": 99.0, "verbatim": 100.0}
SENTENCES = 95.0
MOST_CROSSING = 0.0
LEAST_SPEED = 10.0
MOST_MEMORY = 300
Splitter = Callable[[str], list[tuple[int, int]]]


@dataclass(frozen=True)
class Article:
    """A text with what is true of it and what was read out of it; seconds: processor time of the reading."""

    name: str
    style: str
    text: str
    truth: dict[str, Any]
    found: list[dict[str, Any]]
    references: int
    seconds: float

    @property
    def pair(self) -> tuple[dict[str, Any], list[dict[str, Any]], str, str]:
        """As the scorer takes it."""
        return self.truth, self.found, self.text, self.text


def scorer() -> ModuleType:
    """The scorer beside the gold articles."""
    spec = importlib.util.spec_from_file_location("papers_gold", GOLD / "papers.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(gold: ModuleType, folder: Path) -> list[Article]:
    """Every article, made into text in a folder and read from there."""
    out = []
    for path in sorted((GOLD / "jats").glob("*.nxml")):
        text, truth = gold.article(str(path))
        file = folder / f"{path.stem}.txt"
        file.write_text(text, encoding="utf-8", newline="")
        data = file.read_bytes()
        started = time.process_time()
        batch = read(data, file.name)
        seconds = time.process_time() - started
        found = [f for f in finding_objects(batch) if f["kind"] != "title"]
        truth |= {"text": str(file), "article": path.stem}
        (folder / f"{path.stem}.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        out.append(Article(path.stem, gold.style(text, truth), text, truth, found, len(batch.references), seconds))
    return out


def figures(line: str) -> dict[str, float]:
    """The scorer's line as numbers; what it could not measure is left out."""
    return {name: float(value) for name, value in re.findall(r"(\w+)=(\d+(?:\.\d+)?)", line)}


def report(gold: ModuleType, name: str, articles: Sequence[Article], labels: dict[str, Any]) -> dict[str, float]:
    """Print and return the figures of some articles."""
    line = gold.score([a.pair for a in articles], labels)
    lists = sum(a.references == a.truth["references"] for a in articles) / len(articles)
    print(f"{name}: {line} lists={100 * lists:.1f}")
    return figures(line)


def splitters(articles: Sequence[Article], labels: dict[str, Any]) -> None:
    """Boundary F1 and speed of sentence splitters over the labelled articles, paragraph by paragraph."""
    for name, splitter in _splitters().items():
        right = wanted = given = 0
        seconds = 0.0
        for article in articles:
            mark = labels.get(article.name)
            if mark is None:
                continue
            gold = {_edge(article.text, a, b) for a, b in mark["sentences"]}
            started = time.process_time()
            cut = [(p + a, p + b) for p, part in _paragraphs(article) for a, b in splitter(part)]
            seconds += time.process_time() - started
            got = {_edge(article.text, a, _before_name(article.text, a, b, mark["attributions"])) for a, b in cut}
            got -= {_edge(article.text, a, b) for a, b in mark["attributions"]}
            right, wanted, given = right + len(got & gold), wanted + len(gold), given + len(got)
        print(f"{name}: F1 {200 * right / (wanted + given):.1f}, {seconds:.2f} s")


def _splitters() -> dict[str, Splitter]:
    out: dict[str, Splitter] = {"own": split}
    try:
        import pysbd
        import sentencex
        from syntok import segmenter
    except ImportError as error:
        print(f"other splitters left out: {error}")
        return out
    rules = pysbd.Segmenter(language="en", clean=False, char_span=True)
    out["pysbd"] = lambda text: [(s.start, s.start + len(s.sent.rstrip())) for s in rules.segment(text)]
    out["syntok"] = lambda text: [
        (s[0].offset, s[-1].offset + len(s[-1].value)) for part in segmenter.analyze(text) for s in map(list, part)
    ]
    out["sentencex"] = lambda text: _placed(text, sentencex.segment("en", text))
    return out


def _placed(text: str, parts: Sequence[str]) -> list[tuple[int, int]]:
    """Offsets for a splitter that gives strings only."""
    out, at = [], 0
    for part in parts:
        found = text.find(part.strip(), at)
        if part.strip() and found >= 0:
            at = found + len(part.strip())
            out.append((found, at))
    return out


def _paragraphs(article: Article) -> list[tuple[int, str]]:
    low, high = article.truth["body"]
    heads = {place for place, _ in article.truth["sections"]}
    found = re.finditer(r"[^\n]+", article.text[low:high])
    return [(low + m.start(), m[0]) for m in found if m[0].strip() and low + m.start() not in heads]


def _edge(text: str, a: int, b: int) -> tuple[int, ...]:
    inner = [i for i in range(a, b) if text[i].isalnum()]
    return (inner[0], inner[-1]) if inner else ()


def _before_name(text: str, a: int, b: int, names: Sequence[Sequence[int]]) -> int:
    """A speaker named after a quotation may be kept in the sentence: the labels allow both."""
    return next((len(text[:x].rstrip()) for x, y in names if a < x < b <= y), b)


def peak_memory() -> float | None:
    """Highest resident size of this process in MB, where the system tells."""
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def main() -> int:
    """Command line; 1 if a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", metavar="FIGURE", help="list the articles by this figure, worst first")
    parser.add_argument("--splitters", action="store_true", help="weigh other sentence splitters")
    options = parser.parse_args()
    if not GOLD.is_dir() or importlib.util.find_spec("lxml") is None:
        print(f"left out: needs {GOLD} and lxml (pip install lxml)")
        return 0
    gold = scorer()
    labels = json.loads((GOLD / "sentences.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        articles = load(gold, Path(folder))
    everything = report(gold, "all", articles, labels)
    bracketed = report(gold, "bracketed", [a for a in articles if a.style == "bracket"], labels)
    report(gold, "labelled", [a for a in articles if a.name in labels], labels)
    speed = len(articles) / sum(a.seconds for a in articles)
    memory = peak_memory()
    print(f"speed: {speed:.1f} articles a second; memory: {memory and round(memory)} MB, texts and scorer included")
    if options.each:
        rows = [(figures(gold.score([a.pair], labels)), a) for a in articles]
        for row, article in sorted(rows, key=lambda r: r[0].get(options.each, 101.0))[:40]:
            print(f"  {article.name} {article.style} {row}")
    if options.splitters:
        splitters(articles, labels)
    broken = [f"{k} {bracketed[k]}" for k, least in BRACKETED.items() if bracketed[k] < least]
    broken += [f"crossing {bracketed['crossing']}"] * (bracketed["crossing"] > MOST_CROSSING)
    broken += [f"sentence F1 {everything['sentenceF1']}"] * (everything["sentenceF1"] < SENTENCES)
    broken += [f"speed {speed:.1f}"] * (speed < LEAST_SPEED)
    broken += [f"memory {memory:.0f}"] * (memory is not None and memory > MOST_MEMORY)
    print("bounds kept" if not broken else "broken: " + ", ".join(broken))
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
