"""Neo4j Browser in a headless Chromium: connect, run, drop a file, read what is drawn.

Written for Browser 5.24. Its drawing is SVG: `g.node` holds a circle whose `fill` is the style's colour, `g.relationship`
a path. Frames are the answers to commands, the newest first.
"""

from __future__ import annotations

import base64
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ElementHandle, Page, Route, sync_playwright

SIZE = {"width": 1400, "height": 950}
PATIENCE = 60_000.0
"""Milliseconds to wait for anything: machines that test are busy machines."""

_HERE = ("http://127.0.0.1:", "http://localhost:", "ws://127.0.0.1:", "ws://localhost:", "data:", "blob:")
_EDITOR = "#monaco-main-editor"
_CONNECTED = """() => {
  const bars = [...document.querySelectorAll('[data-testid=frameStatusbar]')].map(e => e.innerText.trim());
  const error = bars.find(text => /^Neo\\.|Error|ServiceUnavailable/.test(text));
  if (error) return error;
  const editor = document.querySelector('#monaco-main-editor');
  const gone = !document.querySelector('[data-testid=disconnectedBanner]');
  return gone && editor && /^[a-z0-9]+\\$/.test(editor.innerText.trim()) ? 'connected' : false;
}"""
_FRAME = """command => [...document.querySelectorAll('[data-testid=frame]')].find(frame => {
  const said = frame.querySelector('[data-testid=frameCommand]');
  return said && said.innerText.replace(/^[a-z0-9]*\\$/, '').replace(/\\s+/g, ' ').trim().startsWith(command);
})"""
_DRAWN = """frame => {
  const all = (selector, read) => [...frame.querySelectorAll(selector)].map(read);
  return {
    nodes: frame.querySelectorAll('g.node').length,
    edges: frame.querySelectorAll('g.relationship').length,
    fills: [...new Set(all('g.node circle.b-outline', e => e.getAttribute('fill')))].sort(),
    strokes: [...new Set(all('g.relationship path.b-outline', e => e.getAttribute('fill')))].sort(),
    captions: all('g.node', e => [...e.querySelectorAll('text')].map(t => t.textContent).join(' ').trim()),
  };
}"""
_DROP = """([name, content, selector]) => {
  const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  const place = document.querySelector(selector);
  for (const kind of ['dragenter', 'dragover', 'drop'])
    place.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: carried}));
}"""


@dataclass(frozen=True)
class Drawn:
    """What a frame draws: counts, the fill colours of circles and arrows (each once, sorted), captions."""

    nodes: int
    edges: int
    fills: list[str] = field(default_factory=list)
    strokes: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)


def chromium() -> str:
    """The program; the test is skipped where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("needs Chromium: apt install chromium (Debian), or any Chromium or Chrome on the PATH")
    return found


@contextmanager
def window() -> Iterator[Page]:
    """One page of a fresh Chromium. Nothing it asks for leaves this machine."""
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        try:
            context = program.new_context(viewport=SIZE)  # type: ignore[arg-type]
            context.set_default_timeout(PATIENCE)
            context.route("**/*", _only_here)
            yield context.new_page()
        finally:
            program.close()


def _only_here(route: Route) -> None:
    if route.request.url.startswith(_HERE):
        route.continue_()
    else:
        route.abort()


def part(name: str) -> str:
    """Selector of one of Browser's named parts."""
    return f"[data-testid='{name}']"


class Browser:
    """Browser on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def filled(self) -> dict[str, str]:
        """What the form to connect holds."""
        self.page.wait_for_selector(part("connect"))
        names = ("bolt-scheme-select", "boltaddress", "database", "username", "password")
        return {name: self.page.input_value(part(name)) for name in names if self.page.locator(part(name)).count()}

    def connect(self, password: str) -> None:
        """Give the password to the form, and wait until Browser is connected."""
        self.page.fill(part("password"), password)
        self.page.click(part("connect"))
        self.connected()

    def connected(self) -> None:
        """Wait until Browser is connected."""
        said = self.page.wait_for_function(_CONNECTED).json_value()
        assert said == "connected", said

    def typed(self) -> str:
        """What stands in the editor."""
        return " ".join(self.page.locator(_EDITOR).inner_text().replace("\xa0", " ").split())

    def run(self, command: str) -> ElementHandle:
        """Type a command or query, run it; its frame."""
        self.page.locator(_EDITOR).click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(command)
        return self.newest(lambda: self.page.click(part("editor-Run")))

    def newest(self, act: Callable[[], None]) -> ElementHandle:
        """The frame that comes from what is done."""
        before = self.page.locator(part("frame")).count()
        act()
        self.page.wait_for_function(
            "([part, count]) => document.querySelectorAll(part).length > count", arg=[part("frame"), before]
        )
        return self.page.locator(part("frame")).first.element_handle()

    def frame(self, command: str) -> ElementHandle:
        """The newest frame whose command starts so."""
        found = self.page.wait_for_function(_FRAME, arg=command).as_element()
        assert found is not None
        return found

    def drawn(self, frame: ElementHandle) -> Drawn:
        """What is drawn in a frame, when it has come to rest."""
        frame.wait_for_selector("g.node", timeout=PATIENCE)
        last: dict[str, Any] | None = None
        for _ in range(60):
            now: dict[str, Any] = frame.evaluate(_DRAWN)
            if now == last:
                break
            last = now
            time.sleep(0.5)
        return Drawn(**now)

    def drop(self, name: str, content: bytes) -> None:
        """Drop a file on Browser, as with the mouse."""
        self.page.evaluate(_DROP, [name, base64.b64encode(content).decode(), ".filedrop"])

    def picture(self, path: Path) -> None:
        """Keep what is on the screen."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path)
        print(f"picture: {path}")
