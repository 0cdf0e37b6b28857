"""What kind of study a paper says it is: from its title, else from what abstract and methods say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bib.model import Span
from ingest.fact_lines import line_of, span_at
from ingest.fact_words import DESIGNS, PEOPLE
from ingest.model import Fact, Finding

_OTHERS = re.compile(
    r"\b(?:previous(?:ly)?|prior|earlier|other|others|another|recent|several|many|few|most|existing|published|"
    r"literature|no|some|"
    r"few|further|future|larger?|previous pilot|lack of|need for|compared with (?:the|a) (?:previous|"
    r"earlier))\b (?:\w+ ){0,4}$"
)
_OURS = re.compile(
    r"\b(?:this|our|the present|the current|present|current) (?:[\w/,-]+ ){0,8}|\bwe (?:\w+ ){0,2}(?:conduct|"
    r"perform|did|report|use|"
    r"undert|carri|adopt|employ|chose|design|present|describe|did|review|retrospect|prospect|search)\w*|"
    r"\b(?:was|were|is|are|has been) (?:\w+ ){0,2}(?:conducted|performed|carried out|undertaken|used|designed|"
    r"adopted|employed|"
    r"utili[sz]ed|chosen|done|implemented|evaluated|a|an|reviewed|enrolled|studied|followed|held|based)\b|"
    r"^(?:\(\d\) ?)?(?:design|study design|methods?|design and setting|(?:study )?setting|type of study|"
    r"material and methods?|materials and methods)\b|"
    r"\bin an? (?:randomi[sz]ed|counter|double|cross)|^(?:A|An|In an?|In this|Using an?|Through an?|Prospective|"
    r"Retrospective|Randomi[sz]ed|Cluster|Qualitative|Quantitative|"
    r"Cross-?sectional|Semi-?structured|In-?depth|Focus|Mixed|Systematic|Double|Health Services|Secondary)\b",
    re.IGNORECASE,
)
_ALLOTTED = re.compile(
    rf"\b{PEOPLE}\b[^.;]{{0,120}}?\b(?:were|was) (?:then )?(?:randomi[sz]ed|randomly (?:assigned|allocated|divided|"
    rf"distributed|placed|grouped|enrol?led (?:in|into|to) (?:(?:the|one|two|three|four) )?(?:\w+ )?"
    rf"(?:groups?|arms?)))\b",
    re.IGNORECASE,
)
# Quick: a sentence without any of these names no design of `fact_words.DESIGNS`.
_MAY_DESIGN = re.compile(
    r"trial|stud(?:y|ies)|review|meta|analys|randomi|survey|cohort|case|design|qualitative|interview|focus|ethnogr|"
    r"Delphi|protocol|"
    r"mixed|multi|cross|series|action|grounded|phenomen|quasi|RCT|evaluation|experiment|prospectiv|retrospectiv|"
    r"records|balanced",
    re.IGNORECASE,
)
_PROTOCOL = re.compile(
    r"\b(?:this|the present) (?:paper|article|manuscript) (?:\w+ ){0,3}(?:the )?(?:study |trial )?(?:protocol|"
    r"(?:rationale|design) (?:and|of))|"
    r"\bwe (?:report|describe|present|publish(?:ed)?|outline) (?:[\w-]+ ){0,5}?(?:protocol|design (?:of|for) )|"
    r"\bstudy protocol (?:of|for|with)",
    re.IGNORECASE,
)
# The trial that a study belongs to: "a qualitative study within a randomised trial" is none.
_HOST = re.compile(
    r"\b(?:part of|within|nested (?:in|within)|embedded (?:in|within)|alongside|sub-?study of) (?:[\w’'-]+ ){0,6}$",
    re.IGNORECASE,
)
# Designs of which a paper may say more elsewhere: a "prospective study" may be a trial.
_WEAK = frozenset(
    (
        "cohort study",
        "pilot study",
        "feasibility study",
        "survey",
        "clinical trial",
        "validation study",
        "crossover trial",
    )
)
# What stands behind these is their object: "protocol for a randomised trial" is no trial.
_OF_IT = re.compile(r"(?:\w+: )?(?:It|This|We|Our|An?|The (?:present|current|study|trial))\b")
_RANDOMISED = re.compile(r"(?:cluster )?randomised")
_TAKES_ALL = frozenset(("study protocol", "secondary analysis", "meta-analysis"))


def read(title: Span | None, told: Iterable[Finding]) -> Iterator[Fact]:
    """The first design that the title names, else the abstract, else the methods, with all that its sentence says."""
    told = list(told)
    for finding in told:
        report = _PROTOCOL.search(line_of(finding)) if finding.kind == "abstract" else None
        if report:
            yield Fact("design", "study protocol", span_at(finding, *report.span()))
            return
    named: list[Fact] = []
    if title is not None:
        line = re.sub(r"\s", " ", title.text)
        named = [Fact("design", t, Span(title.source, title.start + a, title.start + b)) for t, a, b in _designs(line)]
    stated = list(_stated_design(told))
    weak = all(fact.value in _WEAK for fact in named) and any(fact.value not in _WEAK for fact in stated)
    yield from (stated if weak or not named else named)


def _stated_design(told: Iterable[Finding]) -> Iterator[Fact]:
    """The designs of the first sentence that says what kind of study this is; rather of a later one that says it is a
    randomised trial than of one that calls it prospective, a pilot or the like."""
    allotted: Fact | None = None
    weak: list[Fact] = []
    for finding in told:
        line = line_of(finding)
        named = _designs(line) if _MAY_DESIGN.search(line) and _OURS.search(line) else ()
        found = [
            x
            for x in named
            if x[0] != "study protocol" and not _OTHERS.search(line[: x[1]]) and not _in_marks(line, x[1])
        ]
        if found and not _is_plan(line, found[0][0]):
            said = [Fact("design", term, span_at(finding, a, b)) for term, a, b in found]
            if weak and not (_OF_IT.match(line) and any(_RANDOMISED.match(fact.value) for fact in said)):
                continue
            if any(fact.value not in _WEAK for fact in said):
                yield from said
                return
            weak = weak or said
        drawn = None
        if allotted is None and not finding.citations and "random" in line:
            drawn = _ALLOTTED.search(line)
        if drawn:
            allotted = Fact("design", "randomised trial", span_at(finding, drawn.start(), drawn.end()))
    if weak:
        yield from weak
    elif allotted:
        yield allotted


def _in_marks(line: str, at: int) -> bool:
    """Within quotation marks, as the name of another study."""
    return line.rfind("“", 0, at) > line.rfind("”", 0, at)


def _is_plan(line: str, term: str) -> bool:
    return (
        term != "study protocol"
        and re.search(
            r"\b(?:further|future) (?:\w+ ){0,3}(?:trial|study)|is (?:needed|warranted)|"
            r"\b(?:intended|originally planned|initially planned|had planned|not (?:possible|feasible)) to\b",
            line,
        )
        is not None
    )


def _designs(line: str) -> Iterator[tuple[str, int, int]]:
    """(term, start, end) of the designs named, best first; what one names is not read again for another."""
    taken: list[tuple[int, int]] = []
    low = line.lower()
    for term, words, _ in (known for known in DESIGNS if known.may_stand_in(low)):
        for found in words.finditer(line):
            a, b = found.span()
            if "trial" in term and _HOST.search(line[max(0, a - 80) : a]):
                continue
            if b > a and not any(a < y and x < b for x, y in taken):
                if term in ("feasibility study", "pilot study", "survey", "qualitative study") and taken:
                    continue
                taken.append((a, len(line) if "review" in term or term in _TAKES_ALL else b))
                yield term, a, b
                break


def speaks_of_itself(sentence: str) -> bool:
    """Does a sentence speak of this study?"""
    return _OURS.search(sentence) is not None
