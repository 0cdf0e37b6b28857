"""Runs the tests as runs of pytest side by side, so that all cores are used: `python -m tests.parts [options of pytest]`.

Each takes a part of the tests (`part_of` in `tests/conftest.py`), with a Neo4j server of its own if it needs one, so they
share nothing. On a machine with one core it is one run. What the others said is kept and printed after the first's
summary; the exit code is the worst of all.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack

PARTS = ("server", "rest", "trouble")
NOTHING_CHOSEN = 5
"""pytest's exit code where no test was left."""


def main(options: list[str]) -> int:
    """Run all; the exit code for the shell."""
    command = [sys.executable, "-m", "pytest", *options]
    if (os.cpu_count() or 1) < 2:
        return subprocess.call(command)
    with ExitStack() as stack:
        said = {part: stack.enter_context(tempfile.TemporaryFile()) for part in PARTS[1:]}
        beside = {
            part: subprocess.Popen(
                [*command, "-p", "no:cacheprovider"],
                env={**os.environ, "KB_TEST_PART": part},
                stdout=file,
                stderr=subprocess.STDOUT,
            )
            for part, file in said.items()
        }
        try:
            codes = {subprocess.call(command, env={**os.environ, "KB_TEST_PART": PARTS[0]})}
            codes |= {process.wait() for process in beside.values()}
        finally:
            for process in beside.values():
                if process.poll() is None:
                    process.terminate()
                    process.wait()
        for part, file in said.items():
            file.seek(0)
            print(f"\nat the same time, part {part}:", flush=True)
            sys.stdout.buffer.write(file.read())
            sys.stdout.buffer.flush()
    return max(codes - {NOTHING_CHOSEN}, default=NOTHING_CHOSEN)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
