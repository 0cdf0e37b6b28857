"""PDF bytes -> words with place and font. The one file that knows PDFium.

PDFium is not thread-safe, so one lock guards every call. Limits keep time and memory bounded.
"""

from __future__ import annotations

import ctypes
import math
import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.pdf.model import Font, Link, Page, Word

MOST_PAGES = 1000
MOST_OF_PAGE = 60_000  # characters; the densest printed pages have 12,000
MOST_OF_FILE = 6_000_000  # characters; a book of 1,000 pages has 3,000,000
_FAR = 14_400 * 4  # points; a page is at most 14,400 wide (ISO 32000-1, annex C.2)
MOST_LINKS = 1000  # of one page
_LOCK = threading.Lock()
_PREFIX = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|(?:^|[-,])bd|cmbx|-b$|medi(?:um)?$", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|slanted|cmti|cmsl|-it$|(?<=[a-z])It$|ital", re.IGNORECASE)
_BLANK = frozenset((0, 9, 10, 13, 32, 0xA0, 0x2002, 0x2003, 0x2009, 0x200A, 0x202F, 0x2028, 0x2029))
_HYPHENS = frozenset((0x2, 0xFFFE, 0xAD, 0x7F))
# TeX's bitmap fonts do not say what their signs are; PDFium then gives their places: Cork (T1) from 0x10, OT1 below.
_TEX = {0x0B: "ff", 0x0C: "fi", 0x0E: "ffi", 0x0F: "ffl", 0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»"}
_TEX |= {0x15: "–", 0x16: "—", 0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl"}
_NOTHING = frozenset((0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060, 0xFFFF))
_ERRORS = {2: "damaged", 3: "damaged", 4: "password", 5: "locked"}
FORCE_BOLD, ITALIC = 1 << 18, 1 << 6  # PDF 32000-1:2008, table 123: flags of a font descriptor


@dataclass
class Read:
    """What a file gave. pages: those that were read; count: how many it has; title: in its metadata;
    failed: "" or why it cannot be opened: "damaged", "password", "locked"; lost: pages (from 0) that could not be
    read; cut: pages of which a part was left out; unmapped: share of words of which the file does not say what
    characters they are."""

    pages: list[Page] = field(default_factory=list)
    count: int = 0
    title: str | None = None
    failed: str = ""
    lost: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    unmapped: float = 0.0


def pages(data: bytes, most: int = MOST_PAGES) -> Read:
    """The words of every page, in the order in which they are drawn."""
    import pypdfium2

    with _LOCK:
        try:
            opened = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            return Read(failed=_ERRORS.get(getattr(error, "err_code", 0) or 0, "damaged"))
        try:
            return _read(opened, most)
        finally:
            opened.close()


def _read(opened: Any, most: int) -> Read:
    import pypdfium2

    out = Read(count=len(opened))
    out.title = _title(opened)
    fonts: dict[int, Font] = {}
    total = 0
    for i in range(min(out.count, most)):
        if total > MOST_OF_FILE:
            break
        try:
            page = opened[i]
        except pypdfium2.PdfiumError:
            out.lost.append(i)
            continue
        try:
            out.pages.append(_page(opened, page, i, fonts, out))
            total += sum(len(word.text) for word in out.pages[-1].words)
        except pypdfium2.PdfiumError:
            out.lost.append(i)
        finally:
            page.close()
    words = [word for made in out.pages for word in made.words]
    out.unmapped = sum(w.unmapped for w in words) / max(len(words), 1)
    return out


def _title(opened: Any) -> str | None:
    title = opened.get_metadata_value("Title")
    return " ".join(title.split()) or None


def _page(opened: Any, page: Any, index: int, fonts: dict[int, Font], out: Read) -> Page:
    import pypdfium2.raw as raw

    left, bottom, right, top = page.get_bbox()
    label = opened.get_page_label(index) or str(index + 1)
    made = Page(index, label.strip()[:20] or str(index + 1), right - left, top - bottom, [])
    words = page.get_textpage()
    try:
        count = raw.FPDFText_CountChars(words.raw)
        if count > MOST_OF_PAGE:
            out.cut.append(index)
        _Words(words.raw, min(count, MOST_OF_PAGE), fonts, (left, top)).read(made)
    finally:
        words.close()
    made.text = bool(made.words)
    if not made.text:
        made.images = sum(1 for _ in page.get_objects((raw.FPDF_PAGEOBJ_IMAGE,), max_depth=2))
    made.links = list(_links(opened, page, left, top))
    return made


class _Words:
    """The words of one text page."""

    def __init__(self, text: Any, count: int, fonts: dict[int, Font], origin: tuple[float, float]) -> None:
        import pypdfium2.raw as raw

        self.raw, self.text, self.count, self.fonts = raw, text, count, fonts
        self.left, self.top = origin
        self.seen: set[tuple[str, int, int]] = set()
        self.upright: list[Word] = []
        self.turned: list[Word] = []
        self.box = [ctypes.c_double() for _ in range(4)]
        self.x, self.y = ctypes.c_double(), ctypes.c_double()

    def read(self, page: Page) -> None:
        """Fill the page. Text that runs another way is left out, unless most of the page runs so."""
        begun, parts = -1, list[int]()
        x, y, word_y, right = ctypes.c_double(), ctypes.c_double(), 0.0, 0.0
        unicode, origin, text = self.raw.FPDFText_GetUnicode, self.raw.FPDFText_GetCharOrigin, self.text
        for i in range(self.count):
            code = unicode(text, i)
            if code in _BLANK:
                if begun >= 0:
                    self._end(begun, i, parts, code != 13 and code != 10, code == 13 or code == 10)
                    begun, parts = -1, []
                elif self._latest is not None and code not in (10, 13):
                    self._latest.space = True
                continue
            if code in _NOTHING:
                continue
            origin(text, i, x, y)
            if begun >= 0 and (abs(y.value - word_y) > 0.4 or x.value < right - 0.5) and not self._is_turned(begun):
                self._end(begun, i, parts, False, False)
                begun, parts = -1, []
            if begun < 0:
                begun, word_y = i, y.value
            right = x.value
            parts.append(code)
        if begun >= 0:
            self._end(begun, self.count, parts, True, True)
        page.sideways = len(self.turned) > len(self.upright)
        page.words = self.turned if page.sideways else self.upright

    _latest: Word | None = None

    def _matrix(self, i: int) -> tuple[float, float, float, float]:
        matrix = self.raw.FS_MATRIX()
        if not self.raw.FPDFText_GetMatrix(self.text, i, matrix):
            return 1.0, 0.0, 0.0, 1.0
        return matrix.a, matrix.b, matrix.c, matrix.d

    def _is_turned(self, i: int) -> bool:
        a, b, _, _ = self._matrix(i)
        return a <= 0 or abs(b) > 0.1 * abs(a)

    def _end(self, first: int, end: int, codes: list[int], space: bool, last: bool) -> None:
        """Keep the word of characters first to end."""
        a, b, c, d = self._matrix(first)
        size = self.raw.FPDFText_GetFontSize(self.text, first) * math.hypot(c, d)
        if not 0.5 < size < 500:
            size = 10.0 if not size else min(max(size, 0.5), 500.0)
        box, x, y = self.box, self.x, self.y
        self.raw.FPDFText_GetCharOrigin(self.text, first, x, y)
        self.raw.FPDFText_GetCharBox(self.text, end - 1, *box)
        broken = codes[-1] in _HYPHENS or bool(codes[-1] in (45, 0x2010) and last)
        text = _string(codes)
        if not text or not all(abs(v.value) < _FAR for v in (x, y, *box)) or not math.isfinite(a + b + c + d):
            return  # NaN is not less than anything
        word = Word(text, x.value - self.left, box[1].value - self.left, self.top - y.value, size, self._font(first))
        word.space, word.last, word.broken = space, last, broken
        word.unmapped = self.raw.FPDFText_HasUnicodeMapError(self.text, first) == 1
        if a <= 0 or abs(b) > 0.1 * abs(a):
            word = _turn(word, box[3].value if b > 0 else box[2].value, b > 0)
            self.turned.append(word)
        else:
            word.x1 = max(word.x1, word.x0)
            key = (text, round(word.x0), round(word.y))
            if key in self.seen and len(text) > 1:
                return  # drawn twice to look bold
            self.seen.add(key)
            self.upright.append(word)
        self._latest = word

    def _font(self, i: int) -> Font:
        found = self.raw.FPDFText_GetTextObject(self.text, i)
        font = self.raw.FPDFTextObj_GetFont(found) if found else None
        if not font:
            return _UNKNOWN
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self.fonts:
            room = ctypes.create_string_buffer(256)
            self.raw.FPDFFont_GetBaseFontName(font, room, 256)
            name = _PREFIX.sub("", room.value.decode("utf-8", "replace"))
            flags = max(self.raw.FPDFFont_GetFlags(font), 0)
            self.fonts[key] = Font(
                name,
                bool(_BOLD.search(name)) or bool(flags & FORCE_BOLD),
                bool(_ITALIC.search(name)) or bool(flags & ITALIC),
            )
        return self.fonts[key]


_UNKNOWN = Font("", False, False)


def _turn(word: Word, end: float, upwards: bool) -> Word:
    """A word that runs up or down the page, as if the page were turned to read it."""
    x, y = word.x0, word.y
    word.x0, word.y = (-y, x) if upwards else (y, -x)
    word.x0, word.x1 = word.x0 + 2000, max(word.x0 + 2000, word.x0 + 2000 + abs(end - y) % 1500)
    return word


def _string(codes: list[int]) -> str:
    """Characters as people type them: ligatures taken apart, the layout's hyphens plain."""
    if min(codes) > 31 and max(codes) < 0xD800 and _HYPHENS.isdisjoint(codes):
        return "".join(map(chr, codes))
    out = []
    for code in codes:
        if code in _HYPHENS:
            out.append("-")
        elif 0xFB00 <= code <= 0xFB06:
            out.append(unicodedata.normalize("NFKC", chr(code)))
        elif code in _TEX:
            out.append(_TEX[code])
        elif code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            out.append("\ufffd")
        else:
            out.append(chr(code))
    return "".join(out)


def _links(opened: Any, page: Any, left: float, top: float) -> Iterator[Link]:
    """Links to places in the same file."""
    import pypdfium2.raw as raw

    at, found = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page.raw, at, found):
            return
        target = raw.FPDFLink_GetDest(opened.raw, found)
        rect = raw.FS_RECTF()
        if not target or not raw.FPDFLink_GetAnnotRect(found, rect):
            continue
        number = raw.FPDFDest_GetDestPageIndex(opened.raw, target)
        has = [ctypes.c_int() for _ in range(3)]
        where = [ctypes.c_float() for _ in range(3)]
        known = raw.FPDFDest_GetLocationInPage(target, *has, *where)
        box = (rect.left - left, top - rect.top, rect.right - left, top - rect.bottom)
        y = top - where[1].value if known and has[1].value else None
        yield Link(box, number, y, where[0].value - left if known and has[0].value else None)
