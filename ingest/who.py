"""Who took part in a study, in the words printed: those beside their number, else the title's, else where they are
taken in. "167 participants" says how many, and nothing of who they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bib.model import Span
from ingest.fact_lines import line_of, span_at
from ingest.fact_words import NUMBER, NUMBER_WORDS, PEOPLE
from ingest.model import Fact, Finding

_SAYS_NOTHING = frozenset(
    "a an the all of and these those eligible total hundred thousand consecutive included remaining study trial "
    "participant participants subject subjects individual individuals people person persons volunteer volunteers "
    "respondent respondents informants interviewees patient patients cases members users".split()
) | frozenset(NUMBER_WORDS)
NOT_ADJ = (
    r"(?:in|of|with|which|that|who|and|or|out|to|whereas|consisting|each|per|for|by|on|at|from|a|the|s|mg|kg|ml|g|"
    r"cm|mm|weeks?|days?|"
    r"months?|years?|hours?|min|minutes?|groups?|sessions?|times?|interviews?|focus|arms?|sites?|centres?|centers?|"
    r"parallel|more|other|"
    r"different|further|additional|remaining|then|finally|initially|subsequently|afterwards|however|therefore)"
)
_HAVING = (
    r"(?:with|undergoing|presenting with|suffering from|living with|diagnosed with|admitted (?:to|for)|"
    r"recovering from|at (?:high |increased |low )?risk (?:of|for)|aged|receiving|taking|attending|"
    r"who (?!were\b|was\b|are\b|will\b)\w+)"
)
# "with type 2 diabetes", up to where the sentence goes on.
_TAIL = re.compile(
    rf" {_HAVING} (?:(?! (?:were|was|are|will)\b)[^.;:,()]|\.(?=\d)){{2,90}}?"
    r"(?=\.(?!\d)|[;:,)]| ?\(|$| (?:to receive|to either|as|underwent|were|was|"
    r"are|will|who|that|which|participated|took|completed|had|received|from|at|recruited|in|using|by|during|through|"
    r"versus|compared|randomi[sz]ed|after|before|between)\b)"
)
_PEOPLE = rf"{PEOPLE}(?![\w’'-])"
# "35 adult subjects", "301 adult ventilated patients", "220 healthy males and females"
_MORE = re.compile(rf" (?:and )?{_PEOPLE}|(?<=adult)(?: [\w-]+){{1,4}}? {_PEOPLE}", re.IGNORECASE)
_NO_PART = r"(?:would|be|been|is|are|was|were|if|when|had|has|have|not|we|it|this|no|will|can|may|than|as)"
_DESCRIBED = rf"(?:(?!(?:{NOT_ADJ}|{_NO_PART})\b)[\w’'/-]+,? ){{0,6}}?(?:{_PEOPLE} (?:and|or) )?{_PEOPLE}"
_IN_TITLE = (
    re.compile(rf"\b(?:in|among|for|on) (?:the )?(?P<value>{_DESCRIBED})", re.IGNORECASE),
    re.compile(
        rf"\bof (?:the )?(?P<value>(?:(?!{NOT_ADJ}\b)[\w’'/-]+ ){{0,4}}?(?:patients|women|men|children|adults|"
        rf"adolescents|infants|survivors)(?![\w’'-]))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:experiences?|views|perspectives|perceptions?|attitudes?|preferences|knowledge|competence|skills|needs|"
        rf"burnout) of (?P<value>{_DESCRIBED})",
        re.IGNORECASE,
    ),
)
_TAKEN_IN = (
    re.compile(
        rf"(?:^|[,;:)] )(?P<value>{_DESCRIBED}(?:{_TAIL.pattern})?)(?: \([^()]{{1,60}}\))?,? (?:were|was|are|will be) "
        rf"(?:\w+ly |then |also )?(?:recruited|enrol?led|randomi[sz]ed|randomly|allocated|assigned|included|selected|"
        rf"interviewed|invited)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:participants|subjects|study population|sample) (?:will be|were|are|was|is|comprise[ds]?|"
        rf"included?|consisted of) (?P<value>{_DESCRIBED})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:trial|study|survey|evaluate|compare|investigate|assess|examine|determine|explore|test)\b"
        rf"[^.;:]{{0,150}}? (?:in|among) (?P<value>{_DESCRIBED})",
        re.IGNORECASE,
    ),
)
_NUMBERED = re.compile(rf"(?:{NUMBER})\b", re.IGNORECASE)  # one group of several


def says_who(phrase: str) -> bool:
    """Does a phrase say who somebody is, beside how many?"""
    return any(word not in _SAYS_NOTHING for word in re.findall(r"[^\W\d_]{2,}", phrase.lower()))


def with_tail(line: str, start: int, end: int) -> tuple[int, int]:
    """The place of a phrase with what is said of these people right behind it."""
    more = _MORE.match(line, end)
    end = more.end() if more else end
    tail = _TAIL.match(line, end)
    return start, tail.end() if tail else end


def from_title(title: Span | None) -> Fact | None:
    """ "in patients with type 2 diabetes"."""
    if title is None:
        return None
    line = re.sub(r"\s", " ", title.text)
    for pattern in _IN_TITLE:
        for found in pattern.finditer(line):
            start, end = with_tail(line, *found.span("value"))
            if says_who(line[start:end]):
                return Fact("participants", line[start:end], Span(title.source, title.start + start, title.start + end))
    return None


def taken_in(told: Sequence[Finding]) -> Fact | None:
    """The first who are said to be recruited, randomised or the like."""
    for finding in told:
        line = line_of(finding)
        for pattern in _TAKEN_IN:
            found = None if finding.citations else pattern.search(line)
            if found is None or _NUMBERED.match(found["value"]):
                continue
            start, end = with_tail(line, *found.span("value"))
            if says_who(line[start:end]):
                return Fact("participants", " ".join(line[start:end].split()), span_at(finding, start, end))
    return None
