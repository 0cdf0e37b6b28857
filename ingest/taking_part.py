"""Who took part in a study and how many, and how many studies a review includes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bib.model import Span
from ingest.fact_lines import line_of, span_at
from ingest.fact_words import NUMBER, NUMBER_WORDS, PEOPLE, number
from ingest.model import Fact, Finding
from ingest.who import NOT_ADJ, from_title, says_who, taken_in, with_tail

# What is planned, needed or supposed, and what others did.
_PLAN = re.compile(
    r"\b(?:will|shall|would|should|could|aim(?:s|ed)? (?:to|of|was|is)|plan(?:s|ned)? to|intend|sample size|"
    r"power(?:ed)? (?:of|to|calc\w+|at|"
    r"analysis)|statistical power|requires?|required|needed|target(?:s|ed)?|expected|assum\w+|estimated|anticipat\w+|"
    r"at least|minimum|maximum|up to|dropout|"
    r"eligible(?! (?:\w+ ){0,2}(?:participants|patients|subjects|women|men|children|adults|students|individuals)\b)|"
    r"criteri\w+|invited|approached|contacted|screened|excluded|assessed (?:for|to(?! be at\b))|"
    r"withdr\w+|declined|refused|"
    r"per (?:group|arm))\b",
    re.IGNORECASE,
)
_ADJ = rf"(?:(?!{NOT_ADJ}\b)[\w’'/+()-]+,? ){{0,5}}?"
_TOOK = (
    r"(?:(?:was|were|had been) )?(?:\w+ly |then |finally |initially )?(?:recruited|enrol?led|randomi[sz]ed|"
    r"included|selected|studied|"
    r"interviewed|surveyed|chosen|analy[sz]ed|assigned|allocated|divided|referred|reviewed|followed|involved|sampled|"
    r"participated|took part|completed|responded|volunteered|consented|submitted|scheduled|"
    r"prospectively)"
)
_ON = r"(?:[^.;:]|\.(?=\d)){0,120}?"  # on, within the clause; a decimal point does not end it
_N = (
    re.compile(
        rf"\b(?:a )?total(?: sample| number)?(?: of|,)? (?P<phrase>(?P<n>{NUMBER}) {_ADJ}{PEOPLE})\b", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:trial|study|design)\b{_ON}\b(?:in|involving|with|among|on|of) "
        rf"(?P<phrase>(?P<n>{NUMBER}) {_ADJ}{PEOPLE})\b|"
        rf"\btotal of (?P<n2>{NUMBER}) {_TOOK}\b|"
        rf"\b{PEOPLE} (?:with|undergoing) [^().;]{{1,80}} \(n\s?=\s?(?P<n3>{NUMBER})\),? {_TOOK}\b|"
        rf"\b(?P<n4>{NUMBER}) were interviewed\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<phrase>(?P<n>{NUMBER}) {_ADJ}{PEOPLE}) in total\b", re.IGNORECASE),
    re.compile(rf"(?<![\w.,/-])(?P<phrase>(?P<n>{NUMBER}) {_ADJ}{PEOPLE})\b{_ON}\b{_TOOK}\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:recruited|enrol?led|included|interviewed|surveyed|randomi[sz]ed|reviewed|followed|studied|"
        rf"comprised|involved|involving|"
        rf"sample of|group of|cohort of|series of|analysis of|composed of|consist(?:ed|ing) of|"
        rf"comprising|records of|interviews with|"
        rf"delivered [\w ]{{1,12}}to|among|performed (?:in|on)|"
        rf"trial,?;?|study (?:of|in|with)|data from) (?:the |all |"
        rf"these )?(?P<phrase>(?P<n>{NUMBER}) {_ADJ}{PEOPLE})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:^|: )(?P<phrase>(?P<n>{NUMBER}) {_ADJ}{PEOPLE})\b|\bsample (?:\w+ ){{0,2}}(?:of|was|"
        rf"included) (?P<n2>{NUMBER})(?= )",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<phrase>(?i:{PEOPLE}) \((?:n|N)\s?=\s?(?P<n>{NUMBER})\))|"
        rf"\b(?i:{PEOPLE}) \((?:n|N)\s?=\s?(?P<n5>{NUMBER}),|"
        rf"\b{PEOPLE} (?:of|in|from|with) [\w ,-]{{1,40}} \(N\s?=\s?(?P<n2>{NUMBER})\)"
    ),
    re.compile(rf"\b(?:trials|studies|cohorts|RCTs) \((?:n\s?=\s?)?(?P<phrase>(?P<n>{NUMBER}) {_ADJ}{PEOPLE})\)"),
)
_PHRASE = re.compile(rf"(?<![\w.,/-])(?P<phrase>(?P<n>{NUMBER}) {_ADJ}{PEOPLE})\b", re.IGNORECASE)
_STUDIES = re.compile(
    rf"\b(?P<n>{NUMBER}) (?:[\w-]+ ){{0,4}}(?:studies|trials|articles|papers|RCTs|reviews|"
    rf"publications) (?:[\w-]+ ){{0,3}}"
    rf"(?:were included|met (?:the|our|all)|fulfilled|were (?:\w+ )?(?:eligible|identified and included))|"
    rf"\bincluded (?P<n2>{NUMBER}) (?:[\w-]+ ){{0,4}}(?:studies|trials|articles|papers|RCTs)",
    re.IGNORECASE,
)
_OF_STUDIES = ("included", "met ", "fulfilled", "eligible")  # one of them stands in whatever `_STUDIES` finds
_LABEL = {
    "setting": re.compile(r"(?:study |research |practice )?settings?\b"),
    "participants": re.compile(
        r"(?:participants?|population|patients|subjects|sample)\b(?! (?:and|&) (?:methods?|intervention))"
    ),
}


def read(title: Span | None, told: Sequence[Finding], planned: bool) -> Iterator[Fact]:
    """Who took part and how many: the first sentence that counts them as taken in. Who is planned to is said too, how
    many are planned is not."""
    named = next((f for f in told if labelled(f, "participants")), None)
    counted = None if planned else _counted(told)
    if named:
        here = None if planned else _PHRASE.search(line_of(named))
        counted = (named, here) if here and _is_count(line_of(named), here) else counted
    who = whole(named, "participants") if named else _who(title, told, counted)
    if who:
        yield who
    if counted:
        finding, found = counted
        key = _key(found)
        value = number(found[key])
        if value:
            yield Fact("n", str(value), span_at(finding, *found.span(key)))
    for finding in told:
        line = line_of(finding)
        studies = _STUDIES.search(line) if any(word in line.lower() for word in _OF_STUDIES) else None
        if studies:
            key = _key(studies)
            yield Fact("included studies", str(number(studies[key])), span_at(finding, *studies.span(key)))
            return


def _who(title: Span | None, told: Sequence[Finding], counted: tuple[Finding, re.Match[str]] | None) -> Fact | None:
    """The words beside the number if they say who, else those of the title, else of those taken in."""
    beside: Fact | None = None
    if counted and counted[1].groupdict().get("phrase"):
        finding, found = counted
        line = line_of(finding)
        start, end = with_tail(line, *found.span("phrase"))
        beside = Fact("participants", " ".join(line[start:end].split()), span_at(finding, start, end))
        if says_who(beside.value):
            return beside
    found_elsewhere = from_title(title) or taken_in(told)
    return found_elsewhere or (beside if beside and "patients" in beside.value else None)


def _key(found: re.Match[str]) -> str:
    """The group that has the number: one of "n", "n2", …"""
    return next(name for name, value in found.groupdict().items() if value and name.startswith("n"))


def labelled(finding: Finding, name: str) -> bool:
    """Does the abstract's label, or one that stands in the sentence, say what it is?"""
    if finding.kind != "abstract":
        return False
    head, colon, _ = line_of(finding)[:40].partition(":")
    inner = finding.section[-1].lower() if len(finding.section) > 1 else ""
    return _LABEL[name].match(inner) is not None or (colon != "" and _LABEL[name].fullmatch(head.lower()) is not None)


def whole(finding: Finding, name: str) -> Fact:
    """A labelled sentence without its label and stop."""
    line = line_of(finding)
    label = re.match(r"(?:\(\d\) ?)?[A-Z][A-Za-z ]{2,30}[:.—–]\s{1,2}", line)
    start = label.end() if label else 0
    end = len(line.rstrip(". "))
    return Fact(name, " ".join(line[start:end].split()), span_at(finding, start, end))


def _counted(told: Sequence[Finding]) -> tuple[Finding, re.Match[str]] | None:
    """The surest count: by the wording, abstract before methods."""
    lines = [(finding, line_of(finding)) for finding in told if not finding.citations]
    lines = [(finding, line) for finding, line in lines if _may_count(line)]
    for kind in ("abstract", "sentence"):
        for pattern in _N:
            for finding, line in lines:
                found = pattern.search(line) if finding.kind == kind else None
                if found and _is_count(line, found):
                    return finding, found
    return None


_DIGIT = re.compile(r"\d")
_MANY = re.compile(rf"\b{PEOPLE}\b".lower())


def _may_count(line: str) -> bool:
    """Quick: a sentence without figures or a word for a number, or without a word for people, counts nobody."""
    low = line.lower()
    numbered = _DIGIT.search(line) is not None or any(word in low for word in NUMBER_WORDS) or "hundred" in low
    return numbered and (_MANY.search(low) is not None or "interviewed" in low or "total" in low or "sample" in low)


# A part of those who took part, those who left, and what is meant to be.
_PART = re.compile(
    r"\b(?<!both )(?<!all )(?:groups?|arms?|sub-?sample|sub-?set)\b[^.;,]{0,25}$|"
    r"\b(?:placebo|controls?|CG|EG|IG)\b[^.;,]{0,20}$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"^[^.;]{0,25}\b(?:per|in (?:the|each) (?:\w+ )?(?:group|arm)|drop-?\s?outs?|lost|are (?:recruited|enrol?led|"
    r"included)|"
    r"(?:allocated|assigned|randomi[sz]ed) to the(?![^.;]{0,120}\bor\b))\b|^ (?:were |was )?received",
    re.IGNORECASE,
)
# "Nine nurses were taught, and ten were not": another group as large.
_NEXT_PART = re.compile(
    rf"(?:,|\band|\bwhile|\bversus|\bvs\.?) (?P<n>{NUMBER}) (?:(?:were|was) )?"
    rf"(?:in|to|assigned|allocated|received|served|as)\b",
    re.IGNORECASE,
)
_FEWEST = 3  # people that a sentence can be said to count as the study's


def _is_count(line: str, found: re.Match[str]) -> bool:
    """Is this how many took part, and not a group, a plan, an age or a share?"""
    group = _key(found)
    value, (start, end) = number(found[group]), found.span(group)
    since = line.rfind(",", 0, start) if group == "n4" else found.start() - 80  # "20 were invited, and 16 interviewed"
    if value is None or value < _FEWEST or _PLAN.search(line[max(0, since) : found.end() + 20]):
        return False
    phrase = found.end("phrase") if found.groupdict().get("phrase") else end
    if re.match(r"[^.;:]{0,150}?\b(?:will|shall) be\b", line[found.end() :]):
        return False
    if re.search(r"\b(?:controls?|placebo)\b", line[start:phrase], re.IGNORECASE):
        return False
    if _PART.search(line[max(0, start - 60) : start]) or _PART_AFTER.search(line[phrase : phrase + 60]):
        return False
    if any((number(other["n"]) or 0) >= value for other in _NEXT_PART.finditer(line, phrase, phrase + 200)):
        return False
    before = line[max(0, found.start() - 25) : found.start()].lower()
    return _NO_COUNT.search(before) is None


_NO_COUNT = re.compile(
    r"(?:\bof|out of|remaining|other|(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december)|aged?|groups? of|than|every|each|after|±|=|/|%)\s$|"
    r"\b(?:table|figure|week|month|day|phase|stage|type|grade)s? $"
)
