"""The page on notebooks: its code is run in order, on the example library, and prints what the page says."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "notebooks.md"
BLOCK = re.compile(r"^```(python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

ADDING = (
    ("add", "page.txt", "paper.txt"),
    ("add", "paper-references.txt", "--list-of", "paper.txt"),
    ("claim", "add", "peers reduce hospitalisation"),
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder with the example library, in which `kb` is this checkout's."""
    program = tmp_path / "bin" / "kb"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kb.cli "$@"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", "")))))
    project = tmp_path / "project"
    shutil.copytree(ROOT / "kb" / "data" / "examples", project)
    monkeypatch.chdir(project)
    subprocess.run(["kb", "init", "--quiet"], check=True)
    for words in ADDING:
        subprocess.run(["kb", *words, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    return project


@pytest.fixture
def notebook() -> Iterator[dict[str, object]]:
    """The names of a notebook; what it started is ended even if a block fails."""
    names: dict[str, object] = {}
    yield names
    serving = names.get("serving")
    if isinstance(serving, subprocess.Popen):
        if serving.poll() is None:
            serving.terminate()
            serving.wait(timeout=30)
        serving.stdout.close()


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell to put `kb` on the path")
def test_the_code_prints_what_the_page_says(place: Path, notebook: dict[str, object]) -> None:
    printed, shown = [], []
    for kind, text in BLOCK.findall(PAGE.read_text("utf-8")):
        if kind == "text":
            shown.append(text)
            continue
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(text, str(PAGE), "exec"), notebook)
        if out.getvalue():
            printed.append(out.getvalue())
    assert printed == shown
    assert len(printed) == 4
    serving = notebook["serving"]
    assert isinstance(serving, subprocess.Popen)
    assert serving.returncode == 0
