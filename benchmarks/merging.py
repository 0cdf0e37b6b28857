"""A library of 100 articles pushed and pulled: how long each way takes, and whether the graphs are equal.

    python benchmarks/merging.py [--articles N] [--keep FOLDER]

Makes of articles of the gold files beside the project the texts a person would paste, adds them to a store in a folder,
and runs `kb push` and `kb pull` as processes: into a new folder, into a folder that holds half of them, and the same
with a Neo4j server, where Java and Maven are. Bounds: 30 s each, digests equal, a second time brings nothing.
--keep: the library is made in FOLDER, or taken from there if it was made before. Needs lxml (pip install lxml) and
../shared/gold.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
sys.path.insert(0, str(ROOT))

CLAIMS = ("peer support reduces readmission", "exercise improves quality of life", "stigma hinders help-seeking")
MOST_SECONDS = 30.0


def made(folder: Path, count: int) -> None:
    """Write articles as texts."""
    spec = importlib.util.spec_from_file_location("papers_gold", GOLD / "papers.py")
    assert spec
    assert spec.loader
    gold = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(gold)
    folder.mkdir(parents=True)
    for path in sorted((GOLD / "jats").glob("*.nxml"))[:count]:
        (folder / f"{path.stem}.txt").write_text(gold.article(str(path))[0], encoding="utf-8", newline="")


class Bench:
    """Runs `kb` and keeps what it took. env: with the login of a server."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = {**os.environ, "PYTHONPATH": str(ROOT), "KB_PERSON": "bench", **env}
        self.failed = False

    def kb(self, *words: str) -> str:
        command = [sys.executable, "-m", "kb.cli", *words]
        return subprocess.run(command, env=self.env, check=True, capture_output=True, text=True).stdout

    def digest(self, store: str) -> str:
        return str(json.loads(self.kb("--store", store, "status", "--digest", "--json"))["digest"])

    def measure(self, name: str, *words: str, wanted: str, store: str) -> None:
        """One command: its seconds, what it brought, and whether `store` is then what is wanted."""
        started = time.perf_counter()
        rows: list[dict[str, Any]] = json.loads(self.kb(*words, "--json"))
        seconds = time.perf_counter() - started
        brought = sum(row["new"] + row["newer"] for row in rows)
        equal = self.digest(store) == wanted
        self.failed |= seconds > MOST_SECONDS or not equal or (name == "push again" and brought > 0)
        print(f"{name:45} {seconds:6.1f} s  {brought:6} facts  digests {'equal' if equal else 'DIFFER'}", flush=True)


def library(bench: Bench, folder: Path, count: int) -> tuple[str, str]:
    """The stores of all articles and of half of them."""
    texts, whole, half = folder / "texts", str(folder / "whole"), str(folder / "half")
    if not Path(half).exists():
        made(texts, count)
        files = [str(file) for file in sorted(texts.glob("*.txt"))]
        for store, some in ((whole, files), (half, files[::2])):
            bench.kb("--store", store, "--quiet", "add", *some)
            for claim in CLAIMS:
                bench.kb("--store", store, "--quiet", "claim", "add", claim)
    return whole, half


def between_folders(bench: Bench, folder: Path, whole: str, half: str) -> None:
    """Push and pull without a server."""
    wanted, copy, merged = bench.digest(whole), str(folder / "copy"), str(folder / "merged")
    bench.measure("push into a new folder", "--store", whole, "push", copy, wanted=wanted, store=copy)
    bench.measure("push again", "--store", whole, "push", copy, wanted=wanted, store=copy)
    bench.kb("--store", half, "push", merged)
    bench.measure("pull into a folder that holds half", "--store", merged, "pull", whole, wanted=wanted, store=merged)


def with_server(bench: Bench, folder: Path, whole: str, half: str, server: str) -> None:
    """The same with a database of a server."""
    wanted, back = bench.digest(whole), str(folder / "back")
    bench.measure("push into an empty database", "--store", whole, "push", server, wanted=wanted, store=server)
    bench.measure("push again", "--store", whole, "push", server, wanted=wanted, store=server)
    bench.measure("pull into a new folder", "--store", back, "pull", server, wanted=wanted, store=back)
    part = str(folder / "part")
    bench.kb("--store", half, "push", part)
    bench.measure("pull into a folder that holds half", "--store", part, "pull", server, wanted=wanted, store=part)
    mirror = ("--store", half, "push", server, "--mirror", "--yes")
    bench.measure("make the database half of it", *mirror, wanted=bench.digest(half), store=server)
    bench.measure("push into a database that holds half", "--store", whole, "push", server, wanted=wanted, store=server)


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args(words)
    if not GOLD.is_dir() and not asked.keep:
        print(f"left out: needs the gold files, others' texts and so not in the repository: put them in {GOLD}")
        return 0
    from tests.server.neo4j import USER, Unavailable, running

    with tempfile.TemporaryDirectory(prefix="kb-bench-") as name:
        folder = Path(name)
        bench = Bench({})
        whole, half = library(bench, asked.keep or folder, asked.articles)
        between_folders(bench, folder, whole, half)
        try:
            with running(folder / "home", password="for-the-bench") as server:
                own = Bench({"NEO4J_USERNAME": USER, "NEO4J_PASSWORD": "for-the-bench"})
                with_server(own, folder, whole, half, server.bolt)
        except Unavailable as error:
            print(f"server left out: {error}")
            own = bench
    return int(bench.failed or own.failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
