"""Neo4j Browser's files, read out of the jar that the user has.

Browser is published as a Maven artifact, static files in the folder `browser/` of a jar. Its licence is the GPLv3, so
it is not shipped with kb; whoever has the jar, with a Neo4j server or fetched with Maven, can use it.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

from kb.errors import KbError, NotFound

VERSION = "5.24.0"
"""The version that kb is tested with."""

PAGE = "index.html"
"""The one page that everything else belongs to."""

_ROOT = "browser/"
_NAME = re.compile(r"neo4j-browser-(\d{1,6}(?:\.\d{1,6}){0,5})\.jar")
_SCRIPT = re.compile(rb'<script\b[^>]{0,200}?\bsrc="([^"]{1,300})"')
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
"""What `zipfile` raises on files that are no zip, were cut off, are encrypted or packed in a way it does not know."""

FETCH = f"mvn dependency:get -Dartifact=org.neo4j.client:neo4j-browser:{VERSION} -Dtransitive=false"


class NotBrowser(KbError):
    """A file that is no jar of Neo4j Browser."""


class Jar:
    """An open jar. `read` may be called by several threads."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path, self._archive = path, archive

    @property
    def version(self) -> str:
        """As its name says it, or ""."""
        named = _NAME.fullmatch(self.path.name)
        return named[1] if named else ""

    def read(self, name: str) -> bytes | None:
        """The bytes of one of Browser's files by its name below `browser/`; None = there is none.

        The name is looked up in the jar's own list, so nothing outside of it can be reached.
        """
        try:
            return self._archive.read(_ROOT + name)
        except KeyError:
            return None
        except _BROKEN as error:
            raise NotBrowser(f"{self.path}: `{_ROOT}{name}` in it is broken: {error}", "fetch it again") from error

    def __enter__(self) -> Jar:
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self._archive.close()


def open_jar(path: Path) -> Jar:
    """Open a jar and look whether it is Browser: its page is there with every script that the page names, unbroken."""
    if not path.exists():
        raise NotFound(f"{path}: no such file", "give the neo4j-browser-….jar itself")
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise NotBrowser(f"{path} cannot be read as a jar: {error}", f"fetch it again: {FETCH}") from error
    jar = Jar(path, archive)
    try:
        missing = _missing(jar)
        if missing:
            raise NotBrowser(
                f"{path} is not Neo4j Browser: it lacks {', '.join(missing)}", f"Browser is got by {FETCH}"
            )
    except BaseException:
        archive.close()
        raise
    return jar


def _missing(jar: Jar) -> list[str]:
    page = jar.read(PAGE)
    if page is None:
        return [f"`{_ROOT}{PAGE}`"]
    scripts = [name.decode("utf-8", "replace") for name in _SCRIPT.findall(page)]
    if not scripts:
        return [f"the scripts of `{_ROOT}{PAGE}`"]
    return [f"`{_ROOT}{name}`" for name in scripts if jar.read(name) is None]


def found(folders: Sequence[Path]) -> Iterator[Path]:
    """Jars of Browser by their names, anywhere below the folders, the newest version first."""
    jars = {path for folder in folders for path in folder.rglob("neo4j-browser-*.jar") if _NAME.fullmatch(path.name)}
    yield from sorted(jars, key=lambda path: (_numbers(path), str(path)), reverse=True)


def _numbers(path: Path) -> tuple[int, ...]:
    named = _NAME.fullmatch(path.name)
    return tuple(map(int, named[1].split("."))) if named else ()


def places(cache: Path) -> tuple[Path, ...]:
    """Where a jar is looked for: kb's cache folder, and where Maven puts what it fetches."""
    return (cache / "neo4j", Path.home() / ".m2" / "repository" / "org" / "neo4j" / "client" / "neo4j-browser")
