"""Bytes to text: nothing raises, nothing is changed that need not be, and odd bytes are said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.decode import decode

CAFE = "Café “naïve” — 5 µg\r\nשלום\r"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_with_and_without_a_mark(encoding: str) -> None:
    text = "Peers helped. " * 9 + ("" if encoding.endswith(("le", "be")) else CAFE)
    assert decode(text.encode(encoding)) == (text, ())


def test_windows_1252_is_read_and_said() -> None:
    text, problems = decode("“Größe” – café".encode("cp1252"))
    assert text == "“Größe” – café"
    assert "Windows-1252" in problems[0].message


def test_the_five_bytes_windows_1252_leaves_out() -> None:
    text, _ = decode(b"caf\xe9 \x81\x8d\x8f\x90\x9d")
    assert text == "café \x81\x8d\x8f\x90\x9d"


def test_one_odd_byte_does_not_spoil_the_accents_of_the_rest() -> None:
    text, problems = decode("naïve café über Größe".encode() + b" \x96 end")
    assert text == "naïve café über Größe – end"
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.4 x", "PDF"),
        (b"PK\x03\x04....word/document.xml", "Word"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
        (b"PK\x03\x04....list.txt", "zip"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Office"),
        (b"{\\rtf1 hello}", "RTF"),
        (bytes(range(256)) * 9, "binary"),
    ],
)
def test_what_is_no_text_is_named_with_what_to_do(data: bytes, what: str) -> None:
    text, problems = decode(data)
    assert text == ""
    assert what in problems[0].message
    assert problems[0].level == "error"
    assert problems[0].hint


def test_nuls_stay_and_are_counted() -> None:
    text, problems = decode(b"peer\x00 support helped people " * 3)
    assert text.count("\x00") == 3
    assert "3 NUL" in problems[0].message


def test_broken_utf16_keeps_what_can_be_read() -> None:
    text, problems = decode(b"\xff\xfe" + "Peers".encode("utf-16-le") + b"\x41")
    assert text.startswith("Peers")
    assert problems[0].level == "warning"


@given(st.binary(max_size=400))
def test_nothing_raises_and_an_empty_text_is_explained(data: bytes) -> None:
    text, problems = decode(data)
    assert text or problems


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.removeprefix("\ufeff").encode())[0] == text.removeprefix("\ufeff")
