"""Figures that cite nothing: units, formulae, names with a number, statistics, and what counts things."""

from __future__ import annotations

import re

# Units that are raised to a power, and the start of a unit with a power of its own (SI brochure, 9th ed., 2019).
POWERED = frozenset(
    "m cm mm km dm nm µm μm um in ft s h g kg l ml min hr day mol y yr inch feet px Hz kPa cal kcal".split()
)
# Words that a number follows as their name or count: "week 4", "type 2", "Table 3".
NUMBERED = frozenset(
    (
        "wk yr h min visit age aged phase phases grade grades stage stages type types class level levels step steps "
        "group arm cohort table tables figure figures fig figs box appendix file section sections chapter item items "
        "question questions q theme themes part parts model models version v no nos number n case participant patient "
        "subject respondent interviewee site centre center round rounds wave waves session sessions score scores page "
        "pages p pp vol volume eq equation equations criterion aim hypothesis objective domain factor cluster line "
        "zone category scenario experiment experiments panel quintile quartile tertile decile least most than about "
        "approximately over under nearly only almost around to by of in at on for from between and or the a an these "
        "those all with were was is are had have has then every each per plus minus vs versus up within after before "
        "until during first last next past additional another mean median range total reached omega vitamin schedule "
        "lot batch supplementary supplement chromosome exon caspase interleukin ci iqr sd se hr rr"
    ).split()
)
# The same, less often: "weeks 4 and 8", "study 2", but also "phase III studies 21–23".
MAYBE_NUMBERED = frozenset(
    (
        "week weeks day days month months year years hour hours minute minutes study trial time times cycle cycles "
        "dose groups arms visits"
    ).split()
)
# Words that a number counts: "12 patients", "6 months".
COUNTED = re.compile(
    r"\s{1,2}(?:[%°×±<>=≤≥/*+]|(?:years?|yrs?|months?|mos?|weeks?|wks?|days?|d|hours?|hrs?|h|minutes?|mins?|min|seconds?|secs?|s|"
    r"mg|g|kg|µg|μg|mcg|ng|ml|mL|l|L|dl|dL|mm|cm|m|km|nm|mmol|mol|kcal|kJ|mmHg|Hz|kHz|MHz|IU|U|mSv|Gy|°C|C|"
    r"patients?|participants?|people|persons?|women|men|children|infants?|subjects?|cases?|controls?|studies|trials?|"
    r"articles?|papers?|times?|points?|items?|questions?|groups?|arms?|sites?|centres?|centers?|countries|hospitals?|"
    r"clinics?|schools?|villages?|households?|sessions?|visits?|doses?|tablets?|cycles?|of|out|or|to|percent|per|"
    r"million|billion|thousand|hundred|dozen|vs|versus|consecutive|different|and\s\d|th|st|nd|rd|standard|more|other|"
    r"adults?|respondents?|interviews?|individuals?|families|districts?|units?|levels?|steps?|categories|domains?|"
    r"randomi[sz]ed|healthy|eligible|randomly|pairs?|samples?|eyes|rats|mice|teeth|deaths|events|January|February|"
    r"March|April|May|June|July|August|September|October|November|December)\b)"
)
_NAME = re.compile(r"[A-Z]{1,6}|[A-Z][a-z]{0,2}|[a-z]{1,2}|(?=.{0,9}[A-Z])[A-Za-z]{1,10}")


def is_powered(word: str) -> bool:
    """Is a figure on this word an exponent ("kg/m2", "cm3")?"""
    return word in POWERED


def is_name_like(word: str) -> bool:
    """Could this word and a figure be one name: "CD4", "Ca2", "p53", "HbA1", "PHQ9", "BRCA1"?"""
    return _NAME.fullmatch(word) is not None


def is_counted(text: str, end: int) -> bool:
    """Does what follows a number make it a count or a measure: "12 patients", "6 mg"?"""
    return COUNTED.match(text, end, end + 40) is not None


def names_number(word: str) -> bool:
    """Is a number after this word its name or count: "week 4", "type 2", "of 12"?"""
    return word.lower() in NUMBERED


def may_name_number(word: str) -> bool:
    """Could a number after this word be its name: "study 2", "weeks 4"?"""
    return word.lower() in MAYBE_NUMBERED
