"""How many references a second: splitting, link words, identifiers, grammars; one process, CPU time.

    python benchmarks/references.py [--file LINES.txt] [--times 5]

Without a file the invented examples below are read over and over; with one, its lines (one reference each).
The floor is 3,000 a second on one core of a small machine; below it the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bib.model import Source
from ingest.references import read_list

FLOOR = 3_000
EXAMPLES = (
    "Ash, B., & Birch, C. (2011). Peers at the ward door: a trial. Journal of Invented Care, 10(2), 238–250. "
    "CrossRefPubMedGoogle Scholar",
    "Elm D, Oak E, Pine F, et al. Risk and its uses in early services. J Invent Care. 2014;3(1):12–9. "
    "doi: 10.5555/jic.2014.12 pmid:12345678",
    "Yew G, van der Hazel H (2009) Three kinds of listening. Annals of Made-up Nursing 3: e1001.",
    "Rowan, I. (2007). Starting again. In J. Maple & K. Larch (Eds.), Handbook of second chances (pp. 11–29). "
    "London: Fir Press.",
    "Department of Trees. (2012). No wood without trees. Leeds: Department of Trees. Google Scholar",
    "Alder L. A., Holm M. (2016). What helps. Front. Invent. 7:452. doi: 10.5555/finv.2016.00452",
)


def measure(lines: list[str], times: int) -> float:
    """References a second, the best of several runs."""
    text = "\n".join(lines) + "\n"
    source = Source("benchmark", "", "", "text@1", text)
    best = 0.0
    for _ in range(times):
        start = time.process_time()
        references, _ = read_list(source, 0, len(text), "lines")
        best = max(best, len(references) / (time.process_time() - start))
    return best


def main() -> int:
    """Measure, print, compare with the floor."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--file", type=Path, help="text with one reference a line")
    options.add_argument("--times", type=int, default=5, help="runs; the best counts")
    chosen = options.parse_args()
    lines = chosen.file.read_text("utf-8").splitlines() if chosen.file else list(EXAMPLES) * 300
    speed = measure(lines, chosen.times)
    print(f"{len(lines):,} references, {speed:,.0f} a second (floor {FLOOR:,})")
    return 0 if speed >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
