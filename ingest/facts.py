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
from ingest import designs, taking_part
from ingest.fact_lines import LONGEST, line_of, span_at
from ingest.fact_words import ANALYSES, COUNTRIES, COUNTRY
from ingest.model import Fact, Finding
from ingest.origins import part_of
from ingest.taking_part import labelled, whole

_OTHERS_ANYWHERE = re.compile(
    r"\b(?:previous|prior|earlier|other|recent|several|many|existing) (?:[\w-]+ ){0,3}(?:studies|trials|research|"
    r"reviews|reports|work)\b|"
    r"\b(?:studies|trials|reviews|research|literature) (?:have|has|suggest|show|report)|\bet al\b",
    re.IGNORECASE,
)
_MAKER = re.compile(
    r"\b(?:Inc|Ltd|Limited|Corp|Corporation|GmbH|Co|LLC|AG|AB|BV|SA|Pharma\w*|Laborator\w+|Systems|Instruments?|"
    r"Technolog\w+|Scientific|"
    r"Medical industry|Biotech\w*|Diagnostics|Healthcare|SPSS|SAS|Stata|IBM|version|v\.|software|kit|assay|"
    r"purchased|supplied|"
    r"manufactur\w*|®|™|Declaration|criteria|guidelines?|standard|reference values|norms?)\b|[®™]"
)
_PLACE = re.compile(
    r"\b(?:in|from|at|across|within|of|throughout|between|and|the|for)\s(?:the )?$|,\s$|\($|\b(?:northern|southern|"
    r"eastern|western|central|rural|"
    r"urban|south-?\w*|north-?\w*|mainland) $",
    re.IGNORECASE,
)
_WHERE = (
    r"(?:hospitals?|clinics?|cent(?:re|er)s?|wards?|units?|departments?|practices?|schools?|universit(?:y|ies)|"
    r"colleges?|homes?|"
    r"prisons?|communit(?:y|ies)|villages?|districts?|services?|pharmacies|kindergartens?|facilit(?:y|ies)|"
    r"organi[sz]ations?|"
    r"institutions?|workplaces?|shelters?|households)"
)
_SETTING = re.compile(
    rf"\b(?:conducted|performed|carried out|undertaken|recruited|enrol?led|took place|held|set|study|trial|"
    rf"presenting|based|done|admitted|"
    rf"attending|working|employed|treated)\b[^.;:()]{{0,60}}?\b(?:in|at|from|within|"
    rf"across) (?P<value>(?!the (?:level|time|end|start|beginning|same|following|"
    rf"\w+ level|{_WHERE}\b(?! of)))(?:an?|the|one|two|three|four|five|six|"
    rf"seven|eight|nine|ten|several|\d{{1,3}}) (?:[\w’'&-]+ ){{0,6}}?{_WHERE}\b(?: {_WHERE}\b)?(?: (?:of|in|"
    rf"for) (?:the )?(?-i:[A-Z])[\w’'&-]+(?:(?:,| and| of)? (?-i:[A-Z])[\w’'&-]+){{0,6}})?)",
    re.IGNORECASE,
)
# "Ward School of the Third Hospital (": a place of work whose town and country stand in the brackets.
_INSTITUTION = re.compile(
    r"(?:University|Hospitals?|Clinic|Institute|Cent(?:re|er)|College|School|Medicine|Department|Faculty|Universit\w{2,4})\b"
    r"(?: (?:of|for|and|the|at|in|[A-Z][\w’'-]{1,30})){0,8}\s?$"
)
_SITES = re.compile(
    r"\b(?:sites?|centres?|centers?|hospitals|countries|conducted|recruited|enrol?led)\b", re.IGNORECASE
)
# Quick: a sentence without any of these names no method of `fact_words.ANALYSES`.
_MAY_ANALYSE = re.compile(
    r"analys[ei]s|analy[sz]ed|regression|t[- ]test|synthes|Kaplan|Wilcoxon|\bchi\b|[χΧ]|propensity|imput|"
    r"estimating|ANOVA|ANCOVA|"
    r"Fisher|Wallis|Whitney|framework [am]|hazard|mixed|multilevel|[nt][- ]to[- ]treat|[nt]-compar|constant c|grounded|"
    r"[- ]effects? m|structural eq|meta-|Cox|log-?\s?rank|Pearson|Spearman|Friedman|McNemar|linear m|binomial|growth|"
    r"Weibull|Bland|component|k-means|per[- ]protocol|cost",
    re.IGNORECASE,
)
_MOST_SENTENCES = 250


def read(title: Span | None, findings: Sequence[Finding]) -> tuple[Fact, ...]:
    """The facts a paper states, in the order of their names above, then of the text; the first place of each value."""
    abstract = [f for f in findings if f.kind == "abstract"]
    told = [f for f in [*abstract, *_methods(findings)[:_MOST_SENTENCES]] if not _is_of_others(f)]
    out: list[Fact] = [*designs.read(title, told)]
    planned = any(fact.value == "study protocol" for fact in out)
    out += _countries(title, told)
    out += _setting(told)
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


def _countries(title: Span | None, told: Iterable[Finding]) -> Iterator[Fact]:
    """Countries in which the study took place: those of the title, else of the first sentence that names one as
    a place,     with those of sentences about sites beside it."""
    section: tuple[str, ...] | None = None
    if title is not None:
        named = [(m, re.sub(r"\s", " ", title.text)) for m in COUNTRY.finditer(title.text)]
        found = [m for m, line in named if _is_place(line, m)]
        if found:
            yield from (
                Fact("country", COUNTRIES[m[0]], Span(title.source, title.start + m.start(), title.start + m.end()))
                for m in found
            )
            return
    for finding in told:
        line = line_of(finding)
        if section is not None and (finding.section != section or not _SITES.search(line)):
            continue
        places = [m for m in COUNTRY.finditer(line) if _is_place(line, m)]
        yield from (Fact("country", COUNTRIES[m[0]], span_at(finding, m.start(), m.end())) for m in places)
        section = finding.section if places else section


def _is_place(line: str, found: re.Match[str]) -> bool:
    """Is this where the study was, and not where a device was made or whose criteria were used?"""
    before, after = line[max(0, found.start() - 30) : found.start()], line[found.end() : found.end() + 30]
    opened = line.rfind("(", 0, found.start())
    if opened > line.rfind(")", 0, found.start()):
        close = line.find(")", found.end())
        inside = line[opened : close if close > 0 else None]
        where = _INSTITUTION.search(line[max(0, opened - 90) : opened])
        if _MAKER.search(inside) or where is None or len(inside) > 80:
            return False
    elif _MAKER.search(line[max(0, found.start() - 60) : found.end()]):
        return False
    if re.match(
        r"['’]s? |\s(?:National|version|Food|Department|Public Health|guideline|Census|Preventive|dollars?|\$)", after
    ):
        return False
    return _PLACE.search(before) is not None


def _setting(told: Iterable[Finding]) -> Iterator[Fact]:
    """The abstract's own words after "Setting", else the first place of care, work or learning."""
    first: Fact | None = None
    for finding in told:
        if labelled(finding, "setting"):
            yield whole(finding, "setting")
            return
        found = _SETTING.search(line_of(finding)) if first is None else None
        if found and not re.search(r"\b(?:trial|study|survey|cohort)\b", found["value"]):
            first = Fact("setting", found["value"], span_at(finding, *found.span("value")))
    if first:
        yield first


def _analyses(told: Iterable[Finding]) -> Iterator[Fact]:
    """Every method of analysis that abstract or methods name, once."""
    seen: set[str] = set()
    for finding in told:
        line = line_of(finding)
        if not _MAY_ANALYSE.search(line):
            continue
        here: list[tuple[int, int, str]] = []
        for term, words in ANALYSES:
            found = words.search(line)
            if found and not any(found.start() < b and a < found.end() for a, b, _ in here):
                here.append((*found.span(), term))
        for a, b, term in sorted(here):
            if term not in seen:
                seen.add(term)
                yield Fact("analysis", term, span_at(finding, a, b))
