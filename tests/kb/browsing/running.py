"""A command that stays: `kb serve` or `kb browse` in a process of its own, until it is told to end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Running:
    """said: the object it printed. process: to be sent signals. errors: the file with its stderr."""

    said: dict[str, Any]
    process: subprocess.Popen[str]
    errors: Path

    def end(self, by: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Tell it to end; its exit code and everything it said to people."""
        self.process.send_signal(by)
        code = self.process.wait(timeout=30)
        return code, self.errors.read_text("utf-8")


def environment(more: Mapping[str, str]) -> dict[str, str]:
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    return {**os.environ, "PYTHONPATH": path, **more}


def start(*words: str | Path, errors: Path, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """Start a command line, in the folder of `errors`; nothing is waited for."""
    with errors.open("w", encoding="utf-8") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "kb.cli", *map(str, words)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=file,
            encoding="utf-8",
            cwd=errors.parent,
            env=environment(env or {}),
            preexec_fn=_hear_signals if os.name != "nt" else None,
        )


def _hear_signals() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell may have the tests ignore Ctrl-C


@contextmanager
def running(*words: str | Path, errors: Path, env: Mapping[str, str] | None = None) -> Iterator[Running]:
    """A command that has said (with --nl) how to reach it, and stays until the block ends at the latest."""
    process = start(*words, "--nl", errors=errors, env=env)
    try:
        line = process.stdout.readline() if process.stdout else ""
        assert line, f"it ended with {process.wait()}: {errors.read_text('utf-8')}"
        yield Running(json.loads(line), process, errors)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=30)
        if process.stdout:
            process.stdout.close()


def eventually(true: Any, seconds: float = 10.0) -> bool:
    """Whether it becomes true soon."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
