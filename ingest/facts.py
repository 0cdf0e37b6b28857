"""Study facts: what a paper says of its own design, place, participants and analysis, each where it says it.

What reviewers put into an evidence table. Names follow the JBI data extraction forms and the reporting checklists:

- design: JBI "methodology" and "study design", COREQ 9, CONSORT 1a and 3a; a term of `fact_words.DESIGNS`
- country: JBI "geographical"; an ISO 3166 short name
- setting: JBI "setting", COREQ 14, CONSORT 4b; as printed
- participants: JBI "participants", COREQ 16, CONSORT 4a; as printed
- n: COREQ 12, CONSORT 13a; a whole number in figures
- included studies: how many a review includes (PRISMA 16a); a whole number in figures
- analysis: JBI "data analysis", COREQ 25, CONSORT 12a; a term of `fact_words.ANALYSES`

Read from title, abstract and methods alone. Aims, plans and what the paper tells of other studies are not its facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bib.model import Span
from ingest import designs, places, taking_part
from ingest.fact_lines import LONGEST, line_of, span_at
from ingest.fact_words import ANALYSES
from ingest.model import Fact, Finding
from ingest.origins import part_of

_OTHERS_ANYWHERE = re.compile(
    r"\b(?:previous|prior|earlier|other|recent|several|many|existing) (?:[\w-]+ ){0,3}(?:studies|trials|research|"
    r"reviews|reports|work)\b|"
    r"\b(?:studies|trials|reviews|research|literature) (?:have|has|suggest|show|report)|\bet al\b(?![^()]{0,200}\))",
    re.IGNORECASE,
)
_MOST_SENTENCES = 250


def read(title: Span | None, findings: Sequence[Finding]) -> tuple[Fact, ...]:
    """The facts a paper states, in the order of their names above, then of the text; the first place of each value."""
    abstract = [f for f in findings if f.kind == "abstract"]
    told = [f for f in [*abstract, *_methods(findings)[:_MOST_SENTENCES]] if not _is_of_others(f)]
    out: list[Fact] = [*designs.read(title, told)]
    planned = any(fact.value == "study protocol" for fact in out)
    out += places.countries(title, told)
    out += places.setting(told)
    out += taking_part.read(title, told, planned)
    out += _analyses(told)
    return tuple({(fact.name, fact.value): fact for fact in reversed(out)}.values())[::-1]


def _methods(findings: Sequence[Finding]) -> list[Finding]:
    """The sentences of the methods, also where their title was read as one under the introduction's: pasted text tells
    no depth. There, what follows belongs to them until the next title of the introduction's depth."""
    out: list[Finding] = []
    top, begun = "", False
    for finding in findings:
        if finding.kind != "sentence" or not finding.section:
            continue
        part = part_of(finding.section)
        if finding.section[0] != top:
            top, begun = finding.section[0], False
        begun = begun or (part == "opening" and any(part_of((title,)) == "methods" for title in finding.section[1:]))
        if part == "methods" or begun:
            out.append(finding)
    return out


def _is_of_others(finding: Finding) -> bool:
    """Background, and sentences that tell of other studies."""
    inner = part_of(finding.section[-1:]) if finding.section else "other"
    part = part_of(finding.section) if inner == "other" else inner
    opening = finding.kind == "abstract" and part in ("opening", "closing", "discussion")
    return (opening and not designs.speaks_of_itself(finding.clean[:200])) or _OTHERS_ANYWHERE.search(
        finding.text[:LONGEST]
    ) is not None


def _analyses(told: Iterable[Finding]) -> Iterator[Fact]:
    """Every method of analysis that abstract or methods name, once."""
    seen: set[str] = set()
    for finding in told:
        line = line_of(finding)
        low = line.lower()
        here: list[tuple[int, int, str]] = []
        for name, words, needed in ANALYSES:
            for piece in needed:
                if piece in low:
                    break
            else:
                continue
            found = words.search(line)
            if found and not any(found.start() < b and a < found.end() for a, b, _ in here):
                here.append((*found.span(), name))
        for a, b, name in sorted(here):
            if name not in seen:
                seen.add(name)
                yield Fact("analysis", name, span_at(finding, a, b))
