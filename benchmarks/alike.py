"""Ten commands of the README over 100 articles, on a store in a folder and on a Neo4j server: are the bytes the same?

    python benchmarks/alike.py [--articles N] [--keep FOLDER]

The library is made as in merging.py; the server's is made by the same `kb add` again, not copied. Times are of whole
processes. Exits with 1 when an answer differs. --keep: the folder's library is made in FOLDER, or taken from there.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import merging  # noqa: E402 - its folder is on the path only now

CLAIM = merging.CLAIMS[1]
QUESTIONS = (
    ("evidence", CLAIM, "--json", "--limit", "0"),
    ("evidence", "anxiety predicts mortality", "--json"),
    ("papers", "--json"),
    ("claims", "--json"),
    ("problems", "--json"),
    ("export", "bibtex"),
    ("query", "counts", "--json"),
    ("query", "reported_findings", "--json"),
    (
        "cypher",
        "MATCH (p:Paper)-[c:CITES]->(q:Paper) RETURN p.id AS p, q.id AS q, c.number AS n ORDER BY p, n, q",
        "--json",
    ),
    ("export", "reading-list", "--claim", CLAIM),
)


def timed(env: dict[str, str], store: str, words: Sequence[str]) -> tuple[bytes, float]:
    """What a command printed, and the seconds it took."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "kb.cli", "--store", store, *words]
    done = subprocess.run(command, env=env, check=True, capture_output=True)
    return done.stdout, time.perf_counter() - started


def compare(env: dict[str, str], folder: str, server: str) -> int:
    """Ask both; how many answers differ."""
    differ = 0
    for words in QUESTIONS:
        (here, quick), (there, slow) = timed(env, folder, words), timed(env, server, words)
        differ += here != there
        said = "the same bytes" if here == there else "DIFFERENT"
        print(f"kb {' '.join(words)[:62]:62} {len(here):9,} bytes  {quick:6.2f} s  {slow:6.2f} s  {said}", flush=True)
    return differ


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args(words)
    if not merging.GOLD.is_dir() and not asked.keep:
        print(f"left out: needs the gold files, others' texts and so not in the repository: put them in {merging.GOLD}")
        return 0
    from tests.server.neo4j import USER, Unavailable, running

    with tempfile.TemporaryDirectory(prefix="kb-bench-") as name:
        folder, home = Path(name), Path(name) / "home"
        whole, _ = merging.library(merging.Bench({}), asked.keep or folder, asked.articles)
        login = {"NEO4J_USERNAME": USER, "NEO4J_PASSWORD": "for-the-bench"}
        try:
            with running(home, password="for-the-bench") as server:
                bench = merging.Bench(login)
                files = sorted(str(file) for file in ((asked.keep or folder) / "texts").glob("*.txt"))
                started = time.perf_counter()
                bench.kb("--store", server.bolt, "--quiet", "add", *files)
                print(f"added {len(files)} articles to the server in {time.perf_counter() - started:.1f} s")
                for claim in merging.CLAIMS:
                    bench.kb("--store", server.bolt, "--quiet", "claim", "add", claim)
                return int(compare({**os.environ, **bench.env}, whole, server.bolt) > 0)
        except Unavailable as error:
            print(f"left out: {error}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
