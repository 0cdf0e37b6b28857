"""`kb browse` in Neo4j Browser, in a headless Chromium, on both engines: what a person sees and clicks.

The tests of one engine share one page and run in their order.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import NamedTuple
from urllib.request import urlopen

import pytest
from playwright.sync_api import ElementHandle

import cypher
from kb import kit
from tests.browser.conftest import Session
from tests.browser.page import Drawn, part

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

QUERY = "MATCH path = (:Claim)<-[:SUPPORTS|CONTRADICTS]-(:Finding)<-[:REPORTS]-(:Paper) RETURN path LIMIT 100"
DRAWING = tuple(cypher.load(name) for name in cypher.names() if name.startswith("browser/"))


class Returned(NamedTuple):
    """What a query returns over the driver: nodes, relationships; joined: all relationships between the nodes, which
    Browser draws too while its setting "Connect result nodes" is on, as it is by default."""

    nodes: int
    edges: int
    joined: int


def returned(session: Session, text: str) -> Returned:
    nodes, edges = set(), set()
    for record in session.driver.execute_query(text, database_=session.database).records:  # type: ignore[arg-type]
        for path in record.values():
            nodes |= {node["id"] for node in path.nodes}
            edges |= {edge.element_id for edge in path.relationships}
    joined = "MATCH (a)-[edge]->(b) WHERE a.id IN $ids AND b.id IN $ids RETURN count(edge) AS n"
    found = session.driver.execute_query(joined, {"ids": sorted(nodes)}, database_=session.database)
    return Returned(len(nodes), len(edges), found.records[0]["n"])


def check(session: Session, frame: ElementHandle, text: str) -> Drawn:
    """What a frame draws is what its query returns."""
    drawn, found = session.browser.drawn(frame), returned(session, text)
    assert found.nodes
    assert found.edges
    assert (drawn.nodes, drawn.edges) == (found.nodes, found.joined)
    return drawn


def colours(selector: str) -> dict[str, str]:
    """What the style says: label or type -> colour of its circles or arrows."""
    style = kit.files()[kit.STYLE].decode()
    return dict(re.findall(rf"^{selector}\.(\w+) \{{[^}}]*?\n  color: (#\w+);", style, re.MULTILINE))


def test_the_link_fills_in_the_connection(session: Session) -> None:
    scheme, _, place = session.said["bolt"].partition("://")
    assert session.filled["bolt-scheme-select"] == f"{scheme}://"
    assert session.filled["boltaddress"] == place
    assert session.filled["username"] == session.said["username"]
    assert session.filled.get("database", "") == (session.said["database"] or "")
    assert session.filled["password"] == ""


def test_the_guide_is_played(session: Session) -> None:
    frame = session.browser.frame(session.said["guide"])
    session.picture("guide")
    slides = kit.files()[kit.GUIDE].count(b"<slide")
    assert slides >= 5
    frame.wait_for_selector("h3")
    assert f"1 / {slides}" in frame.inner_text()
    first = frame.query_selector("h3")
    assert first is not None
    seen = {first.inner_text()}
    for _ in range(slides - 1):
        session.browser.page.click(part("nextSlide"))
        session.browser.page.wait_for_timeout(300)
        head = frame.query_selector("h3")
        assert head is not None
        seen.add(head.inner_text())
    assert len(seen) == slides


def test_the_style_is_taken_by_a_click(session: Session) -> None:
    browser = session.browser
    browser.run(session.said["guide"])
    frame = browser.newest(lambda: browser.page.locator("[data-exec]").first.click())
    assert "node.Claim" in frame.inner_text()
    drawn = browser.drawn(browser.run(QUERY))
    circles, arrows = colours("node"), colours("relationship")
    assert drawn.fills == sorted({circles["Claim"], circles["Finding"], circles["Paper"]})
    kinds = ("SUPPORTS", "CONTRADICTS", "REPORTS", "JUDGED")
    assert drawn.strokes == sorted({arrows[kind] for kind in kinds})
    session.picture("style")


def test_what_is_drawn_is_what_the_query_returns(session: Session) -> None:
    browser, found = session.browser, returned(session, QUERY)
    assert found.joined > found.edges  # rules judged what supports, and that lies beside it
    browser.run(":config autoComplete: false")
    drawn = browser.drawn(browser.run(QUERY))
    assert (drawn.nodes, drawn.edges) == (found.nodes, found.edges)
    assert any("peers reduce" in caption for caption in drawn.captions)
    browser.run(":config autoComplete: true")
    check(session, browser.run(QUERY), QUERY)


def test_a_query_of_the_guide_is_run_by_a_click(session: Session) -> None:
    browser = session.browser
    guide = browser.run(session.said["guide"])
    button = guide.wait_for_selector("pre.runnable")
    assert button is not None
    button.click()
    browser.page.wait_for_function("() => /MATCH/.test(document.querySelector('#monaco-main-editor').innerText)")
    frame = browser.newest(lambda: browser.page.click(part("editor-Run")))
    first = next(name for name in re.findall(r"<h4>(.*?)</h4>", kit.files()[kit.GUIDE].decode()))
    check(session, frame, next(query.text for query in DRAWING if query.title == first))
    session.picture("guide-query")


def test_favourites_are_dropped_and_one_is_run(session: Session) -> None:
    browser, page = session.browser, session.browser.page
    with urlopen(session.said["favourites"], timeout=30) as file:
        packed = file.read()
    page.click(part("navigationFavorites"))
    page.wait_for_selector("text=Local scripts")
    browser.drop("favourites.zip", packed)
    folders = {name.partition("/")[0] for name in zipfile.ZipFile(io.BytesIO(packed)).namelist()}
    for folder in folders:
        page.wait_for_selector(part(f"savedScriptsFolder-{folder}"))
    page.click(part("expandFolder-Claims and evidence"))
    session.picture("favourites")
    favourite = cypher.load("browser/claims_and_evidence/evidence_for_and_against_a_claim")
    page.get_by_text(favourite.title, exact=True).last.click()
    page.wait_for_function("() => /MATCH/.test(document.querySelector('#monaco-main-editor').innerText)")
    page.click(part("navigationFavorites"))
    frame = browser.newest(lambda: page.click(part("editor-Run")))
    drawn = check(session, frame, favourite.text)
    circles = colours("node")
    assert {circles["Claim"], circles["Finding"]} <= set(drawn.fills)
    session.picture("favourite")


def test_nothing_is_asked_of_others(session: Session) -> None:
    """What kb serves itself forbids it. A server's Browser is the server's: see its settings."""
    if session.engine == "neo4j":
        return
    assert session.failed
    assert {why for _, why in session.failed} == {"csp"}
