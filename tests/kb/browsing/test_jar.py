"""Which files are taken for Neo4j Browser's jar, and what is said of the others."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kb.browsing.jar import NotBrowser, found, open_jar, places
from kb.errors import NotFound
from tests.kb.browsing.jars import FILES, PAGE, make, without


def test_files_are_read_by_name(tmp_path: Path) -> None:
    with open_jar(make(tmp_path / "neo4j-browser-5.24.0.jar")) as jar:
        assert jar.read("index.html") == PAGE
        assert jar.read("assets/images/logo.svg") == b"<svg/>"
        assert jar.read("nothing.js") is None


@pytest.mark.parametrize("name", ["../secret.txt", "/secret.txt", "../META-INF/MANIFEST.MF", "..\\secret.txt", ""])
def test_nothing_outside_is_reached(tmp_path: Path, name: str) -> None:
    with open_jar(make(tmp_path / "b.jar")) as jar:
        assert jar.read(name) is None


@pytest.mark.parametrize(
    ("files", "lacks"),
    [
        ({"META-INF/MANIFEST.MF": b"", "com/example/A.class": b"\xca\xfe"}, "browser/index.html"),
        ({}, "browser/index.html"),
        (without("browser/app-1.js"), "browser/app-1.js"),
        (without("browser/app-1.js", "browser/libs-1.bundle.js"), "browser/libs-1.bundle.js`, `browser/app-1.js"),
        ({**FILES, "browser/index.html": b"<p>a page of another kind</p>"}, "the scripts of"),
    ],
)
def test_another_jar_is_refused_with_what_it_lacks(tmp_path: Path, files: dict[str, bytes], lacks: str) -> None:
    with pytest.raises(NotBrowser, match="is not Neo4j Browser") as caught:
        open_jar(make(tmp_path / "other.jar", files))
    assert lacks in caught.value.message
    assert "org.neo4j.client:neo4j-browser" in caught.value.hint


def broken(whole: Path, how: str) -> Path:
    content = whole.read_bytes()
    if how == "text":
        content = b"this is no zip\n"
    elif how == "empty":
        content = b""
    elif how == "cut off":
        content = content[: len(content) // 2]
    else:  # bytes of the program overwritten, the list of files whole
        at = content.index(b"browser/app-1.js") + len(b"browser/app-1.js") + 2
        content = content[:at] + b"\xff" * 8 + content[at + 8 :]
    whole.write_bytes(content)
    return whole


@pytest.mark.parametrize("how", ["text", "empty", "cut off", "overwritten"])
def test_a_broken_zip_is_refused(tmp_path: Path, how: str) -> None:
    path = broken(make(tmp_path / "neo4j-browser-5.24.0.jar"), how)
    with pytest.raises(NotBrowser, match=r"cannot be read|broken") as caught:
        open_jar(path)
    assert str(path) in caught.value.message


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(NotBrowser, match="cannot be read as a jar"):
        open_jar(tmp_path)
    with pytest.raises(NotFound, match="no such file"):
        open_jar(tmp_path / "neo4j-browser-5.24.0.jar")


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "b.jar")
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as jar:
        offset = jar.getinfo("browser/index.html").header_offset
    content[offset + 6] |= 1  # the flag "encrypted", in the file's head and in the list
    at = content.index(b"PK\x01\x02")
    while content[at + 46 : at + 46 + 18] != b"browser/index.html":
        at = content.index(b"PK\x01\x02", at + 1)
    content[at + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(NotBrowser, match="broken"):
        open_jar(path)


def test_jars_are_found_newest_first(tmp_path: Path) -> None:
    names = ["5.9.0/neo4j-browser-5.9.0.jar", "a/b/neo4j-browser-5.24.0.jar", "neo4j-browser-2025.1.jar"]
    for name in [*names, "neo4j-browser-5.24.0-sources.jar", "neo4j-browser-x.jar", "x/neo4j-browser-5.1.0.jar.part"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [path.name for path in found([tmp_path, tmp_path / "missing"])] == [
        "neo4j-browser-2025.1.jar",
        "neo4j-browser-5.24.0.jar",
        "neo4j-browser-5.9.0.jar",
    ]


def test_the_places_are_the_cache_and_maven(tmp_path: Path) -> None:
    cache, maven = places(tmp_path)
    assert cache == tmp_path / "neo4j"
    assert maven.as_posix().endswith(".m2/repository/org/neo4j/client/neo4j-browser")
