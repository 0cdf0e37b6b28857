"""Opening the web browser: one with windows, or none."""

from __future__ import annotations

import sys
import threading
import webbrowser

import pytest

from kb.browsing import window


class Opened:
    """Stands for a web browser; says what it was asked to show."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.asked = threading.Event()

    def open(self, address: str) -> bool:
        self.shown.append(address)
        self.asked.set()
        return True


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Opened:
    opened = Opened()
    monkeypatch.setattr(webbrowser, "get", lambda: opened)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    return opened


@pytest.mark.parametrize(
    "screen", [{"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}, {"BROWSER": "firefox"}], ids=str
)
def test_it_is_opened(browser: Opened, monkeypatch: pytest.MonkeyPatch, screen: dict[str, str]) -> None:
    for name, value in screen.items():
        monkeypatch.setenv(name, value)
    assert window.show("http://localhost:1/")
    assert browser.asked.wait(5)
    assert browser.shown == ["http://localhost:1/"]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_always_have_windows(browser: Opened, monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert window.show("http://localhost:1/")
    assert browser.asked.wait(5)


@pytest.mark.parametrize("empty", [{}, {"BROWSER": ""}, {"DISPLAY": "", "BROWSER": ""}], ids=str)
def test_without_a_screen_none_is_opened(
    browser: Opened, monkeypatch: pytest.MonkeyPatch, empty: dict[str, str]
) -> None:
    for name, value in empty.items():
        monkeypatch.setenv(name, value)
    assert not window.show("http://localhost:1/")
    assert browser.shown == []


def test_a_screen_without_a_web_browser(browser: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(webbrowser, "get", none)
    assert not window.show("http://localhost:1/")
