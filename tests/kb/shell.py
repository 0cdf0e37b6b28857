"""Command lines in processes of their own against a server, as a person's shell runs them: plain, on a terminal, killed."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.kb.server_files import CLAIMS

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Said:
    """What a command line answered. code: exit code; seconds: how long it took."""

    code: int
    out: str
    err: str
    seconds: float


@dataclass(frozen=True)
class Shell:
    """Where command lines run and what their environment adds; None takes a variable away. main: Python that stands
    for `kb` where a test must slow it down."""

    folder: Path
    env: Mapping[str, str | None]
    main: str = ""

    def with_(self, **env: str | None) -> Shell:
        return replace(self, env={**self.env, **env})

    def slowed(self, main: str) -> Shell:
        """The same with some Python run before the command line."""
        return replace(self, main=main)

    def start(self, *words: str | Path, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(words),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            cwd=self.folder,
            env=self.environment(),
            preexec_fn=_hear_signals,
        )

    def run(self, *words: str | Path) -> Said:
        return finished(self.start(*words))

    def command(self, words: Sequence[str | Path]) -> list[str]:
        kb = ["-c", f"{self.main}\nfrom kb.cli import main; main()"] if self.main else ["-m", "kb.cli"]
        return [sys.executable, *kb, *map(str, words)]

    def environment(self) -> dict[str, str]:
        # PYTHONPATH may hold another version of the driver, to test with it.
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
        merged = {**os.environ, "PYTHONPATH": path, **self.env}
        return {name: value for name, value in merged.items() if value is not None}

    def on_terminal(self, *words: str | Path, answers: Mapping[str, str]) -> Said:
        """Run on a terminal; where it has written a key of `answers`, that answer is typed once. All it wrote is
        `out`, with what the terminal echoed."""
        began = time.monotonic()
        pid, terminal = pty.fork()
        if pid == 0:
            try:
                os.chdir(self.folder)
                command = self.command(words)
                os.execve(command[0], command, self.environment())
            finally:
                os._exit(99)
        said, open_ = "", dict(answers)
        with suppress(OSError):  # the terminal ends with its process
            while piece := os.read(terminal, 4096):
                said += piece.decode("utf-8", "replace")
                for prompt in [prompt for prompt in open_ if prompt in said]:
                    if prompt.startswith("password"):
                        _wait_until_hidden(terminal)
                    os.write(terminal, open_.pop(prompt).encode())
        os.close(terminal)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        return Said(code, said, "", time.monotonic() - began)


def _wait_until_hidden(terminal: int) -> None:
    """Echoing is turned off just after the prompt is written, and what was typed before is thrown away then."""
    for _ in range(600):
        if not termios.tcgetattr(terminal)[3] & termios.ECHO:
            return
        time.sleep(0.05)
    raise AssertionError("the password would be echoed")


def finished(process: subprocess.Popen[str], timeout: float = 120.0) -> Said:
    """What a started command line answered in the end; the seconds are those since this call."""
    began = time.monotonic()
    try:
        out, err = process.communicate(timeout=timeout)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    return Said(process.returncode, out, err, time.monotonic() - began)


def told(said: Said) -> Said:
    """Nothing was said that only a programmer understands."""
    assert "Traceback" not in said.err
    assert "unexpected" not in said.err
    return said


def digest(shell: Shell) -> str:
    """The digest of the store that a shell names."""
    said = shell.run("status", "--digest", "--json")
    assert said.code == 0, said
    return str(json.loads(said.out)["digest"])


def answer(shell: Shell) -> str:
    """All evidence for a claim, as printed."""
    said = shell.run("evidence", CLAIMS[0], "--json", "--limit", "0")
    assert said.code == 0, said
    return said.out


def shell_for(database: Any, folder: Path) -> Shell:
    """A shell whose settings name a test's database."""
    return Shell(
        folder,
        {
            "KB_STORE": database.address,
            "NEO4J_USERNAME": database.username,
            "NEO4J_PASSWORD": database.password,
            "NEO4J_DATABASE": database.database or "",
            "XDG_CACHE_HOME": str(folder / "cache"),
        },
    )


def _hear_signals() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell may have the tests ignore Ctrl-C
