"""`kb export browser-kit`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kb import kit

pytestmark = pytest.mark.embedded


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_kit_is_written_and_the_settings_are_told(kb: Any, tmp_path: Path) -> None:
    said = kb("export", "browser-kit", "a/kit", "--url", "https://kb.example.org:8443/review/")
    assert (said.code, said.out) == (0, "")
    assert content(tmp_path / "a" / "kit") == kit.files()
    lines = said.err.splitlines()
    address = "https://kb.example.org:8443/review"
    assert f"browser.post_connect_cmd=style {address}/kb.grass; play {address}/guide.html" in lines
    assert "browser.remote_content_hostname_whitelist=kb.example.org" in lines
    assert "Access-Control-Allow-Origin: *" in said.err
    assert "drag kb.grass and favourites.zip" in said.err


def test_again_over_an_earlier_kit_whole_or_not(kb: Any, tmp_path: Path) -> None:
    folder = tmp_path / "kit"
    assert kb("export", "browser-kit", folder).code == 0
    (folder / "kb.grass").write_text("of an earlier version", "utf-8")
    (folder / "favourites.zip").unlink()
    assert kb("export", "browser-kit", folder).code == 0
    assert content(folder) == kit.files()


@pytest.mark.parametrize("name", ["thesis.docx", "README.md", "kb.grass"])
def test_another_persons_folder_stays_as_it_is(kb: Any, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / name).write_text("# Mine\n", "utf-8")
    said = kb("export", "browser-kit", folder)
    assert said.code == 2
    assert f"holds other things ({name})" in said.err
    assert content(folder) == {name: b"# Mine\n"}


def test_a_kit_with_something_of_ones_own_in_it_stays_too(kb: Any, tmp_path: Path) -> None:
    kb("export", "browser-kit", tmp_path / "kit")
    (tmp_path / "kit" / "mine.cypher").write_text("RETURN 1\n", "utf-8")
    assert kb("export", "browser-kit", tmp_path / "kit").code == 2


@pytest.mark.parametrize(
    "url", ["kit", "ftp://example.org/kit", "https://", "http://h/a b", "http://h/x;play y", "http://h/a?b"]
)
def test_an_address_that_would_break_the_settings_is_refused(kb: Any, tmp_path: Path, url: str) -> None:
    said = kb("export", "browser-kit", "kit", "--url", url)
    assert said.code == 2
    assert "no address of a web server" in said.err
    assert not (tmp_path / "kit").exists()


def test_a_file_in_the_way_is_said(kb: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    assert kb("export", "browser-kit", "file").code == 2
    said = kb("export", "browser-kit", "file/kit")
    assert said.code == 1
    assert "cannot be written" in said.err
