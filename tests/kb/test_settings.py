"""Which setting applies, and where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb import settings
from kb.settings import Settings


def load(folder: Path, options: dict[str, str] | None = None, env: dict[str, str] | None = None) -> Settings:
    return settings.load(options or {}, env or {}, folder, folder / "user" / "config.toml")


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def test_the_first_that_says_something_wins(tmp_path: Path) -> None:
    layers = []
    write(tmp_path / "user" / "config.toml", 'person = "user file"')
    layers.append(load(tmp_path)["person"])
    write(tmp_path / "kb.toml", 'person = "project file"')
    layers.append(load(tmp_path)["person"])
    layers.append(load(tmp_path, env={"KB_PERSON": "environment"})["person"])
    layers.append(load(tmp_path, {"person": "option"}, {"KB_PERSON": "environment"})["person"])
    assert [layer.value for layer in layers] == ["user file", "project file", "environment", "option"]
    assert [layer.origin for layer in layers] == [
        str(tmp_path / "user" / "config.toml"),
        str(tmp_path / "kb.toml"),
        "environment KB_PERSON",
        "option --as",
    ]


def test_an_empty_variable_says_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, env={"KB_STORE": ""})["store"].origin.startswith("default")


@pytest.mark.parametrize("mark", ["kb.toml", "kb-store/kb-store.json"])
@pytest.mark.parametrize("below", [".", "a", "a/b/c"])
def test_the_project_is_found_upwards(tmp_path: Path, mark: str, below: str) -> None:
    write(tmp_path / mark, "")
    folder = tmp_path / below
    folder.mkdir(parents=True, exist_ok=True)
    found = load(folder)
    assert found.project == tmp_path
    assert found.store == str(tmp_path / "kb-store")
    assert "project" in found["store"].origin


def test_the_nearest_project_counts(tmp_path: Path) -> None:
    write(tmp_path / "kb.toml", "")
    write(tmp_path / "inner" / "kb.toml", "")
    assert load(tmp_path / "inner").project == tmp_path / "inner"


def test_outside_of_a_project_the_store_is_the_users(tmp_path: Path) -> None:
    found = load(tmp_path)
    assert found.project is None
    assert Path(found.store) == settings.data_folder() / "store"
    assert "data folder" in found["store"].origin


@pytest.mark.parametrize(
    ("text", "store"),
    [
        ('store = "mine"', "{}/mine"),
        ('store = "../other"', "{}/../other"),
        ('store = "/absolute/place"', "/absolute/place"),
        ('store = "memory:"', "memory:"),
        ('store = "bolt://localhost:7687"', "bolt://localhost:7687"),
    ],
)
def test_paths_count_from_the_file(tmp_path: Path, text: str, store: str) -> None:
    write(tmp_path / "kb.toml", text)
    below = tmp_path / "below"
    below.mkdir()
    assert load(below).store == store.format(tmp_path)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('stroe = "x"', "unknown setting `stroe`"),
        ("store = 3", "`store` must be a text"),
        ('store = ""', "`store` must be a text"),
        ("store = ", "not understood"),
        ("[store]\na = 1", "`store` must be a text"),
        ("\x00", "not understood"),
    ],
)
def test_what_is_wrong_is_a_warning(tmp_path: Path, text: str, part: str) -> None:
    write(tmp_path / "kb.toml", text)
    found = load(tmp_path)
    (warning,) = found.warnings
    assert part in warning
    assert str(tmp_path / "kb.toml") in warning
    assert found.store == str(tmp_path / "kb-store")


def test_bytes_that_are_no_utf8_are_a_warning(tmp_path: Path) -> None:
    (tmp_path / "kb.toml").write_bytes(b'person = "Zo\xeb"')
    (warning,) = load(tmp_path).warnings
    assert "cannot be read" in warning


def test_a_byte_order_mark_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "kb.toml").write_bytes(b'\xef\xbb\xbfperson = "Ada"')
    found = load(tmp_path)
    assert found.person == "Ada"
    assert not found.warnings


def test_a_project_may_have_its_own_concepts(tmp_path: Path) -> None:
    write(tmp_path / "kb.toml", "")
    assert load(tmp_path).concepts is None
    write(tmp_path / "concepts.toml", "")
    assert load(tmp_path).concepts == tmp_path / "concepts.toml"
    assert load(tmp_path, env={"KB_CONCEPTS": "other.toml"}).concepts == Path("other.toml")


def test_an_account_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise OSError("no name")

    monkeypatch.setattr("getpass.getuser", nameless)
    assert load(tmp_path).person == ""
