"""The link that opens Browser, and what the guide that is handed out has more than the kit's."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from kb import kit
from kb.browsing.links import Kit, guide, query

LINES = Kit("http://localhost:7484/kit/")


@pytest.mark.parametrize(
    ("bolt", "username", "database", "dbms", "named"),
    [
        ("bolt://127.0.0.1:7697", "root", "kb", "bolt://root@127.0.0.1:7697", ["kb"]),
        ("neo4j+s://db.example.org", "neo4j", None, "neo4j+s://neo4j@db.example.org", None),
        ("bolt://[::1]:7687", "ann@x.org", "a&b=c", "bolt://ann%40x.org@[::1]:7687", ["a&b=c"]),
        ("bolt://h:1", "name with ü", "", "bolt://name%20with%20%C3%BC@h:1", None),
    ],
)
def test_the_link_fills_in_the_connection(
    bolt: str, username: str, database: str | None, dbms: str, named: list[str] | None
) -> None:
    made = query(bolt, username, database, LINES)
    said = parse_qs(urlsplit(f"http://localhost/browser/{made}").query, strict_parsing=True)
    assert said["dbms"] == [dbms]
    assert said.get("db") == named
    assert (said["cmd"], said["arg"]) == (["play"], ["http://localhost:7484/kit/guide.html"])


def test_lines_name_files_of_the_kit() -> None:
    files = kit.files()
    for line in (LINES.style, LINES.guide, LINES.favourites):
        assert line.rpartition("/")[2] in files


def test_the_guide_offers_the_style_once() -> None:
    plain = kit.files()[kit.GUIDE]
    made = guide(plain, LINES)
    assert made.count(b'<a data-exec="style http://localhost:7484/kit/kb.grass">') == 1
    first = made.index(b"</slide>")
    assert made.index(b"data-exec") < first
    assert len(made) > len(plain)
