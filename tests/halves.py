"""Runs the tests as two runs of pytest side by side, so that two cores are used: `python -m tests.halves [options of pytest]`.

One takes the tests with a Neo4j server or a port of this machine, the other all the rest (`KB_TEST_HALF` in
`tests/conftest.py`), so they share nothing. On a machine with one core it is one run. What the rest said is kept and printed
after the other's summary; the exit code is the worse of the two.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

NOTHING_CHOSEN = 5
"""pytest's exit code where no test was left."""


def main(options: list[str]) -> int:
    """Run both; the exit code for the shell."""
    command = [sys.executable, "-m", "pytest", *options]
    if (os.cpu_count() or 1) < 2:
        return subprocess.call(command)

    def half(name: str) -> dict[str, str]:
        return {**os.environ, "KB_TEST_HALF": name}

    with tempfile.TemporaryFile() as said:
        rest = subprocess.Popen(
            [*command, "-p", "no:cacheprovider"], env=half("rest"), stdout=said, stderr=subprocess.STDOUT
        )
        try:
            codes = {subprocess.call(command, env=half("server")), rest.wait()}
        finally:
            if rest.poll() is None:
                rest.terminate()
                rest.wait()
        said.seek(0)
        print("\nat the same time, the tests that need no server:", flush=True)
        sys.stdout.buffer.write(said.read())
    return max(codes - {NOTHING_CHOSEN}, default=NOTHING_CHOSEN)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
