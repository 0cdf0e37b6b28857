"""Libraries that read PDF, weighed on printed articles: speed, memory, and how much of the words comes out right.

    python benchmarks/pdf_libraries.py FOLDER [--first N]

FOLDER holds PMC….pdf printed by `benchmarks/forms.py pdf --keep FOLDER`. Each library gives every character with its
box and font, in a process of its own. words = share of the article's words (those of the text a person would paste)
that stand in the text it gives, hyphens at line ends joined. Needs ../shared/gold, and pypdfium2, pdfminer.six,
pdfplumber and pypdf (pip install them). None is under AGPL: PyMuPDF is, so it is not weighed.
"""

from __future__ import annotations

import argparse
import collections
import importlib
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.papers import GOLD, peak_memory, scorer  # noqa: E402 - after the checkout is on the path

LIBRARIES = ("pypdfium2", "pdfminer", "pdfplumber", "pypdf")
Counts = tuple[str, int, int]  # text, characters with a box, characters with a font


def pypdfium2(path: Path) -> Iterator[Counts]:
    """Boxes and fonts through the reader's own layer."""
    from ingest.readers.pdf import chars

    for page in chars.pages(path.read_bytes(), 10_000).pages:
        letters = sum(len(w.text) for w in page.words)
        yield " ".join(w.text + "\n" * w.last for w in page.words), letters, letters


def pdfminer(path: Path) -> Iterator[Counts]:
    """Its layout analysis, character by character."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTChar, LTTextContainer

    for page in extract_pages(path):
        text, boxes = "", 0
        for block in page:
            if isinstance(block, LTTextContainer):
                text += block.get_text()
                boxes += sum(isinstance(c, LTChar) and bool(c.fontname) for line in block for c in line)
        yield text, boxes, boxes


def pdfplumber(path: Path) -> Iterator[Counts]:
    """Its characters and its text."""
    import pdfplumber

    with pdfplumber.open(path) as opened:
        for page in opened.pages:
            found = page.chars
            yield page.extract_text(), len(found), sum(bool(c["fontname"]) for c in found)
            page.close()


def pypdf(path: Path) -> Iterator[Counts]:
    """Text only: it gives no boxes of characters."""
    from pypdf import PdfReader

    for page in PdfReader(path).pages:
        yield page.extract_text(), 0, 0


def words(text: str) -> collections.Counter[str]:
    """The words of three letters and more, line-end hyphens joined."""
    joined = re.sub(r"(?<=\w)[-\u2010\u00ad\ufffe]\s*\n\s*", "", text)
    return collections.Counter(re.findall(r"[^\W\d_]{3,}", joined.casefold()))


def child(name: str, paths: list[Path]) -> None:
    """Read all files with one library and print the figures as JSON."""
    importlib.import_module({"pdfminer": "pdfminer.high_level"}.get(name, name))
    before = peak_memory() or 0.0
    gold, right, wanted, pages, boxes, fonts, seconds = scorer(), 0, 0, 0, 0, 0, 0.0
    for path in paths:
        started = time.process_time()
        got = list(globals()[name](path))
        seconds += time.process_time() - started
        text, truth = gold.article(str(GOLD / "jats" / (re.match(r"PMC\d+", path.name) or [path.stem])[0]) + ".nxml")
        asked = words(text[truth["body"][0] : truth["body"][1]])
        right += (asked & words("\n".join(part for part, _, _ in got))).total()
        wanted += asked.total()
        pages, boxes, fonts = pages + len(got), boxes + sum(c[1] for c in got), fonts + sum(c[2] for c in got)
    print(
        json.dumps(
            {
                "pages a second": round(pages / seconds, 1),
                "articles a second": round(len(paths) / seconds, 2),
                "words %": round(100 * right / wanted, 2),
                "characters with box": boxes,
                "with font": fonts,
                "MB above import": round((peak_memory() or 0.0) - before),
            }
        )
    )


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--first", type=int, default=20)
    parser.add_argument("--child", choices=LIBRARIES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    paths = sorted(options.folder.glob("PMC*.pdf"))[: options.first]
    if options.child:
        child(options.child, paths)
        return 0
    for name in LIBRARIES:
        command = [sys.executable, __file__, str(options.folder), "--first", str(options.first), "--child", name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        print(f"{name}: {done.stdout.strip() or 'left out: ' + done.stderr.strip().splitlines()[-1]}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
