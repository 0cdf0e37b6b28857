"""Signs that a sentence reports a result: a figure, a verdict, a comparison, a change, a reporting verb.

Of the judged sentences of trial reports most hold several of them, and most other sentences of the same articles none;
they are worth more in a ranking than any further matching of words.
"""

from __future__ import annotations

import re

_SIGNS = (
    # A test or an estimate: "p < 0.05", "95% CI", "OR 1.4", "RR", "HR", "SMD".
    r"\b[pP]\s{0,2}[=<>≤≥]|\bCI\b|\b(?:OR|RR|HR|SMD|MD|aOR|AOR|IRR)\b\s{0,2}[=:(\d]"
    r"|(?i:\b(?:odds|hazard|risk|rate)s? ratio)",
    # A figure.
    r"\d\s?%|\d\.\d|±|\bn\s?=",
    # A verdict.
    r"(?i:\bsignifican|\bno (?:difference|effect|change|evidence|association)|\bdid not differ|\bsimilar\b)",
    # A comparison.
    r"(?i:\bthan\b|\bcompared\b|\bversus\b|\bvs\b|\bdifferen(?:ce|t)|\bassociat(?:ed|ion)|\brelative to\b)",
    # A change.
    r"(?i:\b(?:in|de)creas|\breduc(?:ed|tion|es|ing)|\b(?:high|low|great|few|small|larg|short|long|bett)er\b|\bless\b"
    r"|\bmore\b|\bimprov|\bfell\b|\brose\b|\bdeclin|\bworse|\bprevent(?:ed|s)\b)",
    # Somebody reports.
    r"(?i:\b(?:found|showed|shown|reported|described|revealed|demonstrated|observed|indicated|suggest(?:s|ed)|felt"
    r"|experienced)\b)",
)
_PATTERNS = tuple(re.compile(sign) for sign in _SIGNS)
MOST = len(_PATTERNS)
TITLE = MOST + 1
"""Stands in place of a number of signs: a title announces and reports nothing."""


def signs_of(clean: str) -> int:
    """How many kinds of sign a sentence shows, 0 to `MOST`."""
    return sum(1 for pattern in _PATTERNS if pattern.search(clean))
