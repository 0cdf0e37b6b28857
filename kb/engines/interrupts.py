"""Ctrl-C while a driver works: held back until the driver gives back control, then raised.

Python raises `KeyboardInterrupt` wherever the main thread happens to be. Inside a driver that can be a finaliser, where
Python prints and forgets it: the command would go on as if nobody had pressed a key.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType


class Held:
    """Around one call of a driver. Outside the main thread, which alone hears signals, it does nothing."""

    def __init__(self) -> None:
        self._before = None if threading.current_thread() is not threading.main_thread() else _handler()
        self._heard: FrameType | None = None

    def __enter__(self) -> None:
        if callable(self._before):
            signal.signal(signal.SIGINT, self._note)

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        if callable(self._before):
            signal.signal(signal.SIGINT, self._before)
            if self._heard is not None:
                self._before(signal.SIGINT, self._heard)

    def _note(self, _number: int, frame: FrameType | None) -> None:
        self._heard = frame


def _handler() -> signal._HANDLER:
    return signal.getsignal(signal.SIGINT)
