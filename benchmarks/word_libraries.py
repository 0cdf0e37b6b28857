"""What libraries get out of Word files, and how fast, beside our own reading of the XML.

    python benchmarks/word_libraries.py [FOLDER]

FOLDER holds .docx files, as `benchmarks/forms.py docx --keep FOLDER` leaves them; without it only the small file of
awkward things is asked. Needs python-docx and mammoth (pip install them).
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from ingest.readers import docx as own  # noqa: E402 - after the checkout is on the path
from tests.ingest.readers.word import field, note, package, para, run  # noqa: E402

# What a reader must see -> how it is made.
AWKWARD = {
    "inserted by a tracked change": para(run("a"), "<w:ins>" + run("INSERTED") + "</w:ins>"),
    "in a content control": "<w:sdt><w:sdtPr/><w:sdtContent>" + para(run("CONTROLLED")) + "</w:sdtContent></w:sdt>",
    "in a text box": para(
        run("b"), "<w:r><w:drawing><w:txbxContent>" + para("BOXED") + "</w:txbxContent></w:drawing></w:r>"
    ),
    "shown by a field": para(run("c"), field(" ADDIN ZOTERO_ITEM {} ", run("SHOWN"))),
    "in a footnote": para(run("d"), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    "in a table": "<w:tbl><w:tr><w:tc>" + para("CELL") + "</w:tc></w:tr></w:tbl>",
}
WORDS = ("INSERTED", "CONTROLLED", "BOXED", "SHOWN", "NOTED", "CELL")


def _own(data: bytes) -> str:
    return own.read(data, "x.docx").source.text


def _python_docx(data: bytes) -> str:
    import docx

    document = docx.Document(io.BytesIO(data))
    return "\n".join(p.text for p in document.paragraphs)


def _mammoth(data: bytes) -> str:
    import mammoth

    return str(mammoth.extract_raw_text(io.BytesIO(data)).value)


READERS: dict[str, Callable[[bytes], str]] = {"own": _own, "python-docx": _python_docx, "mammoth": _mammoth}


def main() -> int:
    """Command line."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
    )
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{base}/NAME" Target="TARGET"/></Relationships>'
    )
    data = package("".join(AWKWARD.values()), footnotes=note("footnote", "2", "NOTED"))
    data = _with(
        data,
        {
            "[Content_Types].xml": types,
            "_rels/.rels": rels.replace("NAME", "officeDocument").replace("TARGET", "word/document.xml"),
            "word/_rels/document.xml.rels": rels.replace("NAME", "footnotes").replace("TARGET", "footnotes.xml"),
        },
    )
    files = [p.read_bytes() for p in sorted(Path(sys.argv[1]).glob("*.docx"))] if len(sys.argv) > 1 else []
    for name, reader in READERS.items():
        try:
            text = reader(data)
            lost = [w for w in WORDS if w not in text]
            started = time.process_time()
            for file in files:
                reader(file)
            speed = len(files) / max(time.process_time() - started, 1e-9)
            print(f"{name}: loses {', '.join(lost) or 'nothing'}; {speed:.1f} files a second")
        except Exception as error:  # a library that fails is a result, too
            print(f"{name}: {type(error).__name__}: {error}")
    return 0


def _with(data: bytes, parts: dict[str, str]) -> bytes:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            if item not in parts:
                new.writestr(item, old.read(item))
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
