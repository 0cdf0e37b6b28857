"""Files read side by side in processes of their own, in order; one that kills its reader is an error of that file.

Reading is pure and takes most of the time of adding; one process writes. A process is started anew for each run
("spawn"), as on Windows and macOS, so that it shares nothing with the one that has a store open.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, TypeVar

from bib.model import Problem
from kb.facts import Facts
from kb.retrieve.docs import Terms
from kb.searches import NOTHING_SAID, Search

PATIENCE = 300.0
"""Seconds that one file may take: fifty times what the slowest honest one took (a book of 2,000 pages)."""
_AHEAD = 32  # files that may be read, or being read, before those ahead of them are used
_FEW, _SMALL = 12, 1_500_000  # files and bytes that one process reads sooner than others start (0.5 s each)

T = TypeVar("T")


@dataclass(frozen=True)
class Task:
    """One file to be read. name: as the user named it; path: where it lies; lineage, split: as for `ingest.read`;
    at: when (ISO); search: where its records were found."""

    name: str
    data: bytes
    path: str | None
    lineage: str | None
    split: str
    at: str
    search: Search = NOTHING_SAID


@dataclass(frozen=True)
class Reading:
    """What came of one file. row: see `kb.understood`; terms: for the side index."""

    facts: Facts
    row: dict[str, Any]
    problems: tuple[Problem, ...]
    terms: Terms


@dataclass(frozen=True)
class Failed:
    """A file whose reader died, gave up or ran out of time; nothing of it is known."""

    message: str
    hint: str


def read(task: Task) -> Reading:
    """Read one file in this process."""
    import ingest
    from kb.facts import facts_of
    from kb.papers import about_of
    from kb.retrieve.docs import about_weights, hash_of, terms_of
    from kb.understood import understood

    batch = ingest.read(task.data, task.name, lineage=task.lineage, split=task.split)
    facts = facts_of(batch, by=task.name, at=task.at, path=task.path, search=task.search)
    terms = {f["id"]: terms_of(f["clean"], f["leadIn"], f["section"] or ()) for f in facts.findings}
    for record in facts.records:
        about = about_of(record.reference)
        terms[hash_of(about)] = about_weights(about), 0
    return Reading(facts, understood(batch), batch.problems, terms)


def read_safely(task: Task) -> Reading | Failed:
    """The same, where a mistake in a reader is an error of that file."""
    try:
        return read(task)
    except MemoryError:
        return Failed(f"{task.name}: there is not enough memory to read it", "close other programs, or divide the file")
    except Exception as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return Failed(f"{task.name}: reading it failed: {what}", "a mistake in kb; please report it with the file")


def jobs_for(sizes: Iterable[int]) -> int:
    """How many processes some files are worth. sizes: in bytes."""
    known = list(sizes)
    if len(known) < 2 or (len(known) < _FEW and sum(known) < _SMALL):
        return 1
    return min(cores(), len(known))


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


class Readers:
    """Processes that read, as a context manager: in the end, or at Ctrl-C, none is left.

    jobs: how many; with 1 files are read in this process, without bounds of time, unless they are to be read `apart`:
    what reads PDFs is a library of machine code, which a hostile file may crash or hold up. patience: seconds for one.
    """

    def __init__(self, jobs: int, patience: float = PATIENCE, apart: bool = False) -> None:
        self.jobs, self.patience = jobs, patience
        self._mine = threading.local()
        self._all: list[_Reader] = []
        self._closed = False
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(jobs, "kb-reading", _deaf) if jobs > 1 or apart else None

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End every process; safe to call twice."""
        with self._lock:
            self._closed = True
            for reader in self._all:
                reader.kill()
        if self._threads is not None:
            self._threads.shutdown(wait=True, cancel_futures=True)

    def read(self, tasks: Iterable[tuple[T, Task | None]]) -> Iterator[tuple[T, Reading | Failed | None]]:
        """Each thing with the reading of its task, in order; a thing without a task is passed on.

        Tasks are taken from `tasks` in the caller's thread, a few files ahead.
        """
        if self._threads is None:
            for thing, task in tasks:
                yield thing, read_safely(task) if task else None
            return
        waiting: deque[tuple[T, Future[Reading | Failed] | None]] = deque()
        for thing, task in tasks:
            waiting.append((thing, self._threads.submit(self._ask, task) if task else None))
            if len(waiting) >= _AHEAD + self.jobs:
                yield _ended(waiting.popleft())
        while waiting:
            yield _ended(waiting.popleft())

    def _ask(self, task: Task) -> Reading | Failed:
        """Have one file read by this thread's process, which is started when it is needed and replaced when it died."""
        reader: _Reader | None = getattr(self._mine, "reader", None)
        if reader is None or not reader.alive:
            with self._lock:
                if self._closed:
                    return Failed(f"{task.name}: stopped", "")
                reader = self._mine.reader = _Reader()
                self._all.append(reader)
        return reader.ask(task, self.patience)


def _deaf() -> None:
    """Let processes that this thread starts not hear Ctrl-C from their first moment on; the main thread does."""
    if hasattr(signal, "pthread_sigmask"):
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # else its start would undo the mask
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _ended(pair: tuple[T, Future[Reading | Failed] | None]) -> tuple[T, Reading | Failed | None]:
    thing, future = pair
    return thing, future.result() if future else None


class _Reader:
    """One process that reads, and the pipe to it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), name="kb-reader", daemon=True)
        self._process.start()
        theirs.close()
        self.alive = True

    def ask(self, task: Task, patience: float) -> Reading | Failed:
        try:
            self._pipe.send(task)
            if not self._pipe.poll(patience):
                self.kill()
                return Failed(
                    f"{task.name}: not read within {patience:.0f} seconds", "divide the file, or leave it out"
                )
            found: Reading | Failed = self._pipe.recv()
            return found
        except (EOFError, OSError):
            self.kill()
            return Failed(f"{task.name}: its reader died{self._why()}", "the others went on; please report the file")

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self.alive = False
        with suppress(OSError, ValueError):
            self._process.kill()
        self._process.join()

    def _why(self) -> str:
        code = self._process.exitcode
        if code is None or code >= 0:
            return "" if code is None else f" (exit code {code})"
        known = {s.value: s.name for s in signal.Signals}
        name = known.get(-code, f"signal {-code}")
        return f" ({name}: mostly for want of memory)" if name == "SIGKILL" else f" ({name})"


def _serve(pipe: Connection) -> None:
    """What a reading process does until its pipe is closed. Ctrl-C is its parent's business, who then ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(AttributeError, OSError):
        os.nice(5)  # all wait for the one that writes
    with suppress(EOFError, OSError):
        while True:
            pipe.send(read_safely(pipe.recv()))
