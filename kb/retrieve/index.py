"""The side index: which analysed terms stand in which finding.

It is derived from the store and may be thrown away at any time. Term statistics are never kept: a query counts them
over the living findings among the postings it reads anyway, so they are exact after any order of adding and removing.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from kb import words
from kb.errors import StoreError
from kb.retrieve.docs import MOST_LENGTH, Doc, about_weights, hash_of, term_weights
from kb.retrieve.file import FILE_NAME, FORMAT, IndexDamaged, make, open_good, remove, sealed, unsealed
from kb.retrieve.signs import TITLE, signs_of
from kb.retrieve.view import View, read_view

BLOCK = 4096
UNKNOWN = -1  # revision of an index that mirrors nothing yet
FINDINGS, ABOUTS = 0, 1

T = TypeVar("T")
Mirrored = tuple[Iterable[Doc], int]
_Posts = dict[tuple[str, int], tuple["array[int]", "array[int]"]]


class SideIndex:
    """One open side index. Make it with `SideIndex.open`; close it, or use it as a context manager.

    source: gives all findings of the store and its revision; used to mend an index that turns out damaged while it is
    asked. Without it, damage is raised as `IndexDamaged`.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path | None, source: Callable[[], Mirrored] | None = None
    ) -> None:
        self._db = connection
        self._path = path
        self._view: tuple[int, View] | None = None
        self.source = source

    @classmethod
    def open(cls, folder: Path | None, source: Callable[[], Mirrored] | None = None) -> SideIndex:
        """Open or make the index in `folder`; None keeps it in memory.

        A file that is damaged, foreign or of another version is replaced by an empty index, whose revision is
        `UNKNOWN`. Where the folder refuses writing, a good file is opened for reading; anything else is left alone
        and an index in memory is given instead.
        """
        if folder is None:
            return cls(make(None), None, source)
        path = folder / FILE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            connection = open_good(path, readonly=False)
            if connection is None:
                remove(path)
                connection = make(path)
            return cls(connection, path, source)
        except (OSError, sqlite3.OperationalError):
            connection = _open_readonly(path)
            return cls(connection, path, source) if connection else cls(make(None), None, source)

    @property
    def revision(self) -> int:
        """The store's revision that the index mirrors, `UNKNOWN` if none."""
        rows = self._all("SELECT value FROM meta WHERE key = 'revision'")
        return int(rows[0][0]) if rows else UNKNOWN

    @property
    def stamp(self) -> str:
        """What must agree for the index to be believed: its format, the analysis of words, the revision."""
        return f"{FORMAT}/{words.VERSION}/{self.revision}"

    @property
    def worn(self) -> bool:
        """Whether more findings were removed than are left: `rebuild` then gives a smaller and quicker index."""
        alive = self.view().alive
        return sum(alive) * 2 < len(alive)

    def __len__(self) -> int:
        """Number of living findings."""
        return sum(self.view().alive)

    def update(self, docs: Iterable[Doc], removed: Iterable[str], revision: int) -> None:
        """Take findings out, put findings in (one of a known id replaces it), set the revision: all or nothing.

        Raises `StoreError` where the file cannot be written; its revision then says that it is behind.
        """
        with self._change():
            fresh = {doc.id: doc for doc in docs}
            self._remove({*removed, *fresh})
            self._add(list(fresh.values()))
            self._set_revision(revision)

    def rebuild(self, docs: Iterable[Doc], revision: int) -> None:
        """Forget everything and index `docs`: what to do whenever the index is in doubt.

        Where the file cannot be replaced (a folder that refuses writing, another process that reads it on Windows)
        the new index is in memory.
        """
        self._db.close()
        self._view = None
        try:
            if self._path is not None:
                remove(self._path)
            self._db = make(self._path)
            self.update(docs, (), revision)
        except (OSError, sqlite3.OperationalError, StoreError):
            if self._path is None:
                raise
            self._db.close()
            self._path = None
            self._db = make(None)
            self.update(docs, (), revision)

    def view(self) -> View:
        """Everything but the terms; kept until the file changes."""
        version = self._all("PRAGMA data_version")[0][0]
        if self._view is None or self._view[0] != version:
            lengths = self._all("SELECT length FROM name WHERE kind = 'about' ORDER BY number")
            blocks = self._all("SELECT ids, data FROM block ORDER BY block")
            self._view = (version, read_view(blocks, (length for (length,) in lengths)))
        return self._view[1]

    def postings(self, term: str, space: int) -> tuple[array[int], array[int]]:
        """Numbers of what holds a term in a space (removed findings too), and its weight there."""
        numbers, weights = array("I"), array("B")
        query = "SELECT block, data FROM post WHERE space = ? AND term = ? ORDER BY block"
        for block, data in self._all(query, (space, term)):
            offsets, held = unsealed(data, "HB")
            base = block * BLOCK
            numbers.extend([base + offset for offset in offsets])
            weights.extend(held)
        return numbers, weights

    def papers(self) -> dict[int, str]:
        """Ids of papers by number."""
        return {number: name for name, number in self._names("paper").items()}

    def asking(self, ask: Callable[[], T]) -> T:
        """The answer of a query on one state of the index, whatever another process writes meanwhile.

        An index that turns out damaged is rebuilt from `source` and asked again.
        """
        try:
            with self._snapshot():
                return ask()
        except IndexDamaged:
            if self.source is None:
                raise
            self.rebuild(*self.source())
            return ask()

    def close(self) -> None:
        """Close; safe to call twice."""
        self._db.close()

    def __enter__(self) -> SideIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        self._all("BEGIN")
        try:
            yield
        finally:
            self._db.rollback()

    @contextmanager
    def _change(self) -> Iterator[None]:
        self._view = None
        try:
            self._db.execute("BEGIN IMMEDIATE")
            with self._db:
                yield
        except sqlite3.OperationalError as error:  # busy, full, read-only: the file is as it was
            hint = "what was added is in the library; the search index catches up at the next command"
            raise StoreError(f"the search index could not be written: {error}", hint) from error
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(str(error)) from error
        finally:
            self._view = None

    def _set_revision(self, revision: int) -> None:
        meta = (("revision", str(revision)), ("analysis", words.VERSION))
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta)

    def _remove(self, ids: set[str]) -> None:
        for block, names in self._all("SELECT block, ids FROM block ORDER BY block"):
            kept = "\n".join("" if name in ids else name for name in names.split("\n"))
            if kept != names:
                self._db.execute("UPDATE block SET ids = ? WHERE block = ?", (kept, block))
        self._view = None

    def _add(self, docs: list[Doc]) -> None:
        view, posts = self.view(), _Posts()
        papers, abouts = self._names("paper"), self._names("about")
        fresh: dict[int, Doc] = {}
        numbers: dict[str, int] = {}
        first = len(view.ids)
        for number, doc in enumerate(docs, start=first):
            weights, signs = doc.terms or (term_weights(doc), signs_of(doc.clean))
            _post(posts, weights, number)
            view.ids.append(doc.id)
            view.papers.append(papers.setdefault(doc.paper, len(papers)))
            about = numbers.get(doc.about)
            if about is None:
                about = numbers[doc.about] = abouts.setdefault(hash_of(doc.about), len(abouts))
                if about >= len(view.about_lengths):
                    fresh[about] = doc
            view.abouts.append(about)
            view.lengths.append(min(sum(weights.values()), MOST_LENGTH))
            view.signs.append(TITLE if doc.kind == "title" else signs)
        self._write_blocks(view, first)
        self._write_posts(FINDINGS, posts)
        self._write_names("paper", [(number, name, 0) for name, number in papers.items()])
        self._add_abouts(fresh)

    def _add_abouts(self, docs: dict[int, Doc]) -> None:
        posts, names = _Posts(), []
        for number, doc in docs.items():
            weights = about_weights(doc.about) if doc.about_terms is None else doc.about_terms
            _post(posts, weights, number)
            names.append((number, hash_of(doc.about), min(sum(weights.values()), MOST_LENGTH)))
        self._write_posts(ABOUTS, posts)
        self._write_names("about", names)

    def _names(self, kind: str) -> dict[str, int]:
        return dict(self._all("SELECT text, number FROM name WHERE kind = ? ORDER BY number", (kind,)))

    def _write_names(self, kind: str, names: Iterable[tuple[int, str, int]]) -> None:
        self._db.executemany(
            "INSERT OR IGNORE INTO name (kind, number, text, length) VALUES (?, ?, ?, ?)",
            ((kind, *name) for name in names),
        )

    def _write_blocks(self, view: View, first: int) -> None:
        for start in range(first // BLOCK * BLOCK, len(view.ids), BLOCK):
            part = slice(start, start + BLOCK)
            data = sealed(view.papers[part], view.abouts[part], view.lengths[part], view.signs[part])
            row = (start // BLOCK, "\n".join(view.ids[part]), data)
            self._db.execute("INSERT OR REPLACE INTO block VALUES (?, ?, ?)", row)

    def _write_posts(self, space: int, posts: _Posts) -> None:
        rows = []
        for (term, block), (offsets, weights) in sorted(posts.items()):
            old = self._all("SELECT data FROM post WHERE space = ? AND term = ? AND block = ?", (space, term, block))
            if old:
                before, held = unsealed(old[0][0], "HB")
                offsets, weights = before + offsets, held + weights
            rows.append((space, term, block, sealed(offsets, weights)))
        self._db.executemany("INSERT OR REPLACE INTO post VALUES (?, ?, ?, ?)", rows)

    def _all(self, query: str, values: tuple[object, ...] = ()) -> list[Any]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.OperationalError as error:
            raise StoreError(f"the search index could not be read: {error}", "try again in a moment") from error
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(str(error)) from error


def _post(posts: _Posts, weights: Mapping[str, int], number: int) -> None:
    block, offset = divmod(number, BLOCK)
    for term, weight in weights.items():
        held = posts.get((term, block))
        if held is None:
            held = posts[term, block] = (array("H"), array("B"))
        held[0].append(offset)
        held[1].append(weight)


def _open_readonly(path: Path) -> sqlite3.Connection | None:
    try:
        return open_good(path, readonly=True)
    except (OSError, sqlite3.OperationalError):
        return None
