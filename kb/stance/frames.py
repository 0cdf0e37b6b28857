"""What kind of sentence it is: one that reports something, or a title, an aim, advice, a condition, a limitation …

Only a report carries a stance. The order is that in which reasons are given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.model import Statement
from kb.stance.sentence import Sentence


@dataclass(frozen=True)
class Frame:
    """name: short; reason: one plain line; start, end: code points of the words that show it."""

    name: str
    reason: str
    start: int
    end: int


# name, words of which one must be there (a cheap first test), the reason given, what shows it.
# Every quantifier is bounded: a sentence may be a million letters long.
_FRAMES: tuple[tuple[str, str, str, str], ...] = (
    (
        "question",
        "ask asks asked asking research",
        "a question, no finding",
        r"\?\s*$|\bresearch questions?\b|\b(?:asked|ask) (?:\w+ ){0,4}(?:whether|how|if|why)\b",
    ),
    (
        "gap",
        "know known remains remain clear certain understood unknown unclear uncertain inconclusive poorly "
        "further more future additional research insufficient evidence data studies lack has have",
        "says that it is not known",
        r"\b(?:little|not(?: yet)?|nothing|less) is (?:\w+ )?known\b|\bremains? (?:to be|unknown|unclear|"
        r"uncertain|unexplored|controversial)\b|"
        r"\b(?:is|are|was|were) (?:not (?:yet )?(?:clear|known|certain|understood)|unclear|unknown|uncertain|"
        r"inconclusive)\b|\bpoorly understood\b|"
        r"\b(?:further|more|future|additional) (?:\w+ ){0,2}(?:research|studies|study|trials?|"
        r"investigation)\b|\bresearch is needed\b|"
        r"\binsufficient evidence\b|\b(?:evidence|research|data|studies) (?:\w+ ){0,4}(?:is|are|"
        r"remains?) (?:scarce|lacking|limited|sparse|inconclusive|insufficient|weak)\b|"
        r"\black of (?:\w+ ){0,2}(?:research|evidence|studies|data)\b|\b(?:has|have) (?:not|never|"
        r"rarely|hardly|scarcely) been (?:\w+ )?(?:studied|examined|explored|tested|investigated|evaluated)\b",
    ),
    (
        "aim",
        "aim aims aimed aiming sought seek seeks set intend intends intended wish wishes wished plan plans "
        "planned want wants wanted objective objectives purpose goal designed developed examine examined "
        "examines assess assessed assesses evaluate evaluated evaluates investigate investigated investigates "
        "determine explore explored explores test tested tests study studies studied compare compared compares "
        "find establish estimate describe identify understand see learn know whether",
        "an aim or a question of the study, no finding",
        r"\baim(?:s|ed)? (?:at \w{2,20}ing|to)\b|"
        r"\b(?:we|study|studies|trial|paper|article|review|research|project|thesis|authors?|"
        r"analysis) (?:\w+ ){0,2}(?:aim(?:s|ed)?|sought|seeks?|set out|intend(?:s|ed)?|wish(?:es|ed)?|"
        r"plan(?:s|ned)?|want(?:s|ed)?) (?:to|at)\b|\b(?:aims?|objectives?|purpose|goal) (?:of|was|is|were|"
        r"are)\b|\b(?:is|are|was|were) (?:aimed|designed|intended|planned|set up|developed) to\b|"
        r"\bto (?:examine|assess|evaluate|investigate|determine|explore|test|study|compare|find out|establish|"
        r"estimate|describe|identify|understand|see|learn|know) "
        r"(?:\w+ ){0,4}(?:whether|if|how|the (?:effects?|impact|efficacy|effectiveness|role|association|"
        r"relationship|influence))\b|"
        r"\b(?:examine[sd]?|assess(?:es|ed)?|evaluate[sd]?|investigate[sd]?|explore[sd]?|test(?:s|ed)?|study|"
        r"studies|studied|compare[sd]?) (?:whether|if|how)\b|"
        r"\bthe question (?:of )?whether\b|\bwhether\b",
    ),
    (
        "plan",
        "hypothesis hypotheses hypothesised hypothesized hypothesise hypothesize hypothesizes hypothesises will "
        "protocol predict predicted expect expected anticipate anticipated assume assumed predicts expects "
        "anticipates assumes",
        "a plan or a hypothesis, no finding",
        r"\bhypothes\w{2,6}\b|\bwill (?:be |then |also )?(?:test|examine|assess|measure|evaluate|investigate|"
        r"explore|compare|receive|study|recruit|collect)\w{0,4}\b|\bprotocol\b|"
        r"\b(?:we|authors?|researchers?|it (?:is|was)) (?:predict|expect|anticipat|assum)(?:ed|e|ted|ated|s)?\b|"
        r"\bthis (?:trial|study) will\b|\b(?:is|are) expected to\b",
    ),
    (
        "hope",
        "hope hoped hopes hoping feared fears worried afraid wish wished wishes expected anticipated dreamt "
        "imagined concerned preconception preconceptions assumption assumptions expectation expectations "
        "perceived",
        "a hope, a fear or a belief, no finding",
        r"\b(?:hope[ds]?|hoping|feared|fears|worried|afraid|wish(?:ed|es)?|expected|anticipated|dreamt|imagined|"
        r"concerned) that\b|\b(?:hope[ds]?|feared|expected) (?:to|the|for)\b|"
        r"\b(?:preconceptions?|assumptions?|expectations?) (?:of|that)\b|\bperceived risk of\b",
    ),
    (
        "advice",
        "consider want wish hope seek aim should ought recommend recommends recommended recommendation "
        "recommendations need needs must important "
        "essential necessary vital crucial implication implications policy policymakers let",
        "advice or a recommendation, no finding",
        r"\b(?:services?|teams?|organi[sz]ations?|managers|trusts?|those) (?:that|who|which) (?:want|wish|hope|"
        r"seek|aim)\b|"
        r"\bcould consider\b|\bshould(?: not)?\b|\bought to\b|\brecommend(?:s|ed|ations?)?\b|\bneeds? to (?:be|"
        r"consider|ensure)\b|"
        r"\bmust\b|\bit is (?:important|essential|necessary|vital|crucial) (?:to|that)\b|"
        r"\bimplications? for\b|\bpolicy ?makers\b(?: \w+){0,3} consider|\blet us\b",
    ),
    (
        "condition",
        "if unless provided long depend depends depended depending dependent potential would could might theory "
        "possible order",
        "said under a condition, or as a possibility",
        r"(?<!even )(?<!as )\bif\b|\bunless\b|\bprovided (?:that|it|they)\b|\bas long as\b|\bdepend(?:s|ed|ing|"
        r"ent) (?:up)?on\b|\b(?:has|have|had|having) (?:the |a |great )?potential\b|"
        r"\bpotential (?:to|for|of|role)\b|(?<!who )(?<!which )(?<!no longer )\bwould\b(?! no longer)|"
        r"\bcould (?:have|be (?:argued|used))\b|\bmight have\b|"
        r"\bin theory\b|\bit (?:is|may be) possible that\b|\bin order to\b",
    ),
    (
        "limitation",
        "limitation limitations limited sample small powered underpowered under underreport underreported bias "
        "may caution cautious cautiously cannot could",
        "a limitation of the study, no finding",
        r"\blimitations? of (?:the|this|our|these) (?:\w+ )?(?:study|studies|analysis|design|review|trial|"
        r"research|data)\b|\bgenerali[sz]ab\w{4,6}\b|\btransferab\w{4,6}\b|\bunder-?powered\b|"
        r"\bsmall sample\b|\bsample size\b|\bunder-?report\w{0,3}\b|\bself-report(?:ed)? (?:\w+ ){0,2}(?:bias|"
        r"may)\b|\brecall bias\b|\bselection bias\b|\bmay have been (?:missed|biased|over|under)\w{0,12}\b|"
        r"\bcaution\b|\bcautious\w{0,2}\b|\b(?:cannot|could not) (?:be )?(?:rule|determin|conclud|infer|assess|"
        r"establish|generali[sz])\w{0,5}\b|\bwas limited by\b|\bis limited by\b|\btherefore limited\b",
    ),
    (
        "method",
        "was were is are primary secondary main inclusion exclusion questionnaire interview interviews we",
        "says how the study was done, no finding",
        r"\b(?:was|were|is|are) (?:\w+ )?(?:measured|assessed|recorded|collected|recruited|randomi[sz]ed|defined|"
        r"calculated|obtained|extracted|coded|transcribed|asked|invited|interviewed|"
        r"excluded|sampled|taken from|scored|rated|analy[sz]ed|eligible|administered|estimated|"
        r"operationali[sz]ed)\b|\b(?:primary|secondary|main) (?:outcomes?|endpoints?|measures?) (?:was|were|is|"
        r"are|included?)\b|"
        r"\b(?:inclusion|exclusion) criteria\b|\bquestionnaire\b|\binterview guide\b|\binterviews were\b|"
        r"\bwe (?:asked|measured|recruited|interviewed|invited|used|collected|recorded|searched|included)\b(?!\s*[.,])",
    ),
)
_COMPILED = tuple(
    (name, frozenset(words.split()), reason, re.compile(shown, re.I)) for name, words, reason, shown in _FRAMES
)
_STEMS = re.compile(r"generali[sz]ab|transferab|\?", re.I)  # found inside words, or no word at all
# What was found may be told in the same breath as how it was looked for.
_RESULT = re.compile(
    r"\bp\s?[<=>]|\b95 ?%|\bCI\b|\bn\s?=|\b(?:found|showed|revealed|demonstrated|resulted|concluded?s?) (?:that|"
    r"a|no|in|to|significant)|\b(?:fewer|more|less|lower|higher|greater|shorter|longer|no) (?:\w+ ){1,4}(?:was|were) "
    r"(?:\w+ )?(?:recorded|observed|reported|rated|seen|noted|measured)\b|\brated (?:\w+ )?(?:similar|high|low|better|"
    r"worse)\w{0,3}\b|\bsignificantly\b|\bstatistically\b",
    re.I,
)
_LIMITS = re.compile(
    r"(?:study |strengths? and |research )?limitations?(?: and strengths?)?(?: and future \w+)?"
    r"(?: of (?:the|this|our|these) .{1,80})?$",
    re.I,
)
_MAY_REPORT = frozenset("method aim condition limitation plan".split())
_METHODS = re.compile(
    r"\bmethods?\b|\bmaterials\b|\bprocedures?\b|\bdata collection\b|\bmeasures?\b|\bparticipants and\b|"
    r"\bstatistical analys\w{2}\b|\bethics\b|\bstudy design\b",
    re.I,
)


def of(statement: Statement, sentence: Sentence) -> Frame | None:
    """The first frame that fits, None for a report."""
    text, words = sentence.text, frozenset(sentence.words)
    inside = _STEMS.search(text) is not None
    told: bool | None = None
    for name, triggers, reason, pattern in _COMPILED:
        if triggers.isdisjoint(words) and not inside:
            continue
        match = pattern.search(text)
        if match is None:
            continue
        told = _RESULT.search(text) is not None if told is None else told
        if not (told and name in _MAY_REPORT):
            return Frame(name, reason, match.start(), match.end())
    return _by_heading(statement, text)


def _by_heading(statement: Statement, text: str) -> Frame | None:
    """What a sentence is by the heading it stands under."""
    title = statement.section[-1] if statement.section else ""
    if title and _LIMITS.match(title):
        return Frame("limitation", "a limitation of the study, no finding", 0, 0)
    if title and _METHODS.search(title) and not _RESULT.search(text):
        return Frame("method", "says how the study was done, no finding", 0, 0)
    return None


_MIXED = re.compile(
    r"\bsome\b.{1,200}\b(?:others?|while|whereas|but)\b|\bmixed (?:results?|findings?|evidence|views?|picture|"
    r"effects?|feelings)\b|\b(?:results?|findings?|evidence|views?|opinions?|effects?) (?:\w+ ){0,5}"
    r"(?:is|are|was|were|remain(?:s|ed)?) (?:\w+ )?(?:mixed|inconsistent|conflicting|contradictory|divided|"
    r"varied|equivocal|ambivalent)\b|\binconsistent\b|\bconflicting\b|\bcontradictory\b|"
    r"\b(?:views?|opinions?|experiences?|success|results?|effects?|findings) (?:\w+ ){0,4}(?:varied|differed|"
    r"vary|diverged)\b|\bvaried success\b|\bboth (?:positive and negative|increase\w{0,2} and decrease\w{0,2})\b|"
    r"\bhalf\b.{1,120}\bhalf\b|\b(?:was|were) split\b|\branged from\b|"
    r"\bbut not (?!(?:in|at|after|on|for|as|when|with|by|during|to|the|of|from|significant(?:ly)?|controls?)\b)|"
    r"\bissue of dissension\b|\bdivided\b|\bambivalen\w{2,3}\b|\bdisagree(?:d|ment)\b",
    re.I,
)


_MIXED_WORDS = frozenset(
    "half split ranged but some mixed inconsistent conflicting contradictory divided varied equivocal ambivalent "
    "ambivalence differed vary diverged success both dissension disagreed disagreement disagree".split()
)


def mixed(sentence: Sentence) -> tuple[int, int] | None:
    """Code points of words that say the findings go both ways."""
    match = None if _MIXED_WORDS.isdisjoint(sentence.words) else _MIXED.search(sentence.text)
    return (match.start(), match.end()) if match else None
