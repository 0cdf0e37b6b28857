"""The course of one `kb add`: what becomes of each file, in order; new sources go into the store several at a time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.commands.context import Context, read_input
from kb.errors import KbError, StoreUnreachable
from kb.reading import Failed, Readers, Reading, Task
from kb.searches import NOTHING_SAID, Search, words_of

if TYPE_CHECKING:
    from kb.base import Base
    from kb.outcomes import Earlier
    from kb.steps import Said

MOST_ROWS = 4000
"""Records, findings and problems in one transaction: as in a merge. A dozen articles; more make it no quicker."""

_SAID = 3  # problems of each of many files that are told at once

Row = dict[str, Any]


@dataclass(frozen=True)
class Wish:
    """What the command line asked for: whose list, which source to replace, how to split, whether to only look, and
    where the records were found."""

    list_of: str | None
    replace: str | None
    split: str
    dry_run: bool
    search: Search = NOTHING_SAID


@dataclass
class Added:
    """What came of it. rows: one a file that was read; failed: files that were not; raw: parts kept raw; remarks:
    problems that were not said; lost: the store could not be reached any more."""

    rows: list[Row] = field(default_factory=list)
    failed: int = 0
    raw: int = 0
    remarks: int = 0
    lost: StoreUnreachable | None = None


@dataclass(frozen=True)
class _File:
    """One file as it stands towards the store. here: what is there of it; error: why it cannot be read; twice:
    another file of this run has the same bytes."""

    name: str
    path: str | None = None
    here: Earlier | None = None
    error: KbError | None = None
    twice: bool = False


def _said(name: str, list_of: str) -> Said:
    """The command by which a person says whose list a file is."""
    from kb.steps import Said

    return Said("add", (name, "--list-of", list_of))


class Adding:
    """One run. few: every remark is said; else problems of level "info" are counted."""

    def __init__(self, ctx: Context, base: Base, wish: Wish, added: Added, *, few: bool) -> None:
        self.ctx, self.base, self.wish, self.added, self.few = ctx, base, wish, added, few
        self._batch: list[tuple[Row, Reading]] = []
        self._size = 0
        self._alone = False

    def run(self, files: Sequence[str], readers: Readers) -> Iterator[str]:
        """Add files; gives each name when it is done with, for a progress bar. Raises what ends the whole run."""
        self._alone = len(files) == 1
        for file, found in readers.read(self._tasks(files)):
            try:
                self._one(file, found)
            except StoreUnreachable:
                self._drop_unwritten()
                raise
            except KbError as error:
                if self._alone:
                    raise
                self._failed(error)
            yield file.name
        self._flush()

    def _tasks(self, files: Sequence[str]) -> Iterator[tuple[_File, Task | None]]:
        seen: set[str] = set()
        for name in files:
            try:
                data = read_input(name)
            except KbError as error:
                yield _File(name, error=error), None
                continue
            path = None if name == "-" else os.path.realpath(name)
            digest = hashlib.sha256(data).hexdigest()
            if digest in seen:
                yield _File(name, path, twice=True), None
                continue
            seen.add(digest)
            here = self.base.library.earlier(digest, path, self.wish.replace)
            if here.state in ("same", "past"):
                yield _File(name, path, here), None
                continue
            lineage = here.row["lineage"] if here.row else None
            now, wish = self.base.library.now(), self.wish
            yield _File(name, path, here), Task(name, data, path, lineage, wish.split, now, wish.search)

    def _one(self, file: _File, found: Reading | Failed | None) -> None:
        if file.error is not None:
            raise file.error
        if isinstance(found, Failed):
            raise KbError(found.message, found.hint)
        if found is None:
            self.added.rows.append(self._again(file))
            return
        row = {"file": file.name, "state": None, **found.row}
        self._say(file.name, found)
        assert file.here is not None
        if file.here.row:
            self._flush()
            self._changed(file.name, file.here.row, row, found)
        elif self.wish.dry_run:
            if self.wish.list_of:
                self.base.library.attachment("", self.wish.list_of, [r.role for r in found.facts.records])
            self.added.rows.append(row | {"state": "would be added"})
        else:
            self.added.rows.append(row)
            self._batch.append((row, found))
            self._size += len(found.facts.records) + len(found.facts.findings) + len(found.facts.problems)
            if self._size >= MOST_ROWS or self._alone:
                self._flush()

    def _changed(self, name: str, here: Mapping[str, Any], row: Row, found: Reading) -> None:
        """Another version of a source that is in the store."""
        gained, lost = self.base.library.difference(found.facts)
        row |= {"gained": gained, "lost": lost}
        question = f"{name} has changed: {gained} records and findings gained, {lost} lost. Replace it?"
        if not (self.wish.replace or self.ctx.confirm(question)):
            self.ctx.say(f"{name}: another version is in the store; left alone (--replace {here['name']} takes it)")
            self.added.failed += 1
            row["state"] = "changed"
        elif self.wish.dry_run:
            row["state"] = "would be replaced"
        else:
            row["state"] = self._write([found])[0]
        self.added.rows.append(row)

    def _again(self, file: _File) -> Row:
        """The same bytes again: nothing but whose list it is, and where it was found, can be new."""
        here = file.here
        said = "an earlier version" if here and here.state == "past" else "unchanged"
        if here and here.row and here.state == "past":
            left = ", and what you say of its search was not noted" if self.wish.search else ""
            self.ctx.say(
                f"{file.name}: the store has moved on from this version of {here.row['name']}; nothing changed{left}"
            )
        elif here and here.row and self.wish.list_of and not self.wish.dry_run:
            self.base.attach(str(here.row["id"]), self.wish.list_of, said=_said(file.name, self.wish.list_of))
            said = "attached"
        if here and here.row and here.state == "same":
            noted = self._tell(file.name, here.row)
            said = noted if noted and said == "unchanged" else said
        return {"file": file.name, "state": said}

    def _tell(self, name: str, row: Mapping[str, Any]) -> str | None:
        """Note where the records of a file that is here were found, if that is new."""
        news = self.wish.search.news(row, "")
        if not news:
            return None
        words = words_of({**row, **news}) or "nothing"
        if self.wish.dry_run:
            self.ctx.say(f"{name}: its search would be: {words}")
            return "would be noted"
        self.base.tell(row, self.wish.search)
        self.ctx.say(f"{name}: its search is now: {words}")
        return "noted"

    def _flush(self) -> None:
        """Write what is waiting: all at once, or if that cannot be, one by one, so that one fails alone."""
        batch, self._batch, self._size = self._batch, [], 0
        if not batch:
            return
        try:
            for (row, _), state in zip(batch, self._write([found for _, found in batch]), strict=True):
                row["state"] = state
            return
        except StoreUnreachable:
            self._drop_unwritten()
            raise
        except KbError:
            if self._alone:
                raise
        for row, found in batch:
            try:
                row["state"] = self._write([found])[0]
            except StoreUnreachable:
                self._drop_unwritten()
                raise
            except KbError as error:
                self.added.rows.remove(row)
                self._failed(error)

    def _write(self, found: Sequence[Reading]) -> list[str]:
        terms = {name: terms for one in found for name, terms in one.terms.items()}
        list_of = self.wish.list_of
        said = _said(found[0].facts.source["name"], list_of) if list_of else None
        outcomes = self.base.add_all([one.facts for one in found], terms, list_of=list_of, said=said)
        return [outcome.state for outcome in outcomes]

    def _drop_unwritten(self) -> None:
        self.added.rows[:] = [row for row in self.added.rows if row["state"]]

    def _failed(self, error: KbError) -> None:
        self.ctx.error(error)
        self.added.failed += 1

    def _say(self, name: str, found: Reading) -> None:
        """The problems of one file; of many files a few each, the rest is counted."""
        self.added.raw += sum(p.level == "error" for p in found.problems)
        said = list(found.problems)
        if not self.few:
            said = [p for p in said if p.level != "info"][:_SAID]
        self.added.remarks += len(found.problems) - len(said)
        self.ctx.problems(said, more=f"kb problems {name}")
