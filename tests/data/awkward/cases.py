"""What people really hand over, at its worst: small inputs as a table, large ones as functions.

All works named here are invented. The bytes are built in code, because a checkout may change line ends and
encodings of files. `load` this module by path (there are no packages under tests/).
"""

from __future__ import annotations

import json
from dataclasses import dataclass

ONE = "Adeyo, B., & Finch, C. (2011). Peer support at sea. Tidewater Journal of Rehabilitation, 3(2), 10–19."
TWO = "Müller, É., & Øst, Å. (2014). Über “stigma” und Würde. Nordic Review of Psychosocial Care, 6, 5–9."
THREE = "Quillfeather, J. (2009). A desk of one’s own (2nd ed.). London: Quayside Books."
LIST = f"1. {ONE}\n2. {TWO}\n3. {THREE}\n"
HEBREW = "1. כהן, א., ולוי, ב. (2015). תמיכת עמיתים. כתב עת לשיקום, 4, 5–9.\n"
ARABIC = "2. حسن، م. (2018). دعم الأقران. بيروت: دار النشر.\n"
JAPANESE = "1. 田中太郎. 精神科におけるピアサポート. 看護研究. 2016;9(2):11–20.\n"
CHINESE = "2. 李明. 同伴支持. 社区医学. 2017;3:4–9.\n"


@dataclass(frozen=True)
class Case:
    """One awkward input.

    name: file name; data: its bytes; text: the canonical text it must give, None where that is not fixed here;
    references: how many items must be read, None where that is not fixed; says: a regular expression that one
    Problem's message or hint must match (no case), "" where no Problem is asked for; line: the line that Problem
    must point at, 0 for any or none; keeps: words that must be found in some item, finding, problem or title.
    """

    name: str
    data: bytes
    text: str | None = None
    references: int | None = None
    says: str = ""
    line: int = 0
    keeps: tuple[str, ...] = ()


def _entry(**fields: object) -> dict[str, object]:
    return {"id": "a", "type": "article-journal", "title": "Peer support at sea", **fields}


def _json(*entries: object) -> bytes:
    return json.dumps(entries, ensure_ascii=False).encode()


ENCODINGS = (
    Case("empty.txt", b"", "", 0, "empty"),
    Case("only-a-mark.txt", b"\xef\xbb\xbf", "", 0, "empty"),
    Case("only-space.txt", b" \n\t\n\r\n  \n", " \n\t\n\r\n  \n", 0, "empty|no text|nothing|blank|not recogni"),
    Case("binary.bin", bytes(range(256)) * 40, "", 0, "binary|no text"),
    Case("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(300), "", 0, "picture|binary"),
    Case("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "", 0, "pdf"),
    Case(
        "paper.docx", b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xmlword/document.xml" + bytes(60), "", 0, "word|docx"
    ),
    Case("archive.zip", b"PK\x03\x04\x14\x00\x00\x00\x08\x00list.txt" + bytes(60), "", 0, "zip|archive"),
    Case("utf16-le.txt", b"\xff\xfe" + LIST.encode("utf-16-le"), LIST, 3),
    Case("utf16-be.txt", b"\xfe\xff" + LIST.encode("utf-16-be"), LIST, 3),
    Case("utf16-no-mark.txt", LIST.encode("utf-16-le"), LIST, 3),
    Case("utf32.txt", b"\xff\xfe\x00\x00" + LIST.encode("utf-32-le"), LIST, 3),
    Case("utf16-odd-byte.txt", b"\xff\xfe" + LIST.encode("utf-16-le") + b"\x41", None, 3, "utf-16|broken|byte"),
    Case("cp1252.txt", LIST.encode("cp1252"), LIST, 3, "1252|utf-8"),
    Case("mark.txt", b"\xef\xbb\xbf" + LIST.encode(), LIST, 3),
    Case("utf8-cut.txt", LIST.encode() + "é".encode()[:1], None, 3, "1252|utf-8"),
    Case("utf8-with-1252-byte.txt", LIST.encode().replace("’".encode(), b"\x92"), LIST, 3, "1252|utf-8"),
    Case("surrogate.txt", LIST.encode() + b"\xed\xa0\x80\n", None, None, "1252|utf-8"),
    Case("cr-only.txt", LIST.replace("\n", "\r").encode(), LIST.replace("\n", "\r"), 3),
    Case("crlf.txt", LIST.replace("\n", "\r\n").encode(), LIST.replace("\n", "\r\n"), 3),
    Case("mixed-ends.txt", f"1. {ONE}\r2. {TWO}\r\n3. {THREE}\n".encode(), None, 3),
    Case("no-last-end.txt", LIST.rstrip().encode(), LIST.rstrip(), 3),
    Case("nul.txt", LIST.replace("at sea", "at\x00sea").encode(), LIST.replace("at sea", "at\x00sea"), 3, "nul"),
    Case("controls.txt", LIST.replace("2. M", "\x0c2. \x08M").encode(), None, None, "", 0, ("Peer support", "desk")),
)

LISTS = (
    Case("one.txt", ONE.encode(), ONE, 1, "", 0, ("Peer support at sea",)),
    Case(
        "two-lists.txt",
        f"References\n\n{LIST}\nFurther reading\n\n{LIST}".encode(),
        None,
        6,
        "restart|again|two lists|second",
    ),
    Case("restart.txt", (LIST + LIST).encode(), None, 6, "restart|again|two lists|second", 4),
    Case("gap.txt", LIST.replace("3. Q", "7. Q").encode(), None, 3, "number|miss|jump|gap|4|label"),
    Case("cut.txt", f"1. {ONE}\n2. Müller, É., & Øst, Å. (20".encode(), None, 2, ".", 2, ("Øst",)),
    Case(
        "cut-start.txt",
        f"of a desk, 17–29.\n2. {TWO}\n3. {THREE}\n".encode(),
        None,
        None,
        "",
        0,
        ("of a desk", "Würde"),
    ),
    Case("numbers-lost.txt", f"{ONE}\n{TWO}\n{THREE}\n".encode(), None, 3),
    Case("numbers-apart.txt", f"1\n{ONE}\n2\n{TWO}\n3\n{THREE}\n".encode(), None, 3),
    Case(
        "wrapped.txt",
        f"1. {ONE[:52]}\n   {ONE[52:]}\n2. {TWO}\n".encode(),
        None,
        2,
        "",
        0,
        ("Journal of Rehabilitation",),
    ),
    Case("glued.txt", f"1. {ONE}CrossRefGoogle Scholar 2. {TWO}CrossRefPubMedGoogle Scholar".encode(), None, 2),
    Case(
        "ends-in-pubmed.txt",
        b"1. Adeyo, B. (2011). How we search PubMed. Ward and Home, 1, 2-3.CrossRefPubMedGoogle Scholar\n",
        None,
        1,
        "",
        0,
        ("How we search PubMed",),
    ),
    Case(
        "rtl.txt",
        (HEBREW + ARABIC).encode(),
        None,
        2,
        "",
        0,
        ("תמיכת עמיתים", "دعم الأقران"),
    ),
    Case("rtl-marks.txt", LIST.replace("at sea", "\u202eat\u202c \u200fsea").encode(), None, 3),
    Case(
        "cjk.txt",
        (JAPANESE + CHINESE).encode(),
        None,
        2,
        "",
        0,
        ("ピアサポート",),
    ),
    Case("invisible.txt", LIST.replace("support", "sup\u00adport").replace(" at", "\u200b at\ufeff").encode(), None, 3),
    Case("separators.txt", LIST.replace("\n", "\u2028").encode(), None, None, "", 0, ("Peer support", "Würde")),
    Case(
        "prose.txt",
        b"Bring milk. Ask Ruth about the bus.\n\nThe meeting is on Friday.\n",
        None,
        0,
        "",
        0,
        ("milk", "Friday"),
    ),
    Case("only-junk.txt", b"CrossRefPubMedGoogle Scholar\nCrossRefGoogle Scholar\n", None, None, ".", 0),
    Case("only-numbers.txt", b"1.\n2.\n3.\n", None, None, ".", 0),
    Case("heading-alone.txt", b"References\n", None, 0, "", 0, ("References",)),
    Case("tabs.tsv", f"1\t{ONE}\n2\t{TWO}\n".encode(), None, 2),
    Case(
        "script.txt",
        b"1. <script>alert(1)</script>\n2. '; DROP TABLE papers; --\n3. $(rm -rf /)\n",
        None,
        None,
        "",
        0,
        ("DROP TABLE",),
    ),
)

LIBRARIES = (
    Case(
        "broken.json",
        _json(_entry(), _entry(id="b"))[:-20],
        None,
        None,
        "json|cut|end|broken|bracket",
        0,
        ("Peer support at sea",),
    ),
    Case(
        "wrong-types.json",
        _json(_entry(volume=3, title=["Peer"], author="Adeyo", issued="2011-03"), 7, None, [_entry()]),
        None,
        None,
        ".",
    ),
    Case("empty-list.json", b"[]", "[]", 0, "."),
    Case("number.json", b"42", "42", 0, ""),
    Case("deep.json", b"[" * 100_000, None, 0, "."),
    Case("deep-closed.json", b"[" * 100_000 + b"]" * 100_000, None, 0, "."),
    Case(
        "deep-entry.json",
        b'[{"id":"a","type":"book","title":"Peer support at sea","x":' + b"[" * 50_000 + b"]" * 50_000 + b"}]",
        None,
        None,
        ".",
    ),
    Case(
        "huge-number.json",
        b'[{"id":"a","type":"book","title":"Peer support at sea","volume":' + b"9" * 6000 + b"}]",
        None,
        1,
    ),
    Case(
        "infinite.json",
        b'[{"id":"a","type":"book","title":"Peer support at sea","volume":1e999,"issue":NaN}]',
        None,
        None,
        "",
    ),
    Case(
        "lone-surrogate.json",
        b'[{"id":"a","type":"book","title":"Peer \\ud83d support","abstract":"It helped \\udc00. So it did."}]',
        None,
        1,
    ),
    Case("same-ids.json", _json(_entry(), _entry(title="Another work of that name")), None, 2),
    Case("no-title.json", _json({"id": "a", "type": "book"}), None, 1),
    Case("utf16.json", b"\xff\xfe" + _json(_entry()).decode().encode("utf-16-le"), None, 1),
    Case("mark.json", b"\xef\xbb\xbf" + _json(_entry()), None, 1),
    Case(
        "dates.json",
        _json(
            _entry(issued={"date-parts": [["99999999999999999999", 13, 40]]}),
            _entry(issued={"date-parts": [[]]}),
            _entry(issued={"date-parts": "2011"}),
            _entry(issued={"literal": "n.d."}),
        ),
        None,
        4,
    ),
    Case("names.json", _json(_entry(author=[{}, {"family": ""}, "Adeyo", None, {"literal": "Codewell"}])), None, 1),
)

_PAPER = (
    " Abstract:\n\n\n\nWe asked nine carers in one small town how they spend their nights, and we read what they wrote [1]. "
    "Most of them slept badly, and few of them had told anybody about it.\n 1. Introduction\n\n\n"
    "Nights are long for those who look after a parent at home {cite}, and little has been written on them so far. "
    "Carers sleep little [2].\n\n\n\n2. Results\n\n\n2.1. Sleep\n\n\nMost carers slept badly, and they were tired "
    "on the day after. Some of them lay awake and listened:\n\n\n\n\nI wake and I listen.\n\n\n\n—Ada\n\n\n\n\n\n"
    "3. Discussion\n\n\nRest matters to carers as much as it does to anybody else, and it should be asked about [1,2].\n"
)

CITATIONS = tuple(
    Case(
        name,
        _PAPER.replace("{cite}", cite).encode(),
        None,
        None,
        says,
        0,
        ("Carers sleep little", "I wake and I listen", "Rest matters"),
    )
    for name, cite, says in (
        ("paper-range-huge.txt", "[1–999999999]", "range|number|list|citation"),
        ("paper-range-back.txt", "[9–2]", "range|number|citation|back"),
        ("paper-number-huge.txt", "[" + "9" * 5000 + "]", ""),
        ("paper-zero.txt", "[0]", ""),
        ("paper-open-bracket.txt", "[1, 2", ""),
        ("paper-nested.txt", "[[[1]]]", ""),
        ("paper-empty-bracket.txt", "[]", ""),
        ("paper-interval.txt", "(95% CI [1.2, 3.4])", ""),
    )
)

PAPERS = (
    *CITATIONS,
    Case(
        "paper-depth.txt",
        ("1" + ".1" * 3000 + ". Deep\n\nIt went on.\n\n" + _PAPER).encode(),
        None,
        None,
        "",
        0,
        ("It went on", "Rest matters"),
    ),
    Case("paper-sections-empty.txt", "".join(f"{n}. Part {n}\n\n\n" for n in range(1, 60)).encode(), None),
    Case(
        "paper-quote-open.txt",
        _PAPER.replace("I wake", "“I wake").encode(),
        None,
        None,
        "",
        0,
        ("I wake and I listen", "Rest matters"),
    ),
    Case("paper-speaker-alone.txt", "—Ada\n\n—Ben\n\n— \n\n—\n".encode(), None, None, "", 0, ("Ada",)),
    Case("paper-twice.txt", (_PAPER + _PAPER).encode(), None, None, "", 0, ("Rest matters",)),
)

SMALL = ENCODINGS + LISTS + LIBRARIES + PAPERS

# Texts that make a careless pattern run for ever: a piece, repeated; it must stay (nearly) linear.
PIECES = (
    "a",
    " ",
    "\n",
    "\t\n",
    "A, ",
    "A. ",
    "Aa, B., ",
    "et al. ",
    "&",
    "(",
    ")",
    "[",
    "[1,",
    "[1–",
    "1. ",
    "1.\n",
    "1 1 ",
    "“",
    '"',
    "'",
    "‘",
    "—\n",
    "—A\n\n",
    "…",
    ".",
    "...",
    "-",
    "–",
    ":\n",
    "doi:10.5555/",
    "10.5555/a.",
    "https://",
    "Google Scholar ",
    "CrossRefPubMed",
    "(2011). ",
    "In A (Eds.), ",
    "pp. 1–",
    "1.1.",
    "é",
    "\u00ad",
    "\u200b",
    "א",
    "\r",
    "\r\n\r",
    "\x00",
    "{",
    "[{",
    "<p>",
    "References\n",
    "2. Results\n\n",
    "Dr. ",
    "e.g. ",
    "A.B.",
    "; ",
    "p < .05, ",
)


def repeated(piece: str, characters: int) -> bytes:
    """About so many characters of one piece."""
    return (piece * (characters // len(piece) + 1))[:characters].encode()


def one_line_of_prose(size: int) -> bytes:
    """About `size` bytes of sentences with citations, without a single line end."""
    piece = (
        "Carers slept little and said so [4,5]. “I wake,” said one. Rest was rare (n = 9), and help was late [6–8]. "
    )
    return (piece * (size // len(piece.encode()) + 1)).encode()


def one_line_of_references(size: int) -> bytes:
    """About `size` bytes of numbered references glued on one line by their link words."""
    each = len(ONE.encode()) + 30
    return " ".join(f"{i}. {ONE}CrossRefGoogle Scholar" for i in range(1, size // each + 2)).encode()


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def many_references(count: int) -> bytes:
    """A numbered list of so many different references, one a line."""
    return "".join(
        f"{i}. Adeyo, B., & Finch{_letters(i)}, C. ({1950 + i % 70}). Peer support at sea, part {i}. "
        f"Tidewater Journal of Rehabilitation, {i % 40 + 1}({i % 4 + 1}), {i}–{i + 9}.CrossRefGoogle Scholar\n"
        for i in range(1, count + 1)
    ).encode()
