"""A book as a PDF: time and memory of reading it, in a process of its own.

    python benchmarks/long_pdf.py [PAGES …]

Draws a PDF of full pages, two columns with running heads, stamps, headings and raised markers; 300 pages
unless told.
Bound: under 500 MB at 300 pages. Needs reportlab.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from itertools import count, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_MEGABYTES = 500.0
AT_PAGES = 300

READ = """
import sys, time
from benchmarks.papers import peak_memory
from ingest import read
data = open(sys.argv[1], "rb").read()
started = time.process_time()
batch = read(data, "book.pdf")
print(time.process_time() - started, peak_memory() or 0.0, len(batch.findings), len(batch.source.text))
"""


def book(pages: int) -> bytes:
    """The file: some 700 words a page."""
    from tests.ingest.readers.pdfs import HEIGHT, Drawn

    drawn = Drawn()
    sentences = (
        f"Peer workers in town {n} saw {n % 70 + 20} people a week, and fewer of them came back.^{n % pages + 1}^"
        for n in count(1)
    )
    for page in range(1, pages + 1):
        drawn.furniture(page, pages)
        for x in (60, 310):
            drawn.at = 80.0
            if page % 10 == 1:
                drawn.heading(x, f"Ward number {page} in column {x // 250 + 1}")
            while drawn.at < HEIGHT - 120:
                drawn.paragraph(x, 225, " ".join(islice(sentences, 5)), indent=10)
        drawn.page()
    return drawn.bytes()


def main() -> int:
    """Command line; 1 if the bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", type=int, default=[AT_PAGES])
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    kept = True
    for pages in options.pages:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "book.pdf"
            path.write_bytes(book(pages))
            size = path.stat().st_size / 1e6
            done = subprocess.run([sys.executable, "-c", READ, str(path)], cwd=ROOT, check=True, capture_output=True)
        seconds, memory, findings, letters = map(float, done.stdout.split())
        print(
            f"{pages} pages ({size:.1f} MB): {seconds:.1f} s of processor time, {memory:.0f} MB,"
            f" {findings:.0f} findings, {letters:.0f} characters"
        )
        kept = kept and not (pages <= AT_PAGES and memory > MOST_MEGABYTES)
    print("bound kept" if kept else "bound broken")
    return not kept


if __name__ == "__main__":
    sys.exit(main())
