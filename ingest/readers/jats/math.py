"""Formulas as one line of text: MathML by its own words, TeX only where there is nothing else."""

from __future__ import annotations

import re
from html.entities import html5

from ingest.readers.jats.writer import Line
from ingest.readers.xml import Element, flat, name
from ingest.structure import Height

_DEEPEST = 60  # levels of a formula; what lies deeper is taken as its words
_RELATION = frozenset("= < > ≤ ≥ ≈ ≠ ± × → ∈ ∼ ≡ ∝ ⇒ ⟶ :=".split(" "))
_DOCUMENT = re.compile(r"\\begin\{document\}(.{0,20000}?)\\end\{document\}", re.DOTALL)
_COMMAND = re.compile(r"\\([A-Za-z]{1,30})\*?|\\(.)", re.DOTALL)
_SILENT = frozenset(
    "begin end left right text mathrm mathbf mathit mathcal mathbb mathsf boldsymbol operatorname displaystyle "
    "textstyle quad qquad limits nolimits frac dfrac tfrac sqrt hat bar tilde vec overline underline big "
    "Big bigg Bigg rm it bf aligned array split gathered cases matrix pmatrix bmatrix usepackage "
    "documentclass setlength".split(" ")
)
_RAISED: dict[str, Height] = {"msup": "raised", "mover": "raised", "msub": "lowered", "munder": "lowered"}


def math(element: Element, line: Line, depth: int = 0) -> None:
    """Put a formula of MathML into a line. Its alternatives (annotations) are left out: its text stands once."""
    tag = name(element)
    if tag in ("annotation", "annotation-xml", "maligngroup", "malignmark", "mphantom"):
        return
    if depth > _DEEPEST or tag in ("mi", "mn", "mtext", "ms", "mo"):
        words = flat(element)
        line.add(f" {words} " if tag == "mo" and words in _RELATION else words)
        if tag == "mtext" and (element.text or "")[-1:].isspace():
            line.gap()
        return
    inner = list(element)
    if tag in _RAISED:
        _scripts(inner, [_RAISED[tag]], line, depth)
    elif tag in ("msubsup", "munderover"):
        _scripts(inner, ["lowered", "raised"], line, depth)
    elif tag in ("mfrac", "mroot"):
        _fraction(inner, "/" if tag == "mfrac" else "√", line, depth)
    elif tag == "mfenced":
        _fenced(element, inner, line, depth)
    elif tag == "semantics":
        for part in inner[:1]:
            math(part, line, depth + 1)
    else:
        if tag == "msqrt":
            line.add("√")
        if tag == "mspace":
            line.gap()
        for part in inner:
            math(part, line, depth + 1)
            if tag in ("mtr", "mtable"):
                line.gap()


def _scripts(inner: list[Element], heights: list[Height], line: Line, depth: int) -> None:
    for i, part in enumerate(inner):
        start = line.size
        math(part, line, depth + 1)
        if 0 < i <= len(heights) and line.size > start:
            line.raised.append((start, line.size, heights[i - 1]))


def _fraction(inner: list[Element], sign: str, line: Line, depth: int) -> None:
    for i, part in enumerate(inner):
        if i:
            line.add(sign)
        several = sign == "/" and len(list(part)) > 1
        line.add("(" if several else "")
        math(part, line, depth + 1)
        line.add(")" if several else "")


def _fenced(element: Element, inner: list[Element], line: Line, depth: int) -> None:
    """mfenced, MathML 3, 3.3.8: brackets and separators are attributes."""
    separators = "".join((element.get("separators") or ",").split()) or ","
    line.add(element.get("open", "("))
    for i, part in enumerate(inner):
        if i:
            line.add(separators[min(i - 1, len(separators) - 1)] + " ")
        math(part, line, depth + 1)
    line.add(element.get("close", ")"))


def tex(source: str) -> str:
    """The words and signs of a TeX formula, its commands left out: "$$\\alpha _2 = 3$$" is "α2 = 3"."""
    found = _DOCUMENT.search(source)
    words = found[1] if found else source
    words = _COMMAND.sub(_command, words)
    return " ".join(re.sub(r"[{}$&]|(?<=\S)\s?[_^]\s?", "", words).split())


def _command(found: re.Match[str]) -> str:
    word = found[1]
    if word is None:
        return found[2] if found[2] in "%#_&$" else " "
    if word in _SILENT:
        return ""
    return html5.get(f"{word};", html5.get(f"{word.lower()};", f" {word} "))
