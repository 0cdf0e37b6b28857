"""Where the jars of a Neo4j server and of Neo4j Browser are: in a folder one names, or fetched once with Maven.

`python -m tests.server.jars` fetches them and prints the folder, or says what is missing and ends with 1.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

import portalocker
from platformdirs import user_cache_path

POM = Path(__file__).resolve().with_name("pom.xml")

ENVIRONMENT = dict(os.environ)
"""The environment as it was before any test changed it: the cache, Java and a login are found by it."""

FOLDER = "KB_NEO4J_JARS"
"""Names a folder of jars: the `lib` of any unpacked Neo4j 5 will do."""

CACHE = user_cache_path("kb", appauthor=False) / "neo4j"

JAVA = 17
_NEEDED = ("neo4j-server-*.jar", "neo4j-kernel-*.jar", "neo4j-command-line-*.jar")
_MARK = "complete"
_TRIES = 3
_PATIENCE = 900.0
"""Seconds a download may take, and another process's download is waited for."""


class Unavailable(Exception):
    """There is no server to be had on this machine. Its text says why, and what to install."""


def java(environment: Mapping[str, str] = ENVIRONMENT) -> str:
    """The path of a Java that is new enough: `JAVA_HOME`'s, else the one on the PATH."""
    name = "java.exe" if os.name == "nt" else "java"
    home = environment.get("JAVA_HOME")
    found = str(Path(home, "bin", name)) if home else shutil.which("java", path=environment.get("PATH", ""))
    remedy = f"install Java {JAVA} or later (Debian, Ubuntu: apt install default-jre-headless)"
    if not found or not Path(found).is_file():
        raise Unavailable(f"a Neo4j server needs Java: {remedy}")
    done = subprocess.run([found, "-version"], capture_output=True, encoding="utf-8", errors="replace", check=False)
    version = re.search(r'version "(\d+)', done.stderr + done.stdout)
    if done.returncode or not version or int(version[1]) < JAVA:
        said = (done.stderr + done.stdout).strip().partition("\n")[0]
        raise Unavailable(f"a Neo4j server needs Java {JAVA}, and {found} says {said!r}: {remedy}")
    return found


def jars(environment: Mapping[str, str] = ENVIRONMENT, cache: Path = CACHE) -> Path:
    """The folder with the server's and Browser's jars. Fetched when the cache has none; two at once fetch once."""
    named = environment.get(FOLDER)
    if named:
        folder = Path(named).expanduser()
        lacking = [pattern for pattern in _NEEDED if not any(folder.glob(pattern))]
        if lacking:
            raise Unavailable(
                f"{FOLDER}={named} is no folder of a Neo4j server's jars, it lacks {', '.join(lacking)}: "
                "name the `lib` folder of a Neo4j 5, or unset it to have Maven fetch the jars"
            )
        return folder
    folder = cache / _versions()
    if not (folder / _MARK).is_file():
        _fetch(folder, environment)
    return folder


def _versions() -> str:
    """The name of the cache's folder: other versions in the pom are another folder."""
    space = "{http://maven.apache.org/POM/4.0.0}"
    properties = ET.parse(POM).getroot().find(f"{space}properties")
    assert properties is not None
    return "-".join(f"{kind.tag.removeprefix(space).removesuffix('.version')}-{kind.text}" for kind in properties)


def _fetch(folder: Path, environment: Mapping[str, str]) -> None:
    java(environment)  # Maven's own complaint about a missing Java is harder to read
    maven = shutil.which("mvn", path=environment.get("PATH", ""))
    if not maven:
        raise Unavailable(
            "a Neo4j server's jars are fetched with Maven: install it (Debian, Ubuntu: apt install maven), "
            f"or name the `lib` folder of a Neo4j 5 in {FOLDER}"
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        with portalocker.Lock(folder.parent / "lock", timeout=_PATIENCE, check_interval=0.5):
            if not (folder / _MARK).is_file():  # else another process fetched them meanwhile
                _download(maven, folder, environment)
    except portalocker.LockException as error:
        raise Unavailable(f"another process has been fetching jars into {folder.parent} for too long") from error


def _download(maven: str, folder: Path, environment: Mapping[str, str]) -> None:
    """Have Maven fill a folder beside, then one rename. What an interrupted try fetched, Maven has kept."""
    beside = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", suffix=".part", dir=folder.parent))
    command = [maven, "--batch-mode", "--quiet", "--file", str(POM), "dependency:copy-dependencies"]
    command += [f"-DoutputDirectory={beside}", "-DincludeScope=runtime"]
    print(f"fetching the jars of a Neo4j server, 137 MB, into {folder}", file=sys.stderr, flush=True)
    try:
        for left in reversed(range(_TRIES)):
            done = _run(command, environment)
            if done.returncode == 0:
                break
            if not left:
                said = "\n".join((done.stdout + done.stderr).strip().splitlines()[:6])
                raise Unavailable(f"Maven could not fetch the jars of a Neo4j server; it says:\n{said}")
        (beside / _MARK).touch()
        shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _run(command: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", f"nothing after {_PATIENCE:.0f} s")


if __name__ == "__main__":
    try:
        java()
        print(jars())
    except Unavailable as error:
        sys.exit(str(error))
