"""Libraries of 20,000 entries read into Records and written again, in every format, on one core.

    python benchmarks/libraries.py [--count N] [--file FILE …] [--findings] [--decoding]

The entries are invented, each with an abstract of 1,500 characters; every third has accents as commands. Bound: 2,000
entries a second from text to Records. `--findings` also reads the findings in titles and abstracts; `--file` measures
files of one's own; `--decoding` also how many entries a second bibtexparser's own decoding of LaTeX makes of the first
1,000.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import ingest  # noqa: E402 - after the checkout is on the path
from bib.formats import FORMATS, Format  # noqa: E402
from bib.model import Date, Person, Reference, Source  # noqa: E402

LEAST = 2000.0
_WORDS = "peers carers wards oak ash homes trials risk harm hope nurses costs stays falls sleep pain text young".split()
_FAMILIES = "Ash Bäcker Çelik Dubois Évrard Fir Gómez Holm Iversen Järvi Kovář Łuczak Müller Nyström O'Hara".split()


def references(count: int) -> list[Reference]:
    """Invented works, the same each time."""
    chance = random.Random(6)
    return [_reference(chance, n) for n in range(count)]


def _reference(chance: random.Random, n: int) -> Reference:
    def words(many: int) -> str:
        return " ".join(chance.choices(_WORDS, k=many)).capitalize()

    sentences = [f"{words(11)}, and {words(4).lower()} fell ({chance.randint(1, 9)}%)." for _ in range(14)]
    other = (("abstract", " ".join(sentences)), ("keyword", "; ".join(chance.sample(_WORDS, 4))), ("ISSN", "1234-5678"))
    people = tuple(
        Person(family=chance.choice(_FAMILIES if n % 3 == 0 else ["Ash", "Birch", "Elm"]), given=chance.choice("ABCDE"))
        for _ in range(chance.randint(1, 8))
    )
    return Reference(
        kind="article-journal",
        title=f"{words(9)}: {words(4).lower()} & more",
        people=people,
        date=Date(chance.randint(1980, 2026), chance.randint(1, 12)),
        container=f"Journal of {words(2)}",
        volume=str(chance.randint(1, 90)),
        issue=str(chance.randint(1, 12)),
        pages=f"{n}–{n + 9}",
        doi=f"10.5555/invented.{n}",
        pmid=str(10_000_000 + n),
        url=f"https://example.org/works/{n}",
        other=other,
    )


def _accents(text: str) -> str:
    """BibTeX as older programs write it: accents as commands."""
    table = {"ä": '{\\"a}', "Ç": "{\\c C}", "É": "{\\'E}", "ó": "{\\'o}", "ü": '{\\"u}', "ö": '{\\"o}', "Ł": "{\\L}"}
    return text.translate(str.maketrans(table | {"ř": "{\\v r}", "á": "\\'a"}))


def measure(row: Format, text: str, name: str, findings: bool) -> float:
    """Print what reading a text takes; entries a second from text to Records."""
    assert row.read
    source = Source(name, "0" * 64, "0" * 64, "text@1", text)
    started = time.process_time()
    entries, problems = row.read(source)
    taken = time.process_time() - started
    rate = len(entries) / max(taken, 1e-9)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said = f"{rate:7.0f} a second into Records; {len(problems)} problems; {peak} MB"
    print(f"{row.name:9} {len(entries):6} entries, {len(text) / 1e6:5.1f} MB: {said}")
    if findings:
        started = time.process_time()
        batch = ingest.read(text.encode(), name)
        each = len(entries) / (time.process_time() - started)
        print(f"{row.name:9} with {len(batch.findings)} findings of titles and abstracts: {each:7.0f} a second")
    return rate


def decoding(text: str) -> None:
    """Print how fast bibtexparser decodes LaTeX."""
    import bibtexparser
    from bibtexparser.middlewares import LatexDecodingMiddleware

    part = "\n}\n".join(text.split("\n}\n")[:1000]) + "\n}\n"
    started = time.process_time()
    library = bibtexparser.parse_string(part, append_middleware=[LatexDecodingMiddleware()])
    taken = time.process_time() - started
    print(f"bibtexparser with its LaTeX decoding: {len(library.entries) / taken:.0f} entries a second")


def main() -> int:
    """Command line; 1 if the bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--file", type=Path, nargs="+", default=[])
    parser.add_argument("--findings", action="store_true")
    parser.add_argument("--decoding", action="store_true")
    options = parser.parse_args()
    for path in options.file:
        text = path.read_text("utf-8", errors="replace")
        row = next((row for row in FORMATS if row.read and row.looks_like(text)), None)
        if row is not None:
            measure(row, text, path.name, options.findings)
    if options.file:
        return 0
    pairs = [(f"k{n}", reference) for n, reference in enumerate(references(options.count))]
    rates = []
    for row in FORMATS:
        assert row.write
        started = time.process_time()
        text = row.write(pairs)
        print(f"{row.name:9} written: {len(pairs) / (time.process_time() - started):7.0f} a second")
        text = _accents(text) if row.name == "bibtex" else text
        rates.append(measure(row, text, f"library{row.suffixes[0]}", options.findings))
        if options.decoding and row.name == "bibtex":
            decoding(text)
    broken = min(rates) < LEAST
    print("bound broken" if broken else "bound kept")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
