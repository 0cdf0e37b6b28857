"""Words as the search and the stance rules see them: tokens with offsets and their analysed terms.

One analysis for everything, in this order:

1. a word is letters and digits, with inner apostrophes; a number keeps its decimals ("0.05", "1,000" = "1000");
2. hyphens part words, and the joined form is one more term of the first part ("well-being" also finds "wellbeing"),
   except after a prefix, which is no word of its own: "re-admission" is one token, like "readmission";
3. accents folded, Greek letters named, possessive 's and the s of plural acronyms taken off ("RCTs" = "RCT");
4. British to American spelling, irregular plurals and verbs (`kb.spelling`);
5. the English stemmer of Snowball (https://snowballstem.org/algorithms/english/stemmer.html), with a short table of
   words that it would join with a word of another meaning ("organisation" with "organ");
6. a prefix that keeps the meaning of the rest is split off as a second term: "rehospitalisation" also finds
   "hospitalisation". A prefix that denies or reverses ("non-adherence", "unwell", "antisocial") never is:
   the word is then only itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from kb.spelling import american, stem_apart

# Changes with the analysis, so that an index made with another one is noticed.
VERSION = f"1/snowball-{Stemmer.version()}"

_HYPHENS = "-\u2010\u2011"
_WORD = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:[.·]\d+)?(?![^\W_])"
    r"|\d+[.·]\d+(?![^\W_])"
    r"|[^\W_]+(?:[\u00ad\u0300-\u036f]+[^\W_]*|['’][^\W_]+)*"
)
_STEM = Stemmer.Stemmer("english")
_LONGEST = 64  # no word of a language is longer: what is, is data, and is cut so that it cannot fill the cache

_GREEK_NAMES = """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma
    tau upsilon phi chi psi omega"""
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", _GREEK_NAMES.split(), strict=True))
_FOLD = str.maketrans(_GREEK | {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i", "\u00ad": "", "·": "."})
_ACRONYMS = re.compile(r"[A-Z]{2,}[0-9]*s$")

# Prefixes that leave the meaning of the rest in place. After a hyphen they are joined to it and split off as a term.
_KEEPING = """
    ante bi co extra inter intra macro meta micro mid mini mono multi neo neuro peri poly post pre psycho re
    self semi socio sub super trans tri ultra
"""
KEEPING = frozenset(_KEEPING.split())
# Prefixes that deny, reverse or overturn the rest: joined, never split off.
_REVERSING = """
    anti de dis hyper hypo il im ir mal mis non pseudo un
"""
REVERSING = frozenset(_REVERSING.split())
_PREFIXES = KEEPING | REVERSING
# Closed words: the prefix is split off only before these beginnings, for "research" is no second search.
_AFTER_RE = (
    "admiss|admit|arrest|attempt|attend|bleed|calibrat|employ|engag|enrol|establish|evaluat|examin|experienc|"
    "hospital|hous|infarct|infect|initiat|injur|integrat|interven|interview|introduc|occurr|offend|operat|organiz|"
    "schedul|test|traumati|train|victim|vaccinat|vascular"
)
_AFTER_TIME = (
    "admiss|birth|diagnos|discharg|hospital|interven|menopaus|natal|operat|partum|surg|test|treat|trauma|vaccin"
)
_AFTER_MANY = (
    "agenc|centr|center|component|cultur|disciplin|ethnic|faceted|modal|professional|sector|site|lingual|morbid"
)
_AFTER_CO = "creat|design|exist|facilitat|infect|manag|morbid|occur|produc|work"
_AFTER_PSYCHO = "social|educat|therap|econom"
_CLOSED = re.compile(
    rf"re(?=(?:{_AFTER_RE}))|(?:pre|post)(?=(?:{_AFTER_TIME}))|(?:multi|inter)(?=(?:{_AFTER_MANY}))"
    rf"|co(?=(?:{_AFTER_CO}))|(?:psycho|socio)(?=(?:{_AFTER_PSYCHO}))"
)

# Words too common to tell one statement from another: articles, pronouns, auxiliaries, prepositions, conjunctions,
# and negations (which stance weighs, not the search).
_STOP_WORDS = """
    a about above after again against all also although am among an and another any are as at be because been
    before being below between both but by can cannot could did do does doing down during each either et for
    from further had has have having he her here hers herself him himself his how however i if in into is it its
    itself just may me might more moreover most must my myself neither no nor not of off on once only or other
    others our ours ourselves out over own per s same shall she should since so some such than that the their
    theirs them themselves then there therefore these they this those through thus to too toward under until up
    upon us very via was we were what when where whereas whether which while who whom whose why will with within
    without would yet you your yours yourself yourselves don't doesn't didn't isn't aren't wasn't weren't won't
    can't couldn't wouldn't shouldn't hasn't haven't hadn't it's i'm i've we're they're that's there's
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

# Compounds written with and without a hyphen, whose parts alone mislead ("well" in "well-being"): always one word.
_CLOSED_COMPOUNDS = frozenset(("wellbeing", "inpatient", "outpatient", "email", "online", "dropout", "caregiver"))

# Compounds written with and without a hyphen, whose parts alone mislead ("well" in "well-being"): always one word.
_CLOSED_COMPOUNDS = frozenset(("wellbeing", "inpatient", "outpatient", "email", "online", "dropout", "caregiver"))


class Token(NamedTuple):
    """One word.

    text: as written; start, end: code points in the analysed text; terms: analysed forms, never empty, the main one
    first, then the word without its prefix, or the joined form of a hyphenated pair.
    """

    text: str
    start: int
    end: int
    terms: tuple[str, ...]


def fold(word: str) -> str:
    """Lower case, without accents, ligatures and apostrophes; Greek letters by name: "Naïve" -> "naive"."""
    low = word.casefold()
    if not low.isascii():
        low = low.translate(_FOLD)
        low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c)).translate(_FOLD)
    if "'" in low or "’" in low:
        low = low.replace("’", "'").removesuffix("'s").replace("'", "")
    return low


def stem(word: str) -> str:
    """The stem of one folded word in its common spelling."""
    word = american(word)
    return stem_apart(word) or _STEM.stemWord(word)


@lru_cache(maxsize=65536)
def _analysed(word: str) -> tuple[str, ...]:
    plain = fold(word)
    if _ACRONYMS.match(word):
        return (plain[:-1],)
    if plain and plain[0].isdigit():
        return (plain.replace(",", ""),)
    main = stem(plain) or word
    common = american(plain)
    prefix = _CLOSED.match(common)
    return (main, stem(common[prefix.end() :])) if prefix else (main,)


def terms_of(word: str) -> tuple[str, ...]:
    """Analysed forms of one word: its stem, then the stem without a prefix where one was split off.

    A word with a prefix and a hyphen ("re-admission") may be given as one.
    """
    for hyphen in _HYPHENS:
        if hyphen in word:
            head, _, tail = word[:_LONGEST].partition(hyphen)
            return _prefixed(head, tail)
    return _analysed(word[:_LONGEST])


@lru_cache(maxsize=8192)
def _prefixed(prefix: str, rest: str) -> tuple[str, ...]:
    """Terms of a word written with a prefix and a hyphen."""
    joined = _analysed(prefix + rest)
    if fold(prefix) not in KEEPING:
        return joined[:1]
    return tuple(dict.fromkeys((*joined[:1], *_analysed(rest))))


def tokens(text: str) -> tuple[Token, ...]:
    """Every word of a text, in order."""
    found: list[Token] = []
    last = -2
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        if start - 1 == last and text[last] in _HYPHENS:
            _after_hyphen(found, text, word, end)
        else:
            found.append(Token(word, start, end, _analysed(word[:_LONGEST])))
        last = end
    return tuple(found)


def _after_hyphen(found: list[Token], text: str, word: str, end: int) -> None:
    """Join a prefix to its word; otherwise add the word and give the part before it the joined form too."""
    before = found[-1]
    head = before.text.casefold()
    opens = before.start == 0 or text[before.start - 1] not in _HYPHENS
    whole = Token(text[before.start : end], before.start, end, ())
    if opens and head in _PREFIXES and word[0].isalpha():
        found[-1] = whole._replace(terms=_prefixed(before.text, word))
        return
    if opens and (head + word.casefold()).removesuffix("s") in _CLOSED_COMPOUNDS:
        found[-1] = whole._replace(terms=_analysed(before.text + word))
        return
    if before.text[0].isalpha() and len(whole.text) <= _LONGEST:
        joined = _analysed(before.text + word)[0]
        found[-1] = before._replace(terms=tuple(dict.fromkeys((*before.terms, joined))))
    found.append(Token(word, end - len(word), end, _analysed(word[:_LONGEST])))


_STOP_FORMS = frozenset(
    form.replace("'", mark) for w in STOP_WORDS for form in (w, w.capitalize(), w.upper()) for mark in "'’"
)


STOP_TERMS = frozenset(_analysed(w)[0] for w in sorted(STOP_WORDS))


def is_stop(token: Token) -> bool:
    """Whether a token is a stop word: such a word never selects or ranks a finding."""
    return token.text in _STOP_FORMS


def content(text: str) -> tuple[tuple[str, ...], ...]:
    """Terms of each word of a text that is no stop word, in order; the form that the search indexes and asks for."""
    return tuple(token.terms for token in tokens(text) if token.text not in _STOP_FORMS)
