"""How long the command line takes to start, and how much memory, as whole processes.

    python benchmarks/startup.py

Bounds: `kb --version` takes at most twice as long as `python -c "import click"`; `kb evidence` over two pasted texts
answers within half a second from cold; none takes more than 300 MB.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "kb" / "data" / "examples"
SEEDS = ROOT.parent / "shared" / "seeds"

RUNS = 7

# Bounds, from what users notice: seconds for an answer, a factor for the start, MB of memory.
MOST_EVIDENCE = 0.5
MOST_START = 2.0
MOST_MEMORY = 300


@dataclass(frozen=True)
class Figure:
    """Of `RUNS` runs. median, minimum: seconds by the clock; work: least seconds of processor time; memory: the highest
    resident size in MB. The last two are None where the system does not tell."""

    median: float
    minimum: float
    work: float | None
    memory: float | None


def measure(command: list[str], folder: Path) -> Figure:
    """Run a command several times and take the middle."""
    seconds, work, memory = [], [], 0.0
    for _ in range(RUNS):
        started = time.perf_counter()
        with subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_env()
        ) as process:
            if hasattr(os, "wait4"):
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
                work.append(usage.ru_utime + usage.ru_stime)
                # Linux says kilobytes, macOS bytes.
                memory = max(memory, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))
            else:
                process.wait()
        seconds.append(time.perf_counter() - started)
        if process.returncode:
            sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    seconds.sort()
    return Figure(seconds[RUNS // 2], seconds[0], min(work, default=None), memory or None)


def _env() -> dict[str, str]:
    """As a person's: Python keeps what it has compiled."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(ROOT)}


def main() -> int:
    kb = [sys.executable, "-m", "kb.cli"]
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as name:
        folder = Path(name)
        texts = sorted(SEEDS.glob("*.txt")) if SEEDS.is_dir() else []
        if not texts:
            texts = [Path(shutil.copy(file, folder)) for file in sorted(EXAMPLES.glob("*.txt"))]
        files = [str(file) for file in texts]
        subprocess.run([*kb, "--store", "s", "add", *files], cwd=folder, env=_env(), check=True, capture_output=True)
        claim = "peers reduce hospitalisation"
        click = measure([sys.executable, "-c", "import click"], folder)
        version = measure([*kb, "--version"], folder)
        evidence = measure([*kb, "--store", "s", "evidence", claim, "--json"], folder)
        adding = measure([*kb, "--store", "memory:", "add", *files], folder)
    for label, figure in (
        ("import click", click),
        ("kb --version", version),
        ("kb evidence", evidence),
        ("kb add", adding),
    ):
        more = (
            f", processor {figure.work * 1000:.0f} ms, {figure.memory:.0f} MB" if figure.work and figure.memory else ""
        )
        print(f"{label:14} {figure.median * 1000:6.0f} ms (fastest {figure.minimum * 1000:.0f}){more}")
    # The fastest run is what the program costs; the rest is what else the machine did.
    held = (
        version.minimum <= MOST_START * click.minimum,
        evidence.minimum <= MOST_EVIDENCE,
        max(version.memory or 0, evidence.memory or 0, adding.memory or 0) <= MOST_MEMORY,
    )
    print(f"kb --version / import click: {version.minimum / click.minimum:.2f} (at most {MOST_START})")
    print("all bounds held" if all(held) else "A BOUND IS BROKEN")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
