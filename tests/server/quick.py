"""The Java flags with which a server starts soonest, and the classes of one run kept for the next: 4 s instead of 9."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path

FLAGS = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")


def archive(java: str, jars: Path) -> Path:
    """Where this Java keeps the classes it has read from these jars ("dynamic CDS archive", JDK 13 and later).

    Java takes no archive of another Java or of other jars; the name keeps those apart, so that each is made once.
    """
    real = Path(java).resolve()
    about = "\n".join(
        f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in (real, *sorted(jars.glob("*.jar")))
    )
    return jars.parent / f"{jars.name}-{hashlib.sha256(about.encode()).hexdigest()[:12]}.jsa"


def reading(kept: Path) -> tuple[str, ...]:
    """The flag to start with what was kept, if anything was."""
    return (f"-XX:SharedArchiveFile={kept}",) if kept.is_file() else ()


def writing(made: Path) -> tuple[str, ...]:
    """The flag to write a new archive when the server stops in order, which takes 7 s once."""
    return (f"-XX:ArchiveClassesAtExit={made}",)


def keep(made: Path, kept: Path) -> None:
    """Put a written archive in its place, whole or not at all; where nothing can be kept the next start is as slow."""
    if made.is_file():
        beside = kept.with_suffix(f".{os.getpid()}.part")
        with suppress(OSError):
            shutil.copyfile(made, beside)
            beside.replace(kept)
        beside.unlink(missing_ok=True)
        made.unlink()
