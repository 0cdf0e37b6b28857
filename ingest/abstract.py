"""Where the abstract ends and the text begins: a paste shows no border between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.headings import Heading, fold
from ingest.pieces import Piece

_STRUCTURED = re.compile(
    r"(?:\*\*)?(?:\(\d\)\s)?(?P<label>(?:background|introduction|objectives?|aims?|purposes?|importance|context|methods?|"
    r"methodology|materials and methods|design|"
    r"setting|participants?|patients|interventions?|main outcomes?(?: and measures| measures?)?|measurements?|"
    r"results?|findings?|"
    r"main results|interpretation|discussion|conclusions?|conclusions and relevance|limitations|significance|"
    r"implications|"
    r"trial registration|registration|funding|data sources|study selection|background and objectives?|"
    r"rationale|hypothesis|"
    r"patients and methods|methods and findings|methods and results|discussion and conclusions?|study design|"
    r"author summary|keywords?)(?:/[A-Za-z ]{3,30})?)\s?[:.—–](?:\*\*)?\s",
    re.IGNORECASE,
)
# The order in which a structured abstract goes; going back means that the text has begun.
_ORDER = (
    (
        "background",
        "introduction",
        "context",
        "importance",
        "rationale",
        "background and objectives",
        "background and objective",
        "background and purpose",
    ),
    ("objective", "objectives", "aim", "aims", "purpose", "hypothesis"),
    (
        "design",
        "methods",
        "method",
        "methodology",
        "materials and methods",
        "setting",
        "participants",
        "patients",
        "interventions",
        "intervention",
        "patients and methods",
        "methods/design",
        "study design",
        "measurements",
        "outcome measures",
        "main outcome measures",
        "methods and design",
        "material and methods",
    ),
    (
        "results",
        "findings",
        "main results",
        "methods and findings",
        "methods and results",
        "result",
        "results and discussion",
    ),
    (
        "discussion",
        "interpretation",
        "conclusion",
        "conclusions",
        "limitations",
        "significance",
        "implications",
        "conclusions and relevance",
        "discussion and conclusions",
        "discussion and conclusion",
        "conclusions/significance",
    ),
    (
        "trial registration",
        "registration",
        "clinical trial registration",
        "trial registration number",
        "funding",
        "electronic supplementary material",
    ),
)
_RANK = {name: i for i, names in enumerate(_ORDER) for name in names}
ABSTRACT = re.compile(
    r"(?:#{1,6}\s{0,3})?(?:\*\*)?(?:abstract|summary|executive summary)\s?[:.—–-]?(?:\*\*)?", re.IGNORECASE
)
RUN_IN = re.compile(r"(?:ABSTRACT|Abstract|Summary|SUMMARY)\s{0,2}[:.—–-]{1,2}\s{0,3}(?=\S)|ABSTRACT\s{1,3}(?=[A-Z])")


def mark(pieces: list[Piece], front: int, end: int) -> tuple[int, int] | None:
    """Find the abstract, give its paragraphs their role and return where it stands."""
    if front >= end:
        return None
    text = pieces[front].block.text
    run_in = RUN_IN.match(text)
    if ABSTRACT.fullmatch(text):
        pieces[front] = Piece(pieces[front].block, "heading", heading=Heading("Abstract", None, 1, True))
        first = front + 1
    elif run_in:
        pieces[front] = Piece(pieces[front].block, "paragraph", skip=run_in.end())
        first = front
    elif opens_labelled([p.block.text for p in pieces[front : front + 4]], 0):
        first = front
    else:
        return None
    last = _abstract_end(pieces, first, end)
    for i in range(first, last):
        if pieces[i].role == "paragraph":
            pieces[i] = replace(pieces[i], role="abstract")
    return (first, last) if last > first else None


def opens_labelled(texts: Sequence[str], i: int) -> bool:
    """Does an abstract of labelled paragraphs ("Introduction: …", "Methods: …", "Results: …") begin here?"""
    labels = [found["label"].lower() if (found := _STRUCTURED.match(t)) else "" for t in texts[i : i + 4]]
    ranks = [_RANK.get(label, -1) for label in labels[:3]]
    return len(ranks) == 3 and 0 <= ranks[0] < 2 and ranks[0] < ranks[1] < ranks[2]


def _abstract_end(pieces: list[Piece], first: int, end: int) -> int:
    """One past the abstract: the text begins where the order of an abstract's parts begins anew."""
    if first < end and pieces[first].role == "heading" and _name(pieces[first]) in _RANK:
        return _structured_end(pieces, first, end)
    i = first
    while i < end and pieces[i].role not in ("heading", "keywords"):
        i += 1
    stops = i < end and (pieces[i].role == "keywords" or _opens_text(pieces[i]))
    labels = sum(_STRUCTURED.match(p.block.text) is not None for p in pieces[first:i])
    if stops:
        return i
    if labels:
        return first + max(k for k, p in enumerate(pieces[first:i]) if _STRUCTURED.match(p.block.text)) + 1
    return min(first + 1, end)


def label_of(sentence: str) -> str | None:
    """The label a sentence of a structured abstract opens with ("Results: …"), as printed."""
    found = _STRUCTURED.match(sentence)
    return found["label"] if found and found["label"][:1].isupper() else None


def _name(piece: Piece) -> str:
    return fold(piece.heading.title) if piece.heading else ""


def _opens_text(piece: Piece) -> bool:
    found = piece.heading
    return found is not None and (
        found.number is not None or fold(found.title) in ("introduction", "background", "introduction and background")
    )


def _structured_end(pieces: list[Piece], first: int, end: int) -> int:
    """Labels rise in rank; a numbered heading, a repeated or an earlier one opens the text."""
    seen: set[str] = set()
    rank = -1
    since = 0
    for i in range(first, end):
        found = pieces[i].heading
        if pieces[i].role == "keywords":
            return i
        if found is None:
            since += 1
            if since > 1 and rank >= 4 and not _STRUCTURED.match(pieces[i].block.text):
                return i
            continue
        name = fold(found.title)
        here = _RANK.get(name)
        back = rank >= 3 if here is None else here < rank
        if found.number is not None or name in seen or back:
            return i
        if name == "introduction" and seen:
            return i
        seen.add(name)
        rank = rank if here is None else here
        since = 0
    return end
