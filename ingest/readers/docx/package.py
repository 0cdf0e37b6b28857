"""The parts of a Word file, read out of its archive within bounds."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers import xml

MOST_BYTES = 64 * 2**20
"""One part unpacked. A thesis of 500 pages has a document.xml of some 10 MB; more is a bomb or no paper."""

_PARTS = ("document", "styles", "footnotes", "endnotes")


@dataclass
class Package:
    """Roots of the parts by name ("document", "styles", "footnotes", "endnotes"), of Word's own bibliography
    ("sources"), and what was odd: (level, message, hint)."""

    roots: dict[str, etree._Element] = field(default_factory=dict)
    odd: list[tuple[str, str, str]] = field(default_factory=list)


def open_package(data: bytes) -> Package:
    """The parts that are needed; broken archives as far as they can be unpacked."""
    out = Package()
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError):
        out.odd.append(("warning", "the Word file is damaged or cut short", "read as far as it goes; get it again"))
        for part in _PARTS:
            _take(out, part, _salvage(data, f"word/{part}.xml".encode()))
        return out
    with archive:
        names = {info.filename: info for info in archive.infolist()[:5000]}
        for part in _PARTS:
            info = names.get(_main(names, part))
            if info is not None:
                _take(out, part, _unpack(archive, info, out))
        for name in sorted(names):
            if re.fullmatch(r"customXml/item\d{1,3}\.xml", name) and "sources" not in out.roots:
                _take_sources(out, _unpack(archive, names[name], out))
    return out


def _main(names: dict[str, zipfile.ZipInfo], part: str) -> str:
    """The usual name; some programs number it ("word/document2.xml")."""
    usual = f"word/{part}.xml"
    if usual in names:
        return usual
    return next((n for n in sorted(names) if re.fullmatch(rf"word/{part}\d{{0,2}}\.xml", n)), usual)


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, out: Package) -> bytes:
    """At most `MOST_BYTES` of a part; what the archive says of its size is not believed."""
    if info.flag_bits & 1:
        out.odd.append(("error", f"{info.filename} is encrypted", "save a copy without a password and add that"))
        return b""
    got = b""
    try:
        with archive.open(info) as stream:
            got = stream.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        out.odd.append(("warning", f"{info.filename} in the Word file is damaged", "get the file again"))
        return got or _salvage_of(archive, info)
    if len(got) > MOST_BYTES:
        what = f"{info.filename} unpacks to more than {MOST_BYTES // 2**20} MB: not read"
        out.odd.append(("error", what, "no paper is that long; save its text as .txt"))
        return b""
    return got


def _salvage_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    stream = archive.fp
    if stream is None:
        return b""
    stream.seek(0)
    return _salvage(stream.read(), info.filename.encode("utf-8"))


def _salvage(data: bytes, name: bytes) -> bytes:
    """A part of an archive without its directory: from its local header (APPNOTE 4.3.7), as far as it unpacks."""
    at = data.find(b"PK\x03\x04")
    while at >= 0:
        header = data[at : at + 30]
        if len(header) == 30:
            method, size, extra = struct.unpack_from("<H", header, 8)[0], *struct.unpack_from("<HH", header, 26)
            if data[at + 30 : at + 30 + size] == name:
                body = data[at + 30 + size + extra :]
                return body[:MOST_BYTES] if method == 0 else _inflate(body)
        at = data.find(b"PK\x03\x04", at + 4)
    return b""


def _inflate(body: bytes) -> bytes:
    stream, out = zlib.decompressobj(-15), b""
    try:
        for at in range(0, len(body), 65536):
            out += stream.decompress(body[at : at + 65536], MOST_BYTES - len(out))
            if stream.eof or len(out) >= MOST_BYTES:
                break
    except zlib.error:
        pass
    return out


def _take(out: Package, part: str, data: bytes) -> None:
    root = xml.undeclared(data)
    if root is not None:
        out.roots[part] = root
    elif data:
        out.odd.append(("warning", f"word/{part}.xml is no XML that can be read", "open and save the file in Word"))


def _take_sources(out: Package, data: bytes) -> None:
    """Word's own bibliography ("Manage Sources"): a custom part whose root is b:Sources."""
    if b"bibliography" in data[:2000]:
        root = xml.undeclared(data)
        if root is not None and name_of(root) == "Sources":
            out.roots["sources"] = root


def name_of(element: etree._Element) -> str:
    """An element's name without its namespace, which differs between transitional and strict files."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(element: etree._Element, name: str = "val") -> str | None:
    """An attribute by its local name."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None
