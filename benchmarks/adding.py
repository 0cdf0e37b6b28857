"""A folder of articles added to a new embedded store, as `kb add FOLDER` does it in a process of its own.

    python benchmarks/adding.py [FOLDER] [--first N] [--jobs N …] [--profile]

Without FOLDER the 420 articles beside the project are taken: as JATS where that can be read, else as the text a person
would paste. Bound: the 420 in under 60 s on two cores. `--profile` says which queries of the one that writes take long.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.papers import GOLD, scorer  # noqa: E402 - after the checkout is on the path
from kb.gathering import gather, suffixes  # noqa: E402

MOST_SECONDS = 60.0


def articles(folder: Path, first: int | None) -> None:
    """Put the articles into a folder."""
    paths = sorted((GOLD / "jats").glob("*.nxml"))[:first]
    if ".nxml" in suffixes():
        for path in paths:
            shutil.copy(path, folder)
        return
    gold = scorer()
    for path in paths:
        (folder / f"{path.stem}.txt").write_text(gold.article(str(path))[0], encoding="utf-8", newline="")


def add(folder: Path, jobs: int | None) -> tuple[float, float]:
    """Seconds that adding takes, from the command's start to its end, and processor time of all its processes."""
    with tempfile.TemporaryDirectory() as place:
        words = [sys.executable, "-m", "kb.cli", "--store", f"{place}/store", "--json", "--quiet", "add", str(folder)]
        words += ["--jobs", str(jobs)] if jobs else []
        started, spent = time.monotonic(), sum(os.times()[2:4])
        subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.monotonic() - started, sum(os.times()[2:4]) - spent


def profile(folder: Path) -> None:
    """Print the processor time that each query of the writing process takes, most first."""
    from kb.cli import run
    from kb.engines.arcadedb import ArcadeStore

    spent: Counter[str] = Counter()

    def timed(name: str) -> None:
        work = getattr(ArcadeStore, name)

        def wrapped(self: Any, query: Any, *args: Any, **params: Any) -> Any:
            started = time.process_time()
            try:
                return work(self, query, *args, **params)
            finally:
                spent[query.name] += time.process_time() - started  # type: ignore[assignment]

        setattr(ArcadeStore, name, wrapped)

    timed("rows")
    timed("_send")
    started = time.process_time()
    run(["--store", "memory:", "--csv", "--quiet", "add", str(folder), "--jobs", "2"])
    print(f"writing process: {time.process_time() - started:.1f} s of processor time")
    for name, seconds in spent.most_common(15):
        print(f"{seconds:8.2f} s  {name}")


def main() -> int:
    """Command line; 1 if the bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--first", type=int, metavar="N", help="so many articles")
    parser.add_argument("--jobs", type=int, nargs="+", default=[0], metavar="N", help="processes; 0 = as kb chooses")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    if options.folder is None and not GOLD.is_dir():
        print(f"left out: needs {GOLD}")
        return 0
    with tempfile.TemporaryDirectory() as made:
        folder = options.folder or Path(made)
        if options.folder is None:
            articles(folder, options.first)
        count = len(gather([str(folder)]).files)
        seconds = [add(folder, jobs) for jobs in options.jobs]
        for jobs, (taken, spent) in zip(options.jobs, seconds, strict=True):
            each = f"{count / taken:.1f} files a second; {spent:.1f} s of processor time in all"
            print(f"{count} files, jobs {jobs or 'as chosen'}: {taken:.1f} s, {each}")
        if options.profile:
            profile(folder)
    broken = options.folder is None and options.first is None and min(seconds)[0] > MOST_SECONDS
    print("bound broken" if broken else "bound kept")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
