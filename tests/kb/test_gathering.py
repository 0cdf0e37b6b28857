"""Which files a command line means: folders, patterns, doubles, and what is left out and why."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kb.gathering import gather, suffixes


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "b.txt",
        "A.TXT",
        "sub/z.txt",
        "sub/deep/y.md",
        "picture.png",
        "README",
        ".hidden.txt",
        ".git/x.txt",
        "store/kb-store.json",
        "store/db/x.txt",
        "page.html",
        "page_files/part.txt",
        "odd [1].txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(*words: str) -> list[str]:
    return [name.replace(os.sep, "/") for name in gather(words).files]


def test_a_folder_is_every_file_below_it_that_can_be_read(folder: Path) -> None:
    taken = [f for f in files(".") if not f.endswith(".html")]
    assert taken == ["A.TXT", "b.txt", "odd [1].txt", "sub/z.txt", "sub/deep/y.md"]


def test_what_is_left_out_is_counted_by_reason(folder: Path) -> None:
    skipped = gather(["."]).skipped
    assert skipped["hidden"] == 2
    assert skipped["a store of kb"] == 1
    assert skipped["parts of a saved web page"] == 1
    assert skipped[".png is not read"] == 1
    assert skipped["no ending"] == 1
    assert gather(["."]).said.startswith(f"skipped {sum(skipped.values())}: 2 × hidden, 1 × ")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["*.txt"], ["b.txt", "odd [1].txt"]),
        (["**/*.txt"], ["b.txt", "odd [1].txt", "page_files/part.txt", "store/db/x.txt", "sub/z.txt"]),
        (["su*"], ["sub/z.txt", "sub/deep/y.md"]),
        (["b.txt", "./b.txt", "sub/../b.txt", "*.txt"], ["b.txt", "odd [1].txt"]),
        (["odd [1].txt"], ["odd [1].txt"]),
        (["picture.png", "README", ".hidden.txt"], ["picture.png", "README", ".hidden.txt"]),
        (["-", "b.txt", "-"], ["-", "b.txt"]),
        (["sub", "b.txt"], ["sub/z.txt", "sub/deep/y.md", "b.txt"]),
        (["nowhere.txt"], ["nowhere.txt"]),
        (["store"], []),
        ([".git"], [".git/x.txt"]),
    ],
)
def test_words(folder: Path, words: list[str], expected: list[str]) -> None:
    assert files(*words) == expected


def test_a_pattern_that_nothing_fits_is_said(folder: Path) -> None:
    assert gather(["*.xyz", "b.txt"]).unknown == ["*.xyz"]


def test_links_that_lead_round_end(folder: Path) -> None:
    try:
        (folder / "sub" / "round").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("needs a file system with symbolic links: run it on Linux or macOS")
    assert "sub/z.txt" in files(".")


def test_the_forms_that_are_read_have_endings() -> None:
    from ingest.readers import FORMS

    assert {".txt", ".md", ".json"} <= suffixes()
    assert (".pdf" in suffixes()) == ("pdf" in FORMS)
