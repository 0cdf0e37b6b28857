"""Articles in any form: how well each form is read, split by citation style, and how fast.

    python benchmarks/forms.py text|jats|html|docx|pdf|jats_half|html_half|docx_half … [--each FIGURE] [--only PMC…]
                               [--half even|odd] [--first N] [--style STYLE]

Makes the form of every gold article beside the project (`benchmarks/makers`, one file a form; "jats" is the file
itself, "…_half" has lost every second of its links), reads it, and asks the scorer beside the articles; what is read
from a form is compared with the text that a person would paste, by its letters. `--each section` lists the articles
by a figure, worst first. Needs ../shared/gold.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.papers import GOLD, figures, peak_memory, scorer  # noqa: E402 - after the checkout is on the path
from ingest import read  # noqa: E402
from kb.show import finding_objects  # noqa: E402


@dataclass(frozen=True)
class Made:
    """One article in one form, and what was read out of it. text: as pasted; own: the form's canonical
    text; seconds: processor time of the reading."""

    name: str
    style: str
    truth: dict[str, Any]
    text: str
    found: list[dict[str, Any]]
    own: str
    references: int
    seconds: float

    @property
    def pair(self) -> tuple[dict[str, Any], list[dict[str, Any]], str, str]:
        """As the scorer takes it."""
        return self.truth, self.found, self.text, self.own


def articles(form: str, paths: Sequence[Path], gold: ModuleType, folder: Path) -> list[Made]:
    """Make, read and keep every article of one form; folder keeps the made files."""
    maker = import_module(f"benchmarks.makers.{form}")
    out = []
    for path in paths:
        text, truth = gold.article(str(path))
        truth |= {"article": path.stem}
        for name, data in maker.make(path, text, folder):
            started = time.process_time()
            batch = read(data, name)
            seconds = time.process_time() - started
            found = finding_objects(batch)
            style = gold.style(text, truth)
            own = batch.source.text
            out.append(Made(path.stem, style, truth, text, found, own, len(batch.references), seconds))
    return out


def report(gold: ModuleType, name: str, made: Sequence[Made], labels: dict[str, Any]) -> None:
    """Print the figures of some articles."""
    if made:
        line = gold.score([m.pair for m in made], labels)
        lists = sum(m.references == m.truth["references"] for m in made) / len(made)
        print(f"{name}: {line} lists={100 * lists:.1f}", flush=True)


def chosen(gold: ModuleType, options: argparse.Namespace) -> list[Path]:
    """The articles asked for."""
    paths = sorted((GOLD / "jats").glob("*.nxml"))
    if options.only:
        paths = [p for p in paths if p.stem in options.only]
    if options.half:
        paths = [p for p in paths if int(p.stem[-1]) % 2 == (options.half == "odd")]
    if options.style:
        paths = [p for p in paths if gold.style(*gold.article(str(p))) == options.style]
    return paths[: options.first]


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("forms", nargs="*", default=["text", "jats"])
    parser.add_argument("--each", metavar="FIGURE", help="list the articles by this figure, worst first")
    parser.add_argument("--only", nargs="+", metavar="PMC", help="these articles")
    parser.add_argument("--half", choices=("even", "odd"), help="articles with such a PMC number")
    parser.add_argument("--first", type=int, metavar="N", help="so many articles")
    parser.add_argument("--style", help="articles of one citation style")
    parser.add_argument("--keep", metavar="DIR", help="keep the made files here")
    options = parser.parse_args()
    if not GOLD.is_dir():
        print(f"left out: needs {GOLD}")
        return 0
    gold = scorer()
    labels = json.loads((GOLD / "sentences.json").read_text("utf-8"))
    paths = chosen(gold, options)
    for form in options.forms:
        with tempfile.TemporaryDirectory() as folder:
            made = articles(form, paths, gold, Path(options.keep or folder))
        report(gold, f"{form}, all", made, labels)
        for style in sorted({m.style for m in made}):
            report(gold, f"{form}, {style}", [m for m in made if m.style == style], labels)
        speed = len(made) / max(sum(m.seconds for m in made), 0.001)
        memory = peak_memory()
        print(
            f"{form}: {speed:.1f} articles a second; memory with the scorer {memory and round(memory)} MB", flush=True
        )
        if options.each:
            rows = [(figures(gold.score([m.pair], labels)), m) for m in made]
            for row, m in sorted(rows, key=lambda r: r[0].get(options.each, 101.0))[:40]:
                print(f"  {m.name} {m.style} {row} references={m.references}/{m.truth['references']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
