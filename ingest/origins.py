"""Whose finding a statement is, and how sure it sounds: from the part of the paper, its citations and its wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.headings import fold as fold_title
from ingest.model import Origin

# Hedging words: Hyland (1998), Hedging in Scientific Research Articles, and the BioScope guidelines (2008).
_HEDGE = re.compile(
    r"\b(may|might|could|can|would|should|possibly|perhaps|probably|potentially|presumably|seemingly|"
    r"apparently|arguably|likely|unlikely|"
    r"possible|potential|probable|suggest(?:s|ed|ing)?|indicat(?:e|es|ed|ing)|appear(?:s|ed)?|seem(?:s|ed)?|"
    r"tend(?:s|ed)?|purportedly|"
    r"reportedly|assume[sd]?|speculate[sd]?|hypothesi[sz]e[sd]?|believe[sd]?|perceived|considered|thought to|"
    r"to some extent|partially|"
    r"generally|often|sometimes|usually|in some cases)\b",
    re.IGNORECASE,
)
# The same as single words, and its phrases: most sentences have none of them, and a set tells that at once.
_WORDS = re.compile(r"[a-z]+")
_HEDGING = frozenset(
    "may might could can would should possibly perhaps probably potentially presumably seemingly apparently arguably "
    "likely unlikely possible potential probable suggest suggests suggested suggesting indicate indicates indicated "
    "indicating appear appears appeared seem seems seemed tend tends tended purportedly reportedly assume assumes "
    "assumed speculate speculates speculated hypothesize hypothesizes hypothesized hypothesise hypothesises "
    "hypothesised believe believes believed perceived considered partially generally often sometimes usually "
    "thought extent cases".split(" ")
)
_WEAK_HEDGES = frozenset("can would should often sometimes usually generally considered perceived".split(" "))
_LITERATURE = re.compile(
    r"\b(?:(?:previous|prior|earlier|existing|recent|other|past|published|several|numerous|many|few|"
    r"some) (?:\w+ ){0,2}(?:research|studies|study|literature|"
    r"work|evidence|reviews?|trials|findings|authors|reports)|literature (?:suggests|shows|indicates|"
    r"highlights|reports|points)|research (?:has|have|findings|"
    r"suggests|shows|indicates|with)|studies (?:have|show|suggest|indicate|report)|(?:it has been|have been|"
    r"has been|is|are) (?:shown|reported|found|suggested|"
    r"demonstrated|argued|described|linked)|evidence (?:suggests|shows|indicates|that)|et al\b|"
    r"meta-analys[ei]s (?:of|by|found|showed)|systematic reviews?)"
)
_OWN = re.compile(
    r"\b(?:(?:we|our) (?:\w+ ){0,3}(?:found|find|observed|identified|show(?:ed|n)?|demonstrated?|"
    r"report(?:ed)?|results?|findings?|data|analys[ei]s|study|sample|participants|"
    r"patients|interviewees|trial|review|survey)|(?:this|the present|the current|present|current) (?:study|"
    r"trial|review|research|survey|analysis|paper|work)(?:['’]s)? "
    r"(?:\w+ ){0,2}(?:found|finds|showed|shows|demonstrate[sd]?|identified|revealed|suggests?|provides|"
    r"confirm(?:s|ed)|adds|has (?:shown|found|brought))|"
    r"(?:participants|interviewees|respondents|informants|service users|patients|carers|managers|staff|peers|"
    r"parents|women|men|most|many|some|all|both groups) "
    r"(?:\w+ ){0,4}(?:described|reported|felt|spoke|expressed|identified|discussed|said|stated|saw|viewed|"
    r"believed|mentioned|raised|perceived|noted|"
    r"acknowledged|shared|highlighted|valued|explained|experienced|considered)|described by participants|"
    r"(?:according to|by|among|viewed by|perceived by) (?:the )?participants|"
    r"(?:was|were) (?:also |often |\w+ly )?(?:seen|viewed|perceived|described|deemed|experienced|raised|"
    r"felt) (?:as|to|by)|"
    r"(?:results|findings|analysis|data|interviews) (?:\w+ ){0,3}(?:showed|revealed|indicated|suggested|"
    r"demonstrated|confirmed|reflected)|(?:our|these|the (?:present|current)|present|current|^the) (?:results|"
    r"findings|data) "
    r"(?:\w+ )?(?:show|reveal|indicate|suggest|demonstrate|confirm|reflect))\b"
)
_AUTHOR = re.compile(
    r"\b(?:(?:this|the present|the current|present|our) (?:study|paper|article|review|trial|research|work|"
    r"protocol|survey) (?:\w+ ){0,2}(?:aim(?:s|ed)?|explor(?:es|ed)|"
    r"examin(?:es|ed)|investigat(?:es|ed)|address(?:es|ed)|sought|seeks|takes|describes|assess(?:es|ed)|"
    r"evaluat(?:es|ed)|was designed|employed|used|was conducted|is limited|has (?:several )?limitations)|"
    r"(?:the|our|primary|main|overall) (?:aims?|objectives?|purposes?|goals?|hypothes[ie]s) (?:of|was|were|is|"
    r"are)|we (?:aim(?:ed)?|sought|hypothesi[sz]ed?|wanted|propose|recommend|argue|believe|conclude|"
    r"conducted|interviewed|recruited|used|collected|performed|analy[sz]ed|invited|randomi[sz]ed|assessed|"
    r"measured|explored|examined|investigated|evaluated)|aimed to|in order to (?:explore|examine|assess)|"
    r"(?:further|future|more) (?:\w+ ){0,2}(?:research|studies|work|trials|exploration|investigation)|"
    r"should|is needed|are needed|is warranted|are warranted|is required|recommend(?:ed|s|"
    r"ation)?|"
    r"implications? for|limitations? (?:of|is|are|was)|transferability|generali[sz]ability|"
    r"would be beneficial|interviews (?:and \w+ )?were (?:conducted|carried|recorded|transcribed|audio)|"
    r"(?:data|transcripts|interviews) were (?:collected|analy[sz]ed|coded|transcribed))\b"
)
_METHODS = re.compile(
    r"\b(?:method|methods|methodology|materials|design|procedure|procedures|ethic|ethics|ethical|"
    r"data collection|data analysis|analysis|statistic\w*|recruitment|sampling|setting|measures|protocol|"
    r"registration|sample size)\b"
)
_RESULTS = re.compile(r"\b(?:results?|findings?)\b")
_OPENING = re.compile(
    r"\b(?:introduction|background|objectives?|aims?|purpose|rationale|context|importance|literature review|"
    r"theory|theoretical framework|hypothes[ie]s)\b"
)
_CLOSING = re.compile(r"\b(?:conclusions?|concluding|interpretation|summary)\b")
_DISCUSSING = re.compile(r"\b(?:discussion|implications?|limitations?|future research|recommendations?|strengths)\b")
_BACK = re.compile(
    r"\b(?:acknowledge?ments?|funding|competing interests?|conflicts? of interests?|contributions?|"
    r"disclosures?|abbreviations|supplementary|supporting information|"
    r"additional files?|consent|availability|declarations?|footnotes|trial status|author information|pre-publication)\b"
)


_NO_HEDGE = re.compile(
    r"\b(?:(?:more|less|most|least|as|equally|times|how|not|twice|be|are|was|were) likely (?:to|than|as|not)\b|"
    r"(?:as|if|where|when|whenever|wherever) possible\b|possible (?:scores?|ranges?|total|answers?|responses?)|"
    r"(?:action|evoked|event-related|membrane|redox|water|zeta|resting) potentials?|"
    r"(?:would|d) (?:like|rather)|(?:is|was|are|were|if|as|when|clinically|not) indicated|indicated (?:for|by|in) "
    r"(?:table|fig|the arrow|surgery)|appear(?:s|ed)? in (?:table|fig)|(?:self-)?perceived (?:stress|support|pain|"
    r"health)|"
    r"was considered (?:statistically )?significant|were considered (?:statistically )?significant|"
    r"suggested by (?:the )?reviewers?|May \d{1,4})",
    re.IGNORECASE,
)
_MODAL_LIKELY = re.compile(r"\b(?:is|are|was|were|be|seems?|appears?) likely to\b", re.IGNORECASE)


def hedge_of(clean: str) -> str | None:
    """The first hedging word ("may", "suggest"), or None; a weak one ("can") only if there is no other.

    Words that only look like one do not count: "more likely to" compares, "action potential" is a thing, "as soon
    as possible" and "was indicated" say nothing of how sure the authors are.
    """
    weak: str | None = None
    if _HEDGING.isdisjoint(_WORDS.findall(clean.lower())) or _HEDGE.search(clean) is None:
        return None
    masked = _NO_HEDGE.sub(lambda m: m[0] if _MODAL_LIKELY.fullmatch(m[0]) else "-" * len(m[0]), clean)
    for found in _HEDGE.finditer(masked):
        if found[0] == "May":
            continue  # the month
        word = found[0].lower()
        if word not in _WEAK_HEDGES:
            return word
        weak = weak or word
    return weak


# Words that set the study's own result beside others': what they lead in is theirs, the rest is the study's.
_BESIDE = re.compile(
    r"\b(?:(?:which is|which|that|this|and|but|thus|thereby|partly|broadly|largely|also) ){0,2}(?:"
    r"(?:(?:in )?(?:line|keeping|agreement|accordance|accord|concordance|consonance|contrast|contradiction|"
    r"conflict|common) (?:with|to)|consistent with|inconsistent with|(?:very |quite |broadly )?similar(?:ly)? to|"
    r"comparable (?:with|to)|(?:as|like) (?:in|has|have|had|was|were|is|seen|found|reported|shown|described|noted|"
    r"observed|others)|just as|much as|unlike|contrary to|"
    r"(?:echo|mirror|match|confirm|support|replicat|corroborat|contradict|parallel|extend|reflect|resembl|"
    r"challeng)(?:s|es|ed|ing|e) (?:those|what|previous|earlier|prior|other|others|findings|results|work|"
    r"the (?:results|findings|work|conclusions?|reports?))|"
    r"(?:differ(?:s|ed|ing)?|different) from|agree(?:s|ing)? with|accords? with|corresponds? (?:to|with))\b|"
    # Groups are compared too, so here the words must name others' work.
    r"(?P<than>(?:higher|lower|larger|smaller|fewer|more|less|better|worse|greater|longer|shorter) than|"
    r"compared (?:with|to))\b(?=[^,;.]{0,80}\b(?:previous\w*|earlier|prior|recent|others?|reported|published|found|"
    r"observed|"
    r"described|stud(?:y|ies)|trials?|reports?|reviews?|surveys?|cohorts?|literature|norms?|national|et al)\b))",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:previous|prior|earlier|other|others['’]?|existing|recent|past|their|similar|several|two|three|many|those|"
    r"published|cited|another|most|some) (?:\w+ ){0,2}(?:results?|findings?|analys[ei]s|data|trials?|stud(?:y|ies)|"
    r"reviews?|surveys?|reports?|authors|researchers|interviews|cohorts?|work)\b"
)
_POINTS = re.compile(
    r"(?:(?:our|the) (?:\w+ )?(?:findings?|results?)|(?:this|these|those|it|they) ?(?:\w+ ){0,2}(?:findings?|"
    r"results?)?)"
    r"(?: (?:is|are|was|were|do|does|did))?$"
)
_PAST = re.compile(
    r"\b(?:was|were|did|had|fell|rose|grew|spoke|felt|slept|saw|took|made|went|came|lost|gave|kept|began|became|led|held|left|ran|told|met|got|\w{2,20}ed)\b|\b(?:we|our)\b"
)
_TELLS = re.compile(
    r"\b(?:who|which|(?<!than )(?<!to )(?<!with )that|where|they|and) (?:\w+ ){0,2}(?:found|finds|saw|reported|"
    r"showed|shows|observed|concluded|"
    r"demonstrated|argued?|noted|described)\b",
    re.IGNORECASE,
)


def main_clause(clean: str, marked: Sequence[int]) -> str | None:
    """What a sentence says itself, where every citation stands in words that only compare ("as in two trials [1,3]").

    marked: offsets in `clean` at which its citation markers stood. None when there are none, when one stands
    elsewhere, or when the words that compare tell what the others found.
    """
    if not marked:
        return None
    spans = list(_besides(clean, marked))
    if not spans or not all(any(a <= at <= b for a, b in spans) for at in marked):
        return None
    if any(_TELLS.search(clean, a, b) for a, b in spans):
        return None
    out, last = [], 0
    for a, b in spans:
        out.append(clean[last:a])
        last = b
    return " ".join(" ".join([*out, clean[last:]]).split()).strip(" ,;.()–—")


def _besides(clean: str, marked: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where words that compare begin and end: to the next comma or stop after a marker, or the clause's end."""
    last = 0
    for found in _BESIDE.finditer(clean):
        if found.start() < last:
            continue
        after = [at for at in marked if at >= found.end()]
        if not after:
            break
        opens = not clean[: found.start()].strip(" (")
        stop = _clause_end(clean, min(after)) if opens else _clause_end(clean, max(after), ";.")
        between = clean[found.end() : min(after)]
        if ";" in between or ". " in between or (opens and "," in between):
            continue
        yield found.start(), stop
        last = stop


def _clause_end(clean: str, at: int, stops: str = ",;.") -> int:
    """The first stop at or after a place; the end of the text if there is none."""
    places = [place for stop in stops if (place := clean.find(stop, at)) >= 0]
    return min(places, default=len(clean))


def origin_of(clean: str, section: tuple[str, ...], has_citation: bool, marked: Sequence[int] | None = None) -> Origin:
    """Whose finding a statement is, from the part of the paper, its citations and its wording.

    own: the study's result; cited: another work's; author: the authors' aim, method, advice or view. marked: offsets in
    `clean` at which its citations stood, where known: a result that is only set beside others' ("Falls were halved, as
    in two earlier trials [1,3]") is the study's own. Participants' words are decided by `quoted_origin`.
    """
    part = part_of(section)
    if part in ("methods", "back"):
        return "author"
    main = main_clause(clean, marked or ()) if part != "opening" else None
    if main is not None:
        return _compared(main.lower(), part)
    clean = clean.lower()  # then no pattern has to look for both cases: three times quicker
    own = _is_own(clean)
    if part == "results":
        return "cited" if has_citation and not own and _LITERATURE.search(clean) else "own"
    if _AUTHOR.search(clean) and not (own and part in ("closing", "abstract")):
        return "cited" if has_citation and part == "opening" else "author"
    if part == "opening":
        return "cited" if has_citation or _LITERATURE.search(clean) else "author"
    if part == "discussion":
        if own and not (has_citation and _LITERATURE.match(clean)):
            return "own"
        return "cited" if has_citation or _LITERATURE.search(clean) else "author"
    if has_citation and not own:
        return "cited"
    return "cited" if _LITERATURE.search(clean) and not own and part == "other" else "own"


def _is_own(clean: str) -> bool:
    """Do its words say that the study itself found it? "Previous results suggest" do not. clean: in small letters."""
    return _OWN.search(clean) is not None and _OWN.search(_FOREIGN.sub("-", clean)) is not None


def _compared(main: str, part: str) -> Origin:
    """Whose the clause is beside which others' work is set. main: in small letters."""
    if part == "results":
        return "own"
    points = _POINTS.fullmatch(main) is not None  # "This finding is …": a view of the result, not the result
    if points or len(main.split()) < 3 or (_AUTHOR.search(main) and not _OWN.search(main)):
        return "author"
    if part != "closing" and not _OWN.search(main) and not _PAST.search(main):
        return "cited"  # a general truth, with those who have told it
    foreign = _FOREIGN.search(main) is not None or _LITERATURE.search(main) is not None
    return "cited" if foreign and not _is_own(main) else "own"


def quoted_origin(section: tuple[str, ...], has_citation: bool, speaker: str | None) -> Origin:
    """Whose words a quotation is: a participant's; with a citation and nobody named, the cited work's; in the methods
    (a questionnaire's item, a message that was tested) the authors'."""
    part = part_of(section)
    if speaker is not None:
        return "participant"
    if has_citation:
        return "cited"
    return "author" if part in ("methods", "back", "opening") else "participant"


@lru_cache(maxsize=4096)
def part_of(section: tuple[str, ...]) -> str:
    """The part of a paper that titles name: the outermost that names one, unless the inner is "Conclusions"."""
    named = [fold_title(title) for title in section]
    abstract = bool(named) and named[0] in ("abstract", "summary")
    inner = named[1:] if abstract else named
    if inner and inner[-1] in ("conclusion", "conclusions"):
        return "closing"
    for title in inner:
        for part, pattern in _PARTS:
            if len(title) < 60 and pattern.search(title):
                return part
    return "abstract" if abstract else "other"


_PARTS = (
    ("back", _BACK),
    ("discussion", _DISCUSSING),
    ("results", _RESULTS),
    ("closing", _CLOSING),
    ("methods", _METHODS),
    ("opening", _OPENING),
)


def abstract_origins(cleans: Sequence[str], sections: Sequence[tuple[str, ...]]) -> tuple[Origin, ...]:
    """Whose finding each sentence of one abstract is.

    Like `origin_of`; in an abstract without labels what stands before its aim or method is background,
    the authors' view and no result.
    """
    out = [origin_of(c, s, False) for c, s in zip(cleans, sections, strict=True)]
    if all(len(s) < 2 for s in sections):
        lows = [clean.lower() for clean in cleans]
        aim = next((i for i, low in enumerate(lows) if _AUTHOR.search(low)), 0)
        out[:aim] = ["own" if _OWN.search(low) else "author" for low in lows[:aim]]
    return tuple(out)


def reports(text: str) -> bool:
    """Do the authors speak here of their study or of what participants said?"""
    return (
        _OWN.search(text.lower()) is not None
        or re.search(r"\b(?:participant|respondent|interviewee|informant)s?\b|\[\d", text) is not None
    )


def in_results(section: tuple[str, ...]) -> bool:
    """Does this stand where participants are quoted: among results, or where the paper names no parts?"""
    return part_of(section) in ("results", "other", "discussion")
