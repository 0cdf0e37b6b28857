"""Which files a person means: files, folders and patterns become a list of files, each once, in a fixed order."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bib.formats import FORMATS
from kb.store import holds_store

STDIN = "-"
# Endings by form: a file in a folder is taken if its form can be read. One that is named is read whatever it is called.
_SUFFIXES = {
    "text": (".txt", ".text", ".md", ".markdown"),
    "jats": (".xml", ".nxml"),
    "html": (".html", ".htm", ".xhtml"),
    "docx": (".docx",),
    "pdf": (".pdf",),
}
_HIDDEN, _STORE, _SAVED = "hidden", "a store of kb", "parts of a saved web page"


@dataclass
class Gathered:
    """files: as they will be named, each once: folders and patterns sorted, the rest as given. unknown: words that
    stand for no file. skipped: why files and folders were left out -> how many."""

    files: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def said(self) -> str:
        """The skipped in words, most frequent first; "" if there are none."""
        parts = [f"{n} × {why}" for why, n in sorted(self.skipped.items(), key=lambda x: (-x[1], x[0]))]
        return f"skipped {sum(self.skipped.values())}: {', '.join(parts)}" if parts else ""


def suffixes() -> frozenset[str]:
    """Endings of the files that can be read, in small letters."""
    from ingest.readers import FORMS

    marked = {suffix for form in ("text", *FORMS) for suffix in _SUFFIXES.get(form, (f".{form}",))}
    return frozenset(marked | {suffix for row in FORMATS if row.read for suffix in row.suffixes})


def gather(words: Sequence[str]) -> Gathered:
    """The files that some words of a command line mean: "-", files, folders (with all below) and patterns such as
    `papers/**/*.txt`, also where the shell has left them as they are."""
    out, seen = Gathered(), set[str]()
    known = suffixes()
    for word in words:
        for file in _meant(word, known, out):
            place = file if file == STDIN else os.path.normcase(os.path.realpath(file))
            if place in seen:
                continue
            seen.add(place)
            out.files.append(file)
    return out


def _meant(word: str, known: frozenset[str], out: Gathered) -> Iterator[str]:
    if word == STDIN:
        yield word
    elif os.path.isdir(word):
        yield from _below(word, known, out)
    elif not os.path.lexists(word) and glob.has_magic(word):
        found = sorted(glob.glob(word, recursive=True))
        if not found:
            out.unknown.append(word)
        for path in found:
            if not os.path.isdir(path):
                yield path
            elif "**" not in word:  # with it every folder's files are found themselves
                yield from _below(path, known, out)
    else:
        yield word  # also what is not there: reading it says so


def _below(folder: str, known: frozenset[str], out: Gathered) -> Iterator[str]:
    """The files in a folder and in those below it, sorted within each."""
    if holds_store(Path(folder)):
        out.skipped[_STORE] += 1
        return
    for path, folders, files in os.walk(folder):
        pages = {Path(name).stem for name in files if Path(name).suffix.lower() in _SUFFIXES["html"]}
        folders[:] = [name for name in sorted(folders) if _entered(Path(path, name), pages, out)]
        for name in sorted(files):
            suffix = Path(name).suffix.lower()
            if name.startswith("."):
                out.skipped[_HIDDEN] += 1
            elif suffix not in known:
                out.skipped[f"{suffix} is not read" if suffix else "no ending"] += 1
            else:
                yield os.path.normpath(os.path.join(path, name))


def _entered(folder: Path, pages: set[str], out: Gathered) -> bool:
    """Whether the files in a folder are taken. pages: stems of the web pages beside it, whose parts browsers keep in
    "NAME_files"."""
    why = ""
    if folder.name.startswith("."):
        why = _HIDDEN
    elif folder.name.endswith("_files") and folder.name.removesuffix("_files") in pages:
        why = _SAVED
    elif holds_store(folder):
        why = _STORE
    if why:
        out.skipped[why] += 1
    return not why
