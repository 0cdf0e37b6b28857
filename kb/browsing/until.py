"""Staying until somebody wants it to end: Ctrl-C, SIGTERM, a closed terminal.

Whatever is open is then closed as at any other end, so that no folder, port or process is left.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # SIGHUP is POSIX, SIGBREAK is Windows
_LOOK = 0.5
"""Seconds between two looks: on Windows a wait without end does not hear Ctrl-C."""


class Until:
    """While entered, the first of the signals raises `KeyboardInterrupt`, and ends `wait` without it. Later ones are
    not heard: closing goes on. A signal that this process was started to ignore stays ignored.
    """

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._before: dict[signal.Signals, signal._HANDLER] = {}

    def __enter__(self) -> Until:
        for name in _NAMES:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
                self._before[number] = signal.signal(number, self._hear)
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def wait(self) -> None:
        """Return when the end is wanted."""
        try:
            while not self._asked.wait(_LOOK):
                pass
        except KeyboardInterrupt:
            if not self._asked.is_set():  # not from here
                raise

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        if not self._asked.is_set():
            self._asked.set()
            raise KeyboardInterrupt
