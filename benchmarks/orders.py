"""The 420 articles added in five random orders: one graph? And how long duplicates, merge and unmerge take on it.

    python benchmarks/orders.py [--articles N] [--orders N] [--engine arcadedb|neo4j|both]

Each article is read once (JATS); each order makes a new store, in batches of twenty as `kb add` writes them. Bounds:
one digest over all orders and engines; `kb duplicates` under 5 s, merge and unmerge under 0.3 s each (medians of five).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.papers import GOLD  # noqa: E402 - after the checkout is on the path
from ingest import read  # noqa: E402
from kb import concepts  # noqa: E402
from kb.base import Base  # noqa: E402
from kb.digest import digest  # noqa: E402
from kb.duplicates import duplicates  # noqa: E402
from kb.facts import Facts, facts_of  # noqa: E402
from kb.sameness import Sameness  # noqa: E402
from kb.store import Store, open_store  # noqa: E402

AT_ONCE = 20
MOST_DUPLICATES, MOST_MERGE = 5.0, 0.3


def read_all(count: int | None) -> list[Facts]:
    """The facts of the articles, in the order of their names."""
    out = []
    for path in sorted((GOLD / "jats").glob("*.nxml"))[:count]:
        batch = read(path.read_bytes(), path.name)
        out.append(facts_of(batch, by=batch.source.name, at="2026-01-01T00:00:00+00:00", path=None))
    return out


def fill(base: Base, facts: Sequence[Facts]) -> float:
    """Seconds that adding takes."""
    started = time.monotonic()
    with base.trailing():
        for n in range(0, len(facts), AT_ONCE):
            base.add_all(facts[n : n + AT_ONCE])
    return time.monotonic() - started


def one_work(base: Base) -> tuple[float, float, float, int]:
    """Seconds of duplicates, of a merge and of an unmerge (medians of five), and how many pairs there are."""
    started = time.monotonic()
    found = duplicates(base.store, 0.8)
    listing = time.monotonic() - started
    merging, parting = [], []
    before = digest(base.store)
    for n, pair in enumerate([p for p in found if not p.likeness.version][:5]):

        def say(second: int, *, n: int = n) -> Sameness:
            return Sameness(base.store, "bench", f"2026-01-01T00:{n:02}:{second:02}+00:00")

        started = time.monotonic()
        base.decide(say(0).merge([pair.a["id"], pair.b["id"]]).decided)
        merging.append(time.monotonic() - started)
        started = time.monotonic()
        base.decide(say(1).unmerge(min(pair.a["id"], pair.b["id"])).decided)
        parting.append(time.monotonic() - started)
    if digest(base.store) != before:
        print("  a merge undone left another graph")
        return listing, 99.0, 99.0, len(found)
    return listing, median(merging or [0.0]), median(parting or [0.0]), len(found)


def run(engine: str, open_empty: Callable[[], Store], facts: Sequence[Facts], orders: int) -> tuple[set[str], bool]:
    """Digests of all orders on one engine, and whether the bounds of time were kept."""
    digests, kept = set(), True
    for n in range(orders):
        order = list(facts)
        random.Random(n).shuffle(order)
        with Base(open_empty(), concepts.load(), "bench", None) as base:
            seconds = fill(base, order)
            digests.add(found := digest(base.store))
            print(f"{engine}, order {n + 1}: {found[:16]}  {seconds:.1f} s", flush=True)
            if n == orders - 1:
                listing, merging, parting, pairs = one_work(base)
                print(
                    f"{engine}: duplicates {listing:.2f} s, {pairs} pairs; merge {merging:.3f} s, back {parting:.3f} s"
                )
                kept = listing < MOST_DUPLICATES and merging < MOST_MERGE and parting < MOST_MERGE
    return digests, kept


def main(words: Sequence[str]) -> int:
    """Command line; 1 if digests differ or a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int)
    parser.add_argument("--orders", type=int, default=5)
    parser.add_argument("--engine", choices=("arcadedb", "neo4j", "both"), default="both")
    asked = parser.parse_args(words)
    if not GOLD.is_dir():
        print(f"left out: needs {GOLD}")
        return 0
    started = time.monotonic()
    facts = read_all(asked.articles)
    print(f"{len(facts)} articles read in {time.monotonic() - started:.1f} s", flush=True)
    digests: set[str] = set()
    kept = True
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as name:
        if asked.engine != "neo4j":
            numbers = iter(range(asked.orders))
            found, well = run(
                "arcadedb", lambda: open_store(f"{name}/{next(numbers)}", create=True), facts, asked.orders
            )
            digests, kept = digests | found, kept and well
        if asked.engine != "arcadedb":
            found, well = on_server(Path(name), facts, asked.orders)
            digests, kept = digests | found, kept and well
    print(f"{len(digests)} digest{'' if len(digests) == 1 else 's'}; bounds {'kept' if kept else 'broken'}")
    return int(len(digests) > 1 or not kept)


def on_server(home: Path, facts: Sequence[Facts], orders: int) -> tuple[set[str], bool]:
    """The same on a Neo4j server of its own, emptied for each order."""
    from tests.server.neo4j import USER, Unavailable, running
    from tests.server.plugin import Database

    try:
        with running(home / "server", password="for-the-bench") as server:
            database = Database(server.bolt, USER, "for-the-bench")

            def open_empty() -> Store:
                database.empty()
                return open_store(server.bolt, create=True, login=database.login)

            try:
                return run("neo4j", open_empty, facts, orders)
            finally:
                database.close()
    except Unavailable as error:
        print(f"neo4j: left out: {error}")
        return set(), True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
