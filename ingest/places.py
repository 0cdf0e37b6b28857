"""Where a study took place: its countries, and the place of care, work or learning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from bib.model import Span
from ingest.fact_lines import line_of, span_at
from ingest.fact_words import COUNTRIES, COUNTRY, PART, PARTS
from ingest.model import Fact, Finding
from ingest.taking_part import labelled, whole

_Naming = Callable[[str], Iterable[tuple[str, int, int]]]
_MAKER = re.compile(
    r"\b(?:Inc|Ltd|Limited|Corp|Corporation|GmbH|Co|LLC|AG|AB|BV|SA|Pharma\w*|Laborator\w+|Systems|Instruments?|"
    r"Technolog\w+|Scientific|"
    r"Medical industry|Biotech\w*|Diagnostics|Healthcare|SPSS|SAS|Stata|IBM|version|v\.|software|kit|assay|"
    r"purchased|supplied|"
    r"manufactur\w*|®|™|Declaration|criteria|guidelines?|standard|reference values|norms?)\b|[®™]"
)
_PLACE = re.compile(
    r"\b(?:in|from|at|across|within|of|throughout|between|and|the|for)\s(?:the )?$|,\s$|\($|\bcountries:\s$|"
    r"\b(?:northern|southern|eastern|western|central|rural|"
    r"urban|south-?\w*|north-?\w*|mainland) $",
    re.IGNORECASE,
)
_MANY = (
    r"(?:hospitals|clinics|cent(?:re|er)s|wards|units|ICUs|departments|practices|schools|universities|colleges|homes|"
    r"institutes|prisons|communities|villages|districts|services|pharmacies|kindergartens|facilities|organi[sz]ations|"
    r"institutions|workplaces|shelters|households|hospices|camps)"
)
_ONE = (
    r"(?:hospital|clinic|cent(?:re|er)|ward|unit|ICU|department|practice|school|university|college|home|institute|"
    r"prison|community|village|district(?! (?:[a-z]+ )?(?:maternity|general|hospitals?|health|cent))|service|pharmacy|"
    r"kindergarten|facility|organi[sz]ation|institution|workplace|shelter|hospice|camp|primary care(?: settings?)?|"
    r"care settings?)"
)
_WHERE = rf"(?:{_MANY}|{_ONE})\b(?![-/’']| (?:sites?|based|staff|records?|level|general)\b)"
_NAME = r"(?-i:[A-Z])[\w’'&.-]+"
_LEAD = (
    r"(?:conducted|performed|carried out|undertaken|recruited|enrol?led|took place|held|set|study|trial|presenting|"
    r"based|done|admitted|referred|attending|working|employed|treated|seen|hospitali[sz]ed|collected|drawn)"
)
_PEOPLE_OF = (
    r"(?:patients|participants|women|mothers|men|children|adults|students|pupils|nurses|staff|residents|people|"
    r"infants|outpatients|inpatients)"
)
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|\d{1,3})"
_NOT_HERE = (
    rf"(?!the (?:level|time|end|start|beginning|same|following|intervention|control|other|study|present|original|"
    rf"\w+ level|(?:{_MANY}|{_ONE})\b(?! of)))"
)
# "the Royal Ward Institute, Night School": a name may have a comma before a capital.
_WORDS = r"(?:[\w’'&/-]+(?:,(?= (?-i:[A-Z])))? ){0,6}?"
_OF = rf"(?: (?:of|in|for|at|affiliated with) (?:the )?{_NAME}(?:(?:,| and| of| of the|) {_NAME}){{0,6}})?"
_A_PLACE = rf"{_NOT_HERE}(?:{_COUNT} {_WORDS}{_MANY}\b|(?:an?|the|one) {_WORDS}{_WHERE}(?: {_WHERE})?){_OF}"
_SETTING = (
    re.compile(
        rf"\b(?:{_LEAD}\b[^.;:()]{{0,60}}?\b(?:in|at|from|within|across|attending)|attending|(?:admitted|referred|"
        rf"presenting) to) (?P<value>{_A_PLACE})",
        re.IGNORECASE,
    ),
    # Without an article, where a name follows: "in night clinic at Ward Hospital", "in department of surgery, Bergen".
    re.compile(
        rf"\b(?:{_LEAD}\b[^.;:()]{{0,80}}?\b(?:in|at|from)|attending) (?P<value>(?:[\w’'&/-]+ ){{0,3}}?"
        rf"(?:{_MANY}\b|{_WHERE})"
        rf"(?: (?:of|at|in) (?:the )?{_NAME}(?:(?:,| and| of|) {_NAME}){{0,6}}| of [a-z]+(?=,| at| in)))",
        re.IGNORECASE,
    ),
    # "At the Institute of Nights, adults were", "patients in an outpatient clinic were".
    re.compile(
        rf"(?:^(?:at|in)|\b{_PEOPLE_OF} (?:in|at|from|of|admitted to|attending)) (?P<value>{_A_PLACE})"
        rf"(?=,| \(| (?:were|was|who|will)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_LEAD}\b[^.;:()]{{0,60}}?\b(?:in|at|from|across) (?P<value>{_COUNT} (?:[\w’'&/-]+ ){{0,3}}?"
        rf"(?:sites|cities|towns|counties|provinces|regions|municipalities){_OF})",
        re.IGNORECASE,
    ),
)
# Quick: a sentence without any of these tells no place.
_MAY_PLACE = (
    "hospital clinic cent ward unit icu department practice school universit college home institut prison communit "
    "village district service pharmac kindergarten facilit organi workplace shelter household hospice camp care "
    "sites cities towns counties provinces regions municipal"
).split()
# No place of the study: "approved by the committee at", "in accordance with", "samples were analysed at".
_NOT_IN = re.compile(
    r"\b(?:approv\w+|committees?|boards?|accordance|according|compar\w+|analy\w+|samples?|specimens?|blood|tests?|"
    r"measure\w+|assay\w*|biops\w+|scan\w*|imag\w+|randomi[sz]ation|surger\w+|procedures?|mutations?|genes?|DNA|RNA)\b"
    r"[^;,]{0,80}$",
    re.IGNORECASE,
)
_NO_SETTING = re.compile(
    r"\b(?:trial|study|survey|cohort|group|arm|committee|board|ethics|standards|previous)\b", re.IGNORECASE
)
# What is done in a place beside where the study is: "All training was held in the night school."
_BESIDE = re.compile(
    r"\b(?:interventions?|sessions?|training|workshops?|interviews?|assessments?|visits?|questionnaires?)\b[^,;]{0,60}$",
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


def countries(title: Span | None, told: Sequence[Finding]) -> Iterator[Fact]:
    """Countries in which the study took place, by their names, else by those of their parts ("Alabama")."""
    for naming in (_countries_named, _parts_named):
        found = list(_stated(title, told, naming))
        if found:
            yield from found
            return


def _stated(title: Span | None, told: Iterable[Finding], naming: _Naming) -> Iterator[Fact]:
    """Those of the title, else of the first sentence that names one as a place, with those of sentences about sites
    beside it."""
    here = list(naming(re.sub(r"\s", " ", title.text))) if title else []
    if title and here:
        yield from (Fact("country", c, Span(title.source, title.start + a, title.start + b)) for c, a, b in here)
        return
    section: tuple[str, ...] | None = None
    for finding in told:
        line = line_of(finding)
        if section is not None and (finding.section != section or not _SITES.search(line)):
            continue
        places = list(naming(line))
        yield from (Fact("country", country, span_at(finding, a, b)) for country, a, b in places)
        section = finding.section if places else section


def _countries_named(line: str) -> Iterator[tuple[str, int, int]]:
    """(country, start, end) of the countries named as places."""
    yield from ((COUNTRIES[m[0]], *m.span()) for m in COUNTRY.finditer(line) if _is_place(line, *m.span()))


def _parts_named(line: str) -> Iterator[tuple[str, int, int]]:
    """(country, start, end) of the parts of countries named as places."""
    yield from ((PARTS[m["name"]], *m.span("name")) for m in PART.finditer(line) if _is_place(line, *m.span("name")))


def _is_place(line: str, start: int, end: int) -> bool:
    """Is this where the study was, and not where a device was made or whose criteria were used?"""
    before, after = line[max(0, start - 30) : start], line[end : end + 30]
    opened = line.rfind("(", 0, start)
    if opened > line.rfind(")", 0, start):
        close = line.find(")", end)
        inside = line[opened : close if close > 0 else None]
        where = _INSTITUTION.search(line[max(0, opened - 90) : opened])
        if _MAKER.search(inside) or where is None or len(inside) > 80:
            return False
    elif _MAKER.search(line[max(0, start - 60) : end]):
        return False
    if re.match(
        r"['’]s? |\s(?:National|version|Food|Department|Public Health|guideline|Census|Preventive|dollars?|\$)", after
    ):
        return False
    return _PLACE.search(before) is not None


def setting(told: Sequence[Finding]) -> Iterator[Fact]:
    """The abstract's own words after "Setting", else the first place of care, work or learning that the study is said
    to be in, else the first where something of it is done."""
    own = next((finding for finding in told if labelled(finding, "setting")), None)
    if own:
        yield whole(own, "setting")
        return
    beside: Fact | None = None
    for finding in told:
        line = line_of(finding)
        low = line.lower()
        if not any(part in low for part in _MAY_PLACE):
            continue
        for found in filter(None, (pattern.search(line) for pattern in _SETTING)):
            start, end = found.span("value")
            end = start + len(line[start:end].rstrip(".,"))
            if _NO_SETTING.search(line, start, end) or _NOT_IN.search(line[:start]):
                continue
            fact = Fact("setting", " ".join(line[start:end].split()), span_at(finding, start, end))
            if not _BESIDE.search(line[:start]):
                yield fact
                return
            beside = beside or fact
    if beside:
        yield beside
