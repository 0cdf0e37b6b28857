"""Bytes of a page -> its markup as text, so tame that any parser lives through it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator

from bib.model import Problem
from ingest.decode import decode
from ingest.readers.html import is_archive

LARGEST = 60_000_000  # bytes; an article saved with its pictures in one file has 1 to 20 million
MOST_CHARACTERS = 8_000_000  # of markup without pictures; the largest article seen has 3 million
MOST_TAGS = 400_000
MOST_DEPTH = 200  # elements that are open at once; real pages have 15 to 60
MOST_FORMATS = 12  # open <b>, <font> …: each new paragraph opens them again, so that n of them make n² elements
LONGEST_TAG = 2_000  # characters of a tag that may hold more than a few attributes
_FORMATS = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_OPTIONAL = frozenset("p li dt dd tr td th thead tbody tfoot option optgroup colgroup rp rt html head body".split())
_DATA = re.compile(r"data:[^\"'<>\s]{100,}")
_TAG = re.compile(r"<!--|<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})([^<>]*)>?")
_RAW = frozenset("script style textarea title xmp iframe noembed noframes plaintext".split())
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{1,40})", re.IGNORECASE)
# Encodings that pages use (https://encoding.spec.whatwg.org/#names-and-labels); others of Python's are no charsets.
_KNOWN = re.compile(
    r"iso[-_]?8859[-_]?\d{1,2}|latin[-_]?\d|windows[-_]?\d{3,4}|cp\d{3,4}|koi8[-_][ru]|gbk|gb2312|gb18030|big5|"
    r"shift[-_]?jis|euc[-_]?(?:jp|kr)|mac[-_]?roman|macintosh|us[-_]?ascii|ascii",
    re.IGNORECASE,
)
_WESTERN = re.compile(r"iso[-_]?8859[-_]?1|latin[-_]?1|us[-_]?ascii|ascii", re.IGNORECASE)


def open_page(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The markup of a page, decoded and made tame, and what was odd."""
    problems: tuple[Problem, ...] = ()
    if len(data) > LARGEST:
        said = f"only the first {LARGEST // 1_000_000} million bytes of this page were read"
        problems = (Problem("error", said, "save the page again without its pictures"),)
        data = data[:LARGEST]
    charset = None
    if is_archive(data):
        page, charset = _from_archive(data)
        if page is None:
            said = "this saved page (MHTML) holds no HTML"
            return "", (*problems, Problem("error", said, "open the page and save it again as HTML"))
        data = page
    text, odd = _decoded(data, charset)
    tame, bounded = tamed(text)
    return tame, (*problems, *odd, *bounded)


def _from_archive(data: bytes) -> tuple[bytes | None, str | None]:
    """The first part of an archive that is HTML, and its charset; the other parts are pictures, styles and frames."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                page = part.get_payload(decode=True)
                if isinstance(page, bytes) and page.strip():
                    return page, part.get_content_charset()
    except Exception:  # the email package raises many kinds of errors on damaged headers
        return None, None
    return None, None


def _decoded(data: bytes, charset: str | None) -> tuple[str, tuple[Problem, ...]]:
    """By its mark, by what the page or its archive says, or by its bytes; bytes that are UTF-8 are believed first,
    since saved pages keep the label of what they were made from."""
    said = _CHARSET.search(data[:4096]) or _DECLARED.match(data[:400].lstrip())
    name = charset or (said[1].decode("ascii", "replace") if said else "")
    if not _KNOWN.fullmatch(name) or data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:3] == b"\xef\xbb\xbf":
        return decode(data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if _WESTERN.fullmatch(name):  # as browsers read it
        return decode(data)
    try:
        text = data.decode(name, "replace")
    except LookupError:
        return decode(data)
    broken = text.count("�")
    if not broken:
        return text, ()
    message = f"{broken} characters are no {name}: the page says another encoding than it has"
    return text, (Problem("warning", message, "broken characters show as U+FFFD; save the page again as UTF-8"),)


def tamed(text: str) -> tuple[str, tuple[Problem, ...]]:
    """The markup with embedded pictures out and within bounds; see the constants above for what each is against."""
    text = _DATA.sub("data:", text).replace("\0", "")
    problems: list[Problem] = []
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS]
        said = f"only the first {MOST_CHARACTERS // 1_000_000} million characters of this page were read"
        problems.append(Problem("error", said, "a page with a single article is much smaller: save that one"))
    bounds = _Bounds()
    if not all(bounds.step(found) for found in _tags(text)):
        text = _within_bounds(text)
        said = "this page's markup is damaged or hostile: tags beyond all bounds were left out, their words kept"
        problems.append(Problem("warning", said, "open the page in a browser, select all, copy it into a text file"))
    return text, tuple(problems)


def _within_bounds(text: str) -> str:
    """The markup without the tags that a bound forbids; one that is only too long keeps its name."""
    bounds, out, at = _Bounds(), [], 0
    for found in _tags(text):
        if bounds.step(found):
            continue
        bare = len(found[3]) > LONGEST_TAG and bounds.tags <= MOST_TAGS and len(bounds.open) < MOST_DEPTH
        out.append(text[at : found.start()] + (f"<{found[1]}{found[2]}>" if bare else " "))
        at = found.end()
    return "".join(out) + text[at:]


def _tags(text: str) -> Iterator[re.Match[str]]:
    """Every tag outside scripts, styles and comments, whose contents may look like tags."""
    lower = text.lower()
    at = 0
    while (found := _TAG.search(text, at)) is not None:
        if found[0] == "<!--":
            end = lower.find("-->", found.end())
        elif not found[1] and found[2].lower() in _RAW:
            end = lower.find(f"</{found[2].lower()}", found.end())
        else:
            yield found
            end = found.end()
        if end < 0:
            return
        at = end


class _Bounds:
    """What is open at a place of the markup, roughly: enough to see that no bound is broken."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.formats: list[str] = []
        self.tags = 0

    def step(self, found: re.Match[str]) -> bool:
        """Go past one tag; False if it must not stay."""
        name = found[2].lower()
        if found[1]:
            held = self.formats if name in _FORMATS else self.open
            if held and held[-1] == name:
                held.pop()
            elif name in held[-MOST_DEPTH:]:
                del held[len(held) - 1 - held[::-1].index(name) :]
            return True
        self.tags += 1
        if self.tags > MOST_TAGS or (len(found[3]) > LONGEST_TAG and found[3].count("=") > 100):
            return False
        if name in _VOID or name in _OPTIONAL or found[3].endswith("/"):
            return True
        held, most = (self.formats, MOST_FORMATS) if name in _FORMATS else (self.open, MOST_DEPTH)
        if len(held) >= most:
            return False
        held.append(name)
        return True
