"""What the figures of a sentence say: p values, two shares, a share before and after, groups named together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.concepts import Concepts
from kb.parts import Mention, Unit, mentions
from kb.stance.direction import Direction
from kb.stance.sentence import Sentence

_NOT_SIGNIFICANT = re.compile(
    r"\bp\s?[=>]\s?0?[.·](?P<p>\d{1,6})|\bnot (?:\w+ )?(?:statistically |clinically )?significant\b|"
    r"\bnon-?significant\b|\bn\.?s\.(?!\w)|\bdid not reach (?:statistical )?significance\b",
    re.I,
)
_SIGNIFICANT = re.compile(r"\bp\s?[<=≤]\s?0?[.·]0(?:[0-4]|5\b)", re.I)
_ALL_GROUPS = re.compile(
    r"\b(?:either|both|all|neither)(?: of)?(?: the)? (?:\w+ )?(?:groups?|arms?|"
    r"conditions?)\b",
    re.I,
)
_GROUPS_ALIKE = re.compile(
    r"\b(?:no|not) (?:\w+ ){0,3}differ\w{0,6} (?:\w+ ){0,3}(?:between|among|across) (?:the )?(?:\w+ )?"
    r"(?:groups?|arms?|treatments?|conditions?)\b",
    re.I,
)
_SAME_EXTENT = re.compile(
    r"\bto (?:the|a) (?:same|similar|comparable) (?:extent|degree)\b|\bby (?:the|a) (?:same|similar) amount\b|"
    r"\b(?:no|not) (?:more|less) (?:effective|successful|useful|helpful)\b|\bno better than\b|"
    r"(?<!not )(?<!so )\bas (?:much|far|fast|strongly|quickly) (?:\w+ ){1,5}as\b",
    re.I,
)
# Ratios compare the subject with the others; 1 is no difference (Cochrane Handbook, 6.4.1).
_RATIO = re.compile(
    r"\b(?:(?:odds|hazards?|risk|rate|prevalence|incidence) ratios?|relative risk|a?OR|a?HR|a?RR|IRR|PR)\b[^0-9.]{0,40}"
    r"(?P<ratio>\d{1,3}[.·]\d{1,3})(?!\s?%)(?:[^0-9]{0,25}(?:95\s?%)?[^0-9]{0,12}(?P<low>\d{1,3}[.·]\d{1,3})"
    r"\s?(?:to|[-–—,;])\s?(?P<high>\d{1,3}[.·]\d{1,3}))?"
)
_TIMES = re.compile(
    r"\b(?P<times>\d{1,3}(?:[.·]\d{1,3})?|twice|double|half|three|four|five)(?:[- ]?times|[- ]?fold)?"
    r"\s+(?:the|as|more|higher)"
    r"\s+(?:odds|risk|likelihood|rate|chances?|likely)\b",
    re.I,
)
_WORDS = {"twice": 2.0, "double": 2.0, "half": 0.5, "three": 3.0, "four": 4.0, "five": 5.0}
_CORRELATED = re.compile(r"\b(?:correlat|associat|relat)\w{2,6}\b", re.I)
_COEFFICIENT = re.compile(r"(?:\b(?:r|rho|beta|B|b)|β|ρ)\s?=\s?(?P<minus>[-−–]?)\s?0?[.·]\d{1,4}")
_FAVOUR = re.compile(r"\b(?:in favou?r of|favou?r(?:s|ed|ing))\b", re.I)
_NEAR = 3.0  # percentage points: two shares nearer than this are not told apart without a p value
_SHARES = re.compile(
    r"(\d{1,3}(?:\.\d{1,3})?)\s?%[^%]{0,80}?\b(?:compared (?:with|to)|versus|vs?\.?|than|against|"
    r"and)\s(?:\w+ ){0,3}?(\d{1,3}(?:\.\d{1,3})?)\s?%"
)
_CONTROL = re.compile(
    r"\b(?:controls?|placebo|usual care|standard care|routine care|comparison group|"
    r"treatment as usual)\b",
    re.I,
)
_NO_DIFFERENCE = re.compile(
    r"\bno (?:\w+ ){0,3}(?:differences?|changes?|effects?|associations?|correlations?)\b"
    r"|\bnot (?:\w+ ){0,2}(?:differ(?:ent)?|change)\b",
    re.I,
)
_FROM_TO = re.compile(
    r"\bfrom\b[^%]{0,80}?(\d{1,3}(?:\.\d{1,3})?)\s?%[^%]{0,60}?\bto\b[^%]{0,30}?(\d{1,3}(?:\.\d{1,3})?)\s?%"
)


def told(
    sentence: Sentence, subject: tuple[Unit, ...], found: Sequence[Mention], concepts: Concepts
) -> Direction | None:
    """The direction that figures give where no cue word governs the outcome."""
    return (
        _from_to(sentence, found)
        or _shares(sentence, subject, found, concepts)
        or _favour(sentence, found)
        or _ratio(sentence, found)
        or _coefficient(sentence, found)
        or _nothing_found(sentence, found)
    )


def insignificant(sentence: Sentence) -> bool:
    """Whether the sentence calls its result not significant, or gives only p values above .05."""
    match = _NOT_SIGNIFICANT.search(sentence.text)
    if match is None or match["p"] is None:
        return match is not None or _spans_one(sentence)
    return float("0." + match["p"]) > 0.05 and not _SIGNIFICANT.search(sentence.text)


def _spans_one(sentence: Sentence) -> bool:
    """Every ratio's confidence interval holds 1, and no p value is below .05."""
    found = [m for m in _RATIO.finditer(sentence.text) if m["low"]]
    spans = [_number(m["low"]) < 1 < _number(m["high"]) for m in found]
    return bool(spans) and all(spans) and not _SIGNIFICANT.search(sentence.text)


def _number(text: str) -> float:
    return _WORDS.get(text.casefold()) or float(text.replace("·", "."))


def _ratio(sentence: Sentence, found: Sequence[Mention]) -> Direction | None:
    """ "hazard ratio 0.71", "1.9 times the odds": more than 1 is more of the outcome."""
    match = _RATIO.search(sentence.text) or _TIMES.search(sentence.text)
    if match is None:
        return None
    value = _number(match[1])
    return None if value == 1 else _amount(sentence, match, found, 1 if value > 1 else -1)


def correlated(sentence: Sentence) -> bool:
    """Whether it gives a coefficient of what goes along: its sign then says which way, not "positive"."""
    return _COEFFICIENT.search(sentence.text) is not None and _CORRELATED.search(sentence.text) is not None


def _coefficient(sentence: Sentence, found: Sequence[Mention]) -> Direction | None:
    """ "r = -.42": less of the one with more of the other."""
    match = _COEFFICIENT.search(sentence.text) if correlated(sentence) else None
    return _amount(sentence, match, found, -1 if match["minus"] else 1) if match else None


def _favour(sentence: Sentence, found: Sequence[Mention]) -> Direction | None:
    """ "a difference in favour of exercise": the outcome is the better with those who are favoured."""
    match = _FAVOUR.search(sentence.text)
    valence = found[0].valence
    if match is None or not valence:
        return None
    sign = -1 if _CONTROL.search(sentence.text, match.end(), match.end() + 40) else 1
    return _amount(sentence, match, found, sign * valence)


def groups_alike(sentence: Sentence) -> bool:
    """The sentence says outright that the groups compared do not differ."""
    return _GROUPS_ALIKE.search(sentence.text) is not None or _SAME_EXTENT.search(sentence.text) is not None


def of_all_groups(sentence: Sentence) -> bool:
    """The same is said of all groups compared, so that it tells nothing of the subject."""
    return _ALL_GROUPS.search(sentence.text) is not None


def no_difference(sentence: Sentence) -> bool:
    """The sentence tells of no difference somewhere."""
    return _NO_DIFFERENCE.search(sentence.text) is not None


def _amount(sentence: Sentence, match: re.Match[str], found: Sequence[Mention], sign: int) -> Direction:
    return Direction("amount", sign * found[0].sign, *_tokens(sentence, match), found[0])


def _tokens(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """The tokens a match touches."""
    start = next(i for i, t in enumerate(sentence.tokens) if t.end > match.start())
    end = next((i for i, t in enumerate(sentence.tokens) if t.start >= match.end()), len(sentence.tokens))
    return start, max(end, start + 1)


def _shares(
    sentence: Sentence, subject: tuple[Unit, ...], found: Sequence[Mention], concepts: Concepts
) -> Direction | None:
    """ "79% were housed, compared with 41%": two shares, the subject's first unless named with the second."""
    match = _SHARES.search(sentence.text)
    if not match or (abs(float(match[1]) - float(match[2])) < _NEAR and not _SIGNIFICANT.search(sentence.text)):
        return None
    sign = 1 if float(match[1]) > float(match[2]) else -1
    named = [sentence.tokens[m.start].start for m in mentions(subject, sentence.tokens, sentence.hits, concepts)]
    second = any(at > match.start(2) for at in named) and not any(at < match.start(2) for at in named)
    if second or _CONTROL.search(sentence.text, match.end(1), match.start(2)):
        sign = -sign
    return _amount(sentence, match, found, sign)


def _from_to(sentence: Sentence, found: Sequence[Mention]) -> Direction | None:
    """ "from 70% of their time in hospital to 10%": a share before and after."""
    match = _FROM_TO.search(sentence.text)
    if not match or float(match[1]) == float(match[2]):
        return None
    return _amount(sentence, match, found, 1 if float(match[2]) > float(match[1]) else -1)


def _nothing_found(sentence: Sentence, found: Sequence[Mention]) -> Direction | None:
    """No cue governs the outcome, but the sentence tells of no difference, or gives a p value above .05."""
    match = _NO_DIFFERENCE.search(sentence.text)
    if match is None and insignificant(sentence):
        match = _NOT_SIGNIFICANT.search(sentence.text)
    return Direction("null", 0, *_tokens(sentence, match), found[0]) if match else None
