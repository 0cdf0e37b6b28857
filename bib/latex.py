"""LaTeX in bibliographies, read and written: what stands in names and titles, not documents.

Decoding is one pass of our own over the commands that occur, so that places stay known and a library of 20,000 entries
takes seconds; for commands that the tables here lack the tables of pylatexenc are asked, whose own decoding makes some
hundred entries a second (docs/decisions/library-formats.md). A command that nobody knows stays as it stands. Ties and
line breaks become blanks, `--` an en dash, text formatting goes, and of `$…$` the signs, sub- and superscripts' marks
too ("CO$_2$" is "CO2", as `<sub>` is treated elsewhere).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bib.mapped import Mapped

_ANY = re.compile(r"[\\{}$~]|--|``|''")
_MARK = re.compile(r"[\\{}$~_^`'-]")  # where a token may begin: one class is searched ten times as fast as tokens
_BASE = r"\s{0,3}(?:\{\s{0,3}(\\?[^\W\d_])\s{0,3}\}|(\\[ij](?![A-Za-z]) {0,3}|[^\W\d_]))"
_TOKEN = re.compile(
    rf"\\([`'^\"~=.]){_BASE}"
    r"|\\([cvukrdbHt])(?:\s{0,3}\{\s{0,3}(\\?[^\W\d_])\s{0,3}\}|\s{1,3}(\\[ij](?![A-Za-z]) {0,3}|[^\W\d_]))"
    r"|\\([A-Za-z]{1,40})\*?(?:\s{0,3}\{\}|\s{1,20})?"
    r"|\\(.)|([{}])|(---?)|(``|'')|(~)|(\$)|([_^])",
    re.DOTALL,
)
_MATH = re.compile(r"\$([^$]{1,200})(?<!\\)\$")
_MATHS = re.compile(r"[\\^_<>={}+]|^\s?[A-Za-z]\s?$")  # "$5 and $6" is money
_COMBINING = dict(
    zip(
        "`'^\"~=.cvukrdbHt",
        "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0327\u030c\u0306\u0328\u030a\u0323\u0331\u030b\u0361",
        strict=True,
    )
)
_WORDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textendash": "–",
    "textemdash": "—",
    "ss": "ß",
    "i": "ı",
    "j": "ȷ",
    "newline": " ",
    "par": " ",
    "quad": " ",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textunderscore": "_",
    "textpercent": "%",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "degree": "°",
    "S": "§",
    "P": "¶",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "BibTeX": "BibTeX",
}
# Commands that set type, of which only the argument is text.
_TYPE = frozenset(
    "emph textit textbf textsc textsl texttt textrm textsf textup textmd textnormal textsuperscript textsubscript "
    "mathrm mathbf mathit mathsf mathcal mathbb text mbox hbox ensuremath enquote mkbibquote mkbibemph url uppercase "
    "MakeUppercase lowercase it bf rm sc sl tt sf em itshape bfseries scshape tiny small normalsize large protect "
    "relax noopsort noop left right displaystyle bibinfo natexlab nocase".split()
)
_SIGNS = {
    "\\": " ",
    " ": " ",
    "\n": " ",
    "\t": " ",
    ",": " ",
    ";": " ",
    ":": " ",
    "-": "",
    "/": "",
    "@": "",
    "!": "",
    "(": "",
    ")": "",
}
_SIGNS |= {"[": "", "]": ""}
_VERBATIM = re.compile(r"\\(?:textasciitilde|sim)\s{0,3}(?:\{\})?|\\([_%&#$~{}])(?:\{\})?|\\url\s{0,3}|[{}]")

# Characters with a meaning of their own in LaTeX; braces too: BibTeX counts them even behind a backslash.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TRANSLATION = str.maketrans(_SPECIAL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
# Two of these together are another sign in print.
_LIGATURE = re.compile(r"-(?=-)|`(?=`)|'(?=')")


def escape(text: str) -> str:
    """Text as LaTeX shows it: special characters escaped, control characters gone."""
    held = _CONTROL.sub(" ", text).translate(_TRANSLATION).strip()
    return _LIGATURE.sub(r"\g<0>{}", held)


def verbatim(text: str) -> str:
    """A DOI or an address, of which exporters escape some characters: ties and dashes are themselves."""
    if "\\" not in text and "{" not in text:
        return text.strip()
    return _VERBATIM.sub(lambda m: m[1] or ("~" if m[0].startswith(("\\t", "\\s")) else ""), text).strip()


def plain(text: str) -> str:
    """Decoded text, white space folded."""
    return " ".join((decode(text, 0, len(text)).text if _ANY.search(text) else text).split())


def decode(text: str, start: int, end: int) -> Mapped:
    """The words of `text[start:end]`, with their places."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if _ANY.search(text, start, end) is None:
        return Mapped(text[start:end], start)
    parts: list[str] = []
    breaks: list[tuple[int, int]] = []
    length, at, math = 0, start, -1
    for mark in _MARK.finditer(text, start, end):
        low = mark.start()
        if low < at or (found := _TOKEN.match(text, low, end)) is None:
            continue
        high = found.end()
        if found[13]:
            math, said = _maths(text, low, end, math)
        elif found[14]:
            said = "" if low < math else found[14]
        else:
            said = _said(found)
        if said == found[0]:
            continue
        parts += (text[at:low], said)
        length += low - at + len(said)
        at = high
        breaks.append((length, high))
    parts.append(text[at:end])
    return Mapped("".join(parts), start, tuple(breaks))


def _maths(text: str, low: int, end: int, math: int) -> tuple[int, str]:
    """(where the formula ends that is open now, what the dollar sign at `low` stands for)."""
    if low == math:
        return -1, ""
    if low > math and (found := _MATH.match(text, low, end)) and _MATHS.search(found[1]):
        return found.end() - 1, ""
    return math, "$"


def _said(found: re.Match[str]) -> str:
    """What a command or sign stands for."""
    accent, word = found[1] or found[4], found[7]
    if accent:
        return _accented(accent, found[2] or found[3] or found[5] or found[6])
    if word:
        sign = _word(word)
        return found[0] if sign is None else sign  # a command that nobody knows stays as it stands
    if found[8]:
        return _SIGNS.get(found[8], found[8])
    if found[9]:
        return ""
    if found[10]:
        return "—" if len(found[10]) == 3 else "–"
    return {"~": " ", "``": "“"}.get(found[0], "”")


@lru_cache(1024)
def _accented(accent: str, base: str) -> str:
    letter = base.strip().removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _COMBINING[accent])


@lru_cache(1024)
def _word(word: str) -> str | None:
    """What a command without arguments stands for, "" for one that only sets type; None where nobody knows."""
    if word in _WORDS:
        return _WORDS[word]
    if word in _TYPE:
        return ""
    from pylatexenc.latex2text import get_default_latex_context_db

    known = get_default_latex_context_db().get_macro_spec(word)
    sign = known.simplify_repl if known else None
    return sign if isinstance(sign, str) and "%" not in sign else None
