"""Word files for tests, written part by part: what a word processor or a reference manager puts in them."""

from __future__ import annotations

import io
import json
import zipfile
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="berschrift{n}"><w:name w:val="heading {n}"/>'
    f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
    for n in (1, 2, 3)
)
STYLES = (
    HEADINGS
    + '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    + '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>'
    + '<w:style w:type="paragraph" w:styleId="ZitatEng"><w:name w:val="Mine"/><w:basedOn w:val="berschrift3"/></w:style>'
    + '<w:style w:type="character" w:styleId="Hoch"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)


def run(text: str, look: str = "") -> str:
    """A run of text. look: its rPr."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def sup(text: str) -> str:
    """A superscript run."""
    return run(text, '<w:vertAlign w:val="superscript"/>')


def para(*inner: str, style: str | None = None, properties: str = "") -> str:
    """A paragraph of runs, or of plain text where an argument is no markup."""
    runs = "".join(x if x.startswith("<") else run(x) for x in inner)
    named = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def heading(text: str, level: int = 1) -> str:
    """A heading in a style whose id is not English."""
    return para(text, style=f"berschrift{level}")


def char(kind: str, data: str = "") -> str:
    """Begin, middle or end of a complex field."""
    held = f"<w:fldData>{data}</w:fldData>" if data else ""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{held}</w:fldChar></w:r>'


def code(text: str) -> str:
    """The code of a complex field."""
    return f'<w:r><w:instrText xml:space="preserve">{escape(text)}</w:instrText></w:r>'


def field(instruction: str, shown: str, data: str = "", cut: int = 0) -> str:
    """A complex field. shown: runs; cut: into how many characters a piece Word has cut the code."""
    pieces = [instruction[i : i + cut] for i in range(0, len(instruction), cut)] if cut else [instruction]
    return char("begin", data) + "".join(map(code, pieces)) + char("separate") + shown + char("end")


def csl(*works: dict[str, object], key: str = "http://zotero.org/users/1/items/") -> str:
    """The JSON that Zotero and Mendeley keep behind a marker."""
    items = [{"id": i, "uris": [f"{key}{w['id']}"], "itemData": w} for i, w in enumerate(works)]
    return json.dumps({"citationID": "c", "citationItems": items, "schema": "csl-citation.json"})


def note(kind: str, name: str, *inner: str) -> str:
    """The text of a foot- or endnote."""
    return f'<w:{kind} w:id="{name}">{para(*inner)}</w:{kind}>'


def package(
    body: str, *, styles: str = STYLES, footnotes: str = "", endnotes: str = "", space: str = W, **more: str
) -> bytes:
    """A Word file. more: further parts, their names with "__" for "/"."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, inner in (
            ("document", f"<w:body>{body}</w:body>"),
            ("styles", styles),
            ("footnotes", footnotes),
            ("endnotes", endnotes),
        ):
            if inner:
                archive.writestr(
                    f"word/{name}.xml", f'<?xml version="1.0"?><w:{name} xmlns:w="{space}">{inner}</w:{name}>'
                )
        for name, text in more.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return out.getvalue()
