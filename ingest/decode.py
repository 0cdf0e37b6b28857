"""From bytes to text. Never raises: what cannot be text is said in a `Problem`.

Order: a byte order mark; the pattern of NULs that UTF-16 and UTF-32 leave; the first bytes of known
binary formats; UTF-8; else Windows-1252, which is what Word and old web pages give.
"""

from __future__ import annotations

import codecs

from bib.model import Problem

# Longest first: the mark of UTF-32 little endian begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_AS_TEXT = "save or copy it as plain text (UTF-8) and add that"
_AS_DOCX = "open it in Word or LibreOffice, save it as .docx, and add that"
# The stream that an Office file with a password has (MS-OFFCRYPTO 2.3), as the directory of the file names it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# First bytes, what the file is, what to do. Signatures: https://www.garykessler.net/library/file_sigs.html
_BINARY = (
    (b"%PDF", "a PDF file", "open it, copy its text into a .txt file and add that"),
    (b"\x89PNG\r\n", "a picture (PNG)", "text in a picture cannot be read; copy the text itself"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "text in a picture cannot be read; copy the text itself"),
    (b"GIF8", "a picture (GIF)", "text in a picture cannot be read; copy the text itself"),
    (b"II*\x00", "a picture (TIFF)", "text in a picture cannot be read; copy the text itself"),
    (b"MM\x00*", "a picture (TIFF)", "text in a picture cannot be read; copy the text itself"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls), whatever its name says", _AS_DOCX),
    (b"{\\rtf", "an RTF file", _AS_DOCX),
    (b"\x1f\x8b", "a gzip archive", "unpack it and add the files in it"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it and add the files in it"),
    (b"Rar!", "a RAR archive", "unpack it and add the files in it"),
    (b"SQLite format 3\x00", "an SQLite database", "export its entries as CSL-JSON and add that"),
    (b"RIFF", "a sound or video file", "it holds no text"),
    (b"ID3", "a sound file", "it holds no text"),
)
_SAMPLE = 65536
_ODD = 25  # one control character in so many bytes is more than damage


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text of some bytes without a byte order mark, line ends as they are, and what was odd about it.

    Bytes that are no text give "" and a Problem of level "error".
    """
    if not data:
        return "", (Problem("error", "the file is empty", "nothing was read"),)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name)
    wide = _wide(data)
    if wide:
        return _strict(data, wide)
    what = _binary(data)
    if what:
        return "", (what,)
    return _narrow(data)


def _strict(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Decode by a known encoding; broken places become U+FFFD and a Problem."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        text = data.decode(name, errors="replace")
        message = f"not all of it is {name.upper()}: broken from byte {error.start} on"
        return text, (Problem("warning", message, "broken characters show as U+FFFD; save the file again as UTF-8"),)
    if not text:
        return "", (Problem("error", "the file is empty", "nothing was read"),)
    return text, _nuls(text)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: Latin text leaves NULs at fixed places."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    if len(sample) < 4 or sample.count(0) * 4 < len(sample):
        return None
    at = [sample[i::4].count(0) / len(sample[i::4]) for i in range(4)]
    if len(data) % 4 == 0 and min(at[1], at[2], at[3]) > 0.9 and at[0] < 0.1:
        return "utf-32-le"
    if len(data) % 4 == 0 and min(at[0], at[1], at[2]) > 0.9 and at[3] < 0.1:
        return "utf-32-be"
    if min(at[1], at[3]) > 0.5 and max(at[0], at[2]) < 0.1:
        return "utf-16-le"
    if min(at[0], at[2]) > 0.5 and max(at[1], at[3]) < 0.1:
        return "utf-16-be"
    return None


def _binary(data: bytes) -> Problem | None:
    """Name a binary format, or say that the bytes are no text."""
    if data.startswith(b"\xd0\xcf\x11\xe0") and _ENCRYPTED in data:
        return Problem(
            "error",
            "this Word file has a password",
            "open it, take the password off (File, Info, Protect Document), and save it again",
        )
    for start, what, hint in _BINARY:
        if data.startswith(start):
            return Problem("error", f"this is {what}, no text", hint)
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    sample = data[:_SAMPLE]
    odd = sum(sample.count(c) for c in range(32) if c not in b"\t\n\r\f\x0b\x1b\x1c\x1d\x1e\x1f")
    if odd * _ODD > len(sample):
        return Problem("error", "this is a binary file, no text", _AS_TEXT)
    return None


def _archive(data: bytes) -> Problem:
    head = data[:_SAMPLE]
    if b"word/" in head or b"word/" in data[-_SAMPLE:]:
        return Problem("error", "this is a Word file (.docx), no text", _AS_TEXT)
    if b"opendocument" in head:
        return Problem("error", "this is an OpenDocument file, no text", _AS_TEXT)
    return Problem("error", "this is a zip archive, no text", "unpack it and add the files in it")


def _narrow(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """UTF-8; else Windows-1252; else UTF-8 with the odd byte of Windows-1252 in it."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        valid = data.decode("utf-8", errors="ignore")
        bad = len(data) - len(valid.encode("utf-8"))
        mixed = sum(c > "\x7f" for c in valid) > bad
        text = data.decode("utf-8", errors="kb-cp1252") if mixed else _cp1252(data)
        what = f"{bad} bytes from byte {error.start} on are no UTF-8" if mixed else "not UTF-8"
        problem = Problem("warning", f"{what}; read as Windows-1252", "check the accents; save the file as UTF-8")
        return text, (problem, *_nuls(text))
    return text, _nuls(text)


def _cp1252(data: bytes) -> str:
    """Windows-1252, the five bytes it leaves out read as Latin-1 like browsers do (WHATWG Encoding)."""
    return data.decode("cp1252", errors="kb-latin1")


def _odd_as_latin1(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


def _odd_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return _cp1252(error.object[error.start : error.end]), error.end


codecs.register_error("kb-latin1", _odd_as_latin1)
codecs.register_error("kb-cp1252", _odd_as_cp1252)


def _nuls(text: str) -> tuple[Problem, ...]:
    count = text.count("\x00")
    if not count:
        return ()
    return (Problem("warning", f"{count} NUL characters in the text", "they are kept; the file may be damaged"),)
