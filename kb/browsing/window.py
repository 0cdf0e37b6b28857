"""Opening a page in the person's web browser."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser


def show(address: str) -> bool:
    """Open the address; False = this machine has no web browser that shows pages in a window.

    A browser that runs in the terminal would take it over, so without a display only what BROWSER names is used.
    """
    if not _windows() and not os.environ.get("BROWSER"):
        return False
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    # some are waited for until they are closed
    threading.Thread(target=browser.open, args=(address,), daemon=True).start()
    return True


def _windows() -> bool:
    """Whether there is a screen with windows."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
