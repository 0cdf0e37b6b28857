"""How long `kb evidence` takes from a cold start, and how much memory: `python benchmarks/evidence.py [FILE ...]`.

Adds the files (by default the two seeds in ../shared, else the shipped examples) to a temporary store, then runs
the command as a whole process, nine times, and prints the median beside `python -c "import click"` in the same run.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 9
CLAIM = "peers reduce hospitalisation"


def inputs() -> list[Path]:
    """The files to add."""
    named = [Path(name).resolve() for name in sys.argv[1:]]
    seeds = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    return named or seeds or sorted((ROOT / "kb" / "data" / "examples").glob("*.txt"))


def median(command: list[str], environment: dict[str, str]) -> float:
    """Median seconds of a command run cold, output thrown away."""
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def main() -> None:
    kb = [sys.executable, "-m", "kb.cli"]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "KB_STORE": f"{folder}/store", "PYTHONPATH": str(ROOT)}
        subprocess.run(
            [*kb, "add", "--quiet", *map(str, inputs())], env=environment, check=True, stdout=subprocess.DEVNULL
        )
        asked = median([*kb, "evidence", CLAIM, "--json"], environment)
        click = median([sys.executable, "-c", "import click"], environment)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"files                      {', '.join(p.name for p in inputs())}")
    print(f"kb evidence, cold          {asked:.3f} s (median of {RUNS})")
    print(f'python -c "import click"   {click:.3f} s; ratio {asked / click:.1f}')
    print(f"most memory of any of these, adding included: {peak:.0f} MB")


if __name__ == "__main__":
    main()
