"""A store in a folder: what lies in it, how one is told from any other folder, how one is made.

    STORE/kb-store.json   the stamp: which format, schema and engine
    STORE/db/             the engine's own files
    STORE/lock, holders/  see `kb.lock`
    STORE/backups/        copies made before another engine version touched the store

A store is made beside its place and renamed once, so there is never half of one.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from kb.errors import NotAStore, NotFound, StoreDamaged, StoreFull, StoreReadOnly, StoreVersion
from kb.lock import LOCK_FILE

FORMAT = 1
"""Version of the folder's layout and stamp."""
STAMP, DATABASE, BACKUPS = "kb-store.json", "db", "backups"
_STALE = 3600.0
"""Seconds after which a folder that a killed process left while making a store is taken away."""


@dataclass(frozen=True)
class Stamp:
    """What `kb-store.json` says. engine: module name in `kb.engines`; made: ISO time."""

    format: int
    schema: int
    engine: str
    engineVersion: str
    made: str


def new_stamp(schema: int, engine: str, version: str) -> Stamp:
    """The stamp of a store made now."""
    return Stamp(FORMAT, schema, engine, version, datetime.now(UTC).isoformat(timespec="seconds"))


def is_store(path: Path) -> bool:
    """Whether a folder holds a store; a missing or empty folder does not. Raises `NotAStore` for anything else."""
    try:
        if (path / STAMP).is_file():
            return True
        if not path.exists() and not path.is_symlink():
            return False
        if not path.is_dir():
            raise NotAStore(f"{path} is a file, not a store", "give a folder to --store")
        empty = next(path.iterdir(), None) is None
    except OSError as error:
        raise NotAStore(f"cannot look into {path}: {error.strerror}") from error
    if not empty:
        if (path / STAMP).is_file():
            return True  # another process put it there since the first look
        raise NotAStore(f"{path} is not empty and no kb store; it was left as it is", "give a new or empty folder")
    return False


def read_stamp(path: Path, schema: int, engine: str) -> Stamp:
    """The stamp of a store that this program can open; raises `StoreVersion` or `StoreDamaged` otherwise."""
    try:
        stamp = Stamp(**json.loads((path / STAMP).read_text("utf-8")))
        newer = stamp.format > FORMAT or stamp.schema > schema
        known = stamp.format == FORMAT and stamp.schema == schema and stamp.engine == engine
    except OSError as error:
        raise StoreDamaged(f"cannot read {path / STAMP}: {error.strerror}") from error
    except (ValueError, TypeError) as error:
        raise _stamp_error(path, error) from error
    if newer or not known:
        what = f"format {stamp.format}, schema {stamp.schema}, engine {stamp.engine}"
        hint = "install a newer kb" if newer else "it was made by another kb: `kb dump` there, `kb load` here"
        raise StoreVersion(f"{path} is a store of {what}; this kb knows format {FORMAT}, schema {schema}", hint)
    return stamp


def _stamp_error(path: Path, error: Exception) -> StoreDamaged | StoreVersion:
    """A stamp with unknown fields is a later format's; anything else is damage."""
    with suppress(ValueError, OSError, AttributeError):
        later = json.loads((path / STAMP).read_text("utf-8")).get("format")
        if isinstance(later, int) and later > FORMAT:
            return StoreVersion(f"{path} is a store of format {later}; this kb knows {FORMAT}", "install a newer kb")
    return StoreDamaged(f"{path / STAMP} cannot be understood: {error}", "put the folder back from a backup")


def write_stamp(path: Path, stamp: Stamp) -> None:
    """Replace the stamp in one step."""
    beside = path / f"{STAMP}.{os.getpid()}"
    beside.write_text(json.dumps(asdict(stamp), indent=2) + "\n", "utf-8")
    _sync(beside)
    beside.replace(path / STAMP)


def missing(path: Path) -> NotFound:
    """The error for a place without a store where none is to be made."""
    return NotFound(f"there is no store at {path}", "`kb init` or `kb add FILE` makes one")


def make(path: Path, build: Callable[[Path], Stamp]) -> bool:
    """Make a store: `build` fills a folder beside the place with `db/` and returns the stamp, then one rename.

    False if another process made one there meanwhile: then theirs stays.
    """
    path = Path(os.path.abspath(path))
    beside = path.parent / f".{path.name}.making-{os.getpid()}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_stale(path)
        beside.mkdir()
    except OSError as error:
        raise StoreReadOnly(f"cannot make a store at {path}: {error.strerror}", "choose another --store") from error
    try:
        stamp = build(beside / DATABASE)
        (beside / LOCK_FILE).touch()
        write_stamp(beside, stamp)
        for file in (beside / DATABASE).rglob("*"):
            _sync(file)  # a power cut after the rename must not find empty files
        return _put(beside, path)
    except OSError as error:
        raise full_or_refused(path, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def full_or_refused(path: Path, error: OSError) -> StoreFull | StoreReadOnly:
    """What a refused write means."""
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StoreFull(f"the disk is full at {path}; nothing was changed", "make room and try again")
    return StoreReadOnly(f"cannot write at {path}: {error.strerror}")


def _put(beside: Path, path: Path) -> bool:
    """Rename into place; False if there is a store meanwhile."""
    with suppress(OSError):
        path.rmdir()  # an empty folder gives way: Windows renames onto nothing
    try:
        beside.rename(path)
    except OSError:
        if not is_store(path):
            raise
        return False
    _sync(path.parent)
    return True


def _sync(path: Path) -> None:
    """Have the disk keep it; a folder can be synced on POSIX only."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _clear_stale(path: Path) -> None:
    for left in path.parent.iterdir():
        with suppress(OSError):
            if left.name.startswith(f".{path.name}.making-") and time.time() - left.stat().st_mtime > _STALE:
                shutil.rmtree(left, ignore_errors=True)


def writable(path: Path) -> bool:
    """Whether files can be made in a folder; asked by making one, since permissions alone do not tell."""
    try:
        with tempfile.TemporaryFile(dir=path):
            return True
    except OSError:
        return False


def copy_files(source: Path, target: Path) -> None:
    """Copy files without their permissions, so that the copy can be written where the original cannot."""
    target.mkdir()
    for file in source.iterdir():
        if file.is_dir():
            copy_files(file, target / file.name)
        else:
            shutil.copyfile(file, target / file.name)


def copy_for_backup(path: Path, stamp: Stamp) -> Path:
    """Copy the engine's files byte for byte into `backups/`; returns the new folder there (holding `db/`)."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    target = path / BACKUPS / f"{moment}-{stamp.engine}-{stamp.engineVersion}"
    part = target.with_name(f"{target.name}.part")  # a killed copy must not look like a whole one
    try:
        shutil.copytree(path / DATABASE, part / DATABASE)
        shutil.copy2(path / STAMP, part / STAMP)
        for file in part.rglob("*"):
            _sync(file)
        part.rename(target)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise full_or_refused(path, error) from error
    return target
