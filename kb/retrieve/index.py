"""The side index: which analysed terms stand in which finding.

It is derived from the store and may be thrown away at any time. Term statistics are never kept: a query counts them
over the living findings among the postings it reads anyway, so they are exact after any order of adding and removing.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb import words
from kb.retrieve.docs import Doc, term_weights
from kb.retrieve.file import FILE_NAME, FORMAT, IndexDamaged, make, open_good, sealed, unsealed
from kb.retrieve.signs import signs_of

BLOCK = 4096
UNKNOWN = -1  # revision of an index that mirrors nothing yet
FINDINGS, ABOUTS = 0, 1
_LONGEST = 65535

_Posts = dict[tuple[str, int], tuple["array[int]", "array[int]"]]


@dataclass(frozen=True)
class Columns:
    """What a query needs of every finding, by number.

    ids: "" is a removed one. papers, abouts: numbers; lengths: quarters of a word; signs: see `signs_of`.
    """

    ids: list[str]
    papers: array[int]
    abouts: array[int]
    lengths: array[int]
    signs: array[int]


class SideIndex:
    """One open side index. Make it with `SideIndex.open`; close it, or use it as a context manager."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._db = connection
        self._path = path

    @classmethod
    def open(cls, folder: Path | None) -> SideIndex:
        """Open or make the index in `folder`; None keeps it in memory.

        A file that is damaged, foreign or of another version is replaced by an empty index, whose revision is
        `UNKNOWN`. Where the folder refuses writing, a good file is opened for reading; anything else is left alone
        and an index in memory is given instead.
        """
        if folder is None:
            return cls(make(None), None)
        path = folder / FILE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            connection = open_good(path, readonly=False)
            if connection is None:
                _unlink(path)
                connection = make(path)
            return cls(connection, path)
        except (OSError, sqlite3.OperationalError):
            return cls._open_readonly(path)

    @classmethod
    def _open_readonly(cls, path: Path) -> SideIndex:
        try:
            connection = open_good(path, readonly=True)
        except (OSError, sqlite3.OperationalError):
            connection = None
        return cls(connection, path) if connection else cls(make(None), None)

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
        ids = self.columns().ids
        return ids.count("") * 2 > len(ids)

    def __len__(self) -> int:
        """Number of living findings."""
        ids = self.columns().ids
        return len(ids) - ids.count("")

    def update(self, docs: Iterable[Doc], removed: Iterable[str], revision: int) -> None:
        """Take findings out, put findings in (one of a known id replaces it), set the revision: all or nothing."""
        with self._change():
            fresh = {doc.id: doc for doc in docs}
            self._remove({*removed, *fresh})
            self._add(list(fresh.values()))
            self._set_revision(revision)

    def rebuild(self, docs: Iterable[Doc], revision: int) -> None:
        """Forget everything and index `docs`: what to do whenever the index is in doubt."""
        if self._path is not None:
            self._db.close()
            _unlink(self._path)
        self._db = make(self._path)
        self.update(docs, (), revision)

    def columns(self) -> Columns:
        """Everything but the terms, of every finding."""
        found = Columns([], array("I"), array("I"), array("H"), array("B"))
        for ids, data in self._all("SELECT ids, data FROM block ORDER BY block"):
            papers, abouts, lengths, signs = unsealed(data, "IIHB")
            names = ids.split("\n")
            if len(names) != len(papers):
                raise IndexDamaged("a block of the side index has lost names")
            found.ids.extend(names)
            found.papers.extend(papers)
            found.abouts.extend(abouts)
            found.lengths.extend(lengths)
            found.signs.extend(signs)
        return found

    def postings(self, term: str, space: int = FINDINGS) -> tuple[array[int], array[int]]:
        """Numbers of what holds a term (`FINDINGS`, removed ones too, or `ABOUTS`), and the weight of it there."""
        numbers, weights = array("I"), array("B")
        query = "SELECT block, data FROM post WHERE space = ? AND term = ? ORDER BY block"
        for block, data in self._all(query, (space, term)):
            offsets, held = unsealed(data, "HB")
            base = block * BLOCK
            numbers.extend(array("I", [base + offset for offset in offsets]) if base else array("I", offsets))
            weights.extend(held)
        return numbers, weights

    def papers(self) -> dict[int, str]:
        """Ids of papers by number."""
        return {number: name for name, number in self._names("paper").items()}

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several reads of one state, whatever another process writes meanwhile."""
        self._all("BEGIN")
        try:
            yield
        finally:
            self._db.rollback()

    def close(self) -> None:
        """Close; safe to call twice."""
        self._db.close()

    def __enter__(self) -> SideIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _change(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            with self._db:
                yield
        except sqlite3.OperationalError:
            raise  # busy, full, read-only: the file is as it was
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(str(error)) from error

    def _set_revision(self, revision: int) -> None:
        meta = (("revision", str(revision)), ("analysis", words.VERSION))
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta)

    def _remove(self, ids: set[str]) -> None:
        for block, names in self._all("SELECT block, ids FROM block ORDER BY block"):
            kept = "\n".join("" if name in ids else name for name in names.split("\n"))
            if kept != names:
                self._db.execute("UPDATE block SET ids = ? WHERE block = ?", (kept, block))

    def _add(self, docs: list[Doc]) -> None:
        columns, posts = self.columns(), _Posts()
        first = len(columns.ids)
        papers, abouts = self._names("paper"), self._names("about")
        known = len(abouts)
        for number, doc in enumerate(docs, start=first):
            weights = term_weights(doc)
            for term, weight in weights.items():
                _post(posts, term, number, weight)
            columns.ids.append(doc.id)
            columns.papers.append(papers.setdefault(doc.paper, len(papers)))
            columns.abouts.append(abouts.setdefault(doc.about, len(abouts)))
            columns.lengths.append(min(sum(weights.values()), _LONGEST))
            columns.signs.append(signs_of(doc.clean))
        self._write_posts(FINDINGS, posts)
        self._write_posts(ABOUTS, _about_posts([text for text, number in abouts.items() if number >= known], known))
        self._write_blocks(columns, first)
        self._write_names("paper", papers)
        self._write_names("about", abouts)

    def _names(self, kind: str) -> dict[str, int]:
        return dict(self._all("SELECT text, number FROM name WHERE kind = ? ORDER BY number", (kind,)))

    def _write_names(self, kind: str, names: dict[str, int]) -> None:
        rows = ((kind, number, text) for text, number in names.items())
        self._db.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", rows)

    def _write_blocks(self, columns: Columns, first: int) -> None:
        for start in range(first // BLOCK * BLOCK, len(columns.ids), BLOCK):
            part = slice(start, start + BLOCK)
            data = sealed(columns.papers[part], columns.abouts[part], columns.lengths[part], columns.signs[part])
            row = (start // BLOCK, "\n".join(columns.ids[part]), data)
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
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(str(error)) from error


def _post(posts: _Posts, term: str, number: int, weight: int) -> None:
    key = (term, number // BLOCK)
    held = posts.get(key)
    if held is None:
        held = posts[key] = (array("H"), array("B"))
    held[0].append(number % BLOCK)
    held[1].append(weight)


def _about_posts(texts: list[str], first: int) -> _Posts:
    posts = _Posts()
    for number, text in enumerate(texts, start=first):
        for term in dict.fromkeys(term for terms in words.content(text) for term in terms):
            _post(posts, term, number, 1)
    return posts


def _unlink(path: Path) -> None:
    """Remove the file and its journal, which would otherwise be played back into the next one."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + "-journal").unlink(missing_ok=True)
