"""Write requirements.lock (what kb runs with) and requirements-dev.lock (with what tests and checks need).

Exact versions with hashes, for every system and Python kb supports. No address of an index is written.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

LOCKS = {"requirements.lock": "build", "requirements-dev.lock": "dev"}


def main() -> None:
    for name, group in LOCKS.items():
        command = [
            *(sys.executable, "-m", "uv", "--quiet", "pip", "compile", "pyproject.toml", "--group", group),
            *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"),
            # The pin of the engine names a prerelease; nothing else may be one.
            *("--prerelease", "if-necessary-or-explicit"),
            *("--no-emit-index-url", "--no-emit-find-links", "--upgrade", "--output-file", name),
        ]
        subprocess.run(command, cwd=ROOT, check=True)
        file = ROOT / name
        file.write_text(f"# Made by `make lock` from pyproject.toml.\n{file.read_text('utf-8')}", "utf-8")


if __name__ == "__main__":
    main()
