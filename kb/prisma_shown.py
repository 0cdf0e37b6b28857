"""The numbers of a review as a table, as an object for programs, and as the flow diagram of PRISMA 2020."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kb.output import columns_of
from kb.prisma import Arm, Flow

Row = dict[str, Any]

COLUMNS = ("step", "what", "searches", "other", "all")
CITED = "Page MJ et al. The PRISMA 2020 statement. BMJ 2021;372:n71"

_STEPS = (
    ("records identified", "identified"),
    ("duplicate records removed", "duplicates"),
    ("records screened", "screened"),
    ("records excluded", "excluded"),
    ("reports sought for retrieval", "sought"),
    ("reports not retrieved", "missing"),
    ("reports assessed", "assessed"),
    ("reports excluded", "unfit"),
    ("reports included", "included"),
    ("undecided: not screened", "unscreened"),
    ("undecided: not assessed", "waiting"),
)
_WIDTH = 43  # columns of a text within its box
_ARROW = " " * (_WIDTH // 2) + "▼"


def rows(flow: Flow) -> Iterator[Row]:
    """A row for each step, and below it one for each database, method or reason (what). searches, other: numbers of the
    two arms; all: of both."""
    arms = (flow.searches, flow.other)
    for step, name in _STEPS:
        yield _row(step, "", [getattr(arm, name) for arm in arms])
        for what in _details(arms, name):
            yield _row(step, what, [dict(_detail(arm, name)).get(what, 0) for arm in arms])
        if name == "included":
            yield {"step": "studies included", "what": "", "all": flow.studies}


def _row(step: str, what: str, numbers: Sequence[int]) -> Row:
    return {"step": step, "what": what, "searches": numbers[0], "other": numbers[1], "all": sum(numbers)}


def _details(arms: Sequence[Arm], name: str) -> list[str]:
    return list(dict.fromkeys(what for arm in arms for what, _ in _detail(arm, name)))


def _detail(arm: Arm, name: str) -> list[tuple[str, int]]:
    if name == "identified":
        return [(origin.words, origin.records) for origin in arm.origins]
    return list(arm.reasons) if name == "unfit" else []


def as_object(flow: Flow) -> Row:
    """The same for programs."""
    return {
        "searches": _arm_object(flow.searches),
        "other": _arm_object(flow.other),
        "included": {"studies": flow.studies, "reports": flow.reports},
        "undecided": flow.undecided,
        "differ": list(flow.differ),
        "left_out": dict(flow.left_out),
        "after": CITED,
    }


def _arm_object(arm: Arm) -> Row:
    return {
        "identified": arm.identified,
        "from": [{"name": o.name, "records": o.records, "files": list(o.searches)} for o in arm.origins],
        "duplicates": arm.duplicates,
        "papers": arm.works,
        "not_screened": arm.unscreened,
        "screened": arm.screened,
        "excluded": arm.excluded,
        "sought": arm.sought,
        "not_retrieved": arm.missing,
        "not_assessed": arm.waiting,
        "assessed": arm.assessed,
        "excluded_full_text": arm.unfit,
        "reasons": [{"reason": reason, "reports": n} for reason, n in arm.reasons],
        "included": arm.included,
    }


@dataclass(frozen=True)
class _Step:
    """Two boxes side by side: what goes on, and what is left out there (none: empty)."""

    main: tuple[str, ...]
    side: tuple[str, ...] = ()


def _arms(flow: Flow) -> list[tuple[str, list[_Step]]]:
    """(heading, steps) of each arm that found something; the first always."""
    named = [("Identification of studies via databases and registers", flow.searches)]
    if flow.other.works:
        named.append(("Identification of studies via other methods", flow.other))
    return [(heading, _steps(arm)) for heading, arm in named]


def _steps(arm: Arm) -> list[_Step]:
    origins = tuple(f"{origin.words} (n = {origin.records})" for origin in arm.origins)
    removed = ("Records removed before screening:", f"Duplicate records removed (n = {arm.duplicates})")
    unscreened = (f"Not yet screened (n = {arm.unscreened})",) if arm.unscreened else ()
    waiting = (f"Not yet assessed (n = {arm.waiting})",) if arm.waiting else ()
    reasons = tuple(f"{reason} (n = {n})" for reason, n in arm.reasons)
    return [
        _Step((f"Records identified (n = {arm.identified})", *origins), removed),
        _Step((f"Records screened (n = {arm.screened})", *unscreened), (f"Records excluded (n = {arm.excluded})",)),
        _Step((f"Reports sought for retrieval (n = {arm.sought})",), (f"Reports not retrieved (n = {arm.missing})",)),
        _Step(
            (f"Reports assessed for eligibility (n = {arm.assessed})", *waiting),
            (f"Reports excluded (n = {arm.unfit})", *reasons),
        ),
    ]


def _included(flow: Flow) -> tuple[str, str]:
    return f"Studies included in review (n = {flow.studies})", f"Reports of included studies (n = {flow.reports})"


def text_diagram(flow: Flow) -> str:
    """The diagram as boxes of text, the arms one below the other."""
    out: list[str] = []
    arms = _arms(flow)
    for heading, steps in arms:
        out += [heading, ""]
        for step in steps:
            out += _beside(_box(step.main, down=True), _box(step.side))
            out.append(_ARROW)
        if heading != arms[-1][0]:
            out[-1] = f"{_ARROW} to the studies included, at the end"
            out.append("")
    out += [*_box(_included(flow)), "", f"After: {CITED}"]
    return "\n".join(line.rstrip() for line in out) + "\n"


def _beside(left: list[str], right: list[str]) -> list[str]:
    blank = " " * (_WIDTH + 4)
    height = max(len(left), len(right))
    low = left[:-1] + [_between("")] * (height - len(left)) + left[-1:]  # the box reaches down to the longer one's end
    pairs = zip(low, right + [""] * (height - len(right)), strict=True)
    return [f"{a or blank}{' ──▶ ' if n == 1 else '     '}{b}" for n, (a, b) in enumerate(pairs)]


def _box(lines: Sequence[str], down: bool = False) -> list[str]:
    rule = "─" * (_WIDTH + 2)
    foot = f"{rule[: _WIDTH // 2 - 1]}┬{rule[_WIDTH // 2 :]}" if down else rule
    texts = [piece for line in lines for piece in _wrapped(line)]
    return [f"┌{rule}┐", *(_between(text) for text in texts), f"└{foot}┘"]


def _between(text: str) -> str:
    return f"│ {text}{' ' * (_WIDTH - columns_of(text))} │"


def _wrapped(text: str) -> list[str]:
    """A line in pieces that fit; letters that are two columns wide have half the room."""
    plain = "".join(c for c in " ".join(text.split()) if c.isprintable())
    room = _WIDTH if columns_of(plain) == len(plain) else _WIDTH // 2
    return textwrap.wrap(plain, room, subsequent_indent="  ") or [""]


def mermaid(flow: Flow) -> str:
    """The diagram in Mermaid's language, which Markdown on GitHub, Quarto and Obsidian draw."""
    out = [f"%% After: {CITED}", "flowchart TD"]
    for arm, (heading, steps) in enumerate(_arms(flow)):
        out.append(f'  subgraph arm{arm}["{_label([heading])}"]')
        for n, step in enumerate(steps):
            out.append(f'    a{arm}s{n}["{_label(step.main)}"] --> a{arm}x{n}["{_label(step.side)}"]')
        out += [f"    a{arm}s{n} --> a{arm}s{n + 1}" for n in range(len(steps) - 1)]
        out.append("  end")
        out.append(f"  a{arm}s{len(steps) - 1} --> included")
    out.append(f'  included["{_label(_included(flow))}"]')
    return "\n".join(out) + "\n"


def _label(lines: Sequence[str]) -> str:
    """Words that Mermaid shall not take for its language: all but letters, digits and plain signs by number."""
    folded = ("".join(c for c in " ".join(line.split()) if c.isprintable()) for line in lines)
    return "<br/>".join(re.sub(r"[^\w\s(),.:=/–-]", lambda sign: f"#{ord(sign[0])};", line) for line in folded)
