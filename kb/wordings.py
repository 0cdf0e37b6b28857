"""Set phrases of claims that no verb lexicon reads: "the more A the less B", "A makes B likelier", "as good as C at B".

Each is a pattern over the whole claim, tried before `kb.relations`. Every part is a slice of the claim as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.model import Reading

_MAY = r"(?:(?:can|could|may|might|will|would|do|does|did|not|often|also|help|helps) ){0,3}"
_MORE = "more|higher|greater|better|longer|larger|stronger|older|earlier|faster|easier|safer|happier|healthier"
_LESS = "less|fewer|lower|worse|poorer|shorter|smaller|weaker|younger|later|slower|harder"
_BE = r"(?:is|are|was|were|seems?|appears?)"
_GOOD = "effective|efficacious|good|helpful|useful|successful|beneficial|safe|acceptable|accurate|cheap|likely|well"
# The purpose a thing is good for: "in reducing", "at preventing", "for".
_AIM = r"(?: (?:in|at|for) (?P<aim>.+))?"
_LESSENING = (
    "reduc|lower|decreas|prevent|eas|reliev|alleviat|cut|curb|diminish|lessen|minimi|avoid|avert|treat|tackl|combat|"
    "fight|overcom|manag|mitigat|slow|delay|shorten|limit|controll|stopp"
)
_DOING = re.compile(rf"(?:(?P<less>(?:{_LESSENING})\w{{0,4}}ing)|\w{{2,20}}ing)\s+(?P<rest>.+)", re.I)
_THERE = re.compile(r"\s+(?:there )?(?:is|are)$", re.I)
_NEGATION = re.compile(r"\b(?:not|no|never|cannot|don't|doesn't|didn't|can't|couldn't|won't)\b", re.I)


def _sign(word: str) -> int:
    return -1 if word.casefold() in _LESS.split("|") else 1


def _opened(part: str) -> str:
    """A part without its article."""
    return re.sub(r"^(?:the|a|an)\s+", "", part, flags=re.I)


def _proportion(m: re.Match[str]) -> Reading:
    subject, outcome = (_opened(_THERE.sub("", m[key]).strip(" ,")) for key in ("subject", "outcome"))
    return Reading(subject, m["relation"], outcome, "", "", _sign(m["a"]) * _sign(m["b"]), "direction", False)


def _made(m: re.Match[str]) -> Reading:
    """ "A makes B more likely", "A makes people less likely to B"."""
    sign = _sign(m["how"]) * (-1 if m["what"].casefold() in ("difficult", "rare") else 1)
    denied = bool(_NEGATION.search(m["verb"]))
    if m["to"]:
        return Reading(m["subject"], m["relation"], m["to"], m["of"], "", sign, "direction", denied)
    return Reading(m["subject"], m["relation"], m["of"], "", "", sign, "direction", denied)


def _made_so(m: re.Match[str]) -> Reading:
    """ "A makes B worse", "A makes it easier to B"."""
    outcome = m["to"] if m["of"].casefold() == "it" and m["to"] else m["of"]
    denied = bool(_NEGATION.search(m["verb"]))
    return Reading(m["subject"], m["relation"], outcome, "", "", _sign(m["how"]), "direction", denied)


def _as_good(m: re.Match[str]) -> Reading:
    """ "A is as good as C at lessening B": a claim of no difference."""
    outcome, _ = _aimed(m)
    relation = m["relation"] if m["aim"] else m["short"]
    return Reading(m["subject"], relation, outcome, "", m["other"], 0, "no-change", False)


def _better(m: re.Match[str]) -> Reading:
    """ "A is more effective than C in lessening B"."""
    outcome, sign = _aimed(m)
    denied = bool(_NEGATION.search(m["short"]))
    return Reading(m["subject"], m["relation"], outcome, "", m["other"], sign * _sign(m["how"]), "difference", denied)


def _aimed(m: re.Match[str]) -> tuple[str, int]:
    """What a thing is good for, and whether less of that is meant."""
    if not m["aim"]:
        return m["what"], 1
    doing = _DOING.match(m["aim"])
    return (_opened(doing["rest"]), -1 if doing["less"] else 1) if doing else (m["aim"], 1)


def _linked(m: re.Match[str]) -> Reading:
    """ "There is no link between A and B"."""
    denied = m["no"].casefold() in ("no", "little")
    return Reading(
        m["subject"], m["relation"], m["outcome"], "", "", 0 if denied else 1, "no-change" if denied else "direction",
        False,
    )  # fmt: skip


def _doing_more(m: re.Match[str]) -> Reading:
    """ "A live longer"."""
    return Reading(m["subject"], m["relation"], m["outcome"], "", "", _sign(m["how"]), "direction", False)


_PATTERNS: tuple[tuple[str, Callable[[re.Match[str]], Reading]], ...] = (
    (
        rf"the (?P<a>{_MORE}|{_LESS}) (?P<subject>.+?),? (?P<relation>the (?P<b>{_MORE}|{_LESS})) (?P<outcome>.+)",
        _proportion,
    ),
    (
        rf"(?P<subject>.+?) (?P<relation>(?P<verb>{_MAY}ma(?:ke|kes|de)) (?P<of>.+?) (?P<how>more|less) "
        r"(?P<what>likely|common|frequent|severe|difficult|rare|probable|widespread)(?: to(?: be| have)?)?)"
        r"(?: (?P<to>.+))?",
        _made,
    ),
    (
        rf"(?P<subject>.+?) (?P<relation>(?P<verb>{_MAY}ma(?:ke|kes|de)) (?P<of>.+?) "
        r"(?P<how>worse|better|easier|harder|shorter|longer|safer|lower|higher))"
        r"(?: (?:to|for)(?: be| have)? (?P<to>.+))?",
        _made_so,
    ),
    (
        rf"(?P<subject>.+?) (?P<relation>(?P<short>{_BE} (?:just |at least |about )?as) (?P<what>{_GOOD}) as) "
        rf"(?P<other>.+?){_AIM}",
        _as_good,
    ),
    (
        rf"(?P<subject>.+?) (?P<relation>(?P<short>{_BE} no (?:more|less)?) ?(?P<what>{_GOOD}|better|worse) than) "
        rf"(?P<other>.+?){_AIM}",
        _as_good,
    ),
    (
        rf"(?P<subject>.+?) (?P<relation>(?P<short>{_BE} (?:not )?)(?P<how>more|less) (?P<what>effective|efficacious|"
        r"successful|useful|helpful) than) (?P<other>.+?) (?:in|at|for) (?P<aim>.+)",
        _better,
    ),
    (
        rf"(?P<subject>.+?) (?P<relation>(?P<short>{_BE} (?:not )?)(?P<how>better|worse)) (?P<what>than) "
        r"(?P<other>.+?) (?:in|at|for) (?P<aim>.+ing .+)",
        _better,
    ),
    (
        r"(?P<relation>there (?:is|are|was|were) (?P<no>no|little|an?|some|strong) (?:\w+ )?(?:link|association|"
        r"relationship|correlation|connection)s? between) (?P<subject>.+?) and (?P<outcome>.+)",
        _linked,
    ),
    (
        r"(?P<subject>.+?) (?P<outcome>lives?|sleeps?|survives?|recovers?|heals?|copes?|smokes?|drinks?|earns?|walks?|"
        r"eats?|learns?) (?P<relation>(?P<how>longer|more|less|better|worse|faster|slower))",
        _doing_more,
    ),
)
_COMPILED = tuple((re.compile(pattern, re.I), build) for pattern, build in _PATTERNS)
_LONGEST = 400  # a claim of more letters is no set phrase


def read(plain: str) -> Reading | None:
    """What a claim says that is a set phrase, None where it is none."""
    if len(plain) > _LONGEST:
        return None
    for pattern, build in _COMPILED:
        match = pattern.fullmatch(plain)
        if match:
            return build(match)
    return None
