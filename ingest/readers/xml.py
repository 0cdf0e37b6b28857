"""XML of any vocabulary, read with care: the only file that knows lxml's XML parser.

Nothing outside the bytes is opened and no entity of the file's own is expanded by the parser: declarations are taken
off before it starts, names of characters (HTML's, the superset of ISO's that JATS files use) and short texts of the
file's own are put in their place, every other name stays as printed. Broken XML is read as far as possible.
Why these settings: docs/decisions/0073-xml.md.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.entities import html5
from typing import Any

from lxml import etree

from bib.model import Problem
from ingest.decode import decode

Element = Any  # an element of lxml, which has no types of its own

LARGEST = 200_000_000  # bytes; a whole year of a journal is less
DEEPEST = 1000  # levels kept as elements; libxml2 stops at 2048 (xmlParserMaxDepth with XML_PARSE_HUGE)

_DECLARES = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_DECLARATION = re.compile(r"\s{0,100}<\?xml\s[^>]{0,300}\?>")
_ENCODING = re.compile(rb"""<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z][\w.-]{0,40})["']""")
_OWN = re.compile(
    r"""<!ENTITY\s{1,9}([\w.-]{1,64})\s{1,9}(["'])((?:[^"'<&%]|&#x?[0-9A-Fa-f]{1,6};){0,200})\2\s{0,9}>"""
)
_ELSEWHERE = re.compile(r"<!ENTITY\s{1,9}(?:%\s{1,9})?[\w.-]{1,64}\s{1,9}(?:SYSTEM|PUBLIC)\s")
_NAMED = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z_:][\w.:-]{0,60});|(?=([\s\S])))")
_LESS = re.compile(r"<(?=[\s\d=<>&])")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TAG = re.compile(r"<(?P<close>/?)[A-Za-z_:][^\s/<>]{0,200}[^<>]{0,20000}>")
_PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))


@dataclass(frozen=True)
class Parsed:
    """A tree and what was odd about its text.

    root: the outermost element, or None when there is none. text: what was parsed, decoded. cut: the input ends before
    its elements do. problems: without places, which only the reader of the form can know.
    """

    root: Element | None
    text: str
    cut: bool
    problems: tuple[Problem, ...]


def parse(data: bytes) -> Parsed:
    """The tree of some XML. Never raises on content."""
    if len(data) > LARGEST:
        size = f"{len(data) // 1_000_000} MB of XML are not read at once"
        return Parsed(None, "", False, (Problem("error", size, "split it into one file for each article"),))
    text, problems = characters(data)
    text, said = _safe(text)
    root, cut, broken = _tree(text)
    return Parsed(root, text, cut, (*problems, *said, *broken))


def characters(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The decoded text: by its byte order mark, else as declared, unless the bytes say that this is wrong."""
    found = _ENCODING.match(data[:400].lstrip())
    declared = _codec(found[1].decode("ascii")) if found else None
    wide = data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or b"\0" in data[:4]
    if declared is None or wide or declared.startswith(("utf-8", "utf-16", "utf-32")):
        text, problems = decode(data)
        wrong = declared is not None and declared.startswith(("utf-16", "utf-32")) and not wide
        return text, (*problems, *((_wrongly(declared or ""),) if wrong else ()))
    try:
        return data.decode("utf-8"), (() if data.isascii() else (_wrongly(declared),))
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(declared), ()
    except (UnicodeDecodeError, ValueError):
        text, _ = decode(data)
        return text, (_wrongly(declared),)


def _codec(declared: str) -> str | None:
    """Python's name of a declared encoding that decodes bytes to text; None for others."""
    try:
        found = codecs.lookup(declared)
    except LookupError:
        return None
    return found.name if getattr(found, "_is_text_encoding", True) else None


def _wrongly(declared: str) -> Problem:
    message = f"the file says that its encoding is {declared.upper()}, its bytes say otherwise"
    return Problem("warning", message, "check the accents; save the file again as UTF-8")


def _safe(text: str) -> tuple[str, tuple[Problem, ...]]:
    """The text without declarations, with names of characters replaced: nothing is left for a parser to expand."""
    problems: list[Problem] = []
    found = _DECLARATION.match(text)
    text = text[found.end() :] if found else text
    text = text.lstrip("\ufeff \t\r\n")
    own: dict[str, str] = {}
    text = _without_subset(text, own, problems)
    if _NOT_XML.search(text):
        text = _NOT_XML.sub("\ufffd", text)
        problems.append(Problem("warning", "characters that XML does not allow", "they show as U+FFFD"))
    unknown: dict[str, None] = {}
    if "&" in text:
        text = _NAMED.sub(lambda m: _character(m, own, unknown), text)
    if unknown:
        names = ", ".join(f"&{name};" for name in list(unknown)[:5]) + (" …" if len(unknown) > 5 else "")
        message = f"names that stand for no known character are kept as they are: {names}"
        problems.append(Problem("warning", message, "replace them by the text they stand for"))
    return _LESS.sub("&lt;", text), tuple(problems)


def _without_subset(text: str, own: dict[str, str], problems: list[Problem]) -> str:
    """Take off the document type with its declarations. own: gets the short texts that it names."""
    start = text.find("<!DOCTYPE", 0, 100_000)
    if start < 0:
        return text
    end = text.find(">", start)
    bracket = text.find("[", start, end if end > 0 else len(text))
    if bracket > 0:
        closed = re.compile(r"\]\s{0,100}>").search(text, bracket)
        end = closed.end() - 1 if closed else end
        subset = text[bracket : end + 1]
        own.update((m[1], html.unescape(m[3])) for m in _OWN.finditer(subset))
        if _ELSEWHERE.search(subset):
            hint = "nothing outside the file is opened; put the text itself into the file"
            problems.append(Problem("warning", "the file asks for text that lies elsewhere (external entity)", hint))
        if subset.count("<!ENTITY") > len(own):
            hint = "only short plain ones are put in their place: longer ones can be made to fill the memory"
            problems.append(Problem("warning", "entities that the file declares are not expanded", hint))
    return text[:start] + text[end + 1 :] if end > 0 else text


def _character(found: re.Match[str], own: dict[str, str], unknown: dict[str, None]) -> str:
    """What stands for one "&…;", or for an ampersand that should have been "&amp;"."""
    name = found[1]
    if name is None:
        return "&amp;"
    if name[0] == "#":
        code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        odd = code > 0x10FFFF or 0xD800 <= code < 0xE000 or (code < 32 and code not in (9, 10, 13)) or code >= 0x10FFFE
        return "\ufffd" if odd or code in (0xFFFE, 0xFFFF) else found[0]
    if name in _PREDEFINED:
        return found[0]
    value = own.get(name, html5.get(f"{name};"))
    if value is None:
        unknown[name] = None
        return f"&amp;{name};"
    return html.escape(value, quote=True)


def _tree(text: str) -> tuple[Element | None, bool, tuple[Problem, ...]]:
    """Root, whether the end is missing, and what the parser said."""
    root, errors = _parse(text)
    problems: list[Problem] = []
    if any("depth" in e.message for e in errors):
        root, errors = _parse(_flattened(text))
        message = f"elements within elements {DEEPEST} deep: what lies deeper is read as plain text"
        problems.append(Problem("warning", message, "the file may be damaged"))
    errors = [e for e in errors if "Extra content" not in e.message]
    cut = any(e.type_name in ("ERR_TAG_NOT_FINISHED", "ERR_DOCUMENT_EMPTY", "ERR_GT_REQUIRED") for e in errors)
    cut = cut or any("Premature end" in e.message or "EndTag: '</' not found" in e.message for e in errors)
    if root is None:
        problems.append(Problem("error", "no XML element could be read", "get the file again from where it came"))
    elif errors:
        first = errors[0]
        what = "the file ends before its elements do" if cut else f"broken XML: {' '.join(first.message.split())[:100]}"
        hint = f"line {first.line} of the file; read as far as possible: get the file again from where it came"
        problems.append(Problem("warning", what, hint))
    return root, cut, tuple(problems)


def _parse(text: str) -> tuple[Element | None, list[Any]]:
    parser = _parser(encoding="utf-8", huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        root = None
    return root, [e for e in parser.error_log if e.level_name != "WARNING" and "NS_ERR" not in e.type_name]


def undeclared(data: bytes) -> Element | None:
    """The tree of XML that one program writes for another, such as a part of a Word file: it declares nothing.

    Broken XML is read as far as possible; None where there is no element, or something is declared.
    """
    if not data or _DECLARES.search(data[:4096]):
        return None
    try:
        return etree.fromstring(data, _parser(huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _parser(*, huge_tree: bool, encoding: str | None = None) -> Any:
    """Opens nothing, expands nothing, goes on after errors. huge_tree: of more than 256 levels too."""
    return etree.XMLParser(
        encoding=encoding,
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=huge_tree,
        remove_comments=True,
        remove_pis=True,
    )


def _flattened(text: str) -> str:
    """The text without the tags that stand deeper than `DEEPEST`."""
    out: list[str] = []
    at = depth = 0
    for found in _TAG.finditer(text):
        empty = found[0][-2] == "/" and not found["close"]
        deep = depth - bool(found["close"]) >= DEEPEST
        depth += 0 if empty else -1 if found["close"] else 1
        if deep:
            out += (text[at : found.start()], " ")
            at = found.end()
    return "".join((*out, text[at:]))


def name(element: Element) -> str:
    """The element's name without its namespace."""
    tag: str = element.tag
    return tag if tag[0] != "{" else tag[tag.index("}") + 1 :]


def get(element: Element, attribute: str) -> str | None:
    """An attribute by its name without namespace ("lang" of "xml:lang"), stripped; None if absent or empty."""
    value = element.get(attribute)
    if value is None:
        for key, given in element.attrib.items():
            if key.endswith("}" + attribute):
                value = given
                break
    return value.strip() or None if value is not None else None


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children of these names, in order."""
    found: Iterator[Element] = element.iterchildren(*_anywhere(names))
    return found


def child(element: Element | None, *path: str) -> Element | None:
    """The first child by that name, its first child by the next name and so on; None where one is missing."""
    for step in path:
        if element is None:
            return None
        element = next(element.iterchildren(*_anywhere((step,))), None)
    return element


def within(element: Element, *names: str) -> Iterator[Element]:
    """The element and every one inside that has one of these names, in document order."""
    found: Iterator[Element] = element.iter(*_anywhere(names))
    return found


@cache
def _anywhere(names: tuple[str, ...]) -> tuple[str, ...]:
    """As lxml writes names of any namespace."""
    return tuple(f"{{*}}{each}" for each in names)


def flat(element: Element | None) -> str:
    """All text inside, white space folded."""
    if element is None:
        return ""
    if not len(element):
        return " ".join((element.text or "").split())
    return " ".join("".join(element.itertext()).split())
