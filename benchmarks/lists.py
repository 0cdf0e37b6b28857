"""Reference lists in every layout that people paste: how many come back whole, layout by layout, and how fast.

    python benchmarks/lists.py [LAYOUT …] [--half odd|even] [--every N] [--show N]

Draws the real references of the gold articles beside the project in the layouts of `benchmarks/layouts.py`, splits them
and prints for each layout the share of lists with exactly the right number of items, the share of items with exactly
the right bounds (number and link words off, letter by letter), and how many references are split in a second of
processor time. --half: articles with an odd or even PMC number; --every: every Nth article; --show: so many wrong
lists. Articles whose files keep names without spaces between are left out: no page prints them so. Needs
../shared/gold. A layout under the floor makes the exit code 1.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.layouts import LAYOUTS, Drawn, Layout, Work, letters  # noqa: E402 - after the checkout is on the path
from benchmarks.papers import GOLD, scorer  # noqa: E402
from bib.model import Source  # noqa: E402
from ingest.references.item import core  # noqa: E402
from ingest.references.split import split_auto  # noqa: E402

FLOOR = 97.0  # per cent of lists with exactly the right number of items
# Names as no page prints them ("BarnesH.McDonaldJ."): some files keep them without the spaces between.
_GLUED = re.compile(r"[A-Z][^\W\d_]*[a-zà-ÿ](?:[A-Z]{1,3}(?=[A-Z][a-zà-ÿ]|[:., ])|[A-Z]\. ?[A-Z]\.)")
FEWEST = 5  # references of a list that is asked


@dataclass(frozen=True)
class Figures:
    """What became of one layout's lists. lists, items: how many; whole: lists of the right length; right: items with
    the right bounds; seconds: processor time; wrong: (name, text, what came) of lists of another length."""

    lists: int
    items: int
    whole: int
    right: int
    seconds: float
    wrong: tuple[tuple[str, Drawn, list[str]], ...]


def works(gold: Any, path: Path) -> list[Work]:
    """The references of an article, as printed, with names, title and source for the layouts that part them."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, load_dtd=False, resolve_entities=False, huge_tree=True)
    root = etree.parse(str(path), parser).getroot()
    out = []
    for ref in root.iter("ref"):
        cites = [e for e in ref.iter() if gold.name(e) in ("mixed-citation", "element-citation", "citation")]
        if cites and (printed := gold.printed(cites[0])):
            out.append(_work(cites[0], printed))
    return out


def _work(cite: Any, printed: str) -> Work:
    def text(tag: str) -> str:
        found = cite.find(f".//{tag}")
        return " ".join("".join(found.itertext()).split()) if found is not None else ""

    people = [(n.findtext("given-names") or "", n.findtext("surname") or "") for n in cite.iter("name", "string-name")]
    names = ", ".join(f"{'.'.join(g.replace('.', ' ').split())}. {f}" for g, f in people if g and f)
    where = f"{text('source')}, {text('volume')} ({text('year')}), pp. {text('fpage')}-{text('lpage') or text('fpage')}"
    whole = bool(text("source") and text("year"))
    family = people[0][1] if people else ""
    return Work(printed, names, text("article-title"), where if whole else "", text("year"), family)


def measure(layout: Layout, lists: Sequence[tuple[str, list[Work]]]) -> Figures:
    """Draw, split and compare."""
    items = whole = right = 0
    seconds = 0.0
    wrong = []
    for name, listed in lists:
        drawn = layout.draw(listed)
        source = Source(name, "", "", "text@1", drawn.text)
        started = time.process_time()
        found, _ = split_auto(source, 0, len(drawn.text))
        seconds += time.process_time() - started
        seen = [core(drawn.text, item) for item in found]
        items += len(listed)
        whole += len(found) == len(listed)
        right += _agreeing(drawn, [letters(text) for text in seen])
        if len(found) != len(listed) or _agreeing(drawn, [letters(text) for text in seen]) < len(listed):
            wrong.append((name, drawn, seen))
    return Figures(len(lists), items, whole, right, seconds, tuple(wrong))


def _agreeing(drawn: Drawn, seen: Sequence[str]) -> int:
    """How many of the drawn items were found, in order; those found in vain cost nothing here."""
    wanted = [letters(text) for text in drawn.cores]
    at = count = 0
    for text in wanted:
        try:
            at = seen.index(text, at) + 1
            count += 1
        except ValueError:
            continue
    return count


def show(figures: Figures, most: int) -> None:
    """Print where the first lists of another length went wrong."""
    for name, drawn, seen in figures.wrong[:most]:
        wanted = [letters(text) for text in drawn.cores]
        print(f"    {name}: {len(seen)} of {len(drawn.cores)}")
        for k, text in enumerate(t for t in seen if letters(t) not in wanted):
            if k < 4:
                print(f"      found  {text[:300]!r}{'…' + repr(text[-100:]) if len(text) > 300 else ''}")


def _lists(gold: Any, options: argparse.Namespace) -> Iterator[tuple[str, list[Work]]]:
    paths = sorted((GOLD / "jats").glob("*.nxml"))
    if options.half:
        paths = [p for p in paths if int(p.stem[3:]) % 2 == (options.half == "odd")]
    for path in paths[:: options.every]:
        listed = works(gold, path)
        glued = sum(_GLUED.match(work.printed) is not None for work in listed)
        if len(listed) >= FEWEST and glued * 5 < len(listed):
            yield path.stem, listed


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("layouts", nargs="*", help="these layouts; none = all")
    parser.add_argument("--half", choices=("odd", "even"), help="articles with such a PMC number")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every Nth article")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="so many wrong lists of each layout")
    options = parser.parse_args()
    if not GOLD.is_dir():
        print(f"left out: needs {GOLD}")
        return 0
    lists = list(_lists(scorer(), options))
    low = 0
    print(f"{'layout':26} lists  right length %  right bounds %  references/s")
    for layout in LAYOUTS:
        if options.layouts and layout.name not in options.layouts:
            continue
        got = measure(layout, lists)
        share, bounds = 100 * got.whole / got.lists, 100 * got.right / got.items
        low += share < FLOOR
        speed = got.items / max(got.seconds, 0.001)
        print(f"{layout.name:26} {got.lists:5} {share:15.1f} {bounds:15.1f} {speed:13,.0f}", flush=True)
        show(got, options.show)
    print(f"{low} layouts under {FLOOR} %")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
