"""Damaged Word files, by the hundred thousand: nothing is raised, every finding is verbatim."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from ingest import read
from ingest.readers.docx import fields
from ingest.readers.docx.walk import Field
from tests.ingest.readers.word import csl, field, heading, note, package, para, run, sup

WORK = {"id": "A1", "type": "book", "title": "Telephone calls by peers", "author": [{"family": "Bekele"}]}
BODY = (
    para("Peers", style="Titel")
    + heading("Results")
    + para(run("Calls helped"), field(f" ADDIN ZOTERO_ITEM CSL_CITATION {csl(WORK)} ", sup("1")), run(" and so on."))
    + "<w:tbl><w:tr><w:tc>"
    + para("a")
    + "</w:tc><w:tc>"
    + para("b")
    + "</w:tc></w:tr></w:tbl>"
    + para(run("A note"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    + heading("References")
    + para("1. Bekele T. Telephone calls by peers. Lanternhouse; 2019.")
)
FILE = package(BODY, footnotes=note("footnote", "2", "See above."))
XML = zipfile.ZipFile(io.BytesIO(FILE)).read("word/document.xml")


def damage(data: bytes, chance: random.Random) -> bytes:
    """Bytes flipped, cut, doubled, or moved."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        a, b = sorted((chance.randrange(len(out) + 1), chance.randrange(len(out) + 1)))
        what = chance.randrange(5)
        if what == 0 and out:
            out[chance.randrange(len(out))] = chance.randrange(256)
        elif what == 1:
            del out[a : min(b, a + 60)]
        elif what == 2:
            out[a:a] = out[a : min(b, a + 200)]
        elif what == 3:
            out[a:a] = chance.choice(
                (b"<w:p>", b"</w:p>", b"<w:fldChar w:fldCharType='begin'/>", b"\x00", b"&a;", b"]]>")
            )
        elif len(out) > 50:
            del out[max(50, a) :]
    return bytes(out)


def check(data: bytes) -> None:
    batch = read(data, "fuzzed.docx")
    assert all(f.source.text == f.text for f in batch.findings)


def packed(xml: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


@pytest.mark.parametrize("seed", range(3))
def test_some(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(40):
        check(b"PK\x03\x04" + damage(FILE, chance)[4:])
        check(packed(damage(XML, chance)))


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_hundred_thousand() -> None:
    chance = random.Random(20261128)
    for _ in range(20_000):
        check(b"PK\x03\x04" + damage(FILE, chance)[4:])
    for _ in range(40_000):
        check(packed(damage(XML, chance)))
    whole = f" ADDIN ZOTERO_ITEM CSL_CITATION {csl(WORK)} ".encode()
    for _ in range(40_000):
        fields.works(Field(0, 1, damage(whole, chance).decode("utf-8", "replace")), {})
