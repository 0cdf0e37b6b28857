"""A person's query in a process of its own, so that a time-out or Ctrl-C can stop it.

The embedded engine works inside the calling process: a query that runs on cannot be interrupted there, and a
process that ends while one runs is aborted by the engine with pages of text. A second reader may open the store.

    python -m kb.engines.aside < {"path", "text", "params"}  ->  {"rows"} or {"error", "message", "hint"}
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import kb
from kb import errors
from kb.errors import KbError, QueryError

_GRACE = 5.0
"""Seconds that the other process may take to start and to say itself that time is up, before it is ended."""


def run(path: Path, text: str, params: Mapping[str, Any], timeout: float) -> list[dict[str, Any]]:
    """The rows of a reading query on the database in a folder; `timeout` in seconds."""
    task = json.dumps({"path": str(path), "text": text, "params": dict(params)})
    packages = str(Path(kb.__file__).parent.parent)
    environment = dict(os.environ)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (packages, os.environ.get("PYTHONPATH", ""))))
    environment["ARCADEDB_NATIVE_ISOLATE_ARGS"] = f"-Darcadedb.command.timeout={max(1, round(timeout * 1000))}"
    try:
        done = subprocess.run(
            [sys.executable, "-m", "kb.engines.aside"],
            input=task.encode(),
            capture_output=True,
            timeout=timeout + _GRACE,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise QueryError(f"the query took longer than {timeout:g} s", "ask for less, or a longer --timeout") from error
    if done.returncode != 0:
        raise QueryError(f"the query ended with the engine's process: {done.stderr.decode(errors='replace')[-300:]}")
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise getattr(errors, answer["error"], errors.StoreError)(answer["message"], answer["hint"])
    return list(answer["rows"])


def main() -> None:
    """Read one task, print one answer."""
    from kb.engines import arcadedb

    task = json.load(sys.stdin)
    answer: dict[str, Any]
    try:
        answer = {"rows": arcadedb.read_once(Path(task["path"]), task["text"], task["params"])}
    except KbError as error:
        answer = {"error": type(error).__name__, "message": error.message, "hint": error.hint}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main()
