"""Answers kept on disk, one file each, so that a run that was cut off goes on and nobody is asked twice.

A file is JSON: address (without the user's e-mail), status, text, and when it came. What cannot be read counts as not
there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kb.output import whole_file

_LONGEST = 50_000_000  # bytes of a file that is read back


@dataclass(frozen=True)
class Kept:
    """One answer. url: what was asked; status: 200 or 404; text: the body; at: when it came (ISO, UTC)."""

    url: str
    status: int
    text: str
    at: str


class Cache:
    """A folder of answers, or memory alone where it is None. max_age: days after which an answer counts as not there,
    None = never."""

    def __init__(
        self,
        folder: Path | None,
        max_age: float | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._folder, self._max_age, self._now = folder, max_age, now
        self._memory: dict[str, Kept] = {}

    def get(self, url: str) -> Kept | None:
        """The answer to an address, if it is here and young enough."""
        kept = self._memory.get(url) if self._folder is None else self._read(self._file(self._folder, url))
        if kept is None or kept.url != url or not self._young(kept.at):
            return None
        return kept

    def put(self, url: str, status: int, text: str) -> Kept:
        """Keep an answer that came now. Where the disk refuses, it is only not kept."""
        kept = Kept(url, status, text, self._now().isoformat(timespec="seconds"))
        if self._folder is None:
            self._memory[url] = kept
            return kept
        file = self._file(self._folder, url)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(file) as out:
                json.dump(asdict(kept), out, ensure_ascii=False)
        except OSError:
            pass
        return kept

    def _file(self, folder: Path, url: str) -> Path:
        name = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
        return folder / name[:2] / f"{name[2:]}.json"

    def _read(self, file: Path) -> Kept | None:
        try:
            if file.stat().st_size > _LONGEST:
                return None
            found = json.loads(file.read_text("utf-8"))
            kept = Kept(str(found["url"]), int(found["status"]), str(found["text"]), str(found["at"]))
            datetime.fromisoformat(kept.at)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return kept

    def _young(self, at: str) -> bool:
        if self._max_age is None:
            return True
        when = datetime.fromisoformat(at)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        try:
            return self._now() - when <= timedelta(days=self._max_age)
        except OverflowError:
            return True
