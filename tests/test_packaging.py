"""Rooms that do not belong together are noticed at start; the wheel holds the four rooms and nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

from kb import startup

ROOT = Path(__file__).resolve().parent.parent


def start(*path: Path) -> subprocess.CompletedProcess[str]:
    """`kb --version` with these folders first on the import path."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, path)), "PYTHONDONTWRITEBYTECODE": "1"}
    code = "import sys; from kb.cli import run; sys.exit(run(['--version']))"
    return subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=path[0], capture_output=True, encoding="utf-8", check=False
    )


def house(folder: Path) -> Path:
    """A copy of what starting needs of the four rooms."""
    for room in startup.ROOMS:
        (folder / room).mkdir(parents=True)
        shutil.copy(ROOT / room / "__init__.py", folder / room)
    for name in ("kb/cli.py", "kb/startup.py", "kb/errors.py", "kb/settings.py"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "kb" / "commands", folder / "kb" / "commands")
    return folder


def test_the_four_rooms_have_one_version() -> None:
    assert len({import_module(room).__version__ for room in startup.ROOMS}) == 1


def test_a_whole_house_starts(tmp_path: Path) -> None:
    done = start(house(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"kb \d+\.\d+\.\d+\n", done.stdout)


@pytest.mark.parametrize("room", ["cypher", "bib", "ingest"])
@pytest.mark.parametrize("form", ["{}/__init__.py", "{}.py"])
def test_a_stranger_before_a_room_stops_it(tmp_path: Path, room: str, form: str) -> None:
    home, strange = house(tmp_path / "home"), tmp_path / "strange"
    file = strange / form.format(room)
    file.parent.mkdir(parents=True)
    file.write_text('__version__ = "0.1.0"\nraise SystemExit("was imported")\n', "utf-8")
    done = start(strange, home)
    assert done.returncode == 1
    assert done.stdout == ""
    assert f"`{room}`" in done.stderr
    assert str(file) in done.stderr
    assert "uv tool install" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "said"), [('__version__ = "9.9.9"\n', "9.9.9"), ("", "unknown"), ('x = "é\n', "unknown")]
)
def test_a_room_written_over_stops_it(tmp_path: Path, text: str, said: str) -> None:
    home = house(tmp_path)
    (home / "cypher" / "__init__.py").write_text(text, "latin-1")
    done = start(home)
    assert done.returncode == 1
    assert said in done.stderr
    assert "pipx install" in done.stderr


@pytest.mark.parametrize("room", ["cypher", "bib", "ingest"])
def test_a_missing_room_stops_it(tmp_path: Path, room: str) -> None:
    home = house(tmp_path)
    shutil.rmtree(home / room)
    done = start(home)
    assert done.returncode == 1
    assert f"`{room}`" in done.stderr


def test_the_wheel_holds_the_rooms_and_their_data(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(pip, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(startup.ROOMS)
    assert len(tops) == len(startup.ROOMS) + 1
    ours = {
        path.relative_to(ROOT).as_posix()
        for room in startup.ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert ours <= set(names)
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_are_exact_hashed_and_for_everyone(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    pins = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]
    assert pins
    assert all(re.match(r"[a-z0-9-]+==[^ ]+ ", pin) for pin in pins)
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text  # no index, no path of the machine that made it
    assert "/opt" not in text


def test_what_runs_is_locked() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = (ROOT / "requirements.lock").read_text("utf-8")
    for requirement in project["dependencies"]:
        name = re.match(r"[A-Za-z0-9._-]+", requirement)
        assert name
        assert re.search(rf"^{re.escape(name[0].lower())}==", locked, re.MULTILINE)
