"""Build the wheel, look into it, install it alone in a new environment, and use it from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

ROOMS = {"kb", "ingest", "cypher", "bib"}

# What is no Python and would be missed at once: (folder in the wheel, ending).
DATA = (("cypher/read/", ".cypher"), ("cypher/write/", ".cypher"), ("kb/data/", ".toml"), ("kb/data/", ".json"))
EXAMPLES = ("kb/data/examples/page.txt", "kb/data/examples/paper.txt", "kb/data/examples/paper-references.txt")


def main() -> None:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kb-wheel-") as folder:
        wheel = build(Path(folder))
        look_into(wheel)
        use(install(wheel, Path(folder)), Path(folder))
    print(f"wheel: builds, holds what it must, installs and answers ({time.monotonic() - started:.0f} s)")


def build(folder: Path) -> Path:
    """Make the wheel from the sdist, so that both are known to be whole."""
    run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)], ROOT)
    (sdist,) = folder.glob("*.tar.gz")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps"]
    run([*pip, "--no-build-isolation", "--wheel-dir", str(folder), str(sdist)], folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def look_into(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    top = {name.partition("/")[0] for name in names}
    rooms = {name for name in top if not name.endswith(".dist-info")}
    if rooms != ROOMS or len(top) != len(ROOMS) + 1:
        sys.exit(f"the wheel's top level is {sorted(top)}, not {sorted(ROOMS)} and its dist-info")
    for folder, ending in DATA:
        if not any(name.startswith(folder) and name.endswith(ending) for name in names):
            sys.exit(f"the wheel holds no *{ending} in {folder}")
    missing = [name for name in EXAMPLES if name not in names]
    if missing:
        sys.exit(f"the wheel lacks {', '.join(missing)}")


def install(wheel: Path, folder: Path) -> Path:
    """The `kb` of a new environment that has the locked packages and the wheel."""
    home = folder / "env"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(scripts / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    run([*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")], folder)
    run([*pip, "--no-deps", str(wheel)], folder)
    return scripts / "kb"


def use(kb: Path, folder: Path) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    version = run([str(kb), "--version"], elsewhere)
    if not version.startswith("kb "):
        sys.exit(f"kb --version says {version!r}")
    demo = run([str(kb), "demo"], elsewhere)
    if "kb evidence" not in demo:
        sys.exit("kb demo shows no kb evidence")
    example = next((folder / "env").rglob("kb/data/examples/paper.txt"))
    run([str(kb), "add", str(example), "--store", "mine"], elsewhere)
    answer = json.loads(
        run([str(kb), "--store", "mine", "evidence", "peers reduce hospitalisation", "--json"], elsewhere)
    )
    if not answer["evidence"]:
        sys.exit("the installed kb finds no evidence in the example paper")


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


if __name__ == "__main__":
    main()
