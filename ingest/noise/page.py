"""What pages print around a list: its headings, what stands below it, running heads and page numbers within it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

# Headings of lists, folded, as journals, books and theses print them in the languages that syntheses meet.
NAMES = frozenset(
    (
        "references|reference|reference list|list of references|references cited|cited references|cited works|"
        "bibliography|selected bibliography|select bibliography|annotated bibliography|bibliographic references|"
        "literature cited|literature|works cited|cited literature|references and notes|notes and references|notes|"
        "references and further reading|references and recommended reading|references and resources|endnotes|"
        "sources|citations|reference and notes|primary sources|secondary sources|article references|"
        "literaturverzeichnis|literatur|quellen|quellenverzeichnis|literaturangaben|références|"
        "references bibliographiques|"
        "références bibliographiques|bibliographie|notes et références|referencias|referencias bibliográficas|"
        "bibliografía|bibliografia|bibliografía citada|literatura citada|obras citadas|referências|"
        "referências bibliográficas|riferimenti bibliografici|riferimenti|literatuur|literatuurlijst|referenties|"
        "bronnen|referenser|källor|käll- och litteraturförteckning|litteratur|litteraturliste|referanser|kilder|"
        "litteraturhenvisninger|lähteet|kirjallisuus|literatura|bibliografie|piśmiennictwo|"
        "irodalom|irodalomjegyzék|kaynaklar|kaynakça|βιβλιογραφία|литература|список литературы|"
        "参考文献|參考文獻|引用文献|참고문헌|المراجع|מקורות"
    ).split("|")
)
# Headings within a list or of a second one.
SECOND = frozenset(
    (
        "further reading|further readings|recommended reading|suggested reading|additional reading|"
        "additional references|"
        "supplementary references|supplemental references|supplementary reference|"
        "references for supplementary material|"
        "supporting information references|references to studies included in this review|"
        "references to studies excluded from this review|references to studies awaiting assessment|"
        "references to ongoing studies|references to other published versions of this review|included studies|"
        "excluded studies|ongoing studies|appendix references|references in the appendix|"
        "web references|uncited references|"
        "other references|primary literature|secondary literature|online references|data references|"
        "references of included studies|studies included in the review|books|journal articles|reports|websites|"
        "weiterführende literatur|pour en savoir plus|lecturas recomendadas|methods references|methods-only references"
    ).split("|")
)
# What publishers' pages and journals print below a list.
_AFTER = re.compile(
    r"(?:copyright information|about this article|about this chapter|about the authors?|"
    r"authors? and affiliations?|author(?:s['’]?)? information|(?:author(?:s['’]?)?|authors?['’]s?) "
    r"(?:biograph(?:y|ies)|bios?)|biograph(?:y|ies)|biographical notes?|notes on contributors?|"
    r"authors?['’]? affiliations?|affiliations|corresponding author|personali[sz]ed recommendations|"
    r"rights and permissions|reprints and permissions|"
    r"additional information|electronic supplementary material|supplementary (?:material|information|data|files?)s?|"
    r"supporting information|(?:online )?appendix(?: ?[a-z0-9]{1,2}(?:[.:–—-] ?.{1,80})?)?|"
    r"appendices|annex(?: [a-z0-9]{1,2})?|acknowledge?ments?|funding|back to top|"
    r"previous ?next|posted (?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r" \d{1,2}, \d{4}\.?|"
    r"cite this article|"
    r"cite article|share this article|share article|comments|similar articles|related articles|recommended articles|"
    r"cited by|citing articles|people also read|"
    r"articles from .{1,80}|associated data|footnotes|publisher['’]s note|open access|ethics declarations|"
    r"(?:declaration of )?(?:competing|conflicts? of) interests?|author contributions?|permissions|metrics|"
    r"view full text|download citation|download pdf|(?:tables?|figures?)(?: and figures?)?|figure legends?|"
    r"table \d{1,2}[.:]? .{1,100}|(?:figure|fig\.) \d{1,2}[.:]? .{1,100}|"
    r"received:? .{1,100}|© .{1,120}|copyright .{1,120})[:.]?",
    re.IGNORECASE,
)
_NUMBER_PREFIX = re.compile(r"^(?:#{1,6}\s{0,3})?(?:(?:\d{1,2}(?:\.\d{1,2})?|[IVX]{1,5}|[A-Z])[.)]?\s{1,3})?")
_COUNTED = re.compile(r"\s?[(\[]\d{1,4}[)\]]$")
_SHOWN = re.compile(
    r"(?:show|view|see) (?:all|more|less|fewer)(?: \d{1,4})?(?: references)?(?: \(\d{1,4}\))?|"
    r"references \(\d{1,4}\)|expand all|collapse all|view references|hide references|"
    r"(?:this )?article references|there are no corresponding .{1,60}|\d{1,4} references?",
    re.IGNORECASE,
)
_PAGE_OF = re.compile(
    r"(?:.{0,100}\s)?page \d{1,4}(?: of \d{1,4}|/\d{1,4})(?:\s.{0,100})?|\d{1,4} of \d{1,4}", re.IGNORECASE
)
_PAGE = re.compile(r"(?:[-–—]\s?)?\d{1,4}(?:\s?[-–—])?|(?:page|p\.|s\.) \d{1,4}|e\d{1,5}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LONGEST_HEAD = 120  # characters of a running head
# "A. Ash et al. / Journal of Care 12 (2019) 1–9" beside a page's number, however often.
_HEAD = re.compile(
    r"(?:(?:[A-Z]\.[ -]?){0,3}[A-Z][\w'’-]{1,25}(?:,? (?:and|&) (?:[A-Z]\.[ -]?){0,3}[A-Z][\w'’-]{1,25}| et al\.?)"
    r"(?:\s?[/|:,–—].{3,90})?|.{3,60}\s[|/]\s.{3,60})"
)
_LINES_OF_A_PAGE = 8  # at least, on average: what comes more often is no head of a page
_OPEN = re.compile(r"(?:\d\s?[-–—]|[,:;(/&]|\b(?:pp?|vol|no))\.?$", re.IGNORECASE)
_LABELLED = re.compile(r"[*•-]?\s?[\[(]?\d{1,4}(?:[\])]|[.)](?!\d))")


def fold_heading(text: str) -> str:
    """A heading's words without number, marks of Markdown and count of items, in small letters."""
    plain = _NUMBER_PREFIX.sub("", " ".join(text.split())).strip("*_ ").rstrip(":.").strip()
    return _COUNTED.sub("", plain).rstrip(":").casefold()


def heads_list(text: str) -> bool:
    """Is this the heading of a reference list?"""
    return len(text) <= 60 and (fold_heading(text) in NAMES or text.strip("*_ :").casefold() in NAMES)


def heads_part(text: str) -> bool:
    """Is this a heading within a list, or of a second list?"""
    return len(text) <= 80 and (fold_heading(text) in SECOND or heads_list(text))


def ends_list(text: str) -> bool:
    """Does a page's own furniture begin here?"""
    return len(text) <= 140 and _AFTER.fullmatch(text.strip("#* ")) is not None


def says_partial(text: str) -> bool:
    """ "Show all 87 references": the page showed only some of its list."""
    return len(text) <= 60 and re.match(r"(?:show|view|see) (?:all|more)", text.strip(), re.IGNORECASE) is not None


def is_button(text: str) -> bool:
    """ "Show all 87 references", "Download references": words of a page and no item."""
    return len(text) <= 80 and _SHOWN.fullmatch(text.strip(" .·")) is not None


def is_page_number(text: str) -> bool:
    """A page's number alone on a line."""
    return len(text) <= 12 and _PAGE.fullmatch(text) is not None


def running(lines: Sequence[str]) -> set[int]:
    """Which of these lines are running heads, running feet and page numbers of a print.

    A page's number alone on a line that leaves no open end above it; what says "Page 3 of 9"; a short line that
    comes again, the same but for one number that grows, or beside a page's number.
    """
    alone = {i for i, t in enumerate(lines) if is_page_number(t)}
    if len(alone) * 4 > len(lines) or _counts([lines[i] for i in sorted(alone)]):
        alone = set()  # the items' own, alone on their lines
    out = {i for i in alone if not (i and _OPEN.search(lines[i - 1][-8:]))}
    out |= {i for i, t in enumerate(lines) if len(t) <= _LONGEST_HEAD and _PAGE_OF.fullmatch(t)}
    heads = {i for n in alone for i in (n - 1, n + 1) if 0 <= i < len(lines) and _HEAD.fullmatch(lines[i])}
    alike: dict[str, list[int]] = {}
    for i, text in enumerate(lines):
        if 4 <= len(text) <= _LONGEST_HEAD and any(c.isalpha() for c in text) and not _LABELLED.match(text):
            alike.setdefault(_DIGITS.sub("0", text), []).append(i)
    for found in alike.values():
        if len(found) < 2 or len(found) * _LINES_OF_A_PAGE > len(lines):
            continue
        beside = [i for i in found if i - 1 in alone or i + 1 in alone]
        if len(beside) * 2 > len(found) and len(beside) > 1:
            heads.update(beside)
        elif _grows([[int(n[:9]) for n in _DIGITS.findall(lines[i])] for i in found]):
            out.update(found)
    return out | heads | {n for i in heads for n in (i - 1, i + 1) if n in alone}


def _counts(numbers: Sequence[str]) -> bool:
    """Do these lone numbers count from 1 on, as items' numbers do?"""
    values = [int(_DIGITS.findall(text)[0]) for text in numbers]
    return len(values) > 1 and values[0] <= 1 and sum(b == a + 1 for a, b in pairwise(values)) * 2 >= len(values) - 1


def _grows(rows: Sequence[Sequence[int]]) -> bool:
    """Are the numbers of these lines equal but for one that grows by small steps (a page's)?"""
    columns = list(zip(*rows, strict=False))
    moving = [c for c in columns if len(set(c)) > 1]
    if len(moving) != 1:
        return False
    steps = {b - a for a, b in pairwise(moving[0])}
    years = all(1500 <= n < 2100 for n in moving[0])
    return steps <= {1, 2, 3, 4} and len(moving[0]) > 2 and not years
