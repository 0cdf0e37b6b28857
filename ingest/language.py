"""Which language a text is in, told by its small words, or by its script.

Small words (articles, prepositions, auxiliaries) make a third of any prose, and those below stand in one or two of
these languages only, so that some hundred words of text decide. Libraries for this bring models of 4 MB and numpy
(py3langid), or 96 MB (lingua), to tell short texts apart; a paper is long (docs/decisions/0075-language.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_SMALL_WORDS = {
    "en": "the of and to in that was were with for this which from have been their not are is by as these between",
    "de": "der die das und den von mit nicht eine wurde wurden werden auf ist im zur des dem für sich auch als bei",
    "fr": "le la les des une dans est que qui pour par avec sur ont été cette aux du sont pas plus ces leur et",
    "es": "el la los las una del que con por para fueron entre como más se este esta han sus y no lo es",
    "it": "il di che della delle dei con per una sono nel gli alla più tra stato dalla anche questo è la e non",
    "pt": "os das dos uma com para que não por foram entre mais como ao pela pelo são foi em na no da e",
    "nl": "het een van dat met voor niet zijn werd bij aan ook door deze naar werden maar om de en op te",
    "sv": "och att det som för med den av är inte på ett till var från har vid eller om i",
    "da": "og at det som for med den af er ikke på et til var fra har ved eller blev i",
    "no": "og at det som for med den av er ikke på et til var fra har ved eller ble i",
    "fi": "ja on ei oli että se mutta myös tai kun ovat sekä joka olivat kanssa mukaan",
    "pl": "i w na z że się do nie jest oraz dla przez od są po jak był była było",
    "cs": "a v na se že je do pro byl byla bylo jsou nebo při po ve od však také",
    "tr": "ve bir bu için ile olarak olan da de daha çok gibi göre sonra kadar",
    "hu": "a az és hogy nem egy is volt csak meg mint vagy során valamint",
}
_NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "sv": "Swedish",
    "da": "Danish",
    "no": "Norwegian",
    "fi": "Finnish",
    "pl": "Polish",
    "cs": "Czech",
    "tr": "Turkish",
    "hu": "Hungarian",
    "ru": "Russian or another language in Cyrillic letters",
    "el": "Greek",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
    "ar": "Arabic or Persian",
    "he": "Hebrew",
    "th": "Thai",
    "hi": "Hindi or another language in Devanagari letters",
}
# First word of a character's Unicode name -> tag.
_SCRIPTS = {
    "CYRILLIC": "ru",
    "GREEK": "el",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "ARABIC": "ar",
    "HEBREW": "he",
    "THAI": "th",
    "DEVANAGARI": "hi",
}
_LISTS = {tag: frozenset(words.split(" ")) for tag, words in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND = re.compile(r"[\u0370-\u1fff\u3040-\ud7ff]")  # letters of scripts that are not Latin
_SAMPLE = 6_000  # characters
_ENOUGH = 40  # words
_SHARE = 0.12  # of a text's words that are small words of its language


def name_of(tag: str) -> str:
    """A language's name in English; the tag itself when it has none here."""
    return _NAMES.get(tag.split("-")[0].casefold(), tag)


def detect(text: str) -> str | None:
    """The language of a text as an IETF tag ("en"); None when it is too short or not clear."""
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script:
        return script
    words = [w.casefold() for w in _WORD.findall(sample)]
    if len(words) < _ENOUGH:
        return None
    counts = Counter(words)
    shares = {tag: sum(counts[w] for w in small) / len(words) for tag, small in _LISTS.items()}
    best, second = sorted(shares, key=lambda tag: (-shares[tag], tag))[:2]
    clear = shares[best] > shares[second] * 1.15
    return best if shares[best] >= _SHARE and clear else None


def _script(sample: str) -> str | None:
    """The script most letters are in, where it is not the Latin one."""
    beyond = _BEYOND.findall(sample)
    foreign = Counter(tag for c in beyond if (tag := _SCRIPTS.get(unicodedata.name(c, "").split(" ")[0].split("-")[0])))
    if not foreign or sum(foreign.values()) * 2 < sum(c.isalpha() for c in sample):
        return None
    return "ja" if foreign["ja"] * 20 > sum(foreign.values()) else foreign.most_common(1)[0][0]
