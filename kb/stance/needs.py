"""Claims of need ("peer workers need supervision"): said to be needed, to be dispensable, or both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.parts import Mention
from kb.stance.negation import DENIERS
from kb.stance.sentence import Sentence

_NEED = re.compile(
    r"\b(?:need(?:s|ed|ing)?|requir(?:e|es|ed|ing|ement|ements)|essential|necessary|necessity|crucial|vital|"
    r"critical|indispensable|imperative|importan(?:t|ce)|key to|want(?:s|ed)?|asked for|"
    r"ask(?:s|ing)? for|call(?:s|ed|ing)? for|depend(?:s|ed|ent)? (?:up)?on|rel(?:y|ies|ied) on|benefit(?:s|"
    r"t?ed)? from|demand(?:s|ed)?|cannot do without|valued|priority|lifeline|fundamental|"
    r"(?<!who )(?<!how )(?<!what )should|must|helpful|"
    r"would not (?:last|manage|cope|survive)|cornerstone|prerequisite|desire[ds]?|more)\b",
    re.I,
)
_NEVER_WITHOUT = re.compile(
    r"\b(?:nobody|no one|no-one|none|not|never|cannot|can't|impossible)\b.{1,80}\bwithout\b", re.I
)
_LACK = re.compile(
    r"\b(?:lack(?:s|ed|ing)? of|without|absence of|insufficient|inadequate|too little|not enough|poor|no)\b", re.I
)
_HARM = re.compile(
    r"\b(?:left|leaves?|isolated|cannot|could not|unable|struggl\w{1,3}|suffer\w{0,3}|unsure|burn\w{0,3}|"
    r"exhaust\w{0,3}|doubt\w{0,1}|alone|lonely|overwhelm\w{0,3}|blam\w{1,3}|depart\w{1,4}|quit\w{0,4}|mistake\w{0,1}|"
    r"harm\w{0,3}|problem\w{0,3}|risk\w{0,1}|difficult\w{0,4}|fail\w{0,3}|unsafe|stress\w{0,3}|contribut\w{1,3}|"
    r"barrier|impact\w{0,3}|led|leads?|giv\w{1,2} up|gave up|collaps\w{1,3}|cop(?:e|ed|ing))\b",
    re.I,
)
_NO_NEED = re.compile(
    r"\b(?:unnecessary|superfluous|redundant|do(?:es|ing)? without|(?:no|little|any) need|reject(?:s|ed|ing)?|"
    r"refuse[ds]?|unneeded|needless|dispensable|dispense with|(?:manag|cop)(?:e|ed|es|ing) (?:\w+ )?without|"
    r"last thing (?:\w+ ){0,3}need|"
    r"pointless|not (?:\w+ ){0,3}priority|no priority|waste of time|"
    r"optional|resent(?:s|ed)?|unhelpful|not (?:\w+ )?(?:need(?:ed)?|require[ds]?|"
    r"necessary|essential|important|want(?:ed)?|crucial|vital)|"
    r"(?:do|does|did)(?:n't| not) (?:\w+ )?(?:need|require|want))\b",
    re.I,
)


def readings(sentence: Sentence, found: tuple[Mention, ...]) -> Iterator[tuple[int, int, int]]:
    """(sign, start, end) in code points for every clause that says whether the outcome is needed: +1 needed, -1 not."""
    text = sentence.text
    for start, end, named in _clauses(sentence, found):
        part = text[start:end]
        never = _NEVER_WITHOUT.search(part)
        if named and never:
            yield 1, start + never.start(), start + never.end()
            continue
        denied = _NO_NEED.search(part)
        if denied:
            yield -1, start + denied.start(), start + denied.end()
            continue
        lack = _LACK.search(part)
        if named and lack and _HARM.search(text):
            yield 1, start + lack.start(), start + lack.end()
            continue
        need = _NEED.search(part)
        if need:
            before = sentence.text[max(start, start + need.start() - 24) : start + need.start()].casefold().split()
            sign = -1 if any(w.strip(",.") in DENIERS for w in before[-3:]) else 1
            yield sign, start + need.start(), start + need.end()


def _clauses(sentence: Sentence, found: tuple[Mention, ...]) -> Iterator[tuple[int, int, bool]]:
    """(start, end, named) in code points of the clauses that name the outcome, or call it "it" afterwards."""
    named = {sentence.clause[m.start] for m in found}
    for number in sorted(set(sentence.clause)):
        places = [i for i, c in enumerate(sentence.clause) if c == number]
        meant = number > min(named) and any(sentence.words[i] == "it" for i in places)
        if number in named or meant:
            yield sentence.tokens[places[0]].start, sentence.tokens[places[-1]].end, number in named
