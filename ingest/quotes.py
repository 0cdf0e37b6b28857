"""Participants' words: which paragraphs are quoted, who speaks, and what stands in quotation marks inside a sentence.

A quotation shows itself by its marks, by who is named after it ("—Larry", "(P12, female, 34)",
"[PSW03]", "GP3"), by the sentence that leads in, and by talking in the first person. Words in quotes
that only show distance ("scare quotes") are short and name nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.headings import MAIN, MINOR, fold

OPENING = "“\"‘'«„‹"
CLOSING = "”\"’'»“›"
_PAIRS = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“”", "‹": "›"}
_CODE = re.compile(
    r"#?(?=[A-Z]{0,6}[a-z]{0,12}[ _.#-]{0,2}\d)(?:[A-Z][A-Za-z]{0,11}[ _.#-]{0,3})?(?:[A-Z]{1,3}[-_ ])?\d{1,4}[a-zA-Z]?"
)
# Who speaks in interviews and groups of health and social research, and what else stands beside a name there.
_PEOPLE = (
    r"(?:participant|respondent|interviewee|informant|speaker|person|patient|client|service[- ]user|user|"
    r"consumer|survivor|"
    r"carer|caregiver|parent|mother|father|mum|mom|dad|wife|husband|partner|spouse|daughter|son|sister|"
    r"brother|relative|"
    r"family member|child|adolescent|teenager|student|pupil|learner|teacher|tutor|peer|worker|supporter|"
    r"volunteer|mentor|"
    r"mentee|nurse|midwife|doctor|physician|GP|practitioner|clinician|consultant|surgeon|registrar|resident|intern|"
    r"psychiatrist|psychologist|therapist|[a-z]{3,14}(?:therapist|ologist|iatrist)|pharmacist|dentist|"
    r"paramedic|manager|"
    r"director|leader|chair|chairman|chairwoman|officer|commissioner|policy ?maker|provider|professional|staff|member|"
    r"co-?ordinator|coach|facilitator|trainer|counsell?or|investigator|researcher|interviewer|executive|administrator|"
    r"receptionist|assistant|employee|employer|man|woman|men|women|boy|girl|lady|gentleman|prisoner|veteran|farmer)s?"
)
_PERSON = re.compile(
    rf"\b(?:{_PEOPLE}|male|female|aged?|years?|yrs?|y/o|yo|group|FG|interview|site|intervention|control|arm|ID|"
    rf"M|F|CM|HCP)\b",
    re.IGNORECASE,
)
_PERSON_LAST = re.compile(rf"(?!.*\b(?:of|for|with|by|to|in|the)\b)(?:.{{0,60}}[\s-])?{_PEOPLE}", re.IGNORECASE)
_DEMOGRAPHIC = re.compile(r"\b(?:male|female|man|woman|aged?|years?|yrs?|M|F)\b", re.IGNORECASE)
_NOT_WHO = re.compile(
    r"\b(?:(?:1[89]|20)\d\d[a-z]?|tables?|figures?|figs?|IQR|appendix|additional file|supplement\w*|see|n ?=|"
    r"p ?[<=>]|e\.g|i\.e|ie|eg|cf|CI|SD|"
    r"box|et al|emphasis|"
    r"sic|data not shown|not shown|ref|theme|section|version|http\S*|study|experiment|phase|step|part|trial|"
    r"week|month|day|visit|stage|scenario|model|chapter|appendices|sample|level|item|question|which|that|was|"
    r"were|is|are|has|had|such as|including|for example)\b|[%=<>±]",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][a-zà-ÿ'’-]{1,20}(?:\s[A-Z][a-zà-ÿ'’.-]{0,20}){0,2}")
_DASH_WHO = re.compile(r"[—–―−-]{1,3}\s{0,3}(?P<who>[^—–•\s](?:[^—–•]|(?<=\d)[—–](?=\d)){0,100})")
_WORDS_SAID = re.compile(r"[“\"«](?:\s?[^\s”\"»]+){3}")
_BRACKET_WHO = re.compile(r"[(\[]\s?(?P<who>[^()\[\]]{1,100}?)\s?[)\]]\s?\.?")
_TAIL_BRACKET = re.compile(r"\s{0,2}[(\[]\s?(?P<who>[^()\[\]]{1,100}?)\s?[)\]]\s?[.\"”’']{0,2}\s*$")
_TAIL_DASH = re.compile(r"\s{0,3}[—–―]\s{0,3}(?P<who>(?=[A-Z\d#])[^—–.?!,;:]{1,60}(?:,[^—–.?!;:]{1,60})?)\.?\s*$")
_TAIL_CODE = re.compile(r"(?<=[\"”’'»])[.,;]?\s{0,3}(?P<who>[A-Z][\w ,#-]{0,40})\.?\s*$")
_INLINE_DASH = re.compile(
    r"[.,]?\s{0,3}[—–―-]\s{0,3}(?P<who>(?:[^—–.?!:“”\"()]|(?<=\d)[—–](?=\d)|(?<=\bno)\.){1,80}?)(?=\.?\s{0,3}$|"
    r"[.;]\s{1,3}[A-Z“‘\"])"
)
_ACRONYM = re.compile(r"[A-Z]{2,6}s?(?:,.{1,30})?")
# "[Anna: after the night shift]": a name, and a remark of the authors'.
_REMARKED = re.compile(r"(?P<who>[A-Z][a-zà-ÿ'’-]{1,20}(?: [A-Z]\.?)?|P\d{1,3}): ")
_LABELLED = re.compile(
    r"[(\[]?(?P<who>[A-Z#\d][^:“”\"‘«\[\]()]{0,50}(?:\([^()]{1,40}\))?)[)\]]?(?:\s?[:–—-]\s{0,2}|(?<=[)\]])\s{0,2})"
    r"(?=[“\"‘'«„])"
)
_SAYS = (
    r"(?:said|says|explained|told us|commented|added|recalled|noted|remarked|replied|stated|reported|described|"
    r"reflected)"
)
_NAMED_AFTER = re.compile(
    rf"[,.]?\s{{0,2}}(?:{_SAYS} (?P<who>[A-Z][\w ]{{0,30}}?\d{{1,3}}\b|[A-Z]{{1,4}}\d{{1,3}}\b|"
    rf"[A-Z][a-z]{{2,15}}(?=[.,;])"
    rf"|(?:[\w’' ]{{0,40}}?)\((?P<inner>[^()]{{1,60}})\))|[\w’' ]{{1,40}} {_SAYS}\s?\((?P<last>[^()]{{1,60}})\))"
)
_DIALOGUE = re.compile(
    r"[\[(]?(?P<who>P|I|R|Q|A|INT|Int|IV|Interviewer|Moderator|Facilitator|Researcher|(?:Participant|Patient|"
    r"Respondent|"
    r"Speaker|Interviewee|Nurse|"
    r"Carer|Parent|Mother|Father|Man|Woman|Client)(?: ?[A-Z]?\d{0,3})|[A-Z]{1,5}[ -]?\d{1,3})[\])]?\s?:\s"
)
_ASKS = frozenset("i q int iv interviewer moderator facilitator researcher".split(" "))
_FIRST_PERSON = re.compile(
    r"\b(?:I|I['’](?:m|ve|d|ll)|me|my|myself|mine|us|you|your|(?:we|you|they|he|she)['’](?:re|ve|d|ll|s)|"
    r"(?:do|does|did|was|were|is|are|has|have|"
    r"had|would|could|should|ca|wo)n['’]t|(?:it|that|there|what|who|let)['’]s|gonna|wanna|kinda|cos|yeah)\b"
)
_WE = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)
_ELLIPSIS = re.compile(r"^[\"“‘']?\s?(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(…\)|\[)")
_SAID = re.compile(
    r"\b(?:said|says|say|saying|stated|states|explained|explains|described|describes|commented|comments|"
    r"remarked|reported|recalled|"
    r"noted|told|added|put it|expressed|reflected|shared|mentioned|replied|responded|asked|declared|"
    r"quote[ds]?|words of|according to)\b[^.]{0,60}$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:asked|questions?|items?|statements?|phrased|worded|instructed|prompt\w*|read as follows)\b[^.]{0,60}$",
    re.IGNORECASE,
)
# What stands before words in marks that are a name or an instrument's, and nobody's talk.
_NAMES_A_THING = re.compile(
    r"\b(?:items?|(?:sub)?scales?|questions?|(?:sub-?)?themes?|categor(?:y|ies)|codes?|statements?|paper|article|book|"
    r"chapter|section|report|entitled|titled|called|named|labell?ed|terms?|phrases?|slogan|motto|option|factor|"
    r"dimension|domain|module|session|programme|program|project|campaign|message|response|answer|"
    r"heading)\s?[,:]?\s{0,2}$",
    re.IGNORECASE,
)
_SPEAKER_IN_BRACKETS = re.compile(r"[(\[]\s?(?P<who>[^()\[\]]{1,60}?)\s?[)\]]")
_NAMED_BEFORE = re.compile(
    r"\b(?:(?:Participant|Patient|Respondent|Interviewee|Informant|Client|Carer|Nurse|GP|Parent)\s?#?\d{1,3}|"
    r"[A-Z]{1,4}\d{1,3})\b"
)
_WORD_FOLLOWS = re.compile(r" [a-z]")
_UNCLOSED = 50  # marks without an end in one paragraph, after which its marks are no use


@dataclass(frozen=True)
class Quotation:
    """Quoted words in a paragraph: offsets into its text, with the marks; speaker as printed, or None."""

    start: int
    end: int
    speaker: str | None


def is_speaker(who: str) -> bool:
    """Can these words, in brackets or after a dash, name the one who speaks?"""
    words = who.split()
    if not words or len(words) > 14 or (not any(c.isalpha() for c in who) and "#" not in who) or _NOT_WHO.search(who):
        return False
    return any(_CODE.fullmatch(x.strip()) for x in re.split(r"[,;/|]", who)) or _PERSON.search(who) is not None


def attribution(text: str) -> str | None:
    """The speaker, if the whole paragraph only names one: "—Larry", "(P12, female)", "[PSW03]"."""
    if len(text) > 120:
        return None
    text = text.removeprefix(">").lstrip()  # Markdown's mark of a quotation
    found = _DASH_WHO.fullmatch(text)
    if found:
        who = found["who"].strip().rstrip(".")
        if _WORDS_SAID.search(who) or ": " in who or who.endswith(("?", "!")):
            return None  # behind the dash somebody speaks
        if text.startswith("- "):  # a list's mark as well: only a name, or what ends in no full stop
            return who if _NAME.fullmatch(who) or (is_speaker(who) and not text.endswith(".")) else None
        named = _NAME.match(who) and len(who.split()) <= 8 and not _NOT_WHO.search(who)
        return who if named or is_speaker(who) else None
    found = _BRACKET_WHO.fullmatch(text)
    if found and (is_speaker(found["who"]) or _NAME.fullmatch(found["who"])):
        return found["who"]
    return None


def bare_attribution(text: str) -> str | None:
    """The speaker, if a short paragraph after a quotation could only name one: "Man, group 4", "GP3"."""
    if len(text) > 80 or len(text.split()) > 10 or text[-1:] in ".?!:;" or not is_speaker(text):
        return None
    if talks(text) or ". " in text:
        return None  # words with their own speaker behind them
    return text if "," in text or _CODE.fullmatch(text) else None


def names_speaker(text: str, above: str, before: str) -> str | None:
    """The speaker that a line after a quotation names; above: the paragraph before it, before: the one before that."""
    spoken = talks(above) or enclosed(above) or opens(above)
    found = _BRACKET_WHO.fullmatch(text) or _DASH_WHO.fullmatch(text)
    if found and enclosed(above) and _ACRONYM.fullmatch(found["who"]) and not _NOT_WHO.search(found["who"]):
        return found["who"]  # "(LHW)"
    bare = bare_attribution(text) if spoken else None
    if bare is None and len(text.split()) <= 3 and text[:1].isupper() and _PERSON_LAST.fullmatch(text):
        named = before.rstrip().endswith(":") or _PERSON_LAST.fullmatch(before) is not None
        framed = named or (spoken and "“" not in above[1:] and fold(text) not in MINOR | MAIN)
        bare = text if framed and above[-1:] in '.?!…”’"' else None
    return attribution(text) or bare


def is_demographic(who: str) -> bool:
    """A code, or sex, age and the like: what is put after a quotation and seldom after anything else."""
    coded = any(_CODE.fullmatch(x.strip()) for x in re.split(r"[,;/|]", who))
    return coded or (_DEMOGRAPHIC.search(who) is not None and len(who.split()) > 1)


def trailing(text: str) -> tuple[int, str] | None:
    """(where it begins, speaker) of an attribution at a paragraph's end."""
    at = max(0, len(text) - 140)
    for pattern in (_TAIL_BRACKET, _TAIL_DASH, _TAIL_CODE):
        found = pattern.search(text, at)
        if found is None or found.start() == 0:
            continue
        who = found["who"].strip()
        closed = text[: found.start()].rstrip(" .,")[-1:] in CLOSING
        single = _NAME.fullmatch(who) is not None and (
            closed or text[found.start() :].lstrip()[:1] == "[" or pattern is _TAIL_DASH
        )
        remarked = _REMARKED.match(who) if pattern is _TAIL_BRACKET else None
        if remarked and talks(text[max(0, found.start() - 600) : found.start()]):
            return found.start(), remarked["who"]
        spoken = closed and _ACRONYM.fullmatch(who) and not _NOT_WHO.search(who) and talks(text[: found.start()])
        if is_speaker(who) or single or spoken:
            return found.start(), who
    return None


def labelled(text: str) -> str | None:
    """The speaker named before a quotation that is a paragraph: "P12 (female, 34): “…”", "Anna: “…”"."""
    found = _LABELLED.match(text)
    if found is None:
        return None
    who = found["who"].strip()
    return who if is_speaker(who.replace("(", ", ").replace(")", "")) or _NAME.fullmatch(who) else None


_TURN = re.compile(_DIALOGUE.pattern.replace(r"\s?:\s", r"\s?:(?=\s)"))


def turns(text: str) -> tuple[tuple[int, str], ...]:
    """Where each turn of a dialogue begins within one paragraph, and who speaks; () if it is none."""
    found = [m for m in _TURN.finditer(text) if m.start() == 0 or text[m.start() - 1].isspace()]
    if len(found) < 2 or found[0].start() != 0 or len({m["who"] for m in found}) < 2:
        return ()
    return tuple((m.start(), m["who"].strip()) for m in found)


def dialogue(text: str) -> str | None:
    """The speaker of a line of a transcript ("P: …", "Interviewer: …")."""
    found = _DIALOGUE.match(text)
    return found["who"].strip() if found else None


def asks(speaker: str) -> bool:
    """Is this the interviewer?"""
    return speaker.casefold() in _ASKS


def talks(text: str) -> bool:
    """Does this sound like someone talking: first person, contractions, an opening ellipsis?"""
    return _FIRST_PERSON.search(text) is not None or _ELLIPSIS.match(text) is not None


def opens(text: str) -> bool:
    """Does the paragraph begin with an opening quotation mark?"""
    return text[:1] in OPENING and len(text) > 1


def enclosed(text: str) -> bool:
    """Is the whole paragraph, but for an attribution, in quotation marks?"""
    if not opens(text):
        return False
    tail = trailing(text)
    body = text[: tail[0]] if tail else text
    body = body.rstrip(" .,;")
    if body[-1:] not in _PAIRS[text[0]]:
        return False
    inner = body[1:-1]
    if text[0] in "\"'":
        return inner.count(text[0]) % 2 == 0 and not re.search(rf"{text[0]}\s(?:and|or|but|was|is|were|are)\s", inner)
    first_close = _close(text, 0)
    if first_close is not None and first_close < len(body) - 1 and _label_after(text, first_close + 1, inner)[1]:
        return False  # two people's words with the authors' between
    return first_close is not None and (first_close >= len(body) - 1 or tail is not None or talks(inner))


def _close(text: str, at: int) -> int | None:
    """Offset of the mark that closes the one at `at`."""
    mark = text[at]
    depth = 0
    for found in re.finditer(f"[{mark}{_PAIRS[mark]}]", text[at + 1 : at + 3001]):
        i = at + 1 + found.start()
        if mark in "‘'" and i + 1 < len(text) and text[i + 1].isalnum():
            continue  # an apostrophe
        if mark in "‘'" and _is_possessive(text, i):
            continue  # "the nurses’ calls"
        if found[0] == mark and mark != _PAIRS[mark]:
            depth += 1
        elif depth:
            depth -= 1
        else:
            return i
    return None


def _is_possessive(text: str, i: int) -> bool:
    """ "the nurses’ calls": an apostrophe after s before another word, with a mark that closes further on."""
    if text[i - 1] != "s" or _WORD_FOLLOWS.match(text, i + 1) is None:
        return False
    return re.search(rf"{text[i]}(?!\w)", text[i + 1 : i + 400]) is not None and "‘" not in text[i + 1 : i + 400]


def inline(text: str, in_results: bool) -> tuple[Quotation, ...]:
    """Participants' words inside a paragraph of the authors' text."""
    out: list[Quotation] = []
    at = unclosed = 0
    for found in re.finditer(r"(?<![\w’])(?:[“\"‘'„](?=\S)|«)", text):
        if found.start() < at:
            continue
        close = _close(text, found.start())
        if close is None:
            unclosed += 1
            if unclosed > _UNCLOSED:
                break
            continue
        at = close + 1
        words = text[found.start() + 1 : close]
        end, speaker = _label_after(text, close + 1, words)
        if _is_voice(text, found.start(), words, speaker, in_results):
            who = speaker or _named_after(text, close + 1) or _named_before(text, found.start())
            out.append(Quotation(found.start(), end, who))
    return tuple(out)


def _label_after(text: str, at: int, words: str) -> tuple[int, str | None]:
    """Who is named in brackets or after a dash behind a quotation's end, and where that ends."""
    after = _BRACKET_WHO.match(text, _skip(text, at))
    if after:
        who = after["who"]
        acronym = _ACRONYM.fullmatch(who) and len(words.split()) > 5 and not _NOT_WHO.search(who) and talks(words)
        return (after.end(), who) if is_speaker(who) or acronym else (at, None)
    dash = _INLINE_DASH.match(text, at)
    if dash and is_speaker(dash["who"]) and len(words.split()) > 3:
        return dash.end(), dash["who"].strip()
    return at, None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " .,":
        at += 1
    return at


def _is_voice(text: str, start: int, words: str, speaker: str | None, in_results: bool) -> bool:
    """Someone's spoken words, or only a term in quotation marks?"""
    count = len(words.split())
    if speaker is not None:
        return count >= 2
    before = text[max(0, start - 80) : start].rstrip()
    if count < 6 or _NAMES_A_THING.search(before):
        return False
    said = _SAID.search(before) is not None or before.endswith(":")
    spoken = talks(words) or _WE.search(words) is not None
    return in_results and (spoken or said) and _ASKED.search(before) is None


def _named_after(text: str, at: int) -> str | None:
    """ "…,” said Participant 7", "…”, one of them said (P7)"."""
    found = _NAMED_AFTER.match(text, at)
    if found is None:
        return None
    who: str = found["inner"] or found["last"] or found["who"]
    return who if is_speaker(who) or _NAME.fullmatch(who) else None


def _named_before(text: str, start: int) -> str | None:
    """Who is named in the words that lead in: the last in brackets, else the last with a number."""
    first = max(0, start - 80)
    inside = [m["who"] for m in _SPEAKER_IN_BRACKETS.finditer(text, first, start) if is_speaker(m["who"])]
    found = list(_NAMED_BEFORE.finditer(text, first, start))
    return inside[-1] if inside else found[-1][0] if found else None
