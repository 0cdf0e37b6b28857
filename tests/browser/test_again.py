"""`kb browse` another day: the same address, another password. Browser keeps what it knows for an address."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.browsing.serving import BOLT, PAGE, choose
from kb.store import open_store
from tests.browser.conftest import browser_jar
from tests.browser.page import Browser, chromium, part, window
from tests.kb.browsing.running import running

pytestmark = [pytest.mark.browser, pytest.mark.embedded, pytest.mark.timeout(600)]

KEPT = "password => (localStorage.getItem('neo4j.connections') || '').includes(password)"
QUERY = "MATCH (n:Theme) RETURN n"


def test_the_form_is_filled_again_and_the_style_is_still_there(tmp_path: Path) -> None:
    chromium()
    library = tmp_path / "library"
    with open_store(str(library), create=True) as store:
        store.run_write("CREATE (:Theme {id: 't1', name: 'Trust'})", {}, 10.0)
    ports = str(choose(None, PAGE)), str(choose(None, BOLT))
    words = ("browse", "--no-open", "--store", library, "--browser-jar", browser_jar())
    words = (*words, "--port", ports[0], "--bolt-port", ports[1])
    fills = []
    with window() as page:
        browser = Browser(page)
        for sitting in ("first", "second"):
            with running(*words, errors=tmp_path / f"{sitting}.txt") as command:
                page.goto(command.said["browser"])
                assert browser.filled() | {"password": ""} == {
                    "bolt-scheme-select": "bolt://",
                    "boltaddress": f"127.0.0.1:{ports[1]}",
                    "database": "kb",
                    "username": "root",
                    "password": "",
                }
                browser.connect(command.said["password"])
                page.wait_for_function(KEPT, arg=command.said["password"])
                page.reload()
                browser.connected()  # within a sitting without being asked again
                assert page.locator(part("password")).count() == 0
                fills.append(browser.drawn(browser.run(QUERY)).fills)
                browser.run(command.said["style"])
                command.end()
    plain, styled = fills
    assert plain != styled == ["#CC79A7"]
