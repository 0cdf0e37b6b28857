"""Jars in the shape of Neo4j Browser's: static files in the folder `browser/`."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

PAGE = b'<!doctype html><div id="mount"></div><script src="libs-1.bundle.js"></script><script src="app-1.js"></script>'
FILES: Mapping[str, bytes] = {
    "META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\n",
    "browser/index.html": PAGE,
    "browser/libs-1.bundle.js": b"// libraries",
    "browser/app-1.js": b"// the program" * 100,
    "browser/assets/fonts/a.woff2": b"\x00font",
    "browser/assets/images/logo.svg": b"<svg/>",
    "secret.txt": b"outside of browser/",
}


def make(path: Path, files: Mapping[str, bytes] = FILES) -> Path:
    """Write a jar."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as jar:
        for name, content in files.items():
            jar.writestr(name, content)
    return path


def without(*names: str) -> dict[str, bytes]:
    """The files of a jar that lacks some."""
    return {name: content for name, content in FILES.items() if name not in names}
