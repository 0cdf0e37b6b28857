"""The store's own lock: many readers or one writer, among processes of one machine.

The embedded engine guards writers against each other, but lets a reader in beside a writer and then shows
it wrong rows. So each open store holds the file `lock` in its folder, shared to read and exclusive to
write; the operating system frees it when a process dies. Who holds it is told by empty files in `holders/`,
one a process: its name is `PID.COMMAND`, its age is since when, and it is itself locked as long as its
process lives. Nothing is written *into* a locked file: Windows lets nobody read one.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, unquote

import portalocker
from portalocker import LockFlags

from kb.errors import StoreBusy, StoreError, StoreReadOnly

LOCK_FILE, HOLDERS = "lock", "holders"
PATIENCE = 5.0
"""Seconds to wait for a store that another process holds."""
_POLL = 0.02
_LABEL = 60


class Lock:
    """A held lock; `release` may be called twice. exclusive: held to write."""

    def __init__(self, file: IO[Any] | None, note: Path | None, note_file: IO[Any] | None, exclusive: bool) -> None:
        self._file, self._note, self._note_file, self.exclusive = file, note, note_file, exclusive

    def release(self) -> None:
        """Give it back and take the note of this process away."""
        note, note_file, file = self._note, self._note_file, self._file
        self._note = self._note_file = self._file = None
        if note_file is not None:
            note_file.close()
        if note is not None:
            with suppress(OSError):  # the next writer clears what is left
                note.unlink()
        if file is not None:
            file.close()


def take(folder: Path, *, exclusive: bool, patience: float = PATIENCE) -> Lock:
    """Hold the store in a folder; raises `StoreBusy` after `patience` seconds, naming who holds it.

    A folder that refuses writing is read without a note, and without a lock where it has no lock file.
    """
    file = _open(folder, exclusive)
    if file is None:
        return Lock(None, None, None, exclusive)
    try:
        if not _wait(file, exclusive, patience):
            raise StoreBusy(*_busy(folder, exclusive))
    except BaseException:
        file.close()
        raise
    if exclusive:
        _clear_notes(folder)
    note, note_file = _leave_note(folder)
    return Lock(file, note, note_file, exclusive)


def _open(folder: Path, exclusive: bool) -> IO[Any] | None:
    path = folder / LOCK_FILE
    try:
        return path.open("a+b")
    except OSError as error:
        if exclusive:
            raise StoreReadOnly(f"cannot write in {folder}: {error.strerror}") from error
    try:
        return path.open("rb")
    except OSError:
        return None


def _wait(file: IO[Any], exclusive: bool, patience: float) -> bool:
    end = time.monotonic() + patience
    while not _try(file, exclusive):
        if time.monotonic() >= end:
            return False
        time.sleep(_POLL)
    return True


def _try(file: IO[Any], exclusive: bool) -> bool:
    kind = LockFlags.EXCLUSIVE if exclusive else LockFlags.SHARED
    try:
        portalocker.lock(file, kind | LockFlags.NON_BLOCKING)
    except portalocker.AlreadyLocked:
        return False
    except portalocker.LockException as error:
        hint = "keep the store on a disk of this machine"
        raise StoreError(f"the disk under {file.name} gives no locks: {error}", hint) from error
    return True


def _leave_note(folder: Path) -> tuple[Path | None, IO[Any] | None]:
    """Say who holds it. A folder that cannot take the note costs only the name in another process's message."""
    command = " ".join([Path(sys.argv[0] or "python").stem, *sys.argv[1:]])[:_LABEL]
    note = folder / HOLDERS / f"{os.getpid()}.{quote(command, safe=' ', errors='replace')}"
    try:
        note.parent.mkdir(exist_ok=True)
        file = note.open("wb")
    except OSError:
        return None, None
    _try(file, exclusive=True)
    return note, file


def _notes(folder: Path) -> list[Path]:
    try:
        return sorted((folder / HOLDERS).iterdir())
    except OSError:
        return []


def _clear_notes(folder: Path) -> None:
    """Whoever holds the store alone knows that every note is a dead process's."""
    for note in _notes(folder):
        with suppress(OSError):
            note.unlink()


def _busy(folder: Path, exclusive: bool) -> tuple[str, str]:
    holders = [text for note in _notes(folder) if (text := _holder(note))]
    who = "; ".join(holders) or "another process"
    wanted = "changed" if exclusive else "read"
    return f"the store {folder} cannot be {wanted} now: held by {who}", "try again when that command has ended"


def _holder(note: Path) -> str:
    """The process that a note names, or "" when it is gone."""
    try:
        since = datetime.fromtimestamp(note.stat().st_mtime).strftime("%Y-%m-%d %H:%M:%S")
        with note.open("rb") as file:
            if _try(file, exclusive=False):
                return ""
    except OSError:
        return ""
    pid, _, command = note.name.partition(".")
    return f"process {pid} ({unquote(command)}) since {since}"
