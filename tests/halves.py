"""Runs the tests as two runs of pytest side by side, so that two cores are used: `python -m tests.halves [what pytest
takes]`.

Two folders' worth of tests share nothing: the first half asks for no server and no port. On a machine with one core, and
where tests are named, it is one run. The first half's output is kept and printed before the second's summary; the exit code
is the worse of the two.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent

FIRST = ("bib", "ingest", "test_bad_input.py", "test_labels.py", "test_packaging.py")
"""What needs neither a server nor a port of this machine: about half of the time."""

_NOTHING_CHOSEN = 5  # pytest's exit code


def halves() -> tuple[list[str], list[str]]:
    """The paths of both halves; together all tests there are."""
    there = sorted(
        p for p in HERE.iterdir() if p.name.startswith("test_") or (p.is_dir() and any(p.rglob("test_*.py")))
    )
    return (
        [f"tests/{p.name}" for p in there if p.name in FIRST],
        [f"tests/{p.name}" for p in there if p.name not in FIRST],
    )


def main(arguments: list[str]) -> int:
    """Run both; the exit code for the shell."""
    if (os.cpu_count() or 1) < 2:
        return subprocess.call([sys.executable, "-m", "pytest", *arguments])
    first, second = halves()
    command = [sys.executable, "-m", "pytest", *arguments]
    with tempfile.TemporaryFile() as said:
        beside = subprocess.Popen([*command, "-p", "no:cacheprovider", *first], stdout=said, stderr=subprocess.STDOUT)
        try:
            codes = [subprocess.call([*command, *second]), beside.wait()]
        finally:
            if beside.poll() is None:
                beside.terminate()
                beside.wait()
        said.seek(0)
        print(f"\nat the same time: {' '.join(first)}", flush=True)
        sys.stdout.buffer.write(said.read())
    return max(code for code in codes if code != _NOTHING_CHOSEN or codes == [_NOTHING_CHOSEN] * 2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
